"""The indicator rows of a score form: classes inherited, merged cells shared, names, targets, achievement, points."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.interpret.forms_grid import (
    Writer,
    close_up,
    locate,
    locate_row,
    overlap,
    own_cells,
    quantities,
    row_cells,
    trim,
)
from extractor.interpret.forms_words import DEDUCTED, EXECUTION, NOTHING, PLACEHOLDER, SUBTOTAL, plain
from extractor.interpret.indicators_bands import Band, find_bands
from extractor.interpret.indicators_cards import Card
from extractor.interpret.indicators_header import Field, Layout, cells_by_field
from extractor.interpret.indicators_lines import split_lines
from extractor.interpret.indicators_sentences import subjects
from extractor.interpret.indicators_split import cut_pair
from extractor.interpret.indicators_total import is_total, read_execution, read_total
from extractor.interpret.indicators_weights import (
    Classes,
    Points,
    add_points,
    earned,
    is_section,
    split_weight,
    weight_quantity,
)
from extractor.model.document import Cell, Table
from extractor.model.interpretation import Block, Column, ColumnRole, Row, RowRole, ScoreForm
from extractor.model.report import Fact, Indicator, Measure, Scenario
from extractor.text.labels import squash
from extractor.text.numbers import read_cell

_COMPARATOR = re.compile(r"^(?:[≥≤＞＜><=＝≧≦]|>=|<=|(?:不少于|不低于|不超过|大于|小于|等于|大于等于|小于等于))$")
_DONE_RATE = re.compile(r"(?:完成|达成|实现)(?:率|比例|百分比|程度|进度)(?!得分|分)")
_BARE = re.compile(r"^[-−]?[\d,，.]+$")
_LOOK_AHEAD = 6
_THIS_YEAR = re.compile(r"年度|当年|本年|全年|累计")
_PARTS = ("target", "actual", "weight", "score", "note")
_GIVES_POINTS = re.compile(r"\d\s*分|满分|权重|得分")
_POINTS: dict[str, Points] = {"weight": "weight", "score": "score"}
_VALUES = ("target", "actual", "weight", "score")

Cells = dict[str, list[Cell]]


@dataclass(slots=True)
class Reader:
    """Reads the indicator blocks of one form, row by row. ``indicators`` is the document's list, for running ids."""

    writer: Writer
    form: ScoreForm
    indicators: list[Indicator]
    classes: Classes
    layout: Layout | None = None
    block: Block | None = None
    bands: dict[int, Band] = field(default_factory=dict)
    """Rows that are headings over the indicators below them."""
    closed: bool = False
    """A total row has been read."""
    right: bool = False
    """Reads the second of two blocks side by side."""
    _above: dict[str, Cell] = field(default_factory=dict)
    """The cells of the indicator above, to tell shared ones."""
    _since: set[str | None] = field(default_factory=set)
    """First classes of the rows since the last subtotal."""
    _pairs: dict[int, tuple[Cell, list[Cell], list[Cell]]] = field(default_factory=dict)
    """Cells that print target and achieved value, by id, with their two halves."""

    def move(self, writer: Writer) -> None:
        """Go on in another table."""
        self.writer = self.classes.writer = writer
        self._above = {}

    def continues_in(self, table: Table) -> bool:
        """Whether a table without a header of its own holds rows of this block: points or a total where they belong."""
        layout = self.layout
        if layout is None:
            return False
        rows = range(min(table.n_rows, _LOOK_AHEAD))
        same = table.n_cols >= max(f.last for f in layout.fields) + 1
        if not same and all(len(row_cells(table, r)) != layout.n_cells for r in rows):
            return False
        columns = [f.order for f in layout.fields if f.role in ("weight", "score", "target") and f.level == 0]
        fitting = 0
        for row in rows:
            found = cells_by_field(table, row, layout)
            figures = [read_cell(c.text).kind == "number" for order in columns for c in found.get(order, [])]
            label = next((c for c in own_cells(table, row) if c.text.strip()), None)
            fitting += any(figures) or (label is not None and is_total(label))
        return 2 * fitting > len(rows)

    def start(self, layout: Layout, title: str = "") -> None:
        """Begin, or after a header typed again go on, with these columns."""
        view = self.writer.view
        columns = [_column(f) for f in layout.fields if f.role not in ("level", "name")]
        block = self.block
        goes_on = block is not None and block.table == view.table.index and any(b is block for b in view.blocks)
        if block is not None and goes_on and [c.col for c in block.columns] == [c.col for c in columns]:
            block.header_rows += layout.rows
        else:
            name = layout.one("name")
            self.block = Block(view.table.index, name.first if name else 0, columns, [], list(layout.rows), title)
            view.blocks.append(self.block)
        self.layout = layout
        self.bands = find_bands(view.table, layout, layout.rows[-1] + 1 if layout.rows else 0)
        self._above = {}

    def read_card(self, card: Card) -> None:
        """Read an indicator whose cells are named one by one."""
        layout = self.layout = card.layout()
        found = card.found()
        self.classes.advance(layout, card.cells, card.cells["name"], found)
        self.classes.headed = self.classes.headed or "level1" in card.cells
        self._indicator(card.row, card.cells, found)

    def read_band(self, band: Band) -> None:
        """Take a class written as a row of its own."""
        self.classes.enter_heading(band.level, band.cell, band.weight, band.score)
        self._above = {}
        self._row(band.cell.row, squash(band.cell.text), "group")

    def is_total_row(self, row: int) -> bool:
        """Whether a row is the form's 总分, or the second row of one that takes two."""
        own = self._own(row)
        return bool(own) and (is_total(own[0]) or _merged_total(self.writer, row) is not None)

    def read(self, row: int) -> bool:
        """Read one body row; False if it is no row of an indicator block."""
        layout = self.layout
        own = self._own(row)
        if layout is None or not own:
            return False
        label = own[0]
        if is_total(label):
            read_total(self.writer, self.form, layout, row, label, own)
            self._row(row, squash(label.text), "total")
            self.closed = True
            return True
        above = _merged_total(self.writer, row)
        if above is not None:
            read_total(self.writer, self.form, layout, row, above, own)
            return True
        if not _fills(label, layout.one("name")) and read_execution(self.writer, self.form, layout, own):
            return True
        if is_section(label):
            self.classes.enter_section(label)
            return True
        if row in self.bands:
            self.read_band(self.bands[row])
            return True
        found = cells_by_field(self.writer.view.table, row, layout)
        cells = self._by_role(layout, found)
        names = cells.get("name", [])
        if SUBTOTAL.search(plain(label.text)) and label.rowspan == 1:
            self._subtotal(row, label, cells)
            self._rest(row, found, trim(label.text), ())
            return True
        if any(_spans_values(c, layout) for c in names if c.row == row):
            return False
        self.classes.advance(layout, cells, names, found)
        for line in split_lines(cells):
            self._indicator(row, line, found)
        return True

    def _by_role(self, layout: Layout, found: dict[int, list[Cell]]) -> Cells:
        """The cells of a row by what they say of the indicator; of two columns for one thing, the more current one that
        is filled in."""
        cells: Cells = {}
        for f in sorted(layout.fields, key=_currency):
            key = f"level{f.level}" if f.role == "level" else f.role
            if f.level and f.role != "level":
                continue
            under = _distinct(found.get(f.order, []))
            if f.both:
                halves = [self._halves(c) for c in under]
                cells["target"] = [c for target, _ in halves for c in target]
                cells["actual"] = [c for _, actual in halves for c in actual]
                continue
            if f.role in ("note", "standard") and key in cells:
                cells[key] = _distinct(cells[key] + under)
            elif key not in cells or not any(c.text.strip() for c in cells[key]):
                cells[key] = under
        return cells

    def _halves(self, cell: Cell) -> tuple[list[Cell], list[Cell]]:
        """The two halves of a cell, the same objects for every row it reaches over."""
        if id(cell) not in self._pairs:
            self._pairs[id(cell)] = (cell, *cut_pair(cell))
        return self._pairs[id(cell)][1:]

    def _own(self, row: int) -> list[Cell]:
        """The cells with words that begin in a row, of two blocks side by side only those of this one."""
        first = self.layout.first if self.layout is not None and self.right else 0
        last = self.layout.beside.first if self.layout is not None and self.layout.beside is not None else None
        own = own_cells(self.writer.view.table, row)
        return [c for c in own if c.text.strip() and c.col >= first and (last is None or c.col < last)]

    # -- one indicator --------------------------------------------------------------------------------------------

    def _indicator(self, row: int, cells: Cells, found: dict[int, list[Cell]]) -> None:
        parts = {role: cells.get(role, []) for role in _PARTS}
        own = {role: [c for c in under if self._above.get(role) is not c] for role, under in parts.items()}
        shared = tuple(role for role, under in parts.items() if under and not own[role])
        printed = {role: trim("".join(trim(c.text) for c in under)) for role, under in own.items()}
        name, name_cell = self._name(row, cells, printed)
        if not name:
            self._rest(row, found, self.classes.level2 or self.classes.level1 or "", ())
            return
        name, inline = split_weight(name)
        path = tuple(x for x in (self.classes.level2, self.classes.level1) if x)
        unit = _unit(cells)
        for role in ("target", "actual"):
            for c in own[role]:
                self._value(c, unit, name, role, path)
        weight = self._points(own["weight"], name, "weight", path)
        score = self._points(own["score"], name, "score", path)
        score_raw = printed["score"]
        view = self.writer.view
        places = {role: locate(view, under[0]) for role, under in parts.items() if under}
        rule = next((c for c in cells.get("standard", []) if _GIVES_POINTS.search(c.text)), None)
        if rule is not None:
            places["standard"] = locate(view, rule)
        if (rate := self._done_rate(row, found)) is not None:
            places["rate"] = locate(view, rate)
        weight_raw = printed["weight"]
        if not parts["score"] and len(own["actual"]) == 1:
            done, points = earned(own["actual"][0].text)
            if points is not None:
                score = add_points(self.writer, own["actual"][0], points, name, "得分", "score", path)
                score_raw, printed["actual"] = score.raw, trim(done)
                places["score"] = locate(view, own["actual"][0], (points.start, points.end))
        if name_cell is not None:
            places["name"] = locate(view, name_cell)
            if inline is not None and (q := weight_quantity(name_cell.text)) is not None:
                fact = add_points(self.writer, name_cell, q, name, "分值", "weight", path)
                if weight is None and "weight" not in shared:
                    weight, weight_raw = fact, fact.raw
                    places["weight"] = locate(view, name_cell, (q.start, q.end))
        indicator = Indicator(
            id=f"i{len(self.indicators) + 1}",
            organization=self.form.organization,
            table=view.id,
            level1=self.classes.level1,
            level2=None if name_cell is self.classes.level2_cell else self.classes.level2,
            name=name,
            target=_composed(cells, printed["target"], unit) or None,
            actual=_with_unit(printed["actual"], unit) or None,
            weight=weight.value if weight else None,
            score=score.value if score else None,
            note="；".join(t for c in own["note"] if (t := trim(c.text))) or None,
            location=locate_row(view, row),
            weight_raw=weight_raw,
            score_raw=score_raw,
            cells=places,
            shared=shared,
            fiscal_year=self.form.fiscal_year,
        )
        self._keep(row, indicator, weight, score)
        self._above = {role: under[0] for role in (*_PARTS, "name") if (under := cells.get(role))}
        self._rest(row, found, name, path)

    def _done_rate(self, row: int, found: dict[int, list[Cell]]) -> Cell | None:
        """The row's own cell of the column that says how much of the target was achieved."""
        fields = self.layout.by_role.get("rate", ()) if self.layout is not None else ()
        cells = [c for f in fields if _DONE_RATE.search(f.text) for c in found.get(f.order, []) if c.row >= row]
        return cells[0] if len(cells) == 1 and read_cell(cells[0].text).kind == "number" else None

    def _name(self, row: int, cells: Cells, printed: dict[str, str]) -> tuple[str, Cell | None]:
        """The indicator's name and its cell; "" if the row holds none.

        A row of 无 or blanks is none. Where points or a target are filled in beside a blank name, the lowest class
        beginning in this row is the name.
        """
        under = cells.get("name", [])
        name = close_up(PLACEHOLDER.sub("", trim("".join(trim(c.text) for c in under))))
        cell = under[0] if under else None
        new = cell is not None and cell is not self._above.get("name")
        filled = any(printed[r] and not NOTHING.match(squash(printed[r])) for r in _VALUES)
        if name and not NOTHING.match(squash(name)):
            return (name, cell) if new or cell is None or cell.row == row or filled else ("", None)
        if not filled:
            return "", None
        for level in sorted((k for k in cells if k.startswith("level")), reverse=True):
            lowest = next((c for c in cells[level] if c.row == row and c.text.strip()), None)
            if lowest is not None and not NOTHING.match(squash(lowest.text)):
                return split_weight(lowest.text, heading=True)[0], lowest
        return "", None

    def _keep(self, row: int, indicator: Indicator, weight: Fact | None, score: Fact | None) -> None:
        form = self.form
        self._since.add(indicator.level1)
        self.indicators.append(indicator)
        form.indicators.append(indicator.id)
        self.classes.keep(indicator.id)
        self._row(row, squash(indicator.name), "item")
        if form.execution_indicator is None and EXECUTION.match(plain(indicator.level1 or indicator.name)):
            form.execution_indicator = indicator.id
            if form.execution_weight is None and form.execution_score is None:
                form.execution_weight = weight.id if weight else None
                form.execution_score = score.id if score else None

    def _row(self, row: int, label: str, role: RowRole) -> None:
        if self.block is not None:
            self.block.rows.append(Row(row, label, "", 0, role))

    # -- facts ----------------------------------------------------------------------------------------------------

    def _header(self, role: str, cell: Cell) -> str:
        """The words over a cell, as the column of this kind it stands in prints them."""
        fields = [f for f in (self.layout.by_role.get(role, ()) if self.layout else ()) if f.level == 0]
        over = next((f for f in fields if overlap(cell, f.first, f.last)), fields[0] if fields else None)
        return over.text if over else role

    def _value(self, cell: Cell, unit: str | None, name: str, role: str, path: tuple[str, ...]) -> None:
        scenario: Scenario = "target" if role == "target" else "actual"
        header = self._header(role, cell)
        text = earned(cell.text)[0]
        found = quantities(text, unit)
        for q, own in zip(found, subjects(text, found, name), strict=True):
            what = own or name
            self.writer.add(
                cell,
                q,
                raw_label=what,
                label=f"{what}（{header}）",
                path=(name, *path) if own else path,
                scenario=scenario,
                measure=_measure(q.unit),
            )

    def _points(self, cells: list[Cell], name: str, role: Points, path: tuple[str, ...]) -> Fact | None:
        facts = [
            add_points(self.writer, cell, q, name, self._header(role, cell), role, path)
            for cell in cells
            for q in quantities(cell.text, "分")
        ]
        return facts[0] if facts else None

    def _rest(self, row: int, found: dict[int, list[Cell]], name: str, path: tuple[str, ...]) -> None:
        """Figures in the other columns of a row (rates, a second score): kept, with no scenario. Sentences in notes and
        standards are left to the reader of prose."""
        for f in self.layout.fields if self.layout else ():
            if f.role in ("level", "name", "number", "unit", "sign"):
                continue
            lost = f.role == "rate" and bool(DEDUCTED.match(f.text))
            rate = f.role == "rate" and not lost
            for cell in found.get(f.order, []):
                if cell.row < row or read_cell(cell.text).kind != "number":
                    continue
                for q in quantities(cell.text, "%" if rate else "分" if lost or f.role in _POINTS else None):
                    known = self.writer.known(cell, q)
                    if known is not None and not (lost and known.measure == "amount"):
                        continue
                    if f.role in _POINTS:
                        add_points(self.writer, cell, q, name, f.text, _POINTS[f.role], path)
                    else:
                        self.writer.add(
                            cell,
                            q,
                            raw_label=name,
                            label=f"{name}（{f.text}）",
                            path=path,
                            scenario="derived" if rate or lost else None,
                            measure="rate" if rate else "change" if lost else "other",
                        )

    def _subtotal(self, row: int, label: Cell, cells: Cells) -> None:
        """产出指标小计 | 50 | 48: belongs to the class it closes."""
        path = (self.classes.level1,) if self.classes.level1 else ()
        weight = self._points(cells.get("weight", []), trim(label.text), "weight", path)
        self._points(cells.get("score", []), trim(label.text), "score", path)
        group = self.classes.group
        whose = plain(label.text).removesuffix("小计")
        mine = group is not None and (squash(group.level1).startswith(whose) if whose else len(self._since) <= 1)
        self._since = set()
        if group is not None and mine and weight is not None and group.weight is None:
            group.weight = weight.id
        self._row(row, squash(label.text), "subtotal")


