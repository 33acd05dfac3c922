"""The right-hand side of a relation: figures joined by arithmetic, evaluated, inverted and written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from extractor.checks.figure import PERCENT, Figure, Key
from extractor.checks.interval import Interval
from extractor.checks.numbers import plain


class Expression(Protocol):
    """All values are in base units: 元, persons, a plain fraction for percentages."""

    def value(self) -> Decimal | None:
        """From the printed values alone; None where it is not defined (a zero divisor)."""

    def interval(self) -> Interval | None:
        """From what the printed values may stand for."""

    def solve(self, key: Key, target: Interval) -> Interval | None:
        """The values of one figure for which the expression falls into ``target``; None if it can't be told."""

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """(role, figure) of every operand, left to right."""

    def text(self, unit: str | None) -> str:
        """The computation in printed figures; units are named where they differ from ``unit``."""


@dataclass(slots=True, frozen=True)
class Leaf:
    """One figure; a blank cell is zero."""

    figure: Figure
    role: str = "part"

    def value(self) -> Decimal | None:
        return self.figure.base

    def interval(self) -> Interval | None:
        return self.figure.interval()

    def solve(self, key: Key, target: Interval) -> Interval | None:
        return target if self.figure.key == key else None

    def figures(self) -> Iterator[tuple[str, Figure]]:
        yield self.role, self.figure

    def text(self, unit: str | None) -> str:
        f = self.figure
        if f.value is None:
            return "0"
        printed = plain(f.value)
        return printed if f.unit is None or f.unit == unit else printed + f.unit


@dataclass(slots=True, frozen=True)
class Constant:
    """A number that is not printed: the 100% that shares are shares of, the 100 points of a form."""

    number: Decimal
    words: str

    def value(self) -> Decimal | None:
        return self.number

    def interval(self) -> Interval | None:
        return Interval.exact(self.number)

    def solve(self, key: Key, target: Interval) -> Interval | None:
        return None

    def figures(self) -> Iterator[tuple[str, Figure]]:
        return iter(())

    def text(self, unit: str | None) -> str:
        return self.words


WHOLE = Constant(Decimal(1), "100%")
HUNDRED = Constant(Decimal(100), "100")


@dataclass(slots=True, frozen=True)
class Sum:
    """Σ sign × operand."""

    parts: tuple[tuple[int, Expression], ...]

    def value(self) -> Decimal | None:
        total = Decimal(0)
        for sign, part in self.parts:
            value = part.value()
            if value is None:
                return None
            total += sign * value
        return total

    def interval(self) -> Interval | None:
        lo = hi = Decimal(0)
        for sign, part in self.parts:
            spread = part.interval()
            if spread is None:
                return None
            lo, hi = (lo + spread.lo, hi + spread.hi) if sign > 0 else (lo - spread.hi, hi - spread.lo)
        return Interval(lo, hi)

    def solve(self, key: Key, target: Interval) -> Interval | None:
        rest, wanted = Interval.exact(Decimal(0)), None
        for sign, part in self.parts:
            if wanted is None and any(f.key == key for _, f in part.figures()):
                wanted = sign, part
                continue
            spread = part.interval()
            if spread is None:
                return None
            rest = rest + (spread if sign > 0 else -spread)
        if wanted is None:
            return None
        left = target - rest
        return wanted[1].solve(key, left if wanted[0] > 0 else -left)

    def figures(self) -> Iterator[tuple[str, Figure]]:
        for _, part in self.parts:
            yield from part.figures()

    def text(self, unit: str | None) -> str:
        words = ""
        for sign, part in self.parts:
            figure = part.figure if isinstance(part, Leaf) else None
            if figure is not None and figure.value is None and len(self.parts) > 2:
                continue
            word = part.text(unit)
            if word.startswith("-") or isinstance(part, Sum):
                word = f"({word})"
            words += (" + " if sign > 0 else " − ") + word if words else word if sign > 0 else "−" + word
        return words or "0"


