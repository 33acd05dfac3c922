"""Indicator rows of score forms, in the layouts of several provinces."""

from decimal import Decimal

import pytest
from forms_kit import read, read_kinds, table
from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.indicators_weights import split_weight
from extractor.model.document import Cell, Table

D = Decimal

MINISTRY = """
项目名称{2}|农村公路养护专项{8}
主管部门{2}|某县交通运输局{4}|实施单位|某县公路养护中心{3}
项目资金⏎（万元）|  |年初预算数{2}|全年预算数|全年执行数{2}|分值|执行率|得分
^|年度资金总额|500.00{2}|480.00|456.00{2}|10|95.00%|9.5
^|其中：当年财政拨款|500.00{2}|450.00|426.00{2}|—|94.67%|—
^|上年结转资金|0{2}|30.00|30.00{2}|—|100%|—
^|其他资金|  {2}| | {2}|—| |—
年度总体目标|预期目标{5}|实际完成情况{4}
^|养护公路，保障通行。{5}|已完成主要养护任务。{4}
绩⏎效⏎指⏎标|一级指标|二级指标|三级指标|年度⏎指标值|实际⏎完成值{2}|分值|得分|偏差原因分析及改进措施
^|产出指标⏎(50分)|数量指标|指标1：养护里程|120公里|118公里{2}|15|14.75|雨季工期延后
^|^|^|指标2：养护班组|≥6个|6个{2}|10|10|
^|^|质量指标|指标1：验收⏎合格率|≥98%|　99%{2}|15|15|
^|^|时效指标|指标1：完成时间|12月底前|12月底前{2}|5|5|
^|^|成本指标|指标1：|||{2}| | |
^|^|^|……| ||{2}| |
^|效益指标（30分）|社会效益⏎指标|无|无|无{2}|无|无|
^|^|生态效益指标|指标1：道路绿化|提升|提升{2}|30|28|
^|满意度指标（10分）|服务对象满意度指标|指标1：群众满意度|≥90%|93%{2}|10|10|
总分{7}|100|92.25|
"""


def test_ministry_form_rows_with_inherited_classes() -> None:
    result = read(MINISTRY, kind="project_score")
    assert result.rows() == [
        ("产出指标", "数量指标", "养护里程", "120公里", "118公里", D(15), D("14.75")),
        ("产出指标", "数量指标", "养护班组", "≥6个", "6个", D(10), D(10)),
        ("产出指标", "质量指标", "验收合格率", "≥98%", "99%", D(15), D(15)),
        ("产出指标", "时效指标", "完成时间", "12月底前", "12月底前", D(5), D(5)),
        ("效益指标", "生态效益指标", "道路绿化", "提升", "提升", D(30), D(28)),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93%", D(10), D(10)),
    ]
    assert [i.id for i in result.indicators] == ["i1", "i2", "i3", "i4", "i5", "i6"]
    assert {i.organization for i in result.indicators} == {"某县公路养护中心"}
    assert {i.table for i in result.indicators} == {"t0"}
    assert result.indicators[0].note == "雨季工期延后"
    assert [i.note for i in result.indicators[1:]] == [None] * 5


def test_ministry_form_as_a_whole() -> None:
    result = read(MINISTRY, kind="project_score")
    (form,) = result.forms
    assert (form.kind, form.organization, form.project) == ("project", "某县公路养护中心", "农村公路养护专项")
    groups = [(g.level1, g.weight and result.by_id(g.weight).value, len(g.indicators)) for g in form.groups]
    assert groups == [("产出指标", D(50), 4), ("效益指标", D(30), 1), ("满意度指标", D(10), 1)]
    assert result.by_id(form.total_weight).value == 100
    assert result.by_id(form.total_score).value == D("92.25")
    assert [result.by_id(f).value for f in (form.execution_weight, form.execution_rate, form.execution_score)] == [
        D(10),
        D("95.00"),
        D("9.5"),
    ]
    assert form.execution_indicator is None


