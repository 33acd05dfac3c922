"""Automatic numbers as Word counts and shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from extractor.readers.docx.names import ALTERNATE, CHOICE, FALLBACK, PPR, RPR, VAL, Element, number, on, w
from extractor.readers.docx.numerals import show, show_custom
from extractor.readers.docx.styles import NO_INDENT, Indent, ParagraphStyle, Styles, read_indent
from extractor.readers.docx.symbols import PRIVATE, decode

LEVELS: Final = 9
_ABSTRACT_NUM, _ABSTRACT_NUM_ID, _NUM, _NUM_ID = (w(n) for n in ("abstractNum", "abstractNumId", "num", "numId"))
_NUM_STYLE_LINK, _LVL, _ILVL = w("numStyleLink"), w("lvl"), w("ilvl")
_LVL_OVERRIDE, _START_OVERRIDE = w("lvlOverride"), w("startOverride")
_START, _NUM_FMT, _FORMAT, _LVL_TEXT, _SUFF, _IS_LGL = (
    w(n) for n in ("start", "numFmt", "format", "lvlText", "suff", "isLgl")
)
_LVL_RESTART, _P_STYLE, _IND, _VANISH = (w(n) for n in ("lvlRestart", "pStyle", "ind", "vanish"))
_FONTS: Final = (w("ascii"), w("hAnsi"), w("cs"), w("eastAsia"))
_SUFFIX: Final = {"tab": "\t", "space": " ", "nothing": ""}
_PLACEHOLDER: Final = re.compile(r"%([1-9])")
# Word itself allows far less; the bound keeps a hostile file from multiplying its size
_MAX_TEXT: Final = 255


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 0
    fmt: str = "decimal"
    custom: str = ""
    text: str = ""
    suffix: str = "\t"
    legal: bool = False
    restart: int | None = None
    style: str = ""
    indent: Indent = NO_INDENT
    hidden: bool = False

    def show(self, n: int, legal: bool) -> str:
        """``n`` in this level's format, in Arabic digits where the level shown asks for that."""
        if legal and self.fmt not in ("decimalZero", "none"):
            return str(n)
        return show_custom(n, self.custom, self.fmt) if self.custom else show(n, self.fmt)


@dataclass(slots=True)
class _List:
    """One w:num: the counters it shares and its levels."""

    counters: str
    levels: list[Level | None]
    overrides: dict[int, int]


@dataclass(slots=True)
class Counters:
    """How far the lists of one story (body, a text box, the footnotes) have been counted."""

    values: dict[str, list[int | None]] = field(default_factory=dict)
    overridden: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The numbering part, read list by list as needed."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        for e in root if root is not None else ():
            if e.tag == _NUM:
                self._nums.setdefault(e.get(_NUM_ID) or "", e)
            elif e.tag == _ABSTRACT_NUM:
                self._abstracts.setdefault(e.get(_ABSTRACT_NUM_ID) or "", e)

    def level(self, num_id: str, ilvl: int) -> Level | None:
        """The definition of a list level, None if there is none."""
        found = self._list(num_id)
        return found.levels[ilvl] if found is not None else None

    def level_of_style(self, style: ParagraphStyle) -> int:
        """The level a paragraph gets from its style: the one linked to the style, else the one the style names."""
        found = self._list(style.num_id or "")
        for i, level in enumerate(found.levels if found is not None else ()):
            if level is not None and level.style and level.style == style.num_style:
                return i
        return style.num_level or 0

    def next(self, num_id: str, ilvl: int, counters: Counters) -> tuple[str, str]:
        """Count one paragraph and return its number as shown and what follows it (tab, space or nothing)."""
        found = self._list(num_id)
        level = found.levels[ilvl] if found is not None else None
        if found is None or level is None:
            return "", ""
        values = counters.values.setdefault(found.counters, [None] * LEVELS)
        for k in range(ilvl):
            if values[k] is None:
                above = found.levels[k]
                values[k] = above.start if above is not None else 0
        values[ilvl] = self._count(found, num_id, ilvl, level, values[ilvl], counters)
        for k in range(ilvl + 1, LEVELS):
            below = found.levels[k]
            restart = below.restart if below is not None else None
            if restart is None or ilvl < restart:
                values[k] = None
        if level.hidden:
            return "", ""
        text = _PLACEHOLDER.sub(lambda m: self._shown(found, level, int(m[1]) - 1, values), level.text)
        return text, level.suffix if text else ""

    def _count(self, found: _List, num_id: str, ilvl: int, level: Level, value: int | None, counters: Counters) -> int:
        override = found.overrides.get(ilvl)
        if override is not None and (num_id, ilvl) not in counters.overridden:
            counters.overridden.add((num_id, ilvl))
            return override
        if value is None:
            return level.start if override is None else override
        return value + 1

    def _shown(self, found: _List, level: Level, k: int, values: list[int | None]) -> str:
        shown, value = found.levels[k], values[k]
        return "" if shown is None or value is None else shown.show(value, level.legal)

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id, set())
        return self._lists[num_id]

    def _read(self, num_id: str, seen: set[str]) -> _List | None:
        num = self._nums.get(num_id)
        if num is None or num_id in seen:
            return None
        seen.add(num_id)
        link = num.find(_ABSTRACT_NUM_ID)
        key = (link.get(VAL) or "") if link is not None else ""
        abstract = self._abstracts.get(key)
        if abstract is None:
            return None
        style = abstract.find(_NUM_STYLE_LINK)
        if style is not None:
            linked = self._read(self._styles.numbering_of(style.get(VAL) or "") or "", seen)
            made = _List(linked.counters, list(linked.levels), {}) if linked is not None else None
        else:
            made = _List(key, _levels(abstract), {})
        if made is None:
            return None
        for override in num.iterchildren(_LVL_OVERRIDE):
            ilvl = number(override.get(_ILVL), -1)
            if not 0 <= ilvl < LEVELS:
                continue
            for e in override:
                if e.tag == _START_OVERRIDE:
                    made.overrides[ilvl] = number(e.get(VAL))
                elif e.tag == _LVL:
                    made.levels[ilvl] = _level(e)
        return made


