"""Small .docx packages built part by part from hand-written XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from extractor.model.document import Document, Paragraph, Table
from extractor.readers.docx import read, read_anchored
from extractor.readers.limits import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData",
    }.items()
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def package(
    body: str, extra: Mapping[str, str | bytes] = MappingProxyType({}), *, wrap: bool = True, **parts: str
) -> bytes:
    """A .docx with this body; ``parts`` hold the content of styles, numbering, …, ``extra`` whole members."""
    main = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>" if wrap else body
    types = "".join(
        f'<Override PartName="/word/{k}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{k}+xml"/>'
        for k in parts
    )
    relations = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/{k}" Target="{k}.xml"/>' for i, k in enumerate(parts))
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN_TYPE}"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main,
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{relations}</Relationships>',
    }
    for kind, content in parts.items():
        members[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
    members.update(extra)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def document(body: str, extra: Mapping[str, str | bytes] = MappingProxyType({}), **parts: str) -> Document:
    """What the reader makes of such a package. Read twice, with anchors and without: both must agree."""
    data = package(body, extra, **parts)
    plain = read(Path("t.docx"), data, Limits())
    traced, _ = read_anchored(data)
    traced.file, traced.sha256 = plain.file, plain.sha256
    assert traced == plain
    return plain


def texts(body: str, **parts: str) -> list[str]:
    """Texts of the paragraphs outside tables."""
    return [p.text for p in document(body, **parts).paragraphs()]


def table(body: str, **parts: str) -> Table:
    """The one top-level table of a body."""
    (found,) = [b for b in document(body, **parts).blocks if isinstance(b, Table)]
    return found


def layout(found: Table) -> list[tuple[int, int, int, int, str]]:
    """Row, column, row span, column span and text of each cell."""
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.cells]


def only(found: Document) -> Paragraph:
    """The one paragraph of a document."""
    (paragraph,) = found.paragraphs()
    return paragraph


def r(text: str, properties: str = "") -> str:
    """A run."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", properties: str = "", *, runs: str = "") -> str:
    """A paragraph of one run, or of the given ones."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{runs or (r(text) if text else '')}</w:p>"


def listed(num_id: int, level: int = 0, text: str = "x") -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def tc(text: str = "", properties: str = "", *, content: str = "") -> str:
    """A table cell."""
    tcpr = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{tcpr}{content or p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row of cells, given as XML or as their texts."""
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{trpr}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = (), properties: str = "") -> str:
    """A table."""
    grid = "".join(f'<w:gridCol w:w="{x}"/>' for x in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def lvl(
    level: int,
    fmt: str = "decimal",
    text: str | None = None,
    start: int | None = 1,
    suff: str = "nothing",
    more: str = "",
) -> str:
    """A list level; its text defaults to its own number followed by a full stop."""
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    shown = f"%{level + 1}." if text is None else text
    return (
        f'<w:lvl w:ilvl="{level}">{begin}<w:numFmt w:val="{fmt}"/>{more}<w:suff w:val="{suff}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, abstract_key: int, more: str = "") -> str:
    """A list made from a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{more}</w:num>'


def style(
    key: str, properties: str = "", *, name: str = "", kind: str = "paragraph", based: str = "", default: bool = False
) -> str:
    """A style."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    flag = ' w:default="1"' if default else ""
    head = f'<w:style w:type="{kind}" w:styleId="{key}"{flag}><w:name w:val="{name or key}"/>'
    return f"{head}{parent}{properties}</w:style>"


def box(content: str) -> str:
    """A run with a text box of the old kind."""
    inner = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{inner}</v:shape></w:pict></w:r>"


def picture(cx: int, cy: int) -> str:
    """A run with a picture of this size in EMU."""
    data = '<a:graphicData uri="x/picture"><a:blip/></a:graphicData>'
    size = f'<wp:extent cx="{cx}" cy="{cy}"/>'
    return f"<w:r><w:drawing><wp:inline>{size}<a:graphic>{data}</a:graphic></wp:inline></w:drawing></w:r>"
