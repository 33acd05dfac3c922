"""One indicator's target in two years running, where both are plain figures of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.figure import Figure, comparable
from extractor.checks.targets import State, judge
from extractor.checks.years import Edition, Years, indicators_by_name
from extractor.model.quantity import Quantity
from extractor.model.report import Indicator
from extractor.text.labels import squash


@dataclass(slots=True, frozen=True)
class Pairing:
    """``new`` and ``old`` are the targets, ``done`` what was achieved last year."""

    who: str
    name: str
    new: Figure
    old: Figure
    done: Figure
    up: bool
    """Whether more is better."""
    state: State
    """Whether last year's target was met."""


def pairings(years: Years) -> Iterator[Pairing]:
    """Same organization, name, unit and direction; a name that stands twice in a form is left out."""
    for earlier in years.before()[:1]:
        before = indicators_by_name(earlier)
        for (who, name), rows in indicators_by_name(years.later).items():
            olds = before.get((who, name), [])
            if len(rows) != 1 or len(olds) != 1:
                continue
            pair = _pair(years.later, earlier, who, rows[0], olds[0])
            if pair is not None:
                yield pair


def _pair(later: Edition, earlier: Edition, who: str, row: Indicator, old: Indicator) -> Pairing | None:
    now, then = judge(row), judge(old)
    if now.target is None or then.target is None or then.actual is None:
        return None
    if now.direction not in ("up", "down") or now.direction != then.direction:
        return None
    new = _figure(later, row, "target", row.target or "", now.target)
    before = _figure(earlier, old, "target", old.target or "", then.target)
    done = _figure(earlier, old, "actual", old.actual or "", then.actual)
    if now.target.unit != then.target.unit or not comparable(new, before) or not comparable(before, done):
        return None
    return Pairing(who, squash(row.name), new, before, done, now.direction == "up", then.state)


def _figure(edition: Edition, row: Indicator, what: str, raw: str, quantity: Quantity) -> Figure:
    words = {"target": "目标值", "actual": "完成值"}[what]
    return edition.placed(
        squash(raw), f"{squash(row.name)}{words}", row.cells.get(what, row.location), f"{row.id}:{what}",
        value=quantity.value, unit=quantity.unit, decimals=quantity.decimals,
    )  # fmt: skip
