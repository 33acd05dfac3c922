"""What every workbook the program writes needs for its cells."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from extractor.text.visible import xml_text

_CELL_LIMIT = 32_000
_LINE, _TALLEST = 14.0, 400.0


def height(*cells: tuple[str, int]) -> float:
    """Points a row needs for texts in columns of given widths in characters; not every program measures it."""
    lines = 1
    for text, width in cells:
        printed = (sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))
        lines = max(lines, sum(max(1, -(-size // max(width - 1, 1))) for size in printed))
    return min(lines * _LINE + 3, _TALLEST)


def clean(text: str) -> str:
    """``text`` as a cell can hold it."""
    return xml_text(text)[:_CELL_LIMIT]


def number_format(value: Decimal, grouped: bool = True) -> str:
    """A number format that shows the decimals ``value`` has."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