def test_every_figure_of_a_row_is_a_fact_in_its_place() -> None:
    result = read(MINISTRY, kind="project_score")
    row = [f for f in result.facts if f.raw_label == "养护里程"]
    seen = [(f.label, f.scenario, f.value, f.unit, f.location.row, f.location.col, f.location.chars) for f in row]
    assert seen == [
        ("养护里程（年度指标值）", "target", D(120), "公里", 10, 4, (0, 5)),
        ("养护里程（实际完成值）", "actual", D(118), "公里", 10, 5, (0, 5)),
        ("养护里程（分值）", "weight", D(15), "分", 10, 7, (0, 2)),
        ("养护里程（得分）", "score", D("14.75"), "分", 10, 8, (0, 5)),
    ]
    heading = result.fact("产出指标（分值）")
    assert (heading.value, heading.scenario, heading.measure, heading.unit) == (D(50), "weight", "weight", "分")


def test_indicator_tells_where_each_of_its_cells_is() -> None:
    first = read(MINISTRY, kind="project_score").indicators[0]
    assert first.location.row == 10
    assert {k: (at.row, at.col) for k, at in first.cells.items()} == {
        "target": (10, 4),
        "actual": (10, 5),
        "weight": (10, 7),
        "score": (10, 8),
        "note": (10, 9),
        "name": (10, 3),
    }


def test_header_typed_again_in_the_middle_and_class_printed_again() -> None:
    result = read(
        """
        绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因
        ^|产出指标（50分）|数量指标|办件量|≥500件|510件|20|20|
        绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因
        ^|产出指标（50分）|质量指标|准确率|100%|100%|30|30|
        ^|效益指标（40分）|社会效益指标|便民程度|提高|提高|40|40|
        总分{6}|90|90|
        """
    )
    assert [i.name for i in result.indicators] == ["办件量", "准确率", "便民程度"]
    (form,) = result.forms
    assert [(g.level1, g.indicators) for g in form.groups] == [("产出指标", ["i1", "i2"]), ("效益指标", ["i3"])]


