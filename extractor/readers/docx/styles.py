"""What paragraph, character and table styles say, their inheritance resolved on demand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from extractor.readers.docx.names import PPR, RPR, STYLE_ID, TYPE, VAL, Element, half_points, number, on, twips, w

_BASED_ON, _NAME, _DEFAULT = w("basedOn"), w("name"), w("default")
_STYLE, _DOC_DEFAULTS = w("style"), w("docDefaults")
_OUTLINE, _NUM_PR, _ILVL, _NUM_ID, _IND, _JC = (w(n) for n in ("outlineLvl", "numPr", "ilvl", "numId", "ind", "jc"))
_B, _VANISH, _SZ = w("b"), w("vanish"), w("sz")
_TBL_STYLE_PR = w("tblStylePr")
_LEFT = (w("left"), w("start"))
_RIGHT_CHARS = (w("leftChars"), w("startChars"))
_FIRST, _HANGING, _FIRST_CHARS, _HANGING_CHARS = (
    w(n) for n in ("firstLine", "hanging", "firstLineChars", "hangingChars")
)

ALIGN: Final = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
    "thaiDistribute": "both",
    "lowKashida": "both",
    "mediumKashida": "both",
    "highKashida": "both",
}
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_TOC: Final = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)|table of figures|图表目录", re.I)
_PROMPT_NAMES: Final = frozenset(("placeholder text", "占位符文本"))
_DEPTH: Final = 50


@dataclass(slots=True, frozen=True)
class Indent:
    """Indents in twentieths of a point, or in hundredths of a character where only that is stated."""

    left: int | None = None
    first: int | None = None
    left_chars: int | None = None
    first_chars: int | None = None

    def over(self, base: Indent) -> Indent:
        """This indent with what it leaves open taken from ``base``."""
        left = self if self.left is not None or self.left_chars is not None else base
        first = self if self.first is not None or self.first_chars is not None else base
        return Indent(left.left, first.first, left.left_chars, first.first_chars)

    def points(self, size: float) -> float:
        """Left plus first-line indent in points for text of ``size`` points."""
        left = self.left / 20 if self.left is not None else (self.left_chars or 0) * size / 100
        first = self.first / 20 if self.first is not None else (self.first_chars or 0) * size / 100
        return left + first


NO_INDENT: Final = Indent()


def read_indent(ind: Element) -> Indent:
    """The indent a w:ind element states."""
    left = left_chars = first = first_chars = None
    for name in _LEFT:
        left = twips(ind.get(name)) if left is None else left
    for name in _RIGHT_CHARS:
        left_chars = _maybe(ind.get(name)) if left_chars is None else left_chars
    if (hanging := twips(ind.get(_HANGING))) is not None:
        first = -hanging
    elif (value := twips(ind.get(_FIRST))) is not None:
        first = value
    if (chars := _maybe(ind.get(_HANGING_CHARS))) is not None:
        first_chars = -chars
    elif (chars := _maybe(ind.get(_FIRST_CHARS))) is not None:
        first_chars = chars
    return Indent(left, first, left_chars, first_chars)


def _maybe(text: str | None) -> int | None:
    return None if text is None else number(text)


@dataclass(slots=True, frozen=True)
class ParagraphStyle:
    """A paragraph style with all it inherits."""

    name: str = ""
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    num_style: str = ""
    """Id of the style in the chain that sets the numbering."""
    indent: Indent = NO_INDENT
    align: str = ""
    bold: bool = False
    vanish: bool = False
    size: float = 10.0
    toc: bool = False


@dataclass(slots=True, frozen=True)
class CharacterStyle:
    """A character style with all it inherits; None where it says nothing."""

    bold: bool = False
    vanish: bool = False
    size: float | None = None
    prompt: bool = False
    """The style of a content control's prompt."""


NO_CHARACTER_STYLE: Final = CharacterStyle()


