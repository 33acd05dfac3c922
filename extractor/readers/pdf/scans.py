"""Pages whose text can't be taken from the file: pictures of pages, and text without known characters."""

from __future__ import annotations

from extractor.readers.pdf.values import PageGeometry

PICTURE, _SCAN = 0.25, 0.6
"""Part of the sheet that pictures cover: all there is on it; under a page number or stamp set as text."""
_FEW_GLYPHS = 30
"""A scanned page may carry its number, or a stamp, as text."""
_MANY_SHAPES = 50
"""Drawn things from which a page without text may hold letters drawn as outlines."""
_UNUSABLE = 0.3
"""Share of characters without a known code from which a text layer is of no use."""


def is_picture(geometry: PageGeometry) -> bool:
    """Nothing, or hardly anything, of what the page shows is text."""
    covered = coverage(geometry)
    count = sum(len(run.text) for run in geometry.runs)
    return (count < _FEW_GLYPHS and covered > _SCAN) or (
        not count and (covered > PICTURE or geometry.shapes > _MANY_SHAPES)
    )


def coverage(geometry: PageGeometry) -> float:
    """Part of the sheet that pictures cover."""
    area = geometry.width * geometry.height or 1
    return sum((i.x1 - i.x0) * (i.bottom - i.top) for i in geometry.images) / area


def is_unusable(geometry: PageGeometry) -> bool:
    """Much of the text has no known characters."""
    count = sum(len(run.text) - run.text.count(" ") for run in geometry.runs)
    return count > 0 and geometry.private + geometry.unmapped > _UNUSABLE * count
