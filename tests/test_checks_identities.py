"""Sums that figures follow without a header: drawn, broken by a planted error, silent where nothing is sure."""

from __future__ import annotations

import pytest

from extractor import checks, schema
from extractor.checks import CheckResult
from extractor.interpret import interpret
from tests.tables_tools import document, table

TITLE = "2024年度甲县水利局部门整体支出绩效自评报告"
CARRIED = """项目|上年结转|本年收入|本年支出|年末结余
基本支出|10.25|190.40|195.35|5.30
项目支出|20.10|100.60|93.30|27.40
其他支出|3.15|48.70|41.05|10.80
合计|33.50|339.70|329.70|43.50"""
STAGES = """项目|年初预算|追加|追减|调整后预算|决算数
人员经费|190.35|10.20|5.15|195.40|190.10
公用经费|100.20|30.05|3.35|126.90|100.70
培训经费|88.60|12.40|6.05|94.95|90.15
合计|379.15|52.65|14.55|417.25|380.95"""
POINTS = """评价指标|满分|扣分|自评分
预算执行率|15.00|0.75|14.25
支出合规性|25.00|1.50|23.50
重点任务完成率|35.00|2.25|32.75
群众满意度|25.00|0.50|24.50
合计|100.00|5.00|95.00"""


def verify(text: str) -> CheckResult:
    canon = schema.load()
    report = interpret(document(TITLE, "资金情况表", "单位：万元", table(text)), canon)
    return checks.run(report, checks.Config(), schema=canon)


def serious(result: CheckResult) -> list[tuple[str, list[str]]]:
    return [(f.rule, [e.raw for e in f.evidence]) for f in result.findings if f.severity != "info"]


@pytest.mark.parametrize("text", [CARRIED, STAGES, POINTS])
def test_a_consistent_table_is_verified_and_silent(text: str) -> None:
    result = verify(text)
    assert not serious(result)
    assert [r.status for r in result.relations if r.rule == "SUM009"].count("consistent") >= 3


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [(CARRIED, "27.40", "24.70"), (CARRIED, "190.40", "140.40"), (STAGES, "12.40", "12.90"), (POINTS, "0.75", "5.75")],
)
def test_a_figure_that_leaves_the_law_is_named(text: str, right: str, wrong: str) -> None:
    found = serious(verify(text.replace(right, wrong, 1)))
    assert any(wrong in raws for _, raws in found), found


def test_a_last_row_that_sums_up_under_another_name_is_checked() -> None:
    rows = (
        "项目|预算数|支出数\n"
        "基本支出|200.15|190.10\n"
        "宣传经费|100.30|93.30\n"
        "培训经费|50.45|40.25\n"
        "部门整体支出|350.90|323.65"
    )
    assert not serious(verify(rows))
    assert {r.rule for r in verify(rows).relations if r.status == "consistent"} >= {"SUM001"}
    assert any("328.65" in raws for _, raws in serious(verify(rows.replace("323.65", "328.65"))))


def test_a_part_of_a_sum_that_is_blank_elsewhere_is_no_law_of_its_own() -> None:
    rows = (
        "项目|上年决算|年初预算|决算\n"
        "公务接待费|5.58|13.1|9.19\n"
        "公务用车|32.6|33|23.48\n"
        "因公出国||10|\n"
        "合计|38.18|56.1|32.67"
    )
    assert not serious(verify(rows))


def test_small_numbers_prove_nothing() -> None:
    rows = "单位|甲类|乙类|丙类\n一站|2|3|5\n二站|4|1|5\n三站|3|3|7"
    result = verify(rows)
    assert not serious(result)
    assert all(r.rule != "SUM009" for r in result.relations)


def test_percentages_are_not_added_up() -> None:
    rows = (
        "项目|甲占比|乙占比|合计占比\n一站|20.15%|30.25%|50.40%\n二站|41.10%|11.30%|52.40%\n三站|30.75%|30.20%|60.95%"
    )
    assert all(r.rule != "SUM009" for r in verify(rows).relations)


def test_an_item_that_is_blank_where_a_sum_holds_is_no_part_of_it() -> None:
    """今年＝上年＋增减: the column of project money is filled on one line only."""
    rows = (
        "科目名称|2021年支出|2022年支出小计|2022年基本支出|2022年项目支出|同比增减金额\n"
        "行政单位离退休|194.71|196.25|196.25||1.54\n"
        "养老保险缴费|235.04|242.50|242.50||7.46\n"
        "职业年金缴费|90.87|88.57|88.57||-2.30\n"
        "行政单位医疗|65.39|87.07|87.07||21.68\n"
        "行政运行|2419.93|2538.52|2538.52||118.59\n"
        "一般行政管理事务|145.81|140.11||140.11|-5.70\n"
        "合计|3151.75|3293.02|3152.91|140.11|141.27"
    )
    assert not serious(verify(rows))
