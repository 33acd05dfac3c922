"""
**检查什么**：项目自评表中各项经济成本指标的指标值之和、实际完成值之和，与同一张表项目资金的预算数、执行数是否相
等。

**为什么**：成本指标按子项目列出时，其合计就是项目的预算和支出；不等说明子项目金额或项目总额有误。

**例子**：13 项成本指标实际完成值之和 3,664.36，等于全年执行数 3,664.36；若其中一项错填，则不再相等。

**怎样判断**：成本指标不一定覆盖全部资金，因此只有在指标值之和等于预算（年初或全年）时，才要求实际完成值之和等于
执行数；反之亦然。两边都不等时记为“无法判断”。

**局限**：少于两项金额指标的表不检查。

## English

**What**: whether the cost indicators of a project form add up to its budget (targets) and expenditure (achieved
values).

**Why**: where cost indicators list the sub-projects their sum is the project's money.

**Example**: thirteen achieved values add up to 3,664.36, the year's expenditure.

**How**: cost indicators need not cover all the money, so equality is asked for on one side only if the other
side is equal; undetermined where neither is.

**Limits**: forms with fewer than two money indicators are not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import total
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.model.interpretation import ScoreForm

RULE = Rule(
    code="SUM007",
    titles=("成本指标之和等于项目资金", "Cost indicators add up to the project's funds"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，本表各项成本指标之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; the form's cost indicators add up to {expected} ({formula}), "
            "off by {difference}.",
        ),
    },
    needs=("没有按金额列示的成本指标", "no cost indicators in money"),
)
_UNKNOWN = ("成本指标可能未覆盖全部资金", "the cost indicators may not cover all the money")


def check(context: Context) -> Iterator[Yielded]:
    for form in context.interpretation.forms:
        budget = [_claim(context, form, "target", stage) for stage in ("original_budget", "final_budget")]
        budgets = [c for c in budget if c is not None]
        spent = _claim(context, form, "actual", "actual")
        if not budgets or spent is None:
            continue
        planned = next((c for c in budgets if holds(c)), budgets[0])
        if holds(planned) or holds(spent):
            yield planned
            yield spent
        else:
            yield Verdict(None, planned.figures(), reason=_UNKNOWN)
            yield Verdict(None, spent.figures(), reason=_UNKNOWN)


def _claim(context: Context, form: ScoreForm, field: str, stage: str) -> Claim | None:
    stated = next(
        (
            context.figure(f)
            for f in context.in_table(form.table)
            if f.concept == "fund.total" and f.scenario == stage and f.measure == "amount"
        ),
        None,
    )
    parts: list[Figure] = []
    for indicator in context.interpretation.indicators:
        if indicator.location.table != form.table or "成本" not in (indicator.level1 or "") + (indicator.level2 or ""):
            continue
        figure = context.indicator_figure(indicator, field)
        if figure is None or not (figure.unit or "").endswith("元") or figure.value is None:
            return None
        parts.append(figure)
    return Claim(stated, total(parts)) if stated is not None and len(parts) >= 2 else None
