"""What rules about several reports look at: the reports of one department, each light enough to come from a database.

An :class:`Edition` is one report with its facts; :class:`Years` is one report of a department with those of the years
before it and, for the same year, its other versions and its units' own reports. Figures of different reports are told
apart by the report's name before the fact's: "<document>#f12".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.checks.context import Context, scenario_words
from extractor.checks.figure import Figure
from extractor.checks.mentions import CARRIED, by_concept, scope, stage
from extractor.checks.scoring import quotable
from extractor.model.document import Document, Table
from extractor.model.interpretation import Interpretation, ScoreForm, TableView
from extractor.model.report import Fact, Finding, Indicator, Location, Remark, Report, ReportTable
from extractor.text.labels import normalise, squash
from extractor.text.organizations import name_key, own_level

if TYPE_CHECKING:
    from extractor.schema import Schema

REACH = 3
"""How many years back a report is compared with: tables over three years are printed, longer ones hardly ever."""
JOINT = "#"
"""Between a document's name and the id of a fact in it."""
Key = tuple[str, str, int | None, str | None]
"""Whose ("" for the department itself), concept or "~" and the table's and row's words, year, stage."""
# 预算调整 under a heading 决算 is either stage, as the writer understood it
_NO_CONCEPT = ("indicator.", "score.", "ratio.", "fund.", "budget.")
_NAMED_STAGES = ("actual", "original_budget", "final_budget", "brought_forward", "carried_forward", "year_end_balance",
                 "opening", "closing")  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d年?度?|[上本当去]年度?")
_CARRIED_STAGES = ("brought_forward", "carried_forward", "year_end_balance", "reclaimed")
_ALL_CHANGED = re.compile(
    r"追溯|重述|差错更正|会计(?:政策|制度|准则)|(?:年初|期初|上年)[^，。；]{0,12}(?:调整|更正|修正)|调整(?:了)?(?:年初|期初)"
)
_CELLS_OF_NAME = re.compile(r"^项目(?:支出)?名称$")


@dataclass(slots=True, frozen=True)
class Link:
    """Why a report of another name is taken to be the same department's."""

    kind: str
    """"same", "spelling", "code" or "renamed"."""
    words: tuple[str, str] = ("", "")
    confidence: Decimal = Decimal(1)


class Edition:
    """One report of one year. ``file`` is what people call it by."""

    def __init__(self, report: Report, schema: Schema, *, file: str = "", link: Link | None = None) -> None:
        self.document = report.source.sha256
        self.file = file or report.source.file
        self.title = report.report.title
        self.organization = report.report.organization
        self.year = report.report.fiscal_year or 0
        self.kind = report.report.kind
        self.findings: list[Finding] = report.findings
        self.remarks: list[Remark] = report.remarks
        self.link = link or Link("same")
        self.alone = own_level(self.organization)
        """The office alone (本级), without the units under it."""
        self.several = False
        """Whether there is another version of the same year: then the file is named in every sentence."""
        self.context = Context(_interpretation(report), schema)
        self.borne: Counter[str] = Counter()
        """By fact: how many relations of its own report it stands in that hold."""
        self.named: frozenset[str] = frozenset(
            e.fact for f in report.findings if f.severity != "info" for e in f.evidence if e.fact
        )
        """Facts that findings of its own report speak of."""
        for relation in report.relations:
            if relation.status in ("consistent", "rounding"):
                self.borne.update(t.fact for t in relation.terms if t.fact)
        self._figures: dict[str, Figure] = {}

    def who(self, subject: str | None) -> str:
        """An organization as a key: "" for the one that reports."""
        key = name_key(subject)
        return "" if key == name_key(self.organization) and own_level(subject) == self.alone else key

    def figure(self, fact: Fact) -> Figure:
        """A fact as an operand, its place told with the year of its report."""
        made = self._figures.get(fact.id)
        if made is None:
            own = self.context.figure(fact)
            assert own is not None
            head, *rest = own.place or (own.label,)
            made = replace(own, fact=self.name(fact.id), place=(self.words() + head, *rest))
            if fact.reading is not None:
                # recognised from an image, and the report's own arithmetic speaks for this reading
                made = replace(made, value=fact.reading)
            self._figures[fact.id] = made
        return made

    def name(self, fact: str) -> str:
        """A fact's id among several reports."""
        return f"{self.document}{JOINT}{fact}"

    def words(self) -> str:
        return f"{self.year}年报告" + (f"（{self.file}）" if self.several else "")

    def placed(self, raw: str, what: str, at: Location, key: str, **more: object) -> Figure:
        """An operand that is no fact: a target, a sentence."""
        given: dict[str, object] = {"value": None, "unit": None, "decimals": None} | more
        return Figure(label=what, raw=raw, location=at, place=(self.words(), what), fact=self.name(key), **given)  # type: ignore[arg-type]

    @cached_property
    def mentions(self) -> dict[Key, list[Fact]]:
        """What the report states, by what it says it is. Facts without a concept are told by table and row."""
        found: dict[Key, list[Fact]] = defaultdict(list)
        for (subject, concept, year, when), facts in by_concept(self.context).items():
            if not concept.startswith(_NO_CONCEPT) and "/" not in (subject or ""):
                found[self.who(subject), concept, year, when] += facts
        found.update(self._named_rows())
        return dict(found)

    def _named_rows(self) -> dict[Key, list[Fact]]:
        """Rows the schema does not know, in tables known by kind or title; a name printed twice there is left out."""
        rows: dict[Key, list[Fact]] = defaultdict(list)
        for fact in self.context.facts:
            at = fact.location
            view = self.context.views.get(at.table) if at.table is not None else None
            known = fact.concept is not None and not fact.concept.startswith("fund.")
            if view is None or known or fact.measure not in ("amount", "count") or fact.scenario not in _NAMED_STAGES:
                continue
            if view.kind in ("project_score", "department_score") or fact.qualifier:
                continue
            name = normalise(fact.raw_label)
            title = view.kind if view.kind != "unknown" else undated(view.title or "")
            if len(name) > 1 and title:
                key = (self.who(self.context.subject(fact)), f"~{title}/{name}", fact.fiscal_year, stage(fact))
                rows[key].append(fact)
        return {k: f for k, f in rows.items() if len(f) == 1}

    def scope(self, fact: Fact) -> frozenset[int]:
        """Scope words around a fact, as indices; see :func:`extractor.checks.mentions.scope`."""
        found = scope(self.context, fact)
        return found - CARRIED if fact.scenario in _CARRIED_STAGES else found

    def told(self, *kinds: str) -> Remark | None:
        """The first sentence in which the report speaks of itself in one of these ways."""
        return next((r for r in self.remarks if r.kind in kinds), None)


