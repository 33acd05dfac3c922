"""The picture of a page made ready: grey with even light, seals taken off, straight, and its ink in black and white."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractor.readers.ocr import seals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image

MOST_SKEW = 7.0
"""Degrees by which a page may lie askew."""
_COARSE, _FINE, _FINEST = 0.5, 0.1, 0.02
_SKEW_SIDE = 1600
_LEAST_INK, _MOST_INK = 200, 150_000
_GROUND_SIDE = 500
"""Pixels of the longer side of the picture the page's ground is measured in."""
_GROUND = 31
_PRINT = 95
"""Percentile of the darkness of ink that is the page's print: most ink of a page with few lines may be a watermark."""
_PALE = 0.28
"""Part of the print's darkness below which ink isn't print."""


def grey_of(picture: NDArray[np.uint8]) -> Image:
    """Grey of a grey or RGB picture with even light and without coloured seals."""
    if picture.ndim == 3 and all(np.array_equal(picture[:, :, 0], picture[:, :, k]) for k in (1, 2)):
        picture = np.ascontiguousarray(picture[:, :, 0])
    if picture.ndim == 2:
        return _evened(picture)
    rgb = _evened(np.ascontiguousarray(picture[:, :, :3]))
    grey: Image = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    return seals.taken_off(rgb, grey)


def without_pale(grey: Image) -> Image:
    """Without what is much paler than the page's print: watermarks, the other side showing through, dirt.

    Print that is pale all over the page stays."""
    inked = grey[ink_of(grey) > 0]
    if not len(inked):
        return grey
    depth = 255.0 - float(np.percentile(inked, 100 - _PRINT))
    paler = 255.0 - _PALE * depth
    steps = 255.0 - (paler - np.arange(256)) * depth / ((1 - _PALE) * depth or 1.0)
    made: Image = cv2.LUT(grey, np.clip(steps, 0, 255).astype(np.uint8))
    return made


def _evened(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Divided by its ground, channel by channel, so that paper is white everywhere."""
    height, width = picture.shape[:2]
    scale = min(1.0, _GROUND_SIDE / max(height, width))
    small = cv2.resize(
        picture, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    ground = cv2.dilate(small, np.ones((7, 7), np.uint8))
    ground = cv2.medianBlur(ground, _GROUND)
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    even: NDArray[np.uint8] = cv2.divide(picture, np.maximum(ground, 1), scale=255)
    return even


def ink_of(grey: Image) -> Image:
    """255 where there is ink, 0 where there is paper."""
    block = max(15, max(grey.shape) // 60) | 1
    noise = float(np.median(np.abs(grey.astype(np.int16) - cv2.medianBlur(grey, 5).astype(np.int16))))
    ink: Image = cv2.adaptiveThreshold(
        cv2.GaussianBlur(grey, (3, 3), 0),
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        block,
        12 + min(20.0, 2 * noise),
    )
    return ink


def thin(ink: Image, most: float) -> Image:
    """The strokes of ink that are at most so many pixels thick."""
    side = max(2, round(most) + 1)
    thick = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    rest: Image = ink & ~cv2.dilate(thick, np.ones((5, 5), np.uint8))
    return rest


def skew_of(ink: Image) -> float:
    """Degrees, counter-clockwise positive, by which lines of text and rulings rise to the right, for pages upright or
    sideways alike: the angle at which rows and columns are told apart most sharply."""
    scale = min(1.0, _SKEW_SIDE / max(ink.shape))
    size = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    rows, columns = np.nonzero(small > 100)
    if len(rows) < _LEAST_INK:
        return 0.0
    if len(rows) > _MOST_INK:
        some = np.random.default_rng(0).choice(len(rows), _MOST_INK, replace=False)
        rows, columns = rows[some], columns[some]
    # an odd shift keeps whole pixels from looking sharpest where nothing is turned
    x, y = columns + 0.37 * np.sin(rows), rows + 0.37 * np.sin(columns)
    best = 0.0
    for step, reach in ((_COARSE, MOST_SKEW), (_FINE, _COARSE), (_FINEST, _FINE)):
        around = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(around, key=lambda a: _sharpness(x, y, math.radians(a))))
    return best if abs(best) <= MOST_SKEW else 0.0


def _sharpness(x: NDArray[np.float64], y: NDArray[np.float64], angle: float) -> float:
    """How unevenly ink falls into rows and columns turned by ``angle`` radians."""
    c, s = math.cos(angle), math.sin(angle)
    total = 0.0
    for along in (c * y + s * x, c * x - s * y):
        counts = np.bincount((along - along.min()).astype(np.int64)).astype(np.float64)
        total += float((np.diff(counts) ** 2).sum())
    return total


def straight(picture: Image, angle: float) -> Image:
    """The picture with a skew of ``angle`` degrees undone about its middle, in the same size."""
    return warped(picture, turning(picture.shape, angle))


def turning(shape: tuple[int, ...], angle: float) -> NDArray[np.float64]:
    """The map of pixels that undoes a skew of ``angle`` degrees about the middle, homogeneous."""
    matrix = cv2.getRotationMatrix2D(((shape[1] - 1) / 2, (shape[0] - 1) / 2), -angle, 1.0)
    return np.vstack([matrix, [0.0, 0.0, 1.0]])


def warped(picture: Image, matrix: NDArray[np.float64]) -> Image:
    """The picture moved by a projective map, in the same size, white where there was none."""
    height, width = picture.shape[:2]
    flat = bool((matrix[2] == (0, 0, 1)).all())
    warp, by = (cv2.warpAffine, matrix[:2]) if flat else (cv2.warpPerspective, matrix)
    made: Image = warp(
        picture, by, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return made
