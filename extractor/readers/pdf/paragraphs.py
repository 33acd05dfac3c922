"""Lines put together to paragraphs, over line, column and page breaks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from extractor.model.document import CharBox, Paragraph
from extractor.readers.pdf.cells import PageTable
from extractor.readers.pdf.layout import PageLayout
from extractor.readers.pdf.lines import TextLine, is_word
from extractor.readers.pdf.wrap import CLOSING, is_full

LEADER = re.compile(r"(\s*(?:[.．…·•‥]\s*){3,})[-—(（]?\s*\d{1,4}\s*[-—)）]?$")
_NUMBERED = re.compile(r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]|[①-⑳●■◆➢▪•·-])\s*")
_ENDS = frozenset("。！？；.!?;")
_INDENT = 1.2
"""Ems by which a first line is set in."""
_CENTRED = 2.5
"""Ems that a centred line keeps from both sides."""
_SHORT_LINE, _CENTRE_PLAY = 0.15, 0.06
_RIGHT_SHARE = 0.3
_SURE_LINES = 4
_SURE_SHARE = 0.2
_BEYOND = 0.05
_ALIKE = 3.0
_LEAST_WIDTH = 0.5
"""Part of a page's width that its text takes, at least: less is only a list of short lines."""
_BOTTOM = 0.8
"""Part of a page's height that its text reaches down to, at least, where it is full."""
_NEAR = 40
_TABLE_HANG = 5.4
"""Points by which Word lets a table stand out of the text on either side."""


@dataclass(slots=True)
class Frame:
    """Left and right edge of the text on a page, and the usual distance of its base lines."""

    left: float
    right: float
    leading: float
    bottom: float = 0.0
    """Where the text of pages like this one usually ends."""


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    lines: list[TextLine]
    frame: Frame
    frames: list[Frame] = field(default_factory=list)


def page_frames(pages: Sequence[PageLayout]) -> list[Frame]:
    """Text edges of every page: from its own lines where enough of them end alike, else from the nearest page of the
    same size that holds them, else from whatever stands on the page."""
    lines = [[i for i in page.items if isinstance(i, TextLine)] for page in pages]
    sure = [_own_frame(found, page.width) for found, page in zip(lines, pages, strict=True)]
    frames: list[Frame] = []
    for k, page in enumerate(pages):
        own = sure[k]
        own = _borrowed(k, page, lines[k], pages, sure) if own is None else _with_neighbour(k, own, pages, sure)
        frames.append(Frame(own[0], own[1], _leading(lines[k])))
    # pages with the same edges are of one section and end at the same height
    bottoms: dict[tuple[int, ...], float] = {}
    keys = [
        tuple(round(x / 4) for x in (p.width, p.height, f.left, f.right)) for p, f in zip(pages, frames, strict=True)
    ]
    for key, page in zip(keys, pages, strict=True):
        bottoms[key] = max([bottoms.get(key, _BOTTOM * page.height), *(i.bottom for i in page.items)])
    for key, frame in zip(keys, frames, strict=True):
        frame.bottom = bottoms[key]
    return frames


def _own_frame(lines: Sequence[TextLine], width: float) -> tuple[float, float] | None:
    """Left and right edge that several lines share and hardly any line passes; None if there are none such."""
    if len(lines) < _SURE_LINES:
        return None
    ends = sorted((_inked_end(line) for line in lines), reverse=True)
    starts = sorted(line.x0 for line in lines)
    right, left = _agreed(ends), _agreed(starts)
    if right is None or left is None or len([e for e in ends if abs(e - right) <= _ALIKE]) < _SURE_SHARE * len(ends):
        return None
    if right - left < _LEAST_WIDTH * width:
        return None
    # what is set to the right or in the middle (a unit, a signature) tells nothing of the edge
    begun = [line for line in lines if line.x0 < left + (right - left) / 3]
    beyond = max(sum(_inked_end(x) > right + _ALIKE for x in begun), sum(x < left - _ALIKE for x in starts))
    return (left, right) if beyond <= _BEYOND * len(lines) else None


def _same_sheet(a: PageLayout, b: PageLayout) -> bool:
    return abs(a.width - b.width) <= 2 and abs(a.height - b.height) <= 2


def _nearest(k: int, n: int) -> list[int]:
    return sorted(range(max(0, k - _NEAR), min(n, k + _NEAR + 1)), key=lambda i: abs(i - k))


def _with_neighbour(
    k: int, own: tuple[float, float], pages: Sequence[PageLayout], sure: Sequence[tuple[float, float] | None]
) -> tuple[float, float]:
    """A page of indented lines only shows no left edge: the nearest page with the same right edge does."""
    for near in _nearest(k, len(pages)):
        other = sure[near]
        if near != k and other is not None and _same_sheet(pages[near], pages[k]) and abs(other[1] - own[1]) <= 3:
            return min(own[0], other[0]), own[1]
    return own


def _borrowed(
    k: int,
    page: PageLayout,
    lines: Sequence[TextLine],
    pages: Sequence[PageLayout],
    sure: Sequence[tuple[float, float] | None],
) -> tuple[float, float]:
    low = min((line.x0 for line in lines), default=0.15 * page.width)
    high = max((_inked_end(line) for line in lines), default=0.85 * page.width)
    for near in _nearest(k, len(pages)):
        other = sure[near]
        if other is None or not _same_sheet(pages[near], page):
            continue
        if other[0] - 2 <= low and high <= other[1] + 2:
            return other
    tables = [i for i in page.items if isinstance(i, PageTable)]
    left = min([low, *(t.x0 + _TABLE_HANG for t in tables)])
    right = max([high, *(t.x1 - _TABLE_HANG for t in tables)])
    # text hardly ever stands off the middle of its sheet
    return min(left, page.width - right), max(right, page.width - left) if not tables else right


