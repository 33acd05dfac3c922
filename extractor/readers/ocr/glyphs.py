"""Recognised characters given their boxes from the ink they stand for, and lines their size and base line."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from extractor.readers.ocr.recogniser import PixelBox, ReadChar

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image

_HAN = 0.92
"""Height of the ink of Chinese type in ems."""
_DIGIT = 0.71
"""Height of digits and capitals in ems."""
_DROP = 0.12
"""From the base line down to the lower edge of the em box, in ems."""
_ALIKE = 0.09
"""Part by which sizes of lines on one page may differ and be one."""
_STANDARD = (42.0, 36.0, 26.0, 24.0, 22.0, 18.0, 16.0, 15.0, 14.0, 12.0, 11.0, 10.5, 10.0, 9.0, 8.0, 7.5, 6.5, 5.5)
"""Chinese type sizes (初号 to 七号) and a few between, in points."""
_NEAR = 0.045
_MARK = 0.85
"""Part of the free room of a mark's square that lies to the right of its ink."""
_BROAD = frozenset("WwFA")


@dataclass(slots=True)
class LineOfInk:
    """One line: its box in pixels and its characters with the columns they take."""

    box: PixelBox
    chars: list[ReadChar]
    spans: list[tuple[float, float]] = field(default_factory=list)
    """Left and right edge of each character in pixels of the page."""
    em: float = 0.0
    """Type size in pixels; 0 while unknown."""
    top: float = 0.0
    bottom: float = 0.0
    """Of the em box."""


def is_han(char: str) -> bool:
    """A character that fills a square: an ideograph."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in _BROAD


def measure(line: LineOfInk, ink: Image, grey: Image) -> None:
    """Fill in the spans, size and base line of a line from the page's ``ink`` and its ``grey`` picture."""
    x0, top, x1, bottom = line.box
    part = ink[top:bottom, x0:x1] > 0
    line.spans = [(x0 + a, x0 + b) for a, b in _spans(line.chars, part.sum(axis=0), bottom - top)]
    # the soft edges of strokes, ink too, would make small type larger than it is
    dark = grey[top:bottom, x0:x1]
    _set_size(line, part & (dark < (float(np.percentile(dark[part], 10)) + 255) / 2))


def _spans(chars: Sequence[ReadChar], counts: NDArray[np.int64], height: int) -> list[tuple[float, float]]:
    """Columns of each character: cut where the ink is thinnest between the places two were read at."""
    width = len(counts)
    real = [k for k, c in enumerate(chars) if c.char.strip()]
    cuts = [0.0]
    for a, b in itertools.pairwise(real):
        low, high = chars[a].at, chars[b].at
        cuts.append(_cut(counts, low, high, height))
    cuts.append(float(width))
    spans: dict[int, tuple[float, float]] = {}
    for k, (left, right) in zip(real, itertools.pairwise(cuts), strict=True):
        inked = np.nonzero(counts[int(left) : int(np.ceil(right))])[0]
        spans[k] = (left + float(inked[0]), left + float(inked[-1]) + 1) if len(inked) else (left, right)
    found: list[tuple[float, float]] = []
    for k, c in enumerate(chars):
        if k in spans:
            found.append(spans[k])
        else:  # a blank, or what may have been dropped: what is free between its neighbours
            left = max((spans[i][1] for i in real if i < k), default=0.0)
            right = min((spans[i][0] for i in real if i > k), default=float(width))
            found.append((left, right) if left < right else (c.at, c.at))
    return found


def _cut(counts: NDArray[np.int64], low: float, high: float, height: int) -> float:
    """The column between two places where the least ink is, the nearer to the middle the better."""
    a, b = max(0, int(low)), min(len(counts), int(np.ceil(high)) + 1)
    if b - a < 2:
        return (low + high) / 2
    columns = np.arange(a, b)
    cost = counts[a:b] / max(1, height) + 0.25 * np.abs(columns - (low + high) / 2) / max(1.0, high - low)
    best = columns[cost <= cost.min() + 1e-6]
    return float(best.mean()) + 0.5


