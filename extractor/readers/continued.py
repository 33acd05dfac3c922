"""What is printed above the second part of a table to say that it goes on (续表)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MOST_LINES: Final = 4
"""Lines above a part of a table that are looked at."""
_CONTINUED: Final = re.compile(
    r"续表|接上[页表]|[（(]\s*(?:续|接上[页表])\s*\d*\s*[)）]|^续[\s\d一二三四五六七八九十]*$|表\S{0,6}续|continued|cont['’.]?d",
    re.I,
)
_UNIT: Final = re.compile(r"单位[:：]|^[（(]?(?:人民币)?[万亿]?元[)）]?$")


def squash(text: str) -> str:
    """Text without its white space."""
    return "".join(text.split())


def says_continued(lines: Sequence[str], lead: Sequence[str]) -> bool | None:
    """Whether the lines above a part say that it goes on: with one that says so, only lines that stood above the first
    part (``lead``), or that name the unit again. None if no line says so. White space is left out of all of them."""
    if not any(_CONTINUED.search(line) for line in lines):
        return None
    return all(_CONTINUED.search(line) or line in lead or _UNIT.search(line) for line in lines)
