"""The funds block of a score form: 年度资金总额 and its parts over the year's budget stages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.interpret.forms_funds_header import MAX_HEADER_ROWS, Layout, Part
from extractor.interpret.forms_funds_labels import HEADING, Embedded, embedded, is_embedded
from extractor.interpret.forms_grid import Writer, assign, compact, overlap, own_cells, quantities
from extractor.interpret.forms_head import AMOUNT_STAGES, EXECUTION_SLOTS
from extractor.interpret.forms_words import FUND_TOTAL, Fund, fund, plain
from extractor.interpret.indicators_weights import side_points
from extractor.model.document import Cell
from extractor.model.interpretation import Block, Column, Row, ScoreForm
from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Scenario
from extractor.text.units import find_unit

_FIRST = re.compile(r"年初|期初|原")
_NEAR = Decimal("0.6")
"""Percentage points by which a rate printed without decimals may be off."""


@dataclass(slots=True)
class Reader:
    """Reads one funds block row by row; ``finish`` settles the figures printed inside labels."""

    writer: Writer
    form: ScoreForm
    layout: Layout
    title: str = ""
    unit: str | None = None
    label_col: int = 0
    totals: dict[str, Decimal] = field(default_factory=dict)
    _rows: list[tuple[Row, frozenset[int]]] = field(default_factory=list)
    _embedded: dict[int, list[Embedded]] = field(default_factory=dict)
    _last_total: int | None = None
    _from_total: set[str] = field(default_factory=set)
    _made: list[tuple[int, Part, Fact]] = field(default_factory=list)

    def read(self, row: int) -> bool:
        """Read one body row; False if it has nothing of a funds block."""
        table = self.writer.view.table
        own = own_cells(table, row)
        start = self.layout.parts[0].first if self.layout.parts else table.n_cols
        labels = [c for c in own if c.col + c.colspan <= start and c.text.strip()]
        spanning = [c for c in own if c.col < start < c.col + c.colspan and c.text.strip()]
        loose = [c for c in spanning if is_embedded(c)]
        values = [c for c in own if c.col >= start]
        label = self._label([c for c in labels if not is_embedded(c, label=True)])
        if not label and not loose and not any(c.text.strip() for c in values):
            return False
        if not label and spanning and not loose:
            label = "".join(compact(c.text) for c in spanning)
        inline = [c for c in labels if is_embedded(c, label=True)] + loose
        for cell in inline:
            self._embed(cell)
        before = len(self.writer.builder.facts)
        taken = self._figures(row, values, label or ("" if loose else compact(self.title)), {id(c) for c in inline})
        if label or (len(self.writer.builder.facts) > before and not inline):
            if labels and not self._rows:
                self.label_col = labels[0].col
            if self.layout.turned and (stage := fund(label)) is not None and stage.measure != "amount":
                return True
            self._row(row, label or plain(self.title), taken)
        return True

    def _label(self, cells: list[Cell]) -> str:
        """The words of a row: all of them, or the first cell's where the header names the label columns one by one
        (任务名称, 完成情况)."""
        head = self.writer.view.table.grid[self.layout.rows[0]]
        named = [h for c in cells if (h := head[c.col]) is not None and h.text.strip() and h.rowspan <= MAX_HEADER_ROWS]
        if len(cells) > 1 and len({id(h) for h in named}) == len(cells):
            cells = cells[:1]
        return "".join(compact(c.text) for c in cells).rstrip(":：")

    def _figures(self, row: int, values: list[Cell], label: str, done: set[int]) -> frozenset[int]:
        """Write the figures under the columns; returns the columns that hold plain cells in this row."""
        line = self.writer.view.table.grid[row]
        found = assign(line, [(p.order, p.first, p.last) for p in self.layout.parts], self.layout.n_cells)
        plain_columns: set[int] = set()
        for part in self.layout.parts:
            for cell in found.get(part.order, []):
                if cell.row != row or id(cell) in done:
                    continue
                done.add(id(cell))
                if is_embedded(cell):
                    self._embed(cell)
                    continue
                plain_columns.add(part.first)
                self._figure(cell, part, label)
        for cell in values:
            if id(cell) not in done and cell.text.strip():
                if is_embedded(cell):
                    self._embed(cell)
                else:
                    self._figure(cell, Part(cell.col, cell.col, -1, "", Fund(None, "other"), None), label)
        return frozenset(plain_columns)

    def _figure(self, cell: Cell, part: Part, label: str) -> None:
        stage, name, about = part.fund, label, part.text
        if self.layout.turned:
            stage, name, about = fund(label) or Fund(None), part.text, label
        elif part.source and stage.measure == "amount":
            name = f"{label}（{part.source}）"
        unit = self._unit(part, stage, label)
        rate = stage.measure in ("rate", "share")
        found = [] if stage.text else quantities(cell.text, unit)
        for q in found:
            if q.unit is None and rate:
                q = self._as_rate(q)
            words = f"{name}（{about}）" if stage.measure != "amount" and about else name
            fact = self.writer.add(
                cell,
                q,
                raw_label=name,
                label=self._full(words),
                path=tuple(x for x in (about, self.title) if x),
                scenario=stage.scenario,
                measure=stage.measure,
            )
            self._made.append((cell.row, part, fact))
            self._note(stage, fact, name)

    def _full(self, label: str) -> str:
        """A label that stands alone: of which project, where the form is a project's."""
        return f"{self.form.project}：{label}" if self.form.project else label

    def _unit(self, part: Part, stage: Fund, label: str) -> str | None:
        if stage.measure in ("weight", "score"):
            return "分"
        if stage.measure in ("rate", "share"):
            return "%" if "%" in part.text or "％" in part.text else None
        return part.unit or find_unit(label) or self.unit

    def _as_rate(self, q: Quantity) -> Quantity:
        """A rate printed without %: 96.35 means per cent, 0.9635 a ratio; in doubt the row's own figures decide."""
        value, unit = q.value, "%"
        final, actual = self.totals.get("final_budget"), self.totals.get("actual")
        if value <= 2:
            if final and actual is not None:
                ratio = actual / final
                unit = "%" if abs(value - ratio * 100) < abs(value - ratio) else ""
            else:
                unit = ""
        return replace(q, unit=unit or None)

    def _note(self, stage: Fund, fact: Fact, name: str) -> None:
        """Remember what the total row says: execution rate, weight and score, and the totals to compare with."""
        total = bool(FUND_TOTAL.search(plain(name)))
        form = self.form
        if stage.measure == "amount" and stage.scenario is not None:
            self.totals.setdefault(stage.scenario, fact.value)
            if total and stage.scenario not in self._from_total:
                self._from_total.add(stage.scenario)
                self.totals[stage.scenario] = fact.value
        elif stage.measure in EXECUTION_SLOTS:
            slot = EXECUTION_SLOTS[stage.measure]
            if getattr(form, slot) is None or (total and slot not in self._from_total):
                setattr(form, slot, fact.id)
            if total:
                self._from_total.add(slot)

    def _settle_budget(self) -> None:
        """批复金额 or 预算安排 alone may be any budget; that of which the form prints the rate is the final one."""
        budgets = [p for p in self.layout.parts if p.fund.scenario == "original_budget" and not _FIRST.search(p.text)]
        stages = {p.fund.scenario for p in self.layout.parts if p.fund.scenario in ("original_budget", "final_budget")}
        firm = [p for p in self.layout.parts if p.fund.scenario == "original_budget" and p not in budgets]
        if not budgets or firm or "final_budget" in stages:
            return
        rows: dict[int, dict[str, Decimal]] = {}
        for row, part, fact in self._made:
            known = rows.setdefault(row, {})
            kind = "rate" if fact.measure == "rate" else fact.scenario if fact.measure == "amount" else None
            if kind in ("rate", "actual") or part is budgets[0]:
                known.setdefault(kind or "", fact.value * 100 if kind == "rate" and fact.unit != "%" else fact.value)
        votes = [
            abs(known["actual"] / known["original_budget"] * 100 - known["rate"]) <= _NEAR
            for known in rows.values()
            if known.get("original_budget") and "actual" in known and "rate" in known
        ]
        if sum(votes) * 2 <= len(votes):
            return
        for part in budgets:
            part.fund = replace(part.fund, scenario="final_budget")
        for _, part, fact in self._made:
            if part in budgets and fact.scenario == "original_budget":
                fact.scenario = "final_budget"
        if "original_budget" in self.totals:
            self.totals["final_budget"] = self.totals.pop("original_budget")

    # -- figures inside labels ------------------------------------------------------------------------------------

    def _embed(self, cell: Cell) -> None:
        self._embedded.setdefault(cell.col, []).extend(embedded(cell, self.unit))

    def finish(self) -> None:
        """Write the figures inside labels, with the stage their sum agrees with, and the block."""
        if not self.layout.turned:
            self._settle_budget()
        for items in self._embedded.values():
            group: list[Embedded] = []
            for item in items:
                if HEADING.match(item.label) and group:
                    self._write_group(group)
                    group = []
                group.append(item)
            self._write_group(group)
        self._embedded.clear()
        for part in self.layout.parts:
            if part.cell is not None and part.fund.measure in ("rate", "score", "weight"):
                fact = side_points(self.writer, part.cell, "预算执行率")
                if fact is not None and self.form.execution_weight is None:
                    self.form.execution_weight = fact.id
        self._blocks()

    def _write_group(self, group: list[Embedded]) -> None:
        heading = group[0] if group and HEADING.match(group[0].label) else None
        figures = [e for e in group if e.quantity is not None]
        if not figures:
            return
        stage = self._stage(heading, figures)
        path = tuple(x for x in (heading.label if heading else "", self.title) if x)
        for item in figures:
            assert item.quantity is not None
            own = path[1:] if item is heading else path
            self.writer.add(
                item.cell, item.quantity, raw_label=item.label, label=self._full(item.label), path=own, scenario=stage
            )

    def _stage(self, heading: Embedded | None, figures: list[Embedded]) -> Scenario | None:
        """The budget stage of a group: that of the total it equals, else that of the one column it stands under."""
        values = [e.quantity.value for e in figures if e.quantity is not None]
        total = heading.quantity.value if heading is not None and heading.quantity is not None else None
        parts = sum((e.quantity.value for e in figures if e is not heading and e.quantity is not None), Decimal(0))
        for candidate in (total, parts if len(values) > (total is not None) else None):
            for stage in AMOUNT_STAGES:
                if candidate is not None and self.totals.get(stage) == candidate:
                    return stage
        cell = figures[0].cell
        over = {
            p.fund.scenario for p in self.layout.parts if p.fund.measure == "amount" and overlap(cell, p.first, p.last)
        }
        return over.pop() if len(over) == 1 else None

    # -- the block ------------------------------------------------------------------------------------------------

    def _row(self, row: int, label: str, taken: frozenset[int]) -> None:
        total = bool(FUND_TOTAL.search(plain(label))) and not label.startswith("其中")
        if total or not self._rows:
            self._last_total = row if total else self._last_total
            self._rows.append((Row(row, label, "", 0, "total" if total else "item"), taken))
            return
        role = "of_which" if label.startswith("其中") else "item"
        level = 0 if self._last_total is None else 1
        self._rows.append((Row(row, label, "", level, role, self._last_total), taken))  # type: ignore[arg-type]

    def _blocks(self) -> None:
        """One block over the columns every row has; a wider one for the rows that have all columns."""
        if not self._rows:
            return
        columns = [
            Column(
                p.first,
                (p.text,),
                "text" if p.fund.text else "value",
                p.fund.measure,
                self.writer.view.fiscal_year,
                p.fund.scenario,
                self._unit(p, p.fund, ""),
            )
            for p in self.layout.parts
        ]
        full = frozenset(c.col for c in columns)
        common = frozenset.intersection(*(taken for _, taken in self._rows)) if self._rows else frozenset()
        view = self.writer.view

        def put(cols: frozenset[int], rows: list[Row]) -> None:
            kept = [c for c in columns if c.col in cols]
            if kept and rows:
                view.blocks.append(
                    Block(view.table.index, self.label_col, kept, rows, list(self.layout.rows), self.title)
                )

        put(common, [r for r, _ in self._rows])
        if common != full:
            put(full, [r for r, taken in self._rows if taken == full])
