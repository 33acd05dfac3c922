"""What a file is, told from its bytes alone: names and extensions are often wrong."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import Final

_BLANK: Final = b"\x00 \t\r\n"
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

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
_XML_WORD: Final = re.compile(rb"<(?:\w+:)?(?:wordDocument|package)\b")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
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

    "docx", "pdf", "doc", "rtf", "odt", "ofd", "wordxml", "html", "mht", "xlsx", "xls", "ods", "pptx", "ppt", "works",
    "hwp", "image", "text", "archive", "zip" (something else in a zip), "broken_zip", "crowded_zip" (more than
    ``max_members`` entries), "encrypted" (a protected Office file), "ole" (something else in a compound file), "empty"
    or "unknown".
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
                kind = package.read("mimetype")[:100] if package.getinfo("mimetype").file_size < 1000 else b""
                return "odt" if b"opendocument.text" in kind else "ods" if b"opendocument" in kind else "zip"
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


def _office_format(package: zipfile.ZipFile, names: set[str]) -> str:
    for start, name in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(n.startswith(start) for n in names):
            return name
    # the main part may stand anywhere: ask the list of content types
    part = next(n for n in package.namelist() if n.lower().endswith("[content_types].xml"))
    types = package.read(part) if package.getinfo(part).file_size < 1_000_000 else b""
    return "docx" if b"wordprocessingml" in types else "zip"


def _ole_format(data: bytes) -> str:
    names = ole_names(data)
    for stream, name in _OLE_STREAMS:
        if stream in names:
            return name
    return "ole"


def ole_names(data: bytes) -> set[str]:
    """Names of the streams and storages of a compound file; what can be read of a damaged one."""
    names: set[str] = set()
    if len(data) < 512:
        return names
    shift = struct.unpack_from("<H", data, 30)[0]
    size = 1 << shift if shift in (9, 12) else 512
    fat_sectors = struct.unpack_from("<109I", data, 76)
    per_sector = size // 4
    sector = struct.unpack_from("<I", data, 48)[0]
    for _ in range(1000):
        start = (sector + 1) * size
        block = data[start : start + size]
        for at in range(0, len(block) - 127, 128):
            length = struct.unpack_from("<H", block, at + 64)[0]
            if 2 <= length <= 64:
                names.add(block[at : at + length - 2].decode("utf-16-le", "replace"))
        which, place = divmod(sector, per_sector)
        if which >= len(fat_sectors) or (fat_sectors[which] + 1) * size + place * 4 + 4 > len(data):
            break
        sector = struct.unpack_from("<I", data, (fat_sectors[which] + 1) * size + place * 4)[0]
        if sector >= 0xFFFFFFF0:
            break
    return names


def _text_format(data: bytes) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if re.match(rb"(?i)(?:from|mime-version|content-type):", head) and b"multipart/related" in data[:8192].lower():
        return "mht"
    if head.lstrip().startswith(b"<?xml") and _XML_WORD.search(head):
        return "wordxml"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    return "unknown" if _CONTROL.search(head) else "text"
