"""Open a PDF with whatever can open it, or say why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractor.errors import ReadError
from extractor.model.document import Notice
from extractor.readers.limits import Limits
from extractor.readers.pdf.values import PageGeometry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PASSWORD = 4
"""PDFium's error code for a missing or wrong password."""


class GeometrySource(Protocol):
    """Where the geometry of pages comes from."""

    seconds: float
    """Time that recognition has taken so far: it has a limit of its own."""

    def __len__(self) -> int: ...

    def page(self, number: int) -> PageGeometry: ...

    def close(self) -> None: ...


class DrawnSource(GeometrySource, Protocol):
    """One whose pages can be looked at."""

    def picture(self, number: int, limits: Limits) -> NDArray[np.uint8] | None:
        """What the page looks like, grey or RGB, at a resolution that suits its print; None if it can't be told.

        Raises PictureTooLarge.
        """


class PictureTooLarge(Exception):
    """A picture of more pixels than the limits allow."""


def open_source(path: Path, data: bytes, limits: Limits, password: str | None) -> tuple[DrawnSource, list[Notice]]:
    """The file's pages, and what had to be repaired. Raises ReadError."""
    import pypdfium2

    from extractor.readers.pdf.bombs import is_bomb
    from extractor.readers.pdf.pdfium import Source

    if is_bomb(data, limits, password):
        raise ReadError(
            str(path),
            "hostile",
            "内容展开后过于庞大，像是恶意构造的文件，已拒绝读取",
            "its content unpacks beyond all measure; it looks made to do harm and is refused",
        )
    notices: list[Notice] = []
    source: DrawnSource
    try:
        opened = Source(data, password, limits.max_page_objects)
        if opened.repaired:
            notices.append(
                Notice(
                    "repaired_xref",
                    "PDF 的索引表已损坏，已重建后读取",
                    "the file's cross-reference table was broken and has been rebuilt",
                )
            )
        source = opened
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise _encrypted(path, password) from None
        source = _second_try(path, data, password, limits)
        notices.append(
            Notice(
                "fallback",
                "PDFium 打不开此文件，已改用 pdfplumber 读取",
                "PDFium can't open the file; read with pdfplumber",
            )
        )
    n = len(source)
    if n > limits.max_pages:
        source.close()
        raise ReadError(
            str(path),
            "too_large",
            f"共 {n} 页，超过上限 {limits.max_pages} 页，请拆分后再试",
            f"{n} pages, more than {limits.max_pages}; split it",
        )
    return source, notices


def _second_try(path: Path, data: bytes, password: str | None, limits: Limits) -> DrawnSource:
    from extractor.readers.pdf import plumber

    try:
        source = plumber.Source(data, password, limits.max_page_objects)
        if len(source) > 0:
            return source
    except plumber.PasswordNeeded:
        raise _encrypted(path, password) from None
    except Exception:  # pdfminer raises whatever a broken file makes it stumble over
        pass
    raise ReadError(
        str(path),
        "truncated",
        "文件不完整或已损坏，无法修复，请重新下载或复制",
        "the file is cut off or damaged beyond repair; download or copy it again",
    )


def _encrypted(path: Path, password: str | None) -> ReadError:
    if password is None:
        return ReadError(
            str(path),
            "encrypted",
            "文件设有打开密码，请用 --password 给出密码",
            "the file needs a password; give it with --password",
        )
    return ReadError(
        str(path),
        "encrypted",
        "密码不对，请用 --password 给出正确的密码",
        "wrong password; give the right one with --password",
    )