def test_cells_shared_by_rows_belong_to_the_first() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|备注
        效益指标|经济效益|甲产值增长率|≥8%|统计口径调整|6|5|详见说明
        ^|^|乙产值增长率|≥10%|^|^|^|^
        ^|^|丙产值增长率|≥5%|5.2%|4|4|^
        """
    )
    first, second, third = result.indicators
    assert (first.actual, first.weight, first.score, first.note) == ("统计口径调整", D(6), D(5), "详见说明")
    assert first.shared == ()
    assert (second.actual, second.weight, second.score, second.note) == (None, None, None, None)
    assert second.shared == ("actual", "weight", "score", "note")
    assert (second.cells["weight"].row, second.cells["weight"].col) == (1, 5)
    assert third.shared == ("note",)
    assert len([f for f in result.facts if f.scenario == "weight"]) == 2


def test_sign_and_unit_in_columns_of_their_own() -> None:
    result = read(
        """
        项目名称{2}|工资性支出{9}
        绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
        ^|产出指标|数量指标|发放覆盖率|＝|100|%|100|60|60|
        ^|效益指标|社会效益指标|足额保障人数|≥|98|人|99|20|20|
        ^|^|^|投诉次数|≤|2|次|0|5|5|
        ^|^|^|保障水平|定性|优良中低差||优|5|5|
        合计{8}|90|90|
        """,
        kind="project_score",
    )
    assert [(i.target, i.actual) for i in result.indicators] == [
        ("＝100%", "100%"),
        ("≥98人", "99人"),
        ("≤2次", "0次"),
        ("优良中低差", "优"),
    ]
    target = result.fact("足额保障人数（指标值）")
    assert (target.value, target.unit, target.raw) == (D(98), "人", "98")
    (form,) = result.forms
    assert result.by_id(form.block_weight).value == 90


def test_columns_in_another_order() -> None:
    result = read(
        """
        二级指标|三级指标|全年实际值|年初设定目标|得分|权重|未完成原因和改进措施|一级指标
        数量指标|培训人数|520人次|500人次|20|20%||产出
        满意度|农户满意度|95%|≥90%|40分|40%|　|满意度
        """
    )
    assert result.rows() == [
        ("产出", "数量指标", "培训人数", "500人次", "520人次", D(20), D(20)),
        ("满意度", "满意度", "农户满意度", "≥90%", "95%", D(40), D(40)),
    ]
    assert result.indicators[0].weight_raw == "20%"


def test_weights_in_a_column_for_each_level() -> None:
    result = read(
        """
        一级指标|分值|二级指标|分值|三级指标|分值|评价标准|指标说明|得分
        投入|10|预算配置|10|在职人员控制率|5|控制在编制以内得满分|在职人员数与编制数之比|5
        ^|^|^|^|三公经费变动率|5|不增加得满分|本年与上年之比|5
        过程|30|预算执行|20|预算完成率|20|完成得满分|支出与预算之比|18.5
        ^|^|预算管理|10|公用经费控制率|10|控制在预算内得满分|支出与预算之比|10
        总分|40||||||自评得分|38.5
        """
    )
    (form,) = result.forms
    groups = [(g.level1, result.by_id(g.weight).value, g.indicators) for g in form.groups]
    assert groups == [("投入", D(10), ["i1", "i2"]), ("过程", D(30), ["i3", "i4"])]
    subgroups = [(g.level1, g.level2, result.by_id(g.weight).value, g.indicators) for g in form.subgroups]
    assert subgroups == [
        ("投入", "预算配置", D(10), ["i1", "i2"]),
        ("过程", "预算执行", D(20), ["i3"]),
        ("过程", "预算管理", D(10), ["i4"]),
    ]
    assert [(i.weight, i.score) for i in result.indicators] == [
        (D(5), D(5)),
        (D(5), D(5)),
        (D(20), D("18.5")),
        (D(10), D(10)),
    ]
    assert result.by_id(form.total_weight).value == 40
    assert result.by_id(form.total_score).value == D("38.5")
    assert form.execution_indicator is None


def test_header_in_three_steps() -> None:
    result = read(
        """
        预算部门名称|某市文化广电旅游局{8}
        评价指标{6}|指标说明|自评分|备注
        一级指标{2}|二级指标{2}|三级指标{2}|^|^|^
        名称|权重（%）|名称|权重（%）|名称|权重（%）|^|^|^
        预算编制|20|编制质量|20|编制合理性|15|是否合理|15|
        ^|^|^|^|编制规范性|5|是否规范|4.5|个别项目未细化
        使用效益|80|效果性|80|社会效益|80|说明|76|
        合计{7}|95.5|
        """
    )
    assert result.rows() == [
        ("预算编制", "编制质量", "编制合理性", None, None, D(15), D(15)),
        ("预算编制", "编制质量", "编制规范性", None, None, D(5), D("4.5")),
        ("使用效益", "效果性", "社会效益", None, None, D(80), D(76)),
    ]
    (form,) = result.forms
    assert [result.by_id(g.weight).value for g in form.groups] == [20, 80]
    assert result.by_id(form.total_score).value == D("95.5")
    assert form.total_weight is None


def test_blocks_under_goals_with_points() -> None:
    result = read(
        """
        单位名称{2}|某区水务局{5}
        年度目标1：（40分）|保障供水安全{6}
        年度绩效指标|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分
        ^|产出指标|数量指标|巡查次数（20分）|≥100次|120次|20
        ^|^|质量指标|水质达标率（20分）|100%|100%|20
        年度目标2：（40分）|河道治理{6}
        年度绩效指标|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分
        ^|产出指标|数量指标|治理长度（40分）|12公里|11公里|36.7
        总分|76.7{6}
        改进措施|加快施工{6}
        """
    )
    (form,) = result.forms
    assert [(g.level1, result.by_id(g.weight).value, g.indicators) for g in form.groups] == [
        ("年度目标1", D(40), ["i1", "i2"]),
        ("年度目标2", D(40), ["i3"]),
    ]
    assert [(i.name, i.weight, i.target) for i in result.indicators] == [
        ("巡查次数", D(20), "≥100次"),
        ("水质达标率", D(20), "100%"),
        ("治理长度", D(40), "12公里"),
    ]
    assert result.by_id(form.total_score).value == D("76.7")


def test_goals_with_points_as_side_heading() -> None:
    result = read(
        """
        年度绩效目标1（40分）|一级指标|二级指标|三级指标|年初目标值|实际完成值|得分
        ^|产出指标|数量指标|监测次数|10次|10次|40
        年度绩效目标2（50分）|一级指标|二级指标|三级指标|年初目标值|实际完成值|得分
        ^|产出指标|数量指标|检修次数|4次|5次|50
        总分|90{6}
        """
    )
    assert [(g.level1, g.indicators) for g in result.forms[0].groups] == [
        ("年度绩效目标1", ["i1"]),
        ("年度绩效目标2", ["i2"]),
    ]


def test_execution_listed_among_the_indicators() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因|改进措施
        预算执行率（10分）{3}|100%|96.5%|10|9.65|项目进度慢|加快进度
        产出指标（90分）|数量指标|培训农民|500人次|520人次|90|90||
        总分|||||100|99.65||
        """
    )
    (form,) = result.forms
    assert form.execution_indicator == "i1"
    assert result.by_id(form.execution_weight).value == 10
    assert result.by_id(form.execution_score).value == D("9.65")
    first = result.indicators[0]
    assert (first.name, first.level2, first.target, first.note) == ("预算执行率", None, "100%", "项目进度慢；加快进度")
    assert result.by_id(form.total_weight).value == 100


