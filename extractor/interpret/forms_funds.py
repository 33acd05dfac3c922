"""The funds block of a score form: 年度资金总额 and its parts over the year's budget stages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from extractor.interpret.forms_grid import Writer, assign, compact, labelled, overlap, own_cells, quantities, row_cells
from extractor.interpret.forms_head import AMOUNT_STAGES, EXECUTION_SLOTS
from extractor.interpret.forms_words import FUND_ROW, FUND_TOTAL, Fund, fund, plain
from extractor.interpret.indicators_weights import side_points
from extractor.model.document import Cell, Table
from extractor.model.interpretation import Block, Column, Row, ScoreForm
from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Scenario
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities, read_cell
from extractor.text.units import find_unit

_MAX_HEADER_ROWS = 2
_CUT = re.compile(r"^[；;，,、。\s\u3000]+|[：:\s\u3000]+$")
_HEADING = re.compile(r"^按\S{2,8}分")


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


@dataclass(slots=True)
class Embedded:
    """A figure with its label inside one cell: 其中：基本支出：395.03."""

    cell: Cell
    label: str
    quantity: Quantity | None


def find_layout(table: Table, row: int, strict: bool = False) -> Layout | None:
    """Read the funds header that begins in ``row``; None if that row is none.

    ``strict``: only where two different budget stages are named, so that a row of words is not taken for one.
    """
    own = [c for c in own_cells(table, row) if c.rowspan <= _MAX_HEADER_ROWS]
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
        order = next(i for i, c in enumerate(leaf) if overlap(c, col, col))
        if parts and parts[-1].order == order and parts[-1].last == col - 1:
            parts[-1].last = col
            continue
        unit = next((u for c in reversed(path) if (u := find_unit(c.text))), None)
        low = compact(path[-1].text) if len(path) > 1 else ""
        source = "" if FUND_TOTAL.search(plain(low)) or fund(low) is not None else low
        parts.append(Part(col, col, order, "".join(compact(c.text) for c in path), meaning, unit, path[-1], source))
    if parts and _labels_below(table, row + depth, parts[0]):
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
        (up := table.grid[row][c.col]) is not None and up.row == row and up.colspan > c.colspan and fund(up.text)
        for c in below
    )
    words = all(read_cell(c.text).kind == "text" and not find_quantities(c.text) for c in below)
    return 2 if len(below) >= 2 and under and words else 1


def _labels_below(table: Table, row: int, part: Part) -> bool:
    """Whether the leftmost column only looks like a figure's (年度预算数 above 总额, 其中：财政资金)."""
    if row >= table.n_rows or (cell := table.grid[row][part.first]) is None or cell.row < row:
        return False
    word = plain(cell.text)
    return bool(word) and read_cell(cell.text).kind == "text" and bool(FUND_TOTAL.search(word) or FUND_ROW.search(word))


def _turned(table: Table, row: int, sources: list[Cell]) -> Layout:
    cells = row_cells(table, row)
    order = {id(c): i for i, c in enumerate(cells)}
    parts = [
        Part(c.col, c.col + c.colspan - 1, order[id(c)], compact(c.text), Fund(None), find_unit(c.text))
        for c in sources
    ]
    return Layout([row], parts, len(cells), True)


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

    def read(self, row: int) -> bool:
        """Read one body row; False if it has nothing of a funds block."""
        table = self.writer.view.table
        own = own_cells(table, row)
        start = self.layout.parts[0].first if self.layout.parts else table.n_cols
        labels = [c for c in own if c.col + c.colspan <= start and c.text.strip()]
        spanning = [c for c in own if c.col < start < c.col + c.colspan and c.text.strip()]
        loose = [c for c in spanning if _is_embedded(c)]
        values = [c for c in own if c.col >= start]
        label = self._label([c for c in labels if not _is_embedded(c, label=True)])
        if not label and not loose and not any(c.text.strip() for c in values):
            return False
        if not label and spanning and not loose:
            label = "".join(compact(c.text) for c in spanning)
        inline = [c for c in labels if _is_embedded(c, label=True)] + loose
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
        named = [
            h for c in cells if (h := head[c.col]) is not None and h.text.strip() and h.rowspan <= _MAX_HEADER_ROWS
        ]
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
                if _is_embedded(cell):
                    self._embed(cell)
                    continue
                plain_columns.add(part.first)
                self._figure(cell, part, label)
        for cell in values:
            if id(cell) not in done and cell.text.strip():
                if _is_embedded(cell):
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

    # -- figures inside labels ------------------------------------------------------------------------------------

    def _embed(self, cell: Cell) -> None:
        self._embedded.setdefault(cell.col, []).extend(embedded(cell, self.unit))

    def finish(self) -> None:
        """Write the figures inside labels, with the stage their sum agrees with, and the block."""
        for items in self._embedded.values():
            group: list[Embedded] = []
            for item in items:
                if _HEADING.match(item.label) and group:
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
        heading = group[0] if group and _HEADING.match(group[0].label) else None
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


def embedded(cell: Cell, unit: str | None) -> list[Embedded]:
    """The labelled figures inside one cell's text, blank ones with None."""
    found: list[Embedded] = []
    start = 0
    for line in cell.text.split("\n"):
        figures = labelled(line, unit)
        for words, q in figures:
            label = _CUT.sub("", _CUT.sub("", compact(words)))
            found.append(Embedded(cell, label, replace(q, start=q.start + start, end=q.end + start)))
        if not figures and (label := _CUT.sub("", compact(line))):
            found.append(Embedded(cell, label, None))
        start += len(line) + 1
    return found


def _is_embedded(cell: Cell, label: bool = False) -> bool:
    """Whether a cell holds label and figure together, or (not where labels stand) the label of a blank one."""
    text = squash(cell.text)
    if not text or read_cell(cell.text).kind in ("number", "dash", "blank", "none"):
        return False
    head, colon, tail = text.partition("：")
    if _HEADING.match(text) and not label:
        return True
    if not colon:
        return False
    while head in ("其中", "其中,") and "：" in tail:
        head, _, tail = tail.partition("：")
    if head == "其中":
        return bool(re.search(r"\d", tail)) and bool(re.match(r"[\u3400-\u9fff（）]{2,20}-?\d", tail))
    return (tail == "" and not label) or bool(re.match(r"[-−]?[\d.]|[（(]?\d|[\u3400-\u9fff]{2,20}[：]?-?\d", tail))
