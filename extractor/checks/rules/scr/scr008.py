"""
**检查什么**：实际完成值达到了年度指标值，却被扣分，而且没有说明原因。

**为什么**：达标应得满分；确因指标定得过低等原因扣分的，应在偏差原因栏写明。

**例子**：指标值 ≥100 个，完成 107 个，分值 4 分，得 3 分，偏差原因栏空白。

**怎样判断**：只在指标值和完成值可比、偏差原因栏及其合并单元格均为空白时报告。

**局限**：原因写在正文而不在表中的，请以说明排除。

## English

**What**: points lost although the target is met, and no reason given.

**Why**: a met target earns full marks; if points are taken because the target was too low, the form must say
so.

**Example**: target ≥100, achieved 107, weight 4, score 3, no reason.

**How**: only where target and achieved value can be compared and the reason cell, merged ones included, is
blank.

**Limits**: a reason given in the text and not in the form is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms, quotable, words
from extractor.checks.targets import judge

RULE = Rule(
    code="SCR008",
    titles=("达到指标值而扣分的应说明原因", "Points lost on a met target need a reason"),
    severity="warning",
    messages={
        "default": (
            "{form}“{name}”指标值为{target}，实际完成{actual}，已达到指标值，但只得{score}分（分值{weight}），未说明扣分原因。",
            "{form}: “{name}” has target {target} and achieved {actual}, which meets it, but scores {score} "
            "of {weight} "
            "without a reason.",
        )
    },
    needs=("没有可比较的指标值和完成值", "no target and achieved value that can be compared"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        if not any("note" in row.cells for row in form.rows):
            continue
        explained = False
        for row in form.rows:
            # a merged reason cell speaks for all its rows
            explained = explained if "note" in row.shared else bool(row.note)
            score, weight = cell(context, row, "score"), cell(context, row, "weight")
            if score is None or weight is None or score.value is None or not weight.value:
                continue
            if judge(row).state != "met":
                continue
            target = cell(context, row, "target") or words(context, row, "target")
            actual = cell(context, row, "actual") or words(context, row, "actual")
            yield Verdict(
                holds=score.value >= weight.value or explained,
                figures=[("score", score), ("target", target), ("actual", actual), ("weight", weight)],
                args={
                    "form": form.name,
                    "name": quotable(row.name),
                    "target": row.target or "",
                    "actual": row.actual or "",
                    "score": row.score_raw,
                    "weight": row.weight_raw,
                },
            )
    if not found:
        yield Skip(NO_FORM)
