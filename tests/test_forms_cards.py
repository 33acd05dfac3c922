"""Indicators not written as rows under a header: cards, tables turned round, classes in rows of their own."""

from decimal import Decimal

import pytest
from forms_kit import read, table

from extractor.interpret.indicators_cards import find_cards

D = Decimal
TITLE = "2023年度部门整体支出绩效自评表"

BESIDE_A_CLASS = """
部门名称|甲县测试局{7}
全年预算（万元）|120.00|全年执行（万元）|110.40|执行率|92.00%|得分|9.2
产出指标（50分）{8}
数量指标|指标名称|建成站点{4}|分值|20
^|目标值|≥64个|完成值|66个{2}|得分|20
质量指标|指标名称|站点验收率{4}|分值|30
^|目标值|≥90%|完成值|91%{2}|得分|29
效益指标（40分）{8}
社会效益|指标名称|居民满意度{4}|分值|40
^|目标值|≥90%|完成值|91%{2}|得分|38
总分{7}|96.2
"""
IN_ONE_ROW = """
单位名称|甲县测试局{9}
产出指标{10}
数量指标{10}
指标名称|建成站点|目标值|≥64个|完成值|66个|分值|20|得分|20
质量指标{10}
指标名称|站点验收率|目标值|≥90%|完成值|91%|分值|30|得分|29
效益指标{10}
社会效益{10}
指标名称|居民满意度|目标值|≥90%|完成值|91%|分值|40|得分|38
总分{9}|96.2
"""
CLASSES_IN_THE_CARD = """
单位名称|甲县测试局{5}
一级指标|产出指标|二级指标|数量指标|三级指标|建成站点
年度指标值|≥64个|实际完成值|66个|偏差原因|无
分值|20|得分|20|是否达标|是
一级指标|产出指标|二级指标|质量指标|三级指标|站点验收率
年度指标值|≥90%|实际完成值|91%|偏差原因|个别站点延后
分值|30|得分|29|是否达标|是
一级指标|效益指标|二级指标|社会效益|三级指标|居民满意度
年度指标值|≥90%|实际完成值|91%|偏差原因|
分值|40|得分|38|是否达标|是
总分|100|自评得分|96.2|等级|优
"""
ONE_WORD_A_ROW = """
一级指标|产出指标
二级指标|数量指标
三级指标|建成站点
目标值|≥64个
完成值|66个
分值|20
得分|20
二级指标|质量指标
三级指标|站点验收率
目标值|≥90%
完成值|91%
分值|30
得分|29
一级指标|效益指标
二级指标|社会效益
三级指标|居民满意度
目标值|≥90%
完成值|91%
分值|40
得分|38
总分|96.2
"""
TURNED = """
一级指标|产出指标{2}|效益指标
二级指标|数量指标|质量指标|社会效益
三级指标|建成站点|站点验收率|居民满意度
目标值|≥64个|≥90%|≥90%
完成值|66个|91%|91%
分值|20|30|40
得分|20|29|38
总分{3}|96.2
"""
BANDS = """
序号|指标名称|年度目标值|实际完成值|分值|得分
产出指标{6}
数量指标{6}
1|建成站点|≥64个|66个|20|20
质量指标{6}
2|站点验收率|≥90%|91%|30|29
效益指标{6}
社会效益{6}
3|居民满意度|≥90%|91%|40|38
合计{4}|90|96.2
"""
NUMBERED = """
评价指标|目标|完成|分值|得分
一、产出指标|||50|49
（一）数量指标|||20|20
建成站点|≥64个|66个|20|20
（二）质量指标|||30|29
站点验收率|≥90%|91%|30|29
二、效益指标|||40|38
（一）社会效益|||40|38
居民满意度|≥90%|91%|40|38
合计|||90|96.2
"""


@pytest.mark.parametrize("kind", ["department_score", "unknown"])
@pytest.mark.parametrize(
    "layout", [BESIDE_A_CLASS, IN_ONE_ROW, CLASSES_IN_THE_CARD, ONE_WORD_A_ROW, TURNED, BANDS, NUMBERED]
)
def test_the_same_indicators_however_they_are_laid_out(layout: str, kind: str) -> None:
    result = read(TITLE, layout, kind=kind)  # type: ignore[arg-type]
    assert result.rows() == [
        ("产出指标", "数量指标", "建成站点", "≥64个", "66个", D(20), D(20)),
        ("产出指标", "质量指标", "站点验收率", "≥90%", "91%", D(30), D(29)),
        ("效益指标", "社会效益", "居民满意度", "≥90%", "91%", D(40), D(38)),
    ]
    (form,) = result.forms
    assert [(g.level1, len(g.indicators)) for g in form.groups] == [("产出指标", 2), ("效益指标", 1)]
    assert result.by_id(form.total_score).value == D("96.2")


@pytest.mark.parametrize("layout", [BESIDE_A_CLASS, NUMBERED])
def test_points_of_a_class_in_a_row_of_its_own(layout: str) -> None:
    result = read(TITLE, layout)
    assert [result.by_id(g.weight).value for g in result.forms[0].groups] == [D(50), D(40)]


def test_classes_are_told_by_the_points_below_them() -> None:
    result = read("""
考核内容|目标值|完成值|分值|得分
公共服务|||50|49
建成站点|≥64个|66个|20|20
站点验收率|≥90%|91%|30|29
群众评价|||40|38
居民满意度|≥90%|91%|40|38
制度建设情况|||10|10
合计|||100|97
""")
    assert [(i.level1, i.name) for i in result.indicators][:3] == [
        ("公共服务", "建成站点"),
        ("公共服务", "站点验收率"),
        ("群众评价", "居民满意度"),
    ]
    assert result.indicators[3].name == "制度建设情况"


def test_words_and_values_in_the_lines_of_a_cell() -> None:
    result = read(TITLE, """
产出指标|指标1：建成站点⏎目标值：≥64个⏎完成值：66个⏎分值：20⏎得分：20
效益指标|指标1：居民满意度⏎目标值：≥90%⏎完成值：91%⏎分值：40⏎得分：38
""")  # fmt: skip
    assert [r[2:] for r in result.rows()] == [
        ("建成站点", "≥64个", "66个", D(20), D(20)),
        ("居民满意度", "≥90%", "91%", D(40), D(38)),
    ]
    cell = result.views[0].table.cells[1]
    for fact in result.facts[:4]:
        assert fact.location.chars is not None
        assert cell.text[slice(*fact.location.chars)] == fact.raw


@pytest.mark.parametrize(
    "header",
    [
        "一级指标|二级指标|三级指标|分值|评分标准|得分",
        "指标名称|目标值|完成值|分值|得分|备注",
        "指标|分值|完成情况|得分",
        "项目名称|某项目|预算数|120",
    ],
)
def test_a_header_over_columns_is_no_card(header: str) -> None:
    assert find_cards(table(header + "\n" + "甲|乙|丙|1|丁|2"), 0) is None


def test_a_partial_card_does_not_stop_the_reading() -> None:
    result = read(TITLE, """
指标名称|建成站点|分值|20|指标名称|站点验收率
指标名称|居民满意度|目标值|≥90%|得分|38
""")  # fmt: skip
    assert result.indicators[0].name == "建成站点"
    assert result.indicators[-1].name == "居民满意度"
