"""From a printed label to a concept of the schema, or to none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.schema import Concept, Schema
from extractor.text.labels import normalise, squash
from extractor.text.name_index import SAME_WORDS, Name, index_of
from extractor.text.units import to_base

# 3, 5 or 7 digits of a functional or economic classification in front of the name
_CODE = re.compile(r"((?:2[0-3]\d|30[1-9]|31[0-3]|399)(?:\d{2}){0,2})[-_.:：、]?(?=[^\W\d_])")
_TOTALS = frozenset(("合计", "小计", "总计", "共计", "合计数", "总额", "总合计"))
_MONEY = frozenset(("元", "美元", "欧元", "港元"))
_RATIOS = frozenset(("%", "‰", "百分点"))
_POINTS = frozenset(("分",))
_AREAS = frozenset(("㎡", "平方公里", "亩", "公顷"))
_PEOPLE = frozenset(("人",))
_COUNTS = frozenset("家个户辆台套件次场所处栋座批") | {"台套", "人次", "批次", "场次"}
_LONGEST_LABEL = 200
_QUOTES = str.maketrans("", "", '“”"‘’')
_OWN_SCOPE = frozenset(("project_score",))
"""Forms about one project: the training it pays for is not the department's training."""
_ZERO = Decimal(0)


@dataclass(slots=True, frozen=True)
class Match:
    """``score`` is 1.0 for an exact name, lower for a near one, None where ``concept`` is None. ``runner_up`` is the
    concept that came next, or the one that was not certain enough."""

    concept: str | None
    score: float | None = None
    runner_up: str | None = None


class Matcher:
    """Looks labels up in one schema: exact names first, near ones only where they can be no other concept.

    One matcher serves one document and keeps its results; what does not depend on where a label stands is kept with
    the schema.
    """

    def __init__(self, schema: Schema) -> None:
        self._index = index_of(schema)
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
            above = tuple(_unquoted(p) for p in path if p)
            found = self._seen[key] = self._match(label, above, kind, _unit_kind(unit))
        return found

    def _match(self, label: str, path: tuple[str, ...], kind: str | None, unit: str | None) -> Match:
        if len(label) > _LONGEST_LABEL:
            return Match(None)
        name = normalise(label)
        code = _CODE.match(squash(label).strip("-_"))
        if code:
            name = name.removeprefix(code.group())
            coded = self._index.codes.get(code.group(1))
            if coded is not None and _speaks_of(name, coded):
                return Match(coded.id, 1.0)
        if not name:
            return Match(None)
        if name in _TOTALS:
            return self._total(name, path, kind, unit)
        for score, names in self._index.readings(name):
            chosen = self._choose(names, path, kind, unit, certain=score < SAME_WORDS)
            if chosen is not None:
                return Match(chosen[0], score if chosen[0] else None, chosen[1])
        return self._misspelt(name, path, kind, unit)

    def _total(self, name: str, path: tuple[str, ...], kind: str | None, unit: str | None) -> Match:
        """合计 is the row group or column it closes, else what the whole table is about; 总计 takes carry-overs in."""
        grand = self._choose(self._index.names.get(name, []), path, kind, unit, certain=True)
        if grand is not None:
            return Match(grand[0], 1.0 if grand[0] else None, grand[1])
        for above in path if name != "总计" else ():
            names = self._index.names.get(normalise(above))
            chosen = self._choose(names, (), kind, unit, certain=False) if names else None
            if chosen is not None and chosen[0]:
                return Match(chosen[0], 1.0)
        whole = self._index.totals.get(kind or "")
        if whole is None or unit not in (whole.unit_kind, *(() if whole.local else (None, "ratio"))):
            return Match(None)
        return Match(whole.id, 1.0)

    def _choose(
        self, names: list[Name], path: tuple[str, ...], kind: str | None, unit: str | None, *, certain: bool
    ) -> tuple[str | None, str | None] | None:
        """Of the concepts of one name the one meant here, and the next; None where none of them can be meant.

        What decides, in this order: the nearest label above that speaks for a concept, the table kind, the schema's
        priority. With ``certain`` the priority alone is not enough.
        """
        ranked = []
        for entry in names:
            concept = entry.concept
            home = kind is not None and kind in concept.kinds
            if not _fits(unit, concept) or (kind in _OWN_SCOPE and not home):
                continue
            near = self._distance(concept, path)
            # 编制130人 is about people wherever it stands, 编制3个 may be about plans
            if entry.local and not home and near is None and not unit == "people" == concept.unit_kind:
                continue
            ranked.append(((len(path) if near is None else near, not home, -concept.priority), concept.id))
        if not ranked:
            return None
        ranked.sort(key=lambda item: item[0])
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
        if certain and second is not None and second[0][:2] == best[0][:2]:
            return None, best[1]
        return best[1], second[1] if second else None

    def _distance(self, concept: Concept, path: tuple[str, ...]) -> int | None:
        """How far up the first label stands that speaks for the concept."""
        if not path:
            return None
        hints = self._index.hints(concept.id)
        return next((i for i, label in enumerate(path) if any(hint in label for hint in hints)), None)

    def _misspelt(self, name: str, path: tuple[str, ...], kind: str | None, unit: str | None) -> Match:
        """A name with a character or two wrong that can be no other concept's.

        A name as near that a guard or the lack of context rules out makes the choice uncertain all the same: the wrong
        character may stand just there.
        """
        best: tuple[int, str, str] | None = None
        rivals: list[tuple[int, str, bool]] = []
        for near in self._index.nearest(name):
            chosen = self._choose(self._index.names[near.name], path, kind, unit, certain=True)
            if chosen is None:
                continue
            concept, second = chosen
            rivals.append((near.distance, concept or second or "", concept is not None))
            if near.allowed and concept is not None and (best is None or near.distance < best[0]):
                best = near.distance, concept, near.name
        if best is None:
            return Match(None, None, min(rivals)[1] if rivals else None)
        distance, concept, known = best
        others = sorted(rival for rival in rivals if rival[1] != concept or not rival[2])
        if others and others[0][0] <= distance:
            return Match(None, None, concept)
        score = round(1 - distance / max(len(name), len(known)), 4)
        return Match(concept, score, others[0][1] if others else None)


@lru_cache(maxsize=4096)
def _unquoted(label: str) -> str:
    return squash(label).translate(_QUOTES)


def _speaks_of(name: str, concept: Concept) -> bool:
    """Whether a label with the concept's code has most of its name too: codes are mistyped as well."""
    return any(len(set(name) & set(known)) * 2 > len(set(known)) for known in (concept.zh, *concept.aliases))


def _unit_kind(unit: str | None) -> str | None:
    """What a printed unit measures, None where it does not say (年, 吨, unknown)."""
    if unit is None:
        return None
    base = to_base(_ZERO, unit)[1].partition("/")[0]
    kinds = (
        ("money", _MONEY),
        ("ratio", _RATIOS),
        ("area", _AREAS),
        ("count", _COUNTS),
        ("people", _PEOPLE),
        ("points", _POINTS),
    )
    for kind, units in kinds:
        if base in units:
            return kind
    return None


def _fits(unit: str | None, concept: Concept) -> bool:
    """Whether a figure of such a unit can be said of a concept: people are never money, but a rate can be of anything
    and so can points, a form's; a class of indicators has only these."""
    kind = concept.unit_kind
    if unit in ("count", "people"):
        return kind in ("count", "people")
    return unit in (None, "points", kind) or (unit == "ratio" and kind != "class")
