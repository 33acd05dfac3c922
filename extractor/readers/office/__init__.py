"""Read what only another word processor understands (.doc, .rtf, .odt, Word 2003 XML): converted, then as a .docx.

Locations are those of the converted document. Tables, rows and columns are the same as the original's; paragraphs are
counted the same way as in a .docx.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from extractor.errors import ReadError
from extractor.model.document import Document, Notice
from extractor.readers import docx
from extractor.readers.detect import detect
from extractor.readers.limits import MB, Limits
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
    form = detect(data, limits.max_members)
    _refuse_bombs(str(path), form, data, limits)
    converted = to_docx(str(path), data, _EXTENSIONS[form], limits)
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


def _refuse_bombs(file: str, form: str, data: bytes, limits: Limits) -> None:
    """What would cost LibreOffice its time and memory for nothing. Raises ReadError ("hostile", "too_large")."""
    if form in ("fodt", "wordxml") and b"<!ENTITY" in data:
        raise ReadError(
            file,
            "hostile",
            "文件内含外部实体声明（DTD），像是恶意构造的文件，已拒绝读取",
            "it declares entities (DTD); it looks made to do harm and is refused",
        )
    if form != "odt":
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [i for i in package.infolist() if i.filename.lower().endswith(".xml")]
    for part in parts:
        if part.file_size > limits.max_xml_bytes:
            size, times = part.file_size // MB, part.file_size // max(part.compress_size, 1)
            if times > limits.max_ratio:
                raise ReadError(
                    file,
                    "hostile",
                    f"正文解压后膨胀 {times} 倍（{size} MB），像是恶意构造的文件，已拒绝读取",
                    f"a part unpacks {times}-fold to {size} MB; it looks made to do harm and is refused",
                )
            raise ReadError(
                file,
                "too_large",
                f"正文解压后有 {size} MB，请拆分后再检查",
                f"a part unpacks to {size} MB; split it first",
            )