def _set_size(line: LineOfInk, part: NDArray[np.bool_]) -> None:
    x0, top = line.box[0], line.box[1]
    square: list[tuple[int, int]] = []
    upright: list[tuple[int, int]] = []
    for c, (a, b) in zip(line.chars, line.spans, strict=True):
        if not (is_han(c.char) or c.char.isdigit() or ("A" <= c.char <= "Z")):
            continue
        rows = np.nonzero(part[:, int(a) - x0 : int(np.ceil(b)) - x0].any(axis=1))[0]
        if len(rows):
            (square if is_han(c.char) else upright).append((int(rows[0]), int(rows[-1]) + 1))
    tall = sorted(b - a for a, b in square)
    if tall and (len(tall) > 1 or tall[0] > 0.6 * part.shape[0]):
        # flat ones (一, 四) say nothing of the size
        line.em = tall[min(len(tall) - 1, round(0.8 * len(tall)))] / _HAN
        full = [(a, b) for a, b in square if b - a >= 0.8 * line.em * _HAN] or square
        middle = top + median((a + b) / 2 for a, b in full)
        line.top, line.bottom = middle - line.em / 2, middle + line.em / 2
    elif upright:
        line.em = median(b - a for a, b in upright) / _DIGIT
        base = top + median(b for _, b in upright)
        line.bottom = base + _DROP * line.em
        line.top = line.bottom - line.em


def level(lines: Sequence[LineOfInk], points: float) -> None:
    """Give lines of about the same size the same size; ``points`` is the size of a pixel in points."""
    known = sorted((line for line in lines if line.em), key=lambda line: line.em)
    usual = median(line.em for line in known) if known else 10.5 / points
    group: list[LineOfInk] = []
    for line in [*known, None]:
        if line is not None and (not group or line.em <= group[0].em * (1 + 2 * _ALIKE)):
            group.append(line)
            continue
        _unite(group, points)
        group = [line] if line is not None else []
    for line in lines:
        if not line.em:  # only marks
            line.em = usual
            middle = (line.box[1] + line.box[3]) / 2
            line.top, line.bottom = middle - usual / 2, middle + usual / 2


def _unite(group: Sequence[LineOfInk], points: float) -> None:
    weighted = sorted((line.em, len(line.chars)) for line in group)
    half, seen, size = sum(w for _, w in weighted) / 2, 0, 0.0
    for em, weight in weighted:
        seen += weight
        size = em
        if seen >= half:
            break
    near = min(_STANDARD, key=lambda s: abs(s - size * points))
    if abs(near - size * points) <= _NEAR * near:
        size = near / points
    for line in group:
        middle = (line.top + line.bottom) / 2
        line.em, line.top, line.bottom = size, middle - size / 2, middle + size / 2


def widen(line: LineOfInk, limit: float) -> None:
    """Let wide characters take their square, as type does: ink alone is narrower, and marks stand at one side of it.

    ``limit`` is how far to the right the line may reach.
    """
    spans = line.spans
    for k, c in enumerate(line.chars):
        left, right = spans[k]
        spare = line.em - (right - left)
        if not _is_wide(c.char) or spare <= 0:
            continue
        before = max((spans[i][1] for i in range(k) if line.chars[i].char), default=left - line.em)
        after = min((spans[i][0] for i in range(k + 1, len(spans)) if line.chars[i].char), default=right + line.em)
        if is_han(c.char):
            spans[k] = (max(left - spare / 2, min(before, left)), min(right + spare / 2, max(after, right)))
        elif unicodedata.category(c.char) in ("Ps", "Pi"):
            spans[k] = (max(left - spare, min(before, left)), right)
        else:
            spans[k] = (left, min(right + _MARK * spare, max(after, right), max(limit, right)))
