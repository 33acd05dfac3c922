"""Fields: what their instructions ask for, and what is shown where no result is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from extractor.readers.docx.names import VAL, Element, number, on, w

_CHECK_BOX, _CHECKED, _DEFAULT = (w(n) for n in ("checkBox", "checked", "default"))
_DD_LIST, _RESULT, _LIST_ENTRY = w("ddList"), w("result"), w("listEntry")
_CIRCLED: Final = re.compile(r"\s*eq\s+\\o\s*(?:\\ac)?\s*\(([^,，;()]*)[,，;]([^()]*)\)\s*$", re.I)
_RUBY: Final = re.compile(
    r"\s*eq\s[^\\]*(?:\\\*[^\\]*)*\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*[\d.]*\s*\([^()]*\)\s*[,，;]([^()]*)\)\s*$", re.I
)
_RINGS: Final = frozenset("○〇◯O")


@dataclass(slots=True)
class Field:
    """A complex field on the way from its begin to its end mark."""

    data: Element | None
    instruction: list[str] = field(default_factory=list)
    result: bool = False
    kind: str = ""


def kind_of(instruction: str) -> str:
    """The field's kind in capitals: the first word of its instruction."""
    return instruction.split(None, 1)[0].upper() if instruction.strip() else ""


def drawn(instruction: str) -> str:
    """What an EQ field without a stored result draws: ringed characters and phonetic guides."""
    ruby = _RUBY.match(instruction)
    if ruby:
        return ruby[1]
    ringed = _CIRCLED.match(instruction)
    if not ringed:
        return ""
    ring, inner = ringed[1].strip(), ringed[2].strip()
    if ring not in _RINGS:
        ring, inner = inner, ring
    if ring in _RINGS and inner.isascii() and inner.isdigit() and 1 <= number(inner) <= 20:
        return chr(0x2460 + int(inner) - 1)
    return inner


def form_value(top: Field) -> str:
    """What a legacy form field without a result shows."""
    if top.data is None:
        return ""
    box = top.data.find(_CHECK_BOX)
    if box is not None:
        state = box.find(_CHECKED)
        state = state if state is not None else box.find(_DEFAULT)
        return "☑" if state is not None and on(state) else "□"
    choices = top.data.find(_DD_LIST)
    if choices is None or top.result:
        return ""
    entries = [e.get(VAL) or "" for e in choices.iterchildren(_LIST_ENTRY)]
    chosen = choices.find(_RESULT)
    chosen = chosen if chosen is not None else choices.find(_DEFAULT)
    at = number(chosen.get(VAL)) if chosen is not None else 0
    return entries[at] if 0 <= at < len(entries) else ""
