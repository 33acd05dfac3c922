"""Tables that run over page breaks, read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.document import Join, Place
from extractor.readers.pdf.cells import PageCell, PageTable
from extractor.readers.pdf.lines import TextLine

EDGE = 2.0
"""Points by which the sides of two parts of one table may differ."""
_MAX_HEADER = 8
_CONTINUED = re.compile(r"续表|接上[页表]|[（(]\s*(?:续|接上[页表])\s*\d*\s*[)）]|^续[\s\d一二三四五六七八九十]*$|表\S{0,6}续|continued|cont['’.]?d", re.I)
_ENDS = "。！？；.!?;：:"


@dataclass(slots=True)
class JoinedCell:
    """A cell of the whole table; ``xs`` are column edges, so that parts with other columns can be laid together."""

    row: int
    rowspan: int
    x0: float
    x1: float
    text: str
    bold: bool
    places: list[tuple[int, PageCell]]
    confidence: float | None = None

    @property
    def last(self) -> PageCell:
        return self.places[-1][1]


@dataclass(slots=True)
class JoinedTable:
    """A table with all its parts."""

    parts: list[PageTable]
    n_rows: int
    cells: list[JoinedCell]
    xs: list[float]
    joins: list[Join] = field(default_factory=list)
    header_rows: int = 0
    inner: list[tuple[JoinedCell, PageTable]] = field(default_factory=list)


def start(table: PageTable) -> JoinedTable:
    """A table of one part so far."""
    joined = JoinedTable([table], len(table.ys) - 1, [], list(table.xs))
    by_index: dict[int, JoinedCell] = {}
    for k, cell in enumerate(table.cells):
        made = _cell(table, cell, 0, table.xs)
        joined.cells.append(made)
        by_index[k] = made
    joined.inner = [(by_index[k], t) for k, t in table.inner]
    return joined


def _cell(table: PageTable, cell: PageCell, shift: int, xs: Sequence[float]) -> JoinedCell:
    return JoinedCell(
        cell.row + shift,
        cell.rowspan,
        xs[cell.col],
        xs[cell.col + cell.colspan],
        cell.text,
        cell.bold,
        [(table.page, cell)],
        cell.confidence,
    )


def is_continuation(lines: Sequence[TextLine]) -> bool:
    """Lines above a part of a table that say it goes on: one of them is marked, the others repeat title and unit."""
    return 0 < len(lines) <= 4 and any(_CONTINUED.search("".join(line.text.split())) for line in lines)


def same_edges(a: PageTable, b: PageTable) -> bool:
    return abs(a.x0 - b.x0) <= EDGE and abs(a.x1 - b.x1) <= EDGE


def append(joined: JoinedTable, part: PageTable, reason: str) -> None:
    """Lay ``part`` under the table: repeated header rows dropped, a cut row and cut cells healed."""
    first = joined.parts[0]
    dropped = _repeated_rows(first, part)
    body = [c for c in part.cells if c.row >= dropped]
    joined.xs, xs = _merged(joined.xs, part.xs)
    before = joined.n_rows
    bottoms = {(c.x0, c.x1): c for c in joined.cells if c.row + c.rowspan == before}
    tops: list[tuple[JoinedCell | None, PageCell]] = []
    for cell in body:
        if cell.row == dropped:
            tops.append((bottoms.get((xs[cell.col], xs[cell.col + cell.colspan])), cell))
    cut = _row_was_cut(tops, joined.parts[-1], part, dropped)
    shift = before - dropped - (1 if cut else 0)
    partner = {id(cell): held for held, cell in tops if held is not None}
    reach = _label_reach(tops)
    lasting: dict[int, JoinedCell] = {}
    for k, cell in enumerate(part.cells):
        if cell.row < dropped:
            continue
        held = partner.get(id(cell)) if cell.row == dropped else None
        if held is not None and (cut or _goes_on(held, cell, cell.col < reach, joined.parts[-1], part, dropped)):
            held.rowspan += cell.rowspan - (1 if cut else 0)
            if cell.text:
                held.text = _continued_text(held, cell, part)
            held.places.append((part.page, cell))
            lasting[k] = held
            continue
        made = _cell(part, cell, shift, xs)
        joined.cells.append(made)
        lasting[k] = made
    joined.inner += [(lasting[k], t) for k, t in part.inner if k in lasting]
    joined.n_rows = max(before, shift + len(part.ys) - 1)
    joined.parts.append(part)
    joined.header_rows = max(joined.header_rows, dropped)
    joined.joins.append(Join(before - (1 if cut else 0), part.page, reason, dropped))


def _repeated_rows(first: PageTable, part: PageTable) -> int:
    """How many leading rows of ``part`` print the table's own leading rows again."""
    limit = min(len(first.ys), len(part.ys)) - 1
    best = 0
    for k in range(1, min(limit, _MAX_HEADER) + 1):
        a, b = _rows(first, k), _rows(part, k)
        if a is None or b is None:
            continue
        if a != b:
            break
        if any(text for *_, text in a):
            best = k
    return best


