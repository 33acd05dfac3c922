"""The summary of many reports: what a chief reads, what a browser does, and that no name can do anything."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from extractor.cli import main
from extractor.overview.links import ReviewLinks
from tests.many_kit import Many

CHROMIUM = next((p for p in ("chromium", "chromium-browser", "google-chrome") if shutil.which(p)), None)
HOSTILE = '=cmd|"/c calc"!A1<img src=x onerror=document.title="owned"></script>\n{}'


def finding(many: Many, document: str, rule: str, severity: str, message: str = "不符") -> None:
    many.ids += 1
    many.add("findings", document=document, id=f"n{many.ids}", rule=rule, severity=severity, message=message)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two departments over three years, one report with two errors, one missing, three files that failed."""
    path = tmp_path_factory.mktemp("summary") / "reports.duckdb"
    many = Many(path)
    many.db.begin()
    counts = {"quantities": 100, "in_facts": 90, "in_relations": 50}
    many.document("a21", "甲市财政局", 2021, **counts)
    many.document("a22", "甲市财政局", 2022, **counts, review="review 页/a#22.html")
    many.document("a23", "甲市财政局", 2023, **counts)
    many.document("b21", HOSTILE, 2021, title=HOSTILE, path=f"/reports/{HOSTILE}.docx", **counts)
    many.document("b23", HOSTILE, 2023, **counts)
    for rule, severity in (("SUM001", "error"), ("REF002", "error"), ("SUM001", "warning"), ("CMP006", "info")):
        finding(many, "a22", rule, severity, f"{rule} 的问题")
    finding(many, "b21", "YRS001", "warning", HOSTILE)
    for status, times in (("consistent", 6), ("rounding", 2), ("inconsistent", 2), ("undetermined", 5)):
        for _ in range(times):
            many.relation("a22", status)
    many.fact("a21", "甲市财政局", 2021, "expenditure", "1.00", doubtful=True)
    failed = {"organization": None, "year": None, "status": "failed"}
    many.document("x", **failed, code="damaged", sentence="文件损坏", path=f"/reports/{HOSTILE}.pdf")
    many.document("y", **failed, code="timeout", sentence="太慢", path="/reports/y.pdf")
    many.add("files", path="/reports/copy.docx", document="a21", status="ok")
    many.add("files", path="/reports/z.docx", status="failed", code="unreadable", sentence="没有权限")
    many.add("files", path="/reports/z.tmp", status="ignored", code="name")
    many.db.commit()
    many.db.close()
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return shutil.copy(made, tmp_path / "reports.duckdb")


def written(database: Path, name: str, *more: str) -> Path:
    out = database.parent / name
    assert main(["summary", str(database), "-o", str(out), *more]) == 0
    return out


def data_of(html: str) -> dict[str, object]:
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.S)
    assert found is not None
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_first_paragraph_says_what_there_is(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(database)]) == 0
    said = "".join(capsys.readouterr().out.split())
    assert "2个单位2021–2023年度的5份报告已读出并核对，3个文件未能读出" in said
    assert "发现2处无法自圆其说的错误，涉及1个单位的1份报告；另有2处疑点" in said
    assert "核对了15条勾稽关系，可判定的有80.0%相符；报告中的数字有50.0%参与了核对" in said
    assert "1个单位缺少个别年度的报告" in said
    assert "1个数字识别存疑" in said
    assert "文件损坏：重新下载" in said


