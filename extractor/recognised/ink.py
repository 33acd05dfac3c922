"""Which recognised glyphs a place of the document was read from, found by position and matched to the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractor.model.document import Box, Cell, CharBox, Document, Paragraph
from extractor.model.glyphs import Glyph, GlyphLine
from extractor.model.report import Location
from extractor.recognised.calibration import SURE
from extractor.text.fold import FOLD

Aligned = list[Glyph | None]
"""For each character of a text the glyph it was read from; None for white space and for what no glyph stands for."""


@dataclass(slots=True, frozen=True)
class Written:
    """The text of one paragraph or cell with its glyphs.

    ``gaps`` holds glyphs of no character, where there may be one that was not read, by the position they stand before.
    ``confidence`` is the reader's own for the whole. ``unread`` is true where nothing was read although there is ink.
    ``roughness`` is the share of doubtful characters on its page: where more is doubtful, more is lost as well.
    """

    text: str
    glyphs: Aligned
    gaps: Mapping[int, Glyph]
    confidence: float | None
    unread: bool = False
    roughness: float = 0.0

    def lowest(self, positions: Iterable[int]) -> float | None:
        """The lowest probability of the characters at ``positions``; where none has a glyph, that of the whole."""
        there = list(positions)
        found = [g.confidence for i in there if (g := self.glyphs[i]) is not None]
        return min(found) if found else self.confidence if there else None


class Ink:
    """The recognised glyphs of one document by place."""

    def __init__(self, document: Document) -> None:
        self._lines: dict[int, list[GlyphLine]] = defaultdict(list)
        for line in document.recognised:
            self._lines[line.page].append(line)
        self._tops: dict[int, list[float]] = {}
        self._tallest: dict[int, float] = {}
        self._gaps: dict[int, tuple[Glyph, bool]] = {}
        self._roughness: dict[int, float] = {}
        for page, lines in self._lines.items():
            lines.sort(key=lambda n: n.bbox[1])
            self._tops[page] = [n.bbox[1] for n in lines]
            self._tallest[page] = max(n.bbox[3] - n.bbox[1] for n in lines)
            for line in lines:
                self._note_gaps(line)
            sure = [g.confidence for n in lines for g in n.glyphs if g.char.isalnum()]
            self._roughness[page] = sum(c < SURE for c in sure) / max(len(sure), 1)
        self._paragraphs = {p.index: p for p in document.paragraphs()}
        self._cells = {(t.index, c.row, c.col): c for t in document.tables() for c in t.cells}
        self._made: dict[tuple[int | None, int | None, int | None, int | None], Written | None] = {}

    def around(self, place: Location) -> Written | None:
        """The whole paragraph or cell that holds a place; None where the text is the file's own."""
        key = (place.paragraph, place.table, place.row, place.col)
        if key not in self._made:
            self._made[key] = self._whole(place)
        return self._made[key]

    def _note_gaps(self, line: GlyphLine) -> None:
        """Glyphs of no character by the glyph they follow, or stand before at the head of a line."""
        last: Glyph | None = None
        for n, glyph in enumerate(line.glyphs):
            if glyph.char:
                last = glyph
                continue
            if last is not None:
                self._gaps.setdefault(id(last), (glyph, True))
            elif n + 1 < len(line.glyphs):
                self._gaps.setdefault(id(line.glyphs[n + 1]), (glyph, False))

    def _whole(self, place: Location) -> Written | None:
        if place.table is not None:
            cell = self._cells.get((place.table, place.row or 0, place.col or 0))
            return None if cell is None else self._cell(cell)
        paragraph = self._paragraphs.get(place.paragraph) if place.paragraph is not None else None
        return None if paragraph is None else self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> Written | None:
        boxes = paragraph.boxes
        if not boxes or not any(b[0] in self._lines for b in boxes):
            return None
        glyphs = [None if c.isspace() else self._under(c, b) for c, b in zip(paragraph.text, boxes, strict=False)]
        glyphs += [None] * (len(paragraph.text) - len(glyphs))
        rough = self._roughness.get(boxes[0][0], 0.0)
        return Written(paragraph.text, glyphs, self._gaps_of(glyphs), paragraph.confidence, roughness=rough)

    def _cell(self, cell: Cell) -> Written | None:
        if not any(p.page in self._lines for p in cell.places):
            return None
        inside = [g for p in cell.places for g in self._inside(p.page, p.bbox)]
        glyphs = _aligned(cell.text, [g for g in inside if g.char.strip()])
        unread = bool(inside) and not cell.text.strip()
        rough = max(self._roughness.get(p.page, 0.0) for p in cell.places)
        return Written(cell.text, glyphs, self._gaps_of(glyphs), cell.confidence, unread, rough)

    def _gaps_of(self, glyphs: Aligned) -> dict[int, Glyph]:
        found = {}
        for i, glyph in enumerate(glyphs):
            gap = self._gaps.get(id(glyph)) if glyph is not None else None
            if gap is not None:
                found[i + gap[1]] = gap[0]
        return found

    def _near(self, page: int, top: float, bottom: float) -> list[GlyphLine]:
        """Lines that may reach into a band of a page."""
        if page not in self._lines:
            return []
        tops = self._tops[page]
        first = bisect_left(tops, top - self._tallest[page])
        return [n for n in self._lines[page][first : bisect_left(tops, bottom)] if n.bbox[3] > top]

    def _inside(self, page: int, box: Box) -> list[Glyph]:
        x0, top, x1, bottom = box
        found: list[Glyph] = []
        for line in self._near(page, top, bottom):
            if line.bbox[0] < x1 and line.bbox[2] > x0:
                for g in line.glyphs:
                    x, y = (g.bbox[0] + g.bbox[2]) / 2, (g.bbox[1] + g.bbox[3]) / 2
                    if x0 <= x <= x1 and top <= y <= bottom:
                        found.append(g)
        return found

    def _under(self, char: str, box: CharBox) -> Glyph | None:
        """The glyph in a character's box: of those that overlap it the same character, else the one it covers most."""
        page, x0, top, x1, bottom = box
        best, most = None, 0.0
        for line in self._near(page, top, bottom):
            if line.bbox[0] > x1 or line.bbox[2] < x0:
                continue
            for g in line.glyphs:
                wide = min(x1, g.bbox[2]) - max(x0, g.bbox[0])
                high = min(bottom, g.bbox[3]) - max(top, g.bbox[1])
                if g.char and wide > 0 and high > 0:
                    covered = wide * high * (4 if g.char.translate(FOLD) == char.translate(FOLD) else 1)
                    if covered > most:
                        best, most = g, covered
        return best


def _aligned(text: str, inked: Sequence[Glyph]) -> Aligned:
    """Glyphs for the characters of ``text``, which holds the same characters in about the same order."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    ours = [text[i].translate(FOLD) for i in places]
    theirs = [g.char.translate(FOLD) for g in inked]
    found: Aligned = [None] * len(text)
    if ours == theirs:
        for i, g in zip(places, inked, strict=True):
            found[i] = g
        return found
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        # a character that the reader replaced on its way still stands on the glyph it came from
        if kind == "equal" or (kind == "replace" and a1 - a0 == b1 - b0):
            for a, b in zip(range(a0, a1), range(b0, b1), strict=True):
                found[places[a]] = inked[b]
    return found
