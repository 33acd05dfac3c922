"""Columns of an indicator block that hold more than their header says: two tables side by side, classes under one
merged heading, target and achieved value in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.interpret.forms_words import Header
from extractor.model.document import Cell, Table
from extractor.text.numbers import read_cell

if TYPE_CHECKING:
    from extractor.interpret.indicators_header import Field

_LEAST = 3
"""Columns a side must have: a name and two things said of it."""
_LOOK_AHEAD = 40
_BETWEEN = re.compile(r"[/／\n；;|｜]")
_BRACKET = re.compile(r"[（(](?P<inside>[^（()）]+)[)）]\s*$")
_BLANK = re.compile(r"^[\s/／—–-]*$")


def cut_sides(found: Sequence[tuple[Header, Field]]) -> list[list[tuple[Header, Field]]]:
    """The header cut where its first column comes again and the same columns follow; one part if it does not."""
    words = [(h.role, h.level, f.text) for h, f in found]
    named = {"level", "name"}
    for at in range(_LEAST, len(found) - _LEAST + 1):
        left, right = words[:at], words[at:]
        again = words[0][0] in named and left[0] == right[0]
        same = left == right or {w[:2] for w in left} == {w[:2] for w in right}
        if again and same and {w[0] for w in left} - named:
            return [list(found[:at]), list(found[at:])]
    return [list(found)]


def class_columns(table: Table, row: int, first: int, last: int) -> list[int]:
    """The columns in which cells with words begin under a heading merged over ``first`` … ``last``, from ``row`` on.

    More than one only where classes stand before the names: each column divides the rows finer than the one left of it.
    """
    counts: dict[int, int] = {}
    rows = range(row, min(row + _LOOK_AHEAD, table.n_rows))
    for r in rows:
        for cell in table.lines[r]:
            inside = cell.row == r and first <= cell.col and cell.col + cell.colspan - 1 <= last
            if inside and cell.text.strip() and read_cell(cell.text).kind == "text":
                counts[cell.col] = counts.get(cell.col, 0) + 1
    columns = sorted(c for c, n in counts.items() if n >= 2 or c == first)
    finer = all(counts[a] <= counts[b] for a, b in pairwise(columns))
    return columns if len(columns) > 1 and columns[0] == first and finer and counts[columns[-1]] >= 2 else [first]


def cut_pair(cell: Cell) -> tuple[list[Cell], list[Cell]]:
    """Target and achieved value of a cell that prints both ("≥95%/98%", "≥95%（98%）"), each a cell of the same place
    with its own offsets; an achieved value that is missing gives no second cell."""
    text = cell.text
    bracket = _BRACKET.search(text)
    if bracket is not None and not _BETWEEN.search(text) and text[: bracket.start()].strip():
        return [replace(cell, text=text[: bracket.start()])], [_from(cell, *bracket.span("inside"))]
    marks = list(_BETWEEN.finditer(text))
    if not marks:
        return ([cell], []) if text.strip() else ([], [])
    # 500元/人/520元/人: of several strokes the middle one parts the two values
    middle = marks[len(marks) // 2]
    left, right = text[: middle.start()], text[middle.end() :]
    target = [] if _BLANK.match(left) else [replace(cell, text=left)]
    return target, [] if _BLANK.match(right) else [_from(cell, middle.end(), len(text))]


def _from(cell: Cell, start: int, end: int) -> Cell:
    return replace(cell, text=" " * start + cell.text[start:end])
