"""Score forms (自评表) of any department, province and year: head, funds, goals, indicators, totals, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.interpret import forms_funds as funds
from extractor.interpret import forms_funds_header as funds_heads
from extractor.interpret import indicators as rows
from extractor.interpret import indicators_header as heads
from extractor.interpret import indicators_weights as points
from extractor.interpret.build import FactBuilder
from extractor.interpret.fields import paragraph_fields, row_fields
from extractor.interpret.forms_grid import Writer, compact, own_cells
from extractor.interpret.forms_head import (
    goal_columns,
    is_key,
    names_form,
    pairs,
    read_figures,
    read_goals,
    read_head,
    settle_stage,
)
from extractor.interpret.forms_tables import find_table, read_table
from extractor.interpret.forms_words import MAKER_KEY, PROJECT_KEY, SUPERVISOR_KEY, TAIL, UNIT_KEY, header, plain
from extractor.interpret.indicators_bands import Band, heading, level_of
from extractor.interpret.indicators_cards import Card, find_cards
from extractor.interpret.indicators_total import read_execution
from extractor.model.document import Cell, Document, Paragraph, Table
from extractor.model.interpretation import FormField, ScoreForm, TableView
from extractor.model.report import Fact, Indicator
from extractor.text.labels import squash
from extractor.text.numbers import read_cell
from extractor.text.units import find_unit

if TYPE_CHECKING:
    from extractor.interpret.outline import Outline

_SCORE_KINDS = ("department_score", "project_score")
_OPEN_KINDS = (*_SCORE_KINDS, "unknown", "basic_data")
_PROJECT = re.compile(r"项目(?:支出)?(?:绩效)?(?:目标)?(?:自评|评价)|专项资金.*自评")


@dataclass(slots=True)
class _State:
    """What is carried from row to row, and over to a continuation table."""

    form: ScoreForm
    writer: Writer
    unit: str | None = None
    part: str = "head"
    """"head", "funds", "goals", "indicators" or "tail"."""
    funds: funds.Reader | None = None
    goals: list[tuple[str, Cell]] = field(default_factory=list)
    indicators: rows.Reader | None = None
    beside: rows.Reader | None = None
    """Reads the right one of two blocks side by side."""
    loose: list[Fact] = field(default_factory=list)
    """Amounts of the head that name no budget stage."""
    section: Cell | None = None
    """A heading with points that waits for its indicators."""
    execution: Fact | None = None
    """The points printed in the heading of the funds block."""


def read_forms(
    views: list[TableView], document: Document, outline: Outline, builder: FactBuilder
) -> tuple[list[ScoreForm], list[Indicator], list[FormField]]:
    """Read every score form among ``views``: facts go to ``builder``, blocks to their view.

    A view whose table proves to be a score form gets its kind and organization set. Fill-in places are read around
    every table. Never fails on an odd table: what can't be placed is left to the table's cells.
    """
    return _Forms(document, outline, builder).read(views)


class _Forms:
    def __init__(self, document: Document, outline: Outline, builder: FactBuilder) -> None:
        self.outline = outline
        self.builder = builder
        self.document = document
        self.forms: list[ScoreForm] = []
        self.indicators: list[Indicator] = []
        self.fields: list[FormField] = []
        self.positions = {b.index: i for i, b in enumerate(document.blocks) if isinstance(b, Table)}
        self.recorded: dict[int, dict[tuple[int, int, int, int], Fact]] = {}
        for fact in builder.facts:
            at = fact.location
            if at.table is not None and at.row is not None and at.col is not None and at.chars is not None:
                self.recorded.setdefault(at.table, {})[(at.row, at.col, *at.chars)] = fact

    def read(self, views: list[TableView]) -> tuple[list[ScoreForm], list[Indicator], list[FormField]]:
        last: _State | None = None
        before: TableView | None = None
        claimed: set[int] = set()
        for view in views:
            if last is None and before is not None and self._heads(before, view):
                last = self._take(before, None)
                self.fields = [f for f in self.fields if f.table != before.table.index or f.location.row is None]
                self._rows(last, 0)
            state = self._table(view, last) if view.kind in _OPEN_KINDS else None
            before = view
            organization = state.form.organization if state is not None else view.organization
            self._around(view, organization, claimed, state)
            last = state if state is not None else (last if view.table.parent is not None else None)
        for block in self.document.blocks:
            if isinstance(block, Paragraph) and block.index not in claimed and block.kind == "body":
                self.fields += paragraph_fields(block)
        return self.forms, self.indicators, self.fields

    # -- around the table -----------------------------------------------------------------------------------------

    def _around(self, view: TableView, organization: str | None, claimed: set[int], state: _State | None) -> None:
        """Fill-in lines above and below a table."""
        table = view.table
        position = self.positions.get(table.index)
        if position is None:
            return
        for paragraph in (*self.outline.captions(position), *self.outline.below(position)):
            if paragraph.index in claimed:
                continue
            found = list(paragraph_fields(paragraph))
            if found:
                claimed.add(paragraph.index)
            for item in found:
                item.table, item.organization = table.index, organization
            self.fields += found
        if state is None:
            for row in range(table.n_rows):
                if row < 2 or row >= table.n_rows - 3:
                    self.fields += [f for f in row_fields(view, row) if "称" not in f.name]

    # -- one table ------------------------------------------------------------------------------------------------

    def _table(self, view: TableView, last: _State | None) -> _State | None:
        """Read one table; None if it is no score form."""
        table = view.table
        first = next((r for r in range(table.n_rows) if _opens(table, r)), None)
        scored = view.kind in _SCORE_KINDS
        follows = last is not None and self._continues(view, last, first)
        if first is None and not scored and not follows:
            return None
        if first is not None and not scored and not follows and not _says_score(table, first):
            return None
        inside = view.kind == "basic_data"
        state = self._take(view, last if follows else None)
        return self._rows(state, first if inside and first is not None else 0, inside)

    def _take(self, view: TableView, last: _State | None) -> _State:
        """Begin, or go on with, a form in this table."""
        if view.kind == "unknown":
            view.kind = "project_score" if _is_project(view) else "department_score"
            view.blocks.clear()
        return self._new(view) if last is None else self._carried(view, last)

    def _rows(self, state: _State, row: int, inside: bool = False) -> _State:
        """Read the rows from ``row`` on; ``inside`` a table of another kind only to the end of the indicators."""
        view = state.writer.view
        while row < view.table.n_rows:
            row = self._row(state, row)
            if inside and state.part == "tail":
                break
            if row < view.table.n_rows and self._begins_form(state, row):
                self._end(state)
                state = self._new(view)
        self._end(state)
        return state

    def _heads(self, view: TableView, following: TableView) -> bool:
        """Whether a table is but the head of the form that begins in the next one."""
        if view.kind != "unknown" or following.kind not in _SCORE_KINDS or self._between(view, following):
            return False
        own, other = (
            any(names_form(p.key) for r in range(min(4, v.table.n_rows)) for p in pairs(v, r))
            for v in (view, following)
        )
        return own and not other

    def _new(self, view: TableView) -> _State:
        writer = Writer(view, self.builder, None, self.recorded.setdefault(view.table.index, {}))
        form = ScoreForm(
            table=view.table.index,
            kind="project" if view.kind == "project_score" else "department",
            organization=None,
            project=None,
            fiscal_year=view.fiscal_year,
            location=view.location,
        )
        self.forms.append(form)
        return _State(form, writer, view.unit or self._caption_unit(view))

    def _carried(self, view: TableView, last: _State) -> _State:
        writer = Writer(view, self.builder, last.writer.organization, self.recorded.setdefault(view.table.index, {}))
        view.organization = last.form.organization or view.organization
        state = _State(last.form, writer, last.unit, last.part)
        if last.indicators is not None:
            state.indicators = last.indicators
            last.indicators.move(writer)
            if last.indicators.layout is not None:
                last.indicators.start(heads.Layout([], last.indicators.layout.fields, last.indicators.layout.n_cells))
        return state

    def _continues(self, view: TableView, last: _State, first: int | None) -> bool:
        """Whether a table without a head of its own goes on with the form before it."""
        table = view.table
        if view.title is not None and last.writer.view.title != view.title and "续" not in view.title:
            return False
        if any(names_form(p.key) for r in range(min(4, table.n_rows)) for p in pairs(view, r)):
            return False
        if first is not None:
            return last.indicators is None
        reader = last.indicators
        if reader is None or reader.closed or last.part != "indicators" or self._between(last.writer.view, view):
            return False
        return reader.continues_in(table)

    def _between(self, first: TableView, second: TableView) -> bool:
        """Whether words other than 续表 stand between two tables."""
        before, after = (self.positions.get(t.table.index) for t in (first, second))
        between = self.document.blocks[before + 1 : after] if before is not None and after is not None else []
        return any(isinstance(b, Table) or (b.text.strip() and "续" not in b.text) for b in between)

    def _begins_form(self, state: _State, row: int) -> bool:
        """Whether another form begins in this row of the same table."""
        if state.indicators is None or not state.form.indicators:
            return False
        return any(names_form(p.key) for p in pairs(state.writer.view, row))

    def _row(self, state: _State, row: int) -> int:
        """Read the row and return the next one to read."""
        table = state.writer.view.table
        layout = heads.find_layout(table, row)
        cards = _cards(table, row, layout)
        if cards is not None:
            for card in cards[0]:
                self._reader(state).read_card(card)
            return cards[1]
        band = self._band(state, row)
        if band is not None:
            self._reader(state).read_band(band)
            return row + 1
        if layout is not None:
            self._leave_head(state)
            self._start(state, layout, row)
            state.part = "indicators"
            return row + len(layout.rows)
        own = [c for c in own_cells(table, row) if c.text.strip()]
        if not own:
            return row + 1
        reader = state.indicators
        if state.beside is not None and state.part == "indicators":
            state.beside.read(row)
        ends = _ends(state, own)
        if reader is not None and state.part != "indicators" and reader.is_total_row(row):
            reader.read(row)
            return row + 1
        inside = state.part == "indicators" and not ends and not is_key(own[0].text)
        if reader is not None and inside and not self._other_block(state, row) and reader.read(row):
            return row + 1
        return self._outside(state, row, own, ends)

    def _reader(self, state: _State) -> rows.Reader:
        """The reader of the form's indicators, which begin or go on here."""
        if state.part != "indicators":
            self._leave_head(state)
            state.part = "indicators"
        if state.indicators is None:
            classes = points.Classes(state.writer, state.form)
            state.indicators = rows.Reader(state.writer, state.form, self.indicators, classes)
        return state.indicators

    def _band(self, state: _State, row: int) -> Band | None:
        """A heading over indicators written as cards."""
        table = state.writer.view.table
        cell = heading(table, row, state.indicators is not None)
        if cell is None or row + 1 >= table.n_rows:
            return None
        another = heading(table, row + 1) is not None
        if find_cards(table, row + 2 if another else row + 1) is None:
            return None
        nested = state.indicators is not None and state.indicators.classes.level2 is not None
        return Band(cell, level_of(cell.text, row > 0 and heading(table, row - 1) is not None, another, nested))

    def _start(self, state: _State, layout: heads.Layout, row: int) -> None:
        """Begin or resume the indicators at a header row, with the points printed in the heading beside it."""
        reader = self._reader(state)
        table = state.writer.view.table
        side = _side(table, row)
        section = side if side is not None and points.is_section(side) else state.section
        if section is not None:
            reader.classes.enter_section(section)
        heads_of_all = [c for r in layout.rows[:-1] for c in own_cells(table, r) if c.colspan > 1]
        for cell in [*([side] if side is not None and section is None else []), *heads_of_all]:
            fact = points.side_points(state.writer, cell)
            state.form.block_weight = state.form.block_weight or (fact.id if fact else None)
        state.section = None
        reader.start(layout, compact(side.text) if side else "")
        state.beside = None
        if layout.beside is not None:
            classes = points.Classes(state.writer, state.form)
            state.beside = rows.Reader(state.writer, state.form, self.indicators, classes, right=True)
            state.beside.start(layout.beside)

    def _other_block(self, state: _State, row: int) -> bool:
        """Whether a funds or goals block begins in the middle of the indicators."""
        view = state.writer.view
        pointed = any(read_cell(c.text).kind == "number" for c in own_cells(view.table, row))
        return (not pointed and bool(goal_columns(view, row))) or funds_heads.find_layout(
            view.table, row, strict=True
        ) is not None

    def _outside(self, state: _State, row: int, own: list[Cell], ends: bool) -> int:
        """Head, funds, goals and the lines after the indicators."""
        view, table = state.writer.view, state.writer.view.table
        if read_execution(state.writer, state.form, None, own):
            return row + 1
        layout = funds_heads.find_layout(table, row)
        if layout is not None and layout.parts:
            self._leave_head(state)
            side = _side(table, row)
            title = side.text if side else ""
            unit = find_unit(title) or _money_unit(own) or state.unit
            state.funds = funds.Reader(state.writer, state.form, layout, compact(title), unit)
            state.part = "funds"
            state.execution = points.side_points(state.writer, side) if side else None
            return row + len(layout.rows)
        head = any(True for _ in pairs(view, row))
        inner = find_table(table, row) if state.part != "goals" and not head else None
        if inner is not None:
            self._leave_head(state)
            return read_table(state.writer, self.outline, inner, state.unit)
        goals = goal_columns(view, row)
        if goals:
            self._leave_funds(state)
            state.goals, state.part = goals, "goals"
            return row + 1
        if state.part == "goals" and not head and not ends:
            found = read_goals(state.writer, state.goals, row)
            if found:
                self.fields += found
                return row + 1
        if state.part == "funds" and state.funds is not None and not head and not ends and state.funds.read(row):
            return row + 1
        self._leave_funds(state)
        if state.part != "indicators" or ends:
            state.part = "head" if state.indicators is None else "tail"
        if head:
            self.fields += read_head(state.writer, state.form, row)
            self._named(state)
        else:
            self.fields += row_fields(view, row)
        if own and points.is_section(own[0]):
            state.section = own[0]
        side = _side(table, row)
        state.loose += read_figures(state.writer, state.form, row, side.text if side else "", state.unit)
        return row + 1

    # -- endings --------------------------------------------------------------------------------------------------

    def _leave_head(self, state: _State) -> None:
        self._leave_funds(state)
        self._named(state, last_chance=True)

    def _leave_funds(self, state: _State) -> None:
        if state.funds is not None:
            state.funds.finish()
            settle_stage(state.loose, state.funds.totals)
            state.loose = []
            state.funds = None
        if state.execution is not None and state.form.execution_weight is None:
            state.form.execution_weight = state.execution.id

    def _named(self, state: _State, last_chance: bool = False) -> None:
        """Settle whose form it is: the unit named, the supervising department where there is none, the table's own."""
        form, view = state.form, state.writer.view
        if form.organization is None and last_chance:
            named = next(
                (
                    f.value
                    for f in reversed(self.fields)
                    if f.table == view.table.index and SUPERVISOR_KEY.match(plain(f.name)) and f.value
                ),
                None,
            )
            form.organization = compact(named) if named else self._caption_unit_name(view) or view.organization
        if form.organization is None:
            return
        form.organization = self.outline.resolve(form.organization) or form.organization
        state.writer.organization = form.organization
        view.organization = form.organization

    def _end(self, state: _State) -> None:
        self._leave_head(state)
        form, view = state.form, state.writer.view
        if form.project:
            form.kind = "project"
        layout = state.indicators.layout if state.indicators is not None else None
        if layout is not None and not layout.by_role.keys() & {"actual", "score"}:
            # a sheet of goals is no score form: its indicators are kept, but nothing is missing in it
            self.forms = [f for f in self.forms if f is not form]
        for item in self.fields:
            if item.table == view.table.index and item.organization is None:
                item.organization = form.organization

    def _captions(self, view: TableView) -> list[Paragraph]:
        position = self.positions.get(view.table.index)
        return [] if position is None else self.outline.captions(position)

    def _caption_unit(self, view: TableView) -> str | None:
        return next((u for p in self._captions(view) if (u := find_unit(p.text))), None)

    def _caption_unit_name(self, view: TableView) -> str | None:
        """The organization in a 填报单位： line above the table."""
        for paragraph in self._captions(view):
            for item in paragraph_fields(paragraph):
                word = plain(item.name)
                if item.value and (UNIT_KEY.match(word) or MAKER_KEY.match(word)):
                    return compact(item.value)
        return None


