"""Rows of cells, as a file lists them, to one rectangular grid with spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import Final

from extractor.model.document import Cell, Table

# a grid column this narrow (in twentieths of a point) holds no character: it stems from edges dragged almost into line
_SLIVER: Final = 120


class Merge(IntEnum):
    """What a cell says of merging."""

    NONE = 0
    START = 1
    """First of cells merged downwards."""
    UP = 2
    """Merged with the cell above."""
    LEFT = 3
    """Merged with the cell to the left."""


@dataclass(slots=True)
class GridRow:
    """One row as listed: its cells carry their spans, places are worked out later."""

    cells: list[Cell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    """What each cell says of merging."""
    before: int = 0
    """Grid columns left out in front."""
    after: int = 0
    header: bool = False
    widths: list[int] | None = None
    """Width of what is left out in front, then of each cell, in twentieths of a point, where all are stated."""

    def columns(self) -> int:
        """Grid columns the row takes up."""
        return self.before + sum([cell.colspan for cell in self.cells]) + self.after


@dataclass(slots=True)
class Grid:
    """The rows of one table; ``widths`` are the file's grid columns in twentieths of a point."""

    widths: list[int]
    rows: list[GridRow] = field(default_factory=list)

    def finish(self, index: int) -> Table:
        """The table; columns that no cell begins or ends at are left out."""
        self._set_right()
        covered: list[tuple[Cell, Cell]] = []
        for row in self.rows:
            if Merge.LEFT in row.merges:
                _merge_left(row, covered)
        patterns = [(row.before, *[cell.colspan for cell in row.cells]) for row in self.rows]
        spans = {pattern: _spans(pattern) for pattern in set(patterns)}
        columns, n_cols = self._columns({span for found in spans.values() for span in found})
        if columns is not None:
            spans = {p: [(columns[start], columns[end]) for start, end in found] for p, found in spans.items()}
        cells: list[Cell] = []
        above: dict[int, Cell] = {}
        for r, (row, pattern) in enumerate(zip(self.rows, patterns, strict=True)):
            opened: dict[int, Cell] = {}
            for cell, merge, (start, end) in zip(row.cells, row.merges, spans[pattern], strict=True):
                cell.row, cell.col, cell.colspan = r, start, end - start
                if merge:
                    top = above.get(start) if merge is Merge.UP else None
                    if top is not None and top.colspan == cell.colspan:
                        top.rowspan += 1
                        opened[start] = top
                        covered.append((cell, top))
                        continue
                    opened[start] = cell
                cells.append(cell)
            above = opened
        for cell, by in covered:
            _cover(cell, by)
        header_rows = next((i for i, row in enumerate(self.rows) if not row.header), len(self.rows))
        return Table(index, len(self.rows), n_cols, cells, header_rows)

    def _set_right(self) -> None:
        """Give rows that don't fill the grid the spans their widths show, if other rows prove the grid to be live."""
        full = len(self.widths)
        ragged = [row for row in self.rows if row.widths and row.columns() < full]
        if not ragged or not any(row.columns() == full for row in self.rows):
            return
        places = self._positions(full)
        if not places:
            return
        for row in ragged:
            edges = _meet(row.widths or [], places)
            if edges:
                row.before, row.after = edges[0], full - edges[-1]
                for cell, start, end in zip(row.cells, edges, edges[1:], strict=False):
                    cell.colspan = end - start

    def _columns(self, spans: set[tuple[int, int]]) -> tuple[dict[int, int] | None, int]:
        """File column edge → grid column, None if they are the same; and the number of grid columns."""
        edges = sorted({edge for span in spans for edge in span})
        if not edges:
            return None, 0
        places = self._positions(edges[-1])
        sliver = min(_SLIVER, places[-1] // (4 * edges[-1])) if places else 0
        columns: dict[int, int] = {}
        cluster: list[int] = []
        n = -1
        for edge in edges:
            near = bool(cluster and places) and places[edge] - places[cluster[0]] <= sliver
            if near and not any((start, edge) in spans for start in cluster):
                cluster.append(edge)
            else:
                cluster = [edge]
                n += 1
            columns[edge] = n
        same = n == edges[-1]
        return (None if same else columns), n

    def _positions(self, last: int) -> list[int]:
        """Position of each grid edge up to ``last``, empty if the file states no usable widths."""
        if len(self.widths) < last or any(width <= 0 for width in self.widths[:last]):
            return []
        return list(accumulate(self.widths[:last], initial=0))


def _spans(pattern: tuple[int, ...]) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end, from what is left out in front and then each cell's span."""
    return list(pairwise(accumulate(pattern)))


def _merge_left(row: GridRow, covered: list[tuple[Cell, Cell]]) -> None:
    cells, merges = row.cells, row.merges
    row.cells, row.merges = [], []
    for cell, merge in zip(cells, merges, strict=True):
        if merge is Merge.LEFT and row.cells:
            row.cells[-1].colspan += cell.colspan
            covered.append((cell, row.cells[-1]))
        else:
            row.cells.append(cell)
            row.merges.append(merge)


def _meet(widths: list[int], places: list[int]) -> list[int] | None:
    """The grid edge each edge of a row meets, None unless all do."""
    near = max(60, places[-1] // 50)
    edges = []
    for x in accumulate(widths):
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - x))
        if abs(places[nearest] - x) > near:
            return None
        edges.append(nearest)
    return edges if all(a < b for a, b in pairwise(edges)) else None


def _cover(cell: Cell, by: Cell) -> None:
    """A merged-away cell isn't shown; what text it has is kept apart."""
    cell.row, cell.col = by.row, by.col
    text = cell.text or cell.hidden
    if text:
        by.hidden = f"{by.hidden}\n{text}" if by.hidden else text
