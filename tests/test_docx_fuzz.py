"""Documents with parts moved, lost, doubled and renamed: read or refused, never a crash, never an impossible grid."""

from __future__ import annotations

import copy
import random
from pathlib import Path

import pytest
from docx_kit import NAMESPACES, W, abstract, box, listed, lvl, num, p, package, r, style, tbl, tc, tr
from lxml import etree

from extractor.errors import ReadError
from extractor.readers.docx import read, read_anchored
from extractor.readers.limits import Limits

START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
FIELD = "".join(f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate")) + r("7")
FIELD += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BODY = (
    p("一、概况", '<w:pStyle w:val="1"/>') + listed(1) + listed(1, 1) + p(runs=r("共") + FIELD + r("人", "<w:vanish/>"))
    + p(runs=box(p("框")) + '<w:ins w:id="1" w:author="a">' + r("5") + "</w:ins>")
    + tbl(
        tr(tc("甲", START), tc("乙", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        tr(tc("", GO_ON), "1", tc(content=tbl(tr("内", "表")) + listed(1))),
        f"<w:sdt><w:sdtContent>{tr('3', '4', '5')}</w:sdtContent></w:sdt>",
        widths=(900, 900, 900),
    )
    + tbl(tr("a", "b"), tr(tc("c", '<w:tcW w:w="1800" w:type="dxa"/>')), widths=(900, 900))
)  # fmt: skip
STYLES = style("1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', based="0") + style("0", "<w:rPr><w:b/></w:rPr>")
NUMBERING = abstract(1, lvl(0, "chineseCounting", "%1、"), lvl(1, text="%1.%2")) + num(1, 1)
NAMES = (
    *("p", "r", "t", "tbl", "tr", "tc", "tcPr", "pPr", "rPr", "gridSpan", "vMerge", "hMerge", "sdt", "sdtContent"),
    *("ins", "del", "numPr", "fldChar", "tab", "br", "txbxContent", "vanish"),
)
VALUES = ("", "0", "-1", "999999999999", "restart", "begin", "end", "separate", "true", "1e9", "nan")
ATTRIBUTES = ("val", "type", "fldCharType", "ilvl", "numId", "styleId", "w", "abstractNumId")


def broken(xml: str, chance: random.Random) -> bytes:
    root = etree.fromstring(xml)
    elements = list(root.iter())
    for _ in range(chance.randrange(1, 10)):
        e, kind = chance.choice(elements), chance.randrange(4)
        if kind == 0:
            e.tag = f"{{{W}}}{chance.choice(NAMES)}"
        elif kind == 1 and e.getparent() is not None:
            e.getparent().remove(e)
        elif kind == 2:
            chance.choice(elements).append(copy.deepcopy(e))
        else:
            e.set(f"{{{W}}}{chance.choice(ATTRIBUTES)}", chance.choice(VALUES))
    return bytes(etree.tostring(root))


@pytest.mark.parametrize("seed", range(150))
def test_broken_documents(seed: int) -> None:
    chance = random.Random(seed)
    parts = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>"}
    parts["word/styles.xml"] = f"<w:styles {NAMESPACES}>{STYLES}</w:styles>"
    parts["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>"
    data = package("", {name: broken(xml, chance) for name, xml in parts.items()}, styles="", numbering="")
    try:
        read(Path("t.docx"), data, Limits())
        found, anchors = read_anchored(data)
    except ReadError as error:
        assert error.code in ("damaged", "empty", "too_large")
        return
    for t in found.tables():
        assert len({(c.row, c.col) for c in t.cells}) == len(t.cells)
        for c in t.cells:
            assert c.row + c.rowspan <= t.n_rows and c.col + c.colspan <= t.n_cols
            assert t.grid[c.row][c.col] is c
            assert not c.text or anchors.cell(t.index, c.row, c.col) is not None
