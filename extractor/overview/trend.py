"""Figures over years and departments: which figure, which year, which report says so, and where reports disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from extractor.errors import ConfigError, Lang
from extractor.overview.words import place_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from extractor.schema import Schema

COMPUTED = "computed"
"""The scenario of a rate that this program computes from two chosen figures."""

Kind = Literal["money", "percent", "count", "points"]
Key = tuple[str, str, str]
"""concept, scenario, measure"""

SCENARIOS: dict[str, tuple[str, str]] = {
    "original_budget": ("年初预算", "original budget"),
    "adjustment": ("年中调整", "adjustment"),
    "final_budget": ("全年预算", "final budget"),
    "actual": ("决算", "actual"),
    "brought_forward": ("上年结转", "brought forward"),
    "year_end_balance": ("年末结转结余", "balance at year end"),
    "reclaimed": ("财政收回", "reclaimed"),
    "carried_forward": ("结转下年", "carried forward"),
    "opening": ("年初", "opening"),
    "closing": ("年末", "closing"),
    "target": ("目标", "target"),
    "plan": ("计划", "plan"),
    COMPUTED: ("按决算÷全年预算计算", "computed: actual / final budget"),
}


@dataclass(slots=True, frozen=True)
class Group:
    """One chart of a department: series that share an axis."""

    key: str
    zh: str
    en: str
    kind: Kind
    series: tuple[Key, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "three_public",
        "“三公”经费",
        "Three public expenses",
        "money",
        (
            ("three_public", "actual", "amount"),
            ("three_public", "original_budget", "amount"),
            ("three_public.abroad", "actual", "amount"),
            ("three_public.vehicles", "actual", "amount"),
            ("three_public.reception", "actual", "amount"),
        ),
    ),
    Group(
        "expenditure",
        "支出",
        "Expenditure",
        "money",
        (
            ("expenditure", "actual", "amount"),
            ("expenditure", "final_budget", "amount"),
            ("expenditure.basic", "actual", "amount"),
            ("expenditure.project", "actual", "amount"),
        ),
    ),
    Group(
        "execution",
        "预算执行率",
        "Execution rate",
        "percent",
        (("ratio.execution", "derived", "rate"), ("ratio.execution", COMPUTED, "rate")),
    ),
    Group(
        "staff",
        "人员",
        "Staff",
        "count",
        (("staff.in_post", "closing", "count"), ("staff.posts", "closing", "count")),
    ),
    Group("score", "自评得分", "Self-evaluation score", "points", (("score.total", "score", "score"),)),
)


@dataclass(slots=True, frozen=True)
class Said:
    """What one report says of one figure. ``value`` and ``half`` (the rounding of its last digit) in the base unit."""

    value: Decimal
    unit: str
    half: Decimal
    raw: str
    document: str
    file: str
    report_year: int | None
    page: int | None
    where: str
    """The place in words, without the file."""
    mentions: int
    borne: int
    doubtful: bool
    others: tuple[tuple[str, str], ...]
    """Printed text and place of figures in the same report that no rounding reconciles with this one."""

    def agrees(self, other: Said) -> bool:
        """Whether both can be roundings of one figure."""
        return abs(self.value - other.value) <= self.half + other.half


@dataclass(slots=True)
class Point:
    """A series in one year. The first of ``said`` is drawn: the year's own report where there is one."""

    year: int
    said: list[Said] = field(default_factory=list)

    @property
    def value(self) -> Decimal:
        return self.said[0].value

    @property
    def rivals(self) -> list[Said]:
        """What other reports say that no rounding reconciles with the first."""
        return [s for s in self.said[1:] if not s.agrees(self.said[0])]

    @property
    def conflict(self) -> bool:
        return bool(self.rivals)


@dataclass(slots=True)
class Series:
    key: Key
    zh: str
    en: str
    points: dict[int, Point]


@dataclass(slots=True)
class Department:
    name: str
    charts: list[tuple[Group, list[Series]]]

    @property
    def conflicts(self) -> int:
        return sum(p.conflict for _, found in self.charts for s in found for p in s.points.values())


