"""
**检查什么**：每项得分是否不超过其分值（预算执行得分和总分在内）。

**为什么**：得分高于满分必是填错。

**例子**：分值 4，得分 5。

**怎样判断**：同一行的得分与分值直接比较；分值合并的，以合并后的分值为准。

**局限**：有加分项的办法极少，遇到时请以说明排除。

## English

**What**: whether each score is at most its weight, execution and total included.

**Why**: more than full marks can only be a slip.

**Example**: weight 4, score 5.

**How**: score against weight of the same row; a merged weight holds for all its rows.

**Limits**: rules with bonus points are rare; dismiss with a note where they apply.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Skip, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms

RULE = Rule(
    code="SCR004",
    titles=("得分不超过分值", "A score is at most its weight"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，超过分值{other_printed}。",
            "{where} prints {printed}, more than its weight {other_printed}.",
        )
    },
    needs=("没有同时印有分值和得分的指标", "no indicator prints both weight and score"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        pairs: list[tuple[Figure | None, Figure | None]] = [
            (context.figure(form.form.execution_score), context.figure(form.form.execution_weight)),
            (context.figure(form.form.total_score), context.figure(form.form.total_weight)),
            *((cell(context, row, "score"), cell(context, row, "weight")) for row in form.rows),
        ]
        for score, weight in pairs:
            if score is not None and weight is not None and score.value is not None and weight.value is not None:
                yield Claim(score, Leaf(weight, "weight"), op="<=", role="score", tail=False)
    if not found:
        yield Skip(NO_FORM)
