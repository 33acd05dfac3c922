"""Tables of a .docx, read row by row into true grids; cells are never asked for by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from extractor.model.document import Cell, Table
from extractor.readers.docx.graphics import choose
from extractor.readers.docx.grid import Grid, GridRow, Merge
from extractor.readers.docx.inline import Line
from extractor.readers.docx.names import (
    ALTERNATE,
    DEL,
    INS,
    MOVE_TO,
    OMATH_PARA,
    SDT,
    TBL,
    TBLPR,
    TC,
    TCPR,
    TR,
    TRPR,
    TYPE,
    VAL,
    Element,
    P,
    number,
    on,
    twips,
    w,
)
from extractor.readers.docx.plain import read_plain
from extractor.readers.limits import Limits

if TYPE_CHECKING:
    from extractor.readers.docx.story import Story

_TBL_GRID, _TBL_STYLE, _TBL_LOOK, _WIDTH = w("tblGrid"), w("tblStyle"), w("tblLook"), w("w")
_GRID_SPAN, _V_MERGE, _H_MERGE, _CELL_DEL, _CELL_MERGE = (
    w(n) for n in ("gridSpan", "vMerge", "hMerge", "cellDel", "cellMerge")
)
_GRID_BEFORE, _GRID_AFTER, _TBL_HEADER, _HIDDEN = (w(n) for n in ("gridBefore", "gridAfter", "tblHeader", "hidden"))
_TC_W, _W_BEFORE = w("tcW"), w("wBefore")
_FIRST_ROW, _FIRST_COLUMN = w("firstRow"), w("firstColumn")
_WRAPPERS: Final = frozenset((INS, MOVE_TO, w("customXml"), w("smartTag")))


class TooMuch(Exception):
    """A grid beyond the limits."""


class TableReader:
    """Reads the tables of one document; ``story`` reads the paragraphs in their cells."""

    def __init__(self, story: Story, limits: Limits) -> None:
        self._story = story
        self._limits = limits
        self._count = 0
        self._places = 0

    def read(self, tbl: Element) -> Table:
        """The table, its nested tables added to the story. Raises TooMuch."""
        index = self._count
        self._count += 1
        widths = tbl.find(_TBL_GRID)
        grid = Grid([twips(c.get(_WIDTH)) or 0 for c in widths] if widths is not None else [])
        inner: list[tuple[Table, Cell]] = []
        bold = self._bold(tbl)
        for tr, row in self._rows(tbl, index, inner):
            if row.columns() < len(grid.widths):
                row.widths = self._widths(tr, len(row.cells))
            if bold:
                _embolden(row, bold, not grid.rows)
            grid.rows.append(row)
        table = grid.finish(index)
        for nested, cell in inner:
            nested.parent = (index, cell.row, cell.col)
        self._places += table.n_rows * table.n_cols
        if table.n_cols > self._limits.max_columns or self._places > self._limits.max_places:
            raise TooMuch
        return table

    def _rows(self, tbl: Element, table: int, inner: list[tuple[Table, Cell]]) -> Iterable[tuple[Element, GridRow]]:
        if self._story.undisturbed:
            rows = read_plain(tbl, self._story.styles)
            if rows is not None:
                return rows
        return self._read_rows(tbl, table, inner)

    def _read_rows(
        self, tbl: Element, table: int, inner: list[tuple[Table, Cell]]
    ) -> Iterator[tuple[Element, GridRow]]:
        for tr in self._parts(tbl, TR):
            row = self._row(tr, table, inner)
            if row is not None:
                yield tr, row

    def _row(self, tr: Element, table: int, inner: list[tuple[Table, Cell]]) -> GridRow | None:
        story = self._story
        row = GridRow()
        hide = story.hide
        for properties in tr.iterchildren(TRPR):
            for e in properties:
                tag = e.tag
                if tag == _TBL_HEADER:
                    row.header = on(e)
                elif tag == _GRID_BEFORE:
                    row.before = max(0, number(e.get(VAL)))
                elif tag == _GRID_AFTER:
                    row.after = max(0, number(e.get(VAL)))
                elif tag == _HIDDEN:
                    story.hide = hide or on(e)
                elif tag == DEL:
                    return None
        for tc in self._parts(tr, TC):
            found = self._cell(tc, table, inner)
            if found is not None:
                row.cells.append(found[0])
                row.merges.append(found[1])
        story.hide = hide
        return row if row.cells else None

    def _cell(self, tc: Element, table: int, inner: list[tuple[Table, Cell]]) -> tuple[Cell, Merge] | None:
        cell = Cell(0, 0)
        merge = Merge.NONE
        leftwards = False
        for properties in tc.iterchildren(TCPR):
            for e in properties:
                tag = e.tag
                if tag == _GRID_SPAN:
                    cell.colspan = max(1, number(e.get(VAL), 1))
                elif tag == _V_MERGE:
                    merge = Merge.START if e.get(VAL) == "restart" else Merge.UP
                elif tag == _H_MERGE:
                    leftwards = e.get(VAL) != "restart"
                elif tag == _CELL_MERGE:
                    merge = Merge.UP if e.get(_V_MERGE) == "cont" else Merge.START
                elif tag == _CELL_DEL:
                    return None
        if leftwards:
            # a block merged both ways says so in each of its cells: across first, the rest downwards
            merge = Merge.LEFT
        lines: list[Line] = []
        # what stands in a merged-away cell isn't shown, so its lists aren't counted
        self._content(tc, cell, lines, inner, merge in (Merge.NONE, Merge.START))
        if (line := self._story.take_pending()) is not None:
            lines.append(line)
        if lines:
            _fill(cell, lines)
            if self._story.traces is not None:
                self._story.traces.append((cell, table, lines))
        return cell, merge

    def _content(
        self, parent: Element, cell: Cell, lines: list[Line], inner: list[tuple[Table, Cell]], shown: bool
    ) -> None:
        story = self._story
        for e in parent:
            tag = e.tag
            if tag == P:
                line = story.line(e, shown)
                if line is not None:
                    lines.append(line)
                    if line.boxes:
                        story.hold_boxes(line.boxes)
            elif tag == TBL:
                table = self.read(e)
                story.nested.append(table)
                inner.append((table, cell))
            elif tag == SDT:
                for content in story.content(e):
                    self._content(content, cell, lines, inner, shown)
            elif tag in _WRAPPERS:
                self._content(e, cell, lines, inner, shown)
            elif tag == ALTERNATE:
                branch = choose(e)
                if branch is not None:
                    self._content(branch, cell, lines, inner, shown)
            elif tag == OMATH_PARA:
                lines.append(story.formula(e))

    def _parts(self, parent: Element, tag: str) -> Iterator[Element]:
        """Rows of a table or cells of a row, those in content controls and other wrappers too."""
        for e in parent:
            found = e.tag
            if found == tag:
                yield e
            elif found == SDT:
                for content in self._story.content(e):
                    yield from self._parts(content, tag)
            elif found in _WRAPPERS:
                yield from self._parts(e, tag)
            elif found == ALTERNATE:
                branch = choose(e)
                if branch is not None:
                    yield from self._parts(branch, tag)

    def _widths(self, tr: Element, cells: int) -> list[int] | None:
        """What the row leaves out in front, then its cells, in twentieths of a point; None if not all are stated."""
        before = tr.find(f"{TRPR}/{_W_BEFORE}")
        found = [_dxa(before) if before is not None else 0]
        for tc in self._parts(tr, TC):
            width = tc.find(f"{TCPR}/{_TC_W}")
            found.append(_dxa(width) if width is not None else None)
        stated = [width for width in found if width is not None]
        return stated if len(stated) == len(found) == cells + 1 else None

    def _bold(self, tbl: Element) -> dict[str, bool]:
        """Regions the table's style makes bold, as far as the table asks for them."""
        style = tbl.find(f"{TBLPR}/{_TBL_STYLE}")
        regions = self._story.styles.bold_regions(style.get(VAL) or "") if style is not None else {}
        look = tbl.find(f"{TBLPR}/{_TBL_LOOK}") if regions else None
        for region, name, bit in (("firstRow", _FIRST_ROW, 0x20), ("firstCol", _FIRST_COLUMN, 0x80)):
            if region in regions and (look is None or not _looks(look, name, bit)):
                regions.pop(region)
        return regions


