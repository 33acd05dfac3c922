"""Places to fill in above, below and inside forms."""

import pytest
from forms_kit import read

from extractor.interpret.fields import split_fields

FORM = """
预算单位名称|某市档案馆{4}
一级指标|二级指标|三级指标|目标值|完成值
产出指标|数量指标|整理档案|10卷|10卷
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("填表人：甲    联系电话：1    负责人签字：", [("填表人", "甲"), ("联系电话", "1"), ("负责人签字", "")]),
        ("填 表 人:　　单位负责人（签章）：　　", [("填表人", ""), ("单位负责人（签章）", "")]),
        ("填报日期：    年  月  日", [("填报日期", "")]),
        ("填报日期：2024年3月1日", [("填报日期", "2024年3月1日")]),
        ("填报单位（盖章）：某局", [("填报单位（盖章）", "某局")]),
        ("经办人：______ 审核人：______", [("经办人", ""), ("审核人", "")]),
        ("    年   月   日", [("日期", "")]),
        ("2024年6月30日", [("日期", "2024年6月30日")]),
        ("（联系人：某甲）", [("联系人", "某甲")]),
        ("某局是行政单位，单位负责人：甲，统一社会信用代码：1。", []),
        ("附件：1.基础数据表", []),
        ("2024年完成投资3亿元", []),
        ("", []),
    ],
)
def test_fields_of_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.name, f.value) for f in split_fields(line)] == expected


def test_line_below_belongs_to_the_form_above() -> None:
    result = read(
        "附件2",
        "部门整体支出绩效自评表",
        FORM,
        "填表人：某甲      单位负责人签字：",
        "部门整体支出绩效自评表",
        FORM.replace("某市档案馆", "某市党史馆"),
        "填表人：某乙      单位负责人签字：某丙",
    )
    signed = [(f.table, f.organization, f.value) for f in result.fields if f.name == "单位负责人签字"]
    assert signed == [(0, "某市档案馆", ""), (1, "某市党史馆", "某丙")]
    first = next(f for f in result.fields if f.name == "单位负责人签字")
    assert first.location.paragraph == 2
    assert first.location.chars == (12, 20)


def test_fields_in_the_last_rows() -> None:
    result = read(
        FORM + "填表人：某甲{2}|联系电话：{3}\n项目负责人|某乙|填报日期|{2}\n",
    )
    found = {f.name: (f.value, f.location.row) for f in result.fields if f.location.row and f.location.row > 2}
    assert found == {
        "填表人": ("某甲", 3),
        "联系电话": ("", 3),
        "项目负责人": ("某乙", 4),
        "填报日期": ("", 4),
    }


def test_fields_around_tables_that_are_no_forms_and_on_the_cover() -> None:
    result = read(
        "填报单位：某市档案馆",
        "报告内容。",
        "基础数据表",
        "填报单位：某市档案馆",
        "项目|金额\n办公费|10",
        "填表人：    联系电话：",
        kind="basic_data",
    )
    assert [(f.name, f.value, f.table) for f in result.fields] == [
        ("填报单位", "某市档案馆", 0),
        ("填表人", "", 0),
        ("联系电话", "", 0),
        ("填报单位", "某市档案馆", None),
    ]


def test_organization_from_the_line_above() -> None:
    result = read(
        "部门整体支出绩效自评表",
        "填报单位（盖章）：某县水利局    金额单位：元",
        "指标名称|目标值|完成值|得分\n办件量|1件|1件|90",
    )
    assert result.forms[0].organization == "某县水利局"
