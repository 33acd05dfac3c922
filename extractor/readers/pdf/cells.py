"""Text put into the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.model.document import Box
from extractor.readers.pdf.grids import Grid, Place
from extractor.readers.pdf.lines import TextLine, make_lines
from extractor.readers.pdf.values import Run
from extractor.readers.pdf.wrap import joined_text

_PAD = 5.4
"""Word's own distance (points) between a cell's text and its side; less if the table shows less."""
_GAP = 0.25
_OVER = 1.0
_HANGING = 0.15


@dataclass(slots=True)
class PageCell:
    """A cell as printed on one page; rows and columns count within the page's part of the table."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    text: str = ""
    bold: bool = False
    lines: list[TextLine] = field(default_factory=list)
    vertical: bool = False
    """Set sideways: its lines don't tell where on the page they are."""
    confidence: float | None = None

    @property
    def empty(self) -> bool:
        return not self.text


@dataclass(slots=True)
class PageTable:
    """What is printed of a table on one page."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[PageCell]
    ruled: bool = True
    inner: list[tuple[int, PageTable]] = field(default_factory=list)
    """Nested tables with the index of the cell that holds each."""
    pad: float = _PAD
    scanned: bool = False
    """From a picture: sheets lie a little differently under a scanner, and texts may be misread."""

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]


def distribute(grid: Grid, runs: Sequence[Run]) -> tuple[dict[int, list[Run]], list[Run]]:
    """Runs by cell index, and the runs outside. A run over several cells is parted at their borders."""
    x0, top, x1, bottom = grid.box
    xs, ys, owner = grid.xs, grid.ys, grid.owner
    sides = [(xs[c.col] - _OVER, xs[c.col + c.colspan] + _OVER) for c in grid.cells]
    held: dict[int, list[Run]] = {}
    rest: list[Run] = []
    for run in runs:
        middle = (run.top + run.bottom) / 2
        begin, end = run.x0, run.x1
        if middle <= top or middle >= bottom or end < x0 or begin > x1:
            if not (
                run.top < bottom - _HANGING * (run.bottom - run.top) and middle > bottom and x0 < begin and end < x1
            ):
                rest.append(run)
                continue
            middle = bottom - 0.1  # text hanging over the lower border: a row cut by the end of the page
        centre = (begin + end) / 2
        if x0 < centre < x1:
            k = owner[bisect_right(ys, middle) - 1][bisect_right(xs, centre) - 1]
            if k >= 0 and sides[k][0] <= begin and end <= sides[k][1]:
                held.setdefault(k, []).append(run)
                continue
        for index, part in _parted(grid, run):
            if index >= 0:
                held.setdefault(index, []).append(part)
            else:
                rest.append(part)
    return held, rest


def _parted(grid: Grid, run: Run) -> list[tuple[int, Run]]:
    """A run that crosses cell borders, cut by the cell each glyph's middle lies in."""
    owners = [grid.at((b[1] + b[3]) / 2, (b[2] + b[4]) / 2) for b in run.boxes]
    if len(set(owners)) == 1:
        return [(owners[0], run)]
    if run.angle == 0:
        owners = _keep_words(grid, run, owners)
    parts: list[tuple[int, Run]] = []
    start = 0
    for i in range(1, len(owners) + 1):
        if i == len(owners) or owners[i] != owners[start]:
            boxes = run.boxes[start:i]
            part = replace(
                run,
                text=run.text[start:i],
                boxes=boxes,
                x0=min(b[1] for b in boxes),
                top=min(b[2] for b in boxes),
                x1=max(b[3] for b in boxes),
                bottom=max(b[4] for b in boxes),
            )
            parts.append((owners[start], part))
            start = i
    return parts


