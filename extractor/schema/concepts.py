"""What the canonical indicator schema consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

UnitKind = Literal["money", "count", "people", "ratio", "area", "points", "class"]
"""What a concept is measured in; "class" names a class of indicators and has no figure of its own."""


@dataclass(slots=True, frozen=True)
class Concept:
    """One indicator: what it is called, measured in, part of and computed from."""

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    """Other printed names that mean it wherever they stand."""
    unit_kind: str = "money"
    parent: str | None = None
    calculation: tuple[tuple[int, str], ...] = ()
    """(weight, concept id): the concept is the weighted sum of these. Forms leave out lines that are zero."""
    kinds: tuple[str, ...] = ()
    """Table kinds where it is at home."""
    code: str | None = None
    """Official classification code ("30201"), where there is one."""
    local_aliases: tuple[str, ...] = ()
    """Names that mean it only in a table of its kinds or under a label of its context."""
    context: tuple[str, ...] = ()
    """Words in the labels above that speak for it, besides the names of its ancestors."""
    total_of: tuple[str, ...] = ()
    """Table kinds whose unnamed 合计 row it is."""
    priority: int = 0
    """Decides between concepts of one name where nothing else does."""
    local: bool = False
    """Whether all its names are local."""


@dataclass(slots=True, frozen=True)
class Guards:
    """Groups of words that two labels of one concept cannot differ in."""

    either: tuple[tuple[str, ...], ...] = ()
    """Of two labels that both name a word of the group, both must name the same."""
    exact: tuple[tuple[str, ...], ...] = ()
    """A word of the group that stands in one label must stand in the other."""


@dataclass(slots=True, eq=False)
class Schema:
    """All concepts by id. Two schemas are equal only if they are one: what is made ready from one is kept with it."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    guards: Guards = Guards()

    def ancestors(self, concept: str) -> list[Concept]:
        """The concept's parent, its parent's parent and so on."""
        found: list[Concept] = []
        above = self.concepts[concept].parent
        while above is not None and above in self.concepts and len(found) < 20:
            found.append(self.concepts[above])
            above = self.concepts[above].parent
        return found
