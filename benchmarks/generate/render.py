# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A draft drawn as WordprocessingML."""

from __future__ import annotations

from xml.sax.saxutils import escape

from benchmarks.generate.package import FOOTER_ID, R, W, pack
from benchmarks.generate.parts import Break, Cell, Content, Draft, Ghost, Grid, Para, pieces, text_of

PAGE = (11906, 16838)
MARGIN = (1600, 1500, 1500, 1500)
"""Top, right, bottom, left in twips."""

_PLAIN = {
    "body": '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
    "flush": "",
    "caption": '<w:keepNext/><w:jc w:val="center"/>',
    "unit": '<w:keepNext/><w:jc w:val="right"/>',
    "sign": '<w:jc w:val="right"/>',
    "note": "",
    "subtitle": '<w:jc w:val="center"/>',
    "annex": "<w:keepNext/>",
    "filler": "<w:keepNext/>",
}
_SIZES = {"unit": 22, "note": 20, "filler": 21, "caption": 26, "subtitle": 32}
_BOLD = {"caption", "subtitle"}
_STYLED = {"title": "Title", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "toc": "TOC1"}
_TYPED = {
    "title": ('<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="44"/>'),
    "h1": (_PLAIN["body"], '<w:rFonts w:eastAsia="黑体"/><w:b/>'),
    "h2": (_PLAIN["body"], '<w:rFonts w:eastAsia="楷体"/><w:b/>'),
    "h3": (_PLAIN["body"], ""),
}


def render(draft: Draft) -> bytes:
    """The .docx of a draft."""
    options = draft.options
    headings = options.get("headings", "styled")
    body: list[str] = []
    landscape = False
    last_grid = False
    for part in draft.parts:
        if isinstance(part, Para):
            body.append(_para(part, headings, split=options.get("runs") == "split"))
        elif isinstance(part, Break):
            turned = landscape if part.landscape is None else part.landscape
            if turned != landscape:
                body.append(f"<w:p><w:pPr>{_section(landscape)}</w:pPr></w:p>")
                landscape = turned
            else:
                body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        else:
            if last_grid:
                # two tables without a paragraph between them would be one table to Word
                body.append("<w:p/>")
            body.append(_grid(part, landscape, options))
        last_grid = isinstance(part, Grid)
    if last_grid:
        body.append("<w:p/>")
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(body)}{_section(landscape)}</w:body></w:document>'
    )
    return pack(
        document,
        draft.title,
        body=options.get("font", "仿宋_GB2312"),
        west=options.get("west", "Times New Roman"),
        size=float(options.get("size", "16")),
    )


def _section(landscape: bool) -> str:
    w, h = PAGE[::-1] if landscape else PAGE
    turned = ' w:orient="landscape"' if landscape else ""
    top, right, bottom, left = MARGIN
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_ID}"/>'
        f'<w:pgSz w:w="{w}" w:h="{h}"{turned}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="850" w:footer="990" w:gutter="0"/></w:sectPr>'
    )


def _runs(text: str, rpr: str) -> str:
    rpr = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    out = []
    for i, line in enumerate(text.split("\t")):
        tab = "<w:tab/>" if i else ""
        out.append(f'<w:r>{rpr}{tab}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>')
    return "".join(out)


_CHANGE = 'w:id="900" w:author="editor" w:date="2020-01-01T00:00:00Z"'


def _ghost(ghost: Ghost, rpr: str) -> str:
    if ghost.kind == "deleted":
        run = f'<w:r><w:rPr>{rpr}</w:rPr><w:delText xml:space="preserve">{escape(ghost.words)}</w:delText></w:r>'
        return f"<w:del {_CHANGE}>{run}</w:del>"
    return f'<w:r><w:rPr>{rpr}<w:vanish/></w:rPr><w:t xml:space="preserve">{escape(ghost.words)}</w:t></w:r>'


def _inline(content: Content, rpr: str, *, split: bool = False) -> str:
    """The runs of a paragraph; ``split`` breaks them at odd places and marks some as inserted, as edited files do."""
    if not split:
        ghosts = [p for p in pieces(content) if isinstance(p, Ghost)]
        if not ghosts:
            return _runs(text_of(content), rpr)
    out = []
    for piece in pieces(content):
        if isinstance(piece, Ghost):
            out.append(_ghost(piece, rpr))
            continue
        text = piece if isinstance(piece, str) else piece.text
        step = 5 if split else max(1, len(text))
        for i in range(0, len(text), step):
            run = _runs(text[i : i + step], rpr)
            out.append(f"<w:ins {_CHANGE}>{run}</w:ins>" if split and i % 15 == 10 else run)
    return "".join(out)


