"""Finding quantities in running text: one pass, left to right, each number judged by its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.model.quantity import Quantity
from extractor.text import not_quantities as no
from extractor.text import number_words as words
from extractor.text.fold import FOLD
from extractor.text.numerals import DIGITS, NUMERAL, STEPS, digits, integer
from extractor.text.units import scale

_GAP = r"(?:\s?\n\s?)?"
NUMBER = re.compile(
    rf"(?:\d{{1,3}}(?:{_GAP},{_GAP}\d{{3}}){{1,9}}(?!\d)|\d{{1,3}}(?:，\d{{3}}){{1,9}}(?=\.\d|\s?[千万亿]?元)"
    rf"|\d{{1,3}}(?: \d{{3}}){{1,9}}(?=\.\d)|\d{{1,9}}(?:,\d{{1,9}}){{1,9}}(?=\.\d)|\d+)(?:{_GAP}\.{_GAP}\d+)?"
)
_JUNK = str.maketrans("", "", ",， \n")
_TOKEN = re.compile(rf"\d|[{DIGITS}{STEPS}]")
_RUN = re.compile(NUMERAL)
_POINT = re.compile(rf"点([{DIGITS}]+)([{STEPS}]?)")
_PART = re.compile(rf"([百千万])分之(?:({NUMERAL})(?:点([{DIGITS}]+))?|(\d+(?:\.\d+)?))")
_BETWEEN = re.compile(r"\s?(?:-{1,2}|—{1,2}|–|~|至|到)\s?")
_FROM = re.compile(r"[由从]\D{0,6}$")
_SPACE = re.compile(r"[ \n]{0,3}")
_SPACED_YUAN = re.compile(r"[ \u3000\xa0]+元")
_CAPTION = re.compile(r"\d{1,3}(?=[\s：:、.]|$)")
_CURRENCY = re.compile(r"(?:人民币|[¥￥])\s?$")
_RELEASE = re.compile(r"\d\.0")
# longer than any amount printed, even with what a spreadsheet's arithmetic leaves (32.669999999999998): a code
_ADDED = re.compile(r"合计|共计|总计|相加")
_MOST_DIGITS = 20
_STEPS = ("亿", "千万", "百万", "万", "千", "百")
_STOPS = frozenset(" \n。；;：:，,、)）(（]】”’\"'/*×=÷+-—–~%<>≥≤|》…!?！？．.")


@dataclass(slots=True)
class Printed:
    """A number being read: its value, and how far it reaches with what has been found around it."""

    value: Decimal
    decimals: int | None
    unit: str | None
    start: int
    end: int
    qualifier: str = ""
    upper: Decimal | None = None

    def quantity(self, text: str) -> Quantity:
        """The finished quantity, cut out of the text it was read in."""
        point = self.unit is not None and self.unit.endswith(("百分点", "千分点"))
        unit = self.unit.removeprefix("个") if point and self.unit else self.unit
        raw = text[self.start : self.end]
        return Quantity(self.value, raw, unit, self.decimals, self.start, self.end, self.qualifier, self.upper, point)


@lru_cache(maxsize=4096)
def scan(text: str, default_unit: str | None) -> tuple[Quantity, ...]:
    """All quantities of ``text``, in order."""
    if not _TOKEN.search(text):
        return ()
    found: list[Quantity] = []
    plain = text.translate(FOLD)
    at = 0
    while token := _TOKEN.search(plain, at):
        i = token.start()
        printed, at = _figures(plain, i, default_unit) if plain[i].isdigit() else _numeral(plain, i)
        if printed is not None:
            found.append(printed.quantity(text))
            at = printed.end
    return tuple(found)


def decimal(printed: str) -> tuple[Decimal, int]:
    """Value and count of decimals of a number in figures, with its separators."""
    plain = printed.translate(_JUNK)
    return Decimal(plain), len(plain.partition(".")[2])


def read_unit(s: str, end: int) -> tuple[str | None, bool, int]:
    """The unit printed from ``end`` on, whether 余 or 多 stands before it, and where it ends."""
    more = words.MORE.match(s, end)
    match = words.UNIT_PATTERN.match(s, _end(_SPACE, s, more.end() if more else end))
    if match is None:
        bracketed = words.UNIT_PATTERN.match(s, end + 1) if s.startswith("(", end) else None
        closed = bracketed is not None and s.startswith(")", bracketed.end())
        return (bracketed.group(), False, bracketed.end() + 1) if bracketed and closed else (None, False, end)
    unit = match.group()
    if unit in ("万", "亿", "千万", "百万"):
        later = words.MORE.match(s, match.end())
        rest = words.UNIT_PATTERN.match(s, later.end()) if later else None
        if rest:
            return unit + rest.group(), True, rest.end()  # 10万余元
        spaced = _SPACED_YUAN.match(s, match.end())
        if spaced:
            return unit + "元", bool(more), spaced.end()  # 361.34万 元, where a line was filled with blanks
    return unit, bool(more), match.end()


def qualify(s: str, number: Printed) -> None:
    """Take in the qualifiers and the currency sign around the number."""
    after = words.QUALIFIER_AFTER.match(s, number.end)
    if after:
        number.end = after.end()
        number.qualifier = words.SIGN_AFTER[after.group(1) or after.group().strip()[-1]]
    start = number.start
    if start and s[start - 1] in words.QUALIFIER_BEFORE_ENDS:
        before = words.QUALIFIER_BEFORE.search(s, max(0, start - 12), start)
        if before:
            number.start = before.start()
            number.qualifier = words.SIGN_BEFORE[before.group(1)]
    currency = _CURRENCY.search(s, max(0, number.start - 5), number.start)
    if currency:
        number.start = currency.start()
        number.unit = number.unit or "元"


def _figures(s: str, i: int, default_unit: str | None) -> tuple[Printed | None, int]:
    """The quantity whose first digit is at ``i``, or None; and where to go on."""
    before = s[i - 1] if i else ""
    skipped = _not_a_quantity(s, i, before)
    if skipped is not None:
        return skipped
    match = NUMBER.match(s, i)
    assert match is not None
    if too_long(match.group()):
        return None, match.end()
    value, decimals = decimal(match.group())
    unit, more, end = read_unit(s, match.end())
    if before.isascii() and before.isalpha() and not (unit and unit.endswith(("元", "%")) and s[i - 2 : i].isalpha()):
        return None, max(match.end(), _end(no.ALNUM, s, i))  # S205, PM2.5; but GDP5000亿元
    worded = end < len(s) and s[end] not in _STOPS
    if decimals and unit in words.DISCRETE and scale(unit) == 1 and worded and _at_line_start(s, i):
        return None, i + match.group().index(".") + 1  # "1.5个" at the head of a line: item 1, and 5个
    while unit in _STEPS and s[end : end + 1].isdigit():
        value, decimals, unit, end = _compound(s, value, unit, end)
    number = _range(s, Printed(value, decimals, unit, i, end, "+" if more else ""))
    if number.unit is None and number.end > end:
        return None, number.end
    if number.unit is None:
        if not _stands_alone(s, i, match, before, default_unit is not None):
            return None, max(number.end, _end(no.ALNUM, s, match.end()))
        number.unit = default_unit
    _sign(s, number, bool(decimals or unit or not match.group().isdigit()))
    qualify(s, number)
    return number, number.end


def too_long(printed: str) -> bool:
    """Whether a printed number has more digits than any figure."""
    return len(printed) > _MOST_DIGITS and sum(c.isdigit() for c in printed) > _MOST_DIGITS


def _end(pattern: re.Pattern[str], s: str, i: int) -> int:
    match = pattern.match(s, i)
    return match.end() if match else i


def _at_line_start(s: str, i: int) -> bool:
    k = i - 1
    while k >= 0 and s[k] == " " and i - k < 40:
        k -= 1
    return k < 0 or s[k] == "\n"


def _not_a_quantity(s: str, i: int, before: str) -> tuple[Printed | None, int] | None:
    """Where to go on if a date, a code, a list number or a slogan begins at ``i``."""
    if before in ("第", "前", " "):
        ordinal = before == "第" or (before == " " and s[i - 2 : i - 1] == "第")
        if ordinal or (before == "前" and s[i - 2 : i - 1] not in no.BEFORE_NOW):
            return None, _end(no.ORDINAL, s, i)
    if before in no.CODE_BEFORE_ENDS and no.CODE_BEFORE.search(s, max(0, i - 14), i):
        return None, _end(no.CODE_REST, s, i)
    if before and before in words.QUOTES_OPEN:
        unit, _, stop = read_unit(s, _end(NUMBER, s, i))
        if unit is None or s[stop : stop + 1] not in words.QUOTES_CLOSE:
            return None, max(_end(NUMBER, s, i), _end(no.SKIP, s, i))  # “4+4”产业, “15分钟”生活圈
    duration = no.DURATION.match(s, i)
    if duration and (no.DURATION_BEFORE.search(s, max(0, i - 6), i) or no.DURATION_AFTER.match(s, duration.end())):
        value, decimals = decimal(duration.group(1))
        number = Printed(value, decimals, "年", i, duration.end(), "+" if duration.group(2) else "")
        qualify(s, number)
        return number, number.end
    skip = no.SKIP.match(s, i) or (_CAPTION.match(s, i) if before in ("表", "图") and _starts_caption(s, i) else None)
    if skip:
        return None, skip.end()
    numbering = no.NUMBERING.match(s, i)
    if numbering and _is_numbering(s, i, numbering.end(), before):
        return None, numbering.end()
    return None


def _starts_caption(s: str, i: int) -> bool:
    """Whether 表 or 图 before the number begins a line or a reference: 表1　人员情况, （见表2 ）."""
    head = s[max(0, i - 4) : i - 1].strip()
    return not head or head[-1] in "附见如。；，（(" or _at_line_start(s, i - 1)


def _is_numbering(s: str, i: int, end: int, before: str) -> bool:
    mark, after = s[end - 1], s[end : end + 1]
    fresh = before in "。；;：: " or _at_line_start(s, i)
    if mark == ".":
        return fresh or not after.isspace()
    if mark == ")":
        worded = after.isalpha() or (after != "" and after in '“"‘《 ')
        return worded or (before == "(" and _at_line_start(s, i - 1))
    return fresh and not after.isdigit()


def _compound(s: str, value: Decimal, unit: str, end: int) -> tuple[Decimal, int, str, int]:
    """3亿5000万元 or 1万2千人, in the smaller of its units."""
    match = NUMBER.match(s, end)
    assert match is not None
    rest, decimals = decimal(match.group()[:_MOST_DIGITS])
    lesser, _, stop = read_unit(s, match.end())
    lesser = lesser or ""
    return value * scale(unit) / scale(lesser) + rest, decimals, lesser, stop


def _range(s: str, first: Printed) -> Printed:
    """``first`` widened to a range where a second number follows: 3-5家, 10%~15%."""
    between = _BETWEEN.match(s, first.end)
    second = NUMBER.match(s, between.end()) if between else None
    if between is None or second is None or too_long(second.group()) or no.SKIP.match(s, second.start()):
        return first
    if _FROM.search(s, max(0, first.start - 8), first.start):
        return first
    upper, decimals = decimal(second.group())
    unit, more, end = read_unit(s, second.end())
    if unit is not None and upper > first.value and (first.unit is None or unit.startswith(first.unit)):
        wider = max(first.decimals or 0, decimals)
        return Printed(first.value, wider, unit, first.start, end, "+" if more else first.qualifier, upper)
    if (
        unit is None
        and first.unit is None
        and not first.decimals
        and not decimals
        and between.group().strip() in "-—–~"
    ):
        first.end = second.end()  # 2-1, 3—4: a designation
    return first


def _stands_alone(s: str, i: int, match: re.Match[str], before: str, unit_known: bool) -> bool:
    """Whether a number without unit is a quantity at all and not a piece of a name."""
    end, printed = match.end(), match.group()
    after = s[end : end + 1]
    if (after.isascii() and after.isalpha()) or after in ("_", "强", "号"):
        return False
    if len(printed) <= 5 and not unit_known and _at_line_start(s, i) and no.HEADING_AFTER.match(s, end):
        return False
    lead = s[max(0, i - 8) : i]
    if printed.isdigit():
        if before == "+" and s[i - 2 : i - 1].isdigit() and len(printed) < 3:
            return False
        if len(printed) >= 9 or no.LABEL_BEFORE.search(lead):
            return False
        if len(printed) == 4 and printed[:2] in ("19", "20") and not (unit_known and no.LEAD_BEFORE.search(lead)):
            return bool(words.QUALIFIER_BEFORE.search(lead))
        return not after or after in _STOPS or bool(no.LEAD_BEFORE.search(lead) and no.LEAD_AFTER.match(s, end))
    if _RELEASE.fullmatch(printed) and before.isalpha():
        return False  # 工业4.0
    if not after or after in _STOPS:
        return True
    return not no.NAME_AFTER.match(s, end) and not (len(printed) <= 5 and _at_line_start(s, i))


def _sign(s: str, number: Printed, figure: bool) -> None:
    """Take in a sign that belongs to the number; a dash between words and a bare integer is none."""
    k = number.start - 1
    if k < 0 or s[k] not in "+-":
        return
    before = s[k - 1] if k else ""
    if before and (before in "+-)%" or (before.isascii() and before.isalnum()) or (before.isalpha() and not figure)):
        return
    number.start = k
    if s[k] == "-":
        number.value = -number.value


def _numeral(s: str, i: int) -> tuple[Printed | None, int]:
    """The quantity that a Chinese numeral at ``i`` states, or None; and where to go on."""
    part = _PART.match(s, i)
    if part:
        return _hundredths(s, i, part)
    run = _RUN.match(s, i)
    assert run is not None
    word, end = run.group(), run.end()
    before = s[i - 1] if i else ""
    if before and before in "第数几上.":
        return None, end
    point = _POINT.match(s, end)
    tail = digits(point.group(1)) if point else None
    if point is not None and tail is not None:
        step, whole, end = point.group(2), integer(word), point.end()
    else:
        step = word[-1] if len(word) > 1 and word[-1] in "万亿" else ""
        whole = integer(word.removesuffix(step))
    unit, more, stop = read_unit(s, end)
    if whole is None or unit is None:
        return None, end
    if (before and before in words.QUOTES_OPEN) or words.IDIOM.match(s, stop - len(unit)):
        return None, end
    if unit == "分" and s[stop : stop + 1] == "之":
        return None, end
    full = step + unit
    if len(word) == 1 and tail is None and not more and not _counts(s, word, full, before, stop):
        return None, end
    value = Decimal(f"{whole}.{tail}") if tail else Decimal(whole)
    number = Printed(value, len(tail) if tail else None, full, i, stop, "+" if more else "")
    qualify(s, number)
    return number, number.end


def _counts(s: str, word: str, unit: str, before: str, stop: int) -> bool:
    """Whether a numeral of one character counts: 两辆 and 一辆 do, 十分, 一项, 每一名 and 一家人 do not; 两项合计 only
    points back at what was just named."""
    if unit in "项者类" and _ADDED.match(s, stop):
        return False
    if word != "一" or unit in ("个百分点", "百分点", "倍"):
        return unit in words.FIRM
    return (
        unit in "辆台幢栋座名家户"
        and before not in "每任同另某这那哪唯单第统专归之"
        and s[stop : stop + 1] not in ("一", "人")
    )


def _hundredths(s: str, i: int, part: re.Match[str]) -> tuple[Printed | None, int]:
    """百分之五 as 5 %."""
    step, word, tail, figure = part.groups()
    if step == "万":
        return None, part.end()
    decimals: int | None
    if figure:
        value, decimals = decimal(figure)
    else:
        whole = 100 if word == "百" else integer(word)
        if whole is None:
            return None, part.end()
        value = Decimal(f"{whole}.{digits(tail)}") if tail else Decimal(whole)
        decimals = len(tail) if tail else None
    number = Printed(value, decimals, "%" if step == "百" else "‰", i, part.end())
    qualify(s, number)
    return number, number.end
