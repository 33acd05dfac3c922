"""
**检查什么**：全年预算减去决算（执行）数，是否等于年末结转结余。

**为什么**：结余由预算和支出算出；不符说明三者之一有误，或支出栏误填了预算数。

**例子**：可执行预算 2,183.71，支出 2,033.14，结余印为 105.57；应为 150.57。

**怎样判断**：依次按“全年预算－支出”“全年预算＋上年结转－支出”“年初预算＋调整（＋上年结转）－支出”试算，任一相符
即为一致；都不符时按该表多数行的读法报告。正文同一事项按同样方法核对。

**局限**：没有全年预算也没有调整数时，预算是否调整过无从得知，不检查。

## English

**What**: whether final budget less actual expenditure equals the year-end balance.

**Why**: the balance follows from the two; if it does not fit, one of the three is wrong, or the budget was
printed as expenditure.

**Example**: final budget 2,183.71, expenditure 2,033.14, balance printed as 105.57; it should be 150.57.

**How**: final − actual, final + brought forward − actual, original + adjustment (+ brought forward) − actual
are tried; one that fits is enough, else the reading of most rows of the table is reported. Topics of the prose
are checked in the same way.

**Limits**: with neither a final budget nor an adjustment nothing can be said.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import Identity, accounts, apply
from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule

RULE = Rule(
    code="BUD002",
    titles=("全年预算－支出＝年末结转结余", "Final budget less expenditure is the year-end balance"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按预算减支出应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; budget less expenditure is {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有同时列出预算、支出和结余的项目", "no item with budget, expenditure and balance"),
)
_READINGS = (
    Identity("year_end_balance", ((1, "final_budget"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "final_budget"), (1, "brought_forward"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "original_budget"), (1, "adjustment"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "brought_forward"), (1, "original_budget"), (1, "adjustment"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "original_budget"), (-1, "actual")), weak=True),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from apply(accounts(context), _READINGS)
