"""Files in, Documents out: one reader per format, chosen by content."""

from __future__ import annotations

import hashlib
import stat
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

from extractor.errors import ReadError
from extractor.model.document import Document, Notice
from extractor.readers.detect import detect
from extractor.readers.limits import MB, Limits
from extractor.readers.ocr import Ocr, available
from extractor.text.visible import utf8

__all__ = ["Limits", "content", "read"]


class Reader(Protocol):
    """What the module of a format offers."""

    def read(self, path: Path, data: bytes, limits: Limits, password: str | None, ocr: Ocr) -> Document:
        """Read the bytes of one file; ``path`` is only for messages. Raises ReadError."""


READERS: Final[dict[str, str]] = {
    "docx": "extractor.readers.docx",
    "pdf": "extractor.readers.pdf",
    **dict.fromkeys(("doc", "rtf", "odt", "fodt", "wordxml"), "extractor.readers.office"),
    "flatopc": "extractor.readers.flatopc",
    "image": "extractor.readers.ocr.images",
}
"""Format → module; imported when a file of that format comes."""

_SAVE_AS: Final = ("请用 Word 或 WPS 打开后另存为 .docx 再检查", "open it in Word or WPS and save it as .docx")
_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "empty": ("empty", "文件是空的，请重新下载或复制", "the file is empty; download or copy it again"),
    "broken_zip": (
        "truncated",
        "文件不完整或已损坏（压缩包读不到结尾），请重新下载或复制",
        "the file is cut off or damaged (no readable end of the package); download or copy it again",
    ),
    "broken_ole": (
        "truncated",
        "文件不完整或已损坏（读不到文件目录），请重新下载或复制",
        "the file is cut off or damaged (no readable directory); download or copy it again",
    ),
    "crowded_zip": (
        "hostile",
        "压缩包内文件过多，像是恶意构造的文件，已拒绝读取",
        "a package of too many entries; it looks made to do harm and is refused",
    ),
    "encrypted": (
        "encrypted",
        "文件设有打开密码，请在 Word 或 WPS 中取消密码后再检查",
        "the file is protected by a password; remove the password in Word or WPS first",
    ),
    "works": ("unsupported", f"这是 Works 文件，{_SAVE_AS[0]}", f"this is a Works file; {_SAVE_AS[1]}"),
    "hwp": ("unsupported", f"这是 HWP 文件，{_SAVE_AS[0]}", f"this is an HWP file; {_SAVE_AS[1]}"),
    "html": (
        "unsupported",
        f"这是网页（HTML），不是 Word 文件，{_SAVE_AS[0]}",
        f"this is a web page (HTML); {_SAVE_AS[1]}",
    ),
    "mht": ("unsupported", f"这是网页存档（MHT），{_SAVE_AS[0]}", f"this is a web archive (MHT); {_SAVE_AS[1]}"),
    "xlsx": (
        "unsupported",
        "这是 Excel 工作簿，不是报告；请提供 .docx 或 .pdf",
        "this is an Excel workbook; give the report as .docx or .pdf",
    ),
    "xls": (
        "unsupported",
        "这是 Excel 工作簿，不是报告；请提供 .docx 或 .pdf",
        "this is an Excel workbook; give the report as .docx or .pdf",
    ),
    "ods": (
        "unsupported",
        "这是电子表格，不是报告；请提供 .docx 或 .pdf",
        "this is a spreadsheet; give the report as .docx or .pdf",
    ),
    "pptx": (
        "unsupported",
        "这是演示文稿，不是报告；请提供 .docx 或 .pdf",
        "this is a presentation; give the report as .docx or .pdf",
    ),
    "ppt": (
        "unsupported",
        "这是演示文稿，不是报告；请提供 .docx 或 .pdf",
        "this is a presentation; give the report as .docx or .pdf",
    ),
    "ofd": ("unsupported", "这是 OFD 版式文件，请先转换为 PDF", "this is an OFD file; convert it to PDF first"),
    "archive": ("unsupported", "这是压缩包，请先解压", "this is an archive; unpack it first"),
    "zip": (
        "unsupported",
        "这是压缩包，里面没有 Word 正文；请先解压",
        "this is a zip archive without a Word document; unpack it first",
    ),
    "text": (
        "unsupported",
        "这是纯文本，不是 Word 或 PDF 文件；请提供 .docx 或 .pdf",
        "this is plain text; give the report as .docx or .pdf",
    ),
}
_UNKNOWN: Final = (
    "unsupported",
    "认不出的文件类型，请提供 .docx 或 .pdf",
    "not a known kind of file; give the report as .docx or .pdf",
)
_DEFAULT: Final = Limits()
_OCR: Final = Ocr()
_UNREAD: Final = frozenset(
    {"image_page", "ocr_failed", "ocr_too_large", "ocr_out_of_time", "page_failed", "out_of_time"}
)
"""Notices of pages that were not read."""
_FAMILY: Final = {
    **dict.fromkeys((".docx", ".docm", ".dotx"), "docx"),
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), "doc"),
    **{f".{name}": name for name in ("pdf", "rtf", "odt", "fodt")},
}


