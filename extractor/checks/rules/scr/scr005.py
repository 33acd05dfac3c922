"""
**检查什么**：预算执行得分是否等于分值乘以执行率。

**为什么**：执行率得分由公式算出，是自评表中最容易复核、也最容易忘记更新的一项。

**例子**：分值 10，执行率 84.59%，应得 8.46 分（或进位为 8.5 分）；印为 9.5 分即有误。

**怎样判断**：执行率高于 100% 按 100% 计。四舍五入、舍去尾数到整数或一位小数都视为允许的取整方式；舍去尾数的记为
提示。其余不符的记为疑点，因为有的地方按执行率分档给分。

**局限**：分档给分的办法不在报告中，无法复算。

## English

**What**: whether the budget execution score is the weight times the execution rate.

**Why**: it follows from a formula, so it is the easiest to recompute and the easiest to forget.

**Example**: weight 10 and a rate of 84.59% give 8.46 (or 8.5 rounded); 9.5 is wrong.

**How**: rates above 100% count as 100%. Rounding, or cutting to an integer or one decimal, is allowed; cutting
is an info. Anything else is a warning, since some places give points by bands.

**Limits**: bands are not in the report and can't be recomputed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context, as_percent
from extractor.checks.numbers import plain, rounded, trimmed
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, forms

RULE = Rule(
    code="SCR005",
    titles=("预算执行得分等于分值乘以执行率", "The execution score is weight times execution rate"),
    severity="warning",
    messages={
        "default": (
            "{form}预算执行得分印为{printed}，按分值{weight}×执行率{rate}应为{value}分，相差{off}分。",
            "{form}: the execution score is printed as {printed}; weight {weight} × rate {rate} gives "
            "{value}, off by {off}.",
        ),
        "cut": (
            "{form}预算执行得分印为{printed}，按分值{weight}×执行率{rate}为{value}分，系舍去尾数而非四舍五入。",
            "{form}: the execution score is printed as {printed}; weight {weight} × rate {rate} is {value}, "
            "cut instead of rounded.",
        ),
    },
    needs=("自评表没有印全分值、执行率和得分", "no form prints execution weight, rate and score together"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        score = context.figure(form.form.execution_score)
        weight = context.figure(form.form.execution_weight)
        rate = context.figure(form.form.execution_rate)
        if score is None or weight is None or rate is None or score.value is None or weight.value is None:
            continue
        rate = as_percent(rate)
        share = min(rate.base, Decimal(1))
        value = weight.value * share
        slack = weight.value * rate.ulp / 2
        args = {
            "form": form.name,
            "weight": plain(weight.value),
            "rate": rate.raw if rate.unit and rate.unit in rate.raw else rate.raw + (rate.unit or ""),
            "value": trimmed(rounded(value, 2)),
            "off": trimmed(score.value - rounded(value, 2)),
        }
        how = _fits(score.value, value, slack)
        yield Verdict(
            holds=how == "exact",
            figures=[("score", score), ("weight", weight), ("rate", rate)],
            message="cut" if how == "cut" else "default",
            args=args,
            severity="info" if how == "cut" else None,
            expected=args["value"],
            actual=plain(score.value),
            difference=score.value - rounded(value, 2),
            formula=f"{args['weight']} × {args['rate']} = {args['value']}",
        )
    if not found:
        yield Skip(NO_FORM)


def _fits(printed: Decimal, value: Decimal, slack: Decimal) -> str:
    """ "exact" if ``printed`` is ``value`` rounded somewhere, "cut" if it is cut off, "" if neither."""
    if abs(printed - value) <= slack:
        return "exact"
    for places in (0, 1, 2, 3):
        unit = Decimal(1).scaleb(-places)
        if any((value + d).quantize(unit, ROUND_HALF_UP) == printed for d in (Decimal(0), slack, -slack)):
            return "exact"
    for places in (0, 1, 2):
        if value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN) == printed:
            return "cut"
    return ""
