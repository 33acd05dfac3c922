"""
**检查什么**：实际完成值没有达到年度指标值，却得了满分；成本超出指标却得了满分。

**为什么**：未完成应按比例扣分并说明原因，满分与数据矛盾。

**例子**：指标值 ≥15 个，完成 13 个，分值 2 分，得 2 分。

**怎样判断**：指标值和完成值各为一个同类数字时比较：“≥”和没有符号的数字以达到为完成，“≤”“以内”和成本类金额以不超
过为完成，“约”“左右”允许低一成。表中明确印出方向、或完成数不足计划数的，记为错误；方向由成本类推定的，以及未达标
原因栏有说明的，记为疑点。

**局限**：评分标准自带得分界限（“完成率≥95%得满分”）的、文字类指标，不判断；一格里有多个数字的不判断。

## English

**What**: full marks although the achieved value misses the target, or a cost above its target with full marks.

**Why**: what is missed loses points in proportion and needs a reason; full marks contradict the figures.

**Example**: target ≥15, achieved 13, weight 2, score 2.

**How**: target and achieved value must each be one quantity of the same kind. ≥ and bare numbers are met from
below, ≤, 以内 and costs from above, 约 and 左右 allow a tenth less. An error where the direction is printed or
a plan is not reached; a warning where the direction follows only from the cost class or a reason is given.

**Limits**: rows whose scoring standard has a limit of its own (≥95% earns all), qualitative targets and cells with
several figures are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms, has_threshold, quotable, words
from extractor.checks.targets import is_cost, judge, shifted

RULE = Rule(
    code="SCR006",
    titles=("未达到指标值不应得满分", "No full marks where the target is missed"),
    severity="error",
    messages={
        "default": (
            "{form}“{name}”指标值为{target}，实际完成{actual}，未达到指标值，却得满分{score}（分值{weight}）。",
            "{form}: “{name}” has target {target} and achieved {actual}, which misses it, yet scores {score} "
            "of {weight}.",
        ),
        "cost": (
            "{form}“{name}”指标值为{target}，实际{actual}，超出指标值，却得满分{score}（分值{weight}）。",
            "{form}: “{name}” has target {target} and came to {actual}, above it, yet scores {score} of {weight}.",
        ),
    },
    needs=("没有可比较的指标值和完成值", "no target and achieved value that can be compared"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        for row in form.rows:
            score, weight = cell(context, row, "score"), cell(context, row, "weight")
            if score is None or weight is None or score.value is None or not weight.value:
                continue
            result = judge(row)
            if result.state == "unknown":
                continue
            full = score.value >= weight.value
            inferred_cost = result.direction == "down" and not result.explicit and is_cost(row)
            target = cell(context, row, "target") or words(context, row, "target")
            actual = cell(context, row, "actual") or words(context, row, "actual")
            figures = [("score", score), ("target", target), ("actual", actual), ("weight", weight)]
            if result.ratio is not None and shifted(result.ratio):
                # ten times off: the achieved value is mistyped rather than the score too good
                figures = [figures[2], figures[1], figures[0], figures[3]]
            missed = result.state == "missed" and full
            if missed and has_threshold(context, row):
                why = ("评分标准另印有得分界限", "the scoring standard prints a limit of its own")
                yield Verdict(None, figures, reason=why)
                continue
            yield Verdict(
                holds=not missed,
                figures=figures,
                message="cost" if result.direction == "down" else "default",
                args={
                    "form": form.name,
                    "name": quotable(row.name),
                    "target": row.target or "",
                    "actual": row.actual or "",
                    "score": row.score_raw,
                    "weight": row.weight_raw,
                },
                severity="warning" if inferred_cost or row.note else None,
                actual=row.score_raw,
            )
    if not found:
        yield Skip(NO_FORM)
