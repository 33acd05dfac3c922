"""
**检查什么**：上年报告写明的下一年预算安排，与本年报告的年初预算是否一致。

**为什么**：上年报告成文时下一年预算通常已经批复，两处应是同一个数；不同说明其中一处不是批复数，或年初预算后来改过口径。

**例子**：2023年报告“2024年部门预算安排8,575.18万元”，2024年报告年初预算8,757.18万元。

**怎样判断**：同一单位、同一指标，上年报告中属于下一年度的预算数或计划数，对本年报告的年初预算。其余同YRS001。计划可能调整，不符列为
疑点；本年报告只印一个预算数、又没有写明是年初预算的，不符时记为“无法判断”。

**局限**：只比较写明年度的预算安排，绩效目标的计划不在此列。

## English

**What**: whether the next year's budget as a report announces it is the original budget of the next report.

**Why**: when a report is written the next budget is usually approved: both are one figure.

**Example**: “the 2024 budget is 8,575.18” in the 2023 report, 8,757.18 in the 2024 report.

**How**: same organization and concept; a budget or plan for the next year against that year's original
budget, otherwise as YRS001. A warning, as plans change; undetermined where this year's report prints one
budget only and does not call it the original one.

**Limits**: only where the year is named; targets of indicators are not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.confront import Mention, confront, mentions
from extractor.checks.figure import Figure
from extractor.checks.mentions import agree
from extractor.checks.registry import Rule
from extractor.checks.years import Edition, Years, what
from extractor.model.report import Fact

RULE = Rule(
    code="YRS004",
    titles=("年初预算与上年报告的预算安排一致", "The original budget is the one announced a year before"),
    severity="warning",
    messages={
        "default": (
            "“{what}”与上年报告写明的预算安排不一致：{where}印为{printed}，{other}印为{other_printed}，相差{difference}。{hint}",
            "“{what}” is not what the last report announced: {where} prints {printed}, {other} prints {other_printed}, "
            "off by {difference}. {hint}",
        ),
    },
    needs=("上年报告没有写明本年的预算安排", "last year's report announces no budget for this year"),
    scope="years",
)
_ONE_BUDGET = (
    "本年报告只印一个预算数，可能是调整后的预算",
    "this year's report prints one budget only, which may be the adjusted one",
)


def check(years: Years) -> Iterator[Yielded]:
    announced = {e.document: _announced(e, years.later.year) for e in years.before()}
    for key in years.later.mentions:
        who, name, year, when = key
        if year != years.later.year or when != "original_budget":
            continue
        against = [Mention(e, f) for e in years.before() for f in announced[e.document].get((who, name), ())]
        if against:
            args = {"what": what(years.later.context, key)}
            final = [m.figure for m in mentions([years.later], (who, name, year, "final_budget"))]
            for item in confront(years, mentions([years.later], key), against, args, severity=RULE.severity):
                yield _sure_of_stage(item, final)


def _sure_of_stage(item: Claim | Verdict, final: list[Figure]) -> Claim | Verdict:
    """A report that prints one budget only (预算数) may mean the adjusted one: then a difference says nothing."""
    if isinstance(item, Verdict):
        return item
    stated, other = item.stated, next(f for _, f in item.expression.figures())
    named = stated.source is not None and "年初" in stated.source.label + stated.source.raw_label
    if agree(stated, other) or named or any(not agree(f, stated) for f in final):
        return item
    return Verdict(None, [("stated", stated), ("mention", other)], reason=_ONE_BUDGET)


def _announced(edition: Edition, year: int) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in edition.context.facts:
        if fact.fiscal_year != year or fact.concept is None or fact.measure != "amount" or fact.qualifier:
            continue
        if fact.scenario in ("plan", "original_budget", "final_budget"):
            found.setdefault((edition.who(edition.context.subject(fact)), fact.concept), []).append(fact)
    return found