@dataclass(slots=True)
class Years:
    """One report (``later``) with what it is compared with."""

    later: Edition
    earlier: dict[int, list[Edition]]
    """By year, latest first: the reports of the years before, each in all its versions."""
    same_year: list[Edition] = field(default_factory=list)
    """Other versions of the same report."""
    units: list[Edition] = field(default_factory=list)
    """Reports of the same year by units this report has figures of."""

    def before(self) -> list[Edition]:
        """The report of the year before, in all its versions."""
        return self.earlier.get(self.later.year - 1, [])

    def explanation(self, earlier: Edition, labels: Sequence[str] = ()) -> Remark | None:
        """What the later report says about figures of earlier years having been changed: of all, or of the one that
        ``labels`` name."""
        for remark in self.later.remarks:
            if remark.kind == "reorganised" or (remark.kind == "renamed" and earlier.link.kind == "renamed"):
                return remark
            if remark.kind == "restated":
                names = [n for n in map(normalise, labels) if len(n) >= 2]
                if _ALL_CHANGED.search(remark.text) or any(n in remark.text for n in names):
                    return remark
        return None


def undated(title: str) -> str:
    """A table's title as it is in every year."""
    return _YEAR.sub("", normalise(title))


def what(context: Context, key: Key) -> tuple[str, str]:
    """A quantity in words: 2023年决算（执行）数公务接待费."""
    who, name, year, when = key
    concept = context.schema.concepts.get(name)
    zh, en = scenario_words(when, year)  # type: ignore[arg-type]
    own = name.rpartition("/")[2]
    whose = (who + "：", f" of {who}") if who else ("", "")
    return (
        whose[0] + zh + quotable(concept.zh if concept else own),
        f"{concept.en if concept else own}{whose[1]}, {en}".strip(", "),
    )


def _interpretation(report: Report) -> Interpretation:
    """What can be known again from a stored report: tables without their cells, no prose."""
    source = report.source
    views = [_view(t) for t in report.tables]
    forms = [
        ScoreForm(
            v.table.index, "project" if v.kind == "project_score" else "department", v.organization,
            _project_name(t) if v.kind == "project_score" else None, v.fiscal_year, location=v.location,
        )
        for v, t in zip(views, report.tables, strict=True) if v.kind in ("project_score", "department_score")
    ]  # fmt: skip
    info = report.report
    return Interpretation(
        Document(source.file, source.sha256, source.format, source.pages, []),
        info.title, info.organization, info.fiscal_year, info.kind,
        sections=report.sections, tables=views, facts=report.facts, indicators=report.indicators, forms=forms,
        remarks=report.remarks,
    )  # fmt: skip


def _view(t: ReportTable) -> TableView:
    index = t.location.table if t.location.table is not None else int(t.id.lstrip("t") or 1) - 1
    table = Table(index, t.n_rows, t.n_cols, [])
    return TableView(
        table, t.id, t.title, t.kind, t.unit, t.organization, t.fiscal_year, t.location.section, t.location  # type: ignore[arg-type]
    )  # fmt: skip


def _project_name(t: ReportTable) -> str | None:
    for cell, after in zip(t.cells, t.cells[1:], strict=False):
        if _CELLS_OF_NAME.match(squash(cell.text)) and after.row == cell.row:
            return squash(after.text) or None
    return None


def indicators_by_name(edition: Edition) -> dict[tuple[str, str], list[Indicator]]:
    """Rows of score forms by (whose, name); project forms and sentences are left out."""
    found: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    projects = {f.table for f in edition.context.interpretation.forms if f.kind == "project"}
    for indicator in edition.context.interpretation.indicators:
        if indicator.location.table is None or indicator.location.table in projects:
            continue
        owner = edition.who(indicator.organization or edition.organization)
        found[owner, normalise(indicator.name)].append(indicator)
    return found


def joined(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence, the first few."""
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
