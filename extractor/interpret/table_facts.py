"""Facts of an ordinary table: every figure with its row label, its column and what both say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.interpret import outline_names as names
from extractor.interpret.blocks import Part
from extractor.interpret.build import FactBuilder
from extractor.interpret.columns import Track
from extractor.interpret.headers import Meaning, meaning
from extractor.interpret.outline import Outline
from extractor.interpret.rows import Line
from extractor.interpret.sheet import Sheet, is_prose
from extractor.interpret.tables_words import (
    ORGANIZATION_HEADER,
    PERSONAL_HEADER,
    count_unit,
    is_of_which,
    is_subtotal,
    is_total,
    item_of,
)
from extractor.model.document import Cell
from extractor.model.interpretation import Column, TableView
from extractor.model.quantity import Quantity
from extractor.model.report import Location, Measure, Scenario
from extractor.text.labels import split_number, squash
from extractor.text.numbers import find_quantities, read_cell
from extractor.text.units import find_unit

_TITLE_TAIL = re.compile(
    r"(?:(?:预、?决算|决算|预算|收支)?(?:数据|数|执行|变动|增减|完成|使用|安排)?(?:对比|比较|明细|汇总|统计|分析|分类)*(?:情况|明细|汇总|统计|对比)*(?:总|一览)?表?)(?:（.*）)?$"
)
_TITLE_HEAD = re.compile(r"^(?:附[件表]?\d*[:：]?)?(?:\d{4}年?(?:度|[-—~至]\d{4}年度?)?)?")
_GENERIC = re.compile(r"其他|其它|小计|其中|本级|合计|财政拨款|基本支出|项目支出|人员经费|公用经费")
_ROW_MEASURE: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"(?:增长|增减|变动|下降|上升|节约)(?:率|幅度?|比例)(?:（.*）)?$|[增降]幅(?:（.*）)?$"), "growth"),
    (re.compile(r"(?:占比|比重|占.{1,12}(?:比例|比|%))(?:（.*）)?$"), "share"),
    (re.compile(r"(?:率|百分比)(?:（.*）)?$"), "rate"),
    (re.compile(r"(?:增减额?|增减变动额?|差额|增[加减]额|变动额)(?:（.*）)?$"), "change"),
)
_PAIR_EDGE = " \t\r\n\u3000\u00a0:：,，;；、。（(）)其中"
_PERCENT_SIGN = re.compile(r"[%％‰]")


@dataclass(slots=True)
class _Said:
    """What applies to one figure, put together from cell, row, column, block and table."""

    raw_label: str
    label: str
    lookup: str | None
    path: tuple[str, ...]
    scenario: Scenario | None
    year: int | None
    measure: Measure
    base_year: int | None
    base_scenario: Scenario | None
    organization: str | None


@dataclass(slots=True)
class TableWriter:
    """Writes the facts of one table."""

    view: TableView
    sheet: Sheet
    outline: Outline
    builder: FactBuilder
    done: set[tuple[int, int]] = field(default_factory=set)

    def write(self, parts: list[Part]) -> None:
        """Facts of every block in the order they are printed, then of figures that stand outside the blocks."""
        for part in parts:
            self._part(part)
        for part in parts:
            if part is parts[0] or part.band is not parts[parts.index(part) - 1].band:
                self._rest(part)

    def _part(self, part: Part) -> None:
        by_row = {line.row: line for line in part.lines}
        title = meaning((part.block.title,), self.view.fiscal_year) if part.block.title else None
        numbered = {id(t) for t in (part.side.number, part.side.code, part.side.unit) if t is not None}
        owners = bool(part.side.label and ORGANIZATION_HEADER.fullmatch(part.side.label.head))
        self._take(part, numbered)
        for line in part.lines:
            if line.role == "text" and line.spans:
                continue
            for track, column, said in part.side.columns:
                if column.role not in ("value", "text") or id(track) in numbered:
                    continue
                cell = track.cell(self.sheet, line.row)
                if cell is None or cell is line.cell or (cell.row, cell.col) in self.done:
                    continue
                if column.role == "text" and PERSONAL_HEADER.search(track.head):
                    continue
                self._cell(cell, part, line, by_row, column, said, title, owners)

    def _take(self, part: Part, numbered: set[int]) -> None:
        """Numbering, codes and labels are not figures."""
        for line in part.lines:
            if line.cell is not None:
                self.done.add((line.cell.row, line.cell.col))
        tracks = [t for t, _, _ in part.side.columns if id(t) in numbered or t.role in ("number", "code")]
        tracks += [t for t, _, _ in part.side.columns if PERSONAL_HEADER.search(t.head)]
        for track in [*tracks, *part.side.groups]:
            for line in part.lines:
                cell = track.cell(self.sheet, line.row)
                if cell is not None:
                    self.done.add((cell.row, cell.col))

    def _cell(
        self, cell: Cell, part: Part, line: Line, by_row: dict[int, Line], column: Column, said: Meaning,
        title: Meaning | None, owners: bool,
    ) -> None:  # fmt: skip
        kind = self.sheet.type(cell)
        if kind in ("blank", "mark") or (kind == "text" and is_prose(cell.text)):
            return
        self.done.add((cell.row, cell.col))
        told = self._tell(part, line, by_row, column, said, title, owners)
        unit = self._unit(part, line, column, said, told.measure)
        percent = unit == "%"
        if kind == "text":
            for own, quantity in _pairs(cell.text, None if percent else unit):
                self._embedded(cell, own, quantity, told)
            return
        quantity_found = read_cell(cell.text, unit).quantity
        if quantity_found is None:
            return
        quantity = quantity_found
        if percent and quantity.unit != "%" and told.measure != "amount":
            quantity = replace(quantity, unit="%")
        if quantity.unit == "%" and told.measure == "amount" and _PERCENT_SIGN.search(cell.text):
            told.measure, told.scenario = "rate", "derived"
        self._add(cell, quantity, told)

    def _embedded(self, cell: Cell, own: str, quantity: Quantity, told: _Said) -> None:
        """One of several figures in a cell, with the words before it as its label."""
        if not own:
            self._add(cell, quantity, told)
            return
        path = (told.raw_label, *told.path)
        item = replace_said(told, raw_label=own, label=own, lookup=None, path=path)
        if quantity.unit == "%":
            item.measure, item.scenario = "rate", "derived"
        self._add(cell, quantity, item)

    def _tell(
        self, part: Part, line: Line, by_row: dict[int, Line], column: Column, said: Meaning,
        title: Meaning | None, owners: bool,
    ) -> _Said:  # fmt: skip
        fiscal_year = self.view.fiscal_year
        name = bare(line.label)
        row = meaning((name,), fiscal_year) if name else None
        total, subtotal = is_total(line.label), is_subtotal(line.label)
        owner = self._owner(name, owners) if name and not total and not subtotal else None
        items = said.items
        period = row is not None and not total and not row.items and (row.year is not None or row.scenario is not None)
        derived = said.derived
        measure, from_row = column.measure, False
        if measure in ("amount", "count") and row is not None and not period:
            of_row = next((m for p, m in _ROW_MEASURE if p.search(name)), None)
            if of_row:
                measure, from_row = of_row, True
            elif measure == "amount" and row.counted:
                measure = "count"
        above = _ancestors(line, by_row)
        block_title = part.block.title
        subject = self._subject(block_title, line, above)
        tail = tuple(t for t in (block_title, self.view.title or "") if t)
        heads = tuple(reversed(items))
        leaf = column.path[-1] if column.path else ""
        lookup: str | None = None
        if not name or period or owner:
            raw = leaf or line.label or block_title
            lookup = items[-1] if items else (subject if owner or not name else "")
            label = "".join(items) or (subject if not leaf or owner else leaf)
            if derived:
                label = subject or label
            path = (*heads[1:], *above, *tail)
        elif total:
            raw = line.label
            lookup = items[-1] if items and not derived else subject
            label = ("".join(items) if items and not derived else subject) + name
            path = (*above, *heads, *tail)
        else:
            raw = line.label
            qualified = bool(items) and not derived and "".join(items) != name
            lookup = "" if qualified else (above[0] if name == "小计" and above else None)
            label = name
            if above and (_GENERIC.match(name) or len(name) <= 2):
                label = f"{above[0]}：{name}"
            if qualified:
                label = f"{label}（{'/'.join(items)}）"
            path = (*above, *heads, *tail)
        if derived and column.path:
            label = f"{label}（{'/'.join(column.path)}）"
        scenario = self._scenario(column, row, title, measure, said.counted or bool(row and row.counted))
        year = column.year
        if year is None and row is not None:
            year = row.year
        if year is None and title is not None:
            year = title.year
        base_year = column.base_year
        if from_row and row is not None and base_year is None:
            base_year = row.base_year
        return _Said(
            raw or label, label or raw, lookup, path, scenario, year if year is not None else fiscal_year, measure,
            base_year, column.base_scenario or (row.base_scenario if from_row and row else None), owner,
        )  # fmt: skip

    def _scenario(
        self, column: Column, row: Meaning | None, title: Meaning | None, measure: Measure, counted: bool
    ) -> Scenario | None:
        if measure in ("change", "growth", "share", "rate"):
            return "derived"
        if measure == "weight" or measure == "score":
            return measure
        found = column.scenario or (row.scenario if row else None)
        if found or counted:
            return found
        if title is not None and title.scenario and _stage(self.view.title or "") is None:
            return title.scenario
        return _stage(self.view.title or "")

    def _owner(self, name: str, owners: bool) -> str | None:
        """The organization a row is about, where rows are organizations."""
        known = self.outline.resolve(name)
        if known and (owners or known == name):
            return known
        return (names.clean(name) or name) if owners else None

    def _subject(self, block_title: str, line: Line, above: tuple[str, ...]) -> str:
        """What a bare 合计 is the total of: its group, its block, or what the table's title names."""
        if above:
            return above[0]
        if block_title and item_of(block_title):
            return _TITLE_TAIL.sub("", _TITLE_HEAD.sub("", block_title)) or block_title
        title = _TITLE_HEAD.sub("", squash(self.view.title or ""))
        return _TITLE_TAIL.sub("", title).rstrip("的之") if title else ""

    def _unit(self, part: Part, line: Line, column: Column, said: Meaning, measure: Measure) -> str | None:
        """The unit of a cell that prints none: the row's own, the column's, what the words count, then the table's."""
        if measure in ("growth", "share", "rate"):
            return "%"
        if part.side.unit is not None:
            cell = self.sheet.at(line.row, part.side.unit.col)
            unit = find_unit(squash(cell.text)) if cell is not None and cell.text else None
            if unit:
                return unit
        if line.label and (unit := find_unit(line.label)):
            return unit
        if column.unit and not said.counted:
            return column.unit
        if line.label:
            counted, implied = count_unit(line.label)
            if counted:
                return implied
        if said.counted:
            return said.unit
        title_unit = find_unit(part.block.title) if part.block.title else None
        return title_unit or self.view.unit

    def _add(self, cell: Cell, quantity: Quantity, told: _Said) -> None:
        page, box = (cell.places[0].page, cell.places[0].bbox) if cell.places else (None, None)
        chars = (quantity.start, quantity.end)
        at = Location(page, self.view.section, None, self.view.table.index, cell.row, cell.col, box, chars)
        fact = self.builder.add(
            quantity, at, raw_label=told.raw_label, label=told.label, lookup=told.lookup, path=told.path,
            kind=self.view.kind, organization=told.organization or self.view.organization, fiscal_year=told.year,
            scenario=told.scenario, measure=told.measure, base_year=told.base_year, base_scenario=told.base_scenario,
        )  # fmt: skip
        fact.confidence = cell.confidence

    def _rest(self, part: Part) -> None:
        """Figures no column claims: labelled by the words left of them, or by their own."""
        for row in part.band.body:
            for cell in self.sheet.rows[row]:
                if (cell.row, cell.col) in self.done or self.sheet.type(cell) in ("blank", "mark", "year"):
                    continue
                if self.sheet.type(cell) == "text" and is_prose(cell.text):
                    continue
                self.done.add((cell.row, cell.col))
                left = self._left(cell)
                label = bare(left) or self.view.title or ""
                stage = meaning((label,), self.view.fiscal_year)
                told = _Said(
                    left or label, label, None, tuple(t for t in (part.block.title, self.view.title or "") if t),
                    stage.scenario, stage.year or self.view.fiscal_year, "amount", None, None, None,
                )  # fmt: skip
                counted, implied = count_unit(label)
                unit = find_unit(label) or (implied if counted else self.view.unit)
                if self.sheet.type(cell) == "number":
                    quantity = read_cell(cell.text, unit).quantity
                    if quantity is not None:
                        self._add(cell, quantity, told)
                else:
                    for own, quantity in _pairs(cell.text, unit):
                        self._embedded(cell, own, quantity, told)

    def _left(self, cell: Cell) -> str:
        for col in range(cell.col - 1, -1, -1):
            other = self.sheet.at(cell.row, col)
            if other is not None and self.sheet.type(other) == "text" and not is_prose(other.text):
                return squash(other.text)
        return ""


