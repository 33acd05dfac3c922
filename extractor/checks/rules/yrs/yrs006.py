"""
**检查什么**：绩效指标的目标值是否低于上年（越低越好的指标是否高于上年），而上年目标已经完成。

**为什么**：上年已经做到的，本年把目标定低，自评得分就失去意义。

**例子**：上年“群众满意度≥95%”完成96%，本年目标改为≥90%。

**怎样判断**：同一单位、指标名称相同、计量单位相同、方向相同，目标值各为一个数字，上年已完成。百分率目标降低列为疑点；数量目标随任务
变化是正常的，低于上年完成值六成的列为提示。指标与偏差说明里写明了原因的由人判断。

**局限**：改名的指标不能对应；文字目标不比较。

## English

**What**: whether the target of an indicator is lower than last year's (higher, where less is better) although
last year's was met.

**Why**: a target below what was achieved already makes the score meaningless.

**Example**: satisfaction ≥95 %, achieved 96 %; this year's target ≥90 %.

**How**: same organization, name, unit and direction, one figure each, last year's met. A rate is a warning; a
quantity changes with the task and is an info where it is below sixty per cent of last year's achievement.

**Limits**: renamed indicators are not found again; words are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.figure import PERCENT
from extractor.checks.registry import Rule
from extractor.checks.targets_over_years import Pairing, pairings
from extractor.checks.years import Years

RULE = Rule(
    code="YRS006",
    titles=("目标值不低于上年", "Targets are not lowered"),
    severity="warning",
    messages={
        "default": (
            "指标“{name}”的目标由上年的{old}改为{new}，而上年已完成{done}。",
            "The target of “{name}” went from {old} to {new} although {done} was achieved last year.",
        ),
    },
    needs=("没有连续两年都有数字目标的同名指标", "no indicator with a numeric target in two years running"),
    scope="years",
)
_FAR_LESS = Decimal("0.6")


def check(years: Years) -> Iterator[Yielded]:
    for pair in pairings(years):
        if pair.state != "met":
            continue
        rate = pair.new.unit in PERCENT
        lowered = pair.new.base < pair.old.base if pair.up else pair.new.base > pair.old.base
        if not rate and lowered:
            lowered = (
                pair.new.base < pair.done.base * _FAR_LESS if pair.up else pair.new.base * _FAR_LESS > pair.done.base
            )
        yield Verdict(
            not lowered,
            [("target", pair.new), ("target", pair.old), ("actual", pair.done)],
            args=_words(pair),
            severity=None if rate else "info",
        )


def _words(pair: Pairing) -> dict[str, str]:
    return {"name": pair.name, "old": pair.old.raw, "new": pair.new.raw, "done": pair.done.raw}
