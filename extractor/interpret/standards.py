"""Rules of scoring printed in a form: their figures (每低5%扣2分) are no figures of the report."""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE = re.compile(r"[^。；;\n]+")
_STRONG = re.compile(
    r"满分|扣完为止|不得分|酌情|为标准|每[^，。；]{1,14}[扣减加得计]|[计得扣]\s*\d+(?:\.\d+)?\s*分(?=[，,；;。\n）)]|$)"
    r"|[≥≤＞＜><]\s*\d[^，。；]*得|\d\s*[%％]?\s*[（(]?不?含[）)]?[^，。；]*[计得]"
)
_RULE = re.compile(
    r"满分|[各均]?计\s*\d+(?:\.\d+)?\s*分|扣完为止|不得分|每[^，。；]{1,14}[扣减加]\s*\d|每[^，。；]{1,14}扣[^，。；]{0,6}分"
)
_RESULT = re.compile(r"本[年单部]|我[局委厅办院]|实际(?!完成率|值)|自评|故|因此|20\d\d年")


@lru_cache(maxsize=2048)
def rule_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a cell that say how points are given, not what was achieved; none if it holds no rule."""
    if not _RULE.search(text):
        return ()
    found = []
    for m in _SENTENCE.finditer(text):
        if _STRONG.search(m.group()) and not _RESULT.search(m.group()):
            found.append(m.span())
    return tuple(found)


def in_rule(text: str, start: int, end: int) -> bool:
    """Whether a span of a cell's text stands in a rule of scoring."""
    return any(a <= start and end <= b for a, b in rule_spans(text))
