"""
**检查什么**：资产负债表等左右并列的表，两侧总计是否相等（资产合计＝负债和净资产合计，收入总计＝支出总计）。

**为什么**：这是复式记账的基本平衡关系，不平必有错。

**例子**：资产合计 1,894.27，负债和净资产合计 1,894.72。

**怎样判断**：同一张表左右两块、同一列（期初或期末、同一年度阶段），最末一级总计相比。“本年收入合计”与“本年支出
合计”因有结转结余，不要求相等。三者分列的（资产、负债、净资产），按资产＝负债＋净资产核对。

**局限**：左右两侧不在同一张表时不检查。

## English

**What**: whether the two sides of a table balance: assets against liabilities and net assets, revenue against
expenditure with carry-over.

**Why**: it is the basic identity of double entry.

**Example**: total assets 1,894.27 against 1,894.72.

**How**: the last totals of two blocks side by side in one table, in the same column. Revenue and expenditure of
the year need not be equal because of carry-over; only grand totals are compared. Where liabilities and net
assets are totalled apart they are added.

**Limits**: both sides must stand in one table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context, Grid
from extractor.checks.expression import Expression, Leaf, total
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.model.interpretation import Column
from extractor.text.labels import normalise

RULE = Rule(
    code="SUM005",
    titles=("表格左右两侧平衡", "Both sides of a table balance"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，另一侧为{expected}，相差{difference}，两侧不平衡。计算：{formula}。",
            "{where} is printed as {printed}, the other side is {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有左右平衡的表", "no table with two sides that must balance"),
)
_ASSETS = re.compile(r"^资产(?:部类)?(?:合计|总计|总额)$")
_BOTH = re.compile(r"^负债(?:和|及|与|加)?净资产(?:合计|总计|总额)$|^负债及所有者权益(?:合计|总计)$")
_LIABILITIES = re.compile(r"^负债(?:合计|总计|总额)$")
_NET = re.compile(r"^净资产(?:合计|总计|总额)$")
_IN = re.compile(r"^(?:收入)?总计$|^收入总计$")
_OUT = re.compile(r"^(?:支出)?总计$|^支出总计$")
Found = dict[str, dict[tuple[object, ...], Figure]]


def check(context: Context) -> Iterator[Yielded]:
    tables: dict[int, list[Grid]] = defaultdict(list)
    for grid in context.grids:
        tables[grid.block.table].append(grid)
    for grids in tables.values():
        found = _totals(context, grids)
        for key, stated in found["assets"].items():
            both, liabilities, net = (found[name].get(key) for name in ("both", "liabilities", "net"))
            other: Expression | None = None
            if both is not None:
                other = Leaf(both, "right")
            elif liabilities is not None and net is not None:
                other = total([liabilities, net], "right")
            if other is not None:
                yield Claim(stated, other, role="left")
        for key, stated in found["in"].items():
            if (paid := found["out"].get(key)) is not None:
                yield Claim(stated, Leaf(paid, "right"), role="left")


def _totals(context: Context, grids: list[Grid]) -> Found:
    found: Found = defaultdict(dict)
    for side, grid in enumerate(grids):
        for row in grid.rows:
            label = normalise(row.label)
            for name, pattern in (("assets", _ASSETS), ("both", _BOTH), ("liabilities", _LIABILITIES), ("net", _NET)):
                if pattern.match(label):
                    _take(context, grid, row.row, found[name])
            # 总计 on both sides: the first block is what came in
            if len(grids) == 2 and (_IN if side == 0 else _OUT).match(label):
                _take(context, grid, row.row, found["in" if side == 0 else "out"])
    return found


def _take(context: Context, grid: Grid, row: int, into: dict[tuple[object, ...], Figure]) -> None:
    for place, column in enumerate(c for c in grid.columns if c.measure == "amount"):
        figure = context.cell(grid.block.table, row, column.col)
        if figure is not None and figure.value is not None:
            into.setdefault(_column_key(column, place), figure)


def _column_key(column: Column, place: int) -> tuple[object, ...]:
    """Stage and year if the header tells, else the place among the block's columns."""
    return (column.scenario, column.year) if column.scenario else (place,)
