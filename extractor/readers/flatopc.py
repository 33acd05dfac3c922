"""Read a .docx saved as one XML file (Flat OPC, "Word XML document"): packed as Word would, then read as a .docx."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

from extractor.errors import ReadError
from extractor.model.document import Document
from extractor.readers import docx
from extractor.readers.limits import Limits
from extractor.readers.ocr import Ocr

_OCR: Final = Ocr()
_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


def read(path: Path, data: bytes, limits: Limits, password: str | None = None, ocr: Ocr = _OCR) -> Document:
    """The document in these bytes, with the .docx made of it as ``converted``. ``password`` isn't used.

    Raises ReadError as the .docx reader does.
    """
    if len(data) > limits.max_xml_bytes:
        raise ReadError(str(path), "too_large", "正文过大，请拆分后再检查", "too much content; split it first")
    if b"<!DOCTYPE" in data:
        raise ReadError(
            str(path),
            "hostile",
            "文件内含外部实体声明（DTD），像是恶意构造的文件，已拒绝读取",
            "it declares a document type (DTD); it looks made to do harm and is refused",
        )
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        converted = _packed(etree.fromstring(data, parser))
    except (etree.XMLSyntaxError, ValueError) as e:
        raise ReadError(
            str(path),
            "damaged",
            "文件的 XML 已损坏，请用 Word 打开修复并另存为 .docx 再检查",
            "its XML is damaged; let Word repair it and save it as .docx",
        ) from e
    document = docx.read(path, converted, limits, None, ocr)
    document.converted = converted
    return document


def _packed(root: etree._Element) -> bytes:
    types = etree.Element(f"{{{_TYPES}}}Types")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for part in root.iterchildren(f"{_PKG}part"):
            name, kind = part.get(f"{_PKG}name", ""), part.get(f"{_PKG}contentType", "")
            if not name.startswith("/") or name.lower() == "/[content_types].xml":
                continue
            types.append(types.makeelement(f"{{{_TYPES}}}Override", {"PartName": name, "ContentType": kind}))
            binary = part.findtext(f"{_PKG}binaryData")
            tree = part.find(f"{_PKG}xmlData/*")
            content = b"" if tree is None else etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
            z.writestr(name.lstrip("/"), base64.b64decode(binary) if binary else content)
        z.writestr("[Content_Types].xml", etree.tostring(types, xml_declaration=True, encoding="UTF-8"))
    return out.getvalue()
