"""Glyph runs put together to printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from extractor.model.document import CharBox
from extractor.readers.pdf.values import Run

WORD_GAP = 0.18
"""Ems between Latin letters or digits from which a blank is read."""
WIDE_GAP = 1.0
"""Ems between other characters from which a blank is read: below, it is justification or the gap between scripts."""
_OVERLAP = 0.25
"""Ems by which neighbouring glyphs of two fonts may lie over each other."""
_SPREAD_PLAY = 0.15
_SPREAD_LEAST = 3
_SPACED_NUMBER = re.compile(r"(?<![\d.,])\d(?: ?[\d.,]){3,}(?![\d.,])")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_by_bottom = attrgetter("bottom")
_by_left = attrgetter("x0")


@dataclass(slots=True)
class TextLine:
    """One printed line."""

    page: int
    text: str
    boxes: list[CharBox]
    """One per character of ``text``, blanks that stand for a gap included."""
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    gaps: tuple[tuple[float, float], ...] = ()
    """Gaps (from x to x) wide enough to part columns."""
    confidence: float | None = None
    column: tuple[float, float] | None = None
    """Left and right edge of the text column it stands in, where that is not the page's."""

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def is_word(char: str) -> bool:
    """Latin letters and digits: what is not broken over lines and parted by blanks."""
    return char < "\u2e80" and char.isalnum()