@pytest.mark.parametrize(
    ("row", "weight", "score", "inside"),
    [
        ("总分（含预算执行率10分）{5}|100|98|", 100, 98, 10),
        ("总分{4}|100{2}|98{2}", 100, 98, None),
        ("总  分{5}|100|98.00|", 100, 98, None),
        ("自评总分：98分{8}", None, 98, None),
        ("总得分{6}|98分|", None, 98, None),
        ("合计（含预算执行情况10分）{4}|满分|100|自评得分|98", 100, 98, 10),
    ],
)
def test_total_rows(row: str, weight: int | None, score: int | None, inside: int | None) -> None:
    result = read(
        f"""
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因
        产出指标|数量指标|办件量|≥500件|510件|90|88|
        {row}
        """
    )
    (form,) = result.forms
    values = [f and result.by_id(f).value for f in (form.total_weight, form.total_score, form.execution_in_total)]
    assert values == [weight, score, inside]
    assert len(result.indicators) == 1


def test_total_over_two_rows_below_remarks() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因
        产出指标|数量指标|办件量|≥500件|510件|90|88|
        其他需要说明的事项{3}|无{5}
        总分{4}|总分值|总得分{2}|自评等级
        ^{4}|100|98{2}|优
        """
    )
    (form,) = result.forms
    assert (result.by_id(form.total_weight).value, result.by_id(form.total_score).value) == (100, 98)


def test_subtotal_rows_are_no_indicators() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|指标值|完成值|分值|得分
        产出指标|数量指标|办件量|500件|510件|20|19.8
        ^|质量指标|准确率|≥99%|99.1%|30|30
        小计{5}|50|49.8
        效益指标|社会效益|便民程度|提高|提高|40|40
        """
    )
    assert [i.name for i in result.indicators] == ["办件量", "准确率", "便民程度"]
    assert result.by_id(result.forms[0].groups[0].weight).value == 50
    assert result.forms[0].total_weight is None


def test_blank_name_takes_the_class_beside_which_the_values_stand() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|指标值|完成值|分值|得分
        满意度指标|服务对象满意度||≥90%|95%|10|10
        """
    )
    assert [(i.level1, i.level2, i.name) for i in result.indicators] == [("满意度指标", None, "服务对象满意度")]


def test_classes_typed_once_and_left_blank_below() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|指标值|完成值
        产出指标|数量指标|甲|1个|1个
        ||乙|2个|2个
        |质量指标|丙|100%|100%
        效益指标||丁|提高|提高
        """
    )
    assert [(i.level1, i.level2, i.name) for i in result.indicators] == [
        ("产出指标", "数量指标", "甲"),
        ("产出指标", "数量指标", "乙"),
        ("产出指标", "质量指标", "丙"),
        ("效益指标", None, "丁"),
    ]


