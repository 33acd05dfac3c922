"""
**检查什么**：自评表的“完成率”列是否等于实际完成值除以年度指标值。

**为什么**：完成率常据以计算得分；改了完成值而没有重算完成率，得分也就错了。

**例子**：指标值 120 公里，完成 126 公里，完成率印为 115%；应为 105%。

**怎样判断**：同一张表至少三行相符、且相符的行不少于不符的两倍时，才认定该列就是两数之比；超额完成印为 100% 的视为相符
（封顶）。“≤”一类越少越好的指标，正比、反比和 100% 都算相符。

**局限**：目标或完成值是文字、或含有多个数字的行不检查。

## English

**What**: whether the completion rates of a score form are the achieved values over the targets.

**Why**: scores are often computed from them; a value corrected without its rate leaves a wrong score.

**Example**: target 120 km, achieved 126 km, rate printed as 115%; it is 105%.

**How**: only where at least three rows agree, and twice as many as do not, so that the column is known to be that
ratio. 100% for more than the target agrees (capped). For targets that limit (≤) the ratio either way, or 100%, will do.

**Limits**: rows whose target or result is in words, or holds several figures, are not checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.claim import Claim, Skip, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf, Quotient
from extractor.checks.figure import Figure, comparable
from extractor.checks.registry import Rule
from extractor.checks.scoring import Form, forms, quotable
from extractor.model.report import Indicator

_LIMITS = ("<=", "<")
_WHOLE = Decimal(1)

RULE = Rule(
    code="SCR014",
    titles=("完成率等于完成值除以指标值", "A completion rate is the achieved value over the target"),
    severity="error",
    messages={
        "default": (
            "{form}“{name}”完成率印为{printed}，按完成值和指标值计算应为{expected}（{formula}），相差{difference}。",
            "{form}: the completion rate of “{name}” is printed as {printed}; computed it is {expected} ({formula}), "
            "off by {difference}.",
        )
    },
    needs=("没有完成率列", "no column of completion rates"),
)


@dataclass(slots=True)
class _Line:
    row: Indicator
    rate: Figure
    ratio: Quotient
    agrees: bool
    capped: bool


def check(context: Context) -> Iterator[Yielded]:
    found = False
    for form in forms(context):
        lines = list(_lines(context, form))
        found = found or bool(lines)
        agree = sum(line.agrees for line in lines)
        if agree < 3 or agree < 2 * sum(not line.agrees and not line.capped for line in lines):
            continue
        for line in lines:
            if not line.capped:
                args = {"form": form.name, "name": quotable(line.row.name)}
                yield Claim(line.rate, line.ratio, role="rate", args=args)
    if not found:
        yield Skip(RULE.needs)


def _lines(context: Context, form: Form) -> Iterator[_Line]:
    for row in form.rows:
        rate, target, actual = (context.indicator_figure(row, name) for name in ("rate", "target", "actual"))
        if rate is None or target is None or actual is None or not comparable(target, actual):
            continue
        # the rate is of the printed figures: ≥1247 stands for 1247 here
        target_sign = target.qualifier
        target, actual = replace(target, qualifier=""), replace(actual, qualifier="")
        if None in (rate.value, target.value, actual.value) or target.upper is not None or not target.base:
            continue
        ratio = Quotient(Leaf(actual, "numerator"), Leaf(target, "denominator"))
        value, spread = ratio.value(), ratio.interval()
        if value is None or spread is None:
            continue
        near = rate.ulp + spread.width / 2
        agrees = abs(value - rate.base) <= near
        capped = not agrees and rate.base == _WHOLE and value > _WHOLE
        if not agrees and target_sign in _LIMITS:
            inverse = abs(_WHOLE / value - rate.base) <= near if value else True
            capped = capped or inverse or rate.base == _WHOLE
        yield _Line(row, rate, ratio, agrees, capped)
