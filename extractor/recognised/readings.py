"""What a recognised figure may say besides what was read, and how likely each other reading is against that one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.model.glyphs import Glyph
from extractor.model.report import Fact
from extractor.recognised import confusions as data
from extractor.recognised.calibration import SURE, wrong
from extractor.recognised.ink import Ink, Written
from extractor.text.fold import FOLD

_NUMBER = re.compile(r"[-+—–(]?\s?\d[\d,，.\s]*")
_PRINTED = re.compile(r"-?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MARKS = r"\s?[^\w\s\-—–~/、%()+*×=<>≥≤:]{1,2}\s?"
"""One or two marks between digits that part no two numbers: what dirt makes of a point or comma."""
_LEFT_OFF = re.compile(rf"\d(?:\s?,\s*|{_MARKS})$")
_LAST = re.compile(r"(\d[\d,.]*)\s+$")
_GOES_ON = re.compile(rf"(?:\s?,\s*|{_MARKS})\d")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿%‰")
_JUNK = str.maketrans("", "", ",， \n\t\u3000+(")
_DIGITS = "0123456789"
_PARTS = frozenset("0123456789.-")
MOST = 60
"""Readings kept of one figure."""
MALFORMED = 0.4
"""Confidence that a figure has at most where its print is no well-formed number."""
_LEAST = 1e-6
_SMOOTH, _ROUGH = 0.2, 20.0
"""Bounds of how much likelier losses are on a page than on a usual one."""


@dataclass(slots=True, frozen=True)
class Reading:
    """``value`` in the figure's unit; ``odds`` of this reading against the one recognised, from the glyphs alone."""

    value: Decimal
    decimals: int
    odds: float


@dataclass(slots=True, frozen=True)
class Core:
    """The characters a figure was read from: its digits, point, sign and separators, and what stands so close that it
    may be one of them."""

    text: str
    glyphs: tuple[Glyph | None, ...]
    confidence: float | None
    """Lowest probability of a character; the reader's own for the paragraph or cell where no glyph was found."""
    doubtful: int
    """How many characters are read with less than :data:`SURE`."""
    number: tuple[int, int]
    """Where the number itself stands in ``text``."""
    roughness: float = 0.0
    """Share of doubtful characters on its page."""
    gaps: tuple[tuple[int, Glyph], ...] = ()
    """Where between its characters there may be another, as in :class:`Written`."""


def core(ink: Ink, fact: Fact) -> Core | None:
    """What a fact was read from; None where the text is the file's own."""
    whole = ink.around(fact.location)
    if whole is None:
        return None
    start, end = fact.location.chars or (0, len(whole.text))
    inside = whole.text.find(fact.raw, start, end) if fact.raw else -1
    if inside >= 0:
        start, end = inside, inside + len(fact.raw)
    folded = whole.text.translate(FOLD)
    match = _NUMBER.search(folded, start, end)
    if match is None:
        return _numeral(whole, start, end)
    a, b = match.start(), match.start() + len(match.group().rstrip(" \n,，."))
    first, last = _reach(folded, whole, a, b)
    positions = [i for i in range(first, last) if not folded[i].isspace()]
    # the characters that make the size: 万 of 万元
    sized = [i for i in range(b, end) if folded[i] in "万亿千百%‰"]
    glyphs = tuple(whole.glyphs[first:last])
    gaps = tuple((i - first, g) for i, g in whole.gaps.items() if first <= i <= last and _may_hide(g))
    sure = whole.lowest([*positions, *sized])
    if sure is not None:
        least = MALFORMED if _malformed(folded[a:b]) or _torn(folded, a, b) else 1.0
        sure = min(sure, least, *(g.confidence for _, g in gaps))
    shaky = sum(g.confidence < SURE for g in (*glyphs, *(g for _, g in gaps)) if g is not None)
    return Core(folded[first:last], glyphs, sure, shaky, (a - first, b - first), whole.roughness, gaps)


def _malformed(number: str) -> bool:
    """Whether a number is none as it stands, such as 13,533,97595: something in it was lost or misread."""
    plain = "".join(number.split()).lstrip("-+—–(")
    return ("," in plain or plain.count(".") > 1) and _GROUPED.fullmatch(plain) is None


