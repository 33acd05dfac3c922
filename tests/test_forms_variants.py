"""Score forms in other layouts: points per level, split targets, tasks with money, scores behind results."""

from decimal import Decimal

import pytest
from forms_kit import read

from extractor.interpret.forms_words import fund, header

D = Decimal


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("得分系数（%）", "rate"),
        ("得分率", "rate"),
        ("完成率", "rate"),
        ("完成率得分", "score"),
        ("指标权重（分）", "weight"),
        ("指标得分（分）", "score"),
        ("执行率权重", "weight"),
        ("指标值类型", "sign"),
        ("全年完成值", "actual"),
        ("标准分值", "weight"),
    ],
)
def test_the_last_word_of_a_header_decides(text: str, role: str) -> None:
    found = header(text)
    assert found is not None and found.role == role


@pytest.mark.parametrize(
    ("text", "measure"),
    [("执行率权重", "weight"), ("执行率得分", "score"), ("执行率（%）", "rate"), ("得分（执行率×权重）", "score")],
)
def test_the_last_word_of_a_funds_header_decides(text: str, measure: str) -> None:
    found = fund(text)
    assert found is not None and found.measure == measure


def test_points_of_the_lowest_class_belong_to_the_indicator_beside_it() -> None:
    result = read("""
一级指标|分值|二级指标|分值|三级指标|评价要点|评价得分
预算执行|20|执行|20|执行率|全年执行数/预算数|19.6
目标实现|80|产出|50|新增绿化面积|完成任务|49
^|^|效果|30|市民满意度|问卷|28
合计|100||100|||96.6
""")
    rows = [(r[0], r[1], r[2], r[5], r[6]) for r in result.rows()]
    assert rows == [
        ("预算执行", "执行", "执行率", D(20), D("19.6")),
        ("目标实现", "产出", "新增绿化面积", D(50), D(49)),
        ("目标实现", "效果", "市民满意度", D(30), D(28)),
    ]


def test_target_in_three_columns_under_one_header() -> None:
    result = read("""
一级指标|二级指标|三级指标|目标值{3}|完成值|完成率|得分
^|^|^|符号|数值|单位|^|^|^
履职效能（60分）|监管|抽检批次（60分）|≥|5600|批次|5812|103.79%|60
管理效率（40分）|预算|结转结余率（40分）|≤|5|%|2|100%|40
总计{8}|100
""")
    assert [r[2:] for r in result.rows()] == [
        ("抽检批次", "≥5600批次", "5812批次", D(60), D(60)),
        ("结转结余率", "≤5%", "2%", D(40), D(40)),
    ]


def test_score_in_words_behind_the_achieved_value() -> None:
    result = read("""
一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）
产出指标|数量指标|援助案件（60分）|≥1100件|1236件（得60分）
效益指标|社会效益|服务覆盖率（40分）|100%|98%（得39.2分）
""")
    assert [r[2:] for r in result.rows()] == [
        ("援助案件", "≥1100件", "1236件", D(60), D(60)),
        ("服务覆盖率", "100%", "98%", D(40), D("39.2")),
    ]
    assert [f.value for f in result.facts if f.scenario == "score"] == [D(60), D("39.2")]


def test_an_indicator_named_like_a_goal_heading_is_an_indicator() -> None:
    result = read("""
一级指标|二级指标|三级指标|分值|得分
绩效|效率|预算执行率|40|38
^|^|重点工作完成情况|40|40
^|公平|公众满意度|20|19
""")
    assert [r[2] for r in result.rows()] == ["预算执行率", "重点工作完成情况", "公众满意度"]


TASKS = """
部门名称{2}|某州林业局{6}
年度主要任务|任务名称|主要内容|完成情况|预算数（万元）{3}|执行数（万元）
^|^|^|^|总额|财政拨款|其他资金|总额
^|营造林|植树|已完成|3,560.00|3,500.00|60.00|3,520.00
^|森林防火|巡护|已完成|860.50|860.50|0.00|842.60
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因
产出指标|数量指标|营造林面积|≥22万亩|22.5万亩|100|100|
"""


def test_tasks_with_budget_by_source_and_spending() -> None:
    result = read(TASKS)
    money = [(f.label, f.value, f.unit) for f in result.facts if f.location.row in (3, 4)]
    assert money == [
        ("营造林", D("3560.00"), "万元"),
        ("营造林（财政拨款）", D("3500.00"), "万元"),
        ("营造林（其他资金）", D("60.00"), "万元"),
        ("营造林", D("3520.00"), "万元"),
        ("森林防火", D("860.50"), "万元"),
        ("森林防火（财政拨款）", D("860.50"), "万元"),
        ("森林防火（其他资金）", D("0.00"), "万元"),
        ("森林防火", D("842.60"), "万元"),
    ]


