"""Sums that the figures of a block follow without any header saying so: 结转 + 收入 − 支出 = 结余, 满分 − 扣分 = 得分.

Every signed sum of two or three items (columns, or rows) that may equal another item is tried on every line. One is
believed only if so many lines agree to the last printed digit that chance is out of the question; a line that then
disagrees is worth a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import log10

from extractor.checks.figure import PERCENT, Figure
from extractor.checks.totals import Get

MAX_ITEMS = 12
_MAX_LINES = 400
_SIZES = (3, 4, 5)
_FEW = 8
"""Items up to which sums of four are tried as well."""
_BEYOND_CHANCE = 4.0
"""Powers of ten by which agreement must be less likely than one among all sums tried."""
_LEAST_FILLED = 3
_EXCEPTIONS = 2
"""Lines that follow a law for one that may not: a law with more exceptions is none."""

Vector = tuple[int, ...]
"""A coefficient (−1, 0, 1) for every item; the signed sum of the figures is zero."""


@dataclass(slots=True)
class Law:
    """A signed sum that vanishes on the lines of a block."""

    vector: Vector
    agree: list[int] = field(default_factory=list)
    differ: list[int] = field(default_factory=list)

    @property
    def stated(self) -> int:
        """The item that is the result: the one all others add up to, else the last."""
        plus = [i for i, c in enumerate(self.vector) if c > 0]
        minus = [i for i, c in enumerate(self.vector) if c < 0]
        lone = next((side[0] for side in (plus, minus) if len(side) == 1), None)
        return lone if lone is not None and len(plus) != len(minus) else max(plus + minus)

    @property
    def terms(self) -> list[tuple[int, int]]:
        """(sign, item) of the items that make up the stated one."""
        own = self.vector[self.stated]
        return [(-c * own, i) for i, c in enumerate(self.vector) if c and i != self.stated]


def laws(items: Sequence[int], lines: Sequence[int], totals: set[int], get: Get, known: list[Vector]) -> list[Law]:
    """The laws of a block. ``items`` are indices for ``get``, ``totals`` lines that follow from the others and prove
    nothing; ``known`` are laws found elsewhere: neither they nor what follows from them is given again."""
    width = max(items, default=-1) + 1
    grid = [[_summand(get(line, i)) for i in items] for line in lines[:_MAX_LINES]]
    tried = [(n, row) for n, row in enumerate(grid) if sum(bool(f and f.value) for f in row) >= _LEAST_FILLED]
    if len(tried) < 2 or not _LEAST_FILLED <= len(items) <= MAX_ITEMS:
        return []
    printed = [f for _, row in tried for f in row if f is not None and f.value is not None]
    finest = min(min(int(v.as_tuple().exponent) for f in printed for v in (f.base, f.ulp)), 0)
    values = {n: [_whole(f, f.base, finest) if f else 0 for f in row] for n, row in tried}
    slack = {n: [_whole(f, f.ulp, finest) if f else 0 for f in row] for n, row in tried}
    basis = _Basis([tuple(v) for v in known])
    found: list[Law] = []
    for vector, believed in _search(grid, tried, values, slack, {n for n, _ in tried if lines[n] in totals}):
        spread = [0] * width
        for i, c in zip(items, vector, strict=True):
            spread[i] = c
        if any(_part_of(spread, whole) for whole in known) or not basis.adds(tuple(spread)):
            continue
        believed.differ = [n for n in believed.differ if not _more(vector, values, n, believed.agree)]
        believed.vector = tuple(spread)
        believed.agree = [lines[n] for n in believed.agree]
        believed.differ = [lines[n] for n in believed.differ]
        found.append(believed)
    return found


def _part_of(vector: Sequence[int], whole: Vector) -> bool:
    """Whether a known law has all the terms of another, and more: the rest is blank on most lines."""
    ratio = {(a, b) for a, b in zip(vector, whole, strict=False) if a}
    return ratio <= {(1, 1), (-1, -1)} or ratio <= {(1, -1), (-1, 1)}


def _more(vector: Vector, values: dict[int, list[int]], line: int, others: list[int]) -> bool:
    """Whether a line holds something outside a law that is blank on all lines that follow it."""
    outside = [i for i, c in enumerate(vector) if not c]
    return any(values[line][i] and not any(values[n][i] for n in others) for i in outside)


def _search(
    grid: list[list[Figure | None]],
    tried: list[tuple[int, list[Figure | None]]],
    values: dict[int, list[int]],
    slack: dict[int, list[int]],
    totals: set[int],
) -> Iterator[tuple[Vector, Law]]:
    """Every law beyond chance, short ones first."""
    count = len(grid[0])
    money = [_kind(grid, i) for i in range(count)]
    first = [n for n, _ in tried if n not in totals][:3]
    for size in _SIZES if count <= _FEW else _SIZES[:-1]:
        chances = 0
        kept: list[tuple[Vector, Law, float]] = []
        for chosen in combinations(range(count), size):
            if len({money[i] for i in chosen}) > 1:
                continue
            for signs in product((1, -1), repeat=size - 1):
                if all(s > 0 for s in signs):
                    continue
                chances += 1
                signed = list(zip(chosen, (1, *signs), strict=True))
                failed = 0
                for n in first:
                    failed += not _holds(signed, values[n], slack[n])
                    if failed * 2 > len(first):
                        break
                else:
                    kept += _believable(signed, tried, values, slack, totals, count)
        for vector, law, proof in kept:
            if proof >= log10(max(1, chances)) + _BEYOND_CHANCE:
                yield vector, law


def _whole(figure: Figure, amount: Decimal, finest: int) -> int:
    """An amount of a figure in units of 10 to the power ``finest``, for quick sums; a blank cell is nothing."""
    return int(amount.scaleb(-finest)) if figure.value is not None else 0


def _summand(figure: Figure | None) -> Figure | None:
    """The figure, unless it is a percentage, which nothing is added to."""
    return None if figure is not None and figure.unit in PERCENT else figure


def _believable(
    signed: list[tuple[int, int]],
    tried: list[tuple[int, list[Figure | None]]],
    values: dict[int, list[int]],
    slack: dict[int, list[int]],
    totals: set[int],
    count: int,
) -> list[tuple[Vector, Law, float]]:
    """The sum as a law with its proof; nothing if it has too many exceptions."""
    law, proof = _weigh(signed, tried, values, slack, totals)
    if len(law.agree) < 2 or len(law.differ) * _EXCEPTIONS > len(law.agree):
        return []
    # an item that is nothing on the lines that agree may as well be no part of the sum
    if any(sum(bool(values[n][i]) for n in law.agree) < 2 for i, _ in signed):
        return []
    signs = dict(signed)
    return [(tuple(signs.get(i, 0) for i in range(count)), law, proof)]


def _kind(grid: list[list[Figure | None]], item: int) -> str:
    """What may be added to what: money, points, or things of one unit."""
    units = {f.unit for row in grid if (f := row[item]) is not None and f.value is not None}
    if not units:
        return ""
    return (
        "money" if all(u is not None and u.endswith("元") for u in units) else "/".join(sorted(u or "" for u in units))
    )


def _holds(signed: list[tuple[int, int]], row: list[int], slack: list[int]) -> bool:
    """Whether a signed sum vanishes within the half units of the last digits (``slack`` holds whole ones)."""
    gap = limit = 0
    for i, sign in signed:
        gap += sign * row[i]
        limit += slack[i]
    return -limit <= 2 * gap <= limit


def _weigh(
    signed: list[tuple[int, int]],
    tried: list[tuple[int, list[Figure | None]]],
    values: dict[int, list[int]],
    slack: dict[int, list[int]],
    totals: set[int],
) -> tuple[Law, float]:
    """Where a sum holds, and how unlikely that is: each line by the size of its figures in last digits."""
    law, proof = Law(()), 0.0
    seen: set[tuple[int, ...]] = set()
    for n, row in tried:
        figures = [row[i] for i, _ in signed]
        own = tuple(values[n][i] for i, _ in signed)
        if sum(1 for v in own if v) < _LEAST_FILLED or any(f is None or f.unreadable for f in figures):
            continue
        if not _holds(signed, values[n], slack[n]):
            law.differ.append(n)
            continue
        law.agree.append(n)
        if n in totals or own in seen:
            continue
        seen.add(own)
        smallest = sorted(abs(v) for v in own if v)[0]
        step = max(slack[n][i] for i, _ in signed) or 1
        proof += log10(smallest / step + 1)
    return law, proof


class _Basis:
    """Laws as vectors: whether another one says anything new."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._rows: list[list[Fraction]] = []
        for vector in vectors:
            self.adds(vector)

    def adds(self, vector: Vector) -> bool:
        """Whether a vector is independent of those before; it then counts as one of them."""
        rest = [Fraction(c) for c in vector]
        for row in self._rows:
            lead = next(i for i, c in enumerate(row) if c)
            if lead < len(rest) and rest[lead]:
                ratio = rest[lead] / row[lead]
                rest = [a - ratio * b for a, b in zip(rest, row, strict=True)]
        if not any(rest):
            return False
        self._rows.append(rest)
        return True
