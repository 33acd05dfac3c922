"""
**检查什么**：绩效指标的目标值和完成值，在正文与自评表中是否一致。

**为什么**：正文按自评表撰写，数字不同说明一处改过而另一处没有改。

**例子**：正文“新增规上企业数229家”，自评表实际完成值 292家。

**怎样判断**：同一单位，指标名称去掉标点、数量词后相同，或高度相似且互为唯一对应。目标值比较数字本身（“≥3个”与“3
个”视为相同），“约7%”与“7%左右”视为相同。只印文字的不比较。部门自评表没有该指标、而只有一张项目自评表有同名指标的，目标
值、完成值之一相符才比较另一个。两段正文都写到、而表中没有的，只有改动一位数字就能相符时才列为疑点。

**局限**：正文与自评表用不同名称表述同一指标时不能对应。

## English

**What**: whether targets and achieved values of indicators agree between prose and score form.

**Why**: the text is written from the form; a difference shows that one was changed and the other was not.

**Example**: 229 in the text, 292 in the form.

**How**: same organization and the same name, or a name so much alike that it has no other partner. Targets are
compared by their figure: ≥3 and 3 are the same. Words are not compared. Where no department form has the
indicator and one project form does, target and achieved value are compared if the other of the two agrees. Two
paragraphs with an indicator no form has are compared too; a difference is a warning, and only if one slip of the hand
explains it.

**Limits**: an indicator named differently in text and form is not found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf
from extractor.checks.figure import Figure, comparable
from extractor.checks.mentions import agree, distinctive
from extractor.checks.registry import Rule
from extractor.checks.slips import slip
from extractor.text.labels import normalise

RULE = Rule(
    code="REF005",
    titles=("正文与自评表的指标值一致", "Indicator values agree between prose and form"),
    severity="error",
    messages={
        "target": (
            "指标“{name}”的目标值不一致：{where}印为{printed}，{other}印为{other_printed}。",
            "The target of “{name}” differs: {where} prints {printed}, {other} prints {other_printed}.",
        ),
        "actual": (
            "指标“{name}”的完成值不一致：{where}印为{printed}，{other}印为{other_printed}。",
            "The achieved value of “{name}” differs: {where} prints {printed}, {other} prints {other_printed}.",
        ),
    },
    needs=("没有既见于正文又见于自评表的指标", "no indicator stands both in prose and in a form"),
)
_ALIKE = 88
_PLAIN = re.compile(r'["“”‘’（）()、，,·的]|数量$|数$|情况$')
_ROLE = re.compile(
    r"[:：]?(?:低于|高于|超过)?(?:指标)?的?(?:年度|年初|实际|预期|计划)?(?:计划|目标|预期|指标|实际|完成|达到)(?:完成)?值?$"
    r"|[仅只共已]?(?:完成|达到|实现)了?$"
)
"""What prose adds to an indicator's name to say which of its figures follows: “X”指标计划值, X仅完成."""
_LONG = 5
_DULL = re.compile(r"(?:满意度?|(?:及时|完成|合格|合规|准确|执行|达标|覆盖)率)$")
_Place = dict[str, list[Figure]]


