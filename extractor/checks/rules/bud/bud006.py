"""
**检查什么**：部门整体支出自评表中“按收入性质分”“按支出性质分”两种划分，是否各自等于年度资金总额，各项资金来源之
和、基本支出与项目支出之和是否与之相符。

**为什么**：两种划分是同一笔资金的两个切面，合计必须与总额一致。

**例子**：年度资金执行数 368.40，按支出性质分：基本支出 256.02、项目支出 121.38，之和 377.40。

**怎样判断**：各单位有的按全年预算填，有的按执行数填，有的收入按预算、支出按执行数填；与其中任何一个阶段的总额相
符即视为一致，都不符时按执行数报告。

**局限**：划分栏只填了一部分的表，只在其和超过总额或能够相符时下结论。

## English

**What**: whether the two cuts of a department's score form, by source (按收入性质分) and by nature
(按支出性质分), each make up the form's total.

**Why**: both are cuts of one amount of money.

**Example**: expenditure 368.40; basic 256.02 and project 121.38 make 377.40.

**How**: units fill the cuts with the final budget or with expenditure, or one with each: a cut that equals the
total of any stage is consistent, else it is reported against expenditure.

**Limits**: forms that fill only a part of a cut are reported only if that part exceeds the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import total
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.model.interpretation import ScoreForm
from extractor.model.report import Fact
from extractor.text.labels import squash

RULE = Rule(
    code="BUD006",
    titles=("按收入性质、按支出性质划分等于资金总额", "Both cuts of the funds make up the total"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，{cut}各项之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}; the cut {cut} adds up to {expected} ({formula}), off by {difference}.",
        ),
        "cut": (
            "{where}印为{printed}，与年度资金总额{expected}不符，相差{difference}。",
            "{where} is printed as {printed}, the form's total is {expected}: off by {difference}.",
        ),
    },
    needs=("没有按收入、支出性质划分的自评表", "no score form with cuts by source and nature"),
)
_SOURCE = re.compile(r"^fund\.(?!total|brought_forward)")
_NATURE = re.compile(r"^expenditure\.(?:basic|project)$")
_CUT = re.compile(r"按(收入|支出|资金)(?:性质|来源|类型|结构)?分")
_STAGES = ("actual", "final_budget", "original_budget")
_PARTLY = ("只填列了部分项目", "only a part is filled in")


def check(context: Context) -> Iterator[Yielded]:
    for form in context.interpretation.forms:
        facts = [f for f in context.in_table(form.table) if f.measure == "amount"]
        totals = _totals(context, facts)
        if not totals:
            continue
        printed = [f for f in facts if _CUT.search(squash(f.raw_label))]
        for fact in printed:
            yield from _cut(context, fact, totals)
        for pattern, cut in ((_SOURCE, ("按收入性质分", "by source")), (_NATURE, ("按支出性质分", "by nature"))):
            # parts printed in a cell of their own cut, not the rows of a grid with a column for each stage
            parts = [f for f in facts if f.concept and pattern.match(f.concept) and not _in_grid(context, form, f)]
            own = [g for f in printed if (g := context.figure(f)) is not None and cut[0][:3] in squash(f.raw_label)]
            yield from _parts(context, parts, [*own, *totals], cut)


def _totals(context: Context, facts: list[Fact]) -> list[Figure]:
    by_stage = {f.scenario: f for f in facts if f.concept == "fund.total"}
    return [g for s in _STAGES if (g := context.figure(by_stage.get(s))) is not None]  # type: ignore[call-overload]


def _cut(context: Context, fact: Fact, totals: list[Figure]) -> Iterator[Yielded]:
    stated = context.figure(fact)
    if stated is not None and stated.value:
        claims = [Claim(stated, total([t], "total"), role="cut", message="cut") for t in totals]
        yield next((c for c in claims if holds(c)), claims[0])


def _parts(context: Context, facts: list[Fact], totals: list[Figure], cut: tuple[str, str]) -> Iterator[Yielded]:
    parts = [g for f in facts if (g := context.figure(f)) is not None and g.value]
    if not parts or len({f.concept for f in facts}) < len(facts):
        # one source several times: a table of stages, not one cut of one total
        return
    claims = [Claim(t, total(parts), args={"cut": cut}) for t in totals]
    fitting = next((c for c in claims if holds(c)), None)
    if fitting is not None:
        yield fitting
    elif len(parts) >= 2 or (claims[0].expression.value() or 0) > claims[0].stated.base:
        yield claims[0]
    else:
        yield Verdict(None, claims[0].figures(), reason=_PARTLY)


def _in_grid(context: Context, form: ScoreForm, fact: Fact) -> bool:
    """Whether the figure stands under a stage column of the funds block."""
    at = fact.location
    view = context.views.get(form.table)
    if view is None:
        return False
    return any(
        column.col == at.col and column.scenario is not None and column.scenario == fact.scenario
        for block in view.blocks
        for column in block.columns
        if any(row.row == at.row for row in block.rows)
    )