def _torn(text: str, start: int, end: int) -> bool:
    """Whether a number goes on behind a separator: 13, at the end of a line and 300,002.77 on the next."""
    before = text[max(0, start - 24) : start]
    left = _LAST.search(before)
    return bool(_LEFT_OFF.search(before) or _GOES_ON.match(text, end) or (left and _malformed(left.group(1))))


def _may_hide(gap: Glyph) -> bool:
    """Whether what was not read there would change a number."""
    return any(r.translate(FOLD) in _PARTS for r, _ in gap.rivals)


def _numeral(whole: Written, start: int, end: int) -> Core:
    """A figure in Chinese numerals: no other reading is sought, its confidence counts all the same."""
    positions = [i for i in range(start, end) if whole.text[i] in _NUMERALS] or list(range(start, end))
    return Core("", (), whole.lowest(positions), 0, (0, 0))


def _reach(text: str, whole: Written, start: int, end: int) -> tuple[int, int]:
    """A figure's characters with neighbours that may belong to it: a doubtful character between digits and words may be
    a digit, and a letter or stop that looks like one."""

    def unsure(i: int) -> bool:
        glyph = whole.glyphs[i]
        return text[i] in data.LOOKALIKES and text[i].isascii() and glyph is not None and glyph.confidence < SURE

    while start > 0 and unsure(start - 1):
        start -= 1
    while end < len(text) and unsure(end):
        end += 1
    return start, end


def readings(figure: Core, fact: Fact, usual: int | None = None) -> list[Reading]:
    """Other readings, likeliest first, no more than :data:`MOST`.

    ``usual`` is the number of decimals the other figures of its column or table have. Empty where the value is not
    simply the printed number (3亿5000万元, Chinese numerals): then nothing is offered rather than something wrong.
    """
    own = _value(figure.text[slice(*figure.number)])
    if own is None or abs(own[0]) != abs(fact.value):
        return []
    sign = -1 if own[0] != fact.value else 1
    odds: dict[tuple[Decimal, int], float] = {}
    signed = fact.measure in ("change", "growth") or fact.scenario == "adjustment"
    for text, likely in _texts(figure, usual, signed):
        # where nothing was printed a ruling or a speck was taken for a digit
        made = _value(text) if text.translate(_JUNK) else (Decimal(0), 0)
        if made is None or likely < _LEAST:
            continue
        value, decimals = sign * made[0], made[1]
        if value == fact.value:
            continue
        key = (value, decimals)
        odds[key] = max(odds.get(key, 0.0), likely)
    best: dict[Decimal, Reading] = {}
    for (value, decimals), likely in odds.items():
        known = best.get(value)
        if known is None or likely > known.odds:
            best[value] = Reading(value, decimals, likely)
    return sorted(best.values(), key=lambda r: (-r.odds, r.value))[:MOST]


def _value(text: str) -> tuple[Decimal, int] | None:
    negative = text.lstrip().startswith(("-", "—", "–", "("))
    plain = text.translate(_JUNK).lstrip("-—–")
    if not _PRINTED.fullmatch(plain):
        return None
    value = Decimal(plain)
    return (-value if negative else value), len(plain.partition(".")[2])


def _texts(figure: Core, usual: int | None, signed: bool) -> Iterator[tuple[str, float]]:
    """Other texts with their odds; some may be no number. ``signed`` says whether such a figure is ever negative."""
    text, glyphs = figure.text, figure.glyphs
    single: list[tuple[int, str, float]] = []
    for i, glyph in enumerate(glyphs):
        for char, likely in _others(text[i], glyph, figure.confidence).items():
            if not char and len(text) == 1:
                likely = max(likely, _doubt(glyph, figure.confidence) * data.LONE)
            single.append((i, char, likely))
            yield text[:i] + char + text[i + 1 :], likely
    for at, gap in figure.gaps:
        for char, likely in gap.rivals:
            yield text[:at] + char.translate(FOLD) + text[at:], likely / max(gap.confidence, 0.05)
    likelier = min(max(figure.roughness / data.USUAL_ROUGHNESS, _SMOOTH), _ROUGH)
    yield from ((other, odds * likelier) for other, odds in (*_shapes(text, usual), *_signs(text, signed)))
    yield from _broken(text)
    # two characters at once only where both are doubtful
    shaky = [s for s in single if (g := glyphs[s[0]]) is not None and g.confidence < SURE and s[2] > 0.02]
    shaky = sorted(shaky, key=lambda s: -s[2])[:24]
    for (i, a, p), (j, b, q) in combinations(shaky, 2):
        if i == j:
            continue
        (i, a), (j, b) = sorted(((i, a), (j, b)))
        yield text[:i] + a + text[i + 1 : j] + b + text[j + 1 :], p * q


