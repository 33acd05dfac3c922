"""Where a line was broken because it was full, and where because its text ended there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractor.readers.pdf.lines import TextLine, is_word

_OPENING = frozenset("（〔［｛《〈「『【〖“‘([{")
CLOSING = frozenset("，。、；：？！）〕］｝》〉」』】〗”’…,.;:?!)]}%％‰℃·")
_SPARE = 0.3
"""Ems by which the next piece must fit before the break counts as meant."""
_SCRIPT_GAP = 0.25
"""Ems that typesetters put between Chinese and Latin."""


def first_unit(text: str) -> int:
    """Length of the smallest piece at the start of a line that can't be parted: a Chinese character or a whole
    word or number, with the opening marks before and the closing marks after it."""
    n = len(text)
    i = 0
    while i < n and text[i] in _OPENING:
        i += 1
    if i < n:
        if text[i] < "\u2e80" and not text[i].isspace():
            while i < n and text[i] < "\u2e80" and not text[i].isspace():
                i += 1
        else:
            i += 1
    while i < n and text[i] in CLOSING:
        i += 1
    return max(1, i)


def unit_width(line: TextLine) -> float:
    """Width in points of the piece that begins ``line``."""
    return line.boxes[first_unit(line.text) - 1][3] - line.boxes[0][1]


def is_full(line: TextLine, following: TextLine, left: float, right: float) -> bool:
    """What begins the following line would not have fitted on this one, set between ``left`` and ``right``."""
    em = line.size
    slack = (right - left) - line.width
    need = unit_width(following) + _SPARE * em
    if is_word(line.text[-1]) != is_word(following.text[0]):
        need += _SCRIPT_GAP * em
    if slack < need:
        return True
    # a first-line indent takes room from the line, too
    return right - line.x1 < min(need, _SPARE * em) and line.x0 - left < 6 * em


def seam(line: TextLine, following: TextLine, left: float, right: float) -> str:
    """What stands between two lines of one cell: nothing (wrapped), a blank (words) or a line feed (meant)."""
    a, b = line.text[-1], following.text[0]
    full = is_full(line, following, left, right)
    if not is_word(a) or not is_word(b):
        return "" if full else "\n"
    tail = len(line.text)
    while tail > 0 and not line.text[tail - 1].isspace() and line.text[tail - 1] < "\u2e80":
        tail -= 1
    word = line.x1 - line.boxes[min(tail, len(line.text) - 1)][1]
    first = following.boxes[0][3] - following.boxes[0][1]
    room = right - left
    cut = word + unit_width(following) > room and room - line.width < 1.1 * first
    if cut:
        return ""  # a word or number too long for the cell
    return "\n" if not full or (a.isdigit() and b.isdigit()) else " "


def joined_text(lines: Sequence[TextLine], left: float, right: float) -> str:
    """The text of a cell from its lines, set between ``left`` and ``right``."""
    if len(lines) == 1:
        return lines[0].text
    if all(len(line.text) == 1 and not is_word(line.text) for line in lines):
        return "".join(line.text for line in lines)  # characters stacked in a narrow cell
    parts = [lines[0].text]
    for line, following in itertools.pairwise(lines):
        parts += (seam(line, following, left, right), following.text)
    return "".join(parts)
