"""Things known by a name only (projects, special funds): rows, forms and topics of prose that mean the same one.

Names of projects are in no schema and are seldom written twice alike. Two names are taken for one thing if they are
related and figures printed under both agree; then a figure of the same stage that does not is a contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from extractor.checks.budget import topic
from extractor.checks.context import Context
from extractor.checks.figure import Figure, comparable
from extractor.checks.mentions import agree, distinctive
from extractor.model.report import Fact
from extractor.text.labels import normalise, squash

_STAGES = (
    "original_budget",
    "final_budget",
    "actual",
    "adjustment",
    "year_end_balance",
    "reclaimed",
    "carried_forward",
)
_TAIL = re.compile(r"(?:专项资金|专项经费|工作经费|专项|资金|经费|项目|支出|预算|费用|总)+$")
_PHASE = re.compile(r"[一二三四五六七八九十\d]+(?=期|批|标段|年|号|次)|\d+")
_HEAD = re.compile(r"^(?:\d{4}年度?|本年|当年|全年)?(?:省本级|市本级|县本级|区本级|本级|省级|市级|县级|区级|中央)?")
_DULL = re.compile(r"^(?:其他|其它|小计|合计|总计|共计|一般|基本|项目|工作|业务|收入|支出|预算|决算|资金|经费)*$")
_MAX_CHILDREN = 8
_ALIKE = 0.6


Source = tuple[str, int | None]


@dataclass(slots=True)
class Entity:
    """One named thing as one place prints it."""

    name: str
    kind: str
    """"row", "form", "indicator" or "prose"."""
    subject: str | None
    figures: dict[tuple[str, int | None], Figure]
    """By stage and year."""
    children: list[Entity] = field(default_factory=list)
    text: str = ""
    """For prose: the whole paragraph, where a name may stand apart from its figures."""
    source: Source = ("", None)
    """The table, form or paragraph it is printed in."""

    @property
    def stem(self) -> str:
        return stem(self.name)


@dataclass(slots=True)
class Match:
    """Two entities taken for one."""

    left: Entity
    right: Entity
    support: list[tuple[Figure, Figure]]
    conflict: list[tuple[Figure, Figure]]
    near: float
    """How alike the names are; 1 if they are the same but for their endings."""

    @property
    def close(self) -> bool:
        return self.near >= 1

    @property
    def rank(self) -> tuple[int, int, float]:
        return (len(self.support), -len(self.conflict), self.near)

    @property
    def sure(self) -> bool:
        return len(self.support) >= 2 or (self.close and any(distinctive(a) for a, _ in self.support))


@lru_cache(maxsize=8192)
def stem(name: str) -> str:
    """The distinctive part of a project's name: no year, level, quotes, nor 专项资金, 项目, 经费 at its end."""
    plain = re.sub(r'["“”‘’（）()、，,·\s]', "", _HEAD.sub("", normalise(name)))
    short = _TAIL.sub("", plain)
    return short if len(short) >= 2 else plain


def entities(context: Context) -> list[Entity]:
    """All named things with figures of at least one budget stage."""
    return [*_rows(context), *_forms(context), *_prose(context)]


def matches(context: Context) -> Iterator[Match]:
    """Pairs of entities from different places that are taken for one, the best partner of each only."""
    found = [e for e in entities(context) if not _DULL.match(e.stem)]
    best: dict[tuple[int, Source], Match] = {}
    candidates: list[tuple[int, int, Match]] = []
    for i, j in _sharing(found):
        left, right = found[i], found[j]
        near = _related(left, right)
        match = _match(left, right, near) if near else None
        if match is None:
            continue
        candidates.append((i, j, match))
        for key in ((i, right.source), (j, left.source)):
            if key not in best or match.rank > best[key].rank:
                best[key] = match
    for i, j, match in candidates:
        # each must be the other's best, or a project would be compared with its neighbour
        if best[i, found[j].source] is match and best[j, found[i].source] is match:
            yield match


def _sharing(found: list[Entity]) -> list[tuple[int, int]]:
    """Pairs of different places that print about the same figure for one stage: without one nothing can be matched."""
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for i, entity in enumerate(found):
        for key, figure in entity.figures.items():
            for step in (-1, 0, 1):
                for j in index.get((entity.subject, key, _leading(figure) + step), ()):
                    if found[j].source != entity.source:
                        pairs.add((j, i))
            index[entity.subject, key, _leading(figure)].append(i)
    return sorted(pairs)


def _leading(figure: Figure) -> int:
    """The first three digits of a value with its order of magnitude, as one number."""
    if not figure.base:
        return 0
    exponent = figure.base.adjusted()
    return exponent * 10_000 + int(abs(figure.base).scaleb(2 - exponent))


def _match(left: Entity, right: Entity, near: float) -> Match | None:
    support: list[tuple[Figure, Figure]] = []
    conflict: list[tuple[Figure, Figure]] = []
    for key, a in left.figures.items():
        b = right.figures.get(key)
        if b is None or not comparable(a, b) or a.value is None or b.value is None:
            continue
        (support if agree(a, b) else conflict).append((a, b))
    strong = sum(distinctive(a) for a, _ in support)
    if not support or (near < _ALIKE and not strong and len(support) < 2):
        return None
    return Match(left, right, support, conflict, near)


