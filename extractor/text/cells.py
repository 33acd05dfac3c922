"""What a table cell prints: a quantity, an empty mark, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extractor.model.quantity import Quantity
from extractor.text import number_words as words
from extractor.text.fold import FOLD
from extractor.text.scan import NUMBER, Printed, decimal, qualify, read_unit, scan, too_long

CellKind = Literal["number", "blank", "dash", "none", "text"]


@dataclass(slots=True, frozen=True)
class CellValue:
    """What a cell says. ``quantity`` is set where ``kind`` is "number" (0 is a number), and only there."""

    kind: CellKind
    quantity: Quantity | None = None


_BLANKS = (
    "\t\n\v\f\r \x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_PLAIN = re.compile(r"(-?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)")
_DASH = re.compile(r"[-—–―─━_/\\\s]+")
_NONE = re.compile(r"[(（]?(?:无|没有|无此项|不适用|未发生|N/?A|n/?a)[)）]?[。.；;]?")
# what may stand before the number of a cell that is one quantity: 达到, ≥, ¥, a sign
_FRONT = re.compile(
    rf"(?:(?:实际)?(?:达到了?|达|完成|共计?|合计|为|[=:：]))?\s?(?:{words.WORD_BEFORE})?\s?(?:人民币|[¥￥])?\s?([-+—–↑↓]?)\s?"
)
_NEGATIVE_SIGNS = frozenset("-—–↓")
_TO = re.compile(r"\s?(?:-|—{1,2}|–|~|至|到)\s?")
_TAIL = re.compile(r"(?:整|\(含\))?[。；;，,、.\s]*")
_IN_BRACKETS = re.compile(r"\(\s?((?:¥|￥)?[\d,.]+\s?%?(?:[千万亿]?元)?)\s?\)")
_YEARS = re.compile(r"年(?!\w)")
_NOT_A_VALUE = re.compile(r"1[3-9]\d{9}|\d{15,}|0\d+|\d{1,2}[.、]")
_SPACED_GROUPS = re.compile(r"[-(]?\d{1,3}(?: \d{3})+(?:\.\d+)?\D*")
_NUMBER_END = re.compile(r"[\d,.]+$")
_NUMBER_HEAD = re.compile(r"[\d,.]+")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")


@lru_cache(maxsize=16384)
def read_cell(text: str, unit: str | None = None) -> CellValue:
    """What a cell prints. ``unit`` is that of its column or table, for a figure that prints none.

    A bracketed figure is negative, as accountants write it; a bracketed integer of one or two digits is a list number.
    A figure broken by line ends or spread out by spaces is read as one where only one reading is left.
    """
    core = text.strip(_BLANKS)
    if not core:
        return CellValue("blank")
    folded = core.translate(FOLD)
    start = text.index(core)
    plain = _PLAIN.fullmatch(folded)
    if plain and not _NOT_A_VALUE.fullmatch(folded) and not too_long(folded):
        value, decimals = decimal(plain.group(2))
        signed = -value if plain.group(1) else value
        return CellValue("number", Quantity(signed, core, plain.group(3) or unit, decimals, start, start + len(core)))
    if _DASH.fullmatch(folded):
        return CellValue("dash")
    if _NONE.fullmatch(folded):
        return CellValue("none")
    printed = None if _NOT_A_VALUE.fullmatch(folded) else _parse(_rejoin(folded))
    if printed is None:
        return CellValue("text")
    printed.unit = printed.unit or unit
    printed.start, printed.end = start, start + len(core)
    return CellValue("number", printed.quantity(text))


def _parse(s: str) -> Printed | None:
    """The one quantity that ``s`` consists of, or None."""
    bracketed = _IN_BRACKETS.fullmatch(s)
    if bracketed:
        inner = _parse(bracketed.group(1))
        if inner is None or (bracketed.group(1).isdigit() and len(bracketed.group(1)) < 3):
            return None
        inner.value = -inner.value
        return inner
    front = _FRONT.match(s)
    assert front is not None
    i = front.end()
    number = NUMBER.match(s, i)
    if number is None:
        return _in_words(s)
    if _NOT_A_VALUE.fullmatch(number.group()) or too_long(number.group()):
        return None
    value, decimals = decimal(number.group())
    unit, more, end = read_unit(s, number.end())
    if unit is None and _YEARS.match(s, end) and value <= 15:
        unit, end = "年", end + 1
    printed = Printed(value, decimals, unit, i, end, "+" if more else "")
    between = _TO.match(s, end)
    second = NUMBER.match(s, between.end()) if between else None
    if second and not too_long(second.group()):
        upper, decimals2 = decimal(second.group())
        unit2, more, end = read_unit(s, second.end())
        if upper <= value or (unit is not None and unit2 != unit):
            return None
        printed = Printed(value, max(decimals, decimals2), unit2, i, end, "+" if more else "", upper)
    qualify(s, printed)
    if not _TAIL.fullmatch(s, printed.end):
        return None
    if front.group(1) in _NEGATIVE_SIGNS:
        printed.value = -printed.value
    return printed


def _in_words(s: str) -> Printed | None:
    """A quantity in Chinese numerals that fills the cell."""
    found = scan(s, None)
    if len(found) != 1 or not _TAIL.fullmatch(s, found[0].end):
        return None
    q = found[0]
    front = _FRONT.match(s)
    if q.start and (front is None or q.start > front.end()):
        return None
    return Printed(q.value, q.decimals, q.unit, q.start, q.end, q.qualifier, q.upper)


def _rejoin(s: str) -> str:
    """``s`` without the white space that layout put inside its number; a gap that may part two numbers stays."""
    pieces = s.split()
    if len(pieces) < 2:
        return s
    joined = "".join(pieces)
    if all(len(piece) == 1 for piece in pieces) or _SPACED_GROUPS.fullmatch(s):
        return joined
    for left, right in pairwise(pieces):
        if left[-1].isdigit() and right[0].isdigit() and not _broken(left, right):
            return " ".join(pieces)
    return joined


def _broken(left: str, right: str) -> bool:
    """Whether a line end stands inside one number: 8,757.8|1 and 10,5|29.29, but not 100|200."""
    tail, head = _NUMBER_END.search(left), _NUMBER_HEAD.match(right)
    assert tail is not None and head is not None
    before, after = tail.group(), head.group()
    if "." in before:
        return after.isdigit() and len(before.partition(".")[2]) + len(after) == 2
    group = before.rpartition(",")
    whole = (before + after).partition(".")[0]
    return bool(group[1]) and len(group[2]) < 3 and _GROUPS.fullmatch(whole) is not None
