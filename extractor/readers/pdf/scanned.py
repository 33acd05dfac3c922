"""Parts of one table on scanned sheets, which lie a little differently each and are read with slips."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

_SHIFT = 30.0
"""Points by which sheets lie sideways of each other."""
_SCALE = 0.025
"""Part by which their widths differ: feeders pull unevenly."""
_PLAY = 4.0
"""Points between the same column edge on two sheets laid upon each other."""
_AGREE = 0.5
_ALIKE = 0.85

Row = tuple[int, int, int, int, str]


def laid_upon(last: Sequence[float], edges: Sequence[float], xs: Sequence[float]) -> list[float] | None:
    """Column edges ``xs`` of a part, moved and stretched so that its sides are those of ``last``, the part before, and
    each edge that is one of the table's ``edges`` is exactly that; None if the parts are not of one table."""
    width, own = last[-1] - last[0], xs[-1] - xs[0]
    if own <= 0 or abs(xs[0] - last[0]) > _SHIFT or abs(width / own - 1) > _SCALE:
        return None
    found: list[float] = []
    met = 0
    for x in xs:
        moved = last[0] + (x - xs[0]) * width / own
        near = min(edges, key=lambda e: abs(e - moved))
        same = abs(near - moved) <= _PLAY and (not found or near > found[-1])
        met += same
        found.append(near if same else moved)
    if any(b <= a for a, b in itertools.pairwise(found)):
        return None
    inner = len(xs) - 2
    return found if inner <= 0 or met - 2 >= _AGREE * min(inner, len(last) - 2) else None


def alike(a: Sequence[Row], b: Sequence[Row]) -> bool:
    """Two rows have the same cells and digits, and their words differ by no more than slips of reading."""
    if len(a) != len(b) or any(x[:4] != y[:4] or _digits(x[4]) != _digits(y[4]) for x, y in zip(a, b, strict=True)):
        return False
    return Levenshtein.normalized_similarity("|".join(x[4] for x in a), "|".join(y[4] for y in b)) >= _ALIKE


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
