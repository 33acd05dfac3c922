"""One walk over the blocks of a document: paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.model.document import Block, Cell, Paragraph, ParagraphKind, Table
from extractor.readers.docx.graphics import choose
from extractor.readers.docx.inline import Inline, Line, shows_prompt
from extractor.readers.docx.names import (
    ALTERNATE,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    OMATH_PARA,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDTPR,
    TBL,
    VAL,
    Element,
    P,
    number,
    on,
    w,
)
from extractor.readers.docx.numbering import Counters, Numbering
from extractor.readers.docx.styles import ALIGN, Styles, read_indent, read_num_pr
from extractor.readers.docx.tables import TableReader
from extractor.readers.limits import Limits

_P_STYLE, _NUM_PR, _IND, _JC, _OUTLINE, _VANISH = (
    w(n) for n in ("pStyle", "numPr", "ind", "jc", "outlineLvl", "vanish")
)
_DOC_PART, _GALLERY = w("docPartObj"), w("docPartGallery")
_ALT_CHUNK, _SUB_DOC = w("altChunk"), w("subDoc")
_WRAPPERS: Final = frozenset((INS, MOVE_TO, w("customXml"), w("smartTag")))
# dots leading to a page number, typed by hand
_LEADER: Final = re.compile(r"(?:[.．·․‥]{4,}|…{2,})\s*\d+\s*$")
_TAIL: Final = 60
_PAGE_TAIL: Final = re.compile(r"[\t.…·]\s*\d+\s*$")

Trace = tuple[Paragraph | Cell, int | None, list[Line]]
"""A paragraph or cell, the cell's table, and the lines its text consists of."""


