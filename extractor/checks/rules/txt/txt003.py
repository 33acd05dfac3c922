"""
**检查什么**：“较上年增加若干、增长百分之几”“比预算减少若干”一类句子：差额、幅度是否算得对，“增加”“减少”“持平”的说法是否
与数据相符。

**为什么**：增减说明常从上年文件改来，数字改了、方向没改的情况很多。

**例子**：“决算4,180.59万元，较上年决算4,423.20万元增加242.61万元”；实为减少。

**怎样判断**：句中没有印出的当期数或基期数，取全文中同一单位、年度、阶段唯一的取值。差额、幅度按绝对值比较，方向按字词
判断；“持平”允许相差百分之一。只知道其中一期的，用差额与该期数核对幅度。

**局限**：找不到两期数时不检查。

## English

**What**: “up by A, or r%, on last year”, “down on the budget”: size, rate and direction.

**Why**: such sentences are copied from last year's file; often the figures change and the direction does not.

**Example**: “4,180.59, an increase of 242.61 on last year's 4,423.20”; it is a decrease.

**How**: a current or base figure that the sentence does not print is taken from elsewhere if the report has only one
value for it; with one of the two, the rate is checked from the change. Sizes are compared without sign, the
direction by the word; 持平 allows one percent.

**Limits**: not checked where the two figures can't be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claim import Claim, Verdict, Words, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Growth, Leaf, Quotient, Sum
from extractor.checks.figure import PERCENT, Figure, comparable
from extractor.checks.numbers import plain
from extractor.checks.registry import Rule
from extractor.checks.saying import Lookup, sentence
from extractor.model.interpretation import Statement

_FLAT = Decimal("0.01")
_WORDS = {1: ("增加", "an increase"), -1: ("减少", "a decrease"), 0: ("持平", "no change")}

RULE = Rule(
    code="TXT003",
    titles=("正文的增减额、增减幅度和方向相符", "Changes stated in prose: size, rate and direction"),
    severity="error",
    messages={
        "amount": (
            "{where}增减额印为{printed}，按两期数计算应为{expected}，相差{difference}。计算：{formula}。原句：“{sentence}”",
            "{where}: the change is printed as {printed}; the two figures give {expected} ({formula}), off by "
            "{difference}: “{sentence}”",
        ),
        "rate": (
            "{where}增减幅度印为{printed}，按计算应为{expected}，相差{difference}。计算：{formula}。原句：“{sentence}”",
            "{where}: the rate of change is printed as {printed}; it is {expected} ({formula}), off by {difference}: "
            "“{sentence}”",
        ),
        "direction": (
            "原句称{word}，但{current}与{base}相比实为{really}：“{sentence}”",
            "The sentence says {word}, but {current} against {base} is {really}: “{sentence}”",
        ),
    },
    needs=("正文没有增减说明，或找不到两期数", "no sentence states a change whose two figures are known"),
)


def check(context: Context) -> Iterator[Yielded]:
    lookup = Lookup(context)
    for statement in context.interpretation.statements:
        if statement.kind == "change":
            yield from _claims(context, lookup, statement)


def _claims(context: Context, lookup: Lookup, s: Statement) -> Iterator[Yielded]:
    current = context.figure(s.current) or lookup.one(s.concept, s.subject, s.organization, s.fiscal_year, s.scenario)
    base = context.figure(s.base) or lookup.one(s.concept, s.subject, s.organization, s.base_year, s.base_scenario)
    amount, rate = context.figure(s.amount), context.figure(s.rate)
    args: dict[str, Words] = {"sentence": sentence(s)}
    known = current is not None and base is not None and comparable(current, base)
    points = any(f is not None and f.unit in PERCENT for f in (current, base))
    if known and current is not None and base is not None:
        if amount is not None and comparable(amount, current):
            difference = Sum(((1, Leaf(current, "current")), (-1, Leaf(base, "base"))))
            yield Claim(amount, difference, role="amount", message="amount", args=args, magnitude=True)
        if rate is not None and not points:
            growth = Growth(Leaf(current, "current"), Leaf(base, "base"))
            yield Claim(rate, growth, role="rate", message="rate", args=args, magnitude=True)
        if s.direction is not None:
            yield _direction(s, current, base, args)
    elif amount is not None and rate is not None and base is not None and not points and comparable(amount, base):
        share = Quotient(Leaf(amount, "amount"), Leaf(base, "base"))
        yield Claim(rate, share, role="rate", message="rate", args=args, magnitude=True)
    elif amount and rate and current and s.direction and not points and comparable(amount, current):
        before = Sum(((1, Leaf(current, "current")), (-s.direction, Leaf(amount, "amount"))))
        yield Claim(
            rate, Quotient(Leaf(amount, "amount"), before), role="rate", message="rate", args=args, magnitude=True
        )


def _direction(s: Statement, current: Figure, base: Figure, args: dict[str, Words]) -> Verdict:
    really = 1 if current.base > base.base else -1 if current.base < base.base else 0
    if s.direction == 0:
        holds = abs(current.base - base.base) <= abs(base.base) * _FLAT
    else:
        # figures that round to the same value say nothing about a small change
        near = abs(current.base - base.base) <= max(current.ulp, base.ulp)
        holds = really == s.direction or (near and current.ulp + base.ulp > 0)
    words: dict[str, Words] = {
        "word": _WORDS[s.direction or 0],
        "really": _WORDS[really],
        "current": plain(current.value or Decimal(0)) + (current.unit or ""),
        "base": plain(base.value or Decimal(0)) + (base.unit or ""),
    }
    return Verdict(
        holds=holds,
        figures=[("current", current), ("base", base)],
        message="direction",
        args={**args, **words},
    )
