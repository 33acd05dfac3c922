"""Sums across the rows of a block."""

from __future__ import annotations

import re
from functools import cached_property

from extractor.checks.context import Context, Grid
from extractor.checks.figure import Figure
from extractor.checks.totals import MAX_ROWS, TOTAL, Reading, Structure, additive, best, slipped, summable, weigh
from extractor.model.interpretation import Column
from extractor.text.labels import normalise

_OVER_YEARS = re.compile(r"^(?:近|前)?([二两三四五2345])年(?:来)?(?:累计|合计|总计|共计)(?:数|金额|支出|收入|投入)?$")
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}


def blocks(context: Context) -> list[Across]:
    """All blocks of all tables, their columns' structure told once for all rules."""
    return context.memo("across", lambda: [Across(context, grid) for grid in context.grids])


class Across:
    """Sums across the rows of one block: a 合计 column beside the columns it adds up."""

    def __init__(self, context: Context, grid: Grid) -> None:
        self.context, self.grid = context, grid
        self.columns = grid.columns
        self.lines = list(range(len(grid.rows) if len(grid.rows) <= MAX_ROWS else 0))

    def get(self, line: int, item: int) -> Figure | None:
        figure = self.context.at(self.grid, self.grid.rows[line], self.columns[item])
        return figure if summable(figure) else None

    @cached_property
    def printed_totals(self) -> list[Structure]:
        """For every column that calls itself a total: which columns it adds up."""
        usable = set(additive(self.columns))
        totals = [i for i in usable if self.columns[i].path and TOTAL.search(normalise(self.columns[i].path[-1]))]
        found = []
        for total in sorted(usable):
            of_years = self._over_years(total)
            if of_years is not None:
                found.append(Structure(of_years, True))
        for total in sorted(totals):
            reading = best(self._readings(total, sorted(usable), totals), self.lines, self.get)
            # across, nothing but the figures tells the parts: two rows must agree, and more than disagree, not counting
            # those that disagree by one slip of the hand
            if reading is None or reading.strong < 2 or len(reading.agree) < len(reading.differ):
                continue
            if len(reading.agree) > sum(not slipped(reading, line, self.get) for line in reading.differ):
                found.append(Structure(reading, True))
        return found

    def _over_years(self, total: int) -> Reading | None:
        """三年累计 beside three columns of years: the words say what is added up, one line must bear it out."""
        column = self.columns[total]
        said = _OVER_YEARS.search(normalise(column.path[-1])) if column.path else None
        if said is None:
            return None
        size = _NUMBERS[said.group(1)]
        items = list(range(max(0, total - size), total))
        years = {self.columns[i].year for i in items}
        alike = all(self.columns[i].measure == column.measure for i in items)
        if len(years) < size or None in years or not alike:
            return None
        reading = weigh(Reading(total, tuple((1, i) for i in items), "siblings"), self.lines, self.get)
        return reading if reading.strong and 2 * len(reading.agree) >= len(reading.differ) else None

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
