"""PDF reader: geometry (PDFium, else pdfplumber), then grids, then text flow; each knows only what is before it."""

from __future__ import annotations

import gc
from pathlib import Path

from extractor.model.document import Document
from extractor.readers.limits import Limits
from extractor.readers.ocr import Ocr

__all__ = ["read"]

_OCR = Ocr()


def read(path: Path, data: bytes, limits: Limits, password: str | None, ocr: Ocr = _OCR) -> Document:
    """Read one PDF; ``path`` is only for messages, ``ocr`` says which pages are recognised as pictures.

    Raises ReadError: "encrypted" (a password is needed or wrong), "truncated" (broken beyond repair), "too_large" (more
    pages than ``limits.max_pages``). What can't be read of a readable file is a Notice.
    """
    from extractor.readers.pdf.document import assemble
    from extractor.readers.pdf.recognising import Recognising
    from extractor.readers.pdf.source import open_source

    opened, notices = open_source(path, data, limits, password)
    source = Recognising(opened, ocr, limits)
    # tens of thousands of values are made and kept, none in a cycle: looking for cycles takes a tenth of the time
    collecting = gc.isenabled()
    gc.disable()
    try:
        return assemble(source, notices, limits)
    finally:
        if collecting:
            gc.enable()
        source.close()
