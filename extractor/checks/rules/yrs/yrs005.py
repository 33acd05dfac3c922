"""
**检查什么**：本年报告只写增减额、增减率而没有印上年数的，用上年报告自己的数重新计算是否相符。

**为什么**：没有印基数的增减率在一份报告内无法验证，基数取错年度、取错口径都看不出来。

**例子**：2024年报告“公用经费较上年下降12.5%”，按2023年报告的公用经费计算应为下降5.2%。

**怎样判断**：增减数写明与哪一年、哪一阶段比较，本年决算在本年报告中只有一个取值，上年数在上年报告中只有一个取值，才计算；只比大
小，不比正负号。本年报告印了上年数的由 YRS001 和 DRV、TXT 各规则检查。不符列为疑点。

**局限**：未写明比较年度的不计算；口径不同而未写明的无法区分。

## English

**What**: increases and growth rates whose base the report does not print are recomputed from last year's own
report.

**Why**: within one report such a rate can't be verified; a base of the wrong year or scope goes unseen.

**Example**: “office expenditure fell by 12.5 %”; from last year's report it is 5.2 %.

**How**: only where the base year and stage are named and both the current and the base figure have one value in
their reports; sizes are compared, not signs. Where the base is printed, YRS001 and the DRV and TXT rules check
it. A warning.

**Limits**: without a base year nothing is computed; scopes nobody names can't be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.confront import Mention, mentions
from extractor.checks.context import as_percent
from extractor.checks.expression import Growth, Leaf, Sum
from extractor.checks.figure import PERCENT
from extractor.checks.mentions import clusters, distinctive
from extractor.checks.registry import Rule
from extractor.checks.years import Years
from extractor.model.report import Fact
from extractor.text.labels import squash

RULE = Rule(
    code="YRS005",
    titles=("增减数与上年报告的基数相符", "Changes fit the base in last year's own report"),
    severity="warning",
    messages={
        "default": (
            "{where}的增减{printed}与上年报告的数不符，按上年报告计算应为{expected}（{formula}）。",
            "{where}: the change {printed} does not fit last year's report, which gives {expected} ({formula}).",
        ),
    },
    needs=("没有以上年报告为基数的增减数", "no change whose base only last year's report prints"),
    scope="years",
)


def check(years: Years) -> Iterator[Yielded]:
    later = years.later
    printed = {(who, name, year) for who, name, year, _ in later.mentions}
    for fact in later.context.facts:
        base_year = fact.base_year
        if fact.measure not in ("change", "growth") or base_year not in years.earlier or fact.concept is None:
            continue
        who = later.who(later.context.subject(fact))
        if fact.fiscal_year != later.year or (who, fact.concept, base_year) in printed or not _named(years, fact):
            continue
        when = fact.base_scenario or "actual"
        now = _one(mentions([later], (who, fact.concept, later.year, "actual")), fact, years)
        base = _one(mentions(years.earlier[base_year], (who, fact.concept, base_year, when)), fact, years)
        if now is None or base is None or not now.figure.base or not base.figure.base or now.scope != base.scope:
            continue
        stated = later.figure(fact)
        if fact.measure == "growth":
            stated = as_percent(stated)
            if stated.unit not in PERCENT or not distinctive(base.figure):
                continue
            yield Claim(
                stated, Growth(Leaf(now.figure, "current"), Leaf(base.figure, "base")), role="rate", magnitude=True
            )
        elif (stated.unit or "").endswith("元") == (base.figure.unit or "").endswith("元"):
            gap = Sum(((1, Leaf(now.figure, "current")), (-1, Leaf(base.figure, "base"))))
            yield Claim(stated, gap, role="change", magnitude=True)


def _named(years: Years, fact: Fact) -> bool:
    """Whether the sentence names what has changed, not the context alone."""
    if fact.location.table is not None:
        return True
    concept = years.later.context.schema.concepts.get(fact.concept or "")
    label = squash(fact.label + fact.raw_label)
    return concept is not None and any(len(n) >= 3 and n in label for n in (concept.zh, *concept.aliases))


def _one(found: list[Mention], fact: Fact, years: Years) -> Mention | None:
    """The mention of a quantity that has one value only, of the change's own scope."""
    own = years.later.scope(fact)
    some = [m for m in found if m.scope == own]
    return some[0] if some and len(clusters([m.figure for m in some])) == 1 else None