@dataclass(slots=True)
class Trend:
    """All that the outputs show. ``years`` are in order; departments with the largest expenditure come first."""

    years: list[int]
    departments: list[Department]
    unitless: int = 0
    """Amounts left out because nothing says whether they are 元 or 万元."""


def groups_of(concepts: Sequence[str], schema: Schema) -> tuple[Group, ...]:
    """A chart for each concept named by id, label or alias. Raises ConfigError for one the schema does not know."""
    if not concepts:
        return GROUPS
    kinds: dict[str, tuple[Kind, str]] = {
        "money": ("money", "amount"),
        "ratio": ("percent", "rate"),
        "points": ("points", "score"),
    }
    found = []
    for name in concepts:
        # 公务接待费 is an item of 三公 and of 302: the schema says which is meant where nothing else does
        called = [c for c in schema.concepts.values() if name in (c.zh, c.en, *c.aliases)]
        concept = schema.concepts.get(name) or max(
            called, key=lambda c: (name in (c.zh, c.en), c.priority), default=None
        )
        if concept is None:
            near = [c.zh for c in schema.concepts.values() if name in c.zh or name in c.id][:5]
            hint = f"（相近的：{'、'.join(near)}）" if near else ""
            raise ConfigError(
                f"--concept {name}：指标体系中没有这个指标{hint}，可用 schema --concepts 查看 / "
                "no such concept; see: schema --concepts"
            )
        kind, measure = kinds.get(concept.unit_kind, ("count", "count"))
        scenarios = ("derived",) if kind == "percent" else ("score",) if kind == "points" else tuple(SCENARIOS)[:-1]
        found.append(
            Group(concept.id, concept.zh, concept.en, kind, tuple((concept.id, s, measure) for s in scenarios))
        )
    return tuple(found)