def test_four_levels_and_a_second_score() -> None:
    result = read(
        """
        序号|一级指标|二级指标|三级指标|四级指标|指标解释|标准分|自评分|复核分|扣分原因
        1|决策（20分）|预算编制（10分）|编制质量|预算偏离度|偏离5%以内得满分|6|6|5.5|
        2|^|^|^|编制完整性|完整得4分|4|4|4|
        3|^|目标管理（10分）|目标管理|目标明确性|明确得10分|10|优|10|
        """
    )
    assert [(i.level1, i.level2, i.name, i.weight, i.score) for i in result.indicators] == [
        ("决策", "预算编制", "预算偏离度", D(6), D(6)),
        ("决策", "预算编制", "编制完整性", D(4), D(4)),
        ("决策", "目标管理", "目标明确性", D(10), None),
    ]
    assert result.indicators[2].score_raw == "优"
    assert result.fact("预算偏离度（复核分）").scenario == "score"


def test_plain_list_of_indicators() -> None:
    result = read(
        """
        指标名称|目标值|完成值|得分
        路灯完好率|≥98%|98.6%|30
        更换灯具|200盏|210盏|30
        """
    )
    assert result.rows() == [
        (None, None, "路灯完好率", "≥98%", "98.6%", None, D(30)),
        (None, None, "更换灯具", "200盏", "210盏", None, D(30)),
    ]


def test_rows_typed_with_other_cell_widths_than_the_header() -> None:
    result = read(
        """
        一级指标|二级指标{2}|三级指标{2}|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|办件{3}|500件|510件|10|9.8
        ^|质量指标{2}|准确率|≥99%{2}|99.1%|20|20
        """
    )
    assert result.rows() == [
        ("产出指标", "数量指标", "办件", "500件", "510件", D(10), D("9.8")),
        ("产出指标", "质量指标", "准确率", "≥99%", "99.1%", D(20), D(20)),
    ]


def test_indicators_that_begin_like_remarks_are_indicators() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|指标值|完成值|分值|得分
        产出指标|数量指标|办件量|500件|510件|20|20
        ^|^|建议提案办复率|100%|100%|20|20
        ^|^|存在问题整改率|100%|98%|20|19.6
        ^|^|经验推广次数|2次|2次|20|20
        存在问题|编制不细{6}
        """
    )
    assert [i.name for i in result.indicators] == ["办件量", "建议提案办复率", "存在问题整改率", "经验推广次数"]


def test_form_over_two_tables_without_a_header_in_the_second() -> None:
    result = read(
        """
        单位名称{2}|某县档案馆{6}
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因
        产出指标（60分）|数量指标|整理档案|1000卷|1200卷|20|20|
        """,
        """
        |质量指标|数字化率|≥90%|91%|40|40|
        效益指标|社会效益|查档人次|300人次|310人次|30|29|偏差
        总分{5}|100|98|
        """,
        """
        单位名称{2}|某县党史办{6}
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因
        产出指标|数量指标|编书|2本|2本|90|90|
        """,
    )
    assert [(f.organization, f.indicators) for f in result.forms] == [
        ("某县档案馆", ["i1", "i2", "i3"]),
        ("某县党史办", ["i4"]),
    ]
    assert [(i.level1, i.level2, i.table, i.organization) for i in result.indicators[1:3]] == [
        ("产出指标", "质量指标", "t1", "某县档案馆"),
        ("效益指标", "社会效益", "t1", "某县档案馆"),
    ]
    assert result.by_id(result.forms[0].total_score).value == 98
    assert result.views[1].organization == "某县档案馆"


def test_head_and_indicators_in_two_tables() -> None:
    result = read_kinds(
        (
            "unknown",
            """
            单位名称|某县档案馆{4}
            资金（万元）||全年预算数|全年执行数|执行率
            ^|年度资金总额|100|95|95%
            """,
        ),
        (
            "department_score",
            """
            一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
            产出指标|数量指标|整理档案|1000卷|1200卷|20|20
            """,
        ),
    )
    (form,) = result.forms
    assert (form.organization, form.indicators) == ("某县档案馆", ["i1"])
    assert result.by_id(form.execution_rate).value == 95
    assert [v.kind for v in result.views] == ["department_score"] * 2


def test_form_inside_a_table_of_another_kind() -> None:
    result = read(
        """
        经费情况{2}|上年决算数{2}|本年决算数{2}
        办公费{2}|10{2}|12{2}
        一级指标|二级指标|三级指标|目标值|完成值|得分
        产出指标|数量指标|办件量|10件|11件|50
        填表人：{2}|联系电话：{4}
        """,
        kind="basic_data",
    )
    assert [i.name for i in result.indicators] == ["办件量"]
    assert result.views[0].kind == "basic_data"
    assert {f.location.row for f in result.facts} == {3}


def test_two_forms_pasted_into_one_table() -> None:
    result = read(
        """
        项目名称|甲项目{3}|实施单位|甲中心
        一级指标|二级指标|三级指标|目标值|实际值|分值
        产出指标|数量指标|巡查|10次|10次|100
        总分{5}|100
        项目名称|乙项目{3}|实施单位|乙中心
        一级指标|二级指标|三级指标|目标值|实际值|分值
        产出指标|数量指标|检测|20次|21次|100
        总分{5}|100
        """,
        kind="project_score",
    )
    assert [(f.project, f.organization, f.indicators) for f in result.forms] == [
        ("甲项目", "甲中心", ["i1"]),
        ("乙项目", "乙中心", ["i2"]),
    ]
    assert [i.organization for i in result.indicators] == ["甲中心", "乙中心"]


def test_several_indicators_typed_into_one_row() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|指标1：巡查次数⏎指标2：培训人数|≥10次⏎200人|12次⏎180人|10⏎20|28
        ^|质量指标|合格率⏎（年末）|100%|100%|20|20
        """
    )
    assert result.rows() == [
        ("产出指标", "数量指标", "巡查次数", "≥10次", "12次", D(10), D(28)),
        ("产出指标", "数量指标", "培训人数", "200人", "180人", D(20), None),
        ("产出指标", "质量指标", "合格率（年末）", "100%", "100%", D(20), D(20)),
    ]
    assert result.indicators[1].shared == ("score",)
    second = result.fact("培训人数（实际完成值）")
    assert (second.raw, second.location.col, second.location.chars) == ("180人", 4, (4, 8))


