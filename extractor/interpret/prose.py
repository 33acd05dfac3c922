"""Figures and claims in running text: paragraphs, notes, and the sentences that stand in table cells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline
from extractor.interpret.outline_headings import split
from extractor.interpret.prose_context import Frame, Frames
from extractor.interpret.prose_indicators import stated
from extractor.interpret.prose_reader import Reader
from extractor.interpret.prose_state import Place
from extractor.interpret.prose_text import Plain, plain
from extractor.interpret.standards import in_rule
from extractor.model.document import Cell, Document, Paragraph, Table, first_line
from extractor.model.interpretation import Statement
from extractor.model.report import Indicator, Location
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities, read_cell

_WORDY = re.compile(r"[\u3400-\u9fff]{2}")
_DIGIT = re.compile(r"[\d０-９一二两三四五六七八九十百]")
_LISTED = re.compile(r"\s*[：:、.．]")
"""What follows the number of a list: 指标1：…"""
_GOAL = re.compile(r"目标|指标值|计划")
_RESULT = re.compile(r"完成|实现|达成|实际")

Spans = dict[tuple[int, int, int], list[tuple[int, int]]]


def read_prose(document: Document, outline: Outline, builder: FactBuilder) -> list[Statement]:
    """Add the facts of all prose to ``builder`` and return what the sentences claim about them."""
    return read(document, outline, builder)[0]


def read(document: Document, outline: Outline, builder: FactBuilder) -> tuple[list[Statement], list[Indicator]]:
    """Add the facts of all prose to ``builder``; the claims of its sentences and the indicators it states.

    Tables must have been read before: of their cells only figures that no fact has been made of are taken.
    """
    frames = Frames(outline, builder.matcher)
    reader = Reader(builder, outline)
    indicators: list[Indicator] = []
    nested: dict[int, list[Table]] = defaultdict(list)
    for table in document.nested:
        nested[table.parent[0] if table.parent else -1].append(table)
    taken = _taken(builder)
    for position, block in enumerate(document.blocks):
        if isinstance(block, Table):
            reader.end_lists()
            frame = frames.at(position)
            for table in (block, *nested[block.index]):
                _read_cells(table, frame, reader, taken)
        elif block.text and block.kind != "toc" and position not in outline.contents:
            even = plain(block.text)
            frame = frames.at(position)
            kind, _, value, _ = split(block.text)
            found = reader.read(even, frame, _place(block, even, frame.section), (kind, value))
            if frame.target or frame.achieved:
                indicators += stated(found, frame, len(indicators))
    reader.end_lists()
    return reader.s.statements, indicators


def _taken(builder: FactBuilder) -> Spans:
    """Characters of cells that facts have been made of."""
    spans: Spans = defaultdict(list)
    for fact in builder.facts:
        at = fact.location
        if at.table is not None and at.row is not None and at.col is not None:
            spans[(at.table, at.row, at.col)].append(at.chars or (0, 1 << 30))
    return spans


def _read_cells(table: Table, frame: Frame, reader: Reader, taken: Spans) -> None:
    for cell in table.cells:
        text = cell.text
        if len(text) < 4 or not _DIGIT.search(text) or not _WORDY.search(text):
            continue
        held = taken.get((table.index, cell.row, cell.col), ())
        if any(b >= len(text) and a == 0 for a, b in held) or read_cell(text).kind != "text":
            continue
        printed = find_quantities(text)
        free = [k for k, q in enumerate(printed) if not any(a < q.end and q.start < b for a, b in held)]
        free = [k for k in free if not in_rule(text, printed[k].start, printed[k].end)]
        free = [k for k in free if printed[k].unit or not _LISTED.match(text, printed[k].end)]
        if not free:
            continue
        even = plain(text)
        even.quantities = [even.quantities[k] for k in free]
        even.printed = [even.printed[k] for k in free]
        reader.read(even, _cell_frame(table, cell, frame), _cell_place(table, cell, even, frame.section))


def _cell_frame(table: Table, cell: Cell, frame: Frame) -> Frame:
    """A cell under 预期目标 states targets, one under 实际完成情况 results."""
    beside = next(
        (c for c in reversed(table.grid[cell.row][: cell.col]) if c is not None and c is not cell and c.text.strip()),
        None,
    )
    if beside is not None and len(beside.text) <= 20 and not _DIGIT.search(beside.text):
        label = squash(beside.text)
        frame = replace(frame, subject=label, titles=(label, *frame.titles))
    for row in range(cell.row - 1, max(-1, cell.row - 4), -1):
        above = table.grid[row][cell.col]
        if above is not None and len(above.text) <= 20:
            if _RESULT.search(above.text):
                return replace(frame, scenario="actual", target=False, achieved=True, plan=False)
            if _GOAL.search(above.text):
                return replace(frame, scenario="target", target=True, achieved=False, plan=False)
    return replace(frame, target=False, plan=False)


def _cell_place(table: Table, cell: Cell, even: Plain, section: str | None) -> Place:
    page, bbox = (cell.places[0].page, cell.places[0].bbox) if cell.places else (None, None)

    def place(start: int, end: int) -> Location:
        return Location(page, section, None, table.index, cell.row, cell.col, bbox, even.span(start, end))

    return place


def _place(paragraph: Paragraph, even: Plain, section: str | None) -> Place:
    boxes = paragraph.boxes

    def place(start: int, end: int) -> Location:
        chars = even.span(start, end)
        page, bbox = None, None
        if boxes and chars[0] < len(boxes):
            line = first_line(boxes[chars[0] : max(chars[1], chars[0] + 1)])
            page, bbox = line.page, line.bbox
        return Location(page=page, section=section, paragraph=paragraph.index, bbox=bbox, chars=chars)

    return place
