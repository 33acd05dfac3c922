"""Facts of an ordinary table: every figure with its row label, its column and what both say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.interpret.blocks import Part
from extractor.interpret.build import FactBuilder
from extractor.interpret.figure_words import Context, Said, counts, embedded, tell
from extractor.interpret.outline import Outline
from extractor.interpret.rows import Line
from extractor.interpret.sheet import Sheet, is_prose, tidy
from extractor.interpret.tables_words import PERSONAL_HEADER, count_unit, is_money
from extractor.model.document import Cell
from extractor.model.interpretation import Column, TableView
from extractor.model.quantity import Quantity
from extractor.model.report import Location
from extractor.text.numbers import find_quantities, read_cell
from extractor.text.units import find_unit, to_base

_EDGE = " \t\r\n\u3000\u00a0:：,，;；、。（(）)"
_OF_WHICH = re.compile(r"^(?:其中|包括|含)[:：]?")
_ONE = Decimal(1)
_LABELLED = re.compile(r"[^\d\s:：][:：]\s*([-−]?\d[\d,，]*(?:\.\d+)?\s?[%％]?)(?![\d年月日])")
_COLON_FIGURE = re.compile(r"[:：]\s*[-−]?\s*\d")


@dataclass(slots=True)
class TableWriter:
    """Writes the facts of one table."""

    view: TableView
    sheet: Sheet
    outline: Outline
    builder: FactBuilder
    done: set[tuple[int, int]] = field(default_factory=set)

    def write(self, parts: list[Part]) -> None:
        """Facts of every block, then of figures that stand outside the columns."""
        for part in parts:
            self._part(part)
        bands = {id(part.band): part for part in reversed(parts)}
        for part in reversed(bands.values()):
            self._labels(part)
            self._rest(part)

    def _part(self, part: Part) -> None:
        context = Context(self.view, self.outline, part)
        numbered = {id(t) for t in (part.side.number, part.side.code, part.side.unit) if t is not None}
        self._skip(part, numbered)
        for line in part.lines:
            if line.role == "text" and line.spans:
                continue
            for track, column, said in part.side.columns:
                if column.role not in ("value", "text") or id(track) in numbered or PERSONAL_HEADER.search(track.head):
                    continue
                cell = track.cell(self.sheet, line.row)
                if cell is None or cell is line.cell or (cell.row, cell.col) in self.done:
                    continue
                kind = self.sheet.type(cell)
                if kind in ("blank", "mark") or (kind == "text" and is_prose(cell.text)):
                    continue
                self.done.add((cell.row, cell.col))
                told = tell(context, line, column, said)
                unit = self._unit(context, line, column, said.counted, told)
                if unit == "%" and track.fraction and not find_unit(line.label):
                    unit = None
                self._cell(cell, told, unit)

    def _skip(self, part: Part, numbered: set[int]) -> None:
        """Numbering, codes and labels are not figures."""
        tracks = [t for t, _, _ in part.side.columns if id(t) in numbered or t.role in ("number", "code")]
        tracks += [t for t, _, _ in part.side.columns if PERSONAL_HEADER.search(t.head)]
        for line in part.lines:
            cells = [line.cell, *(t.cell(self.sheet, line.row) for t in (*tracks, *part.side.groups))]
            self.done |= {(c.row, c.col) for c in cells if c is not None}

    def _cell(self, cell: Cell, told: Said, unit: str | None) -> None:
        """The figures of one cell: the one it consists of, or those in its words."""
        percent = unit == "%" and told.measure in ("growth", "share", "rate")
        if self.sheet.type(cell) == "text":
            for own, quantity in pairs(cell.text, None if percent else unit):
                self._add(cell, quantity, embedded(told, own, quantity) if own else told)
            return
        quantity_read = read_cell(cell.text, unit).quantity
        if quantity_read is None:
            return
        quantity = quantity_read
        if percent and quantity.unit != "%":
            quantity = replace(quantity, unit="%")
        elif quantity.unit == "%" and told.measure == "amount":
            told = replace(told, measure="rate", scenario="derived")
        elif told.measure == "amount" and counts(quantity):
            told = replace(told, measure="count")
        self._add(cell, quantity, told)

    def _unit(self, context: Context, line: Line, column: Column, counted: bool, told: Said) -> str | None:
        """The unit of a cell that prints none: the row's own, the column's, what the words count, then the table's."""
        if told.measure in ("growth", "share", "rate"):
            return "%"
        part = context.part
        if part.side.unit is not None:
            cell = self.sheet.at(line.row, part.side.unit.col)
            unit = find_unit(cell.text) if cell is not None and cell.text else None
            if unit and (counted or _money(unit) or not part.side.quantities):
                return unit
        if line.label and (unit := find_unit(line.label)):
            return unit
        if column.unit and not counted:
            return column.unit
        table = (find_unit(part.block.title) if part.block.title else None) or self.view.unit
        other = None if _money(table) else table
        row_counts, implied = _row_counts(context, line)
        if row_counts or counted:
            return implied or (column.unit if counted else None) or other
        return table

    def _add(self, cell: Cell, quantity: Quantity, told: Said) -> None:
        page, box = (cell.places[0].page, cell.places[0].bbox) if cell.places else (None, None)
        chars = (quantity.start, quantity.end)
        at = Location(page, self.view.section, None, self.view.table.index, cell.row, cell.col, box, chars)
        place = f"第{cell.row + 1}行第{cell.col + 1}列"
        fact = self.builder.add(
            quantity, at, raw_label=told.raw_label, label=told.label or place, lookup=told.lookup, path=told.path,
            kind=self.view.kind, organization=told.organization or self.view.organization, fiscal_year=told.year,
            scenario=told.scenario, measure=told.measure, base_year=told.base_year, base_scenario=told.base_scenario,
        )  # fmt: skip
        fact.confidence = cell.confidence

    def _labels(self, part: Part) -> None:
        """Figures typed into a label or header cell itself: "其中：一般公共预算：9,475.65"."""
        rows = [*part.band.header, *part.band.body]
        cells = [
            c
            for r in rows
            for c in self.sheet.rows[r]
            if self.sheet.type(c) == "text" and _COLON_FIGURE.search(c.text) and not is_prose(c.text)
        ]
        if not cells:
            return
        index = self.view.table.index
        written = {(f.location.row, f.location.col) for f in self.builder.facts if f.location.table == index}
        for cell in cells:
            if (cell.row, cell.col) not in written:
                self.done.add((cell.row, cell.col))
                for own, quantity in pairs(cell.text, self.view.unit):
                    if own:
                        self._add(cell, quantity, embedded(self._plain(""), own, quantity))

    def _rest(self, part: Part) -> None:
        """Figures no column claims: labelled by the words left of them, or by their own."""
        for row in part.band.body:
            for cell in self.sheet.rows[row]:
                kind = self.sheet.type(cell)
                if (cell.row, cell.col) in self.done or kind in ("blank", "mark", "year"):
                    continue
                if kind == "text" and is_prose(cell.text):
                    continue
                self.done.add((cell.row, cell.col))
                left = self._left(cell)
                counted, implied = count_unit(left)
                unit = find_unit(left) or (implied if counted else self.view.unit)
                self._cell(cell, self._plain(left), unit)

    def _plain(self, label: str) -> Said:
        title = self.view.title or ""
        name, path = label or title, (title,) if title else ()
        return Said(name, name, None if label else "", path, self.view.fiscal_year)

    def _left(self, cell: Cell) -> str:
        for col in range(cell.col - 1, -1, -1):
            other = self.sheet.at(cell.row, col)
            if other is not None and self.sheet.type(other) == "text" and not is_prose(other.text):
                return tidy(other.text)
        return ""


