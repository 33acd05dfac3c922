"""What a file is, told from its bytes alone: names and extensions are often wrong."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import Final

from extractor.readers.ole import MAGIC as OLE_MAGIC
from extractor.readers.ole import Compound

_BLANK: Final = b"\x00 \t\r\n"
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_MAGIC: Final = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S
)
_XML_ROOTS: Final = (
    (re.compile(rb"<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage"), "flatopc"),
    (re.compile(rb"<(?:\w+:)?wordDocument\b"), "wordxml"),
    (re.compile(rb"<(?:\w+:)?document\b[^>]*urn:oasis:names:tc:opendocument"), "fodt"),
)
_ROOT: Final = 16_384
"""An XML file's root element stands within so many bytes; that of a flat OpenDocument names dozens of namespaces."""
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OLE_ROOT: Final = "Root Entry"
# stream names of the compound file's directory, most telling first
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("FileHeader", "hwp"),
    ("MatOST", "works"),
)


def detect(data: bytes, max_members: int = 10_000) -> str:
    """The format in one word.

    "docx", "pdf", "doc" (also what WPS calls .wps: the same format), "rtf", "odt", "fodt" (the same as one XML file),
    "wordxml" (of Word 2003), "flatopc" (a .docx as one XML file), "ofd", "html", "mht", "xlsx", "xls", "ods", "pptx",
    "ppt", "works", "hwp", "image", "text", "archive", "zip" (something else in a zip), "broken_zip", "crowded_zip"
    (more than ``max_members`` entries), "encrypted" (a protected Office or OpenDocument file), "ole" (something else in
    a compound file), "broken_ole" (a compound file without a readable directory), "empty" or "unknown".
    """
    if not data[:1024].strip(_BLANK) and not data.strip(_BLANK):
        return "empty"
    if b"%PDF-" in data[:1024] or b"%PDF" in data[:16]:
        return "pdf"
    if data.startswith(ZIP_MAGIC):
        # asked before the directory is read: each entry takes memory
        return "crowded_zip" if data.count(b"PK\x01\x02") > max_members else _zip_format(data)
    if data.startswith(OLE_MAGIC):
        return _ole_format(data)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    return _text_format(data)


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {n.replace("\\", "/").lstrip("/").lower() for n in package.namelist()}
            if "[content_types].xml" in names:
                return _office_format(package, names)
            if "mimetype" in names:
                return _open_document(package)
            if "ofd.xml" in names:
                return "ofd"
            return "docx" if "word/document.xml" in names else "zip"
    except (
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        struct.error,
        zlib.error,
    ):
        return "broken_zip"


def _open_document(package: zipfile.ZipFile) -> str:
    kind = _small(package, "mimetype", 1000)
    # an encrypted document says so in its manifest (OpenDocument 1.3, part 2, 3.4)
    if b"opendocument" in kind and b"encryption-data" in _small(package, "META-INF/manifest.xml", 4_000_000):
        return "encrypted"
    return "odt" if b"opendocument.text" in kind else "ods" if b"opendocument" in kind else "zip"


def _small(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes of a member if it is there and not larger than it has any need to be."""
    info = package.NameToInfo.get(name)
    return package.read(info) if info is not None and info.file_size < most else b""


def _office_format(package: zipfile.ZipFile, names: set[str]) -> str:
    for start, name in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(n.startswith(start) for n in names):
            return name
    # the main part may stand anywhere: ask the list of content types
    part = next(n for n in package.namelist() if n.lower().endswith("[content_types].xml"))
    types = package.read(part) if package.getinfo(part).file_size < 1_000_000 else b""
    return "docx" if b"wordprocessingml" in types else "zip"


def _ole_format(data: bytes) -> str:
    found = Compound(data)
    for stream, name in _OLE_STREAMS:
        if stream in found.names:
            return "encrypted" if name == "doc" and _is_encrypted_doc(found) else name
    # the directory stands at the end of many files: that of one cut off is gone
    return "ole" if _OLE_ROOT in found.names else "broken_ole"


def _is_encrypted_doc(found: Compound) -> bool:
    # fEncrypted of the FIB ([MS-DOC] 2.5.2); XOR obfuscation sets it too
    head = found.head("WordDocument", 12)
    return len(head) == 12 and bool(head[11] & 0x01)


def _text_format(data: bytes) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if re.match(rb"(?i)(?:from|mime-version|content-type):", head) and b"multipart/related" in data[:8192].lower():
        return "mht"
    if head.lstrip().startswith(b"<?xml"):
        for root, name in _XML_ROOTS:
            if root.search(data[:_ROOT]):
                return name
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    return "unknown" if _CONTROL.search(head) else "text"
