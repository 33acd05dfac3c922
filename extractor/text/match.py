"""From a printed label to a concept of the schema, or to none."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from extractor.schema import Schema
from extractor.text.labels import normalise


@dataclass(slots=True, frozen=True)
class Match:
    """``score`` is 1.0 for an exact alias, lower for a near one, None for no concept."""

    concept: str | None
    score: float | None = None
    runner_up: str | None = None


class Matcher:
    """Looks labels up in one schema; results are kept."""

    def __init__(self, schema: Schema) -> None:
        self._names: dict[str, list[str]] = {}
        for concept in schema.concepts.values():
            for name in (concept.zh, *concept.aliases):
                ids = self._names.setdefault(normalise(name), [])
                if concept.id not in ids:
                    ids.append(concept.id)
        self._keys = list(self._names)
        self._seen: dict[tuple[str, tuple[str, ...], str | None, str | None], Match] = {}

    def match(
        self, label: str, *, path: tuple[str, ...] = (), kind: str | None = None, unit: str | None = None
    ) -> Match:
        """The concept ``label`` stands for. ``path`` (labels above it, nearest first), ``kind`` (table kind) and ``unit`` only narrow."""
        key = (label, path, kind, unit)
        if key not in self._seen:
            self._seen[key] = self._match(normalise(label))
        return self._seen[key]

    def _match(self, name: str) -> Match:
        if name in self._names:
            ids = self._names[name]
            return Match(ids[0], 1.0, ids[1] if len(ids) > 1 else None)
        near = process.extract(name, self._keys, scorer=fuzz.ratio, score_cutoff=88, limit=2)
        if not near:
            return Match(None)
        if len(near) > 1 and near[0][1] - near[1][1] < 3 and self._names[near[0][0]] != self._names[near[1][0]]:
            return Match(None, None, self._names[near[0][0]][0])
        return Match(self._names[near[0][0]][0], near[0][1] / 100)
