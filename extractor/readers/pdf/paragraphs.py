"""Lines put together to paragraphs, over line, column and page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from extractor.model.document import CharBox, Paragraph
from extractor.readers.pdf.lines import TextLine, is_word
from extractor.readers.pdf.wrap import CLOSING, is_full

_LEADER = re.compile(r"(?:[.．…·•‥]\s*){3,}\s*[-—(（]?\s*\d{1,4}\s*[-—)）]?$")
_NUMBERED = re.compile(r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]|[①-⑳●■◆➢▪•·-])\s*")
_INDENT = 1.2
"""Ems by which a first line is set in."""
_CENTRED = 2.5
_RIGHT_SHARE = 0.3


@dataclass(slots=True)
class Frame:
    """Left and right edge of the text on a page, and the usual distance of its base lines."""

    left: float
    right: float
    leading: float


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    lines: list[TextLine]
    frame: Frame
    frames: list[Frame] = field(default_factory=list)


def page_frame(lines: Sequence[TextLine], width: float, before: Frame | None) -> Frame:
    """Text edges of one page from its lines; from the page before where it has too few."""
    steps = [
        b.bottom - a.bottom
        for a, b in zip(lines, lines[1:], strict=False)
        if abs(a.size - b.size) < 0.5 and 0.8 * a.size < b.bottom - a.bottom < 3 * a.size
    ]
    leading = median(steps) if steps else before.leading if before else 0.0
    right = _agreed(sorted((_inked_end(line) for line in lines), reverse=True))
    left = _agreed(sorted(line.x0 for line in lines))
    if before is not None and (right is None or right < before.right - 1 and len(lines) < 8):
        right = before.right if right is None else max(right, before.right)
    if right is not None and left is not None and before is not None and left > before.left and right <= before.right + 3:
        left = before.left  # a page of indented lines only
    if left is None:
        left = before.left if before else min((line.x0 for line in lines), default=0.12 * width)
    if right is None:
        right = max(width - left, max((line.x1 for line in lines), default=0.0))
    return Frame(left, right, leading)


def _inked_end(line: TextLine) -> float:
    """Where a line ends, closing marks left out: they may hang over the edge."""
    k = len(line.text) - 1
    while k > 0 and line.text[k] in CLOSING:
        k -= 1
    return line.boxes[k][3]


def _agreed(values: list[float]) -> float | None:
    """The outermost position that several lines share."""
    for i in range(len(values) - 2):
        if abs(values[i + 2] - values[i]) <= 3.0:
            return values[i]
    return None


class Flow:
    """Takes lines in reading order and yields paragraphs."""

    def __init__(self) -> None:
        self.draft: Draft | None = None

    def add(self, line: TextLine, frame: Frame) -> Draft | None:
        """Take the next line; the paragraph before it, if it ended."""
        if line.column is not None:
            frame = Frame(line.column[0], line.column[1], frame.leading)
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
    if abs(last.size - em) > 0.12 * max(last.size, em) or _LEADER.search(last.text) is not None:
        return False
    if last.page == line.page and last.column == line.column:
        step = line.bottom - last.bottom
        if step <= 0 or step > max(1.45 * held.leading, 2.0 * em) if held.leading else step > 3 * em:
            return False
    if not is_full(last, line, held.left, held.right):
        return False
    offset = line.x0 - frame.left
    if offset < _INDENT * em or _is_centred(line, frame) and _is_centred(last, held):
        return True
    first = draft.lines[0]
    if len(draft.lines) > 1:
        return abs((last.x0 - held.left) - offset) < 0.5 * em  # set in as a block, or hanging
    m = _NUMBERED.match(first.text)
    return m is not None and m.end() < len(first.boxes) and abs(first.boxes[m.end()][1] - held.left - offset) < 0.6 * em


def _is_centred(line: TextLine, frame: Frame) -> bool:
    before, after = line.x0 - frame.left, frame.right - line.x1
    return abs(before - after) < max(0.8 * line.size, 4.0)


def finish(draft: Draft, index: int) -> Paragraph:
    """The paragraph with its text, looks and one box per character."""
    lines = draft.lines
    first, last, frame = lines[0], lines[-1], draft.frame
    if len(lines) == 1:
        text, boxes = first.text, list(first.boxes)
    else:
        text, boxes = _healed(lines)
    total = len(text)
    confidence = min((line.confidence for line in lines if line.confidence is not None), default=None)
    return Paragraph(
        index,
        text,
        bold=2 * sum(len(line.text) for line in lines if line.bold) > total,
        size=round(max(lines, key=lambda line: len(line.text)).size, 2),
        indent=round(max(0.0, first.x0 - frame.left), 2) if not _align(lines, draft) else 0.0,
        align=_align(lines, draft) or ("both" if len(lines) > 1 else "left"),
        boxes=boxes,
        confidence=confidence,
    ) if last else Paragraph(index, text)


def _align(lines: list[TextLine], draft: Draft) -> str:
    """"center", "right" or "" for what begins at the left."""
    frame = draft.frame
    em = lines[0].size
    if all(_is_centred(line, frame) and line.x0 - frame.left > _CENTRED * em for line in (lines[0], lines[-1])):
        return "center"
    if len(lines) == 1:
        line = lines[0]
        if frame.right - line.x1 < 2.2 * em and line.x0 - frame.left > _RIGHT_SHARE * (frame.right - frame.left):
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