def _para(para: Para, headings: str, *, split: bool) -> str:
    style = para.style
    if style in _STYLED and (headings != "typed" or style not in _TYPED):
        number = ""
        if para.number:
            number = f'<w:numPr><w:ilvl w:val="{int(style[1]) - 1}"/><w:numId w:val="1"/></w:numPr>'
        return f'<w:p><w:pPr><w:pStyle w:val="{_STYLED[style]}"/>{number}</w:pPr>{_inline(para.content, "", split=split)}</w:p>'
    if style in _TYPED:
        ppr, rpr = _TYPED[style]
    else:
        ppr = _PLAIN[style]
        rpr = ("<w:b/>" if style in _BOLD else "") + (f'<w:sz w:val="{_SIZES[style]}"/>' if style in _SIZES else "")
    return f"<w:p><w:pPr>{ppr}</w:pPr>{_inline(para.content, rpr, split=split)}</w:p>"


def _widths(grid: Grid, n_cols: int, landscape: bool) -> list[int]:
    page = (PAGE[1] if landscape else PAGE[0]) - MARGIN[1] - MARGIN[3]
    total = grid.total_width or page
    shares = list(grid.widths) or [1] * n_cols
    if len(shares) != n_cols:
        raise ValueError(f"table {grid.name!r}: {len(shares)} widths for {n_cols} columns")
    return [total * s // sum(shares) for s in shares]


def _grid(grid: Grid, landscape: bool, options: dict[str, str]) -> str:
    n_rows, n_cols, placed = grid.placed()
    widths = _widths(grid, n_cols, landscape)
    shade = options.get("shade", "")
    by_hmerge = options.get("merge") == "hmerge"
    at = {(p.row + i, p.col): (p.cell, i) for p in placed for i in range(p.cell.rs)}
    edges = "".join(
        f'<w:{e} w:val="{"single" if grid.ruled else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
        for e in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    out = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{w}{chr(34)}/>' for w in widths)}</w:tblGrid>"
    ]
    for r in range(n_rows):
        head = "<w:tblHeader/>" if r < grid.header else ""
        wrapped = options.get("rows") == "controls" and r >= grid.header and r % 4 == 3
        if wrapped:
            out.append("<w:sdt><w:sdtPr/><w:sdtContent>")
        out.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="400" w:hRule="atLeast"/>{head}</w:trPr>')
        c = 0
        while c < n_cols:
            cell, below = at[(r, c)]
            merge = "" if cell.rs == 1 else ("<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>')
            if by_hmerge and cell.cs > 1:
                for i in range(cell.cs):
                    cont = '<w:hMerge w:val="restart"/>' if i == 0 else '<w:hMerge w:val="continue"/>'
                    out.append(_cell(cell, widths[c + i], cont + merge, grid, r, shade, empty=bool(below or i)))
            else:
                span = f'<w:gridSpan w:val="{cell.cs}"/>' if cell.cs > 1 else ""
                out.append(_cell(cell, sum(widths[c : c + cell.cs]), span + merge, grid, r, shade, empty=bool(below)))
            c += cell.cs
        out.append("</w:tr>")
        if wrapped:
            out.append("</w:sdtContent></w:sdt>")
    out.append("</w:tbl>")
    return "".join(out)


def _cell(cell: Cell, width: int, merge: str, grid: Grid, row: int, shade: str, *, empty: bool) -> str:
    text = "" if empty else text_of(cell.content)
    half = int(grid.size * 2)
    bold = "<w:b/>" if cell.bold or row < grid.header else ""
    font = '<w:rFonts w:eastAsia="宋体"/>'
    align = cell.align or ("center" if row < grid.header or len(text) <= 12 else "left")
    ppr = f'<w:pPr><w:spacing w:line="300" w:lineRule="atLeast"/><w:jc w:val="{align}"/></w:pPr>'
    rpr = f'{font}{bold}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    paras = "".join(f"<w:p>{ppr}{_runs(line, rpr) if line else ''}</w:p>" for line in text.split("\n"))
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade and row < grid.header else ""
    turn = '<w:textDirection w:val="tbRlV"/>' if cell.vertical else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{fill}{turn}<w:vAlign w:val="center"/></w:tcPr>{paras}</w:tc>'
