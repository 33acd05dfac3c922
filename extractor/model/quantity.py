"""One printed number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True, frozen=True)
class Quantity:
    """A printed number with what is printed around it.

    ``value`` carries the sign as printed; ``decimals`` is the count of printed decimals in ``unit``
    (None where the value is exact by nature, such as a number written in Chinese numerals).
    ``start``/``end`` are character offsets of ``raw`` (number, qualifier and unit) in the text it was found in.
    """

    value: Decimal
    raw: str
    unit: str | None
    decimals: int | None
    start: int
    end: int
    qualifier: str = ""
    """"" or one of ">=", ">", "<=", "<", "~" (约, 左右), "+" (余, 多: a little more)."""
    upper: Decimal | None = None
    """Upper end where a range is printed; ``value`` is its lower end."""
    percent_point: bool = False