def _leading(lines: Sequence[TextLine]) -> float:
    steps = [
        b.bottom - a.bottom
        for a, b in itertools.pairwise(lines)
        if abs(a.size - b.size) < 0.5 and 0.8 * a.size < b.bottom - a.bottom < 3 * a.size
    ]
    return median(steps) if steps else 0.0


def _inked_end(line: TextLine) -> float:
    """Where a line ends, closing marks left out: they may hang over the edge."""
    k = len(line.text) - 1
    while k > 0 and line.text[k] in CLOSING:
        k -= 1
    return line.boxes[k][3]


def _agreed(values: list[float]) -> float | None:
    """The outermost position that several lines share."""
    for i in range(len(values) - 2):
        if abs(values[i + 2] - values[i]) <= _ALIKE:
            return values[i]
    return None


class Flow:
    """Takes lines in reading order and yields paragraphs."""

    def __init__(self) -> None:
        self.draft: Draft | None = None

    def add(self, line: TextLine, frame: Frame) -> Draft | None:
        """Take the next line; the paragraph before it, if it ended."""
        if line.column is not None:
            frame = Frame(line.column[0], line.column[1], frame.leading, frame.bottom)
        draft = self.draft
        if draft is not None and continues(draft, line, frame):
            draft.lines.append(line)
            draft.frames.append(frame)
            return None
        self.draft = Draft([line], frame, [frame])
        return draft

    def flush(self) -> Draft | None:
        draft, self.draft = self.draft, None
        return draft


def continues(draft: Draft, line: TextLine, frame: Frame) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last, held = draft.lines[-1], draft.frames[-1]
    em = line.size
    if abs(last.size - em) > 0.12 * max(last.size, em) or LEADER.search(last.text) is not None:
        return False
    if last.page == line.page and last.column == line.column:
        step = line.bottom - last.bottom
        if step <= 0 or step > max(1.45 * held.leading, 2.0 * em) if held.leading else step > 3 * em:
            return False
    elif last.page != line.page and held.bottom - last.bottom > 3.5 * max(held.leading, 1.5 * em):
        return False  # there was room for more: the page was broken on purpose
    if not is_full(last, line, held.left, held.right):
        return False
    offset = line.x0 - frame.left
    if offset < _INDENT * em:
        return True
    if _is_centred(line, frame) and last.text[-1] not in _ENDS:
        return all(_is_centred(x, f) for x, f in zip(draft.lines, draft.frames, strict=True))
    first = draft.lines[0]
    if len(draft.lines) > 1:
        return abs((last.x0 - held.left) - offset) < 0.5 * em  # set in as a block, or hanging
    m = _NUMBERED.match(first.text)
    return m is not None and m.end() < len(first.boxes) and abs(first.boxes[m.end()][1] - held.left - offset) < 0.6 * em


def _is_centred(line: TextLine, frame: Frame) -> bool:
    before, after = line.x0 - frame.left, frame.right - line.x1
    play = max(0.8 * line.size, 4.0)
    width = frame.right - frame.left
    if min(before, after) > _SHORT_LINE * width:
        play = max(play, _CENTRE_PLAY * width)
    return abs(before - after) < play


def finish(draft: Draft, index: int) -> Paragraph:
    """The paragraph with its text, looks and one box per character."""
    lines = draft.lines
    text, boxes = (lines[0].text, list(lines[0].boxes)) if len(lines) == 1 else _healed(lines)
    leader = LEADER.search(text)
    if leader is not None:  # the dots of a table of contents are drawn for a tab
        a, b = leader.span(1)
        text = text[:a] + "\t" + text[b:]
        boxes[a:b] = [(boxes[a][0], boxes[a][1], boxes[a][2], boxes[b - 1][3], boxes[a][4])]
    align = _align(lines, draft)
    return Paragraph(
        index,
        text,
        bold=2 * sum(len(line.text) for line in lines if line.bold) > len(text),
        size=round(max(lines, key=lambda line: len(line.text)).size, 2),
        indent=0.0 if align else round(max(0.0, lines[0].x0 - draft.frame.left), 2),
        align=align or ("both" if len(lines) > 1 else "left"),
        kind="toc" if leader is not None else "body",
        boxes=boxes,
        confidence=min((line.confidence for line in lines if line.confidence is not None), default=None),
    )


def _align(lines: list[TextLine], draft: Draft) -> str:
    """ "center", "right" or "" for what begins at the left."""
    em, last, frame = lines[0].size, lines[-1], draft.frame
    if all(_is_centred(line, frame) for line in lines) and last.x0 - frame.left > _CENTRED * em:
        return "center"
    if (
        len(lines) == 1
        and frame.right - last.x1 < 2.2 * em
        and last.x0 - frame.left > _RIGHT_SHARE * (frame.right - frame.left)
    ):
        return "right"
    return ""


def _healed(lines: list[TextLine]) -> tuple[str, list[CharBox]]:
    text = lines[0].text
    boxes = list(lines[0].boxes)
    for line in lines[1:]:
        if is_word(text[-1]) and is_word(line.text[0]):
            p, _, top, x1, bottom = boxes[-1]
            text += " "
            boxes.append((p, x1, top, x1, bottom))
        text += line.text
        boxes += line.boxes
    return text, boxes
