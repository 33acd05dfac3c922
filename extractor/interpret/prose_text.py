"""Running text made even to read: one width, no white space, brackets told apart, clauses found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from extractor.model.quantity import Quantity
from extractor.text.numbers import find_quantities

_FOLD = str.maketrans(
    {
        **{chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
        **dict(zip(":;,()?!﹐﹔﹕＂％", '：；，（）？！，；："%', strict=True)),
    }
)
_OPEN = {"（": "）", "〔": "〕", "[": "]", "【": "】", "《": "》", "“": "”", "‘": "’", "「": "」"}
_BRACKET = re.compile("[" + re.escape("".join(_OPEN)) + "]")
_BLANK = re.compile(r"\s+")
_QUOTES = "《“‘「"
_STOPS = frozenset("。！？\n")
_DELIMITERS = frozenset("，；：。！？\n")
_LONGEST = 2_000
"""Characters of a sentence; reading one takes time that grows with their square."""
_BREAK_BEFORE = "。；：！？，、"
_BREAK_AFTER = "一二三四五六七八九十（123456789①②③④⑤⑥⑦⑧⑨"


@dataclass(slots=True)
class Plain:
    """A text without white space and in one width; ``offsets`` leads back to the printed text."""

    text: str
    offsets: list[int] | None
    """Printed offset of each character; None where the two are alike."""
    quantities: list[Quantity]
    """Quantities of the printed text, ``start``/``end`` in the plain text."""
    printed: list[Quantity]
    """The same, offsets as printed."""
    source: str = ""
    """The printed text."""
    groups: list[int] = field(default_factory=list)
    """For each character the number of the innermost bracket or quotation around it, 0 outside all."""
    opens: list[int] = field(default_factory=list)
    """Offset of the opening mark of each group; -1 for group 0."""
    parents: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Printed offsets of a piece of the plain text."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def original(self, start: int, end: int) -> str:
        """The printed form of a piece of the plain text, line feeds and runs of blanks taken out."""
        a, b = self.span(start, end)
        return _BLANK.sub("", self.source[a:b])

    def inside(self, at: int, group: int) -> bool:
        """Whether a character stands in ``group`` or in one nested in it."""
        g = self.groups[at]
        while g and g != group:
            g = self.parents[g]
        return g == group

    def is_quote(self, group: int) -> bool:
        """Whether a group is a quotation or a title mark rather than a bracket."""
        return group > 0 and self.text[self.opens[group]] in _QUOTES

    def bare(self, start: int, end: int) -> str:
        """A piece of text without what stands in title marks."""
        if "《" not in self.text and "》" not in self.text:
            return self.text[start:end]
        return "".join(
            c for i, c in enumerate(self.text[start:end], start) if not self._titled(self.groups[i]) and c not in "《》"
        )

    def _titled(self, group: int) -> bool:
        while group:
            if self.text[self.opens[group]] == "《":
                return True
            group = self.parents[group]
        return False


def plain(text: str) -> Plain:
    """Fold a printed text."""
    printed = find_quantities(text)
    if not _BLANK.search(text):
        even = Plain(text.translate(_FOLD), None, printed, printed)
    else:
        kept = [i for i, c in enumerate(text) if not c.isspace() or (c == "\n" and _breaks(text, i))]
        moved = [replace(q, start=bisect_left(kept, q.start), end=bisect_left(kept, q.end - 1) + 1) for q in printed]
        even = Plain("".join(text[i] for i in kept).translate(_FOLD), kept, moved, printed)
    if "," in text or "，" in text:
        folded = list(even.text)
        for q in even.quantities:
            for i in range(q.start, q.end):
                if folded[i] == "，":
                    folded[i] = ","
        even.text = "".join(folded)
    even.source = text
    _group(even)
    return even


def _breaks(text: str, at: int) -> bool:
    """Whether a line feed ends a sentence: after punctuation or before a list number, not in the midst of words."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    return bool(before and after) and (before[-1] in _BREAK_BEFORE or after[0] in _BREAK_AFTER)


def _group(even: Plain) -> None:
    text = even.text
    groups = [0] * len(text)
    opens, parents = [-1], [0]
    if not _BRACKET.search(text):
        even.groups, even.opens, even.parents = groups, opens, parents
        return
    closed = _closed(text)
    closing = set(closed.values())
    stack = [0]
    for i in range(len(text)):
        if i in closing:
            stack.pop()
        groups[i] = stack[-1]
        if i in closed:
            opens.append(i)
            parents.append(stack[-1])
            stack.append(len(opens) - 1)
    even.groups, even.opens, even.parents = groups, opens, parents


def _closed(text: str) -> dict[int, int]:
    """Offsets of opening marks to those of the marks that close them; a mark that is never closed encloses nothing."""
    found: dict[int, int] = {}
    stack: list[int] = []
    waiting: Counter[str] = Counter()
    for i, c in enumerate(text):
        if c in _OPEN:
            stack.append(i)
            waiting[_OPEN[c]] += 1
        elif waiting[c]:
            while _OPEN[text[stack[-1]]] != c:
                waiting[_OPEN[text[stack.pop()]]] -= 1
            waiting[c] -= 1
            found[stack.pop()] = i
    return found


def sentences(even: Plain) -> list[tuple[int, int]]:
    """Spans of the sentences, split at full stops outside brackets and quotations; the stop belongs to its sentence.

    What goes on for thousands of characters without a full stop is no sentence: it is split at the next comma.
    """
    found: list[tuple[int, int]] = []
    start = 0
    text, groups = even.text, even.groups
    for i, c in enumerate(text):
        if (c in _STOPS and groups[i] == 0) or (
            i - start >= _LONGEST and (c in _DELIMITERS or i - start >= 2 * _LONGEST)
        ):
            if i == start and found:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((start, i + 1))
            start = i + 1
    if start < len(text):
        found.append((start, len(text)))
    return found


def clause_start(even: Plain, at: int, floor: int) -> int:
    """Where the clause around ``at`` begins, within its own bracket: after the last comma, semicolon or colon."""
    group = even.groups[at]
    floor = max(floor, even.opens[group] + 1)
    for i in range(at - 1, floor - 1, -1):
        if even.groups[i] == group and even.text[i] in _DELIMITERS:
            return i + 1
    return floor


def clause_end(even: Plain, at: int, ceiling: int, group: int) -> int:
    """Where the clause that ``at`` stands in ends: before the next delimiter or the closing bracket of ``group``."""
    for i in range(at, min(ceiling, len(even.text))):
        if not even.inside(i, group) if group else False:
            return i
        if even.groups[i] == group and even.text[i] in _DELIMITERS:
            return i
    return min(ceiling, len(even.text))


def clauses(even: Plain, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the clauses of a sentence, split at commas, semicolons and colons outside brackets."""
    found = []
    at = start
    for i in range(start, end):
        if even.groups[i] == 0 and even.text[i] in _DELIMITERS:
            if i > at:
                found.append((at, i))
            at = i + 1
    if at < end:
        found.append((at, end))
    return found
