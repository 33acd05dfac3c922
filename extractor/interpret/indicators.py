"""The indicator rows of a score form: classes inherited, merged cells shared, totals and weights in headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.interpret.forms_grid import Writer, locate, locate_row, overlap, own_cells, quantities, trim
from extractor.interpret.forms_words import EXECUTION, NOTHING, PLACEHOLDER, SUBTOTAL, TOTAL, header, plain
from extractor.interpret.indicators_header import Field, Layout, cells_by_field
from extractor.model.document import Cell
from extractor.model.interpretation import Block, Column, IndicatorGroup, Row, ScoreForm
from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Indicator, Measure, Scenario
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities, read_cell

_WEIGHT_TAIL = re.compile(
    r"[（(\[【]\s*(?:分值|权重|满分|共|计)?[:：]?\s*(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*(?:分|%|％)?\s*[)）\]】]\s*[:：]?\s*$"
    r"|(?<=\D)\s*(?P<m>\d{1,3}(?:\.\d{1,2})?)\s*分\s*$"
)
_LEVEL_WEIGHT_TAIL = re.compile(r"(?<=[\u3400-\u9fff])\s*(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*(?:分|%|％)?\s*$")
_COMPARATOR = re.compile(r"^(?:[≥≤＞＜><=＝≧≦]|>=|<=|不少于|不低于|不超过|大于|小于|等于|大于等于|小于等于)$")
_BARE = re.compile(r"^[-−]?[\d,，.]+%?$")
_IN_TOTAL = re.compile(r"[（(][^（()）]*(?:执行|预算)[^（()）]*[)）]")


@dataclass(slots=True)
class Reader:
    """Reads the indicator blocks of one form, row by row. ``indicators`` is the document's list, for running ids."""

    writer: Writer
    form: ScoreForm
    indicators: list[Indicator]
    layout: Layout | None = None
    block: Block | None = None
    closed: bool = False
    """A total row has been read."""
    _level1: str | None = None
    _level2: str | None = None
    _level1_cell: Cell | None = None
    _level2_cell: Cell | None = None
    _fields_above: dict[str, Cell] = field(default_factory=dict)

    def start(self, layout: Layout, title: str = "") -> None:
        """Begin, or after a header typed again go on, with these columns."""
        self.layout = layout
        view = self.writer.view
        columns = [_column(f) for f in layout.fields if f.role not in ("level", "name")]
        name = layout.one("name") or layout.levels()[-1]
        known = next((b for b in view.blocks if b is self.block), None)
        if (
            known is not None
            and known.table == view.table.index
            and [c.col for c in known.columns] == [c.col for c in columns]
        ):
            known.header_rows += layout.rows
        else:
            self.block = Block(view.table.index, name.first, columns, [], list(layout.rows), title)
            view.blocks.append(self.block)
        self._fields_above = {}

    def read(self, row: int) -> bool:
        """Read one body row. False if it holds nothing of an indicator block (all blank, or a text over all columns)."""
        layout = self.layout
        if layout is None:
            return False
        table = self.writer.view.table
        label = self._label_cell(row)
        if label is not None and _is_total(label):
            self._total(row, label)
            return True
        found = cells_by_field(table, row, layout)
        by_role: dict[str, list[Cell]] = {}
        for f in layout.fields:
            if f.level == 0 or f.role == "level":
                by_role.setdefault(f.role if f.role != "level" else f"level{f.level}", found.get(f.order, []))
        if (
            label is not None
            and SUBTOTAL.search(plain(label.text))
            and any(label is c for cs in by_role.values() for c in cs)
        ):
            self._subtotal(row, label, by_role)
            return True
        names = _distinct(by_role.get("name", []))
        self._levels(row, by_role, names, found)
        return self._indicator(row, by_role, names)

    # -- classes --------------------------------------------------------------------------------------------------

    def _levels(
        self, row: int, by_role: dict[str, list[Cell]], names: list[Cell], found: dict[int, list[Cell]]
    ) -> None:
        """Bring the inherited first and second class up to this row, and record the weights in their headings."""
        assert self.layout is not None
        classes = self.layout.levels()
        for depth, f in enumerate(classes[:2], 1):
            cells = [c for c in _distinct(by_role.get(f"level{f.level}", [])) if c not in names]
            text = trim("".join(trim(c.text) for c in cells))
            cell = cells[0] if cells else None
            merged_up = not cells and bool(by_role.get(f"level{f.level}"))
            if depth == 1:
                if merged_up and len(classes) > 0:
                    self._enter_level1(row, None, names[0] if names else None, found)
                elif text and cell is not None and (cell is not self._level1_cell):
                    self._enter_level1(row, text, cell, found)
            elif merged_up:
                self._level2, self._level2_cell = None, None
            elif text and cell is not None and cell is not self._level2_cell:
                self._enter_level2(row, text, cell, found)

    def _enter_level1(self, row: int, text: str | None, cell: Cell | None, found: dict[int, list[Cell]]) -> None:
        if cell is None:
            return
        name, weight = split_weight(text if text is not None else trim(cell.text), heading=True)
        if cell is self._level1_cell:
            return
        same = self._level1 is not None and squash(name) == squash(self._level1) and bool(self.form.groups)
        self._level1_cell = cell
        if not same:
            self._level2, self._level2_cell = None, None
        self._level1 = name
        fact = self._heading_weight(row, cell, name, weight, 1, found, ())
        last = self.form.groups[-1] if self.form.groups else None
        if same and last is not None and _agree(last.weight, fact, self.writer):
            last.weight = last.weight or (fact.id if fact else None)
            return
        self.form.groups.append(IndicatorGroup(name, fact.id if fact else None, [], locate(self.writer.view, cell)))

    def _enter_level2(self, row: int, text: str, cell: Cell, found: dict[int, list[Cell]]) -> None:
        name, weight = split_weight(text, heading=True)
        same = self._level2 is not None and squash(name) == squash(self._level2)
        self._level2, self._level2_cell = name, cell
        above = (self._level1,) if self._level1 else ()
        fact = self._heading_weight(row, cell, name, weight, 2, found, above)
        groups = self.form.subgroups
        last = groups[-1] if groups else None
        if same and last is not None and last.level1 == (self._level1 or ""):
            last.weight = last.weight or (fact.id if fact else None)
            return
        at = locate(self.writer.view, cell)
        groups.append(IndicatorGroup(self._level1 or "", fact.id if fact else None, [], at, name))

    def _heading_weight(
        self,
        row: int,
        cell: Cell,
        name: str,
        weight: str | None,
        level: int,
        found: dict[int, list[Cell]],
        path: tuple[str, ...],
    ) -> Fact | None:
        """The fact of a weight printed in a class heading or in the weight column of that level."""
        assert self.layout is not None
        fact = None
        if weight is not None and (q := _weight_quantity(cell.text)) is not None:
            fact = self._figure(cell, q, name, "分值", "weight", path)
        for role in ("weight", "score"):
            for f in self.layout.by_role.get(role, ()):
                if f.level == level:
                    for c in found.get(f.order, []):
                        for q in quantities(c.text, "分"):
                            other = self._figure(c, q, name, f.text, "weight" if role == "weight" else "score", path)
                            fact = fact or (other if role == "weight" else None)
        return fact

    # -- one indicator --------------------------------------------------------------------------------------------

    def _indicator(self, row: int, by_role: dict[str, list[Cell]], names: list[Cell]) -> bool:
        assert self.layout is not None
        view = self.writer.view
        name_cell = names[0] if names else None
        name = "".join(trim(c.text) for c in names)
        name = PLACEHOLDER.sub("", name)
        fields = {role: _distinct(by_role.get(role, [])) for role in ("target", "actual", "weight", "score", "note")}
        notes = [f for f in self.layout.by_role.get("note", ()) if f.level == 0]
        if len(notes) > 1:
            found = cells_by_field(view.table, row, self.layout)
            fields["note"] = _distinct([c for f in notes for c in found.get(f.order, [])])
        own = {role: [c for c in cells if not self._is_shared(c, role)] for role, cells in fields.items()}
        shared = tuple(role for role, cells in fields.items() if cells and not own[role])
        printed = {role: trim("".join(trim(c.text) for c in cells)) for role, cells in own.items()}
        if NOTHING.match(squash(name)) or not name:
            if not any(
                printed[r] and not NOTHING.match(squash(printed[r])) for r in ("target", "actual", "weight", "score")
            ):
                self._rest(row, by_role, self._level2 or self._level1 or "", ())
                return bool(name or any(printed.values()) or _any_words(view.table.grid[row]))
            lowest = self._level2_cell or self._level1_cell
            if name or lowest is None:
                name = name or ""
            elif lowest.row <= row < lowest.row + lowest.rowspan:
                name, name_cell = (self._level2 or self._level1 or ""), lowest
            if not name:
                self._rest(row, by_role, self._level2 or self._level1 or "", ())
                return True
        name, inline = split_weight(name)
        label = name
        path = tuple(x for x in (self._level2, self._level1) if x)
        target = self._composed(row, by_role, printed["target"])
        actual = self._with_unit(by_role, printed["actual"])
        weight_fact = score_fact = None
        for role in ("target", "actual"):
            for c in own[role]:
                self._value_facts(c, by_role, label, role, path)
        weight_fact = self._scored(own["weight"], label, "weight", path)
        score_fact = self._scored(own["score"], label, "score", path)
        weight, weight_raw = (weight_fact.value if weight_fact else None), printed["weight"]
        cells = {role: locate(view, cs[0]) for role, cs in fields.items() if cs}
        if inline is not None and name_cell is not None and (q := _weight_quantity(name_cell.text)) is not None:
            fact = self._figure(name_cell, q, label, "分值", "weight", path)
            if weight_fact is None and not shared.count("weight"):
                weight, weight_raw, weight_fact = fact.value, fact.raw, fact
                cells["weight"] = locate(view, name_cell, (q.start, q.end))
        if name_cell is not None:
            cells["name"] = locate(view, name_cell)
        indicator = Indicator(
            id=f"i{len(self.indicators) + 1}",
            organization=self.form.organization,
            table=view.id,
            level1=self._level1,
            level2=self._level2 if self._level2 != name or self._level2_cell is not name_cell else None,
            name=name,
            target=target or None,
            actual=actual or None,
            weight=weight,
            score=score_fact.value if score_fact else None,
            note="；".join(t for c in own["note"] if (t := trim(c.text))) or None,
            location=locate_row(view, row),
            weight_raw=weight_raw,
            score_raw=printed["score"],
            cells=cells,
            shared=shared,
            fiscal_year=self.form.fiscal_year,
        )
        self._keep(row, indicator, weight_fact, score_fact)
        self._fields_above = {role: cells[0] for role, cells in fields.items() if cells}
        self._rest(row, by_role, label, path)
        return True

    def _is_shared(self, cell: Cell, role: str) -> bool:
        """Whether an indicator above already has this (merged) cell."""
        return self._fields_above.get(role) is cell

    def _keep(self, row: int, indicator: Indicator, weight: Fact | None, score: Fact | None) -> None:
        form = self.form
        self.indicators.append(indicator)
        form.indicators.append(indicator.id)
        if form.groups and indicator.level1 is not None:
            form.groups[-1].indicators.append(indicator.id)
        if form.subgroups and indicator.level2 is not None:
            form.subgroups[-1].indicators.append(indicator.id)
        if self.block is not None:
            self.block.rows.append(Row(row, squash(indicator.name), "", 0, "item"))
        heads = (indicator.level1,) if indicator.level1 else (indicator.name,)
        if form.execution_indicator is None and any(EXECUTION.match(plain(h)) for h in heads):
            form.execution_indicator = indicator.id
            if form.execution_weight is None and form.execution_score is None:
                form.execution_weight = weight.id if weight else None
                form.execution_score = score.id if score else None

    def _composed(self, row: int, by_role: dict[str, list[Cell]], target: str) -> str:
        """A target whose sign and unit stand in columns of their own, put together: ≥, 120, 家 → ≥120家."""
        sign = trim("".join(c.text for c in _distinct(by_role.get("sign", []))))
        if target and _COMPARATOR.match(sign) and not target.startswith(sign):
            return (
                sign + self._with_unit(by_role, target) if sign not in ("=", "＝") else self._with_unit(by_role, target)
            )
        return self._with_unit(by_role, target)

    def _with_unit(self, by_role: dict[str, list[Cell]], value: str) -> str:
        unit = self._unit(by_role)
        return value + unit if unit and _BARE.match(value) and not value.endswith("%") else value

    def _unit(self, by_role: dict[str, list[Cell]]) -> str | None:
        unit = trim("".join(c.text for c in _distinct(by_role.get("unit", []))))
        return (
            unit
            if unit and len(unit) <= 8 and not NOTHING.match(unit) and not any(ch.isdigit() for ch in unit)
            else None
        )

    # -- facts ----------------------------------------------------------------------------------------------------

    def _value_facts(
        self, cell: Cell, by_role: dict[str, list[Cell]], label: str, role: str, path: tuple[str, ...]
    ) -> None:
        assert self.layout is not None
        column = self.layout.one("target" if role == "target" else "actual")
        for q in quantities(cell.text, self._unit(by_role)):
            scenario: Scenario = "target" if role == "target" else "actual"
            self.writer.add(
                cell,
                q,
                raw_label=label,
                label=f"{label}（{column.text if column else scenario}）",
                path=path,
                scenario=scenario,
                measure=_measure(q.unit),
            )

    def _scored(self, cells: list[Cell], label: str, role: Scenario, path: tuple[str, ...]) -> Fact | None:
        assert self.layout is not None
        column = self.layout.one("weight" if role == "weight" else "score")
        first: Fact | None = None
        for cell in cells:
            for q in quantities(cell.text, "分"):
                fact = self._figure(cell, q, label, column.text if column else str(role), role, path)
                first = first or fact
        return first

    def _figure(self, cell: Cell, q: Quantity, label: str, column: str, role: Scenario, path: tuple[str, ...]) -> Fact:
        measure: Measure = "weight" if role == "weight" else "score"
        q = q if q.unit else _in_points(q)
        return self.writer.add(
            cell, q, raw_label=label, label=f"{label}（{column}）", path=path, scenario=role, measure=measure
        )

    def _rest(self, row: int, by_role: dict[str, list[Cell]], label: str, path: tuple[str, ...]) -> None:
        """Figures in the other columns of a row (rates, notes, standards, a second score): kept, without a scenario of
        the indicator's own."""
        assert self.layout is not None
        found = cells_by_field(self.writer.view.table, row, self.layout)
        for f in self.layout.fields:
            if f.role in ("level", "name", "number", "unit", "sign"):
                continue
            for cell in found.get(f.order, []):
                if cell.row != row:
                    continue
                rate = f.role == "rate"
                for q in quantities(cell.text, "%" if rate else None):
                    if self.writer.has(cell, q):
                        continue
                    self.writer.add(
                        cell,
                        q,
                        raw_label=label,
                        label=f"{label}（{f.text}）",
                        path=path,
                        scenario="derived" if rate else None,
                        measure="rate" if rate else "other",
                    )

    # -- totals ---------------------------------------------------------------------------------------------------

    def _label_cell(self, row: int) -> Cell | None:
        """The first cell with words that begins in this row."""
        return next((c for c in own_cells(self.writer.view.table, row) if c.text.strip()), None)

    def _total(self, row: int, label: Cell) -> None:
        """总分 | 100 | 98.6, figures beside or inside the label."""
        assert self.layout is not None
        form, text = self.form, label.text
        name = re.split(r"[（(:：\d]", trim(text))[0].strip() or trim(text)
        bracket = _IN_TOTAL.search(text)
        for q in find_quantities(text, "分"):
            if bracket and bracket.start() <= q.start < bracket.end():
                fact = self._figure(label, q, name, "含预算执行", "weight", ())
                fact.label = f"{name}（含预算执行）"
                form.execution_in_total = form.execution_in_total or fact.id
            elif text[: q.start].rstrip().endswith(("：", ":")) or re.search(r"得分|评分", name):
                form.total_score = form.total_score or self._figure(label, q, name, "得分", "score", ()).id
            else:
                form.total_weight = form.total_weight or self._figure(label, q, name, "分值", "weight", ()).id
        weight, score = self.layout.one("weight"), self.layout.one("score")
        rest: list[tuple[Cell, Quantity]] = []
        pending: str = ""
        for cell in own_cells(self.writer.view.table, row):
            if cell is label:
                continue
            if cell.text.strip() and read_cell(cell.text).kind == "text" and (h := header(cell.text)) is not None:
                pending = h.role
            for q in quantities(cell.text, "分"):
                on_weight = weight is not None and overlap(cell, weight.first, weight.last) > 0
                on_score = score is not None and overlap(cell, score.first, score.last) > 0
                if pending in ("weight", "score") or on_weight != on_score:
                    role = pending if pending in ("weight", "score") else "weight" if on_weight else "score"
                    self._set_total(cell, q, name, role)
                    pending = ""
                else:
                    rest.append((cell, q))
        if len(rest) >= 2 and form.total_weight is None:
            self._set_total(*rest.pop(0), name, "weight")
        for cell, q in rest:
            self._set_total(cell, q, name, "score")
        if self.block is not None:
            self.block.rows.append(Row(row, squash(text), "", 0, "total"))
        self.closed = True

    def _set_total(self, cell: Cell, q: Quantity, name: str, role: str) -> None:
        fact = self._figure(
            cell, q, name, "分值" if role == "weight" else "得分", "weight" if role == "weight" else "score", ()
        )
        if role == "weight":
            self.form.total_weight = self.form.total_weight or fact.id
        else:
            self.form.total_score = self.form.total_score or fact.id

    def _subtotal(self, row: int, label: Cell, by_role: dict[str, list[Cell]]) -> None:
        """产出指标小计 | 50 | 48: belongs to the class it closes."""
        name = trim(label.text)
        path = (self._level1,) if self._level1 else ()
        weight = self._scored(_distinct(by_role.get("weight", [])), name, "weight", path)
        self._scored(_distinct(by_role.get("score", [])), name, "score", path)
        if self.form.groups and weight is not None and self.form.groups[-1].weight is None:
            self.form.groups[-1].weight = weight.id
        if self.block is not None:
            self.block.rows.append(Row(row, squash(label.text), "", 0, "subtotal"))


