"""
**检查什么**：年末结转结余是否等于财政收回与结转下年之和。

**为什么**：年末剩余资金只有这两个去向，不符说明有一处漏计或录错。

**例子**：年末结转结余 148.69，财政收回 148.56，结转下年 0.31；结转下年应为 0.13。

**怎样判断**：在同一表行或正文同一事项内核对，三个数字都印出才检查。

**局限**：另有其他去向（如结余分配）而未列出时会误报，请以正文说明为准。

## English

**What**: whether the year-end balance equals what was reclaimed plus what was carried forward.

**Why**: money left at the end of the year goes one of these two ways.

**Example**: balance 148.69, reclaimed 148.56, carried forward 0.31; the last should be 0.13.

**How**: within one table row or one topic of the prose, where all three are printed.

**Limits**: a third destination that is not listed would look like an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import Identity, accounts, apply
from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule

RULE = Rule(
    code="BUD003",
    titles=("年末结转结余＝财政收回＋结转下年", "The balance is reclaimed or carried forward"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，财政收回与结转下年之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; its two parts make {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有同时列出结余、收回和结转下年的项目", "no item with balance, reclaimed and carried forward"),
)
_READINGS = (Identity("year_end_balance", ((1, "reclaimed"), (1, "carried_forward"))),)


def check(context: Context) -> Iterator[Yielded]:
    yield from apply(accounts(context), _READINGS)
