"""
**检查什么**：每个项目的年初预算、年中调整与全年预算（可执行预算、调整预算）是否相符；需要调整数才能相符而调整栏
空白的，也予指出。

**为什么**：全年预算是执行率和结转结余的基数；调整数漏填或算错，后面的数字全部失真。

**例子**：年初预算 389.72，年中调整空白，全年预算 368.40；调整数应为 -21.32。

**怎样判断**：有的表把上年结转计入全年预算，有的不计。两种读法都试算，同一张表多数行相符的读法即为该表口径；任一
读法相符即视为一致。正文中同一事项的年初预算、调整、全年预算分散在几句话中的，也按此核对。

**局限**：三行以上且没有一行相符时，视为口径不明，不报告。

## English

**What**: whether original budget, adjustment and final budget agree for every item; a blank adjustment where
the other two differ is reported too.

**Why**: the final budget is the base of execution rates and balances; a missing or wrong adjustment falsifies
all that follows.

**Example**: original 389.72, adjustment blank, final 368.40: the adjustment should be -21.32.

**How**: some tables count what was brought forward into the final budget, some do not. Both readings are tried
and the one most rows of a table follow is its own; an item that fits either is consistent. Stages of one topic
stated over several sentences are checked in the same way.

**Limits**: where three rows or more and not one of them agree, the columns are taken to mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import Identity, accounts, apply
from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule

RULE = Rule(
    code="BUD001",
    titles=("年初预算＋调整＝全年预算", "Original budget plus adjustment is the final budget"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按年初预算加调整应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; original plus adjustment is {expected} ({formula}), off by {difference}.",
        ),
        "blank": (
            "{where}空白，而年初预算与全年预算不等，应为{expected}。计算：{formula}。",
            "{where} is blank though original and final budget differ; it should be {expected} ({formula}).",
        ),
    },
    needs=("没有同时列出年初预算、调整和全年预算的项目", "no item with original budget, adjustment and final budget"),
)
_READINGS = (
    Identity("final_budget", ((1, "original_budget"), (1, "adjustment"))),
    Identity("final_budget", ((1, "original_budget"), (1, "adjustment"), (1, "brought_forward"))),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from apply(accounts(context), _READINGS, blank="adjustment")