def group_rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that stand on one line, top to bottom, each line from left to right."""
    runs = list(runs)
    if len(runs) == 1:
        return [runs]
    rows: list[list[Run]] = []
    top = bottom = 0.0
    height = 0.0
    runs.sort(key=_by_bottom)
    for run in runs:
        tall = run.bottom - run.top
        if rows and min(bottom, run.bottom) - max(top, run.top) >= 0.5 * min(tall, height):
            rows[-1].append(run)
            if tall > height:
                top, bottom, height = run.top, run.bottom, tall
        else:
            rows.append([run])
            top, bottom, height = run.top, run.bottom, tall
    for row in rows:
        if len(row) > 1:
            row.sort(key=_by_left)
    return rows


def make_lines(runs: Iterable[Run], page: int) -> list[TextLine]:
    """Printed lines of one region, top to bottom. Lines of blanks only are left out."""
    return [line for row in group_rows(runs) if (line := make_line(row, page)) is not None]


def make_line(row: list[Run], page: int) -> TextLine | None:
    """One line from its runs in order; None if nothing is printed."""
    if len(row) == 1:
        run = row[0]
        text = run.text
        if text[0] != " " and text[-1] != " " and not text.isspace() and (" " not in text or not text[0].isdigit()):
            return TextLine(
                page, text, run.boxes, run.x0, run.top, run.x1, run.bottom, run.size, run.bold, (), run.confidence
            )
    else:
        row = _woven(_once(row))
    spread = _letter_spaced(row) if len(row) > _SPREAD_LEAST else frozenset()
    text = row[0].text
    boxes = list(row[0].boxes) if len(row) > 1 else row[0].boxes
    gaps: list[tuple[float, float]] = []
    for k in range(1, len(row)):
        before, run = row[k - 1], row[k]
        gap, size = run.x0 - before.x1, max(before.size, run.size)
        if gap > WORD_GAP * size and k not in spread:
            a, b = text[-1], run.text[0]
            if gap > WIDE_GAP * size or (is_word(a) and is_word(b)):
                if not a.isspace() and not b.isspace():
                    text += " "
                    boxes.append((page, before.x1, before.top, run.x0, before.bottom))
                if gap > WIDE_GAP * size:
                    gaps.append((before.x1, run.x0))
        text += run.text
        boxes += run.boxes
    stripped = text.strip()
    if not stripped:
        return None
    if len(stripped) != len(text):
        begin = len(text) - len(text.lstrip())
        boxes = boxes[begin : begin + len(stripped)]
        text = stripped
    if " " in text:
        text, boxes = _heal_numbers(text, boxes)
    shown = row if len(row) == 1 else [r for r in row if not r.text.isspace()] or row
    size = shown[0].size
    bold = shown[0].bold
    if len(shown) > 1:
        size = _most((r.size, len(r.text)) for r in shown)
        bold = 2 * sum(len(r.text) for r in shown if r.bold) > sum(len(r.text) for r in shown)
    confidence = min((r.confidence for r in row if r.confidence is not None), default=None)
    return TextLine(
        page,
        text,
        boxes,
        boxes[0][1],
        min(r.top for r in shown),
        boxes[-1][3],
        max(r.bottom for r in shown),
        size,
        bold,
        tuple(gaps),
        confidence,
    )


def _most(weighted: Iterable[tuple[float, int]]) -> float:
    counts: dict[float, int] = {}
    for value, weight in weighted:
        counts[value] = counts.get(value, 0) + weight
    return max(counts, key=counts.__getitem__)


def _once(row: list[Run]) -> list[Run]:
    """Text struck twice (a poor man's bold or a shadow) is read once."""
    kept = [row[0]]
    for run in row[1:]:
        twin = next(
            (
                k
                for k in kept[-3:]
                if k.text == run.text and abs(k.x0 - run.x0) < 0.25 * run.size and not run.text.isspace()
            ),
            None,
        )
        if twin is None:
            kept.append(run)
        else:
            twin.bold = True
    return kept


def _woven(row: list[Run]) -> list[Run]:
    """Runs cut where glyphs of another font stand in a gap left for them (quotation marks among Chinese).

    Runs whose glyphs lie over one another, as a stamp over a line, stay whole.
    """
    if all(b.x0 >= a.x1 - _OVERLAP * a.size for a, b in pairwise(row)):
        return row
    glyphs = sorted(
        (box[1], box[3], k, i) for k, run in enumerate(row) for i, box in enumerate(run.boxes) if run.text[i] != " "
    )
    if any(k != m and end - start > _OVERLAP * row[k].size for (_, end, k, _), (start, _, m, _) in pairwise(glyphs)):
        return row
    pieces: list[tuple[int, int, int]] = []
    for _, _, k, i in glyphs:
        if pieces and pieces[-1][0] == k and i > pieces[-1][2]:
            pieces[-1] = (k, pieces[-1][1], i)
        else:
            pieces.append((k, i, i))
    if len({(k, i) for k, first, last in pieces for i in range(first, last + 1)}) < len(glyphs):
        return row
    return [
        replace(
            row[k],
            text=row[k].text[first : last + 1],
            boxes=row[k].boxes[first : last + 1],
            x0=row[k].boxes[first][1],
            x1=row[k].boxes[last][3],
        )
        for k, first, last in pieces
    ]


def _letter_spaced(row: Sequence[Run]) -> frozenset[int]:
    """Positions in ``row`` whose gap to the run before is letter spacing: single characters at even distances."""
    found: list[int] = []
    k = 1
    n = len(row)
    while k < n:
        if len(row[k - 1].text) != 1 or len(row[k].text) != 1 or row[k].text == " " or row[k - 1].text == " ":
            k += 1
            continue
        first = row[k].x0 - row[k - 1].x1
        size = row[k].size
        end = k
        # even distance between the glyphs' middles also holds for narrow points and commas
        step = row[k].x0 + row[k].x1 - row[k - 1].x0 - row[k - 1].x1
        while end < n and len(row[end].text) == 1:
            gap = row[end].x0 - row[end - 1].x1
            stride = row[end].x0 + row[end].x1 - row[end - 1].x0 - row[end - 1].x1
            if abs(gap - first) > _SPREAD_PLAY * size and abs(stride - step) > 2 * _SPREAD_PLAY * size:
                break
            end += 1
        if end - k >= _SPREAD_LEAST and first <= 1.5 * size:
            found += range(k, end)
        k = max(end, k + 1)
    return frozenset(found)


def _heal_numbers(text: str, boxes: list[CharBox]) -> tuple[str, list[CharBox]]:
    """Blanks typed between the digits of one number ("2 1 0 6 . 6 6") are taken out."""
    for m in reversed(list(_SPACED_NUMBER.finditer(text))):
        raw = m.group()
        if " " not in raw or any(len(token) > 1 for token in raw.split(" ")):
            continue
        closed = raw.replace(" ", "")
        if ("." in closed or "," in closed) and _NUMBER.fullmatch(closed):
            kept = [i for i in range(m.start(), m.end()) if text[i] != " "]
            text = text[: m.start()] + closed + text[m.end() :]
            boxes = boxes[: m.start()] + [boxes[i] for i in kept] + boxes[m.end() :]
    return text, boxes
