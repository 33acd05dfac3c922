"""Typing mistakes: does a printed number become the needed one by one slip of the hand?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.checks.interval import Interval
from extractor.checks.numbers import plain

if TYPE_CHECKING:
    from extractor.checks.claim import Claim

Pair = tuple[str, str]
_SHIFTS = {1: "10", 2: "100", 3: "1000", 4: "10000"}


def slip(printed: Decimal, needed: Decimal) -> Pair | None:
    """The slip that explains ``printed`` where ``needed`` was meant, in Chinese and English; None if none does."""
    if printed == needed:
        return None
    if printed and printed == -needed:
        return ("疑为正负号有误", "the sign may be wrong")
    if printed * needed < 0:
        return None
    for power, words in _SHIFTS.items():
        if printed and (printed.scaleb(power) == needed or needed.scaleb(power) == printed):
            return (
                f"疑为小数点或单位有误，相差{words}倍",
                f"decimal point or unit may be wrong, factor {words}",
            )
    a, b = _digits(printed, needed)
    if len(a) == len(b):
        off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(off) == 1:
            return ("疑为一位数字有误", "one digit may be wrong")
        if len(off) == 2 and off[1] - off[0] == 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]:
            return ("疑为相邻两位数字颠倒", "two neighbouring digits may be swapped")
    elif abs(len(a) - len(b)) == 1:
        long, short = (a, b) if len(a) > len(b) else (b, a)
        if any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
            return ("疑为多写或漏写一位数字", "a digit may be missing or printed twice")
    return None


def slips_between(printed: Decimal, wanted: Interval, factor: Decimal) -> Decimal | None:
    """The value nearest the middle of ``wanted`` (base units) that one slip makes of ``printed`` (``factor`` base units
    each); None if no slip leads there."""
    inside = [v for v in _corrections(printed) if v * factor in wanted]
    middle = (wanted.lo + wanted.hi) / 2
    return min(inside, key=lambda v: abs(v * factor - middle), default=None)


def slipped(claim: Claim) -> bool:
    """Whether one slip of the hand in one of its figures explains why a claim fails."""
    from extractor.checks.evaluate import repair

    for _, figure in claim.figures():
        span = repair(claim, figure.key)
        if figure.value is None or span is None or not span.width.is_finite():
            continue
        if slips_between(figure.value, span, figure.factor) is not None:
            return True
    return False


def _corrections(printed: Decimal) -> Iterator[Decimal]:
    """All numbers one slip away."""
    yield -printed
    for power in _SHIFTS:
        yield printed.scaleb(power)
        yield printed.scaleb(-power)
    decimals = max(-_exponent(printed), 0)
    text = plain(abs(printed), decimals).replace(".", "")
    sign = -1 if printed < 0 else 1
    for i, old in enumerate(text):
        for new in "0123456789":
            if new != old:
                yield sign * Decimal(text[:i] + new + text[i + 1 :]).scaleb(-decimals)
            # a digit left out in print, in front of this one
            yield sign * Decimal(text[:i] + new + text[i:]).scaleb(-decimals)
        if len(text) > 1:
            yield sign * Decimal(text[:i] + text[i + 1 :]).scaleb(-decimals)
        if i and text[i - 1] != old:
            yield sign * Decimal(text[: i - 1] + old + text[i - 1] + text[i + 1 :]).scaleb(-decimals)


def _digits(a: Decimal, b: Decimal) -> tuple[str, str]:
    """Both numbers' digits, aligned at the decimal point."""
    decimals = max(-_exponent(a), -_exponent(b), 0)
    return plain(abs(a), decimals).replace(".", ""), plain(abs(b), decimals).replace(".", "")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
