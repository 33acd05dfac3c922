"""Printed numbers found in running text and in table cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.model.quantity import Quantity

CellKind = Literal["number", "blank", "dash", "none", "text"]


@dataclass(slots=True, frozen=True)
class CellValue:
    """What a cell says: one quantity, an empty mark, or words."""

    kind: CellKind
    quantity: Quantity | None = None


_FOLD = str.maketrans("０１２３４５６７８９．％－−＋（）", "0123456789.%--+()")
_UNITS = (
    "万亿元|亿元|千万元|百万元|万元/亩|万元|千元|元/人|元|亿|万人次|万人|万|个百分点|百分点|人次|人|名|家|个|场次|次|户|辆|台|套|件|项|场|"
    "平方米|㎡|m2|m²|亩|公里|小时|天|分|%|‰|份|座|处|吨|倍|期"
)
_NUMBER = re.compile(
    r"(?P<pre>≥|≧|>=|>|≤|≦|<=|<|不低于|不少于|不小于|不超过|不高于|大于|小于|至少|约|近)?\s*"
    r"(?P<sign>(?<![\w)])-)?(?P<num>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<more>余|多)?"
    rf"(?P<unit>{_UNITS})?(?P<post>左右|以上|以下|以内)?"
)
_SKIP = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?|[〔\[]\d{4}[〕\]]\d+号|\d{4}-\d{1,2}-\d{1,2}|第\d+\w|\d{9,}|0\d{2,3}-\d{7,8}"
)
_PRE = {"≥": ">=", "≧": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "至少": ">=", ">": ">", "大于": ">", "≤": "<=", "≦": "<=", "<=": "<=", "不超过": "<=", "不高于": "<=", "<": "<", "小于": "<", "约": "~", "近": "~"}  # fmt: skip
_POST = {"左右": "~", "以上": ">=", "以下": "<=", "以内": "<="}


def find_quantities(text: str, default_unit: str | None = None) -> list[Quantity]:
    """Every quantity of a running text, in order."""
    plain = text.translate(_FOLD)
    skips = [m.span() for m in _SKIP.finditer(plain)]
    found = []
    for m in _NUMBER.finditer(plain):
        at = m.start("num")
        if any(a <= at < b for a, b in skips) or plain[at - 1 : at].isascii() and plain[at - 1 : at].isalpha():
            continue
        found.append(_quantity(m, text, default_unit))
    return found


def _quantity(m: re.Match[str], text: str, default_unit: str | None) -> Quantity:
    digits = re.sub("[,，]", "", m["num"])
    value = Decimal(digits) * (-1 if m["sign"] else 1)
    qualifier = _PRE.get(m["pre"] or "") or _POST.get(m["post"] or "") or ("+" if m["more"] else "")
    start = m.start()
    while text[start].isspace():
        start += 1
    end = m.start() + len(m.group().rstrip())
    unit = m["unit"] or default_unit
    point = bool(unit) and "百分点" in (unit or "")
    unit = "百分点" if point else unit
    decimals = len(digits.partition(".")[2])
    return Quantity(value, text[start:end], unit, decimals, start, end, qualifier, None, point)


def read_cell(text: str, unit: str | None = None) -> CellValue:
    """What a cell prints; ``unit`` is the column's, for cells that print none."""
    stripped = text.strip(" \t\n\u3000\xa0")
    if not stripped:
        return CellValue("blank")
    if re.fullmatch(r"[-—－–/\s]+", stripped):
        return CellValue("dash")
    if stripped == "无":
        return CellValue("none")
    found = find_quantities(text, unit)
    if len(found) == 1 and found[0].raw == stripped:
        return CellValue("number", found[0])
    return CellValue("text")
