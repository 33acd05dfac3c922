"""The funds block and the head of score forms."""

from decimal import Decimal

import pytest
from forms_kit import Result, read

D = Decimal

HUNAN = """
预算单位名  称{2}|某市节能监察中心　{10}
年度预算申请（万元）| {2}|上年结转|年初预算|年中调整|全年预算|全年执行数{2}|分值|执行率|得分
^|年度资金总额{2}||244.07|14.49|258.56|249.11{2}|10|96.35|9.6
^|按收入性质分：258.56 {6}|按支出性质分：{5}
^|其中： 一般公共预算{2}||244.07|14.49|258.56|其中：基本支出：200.11{5}
^|政府性基金拨款{2}|||||项目支出：49.00{5}
^|其他资金{2}|||||{5}
年度总体目标|预期目标{8}|实际完成情况　{3}
^|　完成监察任务。{8}|　　基本完成{3}
绩效指标|一级指标|二级指标|三级指标{2}|年度指标值|实际完成值{2}|分值|得分|偏差原因分析及改进措施{2}
^|产出指标（90分）|数量指标|监察数{2}|≥30家|40家{2}|90|88|{2}
总分（含预算执行率9.6分）{8}|100|97.6|{2}
"""


def figures(result: Result, label: str) -> dict[str | None, tuple[Decimal, str | None]]:
    return {f.scenario: (f.value, f.unit) for f in result.facts if f.raw_label == label}


def test_stages_of_a_row() -> None:
    result = read(HUNAN)
    assert figures(result, "年度资金总额") == {
        "original_budget": (D("244.07"), "万元"),
        "adjustment": (D("14.49"), "万元"),
        "final_budget": (D("258.56"), "万元"),
        "actual": (D("249.11"), "万元"),
        "weight": (D(10), "分"),
        "derived": (D("96.35"), "%"),
        "score": (D("9.6"), "分"),
    }
    labels = [f.label for f in result.facts if f.raw_label == "年度资金总额"]
    assert labels[:4] == ["年度资金总额"] * 4
    assert labels[4:] == ["年度资金总额（分值）", "年度资金总额（执行率）", "年度资金总额（得分）"]
    assert {f.organization for f in result.facts} == {"某市节能监察中心"}


def test_blank_cells_are_no_facts() -> None:
    result = read(HUNAN)
    assert figures(result, "政府性基金拨款") == {}
    assert set(figures(result, "其中：一般公共预算")) == {"original_budget", "adjustment", "final_budget"}


def test_figures_inside_labels_take_the_stage_they_add_up_to() -> None:
    result = read(HUNAN)
    assert figures(result, "其中：基本支出") == {"actual": (D("200.11"), "万元")}
    assert figures(result, "项目支出") == {"actual": (D("49.00"), "万元")}
    assert figures(result, "按收入性质分") == {"final_budget": (D("258.56"), "万元")}
    fact = next(f for f in result.facts if f.raw_label == "项目支出")
    assert (fact.location.row, fact.location.col, fact.location.chars) == (5, 7, (5, 10))


def test_a_sum_that_fits_nothing_keeps_the_stage_of_its_column() -> None:
    result = read(HUNAN.replace("49.00", "94.00").replace("分：258.56", "分：285.56"))
    assert set(figures(result, "项目支出")) == {"actual"}
    assert set(figures(result, "按收入性质分")) == {None}


def test_several_figures_in_one_cell() -> None:
    result = read(
        """
        单位名称|某局{5}
        年度预算（元）||年初预算数|全年预算数|全年执行数|执行率
        ^|年度资金总额|1,000,000.00|1,200,000.00|1,100,000.00|91.67%
        ^|按支出性质分⏎其中：基本支出700,000.00元，项目支出：400,000.00{5}
        一级指标|二级指标|三级指标|目标值|完成值|得分
        产出|数量|办件量|1件|1件|1
        """
    )
    assert figures(result, "其中：基本支出") == {"actual": (D("700000.00"), "元")}
    assert figures(result, "项目支出") == {"actual": (D("400000.00"), "元")}


