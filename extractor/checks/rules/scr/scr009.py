"""
**检查什么**：实际完成值远远超过年度指标值，却没有说明原因。

**为什么**：超出过多往往说明年初指标值定得过低；多地办法要求超过三成的分析原因，并按偏离程度扣分。

**例子**：指标值 ≥7,000 小时，完成 60,000 小时，得满分，偏差原因栏空白。

**怎样判断**：完成值达到指标值的 1.3 倍以上、得满分、偏差原因栏及其合并单元格空白的，记为提示。指标值不足 5 的计数不看
（2 次做成 3 次并非指标过低）。

**局限**：越低越好的指标和满意度、合格率一类有上限的指标不检查。

## English

**What**: achieved values far above the target, with full marks and no explanation.

**Why**: a large excess means the target was set too low; several provinces ask for a reason above 30% and take points.

**Example**: target ≥7,000 hours, achieved 60,000, full marks, no reason.

**How**: 1.3 times the target or more, full marks, blank reason (merged cells included): an info. Counts with a target
below 5 are left out.

**Limits**: not for targets where less is better nor for capped rates.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.numbers import rounded, trimmed
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms, quotable, words
from extractor.checks.targets import OVER, judge, shifted

_SMALL = 5

RULE = Rule(
    code="SCR009",
    titles=("远超指标值应说明原因", "Far above target needs a reason"),
    severity="info",
    messages={
        "default": (
            "{form}“{name}”指标值为{target}，实际完成{actual}，为指标值的{times}倍，得满分而未说明原因，指标值可能定得过低。",
            "{form}: “{name}” has target {target} and achieved {actual}, {times} times the target, with full "
            "marks and no "
            "reason; the target may be too low.",
        )
    },
    needs=("没有可比较的指标值和完成值", "no target and achieved value that can be compared"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        explained = False
        for row in form.rows:
            explained = explained if "note" in row.shared else bool(row.note)
            result = judge(row)
            if result.ratio is None or result.target is None or result.target.unit == "%":
                continue
            if shifted(result.ratio) and not explained:
                continue  # SCR016 takes it for a slip
            if result.target.value < _SMALL or row.score is None or row.weight is None or "note" not in row.cells:
                continue
            target = cell(context, row, "target") or words(context, row, "target")
            actual = cell(context, row, "actual") or words(context, row, "actual")
            yield Verdict(
                holds=result.ratio < OVER or explained or row.score < row.weight,
                figures=[("target", target), ("actual", actual)],
                args={
                    "form": form.name,
                    "name": quotable(row.name),
                    "target": row.target or "",
                    "actual": row.actual or "",
                    "times": trimmed(rounded(result.ratio, 2)),
                },
            )
    if not found:
        yield Skip(NO_FORM)
