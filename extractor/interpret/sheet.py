"""A table with every cell typed once: what the header, block and row readers look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.model.document import Cell, Table
from extractor.text.labels import squash
from extractor.text.numbers import CellValue, read_cell

CellType = Literal["number", "year", "mark", "blank", "text"]
"""year: a bare calendar year (header or label, seldom a figure); mark: a dash or 无 in place of a figure."""

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?")
_SENTENCE = re.compile(r"[。；;！？]|，.+，|，.{8,}")


@dataclass(slots=True)
class Sheet:
    """One table, its cells by the row they begin in, and what each of them is."""

    table: Table
    rows: list[list[Cell]] = field(default_factory=list)
    """Cells by the row they begin in, left to right."""
    _values: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    _types: dict[tuple[int, int], CellType] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = [[] for _ in range(self.table.n_rows)]
        for cell in self.table.cells:
            if 0 <= cell.row < self.table.n_rows and 0 <= cell.col < self.table.n_cols:
                self.rows[cell.row].append(cell)
                key = (cell.row, cell.col)
                value = read_cell(cell.text)
                self._values[key] = value
                self._types[key] = _type(cell.text, value)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place; None for a hole or a place outside."""
        if 0 <= row < self.table.n_rows and 0 <= col < self.table.n_cols:
            return self.table.grid[row][col]
        return None

    def own(self, row: int, col: int) -> Cell | None:
        """The cell that begins in this row and column."""
        cell = self.at(row, col)
        return cell if cell is not None and cell.row == row and cell.col == col else None

    def type(self, cell: Cell | None) -> CellType:
        """What a cell is; a hole is blank."""
        return "blank" if cell is None else self._types.get((cell.row, cell.col), "blank")

    def value(self, cell: Cell) -> CellValue:
        """What :func:`read_cell` says of a cell, no unit given."""
        return self._values.get((cell.row, cell.col)) or CellValue("blank")

    def filled(self, row: int) -> list[Cell]:
        """The cells beginning in a row that are not blank."""
        return [c for c in self.rows[row] if self.type(c) != "blank"]

    def figure(self, cell: Cell | None) -> Decimal | None:
        """The number a cell prints, without its unit."""
        if cell is None:
            return None
        quantity = self.value(cell).quantity
        return None if quantity is None else quantity.value


def _type(text: str, value: CellValue) -> CellType:
    if value.kind == "blank":
        return "blank"
    if value.kind in ("dash", "none"):
        return "mark"
    if _YEAR.fullmatch(squash(text)):
        return "year"
    return "number" if value.kind == "number" else "text"


def tidy(text: str) -> str:
    """Printed words without white space, every character as it stands."""
    return _SPACE.sub("", text)


def is_prose(text: str) -> bool:
    """Whether a cell holds sentences rather than a label, a word or "label：figure" pairs."""
    flat = squash(text)
    return len(flat) > 24 and (len(flat) > 60 or bool(_SENTENCE.search(flat)))