def test_a_funds_header_whose_label_column_has_a_name_like_a_stage() -> None:
    result = read("""
部门名称|某市气象局{7}
预算执行情况（万元）{2}|年初预算数|全年预算数|全年执行数|分值|执行率|得分
资金来源|预算总额|1560.00|1688.40|1654.63|10|98.00%|9.80
^|（1）财政性资金|1500.00|1608.40|1578.63|-|98.15%|-
资金结构|（1）基本支出|1010.00|1050.40|1045.13|-|99.50%|-
一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分|偏差原因
产出指标|数量指标|自动站建设|≥20个|20个|90|90|
""")
    stages = [(f.label, f.scenario) for f in result.facts if f.location.row == 4 and f.measure == "amount"]
    assert [s for _, s in stages] == ["original_budget", "final_budget", "actual"]
    assert all(label.endswith("基本支出") for label, _ in stages)


def test_a_header_in_two_rows_with_words_of_its_own() -> None:
    result = read("""
指标{2}|年度目标|完成|满分|得分{2}|扣分原因
类别|名称|^|^|^|自评|复核|^
数量指标|新建农田面积|≥5.6万亩|6.1万亩|60|60|60|
^|抽检批次|≥1301批次|1183批次|20|18|17.5|天气影响
质量指标|合格率|≥98%|98%|20|20|20|
合计{4}|100|98|97.5|
""")
    assert result.rows() == [
        ("数量指标", None, "新建农田面积", "≥5.6万亩", "6.1万亩", D(60), D(60)),
        ("数量指标", None, "抽检批次", "≥1301批次", "1183批次", D(20), D(18)),
        ("质量指标", None, "合格率", "≥98%", "98%", D(20), D(20)),
    ]
    assert [f.scenario for f in result.facts if f.location.col == 6] == ["score"] * 4
    assert result.by_id(result.forms[0].total_score).value == 98


def test_numbering_inside_a_label_is_no_figure() -> None:
    result = read("""
部门名称|某局{3}
预算情况（万元）|  |预算数|执行数
^|1.资金来源：（1）财政拨款|1500.00|1480.00
^|（2）其他资金|60.00|55.00
一级指标|三级指标|指标值|得分
产出指标|站点建设|20个|90
""")
    assert [f.value for f in result.facts if f.measure == "amount"] == [D(1500), D(1480), D(60), D(55)]


def test_the_percent_sign_of_one_header_is_no_unit_of_the_others() -> None:
    result = read("""
部门名称|某局{6}
年度预算执行{2}|年初预算（元）|全年预算|全年执行|执行率%|得分
年度资金总额{2}|36,500,000.00|38,850,000.00|38,461,500.00|99.00|9.90
一级指标|二级指标|三级指标|年初目标值|实际完成值|分值|得分
产出指标|数量指标|自动站运维|12个|12个|90|90
""")
    assert [(f.unit, f.scenario) for f in result.facts if f.location.row == 2] == [
        ("元", "original_budget"),
        ("元", "final_budget"),
        ("元", "actual"),
        ("%", "derived"),
        ("分", "score"),
    ]


def test_figures_in_sentences_are_named_by_their_sentence_where_the_name_is_a_class() -> None:
    result = read("""
一级指标|二级指标|年度目标|完成情况|完成率|得分
产出指标（50分）|数量指标（20分）|全年巡查河道不少于120公里|巡查河道达到126公里|105.0|20
^|质量指标（30分）|≥90%|92%|102.2|30
效益指标（40分）|居民满意度（40分）|随访满意度不低于90%|91%|101.1|40
总分{5}|90
""")
    assert result.fact("巡查河道（年度目标）", "target").raw == "不少于120公里"
    assert result.fact("巡查河道（完成情况）", "actual").raw == "126公里"
    assert result.fact("质量指标（年度目标）", "target").raw == "≥90%"
    assert result.fact("居民满意度（年度目标）", "target").raw == "不低于90%"


def test_several_figures_of_a_target_keep_their_own_words() -> None:
    result = read("""
一级指标|二级指标|三级指标|目标值|完成值|分值|得分
产出指标|数量指标|举办培训|培训人数≥500人次；培训期数3期|520人次|20|20
""")
    assert result.fact("培训人数（目标值）").raw_label == "培训人数"
    assert result.fact("培训期数（目标值）").raw == "3期"
    assert result.fact("举办培训（完成值）").raw == "520人次"
