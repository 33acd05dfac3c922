"""
**检查什么**：“增减比例”“增长率”列是否等于（本期－基期）÷基期，正负号是否与增减方向一致。

**为什么**：比例是审阅者最先看的数字；数值错误或漏掉负号都会得出相反的结论。

**例子**：年初预算 13.10、决算 9.19，增减额 -3.91，比例印为 29.85%；应为 -29.85%。

**怎样判断**：基期由表头或多数行的数字确定。按印出的小数位四舍五入，末位之差只作提示。同表同类比例中有印负号的，
或表头写明“增+减-”的，漏印负号为错误；整表比例都不印负号的视为习惯，只作提示。

**局限**：基数为零或为负时不能计算。

## English

**What**: whether a growth column equals (current − base) ÷ base, sign included.

**Why**: rates are what readers look at first; a wrong or unsigned rate says the opposite of the figures.

**Example**: budget 13.10, actual 9.19, change -3.91, rate printed as 29.85%; it should be -29.85%.

**How**: header or the majority of rows tell the base. Rates are compared as rounded to the printed digits; a
difference in the last digit is only noted. If any rate of the table carries a minus sign or the header says
增+减-, a missing sign is an error; if none does it is a style.

**Limits**: nothing can be computed from a base that is zero or negative.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.derived import claims
from extractor.checks.registry import Rule

RULE = Rule(
    code="DRV002",
    titles=("增减比例等于增减额除以基数", "A growth rate equals the change over its base"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按计算应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; computed it is {expected} ({formula}), off by {difference}.",
        ),
        "sign": (
            "{where}印为{printed}，实际方向相反，应为{expected}。计算：{formula}。",
            "{where} is printed as {printed}, with the wrong sign: {expected} ({formula}).",
        ),
        "style": (
            "{where}等处下降而未印负号（整列均不印正负号），属书写习惯，请留意方向。",
            "{where} and others are decreases printed without a minus sign, as is the whole column: a matter of style.",
        ),
    },
    needs=("没有增减比例", "no growth column"),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from claims(context, "growth")