def split_weight(text: str, heading: bool = False) -> tuple[str, str | None]:
    """A heading or name and the weight printed at its end: "产出指标（50分）" → ("产出指标", "50").

    Only a heading may carry its weight without bracket and 分 ("数量指标20").
    """
    m = _WEIGHT_TAIL.search(text) or (_LEVEL_WEIGHT_TAIL.search(text) if heading else None)
    if m is None or not (rest := trim(text[: m.start()])):
        return text, None
    number = m.groupdict().get("n") or m.groupdict().get("m")
    return (rest, number) if number and Decimal(number) <= 1000 else (text, None)


def _weight_quantity(text: str) -> Quantity | None:
    """The weight at the end of a heading, as a quantity with its place in the text."""
    found = find_quantities(text, "分")
    return found[-1] if found else None


def _in_points(q: Quantity) -> Quantity:
    return Quantity(q.value, q.raw, "分", q.decimals, q.start, q.end, q.qualifier, q.upper, q.percent_point)


def _measure(unit: str | None) -> Measure:
    if unit in ("%", "％", "‰", "百分点"):
        return "rate"
    return "amount" if unit is not None and "元" in unit else "count"


def _is_total(cell: Cell) -> bool:
    word = squash(cell.text)
    return len(word) <= 60 and bool(TOTAL.match(word) or TOTAL.match(plain(cell.text)))


def _distinct(cells: list[Cell]) -> list[Cell]:
    found: list[Cell] = []
    for c in cells:
        if all(c is not d for d in found):
            found.append(c)
    return found


def _any_words(cells: list[Cell | None]) -> bool:
    return any(c is not None and c.text.strip() for c in cells)


def _agree(weight: str | None, fact: Fact | None, writer: Writer) -> bool:
    """Whether a heading printed again may be the same class going on: its weight is blank or the same."""
    if weight is None or fact is None:
        return True
    return any(f.id == weight and f.value == fact.value for f in writer.builder.facts)


def _column(f: Field) -> Column:
    role = {"weight": "value", "score": "value", "rate": "value", "number": "number"}.get(f.role, "text")
    measure: Measure = (
        "weight" if f.role == "weight" else "score" if f.role == "score" else "rate" if f.role == "rate" else "other"
    )
    scenario: Scenario | None = {"weight": "weight", "score": "score", "target": "target", "actual": "actual"}.get(
        f.role
    )  # type: ignore[assignment]
    return Column(f.first, (f.text,), role, measure, None, scenario, "分" if f.role in ("weight", "score") else None)  # type: ignore[arg-type]