def years_of(text: str | None) -> tuple[int, int] | None:
    """First and last year of "2019-2023" or "2023". Raises ConfigError for anything else."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:[-–—~至](\d{4}))?", text.strip())
    if not match or (match[2] and match[2] < match[1]):
        raise ConfigError(f"--years {text}：请写成 2019-2023 或 2023 / write 2019-2023 or 2023")
    return int(match[1]), int(match[2] or match[1])


def collect(
    db: DuckDBPyConnection,
    schema: Schema,
    *,
    groups: Sequence[Group] = GROUPS,
    organizations: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    lang: Lang = "zh",
) -> Trend:
    """The series of every department that reports, or of every organization named, in part, by ``organizations``.

    ``db`` has the views of :mod:`extractor.overview.figures`. Raises ConfigError if no organization matches.
    """
    said, unitless = _said(db, groups, organizations, years, lang)
    if not said and organizations:
        raise ConfigError(
            f"--organization {'、'.join(organizations)}：数据库中没有名称包含它的单位的这些数据 / "
            "the database has no such figures of an organization whose name contains this"
        )
    departments = [_department(name, of, groups, schema) for name, of in said.items()]
    departments.sort(key=lambda d: (-_size(said[d.name]), d.name))
    all_years = {y for of in said.values() for points in of.values() for y in points}
    return Trend(sorted(all_years), departments, unitless)


def _department(name: str, of: dict[Key, dict[int, Point]], groups: Iterable[Group], schema: Schema) -> Department:
    charts = []
    for group in groups:
        series = []
        for key in group.series:
            points = of.get(key) or (_computed(of) if key[1] == COMPUTED else {})
            if points:
                zh, en = _label(key, schema)
                series.append(Series(key, zh, en, dict(sorted(points.items()))))
        if series:
            charts.append((group, series))
    return Department(name, charts)


def _label(key: Key, schema: Schema) -> tuple[str, str]:
    concept, scenario, _ = key
    known = schema.concepts.get(concept)
    zh, en = (known.zh, known.en) if known else (concept, concept)
    stage = SCENARIOS.get(scenario)
    return (f"{zh}（{stage[0]}）", f"{en}, {stage[1]}") if stage else (zh, en)


def _size(of: dict[Key, dict[int, Point]]) -> Decimal:
    points = of.get(("expenditure", "actual", "amount"))
    return points[max(points)].value if points else Decimal(-1)


def _computed(known: dict[Key, dict[int, Point]]) -> dict[int, Point]:
    """Execution rate in % from the chosen actual expenditure and final budget, where both are stated."""
    actual = known.get(("expenditure", "actual", "amount"), {})
    budget = known.get(("expenditure", "final_budget", "amount"), {})
    found = {}
    for year in actual.keys() & budget.keys():
        a, b = actual[year].said[0], budget[year].said[0]
        if b.value > 0 and a.unit == b.unit:
            rate = (a.value * 100 / b.value).quantize(Decimal("0.01"))
            raw, where = f"{a.raw} ÷ {b.raw}", a.where if a.where == b.where else f"{a.where}；{b.where}"
            one = Said(
                rate, "%", Decimal("0.005"), raw, a.document, a.file, a.report_year, a.page, where, 0, 0, False, ()
            )
            found[year] = Point(year, [one])
    return found


def _said(
    db: DuckDBPyConnection,
    groups: Sequence[Group],
    organizations: Sequence[str],
    years: tuple[int, int] | None,
    lang: Lang,
) -> tuple[dict[str, dict[Key, dict[int, Point]]], int]:
    keys = {key for group in groups for key in group.series}
    if any(scenario == COMPUTED for _, scenario, _ in keys):
        keys |= {("expenditure", "actual", "amount"), ("expenditure", "final_budget", "amount")}
    concepts = sorted({concept for concept, _, _ in keys})
    first, last = years or (0, 9999)
    if organizations:
        who = " OR ".join("contains(f.organization, ?)" for _ in organizations)
    else:
        who = "f.organization IN (SELECT organization FROM documents)"
    rows = db.execute(
        f"""
        SELECT coalesce(m.name, f.organization), f.concept, f.scenario, f.measure, f.fiscal_year, f.value, f.unit,
               f.half, f.doubtful, f.mentions, f.borne, f.place, f.others, d.document, d.file, d.fiscal_year,
               t.title, concat(coalesce(s.number, ''), s.title)
        FROM figures f JOIN documents d USING (document)
        LEFT JOIN (SELECT organization, any_value(IF(alone, organization, department)) AS name FROM departments
                   GROUP BY organization HAVING count(DISTINCT department) = 1) m ON m.organization = f.organization
        LEFT JOIN tables t ON t.document = f.document AND t."table" = f.place."table"
        LEFT JOIN sections s ON s.document = f.document AND s.id = f.place.section
        WHERE list_contains(?, f.concept) AND f.fiscal_year BETWEEN ? AND ? AND ({who})
        ORDER BY 1, f.fiscal_year, d.fiscal_year IS DISTINCT FROM f.fiscal_year, d.fiscal_year, d.file,
                 d.document
        """,
        [concepts, first, last, *organizations],
    ).fetchall()
    found: dict[str, dict[Key, dict[int, Point]]] = defaultdict(lambda: defaultdict(dict))
    unitless = 0
    for row in rows:
        key = (row[1], row[2], row[3])
        if key in keys and key[2] == "amount" and row[6] != "元":
            unitless += 1
        elif key in keys:
            year: int = row[4]
            found[row[0]][key].setdefault(year, Point(year)).said.append(_read(row, lang))
    return found, unitless


def _read(row: tuple[Any, ...], lang: Lang) -> Said:
    value, unit, half, doubtful, mentions, borne, place, others = row[5:13]
    document, file, report_year, table, section = row[13:]
    return Said(
        value=_short(value),
        unit=unit or "",
        half=Decimal(str(half)),
        raw=place["raw"] or "",
        document=document,
        file=file or "",
        report_year=report_year,
        page=place["page"],
        where=place_words(place, table, section, lang),
        mentions=mentions,
        borne=borne,
        doubtful=doubtful,
        others=tuple((o["place"]["raw"] or "", place_words(o["place"], None, None, lang)) for o in others or ()),
    )


def _short(value: Decimal) -> Decimal:
    """Without the zeros that the column's scale adds: 274, not 274.00000000."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
