"""Sums down the columns of a block: which rows a total row, a numbered item or an of-which row stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from extractor.checks.context import Context, Grid
from extractor.checks.figure import Figure
from extractor.checks.totals import (
    MAX_ROWS,
    Reading,
    Structure,
    additive,
    best,
    is_total,
    likely,
    slipped,
    summable,
    weigh,
)
from extractor.model.interpretation import Row
from extractor.text.labels import normalise, squash

_LESS = re.compile(r"^(?:减|扣除)[：:]?")
_REST = re.compile(r"^(?:其他|其它)")
# what stands in a balance sheet for information only, beside the 净值 that counts
_MEMO = re.compile(r"原值|原价|累计折旧|累计摊销|减值准备")
_NET = re.compile(r"净值|净额")
_MANY = 3
"""Parts that add up to the last digit of a figure by more than chance."""
_DIGITS = re.compile(r"\d+")


def blocks(context: Context) -> list[Down]:
    """All blocks of all tables, their rows' structure told once for all rules."""
    return context.memo("down", lambda: [Down(context, grid) for grid in context.grids])


class Down:
    """Sums down the columns of one block."""

    def __init__(self, context: Context, grid: Grid) -> None:
        self.context, self.grid = context, grid
        self.lines = additive(grid.columns)
        columns = [grid.columns[line] for line in self.lines]
        rows = grid.rows if len(grid.rows) <= MAX_ROWS else []
        self.rows = [r for r in rows if all(summable(context.at(grid, r, c)) for c in columns)]
        self._entries: list[tuple[Grid, Row]] = [(grid, row) for row in self.rows]
        self.coded = False
        """Whether the hierarchy was told by classification codes, which leave nothing out."""
        self.parent, self.level = self._hierarchy()
        self._children: dict[int, list[int]] = {}
        for i, above in enumerate(self.parent):
            if above is not None:
                self._children.setdefault(above, []).append(i)
        self.totals = [i for i, row in enumerate(self.rows) if is_total(row)]
        self._earlier = self._continued()

    def get(self, line: int, item: int) -> Figure | None:
        grid, row = self._entries[item]
        return self.context.at(grid, row, grid.columns[line])

    def sign(self, item: int) -> int:
        return -1 if _LESS.match(squash(self._entries[item][1].label)) else 1

    @cached_property
    def printed_totals(self) -> list[Structure]:
        """For every row that calls itself a total: what it is the total of."""
        found = []
        for total in self.totals:
            readings = self._readings(total)
            reading = best(readings, self.lines, self.get)
            if reading is not None and not reading.agree:
                reading = self._excluding(readings) or reading
            if reading is not None:
                sure, guess = self._sure(reading, readings)
                found.append(Structure(reading, sure, guess))
        return found or self._unnamed_total()

    def _unnamed_total(self) -> list[Structure]:
        """The last or first row of a list, where its words do not say so but its figures are the sums of the others."""
        if self.totals or len(self.rows) <= _MANY:
            return []
        for item in (len(self.rows) - 1, 0):
            others = [i for i in range(len(self.rows)) if i != item and self.rows[i].role != "of_which"]
            reading = weigh(self._reading(item, self._top(others), "all"), self.lines, self.get)
            proved = [
                line
                for line in reading.agree
                if sum(bool((f := self.get(line, i)) and f.value) for _, i in reading.parts) >= _MANY
            ]
            if len(proved) > len(reading.differ) or (
                proved
                and len(proved) == len(reading.differ)
                and all(slipped(reading, n, self.get) for n in reading.differ)
            ):
                return [Structure(reading, True, bool(reading.differ))]
        return []

    @cached_property
    def parents(self) -> list[Structure]:
        """For every row with numbered rows below it: whether they are its parts."""
        tried: list[Reading] = []
        for total, children in self._children.items():
            items = [c for c in children if self.rows[c].role != "of_which" and c not in self.totals]
            if total not in self.totals and len(items) >= (1 if self.coded else 2):
                reading = weigh(self._reading(total, items, "children"), self.lines, self.get)
                if reading.agree or reading.differ:
                    tried.append(reading)
        complete = any(r.strong for r in tried)
        found = []
        for reading in tried:
            # a list that ends in "other …" is whole, if lists of this table are
            whole = self.coded or (complete and bool(_REST.match(normalise(self.rows[reading.parts[-1][1]].label))))
            sure = bool(reading.strong) or (whole and len(reading.differ) == 1)
            guess = not sure and likely(reading, self.get)
            found.append(Structure(reading, sure or guess, guess))
        return found

    @cached_property
    def of_which(self) -> list[Structure]:
        """For every row with 其中 rows below it: these rows."""
        found = []
        for total, children in self._children.items():
            items = [c for c in children if self.rows[c].role == "of_which"]
            if items:
                reading = weigh(self._reading(total, items, "of_which"), self.lines, self.get)
                found.append(Structure(reading, bool(reading.strong)))
        return found

    # structure as printed

    def _hierarchy(self) -> tuple[list[int | None], list[int]]:
        """Parent (index) and level of every row, from classification codes where the layout tells nothing."""
        index = {row.row: i for i, row in enumerate(self.rows)}
        parents = [index.get(row.parent) if row.parent is not None else None for row in self.rows]
        levels = [row.level for row in self.rows]
        if any(p is not None for p in parents):
            return parents, levels
        codes = [self._code(row) for row in self.rows]
        lengths = sorted({len(c) for c in codes if c})
        if len(lengths) < 2 or sum(map(bool, codes)) < 3:
            return parents, levels
        last: dict[str, int] = {}
        for i, code in enumerate(codes):
            if not code:
                continue
            levels[i] = lengths.index(len(code))
            above = [last[code[:n]] for n in lengths if n < len(code) and code[:n] in last]
            parents[i] = above[-1] if above else None
            self.coded = True
            last[code] = i
        return parents, levels

    def _code(self, row: Row) -> str:
        """The digits of a row's code cells, 类 款 项 joined: "2070101"."""
        grid = self.context.views[self.grid.block.table].table.grid
        found = ""
        for column in self.grid.block.columns:
            cell = grid[row.row][column.col] if column.role == "code" else None
            if cell is not None and cell.row == row.row and cell.col == column.col:
                digits = _DIGITS.fullmatch(squash(cell.text))
                found += digits.group() if digits else ""
        return found

    def _continued(self) -> list[int]:
        """Items of the block this one goes on from: the left half of a table, or a table cut in two."""
        own = [column.path for column in self.grid.columns]
        for grid in reversed(self.context.grids[: self.context.grids.index(self.grid)]):
            near = 0 <= self.grid.block.table - grid.block.table <= 1
            same = [column.path for column in grid.columns] == own
            if near and same and grid is not self.grid:
                start = len(self._entries)
                self._entries += [(grid, row) for row in grid.rows if not is_total(row)]
                if any(is_total(row) for row in grid.rows):
                    return []
                return [i for i in range(start, len(self._entries)) if self._entries[i][1].level == 0]
            if not near:
                break
        return []

    # readings

    def _readings(self, total: int) -> list[Reading]:
        rows, found = self.rows, []
        plain = [i for i in range(len(rows)) if i not in self.totals and rows[i].role != "of_which"]
        before = [t for t in self.totals if t < total]
        after = [t for t in self.totals if t > total]
        start = before[-1] + 1 if before else 0
        end = after[0] if after else len(rows)
        segment = [i for i in plain if start <= i < total]
        above = [i for i in plain if i < total]
        below = [i for i in plain if i > total]
        found.append(self._reading(total, self._children.get(total, []), "children"))
        # a grand total over subtotals, with and without the rows that stand under none of them
        found.append(self._reading(total, before, "subtotals"))
        if before:
            found.append(self._reading(total, [*before, *self._top(segment)], "subtotals"))
            top = [t for t in before if not self._summed(t, before)]
            found.append(self._reading(total, [*top, *self._top(segment)], "subtotals"))
        found.append(self._reading(total, self._top(segment), "segment"))
        found.append(self._reading(total, self._without_memo(self._top(segment)), "segment"))
        found.append(self._reading(total, self._top(above), "all"))
        if self._earlier and not before:
            found.append(self._reading(total, [*self._earlier, *self._top(above)], "all"))
        found.append(self._reading(total, self._leaves(above), "leaves"))
        found.append(self._reading(total, self._leaves(segment), "leaves"))
        found.append(self._reading(total, self._top([i for i in below if i < end]), "after"))
        found.append(self._reading(total, self._top(below), "after"))
        found.append(self._reading(total, self._leaves(below), "after"))
        found.append(self._reading(total, after, "after"))
        if any(row.role == "of_which" for row in rows):
            # 其中： printed before the first part only, or before each of all parts
            found.append(self._reading(total, list(range(total + 1, end)), "after"))
            found.append(self._reading(total, list(range(start, total)), "segment"))
        unique: dict[tuple[tuple[int, int], ...], Reading] = {}
        for reading in found:
            if reading.parts:
                unique.setdefault(reading.parts, reading)
        return list(unique.values())

    def _summed(self, total: int, totals: list[int]) -> bool:
        """Whether a later total of the same list takes this one in (小计 under 合计)."""
        return any(t > total and self.level[t] < self.level[total] for t in totals)

    def _reading(self, total: int, items: Sequence[int], source: str) -> Reading:
        parts = tuple((self.sign(i), i) for i in sorted(items) if i != total)
        return Reading(total, parts, source)  # type: ignore[arg-type]

    def _top(self, items: list[int]) -> list[int]:
        """The rows of the highest level; a heading without figures is replaced by what stands under it."""
        if not items:
            return []
        level = min(self.level[i] for i in items)
        return [leaf for i in items if self.level[i] == level for leaf in self._opened(i, items)]

    def _opened(self, item: int, items: list[int]) -> list[int]:
        children = [c for c in self._children.get(item, ()) if c in items]
        if not children or any((f := self.get(line, item)) is not None and f.value is not None for line in self.lines):
            return [item]
        return [leaf for c in children for leaf in self._opened(c, items)]

    def _leaves(self, items: list[int]) -> list[int]:
        return [i for i in items if not any(c in items for c in self._children.get(i, ()))]

    def _without_memo(self, items: list[int]) -> list[int]:
        """Without 原值 and 累计折旧, where the 净值 stands beside them."""
        if not any(_NET.search(self.rows[i].label) for i in items):
            return items
        return [i for i in items if not _MEMO.search(self.rows[i].label) or _NET.search(self.rows[i].label)]

    def _excluding(self, readings: list[Reading]) -> Reading | None:
        """A reading that leaves out one or two rows and then holds where these rows are not blank."""
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
                # on one column alone, leaving out the wrong figure would "explain" every error
                if len(tested) >= 2 and not trial.differ and trial.strong:
                    return trial
        return None

    def _sure(self, reading: Reading, readings: list[Reading]) -> tuple[bool, bool]:
        """Whether to assert a reading, and whether only because a slip of the hand would explain the difference."""
        if len(reading.agree) > len(reading.differ) or (
            reading.strong and len(reading.agree) * 2 >= len(reading.differ)
        ):
            return True, False
        if reading.agree:
            # agreeing only where a single figure is printed proves little
            slipped = likely(reading, self.get)
            return slipped, slipped
        if len(reading.differ) > 1 or len(reading.parts) < 2:
            # several columns, and no reading fits any of them: the structure is not what it seems
            return False, False
        # one column only: a list that ends in its total leaves no doubt, anything else needs a sign of a slip
        plain = len(readings) == 1 and reading.source in ("segment", "children")
        slipped = likely(reading, self.get)
        return plain or slipped, False
