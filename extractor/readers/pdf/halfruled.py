"""Tables whose rulings part only some rows or columns: a box, columns without row lines, rows without column lines."""

from __future__ import annotations

import itertools
from dataclasses import replace
from statistics import median

from extractor.readers.pdf.cells import PageCell, PageTable, set_texts
from extractor.readers.pdf.lines import TextLine
from extractor.readers.pdf.opentables import FIGURE, Row, make, rows_of

_LEAST_LINES = 3
_ALIGNED = 0.6
_MOST_ROWS = 4


def refine(table: PageTable) -> PageTable:
    """The table with the rows and columns its texts show where rulings don't; itself where they do."""
    if len(table.xs) == 2:
        return _columns_of(table)
    if len(table.ys) - 1 > _MOST_ROWS:
        return table  # its rows are ruled: stacked figures are then meant to share a cell
    tall = [r for r in range(len(table.ys) - 1) if _is_stack(table, r)]
    for r in reversed(tall):
        _split(table, r)
    if tall:
        set_texts(table)
    return table


def _columns_of(table: PageTable) -> PageTable:
    """A table of one column whose texts stand in columns."""
    lines = [line for cell in table.cells for line in cell.lines]
    if sum(1 for line in lines if line.gaps) < 2:
        return table
    found = make(lines, table.page, table.ys)
    if found is None:
        return table
    found.xs[0], found.xs[-1] = table.x0, table.x1
    found.ys[0], found.ys[-1] = table.top, table.bottom
    for cell in found.cells:
        cell.box = (
            found.xs[cell.col],
            found.ys[cell.row],
            found.xs[cell.col + cell.colspan],
            found.ys[cell.row + cell.rowspan],
        )
    found.ruled = True
    return found


def _is_stack(table: PageTable, r: int) -> bool:
    """Row ``r`` holds the lines of several rows: a column of figures whose lines stand level with the labels'."""
    cells = [c for c in table.cells if c.row <= r < c.row + c.rowspan]
    if len(cells) < 2 or any(c.rowspan > 1 or c.vertical for c in cells):
        return False
    figures = [c for c in cells if len(c.lines) >= _LEAST_LINES and all(FIGURE.fullmatch(x.text) for x in c.lines)]
    labels = [c for c in cells if len(c.lines) >= _LEAST_LINES and c not in figures]
    if not figures or not labels:
        return False
    size = figures[0].lines[0].size
    levels = [line.bottom for c in labels for line in c.lines]
    return all(
        sum(any(abs(line.bottom - y) < 0.4 * size for y in levels) for line in c.lines) >= _ALIGNED * len(c.lines)
        for c in figures
    )


def _split(table: PageTable, r: int) -> None:
    cells = [c for c in table.cells if c.row == r]
    pieces: list[tuple[int, int, TextLine]] = sorted(
        ((c.col, c.col + c.colspan, line) for c in cells for line in c.lines), key=lambda p: p[2].bottom
    )
    size = median(line.size for *_, line in pieces)
    rows: list[Row] = []
    for piece in pieces:
        line = piece[2]
        if rows and abs(line.bottom - rows[-1].bottom) < 0.4 * size:
            rows[-1].pieces.append(piece)
        else:
            rows.append(Row([piece], line.top, line.bottom))
    rows = rows_of(rows, size, ())
    if len(rows) < 2:
        return
    edges = [table.ys[r], *((a.bottom + b.top) / 2 for a, b in itertools.pairwise(rows)), table.ys[r + 1]]
    more = len(rows) - 1
    made: list[PageCell] = []
    for c in table.cells:
        if c.row == r:
            for i, row in enumerate(rows):
                lines = [line for first, _, line in row.pieces if first == c.col]
                box = (c.box[0], edges[i], c.box[2], edges[i + 1])
                bold = bool(lines) and all(line.bold for line in lines)
                made.append(replace(c, row=r + i, box=box, lines=lines, text="", bold=bold))
        else:
            made.append(replace(c, row=c.row + more) if c.row > r else c)
    table.cells = sorted(made, key=lambda c: (c.row, c.col))
    table.ys[r + 1 : r + 1] = edges[1:-1]