def test_of_two_targets_the_current_one_counts() -> None:
    result = read(
        """
        一级指标|二级指标|三级指标|实施周期指标值|年度指标值|上半年完成值|全年完成值|得分
        产出指标|数量指标|巡 查 次 数|30次|10次|4次|11次|20
        """
    )
    (indicator,) = result.indicators
    assert (indicator.name, indicator.target, indicator.actual) == ("巡查次数", "10次", "11次")
    assert result.fact("巡查次数（实施周期指标值）").scenario is None


def test_two_forms_pasted_without_totals() -> None:
    result = read(
        """
        单位名称|甲中心{5}
        一级指标|二级指标|三级指标|目标值|实际值|得分
        产出指标|数量指标|巡查|10次|10次|100
        填报单位：甲中心{3}|填表人：{3}
        单位名称|乙中心{5}
        一级指标|二级指标|三级指标|目标值|实际值|得分
        产出指标|数量指标|检测|20次|21次|100
        """
    )
    assert [(f.organization, f.indicators) for f in result.forms] == [("甲中心", ["i1"]), ("乙中心", ["i2"])]


def test_a_table_after_a_form_is_not_its_continuation() -> None:
    form = """
        一级指标|二级指标|三级指标|目标值|实际值|得分
        产出指标|数量指标|巡查|10次|10次|100
        """
    words = read(form, "甲|乙|丙|丁|戊|己\n子|丑|寅|卯|辰|巳", kind="unknown")
    figures = read(form, "下表为经费", "办公费|1|2|3|4|5\n印刷费|1|2|3|4|5", kind="unknown")
    assert [i.name for i in words.indicators] == [i.name for i in figures.indicators] == ["巡查"]


def test_a_sheet_of_goals_is_no_score_form() -> None:
    result = read(
        """
        项目名称|水利维修|||
        一级指标|二级指标|三级指标|指标值|权重
        产出指标|数量指标|维修渠道|≥5公里|50
        """,
        kind="project_score",
    )
    assert result.forms == []
    assert [(i.name, i.target, i.weight) for i in result.indicators] == [("维修渠道", "≥5公里", D(50))]


