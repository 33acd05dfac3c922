"""What a recogniser of text must offer: two steps, so that lines can be cut at a table's rulings in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]
    """Grey, rows by columns, 0 for black."""

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels, half open."""


@dataclass(slots=True, frozen=True)
class ReadChar:
    """One character as read from the picture of a line."""

    char: str
    """"" where there may be a character that was not read; its rivals say which."""
    at: float
    """About where its middle is, in pixels from the left side of the picture."""
    confidence: float
    """Probability of ``char``, 0–1."""
    rivals: tuple[tuple[str, float], ...] = ()
    """Other readings with their probabilities, likeliest first; "" for "no character here"."""


class Recogniser(Protocol):
    """An engine. It keeps no state between calls and downloads nothing."""

    def find(self, page: Image) -> list[PixelBox]:
        """Upright boxes around the lines of text of a page, in any order; one may hold parts of several columns."""

    def read(self, lines: Sequence[Image]) -> list[list[ReadChar]]:
        """The characters of each picture of one line, from left to right."""
