"""Figures printed inside labels: 其中：基本支出：395.03, 按收入性质分：1912.28."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.interpret.forms_grid import compact, labelled
from extractor.model.document import Cell
from extractor.model.quantity import Quantity
from extractor.text.labels import squash
from extractor.text.numbers import read_cell

_CUT = re.compile(r"^[；;，,、。\s\u3000]+|[：:\s\u3000]+$")
_NUMBER = re.compile(r"^(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))")
HEADING = re.compile(r"^按\S{2,8}分")
"""按收入性质分, 按支出性质分: one of the two cuts of the same total."""


@dataclass(slots=True)
class Embedded:
    """A figure with its label inside one cell: 其中：基本支出：395.03."""

    cell: Cell
    label: str
    quantity: Quantity | None


def embedded(cell: Cell, unit: str | None) -> list[Embedded]:
    """The labelled figures inside one cell's text, blank ones with None."""
    found: list[Embedded] = []
    start = 0
    for line in cell.text.split("\n"):
        figures = labelled(line, unit)
        for words, q in figures:
            label = _CUT.sub("", _CUT.sub("", compact(words)))
            found.append(Embedded(cell, label, replace(q, start=q.start + start, end=q.end + start)))
        if not figures and (label := _CUT.sub("", compact(line))):
            found.append(Embedded(cell, label, None))
        start += len(line) + 1
    return found


def is_embedded(cell: Cell, label: bool = False) -> bool:
    """Whether a cell holds label and figure together, or (not where labels stand) the label of a blank one."""
    text = squash(cell.text)
    if not text or read_cell(cell.text).kind in ("number", "dash", "blank", "none"):
        return False
    head, colon, tail = text.partition("：")
    tail = _NUMBER.sub("", tail)
    if HEADING.match(text) and not label:
        return True
    if not colon:
        return False
    while head in ("其中", "其中,") and "：" in tail:
        head, _, tail = tail.partition("：")
    if head == "其中":
        return bool(re.search(r"\d", tail)) and bool(re.match(r"[\u3400-\u9fff（）]{2,20}-?\d", tail))
    return (tail == "" and not label) or bool(re.match(r"[-−]?[\d.]|[（(]?\d|[\u3400-\u9fff]{2,20}[：]?-?\d", tail))
