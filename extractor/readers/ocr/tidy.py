"""Typographic variants that look alike in print, brought to the form the rest of a line calls for. Digits stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.readers.ocr.recogniser import ReadChar

_NARROW = {"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "．": ".", "％": "%", "－": "-", "！": "!", "？": "?"}
_WIDE = {narrow: wide for wide, narrow in _NARROW.items() if narrow not in ".%-"}
_CLOSING = {"(": ")", "（": "）"}


def _is_latin(char: str) -> bool:
    return bool(char) and char < "\u2e80" and char.isalnum()


def tidied(chars: Sequence[ReadChar]) -> list[ReadChar]:
    """The same characters with marks full-width beside Chinese and half-width inside numbers and Latin words; brackets
    go in pairs. The form as read stays among the rivals."""
    found = list(chars)
    real = [k for k, c in enumerate(found) if c.char.strip()]
    for i, k in enumerate(real):
        char = found[k].char
        before = found[real[i - 1]].char if i else ""
        after = found[real[i + 1]].char if i + 1 < len(real) else ""
        if char in _NARROW and char not in "（）" and before.isdigit() and after.isdigit() and char in "，．":
            found[k] = _as(found[k], _NARROW[char])
        elif char in ",;:" and not (_is_latin(before) and _is_latin(after)):
            found[k] = _as(found[k], _WIDE[char])
    _pair(found, real)
    return found


def _pair(found: list[ReadChar], real: list[int]) -> None:
    """Both brackets of a pair are of one width: full where Chinese stands beside either."""
    opened: list[int] = []
    for k in real:
        char = found[k].char
        if char in "(（":
            opened.append(k)
        elif char in ")）" and opened:
            a = opened.pop()
            inside = [found[i].char for i in range(a + 1, k)]
            wide = any(c > "\u2e80" for c in inside) or found[a].char == "（" or char == "）"
            found[a] = _as(found[a], "（" if wide else "(")
            found[k] = _as(found[k], "）" if wide else ")")


def _as(char: ReadChar, form: str) -> ReadChar:
    if char.char == form:
        return char
    rest = {c: p for c, p in char.rivals if c != form}
    sure = char.confidence + sum(p for c, p in char.rivals if c == form)
    return replace(char, char=form, confidence=min(1.0, sure), rivals=tuple(rest.items()))
