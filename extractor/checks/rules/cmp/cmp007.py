"""
**检查什么**：自评表的年度总体目标、实际完成情况、指标值和分值是否空白。

**为什么**：没有目标就无从评价，没有分值就无法计分。

**例子**：有名称、完成值和得分的指标，年度指标值空白。

**怎样判断**：同表其他行填有指标值（或分值）而该行空白的，记为疑点；与上一行合并的不算空白。年度总体目标或完成情况
空白的，记为疑点。

**局限**：完成值和得分的空白分别见 SCR010 和 SCR007。

## English

**What**: blank annual goals, achievements, targets or weights in a score form.

**Why**: nothing can be evaluated without a target, nothing scored without a weight.

**Example**: an indicator with name, achieved value and score, but no target.

**How**: blank where other rows of the form have it: a warning; merged cells are not blank. Blank goal or achievement
text: a warning.

**Limits**: for achieved values and scores see SCR010 and SCR007.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, forms, quotable, words

_GOALS = {"预期目标": "annual goal", "实际完成情况": "achievement"}
_NAMES = {"target": ("年度指标值", "target"), "weight": ("分值", "weight")}

RULE = Rule(
    code="CMP007",
    titles=("目标、指标值和分值不应空白", "Goals, targets and weights must be filled in"),
    severity="warning",
    messages={
        "default": ("{form}“{name}”的{field}空白。", "{form}: the {field} of “{name}” is blank."),
        "goal": ("{form}的{field}空白。", "{form}: the {field} is blank."),
    },
    needs=NO_FORM,
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    names = {}
    for form in forms(context):
        found = True
        names[form.form.table] = form.name
        for field, named in _NAMES.items():
            given = [r for r in form.rows if _printed(r, field)]
            if not given:
                continue
            for row in form.rows:
                # budget execution has its target in the funds block
                if field not in row.cells or field in row.shared or row.id == form.form.execution_indicator:
                    continue
                yield Verdict(
                    holds=_printed(row, field),
                    figures=[("blank", words(context, row, field)), ("name", words(context, row, "name"))],
                    args={"form": form.name, "name": quotable(row.name), "field": named},
                )
    for goal in context.interpretation.fields:
        if goal.name in _GOALS and goal.table in names:
            form_name = names[goal.table]
            figure = Figure(goal.name, goal.value[:40], None, None, None, goal.location, (form_name, goal.name))
            yield Verdict(
                holds=bool(goal.value.strip()),
                figures=[("goal", figure)],
                message="goal",
                args={"form": form_name, "field": (goal.name, _GOALS[goal.name])},
            )
    if not found:
        yield Skip(NO_FORM)


def _printed(row: object, field: str) -> bool:
    value = getattr(row, "target" if field == "target" else "weight_raw")
    return bool((value or "").strip())
