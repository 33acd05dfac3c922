"""Typographic variants that look alike in print, brought to the form their surroundings call for. Digits stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.readers.ocr.recogniser import ReadChar

_NARROW = {"，": ",", "．": "."}
"""Inside numbers."""
_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}
_OPEN, _CLOSE = {"(": "（", "（": "（"}, {")": "）", "）": "）"}
_HALF = {"（": "(", "）": ")"}
_SIGN = {"V": ">", "v": ">", "〉": ">", "く": "<", "〈": "<"}
"""Before an equals sign."""
_SPOTS = frozenset(".·'`")
_STOPPED = re.compile(r"[-<>=≥≤]*\d[\d,]*\.")
_BEFORE_CENT = re.compile(r"(?<=\d)[.·](?=[%％])")
_ROOM, _FIRM = 1.5, 0.98
"""Ems of room behind a number that was not broken off for want of it, and how sure its last point must be to stay."""
_SQUARE = 0.32
"""Ems of white beside a bracket, on its outer side, from which it is set in a square of its own."""


def _is_latin(char: str) -> bool:
    return bool(char) and char < "\u2e80" and char.isalnum()


def tidied(
    chars: Sequence[ReadChar], spans: Sequence[tuple[float, float]], em: float, room: float = 0.0
) -> list[ReadChar]:
    """The same characters with marks full-width beside Chinese and half-width inside numbers, and both brackets of a
    pair as wide as the white around them tells. The form read stays known by its probability.

    ``spans`` are the left and right edges of the characters' ink, ``em`` the type size, in one unit.
    ``room`` is what is free to the right of the line, in ems: where there is room, no number breaks off at its point.
    """
    found = list(chars)
    real = [k for k, c in enumerate(found) if c.char.strip()]
    for i, k in enumerate(real):
        char = found[k].char
        before = found[real[i - 1]].char if i else ""
        after = found[real[i + 1]].char if i + 1 < len(real) else ""
        if char in _NARROW and before.isdigit() and after.isdigit():
            found[k] = _as(found[k], _NARROW[char])
        elif char in _SIGN and after == "=":
            found[k] = _as(found[k], _SIGN[char])
        elif char in _WIDE and not (_is_latin(before) and _is_latin(after)):
            found[k] = _as(found[k], _WIDE[char])
    _pair(found, real, spans, em)
    text = "".join(found[k].char for k in real)
    dirt = _dirt(text)
    if room >= _ROOM and _STOPPED.fullmatch(text) and found[real[-1]].confidence < _FIRM:
        dirt.append(len(text) - 1)
    for k in dirt:
        found[real[k]] = _as(found[real[k]], "")
    return found


def _dirt(text: str) -> list[int]:
    """Positions of points that no text has: at the ends of a line after Chinese or a per cent sign, and before a number
    with a point of its own; and between a digit and its per cent sign."""
    positions = [m.start() for m in _BEFORE_CENT.finditer(text)]
    if len(text) > 1 and text[-1] in _SPOTS and ("\u3400" <= text[-2] <= "\u9fff" or text[-2] in "%％）"):
        positions.append(len(text) - 1)
    if len(text) > 1 and text[0] in _SPOTS and ("\u3400" <= text[1] <= "\u9fff" or "." in text[1:].split(" ")[0]):
        positions.append(0)
    return positions


def _pair(found: list[ReadChar], real: list[int], spans: Sequence[tuple[float, float]], em: float) -> None:
    opened: list[int] = []
    for i, k in enumerate(real):
        char = found[k].char
        if char in _OPEN or char == "〈":
            opened.append(i)
        elif char == ">" and opened and found[real[opened[-1]]].char == "〈":
            opened.pop()
            found[k] = _as(found[k], "〉")
        elif char in _CLOSE:
            pair = [i]
            if opened and found[real[opened[-1]]].char in _OPEN:
                pair.insert(0, opened.pop())
            _set_width(found, real, spans, em, pair)
    for i in opened:
        if found[real[i]].char in _OPEN:
            _set_width(found, real, spans, em, [i])  # the line ends before its partner


def _set_width(
    found: list[ReadChar], real: list[int], spans: Sequence[tuple[float, float]], em: float, pair: list[int]
) -> None:
    """Make one bracket, or both of a pair, full-width or half-width."""
    gaps: list[float] = []
    for i in pair:
        near = i - 1 if found[real[i]].char in _OPEN else i + 1
        if 0 <= near < len(real):
            left, right = sorted((i, near))
            gaps.append(spans[real[right]][0] - spans[real[left]][1])
    if gaps:
        wide = max(gaps) >= _SQUARE * em
    else:
        low, high = (pair[0], pair[-1]) if len(pair) > 1 else (max(0, pair[0] - 2), pair[0] + 2)
        wide = any("\u3400" <= found[k].char <= "\u9fff" for k in real[low : high + 1])
    for i in pair:
        k = real[i]
        forms = _OPEN if found[k].char in _OPEN else _CLOSE
        form = forms[found[k].char]
        found[k] = _as(found[k], form if wide else _HALF[form])


def _as(char: ReadChar, form: str) -> ReadChar:
    if char.char == form:
        return char
    sure = char.confidence + sum(p for c, p in char.rivals if c == form)
    rivals = tuple(r for r in char.rivals if r[0] != form)
    if not form:  # taken for dirt: what was read stays a rival
        return replace(
            char, char="", confidence=max(0.0, 1 - char.confidence), rivals=((char.char, char.confidence), *rivals)
        )
    return replace(char, char=form, confidence=min(1.0, sure), rivals=rivals)