def _rows(table: PageTable, k: int) -> list[tuple[int, int, int, int, str]] | None:
    """The cells of the first ``k`` rows in comparable form; None if a cell runs on below."""
    found: list[tuple[int, int, int, int, str]] = []
    for c in table.cells:
        if c.row < k:
            if c.row + c.rowspan > k:
                return None
            x0, x1 = table.xs[c.col] - table.x0, table.xs[c.col + c.colspan] - table.x0
            found.append((c.row, c.rowspan, round(x0 / 3), round(x1 / 3), "".join(c.text.split())))
    return found


def _merged(xs: Sequence[float], more: Sequence[float]) -> tuple[list[float], list[float]]:
    """All column edges of both parts, and what each edge of the second part is among them: edges within EDGE are one,
    but never two of the same part."""
    pairs = sorted((abs(x - y), i, j) for i, x in enumerate(xs) for j, y in enumerate(more) if abs(x - y) <= EDGE)
    same: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in used and j not in same:
            same[j] = i
            used.add(i)
    mapped = [xs[same[j]] if j in same else y for j, y in enumerate(more)]
    return sorted({*xs, *mapped}), mapped


def _label_reach(tops: Sequence[tuple[JoinedCell | None, PageCell]]) -> int:
    """First column of the row under the break that prints something: what is blank before it may be a cell merged from above."""
    return min((cell.col for _, cell in tops if cell.text), default=0)


def _touches_bottom(cell: PageCell, table: PageTable) -> bool:
    """The text fills its cell down to the break."""
    return bool(cell.lines) and not cell.vertical and cell.box[3] - cell.lines[-1].bottom < 1.1 * cell.lines[-1].size


def _touches_top(cell: PageCell) -> bool:
    return bool(cell.lines) and not cell.vertical and cell.lines[0].top - cell.box[1] < 1.1 * cell.lines[0].size


def _row_was_cut(tops: Sequence[tuple[JoinedCell | None, PageCell]], above: PageTable, part: PageTable, first: int) -> bool:
    """The first row under the break is the rest of the last row above it.

    Then it has the same columns, prints something only where text runs down to the break, and leaves blank at least
    one cell that the row above fills.
    """
    if not tops or any(held is None for held, _ in tops):
        return False
    filled = [(held, cell) for held, cell in tops if held is not None and cell.text]
    if not filled:
        height = part.ys[first + 1] - part.ys[first]
        size = min((line.size for c in above.cells for line in c.lines), default=0.0)
        return height < size
    for held, cell in filled:
        if not held.text or not _touches_bottom(held.last, above) or not _touches_top(cell):
            return False
    blank = [held for held, cell in tops if held is not None and not cell.text and held.text and held.rowspan == 1]
    if blank:
        return True
    return all(_is_open(held.last) for held, _ in filled) and len(filled) < len([1 for h, _ in tops if h is not None and h.text]) + 1


def _is_open(cell: PageCell) -> bool:
    """Its text breaks off at the end of a full line, without a full stop."""
    if not cell.lines or cell.text[-1] in _ENDS:
        return False
    line = cell.lines[-1]
    return cell.box[2] - line.x1 < 1.8 * line.size and len(cell.lines) > 1


def _goes_on(held: JoinedCell, cell: PageCell, is_label: bool, above: PageTable, part: PageTable, first: int) -> bool:
    """A cell merged over several rows goes on under the break."""
    tall = held.rowspan > 1, cell.rowspan > 1
    if not any(tall):
        return False
    if not cell.text:
        return bool(held.text) and (all(tall) or is_label) or all(tall)
    if not held.text or "".join(held.text.split()) == "".join(cell.text.split()):
        return False  # printed again in full: a cell of its own
    if all(tall) and _stacked(held.last) and _stacked(cell):
        return True
    return _touches_bottom(held.last, above) and _touches_top(cell) and _is_open(held.last)


def _stacked(cell: PageCell) -> bool:
    return bool(cell.lines) and all(len(line.text) == 1 for line in cell.lines)


def _continued_text(held: JoinedCell, cell: PageCell, part: PageTable) -> str:
    from extractor.readers.pdf.wrap import seam

    if not held.text:
        return cell.text
    last = held.last
    if last.lines and cell.lines and not last.vertical:
        return held.text + seam(last.lines[-1], cell.lines[0], last.box[0] + part.pad, last.box[2] - part.pad) + cell.text
    return held.text + cell.text


def place_of(page: int, cell: PageCell) -> Place:
    return Place(page, cell.box)
