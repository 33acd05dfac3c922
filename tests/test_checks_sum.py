"""Sums: every rule fires on a planted error and is silent on the clean twin."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checks_kit import Report, budget_columns, codes, raws

from extractor.checks.figure import Figure
from extractor.checks.totals import Reading, weigh
from extractor.model.interpretation import ScoreForm, Statement
from extractor.model.report import Indicator, Location

STAGES = budget_columns("actual-1", "original_budget", "actual")
CLEAN = [
    "1 公务接待费 | 5.58 | 13.1 | 9.19",
    "2 公务用车运行维护费 | 32.6 | 33 | 23.48",
    "3 因公出国（境）支出 | | 10 | ",
    "合计 | 38.18 | 56.1 | 32.67",
]


def _table(rows: list[str], **more: object) -> Report:
    report = Report()
    report.table(STAGES, rows, **more)  # type: ignore[arg-type]
    return report


def test_clean_total_is_consistent() -> None:
    result = _table(CLEAN).check("SUM")
    assert not result.findings
    assert [r.status for r in result.relations if r.rule == "SUM001"] == ["consistent"] * 3


def test_wrong_total_is_named_with_computation_and_difference() -> None:
    result = _table([*CLEAN[:3], "合计 | 38.18 | 56.1 | 33.67"]).check("SUM")
    (finding,) = result.findings
    assert codes([finding]) == [("SUM001", "error")]
    assert raws(finding)[0] == "33.67"
    assert (finding.expected, finding.actual, finding.difference) == ("32.67", "33.67", "1.00")
    assert "9.19 + 23.48" in finding.message and "合计" in finding.message


def test_trailing_zeros_dropped_do_not_hide_an_error() -> None:
    result = _table([CLEAN[0], "2 公务用车运行维护费 | 32.6 | 34 | 23.48", *CLEAN[2:]]).check("SUM")
    assert codes(result.findings) == [("SUM001", "error")]


def test_rounding_is_no_finding() -> None:
    result = _table(["1 甲 | 1.24 | 1 | 2", "2 乙 | 1.24 | 1 | 2", "合计 | 2.49 | 2 | 4.01"]).check("SUM")
    assert not result.findings
    assert {r.status for r in result.relations} == {"consistent", "rounding"}


def test_incomplete_list_is_undetermined() -> None:
    result = _table(["1 甲 | 10 | 20 | 30", "2 乙 | 10 | 20 | 31", "合计 | 50 | 80 | 90"]).check("SUM")
    assert not result.findings
    assert {r.status for r in result.relations} == {"undetermined"}


def test_subtotals_and_grand_total() -> None:
    rows = [
        "甲 | 1 | 2 | 3",
        "乙 | 1 | 2 | 3",
        "小计 | 2 | 4 | 6",
        "丙 | 5 | 5 | 5",
        "丁 | 1 | 1 | 1",
        "小计 | 6 | 6 | 6",
        "合计 | 8 | 10 | {}",
    ]
    assert not _table([*rows[:-1], rows[-1].format(12)]).check("SUM").findings
    wrong = _table([*rows[:-1], rows[-1].format(22)]).check("SUM")
    assert codes(wrong.findings) == [("SUM001", "error")]


def test_total_first() -> None:
    rows = ["合计 | 8 | 10 | 12", "甲 | 3 | 4 | 5", "乙 | 5 | 6 | {}"]
    assert not _table([*rows[:-1], rows[-1].format(7)]).check("SUM").findings
    assert codes(_table([*rows[:-1], rows[-1].format(9)]).check("SUM").findings) == [("SUM001", "error")]


def test_gross_value_beside_net_value_is_not_added() -> None:
    report = Report()
    report.table(
        budget_columns("closing", "opening"),
        ["固定资产原值 | 5,444.77 | 4,925.09", "固定资产净值 | 1,699.84 | 1,591.76", "无形资产净值 | 144.69 | 135.30",
         "非流动资产合计 | 1,844.53 | 1,727.06"],
    )  # fmt: skip
    result = report.check("SUM")
    assert not result.findings
    assert [r.status for r in result.relations] == ["consistent", "consistent"]


NESTED = [
    "1 奖补资金 | 4,332.00 | 4,332.00 | 3,664.36",
    "  （1）发展专项 | 1,288.00 | 1,548.29 | 1,548.29",
    "  （2）奖补专项 | 2,444.00 | 2,183.71 | 2,033.14",
    "  （3）预留资金 | 600 | 600.00 | 82.93",
    "2 其他 | 397.54 | 814.37 | 732.65",
    "合计 | 4,729.54 | 5,146.37 | 4,397.01",
]


def test_nested_numbering() -> None:
    result = _table(NESTED).check("SUM")
    assert not result.findings
    assert {r.rule for r in result.relations} == {"SUM001", "SUM002"}


def test_wrong_detail_breaks_the_nested_sum_only() -> None:
    rows = [*NESTED]
    rows[2] = rows[2].replace("2,033.14", "2,183.71")
    result = _table(rows).check("SUM")
    assert codes(result.findings) == [("SUM002", "error")]
    assert "2,183.71" in raws(result.findings[0])


def test_wrong_item_that_breaks_two_sums_is_one_finding_naming_it() -> None:
    rows = [*NESTED]
    rows[0] = rows[0].replace("3,664.36", "3,646.36")
    (finding,) = _table(rows).check("SUM").findings
    assert raws(finding)[0] == "3,646.36"
    assert finding.expected == "3664.36"
    assert len(finding.related) == 2


def test_partial_details_are_undetermined() -> None:
    result = _table(["公用经费 | 100 | 90 | 80", "  1.办公费 | 10 | 10 | 10", "  2.差旅费 | 20 | 20 | 20"]).check("SUM")
    assert not result.findings
    assert {r.status for r in result.relations} == {"undetermined"}


def test_of_which_larger_than_its_whole() -> None:
    rows = ["支出 | 100 | 120 | 120", "  其中：办公费 | 50 | 50 | {}"]
    assert not _table([rows[0], rows[1].format(60)]).check("SUM").findings
    assert codes(_table([rows[0], rows[1].format(150)]).check("SUM").findings) == [("SUM003", "error")]


def test_negative_of_which_is_no_contradiction() -> None:
    report = Report()
    report.table(budget_columns("adjustment"), ["合计 | 24.24", "其中：一般公共预算 | -16.52", "政府性基金 | 40.76"])
    assert not report.check("SUM").findings


@pytest.mark.parametrize(("last", "found"), [("12", []), ("21", [("SUM004", "error")])])
def test_sum_across(last: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    report.table(
        [{"path": ("支出", name), "scenario": "actual"} for name in ("合计", "基本支出", "项目支出")],
        ["甲中心 | 10 | 4 | 6", "乙中心 | 30 | 10 | 20", "丙中心 | 7 | 3 | 4", f"丁中心 | {last} | 6 | 6"],
    )
    assert codes(report.check("SUM").findings) == found


def test_classification_codes_tell_the_hierarchy() -> None:
    columns = [
        {"path": ("类",), "role": "code", "col": 1},
        {"path": ("款",), "role": "code", "col": 2},
        {"path": ("决算数",), "scenario": "actual", "col": 3},
    ]
    rows = [
        "合计 | | | 500.00",
        "农林水支出 | 213 | | 388.71",
        "水利 | 213 | 03 | 388.71",
        "住房保障支出 | 221 | | {}",
        "住房改革支出 | 221 | 02 | 111.29",
    ]
    clean, wrong = ([*rows[:3], rows[3].format(value), rows[4]] for value in ("111.29", "112.19"))
    for body, found in ((clean, []), (wrong, [("SUM002", "112.19", 1)])):
        report = Report()
        report.table(columns, body)
        assert [(f.rule, raws(f)[0], len(f.related)) for f in report.check("SUM").findings] == found


@pytest.mark.parametrize(("total", "found"), [("60.00", []), ("66.00", [("SUM001", "error")])])
def test_total_of_a_table_cut_in_two(total: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    columns = budget_columns("original_budget", "actual")
    report.table(columns, ["甲 | 10.00 | 11.00", "乙 | 20.00 | 21.00"])
    report.table(columns, ["丙 | 30.00 | 31.00", f"合计 | {total} | 63.00"])
    assert codes(report.check("SUM").findings) == found


@pytest.mark.parametrize(("right", "found"), [("1,894.27", []), ("1,894.72", [("SUM005", "error")])])
def test_balance_sheet_balances(right: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    report.table(
        budget_columns("closing"),
        ["流动资产 | 49.74", "固定资产净值 | 1,844.53", "资产合计 | 1,894.27", "负债 | 15.42", "净资产 | 1,878.85",
         f"负债和净资产合计 | {right}"],
    )  # fmt: skip
    assert codes(report.check("SUM005").findings) == found


@pytest.mark.parametrize(("total", "found"), [("32.67", []), ("33.67", [("SUM006", "error")])])
def test_total_in_prose_parts_in_a_table(total: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    concepts = {
        "公务接待费": "three_public.reception",
        "公务用车": "three_public.vehicles",
        "因公出国": "three_public.abroad",
    }
    report.table(
        budget_columns("actual"), ["公务接待费 | 9.19", "公务用车 | 23.48", "因公出国 | 0.00"], concepts=concepts
    )
    report.prose(f"{total}万元", "“三公”经费支出", concept="three_public", scenario="actual")
    assert codes(report.check("SUM").findings) == found


@pytest.mark.parametrize(
    ("count", "text", "found"),
    [
        ("3个", "内设科室分别是办公室、人事科、水政科", []),
        ("4个", "内设科室分别是办公室、人事科、水政科", ["SUM008"]),
        ("4个", "内设办公室、人事科、水政科等", []),
    ],
)
def test_listed_items_against_their_count(count: str, text: str, found: list[str]) -> None:
    report = Report()
    fact = report.prose(count, "内设科室", measure="count", scenario="closing")
    report.statements.append(
        Statement("count", fact.location, text, total=fact.id, items=["办公室", "人事科", "水政科"])
    )
    assert [f.rule for f in report.check("SUM").findings] == found


@pytest.mark.parametrize(("last", "found"), [("110.77", []), ("101.77", ["SUM007"])])
def test_cost_indicators_against_the_funds_of_their_project(last: str, found: list[str]) -> None:
    report = Report()
    report.table(
        budget_columns("original_budget", "actual"),
        ["年度资金总额 | 800.00 | 221.54"],
        concepts={"年度资金总额": "fund.total"},
    )
    report.more["forms"].append(ScoreForm(0, "project", report.organization, "专项", 2024))
    for row, (target, spent) in enumerate((("200万元", "110.77万元"), ("600万元", f"{last}万元")), 10):
        cells = {
            name: Location(table=0, row=row, col=c, chars=(0, 9)) for c, name in enumerate(("target", "actual"), 6)
        }
        for name, raw in (("target", target), ("actual", spent)):
            report.fact(raw, f"子项目{row}", cells[name], scenario=name)
        report.more["indicators"].append(
            Indicator(
                id=f"i{row}",
                organization=report.organization,
                table="t1",
                level1="成本指标",
                level2="经济成本指标",
                name=f"子项目{row}",
                target=target,
                actual=spent,
                weight=None,
                score=None,
                note=None,
                location=cells["target"],
                cells=cells,
            )
        )
    assert [f.rule for f in report.check("SUM").findings] == found


def test_rates_in_a_row_of_their_own_are_not_added() -> None:
    report = Report()
    report.table(
        [{"path": ("资金", name), "scenario": None} for name in ("合计", "财政拨款", "其他资金")],
        ["年初预算 | 30 | 10 | 20", "全年执行 | 27 | 9 | 18", "结转 | 3 | 1 | 2", "执行率 | 90% | 90% | 90%"],
    )
    assert not report.check("SUM").findings


def test_money_is_never_the_sum_of_points() -> None:
    def figure(value: str, unit: str | None) -> Figure:
        return Figure("x", value, Decimal(value), unit, 0, Location(table=0))

    def read(unit: str | None) -> Reading:
        column = [figure("30000", "元"), figure("1", unit), figure("2", unit)]
        return weigh(Reading(0, ((1, 1), (1, 2)), "all"), [0], lambda _, item: column[item])

    assert read("万元").agree == [0]
    assert read("元").differ == [0]
    assert not read("分").agree and not read("分").differ


def test_a_column_over_three_years_is_their_sum() -> None:
    years = [
        {"path": (f"{y}年",), "measure": "amount", "scenario": "actual", "year": y, "unit": "万元"}
        for y in (2022, 2023, 2024)
    ]
    columns = [*years, {"path": ("三年累计",), "measure": "amount", "year": 2024, "unit": "万元"}]

    def check(*rows: str) -> list[tuple[str, str]]:
        report = Report()
        report.table(columns, list(rows))  # type: ignore[arg-type]
        return codes(report.check("SUM").findings)

    assert not check("甲 | 10.5 | 20.5 | 30 | 61", "乙 | 1 | 2 | 3.5 | 6.5", "丙 | 4 | 5 | 6 | 15")
    assert check("甲 | 10.5 | 20.5 | 30 | 61", "乙 | 1 | 2 | 3.5 | 6.5", "丙 | 4 | 5 | 6 | 51") == [("SUM004", "error")]