class Story:
    """Reads body, notes and text boxes into blocks."""

    def __init__(
        self, styles: Styles, numbering: Numbering, inline: Inline, limits: Limits, traced: bool = False
    ) -> None:
        self.blocks: list[Block] = []
        self.nested: list[Table] = []
        self.traces: list[Trace] | None = [] if traced else None
        self.inline = inline
        self.styles = styles
        self.chunks = 0
        """Parts of the text that are kept in other files."""
        self.hide = False
        """Inside something hidden as a whole."""
        self._numbering = numbering
        self._counters = Counters()
        self._kind: ParagraphKind = "body"
        self._paragraphs = 0
        self._toc = 0
        self._pending: Line | None = None
        self._boxes: list[Element | str] = []
        self._tables = TableReader(self, limits)

    @property
    def undisturbed(self) -> bool:
        """Whether nothing from around a table (an open field, hiding, a prompt, tracing) bears on what is in it."""
        return self.traces is None and not (self.hide or self.inline.fields or self.inline.prompts)

    def read(self, parent: Element, kind: ParagraphKind = "body", counters: Counters | None = None) -> None:
        """Add the blocks of one story, counting its lists with ``counters`` (default: apart from all others)."""
        fields = self.inline.swap_fields([])
        outer = self._kind, self._pending, self._counters
        self._kind, self._pending, self._counters = kind, None, counters or Counters()
        self._blocks(parent)
        if (line := self.take_pending()) is not None:
            self._add(line)
        self._kind, self._pending, self._counters = outer
        self.inline.swap_fields(fields)

    def line(self, p: Element, numbered: bool = True) -> Line | None:
        """The text of one paragraph; None if its mark is a tracked deletion, so that it runs on into the next."""
        style_id = num_id = level = None
        ind = outline = mark = None
        align = ""
        for properties in p.iterchildren(PPR):
            for e in properties:
                tag = e.tag
                if tag == _P_STYLE:
                    style_id = e.get(VAL)
                elif tag == _JC:
                    align = ALIGN.get(e.get(VAL) or "", "")
                elif tag == _IND:
                    ind = e
                elif tag == RPR:
                    mark = e
                elif tag == _NUM_PR:
                    num_id, level = read_num_pr(e)
                elif tag == _OUTLINE:
                    outline = number(e.get(VAL), 9)
        line = self._new_line(style_id)
        line.element = p
        if align:
            line.align = align
        if outline is not None:
            line.outline = outline if 0 <= outline < 9 else None
        self.inline.start_paragraph(line)
        self.inline.collect(p, line)
        hidden = line.vanish
        for e in mark if mark is not None else ():
            if e.tag in (DEL, MOVE_FROM):
                self._pending = line
                return None
            if e.tag == _VANISH:
                hidden = on(e)
        if num_id is None:
            num_id = line.style.num_id
            if level is None and num_id is not None:
                level = self._numbering.level_of_style(line.style)
        # a paragraph hidden as a whole isn't counted either
        gone = not line.parts and (hidden or bool(line.hidden))
        if num_id and numbered and not gone:
            self._number(line, num_id, level or 0)
        if ind is not None:
            line.indent = read_indent(ind).over(line.indent)
        return line

    def formula(self, e: Element) -> Line:
        """The text of a formula set as a paragraph of its own."""
        line = self._new_line(None)
        self.inline.collect((e,), line)
        return line

    def take_pending(self) -> Line | None:
        """The line a deleted paragraph mark left without a following paragraph, if it shows anything."""
        pending, self._pending = self._pending, None
        return pending if pending is not None and (pending.parts or pending.boxes) else None

    def content(self, sdt: Element) -> Iterator[Element]:
        """The content of a content control, marked while it is read if it shows its prompt."""
        prompt = shows_prompt(sdt)
        self.inline.prompts += prompt
        yield from sdt.iterchildren(SDT_CONTENT)
        self.inline.prompts -= prompt

    def hold_boxes(self, boxes: list[Element | str]) -> None:
        """Keep text boxes anchored in a table until the table ends."""
        self._boxes.extend(boxes)

    def _blocks(self, parent: Element) -> None:
        for e in parent:
            tag = e.tag
            if tag == P:
                line = self.line(e)
                if line is not None:
                    self._add(line)
            elif tag == TBL:
                if (line := self.take_pending()) is not None:
                    self._add(line)
                self.blocks.append(self._tables.read(e))
                self._text_boxes()
            elif tag == SDT:
                toc = _is_toc(e)
                self._toc += toc
                for content in self.content(e):
                    self._blocks(content)
                self._toc -= toc
            elif tag in _WRAPPERS:
                self._blocks(e)
            elif tag == ALTERNATE:
                branch = choose(e)
                if branch is not None:
                    self._blocks(branch)
            elif tag == OMATH_PARA:
                self._add(self.formula(e))
            elif tag in (_ALT_CHUNK, _SUB_DOC):
                self.chunks += 1

    def _new_line(self, style_id: str | None) -> Line:
        line = Line(self.styles.paragraph(style_id), None if self.traces is None else [])
        line.vanish = line.vanish or self.hide
        pending = self._pending
        if pending is not None:
            self._pending = None
            line.continue_from(pending)
        return line

    def _number(self, line: Line, num_id: str, ilvl: int) -> None:
        text, suffix = self._numbering.next(num_id, ilvl, self._counters)
        line.label = text + suffix if line.parts else text
        level = self._numbering.level(num_id, ilvl)
        if level is not None:
            line.indent = level.indent.over(line.indent)

    def _add(self, line: Line) -> None:
        body = "".join(line.parts)
        kind = self._kind
        if kind in ("body", "textbox") and self._in_toc(line, body):
            kind = "toc"
        size = max(line.sizes, key=line.sizes.__getitem__) if line.sizes else line.size
        paragraph = Paragraph(
            self._paragraphs,
            line.label + body,
            len(line.label),
            line.style.name,
            line.outline,
            line.bold_chars * 2 > line.chars,
            size,
            line.indent.points(size),
            line.align,
            kind,
            "".join(line.hidden),
        )
        self._paragraphs += 1
        self.blocks.append(paragraph)
        if self.traces is not None:
            self.traces.append((paragraph, None, [line]))
        if line.boxes:
            self._boxes.extend(line.boxes)
            self._text_boxes()

    def _in_toc(self, line: Line, body: str) -> bool:
        if line.style.toc or self._toc:
            return True
        tail = body[-_TAIL:]
        if line.toc:
            return line.link or not body or _PAGE_TAIL.search(tail) is not None
        return tail[-1:].isdigit() and _LEADER.search(tail) is not None

    def _text_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            if isinstance(box, str):
                line = self._new_line(None)
                line.parts.append(box)
                if line.sources is not None:
                    line.sources.append(None)
                kind, self._kind = self._kind, "textbox"
                self._add(line)
                self._kind = kind
            else:
                self.read(box, "textbox")


def _is_toc(sdt: Element) -> bool:
    gallery = sdt.find(f"{SDTPR}/{_DOC_PART}/{_GALLERY}")
    return gallery is not None and gallery.get(VAL) == "Table of Contents"