def check(context: Context) -> Iterator[Yielded]:
    forms, projects = _forms(context)
    prose: dict[str | None, dict[str, _Place]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for fact in context.prose():
        own = fact.concept is None or fact.concept.startswith("indicator.")
        if own and fact.scenario in ("target", "actual") and fact.fiscal_year == context.interpretation.fiscal_year:
            figure = context.figure(fact)
            if figure is not None:
                prose[context.subject(fact)][_name(fact.label)][fact.scenario].append(figure)
    for owner, named in prose.items():
        for name, places in named.items():
            partner = _partner(name, forms.get(owner, {}), named)
            if partner is not None:
                yield from _compare(name, places, forms[owner][partner])
            elif len(projects.get(name, ())) == 1:
                yield from _supported(name, places, projects[name][0])
            else:
                yield from _twice(name, places)


def _forms(context: Context) -> tuple[dict[str | None, dict[str, _Place]], dict[str, list[_Place]]]:
    """Indicators of department forms by organization and name, and of project forms by name, one entry a row."""
    department = {f.table for f in context.interpretation.forms if f.kind == "department"}
    forms: dict[str | None, dict[str, _Place]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    projects: dict[str, list[_Place]] = defaultdict(list)
    for indicator in context.interpretation.indicators:
        if indicator.location.table is None:
            continue
        row: _Place = defaultdict(list)
        owner = indicator.organization or context.interpretation.organization
        for stage in ("target", "actual"):
            figure = context.indicator_figure(indicator, stage)
            if figure is None or figure.value is None:
                continue
            # a target in a sentence under a mere class (数量指标) carries the name in the sentence
            name = _name(figure.source.raw_label if figure.source is not None else indicator.name)
            row[stage].append(figure)
            if indicator.location.table in department:
                forms[owner][name][stage].append(figure)
        if row and indicator.location.table not in department:
            projects[_name(indicator.name)].append(row)
    return forms, projects


def _supported(name: str, prose: _Place, row: _Place) -> Iterator[Yielded]:
    """A project form's row of this name, if its other figure agrees: it is then known to be the indicator meant."""
    alike = {
        stage: [f for f in prose[stage] if row[stage] and comparable(f, row[stage][0]) and _equal(f, row[stage][0])]
        for stage in ("target", "actual")
    }
    for stage, other in (("target", "actual"), ("actual", "target")):
        if alike[stage] or any(distinctive(f) or len(name) >= _LONG for f in alike[other]):
            yield from _compare(name, prose, row, (stage,))


def _twice(name: str, prose: _Place) -> Iterator[Yielded]:
    """One indicator in two paragraphs and in no form: a difference that one slip of the hand explains."""
    if len(name) < _LONG or _DULL.search(name):
        return
    for stage in ("target", "actual"):
        if not prose[stage]:
            continue
        first, *rest = prose[stage]
        for figure in rest:
            if not comparable(first, figure) or first.ulp != figure.ulp:
                continue
            apart = first.location.paragraph != figure.location.paragraph
            if not apart or not distinctive(figure) or figure.value is None or first.value is None:
                continue
            if _equal(figure, first) or slip(figure.value, first.value) is not None:
                claim = _claim(name, stage, figure, first)
                claim.severity = "warning"
                yield claim


def _name(text: str) -> str:
    name = normalise(text)
    while (shorter := _PLAIN.sub("", _ROLE.sub("", name))) != name and shorter:
        name = shorter
    return name


def _partner(name: str, forms: dict[str, _Place], prose: dict[str, _Place]) -> str | None:
    """The form's name for a name in prose: the same, or the only one nearly the same."""
    if name in forms:
        return name
    near = [other for other in forms if other not in prose and fuzz.ratio(name, other) >= _ALIKE]
    return near[0] if len(near) == 1 and len(name) >= 5 else None


def _equal(a: Figure, b: Figure) -> bool:
    return a.base == b.base


def _compare(
    name: str, prose: _Place, form: _Place, stages: tuple[str, ...] = ("target", "actual")
) -> Iterator[Yielded]:
    for stage in stages:
        if len(form[stage]) != 1:
            continue
        for stated in prose[stage]:
            if comparable(stated, form[stage][0]):
                yield _claim(name, stage, stated, form[stage][0])


def _claim(name: str, stage: str, stated: Figure, printed: Figure) -> Claim:
    # ≥3 and 3, 约7% and 7%左右 name one target; the sign of comparison is no part of the figure
    one, other = replace(stated, qualifier=""), replace(printed, qualifier="")
    rough = "~" in (stated.qualifier, printed.qualifier)
    return Claim(
        stated if rough and agree(stated, printed) else one,
        Leaf(printed if rough and agree(stated, printed) else other, "mention"),
        role="mention",
        message=stage,
        args={"name": name},
        tail=False,
    )