def _money_unit(cells: list[Cell]) -> str | None:
    """The unit of money printed in a header; the % of a rate's header is that column's own."""
    return next((u for c in cells if (u := find_unit(c.text)) and u.endswith("元")), None)


def _ends(state: _State, own: list[Cell]) -> bool:
    """Whether a row is one of the lines below the indicators: a conclusion, a remark, a signature.

    An indicator may begin with the same words (建议提案办复率): it stands in the name column and has values beside it.
    """
    if not (TAIL.match(plain(own[0].text)) or TAIL.match(squash(own[0].text))):
        return False
    layout = state.indicators.layout if state.indicators is not None else None
    name = layout.one("name") if layout is not None else None
    return state.part != "indicators" or name is None or own[0].col < name.first or len(own) < 3


def _side(table: Table, row: int) -> Cell | None:
    """The heading at the left of a block, merged down its rows: 年度预算申请（万元）."""
    cell = table.grid[row][0] if table.n_cols else None
    return cell if cell is not None and cell.rowspan > 1 else None


def _cards(table: Table, row: int, layout: heads.Layout | None) -> tuple[list[Card], int] | None:
    """The cards that begin in a row, unless its words are a header over columns."""
    return None if layout is not None and _heads_columns(table, layout) else find_cards(table, row)