def test_blocks_hold_only_plain_cells() -> None:
    view = read(HUNAN).views[0]
    whole, indicators = [b for b in view.blocks if len(b.rows) == 1 or len(b.columns) > 4][:2]
    parts = view.blocks[0]
    assert [c.scenario for c in parts.columns] == ["brought_forward", "original_budget", "adjustment", "final_budget"]
    assert [(r.label, r.role, r.parent) for r in parts.rows] == [
        ("年度资金总额", "total", None),
        ("其中：一般公共预算", "of_which", 2),
        ("政府性基金拨款", "item", 2),
        ("其他资金", "item", 2),
    ]
    assert [r.row for r in whole.rows] == [2]
    assert [c.measure for c in whole.columns] == ["amount"] * 5 + ["weight", "rate", "score"]
    assert [c.measure for c in indicators.columns][2:4] == ["weight", "score"]


def test_execution_in_the_total_is_score_or_weight_by_its_value() -> None:
    score = read(HUNAN)
    assert score.by_id(score.forms[0].execution_in_total).scenario == "score"
    weight = read(HUNAN.replace("率9.6分", "率10分"))
    assert weight.by_id(weight.forms[0].execution_in_total).scenario == "weight"


def test_goals_are_kept_as_fields() -> None:
    kept = {f.name: f.value for f in read(HUNAN).fields}
    assert (kept["预期目标"], kept["实际完成情况"]) == ("完成监察任务。", "基本完成")


def test_unit_and_points_in_the_heading_beside_the_block() -> None:
    result = read(
        """
        项目名称{2}|工资性支出{8}
        主管部门{2}|某县发展和改革局{3}|实施单位（盖章）{2}|某县价格认证中心{3}
        预算执行情况（10分）|年度预算数（万元）|年初预算{2}|调整后预算数{2}|预算执行数|预算执行率|得分|原因
        ^|总额|238.93{2}|251.89{2}|251.89|100.00%|10|年中追加12.96万元
        ^|其中：财政资金|238.93{2}|251.89{2}|251.89|100.00%|/|
        ^|财政专户管理资金|0.00{2}|0.00{2}|0.00|0.00%|/|
        绩效指标|一级指标|二级指标|三级指标|指标值|完成值|得分|原因{3}
        ^|产出|数量|人数|10人|10人|90|{3}
        """,
        kind="project_score",
    )
    assert figures(result, "总额") == {
        "original_budget": (D("238.93"), "万元"),
        "final_budget": (D("251.89"), "万元"),
        "actual": (D("251.89"), "万元"),
        "derived": (D("100.00"), "%"),
        "score": (D(10), "分"),
    }
    assert set(figures(result, "财政专户管理资金")) == {"original_budget", "final_budget", "actual", "derived"}
    (form,) = result.forms
    assert result.by_id(form.execution_weight).value == 10
    assert form.organization == "某县价格认证中心"
    assert ("主管部门", "某县发展和改革局") in [(f.name, f.value) for f in result.fields]
    assert next(f for f in result.facts if f.raw_label == "总额").label == "工资性支出：总额"


def test_tasks_with_sources_in_a_second_header_row() -> None:
    result = read(
        """
        部门名称|某省教育厅{8}
        年度主要任务|任务名称|完成情况|预算数（万元）{2}|执行数（万元）{2}|分值|得分
        ^|^|^|总额|财政拨款|总额|财政拨款|^|^
        ^|义务教育保障|已完成|1000|900|980|890|5|4.9
        ^|职业教育发展|基本完成|500|500|450|450|5|4.5
        ^|金额合计||1500|1400|1430|1340|10|9.4
        一级指标|二级指标|三级指标|目标值{2}|完成值{2}|分值|得分
        产出指标|数量指标|新建学校|10所{2}|11所{2}|90|90
        """
    )
    assert figures(result, "义务教育保障")["final_budget"] == (D(1000), "万元")
    assert figures(result, "义务教育保障（财政拨款）") == {
        "final_budget": (D(900), "万元"),
        "actual": (D(890), "万元"),
    }
    (form,) = result.forms
    assert (result.by_id(form.execution_weight).value, result.by_id(form.execution_score).value) == (10, D("9.4"))


