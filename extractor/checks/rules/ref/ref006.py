"""
**检查什么**：正文写“无”“未安排”“均为一般公共预算拨款”的事项，在各表和自评表中是否另有数字。

**为什么**：章节写“无”往往沿用旧稿；下属单位自评表却填有政府性基金，说明正文遗漏。

**例子**：“三、政府性基金预算支出情况　无。”，而所属单位自评表政府性基金拨款全年预算 40.76。

**怎样判断**：按资金性质（政府性基金、国有资本经营、社会保险基金等）或同一指标查找同年度的非零数字。同一单位有数
字的为错误；只有所属单位有数字的为疑点，因为正文可能只说本级。

**局限**：正文所说“无”的对象无法识别时不检查。

## English

**What**: whether something the text says there is none of (无, 未安排, 均为一般公共预算拨款) has figures
elsewhere.

**Why**: sections saying "none" are carried over from last year's file, while a unit's form shows money of a
government fund.

**Example**: "government funds: none" against 40.76 in a subordinate unit's form.

**How**: figures of the same year that are not zero, by kind of money or by indicator. An error if they are the
same organization's, a warning if only a subordinate unit's, since the text may speak of the head office alone.

**Limits**: not checked where it can't be told what there is none of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.figure import Figure
from extractor.checks.mentions import agree
from extractor.checks.registry import Rule
from extractor.model.interpretation import Statement
from extractor.model.report import Fact
from extractor.text.labels import squash

RULE = Rule(
    code="REF006",
    titles=("写明“无”的事项别处没有数字", "What is said to be none has no figures elsewhere"),
    severity="error",
    messages={
        "none": (
            "{section}称{subject}“无”，但{where}印为{printed}。",
            "“{section}” says there is no “{subject}”, but {where} prints {printed}.",
        ),
        "all_of": (
            "{section}称“{text}”，但{where}印为{printed}，属其他来源的资金。",
            "“{section}” says “{text}”, but {where} prints {printed}, which is money from another source.",
        ),
    },
    needs=("正文没有写明“无”的事项", "the text says of nothing that there is none"),
)
_MONEY = {
    "政府性基金": re.compile(r"政府性基金"),
    "国有资本经营": re.compile(r"国有资本经营"),
    "社会保险基金": re.compile(r"社会保险基金|社保基金"),
    "财政专户": re.compile(r"财政专户|纳入专户"),
}
_STAGES = ("original_budget", "adjustment", "final_budget", "actual")
_SHOWN = 4


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        if statement.kind == "none":
            yield from _none(context, statement)
        elif statement.kind == "all_of":
            yield from _all_of(context, statement)


def _none(context: Context, statement: Statement) -> Iterator[Yielded]:
    kind = _kind(statement.subject)
    if kind is not None:
        found = [f for f in _amounts(context, statement) if _kind(_words(context, f)) == kind]
    elif statement.concept is not None and "：" not in statement.subject:
        # "none" of an item speaks of what was spent: it may well have been planned
        stage = statement.scenario or "actual"
        found = [f for f in _amounts(context, statement) if f.concept == statement.concept and f.scenario == stage]
    else:
        return
    yield from _verdict(context, statement, found, "none", statement.subject)


def _all_of(context: Context, statement: Statement) -> Iterator[Yielded]:
    subject = statement.subject or ""
    if "一般公共预算" not in subject and "财政拨款" not in subject:
        return
    total = context.figure(statement.total)
    if total is None or total.source is None or total.source.scenario != "actual":
        return
    found = [
        f
        for f in _amounts(context, statement)
        if _kind(_words(context, f)) is not None
        and ("一般公共预算" in subject or _kind(_words(context, f)) == "财政专户")
    ]
    yield from _verdict(context, statement, found, "all_of", subject)


def _kind(text: str) -> str | None:
    return next((name for name, pattern in _MONEY.items() if pattern.search(text)), None)


def _words(context: Context, fact: Fact) -> str:
    return squash(fact.raw_label) + squash(fact.label)


def _amounts(context: Context, statement: Statement) -> list[Fact]:
    year = statement.fiscal_year or context.interpretation.fiscal_year
    return [
        f
        for f in context.facts
        if f.measure == "amount"
        and f.value
        and f.scenario in _STAGES
        and f.fiscal_year == year
        and (f.location.table is not None or f.location.paragraph != statement.location.paragraph)
    ]


def _verdict(
    context: Context, statement: Statement, found: list[Fact], message: str, subject: str
) -> Iterator[Yielded]:
    section = context.section_words(statement.location.section)
    args = {"section": section, "subject": subject, "text": squash(statement.text).rpartition("，")[2].rstrip("。；")}
    owner = statement.organization or context.interpretation.organization
    own = [f for f in found if context.subject(f) == owner]
    figures = _distinct([g for f in own or found if (g := context.figure(f)) is not None])
    if figures:
        terms = [("mention", f) for f in figures[:_SHOWN]]
        yield Verdict(False, terms, message=message, args=args, severity=None if own else "warning", expected="0")
    else:
        stand = Figure(subject, squash(statement.text), None, None, None, statement.location, (section, subject))
        yield Verdict(True, [("statement", stand)], message=message, args=args)


def _distinct(figures: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in figures:
        if not any(agree(figure, other) and figure.location.table == other.location.table for other in kept):
            kept.append(figure)
    return kept