def _merged_total(writer: Writer, row: int) -> Cell | None:
    """The 总分 cell that reaches down into a row from above."""
    return next((c for c in row_cells(writer.view.table, row) if c.row < row and is_total(c)), None)


def _currency(f: Field) -> int:
    """Order among columns of one kind: an adjusted target before this year's before any other."""
    if f.role not in ("target", "actual"):
        return 0
    return 0 if "调整" in f.text else 1 if _THIS_YEAR.search(f.text) else 2


def _spans_values(cell: Cell, layout: Layout) -> bool:
    """Whether a cell runs over name and values alike: a line of text, no indicator."""
    return sum(bool(overlap(cell, f.first, f.last)) for f in layout.fields if f.role in (*_PARTS, "standard")) >= 2


def _fills(cell: Cell, name: Field | None) -> bool:
    """Whether a cell stands in the column of names and nowhere else."""
    return name is not None and name.first <= cell.col and cell.col + cell.colspan - 1 <= name.last


def _distinct(cells: list[Cell]) -> list[Cell]:
    found: list[Cell] = []
    for c in cells:
        if all(c is not d for d in found):
            found.append(c)
    return found


def _unit(cells: Cells) -> str | None:
    """The unit printed in a column of its own."""
    unit = trim("".join(c.text for c in cells.get("unit", [])))
    plausible = unit and len(unit) <= 8 and not NOTHING.match(unit) and not any(ch.isdigit() for ch in unit)
    return unit if plausible else None


