"""Labels made comparable: width, white space, look-alike characters, numbering, brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Full-width letters, digits and arithmetic signs become ASCII; brackets, colons and the like take the Chinese form.
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "（）：；！？，"}
_WIDTH |= dict(zip("():;!?,﹙﹚", "（）：；！？，（）", strict=True))
_WIDTH |= (
    dict.fromkeys("・•‧∙･●", "·")
    | dict.fromkeys("−﹣‐‑‒–", "-")
    | dict.fromkeys("―─━", "—")
    | dict.fromkeys("〜∼", "~")
)
_WIDTH |= {"﹪": "%", "≧": "≥", "≦": "≤", "￥": "¥", "﹝": "〔", "﹞": "〕", "﹒": "."}

_BLANKS = "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u180e\u3000\ufeff\u2028\u2029\u202f\u205f\u2060"
_NOTHING = dict.fromkeys((*_BLANKS, *map(chr, range(0x2000, 0x2010))), "")

# Radicals of the supplement block that Unicode gives no plain form
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


def _shapes() -> dict[str, str]:
    """Radicals and compatibility ideographs, which PDF fonts and input methods put in place of the plain character."""
    found = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            found[chr(code)] = plain
    return found


_FOLD = str.maketrans({**_shapes(), **_RADICALS, **_WIDTH, **_NOTHING})
_DIGIT_COMMA = re.compile(r"(?<=\d)，(?=\d)")

_CN = "〇零一二三四五六七八九十百"
_FORMS = (
    (0, rf"第[{_CN}\d]+(?:部分|章|节|篇)[、：.]?"),
    (0, r"[Ⅰ-ⅻ]+[、.]?"),
    (1, rf"[{_CN}]+[、.]"),
    (2, rf"（[{_CN}]+）[、.]?|[㈠-㈩]"),
    (2, rf"[{_CN}]+）"),
    (3, r"\d{1,2}(?:、|\.(?!\d)|\.(?=(?:19|20)\d{2}年))|[⒈-⒛][、.]?"),
    (3, r"[A-Za-z][、.]"),
    (4, r"（\d{1,2}）[、.]?|[⑴-⒇]|\d{1,2}\.\d{1,2}(?=[^\W\d_])[、.]?"),
    (5, r"\d{1,2}）[、.]?|\d{1,2}(?:\.\d{1,2}){2}(?=[^\W\d_])"),
    (6, r"[①-⑳❶-❿][、.]?"),
)
_NUMBERS = tuple((level, re.compile(pattern)) for level, pattern in _FORMS)
_ANY_NUMBER = re.compile("|".join(f"(?:{pattern})" for _, pattern in _FORMS))
_STARTS = frozenset("第（0123456789ABCDEFGHIJKLabcdefghijk") | set(_CN) | set(map(chr, range(0x2160, 0x2180)))
_STARTS |= set(map(chr, (*range(0x2460, 0x249C), *range(0x2776, 0x2780), *range(0x3220, 0x322A))))
# "1 办公费": a number set apart by a space only
_SPACED = re.compile(r"\s*(\d{1,2})[ \t\u3000\xa0]+(?=[一-龥])(?![个家名人次项户辆台套件年月日号万亿元期批级条所处])")
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}(?:[万亿千]?元|[个家人次项台%])")

_LEAD = re.compile(r"(?:其中|包括|减|加|含)：|其中，?(?=.)|[*#※·\-—]+")
_UNIT = r"(?:亿|百万|万|千|百)?(?:元|人次|批次|人|名|个|家|次|㎡|m2|m²|平方米|亩|%|辆|台/套|台|套|户|件|项|分|天|年)"
# （万元）, （单位：人）, （50分）, （10）, （A）, （B/A）, （含预算执行率10分）
_ASIDE = re.compile(
    rf"（(?:单位：)?(?:\d+(?:\.\d+)?[分%]?|{_UNIT}(?:[/、]{_UNIT})?|[A-Z](?:[-+/÷*×=][A-Z])*[，,×*]?(?:100)?%?)）|（含[^）]{{2,40}}）$"
)
_NOTE = re.compile(r"(?:[*※#]|[①-⑳]|（?注\d*）?|\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)+$")
_EDGE = " \"'“”‘’：；，。.、·-—_《》%"
_SPELLINGS = (("其它", "其他"), ("帐", "账"), ("“", ""), ("”", ""), ('"', ""), ("‘", ""), ("’", ""))


@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """``text`` without white space and with one form for every character that is printed in several widths or shapes.

    Letters, digits and arithmetic signs become ASCII, brackets and colons Chinese, radicals plain characters. Quotation
    marks stay. Idempotent.
    """
    folded = text.translate(_FOLD)
    return _DIGIT_COMMA.sub(",", folded) if "，" in folded else folded


@lru_cache(maxsize=8192)
def split_number(label: str) -> tuple[str, str]:
    """The numbering a label begins with and the rest, both squashed: "（1）发展专项" → ("（1）", "发展专项").

    ("", label) where it begins with none. A label that is nothing but a number is not split.
    """
    text = squash(label)
    if not text or text[0] not in _STARTS:
        return "", text
    found = _ANY_NUMBER.match(text)
    if found and found.end() < len(text) and not _DECIMAL.match(text):
        return found.group(), text[found.end() :]
    spaced = _SPACED.match(label)
    if spaced:
        return spaced.group(1), text[len(spaced.group(1)) :]
    return "", text


@lru_cache(maxsize=4096)
def number_level(number: str) -> int | None:
    """Rank of a kind of numbering, smaller is higher; None if it is none.

    第一部分 and Ⅰ 0, 一、 1, （一） 2, 1. and A. 3, （1） and 1.1 4, 1） and 1.1.1 5, ① 6.
    """
    text = squash(number)
    for level, pattern in _NUMBERS:
        if pattern.fullmatch(text):
            return level
    dots = text.rstrip(".、").split(".")
    if 1 <= len(dots) <= 3 and all(d.isdecimal() and len(d) < 3 for d in dots):
        return 2 + len(dots)
    return 1 if text and not text.strip(_CN) else None


@lru_cache(maxsize=8192)
def normalise(label: str) -> str:
    """The words of a label, for matching: no numbering, 其中：, bracketed unit or weight, footnote mark, quotes."""
    number, text = split_number(label)
    text = text.strip(_EDGE) or number
    while True:
        before = text
        text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
        text = split_number(text)[1]
        text = _ASIDE.sub("", text) or text
        text = (_NOTE.sub("", text) or text).strip(_EDGE)
        if text == before:
            break
    for printed, meant in _SPELLINGS:
        text = text.replace(printed, meant)
    return text
