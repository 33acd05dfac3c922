"""The unit of tables that print none: what the rest of the document says of the same money, never a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractor.interpret.sheet import Sheet
from extractor.model.document import Document
from extractor.model.interpretation import TableView
from extractor.text.labels import squash
from extractor.text.units import find_unit

_MONEY = re.compile(r"(?:亿|千万|百万|十万|万|千|百)?元")
_PRINTED = re.compile(r"(\d[\d,，]*(?:\.\d+)?)(亿元|千万元|百万元|万元|千元|元)")
_SHORT = 30


def fill_units(document: Document, tables: Iterable[tuple[TableView, Sheet]]) -> None:
    """Set ``view.unit`` where no caption gives one.

    In this order: the only unit of money printed in the table's own headers; the unit common to all other tables that
    print one; the unit in which the document's text prints figures of this very table.
    """
    views = list(tables)
    printed = {v.unit for v, _ in views if v.unit and _MONEY.fullmatch(v.unit)}
    open_ = []
    for view, sheet in views:
        if view.unit is None:
            own = _own(sheet)
            if own:
                view.unit = own
            else:
                open_.append((view, sheet))
    if not open_:
        return
    common = next(iter(printed)) if len(printed) == 1 else None
    spoken: dict[str, set[str]] | None = None
    for view, sheet in open_:
        if common:
            view.unit = common
            continue
        spoken = spoken if spoken is not None else _spoken(document)
        view.unit = _confirmed(sheet, spoken)


def _own(sheet: Sheet) -> str | None:
    """The unit of money in the brackets of a table's labels, if they print only one."""
    found = {
        unit
        for cell in sheet.table.cells
        if 2 < len(cell.text) <= _SHORT and "元" in cell.text and sheet.type(cell) == "text"
        for unit in [find_unit(cell.text)]
        if unit and _MONEY.fullmatch(unit)
    }
    return next(iter(found)) if len(found) == 1 else None


def _spoken(document: Document) -> dict[str, set[str]]:
    """Figures of money in the paragraphs, by unit, digits only; short ones could agree by chance and are left out."""
    found: dict[str, set[str]] = {}
    for paragraph in document.paragraphs():
        if "元" in paragraph.text:
            for number, unit in _PRINTED.findall(squash(paragraph.text)):
                digits = _digits(number)
                if len(digits) >= 4:
                    found.setdefault(unit, set()).add(digits)
    return found


def _confirmed(sheet: Sheet, spoken: dict[str, set[str]]) -> str | None:
    figures = {_digits(str(value)) for c in sheet.table.cells if (value := sheet.figure(c)) is not None}
    votes = Counter({unit: len(figures & numbers) for unit, numbers in spoken.items()})
    best = votes.most_common(2)
    if not best or best[0][1] == 0 or (len(best) > 1 and best[1][1] * 2 >= best[0][1]):
        return None
    return best[0][0]


def _digits(number: str) -> str:
    """A number as it can be compared: no separators, sign or trailing zeros."""
    plain = number.replace(",", "").replace("，", "").lstrip("-")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