def read(
    path: str | Path,
    *,
    data: bytes | None = None,
    password: str | None = None,
    limits: Limits = _DEFAULT,
    ocr: Ocr = _OCR,
) -> Document:
    """Read one file, whatever its name says it is.

    ``password`` opens a protected PDF; ``ocr`` says which pages are recognised as pictures.
    Raises ReadError (with its ``code``) for anything that can't be read.
    """
    path = Path(path)
    if data is None:
        data = content(path, limits)
    found = detect(data, limits.max_members)
    module = READERS.get(found)
    if module is None:
        raise ReadError(str(path), *_SENTENCES.get(found, _UNKNOWN))
    reader = cast("Reader", import_module(module))
    document = reader.read(path, data, limits, password, ocr)
    document.file, document.format, document.sha256 = utf8(path.name), found, hashlib.sha256(data).hexdigest()
    if _FAMILY.get(path.suffix.lower(), found) != found:
        document.notices.append(
            Notice(
                "mislabelled",
                f"文件名是 {path.suffix}，内容实为 {found.upper()}，已按内容读取",
                f"the name says {path.suffix}, the content is {found.upper()}: read as what it is",
            )
        )
    _refuse_unread(path, document, ocr)
    return document


def _refuse_unread(path: Path, document: Document, ocr: Ocr) -> None:
    """A file of which nothing was read is not a report without findings."""
    unread = [n for n in document.notices if n.code in _UNREAD]
    if not unread or any(p.text.strip() for p in document.paragraphs()):
        return
    if any(c.text.strip() for t in document.tables() for c in t.cells):
        return
    missing = unread[0].code == "image_page" and ocr.mode != "never" and not available()
    zh, en = ("；".join(n.zh for n in unread), "; ".join(n.en for n in unread))
    raise ReadError(
        str(path), "ocr_missing" if missing else "nothing_read", f"没有读到任何文字：{zh}", f"nothing was read: {en}"
    )


def content(path: Path, limits: Limits = _DEFAULT) -> bytes:
    """The bytes of one regular file within the limits. Raises ReadError."""
    name = str(path)
    try:
        if path.is_dir():
            raise ReadError(name, "folder", "这是文件夹，请给出其中的文件", "this is a folder; name a file in it")
        if not stat.S_ISREG(path.stat().st_mode):
            # a pipe may never end and a device never be full
            raise ReadError(
                name,
                "unreadable",
                "不是普通文件（管道或设备），请先保存为文件",
                "not a regular file but a pipe or device; save it as a file first",
            )
        with path.open("rb") as f:
            data = f.read(limits.max_file_bytes + 1)
    except FileNotFoundError:
        raise ReadError(name, "missing", "没有这个文件，请核对路径", "there is no such file; check the path") from None
    except (OSError, ValueError) as e:
        why = getattr(e, "strerror", None) or str(e)
        raise ReadError(
            name, "unreadable", f"文件打不开（{why}），请检查权限", f"can't be opened ({why}); check its permissions"
        ) from None
    if len(data) > limits.max_file_bytes:
        size = limits.max_file_bytes // MB
        raise ReadError(
            name,
            "too_large",
            f"文件超过 {size} MB，请压缩其中的图片后再试",
            f"larger than {size} MB; compress its pictures first",
        )
    return data
