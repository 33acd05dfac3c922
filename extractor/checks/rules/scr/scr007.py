"""
**检查什么**：有分值的指标，得分是否空白；预算执行得分和总得分是否空白。

**为什么**：空白的得分既不是 0 分，也不是满分；总分按什么计算无从核对。

**例子**：指标值 ≥3 个，完成 0 个，分值 4 分，得分栏空白。

**怎样判断**：同一自评表中其他指标印有得分、而该行得分为空的，记为错误；与上一行合并的单元格不算空白。整表都没有
得分的（例如只公布目标的绩效目标表）不检查。

**局限**：以文字或符号填写的得分不算空白。

## English

**What**: whether an indicator with a weight has a blank score; likewise the execution score and the total.

**Why**: a blank is neither 0 nor full marks, so the total can't be verified.

**Example**: target ≥3, achieved 0, weight 4, score blank.

**How**: an error where other rows of the same form have scores; cells merged with the row above are not blank.
Forms without any score (published targets) are left out.

**Limits**: a score given in words or signs is not blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms, quotable, words

RULE = Rule(
    code="SCR007",
    titles=("得分不应空白", "No blank score"),
    severity="error",
    messages={
        "default": (
            "{form}“{name}”得分空白（指标值{target}，实际完成{actual}，分值{weight}）。",
            "{form}: the score of “{name}” is blank (target {target}, achieved {actual}, weight {weight}).",
        )
    },
    needs=("自评表没有印得分", "no form prints scores"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        if not any(row.score is not None for row in form.rows):
            continue
        for row in form.rows:
            score, weight = cell(context, row, "score"), cell(context, row, "weight")
            if score is None or weight is None or not weight.value:
                continue
            target = cell(context, row, "target") or words(context, row, "target")
            actual = cell(context, row, "actual") or words(context, row, "actual")
            nothing = ("（空白）", "(blank)")
            yield Verdict(
                holds=bool(row.score_raw.strip()),
                figures=[("score", score), ("target", target), ("actual", actual), ("weight", weight)],
                args={
                    "form": form.name,
                    "name": quotable(row.name),
                    "target": row.target or nothing,
                    "actual": row.actual or nothing,
                    "weight": row.weight_raw,
                },
            )
    if not found:
        yield Skip(NO_FORM)
