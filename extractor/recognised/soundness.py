"""Tables recognised so badly that a right number may stand under a wrong label: which ones not to trust."""

from __future__ import annotations

from collections import defaultdict

from extractor.model.document import Box, Cell, Document, Table
from extractor.model.glyphs import GlyphLine

GARBLED = 0.8
"""Confidence below which a character is hardly read: in a clean table single ones are a little below certainty."""
_SHARE, _LEAST = 0.02, 3
"""Share and number of letters and digits read too badly, of a table on one page, from which its rulings and labels
aren't trusted either."""
_TORN = 0.25
"""Part of a character's width from which a vertical edge of its cell runs through it."""
_TORN_LEAST = 3


def unsound(document: Document, least: float) -> set[tuple[int, int, int]]:
    """Table, row and column of every cell in a recognised part of a table (what of it is on one page) that can't be
    trusted to hold its figures in their cells: too many characters are read with a confidence below ``least``."""
    lines: dict[int, list[GlyphLine]] = defaultdict(list)
    for line in document.recognised:
        lines[line.page].append(line)
    found: set[tuple[int, int, int]] = set()
    if lines:
        for table in document.tables():
            for page in _pages(table):
                cells = _boxes(table, page)
                if _is_bad(cells, lines[page], least):
                    found |= {(table.index, c.row, c.col) for c, _ in cells}
    return found


def _pages(table: Table) -> set[int]:
    return {p.page for c in table.cells for p in c.places}


def _boxes(table: Table, page: int) -> list[tuple[Cell, Box]]:
    return [(c, p.bbox) for c in table.cells for p in c.places if p.page == page]


def _is_bad(cells: list[tuple[Cell, Box]], lines: list[GlyphLine], sure: float) -> bool:
    if not cells or not lines:
        return False
    left, top = min(b[0] for _, b in cells), min(b[1] for _, b in cells)
    right, bottom = max(b[2] for _, b in cells), max(b[3] for _, b in cells)
    edges = sorted({round(x, 1) for _, b in cells for x in (b[0], b[2])})
    read, doubtful, torn = 0, 0, 0
    for line in lines:
        if not (top <= (line.bbox[1] + line.bbox[3]) / 2 <= bottom):
            continue
        inside = [g for g in line.glyphs if g.char.isalnum() and left <= (g.bbox[0] + g.bbox[2]) / 2 <= right]
        read += len(inside)
        doubtful += sum(g.confidence < sure for g in inside)
        torn += sum(_is_torn(g.bbox, edges, cells) for g in inside if g.char.isdigit())
    return (doubtful >= _LEAST and doubtful >= _SHARE * read) or torn >= _TORN_LEAST


def _is_torn(box: Box, edges: list[float], cells: list[tuple[Cell, Box]]) -> bool:
    x0, x1 = box[0] + _TORN * (box[2] - box[0]), box[2] - _TORN * (box[2] - box[0])
    through = [x for x in edges if x0 < x < x1]
    if not through:
        return False
    middle = (box[1] + box[3]) / 2
    return any(b[1] <= middle <= b[3] and abs(b[0] - x) < 0.1 for x in through for _, b in cells)