def test_pairs_in_place_of_columns() -> None:
    result = read(
        """
        项目名称|路灯维护|主管部门|某区城管局
        年初预算数（万元）|120|全年预算数（万元）|130
        全年执行数（万元）|117|执行率|90%
        预算执行分值|10|预算执行得分|9
        自评得分|97.5|自评等级|优
        项目编码|510000|联系电话|88886666
        指标名称|目标值|完成值|得分
        更换灯具|200盏|210盏|87
        """,
        kind="project_score",
    )
    seen = [(f.raw_label, f.value, f.unit, f.scenario) for f in result.facts if f.location.row < 6]
    assert seen == [
        ("年初预算数（万元）", D(120), "万元", "original_budget"),
        ("全年预算数（万元）", D(130), "万元", "final_budget"),
        ("全年执行数（万元）", D(117), "万元", "actual"),
        ("执行率", D(90), "%", "derived"),
        ("预算执行分值", D(10), "分", "weight"),
        ("预算执行得分", D(9), "分", "score"),
        ("自评得分", D("97.5"), "分", "score"),
    ]
    (form,) = result.forms
    assert result.by_id(form.total_score).value == D("97.5")
    assert form.organization == "某区城管局"


def test_amounts_of_the_head_take_the_stage_they_make_up() -> None:
    result = read(
        """
        单位名称{2}|某区水务局{5}
        基本支出总额{2}|1200.5万元{2}|项目支出总额{2}|700万元
        预算执行情况（万元）（20分）||预算数（A）{2}|执行数（B）|执行率（B/A）|得分（20分*执行率）
        ^|部门整体支出总额|2000.5{2}|1900.5|95.00%|19
        指标名称{2}|年初目标值{2}|实际完成值{2}|得分
        巡查次数（80分）{2}|≥100次{2}|120次{2}|80
        评价结论{2}|自评总分99分，完成较好。{5}
        """
    )
    assert figures(result, "基本支出总额") == {"actual": (D("1200.5"), "万元")}
    assert figures(result, "项目支出总额") == {"actual": (D(700), "万元")}
    assert figures(result, "部门整体支出总额")["final_budget"] == (D("2000.5"), "万元")
    (form,) = result.forms
    assert result.by_id(form.execution_weight).value == 20
    assert result.by_id(form.total_score).value == 99


def test_stages_down_and_sources_across() -> None:
    result = read(
        """
        项目名称|水利维修|||
        项目资金（万元）|资金来源|合计|财政拨款|其他资金
        ^|年初预算数|300|280|20
        ^|全年执行数|310|292|18
        ^|执行率|96.88%|97.33%|90.00%
        一级指标|二级指标|三级指标|目标值|实际值
        产出指标|数量|维修渠道|5公里|5公里
        """,
        kind="project_score",
    )
    assert figures(result, "财政拨款") == {
        "original_budget": (D(280), "万元"),
        "actual": (D(292), "万元"),
        "derived": (D("97.33"), "%"),
    }
    assert [r.label for r in result.views[0].blocks[0].rows] == ["年初预算数", "全年执行数"]


@pytest.mark.parametrize(("printed", "unit"), [("0.95", None), ("95", "%"), ("95%", "%"), ("1", None), ("1.5", "%")])
def test_a_rate_without_a_sign(printed: str, unit: str | None) -> None:
    final, actual = {"1": ("100", "100"), "1.5": ("100", "1.5")}.get(printed, ("100", "95"))
    result = read(
        f"""
        单位名称|某局{{4}}
        项目资金（万元）||全年预算数|全年执行数|执行率
        ^|年度资金总额|{final}|{actual}|{printed}
        指标名称|目标值|完成值|得分|备注
        办件量|1件|1件|90|
        """
    )
    assert result.fact("年度资金总额（执行率）").unit == unit


def test_figures_another_reader_recorded_are_not_doubled() -> None:
    result = read(HUNAN, kind="unknown")
    spans = [(f.location.row, f.location.col, f.location.chars) for f in result.facts]
    assert len(spans) == len(set(spans))
