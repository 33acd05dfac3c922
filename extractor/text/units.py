"""Units of measure: found in captions and headers, brought to one scale."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.text.labels import squash

_SCALES = {
    "": Decimal(1),
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
_SCALE = re.compile(r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?!米|克|瓦)|百)")
_SAME = {
    "m2": "㎡", "m²": "㎡", "平方米": "㎡", "平米": "㎡", "m3": "立方米", "m³": "立方米", "km": "公里", "千米": "公里",
    "个百分点": "百分点", "名": "人", "位": "人", "圆": "元", "人民币元": "元",
}  # fmt: skip
_WORDS = "美元|元|人次|人|名|家|个百分点|百分点|个|次|户|辆|台|套|件|项|场次|场|平方米|平米|㎡|m2|m²|亩|公顷|公里|千米|米|吨|小时|天|分|%|‰|座|处|份|倍"
_UNIT = rf"(?:万亿|亿|千万|百万|万|千|百)?(?:{_WORDS})(?:/(?:{_WORDS}|年|月|日)(?:[·.](?:{_WORDS}|年|月))?)?"
_CAPTION = re.compile(rf"单位(?:为|是)?[：]?（?(?:人民币)?({_UNIT})")
_BRACKET = re.compile(rf"（(?:人民币)?({_UNIT})）")
_WHOLE = re.compile(rf"(?:人民币)?({_UNIT})")


@lru_cache(maxsize=8192)
def find_unit(text: str) -> str | None:
    """The unit a caption, header or label names for the figures it governs: "单位：万元", "预算数（万元）", "万元"."""
    plain = squash(text)
    found = _CAPTION.search(plain) or _BRACKET.search(plain) or _WHOLE.fullmatch(plain)
    return found.group(1) if found else None


@lru_cache(maxsize=1024)
def _parts(unit: str) -> tuple[Decimal, str]:
    head, slash, tail = unit.partition("/")
    found = _SCALE.match(head)
    factor, base = (_SCALES[found.group()], head[found.end() :]) if found else (Decimal(1), head)
    return factor, _SAME.get(base, base) + slash + tail


def scale(unit: str) -> Decimal:
    """How many base units one ``unit`` is: 10000 for 万元, 1 where there is no multiplier."""
    return _parts(unit)[0]


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """``value`` in the base unit, and that unit: (3.5, "万元") → (35000, "元"). Unknown units pass unchanged."""
    factor, base = _parts(unit)
    return value * factor, base


def same_kind(a: str | None, b: str | None) -> bool:
    """Whether figures in these units may be compared. An unstated unit goes with every unit."""
    if a is None or b is None or a == b:
        return True
    return _parts(a)[1] == _parts(b)[1]
