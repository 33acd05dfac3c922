"""
**检查什么**：“执行率”“完成率”“控制率”列是否等于相应两数之比，例如执行率＝全年执行数÷全年预算数，人员控制率＝在
职人数÷编制数。

**为什么**：执行率决定预算执行得分；算错或未随金额更新会直接影响评分。

**例子**：全年预算 9,475.65、执行 8,577.60，执行率印为 91.52%；应为 90.52%。

**怎样判断**：执行率依次以全年预算、年初预算、年初预算＋调整（＋上年结转）为分母，任一口径相符即为一致；都不符时
按表头口径报告。控制率以其左侧相邻两列计算。没有百分号的比率按百分数或小数理解，以相符者为准。

**局限**：分子分母不在同一行时不检查（正文中的执行率见 BUD005）。

## English

**What**: whether an execution, completion or control rate equals the ratio of its two figures: actual over
budget, staff over posts.

**Why**: the execution rate decides a score; a rate that was not updated changes the result.

**Example**: 8,577.60 of 9,475.65 printed as 91.52%; it should be 90.52%.

**How**: an execution rate may be of the final budget, the original budget, or original + adjustment (+
carry-over): one reading that fits is enough; if none does the header's is reported. Control rates are of the
two columns to their left. A rate without % is read as a percentage or a fraction, whichever fits.

**Limits**: numerator and denominator must stand in the same row (for rates in prose see BUD005).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.derived import claims
from extractor.checks.registry import Rule

RULE = Rule(
    code="DRV004",
    titles=("执行率、控制率等于两数之比", "An execution or control rate equals the ratio of its figures"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按计算应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; computed it is {expected} ({formula}), off by {difference}.",
        ),
        "sign": (
            "{where}印为{printed}，按计算应为{expected}。计算：{formula}。",
            "{where} is printed as {printed}; computed it is {expected} ({formula}).",
        ),
    },
    needs=("没有执行率或控制率", "no execution or control rate"),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from claims(context, "rate")
