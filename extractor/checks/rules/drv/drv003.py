"""
**检查什么**：“占比”“比重”列是否等于该项除以合计（或同行的总额）。

**为什么**：占比与金额不符，说明金额或占比有一处未更新。

**例子**：基本支出 40.00，合计 100.00，占比印为 45%；应为 40%。

**怎样判断**：分母在合计行、上级行和同行其他列中选取多数行相符者；没有任何一行相符时记为“无法判断”。

**局限**：分母不在本表中的占比不检查。

## English

**What**: whether a share column equals the item over the total (or over another column of its row).

**Why**: a share that does not fit its amounts shows that one of them was not updated.

**Example**: 40.00 of 100.00 printed as 45%; it should be 40%.

**How**: the divisor is the total row, parent row or column most rows agree with; undetermined where none
agrees.

**Limits**: shares of a total that stands elsewhere are not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.derived import claims
from extractor.checks.registry import Rule

RULE = Rule(
    code="DRV003",
    titles=("占比等于部分除以总额", "A share equals part over total"),
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
    needs=("没有占比", "no share column"),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from claims(context, "share")
