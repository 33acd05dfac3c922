"""
**检查什么**：正文中的自评得分，与部门整体支出自评表的总得分是否一致；写明的等级（优、良、中、差）与得分是否相称。

**为什么**：自评表改分之后，正文的得分和等级容易漏改，读者最先看到的却是正文。

**例子**：正文“自评得分88.2分，等级为优”，自评表总得分98.2。

**怎样判断**：正文中“自评得分”“自评总分”“综合得分”等字样的分数，与同一单位的部门自评表总得分比较；该单位有几张部
门自评表的，与其中任何一张相符即可。总得分不含预算执行得分的，加上后相符也可。等级按优 90 分以上、良 80 至 90 分、
中 60 至 80 分、差 60 分以下判断，是各地通行的划分，不符的列为疑点。

**局限**：满分不是 100 分的自评表不比较；报告没有部门自评表或没有总得分的，只核对等级。

## English

**What**: whether the score a department gives itself in prose is the total of its score form, and whether the grade
(优, 良, 中, 差) goes with it.

**Why**: prose is easily forgotten when the form is scored anew, and it is what readers see first.

**Example**: 88.2, grade 优, in the text; 98.2 in the form.

**How**: scores called 自评得分, 自评总分, 综合得分 and the like against the total of the same organization's department
form (any of them, if it has several; the execution score may be on top of the total). Grades by the usual bounds: 优
from 90, 良 from 80, 中 from 60, 差 below; one that does not fit is a warning.

**Limits**: forms whose weights do not make 100 are not compared; without a form only the grade is checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Expression, Leaf, total
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.model.report import Fact
from extractor.text.labels import squash

RULE = Rule(
    code="REF007",
    titles=("正文自评得分与自评表一致", "The score in the text is that of the form"),
    severity="error",
    messages={
        "default": (
            "{where}自评得分印为{printed}，而{other}为{other_printed}，相差{difference}。",
            "{where}: the score is printed as {printed}; {other} prints {other_printed}, off by {difference}.",
        ),
        "grade": (
            "{where}自评得分为{printed}，等级写为“{grade}”，按通行划分应为“{right}”。",
            "{where}: the score is {printed} and the grade “{grade}”; by the usual bounds it is “{right}”.",
        ),
    },
    needs=("正文没有自评得分", "the text states no score"),
)
_SCORE = re.compile(
    r"(?:自评|综合|总体|整体|评价|绩效)(?:评价|绩效|评分|综合|最终|结果|总)*(?:得分|分数|分值|分)$|(?:总得分|总评分|总分)$"
)
_GRADE = re.compile(
    r"^(?:分)?[，,（(；;。]?(?:绩效|评价|自评|评定|综合)*(?:的)?(?:等级|等次|级别|结果|档次)?(?:评定|评价)?(?:为|是|：)?[“\"]?"
    r"(?P<grade>优秀|优|良好|良|中等|中|合格|差)(?=[”\"）)，。；;]|等级|等次|级|$)"
)
_BOUNDS = (("优", Decimal(90), Decimal(1000)), ("良", Decimal(80), Decimal(90)), ("中", Decimal(60), Decimal(80)))
_WHOLE = Decimal(100)


def check(context: Context) -> Iterator[Yielded]:
    totals = _totals(context)
    scores = [f for f in context.prose() if f.measure == "score" and _is_total(f)]
    for fact in scores:
        stated = context.figure(fact)
        if stated is None or not stated.value:
            continue
        candidates = totals.get(fact.organization or context.interpretation.organization, [])
        claims = [Claim(stated, c, role="mention") for c in candidates]
        if claims:
            yield next((c for c in claims if holds(c)), claims[0])
        yield from _grade(context, fact, stated)
    if not scores:
        yield Skip(RULE.needs)


def _is_total(fact: Fact) -> bool:
    label = squash(fact.raw_label)
    return "：" not in squash(fact.label) and _SCORE.search(label) is not None


def _totals(context: Context) -> dict[str | None, list[Expression]]:
    """Total scores of department forms by organization, alone and with the execution score."""
    found: dict[str | None, list[Expression]] = defaultdict(list)
    for form in context.interpretation.forms:
        score, weight = context.figure(form.total_score), context.figure(form.total_weight)
        if form.kind != "department" or score is None or not score.value:
            continue
        if weight is not None and weight.value != _WHOLE:
            continue
        readings = found[form.organization or context.interpretation.organization]
        readings.append(Leaf(score, "mention"))
        execution = context.figure(form.execution_score)
        if execution is not None and execution.value:
            readings.append(total([score, execution]))
    return found


def _grade(context: Context, fact: Fact, stated: Figure) -> Iterator[Yielded]:
    text = _after(context, fact)
    match = _GRADE.match(text)
    if match is None or stated.value is None or stated.value > _WHOLE:
        return
    grade = match["grade"]
    right = next((name for name, lo, hi in _BOUNDS if lo <= stated.value < hi), "差")
    if grade == "合格":
        return
    fits = grade.startswith(right) or right.startswith(grade)
    yield Verdict(
        holds=fits,
        figures=[("score", stated)],
        message="grade",
        args={"grade": grade, "right": right},
        severity="warning",
        formula=f"{stated.raw} → {right}",
    )


def _after(context: Context, fact: Fact) -> str:
    """What stands right behind a figure of prose."""
    at = fact.location
    if at.paragraph is None or at.chars is None:
        return ""
    text = next((p.text for p in context.interpretation.document.paragraphs() if p.index == at.paragraph), "")
    return squash(text[at.chars[1] :])[:16]
