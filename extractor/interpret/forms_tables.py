"""An ordinary table inside a score form: tasks or projects with their money, between its head and its indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.interpret.bands import Band, find_header
from extractor.interpret.blocks import read_band
from extractor.interpret.forms_grid import Writer
from extractor.interpret.indicators_header import find_layout
from extractor.interpret.sheet import Sheet, is_prose
from extractor.interpret.table_facts import TableWriter
from extractor.model.document import Table

if TYPE_CHECKING:
    from extractor.interpret.outline import Outline

_LEAST_ROWS = 2
_LEAST_FIGURES = 2


def find_table(table: Table, row: int) -> Band | None:
    """The table whose header begins in a row: at least two rows with two figures each below words over columns."""
    if not _plausible(table, row):
        return None
    sheet = Sheet(table)
    header = find_header(sheet, row, None)
    if not header or header[0] != row or any(find_layout(table, at) for at in (*header, header[-1] + 1)):
        return None
    body = []
    for at in range(header[-1] + 1, table.n_rows):
        filled = sheet.filled(at)
        figures = sum(sheet.type(c) == "number" for c in filled)
        if figures < _LEAST_FIGURES or any(is_prose(c.text) for c in filled[:1]):
            break
        body.append(at)
    return Band("", header, [], [], body) if len(body) >= _LEAST_ROWS else None


def _plausible(table: Table, row: int) -> bool:
    """Whether a row has at least three cells with words and none with digits: spares other rows a closer look."""
    words = [c.text for c in table.lines[row] if c.row == row and c.text.strip()]
    return len(words) >= 3 and not any(ch.isdigit() for w in words for ch in w)


def read_table(writer: Writer, outline: Outline, band: Band, unit: str | None) -> int:
    """Read it as tables of their own are read; its facts are the form's. Returns the row after it."""
    view = writer.view
    sheet = Sheet(view.table)
    printed = view.unit
    view.unit = printed or unit
    parts = read_band(sheet, band, view.fiscal_year)
    view.blocks += [part.block for part in parts]
    before = len(writer.builder.facts)
    TableWriter(view, sheet, outline, writer.builder).write(parts)
    view.unit = printed
    for fact in writer.builder.facts[before:]:
        at = fact.location
        if at.row is not None and at.col is not None and at.chars is not None:
            writer.seen[(at.row, at.col, *at.chars)] = fact
    return band.body[-1] + 1
