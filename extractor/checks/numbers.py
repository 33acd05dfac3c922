"""Decimals written for people: plain notation, never an exponent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

# quantize refuses what has more digits than its context, and twenty digits in 万亿元 have
_WIDE = Context(prec=80)


def plain(value: Decimal, decimals: int | None = None) -> str:
    """``value`` in plain notation, rounded half up to ``decimals`` where given."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    text = format(value, "f")
    return text[1:] if text.startswith("-") and not value else text


def trimmed(value: Decimal, least: int = 0) -> str:
    """``value`` without trailing zeros beyond ``least`` decimals."""
    head, dot, tail = plain(value).partition(".")
    tail = tail.rstrip("0").ljust(least, "0") if dot else "0" * least
    return f"{head}.{tail}" if tail else head


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as a person rounds."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