def _composed(cells: Cells, target: str, unit: str | None) -> str:
    """A target whose sign and unit stand in columns of their own, put together: ≥, 120, 家 → ≥120家."""
    sign = trim("".join(c.text for c in cells.get("sign", [])))
    whole = _with_unit(target, unit)
    if target and _COMPARATOR.match(sign) and not target.startswith(sign):
        return sign + whole
    return whole


def _with_unit(value: str, unit: str | None) -> str:
    return value + unit if unit and _BARE.match(value) else value


def _measure(unit: str | None) -> Measure:
    if unit in ("%", "％", "‰", "百分点"):
        return "rate"
    return "amount" if unit is not None and "元" in unit else "count"


_COLUMNS: dict[str, tuple[ColumnRole, Measure, Scenario | None]] = {
    "weight": ("value", "weight", "weight"),
    "score": ("value", "score", "score"),
    "rate": ("value", "rate", "derived"),
    "target": ("text", "other", "target"),
    "actual": ("text", "other", "actual"),
    "number": ("number", "other", None),
}


def _column(f: Field) -> Column:
    role, measure, scenario = _COLUMNS.get(f.role, ("text", "other", None))
    if DEDUCTED.match(f.text):
        measure = "change"
    unit = "分" if measure in ("weight", "score", "change") else None
    return Column(f.first, (f.text,), role, measure, None, scenario, unit)
