"""
**检查什么**：一级（或二级）指标标题中印的分值，是否等于其下各指标分值之和，例如“产出指标（50分）”；标题行另印得分的，
是否等于其下各指标得分之和。

**为什么**：分值分配决定得分；标题与明细不符，说明分值表改动后没有重新汇总，总分也就不可信。

**例子**：标题“产出指标（50分）”，其下各行分值为 20、20、10、10、10，合计 70。

**怎样判断**：标题中印有分值的，与其下各行分值之和比较，合并单元格只计一次；预算执行率列为指标的，按其所在一级指
标计算。部分行没有分值、由二级标题给分的，用二级标题的分值汇总。

**局限**：标题没有印分值的不检查（总分见 SCR002）。

## English

**What**: whether the weight printed in the heading of a class (“产出指标（50分）”) is the sum of the weights
below it; and the score beside a heading in a row of its own the sum of the scores below.

**Why**: weights decide the score; if heading and rows disagree, the form was changed without adding up again.

**Example**: the heading says 50, the rows below are 20, 20, 10, 10 and 10: 70.

**How**: heading against the sum of its rows, merged cells counted once. Where rows carry no weight of their own
and second-level headings do, those are added.

**Limits**: headings without a printed weight are not checked (for the total see SCR002).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Skip, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, Form, forms, plus, points, rows_of
from extractor.model.interpretation import IndicatorGroup

RULE = Rule(
    code="SCR001",
    titles=("指标标题的分值等于其下各项分值之和", "The weight in a class heading is the sum of its rows"),
    severity="error",
    messages={
        "default": (
            "{form}“{group}”标题印为{printed}，其下各项分值之和为{expected}，相差{difference}。计算：{formula}。",
            "{form}: the heading of “{group}” prints {printed}, the weights below it add up to {expected} ({formula}), "
            "off by {difference}.",
        ),
        "score": (
            "{form}“{group}”标题行得分印为{printed}，其下各项得分之和为{expected}，相差{difference}。计算：{formula}。",
            "{form}: the heading of “{group}” prints a score of {printed}, the scores below it add up to {expected} "
            "({formula}), off by {difference}.",
        ),
    },
    needs=("自评表的指标标题没有印分值", "no class heading prints a weight"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        for group in form.form.groups:
            yield from _claim(context, form, group, group.level1, _subgroups(form, group))
        for group in form.form.subgroups:
            yield from _claim(context, form, group, f"{group.level1}/{group.level2}", [])
        stated = context.figure(form.form.block_weight)
        weights = points(context, form.without_execution(), "weight")
        if stated is not None and any(w.value is not None for w in weights):
            yield Claim(stated, plus(weights), args={"form": form.name, "group": "绩效指标"})
    if not found:
        yield Skip(NO_FORM)


def _subgroups(form: Form, group: IndicatorGroup) -> list[IndicatorGroup]:
    inside = set(group.indicators)
    return [g for g in form.form.subgroups if g.indicators and set(g.indicators) <= inside]


def _claim(
    context: Context, form: Form, group: IndicatorGroup, name: str, parts: list[IndicatorGroup]
) -> Iterator[Yielded]:
    scored = context.figure(group.score)
    scores = points(context, rows_of(context, group.indicators), "score") if scored is not None else []
    if scored is not None and len(scores) == len(group.indicators) and all(x.value is not None for x in scores):
        yield Claim(scored, plus(scores), message="score", args={"form": form.name, "group": name})
    stated = context.figure(group.weight)
    if stated is None:
        return
    weights = points(context, rows_of(context, group.indicators), "weight")
    if all(w.value is None for w in weights):
        weights = context.figures([g.weight for g in parts if g.weight])
        covered = {i for g in parts if g.weight for i in g.indicators}
        if covered != set(group.indicators):
            return
    if weights:
        yield Claim(stated, plus(weights), args={"form": form.name, "group": name})
