"""Cells of a form's row, addresses, and facts with their place: what all parts of the form reader share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.interpret.build import FactBuilder
from extractor.model.document import Cell, Table
from extractor.model.interpretation import TableView
from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Location, Measure, Scenario
from extractor.text.numbers import find_quantities, read_cell

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_FIGURE = re.compile(r"(?<![A-Za-z\d.])[-−]?\d[\d,，]*(?:\.\d+)?\s*(?:%|％|[亿万千百]*元|分|(?!\w))")
_NUMBERING = re.compile(r"(?:^|[:：；;，,\s])[（(]?(?P<n>\d{1,2})(?:[）)]|[.、](?!\d))(?=\s*[\u3400-\u9fff])")
_WIDE = str.maketrans("０１２３４５６７８９．，％－＋（）：", "0123456789.,%-+():")
_SPREAD = re.compile(r"(?<=[\u3400-\u9fff（）])[ \u3000\u00a0]+(?=[\u3400-\u9fff（）])")
_BREAK = re.compile(r"[ \t\u3000\u00a0]*[\r\n\v]+[ \t\u3000\u00a0]*")


def trim(text: str) -> str:
    """Printed text without surrounding white space and inner line breaks."""
    return _BREAK.sub("", text.strip(" \t\r\n\v\u3000\u00a0\u200b\ufeff")).strip(" \u3000\u00a0")


def compact(text: str) -> str:
    """Printed text without any white space: for labels, which are spaced out to fill their cell."""
    return _SPACE.sub("", text)


def row_cells(table: Table, row: int) -> list[Cell]:
    """The cells that cover a row, left to right, those merged from above included."""
    return list(table.lines[row])


def close_up(text: str) -> str:
    """A name without the blanks between characters that only spread it over its cell."""
    return _SPREAD.sub("", text)


def distinct(line: Iterable[Cell | None]) -> list[Cell]:
    """The cells of a row of the grid, each once."""
    found: list[Cell] = []
    for cell in line:
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def own_cells(table: Table, row: int) -> list[Cell]:
    """The cells that begin in a row."""
    return [c for c in table.lines[row] if c.row == row]


def overlap(cell: Cell, first: int, last: int) -> int:
    """How many of the columns ``first`` … ``last`` (inclusive) a cell covers."""
    return max(0, min(cell.col + cell.colspan - 1, last) - max(cell.col, first) + 1)


def assign(line: Sequence[Cell | None], columns: Sequence[tuple[int, int, int]], n_cells: int) -> dict[int, list[Cell]]:
    """The cells of a body row (a row of the table's grid) for every header column (order, first, last), by order.

    By overlap of columns; where typing gave header and body different grids but the same number of cells
    (``n_cells``), by order.
    """
    found: dict[int, list[Cell]] = {}
    owners: dict[int, int] = {}
    clash = False
    for order, first, last in columns:
        runs: list[tuple[Cell, int]] = []
        for cell in line[first : last + 1]:
            if cell is not None and runs and runs[-1][0] is cell:
                runs[-1] = (cell, runs[-1][1] + 1)
            elif cell is not None:
                runs.append((cell, 1))
        if not runs:
            clash = True
            continue
        inside = [c for c, n in runs if n == c.colspan]
        chosen = inside if len(inside) > 1 else [max(runs, key=lambda run: run[1])[0]]
        found[order] = chosen
        for c in chosen:
            clash = clash or owners.setdefault(id(c), order) != order
        clash = clash or len(runs) > len(chosen)
    if clash and all(0 <= order < n_cells for order, _, _ in columns):
        cells = distinct(line)
        if len(cells) == n_cells:
            return {order: [cells[order]] for order, _, _ in columns}
    return found


def locate(view: TableView, cell: Cell, chars: tuple[int, int] | None = None) -> Location:
    """The address of a cell, or of a span of its text."""
    page, box = (cell.places[0].page, cell.places[0].bbox) if cell.places else (None, None)
    return Location(page, view.section, None, view.table.index, cell.row, cell.col, box, chars)


def locate_row(view: TableView, row: int) -> Location:
    """The address of a whole row: page and box of the cells that begin in it, on the first of their pages."""
    places = [c.places[0] for c in own_cells(view.table, row) if c.places]
    if not places:
        return Location(None, view.section, None, view.table.index, row)
    page = min(p.page for p in places)
    boxes = [p.bbox for p in places if p.page == page]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Location(page, view.section, None, view.table.index, row, None, box)


def quantities(text: str, unit: str | None = None) -> list[Quantity]:
    """The quantities a cell prints: the one it consists of, or all those in its words."""
    value = read_cell(text, unit)
    if value.kind == "number" and value.quantity is not None:
        return [value.quantity]
    return find_quantities(text) if value.kind == "text" else []


def even(text: str) -> str:
    """A text with its full-width digits, signs and brackets in ASCII, character by character."""
    return text.translate(_WIDE)


def figure_at(text: str, start: int, end: int, unit: str | None = None) -> Quantity | None:
    """The quantity that a span of a text prints, with its place in the whole text."""
    q = read_cell(text[start:end], unit).quantity
    return None if q is None else replace(q, start=q.start + start, end=q.end + start)


def labelled(text: str, unit: str | None = None) -> list[tuple[str, Quantity]]:
    """Figures with the words before each, in a text that is a list of labels and figures (其中：基本支出：395.03)."""
    found: list[tuple[str, Quantity]] = []
    last = 0
    wide = even(text)
    numbers = {m.start("n") for m in _NUMBERING.finditer(wide)}
    for m in _FIGURE.finditer(wide):
        if m.start() not in numbers and (q := figure_at(text, m.start(), m.end(), unit)) is not None:
            found.append((text[last : m.start()], q))
            last = m.end()
    return found


@dataclass(slots=True)
class Writer:
    """Writes the facts of one table view; a figure some other reader has already recorded is corrected, not doubled."""

    view: TableView
    builder: FactBuilder
    organization: str | None = None
    seen: dict[tuple[int, int, int, int], Fact] = field(default_factory=dict)
    """Facts of this table by row, column and characters."""

    def add(
        self,
        cell: Cell,
        quantity: Quantity,
        *,
        raw_label: str,
        label: str | None = None,
        path: tuple[str, ...] = (),
        scenario: Scenario | None = None,
        measure: Measure = "amount",
    ) -> Fact:
        """Record one figure of a cell."""
        key = (cell.row, cell.col, quantity.start, quantity.end)
        known = self.seen.get(key)
        if known is not None:
            if scenario is not None:
                known.scenario, known.measure = scenario, measure
                known.raw_label, known.label = raw_label, label or raw_label
                known.unit, known.organization = quantity.unit, self.organization or known.organization
            return known
        fact = self.builder.add(
            quantity,
            locate(self.view, cell, (quantity.start, quantity.end)),
            raw_label=raw_label,
            label=label,
            path=path,
            kind=self.view.kind,
            organization=self.organization or self.view.organization,
            fiscal_year=self.view.fiscal_year,
            scenario=scenario,
            measure=measure,
        )
        fact.confidence = cell.confidence
        self.seen[key] = fact
        return fact

    def known(self, cell: Cell, quantity: Quantity) -> Fact | None:
        """The fact of a figure that is recorded already."""
        return self.seen.get((cell.row, cell.col, quantity.start, quantity.end))
