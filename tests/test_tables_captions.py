"""Title, unit, organization, year and kind of a table."""

from __future__ import annotations

import pytest
from tables_tools import document, read, read_document, table

BODY = """项目 | 预算数 | 决算数
办公费 | 10.00 | 12.00
合计 | 10.00 | 12.00"""


@pytest.mark.parametrize(
    ("above", "title", "unit"),
    [
        (("公用经费对比表", "单位：万元"), "公用经费对比表", "万元"),
        (("表1 公用经费对比表", "金额单位：元"), "公用经费对比表", "元"),
        (("公用经费情况如下表：",), "公用经费", None),
        (("（二）公用经费情况", "公用经费明细表（单位：亿元）"), "公用经费明细表", "亿元"),
        (("2023年度公用经费支出表 单位:千元",), "2023年度公用经费支出表", "千元"),
    ],
)
def test_lines_above_a_table_name_it_and_its_unit(above: tuple[str, ...], title: str, unit: str | None) -> None:
    view = read(BODY, *above).view
    assert view.title == title
    assert view.unit == unit


def test_a_sentence_before_the_table_gives_its_unit() -> None:
    lead = "全年支出总体平稳，日常公用经费略有增加，人员经费与上年基本持平，其中办公用品和印刷支出均有所上升，"
    lead += "主要是会议和检查增多，具体见下表（单位：元）："
    found = read(BODY, lead)
    assert found.view.unit == "元"
    assert found.at(1, 1).unit == "元"


def test_title_unit_and_organization_may_stand_in_the_tables_first_rows() -> None:
    found = read(
        """2022年度部门收支情况表{3}
        填报单位：某市水务局 | 单位：万元{2}
        项目 | 预算数 | 决算数
        基本支出 | 600 | 700"""
    )
    view = found.view
    assert (view.title, view.unit, view.organization, view.fiscal_year) == (
        "2022年度部门收支情况表",
        "万元",
        "某市水务局",
        2022,
    )
    assert found.at(3, 2).fiscal_year == 2022
    assert found.cells() == {(3, 1), (3, 2)}


def test_a_table_without_unit_takes_the_one_all_other_tables_print() -> None:
    other = table(BODY)
    doc = document("2024年度某市水务局部门整体支出绩效自评报告", "费用表", "单位：万元", other, "另一张表", table(BODY))
    assert read_document(doc).view.unit == "万元"


def test_a_table_without_unit_takes_the_one_the_text_prints_its_figures_in() -> None:
    body = "项目 | 决算数\n办公费 | 1,234.56\n印刷费 | 200.00"
    told = document(
        "2024年度某市水务局部门整体支出绩效自评报告", "2024年办公费决算1,234.56万元。", "费用表", table(body)
    )
    silent = document(
        "2024年度某市水务局部门整体支出绩效自评报告", "2024年会议费决算77.10万元。", "费用表", table(body)
    )
    assert read_document(told).view.unit == "万元"
    assert read_document(silent).view.unit is None


def test_tables_of_several_units_leave_an_unmarked_one_open() -> None:
    doc = document(
        "2024年度某市水务局部门整体支出绩效自评报告",
        *("甲表", "单位：万元", table(BODY), "乙表", "单位：元", table(BODY), "丙表", table(BODY)),
    )
    assert read_document(doc).view.unit is None


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        (None, "资产 | 期末余额 | 期初余额\n流动资产合计 | 1 | 1\n资产合计 | 2 | 2\n负债合计 | 1 | 1", "balance_sheet"),
        ("2023年基本支出预决算对比", "项目 | 预算 | 决算\n工资福利支出 | 1 | 1", "basic_expenditure"),
        ("“三公”经费情况表", "项目 | 预算 | 决算\n公务接待费 | 1 | 1", "three_public"),
        (None, "项目 | 决算数\n因公出国（境）费 | 1\n公务用车购置及运行费 | 1\n公务接待费 | 1", "three_public"),
        ("项目支出明细表", "项目名称 | 金额\n防汛 | 1", "project_expenditure"),
        ("收入支出决算总表", "项目 | 决算数\n本年收入合计 | 1\n总计 | 1", "final_accounts"),
        ("部门收支情况表", "项目 | 金额\n收入合计 | 1\n支出合计 | 1", "revenue_expenditure"),
        ("部门整体支出绩效评价基础数据表", "财政供养人员情况 | 编制数\n^ | 1", "basic_data"),
        ("水库蓄水情况", "水库 | 蓄水量\n东风 | 12", "unknown"),
        (
            "项目支出绩效自评表",
            "项目名称{2} | 防汛{3}\n一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值\n产出 | 数量 | 检查 | 4 | 10",
            "project_score",
        ),
        (
            "部门整体支出绩效自评表",
            "部门名称 | 某局{4}\n一级指标 | 二级指标 | 三级指标 | 实际完成值 | 得分\n产出 | 数量 | 检查次数 | 4 | 10",
            "department_score",
        ),
    ],
)
def test_the_form_is_told_by_title_headers_and_rows(title: str | None, text: str, kind: str) -> None:
    assert read(text, *([title] if title else [])).view.kind == kind


def test_score_forms_come_without_blocks_and_facts() -> None:
    found = read(
        "一级指标 | 三级指标 | 年度指标值 | 分值 | 得分\n产出指标 | 检查次数 | 4次 | 10 | 9", "项目支出绩效自评表"
    )
    assert found.view.blocks == []
    assert found.facts == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("表1 2023年预算收支情况表", "2023年预算收支情况表"),
        ("附表2　2023年度自评价计分表", "2023年度自评价计分表"),
        ("表2024年度收支情况表", "表2024年度收支情况表"),
    ],
)
def test_the_number_of_a_table_ends_before_a_year(line: str, title: str) -> None:
    found = read("项目 | 预算数 | 决算数\n基本支出 | 10 | 9\n项目支出 | 20 | 19", line)
    assert found.view.title == title


def test_a_year_behind_the_organization_is_no_part_of_its_name() -> None:
    found = read("项目 | 预算数 | 决算数\n基本支出 | 10 | 9", "收支总表", "编制单位：甲县文化局 2021年度 金额单位：元")
    assert (found.view.organization, found.view.unit) == ("甲县文化局", "元")
