# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""How a layout prints figures: unit, decimals, separators, what it does with nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

from benchmarks.generate.parts import ANY, FULL_WIDTH, SCALE, Fig, group, quantize
from benchmarks.generate.world import Outcome

Printed = str | Fig
T = TypeVar("T")


@dataclass(slots=True)
class Ink:
    """``unit``/``decimals`` for tables; ``nothing`` is printed for zero in a table ("" blank, "—", "0", "0.00");
    ``trim`` drops trailing zeros from that share of the figures."""

    org: str
    year: int
    rng: random.Random
    unit: str = "万元"
    decimals: int = 2
    thousands: bool = True
    nothing: str = ""
    trim: float = 0.0
    wide: float = 0.0
    """Share of the figures in full-width digits."""
    comma: str = ","
    prose_unit: str = ""
    prose_decimals: int | None = None
    percent_sign: bool = True
    percent_decimals: int = 2
    vary: bool = True
    """Draw from the wordings a sentence or heading may have; otherwise always the first."""
    keys: dict[str, int] = field(default_factory=dict)

    def about(self, org: str) -> Ink:
        """The same hand writing about another organization; "A|B" if either may be called the owner of the figures (the
        unit that carries out a project, and its department)."""
        return replace(self, org=org)

    def pick(self, *choices: T) -> T:
        return self.rng.choice(choices) if self.vary else choices[0]

    def for_project(self, who: str) -> Ink:
        """For the form of a project that ``who`` carries out for this organization."""
        return self.about(f"{who}|{self.org}")

    @property
    def own(self) -> str:
        return self.org.split("|")[0].removesuffix("本级")

    def _number(self, value: Decimal, decimals: int) -> str:
        shown = group(value, decimals) if self.thousands else f"{value:.{decimals}f}"
        if self.trim and "." in shown and self.rng.random() < self.trim:
            shown = shown.rstrip("0").rstrip(".")
        if self.comma != ",":
            shown = shown.replace(",", self.comma)
        return shown.translate(FULL_WIDTH) if self.wide and self.rng.random() < self.wide else shown

    def cell(self, label: str, yuan: Decimal, scenario: str | None, *, year: int | None = None, key: str = "",
             ties: str = "", concept: str | None = None, measure: str = "amount", blank: bool = True) -> Printed:  # fmt: skip
        """Money in a table, the unit printed elsewhere. Zero becomes ``nothing`` unless ``blank`` is False."""
        value = quantize(yuan / SCALE[self.unit], self.decimals)
        if not value and blank and not self.nothing.startswith("0"):
            return self.nothing
        shown = self._number(value, self.decimals) if value else self.nothing or f"{value:.{self.decimals}f}"
        if shown in ("", "—", "-", "——"):
            shown = f"{value:.{self.decimals}f}"
        return Fig(label, value, self.unit, shown, scenario, self.year if year is None else year, self.org, concept,
                   measure, key=key, ties=ties)  # fmt: skip

    def say(self, label: str, yuan: Decimal, scenario: str | None, *, year: int | None = None, key: str = "",
            ties: str = "", concept: str | None = None, measure: str = "amount", unit: str = "", decimals: int | None = None,
            prefix: str = "") -> Fig:  # fmt: skip
        """Money in a sentence, with its unit."""
        unit = unit or self.prose_unit or self.unit
        if decimals is None:
            decimals = self.decimals if self.prose_decimals is None else self.prose_decimals
        value = quantize(yuan / SCALE[unit], decimals)
        return Fig(label, value, unit, self._number(value, decimals), scenario, self.year if year is None else year,
                   self.org, concept, measure, prefix, unit, key, ties)  # fmt: skip

    def rate(self, label: str, part: Decimal, whole: Decimal, *, year: int | None = None, prose: bool = False,
             ties: str = "DRV", measure: str = "rate", decimals: int | None = None, key: str = "", concept: str | None = None,
             scenario: str = "derived") -> Printed:  # fmt: skip
        """part ÷ whole in percent; blank in a table if there is no base."""
        if not whole:
            return "" if self.nothing.startswith("0") else self.nothing
        places = self.percent_decimals if decimals is None else decimals
        value = quantize(part / whole * 100, places)
        sign = "%" if self.percent_sign or prose else ""
        return Fig(label, value, "%", f"{value:.{places}f}", scenario, self.year if year is None else year, self.org,
                   concept, measure, suffix=sign, key=key, ties=ties)  # fmt: skip

    def count(self, label: str, n: int, unit: str = "人", *, prose: bool = True, year: int | None = None, key: str = "",
              ties: str = "", concept: str | None = None, scenario: str | None = ANY, prefix: str = "") -> Fig:  # fmt: skip
        return Fig(label, Decimal(n), unit, str(n), scenario, self.year if year is None else year, self.org, concept,
                   "count", prefix, unit if prose else "", key, ties)  # fmt: skip

    def points(self, label: str, value: Decimal, what: str, *, suffix: str = "", ties: str = "SCR", decimals: int | None = None,
               prefix: str = "") -> Fig:  # fmt: skip
        """A weight or a score: as many decimals as it needs, or as told."""
        plain = f"{value.normalize():f}" if decimals is None else f"{value:.{decimals}f}"
        return Fig(label, value, "分", plain, what, self.year, self.org, None, what, prefix, suffix, "", ties)

    def goal(self, o: Outcome, *, style: str = "sign") -> Printed:
        """The target of an indicator: "≥90%", "不低于90%", "90%以上" or words."""
        if o.target is None:
            return o.target_word
        shown = f"{o.target:,f}" if self.thousands and o.target >= 10000 else f"{o.target:f}"
        prefix = {"≥": "≥", "≤": "≤", "=": ""}[o.sign]
        suffix = o.unit
        if style == "words" and o.sign == "≥":
            prefix, suffix = ("", o.unit + "以上") if self.rng.random() < 0.5 else ("不低于", o.unit)
        elif style == "words" and o.sign == "≤":
            prefix = "不超过"
        return Fig(o.name, o.target, o.unit, shown, "target", self.year, self.org, None, "other", prefix, suffix,
                   key=f"target:{self.own}:{o.name}")  # fmt: skip

    def done(self, o: Outcome) -> Printed:
        """The achieved value."""
        if o.actual is None:
            return o.actual_word
        shown = f"{o.actual:,f}" if self.thousands and o.actual >= 10000 else f"{o.actual:f}"
        return Fig(o.name, o.actual, o.unit, shown, "actual", self.year, self.org, None, "other", suffix=o.unit,
                   key=f"actual:{self.own}:{o.name}", ties="REF")  # fmt: skip


def weigh(outcomes: list[Outcome], plan: dict[str, int], *, step: str = "0.1") -> None:
    """Give each indicator a weight so that every first-level class adds up to ``plan``, and its score: full if the target
    is met, else in proportion."""
    for level1, points in plan.items():
        rows = [o for o in outcomes if o.level1 == level1]
        if not rows:
            raise ValueError(f"no indicator under {level1}")
        base, extra = divmod(points, len(rows))
        for i, o in enumerate(rows):
            o.weight = Decimal(base + (i < extra))
            o.score = o.weight
            if not o.met and o.target and o.actual is not None:
                o.score = (o.weight * o.actual / o.target).quantize(Decimal(step), ROUND_DOWN)


def execution_score(rate: Decimal, weight: int = 10, decimals: int = 2) -> Decimal:
    return quantize(min(rate, Decimal(1)) * weight, decimals)
