"""
**检查什么**：自评表总分行印的分值，是否等于预算执行分值与各指标分值之和。

**为什么**：满分应为各项分值之和（通常为 100）；不等时，得分率和等级都无从谈起。

**例子**：各项分值之和为 120（含预算执行 10），总分行印 100。

**怎样判断**：执行率分值单列的，加上各指标分值；执行率作为一项指标列出的，不重复加。两种口径有一种相符即为一致。

**局限**：总分行没有印分值的不检查。

## English

**What**: whether the weight in the total row is the sum of the budget execution weight and all indicator
weights.

**Why**: the full mark must be what can be reached (100 as a rule); otherwise neither score nor grade mean
anything.

**Example**: the weights add up to 120 (10 for execution included), the total row prints 100.

**How**: execution weight plus all rows; where execution is itself an indicator row it is counted once. One
reading that fits is enough.

**Limits**: not checked where the total row prints no weight.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import HUNDRED, Leaf, Sum
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, Form, fitting, forms, plus, points

RULE = Rule(
    code="SCR002",
    titles=("总分值等于各项分值之和", "The total weight is the sum of all weights"),
    severity="error",
    messages={
        "default": (
            "{form}总分的分值印为{printed}，各项分值之和为{expected}，相差{difference}。计算：{formula}。",
            "{form}: the total weight is printed as {printed}, the weights add up to {expected} ({formula}), "
            "off by {difference}.",
        )
    },
    needs=("自评表的总分行没有印分值", "no total row prints a weight"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        yield from _headings(context, form)
        stated = context.figure(form.form.total_weight)
        weights = points(context, form.rows, "weight")
        if stated is None or all(w.value is None for w in weights):
            continue
        execution = None if form.form.execution_indicator else context.figure(form.form.execution_weight)
        readings = [plus(weights, execution), plus(weights)]
        if execution is None and not form.form.execution_indicator and _counts_execution(form):
            figures = [("total", stated), *(("part", w) for w in weights)]
            reason = ("预算执行的分值没有印出", "the weight of budget execution is not printed")
            yield Verdict(holds=None if plus(weights).value() != stated.base else True, figures=figures, reason=reason)
            continue
        yield Claim(stated, fitting(stated, list(readings)), args={"form": form.name})
    if not found:
        yield Skip(NO_FORM)


def _headings(context: Context, form: Form) -> Iterator[Yielded]:
    """The weights of the class headings and of execution make 100 as well. Headings may be printed for some classes
    only, so it is only said where it holds: then a row is wrong rather than its heading."""
    weights = context.figures([g.weight for g in form.form.groups if g.weight])
    execution = None if form.form.execution_indicator else context.figure(form.form.execution_weight)
    if len(weights) < 2 or len(weights) < len(form.form.groups):
        return
    first, *others = weights
    for rest in ([*others, *([execution] if execution is not None else [])], others):
        claim = Claim(first, Sum(((1, HUNDRED), *((-1, Leaf(f)) for f in rest))), args={"form": form.name})
        if claim.expression.value() == first.base:
            yield claim
            return


def _counts_execution(form: Form) -> bool:
    """Whether the form scores budget execution, without saying out of how many points."""
    return form.form.execution_score is not None or form.form.execution_in_total is not None