def _others(char: str, glyph: Glyph | None, confidence: float | None) -> dict[str, float]:
    """What one character may be instead, with odds against what was read."""
    if char.isspace():
        return {}
    lost = _doubt(glyph, confidence)
    found: dict[str, float] = {}
    shares = data.MISREAD.get(char, {})
    for other, share in shares.items():
        found[other] = lost * share
    meant = data.LOOKALIKES.get(char)
    if meant is not None:
        found[meant] = max(found.get(meant, 0.0), 0.3)
    if char.isdigit():
        for other in _DIGITS:
            if other != char:
                found[other] = max(found.get(other, 0.0), lost * data.OTHER)
        found.setdefault("", lost * data.OTHER)
    if glyph is not None and glyph.rivals:
        named = {r.translate(FOLD): q for r, q in glyph.rivals}
        for other, q in named.items():
            found[other] = max(found.get(other, 0.0), q / max(glyph.confidence, 0.05))
    return found


def _doubt(glyph: Glyph | None, confidence: float | None) -> float:
    sure = glyph.confidence if glyph is not None else confidence
    return wrong(1.0 if sure is None else sure)


def _shapes(text: str, usual: int | None) -> Iterator[tuple[str, float]]:
    """Readings that no single glyph tells of: something was lost or added between them."""
    lead = 1 if text[:1] in ("-", "(") else 0
    digits = text.translate(_JUNK).lstrip("-")
    decimals = len(digits.partition(".")[2])
    for i, char in enumerate(text):
        if char.isdigit():
            if not (i and text[i - 1] == char):
                yield text[: i + 1] + char + text[i + 1 :], data.DOUBLED
            elif i:
                yield text[:i] + text[i + 1 :], data.DOUBLED
    shorter = usual is not None and 0 < decimals == usual - 1
    for digit in _DIGITS:
        yield text + digit, data.TAIL_LOST if shorter else data.EDGE / 10
        if digit != "0":
            yield text[:lead] + digit + text[lead:], data.EDGE / 10
    if "." not in digits:
        yield from _pointed(digits, text[:lead], usual)
    elif usual is not None and usual != decimals:
        plain = digits.replace(".", "")
        if 0 < usual < len(plain):
            yield text[:lead] + plain[:-usual] + "." + plain[-usual:], data.POINT_LOST
    for i, char in enumerate(text):
        if char in ",，" and "." not in text:
            yield text[:i] + "." + text[i + 1 :], data.COMMA_FOR_POINT


def _signs(text: str, signed: bool) -> Iterator[tuple[str, float]]:
    if text[:1] in ("-", "("):
        yield text[1:], data.SIGN_LOST / 10
    elif signed:
        yield "-" + text, data.SIGN_LOST


def _broken(text: str) -> Iterator[tuple[str, float]]:
    """Readings of what is no well-formed number as it stands: 1,234,56 and 12,34.56."""
    if not _malformed(text):
        return
    for i, char in enumerate(text):
        if char in ",，" and "." not in text:
            yield text[:i] + "." + text[i + 1 :], 0.5
    yield from _regrouped(text)


def _pointed(digits: str, sign: str, usual: int | None) -> Iterator[tuple[str, float]]:
    for places in range(1, min(len(digits), 5)):
        expected = usual is not None and usual == places
        likely = data.POINT_LOST * 4 if expected else data.POINT_ANYWHERE
        yield sign + digits[:-places] + "." + digits[-places:], likely


def _regrouped(text: str) -> Iterator[tuple[str, float]]:
    """The point was lost after the last group of thousands, or a digit from a group that has but two."""
    whole, point, _ = text.partition(".")
    position = 0
    last = whole.rpartition(",")[2]
    if not point and len(last) > 3:
        cut = len(whole) - len(last) + 3
        yield text[:cut] + "." + text[cut:], 0.5
    for number, group in enumerate(whole.split(",")):
        if number and len(group) == 2:
            for at in range(3):
                for digit in _DIGITS:
                    place = position + at
                    yield text[:place] + digit + text[place:], 0.02
        position += len(group) + 1
