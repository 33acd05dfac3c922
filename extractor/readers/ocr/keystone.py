"""A page photographed or fed a little from the side: its rulings converge; the map that levels them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image

_RUN, _LEAST, _THICK = 1 / 60, 1 / 16, 1 / 180
"""Parts of the page's longer side: a run of ink without a gap, a stroke's length, its thickness at most."""
_MOST_SLOPE = 0.05
_MOST = 0.1
"""How much rulings may turn over the page: what is more was no table."""
_STRAIGHT = 1.2
"""Pixels by which a stroke's ink may lie off its own line (standard deviation)."""
_STROKES, _SPREAD = 4, 0.12
"""Strokes needed, and the part of the page's longer side they must be spread over, to say that they converge."""
_PLAY = 1 / 1300
"""Parts of the longer side by which a ruling of a level page may be off at the page's edge."""


def found(ink: Image) -> NDArray[np.float64] | None:
    """The projective map from ``ink``'s pixels to those of the page with its rulings level and upright, the middle
    staying where it is; None where they are so already, or there are too few to tell.

    Rulings across meet in one vanishing point, so their slope is linear in their height at the page's middle, and
    likewise those down; the map sends the line through both points to infinity (Hartley & Zisserman, Multiple View
    Geometry, 2.7).
    """
    height, width = ink.shape
    unit = max(height, width) / 2
    b0, b1 = _pencil(ink)
    c0, c1 = _pencil(np.ascontiguousarray(ink.T))
    off = (abs(b0) + abs(b1) * height / 2 / unit) * width / 2, (abs(c0) + abs(c1) * width / 2 / unit) * height / 2
    if max(off) <= 2 * unit * _PLAY:
        return None
    whole = 1 - b0 * c0
    p, q = (b1 - b0 * c1) / whole, (c1 - b1 * c0) / whole
    level = np.array([[1.0, -c0, 0.0], [-b0, 1.0, 0.0], [p, q, 1.0]])
    to = np.array([[1 / unit, 0, -width / 2 / unit], [0, 1 / unit, -height / 2 / unit], [0, 0, 1]])
    return np.asarray(np.linalg.inv(to) @ level @ to, np.float64)


def _pencil(ink: Image) -> tuple[float, float]:
    """Slope of the strokes across at the page's middle, and its growth over half the longer side further down."""
    height, width = ink.shape
    unit = max(height, width) / 2
    strokes = np.array(_strokes(ink))
    if len(strokes) < _STROKES:
        return 0.0, 0.0
    slopes, at, weights = strokes[:, 0], (strokes[:, 1] - height / 2) / unit, strokes[:, 2]
    kept = np.ones(len(slopes), np.bool_)
    a, b = 0.0, 0.0
    for _ in range(4):
        if kept.sum() < _STROKES:
            return 0.0, 0.0
        spread = float(np.ptp(at[kept])) / 2
        degree = 1 if spread >= _SPREAD else 0
        fitted = np.polyfit(at[kept], slopes[kept], degree, w=np.sqrt(weights[kept]))
        a, b = float(fitted[-1]), float(fitted[0]) if degree else 0.0
        off = np.abs(slopes - a - b * at)
        kept = off <= max(0.001, 3 * float(np.median(off)))
    return (a, b) if abs(a) + abs(b) <= _MOST else (0.0, 0.0)


def _strokes(ink: Image) -> list[tuple[float, float, float]]:
    """Slope, height at the page's middle and length of each long thin horizontal stroke."""
    side = max(ink.shape)
    run = max(8, round(_RUN * side))
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    count, marks, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    made = []
    for k in range(1, count):
        x, y, wide, tall, area = (int(v) for v in stats[k])
        if wide < _LEAST * side or area / wide - 2 > max(4.0, _THICK * side) or tall > 8 + _MOST_SLOPE * wide:
            continue
        part = marks[y : y + tall, x : x + wide] == k
        rows = np.arange(tall, dtype=np.float64)[:, None]
        counts = part.sum(axis=0)
        columns = np.nonzero(counts)[0]
        middles = (part * rows).sum(axis=0)[columns] / counts[columns]
        slope, start = np.polyfit(columns, middles, 1)
        if float(np.std(middles - start - slope * columns)) > _STRAIGHT or abs(slope) > _MOST_SLOPE:
            continue
        made.append((float(slope), y + float(start) + float(slope) * (ink.shape[1] / 2 - x), float(wide)))
    return made
