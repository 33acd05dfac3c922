"""Coloured seals taken off a page, the black print beneath them kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image, PixelBox

_SIDE = 800
"""Pixels of the longer side of the picture seals are looked for in: small, because JPEG keeps colour coarsely."""
_COLOURED = 28
"""Difference between a pixel's channels, paper being white, from which it is coloured."""
_LEAST, _MOST = 0.03, 0.3
"""Sides of a seal in parts of the page's longer side; characters of a red heading are smaller."""
_STRETCH = 2.2
"""Longer by shorter side from which it is a line of coloured text."""
_CLOSE = 0.012
"""Gap between strokes of one seal in parts of the page's longer side."""
_STRONG, _SHARE = 56, 0.2
"""So much coloured must be this part of a seal's strokes."""
_AROUND = 3
"""Small pixels around a seal."""
_INK = 25
"""Percentile of the lightness of a seal's strokes, some over print, that becomes white."""
_PRINT = 1
"""Percentile of lightness under a seal that stays as dark as it is."""
_LIGHTEST_TEXT, _DARKEST_SEAL = 130, 235


def taken_off(rgb: NDArray[np.uint8], grey: Image) -> Image:
    """``grey`` with seals gone: black ink is dark in every channel, a seal is light in one. Paper must be white."""
    out = grey
    for (x0, top, x1, bottom), shape in _areas(rgb):
        inside = rgb[top:bottom, x0:x1]
        lightest = inside.max(axis=2)
        own = lightest[shape & (lightest.astype(np.int16) - inside.min(axis=2) > _STRONG)]
        if not len(own):
            continue
        white = float(np.clip(np.percentile(own, _INK), _LIGHTEST_TEXT, _DARKEST_SEAL))
        if out is grey:
            out = grey.copy()
        held = lightest[shape].astype(np.float32)
        dark = min(float(np.percentile(held, _PRINT)), white / 2)
        part = out[top:bottom, x0:x1]
        part[shape] = np.clip(dark + (held - dark) * ((255.0 - dark) / (white - dark)), 0, 255).astype(np.uint8)
    return out


def _areas(rgb: NDArray[np.uint8]) -> Iterator[tuple[PixelBox, NDArray[np.bool_]]]:
    """Each seal's box and, in it, its outline filled, a little around it included."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    small = cv2.resize(rgb, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)
    depth = small.max(axis=2).astype(np.int16) - small.min(axis=2)
    coloured = (depth > _COLOURED).astype(np.uint8)
    if not coloured.any():
        return
    side = max(small.shape[:2])
    reach = max(3, round(side * _CLOSE)) | 1
    closed = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    count, marks, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    for k in range(1, count):
        x, y, wide, tall, _area = (int(v) for v in stats[k])
        shorter, longer = min(wide, tall), max(wide, tall)
        if shorter < _LEAST * side or longer > _MOST * side or longer > _STRETCH * shorter:
            continue
        mine = marks[y : y + tall, x : x + wide] == k
        strokes = mine & (coloured[y : y + tall, x : x + wide] > 0)
        if (depth[y : y + tall, x : x + wide][strokes] > _STRONG).mean() < _SHARE:
            continue  # tinted paper or the shade of a fold
        hull = cv2.convexHull(cv2.findNonZero(mine.astype(np.uint8))) + np.array([_AROUND, _AROUND], np.int32)
        shape = cv2.fillConvexPoly(np.zeros((tall + 2 * _AROUND, wide + 2 * _AROUND), np.uint8), hull, 1)
        shape = cv2.dilate(shape, np.ones((2 * _AROUND + 1,) * 2, np.uint8))
        x0, top = round((x - _AROUND) / scale), round((y - _AROUND) / scale)
        big = cv2.resize(
            shape, (round(shape.shape[1] / scale), round(shape.shape[0] / scale)), interpolation=cv2.INTER_NEAREST
        )
        left, above = max(0, -x0), max(0, -top)
        big = big[above : height - top, left : width - x0]
        x0, top = max(0, x0), max(0, top)
        yield (x0, top, x0 + big.shape[1], top + big.shape[0]), big.astype(bool)
