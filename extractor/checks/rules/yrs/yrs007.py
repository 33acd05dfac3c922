"""
**检查什么**：目标值是否照搬上年，而上年完成值已远超目标。

**为什么**：目标连年不变、完成连年大幅超过，说明目标设置偏低，应重新测算。

**例子**：“开展培训场次≥4次”，上年完成12次，本年目标仍为≥4次。

**怎样判断**：同一单位、指标名称相同、目标数字相同，上年完成值超过目标三成以上；一个单位的这类指标合为一条提示。越低越好的指标和目
标本来就是100%的不算。

**局限**：改名的指标不能对应；超额的原因写在正文里的由人判断。

## English

**What**: whether a target is last year's again although last year's was far exceeded.

**Why**: a target that stays while the result is far above it year by year is set too low.

**Example**: ≥4 trainings, 12 held; the target is ≥4 again.

**How**: same organization, name and target; last year's achievement more than thirty per cent above it. One
info for all of a unit's. Indicators where less is better are left out.

**Limits**: renamed indicators are not found again; reasons given in prose are for a person to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.registry import Rule
from extractor.checks.targets import OVER
from extractor.checks.targets_over_years import Pairing, pairings
from extractor.checks.years import Years, joined

RULE = Rule(
    code="YRS007",
    titles=("目标值不照搬上年", "Targets are not copied from last year's"),
    severity="info",
    messages={
        "default": (
            "{count}个指标的目标与上年相同，而上年完成值超过目标三成以上：{names}。",
            "{count} targets are last year's again although these were exceeded by more than 30 %: {names}.",
        ),
    },
    needs=("没有连续两年都有数字目标的同名指标", "no indicator with a numeric target in two years running"),
    scope="years",
)


def check(years: Years) -> Iterator[Yielded]:
    forms: dict[str, list[Pairing]] = defaultdict(list)
    for pair in pairings(years):
        if pair.up:
            forms[pair.who].append(pair)
    for pairs in forms.values():
        low = [p for p in pairs if p.new.base == p.old.base and p.old.base > 0 and p.done.base > p.old.base * OVER]
        shown = low or pairs[:1]
        figures = [f for p in shown for f in (("target", p.new), ("target", p.old), ("actual", p.done))]
        names = joined([p.name for p in low])
        yield Verdict(not low, figures, args={"count": str(len(low)), "names": names})
