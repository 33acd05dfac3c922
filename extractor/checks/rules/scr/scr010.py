"""
**检查什么**：实际完成值是否填写、是否照抄指标值的门槛、是否用文字代替数字。

**为什么**：没有真实的完成值，得分就没有依据。

**例子**：指标值 100%，完成值写“大部分完成”，得满分；指标值 ≥95%，完成值也写“≥95%”；完成值空白却有得分。

**怎样判断**：完成值空白而有得分的，记为疑点；指标值是数字、完成值只有文字且得满分的，记为疑点；完成值照抄带“≥”“≤”
的指标值的，记为提示。与上一行合并的完成值不算空白；完成值栏写明原因、得分未满的不报告。

**局限**：指标值本身是文字的不检查。

## English

**What**: achieved values that are missing, copied from the target's threshold, or words in place of a number.

**Why**: without a real achieved value a score rests on nothing.

**Example**: target 100%, achieved “mostly done”, full marks; target ≥95%, achieved “≥95%”; blank, yet scored.

**How**: blank with a score: warning; numeric target, words only, full marks: warning; a copied threshold: info.
Merged achieved values are not blank.

**Limits**: qualitative targets are not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, cell, forms, quotable, words
from extractor.checks.targets import has_number
from extractor.model.report import Indicator
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities

RULE = Rule(
    code="SCR010",
    titles=("实际完成值应如实填写", "Achieved values must be stated"),
    severity="warning",
    messages={
        "blank": (
            "{form}“{name}”实际完成值空白（指标值{target}），却得{score}分。",
            "{form}: the achieved value of “{name}” is blank (target {target}), yet it scores {score}.",
        ),
        "words": (
            "{form}“{name}”指标值为{target}，实际完成值写“{actual}”，没有数字，却得满分{score}。",
            "{form}: “{name}” has target {target}; the achieved value is “{actual}”, no number, yet full "
            "marks {score}.",
        ),
        "copied": (
            "{form}“{name}”实际完成值“{actual}”照抄指标值的门槛，不是实际数。",
            "{form}: the achieved value “{actual}” of “{name}” repeats the threshold of its target.",
        ),
    },
    needs=("自评表没有实际完成值栏", "no form has a column of achieved values"),
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        if not any(row.actual for row in form.rows):
            continue
        for row in form.rows:
            if "actual" not in row.cells or "actual" in row.shared or not row.target:
                continue
            holds, message = _judge(row)
            actual = cell(context, row, "actual") or words(context, row, "actual")
            target = cell(context, row, "target") or words(context, row, "target")
            score = cell(context, row, "score") or words(context, row, "score")
            yield Verdict(
                holds=holds,
                figures=[("actual", actual), ("target", target), ("score", score)],
                message=message,
                args={
                    "form": form.name,
                    "name": quotable(row.name),
                    "target": row.target,
                    "actual": row.actual or "",
                    "score": row.score_raw,
                },
                severity="info" if message == "copied" else None,
            )
    if not found:
        yield Skip(NO_FORM)


def _judge(row: Indicator) -> tuple[bool, str]:
    actual, target = squash(row.actual or ""), squash(row.target or "")
    if not actual:
        return not row.score, "blank"
    if actual == target:
        stated = find_quantities(row.target or "")
        return not any(q.qualifier in (">=", "<=", ">", "<") for q in stated), "copied"
    if has_number(row.target) and not any(c.isdigit() for c in actual):
        full = row.score is not None and row.weight is not None and row.weight > 0 and row.score >= row.weight
        return not full or not _hedged(actual), "words"
    return True, "words"


def _hedged(actual: str) -> bool:
    """Words that do not even say the target was reached."""
    return actual not in ("完成", "已完成", "全部完成", "达标", "已达标", "达到", "已达到", "无", "零")
