"""
**检查什么**：正文“……合计若干，其中：甲若干、乙若干……”一类句子，分项之和与总数是否相符。

**为什么**：句中分项与总数同时印出，读者能当场加出来，也最容易在改数时漏改一处。

**例子**：“基本支出4,180.59万元，其中：人员经费3,610.74万元、公用经费596.85万元”，分项之和为 4,207.59。

**怎样判断**：“其中”列出两项以上且没有“等”“主要是”字样的，按分项之和等于总数核对；分项之和大于总数，或按指标体系分
项已列全而不等的，记为错误；分项之和小于总数、差额不到一成的，或者改动一位数字就能相符的，记为疑点；差得更多时，可能只
列了部分，记为无法判断。
“主要是”“包括”“等”引出的，只核对分项之和不大于总数。

**局限**：分项写在后几句、没有“其中”字样的，由 TXT002 核对。

## English

**What**: sentences “total X, of which A a, B b …”: whether the parts agree with the total.

**Why**: both are printed side by side, and one is easily forgotten when the other changes.

**Example**: “basic expenditure 4,180.59, of which staff 3,610.74 and office 596.85”: the parts add up to 4,207.59.

**How**: a plain 其中 list of two parts or more must add up. Parts above the total, or parts the schema knows
to be all of them, are an error if they don't; parts short of the total by less than a tenth, or by
what one slip of the hand explains, are a warning; by more, perhaps only some are listed, undetermined. Lists hedged by
等, 主要是 or 包括 must only not exceed the total.

**Limits**: parts in later sentences without 其中 are left to TXT002.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import total
from extractor.checks.figure import Figure, comparable
from extractor.checks.registry import Rule
from extractor.checks.saying import sentence
from extractor.checks.slips import slipped
from extractor.model.interpretation import Statement

_NEAR = Decimal("0.1")

RULE = Rule(
    code="TXT001",
    titles=("正文“其中”各项与总数相符", "Parts listed in a sentence agree with its total"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，其中各项之和为{expected}，相差{difference}。计算：{formula}。原句：“{sentence}”",
            "{where} is printed as {printed}; the parts listed add up to {expected} ({formula}), off by {difference}: "
            "“{sentence}”",
        ),
        "above": (
            "{where}印为{printed}，所列部分之和已达{expected}，超出总数。计算：{formula}。原句：“{sentence}”",
            "{where} is printed as {printed}; what is only part of it adds up to {expected} ({formula}): “{sentence}”",
        ),
    },
    needs=("正文没有“其中”一类的列举", "no sentence lists parts of a total"),
)


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        if statement.kind != "parts":
            continue
        stated = context.figure(statement.total)
        parts = context.figures(statement.parts)
        if stated is None or stated.value is None or not parts or not all(comparable(stated, p) for p in parts):
            continue
        yield _claim(context, statement, stated, parts)


def _claim(context: Context, statement: Statement, stated: Figure, parts: list[Figure]) -> Yielded:
    args = {"sentence": sentence(statement)}
    whole = Claim(stated, total(parts), args=args)
    most = Claim(stated, total(parts), op=">=", message="above", args=args)
    added = sum((p.base for p in parts), Decimal(0))
    if not statement.exhaustive or len(parts) < 2:
        return most
    if added >= stated.base or _all_parts(context, stated, parts):
        return whole
    if stated.base - added <= stated.base * _NEAR:
        # within rounding it is consistent; beyond it a part may be left out on purpose
        whole.severity = "warning"
        return whole
    if slipped(whole):
        # short by just what one wrong digit makes
        whole.severity = "warning"
        return whole
    figures = [("total", stated), *(("part", p) for p in parts)]
    return Verdict(holds=None, figures=figures, reason=("可能只列出了部分", "perhaps only some parts are listed"))


def _all_parts(context: Context, stated: Figure, parts: list[Figure]) -> bool:
    """Whether the schema knows the parts listed to be all there are."""
    concept = context.schema.concepts.get(stated.source.concept or "") if stated.source else None
    listed = {p.source.concept for p in parts if p.source}
    wanted = {part for _, part in concept.calculation} if concept else set()
    return bool(wanted) and wanted <= listed
