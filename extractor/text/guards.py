"""Words in which two labels of one concept cannot differ."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.schema.concepts import Guards


class Guard:
    """Compares labels by the groups of words in a schema's guards."""

    def __init__(self, guards: Guards) -> None:
        self._either = [_pattern(group) for group in guards.either]
        self._exact = [_pattern(group) for group in guards.exact]
        self._marks = lru_cache(maxsize=16384)(self._find)

    def allows(self, a: str, b: str) -> bool:
        """Whether the two may be one label, misspelt."""
        (either, exact), (other_either, other_exact) = self._marks(a), self._marks(b)
        if exact != other_exact:
            return False
        return all(x == y or not x or not y for x, y in zip(either, other_either, strict=True))

    def _find(self, label: str) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
        return (
            tuple(frozenset(p.findall(label)) for p in self._either),
            tuple(frozenset(p.findall(label)) for p in self._exact),
        )


def _pattern(group: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(group, key=len, reverse=True))))
