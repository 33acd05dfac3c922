"""
**检查什么**：“内设科室15个，分别是……”一类句子，列出的名称个数与所说的个数是否相等。

**为什么**：机构调整后常只改了名单或只改了个数。

**例子**：“所属事业单位6个，分别是”后列出 5 个名称。

**怎样判断**：以顿号分隔的名称计数；列举以“等”结尾的，只核对不多于所说个数。列举的断句可能有歧义，记为疑点。

**局限**：名称本身含顿号的可能误计。

## English

**What**: “15 offices, namely …”: whether as many names follow.

**Why**: after a reorganization often only the list or only the count is changed.

**Example**: “6 institutions, namely” followed by 5 names.

**How**: names between 、 are counted; a list that ends in 等 must only not be longer. A warning, since splitting a list
can be ambiguous.

**Limits**: names that contain 、 may be miscounted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.saying import sentence

RULE = Rule(
    code="TXT005",
    titles=("列举的名称与所说个数相等", "As many names as the count says"),
    severity="warning",
    messages={
        "default": (
            "{where}印为{printed}，其后列出{count}个：“{sentence}”",
            "{where} is printed as {printed}; {count} follow: “{sentence}”",
        )
    },
    needs=("正文没有先说个数、再列名称的句子", "no sentence gives a count and then the names"),
)


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        stated = context.figure(statement.total)
        if statement.kind != "count" or stated is None or stated.value is None or not statement.items:
            continue
        count = Decimal(len(statement.items))
        hedged = bool(
            re.search(r"等(?:\d+|[一二三四五六七八九十]+)?[个家所]?[\u4e00-\u9fff]{0,6}[。；;]?$", statement.text)
        )
        yield Verdict(
            holds=stated.value == count or (hedged and count < stated.value),
            figures=[("count", stated)],
            args={"count": str(count), "sentence": sentence(statement)},
            expected=str(count),
            actual=str(stated.value),
            difference=stated.value - count,
        )
