"""Stages of figures whose headers name none: from equal figures elsewhere and from the words around the table."""

from __future__ import annotations

import pytest

from extractor import schema
from extractor.interpret import interpret
from extractor.model.document import Table
from extractor.model.report import Fact
from tests.tables_tools import TITLE, document, table


def cell(row: int, col: int, *parts: str | Table, title: str = TITLE) -> Fact:
    """The figure in a cell of the document's only table."""
    found = interpret(document(title, *parts), schema.load())
    facts = [f for f in found.facts if f.location.table == 0 and (f.location.row, f.location.col) == (row, col)]
    assert len(facts) == 1
    return facts[0]


BARE = "项目|金额\n基本支出|812.37\n项目支出|455.10\n合计|1267.47"


@pytest.mark.parametrize(
    ("lines", "stage"),
    [
        (("一、资金情况", "2024年度部门支出决算数据如下：", "单位：万元"), "actual"),
        (("一、部门支出情况", "单位：万元"), "actual"),
        (("一、资金使用情况", "相关数据列示如下：", "单位：万元"), "actual"),
        (("一、资金情况", "部门支出预算表", "单位：万元"), "original_budget"),
        (("一、年初预算安排", "构成如下：", "单位：万元"), "original_budget"),
        (("一、其他", "单位：万元"), "actual"),
    ],
)
def test_words_around_the_table(lines: tuple[str, ...], stage: str) -> None:
    assert cell(1, 1, *lines, table(BARE)).scenario == stage


def test_equal_figures_outweigh_the_words_around() -> None:
    said = "2024年年初预算1267.47万元，其中基本支出812.37万元。"
    assert cell(1, 1, "一、部门支出情况", said, "构成如下：", "单位：万元", table(BARE)).scenario == "original_budget"


def test_bare_years_take_the_stage_of_their_own_year() -> None:
    years = table("项目|2023年|2024年\n基本支出|733.02|812.37\n合计|733.02|812.37")
    for col in (1, 2):
        fact = cell(1, col, "一、支出情况", "近两年支出情况表", "单位：万元", years)
        assert (fact.fiscal_year, fact.scenario) == (2022 + col, "actual")


def test_a_later_year_is_no_result() -> None:
    later = table("项目|2024年|2025年\n基本支出|812.37|840.00")
    assert cell(1, 2, "一、支出情况", "单位：万元", later).scenario is None


def test_money_without_any_sign_stays_without_stage() -> None:
    assert cell(1, 1, "一、其他", "单位：万元", table("名称|金额\n甲|812.37\n乙|455.10")).scenario is None


def test_staff_is_counted_at_the_end_of_the_year() -> None:
    assert cell(1, 1, "一、机构人员情况", table("项目|人数\n在职人员|31\n退休人员|12")).scenario == "closing"


@pytest.mark.parametrize("head", ["上一年度结转", "往年结转资金", "结转次年", "上年剩余资金"])
def test_money_carried_over_is_of_the_year_of_the_report(head: str) -> None:
    fact = cell(1, 1, "一、资金情况", "单位：万元", table(f"项目|{head}|支出数\n基本支出|12.37|455.10"))
    assert fact.fiscal_year == 2024
    assert fact.scenario in ("brought_forward", "carried_forward")


def test_money_received_is_neither_budget_nor_result() -> None:
    received = table("项目|到位数|支出数\n基本支出|812.37|800.12")
    assert cell(1, 1, "一、支出情况", "单位：万元", received).scenario is None


@pytest.mark.parametrize("head", ["1-6月累计", "全年累计", "人均（元/人）"])
def test_parts_of_the_year_and_money_per_head_are_results(head: str) -> None:
    fact = cell(1, 1, "一、其他", "单位：元", table(f"名称|{head}\n甲|812.37\n乙|455.10"))
    assert (fact.fiscal_year, fact.scenario) == (2024, "actual")


def test_years_side_by_side_share_their_stage() -> None:
    said = "2024年总投入1267.47万元，已全部支付，决算数1267.47万元。"
    years = table("投入方向|2022年|2023年|2024年\n甲项目|700.02|733.02|812.37\n合计|1100.55|1188.12|1267.47")
    for col in (1, 2, 3):
        assert cell(1, col, "一、其他", said, "单位：万元", years).scenario == "actual"
    mixed = table("项目|2023年|2024年预算\n甲项目|733.02|812.37\n合计|1188.12|1267.47")
    assert cell(1, 1, "一、其他", "单位：万元", mixed).scenario is None


def test_a_project_with_plan_in_its_name_is_spent_like_the_others() -> None:
    rows = table("项目|金额\n科技研发计划专项|812.37\n计划数|455.10")
    assert cell(1, 1, "一、部门支出情况", "单位：万元", rows).scenario == "actual"
    assert cell(2, 1, "一、部门支出情况", "单位：万元", rows).scenario != "actual"


def test_growth_without_a_word_for_a_rate_is_told_by_its_percent_signs() -> None:
    years = table("项目|2023年|2024年|2024年比2023年增长\n甲|700.00|735.00|5.0%\n乙|100.00|90.00|-10.0%")
    fact = cell(1, 3, "一、支出情况", "单位：万元", years)
    assert (fact.measure, fact.unit, fact.base_year) == ("growth", "%", 2023)
    rates = table("项目|2023年执行率|2024年执行率|增减\n甲|90.0%|95.0%|5.0%\n乙|80.0%|90.0%|10.0%")
    assert cell(1, 3, "一、支出情况", "单位：万元", rates).measure == "change"


def test_the_same_period_of_last_year_is_of_the_stage_of_this_one() -> None:
    said = "2024年总投入1267.47万元，已全部支付，决算数1267.47万元。"
    rows = table("类别|本期数|上年同期数|增减额\n甲|812.37|700.02|112.35\n合计|1267.47|1188.12|79.35")
    fact = cell(1, 2, "一、其他", said, "单位：万元", rows)
    assert (fact.fiscal_year, fact.scenario) == (2023, "actual")


def test_stages_named_under_one_heading_stay_what_they_say() -> None:
    rows = table(
        "单位|预算安排{2}|支付数|支付率（%）\n^|年初批复数|调整后预算数|^|^\n甲局|100.00|120.00|114.00|95.00\n乙站|50.00|60.00|54.00|90.00"
    )
    stages = [cell(2, col, "一、其他", "单位：万元", rows).scenario for col in (1, 2, 3)]
    assert stages == ["original_budget", "final_budget", "actual"]
