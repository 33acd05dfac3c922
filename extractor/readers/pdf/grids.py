"""From ruling lines to true grids: rows, columns and cells with spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.document import Box
from extractor.readers.pdf.rulings import SNAP, TOUCH, Line

SLIVER = 3.6
"""A row or column thinner than this (points) that holds cells of its own is the gap of a double line."""
_HALF = 0.5
_MAX_PLACES = 60_000


@dataclass(slots=True)
class Place:
    """One cell of a grid: its top left place, its spans."""

    row: int
    col: int
    rowspan: int
    colspan: int
    open: bool = False
    """It lies at the rim and no drawn line closes it there, although the table has a border on that side."""


@dataclass(slots=True)
class Grid:
    """A table's lattice: ``xs`` and ``ys`` are the positions of all column and row edges."""

    xs: list[float]
    ys: list[float]
    cells: list[Place]
    owner: list[list[int]] = field(default_factory=list)
    """Index in ``cells`` for every row and column, -1 for none."""

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: Place) -> Box:
        return (
            self.xs[cell.col],
            self.ys[cell.row],
            self.xs[cell.col + cell.colspan],
            self.ys[cell.row + cell.rowspan],
        )

    def index(self) -> None:
        """(Re)build ``owner``."""
        owner = [[-1] * (len(self.xs) - 1) for _ in range(len(self.ys) - 1)]
        for k, cell in enumerate(self.cells):
            for r in range(cell.row, cell.row + cell.rowspan):
                row = owner[r]
                for c in range(cell.col, cell.col + cell.colspan):
                    row[c] = k
        self.owner = owner

    def at(self, x: float, y: float) -> int:
        """Index of the cell at a point, -1 if it lies outside."""
        c, r = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= c < len(self.xs) - 1 and 0 <= r < len(self.ys) - 1:
            return self.owner[r][c]
        return -1


def build(across: Sequence[Line], down: Sequence[Line]) -> Grid | None:
    """The grid of one group of lines; None where they close no cell.

    Outer borders may be missing: the ends of the lines that reach out then stand for them.
    """
    if not down or not across:
        return None
    xs = _edges(down, across)
    ys = _edges(across, down)
    n_cols, n_rows = len(xs) - 1, len(ys) - 1
    if n_cols < 1 or n_rows < 1 or n_cols * n_rows > _MAX_PLACES:
        return None
    left = _drawn(down, xs, ys)
    above = _drawn(across, ys, xs)
    # right[r][c]: a line closes place (r, c) on its right; below likewise; the outside is closed either way
    taken = [[False] * n_cols for _ in range(n_rows)]
    cells: list[Place] = []
    for r in range(n_rows):
        for c in range(n_cols):
            if not taken[r][c]:
                cells.append(_grow(r, c, n_rows, n_cols, left, above, taken))
    _mark_open(cells, left[0], left[-1], above[0], above[-1])
    grid = Grid(xs, ys, cells)
    _drop_slivers(grid)
    _drop_unused(grid)
    grid.index()
    return grid


def _grow(
    r: int, c: int, n_rows: int, n_cols: int, left: list[list[bool]], above: list[list[bool]], taken: list[list[bool]]
) -> Place:
    """The largest rectangle without lines inside that begins at (r, c)."""
    wide = 1
    while c + wide < n_cols and not left[c + wide][r] and not taken[r][c + wide]:
        wide += 1
    tall = 1
    while r + tall < n_rows:
        row = r + tall
        if any(above[row][k] or taken[row][k] for k in range(c, c + wide)):
            break
        if any(left[k][row] for k in range(c + 1, c + wide)):
            break
        tall += 1
    for i in range(r, r + tall):
        taken[i][c : c + wide] = [True] * wide
    return Place(r, c, tall, wide)


def _edges(lines: Sequence[Line], along: Sequence[Line]) -> list[float]:
    """Positions of all edges along one axis: the lines across it, and on either side the reach of the lines along it,
    if most of those that come to the outermost line go on beyond it (a missing border, not a stray stroke)."""
    found = _clustered([line.at for line in lines])
    first, last = found[0], found[-1]
    meeting = [x.start for x in along if x.start <= first + TOUCH]
    beyond = [start for start in meeting if start < first - TOUCH]
    if beyond and 2 * len(beyond) >= len(meeting):
        found.insert(0, min(beyond))
    meeting = [x.end for x in along if x.end >= last - TOUCH]
    beyond = [end for end in meeting if end > last + TOUCH]
    if beyond and 2 * len(beyond) >= len(meeting):
        found.append(max(beyond))
    return found


