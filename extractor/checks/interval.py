"""Closed intervals of decimals: what a printed figure may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)


@dataclass(slots=True, frozen=True)
class Interval:
    """All values from ``lo`` to ``hi``, ends included; an end may be infinite."""

    lo: Decimal
    hi: Decimal

    def __post_init__(self) -> None:
        if self.lo > self.hi:
            raise ValueError(f"empty interval {self.lo}..{self.hi}")

    @classmethod
    def exact(cls, value: Decimal) -> Interval:
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal, radius: Decimal) -> Interval:
        return cls(value - radius, value + radius)

    @property
    def width(self) -> Decimal:
        return INFINITY if self.lo == -INFINITY or self.hi == INFINITY else self.hi - self.lo

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        products = [_product(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval | None:
        """None where the divisor may be zero."""
        if other.lo <= 0 <= other.hi:
            return None
        quotients = [_quotient(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(quotients), max(quotients))

    def __contains__(self, value: Decimal) -> bool:
        return self.lo <= value <= self.hi

    def meets(self, other: Interval) -> bool:
        return self.lo <= other.hi and other.lo <= self.hi

    def overlap(self, other: Interval) -> Interval | None:
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return Interval(lo, hi) if lo <= hi else None

    def gap(self, other: Interval) -> Decimal:
        """Distance between the nearest ends; 0 where they meet."""
        return max(ZERO, self.lo - other.hi, other.lo - self.hi)

    def nearest(self, value: Decimal) -> Decimal:
        """The member closest to ``value``."""
        return min(max(value, self.lo), self.hi)


ANYTHING = Interval(-INFINITY, INFINITY)


def _product(a: Decimal, b: Decimal) -> Decimal:
    # Decimal raises for 0 × ∞; an end that is exactly zero keeps the product there
    return ZERO if not a or not b else a * b


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    if not b.is_finite():
        return ZERO
    return a / b
