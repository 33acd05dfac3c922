"""
**检查什么**：正文说“无”“没有”某项收支（如政府性基金），或说“均为”某一来源，其他地方却印有该项数字。

**为什么**：文字与数据互相否定，必有一处遗漏。

**例子**：“政府性基金预算支出情况：无”，自评表中政府性基金拨款 40.76 万元。

**怎样判断**：按指标体系识别“无”所指的项目，在同一单位、同一年度的数据中查找同一项目或其下级的非零数字，找到的记为错
误；属于下属单位的数字不算。

**局限**：未列入指标体系的项目不检查。

## English

**What**: “none” or “all of it is” in words against figures elsewhere.

**Why**: words and figures that deny each other: one was forgotten.

**Example**: “government fund expenditure: none”, and 40.76 of it in the form.

**How**: the concept that is said not to exist is looked for among non-zero figures of the same organization
and year, its sub-items included.

**Limits**: items that are not in the schema are not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import heading
from extractor.model.interpretation import Statement
from extractor.model.report import Fact

RULE = Rule(
    code="TXT006",
    titles=("正文称“无”的项目没有数字", "What is said not to exist has no figures"),
    severity="error",
    messages={
        "default": (
            "{section}称没有{subject}，但{other}印有{other_printed}。",
            "{section} says there is no {subject}, but {other} prints {other_printed}.",
        )
    },
    needs=("正文没有可识别的“无”", "no statement of “none” that the schema knows"),
)
_STAGES = ("original_budget", "final_budget", "actual", "year_end_balance", None)


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        if statement.kind != "none" or statement.concept is None:
            continue
        section = context.section_words(statement.location.section)
        said = heading(statement.subject, statement.word or "无", statement.location, (section, statement.subject))
        against = next((f for f in context.facts if _denies(context, statement, f)), None)
        figure = context.figure(against)
        yield Verdict(
            holds=figure is None,
            figures=[("said", said), *([("figure", figure)] if figure else [])],
            args={"section": section, "subject": statement.subject},
            expected="0" if figure else None,
            actual=figure.raw if figure else None,
        )


def _denies(context: Context, statement: Statement, fact: Fact) -> bool:
    if (
        fact.concept is None
        or not fact.value
        or fact.measure not in ("amount", "count")
        or fact.scenario not in _STAGES
    ):
        return False
    if statement.scenario is not None and fact.scenario != statement.scenario:
        return False
    year = statement.fiscal_year or context.interpretation.fiscal_year
    if fact.fiscal_year not in (None, year):
        return False
    own = statement.organization or context.interpretation.organization
    return (fact.organization or own) == own and _within(context, fact.concept, statement.concept)


def _within(context: Context, concept: str | None, above: str | None) -> bool:
    for _ in range(8):
        if concept is None or concept == above:
            return concept is not None
        found = context.schema.concepts.get(concept)
        concept = found.parent if found else None
    return False
