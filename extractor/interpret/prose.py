"""Figures and claims in running text: paragraphs, notes, and the sentences that stand in table cells."""

from __future__ import annotations

from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline
from extractor.interpret.outline_headings import split
from extractor.interpret.prose_context import Frames
from extractor.interpret.prose_reader import Reader
from extractor.interpret.prose_state import Place
from extractor.interpret.prose_text import Plain, plain
from extractor.model.document import Document, Paragraph
from extractor.model.interpretation import Statement
from extractor.model.report import Location


def read_prose(document: Document, outline: Outline, builder: FactBuilder) -> list[Statement]:
    """Add the facts of all prose to ``builder`` and return what the sentences claim about them."""
    frames = Frames(outline, builder.matcher)
    reader = Reader(builder, outline)
    for position, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or not block.text or position in outline.contents or block.kind == "toc":
            continue
        even = plain(block.text)
        if outline.heading_at(position) is None or even.quantities or "完成" in even.text:
            reader.read(even, frames.at(position), _place(block, even, outline.section_at(position)))
    return reader.s.statements


def _place(paragraph: Paragraph, even: Plain, section: str | None) -> Place:
    boxes = paragraph.boxes

    def place(start: int, end: int) -> Location:
        chars = even.span(start, end)
        page, bbox = None, None
        if boxes and chars[0] < len(boxes):
            page = boxes[chars[0]][0]
            held = [b for b in boxes[chars[0] : chars[1]] if b[0] == page]
            bbox = (min(b[1] for b in held), min(b[2] for b in held), max(b[3] for b in held), max(b[4] for b in held))
        return Location(page=page, section=section, paragraph=paragraph.index, bbox=bbox, chars=chars)

    return place


__all__ = ["read_prose", "split"]
