"""What a report is made of before it is drawn: figures that know their meaning, paragraphs, tables.

A figure is written once, as a :class:`Fig` inside a paragraph or a cell; drawing the document and listing the truth
both read it, so they can't disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

ANY = "*"
"""Truth that the document leaves open (the scenario of an approved headcount, say): every answer is right."""

FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
SCALE = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000), "亿元": Decimal(100000000)}


@dataclass(slots=True)
class Fig:
    """One printed figure. ``value`` is in ``unit``; ``shown`` is the number as printed, ``suffix`` what follows it
    (a unit in prose, nothing in a table whose caption names the unit). ``label`` may hold alternatives, "a|b": the item
    above its column and the name at the head of its row, say."""

    label: str
    value: Decimal
    unit: str | None
    shown: str
    scenario: str | None = None
    year: int | None = None
    org: str | None = None
    concept: str | None = None
    measure: str = "amount"
    prefix: str = ""
    suffix: str = ""
    key: str = ""
    """Same key, same quantity: mentions that must agree."""
    ties: str = ""
    """Families of the relations it stands in, space separated: "SUM DRV"."""
    right: Decimal | None = None
    """The value before an error was planted."""

    @property
    def text(self) -> str:
        return f"{self.prefix}{self.shown}{self.suffix}"

    def reprint(self, value: Decimal) -> None:
        """Print another value in the same style."""
        if self.right is None:
            self.right = self.value
        own = 0 if self.measure in ("weight", "score") else places(self.shown)
        decimals = max(0, -int(value.normalize().as_tuple().exponent), own)
        comma = next((c for c in ",，" if c in self.shown), "")
        shown = group(value, decimals).replace(",", comma)
        self.shown = shown.translate(FULL_WIDTH) if self.shown.translate(FULL_WIDTH) == self.shown else shown
        self.value = value


@dataclass(slots=True, frozen=True)
class Ghost:
    """Text the file holds and nobody reads: a tracked deletion ("deleted") or hidden text ("hidden")."""

    words: str
    kind: str = "deleted"
    text: str = ""


Piece = str | Fig | Ghost
Content = Piece | Sequence[Piece]


def pieces(content: Content) -> list[Piece]:
    return [content] if isinstance(content, str | Fig | Ghost) else list(content)


def text_of(content: Content) -> str:
    return "".join(p if isinstance(p, str) else p.text for p in pieces(content))


def places(shown: str) -> int:
    """Printed decimals."""
    return len(shown.replace("．", ".").partition(".")[2])


def group(value: Decimal, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def quantize(value: Decimal, decimals: int) -> Decimal:
    """Round half up, as Excel does."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@dataclass(slots=True)
class Para:
    """A paragraph; ``style`` names one of the drawing styles of :mod:`render`."""

    content: Content
    style: str = "body"
    number: str = ""
    """Automatic number shown before the text (drawn by Word's numbering, not typed)."""


@dataclass(slots=True)
class Cell:
    content: Content = ""
    rs: int = 1
    cs: int = 1
    align: str = ""
    bold: bool = False
    vertical: bool = False


Row = Sequence["Cell | Content"]


@dataclass(slots=True)
class Placed:
    """A cell at its place in the grid."""

    row: int
    col: int
    cell: Cell


@dataclass(slots=True)
class Grid:
    """A table; ``rows`` are written as in HTML: a place covered by a span from above or the left is left out."""

    rows: list[Row]
    widths: Sequence[int] = ()
    """Relative column widths; equal if empty."""
    header: int = 0
    """Leading rows Word repeats on each page."""
    size: float = 10.5
    name: str = ""
    ruled: bool = True
    total_width: int = 0
    """Twips; 0 takes the page width."""

    def used(self) -> tuple[int, dict[int, int]]:
        """Columns that some cell begins in, and where each written column stands among them: a column no cell begins in
        is only a leftover of the file's grid, not something a reader sees."""
        placed = self.placed()[2]
        starts = sorted({p.col for p in placed})
        return len(starts), {c: i for i, c in enumerate(starts)}

    def placed(self) -> tuple[int, int, list[Placed]]:
        """Rows, columns and every cell at its place."""
        taken: set[tuple[int, int]] = set()
        out: list[Placed] = []
        width = 0
        for r, row in enumerate(self.rows):
            c = 0
            for item in row:
                cell = item if isinstance(item, Cell) else Cell(item)
                while (r, c) in taken:
                    c += 1
                taken |= {(r + i, c + j) for i in range(cell.rs) for j in range(cell.cs)}
                out.append(Placed(r, c, cell))
                c += cell.cs
                width = max(width, c)
        width = max([width, *(c + 1 for _, c in taken)])
        holes = [(r, c) for r in range(len(self.rows)) for c in range(width) if (r, c) not in taken]
        if holes or len(taken) != width * len(self.rows):
            raise ValueError(f"table {self.name!r}: not a rectangle, holes {holes[:5]}")
        return len(self.rows), width, out


@dataclass(slots=True)
class Break:
    """A new page, turned to ``landscape`` or back if given."""

    landscape: bool | None = None


Part = Para | Grid | Break


@dataclass(slots=True)
class IndicatorTruth:
    """One row of a score form, or an indicator stated in prose only (``table`` None)."""

    table: int | None
    org: str
    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: Decimal | None
    score: Decimal | None
    note: str = ""
    also: dict[str, str] = field(default_factory=dict)
    """Other right answers, by field: a target printed over three columns may be read with or without its unit."""


@dataclass(slots=True)
class Draft:
    """A report before drawing."""

    title: str
    org: str
    year: int
    parts: list[Part] = field(default_factory=list)
    indicators: list[tuple[Grid | None, IndicatorTruth]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Peculiarities the layout holds that a naive checker trips over."""
    options: dict[str, str] = field(default_factory=dict)
    """Drawing options: fonts, "headings" = styled | typed | auto, "merge" = vmerge | hmerge …"""

    def say(self, *content: Piece, style: str = "body") -> None:
        self.parts.append(Para(list(content), style))

    def head(self, level: int, text: str, number: str = "") -> None:
        self.parts.append(Para(text, f"h{level}", number))

    def figures(self) -> Iterator[tuple[Part, Placed | None, int, Fig]]:
        """Every figure with the part that holds it, its cell and its character offset there."""
        for part in self.parts:
            if isinstance(part, Para):
                yield from ((part, None, at, fig) for at, fig in offsets(part.content, len(part.number)))
            elif isinstance(part, Grid):
                for place in part.placed()[2]:
                    yield from ((part, place, at, fig) for at, fig in offsets(place.cell.content, 0))


def offsets(content: Content, at: int) -> Iterator[tuple[int, Fig]]:
    for piece in pieces(content):
        if isinstance(piece, Fig):
            yield at, piece
        at += len(piece if isinstance(piece, str) else piece.text)
