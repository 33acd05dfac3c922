"""
**检查什么**：本年的上年结转（年初结转结余），是否等于上年报告的结转下年；上年没有印结转下年的，是否不大于上年年末结转结余。

**为什么**：结转资金是两年预算之间唯一的连接点，对不上说明有资金没有交代去向，或者口径不同。

**例子**：2024年报告某项目上年结转67.51万元，2023年报告该项目结转下年76.51万元。

**怎样判断**：同一单位、同一指标或同名项目。上年印有结转下年的，与其比较；也印有年末结转结余且与之相等的，视为一致。上年只印年末结
转结余的，上年结转不应大于它（差额可能已由财政收回）；印有财政收回的，与两者之差比较。不符列为疑点：财政批复的结转可能与报告
编制时的数不同。

**局限**：项目改名后不能对应；只有部分资金（如一般公共预算）的结转，须标题写明口径才能区分。

## English

**What**: whether what is brought forward is what the last report carried forward; where it prints only the
year-end balance, whether no more is brought forward than that.

**Why**: carried money is the only link between two budgets. Where it does not fit, money is unaccounted for, or
the scope differs.

**Example**: a project brings forward 67.51; last year's report carried 76.51 forward.

**How**: same organization, and the same concept or project name. Compared with the amount carried forward if
that is printed; equal to the year-end balance will do as well. Where only the balance is printed, no more may
be brought forward (the rest may have been reclaimed); where the reclaimed amount is printed too, their
difference counts. A warning, as the approved carry-over may differ from the figure known when the report was
written.

**Limits**: a renamed project is not found again; money of one source is told apart only where a title says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.confront import Mention, confront, mentions
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import Figure
from extractor.checks.mentions import agree
from extractor.checks.registry import Rule
from extractor.checks.years import Edition, Years, what

RULE = Rule(
    code="YRS003",
    titles=("上年结转与上年报告的结转一致", "What is brought forward is what was carried forward"),
    severity="warning",
    messages={
        "default": (
            "“{what}”与上年报告的结转下年不一致：{where}印为{printed}，{other}印为{other_printed}，"
            "相差{difference}。{hint}",
            "“{what}” is not what was carried forward: {where} prints {printed}, {other} prints "
            "{other_printed}, off by "
            "{difference}. {hint}",
        ),
        "more": (
            "“{what}”大于上年年末结转结余：{where}印为{printed}，{other}印为{other_printed}。",
            "“{what}” is more than last year's balance: {where} prints {printed}, {other} prints {other_printed}.",
        ),
        "rest": (
            "“{what}”与上年年末结转结余减财政收回不一致：{where}印为{printed}，应为{formula}。",
            "“{what}” is not last year's balance less what was reclaimed: {where} prints {printed}; {formula}.",
        ),
    },
    needs=("没有可与上年结转下年比较的上年结转", "nothing brought forward that last year's report carried forward"),
    scope="years",
)
_OPENINGS = ("balance.opening", "fund.brought_forward")
_STAGES = (None, "actual", "year_end_balance", "closing", "carried_forward")


def check(years: Years) -> Iterator[Yielded]:
    if not years.before():
        return
    year = years.later.year
    for key in years.later.mentions:
        who, name, when_year, when = key
        opening = name in _OPENINGS
        if when_year != year or not (when == "brought_forward" or (opening and when in ("opening", "actual"))):
            continue
        stated = mentions([years.later], key)
        names = ("balance.carried_forward",) if opening else (name,)
        carried = _find(
            years.before(), who, names, year - 1, ("carried_forward", *_STAGES[:2]) if opening else ("carried_forward",)
        )
        balance = _find(
            years.before(), who, ("balance.closing",) if opening else (name,), year - 1,
            ("year_end_balance", *_STAGES[:2], "closing") if opening else ("year_end_balance",),
        )  # fmt: skip
        reclaimed = _find(
            years.before(), who, ("balance.reclaimed",) if opening else (name,), year - 1,
            ("reclaimed", *_STAGES[:2]) if opening else ("reclaimed",),
        )  # fmt: skip
        args = {"what": what(years.later.context, key)}
        if carried:
            equal = [b for b in balance if any(agree(b.figure, s.figure) for s in stated)]
            yield from confront(years, stated, [*carried, *equal], args, severity=RULE.severity)
        elif balance:
            yield from _within(stated, balance, reclaimed, args)


def _find(
    editions: list[Edition], who: str, names: tuple[str, ...], year: int, stages: tuple[str | None, ...]
) -> list[Mention]:
    return [m for name in names for stage in stages for m in mentions(editions, (who, name, year, stage))]


def _within(
    stated: list[Mention], balance: list[Mention], reclaimed: list[Mention], args: dict[str, tuple[str, str]]
) -> Iterator[Yielded]:
    for mention in stated:
        same = [b for b in balance if b.scope == mention.scope and (b.figure.unit or "").endswith("元")]
        if not same:
            continue
        figure, top = mention.figure, max((b.figure for b in same), key=lambda f: f.base)
        if any(agree(figure, b.figure) for b in same):
            yield Claim(figure, Leaf(_equal(figure, same)), role="stated", message="more", args=args)
            continue
        back = [r for r in reclaimed if r.scope == mention.scope]
        if len(same) == len(back) == 1:
            rest = Sum(((1, Leaf(same[0].figure)), (-1, Leaf(back[0].figure))))
            yield Claim(figure, rest, role="stated", message="rest", args=args)
        elif figure.base > top.base:
            yield Claim(figure, Leaf(top), op="<=", role="stated", message="more", args=args)
        else:
            reason = (
                "少于上年结余，差额可能已由财政收回",
                "less than last year's balance: the rest may have been reclaimed",
            )
            yield Verdict(None, [("stated", figure), ("mention", top)], reason=reason)


def _equal(figure: Figure, same: list[Mention]) -> Figure:
    return next(b.figure for b in same if agree(figure, b.figure))
