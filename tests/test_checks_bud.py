"""Budget identities: readings a table may follow, blanks, prose."""

from __future__ import annotations

from typing import Any

import pytest
from checks_kit import Report, budget_columns, codes, raws

STAGES = budget_columns(
    "brought_forward", "original_budget", "adjustment", "final_budget", "actual", "year_end_balance"
)


def _check(rows: list[str], columns: list[dict[str, Any]] = STAGES) -> Any:
    report = Report()
    report.table(columns, rows)
    return report.check("BUD")


@pytest.mark.parametrize(
    "rows",
    [
        ["甲 | | 100.00 | 20.00 | 120.00 | 90.00 | 30.00", "乙 | 5.00 | 50.00 | | 50.00 | 50.00 | 0"],
        ["甲 | 7.00 | 100.00 | 20.00 | 127.00 | 90.00 | 37.00", "乙 | 5.00 | 50.00 | | 55.00 | 50.00 | 5.00"],
        ["甲 | 7.00 | 100.00 | 20.00 | 120.00 | 90.00 | 37.00", "乙 | 5.00 | 50.00 | | 50.00 | 50.00 | 5.00"],
    ],
)
def test_either_reading_of_what_was_brought_forward_is_consistent(rows: list[str]) -> None:
    result = _check(rows)
    assert not result.findings
    assert {r.status for r in result.relations} == {"consistent"}


def test_wrong_final_budget_is_named() -> None:
    rows = ["甲 | | 100.00 | 20.00 | 102.00 | 90.00 | 30.00", "乙 | | 50.00 | | 50.00 | 50.00 | 0"]
    (finding,) = _check(rows).findings
    assert raws(finding)[0] == "102.00"
    assert (finding.rule, finding.expected) == ("BUD001", "120.00")


def test_blank_adjustment_where_the_figures_need_one() -> None:
    columns = budget_columns("original_budget", "adjustment", "final_budget", "actual")
    rows = ["年度资金总额 | 389.72 | | 368.40 | 368.40", "其中：一般公共预算 | 389.72 | | 368.40 | 368.40"]
    (finding,) = _check(rows, columns).findings
    assert codes([finding]) == [("BUD001", "error")]
    assert finding.expected == "-21.32"
    assert {"389.72", "368.40"} <= set(raws(finding))
    assert len(finding.related) == 2, "the same figures in two rows are one cause"
    assert "空白" in finding.message


def test_columns_that_mean_something_else_are_undetermined() -> None:
    rows = [f"项目{i} | | {100 + i}.00 | {i}.50 | 999.{i}0 | 90.00 | 30.00" for i in range(1, 5)]
    result = _check(rows)
    assert not [f for f in result.findings if f.rule == "BUD001"]
    assert "undetermined" in {r.status for r in result.relations}


def test_balance_in_prose_over_several_sentences() -> None:
    for balance, found in (("148.69万元", []), ("184.69万元", [("BUD002", "error")])):
        report = Report()
        more: dict[str, Any] = {"concept": "expenditure.basic", "fiscal_year": 2024}
        report.prose("4,028.27万元", "基本支出年初预算", scenario="original_budget", **more)
        report.prose("301.01万元", "基本支出：年中调整", scenario="adjustment", **more)
        report.prose("4,329.28万元", "基本支出：全年预算", scenario="final_budget", **more)
        report.prose("4,180.59万元", "基本支出决算", scenario="actual", **more)
        report.prose(balance, "基本支出：年末结转结余", scenario="year_end_balance", **more)
        # stages in paragraphs of their own are joined by topic and section only where one paragraph has two of them
        for fact in report.facts:
            fact.location = type(fact.location)(paragraph=0, chars=fact.location.chars)
        assert codes(report.check("BUD").findings) == found


def test_cut_budget_carries_its_sign_in_the_word() -> None:
    report = Report()
    for raw, label, scenario in (
        ("2238.04万元", "整体支出年初预算", "original_budget"),
        ("53.61万元", "年中调减", "adjustment"),
        ("2184.43万元", "调整预算数", "final_budget"),
    ):
        fact = report.prose(raw, label, scenario=scenario, concept="expenditure")
        fact.location = type(fact.location)(paragraph=0, chars=fact.location.chars)
    result = report.check("BUD001")
    assert [r.status for r in result.relations] == ["consistent"]


def test_balance_is_reclaimed_or_carried_forward() -> None:
    columns = budget_columns("year_end_balance", "reclaimed", "carried_forward")
    assert not _check(["基本支出 | 148.69 | 148.56 | 0.13"], columns).findings
    assert codes(_check(["基本支出 | 148.69 | 148.56 | 0.31"], columns).findings) == [("BUD003", "error")]


@pytest.mark.parametrize(("project", "found"), [("4,397.01万元", []), ("4,379.01万元", [("BUD004", "error")])])
def test_basic_and_project_make_the_total(project: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    report.prose("8,577.60万元", "决算支出", concept="expenditure", scenario="actual")
    report.prose("4,180.59万元", "基本支出", concept="expenditure.basic", scenario="actual")
    report.prose(project, "项目支出", concept="expenditure.project", scenario="actual")
    assert codes(report.check("BUD").findings) == found


@pytest.mark.parametrize(("rate", "found"), [("90.52%", []), ("91%", []), ("85.20%", [("BUD005", "warning")])])
def test_execution_rate_stated_alone(rate: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    report.table(
        budget_columns("final_budget", "actual"),
        ["支出合计 | 9,475.65 | 8,577.60"],
        concepts={"支出合计": "expenditure"},
    )
    report.prose(rate, "预算执行率", concept="ratio.execution", scenario="derived", measure="rate")
    assert codes(report.check("BUD").findings) == found
