"""The reader's own Word document with real comments at the figures concerned."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import ConfigError, Lang, ReadError
from extractor.outputs._marks import AUTHOR, Mark, marks, ticks
from extractor.outputs.files import replacing
from extractor.pipeline import Result
from extractor.text.visible import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from extractor.readers.docx.anchors import Anchor

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INITIALS = "核"


def write(result: Result, out: Path, lang: Lang = "zh", *, with_ticks: bool = False) -> None:
    """Write a copy of the report with comments; nothing else of it changes but, where asked for, a small green tick
    after every verified figure. Raises ConfigError if the report is not a Word document, or is one that Word would
    have to repair first."""
    from extractor.outputs._comments import Comments
    from extractor.readers.docx import read_anchored

    if result.document.format != "docx" and not result.document.converted:
        raise ConfigError(
            "只有 Word 报告能输出批注 Word，PDF 报告请用 -o 文件.pdf / "
            "only a Word report can be annotated as Word; use -o FILE.pdf for a PDF report"
        )
    _, anchors = read_anchored(result.document.converted or result.path.read_bytes())
    body = anchors.package.trees[anchors.package.main]
    try:
        comments = Comments(anchors.package, AUTHOR[lang], _INITIALS)
        # from the end of a text to its start, so that splitting a run moves nothing that is still to be marked
        for mark in sorted(marks(result.report, result.interpretation, lang), key=_start, reverse=True):
            anchor = anchors.at(mark.location)
            place = _runs(anchor, mark.location.chars) if anchor is not None else []
            if not place and (first := next(body.iter(f"{_W}p"), None)) is not None:
                place = [_empty_run(first)]
            if place:
                comments.add(place[0], place[-1], xml_text(mark.note))
        if with_ticks:
            for at, _ in ticks(result.report):
                anchor = anchors.at(at)
                if anchor is not None and at.chars and (found := anchor.isolate(*at.chars)):
                    found[-1].addnext(_tick(found[-1]))
        made = io.BytesIO()
        anchors.save(made, comments.parts())
    except (ReadError, KeyError) as error:
        # reading gets by without parts that Word insists on
        raise ConfigError(
            f"{result.path}：文件结构有缺陷，无法加批注，请先用 Word 打开并另存 / "
            f"can't be annotated as it is ({error}); open it in Word and save it again first"
        ) from error
    with replacing(out) as part:
        part.write_bytes(made.getbuffer())


def _start(mark: Mark) -> tuple[int, int]:
    return mark.location.chars or (0, 0)


def _runs(anchor: Anchor, chars: tuple[int, int] | None) -> list[Any]:
    """Runs that show exactly what is meant; an empty one where nothing is printed; none in notes, where Word allows no
    comments."""
    if not anchor.paragraphs or anchor.paragraphs[0].getroottree().getroot().tag != f"{_W}document":
        return []
    found = [r for r in anchor.isolate(*chars) if r.tag == f"{_W}r"] if chars and chars[1] > chars[0] else []
    return found or [_empty_run(anchor.paragraphs[0])]


def _empty_run(paragraph: Any) -> Any:
    run = paragraph.makeelement(f"{_W}r")
    paragraph.append(run)
    return run


def _tick(after: Element) -> Element:
    run = after.makeelement(f"{_W}r")
    look = run.makeelement(f"{_W}rPr")
    for name, value in (("color", "2E9E4F"), ("sz", "16")):
        look.append(look.makeelement(f"{_W}{name}", {f"{_W}val": value}))
    text = run.makeelement(f"{_W}t")
    text.text = "✓"
    run.append(look)
    run.append(text)
    return run
