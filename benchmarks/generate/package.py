# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""The fixed parts of a .docx package: styles, numbering, settings; and a zip whose bytes depend on its content only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH = (2020, 1, 1, 0, 0, 0)

_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    'core-properties" Target="docProps/core.xml"/></Relationships>'
)
_DOC_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{i}" Type="{_REL}/{kind}" Target="{kind}{"1" if kind == "footer" else ""}.xml"/>'
        for i, kind in enumerate(("styles", "numbering", "settings", "footer"), 1)
    )
    + "</Relationships>"
)
FOOTER_ID = "rId4"
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/></w:settings>'
)


def _footer() -> str:
    def run(body: str) -> str:
        return f'<w:r><w:rPr><w:sz w:val="21"/></w:rPr>{body}</w:r>'

    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    dash = run('<w:t xml:space="preserve">— </w:t>'), run('<w:t xml:space="preserve"> —</w:t>')
    return (
        f'{_HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{dash[0]}{field}{dash[1]}</w:p></w:ftr>'
    )


def _fonts(east: str, west: str) -> str:
    return f'<w:rFonts w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{east}" w:cs="{west}"/>'


def styles(body: str, west: str, size: float) -> str:
    """Styles of a government document: 宋体/小标宋 title, 黑体 first-level and 楷体 second-level headings, ``body`` text."""

    def style(sid: str, name: str, ppr: str, rpr: str, based: str = "Normal") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{sid}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
            f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
        )

    half = int(size * 2)
    sized = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    head = '<w:keepNext/><w:spacing w:before="60" w:after="60"/>' + indent
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(body, west)}{sized}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        + style("Title", "Title", '<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>',
                f'{_fonts("宋体", west)}<w:b/><w:sz w:val="44"/><w:szCs w:val="44"/>')
        + style("Heading1", "heading 1", head + '<w:outlineLvl w:val="0"/>', _fonts("黑体", west) + "<w:b/>")
        + style("Heading2", "heading 2", head + '<w:outlineLvl w:val="1"/>', f'{_fonts("楷体", west)}<w:b/>')
        + style("Heading3", "heading 3", head + '<w:outlineLvl w:val="2"/>', "<w:b/>")
        + style("TOC1", "toc 1", '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs>', "")
        + "</w:styles>"
    )  # fmt: skip


_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:lvl>'
        for i, (fmt, text) in enumerate(_LEVELS)
    )
    return (
        f'{_HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def pack(
    document: str, title: str, *, body: str = "仿宋_GB2312", west: str = "Times New Roman", size: float = 16
) -> bytes:
    """The bytes of a .docx around the XML of ``document``; the same input gives the same bytes."""
    return zipped(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _RELS,
            "docProps/core.xml": _core(title),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _DOC_RELS,
            "word/styles.xml": styles(body, west, size),
            "word/numbering.xml": _numbering(),
            "word/settings.xml": _SETTINGS,
            "word/footer1.xml": _footer(),
        }
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip with fixed time stamps."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data if isinstance(data, bytes) else data.encode("utf-8"))
    return out.getvalue()
