"""
**检查什么**：带编号的上级项目（如“1”“一、”）是否等于其下一级各项（如“（1）（2）（3）”）之和。

**为什么**：明细之和与大类不符，说明明细或大类有一处录错，或明细未列全。

**例子**：奖补资金 3,664.36，其下（1）1,548.29、（2）2,033.14、（3）82.93，之和 3,664.36，相符。

**怎样判断**：上下级关系取自编号层次、缩进和“其中”以外的分组。只要有一列的明细（至少两项不为零）恰好等于上级，就
认定该组明细是完整的，不相符的其他列即为错误。任何一列都不相符时，可能只列了主要明细，记为“无法判断”；仅有一列时，
只有差异恰为一次笔误（一位数字、相邻颠倒、小数点）才报告。

**局限**：只列部分明细的表不会报告；编号与实际隶属关系不一致的表可能判断不了。

## English

**What**: whether a numbered item equals the sum of the items one level below it.

**Why**: details that do not add up to their heading mean a wrong figure, or an incomplete list.

**Example**: an item of 3,664.36 over (1) 1,548.29, (2) 2,033.14 and (3) 82.93: they agree.

**How**: numbering levels and indentation tell parent and children. One column in which the children (two or
more not zero) add up exactly shows that the list is complete, and then any other column that does not is an
error. Where no column agrees the list may name the main items only: undetermined. With a single column a
difference is reported only if one slip of the hand (a digit, two swapped digits, a decimal point) explains it.

**Limits**: partial lists are never reported; numbering that does not follow the real hierarchy can't be judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.down import blocks
from extractor.checks.registry import Rule
from extractor.checks.totals import claims

RULE = Rule(
    code="SUM002",
    titles=("上级项目等于下级各项之和", "An item equals the sum of the items below it"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，其下各项之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; its items add up to {expected} ({formula}): off by {difference}.",
        ),
    },
    needs=("没有带下级明细的项目", "no item with numbered items below it"),
)


def check(context: Context) -> Iterator[Yielded]:
    for down in blocks(context):
        for structure in down.parents:
            yield from claims(structure, down.get, "default")