def _heads_columns(table: Table, layout: heads.Layout) -> bool:
    """Whether a header's words are no card, though they stand side by side: it takes two steps over classes, or the row
    below fills its columns with words and figures of their own."""
    if len(layout.rows) > 1:
        return bool(layout.levels())
    row = layout.rows[0] if layout.rows else -1
    words, below = own_cells(table, row), own_cells(table, row + 1) if row + 1 < table.n_rows else []
    same = [c.col for c in words] == [c.col for c in below] and len(words) > 2
    said = sum(header(c.text) is not None for c in words)
    return same and said * 2 > len(words) > 2 * sum(header(c.text) is not None for c in below)


def _opens(table: Table, row: int) -> bool:
    """Whether indicators begin in a row: with a header over columns, or as cards."""
    return heads.find_layout(table, row) is not None or find_cards(table, row) is not None


def _says_score(table: Table, row: int) -> bool:
    """Whether an indicator header speaks of points, or of targets and achievement: no mere list of goals."""
    layout = heads.find_layout(table, row)
    cards = _cards(table, row, layout)
    if cards is not None:
        return cards[0][0].scored()
    roles = set(layout.by_role) if layout is not None else set()
    return bool(roles & {"score"} or ({"target"} <= roles and roles & {"actual", "weight"}))


def _is_project(view: TableView) -> bool:
    if view.title and _PROJECT.search(squash(view.title)):
        return True
    return any(PROJECT_KEY.match(p.key) for r in range(min(4, view.table.n_rows)) for p in pairs(view, r))
