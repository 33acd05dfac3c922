"""An interpretation as it reads with other readings in place: what rules judge; the original stays as recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.model.interpretation import Interpretation
from extractor.model.report import Fact, Indicator, Location
from extractor.recognised.readings import Reading


def with_readings(found: Interpretation, chosen: Mapping[str, Reading]) -> Interpretation:
    """A copy in which the facts named in ``chosen`` (by id), and the indicator fields they stand in, have those values.

    ``raw`` stays as recognised everywhere; ``found`` itself is not changed.
    """
    if not chosen:
        return found
    facts, read = [], {}
    for fact in found.facts:
        reading = chosen.get(fact.id)
        if reading is None:
            facts.append(fact)
            continue
        decimals = None if fact.decimals is None else reading.decimals
        facts.append(replace(fact, value=reading.value, decimals=decimals))
        read[_address(fact.location)] = fact, reading
    return replace(found, facts=facts, indicators=[_indicator(i, read) for i in found.indicators])


Address = tuple[int | None, int | None, int | None, int | None]


def _address(at: Location) -> Address:
    return at.paragraph, at.table, at.row, at.col


def _indicator(row: Indicator, read: Mapping[Address, tuple[Fact, Reading]]) -> Indicator:
    changed: dict[str, object] = {}
    for name, at in row.cells.items():
        known = read.get(_address(at))
        if known is None or name not in ("target", "actual", "weight", "score"):
            continue
        fact, reading = known
        if name in ("weight", "score"):
            if getattr(row, name) == fact.value:
                changed[name] = reading.value
            continue
        text = getattr(row, name) or ""
        printed = format(reading.value, "f")
        if fact.raw in text:
            changed[name] = text.replace(fact.raw, fact.raw.replace(_digits(fact.raw), printed), 1)
    return replace(row, **changed) if changed else row  # type: ignore[arg-type]


def _digits(raw: str) -> str:
    """The number in a figure's print, from its sign or first digit to its last."""
    places = [i for i, c in enumerate(raw) if c.isdigit()]
    if not places:
        return raw
    start = places[0] - 1 if places[0] and raw[places[0] - 1] in "-－−" else places[0]
    return raw[start : places[-1] + 1]
