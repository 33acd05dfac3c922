"""A figure recognised with doubt is shown as doubtful wherever figures are shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from extractor import readers
from extractor.model.document import Document
from extractor.outputs import csv as csv_output
from extractor.outputs import html, xlsx
from extractor.outputs import json as json_output
from extractor.outputs.terminal import Terminal, show_check, show_extract
from extractor.pipeline import Result, run
from tests.scan_kit import pictured

SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "sample-report.pdf"


@pytest.fixture(scope="module")
def scanned() -> Document:
    """The sample as a scan, one digit of its first table misread."""
    document = readers.read(SAMPLE)
    table = document.tables()[0]
    cell = next(c for c in table.cells if c.text == "39.39")
    cell.text = "89.39"
    return pictured(document, {(0, cell.row, cell.col): {0: (0.5, (("3", 0.4),))}})


@pytest.fixture
def result(scanned: Document, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setattr(readers, "read", lambda *args, **kwargs: scanned)
    return run(SAMPLE)


def shown(result: Result, lang: str, show: object = show_check) -> str:
    stream = io.StringIO()
    show(result, Terminal(file=stream, width=200), lang)  # type: ignore[operator]
    return stream.getvalue()


def test_doubt_is_shown_everywhere(result: Result, tmp_path: Path) -> None:
    fact = next(f for f in result.report.facts if f.raw == "89.39")
    assert fact.doubtful and str(fact.reading) == "39.39"
    assert not any(e.raw == "89.39" for f in result.report.findings for e in f.evidence)

    data = json.loads(json_output.text(result))
    stored = next(f for f in data["facts"] if f["id"] == fact.id)
    assert (stored["value"], stored["reading"], stored["doubtful"]) == ("89.39", "39.39", True)

    csv_output.write(result, tmp_path / "tidy")
    rows = list(csv.DictReader((tmp_path / "tidy" / "facts.csv").open(encoding="utf-8-sig")))
    row = next(r for r in rows if r["id"] == fact.id)
    assert row["reading"] == "39.39" and "39.39" in row["why"]

    xlsx.write(result, tmp_path / "paper.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "paper.xlsx")["数据"]
    assert any("读作89.39" in str(c.value) for line in sheet.iter_rows() for c in line)

    page = html.page(result)
    assert "读作89.39" in page and 'class="spot m doubt"' in page
    text = shown(result, "zh")
    assert "识别存疑：读作89.39" in text and "个识别存疑" in text
    assert "with doubt" in shown(result, "en")


def test_extract_alone_says_what_is_doubtful(scanned: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "read", lambda *args, **kwargs: scanned)
    result = run(SAMPLE, verify=False)
    fact = next(f for f in result.report.facts if f.raw == "89.39")
    assert fact.doubtful and fact.reading is None and "0.50" in fact.why
    assert "识别存疑" in shown(result, "zh", show_extract)


def test_nothing_is_said_of_text_documents() -> None:
    result = run(SAMPLE)
    assert "识别" not in shown(result, "zh")
    assert "识别" not in html.page(result).split('<script id="data"')[0]
