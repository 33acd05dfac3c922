"""
**检查什么**：一份报告内，各所属单位自评表的资金数（年初预算、全年预算、全年执行数），与部门自评表的关系：连同本级在内
全部单位都有自评表的，应合计为部门数；只有部分单位的，合计不应大于部门数。

**为什么**：部门整体支出包括本级和所属单位，单位表是部门数的组成部分，大于部门数说明有一张表的口径或数字不对。

**例子**：部门自评表全年执行数3,766.94万元，本级和各单位自评表合计3,776.94万元。

**怎样判断**：单位的钱是否在部门数之内，只有报告的口径能说明，所以由数字自己证明：至少有一个阶段的合计与部门数相等（或都不大于部门
数），才认为单位在部门口径之内，其余阶段不符的列为疑点；所有阶段都不符的记为“无法判断”。从不列为错误。

**局限**：垂直管理、单独核算的单位可能不在部门口径内；只有一个阶段印有数字时不下结论。

## English

**What**: within one report, the money in the units' score forms against the department's form, by budget stage:
where the office itself (本级) and its units all have forms they should add up to the department's figure; where
only some units have one they should not exceed it.

**Why**: the department's expenditure contains its units'; units above it show that one form has another scope
or a wrong figure.

**Example**: the department's form says 3,766.94 spent, the forms of office and units add up to 3,776.94.

**How**: whether units are inside the department's figures only the scope of the report can tell, so the figures
have to show it: at least one stage must add up (or stay within the department's figure); then a stage that does
not is a warning. Where no stage fits it is undetermined. Never an error.

**Limits**: units run from above or kept apart may be outside the department's scope; one stage alone decides
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Skip, Verdict, Yielded
from extractor.checks.context import Context, scenario_words
from extractor.checks.expression import Sum, total
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.model.report import Scenario
from extractor.text.organizations import name_key, own_level

RULE = Rule(
    code="YRS009",
    titles=("单位自评表合计与部门自评表相符", "Units' score forms fit the department's"),
    severity="warning",
    messages={
        "default": (
            "各单位自评表{stage}合计与部门自评表不符：{where}印为{printed}，{formula}。其他阶段相符。",
            "The units' forms do not add up to the department's {stage}: {where} prints {printed}; {formula}. Other "
            "stages do.",
        ),
        "more": (
            "所属单位自评表{stage}合计大于部门自评表：{where}印为{printed}，{formula}。其他阶段不大于部门数。",
            "The units' forms exceed the department's {stage}: {where} prints {printed}; {formula}. Other stages do "
            "not.",
        ),
    },
    needs=("没有所属单位的自评表", "no score forms of subordinate units"),
)
_STAGES: tuple[Scenario, ...] = ("original_budget", "final_budget", "actual")
_OUTSIDE = (
    "各阶段合计都与部门数不符，单位可能不在部门口径内",
    "no stage fits: the units may be outside the department's figures",
)


def check(context: Context) -> Iterator[Yielded]:
    owner = context.interpretation.organization
    forms: dict[str, dict[Scenario, Figure]] = {}
    whole: dict[Scenario, Figure] | None = None
    office = False
    for form in context.interpretation.forms:
        if form.kind != "department" or not form.organization:
            continue
        figures = _money(context, form.table)
        if name_key(form.organization) == name_key(owner) and not own_level(form.organization):
            if whole is not None:
                yield Skip(("部门自评表不止一张", "more than one form of the department"))
                return
            whole = figures
            continue
        office = office or own_level(form.organization)
        if form.organization in forms:
            yield Skip(("同一单位有几张自评表", "several forms of one unit"))
            return
        forms[form.organization] = figures
    if whole is None or len(forms) < (2 if office else 1):
        return
    yield from _compare(whole, list(forms.values()), office)


def _compare(whole: dict[Scenario, Figure], units: list[dict[Scenario, Figure]], office: bool) -> Iterator[Yielded]:
    sums: dict[Scenario, tuple[Figure, Sum]] = {}
    for stage in _STAGES:
        own, figures = whole.get(stage), [u[stage] for u in units if stage in u]
        if own is not None and own.value is not None and len(figures) == len(units):
            sums[stage] = own, total(figures)
    fits = {s: _fits(own, parts, office) for s, (own, parts) in sums.items()}
    for stage, (own, parts) in sums.items():
        args = {"stage": scenario_words(stage)}
        if not any(fits.values()) or (len(sums) == 1 and not fits[stage]):
            yield Verdict(None, [("total", own), *parts.figures()], message="more", args=args, reason=_OUTSIDE)
        elif office:
            yield Claim(own, parts, args=args)
        else:
            yield Claim(own, parts, op=">=", message="more", args=args)


def _fits(own: Figure, parts: Sum, office: bool) -> bool:
    spread, mine = parts.interval(), own.interval()
    if spread is None:
        return False
    return mine.meets(spread) if office else mine.hi >= spread.lo


def _money(context: Context, table: int) -> dict[Scenario, Figure]:
    """A form's total money by stage; a stage printed twice with two values is left out."""
    found: dict[Scenario, Figure] = {}
    doubled: set[Scenario] = set()
    for fact in context.in_table(table):
        if fact.concept != "fund.total" or fact.measure != "amount" or fact.scenario not in _STAGES:
            continue
        figure = context.figure(fact)
        if figure is None:
            continue
        if fact.scenario in found and found[fact.scenario].base != figure.base:
            doubled.add(fact.scenario)
        found.setdefault(fact.scenario, figure)
    return {s: f for s, f in found.items() if s not in doubled}
