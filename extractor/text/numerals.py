"""Numbers written in Chinese characters, 三十五 or 壹佰, as integers."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
STEPS = "十百千万亿拾佰仟廿"
NUMERAL = f"[{DIGITS}{STEPS}]+"

_UNITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {f"{a or ''}十{b or ''}": (_UNITS[a] if a else 1) * 10 + (_UNITS[b] if b else 0)
         for a in ("", *"一二三四五六七八九") for b in ("", *"一二三四五六七八九")}  # fmt: skip
_SMALL = _UNITS | _TENS
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
# 一百五 (150) and 三千二 (3200) are speech, and 二三十 an estimate: neither is a figure
_PROPER = re.compile(
    r"(?=.*[十百千万亿廿])(?!.*[一二两三四五六七八九]{2})(?!.*[百千万亿][一二两三四五六七八九]$)"
    r"[一二两三四五六七八九十百千万亿廿零〇]+"
)


@lru_cache(maxsize=4096)
def integer(text: str) -> int | None:
    """The value of a Chinese numeral such as 十五, 一百二十一, 两万零三百, 壹佰; None where it is not one number.

    A numeral of multipliers alone (百, 千万) is a way of speaking, not a number, except 十.
    """
    plain = text.translate(_FORMAL)
    if plain in _SMALL:
        return _SMALL[plain]
    if not _PROPER.fullmatch(plain) or not plain.strip("百千万亿"):
        return None
    if plain[0] in "百千万亿零〇":
        return None
    return _convert(plain)


def _convert(plain: str) -> int | None:
    # imported here: it takes longer to load than most reports take to read, and few contain such numerals
    from cn2an import cn2an

    try:
        value = cn2an(plain.replace("两", "二").replace("〇", "零"), "normal")
    except (ValueError, LookupError):  # cn2an looks up what it can not make sense of
        return None
    return value if isinstance(value, int) else None


@lru_cache(maxsize=1024)
def digits(text: str) -> str | None:
    """Digits read one by one, as after 点: 五三 → "53"; None where a character is not a digit."""
    plain = text.translate(_FORMAL)
    if not plain or any(c not in _UNITS for c in plain):
        return None
    return "".join(str(_UNITS[c]) for c in plain)