@dataclass(slots=True, frozen=True)
class Quotient:
    """numerator ÷ denominator."""

    numerator: Expression
    denominator: Expression

    def value(self) -> Decimal | None:
        a, b = self.numerator.value(), self.denominator.value()
        return None if a is None or not b else a / b

    def interval(self) -> Interval | None:
        a, b = self.numerator.interval(), self.denominator.interval()
        return None if a is None or b is None else a / b

    def solve(self, key: Key, target: Interval) -> Interval | None:
        a, b = self.numerator.interval(), self.denominator.interval()
        if a is None or b is None:
            return None
        if any(f.key == key for _, f in self.numerator.figures()):
            if any(f.key == key for _, f in self.denominator.figures()):
                return self._solve_both(key, target)
            return self.numerator.solve(key, target * b)
        wanted = a / target
        return None if wanted is None else self.denominator.solve(key, wanted)

    def _solve_both(self, key: Key, target: Interval) -> Interval | None:
        """a ÷ (c + s·a) = t has the solution a = t·c ÷ (1 − s·t)."""
        if not isinstance(self.numerator, Leaf) or not isinstance(self.denominator, Sum):
            return None
        own = [s for s, part in self.denominator.parts if isinstance(part, Leaf) and part.figure.key == key]
        rest = tuple(p for p in self.denominator.parts if not (isinstance(p[1], Leaf) and p[1].figure.key == key))
        others = Sum(rest).interval()
        if len(own) != 1 or others is None:
            return None
        below = target if own[0] > 0 else -target
        return (target * others) / (Interval.exact(Decimal(1)) - below)

    def figures(self) -> Iterator[tuple[str, Figure]]:
        yield from self.numerator.figures()
        yield from self.denominator.figures()

    def text(self, unit: str | None) -> str:
        scale = " × 100%" if unit in PERCENT or unit is None else ""
        inner = _own_unit(self)
        top, bottom = _bracketed(self.numerator, inner), _bracketed(self.denominator, inner)
        return f"{top} ÷ {bottom}{scale}"


@dataclass(slots=True, frozen=True)
class Growth:
    """current ÷ base − 1."""

    current: Expression
    base: Expression

    def value(self) -> Decimal | None:
        a, b = self.current.value(), self.base.value()
        # growth from a negative base has no agreed meaning
        return None if a is None or b is None or b <= 0 else a / b - 1

    def interval(self) -> Interval | None:
        a, b = self.current.interval(), self.base.interval()
        if a is None or b is None or b.lo <= 0:
            return None
        ratio = a / b
        return None if ratio is None else ratio - Interval.exact(Decimal(1))

    def solve(self, key: Key, target: Interval) -> Interval | None:
        return Quotient(self.current, self.base).solve(key, target + Interval.exact(Decimal(1)))

    def figures(self) -> Iterator[tuple[str, Figure]]:
        yield from self.current.figures()
        yield from self.base.figures()

    def text(self, unit: str | None) -> str:
        inner = _own_unit(self)
        base = self.base.text(inner)
        return f"({self.current.text(inner)} − {base}) ÷ {base} × 100%"


@dataclass(slots=True, frozen=True)
class Product:
    """left × right."""

    left: Expression
    right: Expression

    def value(self) -> Decimal | None:
        a, b = self.left.value(), self.right.value()
        return None if a is None or b is None else a * b

    def interval(self) -> Interval | None:
        a, b = self.left.interval(), self.right.interval()
        return None if a is None or b is None else a * b

    def solve(self, key: Key, target: Interval) -> Interval | None:
        one, other = self.left, self.right
        if not any(f.key == key for _, f in one.figures()):
            one, other = other, one
        spread = other.interval()
        wanted = None if spread is None else target / spread
        return None if wanted is None else one.solve(key, wanted)

    def figures(self) -> Iterator[tuple[str, Figure]]:
        yield from self.left.figures()
        yield from self.right.figures()

    def text(self, unit: str | None) -> str:
        return f"{_bracketed(self.left, unit)} × {_bracketed(self.right, unit)}"


def total(figures: Sequence[Figure], role: str = "part") -> Sum:
    """The plain sum of figures."""
    return Sum(tuple((1, Leaf(f, role)) for f in figures))


def _own_unit(expression: Expression) -> str | None:
    """The unit all operands share, so that a ratio is written without units."""
    units = {f.unit for _, f in expression.figures() if f.value is not None}
    return units.pop() if len(units) == 1 else None


def _bracketed(expression: Expression, unit: str | None) -> str:
    text = expression.text(unit)
    several = not isinstance(expression, Leaf) and (" + " in text or " − " in text)
    return f"({text})" if several or text.startswith("-") else text
