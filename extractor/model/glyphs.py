"""Characters recognised from a picture, with how sure the recogniser was: what doubt about a figure rests on."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.document import Box


@dataclass(slots=True, frozen=True)
class Glyph:
    """One recognised character where it stands on its page."""

    char: str
    """"" where ink may be a character that was not read; the rivals then say which."""
    bbox: Box
    """Points from the top left corner of the page as shown, as in a Location."""
    confidence: float
    """The recogniser's probability of ``char``, 0–1."""
    rivals: tuple[tuple[str, float], ...] = ()
    """Other readings of the same ink with their probabilities, likeliest first; "" for "no character here"."""


@dataclass(slots=True, frozen=True)
class GlyphLine:
    """One recognised line of text, its glyphs in reading order."""

    page: int
    """1-based."""
    bbox: Box
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(g.char for g in self.glyphs)
