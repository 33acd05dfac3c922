"""
**检查什么**：自评表的指标值与实际完成值是否像录入错误：两者约相差 10 倍、100 倍等；按个、家、户等逐个计数的指标印
有小数。

**为什么**：小数点错位、单位写错后，指标看上去不是远超就是远未完成，得分也随之失真。

**例子**：指标值 ≥6,500 批次，完成 64,840 批次；新认定企业 ≥4.4 家。

**怎样判断**：完成值除以指标值约为 10、100、1000 或 10000（0.85 至 1.3 倍以内），或约为其倒数，而偏差原因栏没有说明
的，列为疑点；未达到而得满分的由 SCR006 报告，不再重复。“每”“人均”“平均”一类指标可以有小数，不检查。

**局限**：相差不到八倍的录入错误看不出来；完成情况确实如此的，请在偏差原因栏说明。

## English

**What**: targets and achieved values that look mistyped: one about ten, a hundred … times the other; decimals in
what is counted one by one (个, 家, 户, 人次 …).

**Why**: a slip of the decimal point or of the unit makes an indicator seem far exceeded or far missed, and falsifies
its score.

**Example**: target ≥6,500 batches, achieved 64,840; a target of ≥4.4 companies.

**How**: achieved over target is about 10, 100, 1000 or 10000 (within 0.85 to 1.3 times) or one over that, and no reason
is given: a warning. Full marks for a missed target are left to SCR006. Indicators per head (每, 人均, 平均) may have
decimals.

**Limits**: slips by less than eight times can't be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Skip, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.figure import Figure
from extractor.checks.numbers import rounded, trimmed
from extractor.checks.registry import Rule
from extractor.checks.scoring import NO_FORM, Form, cell, forms, quotable, words
from extractor.checks.targets import judge, shifted
from extractor.model.report import Indicator
from extractor.text.labels import squash

RULE = Rule(
    code="SCR016",
    titles=("指标值和完成值不像录入错误", "Targets and achieved values do not look mistyped"),
    severity="warning",
    messages={
        "default": (
            "{form}“{name}”指标值为{target}，实际完成{actual}，约相差{times}倍，疑为小数点或单位有误。",
            "{form}: “{name}” has target {target} and achieved {actual}, about {times} times apart; a decimal point or "
            "a unit may be wrong.",
        ),
        "whole": (
            "{where}印为{printed}，“{unit}”应为整数，疑为小数点有误。",
            "{where} is printed as {printed}; “{unit}” are counted one by one, so the decimal point may be wrong.",
        ),
    },
    needs=("没有可比较的指标值和完成值", "no target and achieved value that can be compared"),
)
_AVERAGE = re.compile(r"每|均|平均|人次数?比|比例|比重|指数|[率度]$")
_ONE_BY_ONE = re.compile(
    r"^(?:人次?|名|家次?|个|户次?|项|件|场次?|次|座|处|份|批次?|期|所|辆次?|台套?|套|只|头|株|起|宗)$"
)


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        found = True
        explained = False
        for row in form.rows:
            explained = explained if "note" in row.shared else bool(row.note)
            yield from _apart(context, form, row, explained)
            for field in ("target", "actual"):
                yield from _whole(context.indicator_figure(row, field), row)
    if not found:
        yield Skip(NO_FORM)


def _apart(context: Context, form: Form, row: Indicator, explained: bool) -> Iterator[Yielded]:
    result = judge(row)
    if result.ratio is None or result.target is None:
        return
    if result.state == "missed" and row.score is not None and row.score == row.weight:
        return
    target = cell(context, row, "target") or words(context, row, "target")
    actual = cell(context, row, "actual") or words(context, row, "actual")
    times = result.ratio if result.ratio >= 1 else 1 / result.ratio if result.ratio else result.ratio
    yield Verdict(
        holds=explained or not shifted(result.ratio),
        figures=[("actual", actual), ("target", target)],
        args={
            "form": form.name,
            "name": quotable(row.name),
            "target": row.target or "",
            "actual": row.actual or "",
            "times": trimmed(rounded(times, 0)),
        },
    )


def _whole(figure: Figure | None, row: Indicator) -> Iterator[Yielded]:
    if figure is None or figure.value is None or not figure.unit or not _ONE_BY_ONE.match(figure.unit):
        return
    # that a count is a whole number is worth a word only where it is not
    if figure.value != figure.value.to_integral_value() and not _AVERAGE.search(squash(row.name)):
        yield Verdict(
            holds=False,
            figures=[("value", figure)],
            message="whole",
            args={"unit": figure.unit},
        )
