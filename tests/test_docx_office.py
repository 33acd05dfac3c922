"""The .docx reader against an independent program: LibreOffice, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx_kit import abstract, listed, lvl, num, p, package, style, tbl, tc, tr

from extractor.model.document import Document, Paragraph
from extractor.readers import read

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

NUMBERING = (
    abstract(
        1, lvl(0, "chineseCounting", "%1、"), lvl(1, "chineseCountingThousand", "（%2）"), lvl(2, text="%3."),
        lvl(3, "decimalEnclosedCircle", "%4"), lvl(4, "upperLetter", "%1-%3-%5)"),
    )
    + abstract(2, lvl(0, "ideographTraditional", "%1."), lvl(1, "lowerRoman", "(%2)"))
    + abstract(3, lvl(0, text="%1"))
    + num(1, 1) + num(2, 2) + num(3, 2) + num(5, 3)
    + num(4, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>')
)  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    levels = [0, 1, 1, 2, 2, 3, 4, 4, 1, 2, 0, 0, 1, *([0] * 20), 2, 1, 3]
    body = "".join(listed(1, level, "项") for level in levels)
    body += "".join(listed(n, level, "目") for n, level in ((2, 0), (2, 1), (3, 0), (2, 1), (4, 0), (4, 1), (4, 0)))
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    span = '<w:gridSpan w:val="2"/>'
    serial = tc(content=listed(5, text=""))
    body += tbl(
        tr(tc("序号", start), tc("预算", span), tc("决算", start), properties="<w:tblHeader/>"),
        tr(tc("", go_on), "年初", "调整", tc("", go_on), properties="<w:tblHeader/>"),
        tr(serial, "12.5", "-3", tc(content=tbl(tr("内", "表"), widths=(800, 800)) + p("后"))),
        tr(serial, tc("合并", span), "9.5"),
        widths=(1200, 1200, 1200, 2400),
    )
    body += p("附件1", '<w:pStyle w:val="1"/>') + p("结束。")
    path = tmp_path_factory.mktemp("office") / "report.docx"
    head = style("a", name="Normal", default=True) + style(
        "1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', name="heading 1"
    )
    path.write_bytes(package(body, numbering=NUMBERING, styles=head))
    return path


def converted(path: Path, to: str, into: Path) -> Path:
    profile = (into / "profile").as_uri()
    command = [
        SOFFICE or "",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(into),
    ]
    subprocess.run([*command, str(path)], capture_output=True, timeout=120, check=True)
    return into / f"{path.stem}.{to.partition(':')[0]}"


def content(document: Document) -> list[object]:
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append((re.sub(r"\s", "", block.text), block.outline))
        else:
            found.append((block.n_rows, block.n_cols, block.header_rows))
            found += [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in block.cells]
    return found + [(t.parent, [c.text for c in t.cells]) for t in document.nested]


def test_numbers_as_libreoffice_prints_them(report: Path, tmp_path: Path) -> None:
    lines = converted(report, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig").splitlines()
    printed = [re.sub(r"\s", "", line) for line in lines if line.strip().endswith(("项", "目"))]
    assert [re.sub(r"\s", "", q.text) for q in read(report).paragraphs() if q.auto_number] == printed
    assert len(printed) == 43


def test_document_that_libreoffice_wrote(report: Path, tmp_path: Path) -> None:
    assert content(read(converted(report, "docx", tmp_path))) == content(read(report))
