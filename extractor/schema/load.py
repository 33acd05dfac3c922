"""Reading schema files: the built-in ones, and a user's additions on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from extractor.errors import ConfigError
from extractor.model.interpretation import TableKind
from extractor.schema.concepts import Concept, Guards, Schema, UnitKind
from extractor.small import read_settings

DATA = Path(__file__).parent / "data"

_TEXTS = {"zh", "en", "code", "unit", "parent"}
_LISTS = {"aliases", "local_aliases", "kinds", "context", "total_of", "calculation"}
_DEFAULTS = {"unit", "kinds", "context", "priority", "local"}
_CHOICES = {"unit": set(get_args(UnitKind)), "kinds": set(get_args(TableKind)), "total_of": set(get_args(TableKind))}


def load(extra: Sequence[Path] = ()) -> Schema:
    """The built-in schema with the user's TOML or JSON files on top, in order.

    A file has the keys ``defaults``, ``concepts`` and ``guards``. A concept that is there already keeps what the
    file does not name, and its lists of names grow. Raises ConfigError, naming file and entry, for a wrong file.
    """
    return _load(tuple(Path(p) for p in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Schema:
    concepts: dict[str, Concept] = {}
    either: list[tuple[str, ...]] = []
    exact: list[tuple[str, ...]] = []
    origin: dict[str, Path] = {}
    for file in (*sorted(DATA.glob("*.json")), *extra):
        content = read_settings(file)
        _known(file, "the file", content, {"about", "defaults", "concepts", "guards"})
        defaults = _table(file, "defaults", content.get("defaults", {}))
        _check_defaults(file, defaults)
        for key, row in _table(file, "concepts", content.get("concepts", {})).items():
            _check(file, key, _table(file, key, row))
            concepts[key] = _concept(file, key, row, defaults, concepts.get(key))
            origin[key] = file
        guards = _table(file, "guards", content.get("guards", {}))
        _known(file, "guards", guards, {"either", "exact"})
        for name, groups in (("either", either), ("exact", exact)):
            for group in _list(file, f"guards.{name}", guards.get(name, [])):
                groups.append(_names(file, f"guards.{name}", group))
    _resolve(concepts, origin)
    return Schema(concepts, Guards(tuple(either), tuple(exact)))


def _concept(file: Path, key: str, row: dict[str, Any], defaults: dict[str, Any], old: Concept | None) -> Concept:
    if old is None:
        if "zh" not in row:
            raise ConfigError(f'{file}: concept {key!r} has no "zh" (its Chinese name)')
        old = Concept(
            id=key,
            zh=row["zh"],
            en=row["zh"],
            unit_kind=defaults.get("unit", "money"),
            kinds=() if "kinds" in row else tuple(defaults.get("kinds", ())),
            context=tuple(defaults.get("context", ())),
            priority=defaults.get("priority", 0),
            local=defaults.get("local", False),
        )
    terms = row.get("calculation")
    return Concept(
        id=key,
        zh=row.get("zh", old.zh),
        en=row.get("en", old.en),
        aliases=(*old.aliases, *row.get("aliases", ())),
        unit_kind=row.get("unit", old.unit_kind),
        parent=row.get("parent", old.parent),
        calculation=old.calculation if terms is None else tuple(map(_term, terms)),
        kinds=(*old.kinds, *row.get("kinds", ())),
        code=row.get("code", old.code),
        local_aliases=(*old.local_aliases, *row.get("local_aliases", ())),
        context=(*old.context, *row.get("context", ())),
        total_of=(*old.total_of, *row.get("total_of", ())),
        priority=old.priority,
        local=old.local,
    )


def _term(text: str) -> tuple[int, str]:
    return (-1, text[1:]) if text.startswith("-") else (1, text)


def _resolve(concepts: Mapping[str, Concept], origin: Mapping[str, Path]) -> None:
    """Every id that is spoken of must be there, and no concept its own ancestor."""
    for concept in concepts.values():
        where = f"{origin[concept.id]}: concept {concept.id!r}"
        for other in (*filter(None, [concept.parent]), *(part for _, part in concept.calculation)):
            if other not in concepts:
                raise ConfigError(f"{where} speaks of {other!r}, which is not in the schema")
        above, steps = concept.parent, 0
        while above is not None:
            above, steps = concepts[above].parent, steps + 1
            if above == concept.id or steps > 20:
                raise ConfigError(f"{where} is its own ancestor")


def _check(file: Path, key: str, row: dict[str, Any]) -> None:
    where = f"concept {key!r}"
    _known(file, where, row, _TEXTS | _LISTS)
    for name, value in row.items():
        _check_words(file, where, name, value)


def _check_defaults(file: Path, defaults: dict[str, Any]) -> None:
    _known(file, "defaults", defaults, _DEFAULTS)
    for name, value in defaults.items():
        wanted = {"priority": int, "local": bool}.get(name)
        if wanted is None:
            _check_words(file, "defaults", name, value)
        elif type(value) is not wanted:
            raise ConfigError(f"{file}: defaults: {name} must be of type {wanted.__name__}, not {value!r}")


def _check_words(file: Path, where: str, name: str, value: object) -> None:
    if name in _LISTS:
        values: tuple[str, ...] = _names(file, f"{where}, {name}", value)
    elif isinstance(value, str) and value.strip():
        values = (value,)
    else:
        raise ConfigError(f"{file}: {where}: {name} must be a text, not {value!r}")
    wrong = sorted(set(values) - _CHOICES[name]) if name in _CHOICES else []
    if wrong:
        choices = ", ".join(sorted(_CHOICES[name]))
        raise ConfigError(f"{file}: {where}: {name} cannot be {wrong[0]!r}; it is one of {choices}")


def _known(file: Path, where: str, row: dict[str, Any], known: set[str]) -> None:
    for name in row:
        if name not in known:
            raise ConfigError(f"{file}: {where} has an unknown key {name!r}; known are {', '.join(sorted(known))}")


def _table(file: Path, where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{file}: {where} must be a table of keys and values")
    return value


def _list(file: Path, where: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ConfigError(f"{file}: {where} must be a list")
    return value


def _names(file: Path, where: str, value: object) -> tuple[str, ...]:
    names = _list(file, where, value)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise ConfigError(f"{file}: {where} must hold texts only")
    return tuple(names)
