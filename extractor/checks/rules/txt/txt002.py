"""
**检查什么**：正文用“合计”“共计”“相抵后”“结余”等字词说明的加减关系是否成立。

**为什么**：这类句子自己说出了算法，结果应当算得出来。

**例子**：“年初预算30万元，实际使用18万元，结余15万元”；应为结余 12 万元。

**怎样判断**：按句中的算法（相加、相减）计算，与印出的结果比较。结余小于预算减支出的差额，可能另有收回，仍予报告，请
结合下文判断。

**局限**：跨段落的合计只在写明“以上合计”时核对。

## English

**What**: sums and differences that a sentence states in words (合计, 共计, 相抵, 结余).

**Why**: such a sentence names its own computation.

**Example**: “budget 30, used 18, left 15”; it should be 12.

**How**: computed as the sentence says and compared with the printed result.

**Limits**: totals over paragraphs only where the text says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.claim import Claim, Yielded
from extractor.checks.context import Context
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import comparable
from extractor.checks.registry import Rule
from extractor.checks.saying import sentence

RULE = Rule(
    code="TXT002",
    titles=("正文写明的加减关系成立", "Sums and differences stated in prose hold"),
    severity="error",
    messages={
        "default": (
            "{where}印为{printed}，按原句计算应为{expected}，相差{difference}。计算：{formula}。原句：“{sentence}”",
            "{where} is printed as {printed}; by the sentence itself it is {expected} ({formula}), off by "
            "{difference}: "
            "“{sentence}”",
        )
    },
    needs=("正文没有写明加减关系的句子", "no sentence states a sum or a difference"),
)


def check(context: Context) -> Iterator[Yielded]:
    for statement in context.interpretation.statements:
        if statement.kind != "sum":
            continue
        stated = context.figure(statement.total)
        parts = context.figures(statement.parts)
        if stated is None or stated.value is None or len(parts) != len(statement.parts) or len(parts) < 2:
            continue
        if not all(comparable(stated, p) for p in parts):
            continue
        signs = statement.signs or [1] * len(parts)
        pairs = tuple((s, Leaf(p)) for s, p in zip(signs, parts, strict=True))
        yield Claim(stated, Sum(pairs), args={"sentence": sentence(statement)})
