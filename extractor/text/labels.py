"""Labels made comparable: width, white space, look-alike characters, numbering, brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _same_width() -> dict[int, str]:
    """Full-width letters, digits and arithmetic signs to ASCII; brackets, colons and the like to the Chinese form."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for half, full in zip("():;!?", "（）：；！？", strict=True):
        table.pop(ord(full), None)
        table[ord(half)] = full
    table |= dict.fromkeys(map(ord, "，,"), "，")
    table |= dict.fromkeys(map(ord, "・•‧∙･●"), "·")
    table |= dict.fromkeys(map(ord, "−﹣‐‑‒–"), "-")
    table |= dict.fromkeys(map(ord, "―─━"), "—")
    table |= dict.fromkeys(map(ord, "〜∼"), "~")
    table |= {
        ord("﹪"): "%",
        ord("﹙"): "（",
        ord("﹚"): "）",
        ord("≧"): "≥",
        ord("≦"): "≤",
        ord("￥"): "¥",
        ord("㎡"): "㎡",
    }
    table |= dict.fromkeys(map(ord, '“”„‟＂"「」『』'), '"')
    return table


def _same_shape() -> dict[int, str]:
    """Radicals and compatibility ideographs, which PDF fonts and input methods put in place of the plain character."""
    table: dict[int, str] = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table | {
        ord(a): b
        for a, b in zip(
            "⺟⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳⺠⻄⻣",
            "母见角贝车长门青页风飞食马鬼鱼鸟麦黄齐齿龙龟民西骨",
            strict=True,
        )
    }


_BLANK = dict.fromkeys(
    [
        *map(ord, "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u180e\u3000\ufeff\u2028\u2029\u202f\u205f\u2060"),
        *range(0x2000, 0x2010),
    ]
)
_FOLD: dict[int, str | None] = {**_same_width(), **_same_shape(), **_BLANK}
_DIGIT_COMMA = re.compile(r"(?<=\d)，(?=\d)")

_CN = "〇零一二三四五六七八九十百"
_NUMBERS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (0, rf"第[{_CN}\d]+(?:部分|章|节|篇)[、：.]?"),
        (1, rf"[{_CN}]+[、.．]"),
        (2, rf"（[{_CN}]+）[、.]?"),
        (3, r"\d{1,2}(?:[、．]|\.(?!\d))"),
        (4, r"（\d{1,2}）[、.]?"),
        (5, r"\d{1,2}）"),
        (6, r"[①-⑳⑴-⒇❶-❿㈠-㈩][、.]?"),
        (3, r"(?:[Ⅰ-ⅻ]+|[A-Z](?=[、.．]))[、.．]?"),
    )
)
_LEAD = re.compile(r"(?:其中|其它中|减|加)：|^其中(?=.)")
_UNIT = r"(?:亿|百万|万|千|百)?(?:元|人|名|个|家|次|人次|批次|㎡|m2|m²|平方米|亩|%|辆|台|套|台/套|户|件|项|分|天|年)"
# （万元）, （单位：人）, （50分）, （10）, （含预算执行率10分）
_UNIT_BRACKET = re.compile(
    rf"（(?:单位：)?(?:\d+(?:\.\d+)?分?|\d+(?:\.\d+)?%|{_UNIT}(?:[/、]{_UNIT})?)）|（含[^）]{{2,}}）$"
)
_NOTE_END = re.compile(r"(?:[*※#＊]|[①-⑳]|（?注\d*）?|\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹]+)+$")
_SPELLINGS = (("其它", "其他"), ("帐", "账"), ("“", ""), ("”", ""), ('"', ""), ("‘", ""), ("’", ""))
_EDGE = " \"'‘’：:；;，,。.、·-—_《》"


@lru_cache(maxsize=16384)
def squash(text: str) -> str:
    """``text`` without white space and with one form for every character that is printed in several widths or shapes.

    Letters, digits and arithmetic signs become ASCII, brackets and colons Chinese, radicals plain characters.
    Idempotent.
    """
    folded = text.translate(_FOLD)
    return _DIGIT_COMMA.sub(",", folded) if "，" in folded else folded


@lru_cache(maxsize=16384)
def split_number(label: str) -> tuple[str, str]:
    """The numbering a label begins with and the rest, both squashed: "（1）发展专项" → ("（1）", "发展专项")."""
    text = squash(label)
    for _, pattern in _NUMBERS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return found.group(), text[found.end() :]
    return "", text


@lru_cache(maxsize=4096)
def number_level(number: str) -> int | None:
    """Rank of a kind of numbering, smaller is higher: 第一部分 0, 一、 1, （一） 2, 1. 3, （1） 4, 1） 5, ① 6; None if it is none."""
    text = squash(number)
    for level, pattern in _NUMBERS:
        if pattern.fullmatch(text):
            return level
    if re.fullmatch(r"\d{1,2}", text):
        return 3
    return None


@lru_cache(maxsize=16384)
def normalise(label: str) -> str:
    """The words of a label for matching: no numbering, 其中：, bracketed unit, footnote mark, quotes or edge punctuation."""
    text = squash(label).strip(_EDGE)
    while True:
        before = text
        text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
        text = split_number(text)[1]
        text = _UNIT_BRACKET.sub("", text)
        text = (_NOTE_END.sub("", text) or text).strip(_EDGE)
        if text == before:
            break
    for printed, meant in _SPELLINGS:
        text = text.replace(printed, meant)
    return text
