"""Targets and results written as sentences: what each figure in them counts where the name does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.interpret.forms_words import plain
from extractor.model.quantity import Quantity

_CLASS = re.compile(
    r"^(?:产出|效益|成本|投入|过程)?(?:数量|质量|时效|进度|成本|经济效益|社会效益|生态效益|环境效益|可持续影响|可持续发展|效益|产出"
    r"|(?:服务对象|社会公众|群众|受益对象)?满意度)(?:类)?(?:指标)?$"
)
_CLAUSE = re.compile(r"[，,；;。！!？?、\n]")
_LEAD = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）.、．]|指标\d*[:：]?|[①-⑳]|其中|包括|到\d{4}年底?|\d{4}年度?|(?:本|当|全)?年度?(?=[\u3400-\u9fff]{2})|全年|年内|共计?|累计|预计|计划|实际)+"
)
_TRAIL = re.compile(
    r"(?:[:：]|为|是|达到?|达成|完成|实现|保持|控制|不(?:少|低|高|多|超)[于过]|[大小]于(?:等于)?|等于|超过|在|到|至|共|约|[≥≤＞＜><=＝]|\s)+$"
)
_WORDS = re.compile(r"[\u3400-\u9fff]{2,}")
_LONGEST = 24


def subjects(text: str, found: Sequence[Quantity], name: str) -> Iterator[str]:
    """For every figure of a cell the words before it that say what it is; "" where the indicator's name does.

    The name does unless it is but the name of a class (数量指标), or the cell holds several figures with words of
    their own.
    """
    own = [_before(text, found[i - 1].end if i else 0, q) for i, q in enumerate(found)]
    if not _CLASS.match(plain(name)) and (len(found) < 2 or len({w for w in own if w}) < len(found)):
        own = [""] * len(found)
    yield from own


def _before(text: str, start: int, q: Quantity) -> str:
    clause = _CLAUSE.split(text[start : q.start])[-1].strip()
    words = _TRAIL.sub("", _LEAD.sub("", clause))
    return words if _WORDS.search(words) and len(words) <= _LONGEST else ""
