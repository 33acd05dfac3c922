"""Workbooks and CSV files about many reports. Text is always text, never a formula or a link."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.outputs._sheet import clean, height, number_format
from extractor.outputs._tidy import harmless, plain
from extractor.outputs.files import replacing
from extractor.text.visible import utf8

Value = str | int | float | Decimal | None
MOST_ROWS = 1_048_575
"""Rows below the head that a sheet can hold."""


class Book:
    """A workbook being made in memory."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **kwargs: Any) -> Any:
        key = tuple(sorted(kwargs.items()))
        if key not in self._styles:
            base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
            self._styles[key] = self.book.add_format({**base, **kwargs})
        return self._styles[key]

    def put(self, sheet: Any, row: int, col: int, value: Value, **look: Any) -> None:
        """Write a value: numbers as numbers, all else as text."""
        if value is None or value == "":
            sheet.write_blank(row, col, None, self.style(**look))
        elif isinstance(value, str):
            sheet.write_string(row, col, clean(value), self.style(**{"text_wrap": True, **look}))
        else:
            if "num_format" not in look:
                look["num_format"] = number_format(Decimal(str(value)))
            sheet.write_number(row, col, float(value), self.style(**look))

    def table(
        self,
        name: str,
        heads: Sequence[tuple[str, int]],
        rows: Iterable[Sequence[Value]],
        formats: Sequence[str | None] = (),
    ) -> Any:
        """A sheet with a head row that filters, and rows. ``heads`` are (words, width), ``formats`` number formats."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, height(*heads))
        for col, (head, width) in enumerate(heads):
            sheet.set_column(col, col, width)
            self.put(sheet, 0, col, head, bold=True, bg_color="#D9E1F2", border=1)
        last = 0
        for row, values in enumerate(rows, 1):
            if row > MOST_ROWS:
                break
            last = row
            texts = [(v, heads[c][1]) for c, v in enumerate(values) if isinstance(v, str)]
            sheet.set_row(row, height(*texts))
            for col, value in enumerate(values):
                given = formats[col] if col < len(formats) else None
                if given and not isinstance(value, str) and value is not None:
                    self.put(sheet, row, col, value, border=1, num_format=given)
                else:
                    self.put(sheet, row, col, value, border=1)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, last), len(heads) - 1)
        self.paper(sheet)
        return sheet

    def paper(self, sheet: Any, landscape: bool = True) -> None:
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&C&P / &N")


@contextlib.contextmanager
def book(out: Path) -> Iterator[Book]:
    """A workbook that takes its place at ``out`` if the block ends well."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as made:
        yield Book(made)
    with replacing(out) as part:
        part.write_bytes(data.getbuffer())


def write_csv(out: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """UTF-8 with a byte order mark, so that Excel reads Chinese right; no text can become a formula."""
    with replacing(out) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(heads)
        for row in rows:
            writer.writerow(["" if v is None else harmless(utf8(v) if isinstance(v, str) else plain(v)) for v in row])
