"""The canonical indicator schema: data files, their loader, the user's additions."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from extractor.errors import ConfigError

DATA = Path(__file__).parent / "data"


@dataclass(slots=True, frozen=True)
class Concept:
    """One indicator: what it is called, measured in, part of and computed from."""

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    unit_kind: str = "money"
    parent: str | None = None
    calculation: tuple[tuple[int, str], ...] = ()
    """(weight, concept id): the concept is the weighted sum of these."""
    kinds: tuple[str, ...] = ()
    """Table kinds where it is at home; empty for all."""
    code: str | None = None
    """Official classification code ("30201"), where there is one."""


@dataclass(slots=True)
class Schema:
    """All concepts by id."""

    concepts: dict[str, Concept] = field(default_factory=dict)


@lru_cache(maxsize=8)
def load(extra: Sequence[Path] = ()) -> Schema:
    """The built-in schema with the user's files on top. Raises ConfigError for a wrong file."""
    concepts: dict[str, Concept] = {}
    for file in (*sorted(DATA.glob("*.toml")), *extra):
        try:
            rows = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(f"{file}: {error}") from error
        for key, row in rows.items():
            if not isinstance(row, dict):
                raise ConfigError(f"{file}: [{key}] must be a table")
            concepts[key] = Concept(
                key,
                row.get("zh", key),
                row.get("en", key),
                tuple(row.get("aliases", ())),
                row.get("unit", "money"),
                row.get("parent"),
                tuple((1, part) for part in row.get("sum", ())),
                tuple(row.get("kinds", ())),
                row.get("code"),
            )
    return Schema(concepts)