def pairs(text: str, unit: str | None) -> Iterator[tuple[str, Quantity]]:
    """Every quantity of a cell with the words that stand before it, "" if there are none."""
    found = find_quantities(text, unit)
    for match in _LABELLED.finditer(text):
        start, end = match.span(1)
        value = read_cell(match.group(1), unit).quantity
        if value is not None and not any(q.start < end and start < q.end for q in found):
            found.append(replace(value, start=start + value.start, end=start + value.end))
    end = 0
    for quantity in sorted(found, key=lambda q: q.start):
        own = re.split(r"[,，;；、。]", tidy(text[end : quantity.start]).rstrip("：:（("))[-1]
        own = _OF_WHICH.sub("", own).strip(_EDGE)
        end = quantity.end
        yield own if len(own) >= 2 else "", quantity


def _money(unit: str | None) -> bool:
    return unit is not None and to_base(_ONE, unit)[1] == "元"


def _row_counts(context: Context, line: Line) -> tuple[bool, str | None]:
    """Whether a row counts people or things, by its own words or those of the rows above it, and their unit."""
    above: Line | None = line
    for _ in range(4):
        if above is None or not above.label:
            break
        counted, implied = count_unit(above.label)
        printed = find_unit(above.label)
        if counted or printed:
            return (False, None) if _money(printed) else (True, printed or implied)
        if is_money(line.label):
            break
        above = context.lines.get(above.parent) if above.parent is not None else None
    return False, None
