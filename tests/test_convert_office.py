"""Legacy and foreign formats through the real LibreOffice: read as the .docx they were made from."""

from __future__ import annotations

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest

from extractor.model.report import Report
from extractor.outputs import load
from extractor.pipeline import Result, run
from extractor.readers.office import soffice

WORD = Path(__file__).resolve().parent.parent / "fixtures" / "sample-report.docx"
FORMATS = ("doc", "rtf", "odt")
pytestmark = pytest.mark.skipif(soffice.find() is None, reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report saved in other formats."""
    folder = tmp_path_factory.mktemp("formats")
    program = soffice.find()
    for form in FORMATS:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(program), profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(WORD)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def results(files: Path) -> dict[str, Result]:
    """Two are read at the same time, each with a LibreOffice of its own."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(run, [WORD, *(files / f"sample-report.{form}" for form in FORMATS)])
        return dict(zip(("docx", *FORMATS), found, strict=True))


def said(report: Report) -> dict[str, object]:
    """What a user sees of a report, wherever it stands."""
    return {
        "sections": [(s.number, s.title, s.level) for s in report.sections],
        "tables": [
            (t.title, t.kind, t.unit, [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in t.cells])
            for t in report.tables
        ],
        "facts": [
            (
                f.concept,
                f.raw_label,
                f.organization,
                f.fiscal_year,
                f.scenario,
                f.value,
                f.location.table,
                f.location.row,
            )
            for f in report.facts
        ],
        "indicators": [(i.name, i.target, i.actual, i.weight, i.score) for i in report.indicators],
        "relations": [(r.rule, r.status, r.expected, r.actual) for r in report.relations],
        "findings": [(f.id, f.rule, f.message) for f in report.findings],
    }


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_what_the_docx_says(results: dict[str, Result], form: str) -> None:
    report = results[form].report
    assert (report.source.format, report.source.file) == (form, f"sample-report.{form}")
    expected, found = said(results["docx"].report), said(report)
    for name, value in expected.items():
        assert found[name] == value, name


def test_a_doc_gets_the_comments_of_the_docx_at_the_same_figures(results: dict[str, Result], tmp_path: Path) -> None:
    made = {}
    for form in ("docx", "doc"):
        out = tmp_path / f"{form}.docx"
        load("docx").write(results[form], out)
        document = docx.Document(str(out))
        texts = {c.comment_id: c.text for c in document.comments}
        body = document.element.body.xml
        made[form] = [
            (texts[int(m.group(1))], "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", m.group(2))))
            for m in re.finditer(r'<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', body, re.S)
        ]
    assert len(made["doc"]) >= 10
    assert made["doc"] == made["docx"]
