"""Read what only another word processor understands (.doc, .rtf, .odt, Word 2003 XML): converted, then as a .docx.

Locations are those of the converted document. Tables, rows and columns are the same as the original's; paragraphs are
counted the same way as in a .docx.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from extractor.model.document import Document, Notice
from extractor.readers import docx
from extractor.readers.detect import detect
from extractor.readers.limits import Limits
from extractor.readers.ocr import Ocr
from extractor.readers.office.convert import to_docx

_OCR: Final = Ocr()
_EXTENSIONS: Final = {"doc": "doc", "rtf": "rtf", "odt": "odt", "fodt": "fodt", "wordxml": "xml"}
"""Format → the file name extension by which LibreOffice knows it."""


def read(path: Path, data: bytes, limits: Limits, password: str | None = None, ocr: Ocr = _OCR) -> Document:
    """The document in these bytes, with the .docx it was read from as ``converted``.

    ``password`` isn't used: protected files are refused before. Raises ReadError as the .docx reader does, and
    "converter_missing", "converter_timeout" and "converter_failed".
    """
    converted = to_docx(str(path), data, _EXTENSIONS[detect(data, limits.max_members)], limits)
    document = docx.read(path, converted, limits, None, ocr)
    document.converted = converted
    document.notices.insert(
        0,
        Notice(
            "converted",
            "已由 LibreOffice 转换为 .docx 后读取，位置以转换后的文件为准",
            "read from a .docx that LibreOffice converted it to; places are those of the converted file",
        ),
    )
    return document
