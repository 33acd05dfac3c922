"""
**检查什么**：正文说某项指标“已完成”“未完成”，是否与自评表中的指标值、完成值和得分相符。

**为什么**：文字结论要由数据支持；相反的结论说明一处有误。

**例子**：正文称“目标已完成”，自评表中指标值 ≥15 个、完成 13 个。

**怎样判断**：按指标名称在本单位自评表中唯一对应的一行判断：正文称已完成而表中未达到，或正文称未完成而表中已达到的，
记为错误；正文称未完成而表中得满分的，记为疑点。“视同完成”“部分完成”不与数据比较。

**局限**：名称对不上或对应多行的不判断。

## English

**What**: whether prose that calls an indicator met or missed agrees with target, achieved value and score in the form.

**Why**: a verdict in words must follow from the figures.

**Example**: the text says the target was met, the form has target ≥15 and achieved 13.

**How**: by the one row of the organization's form with the same name. Met against missed, or the reverse, is an
error; “not met” with full marks is a warning. “Deemed met” and “partly met” are not compared.

**Limits**: not decided where the name fits no row or several.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, Form, cell, forms, heading, quotable, words
from extractor.checks.targets import judge
from extractor.model.interpretation import Statement
from extractor.model.report import Indicator
from extractor.text.labels import normalise

RULE = Rule(
    code="SCR012",
    titles=("正文的完成结论与自评表相符", "Met or missed in the text agrees with the form"),
    severity="error",
    messages={
        "default": (
            "{section}称“{name}”{word}，但{form}中指标值为{target}，实际完成{actual}。",
            "“{section}” says “{word}” of “{name}”, but {form} has target {target} and achieved {actual}.",
        ),
        "full": (
            "{section}称“{name}”{word}，但{form}中该项得满分{score}（分值{weight}）。",
            "“{section}” says “{word}” of “{name}”, but {form} gives it {score} of {weight}.",
        ),
    },
    needs=("正文没有逐项说明指标是否完成", "the text does not say which indicators were met"),
)


def check(context: Context) -> Iterator[Yielded]:
    every = list(forms(context))
    if not every:
        yield Skip(NO_FORM)
        return
    for statement in context.interpretation.statements:
        done = {"已完成": True, "完成": True, "未完成": False}.get(statement.word)
        if statement.kind != "completion" or done is None:
            continue
        found = _row(every, statement, context)
        if found is not None:
            yield from _verdict(context, statement, done, *found)


def _row(every: list[Form], statement: Statement, context: Context) -> tuple[Form, Indicator] | None:
    organization = statement.organization or context.interpretation.organization
    name = normalise(statement.subject)
    rows = [
        (form, row)
        for form in every
        if form.form.organization == organization and form.form.kind == "department"
        for row in form.rows
        if name and normalise(row.name) == name
    ]
    return rows[0] if len(rows) == 1 else None


def _verdict(context: Context, statement: Statement, done: bool, form: Form, row: Indicator) -> Iterator[Yielded]:
    state = judge(row).state
    full = row.score is not None and row.weight is not None and row.weight > 0 and row.score >= row.weight
    against = state != "unknown" and (state == "met") != done
    suspicious = not against and not done and full and state == "unknown"
    if state == "unknown" and (done or not full):
        return
    section = context.section_words(statement.location.section)
    said = context.figure(statement.current) or heading(
        row.name, statement.word, statement.location, (section, row.name)
    )
    figures = [("said", said)]
    figures += [(f, cell(context, row, f) or words(context, row, f)) for f in ("target", "actual", "score")]
    yield Verdict(
        holds=not against and not suspicious,
        figures=figures,
        message="full" if suspicious else "default",
        args={
            "section": section,
            "name": quotable(row.name),
            "word": statement.word,
            "form": form.name,
            "target": row.target or "",
            "actual": row.actual or "",
            "score": row.score_raw,
            "weight": row.weight_raw,
        },
        severity="warning" if suspicious else None,
    )
