"""The same quantity printed in several places: which mentions belong together, and which speaks for the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extractor.checks.context import Context
from extractor.checks.figure import Figure, comparable
from extractor.model.report import Fact
from extractor.text.labels import squash

_STANDING = re.compile(
    r"^(?:assets|liabilities|net_assets|liabilities_and_net_assets|staff|organization|vehicles|holdings)(?:\.|$)"
)
_SCOPES = (
    re.compile(r"(?:局|厅|委|部|办|院|机关)?本级|(?:局|厅|委)机关"),
    re.compile(r"全系统|系统(?:内|共|合计)|含(?:所属|下属|二级)|(?:所属|下属|二级)(?:事业)?单位"),
    re.compile(r"一般公共预算|公共财政"),
    re.compile(r"政府性基金"),
    re.compile(r"国有资本经营"),
    re.compile(r"财政拨款"),
    re.compile(r"非税|专户"),
    re.compile(r"上年结转|不含结转|含结转"),
)
CARRIED = frozenset([len(_SCOPES) - 1])
"""The last of the scopes: in the name of money carried over it is the thing itself."""
_COMPARED = ("amount", "count")

Key = tuple[str | None, str, int | None, str | None]
"""Subject (organization or project), concept, year, stage."""


def stage(fact: Fact) -> str | None:
    """The stage a fact is compared under. Headcounts and balances are those of the year's end unless said otherwise."""
    if fact.scenario != "opening" and fact.concept is not None and _STANDING.match(fact.concept):
        return "closing"
    return fact.scenario


def scope(context: Context, fact: Fact) -> frozenset[int]:
    """Scope words printed around a fact, as indices: 局本级, 一般公共预算, …"""
    return _scope(squash(fact.label) + context.source_words(fact))


@lru_cache(maxsize=4096)
def _scope(text: str) -> frozenset[int]:
    return frozenset(i for i, pattern in enumerate(_SCOPES) if pattern.search(text))


@dataclass(slots=True)
class Cluster:
    """Mentions that agree."""

    figures: list[Figure] = field(default_factory=list)

    @property
    def sharpest(self) -> Figure:
        """The mention printed most exactly; a table's before a sentence's."""
        return min(self.figures, key=lambda f: (f.ulp if f.ulp else Decimal(0), f.location.table is None))

    def takes(self, figure: Figure) -> bool:
        return agree(figure, self.sharpest)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two prints may be of one quantity: equal, or equal once rounded to the coarser one."""
    if a.base == b.base:
        return True
    if a.ulp == b.ulp and not (a.qualifier or b.qualifier):
        return False
    return a.interval().meets(b.interval())


def clusters(figures: Iterable[Figure]) -> list[Cluster]:
    """Mentions grouped by value, the largest group first; among equals the one with a table in it, then the earlier."""
    found: list[Cluster] = []
    by_value: dict[Decimal, Cluster] = {}
    precisions: set[tuple[Decimal, str]] = set()
    for figure in sorted(figures, key=lambda f: f.ulp):
        precisions.add((figure.ulp, figure.qualifier))
        home = by_value.get(figure.base)
        if home is None and (len(precisions) > 1 or figure.qualifier):
            home = next((c for c in found if c.takes(figure)), None)
        if home is None:
            found.append(home := Cluster([]))
        home.figures.append(figure)
        by_value.setdefault(figure.base, home)
    found.sort(key=lambda c: (-len(c.figures), -sum(f.location.table is not None for f in c.figures)))
    return found


def by_concept(context: Context) -> dict[Key, list[Fact]]:
    """Comparable facts with a concept and a stage, by what they say they are."""
    return context.memo("mentions.by_concept", lambda: _by_concept(context))


def _by_concept(context: Context) -> dict[Key, list[Fact]]:
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.concept is None or fact.measure not in _COMPARED or fact.qualifier in (">=", ">", "<=", "<"):
            continue
        at = stage(fact)
        if at is None or at in ("derived", "weight", "score", "target", "plan"):
            continue
        found[context.subject(fact), fact.concept, fact.fiscal_year, at].append(fact)
    return found


def distinctive(figure: Figure) -> bool:
    """Whether a value is unlikely to be shared by chance: three digits that are not trailing zeros."""
    if not figure.value:
        return False
    return len(figure.value.normalize().as_tuple().digits) >= 3


def pairs_of_one_kind(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures split by kind of unit, so that persons are never compared with money."""
    groups: list[list[Figure]] = []
    for figure in figures:
        home = next(
            (g for g in groups if comparable(g[0], figure) and (g[0].unit is None) == (figure.unit is None)), None
        )
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    yield from groups


def nearest(context: Context, facts: Sequence[Fact], anchor: Fact) -> Figure | None:
    """The mention closest to ``anchor``: in its paragraph or table row, its table or section; else the one value all
    mentions agree on. None where that leaves a choice."""
    figures = [f for fact in facts if (f := context.figure(fact)) is not None]
    at = anchor.location

    def near(figure: Figure, degree: int) -> bool:
        it = figure.location
        if degree == 0:
            return (it.paragraph, it.table, it.row if it.table is not None else None) == (
                at.paragraph, at.table, at.row if at.table is not None else None
            )  # fmt: skip
        if degree == 1:
            return it.table == at.table and (it.table is not None or it.section == at.section)
        return True

    for degree in range(3):
        some = [f for f in figures if near(f, degree)]
        if degree == 2:
            # from far away only what is said to be of the same scope
            own = scope(context, anchor)
            some = [f for f in some if f.source is not None and scope(context, f.source) == own]
        if some:
            found = clusters(some)
            return found[0].sharpest if len(found) == 1 else None
    return None


def settled(figures: Iterable[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The mentions most agree on, and the others; where two values are printed equally often all are others."""
    found = clusters(figures)
    if not found:
        return [], []
    tied = len(found) > 1 and len(found[1].figures) == len(found[0].figures)
    main = [] if tied else found[0].figures
    return main, [f for c in found for f in c.figures if f not in main]
