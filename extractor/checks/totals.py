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
from extractor.checks.context import Context, Grid
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import Figure
from extractor.checks.slips import slip
from extractor.model.interpretation import Column, Row
from extractor.text.labels import normalise, squash

TOTAL = re.compile(
    r"(?:合计|总计|小计|共计)(?:数|金额|支出|收入)?$|^(?:年度|项目|预算)*(?:资金|金额|支出|收入|经费)*总(?:额|和)$"
)
GRAND = re.compile(r"总计|总额|总和|^合计$|^共计$")
_LESS = re.compile(r"^(?:减|扣除)[：:]?")
_MEAN = re.compile(r"单价|均价|人均|平均|均摊|户均|亩均|标准|比例|比率|率$|占比|排名|序号|编码|年份|年限")
_MAX_ROWS = 400
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


@dataclass(slots=True)
class Structure:
    """A total and its parts in one block, decided on."""

    grid: Grid
    reading: Reading
    sure: bool
    """Whether the figures themselves confirm the reading on some line, or nothing else is possible."""


class Down:
    """Sums down the columns of one block."""

    def __init__(self, context: Context, grid: Grid) -> None:
        self.context, self.grid = context, grid
        self.rows = grid.rows[:_MAX_ROWS]
        self.lines = additive(grid.columns)
        self._index = {row.row: i for i, row in enumerate(self.rows)}
        self._children: dict[int, list[int]] = {}
        for i, row in enumerate(self.rows):
            if row.parent in self._index:
                self._children.setdefault(self._index[row.parent], []).append(i)
        self.totals = [i for i, row in enumerate(self.rows) if is_total(row)]

    def get(self, line: int, item: int) -> Figure | None:
        return self.context.at(self.grid, self.rows[item], self.grid.columns[line])

    def sign(self, item: int) -> int:
        return -1 if _LESS.match(squash(self.rows[item].label)) else 1

    def printed_totals(self) -> list[Structure]:
        """For every row that calls itself a total: what it is the total of."""
        found = []
        for total in self.totals:
            readings = self._readings(total)
            reading = best(readings, self.lines, self.get)
            if reading is not None and not reading.agree:
                other = self._excluding(readings)
                reading = other or reading
            if reading is not None:
                found.append(Structure(self.grid, reading, self._sure(reading, readings)))
        return found

    def parents(self) -> list[Structure]:
        """For every row with numbered rows below it: whether they are its parts."""
        found = []
        for total, children in self._children.items():
            if total in self.totals:
                continue
            items = [c for c in children if self.rows[c].role != "of_which" and c not in self.totals]
            if len(items) < 2:
                continue
            reading = weigh(self._reading(total, items, "children"), self.lines, self.get)
            if reading.agree or reading.differ:
                found.append(Structure(self.grid, reading, bool(reading.strong) or self._likely(reading)))
        return found

    def of_which(self) -> list[Structure]:
        """For every row with 其中 rows below it: these rows."""
        found = []
        for total, children in self._children.items():
            items = [c for c in children if self.rows[c].role == "of_which"]
            if items:
                reading = weigh(self._reading(total, items, "of_which"), self.lines, self.get)
                found.append(Structure(self.grid, reading, bool(reading.strong)))
        return found

    def _readings(self, total: int) -> list[Reading]:
        rows, found = self.rows, []
        plain = [i for i in range(len(rows)) if i not in self.totals and rows[i].role != "of_which"]
        before = [t for t in self.totals if t < total]
        after = [t for t in self.totals if t > total]
        start = before[-1] + 1 if before else 0
        end = after[0] if after else len(rows)
        found.append(self._reading(total, self._children.get(total, []), "children"))
        segment = [i for i in plain if start <= i < total]
        above = [i for i in plain if i < total]
        # a grand total over subtotals, with and without the rows that stand under none of them
        found.append(self._reading(total, before, "subtotals"))
        if before:
            found.append(self._reading(total, [*before, *self._top(segment)], "subtotals"))
            top = [t for t in before if not self._summed(t, before)]
            found.append(self._reading(total, [*top, *self._top(segment)], "subtotals"))
        found.append(self._reading(total, self._top(segment), "segment"))
        found.append(self._reading(total, self._top(above), "all"))
        found.append(self._reading(total, self._leaves(above), "leaves"))
        found.append(self._reading(total, self._leaves(segment), "leaves"))
        found.append(self._reading(total, self._top([i for i in plain if total < i < end]), "after"))
        found.append(self._reading(total, self._top([i for i in plain if i > total]), "after"))
        found.append(self._reading(total, self._leaves([i for i in plain if i > total]), "after"))
        found.append(self._reading(total, after, "after"))
        if any(row.role == "of_which" for row in rows):
            # 其中： printed before the first part only, or before each of all parts
            found.append(self._reading(total, list(range(total + 1, end)), "after"))
            found.append(self._reading(total, list(range(start, total)), "segment"))
        seen: set[tuple[tuple[int, int], ...]] = set()
        unique = []
        for reading in found:
            if reading.parts and reading.parts not in seen:
                seen.add(reading.parts)
                unique.append(reading)
        return unique

    def _summed(self, total: int, totals: list[int]) -> bool:
        """Whether a later total of the same list takes this one in (小计 under 合计)."""
        return any(t > total and self.rows[t].level < self.rows[total].level for t in totals)

    def _reading(self, total: int, items: Sequence[int], source: str) -> Reading:
        parts = tuple((self.sign(i), i) for i in sorted(items) if i != total)
        return Reading(total, parts, source)  # type: ignore[arg-type]

    def _top(self, items: list[int]) -> list[int]:
        """The rows of the highest level; a heading without figures is replaced by what stands under it."""
        if not items:
            return []
        level = min(self.rows[i].level for i in items)
        found: list[int] = []
        for i in items:
            if self.rows[i].level == level:
                found += self._opened(i, items)
        return found

    def _opened(self, item: int, items: list[int]) -> list[int]:
        children = [c for c in self._children.get(item, ()) if c in items]
        if not children or any((f := self.get(line, item)) is not None and f.value is not None for line in self.lines):
            return [item]
        return [leaf for c in children for leaf in self._opened(c, items)]

    def _leaves(self, items: list[int]) -> list[int]:
        return [i for i in items if not any(c in items for c in self._children.get(i, ()))]

    def _excluding(self, readings: list[Reading]) -> Reading | None:
        """A reading that leaves out one or two rows (原值 beside 净值) and then holds wherever it can be tested."""
        for reading in readings:
            parts = reading.parts
            if not 3 <= len(parts) <= 40:
                continue
            for skip in [{i} for i in range(len(parts))] + [{i, i + 1} for i in range(len(parts) - 1)]:
                rest = tuple(p for i, p in enumerate(parts) if i not in skip)
                trial = weigh(Reading(reading.total, rest, "excluding"), self.lines, self.get)
                tested = [
                    line
                    for line in trial.agree
                    if any((f := self.get(line, parts[i][1])) is not None and f.value for i in skip)
                ]
                if tested and not trial.differ and trial.strong:
                    return trial
        return None

    def _sure(self, reading: Reading, readings: list[Reading]) -> bool:
        if reading.agree:
            return True
        if len(reading.differ) > 1:
            # several columns, and no reading fits any of them: the structure is not what it seems
            return False
        # one column only: a list that ends in its total leaves no doubt, anything else needs a sign of a slip
        plain = len(readings) == 1 and reading.source in ("segment", "children")
        return plain or self._likely(reading)

    def _likely(self, reading: Reading) -> bool:
        """On the only line there is: whether one slip of the hand separates total and sum."""
        if reading.agree:
            return len(reading.agree) >= len(reading.differ)
        if len(reading.differ) != 1:
            return False
        line = reading.differ[0]
        total = self.get(line, reading.total)
        parts = [(s, f) for s, i in reading.parts if (f := self.get(line, i)) is not None]
        if total is None or total.value is None:
            return False
        gap, _ = _gap(total, parts)
        if slip(total.value, total.from_base(total.base - gap)):
            return True
        return any(f.value is not None and slip(f.value, f.from_base(f.base + s * gap)) is not None for s, f in parts)


