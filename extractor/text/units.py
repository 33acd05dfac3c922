"""Units of measure: found in captions and headers, brought to one scale."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.text.fold import FOLD
from extractor.text.number_words import UNIT, UNIT_PATTERN

SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "十亿": Decimal(1_000_000_000),
    "百亿": Decimal(10_000_000_000),
    "千亿": Decimal(100_000_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
WHOLE = ("千米", "千克", "千瓦", "千分", "百分")
"""Beginnings of units of their own, not multiples."""
_ONE = Decimal(1)
_SCALE = re.compile(f"(?!{'|'.join(WHOLE)})(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})")
_SAME = dict.fromkeys(("m2", "M2", "m²", "M²", "平方米", "平米"), "㎡") | dict.fromkeys(("名", "位"), "人")
_SAME |= {"m3": "立方米", "m³": "立方米", "km": "公里", "千米": "公里", "平方千米": "平方公里", "h": "小时", "t": "吨"}
_SAME |= {"个百分点": "百分点", "圆": "元"}
_COUNTERS = frozenset("个家户所处项件只条座栋幢间支部台套辆")

_MONEY = r"(?:万|百|千|十|亿)*元"
# 填报单位：元江县… names an organisation, 金额单位：元 a unit
_CAPTION = re.compile(
    r"(?:(?<![报制算管施位属门设托购责评用理办级])单位(?:为|是)?:?|金额:)[(]?(?:人民币)?"
    rf"({_MONEY}(?![江谋阳氏宝坝])|{UNIT}(?![^\W\d_]))"
)
_BRACKET = re.compile(rf"[(](?:单位:?|金额:?|人民币)?({UNIT})(?:[,，、;；/][^()]*)?[)]")


@lru_cache(maxsize=8192)
def find_unit(text: str) -> str | None:
    """The unit that a caption, header or label names for its figures: 单位：万元, 预算数（万元）, 万元, 增长%."""
    plain = "".join(text.translate(FOLD).split())
    if not plain:
        return None
    found = _CAPTION.search(plain) or _BRACKET.search(plain)
    if found:
        return found.group(1)
    bare = plain.removeprefix("人民币").removesuffix("人民币")
    if UNIT_PATTERN.fullmatch(bare):
        return bare
    return "%" if plain.endswith("%") and not plain[-2:-1].isdigit() else None


@lru_cache(maxsize=1024)
def _parts(unit: str) -> tuple[Decimal, str]:
    head, slash, tail = unit.partition("/")
    found = _SCALE.match(head)
    factor, base = (SCALES[found.group()], head[found.end() :]) if found else (_ONE, head)
    return factor, _SAME.get(base, base) + slash + tail


def scale(unit: str) -> Decimal:
    """How many base units one ``unit`` is: 10000 for 万元, 1 where it has no multiplier."""
    return _parts(unit)[0]


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """``value`` in the base unit, and that unit: (3.5, "万元") → (35000, "元"). Unknown units pass unchanged."""
    factor, base = _parts(unit)
    return value * factor, base


@lru_cache(maxsize=1024)
def same_kind(a: str | None, b: str | None) -> bool:
    """Whether figures in these units may be compared. No unit goes with every other; 6家 and 6个 are alike."""
    if a is None or b is None or a == b:
        return True
    one, other = _parts(a)[1], _parts(b)[1]
    return one == other or (one in _COUNTERS and other in _COUNTERS and "个" in (one, other)) or "" in (one, other)
