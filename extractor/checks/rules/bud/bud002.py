"""
**检查什么**：全年预算减去决算（执行）数，是否等于年末结转结余。

**为什么**：结余由预算和支出算出；不符说明三者之一有误，或支出栏误填了预算数。

**例子**：可执行预算 2,183.71，支出 2,033.14，结余印为 105.57；应为 150.57。

**怎样判断**：依次按“全年预算－支出”“全年预算＋上年结转－支出”“年初预算＋调整（＋上年结转）－支出”试算，任一相符
即为一致；都不符时按该表多数行的读法报告。正文同一事项按同样方法核对。正文同一段写明总收入、总支出和年末结转结余的，
按“（年初结转＋）总收入－总支出”核对；因年初结转可能未写出，只有改动一位数字就能相符时才列为疑点。

**局限**：没有全年预算也没有调整数时，预算是否调整过无从得知，不检查。

## English

**What**: whether final budget less actual expenditure equals the year-end balance.

**Why**: the balance follows from the two; if it does not fit, one of the three is wrong, or the budget was
printed as expenditure.

**Example**: final budget 2,183.71, expenditure 2,033.14, balance printed as 105.57; it should be 150.57.

**How**: final − actual, final + brought forward − actual, original + adjustment (+ brought forward) − actual
are tried; one that fits is enough, else the reading of most rows of the table is reported. Topics of the prose
are checked in the same way. A paragraph with total revenue, total expenditure and the balance must fit (brought
forward +) revenue − expenditure; as what was brought forward may be left out, it is a warning, and only if one slip of
the hand explains it.

**Limits**: with neither a final budget nor an adjustment nothing can be said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.budget import Identity, accounts, apply, holds
from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf, Sum
from extractor.checks.registry import Rule
from extractor.checks.slips import slipped
from extractor.model.report import Fact

_CASH = {
    ("revenue", "actual"): "in",
    ("expenditure", "actual"): "out",
    ("balance.closing", "year_end_balance"): "left",
    ("balance.opening", "brought_forward"): "before",
}

RULE = Rule(
    code="BUD002",
    titles=("全年预算－支出＝年末结转结余", "Final budget less expenditure is the year-end balance"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按预算减支出应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; budget less expenditure is {expected} ({formula}), off by {difference}.",
        ),
        "cash": (
            "{where}印为{printed}，按总收入减总支出应为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; revenue less expenditure is {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有同时列出预算、支出和结余的项目", "no item with budget, expenditure and balance"),
)
_READINGS = (
    Identity("year_end_balance", ((1, "final_budget"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "final_budget"), (1, "brought_forward"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "original_budget"), (1, "adjustment"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "brought_forward"), (1, "original_budget"), (1, "adjustment"), (-1, "actual"))),
    Identity("year_end_balance", ((1, "original_budget"), (-1, "actual")), weak=True),
)


def check(context: Context) -> Iterator[Yielded]:
    yield from apply(accounts(context), _READINGS)
    yield from _cash(context)


def _cash(context: Context) -> Iterator[Yielded]:
    """总收入…，总支出…，年末结转结余…: the balance of one paragraph's accounts. What was brought forward may be left
    out, so a paragraph that does not fit is only reported where one slip of the hand explains it."""
    by_paragraph: dict[tuple[object, ...], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in context.prose():
        role = _CASH.get((fact.concept or "", fact.scenario or "")) if fact.measure == "amount" else None
        if role is not None and not fact.qualifier:
            by_paragraph[fact.location.paragraph, context.subject(fact), fact.fiscal_year][role].append(fact)
    for found in by_paragraph.values():
        figures = {role: [g for f in facts if (g := context.figure(f)) is not None] for role, facts in found.items()}
        if any(len(figures.get(role, ())) != 1 for role in ("in", "out", "left")) or len(figures.get("before", ())) > 1:
            continue
        before = [(1, Leaf(f, "brought_forward")) for f in figures.get("before", [])]
        pair = ((1, Leaf(figures["in"][0], "revenue")), (-1, Leaf(figures["out"][0], "actual")))
        claims = [Claim(figures["left"][0], Sum(terms), message="cash") for terms in (pair, (*before, *pair))]
        held = next((c for c in claims if holds(c)), None)
        near = next((c for c in claims if slipped(c)), None)
        if held is not None:
            yield held
        elif near is not None:
            near.severity = "warning"
            yield near
