"""Pages of a PDF drawn as pictures, as finely as the pictures on them are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.readers.limits import Limits
from extractor.readers.pdf.source import PictureTooLarge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST, _USUAL, _MOST = 150.0, 200.0, 300.0
"""Dots per inch. Finer helps no recogniser with type of 6 points and more."""
_INCH = 72.0
_LARGE = 0.2
"""Part of the page a picture must cover for its own resolution to count."""


def draw(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> NDArray[np.uint8]:
    """Page ``number`` (1-based) as shown, grey or RGB. Raises PictureTooLarge."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = _resolution(page, width * height, limits) / _INCH
        scale = min(scale, math.sqrt(limits.max_page_pixels / (width * height)))
        bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=True)
        try:
            pixels: NDArray[np.uint8] = bitmap.to_numpy().copy()
        finally:
            bitmap.close()
        return pixels[:, :, 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels
    finally:
        page.close()


def _resolution(page: pypdfium2.PdfPage, area: float, limits: Limits) -> float:
    """Dots per inch of the finest large picture of a page, within bounds."""
    found = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        wide, tall = image.get_px_size()
        if wide * tall > limits.max_picture_pixels:
            raise PictureTooLarge(f"{wide} x {tall}")
        left, bottom, right, top = image.get_bounds()
        shown = (right - left) * (top - bottom)
        if shown > _LARGE * area:
            found = max(found, _INCH * math.sqrt(wide * tall / shown))
    return min(_MOST, max(_LEAST, found)) if found else _USUAL
