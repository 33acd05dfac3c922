"""Figures over years and departments: chosen, normalised, and never averaged."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import schema as schemas
from extractor.cli import main
from extractor.errors import ConfigError
from extractor.overview import chart, trend, trend_words
from tests.many_kit import Many

ORG, HOSTILE = "甲市财政局", '=1+1<svg onload=alert(1)>"\n&'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One department over four years, one year missing, last year's figure stated differently once; a hostile one."""
    path = tmp_path_factory.mktemp("trend") / "reports.duckdb"
    many = Many(path)
    many.db.begin()
    for year, spent in ((2020, "100.00"), (2021, "110.00"), (2023, "130.00")):
        document = many.document(f"d{year}", ORG, year)
        many.fact(document, ORG, year, "expenditure", spent, page=year - 2015)
        many.fact(document, ORG, year, "expenditure", "200.00", scenario="final_budget")
    many.fact("d2021", ORG, 2020, "expenditure", "105.00")
    many.fact("d2023", ORG, 2022, "expenditure", "1200000", unit="元")
    many.fact("d2021", ORG, 2020, "expenditure", "200", scenario="final_budget")
    many.fact("d2023", ORG, 2023, "three_public", "3.00", unit=None)
    many.document("h", HOSTILE, 2023, file=HOSTILE)
    many.fact("h", HOSTILE, 2023, "expenditure", "5.00", raw=HOSTILE)
    many.fact("h", "甲市财政局信息中心", 2023, "expenditure", "1.00")
    many.db.commit()
    many.db.close()
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return shutil.copy(made, tmp_path / "reports.duckdb")


def written(database: Path, name: str, *more: str) -> Path:
    out = database.parent / name
    assert main(["trend", str(database), "-o", str(out), *more]) == 0
    return out


def rows(database: Path, *more: str) -> list[dict[str, str]]:
    path = written(database, "t.csv", *more)
    return list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))


def test_both_statements_of_a_year_are_kept_and_the_own_report_is_drawn(database: Path) -> None:
    found = [r for r in rows(database) if r["数据"] == "本年支出合计（决算）" and r["单位"] == ORG]
    said = [(r["年度"], r["数值"], r["画线采用"], r["说法不一"], r["报告年度"]) for r in found]
    assert said == [
        ("2020", "1000000", "是", "", "2020"),
        ("2020", "1050000", "", "是", "2021"),
        ("2021", "1100000", "是", "", "2021"),
        ("2022", "1200000", "是", "", "2023"),
        ("2023", "1300000", "是", "", "2023"),
    ]


def test_what_rounding_explains_is_no_disagreement(database: Path) -> None:
    found = [r for r in rows(database) if r["口径"] == "final_budget" and r["年度"] == "2020"]
    assert len(found) == 2
    assert not any(r["说法不一"] for r in found)


def test_a_rate_is_computed_only_from_figures_that_are_stated(database: Path) -> None:
    found = {r["年度"]: (r["数值"], r["原文"]) for r in rows(database) if r["口径"] == "computed"}
    assert found == {
        "2020": ("50.00", "100.00 ÷ 200.00"),
        "2021": ("55.00", "110.00 ÷ 200.00"),
        "2023": ("65.00", "130.00 ÷ 200.00"),
    }


def test_amounts_without_a_unit_are_left_out_and_counted(database: Path) -> None:
    assert not [r for r in rows(database) if r["标准指标"] == "three_public"]
    assert "1 个金额没有写明元或万元" in written(database, "t.html").read_text(encoding="utf-8")


