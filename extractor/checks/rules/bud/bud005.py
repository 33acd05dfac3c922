"""
**检查什么**：正文或表中单独给出的执行率、控制率、调整率等，与相应的预算、决算、人数是否相符。

**为什么**：这些比率常在正文中引用，预算或决算改动后容易漏改。

**例子**：正文称预算执行率 91.52%，而全年预算 9,475.65、决算 8,577.60，应为 90.52%。

**怎样判断**：每种比率有一种或几种通行算法（如执行率可以全年预算或年初预算为分母），分子分母取全文唯一的取值，任一
算法相符即为一致；都不符时列为疑点，因为口径可能不同（同段另有金额的，改动一位数字就能相符时才列出）。由句中两数算出的
比率由 TXT004 核对，同一表行内的由 DRV004 核对。

**局限**：分子或分母有多种取值、未印出时不检查。

## English

**What**: whether execution, control and adjustment rates stated on their own fit the budget, expenditure or
headcount they are rates of.

**Why**: rates quoted in prose are easily forgotten when the figures change.

**Example**: a rate of 91.52% beside a final budget of 9,475.65 and expenditure of 8,577.60; it should be
90.52%.

**How**: each rate has one or several customary computations (execution may be of the final or the original
budget); the operands are the values the document agrees on. One that fits is enough; else a warning, since the
scope may differ (beside other amounts only if one slip of the hand explains it). Rates that a sentence computes from
its own figures are TXT004's, those in a table row DRV004's.

**Limits**: not checked where an operand is printed with several values or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context, as_percent
from extractor.checks.expression import Expression, Growth, Leaf, Quotient
from extractor.checks.figure import Figure
from extractor.checks.mentions import Key, by_concept, nearest
from extractor.checks.registry import Rule
from extractor.checks.slips import slipped
from extractor.model.report import Fact

RULE = Rule(
    code="BUD005",
    titles=("单独给出的比率与其分子分母相符", "Rates stated alone fit their figures"),
    severity="warning",
    messages={
        "default": (
            "{where}印为{printed}，按计算应为{expected}，相差{difference}，请核实口径。计算：{formula}。",
            "{where} is printed as {printed}; computed it is {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有单独给出的执行率、控制率", "no rate stated on its own"),
)
_Operand = tuple[str, str, int]
"""Concept, stage, years back."""
_RATES: dict[str, tuple[tuple[str, _Operand, _Operand], ...]] = {}


def _rates(name: str, kind: str, current: _Operand, *bases: _Operand) -> None:
    _RATES[name] = tuple((kind, current, base) for base in bases)


_TOTAL = (
    ("expenditure", "final_budget", 0),
    ("revenue", "final_budget", 0),
    ("expenditure", "original_budget", 0),
    ("fund.total", "final_budget", 0),
)
for _name in ("ratio.execution", "ratio.completion"):
    _rates(_name, "/", ("expenditure", "actual", 0), *_TOTAL)
for _part in ("basic", "project"):
    _rates(
        f"ratio.execution.{_part}",
        "/",
        (f"expenditure.{_part}", "actual", 0),
        (f"expenditure.{_part}", "final_budget", 0),
        (f"expenditure.{_part}", "original_budget", 0),
    )
_rates("ratio.adjustment", "/", ("expenditure", "adjustment", 0), ("expenditure", "original_budget", 0))
_rates("ratio.staff_control", "/", ("staff.in_post", "closing", 0), ("staff.posts", "closing", 0))
_rates("ratio.three_public_control", "/", ("three_public", "actual", 0), ("three_public", "original_budget", 0))
_rates("ratio.three_public_change", "-", ("three_public", "original_budget", 0), ("three_public", "original_budget", 1))
_PUBLIC, _BOUGHT = "expenditure.basic.public", "procurement.total"
_rates(
    "ratio.public_control", "/", (_PUBLIC, "actual", 0), (_PUBLIC, "final_budget", 0), (_PUBLIC, "original_budget", 0)
)
_rates("ratio.procurement", "/", (_BOUGHT, "actual", 0), (_BOUGHT, "original_budget", 0), (_BOUGHT, "final_budget", 0))
_rates("ratio.carry_over", "/", ("balance.closing", "year_end_balance", 0), *_TOTAL[:3])


def check(context: Context) -> Iterator[Yielded]:
    mentions = by_concept(context)
    said = {s.rate for s in context.interpretation.statements}
    for fact in context.facts:
        if fact.concept not in _RATES or fact.measure not in ("rate", "growth", "share") or fact.scenario == "target":
            continue
        if (
            fact.location.table is not None
            or fact.scenario in ("weight", "score", "plan")
            or fact.base_year is not None
        ):
            continue
        # a rate the sentence computes from its own amounts is seen to by the rules for prose
        if fact.measure != "rate" or fact.id in said:
            continue
        stated = context.figure(fact)
        if stated is None or stated.qualifier in (">=", ">", "<=", "<"):
            continue
        stated = as_percent(stated)
        claims = [
            Claim(stated, expression, role="rate")
            for kind, current, base in _RATES[fact.concept]
            if (expression := _expression(context, mentions, fact, kind, current, base)) is not None
        ]
        held = next((c for c in claims if holds(c)), None)
        if held is not None:
            yield held
        elif claims and (not context.amounts_beside(fact) or slipped(claims[0])):
            # beside amounts the rate may be one of theirs: then it takes a slip of the hand to tell
            yield claims[0]


def _expression(
    context: Context, mentions: dict[Key, list[Fact]], fact: Fact, kind: str, current: _Operand, base: _Operand
) -> Expression | None:
    a, b = _operand(context, mentions, fact, current), _operand(context, mentions, fact, base)
    if a is None or b is None:
        return None
    one, other = Leaf(a, "current"), Leaf(b, "base")
    return Quotient(one, other) if kind == "/" else Growth(one, other)


def _operand(context: Context, mentions: dict[Key, list[Fact]], fact: Fact, wanted: _Operand) -> Figure | None:
    concept, stage, back = wanted
    year = None if fact.fiscal_year is None else fact.fiscal_year - back
    return nearest(context, mentions.get((context.subject(fact), concept, year, stage), []), fact)
