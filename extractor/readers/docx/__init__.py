"""Read .docx: one linear walk over the XML of the document, bounded in time and memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractor.model.document import Document, Notice, Paragraph, Table
from extractor.readers.docx.graphics import Tally
from extractor.readers.docx.inline import Inline
from extractor.readers.docx.joining import join_continued
from extractor.readers.docx.names import BODY, ID, TYPE, Element, w
from extractor.readers.docx.numbering import Counters, Numbering
from extractor.readers.docx.package import Package
from extractor.readers.docx.story import Story
from extractor.readers.docx.styles import Styles
from extractor.readers.docx.tables import TooMuch
from extractor.readers.limits import Limits
from extractor.readers.ocr import Ocr

if TYPE_CHECKING:
    from extractor.readers.docx.anchors import Anchors

_DEFAULT: Final = Limits()
_OCR: Final = Ocr()
_NOTES: Final = (("footnote", "footnotes"), ("endnote", "endnotes"))
# text of fewer characters than this for each large picture: the pages are pictures
_CHARS_A_PICTURE: Final = 60


def read(path: Path, data: bytes, limits: Limits, password: str | None = None, ocr: Ocr = _OCR) -> Document:
    """The document in the bytes of a .docx. ``password`` isn't used: protected files are refused before.
    ``ocr`` says whether pictures are recognised where the document holds nothing else.

    Raises ReadError ("truncated", "damaged", "encrypted", "hostile", "too_large", "empty").
    """
    package = Package(str(path), data, limits)
    document = _read(package, Path(path), limits, traced=False)[0]
    if ocr.mode != "never" and any(n.code == "image_only" for n in document.notices):
        from extractor.readers.docx.scanned import recognise

        recognise(document, package, ocr)
    return document


def read_anchored(
    source: str | Path | bytes, limits: Limits = _DEFAULT, *, main: Element | None = None
) -> tuple[Document, Anchors]:
    """The same document, with the way back from its places to the runs of the file.

    ``main`` is the root of the main part if it's open elsewhere and is to be changed there, such as python-docx's
    ``Document(...).element``. Raises ReadError as :func:`read` does, and OSError if the file can't be opened.
    """
    from extractor.readers.docx.anchors import Anchors

    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    path = Path() if isinstance(source, bytes) else Path(source)
    package = Package(str(path), data, limits)
    if main is not None:
        package.trees[package.main] = main
    document, story = _read(package, path, limits, traced=True)
    document.sha256 = hashlib.sha256(data).hexdigest()
    return document, Anchors(package, story.traces or [])


def _read(package: Package, path: Path, limits: Limits, traced: bool) -> tuple[Document, Story]:
    try:
        return _walk(package, path, limits, traced)
    except TooMuch:
        raise package.error("too_large", "表格的行列数超出限额", "its tables have more places than allowed") from None
    except RecursionError:
        raise package.error("hostile", "正文嵌套过深", "its XML is nested too deep") from None


def _walk(package: Package, path: Path, limits: Limits, traced: bool) -> tuple[Document, Story]:
    root = package.tree(package.main)
    body = root.find(BODY)
    if body is None:
        raise package.error("damaged", "没有正文", "it has no body")
    styles = Styles(package.part("styles"))
    tally = Tally()
    inline = Inline(styles, tally)
    story = Story(styles, Numbering(package.part("numbering"), styles), inline, limits, traced)
    story.read(body)
    for kind, part in _NOTES:
        _notes(package, story, kind, part)
    join_continued(story)
    document = Document(path.name, "", "docx", None, story.blocks, story.nested)
    if not (_has_content(document) or tally.pictures or tally.objects or story.chunks):
        raise package.error("empty", "文件里没有任何文字", "it holds no text")
    document.notices.extend(_notices(document, tally, story.chunks, package.damaged))
    return document, story


def _notes(package: Package, story: Story, kind: str, part: str) -> None:
    """Add the notes whose marks stand in the text, in the order of their marks."""
    wanted = dict.fromkeys(key for k, key in story.inline.notes if k == kind)
    root = package.part(part) if wanted else None
    if root is None:
        return
    notes = {note.get(ID): note for note in root if note.tag == w(kind) and note.get(TYPE) in (None, "normal")}
    counters = Counters()
    for key in wanted:
        if key in notes:
            story.read(notes[key], "footnote" if kind == "footnote" else "endnote", counters)


def _has_content(document: Document) -> bool:
    return any(isinstance(b, Table) or b.text.strip() or b.hidden for b in document.blocks)


def _notices(document: Document, tally: Tally, chunks: int, damaged: list[str]) -> Iterator[Notice]:
    """What the document holds beside text that was read."""
    if tally.pictures and _chars(document) < _CHARS_A_PICTURE * max(tally.large_pictures, 1):
        yield Notice(
            "image_only",
            f"文件几乎没有文字，只有 {tally.pictures} 张图片（可能是扫描件），图片中的内容未读取",
            f"hardly any text but {tally.pictures} pictures (a scan?): what they show was not read",
        )
    elif tally.large_pictures:
        yield Notice(
            "pictures",
            f"有 {tally.large_pictures} 张较大的图片，其中的文字和表格未读取",
            f"{tally.large_pictures} large pictures: text and tables in them were not read",
        )
    if tally.objects:
        yield Notice(
            "objects",
            f"有 {tally.objects} 个嵌入对象（如 Excel 表、图表），其内容未读取",
            f"{tally.objects} embedded objects (worksheets, charts): their content was not read",
        )
    if chunks:
        yield Notice(
            "chunks",
            f"有 {chunks} 处正文存放在另外的文件中，未读取",
            f"{chunks} parts of the text are kept in other files and were not read",
        )
    if tally.private:
        yield Notice(
            "private_glyphs",
            f"有 {tally.private} 个符号只有专用字体才能显示，无法识别",
            f"{tally.private} symbols of a private font could not be identified",
        )
    if damaged:
        parts = ", ".join(damaged)
        yield Notice("damaged_part", f"部件已损坏，未使用：{parts}", f"damaged parts were left out: {parts}")


def _chars(document: Document) -> int:
    return sum(len(b.text) if isinstance(b, Paragraph) else sum(len(c.text) for c in b.cells) for b in document.blocks)
