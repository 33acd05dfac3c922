"""The names of a schema, made ready for looking up: exactly, in other words, and nearly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractor.schema.concepts import Concept, Schema
from extractor.text.guards import Guard
from extractor.text.labels import normalise
from extractor.text.names import core, variants

SAME_WORDS = 0.97
"""Score of a label that is a name but for a year, an owner or a stage around it (2023年度…决算数)."""
SAME_CORE = 0.95
"""Score of a label that differs from a name in function words only (的, 及/和, 费/经费/支出)."""
LONGEST = 40
"""Longer labels are sentences: they are not compared character by character."""
_KEPT = 32768


@dataclass(slots=True, frozen=True)
class Name:
    """A concept under one of its names; a local name means it only where the context fits."""

    concept: Concept
    local: bool


@dataclass(slots=True, frozen=True)
class Near:
    """A known name some edits away from a label; ``allowed`` where it may be the same label, misspelt."""

    name: str
    distance: int
    allowed: bool


class NameIndex:
    """All names of one schema. Make it with :func:`index_of`; what it finds for a label is kept."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._cores: dict[str, list[Name]] = {}
        self._reach: dict[int, list[str]] = {}
        self._guard = Guard(schema.guards)
        self.names: dict[str, list[Name]] = {}
        self.codes: dict[str, Concept] = {}
        self.totals: dict[str, Concept] = {}
        """By table kind: the concept that its unnamed 合计 row is."""
        for concept in schema.concepts.values():
            for name in (concept.zh, *concept.aliases, *concept.local_aliases):
                entry = Name(concept, concept.local or name in concept.local_aliases)
                plain = normalise(name)
                for table, key in ((self.names, plain), (self._cores, core(plain))):
                    entries = table.setdefault(key, [])
                    if all(e.concept is not concept for e in entries):
                        entries.append(entry)
            if concept.code:
                self.codes[concept.code] = concept
            for kind in concept.total_of:
                self.totals[kind] = concept
        self.readings = lru_cache(maxsize=_KEPT)(self._readings)
        self.nearest = lru_cache(maxsize=_KEPT)(self._nearest)
        self.hints = lru_cache(maxsize=None)(self._hints)

    def _readings(self, name: str) -> tuple[tuple[float, list[Name]], ...]:
        """What ``name`` is exactly, without what is printed around it, and in its words that matter; best first."""
        return tuple(self._same(name))

    def _same(self, name: str) -> Iterator[tuple[float, list[Name]]]:
        if name in self.names:
            yield 1.0, self.names[name]
        for variant in variants(name):
            if variant in self.names:
                yield SAME_WORDS, self.names[variant]
        essence = core(name)
        if essence in self._cores:
            yield SAME_CORE, self._cores[essence]

    def _hints(self, concept: str) -> tuple[str, ...]:
        """Words in the labels above that speak for a concept: the names of its ancestors, and its context."""
        above = (normalise(n) for a in self._schema.ancestors(concept) for n in (a.zh, *a.aliases))
        return tuple({*(n for n in above if len(n) > 2), *self._schema.concepts[concept].context})

    def _nearest(self, name: str) -> tuple[Near, ...]:
        """Known names within the edits that a label of this length may hold."""
        size = len(name)
        edits = allowed_edits(size)
        if not edits or size > LONGEST:
            return ()
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        reach = self._reach.get(size)
        if reach is None:
            reach = self._reach[size] = [n for n in self.names if abs(len(n) - size) <= edits]
        found = extract(name, reach, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None)
        return tuple(Near(other, int(distance), self._allowed(name, other, distance)) for other, distance, _ in found)

    def _allowed(self, name: str, other: str, distance: float) -> bool:
        return self._guard.allows(name, other) and (distance < 2 or _scattered(name, other))


@lru_cache(maxsize=4)
def index_of(schema: Schema) -> NameIndex:
    """The index of a schema, made once."""
    return NameIndex(schema)


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
