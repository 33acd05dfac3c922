"""From a printed label to a concept of the schema, or to none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.schema import Concept, Schema
from extractor.text.guards import Guard
from extractor.text.labels import normalise, squash
from extractor.text.names import core, variants
from extractor.text.units import to_base

SAME_WORDS = 0.97
"""Score of a label that is an alias but for a year, a stage or a unit's name in front or behind (2023年度…决算数)."""
SAME_CORE = 0.95
"""Score of a label that differs from an alias in function words only (的, 及/和, 费/经费/支出)."""

_CODE = re.compile(r"((?:2[0-3]\d|30[1-9]|31[0-3]|399)(?:\d{2}){0,2})[-_.:：、]?(?=[^\W\d_])")
_ZERO = Decimal(0)
_TOTALS = frozenset(("合计", "小计", "总计", "共计", "合计数", "总额", "总合计"))
_COUNTS = frozenset("人家个户辆台套件次场所处栋座批") | {"台套", "人次", "批次", "场次"}


@dataclass(slots=True, frozen=True)
class Match:
    """``score`` is 1.0 for an exact name, lower for a near one, None where ``concept`` is None. ``runner_up`` is the
    concept that came next, or the one that was not certain enough."""

    concept: str | None
    score: float | None = None
    runner_up: str | None = None


@dataclass(slots=True, frozen=True)
class _Name:
    concept: Concept
    local: bool


