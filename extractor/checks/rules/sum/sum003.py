"""
**检查什么**：“其中”各项及其合计是否不超过所属的总额；若别的列表明“其中”项恰好构成全部，则应相等。

**为什么**：部分大于整体必有一误。

**例子**：支出 120.00，其中：办公费 150.00。

**怎样判断**：“其中”项是整体的一部分，不要求相等。只有当其他两列以上恰好相等（且有两项以上不为零）时，才对不等的
列要求相等。调整数、增减额等可正可负的列不作大小比较。

**局限**：隔行引用的“其中”（不紧跟所属项目）依赖表格识别给出的隶属关系。

## English

**What**: whether 其中 ("of which") items, each and together, stay within the figure they are part of; and equal
it where other columns show that they make up the whole.

**Why**: a part larger than the whole is certainly wrong.

**Example**: expenditure 120.00, of which office costs 150.00.

**How**: of-which items are a part, equality is not asked for, unless two or more other columns are equal with
at least two items that are not zero. Columns that may be negative (adjustments, changes) are not compared.

**Limits**: an of-which row that does not follow its whole depends on the table reader's word for where it
belongs.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.down import blocks
from extractor.checks.expression import total
from extractor.checks.registry import Rule

RULE = Rule(
    code="SUM003",
    titles=("“其中”项不超过总额", "Of-which items stay within their whole"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，而其中各项之和为{expected}，部分大于整体。计算：{formula}。",
            "{where} is printed as {printed}, less than its of-which items, {expected} ({formula}).",
        ),
        "equal": (
            "{where}印为{printed}，其中各项之和为{expected}，相差{difference}；其他各列二者均相等。计算：{formula}。",
            "{where} is printed as {printed}; its parts add up to {expected} ({formula}), off by {difference}, "
            "while they are equal in the other columns.",
        ),
    },
    needs=("没有“其中”行", "no of-which rows"),
)


def check(context: Context) -> Iterator[Yielded]:
    for down in blocks(context):
        for structure in down.of_which:
            reading = structure.reading
            whole = reading.strong >= 2 and len(reading.agree) > len(reading.differ)
            for line in down.lines:
                column = down.grid.columns[line]
                stated = down.get(line, reading.total)
                parts = [f for _, i in reading.parts if (f := down.get(line, i)) is not None and f.value is not None]
                if stated is None or stated.value is None or not parts:
                    continue
                if line in reading.agree or (whole and line in reading.differ):
                    yield Claim(stated, total(parts), message="equal", severity=None if whole else "warning")
                elif (
                    column.measure != "change"
                    and column.scenario != "adjustment"
                    and not any(f.value is not None and f.value < 0 for f in [stated, *parts])
                ):
                    yield Claim(stated, total(parts), op=">=")
