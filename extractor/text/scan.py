"""Finding quantities in running text: one pass over the text, left to right, each number judged by its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.quantity import Quantity
from extractor.text import number_words as words
from extractor.text.fold import FOLD
from extractor.text.numerals import DIGITS, NUMERAL, STEPS, digits, integer
from extractor.text.units import scale

_GAP = r"(?:\s?\n\s?)?"
NUMBER = re.compile(
    rf"(?:\d{{1,3}}(?:{_GAP},{_GAP}\d{{3}})+(?!\d)|\d{{1,3}}(?:，\d{{3}})+(?=\.\d|\s?[千万亿]?元)|\d{{1,3}}(?: \d{{3}})+(?=\.\d)"
    rf"|\d+(?:,\d+)+(?=\.\d)|\d+)(?:{_GAP}\.{_GAP}\d+)?"
)
_JUNK = str.maketrans("", "", ",， \n")
_TOKEN = re.compile(rf"\d|[{DIGITS}{STEPS}]")
_RUN = re.compile(NUMERAL)
_PART = re.compile(rf"([百千万])分之(?:({NUMERAL})(?:点([{DIGITS}]+))?|(\d+(?:\.\d+)?))")
_ORDINAL = re.compile(r"\d+(?:\s?[-—–~至到、和及]\s?第?\s?\d+)*")
_ALNUM = re.compile(r"[\dA-Za-z_]*(?:[-./·][\dA-Za-z]+)*")
_BETWEEN = re.compile(r"\s?(?:-{1,2}|—{1,2}|–|~|至|到)\s?")
_DURATION = re.compile(r"(\d{1,2}(?:\.\d)?)\s?(余|多)?\s?年(?![度末底初级代])")
_SPACE = re.compile(r"[ \n]{0,3}")
_STOPS = frozenset(" \n。；;：:，,、)）(（]】”’\"'/*×=÷+-—–~%<>≥≤|》…!?！？．.")
_BEFORE_NOW = frozenset("目此以之会日当先提年事")
_CODE_ENDS = frozenset("话机真编码号Q线箱式：:为是 \n")


@dataclass(slots=True)
class Printed:
    """A number being read: the text, where the digits begin, and what has been found out so far."""

    value: Decimal
    decimals: int | None
    unit: str | None
    start: int
    end: int
    qualifier: str = ""
    upper: Decimal | None = None

    def quantity(self, text: str) -> Quantity:
        point = self.unit is not None and self.unit.endswith(("百分点", "千分点"))
        unit = self.unit.removeprefix("个") if point and self.unit else self.unit
        return Quantity(
            self.value,
            text[self.start : self.end],
            unit,
            self.decimals,
            self.start,
            self.end,
            self.qualifier,
            self.upper,
            point,
        )


def scan(text: str, default_unit: str | None) -> list[Quantity]:
    """All quantities of ``text``, in order."""
    if not _TOKEN.search(text):
        return []
    plain = text.translate(FOLD)
    found: list[Quantity] = []
    at = 0
    while token := _TOKEN.search(plain, at):
        i = token.start()
        printed, at = _figures(plain, i, default_unit) if plain[i].isdigit() else _numeral(plain, i)
        if printed is not None:
            found.append(printed.quantity(text))
            at = printed.end
    return found


def decimal(printed: str) -> tuple[Decimal, int]:
    """Value and count of decimals of a number in figures, with its separators."""
    plain = printed.translate(_JUNK)
    return Decimal(plain), len(plain.partition(".")[2])


def _figures(s: str, i: int, default_unit: str | None) -> tuple[Printed | None, int]:
    """The quantity whose first digit is at ``i``, or None and where to go on."""
    before = s[i - 1] if i else ""
    skipped = _not_a_quantity(s, i, before)
    if skipped is not None:
        return skipped
    match = NUMBER.match(s, i)
    assert match is not None
    end = match.end()
    value, decimals = decimal(match.group())
    unit, more, end = read_unit(s, end)
    if before.isascii() and before.isalpha() and not (unit and unit.endswith(("元", "%")) and s[i - 2 : i].isalpha()):
        return None, max(match.end(), _end(_ALNUM, s, i))
    if at_line_start(s, i) and unit is not None and decimals and scale(unit) == 1 and unit in words.FIRM:
        return None, i + match.group().index(".") + 1  # "1.5个" at the head of a line: item 1
    if unit is not None and unit in ("万", "亿") and s[end : end + 1].isdigit():
        value, decimals, unit, end = _compound(s, value, unit, end)
    number = Printed(value, decimals, unit, i, end, "+" if more else "")
    number = _range(s, number)
    if number.unit is None:
        if not _stands_alone(s, i, match, before, default_unit is not None):
            return None, _end(_ALNUM, s, match.end()) if s[match.end() : match.end() + 1].isalpha() else number.end
        number.unit = default_unit
    _sign(s, number, bool(decimals or unit or not match.group().isdigit()))
    qualify(s, number)
    return number, number.end


def _end(pattern: re.Pattern[str], s: str, i: int) -> int:
    match = pattern.match(s, i)
    return match.end() if match else i


def at_line_start(s: str, i: int) -> bool:
    return i == 0 or not s[s.rfind("\n", 0, i) + 1 : i].strip()


def _not_a_quantity(s: str, i: int, before: str) -> tuple[Printed | None, int] | None:
    """Where to go on if a date, a code or a list number begins at ``i``."""
    if before == "第" or (before == " " and s[i - 2 : i - 1] == "第"):
        return None, _end(_ORDINAL, s, i)
    if before in _CODE_ENDS and words.CODE_BEFORE.search(s, max(0, i - 14), i):
        return None, _end(words.CODE_REST, s, i)
    if before and before in words.QUOTES_OPEN:
        end = _end(NUMBER, s, i)
        unit, _, stop = read_unit(s, end)
        if unit is None or s[stop : stop + 1] not in words.QUOTES_CLOSE:
            return None, _end(words.SKIP, s, i) if words.SKIP.match(s, i) else end  # “4+4”产业, “15分钟”生活圈
    if before == "前" and s[i - 2 : i - 1] not in _BEFORE_NOW:
        return None, _end(_ORDINAL, s, i)  # a rank, not a count
    duration = _DURATION.match(s, i)
    if duration and (
        words.DURATION_BEFORE.search(s, max(0, i - 6), i) or words.DURATION_AFTER.match(s, duration.end())
    ):
        value, decimals = decimal(duration.group(1))
        number = Printed(value, decimals, "年", i, duration.end(), "+" if duration.group(2) else "")
        qualify(s, number)
        return number, number.end
    skip = words.SKIP.match(s, i)
    if skip:
        return None, skip.end()
    numbering = words.NUMBERING.match(s, i)
    if numbering and _is_numbering(s, i, numbering.end(), before):
        return None, numbering.end()
    return None


def _is_numbering(s: str, i: int, end: int, before: str) -> bool:
    mark, after = s[end - 1], s[end : end + 1]
    fresh = at_line_start(s, i) or before in "。；;：: "
    if mark == ".":
        return fresh or not after.isspace()
    worded = after.isalpha() or (after != "" and after in '“"‘《 ')
    if mark == ")":
        return worded or (before == "(" and at_line_start(s, i - 1))
    return fresh and not after.isdigit()


def read_unit(s: str, end: int) -> tuple[str | None, bool, int]:
    """The unit printed from ``end`` on, whether 余 or 多 stands before it, and where it ends."""
    more = words.MORE.match(s, end)
    start = _end(_SPACE, s, more.end() if more else end)
    match = words.UNIT_PATTERN.match(s, start)
    if match is None:
        return None, False, end
    unit = match.group()
    if unit in ("万", "亿", "千万", "百万"):
        later = words.MORE.match(s, match.end())
        rest = words.UNIT_PATTERN.match(s, later.end()) if later else None
        if rest:
            return unit + rest.group(), True, rest.end()
    return unit, bool(more), match.end()


def _compound(s: str, value: Decimal, unit: str, end: int) -> tuple[Decimal, int, str, int]:
    """3亿5000万元 or 1万2千人, in the smaller of its units."""
    match = NUMBER.match(s, end)
    assert match is not None
    rest, decimals = decimal(match.group())
    lesser, _, stop = read_unit(s, match.end())
    lesser = lesser or ""
    return value * scale(unit) / scale(lesser) + rest, decimals, lesser, stop


def _range(s: str, first: Printed) -> Printed:
    """``first`` widened to a range where a second number follows: 3-5家, 10%~15%."""
    between = _BETWEEN.match(s, first.end)
    second = NUMBER.match(s, between.end()) if between else None
    if between is None or second is None or words.SKIP.match(s, second.start()):
        return first
    if re.search(r"[由从]\D{0,6}$", s[max(0, first.start - 8) : first.start]):
        return first
    upper, decimals = decimal(second.group())
    unit, more, end = read_unit(s, second.end())
    same = first.unit in (None, unit) or (unit or "").startswith(first.unit or "")
    if unit is None or not same or upper <= first.value:
        if (
            unit is None
            and first.unit is None
            and not first.decimals
            and not decimals
            and between.group().strip() in "-—–~"
        ):
            first.end = second.end()  # 2-1, 3—4: a designation
        return first
    return Printed(
        first.value, max(first.decimals or 0, decimals), unit, first.start, end, "+" if more else first.qualifier, upper
    )


def _stands_alone(s: str, i: int, match: re.Match[str], before: str, unit_known: bool) -> bool:
    """Whether a number without unit is a quantity at all and not a piece of a name."""
    end, printed = match.end(), match.group()
    after = s[end : end + 1]
    if after.isascii() and (after.isalpha() or after == "_") or after in "强号":
        return False
    if before == "+" and s[i - 2 : i - 1].isdigit() and printed.isdigit() and len(printed) < 3:
        return False
    lead = s[max(0, i - 8) : i]
    plain = printed.isdigit()
    if plain and (words.LABEL_BEFORE.search(lead) or len(printed) >= 9):
        return False
    if (
        plain
        and len(printed) == 4
        and printed[:2] in ("19", "20")
        and not (unit_known and words.LEAD_BEFORE.search(lead))
    ):
        return bool(words.QUALIFIER_BEFORE.search(lead)) and "=" not in lead[-1:]
    if re.fullmatch(r"\d\.0", printed) and before.isalpha():
        return False  # 工业4.0
    if not after or after in _STOPS:
        return True
    if not plain:
        return not re.match(r"版|时代|模式|版本|\s?[级型]", s[end : end + 3]) and not (
            at_line_start(s, i) and len(printed) <= 5
        )
    return bool(words.LEAD_BEFORE.search(lead) and words.LEAD_AFTER.match(s, end))


def _sign(s: str, number: Printed, figure: bool) -> None:
    """Take in a sign that belongs to the number; a dash between words and a bare integer is not one."""
    k = number.start - 1
    if k < 0 or s[k] not in "+-":
        return
    before = s[k - 1] if k else ""
    if before in "+-" and before or before.isascii() and before.isalnum() or before in (")", "%"):
        return
    if before.isalpha() and not figure:
        return
    number.start = k
    if s[k] == "-":
        number.value = -number.value


def qualify(s: str, number: Printed) -> None:
    """Take in the qualifiers around the number."""
    after = words.QUALIFIER_AFTER.match(s, number.end)
    if after:
        number.end = after.end()
        word = after.group(1) or after.group().strip()[-1]
        number.qualifier = words.AFTER[word] or number.qualifier
    start = number.start
    if start and s[start - 1] in words.QUALIFIER_BEFORE_ENDS:
        before = words.QUALIFIER_BEFORE.search(s, max(0, start - 12), start)
        if before:
            number.start = before.start()
            number.qualifier = words.sign_before(before.group(1))
    currency = re.search(r"(?:人民币|[¥￥])\s?$", s[max(0, number.start - 5) : number.start])
    if currency:
        number.start -= len(currency.group())
        number.unit = number.unit or "元"


def _numeral(s: str, i: int) -> tuple[Printed | None, int]:
    """The quantity that a Chinese numeral at ``i`` states, or None and where to go on."""
    part = _PART.match(s, i)
    if part:
        return _parts_of(s, i, part)
    run = _RUN.match(s, i)
    assert run is not None
    word, end = run.group(), run.end()
    before = s[i - 1] if i else ""
    if before and before in "第数几上.":
        return None, end
    fraction = re.compile(rf"点([{DIGITS}]+)([{STEPS}]?)").match(s, end)
    decimals: int | None = None
    value: Decimal | None
    if fraction and (tail := digits(fraction.group(1))) and (whole := integer(word)) is not None:
        value, decimals, step, end = Decimal(f"{whole}.{tail}"), len(tail), fraction.group(2), fraction.end()
    else:
        step = word[-1] if len(word) > 1 and word[-1] in "万亿" else ""
        head = integer(word.removesuffix(step))
        value = None if head is None else Decimal(head)
    unit, more, stop = read_unit(s, end)
    if value is None or unit is None:
        return None, end
    unit_at = stop - len(unit)
    unit = step + unit
    if (
        before
        and before in words.QUOTES_OPEN
        or words.IDIOM.match(s, unit_at)
        or unit == "分"
        and s[stop : stop + 1] == "之"
    ):
        return None, end
    if len(word) == 1 and decimals is None and not more:
        if unit not in words.FIRM or word == "一" and not _one_counts(s, unit, before, stop):
            return None, end
    number = Printed(value, decimals, unit, i, stop, "+" if more else "")
    qualify(s, number)
    return number, number.end


def _one_counts(s: str, unit: str, before: str, stop: int) -> bool:
    """一辆 counts, 一家人, 每一名 and 任一户 do not."""
    if unit in ("个百分点", "百分点", "倍"):
        return True
    return (
        unit in "辆台幢栋座名家户"
        and before not in "每任同另某这那哪唯单第统专归之"
        and s[stop : stop + 1] not in ("一", "人")
    )


def _parts_of(s: str, i: int, part: re.Match[str]) -> tuple[Printed | None, int]:
    """百分之五 as 5 %."""
    unit = {"百": "%", "千": "‰", "万": "‱"}[part.group(1)]
    word, tail, figure = part.group(2), part.group(3), part.group(4)
    decimals: int | None = None
    if figure:
        value, decimals = decimal(figure)
    else:
        whole = 100 if word == "百" else integer(word)
        if whole is None or unit == "‱":
            return None, part.end()
        value = Decimal(f"{whole}.{digits(tail)}") if tail else Decimal(whole)
        decimals = len(tail) if tail else None
    number = Printed(value, decimals, unit, i, part.end())
    qualify(s, number)
    return number, number.end
