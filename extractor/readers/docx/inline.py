"""The visible text of one paragraph: runs, fields, symbols, insertions and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from extractor.readers.docx.fields import Field, drawn, form_value, kind_of
from extractor.readers.docx.graphics import Tally, choose, scan
from extractor.readers.docx.names import (
    ALTERNATE,
    DEL,
    ID,
    INS,
    M_DEN,
    M_F,
    M_NUM,
    M_T,
    MOVE_TO,
    OMATH,
    OMATH_PARA,
    RPR,
    SDT,
    SDT_CONTENT,
    SDTPR,
    TYPE,
    VAL,
    XML_SPACE,
    Element,
    R,
    T,
    half_points,
    on,
    w,
)
from extractor.readers.docx.styles import NO_CHARACTER_STYLE, ParagraphStyle, Styles
from extractor.readers.docx.symbols import PRIVATE, decode, decode_sym

_B, _SZ, _VANISH, _R_STYLE, _VERT_ALIGN, _R_FONTS = (
    w(n) for n in ("b", "sz", "vanish", "rStyle", "vertAlign", "rFonts")
)
_INSTR, _FLD_CHAR_TYPE, _FF_DATA = w("instr"), w("fldCharType"), w("ffData")
_CHAR, _FONT = w("char"), w("font")
_PLACEHOLDER: Final = w("showingPlcHdr")
_FONT_NAMES: Final = (w("ascii"), w("hAnsi"), w("eastAsia"), w("cs"))
_NOT_TEXT: Final = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
# Word nests twenty at most
_FIELD_DEPTH: Final = 50
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Line:
    """The text of one paragraph as it is collected, and what its paragraph says of it."""

    __slots__ = (
        "align", "bold", "bold_chars", "boxes", "chars", "element", "hidden", "indent", "label", "link", "outline",
        "parts", "size", "sizes", "sources", "style", "toc", "vanish",
    )  # fmt: skip

    def __init__(self, style: ParagraphStyle, sources: list[Element] | None) -> None:
        self.style = style
        self.bold = style.bold
        self.size = style.size
        self.vanish = style.vanish
        self.parts: list[str] = []
        self.sources = sources
        """The element each part came from, kept only for anchors."""
        self.element: Element | None = None
        """Its paragraph."""
        self.hidden: list[str] = []
        self.bold_chars = 0
        self.chars = 0
        self.sizes: dict[float, int] = {}
        self.boxes: list[Element | str] = []
        """Text boxes (w:txbxContent) and WordArt texts anchored here."""
        self.toc = False
        """A table-of-contents field was open somewhere in this paragraph."""
        self.link = False
        self.label = ""
        """The automatic number with what follows it."""
        self.indent = style.indent
        self.align = style.align
        self.outline = style.outline

    def continue_from(self, earlier: Line) -> None:
        """Take over the text of the paragraph before, whose mark was deleted."""
        self.parts, self.hidden, self.boxes = earlier.parts, earlier.hidden, earlier.boxes
        self.chars, self.bold_chars, self.sizes = earlier.chars, earlier.bold_chars, earlier.sizes
        self.sources = earlier.sources

    @property
    def text(self) -> str:
        """The whole visible text, the automatic number in front."""
        return self.label + "".join(self.parts)


class Inline:
    """Collects the text of paragraphs of one story; field marks carry over from one paragraph to the next."""

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self._styles = styles
        self.tally = tally
        self.fields: list[Field] = []
        self.notes: list[tuple[str, str]] = []
        """("footnote" or "endnote", id) of the note marks met, in order."""
        self.prompts = 0
        """How many open content controls show their prompt because nothing was filled in."""
        self._swallow = False
        self._in_paragraph: dict[str, Callable[[Element, Line], None]] = {
            R: self._run,
            INS: self.collect,
            MOVE_TO: self.collect,
            w("hyperlink"): self._hyperlink,
            w("smartTag"): self.collect,
            w("customXml"): self.collect,
            w("bdo"): self.collect,
            w("dir"): self.collect,
            w("fldSimple"): self._simple_field,
            SDT: self._content_control,
            ALTERNATE: self._alternate,
            OMATH: self._math,
            OMATH_PARA: self._math,
        }
        self._in_run: dict[str, Callable[[Element, Line, bool], None]] = {
            w("tab"): self._text("\t"),
            w("ptab"): self._text("\t"),
            w("cr"): self._text("\n"),
            w("br"): self._break,
            w("noBreakHyphen"): self._text("-"),
            w("sym"): self._symbol,
            w("fldChar"): self._field_mark,
            w("instrText"): self._instruction,
            w("drawing"): self._graphic,
            w("pict"): self._graphic,
            w("object"): self._graphic,
            w("ruby"): self._ruby,
            w("footnoteReference"): self._note("footnote"),
            w("endnoteReference"): self._note("endnote"),
            ALTERNATE: self._run_alternate,
        }

    def collect(self, parent: Element, line: Line) -> None:
        """Add the visible text below ``parent`` (a paragraph or a transparent container)."""
        handlers = self._in_paragraph
        for e in parent:
            handler = handlers.get(e.tag)
            if handler is not None:
                handler(e, line)

    def start_paragraph(self, line: Line) -> None:
        """Forget fields that never left their instruction: they would swallow the rest of the document."""
        if self.fields:
            self.fields = [f for f in self.fields if f.result and f.kind not in _NOT_TEXT]
            self._update()
            line.toc = any(f.kind == "TOC" for f in self.fields)

    def swap_fields(self, fields: list[Field]) -> list[Field]:
        """Enter or leave another story: fields don't reach from one into the other. Returns those open so far."""
        left, self.fields = self.fields, fields
        self._update()
        return left

    def _run(self, run: Element, line: Line) -> None:
        bold, hidden, size = line.bold, line.vanish, line.size
        raised = False
        properties = None
        for e in run:
            tag = e.tag
            if tag == T:
                text = e.text
                if not text:
                    continue
                if text[0] <= " " or text[-1] <= " " or "\n" in text:
                    text = shown_text(e, text)
                if self._swallow:
                    self._put(text, e, line, hidden)
                    continue
                if hidden:
                    line.hidden.append(text)
                    continue
                if raised and len(text) <= 2:
                    text = text.translate(_SUPERSCRIPT)
                if not text.isascii() and PRIVATE.search(text):
                    text = self._decoded(text, properties)
                line.parts.append(text)
                if line.sources is not None:
                    line.sources.append(e)
                n = len(text)
                line.chars += n
                if bold:
                    line.bold_chars += n
                line.sizes[size] = line.sizes.get(size, 0) + n
            elif tag == RPR:
                properties = e
                style = NO_CHARACTER_STYLE
                direct_bold = direct_vanish = direct_size = None
                for p in e:
                    name = p.tag
                    if name == _SZ:
                        direct_size = half_points(p.get(VAL))
                    elif name == _B:
                        direct_bold = on(p)
                    elif name == _R_STYLE:
                        style = self._styles.character(p.get(VAL) or "")
                    elif name == _VANISH:
                        direct_vanish = on(p)
                    elif name == _VERT_ALIGN:
                        raised = p.get(VAL) == "superscript"
                # bold and hidden toggle between style levels (17.7.3); direct formatting is absolute
                bold = bold != style.bold if direct_bold is None else direct_bold
                hidden = hidden != style.vanish if direct_vanish is None else direct_vanish
                hidden = hidden or (style.prompt and self.prompts > 0)
                size = direct_size or style.size or size
            else:
                handler = self._in_run.get(tag)
                if handler is not None:
                    handler(e, line, hidden)

    def _put(self, text: str, source: Element, line: Line, hidden: bool) -> None:
        if self._swallow:
            if self.fields and not self.fields[-1].result:
                self.fields[-1].instruction.append(text)
        elif hidden:
            line.hidden.append(text)
        else:
            line.parts.append(text)
            if line.sources is not None:
                line.sources.append(source)

    def _text(self, text: str) -> Callable[[Element, Line, bool], None]:
        return lambda e, line, hidden: self._put(text, e, line, hidden)

    def _break(self, e: Element, line: Line, hidden: bool) -> None:
        # a page or column break at the edge of a paragraph is layout, inside it parts two lines
        if e.get(TYPE) in ("page", "column") and not line.parts:
            return
        self._put("\n", e, line, hidden)

    def _symbol(self, e: Element, line: Line, hidden: bool) -> None:
        text = decode_sym(e.get(_CHAR), e.get(_FONT))
        if text:
            if PRIVATE.match(text):
                self.tally.private += 1
            self._put(text, e, line, hidden)

    def _decoded(self, text: str, properties: Element | None) -> str:
        fonts = properties.find(_R_FONTS) if properties is not None else None
        if fonts is not None:
            for name in _FONT_NAMES:
                text = decode(text, fonts.get(name))
        self.tally.private += len(PRIVATE.findall(text))
        return text

    def _ruby(self, e: Element, line: Line, hidden: bool) -> None:
        for base in e.iterchildren(w("rubyBase")):
            self.collect(base, line)

    def _note(self, kind: str) -> Callable[[Element, Line, bool], None]:
        def mark(e: Element, line: Line, hidden: bool) -> None:
            if not hidden and (key := e.get(ID)) is not None:
                self.notes.append((kind, key))

        return mark

    def _hyperlink(self, e: Element, line: Line) -> None:
        line.link = True
        self.collect(e, line)

    def _content_control(self, e: Element, line: Line) -> None:
        prompt = shows_prompt(e)
        self.prompts += prompt
        for content in e.iterchildren(SDT_CONTENT):
            self.collect(content, line)
        self.prompts -= prompt

    def _alternate(self, e: Element, line: Line) -> None:
        branch = choose(e)
        if branch is not None:
            self.collect(branch, line)

    def _run_alternate(self, e: Element, line: Line, hidden: bool) -> None:
        branch = choose(e)
        for child in branch if branch is not None else ():
            if child.tag == T:
                self._put(child.text or "", child, line, hidden)
            elif (handler := self._in_run.get(child.tag)) is not None:
                handler(child, line, hidden)

    def _math(self, e: Element, line: Line) -> None:
        for child in e:
            if child.tag == M_T:
                self._put(child.text or "", child, line, line.vanish)
            elif child.tag == M_F:
                for i, part in enumerate(child.iterchildren(M_NUM, M_DEN)):
                    if i:
                        self._put("/", part, line, line.vanish)
                    self._math(part, line)
            elif child.tag != DEL:
                self._math(child, line)

    def _graphic(self, e: Element, line: Line, hidden: bool) -> None:
        if not hidden and not self._swallow:
            scan(e, line.boxes, self.tally)

    def _update(self) -> None:
        self._swallow = any(not f.result or f.kind in _NOT_TEXT for f in self.fields)

    def _simple_field(self, e: Element, line: Line) -> None:
        kind = kind_of(e.get(_INSTR) or "")
        if kind not in _NOT_TEXT:
            self.collect(e, line)

    def _field_mark(self, e: Element, line: Line, hidden: bool) -> None:
        mark = e.get(_FLD_CHAR_TYPE)
        if mark == "begin":
            if len(self.fields) < _FIELD_DEPTH:
                self.fields.append(Field(e.find(_FF_DATA)))
        elif not self.fields:
            return
        elif mark == "separate":
            top = self.fields[-1]
            top.result = True
            top.kind = kind_of("".join(top.instruction))
        elif mark == "end":
            top = self.fields.pop()
            text = "" if top.result else drawn("".join(top.instruction))
            text = text or form_value(top)
            self._update()
            if text:
                self._put(text, e, line, hidden)
            return
        self._update()
        line.toc = line.toc or any(f.kind == "TOC" for f in self.fields)

    def _instruction(self, e: Element, line: Line, hidden: bool) -> None:
        if self.fields and not self.fields[-1].result:
            self.fields[-1].instruction.append(e.text or "")


def shows_prompt(sdt: Element) -> bool:
    """Whether a content control is marked as showing its prompt. Programs that fill one in often leave the mark, so
    only text in the prompt's own character style is one."""
    properties = sdt.find(SDTPR)
    mark = properties.find(_PLACEHOLDER) if properties is not None else None
    return mark is not None and on(mark)


def shown_text(t: Element, text: str) -> str:
    """Word drops outer white space unless told to preserve it, and shows line feeds as spaces."""
    # stated on the element itself or, by some programs, once for all on the root
    space = t.get(XML_SPACE) or t.getroottree().getroot().get(XML_SPACE)
    if space != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ")
