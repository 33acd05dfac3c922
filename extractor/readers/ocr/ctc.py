"""From the probabilities a CTC recogniser gives for every column of a line to characters with rivals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from extractor.readers.ocr.recogniser import ReadChar

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLANK = 0
_MOST_RIVALS = 4
_LEAST_RIVAL = 0.01
_LEAST_DROPPED = 0.08
"""Probability in a column read as blank from which a character may have been dropped there."""


def decode(columns: NDArray[np.float32], alphabet: Sequence[str], step: float) -> list[ReadChar]:
    """Characters of one line.

    ``columns`` holds one row of probabilities a column, ``alphabet`` the characters with the blank at 0, ``step`` is
    the width of a column in pixels of the line's picture.
    """
    best = columns.argmax(axis=1)
    sure = columns[np.arange(len(best)), best]
    found: list[ReadChar] = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start] != BLANK:
            peak = start + int(sure[start:end].argmax())
            middle = float(np.average(np.arange(start, end) + 0.5, weights=sure[start:end])) * step
            rivals = _rivals(columns[peak], int(best[peak]), alphabet)
            found.append(ReadChar(alphabet[best[peak]], middle, float(sure[peak]), rivals))
        else:
            found += _dropped(columns, best, start, end, alphabet, step)
        start = end
    return found


def _rivals(column: NDArray[np.float32], chosen: int, alphabet: Sequence[str]) -> tuple[tuple[str, float], ...]:
    top = np.argpartition(column, -_MOST_RIVALS - 1)[-_MOST_RIVALS - 1 :]
    ranked = sorted(
        ((float(column[k]), int(k)) for k in top if k != chosen and column[k] >= _LEAST_RIVAL), reverse=True
    )
    return tuple(("" if k == BLANK else alphabet[k], p) for p, k in ranked)


def _dropped(
    columns: NDArray[np.float32],
    best: NDArray[np.int64],
    start: int,
    end: int,
    alphabet: Sequence[str],
    step: float,
) -> list[ReadChar]:
    """The likeliest character in a stretch read as blank, if it is likely at all and no tail of a neighbour's peak."""
    if float(columns[start:end, BLANK].min()) > 1 - _LEAST_DROPPED:
        return []
    stretch = columns[start:end].copy()
    stretch[:, BLANK] = 0.0
    if start:
        stretch[:, best[start - 1]] = 0.0
    if end < len(best):
        stretch[:, best[end]] = 0.0
    column, k = divmod(int(stretch.argmax()), stretch.shape[1])
    p = float(stretch[column, k])
    if p < _LEAST_DROPPED or alphabet[k].isspace():
        return []
    at = (start + column + 0.5) * step
    return [ReadChar("", at, float(columns[start + column, BLANK]), ((alphabet[k], p),))]
