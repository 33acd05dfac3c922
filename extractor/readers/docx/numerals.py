"""Numbers in the formats of automatic numbering (ISO 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_MAX: Final = 32_767
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_PADDED: Final = re.compile(r"0+1\b")


def show(n: int, fmt: str) -> str:
    """``n`` as Word prints it in format ``fmt``; in Arabic digits where the format has no sign for it."""
    if fmt in ("none", "bullet"):
        return ""
    made = _FORMATS.get(fmt)
    return str(n) if made is None or not 0 <= n <= _MAX else made(n)


def show_custom(n: int, pattern: str, fallback: str) -> str:
    """``n`` in a custom format given by its first members ("001, 002, 003, ...")."""
    padded = _PADDED.match(pattern)
    return str(n).zfill(min(len(padded[0]), 10)) if padded else show(n, fallback)


def _digits(signs: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", signs)
    return lambda n: str(n).translate(table)


def _signs(first: int, count: int) -> Callable[[int], str]:
    return lambda n: chr(first + n - 1) if 1 <= n <= count else str(n)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb, … zz, aaa: the letter repeated, not counted on."""
    return lambda n: chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1) if 1 <= n <= 780 else str(n) if n else ""


def _roman(n: int) -> str:
    out = []
    for value, sign in _ROMAN:
        times, n = divmod(n, value)
        out.append(sign * times)
    return "".join(out)


def _counting(digits: str, units: str, *, one: str = "first", zero: bool = True) -> Callable[[int], str]:
    """Counting with 十百千万.

    ``one`` says where the 一 of 一十, 一百 is left out: "first" (only of a leading 十), "all" or "" (nowhere);
    ``zero`` says whether gaps are filled (一百零一).
    """

    def below_myriad(n: int) -> str:
        out, gap = "", False
        for power in (3, 2, 1, 0):
            digit = n // 10**power % 10
            if digit == 0:
                gap = bool(out)
                continue
            if gap and zero:
                out += digits[0]
            gap = False
            out += "" if digit == 1 and power and one == "all" else digits[digit]
            out += units[power - 1] if power else ""
        return out

    def counted(n: int) -> str:
        if n == 0:
            return digits[0]
        high, low = divmod(n, 10_000)
        out = below_myriad(high) + units[3] if high else ""
        if out and 0 < low < 1000 and zero:
            out += digits[0]
        out += below_myriad(low)
        return out[1:] if one == "first" and out.startswith(digits[1] + units[0]) else out

    return counted


def _positional(digits: str, ten: str) -> Callable[[int], str]:
    """十 up to 99 (二十一), digit by digit from 100 (一○○)."""
    table = str.maketrans("0123456789", digits)

    def shown(n: int) -> str:
        if n < 10 or n >= 100:
            return str(n).translate(table)
        tens, ones = divmod(n, 10)
        return (digits[tens] if tens > 1 else "") + ten + (digits[ones] if ones else "")

    return shown


def _stem_branch(n: int) -> str:
    stems, branches = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
    return stems[(n - 1) % 10] + branches[(n - 1) % 12] if 1 <= n <= 60 else str(n)


_chinese = _counting("零一二三四五六七八九", "十百千万")
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _signs(0x2460, 20),
    "decimalEnclosedCircleChinese": _signs(0x2460, 10),
    "decimalEnclosedFullstop": _signs(0x2488, 20),
    "decimalEnclosedParen": _signs(0x2474, 20),
    "ideographEnclosedCircle": _signs(0x3280, 10),
    "chineseCounting": _positional("○一二三四五六七八九", "十"),
    "taiwaneseCounting": _positional("○一二三四五六七八九", "十"),
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": _counting("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬", one=""),
    "ideographLegalTraditional": _counting("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", one=""),
    "japaneseLegal": _counting("零壱弐参四伍六七八九", "拾百阡萬", one="", zero=False),
    "japaneseCounting": _counting("〇一二三四五六七八九", "十百千万", one="all", zero=False),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": _stem_branch,
}