def _keep_words(grid: Grid, run: Run, owners: list[int]) -> list[int]:
    """What is set in one go without a gap is one word, even where it runs over a border: it belongs to the cell that
    holds most of it."""
    owners = list(owners)
    start = 0
    for i in range(1, len(owners) + 1):
        ends = i == len(owners) or run.text[i] == " " or run.text[i - 1] == " "
        if not ends and run.boxes[i][1] - run.boxes[i - 1][3] <= _GAP * run.size:
            continue
        word = owners[start:i]
        if len(set(word)) > 1:
            winner = max(set(word), key=lambda k: (k >= 0, word.count(k), -word.index(k)))
            owners[start:i] = [winner] * (i - start)
        start = i
    return owners


def make_table(grid: Grid, held: dict[int, list[Run]], page: int) -> PageTable:
    """The printed table: texts of all cells, and cells that are only a hole in the outline left out."""
    cells: list[PageCell] = []
    for k, place in enumerate(grid.cells):
        runs = held.get(k)
        if runs is None and place.open:
            if place.col == 0:
                _stretch_over(place, cells, grid)
            continue
        cell = PageCell(place.row, place.col, place.rowspan, place.colspan, grid.cell_box(place))
        if runs:
            _set_lines(cell, runs, page)
        cells.append(cell)
    table = PageTable(page, grid.xs, grid.ys, cells)
    set_texts(table)
    return table


def _stretch_over(hole: Place, cells: list[PageCell], grid: Grid) -> None:
    """A hole at the left side, under labels that end there: their lower border is a slip of the program that drew it
    (LibreOffice after a page break), and they go on."""
    end = hole.col + hole.colspan
    above = [c for c in cells if c.row + c.rowspan == hole.row and c.col < end and c.col + c.colspan > hole.col]
    if sum(c.colspan for c in above) == hole.colspan and all(c.col + c.colspan <= end and c.lines for c in above):
        for cell in above:
            cell.rowspan += hole.rowspan
            cell.box = (*cell.box[:3], grid.ys[hole.row + hole.rowspan])


def _set_lines(cell: PageCell, runs: list[Run], page: int) -> None:
    turned = [r for r in runs if r.angle in (90, 270)]
    if 2 * len(turned) > len(runs):
        cell.vertical = True
        runs = [_upright(r) for r in turned] + [r for r in runs if r.angle not in (90, 270)]
    cell.lines = make_lines(runs, page)
    if len(cell.lines) == 1:
        cell.bold, cell.confidence = cell.lines[0].bold, cell.lines[0].confidence
    elif cell.lines:
        cell.bold = 2 * sum(len(line.text) for line in cell.lines if line.bold) > sum(
            len(line.text) for line in cell.lines
        )
        cell.confidence = min((line.confidence for line in cell.lines if line.confidence is not None), default=None)


def _upright(run: Run) -> Run:
    """Sideways text with its coordinates along its own reading direction."""
    if run.angle == 90:
        boxes = [(p, -y1, x0, -y0, x1) for p, x0, y0, x1, y1 in run.boxes]
        x0, top, x1, bottom = -run.bottom, run.x0, -run.top, run.x1
    else:
        boxes = [(p, y0, -x1, y1, -x0) for p, x0, y0, x1, y1 in run.boxes]
        x0, top, x1, bottom = run.top, -run.x1, run.bottom, -run.x0
    return replace(run, boxes=boxes, x0=x0, top=top, x1=x1, bottom=bottom, angle=0)


def set_texts(table: PageTable) -> None:
    """Put each cell's lines together, with the padding this table shows."""
    pad = _PAD
    for cell in table.cells:
        if not cell.vertical:
            for line in cell.lines:
                pad = min(pad, line.x0 - cell.box[0], cell.box[2] - line.x1)
    table.pad = pad = max(0.0, pad)
    for cell in table.cells:
        if not cell.lines:
            continue
        if cell.vertical:
            cell.text = joined_text(cell.lines, min(x.x0 for x in cell.lines), max(x.x1 for x in cell.lines))
        else:
            cell.text = joined_text(cell.lines, cell.box[0] + pad, cell.box[2] - pad)