class Styles:
    """The styles part. Every lookup is answered, for unknown ids with the defaults."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, CharacterStyle] = {}
        self._regions: dict[str, dict[str, bool]] = {}
        self._default: str | None = None
        base = ParagraphStyle()
        if root is not None:
            for style in root.iterchildren(_STYLE):
                key = style.get(STYLE_ID)
                if key is None:
                    continue
                self._elements[key] = style
                if style.get(TYPE) == "paragraph" and style.get(_DEFAULT) in ("1", "true", "on"):
                    self._default = key
            defaults = root.find(_DOC_DEFAULTS)
            if defaults is not None:
                for properties in defaults.iter(PPR, RPR):
                    base = self._apply(properties, base, "")
        self._base = base

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The style of a paragraph (None: the document's default style)."""
        found = self._paragraphs.get(style_id)
        if found is None:
            key = style_id if style_id in self._elements else self._default
            found = self._paragraphs[style_id] = self._resolve(key)
        return found

    def character(self, style_id: str) -> CharacterStyle:
        """A character style."""
        found = self._characters.get(style_id)
        if found is None:
            bold = vanish = prompt = False
            size = None
            for style in self._chain(style_id):
                properties, name = style.find(RPR), style.find(_NAME)
                prompt = name is not None and (name.get(VAL) or "").lower() in _PROMPT_NAMES
                if properties is None:
                    continue
                for e in properties:
                    if e.tag == _B:
                        bold = on(e)
                    elif e.tag == _VANISH:
                        vanish = on(e)
                    elif e.tag == _SZ:
                        size = half_points(e.get(VAL)) or size
            found = self._characters[style_id] = CharacterStyle(bold, vanish, size, prompt)
        return found

    def numbering_of(self, style_id: str) -> str | None:
        """The numId a numbering style points to."""
        num_id = None
        for style in self._chain(style_id):
            found = style.find(f"{PPR}/{_NUM_PR}/{_NUM_ID}")
            num_id = found.get(VAL) if found is not None else num_id
        return num_id

    def bold_regions(self, style_id: str) -> dict[str, bool]:
        """Bold by region of a table style: "wholeTable", "firstRow", "lastRow", "firstCol", "lastCol"."""
        if style_id not in self._regions:
            self._regions[style_id] = self._read_regions(style_id)
        return dict(self._regions[style_id])

    def _read_regions(self, style_id: str) -> dict[str, bool]:
        regions: dict[str, bool] = {}
        for style in self._chain(style_id):
            for holder in style.iterchildren(RPR, _TBL_STYLE_PR):
                properties = holder if holder.tag == RPR else holder.find(RPR)
                bold = properties.find(_B) if properties is not None else None
                if bold is not None:
                    regions["wholeTable" if holder.tag == RPR else holder.get(TYPE) or ""] = on(bold)
        return regions if any(regions.values()) else {}

    def _chain(self, style_id: str | None) -> list[Element]:
        """The style and those it is based on, the most basic first."""
        chain: list[Element] = []
        seen: set[str] = set()
        while style_id is not None and style_id in self._elements and style_id not in seen and len(chain) < _DEPTH:
            seen.add(style_id)
            style = self._elements[style_id]
            chain.append(style)
            based = style.find(_BASED_ON)
            style_id = based.get(VAL) if based is not None else None
        chain.reverse()
        return chain

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        found = self._base
        for style in self._chain(style_id):
            for properties in style.iterchildren(PPR, RPR):
                found = self._apply(properties, found, style.get(STYLE_ID) or "")
            name = style.find(_NAME)
            found = replace(found, name=(name.get(VAL) if name is not None else None) or style.get(STYLE_ID) or "")
        heading = _HEADING.fullmatch(found.name)
        if heading and found.outline is None:
            found = replace(found, outline=int(heading[1]) - 1)
        return replace(found, toc=_TOC.fullmatch(found.name) is not None)

    def _apply(self, properties: Element, to: ParagraphStyle, style_id: str) -> ParagraphStyle:
        for e in properties:
            tag = e.tag
            if tag == _OUTLINE:
                outline = number(e.get(VAL), 9)
                to = replace(to, outline=outline if 0 <= outline < 9 else None)
            elif tag == _NUM_PR:
                num_id, level = read_num_pr(e)
                to = replace(
                    to,
                    num_id=num_id if num_id is not None else to.num_id,
                    num_level=level if level is not None else to.num_level,
                    num_style=style_id,
                )
            elif tag == _IND:
                to = replace(to, indent=read_indent(e).over(to.indent))
            elif tag == _JC:
                to = replace(to, align=ALIGN.get(e.get(VAL) or "", to.align))
            elif tag == _B:
                to = replace(to, bold=on(e))
            elif tag == _VANISH:
                to = replace(to, vanish=on(e))
            elif tag == _SZ:
                to = replace(to, size=half_points(e.get(VAL)) or to.size)
        return to


def read_num_pr(num_pr: Element) -> tuple[str | None, int | None]:
    """numId and level of a w:numPr; None for what it leaves open."""
    num_id = level = None
    for e in num_pr:
        if e.tag == _NUM_ID:
            num_id = e.get(VAL)
        elif e.tag == _ILVL:
            level = max(0, min(number(e.get(VAL)), 8))
    return num_id, level
