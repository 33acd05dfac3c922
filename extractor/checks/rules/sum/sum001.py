"""
**检查什么**：表中“合计”“总计”“小计”行的每一列，是否等于其所含各项之和。

**为什么**：合计与分项不符，说明合计未随分项更新、分项录错或漏列，是部门报告中最常见也最确定的错误。

**例子**：公务接待费 9.19、公务用车运行维护费 23.48，合计印为 33.67；应为 32.67。

**怎样判断**：合计行含哪些项由编号、缩进、小计和表格版式推断；版式不能确定时，逐一试算各种读法，多数列相符的读法
即为表格的结构，与之不符的列才报告。“减：”行按减数计。每个数字按其印出的小数位代表一个区间，四舍五入能解释的差异
记为“舍入”。同类金额列习惯省略末尾的零（33 与 23.48 并列），按该表通常的小数位理解。

**局限**：所有列都不相符时视为结构不明，不报告；单价、人均、比率等列不求和；合计为空白时不检查。

## English

**What**: whether each column of a total or subtotal row equals the sum of the items it covers.

**Why**: a total that does not match its parts was not updated, or a part was mistyped or left out. It is the
most frequent and most certain error in these reports.

**Example**: 9.19 + 23.48 with a printed total of 33.67; it should be 32.67.

**How**: numbering, indentation, subtotals and layout tell which rows a total covers; where they leave it open
every reading is tried and the one most columns agree with is taken; only a column that departs from it is
reported. Rows marked 减 are subtracted. A printed figure stands for an interval of half its last digit either
way; what rounding can explain is not an error.

**Limits**: where no column agrees under any reading the structure is unknown and nothing is reported; prices,
means and rates are not added; a blank total is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Yielded
from extractor.checks.context import Context
from extractor.checks.down import blocks
from extractor.checks.registry import Rule
from extractor.checks.totals import claims

RULE = Rule(
    code="SUM001",
    titles=("合计行等于各项之和", "A total row equals the sum of its items"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，所含各项之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; its items add up to {expected} ({formula}): off by {difference}.",
        ),
    },
    needs=("没有可核对的合计行", "no total row that can be checked"),
)


def check(context: Context) -> Iterator[Yielded]:
    for down in blocks(context):
        for structure in down.printed_totals:
            yield from claims(structure, down.get, "default")
