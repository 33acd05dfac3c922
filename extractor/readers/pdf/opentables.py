"""Tables without (all) rulings."""

from __future__ import annotations

from extractor.readers.pdf.cells import PageTable
from extractor.readers.pdf.lines import TextLine
from extractor.readers.pdf.rulings import Line


def find(lines: list[TextLine], rules: list[Line], page: int) -> tuple[list[PageTable], list[TextLine]]:
    """Tables among the free lines of a page, and the lines that are left."""
    return [], lines
