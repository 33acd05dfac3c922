"""
**检查什么**：未达到指标值的，得分是否明显高于按完成比例应得的分数。

**为什么**：多数办法规定未完成的按完成比例得分；完成一成半却得四分之三的分数，需要解释。

**例子**：指标值 ≥20 家，完成 3 家，分值 2 分，得 1.5 分；按比例为 0.3 分。

**怎样判断**：完成值和指标值可比、“越多越好”的指标，得分率高出完成率三成以上（且未得满分，满分见 SCR006）的，记为
提示。各地扣分办法不同，仅供复核。

**局限**：规定低于六成不得分等办法不在报告中，无法复算。

## English

**What**: scores well above what the achieved share of a missed target would give.

**Why**: most rules give points in proportion; three quarters of the points for 15% of the target needs explaining.

**Example**: target ≥20, achieved 3, weight 2, score 1.5; in proportion 0.3.

**How**: more-is-better targets that are missed, scored (not fully, see SCR006) more than 30 points of percentage above
the achieved share: an info, since rules differ.

**Limits**: floors such as “nothing below 60%” are not in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.numbers import rounded, trimmed
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms, quotable, words
from extractor.checks.targets import judge

_GAP = Decimal("0.3")

RULE = Rule(
    code="SCR013",
    titles=("未达指标值的得分与完成比例相称", "The score of a missed target is in proportion"),
    severity="info",
    messages={
        "default": (
            "{form}“{name}”指标值为{target}，实际完成{actual}（{share}%），得{score}分（分值{weight}），按完成比例为{value}分。",
            "{form}: “{name}” has target {target} and achieved {actual} ({share}%), yet scores {score} of {weight}; "
            "in proportion it would be {value}.",
        )
    },
    needs=("没有未达到指标值且可比较的指标", "no missed target that can be compared"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        for row in form.rows:
            result = judge(row)
            if result.state != "missed" or result.ratio is None or row.score is None or not row.weight:
                continue
            if row.score >= row.weight or result.ratio < 0:
                continue
            value = rounded(row.weight * result.ratio, 2)
            figures = [(f, cell(context, row, f) or words(context, row, f)) for f in ("score", "target", "actual")]
            yield Verdict(
                holds=row.score / row.weight - result.ratio <= _GAP,
                figures=figures,
                args={
                    "form": form.name,
                    "name": quotable(row.name),
                    "target": row.target or "",
                    "actual": row.actual or "",
                    "share": trimmed(rounded(result.ratio * 100, 1)),
                    "score": row.score_raw,
                    "weight": row.weight_raw,
                    "value": trimmed(value),
                },
                expected=trimmed(value),
                actual=trimmed(row.score),
                difference=row.score - value,
            )
    if not found:
        yield Skip(NO_FORM)
