"""
**检查什么**：总分行注明的预算执行率分数（“含预算执行率9.6分”），是否与表头的执行率分值或得分一致。

**为什么**：两处说的是同一项，不一致说明一处没有更新。

**例子**：执行率得分为 9.2 分，总分行写“含预算执行率9.6分”。

**怎样判断**：与执行率分值相等或与得分相等，均为一致。

**局限**：总分行没有注明的不检查。

## English

**What**: whether the execution points named in the total row (“含预算执行率9.6分”) equal the execution weight or score.

**Why**: both speak of the same item.

**Example**: the execution score is 9.2, the total row says 9.6.

**How**: equal to either the weight or the score is consistent.

**Limits**: not checked where the total row names no points.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Skip, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Expression, Leaf
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, fitting, forms

RULE = Rule(
    code="SCR011",
    titles=("总分行注明的执行率分数与表头一致", "Execution points named in the total row agree with the head"),
    severity="warning",
    messages={
        "default": (
            "{form}总分行注明预算执行率{printed}，与表头的{other_printed}不一致。",
            "{form}: the total row names {printed} for budget execution, the head {other_printed}.",
        )
    },
    needs=("总分行没有注明执行率分数", "no total row names execution points"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        stated = context.figure(form.form.execution_in_total)
        known = context.figures([i for i in (form.form.execution_weight, form.form.execution_score) if i is not None])
        if stated is not None and known:
            readings: list[Expression] = [Leaf(f, "head") for f in known]
            yield Claim(stated, fitting(stated, readings), args={"form": form.name}, tail=False)
    if not found:
        yield Skip(NO_FORM)
