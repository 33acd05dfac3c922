"""Which rows (or columns) of a block add up to which: told by words, numbering and layout, decided by the figures.

Where a layout leaves the structure open, each reading is tried on every line (column, or row for sums across); the
reading under which most lines agree is the structure, and a line that disagrees is then worth a finding. Where none
agrees, a structure is only asserted if nothing else is possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.checks.claim import Claim, Verdict
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import PERCENT, Figure, comparable
from extractor.checks.interval import Interval
from extractor.checks.slips import slips_between
from extractor.model.interpretation import Column, Row
from extractor.model.report import Severity
from extractor.text.labels import normalise, squash

TOTAL = re.compile(
    r"(?:合计|总计|小计|共计)(?:数|金额|支出|收入)?$|^(?:年度|项目|预算)*(?:资金|金额|支出|收入|经费)*总(?:额|和)$"
)
GRAND = re.compile(r"总计|总额|总和|^合计$|^共计$")
_MEAN = re.compile(r"单价|均价|人均|平均|均摊|户均|亩均|标准|比例|比率|率$|占比|排名|序号|编码|年份|年限")
MAX_ROWS = 3000
"""Longer blocks are lists of records, not accounts."""
_NEXT_LEVEL = ("children", "subtotals", "segment")

Get = Callable[[int, int], Figure | None]
"""(line, item) → figure: a line is a column for sums down, a row for sums across."""


@dataclass(slots=True)
class Reading:
    """One way to read a total: item ``total`` = Σ sign × part."""

    total: int
    parts: tuple[tuple[int, int], ...]
    """(sign, item)."""
    source: Literal["children", "segment", "all", "leaves", "subtotals", "after", "excluding", "siblings", "of_which"]
    agree: list[int] = field(default_factory=list)
    differ: list[int] = field(default_factory=list)
    """Lines on which the reading holds and fails; lines that say nothing are in neither."""
    strong: int = 0
    """Lines that agree with at least two parts that are not zero."""

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.strong, len(self.agree), -len(self.differ))


def weigh(reading: Reading, lines: Sequence[int], get: Get) -> Reading:
    """Note on which lines a reading holds."""
    for line in lines:
        total = get(line, reading.total)
        if total is None or total.value is None:
            continue
        parts = [(sign, get(line, item)) for sign, item in reading.parts]
        found = [(sign, f) for sign, f in parts if f is not None]
        if len(found) < len(parts) or any(f.unreadable for _, f in found) or all(f.value is None for _, f in found):
            continue
        if any(f.value and not comparable(total, f) for _, f in found):
            continue
        gap, slack = _gap(total, found)
        filled = sum(1 for _, f in found if f.value)
        if abs(gap) <= slack:
            # zero is the sum of nothing: no evidence for any structure
            if total.value or filled:
                reading.agree.append(line)
                reading.strong += filled >= 2
        else:
            reading.differ.append(line)
    return reading


def _gap(total: Figure, parts: Sequence[tuple[int, Figure]]) -> tuple[Decimal, Decimal]:
    gap, slack = total.base, total.ulp / 2
    for sign, figure in parts:
        gap -= sign * figure.base
        slack += figure.ulp / 2
    return gap, slack


def best(readings: Sequence[Reading], lines: Sequence[int], get: Get) -> Reading | None:
    """The reading most lines agree with; among equals the first.

    A reading over the next level down goes before one over the leaves below it: where a subtotal is wrong the leaves
    still add up, and the wrong subtotal would be missed.
    """
    top: Reading | None = None
    for reading in readings:
        weigh(reading, lines, get)
        if reading.strong and len(reading.agree) >= len(reading.differ) and reading.source in _NEXT_LEVEL:
            return reading
        if (reading.agree or reading.differ) and (top is None or reading.rank > top.rank):
            top = reading
    return top


def is_total(row: Row) -> bool:
    """Whether a row calls itself a total."""
    return row.role in ("total", "subtotal") or bool(TOTAL.search(normalise(row.label)))


def is_grand(row: Row) -> bool:
    return bool(GRAND.search(normalise(row.label)))


def additive(columns: Sequence[Column]) -> list[int]:
    """Indices of the columns whose figures may be added down."""
    return [
        i
        for i, c in enumerate(columns)
        if c.measure in ("amount", "count", "change")
        and (c.unit or "") not in ("%", "‰", "百分点")
        and not _MEAN.search(squash(c.path[-1]) if c.path else "")
    ]


def summable(figure: Figure | None) -> bool:
    """Whether a figure may be added to others: not a rate in a row of its own under columns of amounts."""
    if figure is None or figure.value is None:
        return True
    measure = figure.source.measure if figure.source is not None else "amount"
    return figure.unit not in PERCENT and measure in ("amount", "count", "change")


@dataclass(slots=True)
class Structure:
    """A total and its parts in one block, decided on."""

    reading: Reading
    sure: bool
    """Whether the figures themselves confirm the reading on some line, or nothing else is possible."""
    guess: bool = False
    """Sure only because one slip of the hand would explain the difference."""


def likely(reading: Reading, get: Get) -> bool:
    """On the only line there is: whether one slip of the hand separates total and sum."""
    return len(reading.differ) == 1 and len(reading.parts) >= 2 and slipped(reading, reading.differ[0], get)


def slipped(reading: Reading, line: int, get: Get) -> bool:
    """Whether one slip of the hand separates total and sum on a line."""
    total = get(line, reading.total)
    parts = [(s, f) for s, i in reading.parts if (f := get(line, i)) is not None]
    if total is None or total.value is None:
        return False
    gap, slack = _gap(total, parts)
    figures = [(-1, total), *parts]
    return any(
        f.value is not None and slips_between(f.value, Interval.around(f.base + s * gap, slack), f.factor) is not None
        for s, f in figures
    )


def claims(structure: Structure, get: Get, message: str) -> Iterator[Claim | Verdict]:
    """One claim a line on which the total and some part are printed; undetermined where the structure is not sure."""
    reading = structure.reading
    for line in sorted([*reading.agree, *reading.differ]):
        stated = get(line, reading.total)
        parts = [(sign, f) for sign, i in reading.parts if (f := get(line, i)) is not None]
        if stated is None:
            continue
        if structure.sure or line in reading.agree:
            severity: Severity | None = "warning" if structure.guess else None
            yield Claim(stated, Sum(tuple((sign, Leaf(f)) for sign, f in parts)), message=message, severity=severity)
        else:
            yield Verdict(
                None,
                [("total", stated), *(("part", f) for _, f in parts if not f.blank)],
                message=message,
                reason=("各列均不相符，可能只列出部分项目", "no column agrees: the items may be an incomplete list"),
            )
