"""The header of a funds block: which budget stage, rate or score each column holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractor.interpret.forms_funds_labels import is_embedded
from extractor.interpret.forms_grid import compact, overlap, own_cells, row_cells
from extractor.interpret.forms_words import FUND_ROW, FUND_TOTAL, Fund, fund, plain
from extractor.model.document import Cell, Table
from extractor.text.numbers import find_quantities, read_cell
from extractor.text.units import find_unit

MAX_HEADER_ROWS = 2


@dataclass(slots=True)
class Part:
    """One column of the funds block."""

    first: int
    last: int
    order: int
    text: str
    fund: Fund
    unit: str | None
    cell: Cell | None = None
    """The lowest header cell."""
    source: str = ""
    """The source of money a second header row tells apart (财政拨款 under 预算数); "" for the whole."""


@dataclass(slots=True)
class Layout:
    """Header of a funds block. ``turned``: the stages stand in the rows, the sources of money in the columns."""

    rows: list[int]
    parts: list[Part]
    n_cells: int
    turned: bool = False


def find_layout(table: Table, row: int, strict: bool = False) -> Layout | None:
    """Read the funds header that begins in ``row``; None if that row is none.

    ``strict``: only where two different budget stages are named, so that a row of words is not taken for one.
    """
    own = [c for c in own_cells(table, row) if c.rowspan <= MAX_HEADER_ROWS]
    if any(read_cell(c.text).kind == "number" for c in own):
        return None
    words = [c for c in own if c.text.strip()]
    hits = [f for c in words if (f := fund(c.text)) is not None]
    stages = {f.scenario for f in hits if f.measure == "amount" and not f.text}
    enough = len(stages - {None}) >= 2 or (not strict and bool(stages) and len(hits) >= 3)
    if enough and not _key_value(own):
        return _straight(table, row)
    if strict:
        return None
    sources = [
        c
        for c in words
        if fund(c.text) is None and (FUND_ROW.search(plain(c.text)) or FUND_TOTAL.search(plain(c.text)))
    ]
    below = own_cells(table, row + 1) if row + 1 < table.n_rows else []
    first = next((f for c in below if c.text.strip() and (f := fund(c.text)) is not None), None)
    if len(sources) >= 2 and len(words) <= len(sources) + 2 and first is not None and first.scenario is not None:
        return _turned(table, row, sources)
    return None


def _key_value(own: list[Cell]) -> bool:
    """Labels and blanks in turn: a row of pairs to fill in, no header."""
    pairs = sum(fund(a.text) is not None and not b.text.strip() for a, b in pairwise(own))
    return pairs >= 2


def _straight(table: Table, row: int) -> Layout:
    depth = _depth(table, row)
    leaf = row_cells(table, row + depth - 1)
    parts: list[Part] = []
    for col in range(table.n_cols):
        path: list[Cell] = []
        for r in range(row, row + depth):
            cell = table.grid[r][col]
            inside = cell is not None and cell.row >= row and cell.row + cell.rowspan <= row + depth
            if cell is not None and inside and cell.text.strip() and (not path or path[-1] is not cell):
                path.append(cell)
        meaning = _meaning([fund(c.text) for c in path])
        if not path or meaning is None:
            continue
        order = next((i for i, c in enumerate(leaf) if overlap(c, col, col)), -1 - col)
        if parts and parts[-1].order == order and parts[-1].last == col - 1:
            parts[-1].last = col
            continue
        unit = next((u for c in reversed(path) if (u := find_unit(c.text))), None)
        low = compact(path[-1].text) if len(path) > 1 else ""
        source = "" if FUND_TOTAL.search(plain(low)) or fund(low) is not None else low
        parts.append(Part(col, col, order, "".join(compact(c.text) for c in path), meaning, unit, path[-1], source))
    while parts and _labels_below(table, row + depth, parts[0]):
        parts.pop(0)
    return Layout(list(range(row, row + depth)), parts, len(leaf))


def _meaning(path: list[Fund | None]) -> Fund | None:
    """Stage from any header level, kind of figure from the lowest that tells one."""
    known = [f for f in path if f is not None]
    if not known:
        return None
    last = known[-1]
    stage = next((f.scenario for f in reversed(known) if f.scenario is not None), None)
    return last if last.measure != "amount" else Fund(stage, "amount", last.text)


def _depth(table: Table, row: int) -> int:
    if row + 1 >= table.n_rows or not any(c.colspan > 1 and fund(c.text) for c in own_cells(table, row)):
        return 1
    below = [c for c in own_cells(table, row + 1) if c.text.strip()]
    under = all(
        (up := table.grid[row][c.col]) is not None and up.row == row and up.colspan >= c.colspan and fund(up.text)
        for c in below
    )
    words = all(read_cell(c.text).kind == "text" and not find_quantities(c.text) for c in below)
    return 2 if len(below) >= 2 and under and words else 1


def _labels_below(table: Table, row: int, part: Part) -> bool:
    """Whether the leftmost column only looks like a figure's (年度预算数 above 总额, 其中：财政资金)."""
    if row >= table.n_rows or (cell := table.grid[row][part.first]) is None or cell.row < row:
        return False
    word = plain(cell.text)
    return bool(word) and read_cell(cell.text).kind == "text" and not is_embedded(cell) and not part.fund.text


def _turned(table: Table, row: int, sources: list[Cell]) -> Layout:
    cells = row_cells(table, row)
    order = {id(c): i for i, c in enumerate(cells)}
    parts = [
        Part(c.col, c.col + c.colspan - 1, order[id(c)], compact(c.text), Fund(None), find_unit(c.text))
        for c in sources
    ]
    return Layout([row], parts, len(cells), True)
