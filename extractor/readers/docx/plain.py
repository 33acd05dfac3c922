"""Quick reading of plain tables: one flat pass over the few elements that matter.

Most tables hold nothing but runs of text. They are read here without a look at each nesting level, several times
quicker than by :mod:`tables`, which reads all others and gives the same answer.
"""

from __future__ import annotations

from itertools import chain
from typing import Final

from extractor.model.document import Cell
from extractor.readers.docx.grid import GridRow, Merge
from extractor.readers.docx.inline import shown_text
from extractor.readers.docx.names import (
    ALTERNATE,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    OMATH,
    OMATH_PARA,
    SDT,
    TBL,
    TC,
    TR,
    TYPE,
    VAL,
    Element,
    P,
    R,
    T,
    number,
    on,
    w,
)
from extractor.readers.docx.styles import NO_INDENT, ParagraphStyle, Styles, read_indent
from extractor.readers.docx.symbols import PRIVATE

_TAB, _BR, _CR, _B, _R_STYLE, _P_STYLE, _IND = (w(n) for n in ("tab", "br", "cr", "b", "rStyle", "pStyle", "ind"))
_GRID_SPAN, _V_MERGE, _TBL_HEADER = w("gridSpan"), w("vMerge"), w("tblHeader")
_GRID_BEFORE, _GRID_AFTER = w("gridBefore"), w("gridAfter")
_READ: Final = (
    *(TR, TC, P, T, _TAB, _BR, _CR, _P_STYLE, _IND),
    *(_GRID_SPAN, _V_MERGE, _TBL_HEADER, _GRID_BEFORE, _GRID_AFTER),
)
# whatever changes the meaning of what is around it
_NOT_PLAIN: Final = (
    *(SDT, INS, DEL, MOVE_FROM, MOVE_TO, ALTERNATE, OMATH, OMATH_PARA),
    *(
        w(n)
        for n in (
            *("fldChar", "fldSimple", "numPr", "vanish", "hidden", "vertAlign", "customXml", "hMerge", "cellDel"),
            *("cellMerge", "drawing", "pict", "object", "sym", "ruby", "footnoteReference", "endnoteReference"),
            *("noBreakHyphen", "ptab", "pPrChange", "rPrChange", "tcPrChange", "trPrChange", "tblPrExChange"),
        )
    ),
)


class _End:
    """Follows the last element, so that the last row is finished like the others."""

    tag = TR


def read_plain(tbl: Element, styles: Styles) -> list[tuple[Element, GridRow]] | None:
    """The rows of a table with their elements; None if the table isn't plain. Linear in its size."""
    tables = tbl.iter(TBL)
    next(tables)
    # names that occur nowhere in the document cost nothing to look for
    if next(tables, None) is not None or next(tbl.iter(*_NOT_PLAIN), None) is not None:
        return None
    bold_texts = _bold_texts(tbl, styles)
    usual = style = styles.paragraph(None)
    if bold_texts is None or not _plain(usual):
        return None
    seen: dict[str, ParagraphStyle] = {}
    found: list[tuple[Element, GridRow]] = []
    row = GridRow()
    cell: Cell | None = None
    merge = none = Merge.NONE
    line = shown = ""
    ind: Element | None = None
    bold_chars = chars = 0
    for e in chain(tbl.iter(*_READ), (_End,)):
        tag = e.tag
        if tag == T:
            text = e.text
            if text:
                if text[0] <= " " or text[-1] <= " " or "\n" in text:
                    text = shown_text(e, text)
                if not text.isascii() and PRIVATE.search(text):
                    return None
                line += text
                chars += len(text)
                if bold_texts.get(e, style.bold) if bold_texts else style.bold:
                    bold_chars += len(text)
        elif tag == P or tag == TC or tag == TR:  # noqa: SIM109 (three comparisons are quicker here)
            if line:
                if cell is not None and not line.isspace():
                    if shown:
                        shown += "\n" + line
                    else:
                        shown = line
                        if ind is not None or style.indent is not NO_INDENT:
                            indent = read_indent(ind).over(style.indent) if ind is not None else style.indent
                            cell.indent = indent.points(style.size)
                line = ""
            if tag == P:
                style, ind = usual, None
                continue
            if cell is not None:
                if shown:
                    cell.text = shown
                    cell.bold = bold_chars * 2 > chars
                    shown = ""
                bold_chars = chars = 0
                row.cells.append(cell)
                row.merges.append(merge)
            if tag == TC:
                cell, merge = Cell(0, 0), none
            else:
                cell, row = None, GridRow()
                found.append((e, row))
        elif tag == _P_STYLE:
            key = e.get(VAL)
            if key in seen:
                style = seen[key]
            else:
                style = seen[key] = styles.paragraph(key)
                if not _plain(style):
                    return None
        elif tag == _GRID_SPAN:
            if cell is not None:
                cell.colspan = max(1, number(e.get(VAL), 1))
        elif tag == _V_MERGE:
            merge = Merge.START if e.get(VAL) == "restart" else Merge.UP
        elif tag == _IND:
            ind = e
        elif tag == _TBL_HEADER:
            row.header = on(e)
        elif tag == _GRID_BEFORE:
            row.before = max(0, number(e.get(VAL)))
        elif tag == _GRID_AFTER:
            row.after = max(0, number(e.get(VAL)))
        elif tag == _TAB:
            # not a tab stop of the paragraph
            if e.getparent().tag == R:
                line += "\t"
        elif line or tag == _CR or e.get(TYPE) not in ("page", "column"):
            line += "\n"
    return [(tr, row) for tr, row in found if row.cells]


def _plain(style: ParagraphStyle) -> bool:
    return not style.vanish and style.num_id in (None, "0")


def _bold_texts(tbl: Element, styles: Styles) -> dict[Element, bool] | None:
    """Texts whose run itself says whether it is bold; None if a character style has a say in it."""
    texts: dict[Element, bool] = {}
    for e in tbl.iter(_B, _R_STYLE):
        run = e.getparent().getparent()
        if run.tag != R:
            continue
        if e.tag == _R_STYLE:
            style = styles.character(e.get(VAL) or "")
            if style.bold or style.vanish:
                return None
        else:
            bold = on(e)
            for text in run.iterchildren(T):
                texts[text] = bold
    return texts