def test_years_limit_what_is_counted(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(database), "--years", "2021", "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "2 reports of 2 departments for 2021 were read" in said
    assert "No errors; 1 warnings" in said


def test_the_league_table_is_ranked_by_errors(database: Path) -> None:
    rows = list(csv.DictReader(written(database, "s.csv").open(encoding="utf-8-sig", newline="")))
    first, second = rows
    assert first["单位"] == "甲市财政局"
    assert (first["错误"], first["疑点"], first["提示"]) == ("2", "1", "1")
    assert (first["SUM 合计"], first["REF 前后不一"], first["CMP 完整性"]) == ("2", "1", "0")
    assert (first["相符关系"], first["相符比例"], first["存疑数字"]) == ("8", "0.8", "1")
    assert second["缺少的年度"] == "2022"
    assert second["YRS 跨年跨报告"] == "1"


def test_one_department_under_two_names_is_one_row(database: Path) -> None:
    import duckdb

    with duckdb.connect(str(database)) as db:
        db.execute("UPDATE documents SET organization = '甲市财政局（原）' WHERE document = 'a21'")
        for sha in ("a21", "a22", "a23"):
            db.execute("INSERT INTO departments (document, department) VALUES (?, '甲市财政局')", [sha])
    rows = list(csv.DictReader(written(database, "s.csv").open(encoding="utf-8-sig", newline="")))
    assert [r["报告数"] for r in rows] == ["3", "2"]


def test_a_department_that_was_merged_lacks_no_later_years_and_the_new_one_no_earlier(database: Path) -> None:
    import duckdb

    with duckdb.connect(str(database)) as db:
        db.execute("DELETE FROM documents WHERE document IN ('a22', 'a23')")
        db.execute(
            "INSERT INTO documents (document, organization, fiscal_year, status) VALUES ('n', '新局', 2023, 'ok')"
        )
        db.execute(
            "INSERT INTO documents (document, organization, fiscal_year, status) VALUES ('o', '别局', 2023, 'ok')"
        )
        merged = "INSERT INTO same_organization (kind, name, other_name, fiscal_year) VALUES ('merged', ?, '新局', ?)"
        db.execute(merged, ["甲市财政局", 2023])
    found = list(csv.DictReader(written(database, "s.csv").open(encoding="utf-8-sig", newline="")))
    missing = {r["单位"]: r["缺少的年度"] for r in found}
    assert (missing["甲市财政局"], missing["新局"], missing["别局"]) == ("2022", "", "2021 2022")


def test_no_name_becomes_a_formula_a_link_or_markup(database: Path) -> None:
    text = written(database, "s.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd" in text
    assert not re.search(r'(^|,)"?=', text, re.M)
    book = openpyxl.load_workbook(written(database, "s.xlsx"))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert any("=cmd" in str(c.value) for c in cells)
    assert all(c.data_type != "f" and c.hyperlink is None for c in cells)
    html = written(database, "s.html").read_text(encoding="utf-8")
    assert "<img" not in html
    assert html.count("</script>") == html.count("<script")
    assert "https://" not in html and "http://" not in html
    assert HOSTILE in [d[0] for d in data_of(html)["departments"]]  # type: ignore[attr-defined]


def test_findings_and_failures_are_in_the_workbook(database: Path) -> None:
    book = openpyxl.load_workbook(written(database, "s.xlsx", "--lang", "en"))
    rows = [[c.value for c in row] for row in book["Findings"].iter_rows(min_row=2)]
    assert [r[0] for r in rows] == ["Error", "Error", "Warning", "Warning", "Note"]
    failed = {str(r[0].value): [c.value for c in r] for r in book["Not read"].iter_rows(min_row=2)}
    assert failed["/reports/y.pdf"][1:] == ["took too long", "太慢", "raise the time limit, then --retry failed"]
    assert failed["/reports/z.docx"][1] == "can't be opened"


def test_review_pages_are_linked_only_where_they_are(database: Path) -> None:
    def hrefs() -> list[object]:
        return [r[4] for r in data_of(written(database, "s.html").read_text(encoding="utf-8"))["reports"]]  # type: ignore[attr-defined]

    assert hrefs() == [None] * 5
    page = database.parent / "review 页" / "a#22.html"
    page.parent.mkdir()
    page.write_text("")
    assert [h for h in hrefs() if h] == ["./review%20%E9%A1%B5/a%2322.html"]


def test_an_address_is_never_of_another_kind(tmp_path: Path) -> None:
    name = "javascript:alert(1)"
    try:
        (tmp_path / name).write_text("")
    except OSError:
        pytest.skip("this file system has no such names")
    links = ReviewLinks(tmp_path / "d.duckdb", tmp_path / "sub" / "out.html")
    assert links.href(name) == "../javascript%3Aalert%281%29"
    assert ReviewLinks(tmp_path / "d.duckdb", tmp_path / "out.html").href(name) == "./javascript%3Aalert%281%29"
    assert links.href("\0") is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.duckdb"], "没有这个数据库"),
        (["text.duckdb"], "不是 DuckDB 数据库"),
        (["reports.duckdb", "-o", "s.pdf"], "扩展名须是"),
        (["reports.duckdb", "-o", "no/such/s.html"], "不是可写的文件位置"),
        (["reports.duckdb", "--years", "21"], "2019-2023"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(
    database: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(database.parent)
    Path("text.duckdb").write_text("no database at all" * 1000)
    assert main(["summary", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


SCRIPT = """
<script>
addEventListener('load', () => {
  const seen = {};
  const rows = () => [...document.querySelectorAll('.grid > tbody > tr:not(.detail)')]
    .map((r) => [...r.cells].map((c) => c.textContent));
  const change = (id, value, kind) => {
    const field = document.getElementById(id);
    field.value = value;
    field.dispatchEvent(new Event(kind));
  };
  try {
    seen.first = rows().slice(0, 2).map((r) => r[0]);
    seen.shown = rows().length;
    document.querySelectorAll('#league th button')[2].click();
    seen.ascending = rows()[0][2];
    document.querySelectorAll('#league th button')[2].click();
    change('only', 'missing', 'change');
    seen.missing = document.querySelector('.count').textContent;
    change('only', '', 'change');
    change('year', '2021', 'change');
    seen.only2021 = rows().find((r) => r[0].includes('甲市财政局'))[2];
    change('year', '', 'change');
    document.querySelector('[data-department="0"]').click();
    const detail = document.querySelector('.detail');
    seen.reports = detail.querySelectorAll('table')[0].tBodies[0].rows.length;
    seen.findings = [...detail.querySelectorAll('table')[1].tBodies[0].rows].map((r) => r.cells[1].textContent);
    dispatchEvent(new Event('beforeprint'));
    seen.printed = rows().length;
    dispatchEvent(new Event('afterprint'));
    seen.title = document.title;
    change('search', '甲市', 'input');
    setTimeout(() => { seen.searched = rows().length; done(); }, 200);
  } catch (error) { seen.error = String(error); done(); }
  function done() {
    const out = document.createElement('pre');
    out.id = 'seen';
    out.textContent = JSON.stringify(seen);
    document.body.append(out);
  }
});
</script>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page in")
def test_sort_filter_open_and_print_in_a_browser(database: Path) -> None:
    import duckdb

    assert CHROMIUM is not None
    with duckdb.connect(str(database)) as db:
        db.execute(
            "INSERT INTO documents (document, file, organization, fiscal_year, status) "
            "SELECT 'c' || i, 'c.docx', '第' || i || '局', 2021 + i % 3, 'ok' FROM range(240) t(i)"
        )
    page = written(database, "s.html")
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", SCRIPT + "</body>"), encoding="utf-8")
    call = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=3000",
        "--dump-dom",
        page.as_uri(),
    ]
    dom = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False).stdout
    found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.S)
    assert found is not None
    seen = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert "error" not in seen
    assert seen["first"][0] == "甲市财政局"
    assert (seen["shown"], seen["printed"]) == (100, 242)
    assert seen["ascending"] == "0"
    assert seen["missing"] == "241 / 242"
    assert seen["only2021"] == "0"
    assert (seen["reports"], sorted(seen["findings"])) == (3, ["CMP006", "REF002", "SUM001", "SUM001"])
    assert seen["searched"] == 1
    assert "owned" not in seen["title"]


def test_the_word_and_the_pdf_of_one_report_count_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.duckdb"
    many = Many(path)
    same = {"title": "甲局2023年度部门整体支出绩效自评报告", "kind": "department", "quantities": 50}
    many.document("w", "甲局", 2023, **same, in_relations=40)
    many.document("p", "甲局", 2023, **same, in_relations=39, notices="ocr_page")
    many.document("q", "甲局", 2023, **{**same, "title": "甲局2023年度某项目绩效自评报告", "kind": "project"})
    many.document("q2", "甲局", 2023, **{**same, "title": "甲局2023年度某项目绩效自评报告", "kind": "project"})
    for document in ("w", "p", "q", "q2"):
        many.ids += 1
        many.add(
            "findings",
            document=document,
            id=f"n{many.ids}",
            rule="SUM001",
            severity="error",
            message="不符",
            actual="7",
            expected="8",
        )
    many.ids += 1
    many.add("findings", document="p", id="more", rule="DRV001", severity="error", message="不符", actual="7")
    many.relation("w", "consistent")
    many.relation("p", "consistent")
    many.db.close()
    assert main(["summary", str(path)]) == 0
    said = "".join(capsys.readouterr().out.split())
    assert "发现4处无法自圆其说的错误，涉及1个单位的4份报告" in said  # SUM001 of three reports, DRV001 of the PDF alone
    assert "其中1份与另一份是同一报告的不同文件" in said
    assert "核对了1条勾稽关系" in said
    assert "2份报告尚未与其他年度的报告比较" in said
    page = written(path, "s.html").read_text(encoding="utf-8")
    assert "图片页已识别、同一报告的另一文件" in page
    assert "ocr_page" not in page


def test_reports_that_were_compared_are_not_called_uncompared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.duckdb"
    many = Many(path)
    for sha, year in (("a", 2022), ("b", 2023)):
        many.document(sha, "甲局", year, kind="department")
    many.add("departments", document="a", department="甲局")
    many.db.close()
    assert main(["summary", str(path)]) == 0
    assert "1份报告尚未与其他年度的报告比较" in "".join(capsys.readouterr().out.split())


def test_whatever_a_reader_may_tell_has_plain_words() -> None:
    from extractor.overview.met import met
    from extractor.readers.pdf.notices import _SENTENCES, notice

    codes = {notice(code, [1]).code for code in _SENTENCES}
    assert all(met(code, "zh") != [code] for code in codes)
