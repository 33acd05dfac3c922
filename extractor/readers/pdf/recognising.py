"""A source of geometry that has pages recognised where they are pictures."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from extractor.readers.limits import Limits
from extractor.readers.ocr import Ocr, available
from extractor.readers.pdf import marks, scans
from extractor.readers.pdf.source import DrawnSource, PictureTooLarge
from extractor.readers.pdf.values import PageGeometry

if TYPE_CHECKING:
    from extractor.readers.ocr.recogniser import Recogniser


_POOR = 0.9
"""Part of the letters and digits of a page read surely, below which the page is called a poor picture."""


class Recognising:
    """Wraps the pages of a file; pages with a usable text layer are passed on as they are."""

    def __init__(self, source: DrawnSource, ocr: Ocr, limits: Limits) -> None:
        self._source, self._ocr, self._limits = source, ocr, limits
        self._recogniser: Recogniser | None = None
        self._can = ocr.mode != "never" and available()
        self._begun = False
        self.seconds = 0.0

    def __len__(self) -> int:
        return len(self._source)

    def close(self) -> None:
        if self._begun and self._ocr.progress is not None:
            self._ocr.progress(len(self), len(self))
        self._source.close()

    def page(self, number: int) -> PageGeometry:
        """Geometry of one page (1-based), read or recognised. Raises what the source raises."""
        geometry = self._source.page(number)
        layer = marks.is_recognised(geometry)
        broken = not layer and scans.is_unusable(geometry)
        picture = not layer and scans.is_picture(geometry)
        wanted = picture or broken or layer
        if self._ocr.mode == "never" or not (wanted or self._ocr.mode == "always"):
            return geometry
        if not self._can:
            if picture:
                geometry.told.append("image_page_missing")
            return geometry
        found = self._recognised(number, geometry)
        if found is None:
            return geometry
        if not found.recognised:
            if picture:
                geometry.told.append("ocr_nothing")
            return geometry
        found.told.append("ocr_broken_text" if broken and not picture else "ocr_page")
        return found

    def _recognised(self, number: int, geometry: PageGeometry) -> PageGeometry | None:
        if self.seconds > self._limits.max_ocr_seconds:
            geometry.told.append("ocr_out_of_time")
            return None
        self._begun = True
        if self._ocr.progress is not None:
            self._ocr.progress(number - 1, len(self))
        begin = time.monotonic()
        try:
            from extractor.readers.ocr.page import quality, recognise

            if self._recogniser is None:
                from extractor.readers.ocr.rapid import Rapid

                self._recogniser = Rapid(self._ocr.threads)
            picture = self._source.picture(number, self._limits)
            if picture is None:
                return None
            found = recognise(picture, number, geometry.width, geometry.height, self._recogniser)
            if quality(found) < _POOR:
                found.told.append("ocr_poor")
            return found
        except PictureTooLarge:
            geometry.told.append("ocr_too_large")
        except Exception:  # whatever one picture makes stumble, the others are read
            geometry.told.append("ocr_failed")
        finally:
            self.seconds += time.monotonic() - begin
        return None
