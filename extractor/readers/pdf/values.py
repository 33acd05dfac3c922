"""What a page looks like: glyphs, ruling lines, filled areas and pictures, whatever they were read from.

All coordinates are points from the top left corner of the page as it is shown. A source of geometry (PDFium,
pdfplumber, later a text recogniser) makes a :class:`PageGeometry`; nothing to the right of it knows the source.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.model.document import Box, CharBox
from extractor.model.glyphs import GlyphLine

ASCENT = 0.88
DESCENT = 0.12
"""The em box of CJK type around its base line, in ems: one box for all fonts of a line, so that lines compare."""


Warp = tuple[float, ...]
"""A projective map of points: its 3 x 3 matrix, row by row."""


@dataclass(slots=True, frozen=True)
class Font:
    name: str
    bold: bool = False


@dataclass(slots=True)
class Run:
    """Glyphs set in one go: one font, one size, one base line."""

    text: str
    boxes: list[CharBox]
    """One per character of ``text``."""
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: Font
    angle: int = 0
    """Degrees counter-clockwise, 0 for text that reads from left to right."""
    colour: int = 0
    """0xRRGGBB."""
    hidden: bool = False
    """Set to be drawn invisibly: the text layer under a scanned page."""
    bold: bool = False
    confidence: float | None = None


@dataclass(slots=True)
class Rule:
    """One straight horizontal or vertical line at ``at``, from ``start`` to ``end``."""

    at: float
    start: float
    end: float
    width: float = 0.0


@dataclass(slots=True)
class Fill:
    """A filled area too thick to be a line."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: int = 0


@dataclass(slots=True)
class ImageBox:
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class PageGeometry:
    """Everything visible on one page."""

    number: int
    """1-based."""
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    """Horizontal rules."""
    down: list[Rule] = field(default_factory=list)
    """Vertical rules."""
    fills: list[Fill] = field(default_factory=list)
    images: list[ImageBox] = field(default_factory=list)
    shapes: int = 0
    """Count of drawn things that are none of these (outlined letters, drawings)."""
    turn: int = 0
    """The content was turned by this many degrees (0, 90, 180, 270) so that most of it reads from left to right;
    ``place`` turns back."""
    private: int = 0
    """Characters in private-use code points."""
    unmapped: int = 0
    """Glyphs for which the file names no character."""
    skew: float = 0.0
    """Degrees by which the page as shown lies askew; the coordinates here are of the page straightened."""
    warp: Warp | None = None
    """Where the page was put straight by more than turning by ``skew``: the map back to the page as shown."""
    recognised: list[GlyphLine] | None = None
    """What a text recogniser read, where the text comes from one; placed on the page as shown."""

    told: list[str] = field(default_factory=list)
    """Codes of notices about how the page was read."""

    def place(self, box: Box) -> Box:
        """Where a box of this geometry is on the page as shown."""
        x0, top, x1, bottom = box
        if self.turn == 90:
            box = (top, self.width - x1, bottom, self.width - x0)
        elif self.turn == 180:
            box = (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        elif self.turn == 270:
            box = (self.height - bottom, x0, self.height - top, x1)
        return self._askew(box) if self.skew or self.warp else box

    def _askew(self, box: Box) -> Box:
        """The box moved with the page's skew; it keeps its size, as a box around the tilted one would hold its
        neighbours."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if self.warp is not None:
            a, b, c, d, e, f, g, h, i = self.warp
            w = g * x + h * y + i
            mx, my = (a * x + b * y + c) / w - x, (d * x + e * y + f) / w - y
        else:
            s, c = math.sin(math.radians(self.skew)), math.cos(math.radians(self.skew))
            width, height = (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)
            dx, dy = x - width / 2, y - height / 2
            mx, my = c * dx + s * dy - dx, c * dy - s * dx - dy
        return (box[0] + mx, box[1] + my, box[2] + mx, box[3] + my)

    @property
    def moved(self) -> bool:
        """Its coordinates are not those of the page as shown."""
        return bool(self.turn or self.skew or self.warp)

    def chars(self) -> Iterator[tuple[str, CharBox]]:
        """Every character with its box."""
        for run in self.runs:
            yield from zip(run.text, run.boxes, strict=True)


def colour_of(red: int, green: int, blue: int) -> int:
    return red << 16 | green << 8 | blue


def lightness(colour: int) -> float:
    """0 for black, 1 for white (Rec. 601)."""
    return (0.299 * (colour >> 16 & 255) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255)) / 255


def saturation(colour: int) -> float:
    """0 for greys, 1 for a pure hue (HSV)."""
    parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return (max(parts) - min(parts)) / max(parts) if max(parts) else 0.0
