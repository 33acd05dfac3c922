"""Text that stays text wherever it is written: no terminal commands, nothing XML or UTF-8 can't hold."""

from __future__ import annotations

import re
from typing import Final

_BAD: Final = "\ufffd"
# C0 but tab and line feed, DEL, C1, marks that turn the order of what follows, lone surrogates
_COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """``text`` for a terminal: each character that would command one is replaced by U+FFFD."""
    return _COMMANDS.sub(_BAD, text)


def one_line(text: str) -> str:
    """``text`` for a message: visible, on one line."""
    return " ".join(visible(text).split())


def xml_text(text: str) -> str:
    """``text`` without the characters that no XML file may hold."""
    return _NOT_XML.sub("", text)


def utf8(text: str) -> str:
    """``text`` with lone surrogates, as in a file name that is not UTF-8, replaced by U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub(_BAD, text)
