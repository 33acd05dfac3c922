"""What rules look at: the interpretation, indexed once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from extractor.checks.figure import Figure
from extractor.model.document import Cell
from extractor.model.interpretation import Block, Column, Interpretation, Row, TableView
from extractor.model.report import Fact, Indicator, Location, Scenario, Section
from extractor.text.labels import squash
from extractor.text.numbers import read_cell

if TYPE_CHECKING:
    from extractor.schema import Schema

T = TypeVar("T")
NO_SECTION = "正文"
"""The place of what stands in no section."""
_LESS = re.compile(r"调减|核减|追减|压减|调整减少")
_MONEY_MEASURES = ("amount", "change")
_SCENARIO_WORDS: dict[Scenario, tuple[str, str]] = {
    "original_budget": ("年初预算", "original budget"),
    "adjustment": ("预算调整", "adjustment"),
    "final_budget": ("全年预算", "final budget"),
    "actual": ("决算（执行）数", "actual"),
    "brought_forward": ("上年结转", "brought forward"),
    "year_end_balance": ("年末结转结余", "year-end balance"),
    "reclaimed": ("财政收回", "reclaimed"),
    "carried_forward": ("结转下年", "carried forward"),
    "opening": ("期初数", "opening balance"),
    "closing": ("期末数", "closing balance"),
    "target": ("目标值", "target"),
    "weight": ("分值", "weight"),
    "score": ("得分", "score"),
    "plan": ("计划数", "plan"),
}


def scenario_words(scenario: Scenario | None, year: int | None = None) -> tuple[str, str]:
    """A budget stage with its year as people name it; empty texts where nothing is known."""
    zh, en = _SCENARIO_WORDS.get(scenario, ("", "")) if scenario else ("", "")
    if year is None or scenario in ("weight", "score", "target"):
        return zh, en
    if scenario in ("opening", "closing"):
        return (f"{year}年初", f"beginning of {year}") if scenario == "opening" else (f"{year}年末", f"end of {year}")
    return f"{year}年{zh}", f"{year} {en}".strip()


@dataclass(slots=True)
class Grid:
    """One block of a table with its figures: what most layout rules walk over."""

    view: TableView
    block: Block
    rows: list[Row]
    columns: list[Column]
    """Value columns only."""


class Context:
    """One document, indexed for the rules. Everything it returns is cached and must not be changed."""

    def __init__(self, interpretation: Interpretation, schema: Schema) -> None:
        self.interpretation = interpretation
        self.schema = schema
        self.facts = interpretation.facts
        self.by_id = {f.id: f for f in interpretation.facts}
        self.views = {view.table.index: view for view in interpretation.tables}
        self._at: dict[tuple[int, int, int], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            at = fact.location
            if at.table is not None and at.row is not None and at.col is not None:
                self._at[at.table, at.row, at.col].append(fact)
        self._figures: dict[str, Figure] = {}
        self._cells: dict[tuple[int, int, int], Figure | None] = {}
        self._table_words: dict[int, str] = {}
        self._memo: dict[str, object] = {}

    def memo(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` returned the first time this was asked for: work that several rules share."""
        if key not in self._memo:
            self._memo[key] = make()
        return cast(T, self._memo[key])

    # figures

    def figure(self, fact: Fact | str | None) -> Figure | None:
        """The operand for a fact or a fact id; None for None or an id that is not known."""
        if isinstance(fact, str):
            fact = self.by_id.get(fact)
        if fact is None:
            return None
        made = self._figures.get(fact.id)
        if made is None:
            less = fact.scenario == "adjustment" and fact.value > 0 and _LESS.search(squash(fact.raw_label))
            made = self._figures[fact.id] = Figure(
                label=fact.label,
                raw=fact.raw,
                # 年中调减53.61万元: the sign stands in the word
                value=-fact.value if less else fact.value,
                unit=fact.unit,
                decimals=self._decimals(fact),
                location=fact.location,
                place=self.place(fact),
                fact=fact.id,
                qualifier=fact.qualifier,
                upper=fact.upper,
                source=fact,
            )
        return made

    def figures(self, ids: list[str]) -> list[Figure]:
        """The operands for fact ids; unknown ones are left out."""
        return [f for i in ids if (f := self.figure(i)) is not None]

    def cell(self, table: int, row: int, col: int) -> Figure | None:
        """What one cell of a value column prints: its figure, a blank (``value`` None), or something unreadable.

        None where the grid has a hole or the cell holds several figures.
        """
        key = (table, row, col)
        if key not in self._cells:
            self._cells[key] = self._read(table, row, col)
        return self._cells[key]

    def _read(self, table: int, row: int, col: int) -> Figure | None:
        printed = self._cell_at(table, row, col)
        if printed is None:
            return None
        facts = self._at.get((table, printed.row, printed.col), [])
        if len(facts) == 1:
            return self.figure(facts[0])
        if facts:
            return None
        kind = read_cell(printed.text).kind
        empty = kind in ("blank", "dash", "none")
        place = printed.places[0] if printed.places else None
        view = self.views[table]
        column = self._column(view, printed.row, col)
        where = self._table_place(view, printed.row, col)
        return Figure(
            label=where[-2] if len(where) > 2 else where[-1],
            raw=printed.text.strip(),
            value=None,
            unit=column.unit if column and column.unit else view.unit,
            decimals=None,
            location=Location(
                place.page if place else None,
                view.section,
                None,
                table,
                printed.row,
                printed.col,
                place.bbox if place else None,
                (0, len(printed.text)),
            ),
            place=where,
            unreadable="" if empty else printed.text.strip() or "?",
        )

    def _cell_at(self, table: int, row: int, col: int) -> Cell | None:
        view = self.views.get(table)
        if view is None or not (0 <= row < view.table.n_rows and 0 <= col < view.table.n_cols):
            return None
        return view.table.grid[row][col]

    def _decimals(self, fact: Fact) -> int | None:
        """Printed decimals, or those of the figures around it: spreadsheets drop trailing zeros (33 beside 23.48)."""
        at = fact.location
        if fact.decimals is None or at.table is None or fact.measure not in _MONEY_MEASURES or fact.qualifier:
            return fact.decimals
        usual = self._usual_decimals.get((at.table, fact.unit))
        return fact.decimals if usual is None else max(fact.decimals, usual)

    @cached_property
    def _usual_decimals(self) -> dict[tuple[int, str | None], int]:
        seen: dict[tuple[int, str | None], Counter[int]] = defaultdict(Counter)
        for fact in self.facts:
            at = fact.location
            money = fact.unit is not None and fact.unit.endswith("元")
            if at.table is not None and fact.decimals is not None and fact.measure in _MONEY_MEASURES and money:
                seen[at.table, fact.unit][fact.decimals] += 1
        usual = {}
        for key, counts in seen.items():
            decimals, times = max(counts.items(), key=lambda item: (item[1], item[0]))
            # with most digits dropped (33, 10, 13.1, 9.19) the longest tail is the true precision
            longest = max(counts)
            if decimals < longest and sum(n for d, n in counts.items() if d > 0) * 2 > times:
                decimals = min(longest, 2)
            usual[key] = decimals
        return usual

    # words

    def place(self, fact: Fact) -> tuple[str, ...]:
        """Where a fact stands, in words: table, row, column; or section and label."""
        at = fact.location
        view = self.views.get(at.table) if at.table is not None else None
        if view is not None and at.row is not None and at.col is not None:
            words = self._table_place(view, at.row, at.col)
            return words if len(words) > 2 and words[1] else (words[0], squash(fact.label), *_stage(fact))
        return (self.section_words(at.section), squash(fact.label), *_stage(fact))

    def table_words(self, view: TableView) -> str:
        """A table's name, with annex and organization where that tells it apart."""
        words = self._table_words.get(view.table.index)
        if words is None:
            words = self._table_words[view.table.index] = self._name_table(view)
        return words

    def _name_table(self, view: TableView) -> str:
        name = squash(view.title or "")
        if not name:
            section = self._sections.get(view.section or "")
            name = section or "表"
        alone = self._names[squash(view.title or "")] == 1
        if view.organization and not (alone and view.organization == self.interpretation.organization):
            name += f"（{squash(view.organization)}）"
        return squash(view.annex or "") + f"《{name}》"

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(squash(view.title or "") for view in self.interpretation.tables)

    @cached_property
    def _sections(self) -> dict[str, str]:
        return {s.id: squash(s.number + s.title) for s in self.interpretation.sections}

    def section_words(self, section: str | None) -> str:
        """ "二、（一）1.预决算情况": the numbers above it and its own title."""
        by_id = self._by_section
        found = by_id.get(section or "")
        if found is None:
            return NO_SECTION
        words = squash(found.number + found.title)
        above = by_id.get(found.parent or "")
        while above is not None:
            words = squash(above.number) + words
            above = by_id.get(above.parent or "")
        return words if len(words) <= 40 else words[:39] + "…"

    @cached_property
    def _by_section(self) -> dict[str, Section]:
        return {s.id: s for s in self.interpretation.sections}

    def of_concept(self, concept: str) -> list[Fact]:
        """Facts of one concept."""
        return self._by_concept.get(concept, [])

    @cached_property
    def _by_concept(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.concept is not None:
                found[fact.concept].append(fact)
        return found

    def of_value(self, base: Decimal) -> list[Fact]:
        """Facts that print one value, in the base unit."""
        return self._by_value.get(base, [])

    @cached_property
    def _by_value(self) -> dict[Decimal, list[Fact]]:
        found: dict[Decimal, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            figure = self.figure(fact)
            if figure is not None:
                found[figure.base].append(fact)
        return found

    def in_table(self, table: int) -> list[Fact]:
        """Facts printed in one table."""
        return self._by_table.get(table, [])

    @cached_property
    def _by_table(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.location.table is not None:
                found[fact.location.table].append(fact)
        return found

    def paragraph_text(self, index: int | None) -> str:
        """A paragraph's text, squashed; "" if there is none."""
        return self._paragraphs.get(index, "")

    @cached_property
    def _paragraphs(self) -> dict[int | None, str]:
        return {p.index: squash(p.text) for p in self.interpretation.document.paragraphs()}

    def indicator_figure(self, indicator: Indicator, name: str) -> Figure | None:
        """The figure in one field of an indicator ("target", "actual", …); None if it holds none or several."""
        at = indicator.cells.get(name)
        if at is None:
            return None
        if at.table is not None and at.row is not None and at.col is not None:
            facts = self._at.get((at.table, at.row, at.col), [])
        else:
            facts = [
                f
                for f in self._prose_at.get(at.paragraph, [])
                if at.chars is None or (f.location.chars and at.chars[0] <= f.location.chars[0] < at.chars[1])
            ]
        return self.figure(facts[0]) if len(facts) == 1 else None

    def amounts_beside(self, fact: Fact) -> bool:
        """Whether sums of money stand in the same paragraph."""
        beside = self._prose_at.get(fact.location.paragraph, [])
        return any(f.measure == "amount" and (f.unit or "").endswith("元") for f in beside)

    @cached_property
    def _prose_at(self) -> dict[int | None, list[Fact]]:
        found: dict[int | None, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.location.table is None:
                found[fact.location.paragraph].append(fact)
        return found

    def source(self, fact: Fact) -> tuple[str, object]:
        """What a fact is printed in: one table, or one section of running text."""
        at = fact.location
        return ("table", at.table) if at.table is not None else ("section", at.section)

    def source_words(self, fact: Fact) -> str:
        """Title and headings above a fact, the words that may narrow its scope."""
        at = fact.location
        view = self.views.get(at.table) if at.table is not None else None
        if view is not None:
            return squash(view.title or "")
        return self._sections.get(at.section or "", "")

    def _table_place(self, view: TableView, row: int, col: int) -> tuple[str, ...]:
        table = self.table_words(view)
        found = self._rows.get((view.table.index, row, col))
        if found is None:
            return (table,)
        label, head = found
        return (table, label, head) if head else (table, label)

    @cached_property
    def _rows(self) -> dict[tuple[int, int, int], tuple[str, str]]:
        words: dict[tuple[int, int, int], tuple[str, str]] = {}
        for view in self.interpretation.tables:
            for block in view.blocks:
                labels = {r.row: r.label for r in block.rows}
                for row in block.rows:
                    label = row.label
                    if row.role in ("of_which", "subtotal") and row.parent in labels:
                        label = f"{labels[row.parent]}/{label}"
                    for column in block.columns:
                        words[block.table, row.row, column.col] = (label, "/".join(column.path))
        return words

    def _column(self, view: TableView, row: int, col: int) -> Column | None:
        for block in view.blocks:
            if any(r.row == row for r in block.rows):
                for column in block.columns:
                    if column.col == col:
                        return column
        return None

    # layout

    @cached_property
    def grids(self) -> list[Grid]:
        """Blocks with at least one value column and one body row."""
        found = []
        for view in self.interpretation.tables:
            for block in view.blocks:
                rows = [r for r in block.rows if r.role not in ("header", "blank", "text")]
                columns = [c for c in block.columns if c.role == "value"]
                if rows and columns:
                    found.append(Grid(view, block, rows, columns))
        return found

    def at(self, grid: Grid, row: Row, column: Column) -> Figure | None:
        """The figure in one cell of a block."""
        return self.cell(grid.block.table, row.row, column.col)

    def prose(self) -> Iterator[Fact]:
        """Facts of running text."""
        return (f for f in self.facts if f.location.table is None)

    def subject(self, fact: Fact) -> str | None:
        """Whose figure it is: an organization, or in a project's form that project."""
        organization = fact.organization or self.interpretation.organization
        project = self._projects.get(fact.location.table) if fact.location.table is not None else None
        return f"{organization}/{project}" if project else organization

    @cached_property
    def _projects(self) -> dict[int, str]:
        return {
            form.table: squash(form.project or "") or f"项目{form.table}"
            for form in self.interpretation.forms
            if form.kind == "project"
        }


def _stage(fact: Fact) -> tuple[str, ...]:
    zh = scenario_words(fact.scenario, fact.fiscal_year)[0]
    return (zh,) if zh else ()


def as_percent(figure: Figure) -> Figure:
    """A rate printed as a bare number ("96.35" in a column of rates) read as a percentage."""
    return figure if figure.unit is not None else replace(figure, unit="%")
