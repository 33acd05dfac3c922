"""
**检查什么**：指标体系中有固定构成的总数（如“三公”经费＝因公出国＋公务用车＋公务接待），与分散在其他表或正文中的
各组成部分之和是否相等。

**为什么**：总数和分项不在同一张表时，表内核对发现不了二者脱节。

**例子**：正文称三公经费 32.67，表中三项之和 33.67。

**怎样判断**：单位、年度、阶段相同，总数与各分项不在同一张表或同一段时才核对。各组成部分全部印出，或其和恰好等于
总数时才下结论；有缺项时记为“无法判断”。

**局限**：构成因地区而异的指标（如公用经费）不在此列。

## English

**What**: whether a total whose composition the schema knows equals the sum of parts that are printed elsewhere.

**Why**: checks within a table can't see that a total and its parts have drifted apart.

**Example**: the text gives 32.67 for the three public expenses, the table's three rows make 33.67.

**How**: same organization, year and stage; total and parts must not stand in one table or paragraph (other
rules do that). A contradiction is claimed only if all parts are printed; with parts missing it is undetermined
unless they add up.

**Limits**: indicators composed differently from place to place are left out of the schema's calculations.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.budget import holds
from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf, Sum
from extractor.checks.mentions import by_concept, nearest
from extractor.checks.registry import Rule

RULE = Rule(
    code="SUM006",
    titles=("总数等于散见各处的组成部分之和", "A total equals its parts printed elsewhere"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，而各组成部分之和为{expected}，相差{difference}。计算：{formula}。",
            "{where} is printed as {printed}, but its parts add up to {expected} ({formula}), off by {difference}.",
        ),
    },
    needs=("没有与分项分处两地的总数", "no total whose parts are printed elsewhere"),
)
# basic + project has a rule of its own (BUD004)
_LEFT_OUT = ("expenditure", "expenditure.total", "revenue.total", "fund.total", "balance.closing", "balance.surplus")
_MISSING = ("组成部分未全部列出", "not all parts are printed")


def check(context: Context) -> Iterator[Yielded]:
    mentions = by_concept(context)
    for (subject, concept, year, stage), facts in mentions.items():
        known = context.schema.concepts.get(concept)
        if known is None or not known.calculation or concept in _LEFT_OUT:
            continue
        for fact in facts:
            stated = context.figure(fact)
            parts = []
            for weight, part in known.calculation:
                found = nearest(context, mentions.get((subject, part, year, stage), []), fact)
                if found is not None:
                    parts.append((weight, Leaf(found)))
            if stated is None or len(parts) < 2:
                continue
            if any(_together(stated.location, leaf.figure.location) for _, leaf in parts):
                continue
            claim = Claim(stated, Sum(tuple(parts)))
            if len(parts) == len(known.calculation) or holds(claim):
                yield claim
            else:
                yield Verdict(None, claim.figures(), reason=_MISSING)


def _together(a: object, b: object) -> bool:
    from extractor.model.report import Location

    assert isinstance(a, Location) and isinstance(b, Location)
    return a.table == b.table if a.table is not None else a.paragraph == b.paragraph and b.table is None