def _levels(abstract: Element) -> list[Level | None]:
    levels: list[Level | None] = [None] * LEVELS
    for e in abstract.iterchildren(_LVL):
        ilvl = number(e.get(_ILVL), -1)
        if 0 <= ilvl < LEVELS:
            levels[ilvl] = _level(e)
    return levels


def _level(element: Element) -> Level:
    level = Level()
    font = None
    for e in element:
        tag = e.tag
        if tag == ALTERNATE:
            # a custom format stands in the choice, the nearest standard one in the fallback
            _format(e.find(f"{CHOICE}/{_NUM_FMT}"), level)
            _format(e.find(f"{FALLBACK}/{_NUM_FMT}"), level)
        elif tag == _NUM_FMT:
            _format(e, level)
        elif tag == _START:
            level.start = number(e.get(VAL))
        elif tag == _LVL_TEXT:
            level.text = (e.get(VAL) or "")[:_MAX_TEXT]
        elif tag == _SUFF:
            level.suffix = _SUFFIX.get(e.get(VAL) or "", "\t")
        elif tag == _IS_LGL:
            level.legal = on(e)
        elif tag == _LVL_RESTART:
            level.restart = number(e.get(VAL))
        elif tag == _P_STYLE:
            level.style = e.get(VAL) or ""
        elif tag == PPR:
            ind = e.find(_IND)
            level.indent = read_indent(ind) if ind is not None else NO_INDENT
        elif tag == RPR:
            fonts, vanish = e.find(w("rFonts")), e.find(_VANISH)
            level.hidden = vanish is not None and on(vanish)
            font = next((fonts.get(n) for n in _FONTS if fonts.get(n)), None) if fonts is not None else None
    if PRIVATE.search(level.text):
        level.text = PRIVATE.sub("•", decode(level.text, font))
    elif level.fmt == "bullet" and font is not None:
        level.text = _plain_bullet(level.text, font)
    return level


def _plain_bullet(text: str, font: str) -> str:
    """Bullets named by the ASCII letter that carries them in a symbol font ("l" in Wingdings is ●)."""
    if len(text) != 1 or not 0x20 < ord(text) < 0x100:
        return text
    moved = chr(0xF000 + ord(text))
    shown = decode(moved, font)
    return text if shown == moved else shown


def _format(num_fmt: Element | None, level: Level) -> None:
    if num_fmt is None:
        return
    fmt = num_fmt.get(VAL) or "decimal"
    if fmt == "custom":
        level.custom = num_fmt.get(_FORMAT) or ""
        level.fmt = "decimal"
    else:
        level.fmt = fmt
