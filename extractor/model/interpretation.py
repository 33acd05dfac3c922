"""A document understood: what the interpreter hands to the checks. Never serialised; outputs use :mod:`report`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extractor.model.document import Document, Table
from extractor.model.report import Fact, Indicator, Location, Measure, Remark, Scenario, Section

TableKind = Literal[
    "balance_sheet",
    "basic_expenditure",
    "three_public",
    "project_expenditure",
    "revenue_expenditure",
    "basic_data",
    "department_score",
    "project_score",
    "final_accounts",
    "unknown",
]
ColumnRole = Literal["label", "value", "number", "code", "text", "empty"]
RowRole = Literal["header", "item", "subtotal", "total", "of_which", "group", "text", "blank"]


@dataclass(slots=True)
class Column:
    """One column of a block, its header resolved over all header levels."""

    col: int
    path: tuple[str, ...]
    """Header texts from the top level down, white space removed, repeats of a merged cell dropped."""
    role: ColumnRole
    measure: Measure = "amount"
    year: int | None = None
    scenario: Scenario | None = None
    """For change and growth columns the stage compared; the facts in them are "derived"."""
    unit: str | None = None
    base_year: int | None = None
    """For change and growth columns: what the figure is compared with."""
    base_scenario: Scenario | None = None


@dataclass(slots=True)
class Row:
    """One row of a block."""

    row: int
    label: str
    """The printed label, white space removed, numbering kept."""
    number: str
    """Its numbering as printed in the label or the 序号 column: "1", "（1）", "一、"; "" if none."""
    level: int
    """Depth in the hierarchy, 0 for the highest."""
    role: RowRole
    parent: int | None = None
    """``row`` of the row this one is part of, where numbering, 其中 or indentation tells."""


@dataclass(slots=True)
class Block:
    """A rectangle of a table with one header and one label column: a whole ordinary table, the asset half of
    a balance sheet, or one of the small tables stacked in a form. ``rows`` holds body rows; a header typed again
    among them is a row of role "header" and stands in ``header_rows`` too."""

    table: int
    label_col: int
    """-1 where the rows have no labels (one row of figures under its headers)."""
    columns: list[Column]
    """Value and other columns, left to right, the label column not included."""
    rows: list[Row]
    header_rows: list[int]
    title: str = ""
    """The heading of this block inside the table ("经费控制情况"), if any."""


@dataclass(slots=True)
class TableView:
    """A table with its meaning."""

    table: Table
    id: str
    title: str | None
    kind: TableKind
    unit: str | None
    organization: str | None
    fiscal_year: int | None
    section: str | None
    location: Location
    blocks: list[Block] = field(default_factory=list)
    annex: str | None = None
    """"附件1" where the table stands in an annex."""


@dataclass(slots=True)
class FormField:
    """A place to fill in: 填表人, 联系电话, 单位负责人签字, 日期, 填报单位. ``value`` is "" if left blank."""

    name: str
    value: str
    location: Location
    table: int | None = None
    """The table it belongs to (the form above or around it)."""
    organization: str | None = None


@dataclass(slots=True)
class IndicatorGroup:
    """A first-level class of a score form and the weight printed in its heading, if any."""

    level1: str
    weight: str | None
    """Fact id of the printed weight: 50 of "产出指标（50分）"."""
    indicators: list[str]
    location: Location
    level2: str | None = None
    """The second-level class, for an entry of ``ScoreForm.subgroups``."""
    score: str | None = None
    """Fact id of the score printed beside a heading that is a row of its own."""


@dataclass(slots=True)
class ScoreForm:
    """One 自评表. Fields that name figures hold fact ids, None where the form does not print them."""

    table: int
    kind: Literal["department", "project"]
    organization: str | None
    project: str | None
    fiscal_year: int | None
    groups: list[IndicatorGroup] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    execution_weight: str | None = None
    execution_rate: str | None = None
    execution_score: str | None = None
    total_weight: str | None = None
    total_score: str | None = None
    block_weight: str | None = None
    """The weight printed for all indicators together: 90 of "绩效指标（90分）" beside the block."""
    execution_in_total: str | None = None
    """The execution score or weight named in the total row: 9.6 of "总分（含预算执行率9.6分）"."""
    location: Location = field(default_factory=Location)
    subgroups: list[IndicatorGroup] = field(default_factory=list)
    """Second-level classes; their weights are parts of those in ``groups``, not further ones."""
    execution_indicator: str | None = None
    """Id of the indicator that is the budget execution row itself, where the form lists it among the indicators: then
    ``execution_weight`` is counted there already."""


StatementKind = Literal["parts", "change", "share", "count", "none", "all_of", "completion", "sum"]


@dataclass(slots=True)
class Statement:
    """What a sentence claims about figures. Members are fact ids.

    parts       ``total`` = Σ ``parts`` if ``exhaustive`` (a plain 其中 list); otherwise each part ≤ total
                (主要是, 等, 包括)
    sum         ``total`` = Σ ``parts`` by explicit words (合计, 共计, A与B相抵: signs in ``signs``)
    change      ``current`` against (``base_year``, ``base_scenario``) or the ``base`` fact: ``amount`` and
                ``rate`` with ``direction`` +1 增加, -1 减少, 0 持平
    share       ``part`` / ``total`` = ``rate``
    count       ``total`` = number of ``items`` listed after it
    none        the section or sentence says there is none of ``subject``
    all_of      all of ``total`` is ``subject`` (均为一般公共预算拨款)
    completion  ``subject`` (an indicator's name) is said to be ``word``: 已完成, 未完成, 部分完成, 视同完成;
                ``current`` is the achieved figure if printed
    """

    kind: StatementKind
    location: Location
    text: str
    total: str | None = None
    parts: list[str] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    exhaustive: bool = False
    current: str | None = None
    base: str | None = None
    amount: str | None = None
    rate: str | None = None
    part: str | None = None
    direction: int | None = None
    base_year: int | None = None
    base_scenario: Scenario | None = None
    items: list[str] = field(default_factory=list)
    subject: str = ""
    concept: str | None = None
    word: str = ""
    scenario: Scenario | None = None
    fiscal_year: int | None = None
    organization: str | None = None


@dataclass(slots=True)
class Interpretation:
    """Everything understood of one document."""

    document: Document
    title: str | None
    organization: str | None
    fiscal_year: int | None
    kind: str
    sections: list[Section] = field(default_factory=list)
    tables: list[TableView] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    forms: list[ScoreForm] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    fields: list[FormField] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def facts_in_table(self, table: int) -> Iterator[Fact]:
        """Facts printed in one table."""
        return (f for f in self.facts if f.location.table == table)
