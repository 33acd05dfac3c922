"""
**检查什么**：正文“占……的百分之几”“执行率百分之几”“完成预算的百分之几”是否等于相应两数之比。

**为什么**：占比和完成率由两数算出，改数之后常忘记重算。

**例子**：“总预算4,332万元，共支出3,581.43万元，占比85%”；应为 82.67%。

**怎样判断**：部分与整体均在句中印出，或在全文中有唯一取值时计算。

**局限**：找不到分子或分母时不检查。

## English

**What**: shares and completion rates in prose (“占…的47%”, “执行率96.35%”) against the ratio of their figures.

**Why**: they follow from two figures and are forgotten when one changes.

**Example**: “a budget of 4,332, spent 3,581.43, or 85%”; it is 82.67%.

**How**: computed where both figures are in the sentence or have one value in the report.

**Limits**: not checked where numerator or denominator is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf, Quotient
from extractor.checks.figure import comparable
from extractor.checks.registry import Rule
from extractor.checks.saying import sentence

RULE = Rule(
    code="TXT004",
    titles=("正文的占比、执行率等于两数之比", "Shares and rates stated in prose"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按计算应为{expected}，相差{difference}。计算：{formula}。原句：“{sentence}”",
            "{where} is printed as {printed}; it is {expected} ({formula}), off by {difference}: “{sentence}”",
        )
    },
    needs=("正文没有可复算的占比或执行率", "no share or rate in prose can be recomputed"),
)


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        if statement.kind != "share":
            continue
        rate, part, whole = (context.figure(i) for i in (statement.rate, statement.part, statement.total))
        if rate is None or part is None or whole is None or not comparable(part, whole) or not whole.value:
            continue
        yield Claim(
            rate, Quotient(Leaf(part, "part"), Leaf(whole, "base")), role="rate", args={"sentence": sentence(statement)}
        )