def test_organizations_years_and_concepts_can_be_chosen(database: Path) -> None:
    found = rows(database, "--organization", "信息中心", "--years", "2023", "--concept", "本年支出合计")
    assert [(r["单位"], r["年度"], r["数值"]) for r in found] == [("甲市财政局信息中心", "2023", "10000")]
    assert "甲市财政局信息中心" not in {r["单位"] for r in rows(database)}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--concept", "没有这个"], "没有这个指标"),
        (["--organization", "没有这个"], "没有名称包含它的单位"),
        (["--years", "2023-2021"], "2019-2023"),
        (["-o", "t.docx"], "扩展名须是"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    database: Path, more: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trend", str(database), *more]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "title":
            self.titles.append(data)


def test_the_page_draws_every_point_with_its_source_and_runs_nothing_else(database: Path) -> None:
    html = written(database, "t.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(html)
    assert not [t for t, a in page.tags if any(name.startswith("on") for name in a)]
    assert not [a for t, a in page.tags for name in ("src", "href") if not str(a.get(name) or "#").startswith("#")]
    assert sum(a.get("class") == "rival" for _, a in page.tags) == 1
    own = next(t for t in page.titles if "本年支出合计（决算） 2020：100.00万元" in t)
    assert "2020年度报告" in own and "d2020.docx" in own and "第5页" in own and "两份报告说法不一" in own
    assert any("105.00万元" in t for t in page.titles)
    spent = next(a["d"] for _, a in page.tags if str(a.get("d") or "").count(",") == 4)
    assert spent is not None and spent.count("M") == 1
    budget = next(a["d"] for _, a in page.tags if str(a.get("d") or "").count(",") == 3)
    assert budget is not None and budget.count("M") == 2, "a year without a figure is a gap"


def test_the_workbook_has_native_charts_and_marks_disagreements(database: Path) -> None:
    path = written(database, "t.xlsx")
    with zipfile.ZipFile(path) as book:
        charts = [n for n in book.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 3  # expenditure of two departments, the rate of one
    cells = [c for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
    assert [c.value for c in cells if c.comment] == [100]
    assert "105.00" in next(c.comment.text for c in cells if c.comment)


def test_the_screen_names_what_differs(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trend", str(database), "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "130.00 (2023, +8.3%)" in said
    assert "Reports differ in 1 places" in said


def test_one_department_under_two_names_is_one_line(database: Path) -> None:
    import duckdb

    with duckdb.connect(str(database)) as db:
        for table in ("documents", "facts"):
            db.execute(f"UPDATE {table} SET organization = '甲市财政局（旧名）' WHERE document = 'd2020'")
        for name, sha in (("甲市财政局（旧名）", "d2020"), (ORG, "d2021"), (ORG, "d2023")):
            db.execute(
                "INSERT INTO departments (document, department, organization) VALUES (?, ?, ?)", [sha, ORG, name]
            )
    found = [r for r in rows(database) if r["口径"] == "actual"]
    assert {r["单位"] for r in found if r["年度"] == "2020"} == {ORG}


def test_a_concept_is_found_by_id_label_and_alias() -> None:
    schema = schemas.load(())
    for name in ("three_public.reception", "公务接待费", "业务接待费"):
        assert [g.key for g in trend.groups_of([name], schema)] == ["three_public.reception"]
    with pytest.raises(ConfigError):
        trend.groups_of(["三公经费的"], schema)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=6), st.booleans())
def test_an_axis_holds_every_value_between_round_ends(values: list[float], zero: bool) -> None:
    low, high, step = chart.scale(values, zero=zero)
    slack = 1e-6 * max(abs(low), abs(high))
    assert low - slack <= min(values) and max(values) <= high + slack
    assert high > low and step > 0
    assert not zero or low <= 0 <= high
    assert round((high - low) / step) <= 12


def test_a_change_is_in_percent_of_the_year_before_and_of_rates_in_points() -> None:
    def said(value: str) -> trend.Said:
        return trend.Said(Decimal(value), "元", Decimal(0), "", "", "", None, None, "", 1, 0, False, ())

    points = {y: trend.Point(y, [said(v)]) for y, v in ((2021, "80"), (2022, "100"), (2024, "120"))}
    series = trend.Series(("expenditure", "actual", "amount"), "", "", points)
    assert trend_words.latest(series, "money", "zh").change_text == ""
    del points[2024]
    assert trend_words.latest(series, "money", "zh").change_text == "+25.0%"
    assert trend_words.latest(series, "percent", "zh").change_text == "+20个百分点"


def test_no_address_of_anything_outside_is_in_the_page(database: Path) -> None:
    assert not re.search(r"https?://|@import|url\(", written(database, "t.html").read_text(encoding="utf-8"))