def _looks(look: Element, name: str, bit: int) -> bool:
    stated = look.get(name)
    if stated is not None:
        return stated in ("1", "true", "on")
    try:
        return bool(int((look.get(VAL) or "0")[:8], 16) & bit)
    except ValueError:
        return False


def _embolden(row: GridRow, bold: dict[str, bool], first_row: bool) -> None:
    for i, cell in enumerate(row.cells):
        regions = (("firstRow", first_row), ("firstCol", i == 0), ("wholeTable", True))
        if cell.text and not cell.bold:
            cell.bold = next((bold[name] for name, inside in regions if inside and name in bold), False)


def _fill(cell: Cell, lines: list[Line]) -> None:
    texts: list[str] = []
    hidden: list[str] = []
    bold = chars = 0
    for line in lines:
        text = line.text
        if text and not text.isspace():
            if not texts:
                cell.indent = line.indent.points(line.size)
            texts.append(text)
        bold += line.bold_chars
        chars += line.chars
        if line.hidden:
            hidden.append("".join(line.hidden))
    if texts:
        cell.text = "\n".join(texts)
        cell.bold = bold * 2 > chars
    cell.hidden = "\n".join(hidden)


def _dxa(width: Element) -> int | None:
    if width.get(TYPE) in ("pct", "auto", "nil"):
        return None
    return twips(width.get(_WIDTH))
