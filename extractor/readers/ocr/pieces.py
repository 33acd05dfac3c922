"""Where the lines of text are: the detector's boxes cut at rulings and trimmed to their ink, and ink it passed over."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractor.readers.ocr.recogniser import PixelBox

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image
    from extractor.readers.ocr.strokes import Rulings, Stroke

_CROSSES = 0.55
"""Part of a box's height (width) that a ruling must run along inside it to part it."""
_CRUMB = 0.12
"""Ems: smaller spots don't make a line longer."""
_SPECK = 0.4
"""Ems up to which a spot that stands by itself is dirt: the smallest digit beside full print is higher."""
_STACK = 1.7
_NARROW = 1.5
"""A box this many times as tall as wide, and no wider than so many ems, holds characters set one under another."""
_FAINT = 0.05
"""Part of a band's fullest row below which a row parts two lines: tails of brackets, specks."""
_CORE = 0.25
"""Part of a box's height at its top and bottom where the next line may reach into it."""
_LEAST_HEIGHT, _LEAST_WIDTH = 0.34, 0.14
"""Ems: ink that the detector passed over and that may be a character all the same."""
_DASH = (0.28, 2.6)
"""Ems that a dash is wide."""
_FLAT = 1.5
"""Times as wide as high that it is at least."""


def heights(boxes: Sequence[PixelBox], ink: Image) -> tuple[float, float]:
    """Usual and largest height in pixels of the ink of a line; 0 where there are none."""
    found: list[int] = []
    for x0, top, x1, bottom in boxes:
        inset = round(_CORE * (bottom - top) / 2)
        bands = _bands(ink[top + inset : bottom - inset, x0:x1], _FAINT) if x1 - x0 >= 2 * (bottom - top) else []
        if bands:
            found.append(max(b - a for a, b in bands))
    found = sorted(found or [round(0.6 * (b[3] - b[1])) for b in boxes])
    # one high box may hold a picture or two lines
    return (float(median(found)), float(min(found[-1], 3 * median(found)))) if found else (0.0, 0.0)


def pieces(boxes: Sequence[PixelBox], rulings: Rulings, ink: Image, em: float) -> list[PixelBox]:
    """Boxes of one line each, trimmed to ``ink`` (without rulings and specks); no two share ink."""
    clean = _without_crumbs(ink, em)
    found: list[PixelBox] = []
    for box in boxes:
        for part in _cut(box, rulings):
            found += _lines_in(part, clean, em, _room(part, rulings, ink.shape[0]))
    found = [line for line in _once(found) if _is_sizeable(line, em) or is_flat(line, em)]
    found += _passed_over(found, rulings, clean, em)
    found = [line for line in found if not _only_specks(line, clean, em)]
    return sorted(found, key=lambda b: (b[1], b[0]))


def _without_crumbs(ink: Image, em: float) -> Image:
    """For finding lines only: a crumb beside a character may be its point."""
    _, marks, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = max(2.0, _CRUMB * em)
    keep = (stats[:, cv2.CC_STAT_WIDTH] >= least) | (stats[:, cv2.CC_STAT_HEIGHT] >= least)
    keep[0] = False
    clean: Image = (keep[marks] * np.uint8(255)).astype(np.uint8)
    return clean


def _cut(box: PixelBox, rulings: Rulings) -> list[PixelBox]:
    x0, top, x1, bottom = box
    xs = [x0, *_through(rulings.down, (x0, x1), (top, bottom)), x1]
    parts: list[PixelBox] = []
    for left, right in itertools.pairwise(xs):
        ys = [top, *_through(rulings.across, (top, bottom), (left, right)), bottom]
        parts += [(left, a, right, b) for a, b in itertools.pairwise(ys)]
    return [p for p in parts if p[2] - p[0] > 2 and p[3] - p[1] > 2]


def _through(strokes: Sequence[Stroke], span: tuple[int, int], along: tuple[int, int]) -> list[int]:
    length = along[1] - along[0]
    return sorted(
        {
            round(s.at)
            for s in strokes
            if span[0] + 1 < s.at < span[1] - 1 and min(s.end, along[1]) - max(s.start, along[0]) >= _CROSSES * length
        }
    )


def _room(box: PixelBox, rulings: Rulings, height: int) -> tuple[int, int]:
    """Rows of the next rulings above and below a box."""
    middle = (box[1] + box[3]) / 2
    ats = [s.at for s in rulings.across if min(s.end, box[2]) - max(s.start, box[0]) >= _CROSSES * (box[2] - box[0])]
    above = max((round(at) + 1 for at in ats if at < middle), default=0)
    below = min((round(at) for at in ats if at >= middle), default=height)
    return above, max(below, above + 1)


