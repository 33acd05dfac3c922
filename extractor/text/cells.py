"""What a table cell prints: a quantity, an empty mark, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor.model.quantity import Quantity
from extractor.text import number_words as words
from extractor.text.fold import FOLD
from extractor.text.scan import NUMBER, Printed, decimal, qualify, read_unit, scan

CellKind = Literal["number", "blank", "dash", "none", "text"]


@dataclass(slots=True, frozen=True)
class CellValue:
    """What a cell says. ``quantity`` is set where ``kind`` is "number" (0 is a number), and only there."""

    kind: CellKind
    quantity: Quantity | None = None


_PLAIN = re.compile(r"(-?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)")
_DASH = re.compile(r"[-—–―─━_/\\\s]+")
_NONE = re.compile(r"[(（]?(?:无|没有|无此项|不适用|未发生|N/?A|n/?a)[)）]?[。.；;]?")
_LEAD = re.compile(r"(?:(?:实际)?(?:达到了?|达|完成|共计?|合计|为|[=:：]))?\s?")
_BEFORE = re.compile(
    r"(?:"
    + "|".join(sorted((w for v in words.BEFORE.values() for w in map(re.escape, v.split())), key=len, reverse=True))
    + r")?\s?(?:人民币|[¥￥])?\s?"
)
_SIGN = re.compile(r"[-+—–↑↓]?\s?")
_RANGE = re.compile(r"\s?(?:-|—{1,2}|–|~|至|到)\s?")
_TAIL = re.compile(r"(?:整|\(含\))?[。；;，,、.\s]*")
_BRACKET_UNIT = re.compile(rf"\(({words.UNIT})\)")
_NEGATIVE = re.compile(r"\(\s?((?:¥|￥)?[\d,.]+\s?%?(?:[千万亿]?元)?)\s?\)")
_YEARS = re.compile(r"年(?![\w])")
_NOT_A_VALUE = re.compile(r"1[3-9]\d{9}|\d{15,}|0\d+|\d{1,2}\.")
_FIGURES = re.compile(r"[\d.,]")
_BLANKS = " \t\r\n\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\xad"


@lru_cache(maxsize=32768)
def read_cell(text: str, unit: str | None = None) -> CellValue:
    """What a cell prints. ``unit`` is that of its column or table, for a figure that prints none.

    A bracketed figure is negative, as accountants write it; a bracketed integer of one or two digits is a list number.
    A figure broken by line ends or spread out by spaces is read as one where only one reading is left.
    """
    core = text.strip(_BLANKS)
    if not core:
        return CellValue("blank")
    start = text.index(core)
    folded = core.translate(FOLD)
    plain = _PLAIN.fullmatch(folded)
    if plain and not _NOT_A_VALUE.fullmatch(folded):
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
    """The one quantity ``s`` consists of, or None."""
    negative = _NEGATIVE.fullmatch(s)
    if negative:
        inner = _parse(negative.group(1))
        if inner is None or s.strip("() ").isdigit() and len(s.strip("() ")) < 3:
            return None
        inner.value = -inner.value
        return inner
    i = _LEAD.match(s).end()  # type: ignore[union-attr]
    i = _BEFORE.match(s, i).end()  # type: ignore[union-attr]
    sign = _SIGN.match(s, i)
    i = sign.end() if sign else i
    number = NUMBER.match(s, i)
    if number is None:
        return _in_words(s)
    value, decimals = decimal(number.group())
    if _NOT_A_VALUE.fullmatch(number.group()):
        return None
    unit, more, end = read_unit(s, number.end())
    bracket = None if unit else _BRACKET_UNIT.match(s, number.end())
    if bracket:
        unit, end = bracket.group(1), bracket.end()
    if unit is None and _YEARS.match(s, end) and len(number.group()) <= 2 and value <= 15:
        unit, end = "年", end + 1
    printed = Printed(value, decimals, unit, i, end, "+" if more else "")
    between = _RANGE.match(s, end)
    upper = NUMBER.match(s, between.end()) if between else None
    if upper:
        high, more_decimals = decimal(upper.group())
        unit2, more, end = read_unit(s, upper.end())
        if high <= value or unit is not None and unit2 != unit:
            return None
        printed = Printed(value, max(decimals, more_decimals), unit2, i, end, "+" if more else "", high)
    qualify(s, printed)
    if not _TAIL.fullmatch(s, printed.end):
        return None
    if sign and sign.group().strip() in ("-", "—", "–", "↓") and sign.group().strip():
        printed.value = -printed.value
    return printed


def _in_words(s: str) -> Printed | None:
    """A quantity in Chinese numerals that fills the cell."""
    found = scan(s, None)
    if len(found) != 1 or found[0].start > _LEAD.match(s).end() or not _TAIL.fullmatch(s, found[0].end):  # type: ignore[union-attr]
        return None
    q = found[0]
    return Printed(q.value, q.decimals, q.unit, q.start, q.end, q.qualifier, q.upper)


def _rejoin(s: str) -> str:
    """``s`` without the white space that layout put inside its number; a gap that may part two numbers stays."""
    pieces = s.split()
    if len(pieces) < 2:
        return s
    joined = "".join(pieces)
    if all(len(piece) == 1 for piece in pieces):
        return joined
    if re.fullmatch(r"[-(]?\d{1,3}(?: \d{3})+(?:\.\d+)?\D*", s):
        return joined
    for left, right in zip(pieces, pieces[1:], strict=False):
        if left[-1].isdigit() and right[0].isdigit() and not _broken(left, right, joined):
            return " ".join(pieces)
    return joined


def _broken(left: str, right: str, joined: str) -> bool:
    """Whether a line end stands inside one number: 8,757.8|1 and 10,5|29.29, but not 100|200."""
    tail = re.search(r"[\d,.]+$", left)
    head = re.match(r"[\d,.]+", right)
    assert tail is not None and head is not None
    if "." in tail.group():
        decimals = len(tail.group().partition(".")[2])
        return head.group().isdigit() and decimals + len(head.group()) == 2
    group = tail.group().rpartition(",")
    whole = (tail.group() + head.group()).partition(".")[0]
    return bool(group[1]) and len(group[2]) < 3 and re.fullmatch(r"\d{1,3}(?:,\d{3})+", whole) is not None
