"""
**检查什么**：正文“占……的百分之几”“执行率百分之几”“完成预算的百分之几”是否等于相应两数之比。

**为什么**：占比和完成率由两数算出，改数之后常忘记重算。

**例子**：“总预算4,332万元，共支出3,581.43万元，占比85%”；应为 82.67%。

**怎样判断**：部分与整体均在句中印出，或在全文中有唯一取值时计算。同一段列出几项占比而没有写明整体的，取指标体系中的上级
指标，其中至少一项相符才核对其余各项；基本支出与项目支出的占比应当合计为 100%，不足 100% 的可能另有其他支出，只列为疑
点。“完成预算的百分之几”而预算数印在别处的，与年初或全年预算之一相符即可，只有改动一位数字就能相符的才列为疑点。

**局限**：找不到分子或分母时不检查。

## English

**What**: shares and completion rates in prose (“占…的47%”, “执行率96.35%”) against the ratio of their figures.

**Why**: they follow from two figures and are forgotten when one changes.

**Example**: “a budget of 4,332, spent 3,581.43, or 85%”; it is 82.67%.

**How**: computed where both figures are in the sentence or have one value in the report. Shares listed
without their whole are taken of the parent indicator if one of them bears that out. The shares of basic and project
expenditure make 100%; less may mean a third kind and is a warning. Where the budget of 完成预算的…% stands
elsewhere, the original or the final one must fit; a rate that fits neither is a warning, and only if one slip of the
hand explains it.

**Limits**: not checked where numerator or denominator is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import WHOLE, Leaf, Quotient, Sum
from extractor.checks.figure import Figure, comparable
from extractor.checks.registry import Rule
from extractor.checks.saying import Lookup, sentence
from extractor.checks.slips import slipped
from extractor.model.interpretation import Statement
from extractor.model.report import Scenario, Severity

_BUDGETS: tuple[Scenario, ...] = ("original_budget", "final_budget")
_HALVES = ("expenditure.basic", "expenditure.project")

RULE = Rule(
    code="TXT004",
    titles=("正文的占比、执行率等于两数之比", "Shares and rates stated in prose"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按计算应为{expected}，相差{difference}。计算：{formula}。原句：“{sentence}”",
            "{where} is printed as {printed}; it is {expected} ({formula}), off by {difference}: “{sentence}”",
        ),
        "whole": (
            "{where}印为{printed}，与{other}{other_printed}之和应为100%，相差{difference}。原句：“{sentence}”",
            "{where} is printed as {printed}; with {other}, {other_printed}, it should make 100%, off by {difference}: "
            "“{sentence}”",
        ),
    },
    needs=("正文没有可复算的占比或执行率", "no share or rate in prose can be recomputed"),
)


def check(context: Context) -> Iterator[Yielded]:
    lookup = Lookup(context)
    by_place: dict[object, list[Statement]] = defaultdict(list)
    for statement in context.interpretation.statements:
        if statement.kind == "share" and statement.rate is not None:
            at = statement.location
            by_place[at.paragraph, at.table, at.row, at.col].append(statement)
    for beside in by_place.values():
        known = {id(s): claim for s in beside if (claim := _claim(context, s, context.figure(s.total))) is not None}
        yield from known.values()
        rest = [s for s in beside if id(s) not in known]
        yield from _of_one_whole(context, lookup, rest)
        for statement in rest:
            yield from _of_budget(context, lookup, statement)
        if rest:
            yield from _complement(context, beside)


def _claim(context: Context, statement: Statement, whole: Figure | None) -> Claim | None:
    rate, part = context.figure(statement.rate), context.figure(statement.part)
    if rate is None or part is None or whole is None or not comparable(part, whole) or not whole.value:
        return None
    ratio = Quotient(Leaf(part, "part"), Leaf(whole, "base"))
    return Claim(rate, ratio, role="rate", args={"sentence": sentence(statement)})


def _of_one_whole(context: Context, lookup: Lookup, shares: list[Statement]) -> Iterator[Yielded]:
    """Shares whose whole the sentence leaves out: that of the schema, if one of the shares bears it out."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for s in shares:
        concept = context.schema.concepts.get(s.concept or "")
        if concept is None or concept.parent is None or s.total is not None or s.base_scenario is not None:
            continue
        whole = lookup.one(concept.parent, "", s.organization, s.fiscal_year, s.scenario)
        claim = _claim(context, s, whole)
        if claim is not None:
            groups[concept.parent, s.organization, s.fiscal_year, s.scenario].append(claim)
    for claims in groups.values():
        if any(holds(c) for c in claims):
            yield from claims


def _of_budget(context: Context, lookup: Lookup, s: Statement) -> Iterator[Yielded]:
    """完成预算的…: the budget of the same thing, whichever stage fits; printed elsewhere it may have another scope, so
    one that does not fit is only reported where one slip of the hand explains it."""
    if s.base_scenario is None or s.total is not None:
        return
    wholes = [lookup.one(s.concept, "", s.organization, s.fiscal_year, stage) for stage in _BUDGETS]
    claims = [c for whole in wholes if (c := _claim(context, s, whole)) is not None]
    held = next((c for c in claims if holds(c)), None)
    near = next((c for c in claims if slipped(c)), None)
    if held is not None:
        yield held
    elif near is not None:
        near.severity = "warning"
        yield near


def _complement(context: Context, shares: list[Statement]) -> Iterator[Yielded]:
    """基本支出占…，项目支出占…: the two make the whole."""
    rates: dict[str | None, list[Figure]] = defaultdict(list)
    for s in shares:
        if (rate := context.figure(s.rate)) is not None:
            rates[s.concept].append(rate)
    one, other = (rates.get(concept, []) for concept in _HALVES)
    if len(one) == len(other) == 1 and one[0].unit == other[0].unit == "%" and len({s.total for s in shares}) == 1:
        gap = Sum(((1, WHOLE), (-1, Leaf(other[0], "rate"))))
        # short of the whole there may be a third kind of expenditure
        short = one[0].base + other[0].base < 1
        severity: Severity | None = "warning" if short else None
        yield Claim(
            one[0], gap, role="rate", message="whole", args={"sentence": sentence(shares[0])}, severity=severity
        )