def _drop_unused(grid: Grid) -> None:
    """Edges that end no cell: short strokes that part nothing."""
    for axis in (0, 1):
        edges = grid.ys if axis == 0 else grid.xs
        used = {0, len(edges) - 1}
        for cell in grid.cells:
            used |= {cell.row, cell.row + cell.rowspan} if axis == 0 else {cell.col, cell.col + cell.colspan}
        if len(used) == len(edges):
            continue
        place = {k: i for i, k in enumerate(sorted(used))}
        edges[:] = [edges[k] for k in sorted(used)]
        for cell in grid.cells:
            if axis == 0:
                cell.row, cell.rowspan = place[cell.row], place[cell.row + cell.rowspan] - place[cell.row]
            else:
                cell.col, cell.colspan = place[cell.col], place[cell.col + cell.colspan] - place[cell.col]


def _clustered(values: list[float]) -> list[float]:
    values = sorted(values)
    found: list[float] = []
    group = [values[0]]
    for v in values[1:]:
        if v - group[-1] > SNAP / 2 and v - group[0] > SNAP / 2:
            found.append(sum(group) / len(group))
            group = [v]
        else:
            group.append(v)
    found.append(sum(group) / len(group))
    return found


def _drawn(lines: Sequence[Line], positions: list[float], stops: list[float]) -> list[list[bool]]:
    """``drawn[i][k]``: at least half of the stretch between stops k and k + 1 of edge i is drawn."""
    covered = [[0.0] * (len(stops) - 1) for _ in positions]
    for line in lines:
        i = _nearest(positions, line.at)
        row = covered[i]
        first = max(0, bisect_right(stops, line.start) - 1)
        last = min(len(stops) - 1, bisect_left(stops, line.end))
        for k in range(first, last):
            row[k] += min(line.end, stops[k + 1]) - max(line.start, stops[k])
    return [[c >= _HALF * (stops[k + 1] - stops[k]) for k, c in enumerate(row)] for row in covered]


def _nearest(positions: list[float], value: float) -> int:
    i = bisect_left(positions, value)
    if i == len(positions) or (i > 0 and value - positions[i - 1] < positions[i] - value):
        return i - 1
    return i


def _drop_slivers(grid: Grid) -> None:
    """Take the gap of a double line out of the lattice. A thin strip that only larger cells cover is a jog: kept."""
    for axis in (0, 1):
        edges = grid.ys if axis == 0 else grid.xs
        k = 0
        while k < len(edges) - 1 and len(edges) > 2:
            if edges[k + 1] - edges[k] <= SLIVER and any(_covers_only(cell, axis, k) for cell in grid.cells):
                _remove_strip(grid, axis, k)
            else:
                k += 1


def _covers_only(cell: Place, axis: int, k: int) -> bool:
    return (cell.row == k and cell.rowspan == 1) if axis == 0 else (cell.col == k and cell.colspan == 1)


def _remove_strip(grid: Grid, axis: int, k: int) -> None:
    edges = grid.ys if axis == 0 else grid.xs
    middle = (edges[k] + edges[k + 1]) / 2 if 0 < k < len(edges) - 2 else edges[k] if k == 0 else edges[k + 1]
    edges[k : k + 2] = [middle]
    kept: list[Place] = []
    for cell in grid.cells:
        first, span = (cell.row, cell.rowspan) if axis == 0 else (cell.col, cell.colspan)
        if first == k and span == 1:
            continue
        if first <= k < first + span:
            span -= 1
        elif first > k:
            first -= 1
        if axis == 0:
            cell.row, cell.rowspan = first, span
        else:
            cell.col, cell.colspan = first, span
        kept.append(cell)
    grid.cells = kept


def _mark_open(cells: list[Place], left: list[bool], right: list[bool], top: list[bool], bottom: list[bool]) -> None:
    """Mark the cells at the rim that are open to the outside although most of that side is drawn."""
    partly = [any(side) and not all(side) and 2 * sum(side) >= len(side) for side in (left, right, top, bottom)]
    if not any(partly):
        return
    for cell in cells:
        rows = slice(cell.row, cell.row + cell.rowspan)
        cols = slice(cell.col, cell.col + cell.colspan)
        cell.open = (
            (partly[0] and cell.col == 0 and not any(left[rows]))
            or (partly[1] and cols.stop == len(top) and not any(right[rows]))
            or (partly[2] and cell.row == 0 and not any(top[cols]))
            or (partly[3] and rows.stop == len(left) and not any(bottom[cols]))
        )
