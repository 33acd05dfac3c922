"""A document as its reader saw it: paragraphs and true-grid tables in reading order, each with an exact address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extractor.model.glyphs import GlyphLine

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, measured from the page's top left corner (after page rotation)."""

CharBox = tuple[int, float, float, float, float]
"""1-based page, x0, top, x1, bottom of one character."""

ParagraphKind = Literal["body", "footnote", "endnote", "textbox", "toc"]


@dataclass(slots=True, frozen=True)
class Place:
    """One rectangle on one page (1-based)."""

    page: int
    bbox: Box


def first_line(boxes: Sequence[CharBox]) -> Place:
    """Where characters begin: the part on their first line. One rectangle around two lines would hold both."""
    page, _, top, _, bottom = boxes[0]
    line = [b for b in boxes if b[0] == page and b[2] < bottom and b[4] > top] or boxes[:1]
    return Place(
        page, (min(b[1] for b in line), min(b[2] for b in line), max(b[3] for b in line), max(b[4] for b in line))
    )


@dataclass(slots=True)
class Paragraph:
    """One paragraph.

    ``text`` is what a reader sees, an automatic number included (its first ``auto_number`` characters
    are not in the file's own text). ``index`` counts paragraphs outside tables from 0 in reading order and
    is the address used in locations.
    """

    index: int
    text: str
    auto_number: int = 0
    style: str = ""
    outline: int | None = None
    """0-based outline level given by style or paragraph; None for body text."""
    bold: bool = False
    size: float | None = None
    """Font size in points of most of the text, if known."""
    indent: float = 0.0
    """Left plus first-line indent in points."""
    align: str = ""
    """"left", "center", "right", "both" or "" if unknown."""
    kind: ParagraphKind = "body"
    hidden: str = ""
    """Text marked as hidden; never part of ``text``."""
    boxes: list[CharBox] | None = None
    """One box per character of ``text`` where the format has pages."""
    confidence: float | None = None
    """Lowest recogniser confidence (0–1) where the text was recognised from an image."""


@dataclass(slots=True)
class Cell:
    """One cell; a merged cell stands once, at its top left corner, with its spans.

    ``text`` is the visible text, its paragraphs and soft breaks joined by line feeds.
    """

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    bold: bool = False
    indent: float = 0.0
    places: tuple[Place, ...] = ()
    """Where it is printed: one rectangle, or one per page if the cell runs over a page break."""
    confidence: float | None = None
    hidden: str = ""


@dataclass(slots=True, frozen=True)
class Join:
    """A decision to read two printed parts as one table: row ``row`` is the first of the later part, ``page`` its page
    where the format has pages."""

    row: int
    page: int | None
    reason: str
    dropped_header_rows: int = 0


@dataclass(slots=True)
class Table:
    """A table as a rectangular grid of cells, sorted by row then column. ``index`` counts tables in reading
    order from 0, nested ones after the table that holds them."""

    index: int
    n_rows: int
    n_cols: int
    cells: list[Cell]
    header_rows: int = 0
    """Leading rows the file itself marks as header (Word's repeated header rows, a PDF's repeated rows)."""
    joins: list[Join] = field(default_factory=list)
    parent: tuple[int, int, int] | None = None
    """(table, row, col) of the cell that holds a nested table."""
    _grid: list[list[Cell | None]] | None = field(default=None, repr=False, compare=False)
    _lines: list[tuple[Cell, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def grid(self) -> list[list[Cell | None]]:
        """The cell that covers each place of the grid; None where the file leaves a hole."""
        if self._grid is None:
            grid: list[list[Cell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
            for cell in self.cells:
                for r in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                    row = grid[r]
                    for c in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                        row[c] = cell
            self._grid = grid
        return self._grid

    @property
    def lines(self) -> list[tuple[Cell, ...]]:
        """For each row the cells that cover it, left to right, each once; those merged from above included."""
        if self._lines is None:
            # a cell's columns are side by side, so a repeat is the same cell going on
            self._lines = [
                tuple(c for at, c in enumerate(row) if c is not None and (not at or row[at - 1] is not c))
                for row in self.grid
            ]
        return self._lines


@dataclass(slots=True, frozen=True)
class Notice:
    """Something a reader could not read or had to repair: never silent, never fatal."""

    code: str
    """Short fixed name, for example "image_page", "private_glyphs", "repaired_xref"."""
    zh: str
    en: str
    pages: tuple[int, ...] = ()


Block = Paragraph | Table


@dataclass(slots=True)
class Document:
    """What a reader returns."""

    file: str
    sha256: str
    format: str
    """"docx", "pdf", …: the format found in the bytes, never guessed from the name."""
    pages: int | None
    blocks: list[Block]
    """Paragraphs and top-level tables in reading order."""
    nested: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    converted: bytes | None = field(default=None, repr=False)
    """The .docx this was read from, where the file itself is of a format that had to be converted first."""
    recognised: list[GlyphLine] = field(default_factory=list)
    """What a text recogniser read, line by line, on pages that are pictures; empty where all text is the file's own."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Paragraphs outside tables, in reading order."""
        return (b for b in self.blocks if isinstance(b, Paragraph))

    def tables(self) -> list[Table]:
        """All tables, nested ones included, by index."""
        return sorted([b for b in self.blocks if isinstance(b, Table)] + self.nested, key=lambda t: t.index)
