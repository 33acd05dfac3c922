# ruff: noqa: E501
"""What the program says of a generated report against what the report says: facts, indicators, grids, contradictions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from benchmarks.generate.parts import ANY, SCALE
from benchmarks.generate.truth import FactTruth, GridTruth, Planted, Truth, Where
from extractor.model.document import Document, Table
from extractor.model.report import Fact, Finding, Indicator, Location

_SPACE = re.compile(r"\s+")
_NOISE = re.compile(r"[\s\d（）()【】\[\]“”\"'：:、，,。.；;—\-%]+")
_POINTS = re.compile(r"[（(]\s*[\d.]+\s*[分%][^）)]*[）)]")
_DERIVED = {"change", "growth", "share", "rate"}


@dataclass(slots=True)
class Tally:
    """Counts of one report or, added up, of many."""

    facts: int = 0
    right: int = 0
    extracted: int = 0
    indicators: int = 0
    indicators_right: int = 0
    grids: int = 0
    grids_right: int = 0
    alarms: int = 0
    clean: int = 0
    planted: int = 0
    caught: int = 0
    first: int = 0
    relations: int = 0
    quantities: int = 0
    in_facts: int = 0
    in_relations: int = 0
    reasons: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in ("facts", "right", "extracted", "indicators", "indicators_right", "grids", "grids_right", "alarms",
                     "clean", "planted", "caught", "first", "relations", "quantities", "in_facts", "in_relations"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for reason, n in other.reasons.items():
            self.reasons[reason] += n
        self.misses += other.misses


def squash(text: str | None) -> str:
    return _SPACE.sub("", text or "")


class Places:
    """Maps the addresses of the truth to those of a document: equal for .docx, by content for a .pdf."""

    def __init__(self, truth: Truth, document: Document) -> None:
        self.exact = document.format == "docx"
        self.text = {p.index: p.text for p in document.paragraphs()}
        self.tables = document.tables()
        self.of_truth = {g.index: self._table(g) for g in truth.grids}
        self._compact = {i: squash(t) for i, t in self.text.items()}

    def _table(self, grid: GridTruth) -> Table | None:
        if self.exact:
            return self.tables[grid.index] if grid.index < len(self.tables) else None
        mine = {squash(c[4]) for c in grid.cells if c[4]}

        def shared(table: Table) -> float:
            theirs = {squash(c.text) for c in table.cells if c.text}
            return len(mine & theirs) / max(1, len(mine | theirs))

        best = max(self.tables, key=shared, default=None)
        return best if best is not None and shared(best) > 0.15 else None

    def holds(self, where: Where, at: Location) -> bool:
        """Is ``at`` the printed figure that ``where`` means?"""
        if where.table is not None:
            table = self.of_truth.get(where.table)
            if table is None or at.table != table.index:
                return False
            if not self.exact:
                return True
            same = (at.row, at.col) == (where.row, where.col)
            return same and (at.chars is None or _meet(at.chars, where.chars))
        if at.paragraph is None or at.paragraph not in self.text:
            return False
        if not self.exact:
            return squash(where.paragraph)[:40] in self._compact[at.paragraph] or self._compact[at.paragraph] in squash(
                where.paragraph
            )
        return self.text[at.paragraph] == where.paragraph and (at.chars is None or _meet(at.chars, where.chars))


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def base(value: Decimal, unit: str | None) -> Decimal:
    return value * SCALE.get(unit or "", Decimal(1))


def faults(truth: FactTruth, fact: Fact) -> list[str]:
    """What is wrong with ``fact`` as an account of ``truth``: some of value, unit, year, scenario, label, organization."""
    out = []
    a, b = base(truth.value, truth.unit), base(fact.value, fact.unit)
    signless = (
        truth.where.paragraph is not None and truth.measure in ("change", "growth")
    ) or truth.scenario == "adjustment"
    if a != b and not (signless and abs(a) == abs(b)):
        out.append("value" if truth.value != fact.value else "unit")
    elif not _same_unit(truth, fact.unit):
        out.append("unit")
    if truth.fiscal_year is not None and fact.fiscal_year != truth.fiscal_year:
        out.append(f"year({fact.fiscal_year})")
    if not _same_scenario(truth, fact):
        out.append(f"scenario({fact.scenario}≠{truth.scenario})")
    if not _same_label(truth, fact):
        out.append(f"label({fact.raw_label})")
    if truth.organization and squash(fact.organization) not in squash(truth.organization).split("|"):
        out.append(f"organization({fact.organization})")
    return out


def _same_unit(truth: FactTruth, unit: str | None) -> bool:
    if truth.unit == unit or truth.unit in SCALE:
        return truth.unit == unit or unit in SCALE
    if truth.unit is None or truth.unit == "分" or not truth.raw.endswith(truth.unit):
        return unit is None or unit not in SCALE
    return unit is not None and (unit in truth.unit or truth.unit in unit)


def _same_scenario(truth: FactTruth, fact: Fact) -> bool:
    if truth.scenario == ANY or truth.scenario == fact.scenario:
        return True
    if truth.scenario in ("weight", "score"):
        return fact.measure == truth.scenario
    return truth.scenario == "derived" and fact.measure in _DERIVED


def _same_label(truth: FactTruth, fact: Fact) -> bool:
    if truth.measure in ("weight", "score") or (truth.concept and truth.concept == fact.concept):
        return True
    return any(alike(label, text) for label in truth.label.split("|") for text in (fact.raw_label, fact.label))


@cache
def alike(a: str, b: str) -> bool:
    """Generous: one contains the other, or most characters are shared."""
    from rapidfuzz.fuzz import partial_ratio

    a, b = _NOISE.sub("", a), _NOISE.sub("", b)
    return bool(a and b) and (a in b or b in a or partial_ratio(a, b) >= 60)


def facts(truth: Truth, found: list[Fact], places: Places, tally: Tally) -> None:
    """Recall and precision of facts, one extracted fact for one true one."""
    free: dict[tuple[str, Decimal], list[Fact]] = defaultdict(list)
    for fact in found:
        free[("t" if fact.location.table is not None else "p", abs(fact.value).normalize())].append(fact)
    by_place: dict[tuple[int | None, ...], list[Fact]] = defaultdict(list)
    for fact in found:
        at = fact.location
        by_place[(at.table, at.row, at.col) if at.table is not None else (None, at.paragraph)].append(fact)
    paragraphs = defaultdict(list)
    for i, text in places.text.items():
        paragraphs[text].append(i)
    used: set[str] = set()
    tally.facts += len(truth.facts)
    tally.extracted += len(found)
    for t in truth.facts:
        w = t.where
        if places.exact:
            keys: Iterable[tuple[int | None, ...]] = (
                [(w.table, w.row, w.col)] if w.table is not None else [(None, i) for i in paragraphs[w.paragraph or ""]]
            )
            pool = [f for k in keys for f in by_place[k]]
        else:
            pool = free[("t" if w.table is not None else "p", abs(t.value).normalize())]
        here = [f for f in pool if f.id not in used and places.holds(w, f.location)]
        if not here:
            tally.reasons["missing"] += 1
            tally.misses.append(f"fact missing: {t.label} {t.raw} [{w.words}]")
            continue
        fact = min(here, key=lambda f: len(faults(t, f)))
        used.add(fact.id)
        wrong = faults(t, fact)
        if not wrong:
            tally.right += 1
            continue
        for reason in wrong:
            tally.reasons[reason.partition("(")[0]] += 1
        tally.misses.append(
            f"fact {', '.join(wrong)}: {t.label} {t.raw} {t.fiscal_year} {t.scenario} {t.unit} got {fact.raw} {fact.unit} [{w.words}]"
        )
    for fact in found:
        if fact.id not in used:
            tally.reasons["extra"] += 1
            tally.misses.append(f"fact extra: {fact.raw_label} {fact.raw} {_address(fact.location, places)}")


def _address(at: Location, places: Places) -> str:
    if at.table is not None:
        return f"[table {at.table} row {at.row} col {at.col}]"
    if at.paragraph is None:
        return "[?]"
    text = places.text.get(at.paragraph, "")
    a, b = at.chars or (0, len(text))
    return f"[…{text[max(0, a - 20) : a]}»{text[a:b]}«{text[b : b + 8]}…]"


def indicators(truth: Truth, found: list[Indicator], places: Places, tally: Tally) -> None:
    """An indicator is right if classes, name, target, achieved value, weight and score all are."""
    pools: dict[tuple[str, int | None], list[Indicator]] = defaultdict(list)
    for i in found:
        pools[(squash(i.name), i.location.table)].append(i)
    for t in truth.indicators:
        if t.table is None:
            continue
        tally.indicators += 1
        table = places.of_truth.get(t.table)
        pool = pools[(squash(t.name), table.index if table else None)]
        if not pool:
            tally.misses.append(f"indicator missing: {t.name} (table {t.table})")
            continue
        i = pool.pop(0)
        pairs = {
            "level1": (_POINTS.sub("", t.level1), _POINTS.sub("", squash(i.level1))),
            "level2": (_POINTS.sub("", t.level2), _POINTS.sub("", squash(i.level2))),
            "target": (t.target, squash(i.target)),
            "actual": (t.actual, squash(i.actual)),
            "weight": (t.weight, i.weight),
            "score": (t.score, i.score),
        }
        wrong = [
            f"{k} {b!r}≠{a!r}"
            for k, (a, b) in pairs.items()
            if (squash(a) if isinstance(a, str) else a) != b and (k not in t.also or squash(t.also[k]) != b)
        ]
        if wrong:
            tally.misses.append(f"indicator {t.name} (table {t.table}): {'; '.join(wrong)}")
        else:
            tally.indicators_right += 1


def grids(truth: Truth, places: Places, tally: Tally) -> None:
    """A grid is right if rows, columns, spans and texts all are (white space apart)."""
    for g in truth.grids:
        tally.grids += 1
        table = places.of_truth[g.index]
        if table is None:
            tally.misses.append(f"grid {g.index} {g.name}: no such table")
            continue
        mine = {(r, c, rs, cs, squash(text)) for r, c, rs, cs, text in g.cells}
        theirs = {(c.row, c.col, c.rowspan, c.colspan, squash(c.text)) for c in table.cells}
        if (table.n_rows, table.n_cols) == (g.n_rows, g.n_cols) and mine == theirs:
            tally.grids_right += 1
        else:
            missing, extra = sorted(mine - theirs)[:3], sorted(theirs - mine)[:3]
            tally.misses.append(
                f"grid {g.index} {g.name}: {table.n_rows}×{table.n_cols} for {g.n_rows}×{g.n_cols}; lacks {missing}; has {extra}"
            )


def serious(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (f for f in findings if f.severity != "info")


def alarms(findings: list[Finding], tally: Tally) -> None:
    """On a clean report every error and warning is a false alarm."""
    tally.clean += 1
    for f in serious(findings):
        tally.alarms += 1
        tally.misses.append(f"false alarm {f.rule} {f.severity}: {f.message} {[e.raw for e in f.evidence]}")


def contradictions(truth: Truth, findings: list[Finding], places: Places, tally: Tally) -> None:
    """Planted contradictions named by an error or warning, and those whose first evidence is the planted figure."""
    for p in truth.planted:
        tally.planted += 1
        naming = [f for f in serious(findings) if any(_named(p, e.raw, e.location, places) for e in f.evidence)]
        first = [f for f in naming if _named(p, f.evidence[0].raw, f.evidence[0].location, places)]
        if p.family == "CMP":
            # a leftover word is named well enough by quoting the line it stands in
            first = naming = naming or [f for f in serious(findings) if f.rule[:3] == "CMP" and p.printed in f.message]
        tally.caught += bool(naming)
        tally.first += bool(first)
        if not naming:
            what = f"{p.label} {p.right} → {p.printed} [{p.where.words}]"
            tally.misses.append(f"planted {p.family} {p.kind} not found: {what}")


def _named(planted: Planted, raw: str, at: Location, places: Places) -> bool:
    if not places.holds(planted.where, at):
        return False
    return places.exact or not raw or squash(raw).strip("%") in squash(planted.printed)