def test_first_class_under_the_words_of_the_whole() -> None:
    result = read(
        """
        绩效指标|二级指标|三级指标|目标值|实际值|得分
        产出指标|数量指标|维修渠道|5公里|5公里|50
        """
    )
    assert result.rows() == [("产出指标", "数量指标", "维修渠道", "5公里", "5公里", None, D(50))]


def test_list_of_projects_is_no_form() -> None:
    result = read("项目名称|预算数|执行数|绩效目标|完成情况|得分\n甲|10|9|修路|完成|90", kind="unknown")
    assert (result.forms, result.indicators, result.views[0].kind) == ([], [], "unknown")


def test_indicator_table_nobody_recognised_is_read_and_named() -> None:
    result = read(
        """
        单位名称|某县档案馆{4}
        一级指标|二级指标|三级指标|目标值|实际值
        产出指标|数量指标|整理档案|1000卷|1200卷
        """,
        kind="unknown",
    )
    assert result.views[0].kind == "department_score"
    assert [i.name for i in result.indicators] == ["整理档案"]


def test_other_tables_are_left_alone() -> None:
    result = read("项目|2023年决算|2024年预算\n办公费|10|12\n合计|10|12", kind="basic_expenditure")
    assert (result.forms, result.indicators, result.facts) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("产出指标（50分）", True, ("产出指标", "50")),
        ("产出指标(50)", True, ("产出指标", "50")),
        ("产出指标（５０分）", True, ("产出指标", "50")),
        ("产出指标（50%）", True, ("产出指标", "50")),
        ("数量指标 20", True, ("数量指标", "20")),
        ("产出指标50", True, ("产出指标", "50")),
        ("年度目标2", True, ("年度目标2", None)),
        ("服务对象满意度指标", True, ("服务对象满意度指标", None)),
        ("相关性（5分）", False, ("相关性", "5")),
        ("整改率（2024）", False, ("整改率（2024）", None)),
        ("群众测评达到90分", False, ("群众测评达到90分", None)),
        ("覆盖率（100%）", False, ("覆盖率（100%）", None)),
        ("（5分）", False, ("（5分）", None)),
    ],
)
def test_weight_in_a_heading(text: str, heading: bool, expected: tuple[str, str | None]) -> None:
    assert split_weight(text, heading) == expected


_WORDS = st.sampled_from(
    [
        *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因", "总分", "合计"),
        *("项目名称", "预算单位名称", "年度资金总额", "全年预算数", "全年执行数", "执行率", "预期目标", "实际完成情况"),
        *(
            "产出指标（50分）",
            "数量指标",
            "≥120家",
            "100%",
            "10",
            "98.6",
            "无",
            "——",
            "填表人：",
            "小计",
            "",
            " ",
            "\n",
        ),
        *("其中：基本支出：3.2", "按收入性质分：1", "年度目标1（40分）"),
    ]
)


@given(st.lists(st.lists(st.tuples(_WORDS, st.integers(1, 3), st.integers(1, 3)), max_size=6), max_size=8))
def test_no_table_is_too_odd(rows: list[list[tuple[str, int, int]]]) -> None:
    cells = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for text, height, width in row:
            while (r, c) in taken:
                c += 1
            width = next((i for i in range(width) if (r, c + i) in taken), width) or 1
            taken |= {(r + i, c + j) for i in range(height) for j in range(width)}
            cells.append(Cell(r, c, height, width, text))
            c += width
    n_rows = max([len(rows), *(r + 1 for r, _ in taken)], default=0)
    n_cols = max((c + 1 for _, c in taken), default=0)
    odd = Table(0, n_rows, n_cols, cells)
    result = read(odd)
    ids = {f.id for f in result.facts}
    for form in result.forms:
        named = (form.total_weight, form.total_score, form.execution_weight, form.execution_score, form.block_weight)
        assert {f for f in named if f} <= ids
        assert set(form.indicators) <= {i.id for i in result.indicators}
    assert all(f.location.chars for f in result.facts)


def test_kit_builds_spans() -> None:
    built = table("甲{2}|乙\n^|丙")
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in built.cells] == [
        (0, 0, 2, 2, "甲"),
        (0, 2, 1, 1, "乙"),
        (1, 2, 1, 1, "丙"),
    ]