class Matcher:
    """Looks labels up in one schema: exact names first, near ones only where they cannot be another concept.

    Results are kept, and the comparison of words, which does not depend on where a label stands, is kept apart from the
    choice between concepts of one name.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._names: dict[str, list[_Name]] = {}
        self._cores: dict[str, list[_Name]] = {}
        self._codes: dict[str, Concept] = {}
        self._totals: dict[str, Concept] = {}
        self._context: dict[str, tuple[str, ...]] = {}
        for concept in schema.concepts.values():
            for name in (concept.zh, *concept.aliases, *concept.local_aliases):
                entry = _Name(concept, concept.local or name in concept.local_aliases)
                for table, key in ((self._names, normalise(name)), (self._cores, core(normalise(name)))):
                    entries = table.setdefault(key, [])
                    if all(e.concept is not concept for e in entries):
                        entries.append(entry)
            if concept.code:
                self._codes[concept.code] = concept
            for kind in concept.total_of:
                self._totals[kind] = concept
        self._guard = Guard(schema.guards)
        self._by_length: dict[int, list[str]] = {}
        for name in self._names:
            self._by_length.setdefault(len(name), []).append(name)
        self._near: dict[str, tuple[tuple[str, float], ...]] = {}
        self._seen: dict[tuple[str, tuple[str, ...], str | None, str | None], Match] = {}

    def match(
        self, label: str, *, path: tuple[str, ...] = (), kind: str | None = None, unit: str | None = None
    ) -> Match:
        """The concept that ``label`` stands for, or none.

        ``path`` (labels above it, nearest first), ``kind`` (table kind) and ``unit`` (of the figure) only narrow the
        choice and never widen it.
        """
        key = (label, path, kind, unit)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._match(label, tuple(squash(p) for p in path if p), kind, _unit_kind(unit))
        return found

    def _match(self, label: str, path: tuple[str, ...], kind: str | None, unit: str | None) -> Match:
        name = normalise(label)
        code = _CODE.match(squash(label).strip("-_ "))
        if code:
            coded = self._codes.get(code.group(1))
            name = name[len(code.group()) :] if name.startswith(code.group()) else name
            if coded is not None and self._speaks_of(name, coded):
                return Match(coded.id, 1.0)
        if not name:
            return Match(None)
        if name in _TOTALS:
            return self._total(name, path, kind, unit)
        for score, key, table in (
            (1.0, name, self._names),
            *((SAME_WORDS, variant, self._names) for variant in variants(name)),
            (SAME_CORE, core(name), self._cores),
        ):
            entries = table.get(key)
            if entries:
                chosen = self._choose(entries, path, kind, unit, certain=score < SAME_WORDS)
                if chosen is not None:
                    return Match(chosen[0], score if chosen[0] else None, chosen[1])
        return self._fuzzy(name, path, kind, unit)

    def _speaks_of(self, name: str, concept: Concept) -> bool:
        """Whether a label with the concept's code has its name too, roughly: codes are mistyped as well."""
        names = {normalise(n) for n in (concept.zh, *concept.aliases)}
        return name in names or any(set(name) & set(n) and len(set(name) & set(n)) * 2 > len(set(n)) for n in names)

    def _total(self, name: str, path: tuple[str, ...], kind: str | None, unit: str | None) -> Match:
        """合计 is the row group or column it closes, else what the whole table is about; 总计 takes carry-overs in."""
        grand = self._choose(self._names.get(name, []), path, kind, unit, certain=True)
        if grand is not None:
            return Match(grand[0], 1.0 if grand[0] else None, grand[1])
        for above in path if name != "总计" else ():
            entries = self._names.get(normalise(above))
            if entries:
                chosen = self._choose(entries, (), kind, unit, certain=False)
                if chosen is not None and chosen[0]:
                    return Match(chosen[0], 1.0)
        whole = self._totals.get(kind or "")
        return Match(whole.id, 1.0) if whole and unit in (None, "ratio", whole.unit_kind) else Match(None)

    def _choose(
        self, entries: list[_Name], path: tuple[str, ...], kind: str | None, unit: str | None, *, certain: bool
    ) -> tuple[str | None, str | None] | None:
        """The concept among those of one name, and the next; None where none of them can be meant here."""
        ranked = []
        for entry in entries:
            concept = entry.concept
            if unit is not None and not _measured_in(unit, concept.unit_kind):
                continue
            near = self._distance(concept, path)
            home = kind is not None and kind in concept.kinds
            if entry.local and not home and near is None:
                continue
            ranked.append(((-(len(path) if near is None else near), home, concept.priority), concept.id))
        if not ranked:
            return None
        ranked.sort(key=lambda item: item[0], reverse=True)
        best = ranked[0]
        second = ranked[1] if len(ranked) > 1 else None
        if certain and second is not None and second[0][:2] == best[0][:2]:
            return None, best[1]
        return best[1], second[1] if second else None

    def _distance(self, concept: Concept, path: tuple[str, ...]) -> int | None:
        """How far up the first label stands that speaks for the concept: its ancestors' names or its context."""
        if not path:
            return None
        hints = self._context.get(concept.id)
        if hints is None:
            above = (normalise(n) for a in self._schema.ancestors(concept.id) for n in (a.zh, *a.aliases))
            hints = self._context[concept.id] = tuple({*(n for n in above if len(n) > 2), *concept.context})
        for i, label in enumerate(path):
            plain = label.replace("“", "").replace("”", "").replace('"', "")
            if any(hint in plain for hint in hints):
                return i
        return None

    def _fuzzy(self, name: str, path: tuple[str, ...], kind: str | None, unit: str | None) -> Match:
        """A name that differs in a character or two and can be no other concept's."""
        near = self._nearest(name)
        if not near:
            return Match(None)
        options: list[tuple[float, str]] = []
        for other, score in near:
            chosen = self._choose(self._names[other], path, kind, unit, certain=True)
            if chosen is not None and (chosen[0] or chosen[1]):
                options.append((score if chosen[0] else 0.0, chosen[0] or chosen[1] or ""))
        if not options:
            return Match(None, None, self._names[near[0][0]][0].concept.id)
        best, concept = max(options)
        others = [(s, c) for s, c in options if c != concept]
        second = max(others) if others else None
        if best == 0.0 or (second is not None and best - second[0] < self._margin(name)):
            return Match(None, None, concept)
        return Match(concept, best, second[1] if second else None)

    @staticmethod
    def _margin(name: str) -> float:
        """One more edited character."""
        return 0.9 / len(name)

    def _nearest(self, name: str) -> tuple[tuple[str, float], ...]:
        """Known names within the edits that a label of this length may hold, with their likeness, guards kept."""
        found = self._near.get(name)
        if found is None:
            found = self._near[name] = tuple(self._compare(name))
        return found

    def _compare(self, name: str) -> Iterable[tuple[str, float]]:
        size = len(name)
        edits = allowed_edits(size)
        if not edits or size > 40:
            return
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        # one edit more than allowed is looked at too: it can be the runner-up that makes the best one uncertain
        for length in range(size - edits - 1, size + edits + 2):
            for other, distance, _ in extract_iter(
                name, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=edits + 1, processor=None
            ):
                if distance <= edits and self._guard.allows(name, other) and (distance < 2 or _scattered(name, other)):
                    yield other, round(1 - distance / max(size, length), 4)


def allowed_edits(size: int) -> int:
    """How many characters a label of this length may have wrong and still be read: short ones none."""
    return 0 if size < 5 else 1 if size < 10 else 2 if size < 16 else 3


def _scattered(a: str, b: str) -> bool:
    """Whether the differences are single characters here and there: two side by side are another word."""
    from rapidfuzz.distance import Levenshtein

    edits = list(Levenshtein.editops(a, b))
    if sum(edit.tag != "replace" for edit in edits) > 1:
        return False
    return all(abs(one.src_pos - other.src_pos) > 1 for one, other in pairwise(edits))


def _unit_kind(unit: str | None) -> str | None:
    """What a printed unit measures, None where it does not say (分, 年, unknown)."""
    if unit is None:
        return None
    base = to_base(_ZERO, unit)[1].partition("/")[0]
    if base in ("元", "美元", "欧元", "港元"):
        return "money"
    if base in ("%", "‰", "百分点"):
        return "ratio"
    if base in ("㎡", "平方公里", "亩", "公顷"):
        return "area"
    return "count" if base in _COUNTS else None


def _measured_in(unit: str, kind: str) -> bool:
    """Whether a figure in such a unit can be said of a concept: a rate can be of anything, people are never money."""
    return unit == "ratio" or kind == unit
