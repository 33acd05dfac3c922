"""What the PDF tests share: draw pages, read them, compare grids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.pdf_drawing import Cell, Sheet, draw_table, plain, save, width
from extractor.model.document import Document, Table
from extractor.readers.limits import Limits
from extractor.readers.pdf import read

__all__ = [
    "ROWS",
    "XS",
    "Cell",
    "Sheet",
    "draw_table",
    "grid",
    "load",
    "plain",
    "prose",
    "save",
    "texts",
    "width",
    "ys",
]

ROWS = [
    ["项目", "2023年决算", "2024年预算", "2024年决算"],
    ["公务接待费", "5.58", "13.1", "9.19"],
    ["公务用车运行维护费", "32.6", "33", "23.48"],
    ["因公出国（境）费", "", "10", ""],
    ["合计", "38.18", "56.1", "32.67"],
]
XS = [60.0, 220.0, 320.0, 420.0, 540.0]


def ys(top: float, rows: int, height: float = 25.0) -> list[float]:
    return [top + height * i for i in range(rows + 1)]


def load(sheets: Sequence[Sheet] | bytes, limits: Limits | None = None, password: str | None = None) -> Document:
    data = sheets if isinstance(sheets, bytes) else save(sheets)
    return read(Path("report.pdf"), data, limits or Limits(), password)


def grid(table: Table) -> list[list[str]]:
    """Texts by row and column, a merged cell's text in every place it covers, line feeds out."""
    return [["" if c is None else c.text.replace("\n", "") for c in row] for row in table.grid]


def texts(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs()]


def prose(
    sheet: Sheet, text: str, top: float, *, x0: float = 80, x1: float = 515, size: float = 16, lead: float = 28
) -> float:
    """Set a paragraph, its first line set in by two characters, broken where a line is full; returns the next base."""
    x = x0 + 2 * size
    line = ""
    base = top
    for char in text:
        if x + width(line + char, size) > x1 + 0.01:
            sheet.text(x, base, line, size)
            base, line, x = base + lead, "", x0
        line += char
    sheet.text(x, base, line, size)
    return base + lead