def replace_said(told: _Said, **changes: object) -> _Said:
    """A copy with some fields changed."""
    return replace(told, **changes)  # type: ignore[arg-type]


def bare(label: str) -> str:
    """A label without numbering and 其中."""
    text = split_number(label)[1]
    if is_of_which(text):
        text = re.sub(r"^(?:其中|其它中|内含|含)[:：]?", "", text)
        text = split_number(text)[1]
    return text.strip("：:、-—")


def _ancestors(line: Line, by_row: dict[int, Line]) -> tuple[str, ...]:
    """Labels of the rows and merged group cells above a row, nearest first."""
    found = [bare(g) for g in reversed(line.groups)]
    seen = {line.row}
    parent = line.parent
    while parent is not None and parent not in seen and parent in by_row:
        seen.add(parent)
        above = by_row[parent]
        if above.label:
            found.append(bare(above.label))
        found += [bare(g) for g in reversed(above.groups)]
        parent = above.parent
    return tuple(dict.fromkeys(f for f in found if f))


def _stage(title: str) -> Scenario | None:
    """The budget stage a whole table is in by its title."""
    flat = squash(title)
    final, budget = "决算" in flat, "预算" in flat.replace("公共预算", "").replace("基金预算", "").replace("经营预算", "")
    if final and not budget:
        return "actual"
    if budget and not final and not re.search(r"执行|完成|调整", flat):
        return "original_budget"
    return None


def _pairs(text: str, unit: str | None) -> Iterator[tuple[str, Quantity]]:
    """Every quantity of a cell with the words that stand before it: "其中：基本支出：4,180.59"."""
    end = 0
    for quantity in find_quantities(text, unit):
        words = squash(text[end : quantity.start])
        own = re.split(r"[,，;；、。]", words.rstrip("：:（("))[-1]
        own = re.sub(r"^其中[:：]?", "", own).strip(_PAIR_EDGE)
        end = quantity.end
        yield own if len(own) >= 2 else "", quantity
