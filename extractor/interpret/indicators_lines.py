"""Several indicators typed into one row, a line each, with as many lines in the cells beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.model.document import Cell

_NUMBERED = re.compile(
    r"^\s*(?:指标\s*[\d一二三四五六七八九十]+|\d{1,2}|（\d{1,2}）|\(\d{1,2}\)|[①-⑳])\s*[:：.、．）)]?\s*(?=\D)"
)


def split_lines(cells: dict[str, list[Cell]]) -> list[dict[str, list[Cell]]]:
    """The row's cells line by line where name and target (or achieved value) both hold the same number of lines, the
    names numbered; else the row as it is.

    A line's cell keeps the place of its cell and the offsets of its text. Cells that do not hold a line for every name
    go to each line unsplit.
    """
    name = cells.get("name", [])
    if len(name) != 1 or "\n" not in name[0].text:
        return [cells]
    names = _lines(name[0])
    if len(names) < 2 or not all(_NUMBERED.match(line.text) for line in names):
        return [cells]
    lines = {
        role: _lines(under[0]) for role, under in cells.items() if len(under) == 1 and not role.startswith("level")
    }
    even = {role: parts for role, parts in lines.items() if len(parts) == len(names)}
    if not even.keys() & {"target", "actual"}:
        return [cells]
    return [{**cells, **{role: [parts[i]] for role, parts in even.items()}} for i in range(len(names))]


def _lines(cell: Cell) -> list[Cell]:
    """The lines with words, each as a cell whose text is blanked up to where it begins."""
    found: list[Cell] = []
    start = 0
    for line in cell.text.split("\n"):
        if line.strip():
            found.append(replace(cell, text=" " * start + line))
        start += len(line) + 1
    return found
