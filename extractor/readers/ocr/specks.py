"""Specks of dirt taken off a page: spots no larger than a point that stand by no character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from extractor.readers.ocr.recogniser import Image

_POINT = 0.2
"""Ems up to which a spot is no larger than a point."""
_BLOT, _ROUND = 0.3, 2.0
"""Ems and times as long as wide up to which a spot by itself is a few specks in one: larger or longer is a dash."""
_NEAR, _OVER = 0.6, 0.25
"""Ems beside, and above or below a character within which a spot may be its point: beside the foot of a 7 it stands
half an em off."""
_LEADER, _LEADERS = 0.9, 2.4
"""Ems between the dots of a leader, and of its length at least."""


def taken_off(grey: Image, ink: Image, em: float) -> tuple[Image, Image]:
    """A page's picture and its ink (without rulings) without specks; characters are about ``em`` pixels high."""
    _, marks, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    most = max(3.0, _POINT * em)
    wide, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    sides = np.maximum(wide, tall)
    small = (sides <= most) | ((sides <= _BLOT * em) & (sides <= _ROUND * np.minimum(wide, tall)))
    small[0] = False
    if not small.any():
        return grey, ink
    large = ~small
    large[0] = False
    reach = 2 * round(_OVER * em) + 1, 2 * round(_NEAR * em) + 1
    beside = cv2.dilate(large[marks].astype(np.uint8), np.ones(reach, np.uint8))
    # a spot that touches the surroundings of a character may be part of it
    near = np.zeros(len(stats), np.bool_)
    near[np.unique(marks[(beside > 0) & (ink > 0)])] = True
    alone = small & ~near
    alone &= ~_leaders(alone[marks].astype(np.uint8), marks, em)
    off = alone[marks]
    rest = ink.copy()
    rest[off] = 0
    clean = grey.copy()
    clean[cv2.dilate(off.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return clean, rest


def _leaders(spots: Image, marks: Image, em: float) -> np.ndarray:
    """Which spots are the dots of leaders."""
    found = np.zeros(int(marks.max()) + 1, np.bool_)
    rows = cv2.morphologyEx(spots, cv2.MORPH_CLOSE, np.ones((1, max(3, round(_LEADER * em))), np.uint8))
    _, chains, stats, _ = cv2.connectedComponentsWithStats(rows, connectivity=8)
    long = stats[:, cv2.CC_STAT_WIDTH] >= _LEADERS * em
    long[0] = False
    if long.any():
        found[np.unique(marks[long[chains] & (spots > 0)])] = True
    return found
