"""The reader's own PDF with highlights and notes at the figures concerned, and a bookmark to each finding."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from extractor.errors import ConfigError, Lang
from extractor.model.document import Box
from extractor.outputs._marks import AUTHOR, SEVERITY_WORDS, marks, ticks
from extractor.outputs.files import replacing
from extractor.pipeline import Result

_COLOURS = {"error": "ff9c9c", "warning": "ffd966", "info": "a9cbee"}
_PALE = {"error": "ffdede", "warning": "fff2cc", "info": "deeaf7"}
_TICK = "2e9e4f"
_PAD = 1.0


def write(result: Result, out: Path, lang: Lang = "zh", *, with_ticks: bool = False) -> None:
    """Append annotations to a copy of the report; everything of the original stays as it is, byte for byte.

    Raises ConfigError if the report is not a PDF.
    """
    from pypdf import PdfReader, PdfWriter

    if result.document.format != "pdf":
        raise ConfigError(
            "只有 PDF 报告能输出批注 PDF，Word 报告请用 -o 文件.docx / "
            "only a PDF report can be annotated as PDF; use -o FILE.docx for a Word report"
        )
    data = io.BytesIO()
    try:
        reader = PdfReader(result.path)
        if reader.is_encrypted:
            reader.decrypt(result.password or "")
            writer = PdfWriter(clone_from=reader)
        else:
            # an incremental update keeps signatures, outlines and form fields of the original
            writer = PdfWriter(result.path, incremental=True)
        _annotate(writer, result, lang, with_ticks)
        writer.write(data)
    except Exception as error:
        # pypdf gives up on damage that PDFium reads past
        raise ConfigError(
            f"{result.path}：PDF 结构有缺陷，无法加批注，请先用 PDF 软件打开并另存 / "
            f"can't be annotated as it is ({error}); open it in a PDF program and save it again first"
        ) from error
    with replacing(out) as part:
        part.write_bytes(data.getbuffer())


def _annotate(writer: Any, result: Result, lang: Lang, with_ticks: bool) -> None:
    from pypdf.generic import Fit

    pages = writer.pages
    top: Any = None
    named: set[str] = set()
    for mark in marks(result.report, result.interpretation, lang):
        at = mark.location
        if at.page is None or at.bbox is None or not 1 <= at.page <= len(pages):
            continue
        page = pages[at.page - 1]
        rect = _to_page(at.bbox, page)
        _highlight(writer, at.page - 1, rect, (_COLOURS if mark.first else _PALE)[mark.severity], mark.note, lang)
        for finding in mark.findings:
            if finding.id in named:
                continue
            named.add(finding.id)
            if top is None:
                title = "核对发现" if lang == "zh" else "Findings"
                top = writer.add_outline_item(title=title, page_number=at.page - 1)
            word = SEVERITY_WORDS[finding.severity][0 if lang == "zh" else 1]
            title = f"{word} {finding.rule} {finding.message}"[:120]
            fit = Fit.xyz(rect[0], rect[3] + 40, None)
            writer.add_outline_item(title=title, page_number=at.page - 1, parent=top, fit=fit)
    if with_ticks:
        for at, relations in ticks(result.report):
            if at.page is not None and at.bbox is not None and 1 <= at.page <= len(pages):
                note = "\n".join(r.formula for r in relations[:5] if r.formula)
                _tick(writer, at.page - 1, _to_page(at.bbox, pages[at.page - 1]), note, lang)


def _highlight(writer: Any, page: int, rect: Box, colour: str, note: str, lang: Lang) -> None:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    x0, y0, x1, y1 = rect
    quad = ArrayObject(FloatObject(v) for v in (x0, y1, x1, y1, x0, y0, x1, y0))
    annotation = Highlight(rect=rect, quad_points=quad, highlight_color=colour, printing=True, title_bar=AUTHOR[lang])
    annotation[NameObject("/Contents")] = TextStringObject(note)
    writer.add_annotation(page, annotation)


def _tick(writer: Any, page: int, rect: Box, note: str, lang: Lang) -> None:
    from pypdf.annotations import PolyLine
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    x, y = rect[2] - 1, rect[1] + 2
    line = PolyLine(vertices=[(x - 5, y + 2.5), (x - 3, y), (x + 1, y + 6)], title_bar=AUTHOR[lang])
    rgb = (int(_TICK[n : n + 2], 16) / 255 for n in (0, 2, 4))
    line[NameObject("/C")] = ArrayObject(FloatObject(v) for v in rgb)
    line[NameObject("/Contents")] = TextStringObject(note)
    writer.add_annotation(page, line)


def _to_page(box: Box, page: Any) -> Box:
    """From points below the top left corner of the page as seen to the page's own coordinates."""
    x0, top, x1, bottom = box[0] - _PAD, box[1] - _PAD, box[2] + _PAD, box[3] + _PAD
    crop = page.cropbox
    left, low = float(crop.left), float(crop.bottom)
    width, height = float(crop.width), float(crop.height)
    turned = (page.rotation or 0) % 360
    if turned == 90:
        corners = (top, x0, bottom, x1)
    elif turned == 180:
        corners = (width - x1, top, width - x0, bottom)
    elif turned == 270:
        corners = (width - bottom, height - x1, width - top, height - x0)
    else:
        corners = (x0, height - bottom, x1, height - top)
    return (corners[0] + left, corners[1] + low, corners[2] + left, corners[3] + low)
