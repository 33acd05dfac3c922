"""
**检查什么**：同一层级的标题编号是否连续，有无跳号、重号。

**为什么**：跳号往往意味着删去了一节或漏排了一节。

**例子**：一、二、四、五；（一）（二）（二）。

**怎样判断**：同一上级标题下、同一种编号的标题依次比较。缺的编号若出现在正文段落开头，视为没有排成标题，不报告。

**局限**：附件编号见 CMP002；整节没有编号的不检查。

## English

**What**: whether headings of one level are numbered without gaps or repeats.

**Why**: a gap often means a section was deleted or lost.

**Example**: 一、二、四、五; （一）（二）（二）.

**How**: headings of the same kind of numbering under the same heading, in order. A missing number that opens
an ordinary paragraph was only not set as a heading and is not reported.

**Limits**: for annexes see CMP002; unnumbered sections are not checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import heading
from extractor.model.report import Section
from extractor.text.labels import squash

_DIGITS = "一二三四五六七八九十"

RULE = Rule(
    code="CMP003",
    titles=("标题编号连续", "Headings are numbered without gaps"),
    severity="warning",
    messages={
        "gap": (
            "标题“{title}”前一个同级标题是“{before}”，缺少“{missing}”。",
            "Heading “{title}” follows “{before}”; “{missing}” is missing.",
        ),
        "repeat": (
            "标题“{title}”与前一个同级标题“{before}”编号重复或倒序。",
            "Heading “{title}” repeats or goes back behind the number of “{before}”.",
        ),
    },
    needs=("没有编号的标题", "no numbered headings"),
)


def check(context: Context) -> Iterator[Yielded]:
    groups: dict[tuple[str | None, str], list[tuple[int, Section]]] = defaultdict(list)
    for section in context.interpretation.sections:
        found = _value(section.number)
        if found is not None and not section.number.startswith("附"):
            groups[section.parent, found[0]].append((found[1], section))
    starts = _starts(context)
    for (_, style), items in groups.items():
        for (a, before), (b, section) in pairwise(items):
            missing = [style.replace("#", _written(n, style)) for n in range(a + 1, b)]
            between = range(before.location.paragraph or 0, section.location.paragraph or 0)
            lost = [m for m in missing if not any(at in between for at in starts.get(m, ()))]
            restarted = b == 1 and a >= 1
            if restarted:
                # a list that starts again is another list, not a slip
                continue
            title = squash(section.number + section.title)
            where = (context.section_words(section.id), section.number)
            yield Verdict(
                holds=not lost if b > a else False,
                absence=True,
                figures=[("heading", heading(title, section.number, section.location, where))],
                message="gap" if b > a else "repeat",
                args={
                    "title": title[:40],
                    "before": squash(before.number + before.title)[:40],
                    "missing": "、".join(lost),
                },
            )


def _value(number: str) -> tuple[str, int] | None:
    """("（#）", 2) of （二）; the mark tells Chinese from Arabic numerals."""
    text = squash(number)
    m = re.fullmatch(r"([(（]?)(\d{1,2}|[一二三四五六七八九十]{1,3})([)）]?[、.．]?)", text)
    if not m:
        return None
    digits = m.group(2)
    if digits.isdigit():
        return f"{m.group(1)}#{m.group(3)}1", int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        value = (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
    elif len(digits) == 1:
        value = _DIGITS.index(digits) + 1
    else:
        return None
    return f"{m.group(1)}#{m.group(3)}一", value


def _written(n: int, style: str) -> str:
    if style.endswith("1"):
        return str(n)
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (_DIGITS[ones - 1] if ones else "")


def _starts(context: Context) -> dict[str, list[int]]:
    """Numbers that open a paragraph, as :func:`check` writes missing ones, with the paragraphs."""
    found: dict[str, list[int]] = defaultdict(list)
    for p in context.interpretation.document.paragraphs():
        text = squash(p.text[:12])
        m = re.match(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．]?", text)
        if m and (value := _value(m.group())):
            found[value[0].replace("#", _written(value[1], value[0]))].append(p.index)
    return found