def _related(left: Entity, right: Entity) -> float:
    """1 for the same stem, 0.6 and more for most characters in common, less for one inside the other, 0 for none."""
    a, b = left.stem, right.stem
    if a == b:
        return 1.0
    if len(a) >= 2 and len(b) >= 2 and (a in b or b in a):
        return 0.55
    if _PHASE.findall(a) != _PHASE.findall(b):
        return 0.0
    ratio = fuzz.ratio(a, b) / 100
    if ratio >= _ALIKE and a[:3] == b[:3] and min(len(a), len(b)) >= 4:
        return ratio
    for prose, other in ((left, b), (right, a)):
        if prose.kind == "prose" and len(other) >= 2 and other in prose.text:
            return 0.5
    return 0.0


def _rows(context: Context) -> Iterator[Entity]:
    for view in context.interpretation.tables:
        if view.kind in ("department_score", "project_score", "balance_sheet"):
            continue
        by_row: dict[int, Entity] = {}
        order: list[tuple[int, int | None]] = []
        for block in view.blocks:
            for row in block.rows:
                if row.role in ("item", "group", "of_which", "subtotal"):
                    order.append((row.row, row.parent))
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in context.in_table(view.table.index):
            named = fact.concept is None or fact.concept.startswith("expenditure.project.")
            if fact.location.row is not None and named:
                facts[fact.location.row].append(fact)
        for row_index, _ in order:
            entity = _entity(context, "row", facts.get(row_index, []))
            if entity is not None:
                by_row[row_index] = entity
        for row_index, parent in order:
            if parent in by_row and row_index in by_row:
                by_row[parent].children.append(by_row[row_index])
        yield from by_row.values()


def _forms(context: Context) -> Iterator[Entity]:
    for form in context.interpretation.forms:
        facts = [f for f in context.in_table(form.table) if f.measure == "amount"]
        if form.kind == "project" and form.project:
            whole = [f for f in facts if f.concept == "fund.total"]
            entity = _entity(context, "form", whole, form.project)
            if entity is not None:
                entity.subject = form.organization or context.interpretation.organization
                yield entity
        yield from _cost_indicators(context, form.table)


def _cost_indicators(context: Context, table: int) -> Iterator[Entity]:
    """成本指标 whose target is a sum of money: the target is the budget, the achieved value what was spent."""
    for indicator in context.interpretation.indicators:
        if indicator.location.table != table or "成本" not in (indicator.level1 or "") + (indicator.level2 or ""):
            continue
        figures: dict[tuple[str, int | None], Figure] = {}
        year = indicator.fiscal_year or context.interpretation.fiscal_year
        for name, stage in (("target", "original_budget"), ("actual", "actual")):
            figure = context.indicator_figure(indicator, name)
            if (
                figure is not None
                and figure.value is not None
                and (figure.unit or "").endswith("元")
                and not figure.qualifier
            ):
                figures[stage, year] = figure
        if figures:
            owner = indicator.organization or context.interpretation.organization
            yield Entity(indicator.name, "indicator", owner, figures, source=("indicators", table))


def _prose(context: Context) -> Iterator[Entity]:
    groups: dict[tuple[int | None, str | None, str], list[Fact]] = defaultdict(list)
    for fact in context.prose():
        if fact.measure == "amount" and fact.scenario in _STAGES and fact.unit is not None:
            groups[fact.location.paragraph, context.subject(fact), topic(fact)].append(fact)
    for (paragraph, _, name), facts in groups.items():
        if name in context.schema.concepts:
            continue
        entity = _entity(context, "prose", facts, name)
        if entity is not None:
            entity.text = context.paragraph_text(paragraph)
            yield entity


def _entity(context: Context, kind: str, facts: list[Fact], name: str | None = None) -> Entity | None:
    figures: dict[tuple[str, int | None], Figure] = {}
    doubled = set()
    for fact in facts:
        if fact.measure != "amount" or fact.scenario not in _STAGES:
            continue
        figure = context.figure(fact)
        key = (str(fact.scenario), fact.fiscal_year)
        if figure is None:
            continue
        if key in figures and not agree(figures[key], figure):
            doubled.add(key)
        figures.setdefault(key, figure)
    for key in doubled:
        del figures[key]
    if not figures:
        return None
    first = facts[0]
    at = first.location
    source = (kind, at.table if at.table is not None else at.paragraph)
    return Entity(squash(name or first.raw_label), kind, context.subject(first), figures, source=source)


def subset(match: Match, stated: Figure, key: tuple[str, int | None]) -> list[Figure] | None:
    """Rows below the matched one that add up to ``stated``: then the sentence speaks of these only."""
    for entity in (match.left, match.right):
        below = [f for child in entity.children[:_MAX_CHILDREN] if (f := child.figures.get(key)) is not None]
        for size in range(2, len(below)):
            for some in combinations(below, size):
                if sum((f.base for f in some), start=stated.base * 0) == stated.base:
                    return list(some)
    return None
