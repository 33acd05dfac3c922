"""What the program says about a report: the JSON contract, version "1".

Every class here is serialised as it stands by :mod:`extractor.outputs.json`; a changed name is a changed contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.model.document import Box, Notice

SCHEMA_VERSION = "1"

Scenario = Literal[
    "original_budget",  # 年初预算
    "adjustment",  # 年中调整
    "final_budget",  # 全年预算, 可执行预算, 调整预算数
    "actual",  # 决算, 全年执行数, 实际完成
    "brought_forward",  # 上年结转
    "year_end_balance",  # 年末结转结余
    "reclaimed",  # 财政收回
    "carried_forward",  # 结转下年
    "opening",  # 期初, 年初
    "closing",  # 期末, 年末
    "target",  # 年度指标值
    "weight",  # 分值
    "score",  # 得分
    "derived",  # a printed difference, growth, share or rate
    "plan",  # a later year's intention
]

Measure = Literal["amount", "count", "change", "growth", "share", "rate", "weight", "score", "other"]
Status = Literal["consistent", "rounding", "inconsistent", "undetermined"]
Severity = Literal["error", "warning", "info"]
RemarkKind = Literal["restated", "renamed", "reorganised", "code"]
RuleState = Literal["applied", "not_applicable", "skipped", "failed"]


@dataclass(slots=True, frozen=True)
class Location:
    """An address. ``paragraph`` and ``chars`` (offsets into the paragraph's or the cell's text, half open) for prose;
    ``table``/``row``/``col`` and ``chars`` for a cell; ``page`` (1-based) and ``bbox`` (points from the top left
    corner) where the format has pages. What does not apply is None."""

    page: int | None = None
    section: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    bbox: Box | None = None
    chars: tuple[int, int] | None = None


@dataclass(slots=True)
class Source:
    file: str
    sha256: str
    format: str
    pages: int | None


@dataclass(slots=True)
class ReportInfo:
    title: str | None
    organization: str | None
    fiscal_year: int | None
    kind: str
    """"department", "project", "final_accounts" or "unknown"."""


@dataclass(slots=True)
class Section:
    id: str
    number: str
    """As shown: "一、", "（一）", "1.", "附件2"; "" if none."""
    title: str
    level: int
    """1 is the highest."""
    parent: str | None
    location: Location


@dataclass(slots=True)
class TableCell:
    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    location: Location


@dataclass(slots=True)
class ReportTable:
    id: str
    title: str | None
    kind: str
    unit: str | None
    organization: str | None
    fiscal_year: int | None
    location: Location
    n_rows: int
    n_cols: int
    cells: list[TableCell]
    joins: list[dict[str, str | int | None]] = field(default_factory=list)


@dataclass(slots=True)
class Fact:
    """One figure with its meaning. ``location.chars`` is always set, so that coverage can be counted."""

    id: str
    concept: str | None
    label: str
    """What it is, in words that stand alone (row label with its parent or column where needed)."""
    raw_label: str
    """The label as printed beside the figure."""
    match_score: float | None
    organization: str | None
    fiscal_year: int | None
    scenario: Scenario | None
    value: Decimal
    unit: str | None
    raw: str
    decimals: int | None
    location: Location
    measure: Measure = "amount"
    qualifier: str = ""
    base_year: int | None = None
    """For change and growth: the year compared with."""
    base_scenario: Scenario | None = None
    upper: Decimal | None = None
    confidence: float | None = None
    """Lowest recogniser confidence (0–1) of its digits where the figure was recognised from an image."""
    doubtful: bool = False
    """Recognised with too little confidence, and nothing else in the report bears it out: look at the page."""
    reading: Decimal | None = None
    """What the figure most likely is, where the report's own arithmetic speaks for another reading of the same ink than
    ``raw`` and ``value``, which stay as recognised."""
    why: str = ""
    """Why it is doubtful or read otherwise."""


@dataclass(slots=True)
class Indicator:
    """One row of a 自评表, or an indicator stated in prose (``table`` is None)."""

    id: str
    organization: str | None
    table: str | None
    level1: str | None
    level2: str | None
    name: str
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    note: str | None
    location: Location
    weight_raw: str = ""
    score_raw: str = ""
    cells: dict[str, Location] = field(default_factory=dict)
    """Where each of target, actual, weight, score, note and name is printed."""
    shared: tuple[str, ...] = ()
    """Names of fields whose cell is merged with the row above (the value belongs to both rows and is kept on the
    first one only)."""
    fiscal_year: int | None = None


@dataclass(slots=True)
class Remark:
    """What a report says of itself: that figures of earlier years were restated, that the department was renamed or
    reorganised (``text`` is the sentence), or the department's code."""

    kind: RemarkKind
    text: str
    location: Location


@dataclass(slots=True)
class Term:
    """One printed figure inside a relation."""

    role: str
    """"total", "part", "left", "right", "base", "current", "rate", "weight", "score", …"""
    label: str
    raw: str
    value: Decimal | None
    unit: str | None
    decimals: int | None
    fact: str | None
    location: Location


@dataclass(slots=True)
class Relation:
    """An arithmetic or equality statement between printed figures, evaluated."""

    id: str
    rule: str
    status: Status
    terms: list[Term]
    expected: str | None
    actual: str | None
    difference: str | None
    tolerance: str | None
    formula: str = ""
    """The computation in figures, for example "2148.8 + 569.85 + 1453.25 + 8.69 = 4180.59"."""
    reason: str = ""
    """Why it is undetermined."""


@dataclass(slots=True)
class RuleResult:
    code: str
    title: str
    status: RuleState
    reason: str
    consistent: int = 0
    rounding: int = 0
    inconsistent: int = 0
    undetermined: int = 0


@dataclass(slots=True)
class Evidence:
    raw: str
    value: Decimal | None
    fact: str | None
    location: Location
    label: str = ""
    role: str = ""


@dataclass(slots=True)
class Finding:
    id: str
    """Stable over re-runs and re-saved files: a hash of rule, labels and place in words (never of file positions)."""
    rule: str
    severity: Severity
    message: str
    expected: str | None
    actual: str | None
    difference: str | None
    evidence: list[Evidence]
    """The figure most likely wrong comes first."""
    related: list[str] = field(default_factory=list)
    """Ids of relations that rest on the same cause."""
    title: str = ""


@dataclass(slots=True)
class Coverage:
    quantities: int
    in_facts: int
    in_relations: int


@dataclass(slots=True)
class Report:
    source: Source
    report: ReportInfo
    sections: list[Section]
    tables: list[ReportTable]
    facts: list[Fact]
    indicators: list[Indicator]
    relations: list[Relation]
    rules: list[RuleResult]
    findings: list[Finding]
    coverage: Coverage
    notices: list[Notice] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    schema_version: str = SCHEMA_VERSION
    program_version: str = ""
