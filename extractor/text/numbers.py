"""Printed numbers: in running text, and in table cells."""

from __future__ import annotations

from extractor.model.quantity import Quantity
from extractor.text.cells import CellKind, CellValue, read_cell
from extractor.text.scan import scan

__all__ = ["CellKind", "CellValue", "find_quantities", "read_cell"]


def find_quantities(text: str, default_unit: str | None = None) -> list[Quantity]:
    """Every quantity of a running text, in order; ``text[q.start:q.end] == q.raw``.

    Dates, years, document numbers, telephone numbers, codes, list numbers, ordinals and digits inside names are none.
    Words such as 减少 belong to the sentence: the value keeps the sign that is printed. ``default_unit`` is given to
    figures that print none.
    """
    return list(scan(text, default_unit))
