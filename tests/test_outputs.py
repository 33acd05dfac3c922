"""Outputs read back with independent readers; text of a document stays data in all of them."""

from __future__ import annotations

import csv
import functools
import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from report_kit import Draft

from extractor.cli import main
from extractor.errors import ConfigError
from extractor.model.report import Report
from extractor.outputs import formats, load
from extractor.outputs.files import replacing
from extractor.pipeline import Result, run

ROOT = Path(__file__).resolve().parent.parent
WORD, PDF = ROOT / "fixtures" / "sample-report.docx", ROOT / "fixtures" / "sample-report.pdf"
HOSTILE = '<script>document.title="owned"</script>'
FORMULA = '=HYPERLINK("http://example.invalid","x")'


@functools.cache
def _result(path: Path) -> Result:
    return run(path)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A report whose title and cells try to become code."""
    draft = Draft(f"2024年度甲县水利局部门整体支出绩效自评报告{HOSTILE}")
    draft.prose(FORMULA, "@SUM(1+1)*cmd|' /C calc'!A0", HOSTILE)
    draft.table(
        [f"项目|2024年预算数（万元）{HOSTILE}", f"{FORMULA}|10.00", "-2+3|20.00", "合计|31.00"], caption="支出表"
    )
    path = tmp_path / "hostile.docx"
    draft.document.save(str(path))
    return path


def test_every_format_is_found_and_writes(tmp_path: Path) -> None:
    assert set(formats()) >= {"json", "md", "xlsx", "html", "docx", "pdf", "csv", "jsonl", "parquet"}
    args = [a for f in ("json", "md", "xlsx", "html", "docx") for a in ("-o", str(tmp_path / f"out.{f}"))]
    assert main(["check", str(WORD), *args]) == 1
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".docx", ".html", ".json", ".md", ".xlsx"]
    with pytest.raises(ConfigError):
        load("strange")


# Word


def _words(path: Path) -> tuple[list[str], list[list[list[str]]]]:
    document = docx.Document(str(path))
    tables = [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]
    return [p.text for p in document.paragraphs], tables


def test_word_comments_stand_at_the_figures_and_change_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    assert main(["annotate", str(WORD), "-o", str(out)]) == 0
    assert _words(out) == _words(WORD)
    with zipfile.ZipFile(WORD) as before, zipfile.ZipFile(out) as after:
        for name in ("word/styles.xml", "word/numbering.xml"):
            if name in before.namelist():
                assert len(after.read(name)) > 0
    document = docx.Document(str(out))
    comments = {c.comment_id: c for c in document.comments}
    found = _result(WORD).report.findings
    noted = "\n".join(c.text for c in comments.values())
    assert all(f.rule in noted for f in found)
    # the text between a comment's marks is the figure itself
    body = document.element.body.xml
    commented = {
        int(m.group(1)): "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", m.group(2)))
        for m in re.finditer(r'<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', body, re.S)
    }
    assert set(commented) == set(comments)
    printed = {e.raw for f in found for e in f.evidence}
    assert Counter(t.strip() in printed for t in commented.values())[True] >= 0.9 * len(commented)


def test_ticks_follow_verified_figures(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    assert main(["annotate", str(WORD), "-o", str(out), "--ticks"]) == 0
    plain, ticked = _words(WORD), _words(out)
    assert "✓" in json.dumps(ticked, ensure_ascii=False)
    assert json.dumps(ticked, ensure_ascii=False).replace("✓", "") == json.dumps(plain, ensure_ascii=False)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_annotated_word_opens_in_libreoffice_with_its_comments(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    main(["annotate", str(WORD), "-o", str(out)])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "out.odt") as odt:
        content = odt.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(list(docx.Document(str(out)).comments))


# PDF


def test_pdf_highlights_and_bookmarks(tmp_path: Path) -> None:
    import pdfplumber
    import pypdfium2

    out = tmp_path / "out.pdf"
    assert main(["annotate", str(PDF), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(PDF.read_bytes()[:1000])
    with pdfplumber.open(out) as pdf, pdfplumber.open(PDF) as original:
        assert [p.extract_text() for p in pdf.pages] == [p.extract_text() for p in original.pages]
        notes = [a for p in pdf.pages for a in p.annots if a["data"].get("Contents")]
        hit = 0
        for page in pdf.pages:
            for a in page.annots:
                words = page.crop((a["x0"], a["top"], a["x1"], a["bottom"]), strict=False).extract_text() or ""
                hit += any(c.isdigit() for c in words) or not words.strip()
    assert len(notes) >= len(_result(PDF).report.findings)
    assert hit >= 0.9 * len(notes)
    with pypdfium2.PdfDocument(out) as again:
        titles = [b.get_title() for b in again.get_toc()]
    assert sum(any(f.rule in t for t in titles) for f in _result(PDF).report.findings) == len(
        _result(PDF).report.findings
    )


def test_a_report_can_only_be_annotated_in_its_own_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(WORD), "-o", str(tmp_path / "out.pdf")]) == 2
    assert main(["check", str(PDF), "-o", str(tmp_path / "out.docx")]) == 2
    assert not list(tmp_path.iterdir())
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


# workbook


def test_workbook_has_numbers_merges_marks_and_links(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert main(["check", str(WORD), "-o", str(out)]) == 1
    report = _result(WORD).report
    book = openpyxl.load_workbook(out)
    names = book.sheetnames
    assert names[:5] == ["概况", "问题清单", "核对关系", "数据", "绩效指标"]
    assert len(names) == 5 + len(report.tables)
    facts = book["数据"]
    assert [Decimal(str(facts.cell(r, 9).value)) for r in range(2, 30)] == [f.value for f in report.facts[:28]]
    findings = book["问题清单"]
    assert findings.max_row == len(report.findings) + 1
    assert findings.data_validations.dataValidation and findings.auto_filter.ref
    commented = 0
    for sheet, table in zip(names[5:], report.tables, strict=True):
        merged = [c for c in table.cells if c.rowspan > 1 or c.colspan > 1]
        assert len(book[sheet].merged_cells.ranges) == len(merged)
        commented += sum(c.comment is not None for row in book[sheet].iter_rows() for c in row)
    assert commented > 0


# tidy data


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _count(report: Report) -> dict[str, int]:
    return {n: len(getattr(report, n)) for n in ("facts", "indicators", "relations", "findings", "tables", "sections")}


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_tidy_data_is_complete_and_exact(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "tidy"
    assert main(["check", str(WORD), "--format", kind, "-o", str(out)]) == 1
    report = _result(WORD).report
    if kind == "csv":
        assert (out / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        tables = {n: _rows(out / f"{n}.csv") for n in _count(report)}
    elif kind == "jsonl":
        tables = {n: [json.loads(x) for x in (out / f"{n}.jsonl").open(encoding="utf-8")] for n in _count(report)}
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        tables = {n: parquet.read_table(out / f"{n}.parquet").to_pylist() for n in _count(report)}
    assert {n: len(rows) for n, rows in tables.items()} == _count(report)
    assert [Decimal(str(r["value"])) for r in tables["facts"]] == [f.value for f in report.facts]
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in described["resources"]} <= {p.name for p in out.iterdir()}


def test_csv_package_validates_with_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    out = tmp_path / "tidy"
    main(["check", str(WORD), "--format", "csv", "-o", str(out)])
    outcome = frictionless.validate(str(out / "datapackage.json"))
    assert outcome.valid, outcome.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_markdown_holds_every_figure(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    main(["extract", str(WORD), "-o", str(out)])
    text = re.sub(r"\\|\s", "", out.read_text(encoding="utf-8"))
    missing = [f.raw for f in _result(WORD).report.facts if re.sub(r"\s", "", f.raw) not in text]
    assert not missing


# hostile documents


def test_hostile_text_is_data_everywhere(hostile: Path, tmp_path: Path) -> None:
    page, book, tidy = tmp_path / "out.html", tmp_path / "out.xlsx", tmp_path / "tidy"
    main(["check", str(hostile), "-o", str(page), "-o", str(book)])
    main(["check", str(hostile), "--format", "csv", "-o", str(tidy)])
    html = page.read_text(encoding="utf-8")
    assert HOSTILE not in html and "&lt;script&gt;" in html
    with zipfile.ZipFile(book) as packed:
        sheets = "".join(packed.read(n).decode() for n in packed.namelist() if n.startswith("xl/worksheets/"))
    assert "<f>" not in sheets and "example.invalid" not in sheets
    for path in tidy.glob("*.csv"):
        for row in _rows(path):
            for value in row.values():
                assert not value.startswith(("=", "@", "+", "\t")), (path.name, value)
                assert not value.startswith("-") or re.fullmatch(r"-[\d,.\s]+%?", value), (path.name, value)


# writing


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old")
    with pytest.raises(RuntimeError), replacing(out) as part:
        part.write_text("half")
        raise RuntimeError
    assert out.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["out.txt"]


# baseline


def test_accepted_findings_are_hidden_until_their_figures_change(tmp_path: Path) -> None:
    baseline = tmp_path / "decided.toml"
    assert main(["baseline", str(baseline), "--from", str(WORD), "--accept", "--note", "已核实"]) == 0
    assert main(["check", str(WORD), "--baseline", str(baseline)]) == 0
    first = _result(WORD).report.findings[0].id
    assert main(["baseline", str(baseline), "--remove", first]) == 0
    out = tmp_path / "out.json"
    main(["check", str(WORD), "--baseline", str(baseline), "-o", str(out)])
    assert [f["id"] for f in json.loads(out.read_text(encoding="utf-8"))["findings"]] == [first]


def test_a_report_of_which_nothing_was_read_is_never_called_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "empty.docx", tmp_path / "page.html"
    Draft().prose("各项工作按期完成。").document.save(str(path))
    main(["check", str(path)])
    assert "没有发现不等于没有问题" in "".join(capsys.readouterr().out.split())
    main(["check", str(path), "-o", str(out)])
    page = out.read_text(encoding="utf-8")
    assert "没有发现不等于没有问题" in page and "没有发现问题。" not in page


def test_rules_between_reports_are_told_apart_from_those_not_applied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.docx"
    Draft().prose("2024年支出100.00万元。").document.save(str(path))
    main(["check", str(path), "--lang", "en"])
    told = " ".join(capsys.readouterr().out.split())
    assert re.search(r"\d+ rules not applied: BUD001/", told) and "YRS001" not in told
    assert "more compare several reports of a department" in told


def test_of_two_prints_neither_is_called_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.docx"
    draft = Draft().prose("2024年末在职人员53人。", "三、其他", "2024年末在职人员57人。")
    draft.document.save(str(path))
    main(["check", str(path)])
    told = "".join(capsys.readouterr().out.split())
    assert "两处必有一处有误" in told and re.search(r"另一处5[37]", told) and "应为" not in told
