"""
**检查什么**：表中“合计”“小计”列是否等于它所汇总的各列之和（逐行）。

**为什么**：横向合计与分列不符，说明该行某一数字有误。

**例子**：合计 120.00，一般公共预算 100.00、政府性基金 10.00；应为 110.00。

**怎样判断**：表头层次与各行数字共同决定合计列包含哪些列：至少两行（各有两个以上不为零的分列）恰好相等，且相等的
行多于不等的行，才认定结构，不等的行即为错误。年度、预算阶段、单位不同的列不相加。

**局限**：行数太少、无法由数字印证结构的表不检查。

## English

**What**: whether a total column equals the sum of the columns it covers, row by row.

**Why**: a row that does not foot across holds a wrong figure.

**Example**: total 120.00 beside 100.00 and 10.00; it should be 110.00.

**How**: header levels and figures together tell which columns a total covers: two rows or more (with two or
more parts that are not zero) must agree, and more rows agree than disagree; then a row that disagrees is an
error. Columns of another year, stage or unit are never added.

**Limits**: tables with too few rows to confirm the structure are not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.across import blocks
from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.totals import claims

RULE = Rule(
    code="SUM004",
    titles=("合计列等于各列之和", "A total column equals the sum of its columns"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，同行各列之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; its row adds up to {expected} ({formula}): off by {difference}.",
        ),
    },
    needs=("没有可核对的合计列", "no total column that can be checked"),
)


def check(context: Context) -> Iterator[Yielded]:
    for across in blocks(context):
        for structure in across.printed_totals:
            yield from claims(structure, across.get, "default")
