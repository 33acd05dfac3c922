"""What a recogniser's probability is worth: how often a character read with it is wrong.

Measured, not felt: see docs/ocr-confidence.md for the data, the table it gives and the command that makes it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

SURE = 0.98
"""From this probability on a digit is taken as read; below it the figure is doubtful until something bears it out."""

SURE_WORD = 0.80
"""The same for the characters of words, where one wrong among several seldom changes what is meant."""

_WRONG = (
    (0.0, 0.95),
    (0.5, 0.6),
    (0.7, 0.35),
    (0.9, 0.3),
    (0.95, 0.1),
    (0.98, 0.02),
    (0.99, 0.004),
    (0.999, 0.0004),
    (1.0, 0.00001),
)
"""(probability, share of wrong digits at it), rising."""


def wrong(confidence: float) -> float:
    """The share of digits read with ``confidence`` (0–1) that are wrong."""
    at = bisect_right([c for c, _ in _WRONG], confidence)
    if at == 0:
        return _WRONG[0][1]
    if at == len(_WRONG):
        return _WRONG[-1][1]
    (c0, w0), (c1, w1) = _WRONG[at - 1], _WRONG[at]
    # shares fall by orders of magnitude, so between two measured points they do so evenly in powers
    share: float = w0 * (w1 / w0) ** ((confidence - c0) / (c1 - c0))
    return share


assert all(a[0] < b[0] and a[1] >= b[1] for a, b in pairwise(_WRONG))
