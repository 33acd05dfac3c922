"""Typing mistakes: does a printed number become the needed one by one slip of the hand?"""

from __future__ import annotations

from decimal import Decimal

from extractor.checks.numbers import plain

Pair = tuple[str, str]
_SHIFTS = {1: "10", 2: "100", 3: "1000", 4: "10000"}


def slip(printed: Decimal, needed: Decimal) -> Pair | None:
    """The slip that explains ``printed`` where ``needed`` was meant, in Chinese and English; None if none does."""
    if printed == needed or not printed or not needed:
        return None
    if printed == -needed:
        return ("疑为正负号有误", "the sign may be wrong")
    if (printed < 0) != (needed < 0):
        return None
    for power, words in _SHIFTS.items():
        if printed.scaleb(power) == needed or needed.scaleb(power) == printed:
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


def _digits(a: Decimal, b: Decimal) -> tuple[str, str]:
    """Both numbers' digits, aligned at the decimal point."""
    decimals = max(-_exponent(a), -_exponent(b), 0)
    return plain(abs(a), decimals).replace(".", ""), plain(abs(b), decimals).replace(".", "")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
