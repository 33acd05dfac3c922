"""Figures and places of many reports in words, the same on every output."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.errors import Lang

_LONGEST = 30


def short(text: str, longest: int = _LONGEST) -> str:
    """``text`` on one line and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def place_words(place: Mapping[str, Any], table: str | None, section: str | None, lang: Lang) -> str:
    """Table or section, row and page of a struct with the place columns of the tidy tables."""
    parts = []
    if place["table"] is not None:
        name = short(table) if table else ""
        if lang == "zh":
            parts.append(f"《{name}》" if name else f"第{place['table'] + 1}个表")
        else:
            parts.append(f"“{name}”" if name else f"table {place['table'] + 1}")
        if place["row"] is not None:
            row, col = place["row"] + 1, (place["col"] or 0) + 1
            parts[-1] += f"第{row}行第{col}列" if lang == "zh" else f" row {row} column {col}"
    elif section:
        parts.append(short(section))
    elif place["paragraph"] is not None:
        parts.append(f"第{place['paragraph'] + 1}段" if lang == "zh" else f"paragraph {place['paragraph'] + 1}")
    if place["page"] is not None:
        parts.append(f"第{place['page']}页" if lang == "zh" else f"p. {place['page']}")
    return ("，" if lang == "zh" else ", ").join(parts)


def grouped(value: Decimal, places: int | None = None) -> str:
    """``value`` with thousands separators, rounded half up to ``places`` decimals if given."""
    if places is not None:
        from decimal import ROUND_HALF_UP

        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{value:,f}"


def percent(part: int, whole: int) -> str:
    """A share for a person: never 100 % unless all, never 0 % unless none."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if part not in (0, whole):
        share = min(max(share, 0.1), 99.9)
    return f"{share:.1f}%"