class Across:
    """Sums across the rows of one block: a 合计 column beside the columns it adds up."""

    def __init__(self, context: Context, grid: Grid) -> None:
        self.context, self.grid = context, grid
        self.columns = grid.columns
        self.lines = list(range(min(len(grid.rows), _MAX_ROWS)))

    def get(self, line: int, item: int) -> Figure | None:
        return self.context.at(self.grid, self.grid.rows[line], self.columns[item])

    def printed_totals(self) -> list[Structure]:
        """For every column that calls itself a total: which columns it adds up."""
        usable = set(additive(self.columns))
        totals = [i for i in usable if self.columns[i].path and TOTAL.search(normalise(self.columns[i].path[-1]))]
        found = []
        for total in sorted(totals):
            reading = best(self._readings(total, sorted(usable), totals), self.lines, self.get)
            # across, nothing but the figures tells the parts: two rows must agree, and more than disagree
            if reading is not None and reading.strong >= 2 and len(reading.agree) > len(reading.differ):
                found.append(Structure(self.grid, reading, True))
        return found

    def _readings(self, total: int, usable: list[int], totals: list[int]) -> list[Reading]:
        own = self.columns[total]
        alike = [i for i in usable if i != total and self._same_stage(own, self.columns[i])]
        prefix = own.path[:-1]
        under = [i for i in alike if prefix and self.columns[i].path[: len(prefix)] == prefix]
        plain = [i for i in alike if i not in totals]
        sets = [
            [i for i in under if i not in totals],
            under,
            [i for i in plain if i > total],
            [i for i in plain if i < total],
            plain,
            [i for i in alike if i in totals],
            self._run(total, plain, 1),
            self._run(total, plain, -1),
        ]
        found, seen = [], set()
        for items in sets:
            key = tuple(sorted(items))
            if len(key) >= 2 and key not in seen:
                seen.add(key)
                found.append(Reading(total, tuple((1, i) for i in key), "siblings"))
        return found

    def _run(self, total: int, plain: list[int], step: int) -> list[int]:
        """The unbroken run of plain columns beside the total."""
        items, i = [], total + step
        while i in plain:
            items.append(i)
            i += step
        return items

    @staticmethod
    def _same_stage(a: Column, b: Column) -> bool:
        return a.measure == b.measure and all(
            x is None or y is None or x == y for x, y in ((a.scenario, b.scenario), (a.year, b.year), (a.unit, b.unit))
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
            yield Claim(stated, Sum(tuple((sign, Leaf(f)) for sign, f in parts)), message=message)
        else:
            yield Verdict(
                None,
                [("total", stated), *(("part", f) for _, f in parts if not f.blank)],
                message=message,
                reason=("各列均不相符，可能只列出部分项目", "no column agrees: the items may be an incomplete list"),
            )
