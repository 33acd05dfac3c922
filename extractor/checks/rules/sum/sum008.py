"""
**检查什么**：正文中“内设科室15个，分别是……”之类的计数，与其后逐一列出的名称个数是否一致。

**为什么**：机构调整后名单改了而个数未改（或相反）十分常见。

**例子**：称所属事业单位6个，其后列出5个。

**怎样判断**：数出紧随其后的名称（以顿号、逗号分隔，括号内不计）。列举以“等”结尾的，只要求列出的不多于所称个数。

**局限**：名称本身含顿号时可能数错，故列为疑点。

## English

**What**: whether a count ("15 departments, namely …") equals the number of names listed after it.

**Why**: after a reorganization the list is often changed and the count is not.

**Example**: six subordinate units are announced, five are listed.

**How**: the names that follow are counted; a list that ends in 等 ("and others") may be shorter than the count.

**Limits**: a name that contains a list comma may be counted twice, hence a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule

RULE = Rule(
    code="SUM008",
    titles=("计数与列举的名称个数一致", "A count equals the number of names listed"),
    severity="warning",
    messages={
        "default": (
            "{where}印为{printed}，其后列举{expected}，二者不符。",
            "{where} is printed as {printed}, but {expected} are listed after it.",
        ),
    },
    needs=("没有带列举的计数", "no count followed by a list"),
)


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        stated = context.figure(statement.total)
        if statement.kind != "count" or stated is None or stated.value is None or not statement.items:
            continue
        listed = len(statement.items)
        ends = statement.text.rstrip("。；;， ").endswith("等")
        fits = stated.value == listed or (listed < stated.value and ends)
        yield Verdict(
            fits,
            [("total", stated)],
            expected=str(listed),
            actual=str(stated.value),
            difference=stated.value - listed,
            formula=f"{listed}" + ("…" if ends else ""),
        )
