"""Characters of symbol fonts, which Word keeps as private code points, in Unicode."""

from __future__ import annotations

import re
from typing import Final

PRIVATE: Final = re.compile(r"[\uf020-\uf0ff]")

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL: Final[dict[int, str]] = {
    **{0x41 + i: c for i, c in enumerate(_GREEK)},
    **{0x61 + i: c for i, c in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    0x22: "∀",
    0x24: "∃",
    0x2D: "−",
    0x40: "≅",
    0x5E: "⊥",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xD7: "⋅",
    0xDE: "⇒",
    0xE5: "∑",
}
_WINGDINGS: Final[dict[int, str]] = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "❑",
    0x72: "❒",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA2: "○",
    0xA4: "◉",
    0xA5: "◎",
    0xA7: "▪",
    0xA8: "□",
    0xAA: "✦",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + i: chr(0x2460 + i) for i in range(10)},
    **{0x8C + i: chr(0x2776 + i) for i in range(10)},
}
_WINGDINGS2: Final[dict[int, str]] = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
    0xA4: "□",
    0xAE: "◆",
    **{0x6A + i: chr(0x2460 + i) for i in range(10)},
}
_FONTS: Final[dict[str, dict[int, str]]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS2,
}


def decode(text: str, font: str | None) -> str:
    """``text`` with its private characters of a symbol font in Unicode; what has no equivalent stays."""
    table = _FONTS.get((font or "").strip().lower())
    if table is None:
        return text
    return PRIVATE.sub(lambda m: table.get(ord(m[0]) - 0xF000) or _plain(m[0], table), text)


def decode_sym(code: str | None, font: str | None) -> str:
    """The character of a w:sym element with hexadecimal ``code``."""
    try:
        n = int(code or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= n <= 0xFFFF or 0xD800 <= n < 0xE000:
        return ""
    # symbol fonts are addressed with or without the private offset
    if n <= 0xFF and (font or "").strip().lower() in _FONTS:
        n += 0xF000
    return decode(chr(n), font)


def _plain(char: str, table: dict[int, str]) -> str:
    n = ord(char) - 0xF000
    # the Symbol font keeps digits and punctuation where ASCII has them
    return chr(n) if table is _SYMBOL and n < 0x41 else char
