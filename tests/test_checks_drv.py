"""Derived columns and rows: value, sign and convention."""

from __future__ import annotations

from typing import Any

import pytest
from checks_kit import Report, budget_columns, codes, raws

COLUMNS = [
    *budget_columns("actual-1", "original_budget", "actual"),
    *budget_columns("change:original_budget", "growth:original_budget", "change:actual-1", "growth:actual-1"),
]
ROWS = [
    "工资福利支出 | 2,277.42 | 2,201.88 | 2,148.8 | -53.08 | -2.41% | -128.62 | -5.65%",
    "商品和服务支出 | 341.59 | 574.52 | 569.85 | -4.67 | -0.81% | 228.26 | 66.82%",
    "资本性支出 | 4.31 | | 8.69 | 8.69 | | 4.38 | 101.62%",
    "合计 | 2,623.32 | 2,776.40 | 2,727.34 | -49.06 | -1.77% | 104.02 | 3.97%",
]


def _columns(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [c | {"col": i} for i, c in enumerate(columns, 1)]


def _check(rows: list[str], *families: str, columns: list[dict[str, Any]] = COLUMNS, **more: Any) -> Any:
    report = Report()
    report.table(_columns(columns), rows, **more)
    return report.check(*(families or ("DRV",)))


def test_clean_changes_and_rates_are_consistent() -> None:
    result = _check(ROWS)
    assert not result.findings
    assert {r.status for r in result.relations} == {"consistent"}
    assert len(result.relations) == 4 + 3 + 4 + 4


@pytest.mark.parametrize(
    ("old", "new", "rule", "expected"),
    [
        ("-53.08", "-35.08", "DRV001", "-53.08"),
        ("-53.08", "53.08", "DRV001", "-53.08"),
        ("-2.41%", "2.41%", "DRV002", "-2.41"),
        ("66.82%", "68.62%", "DRV002", "66.82"),
        ("-19", "-19", "", ""),
    ],
)
def test_one_wrong_derived_figure(old: str, new: str, rule: str, expected: str) -> None:
    result = _check([ROWS[0].replace(old, new), ROWS[1].replace(old, new), *ROWS[2:]])
    assert codes(result.findings) == ([(rule, "error")] if rule else [])
    if rule:
        (finding,) = result.findings
        assert (finding.expected, raws(finding)[0]) == (expected, new)


def test_wrong_amount_breaks_its_rates_and_sums_once() -> None:
    result = _check([ROWS[0].replace("2,148.8 ", "2,184.8 "), *ROWS[1:]], "SUM", "DRV")
    (finding,) = result.findings
    assert raws(finding)[0] == "2,184.8"
    assert finding.expected == "2148.8"
    assert len(finding.related) == 5
    assert "另有4项" in finding.message


SIGNLESS = [*budget_columns("original_budget", "actual", "change:original_budget", "growth:original_budget")]


def test_missing_sign_is_an_error_where_the_table_prints_signs() -> None:
    columns = [*SIGNLESS, *budget_columns("actual-1"), *budget_columns("growth:actual-1")]
    rows = ["公务接待费 | 13.1 | 9.19 | -3.91 | 29.85% | 10.00 | -8.10%", "会议费 | 10 | 12 | 2 | 20% | 12 | 0.00%"]
    (finding,) = _check(rows, columns=columns).findings
    assert finding.rule == "DRV002" and finding.severity == "error"
    assert {"29.85%", "-3.91", "13.1"} <= set(raws(finding))


def test_header_that_promises_signs_makes_a_missing_sign_an_error() -> None:
    columns = [dict(c) for c in SIGNLESS]
    columns[3]["path"] = ("较年初预算增+（减-）", "比例")
    assert codes(_check(["公务接待费 | 13.1 | 9.19 | -3.91 | 29.85%"], columns=columns).findings) == [
        ("DRV002", "error")
    ]


def test_column_without_any_sign_is_a_style() -> None:
    rows = ["公务接待费 | 13.1 | 9.19 | -3.91 | 29.85%", "会议费 | 10 | 8 | -2 | 20%", "培训费 | 10 | 12 | 2 | 20%"]
    assert codes(_check(rows, columns=SIGNLESS).findings) == [("DRV002", "info")]


def test_base_is_found_by_majority_where_the_header_is_silent() -> None:
    columns = [
        *budget_columns("actual-1", "original_budget", "actual"),
        {"path": ("增减额",), "measure": "change", "scenario": "derived"},
        {"path": ("比例",), "measure": "growth", "scenario": "derived", "unit": "%"},
    ]
    rows = ["甲 | 10 | 20 | 15 | 5 | 50%", "乙 | 20 | 10 | 30 | 10 | 50%", "丙 | 40 | 10 | 30 | -10 | -{}%"]
    assert not _check([*rows[:2], rows[2].format(25)], columns=columns).findings
    (finding,) = _check([*rows[:2], rows[2].format(35)], columns=columns).findings
    assert (finding.rule, finding.expected) == ("DRV002", "-25.00")


def test_truncated_rate_is_only_noted() -> None:
    rows = ["甲 | 3,000.00 | 4,000.00 | 1,000.00 | 33.33%", "乙 | 3,000.00 | 5,000.00 | 2,000.00 | 66.66%"]
    assert codes(_check(rows, columns=SIGNLESS).findings) == [("DRV002", "info")]


@pytest.mark.parametrize(
    ("rate", "found"), [("90.52%", []), ("91.52%", ["DRV004"]), ("90.52", []), ("91%", []), ("95%", ["DRV004"])]
)
def test_execution_rate(rate: str, found: list[str]) -> None:
    columns = budget_columns("original_budget", "final_budget", "actual", "rate:final_budget")
    columns[3] |= {"path": ("执行率",), "base_year": None, "base_scenario": None, "unit": None}
    result = _check([f"年度资金总额 | 8,757.81 | 9,475.65 | 8,577.60 | {rate}"], columns=columns, unit="万元")
    assert [f.rule for f in result.findings] == found


def test_rate_of_original_plus_adjustment() -> None:
    columns = budget_columns("original_budget", "adjustment", "actual", "rate:final_budget")
    columns[3] |= {"path": ("执行率",), "base_year": None, "base_scenario": None}
    assert not _check(["合计 | 100 | 20 | 90 | 75%"], columns=columns).findings


def test_staff_control_rate() -> None:
    columns: list[dict[str, Any]] = [
        {"path": ("编制数",), "unit": "人"},
        {"path": ("2024年实际在职人数",), "unit": "人"},
        {"path": ("控制率",), "measure": "rate", "scenario": "derived", "unit": "%"},
    ]
    assert not _check(["财政供养人员 | 130 | 121 | 93.08%"], columns=columns, unit=None).findings
    result = _check(["财政供养人员 | 130 | 121 | 92.31%"], columns=columns, unit=None)
    assert codes(result.findings) == [("DRV004", "error")]


def test_shares_of_the_total() -> None:
    columns: list[dict[str, Any]] = [
        {"path": ("金额",), "scenario": "actual"},
        {"path": ("占比",), "measure": "share", "scenario": "derived", "unit": "%"},
    ]
    rows = ["基本支出 | 40.00 | {}", "项目支出 | 60.00 | 60%", "合计 | 100.00 | 100%"]
    assert not _check([rows[0].format("40%"), *rows[1:]], columns=columns).findings
    (finding,) = _check([rows[0].format("45%"), *rows[1:]], columns=columns).findings
    assert (finding.rule, finding.expected) == ("DRV003", "40.00")


def test_rate_printed_in_a_row() -> None:
    rows = ["年初预算 | 100 | 200", "决算 | 90 | 150", "执行率 | 90% | {}"]
    columns = [{"path": ("甲中心",)}, {"path": ("乙中心",)}]
    assert not _check([*rows[:2], rows[2].format("75%")], columns=columns).findings
    assert [f.rule for f in _check([*rows[:2], rows[2].format("57%")], columns=columns).findings] == ["DRV004"]
