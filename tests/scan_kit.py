"""Documents as a recogniser reads them: every character a glyph where it stands, some of them doubtful."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.model.document import Cell, Document, Paragraph, Place
from extractor.model.glyphs import Glyph, GlyphLine

SURE = 0.9995
Address = tuple[int, int, int] | int
"""(table, row, col) of a cell, or a paragraph's index."""
Shaky = Mapping[int, tuple[float, tuple[tuple[str, float], ...]]]
"""By position in the text: how sure, and the rivals."""


def pictured(document: Document, shaky: Mapping[Address, Shaky] | None = None, sure: float = SURE) -> Document:
    """``document`` itself with glyphs under its text, and boxes where it has none; all are ``sure`` but the shaky."""
    doubts = shaky or {}
    lines: list[GlyphLine] = []
    for n, paragraph in enumerate(document.paragraphs()):
        if paragraph.boxes is None:
            paragraph.boxes = [
                (1, 50 + 8.0 * i, 20.0 * n, 58 + 8.0 * i, 20.0 * n + 12) for i in range(len(paragraph.text))
            ]
        lines += _of_paragraph(paragraph, doubts.get(paragraph.index, {}), sure)
    for table in document.tables():
        for cell in table.cells:
            if not cell.places:
                x, y = 50 + 90.0 * cell.col, 20.0 * cell.row
                cell.places = (Place(2 + table.index, (x, y, x + 90, y + 20)),)
            lines += _of_cell(cell, doubts.get((table.index, cell.row, cell.col), {}), sure)
    document.pages = max((line.page for line in lines), default=1)
    document.recognised = lines
    return document


def _glyph(char: str, box: tuple[float, float, float, float], doubt: Shaky, at: int, sure: float) -> Glyph:
    confidence, rivals = doubt.get(at, (sure, ()))
    return Glyph(char, box, confidence, rivals)


def _of_paragraph(paragraph: Paragraph, doubt: Shaky, sure: float) -> list[GlyphLine]:
    rows: dict[tuple[int, float], list[Glyph]] = {}
    for at, (char, (page, x0, top, x1, bottom)) in enumerate(zip(paragraph.text, paragraph.boxes or [], strict=True)):
        if not char.isspace():
            rows.setdefault((page, top), []).append(_glyph(char, (x0, top, x1, bottom), doubt, at, sure))
    return [_line(page, glyphs) for (page, _), glyphs in rows.items()]


def _of_cell(cell: Cell, doubt: Shaky, sure: float) -> list[GlyphLine]:
    x0, top, x1, bottom = cell.places[0].bbox
    texts = cell.text.split("\n")
    high = (bottom - top) / len(texts)
    lines, start = [], 0
    for n, text in enumerate(texts):
        wide = (x1 - x0) / max(len(text), 1)
        glyphs = [
            _glyph(
                c, (x0 + i * wide, top + n * high, x0 + (i + 1) * wide, top + (n + 1) * high), doubt, start + i, sure
            )
            for i, c in enumerate(text)
            if not c.isspace()
        ]
        start += len(text) + 1
        if glyphs:
            lines.append(_line(cell.places[0].page, glyphs))
    return lines


def _line(page: int, glyphs: list[Glyph]) -> GlyphLine:
    boxes = [g.bbox for g in glyphs]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return GlyphLine(page, around, tuple(glyphs))
