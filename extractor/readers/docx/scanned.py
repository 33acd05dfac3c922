"""A .docx that holds nothing but pictures of pages: they are recognised as the pages of a scan are."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.model.document import Document, Notice, Paragraph
from extractor.readers.docx.names import BLIP, IMAGEDATA
from extractor.readers.docx.package import Package
from extractor.readers.ocr import INSTALL, Ocr, available

_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LEAST_SIDE: Final = 400
"""Pixels of the shorter side: a smaller picture is no page."""


def recognise(document: Document, package: Package, ocr: Ocr) -> None:
    """Add what the pictures show to ``document``, whose notice "image_only" then says how it was read."""
    at = next(k for k, n in enumerate(document.notices) if n.code == "image_only")
    if not available():
        said = document.notices[at]
        document.notices[at] = replace(
            said,
            zh=f"{said.zh}；安装文字识别组件后即可读取：{INSTALL}",
            en=f"{said.en}; to have it recognised: {INSTALL}",
        )
        return
    from extractor.readers.ocr.images import Pictures, assembled
    from extractor.readers.pdf.source import PictureTooLarge

    pages: list[bytes] = []
    left_out = 0
    for data in _pictures(package):
        try:
            if min(Pictures([data], package.limits).shorter) >= _LEAST_SIDE:
                pages.append(data)
        except (OSError, SyntaxError, ValueError, PictureTooLarge):
            left_out += 1
    if not pages:
        return
    found = assembled(Pictures(pages, package.limits), ocr, package.limits)
    _append(document, found)
    said = Notice(
        "image_only",
        "文件由图片组成，每张图片按一页读取",
        "the document consists of pictures; each is read as one page",
    )
    document.notices[at : at + 1] = [said, *found.notices]
    if left_out:
        document.notices.append(
            Notice(
                "pictures",
                f"有 {left_out} 张图片打不开，其中的内容未读取",
                f"{left_out} pictures can't be opened: what they show was not read",
            )
        )


def _append(document: Document, found: Document) -> None:
    """The recognised blocks after those typed, counted on."""
    paragraphs, tables = sum(1 for _ in document.paragraphs()), len(document.tables())
    for block in found.blocks:
        block.index += paragraphs if isinstance(block, Paragraph) else tables
    for table in found.nested:
        table.index += tables
        if table.parent is not None:
            table.parent = (table.parent[0] + tables, *table.parent[1:])
    document.blocks += found.blocks
    document.nested += found.nested
    document.recognised, document.pages = found.recognised, found.pages


def _pictures(package: Package) -> list[bytes]:
    """The pictures of the main part in order, each where it stands first of several times in a row."""
    targets = package.targets()
    names: list[str] = []
    for e in package.tree(package.main).iter(BLIP, IMAGEDATA):
        name = targets.get(e.get(_REL + "embed") or e.get(_REL + "id") or "")
        # the same picture is held once for new and once for old versions of Word
        if name is not None and (not names or names[-1] != name):
            names.append(name)
    return [package.read(name) for name in names]
