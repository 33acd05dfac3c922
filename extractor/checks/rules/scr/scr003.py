"""
**检查什么**：自评总分是否等于预算执行得分与各指标得分之和。

**为什么**：总分是评定等级的依据，必须能由明细加出来。

**例子**：预算执行得 9.2 分，各指标得分之和 80，总分印为 99.2；应为 89.2。

**怎样判断**：空白的得分按 0 计（空白本身见 SCR007），合并单元格只计一次；执行率列为指标的不重复加。得分写成文字
而无法换算的，记为无法判断。

**局限**：总分行没有得分的不检查。

## English

**What**: whether the total score is the sum of the execution score and all indicator scores.

**Why**: the grade rests on the total; it must follow from the rows.

**Example**: execution 9.2, the rows add up to 80, the total prints 99.2; it should be 89.2.

**How**: a blank score counts as 0 (SCR007 reports the blank), merged cells count once, execution listed as an
indicator is not added twice. Scores in words leave the relation undetermined.

**Limits**: not checked where the total row prints no score.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Skip, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, fitting, forms, plus, points

RULE = Rule(
    code="SCR003",
    titles=("总得分等于各项得分之和", "The total score is the sum of all scores"),
    severity="error",
    messages={
        "default": (
            "{form}总得分印为{printed}，各项得分之和为{expected}，相差{difference}。计算：{formula}。",
            "{form}: the total score is printed as {printed}, the scores add up to {expected} ({formula}), "
            "off by {difference}.",
        )
    },
    needs=("自评表的总分行没有印得分", "no total row prints a score"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        stated = context.figure(form.form.total_score)
        scores = points(context, form.rows, "score")
        if stated is None or all(s.value is None for s in scores):
            continue
        execution = None if form.form.execution_indicator else context.figure(form.form.execution_score)
        within = context.figure(form.form.execution_in_total) if execution is None else None
        readings = [plus(scores, execution), plus(scores), *([plus(scores, within)] if within is not None else [])]
        yield Claim(stated, fitting(stated, list(readings)), args={"form": form.name})
    if not found:
        yield Skip(NO_FORM)
