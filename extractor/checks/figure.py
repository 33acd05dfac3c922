"""One operand of a relation: a printed figure with the words that say where it stands, or a blank cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.checks.interval import INFINITY, Interval
from extractor.model.report import Evidence, Fact, Location, Term
from extractor.text.units import scale, to_base

PERCENT = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "百分点": Decimal("0.01"), "个百分点": Decimal("0.01")}
_CENT = Decimal("0.01")
_ZERO_IS_ZERO = Decimal(10_000)
"""A printed 0.00 in units up to 万元 means that there is none, not that there is a little."""
_COUNTED = frozenset(
    "人名家个户项件次场座处份期批组支间栋幢所辆台套只头匹株棵条块艘架本篇册幅张起宗例种类门届轮天年月班"
)
"""Last characters of units in which one counts one by one; 公里 and 亩 are measured and may be rounded."""

Key = tuple[str, object]


@dataclass(slots=True, frozen=True)
class Figure:
    """``value`` is as printed, in ``unit``; None where nothing readable is printed. ``decimals`` are those the figure
    is taken to be precise to: the printed ones, or more where its table drops trailing zeros."""

    label: str
    raw: str
    value: Decimal | None
    unit: str | None
    decimals: int | None
    location: Location
    place: tuple[str, ...] = ()
    """Where it stands in words that survive re-saving: table or section, row, column."""
    fact: str | None = None
    qualifier: str = ""
    upper: Decimal | None = None
    unreadable: str = ""
    """The text of a cell that ought to hold a figure and does not."""
    source: Fact | None = field(default=None, compare=False, repr=False)
    factor: Decimal = field(init=False, compare=False, repr=False)
    """Base units in one printed unit: 10000 for 万元, 0.01 for %."""
    base: Decimal = field(init=False, compare=False, repr=False)
    """The value in the base unit (元, a plain fraction for %); a blank counts as zero."""
    ulp: Decimal = field(init=False, compare=False, repr=False)
    """One unit of the last digit, in the base unit; 0 where the figure is exact by nature."""

    _interval: Interval | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        factor = PERCENT.get(self.unit) or scale(self.unit) if self.unit else Decimal(1)
        object.__setattr__(self, "factor", factor)
        object.__setattr__(self, "base", (self.value or Decimal(0)) * factor)
        rough = self.value is not None and self.decimals is not None and not self.exact
        object.__setattr__(self, "ulp", Decimal(1).scaleb(-(self.decimals or 0)) * factor if rough else Decimal(0))

    @property
    def key(self) -> Key:
        """What makes two figures the same printed number."""
        if self.fact is not None:
            return ("fact", self.fact)
        at = self.location
        return ("place", (at.paragraph, at.table, at.row, at.col, at.chars))

    @property
    def blank(self) -> bool:
        return self.value is None and not self.unreadable

    @property
    def last_digit(self) -> Decimal:
        """One unit of the last digit printed, in the base unit; 0 for what is counted one by one."""
        if self.ulp or self.decimals is None or not (self.unit or "").endswith("元"):
            return self.ulp
        return Decimal(1).scaleb(-self.decimals) * self.factor

    @property
    def exact(self) -> bool:
        """Counts, points of a score form, and amounts in 元 down to the 分, are not rounded."""
        if self.source is not None and self.source.measure in ("weight", "score"):
            return True
        if self.decimals is None or self.qualifier:
            return self.decimals is None and not self.qualifier
        if self.unit is not None and self.unit.endswith("元"):
            if not self.value and self.factor <= _ZERO_IS_ZERO:
                return True
            return Decimal(1).scaleb(-self.decimals) * self.factor <= _CENT
        return self.decimals == 0 and self.factor == 1 and self.unit is not None and self.unit[-1:] in _COUNTED

    def interval(self) -> Interval:
        """What the figure may stand for, in the base unit; worked out once, many relations share a figure."""
        found = self._interval
        if found is None:
            found = self._spread()
            object.__setattr__(self, "_interval", found)
        return found

    def _spread(self) -> Interval:
        if self.value is None:
            return Interval.exact(Decimal(0))
        value, half = self.base, self.ulp / 2
        if self.upper is not None:
            return Interval(value - half, max(value, self.upper * self.factor) + half)
        if self.qualifier in (">=", ">"):
            return Interval(value - half, INFINITY)
        if self.qualifier in ("<=", "<"):
            return Interval(-INFINITY, value + half)
        if self.qualifier == "~":
            # 约350 speaks of tens, 约7 of units: half of the last digit that is not zero, and never less than a whole
            # unit of the last digit printed
            return Interval.around(value, max(_rough(self.value) * self.factor / 2, self.ulp))
        if self.qualifier == "+":
            return Interval(value, value + max(_rough(self.value) * self.factor, self.ulp))
        return Interval.around(value, half)

    def from_base(self, value: Decimal) -> Decimal:
        """A value of the base unit in this figure's unit."""
        return value / self.factor

    def term(self, role: str) -> Term:
        return Term(
            role=role,
            label=self.label,
            raw=self.raw,
            value=self.value,
            unit=self.unit,
            decimals=self.decimals,
            fact=self.fact,
            location=self.location,
        )

    def evidence(self, role: str) -> Evidence:
        return Evidence(self.raw, self.value, self.fact, self.location, "·".join(self.place) or self.label, role)


def _rough(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero: 10 for 350, 0.1 for 2.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else Decimal(1)


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures are measured in the same kind of unit; an unstated unit goes with any."""
    if a.unit is None or b.unit is None:
        return True
    if a.unit in PERCENT or b.unit in PERCENT:
        return a.unit in PERCENT and b.unit in PERCENT
    return to_base(Decimal(1), a.unit)[1] == to_base(Decimal(1), b.unit)[1]