def _trimmed(box: PixelBox, ink: Image) -> PixelBox | None:
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1]
    rows = np.nonzero(part.any(axis=1))[0]
    if not len(rows):
        return None
    columns = np.nonzero(part.any(axis=0))[0]
    return (x0 + int(columns[0]), top + int(rows[0]), x0 + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def _lines_in(box: PixelBox, ink: Image, em: float, limits: tuple[int, int]) -> list[PixelBox]:
    """The lines a box holds: one, or several where the detector didn't part them; not those that only reach into it.

    ``limits`` is how far up and down a line cut off by the box may go on: to the next rulings.
    """
    whole = _trimmed(box, ink)
    if whole is None:
        return []
    x0, top, x1, bottom = whole
    tall, wide = bottom - top, x1 - x0
    if wide < _NARROW * em and tall > _STACK * wide:
        bands = _stacked(_bands(ink[top:bottom, x0:x1], 0.0), 1.1 * wide)
    else:
        inset = _CORE * (box[3] - box[1])
        low, high = box[1] + inset, box[3] - inset
        reach = round(max(0.5 * em, 0.4 * (box[3] - box[1])))
        top, bottom = max(limits[0], box[1] - reach), min(limits[1], box[3] + reach)
        low, high = low - top, high - top
        bands = _bands(ink[top:bottom, x0:x1], _FAINT)
        # what the window cuts off belongs to the next line
        bands = [(a, b) for a, b in bands if (a > 0 or b > low) and (b < bottom - top or a < high)]
        bands = _merged(bands, em)
        bands = [(a, b) for a, b in bands if min(b, high) - max(a, low) > 0.3 * min(b - a, high - low)]
        bands = [_widened(band, ink[top:bottom, x0:x1], round(0.25 * em)) for band in bands]
    parts = ((x0, top + a, x1, top + b) for a, b in bands)
    return [line for part in parts if (line := _trimmed(part, ink)) is not None]


def _widened(band: tuple[int, int], ink: NDArray[np.uint8], most: int) -> tuple[int, int]:
    """A band with the faint rows around it: tails of brackets and commas."""
    inked = ink.sum(axis=1) > 0
    a, b = band
    while a > max(0, band[0] - most) and inked[a - 1]:
        a -= 1
    while b < min(len(inked), band[1] + most) and inked[b]:
        b += 1
    return a, b


def _bands(ink: NDArray[np.uint8], faint: float) -> list[tuple[int, int]]:
    """Rows of ink between rows that are blank, or hold less than a part ``faint`` of the fullest."""
    counts = (ink > 0).sum(axis=1)
    inked = np.concatenate(([0], (counts > faint * counts.max()).astype(np.int8), [0]))
    edges = np.nonzero(np.diff(inked))[0]
    return [(int(a), int(b)) for a, b in zip(edges[0::2], edges[1::2], strict=True)]


def _stacked(bands: list[tuple[int, int]], most: float) -> list[tuple[int, int]]:
    """Bands put together to characters of about ``most`` pixels."""
    found: list[tuple[int, int]] = []
    for a, b in bands:
        if found and b - found[-1][0] <= most:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def _merged(bands: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Bands too thin for a line (dots, the strokes of 一 and 二) go with the nearest."""
    found = list(bands)
    alone: list[tuple[int, int]] = []
    while len(found) > 1:
        k = min(range(len(found)), key=lambda i: found[i][1] - found[i][0])
        if found[k][1] - found[k][0] >= 0.5 * em:
            break
        near, gap = min(
            (
                (i, max(found[i][0] - found[k][1], found[k][0] - found[i][1]))
                for i in (k - 1, k + 1)
                if 0 <= i < len(found)
            ),
            key=lambda pair: pair[1],
        )
        if gap > 0.6 * em:
            alone.append(found.pop(k))
            continue
        a, b = min(k, near), max(k, near)
        found[a : b + 1] = [(found[a][0], found[b][1])]
    return sorted(found + alone)


def _once(boxes: list[PixelBox]) -> list[PixelBox]:
    """Boxes within others left out."""
    kept: list[PixelBox] = []
    for box in sorted(boxes, key=lambda b: (b[0] - b[2]) * (b[3] - b[1])):
        area = (box[2] - box[0]) * (box[3] - box[1])
        shared = sum(
            max(0, min(box[2], k[2]) - max(box[0], k[0])) * max(0, min(box[3], k[3]) - max(box[1], k[1])) for k in kept
        )
        if shared < 0.6 * area:
            kept.append(box)
    return kept


def _passed_over(found: Sequence[PixelBox], rulings: Rulings, ink: Image, em: float) -> list[PixelBox]:
    """Ink in no box that has the size of characters: single digits in cells of their own, above all."""
    rest = ink.copy()
    play = round(0.15 * em)
    for x0, top, x1, bottom in found:
        rest[max(0, top - play) : bottom + play, max(0, x0 - play) : x1 + play] = 0
    if not rest.any():
        return []
    reach = max(3, round(0.7 * em))
    close = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((max(1, round(0.2 * em)), reach), np.uint8))
    close[rulings.mask] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(close, connectivity=8)
    more: list[PixelBox] = []
    for k in range(1, count):
        x, y, wide, tall, _ = (int(v) for v in stats[k])
        if tall > 2 * em:
            continue
        for part in _cut((x, y, x + wide, y + tall), rulings):
            line = _trimmed(part, rest)
            if line is not None and (_is_sizeable(line, em) or (is_flat(line, em) and _in_cell(line, rulings, ink))):
                more.append(line)
    return more


def _is_sizeable(box: PixelBox, em: float) -> bool:
    return box[3] - box[1] >= _LEAST_HEIGHT * em and box[2] - box[0] >= _LEAST_WIDTH * em


def _only_specks(box: PixelBox, ink: Image, em: float) -> bool:
    """Whether a short line is made of spots, none as large as a character, and isn't a dash."""
    x0, top, x1, bottom = box
    if x1 - x0 > em or is_flat(box, em):
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink[top:bottom, x0:x1], connectivity=8)
    sides = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    return bool(sides.size) and int(sides.max()) <= max(3.0, _SPECK * em)


def is_flat(box: PixelBox, em: float) -> bool:
    """It may be a dash."""
    wide, tall = box[2] - box[0], box[3] - box[1]
    return tall < _LEAST_HEIGHT * em and _DASH[0] * em <= wide <= _DASH[1] * em and wide >= _FLAT * tall


def _in_cell(box: PixelBox, rulings: Rulings, ink: Image) -> bool:
    above, below = _room(box, rulings, ink.shape[0])
    return above > 0 and below < ink.shape[0]
