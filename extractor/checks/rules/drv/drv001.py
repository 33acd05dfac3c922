"""
**检查什么**：“增减额”“差额”列（或行）是否等于所比较的两个数之差，正负号是否与增减方向一致。

**为什么**：增减额由两个印出的数字算出，不符说明三者必有一误；符号相反会使“减少”读成“增加”。

**例子**：2024年决算 9.19、年初预算 13.10，增减额印为 3.91；应为 -3.91。

**怎样判断**：比较哪两列由表头（“较年初预算”“较上年决算”）说明；表头未说明时，多数行相符的一对即为比较对象。同类
列中只要有一处印出负号，或表头写明“增+减-”，即认定该表印正负号，漏印负号为错误；整列都不印负号的，只作提示。

**局限**：表头和数字都不能说明比较对象时记为“无法判断”。

## English

**What**: whether a change column (or row) equals the difference of the two figures it compares, and carries the
right sign.

**Why**: the change follows from two printed figures; if it does not fit one of the three is wrong, and a lost
sign turns a cut into an increase.

**Example**: actual 9.19, original budget 13.10, change printed as 3.91; it should be -3.91.

**How**: the header tells which columns are compared; where it does not, the pair most rows agree with is taken.
If any figure of the same kind in the table carries a minus sign, or the header says so, a missing sign is an
error; if none does it is a style.

**Limits**: undetermined where neither header nor figures tell what is compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.derived import claims
from extractor.checks.registry import Rule

RULE = Rule(
    code="DRV001",
    titles=("增减额等于两数之差", "A change equals the difference of its two figures"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按两数相减应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; the difference is {expected} ({formula}), off by {difference}.",
        ),
        "sign": (
            "{where}印为{printed}，正负号与实际方向相反，应为{expected}。计算：{formula}。",
            "{where} is printed as {printed}, with the wrong sign: {expected} ({formula}).",
        ),
        "style": (
            "{where}等处下降而未印负号（整列均不印正负号），属书写习惯，请留意方向。",
            "{where} and others are decreases printed without a minus sign, as is the whole column: a matter of style.",
        ),
    },
    needs=("没有增减额", "no change column"),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from claims(context, "change")
