"""
**检查什么**：绩效指标的目标值和完成值，在正文与自评表中是否一致。

**为什么**：正文按自评表撰写，数字不同说明一处改过而另一处没有改。

**例子**：正文“新增规上企业数229家”，自评表实际完成值 292家。

**怎样判断**：同一单位，指标名称去掉标点、数量词后相同，或高度相似且互为唯一对应。目标值比较数字本身（“≥3个”与“3
个”视为相同），“约7%”与“7%左右”视为相同。只印文字的不比较。

**局限**：正文与自评表用不同名称表述同一指标时不能对应。

## English

**What**: whether targets and achieved values of indicators agree between prose and score form.

**Why**: the text is written from the form; a difference shows that one was changed and the other was not.

**Example**: 229 in the text, 292 in the form.

**How**: same organization and the same name, or a name so much alike that it has no other partner. Targets are
compared by their figure: ≥3 and 3 are the same. Words are not compared.

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
from extractor.checks.mentions import agree
from extractor.checks.registry import Rule
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
_Place = dict[str, list[Figure]]


def check(context: Context) -> Iterator[Yielded]:
    department = {f.table for f in context.interpretation.forms if f.kind == "department"}
    forms: dict[str | None, dict[str, _Place]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for indicator in context.interpretation.indicators:
        if indicator.location.table in department:
            for stage in ("target", "actual"):
                figure = context.indicator_figure(indicator, stage)
                if figure is not None and figure.value is not None:
                    owner = indicator.organization or context.interpretation.organization
                    # a target in a sentence under a mere class (数量指标) carries the name in the sentence
                    name = figure.source.raw_label if figure.source is not None else indicator.name
                    forms[owner][_name(name)][stage].append(figure)
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


def _compare(name: str, prose: _Place, form: _Place) -> Iterator[Yielded]:
    for stage in ("target", "actual"):
        if len(form[stage]) != 1:
            continue
        printed = form[stage][0]
        for stated in prose[stage]:
            if not comparable(stated, printed):
                continue
            # ≥3 and 3, 约7% and 7%左右 name one target; the sign of comparison is no part of the figure
            one, other = replace(stated, qualifier=""), replace(printed, qualifier="")
            rough = "~" in (stated.qualifier, printed.qualifier)
            yield Claim(
                stated if rough and agree(stated, printed) else one,
                Leaf(printed if rough and agree(stated, printed) else other, "mention"),
                role="mention",
                message=stage,
                args={"name": name},
                tail=False,
            )
