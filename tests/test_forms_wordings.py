"""Score forms under the column names of many provinces, rows of budget execution, and classes in rows of their own."""

from __future__ import annotations

import pytest

from extractor import checks, schema
from extractor.interpret import interpret
from extractor.model.interpretation import Interpretation
from tests.tables_tools import document, table

TITLE = "2024年度甲县水利局部门整体支出绩效自评报告"
ROWS = (
    ("产出指标", "检查次数", "≥12次", "15次", "30", "30"),
    ("产出指标", "检查合格率", "≥95%", "96%", "20", "20"),
    ("效益指标", "问题整改率", "≥95%", "93%", "30", "29"),
    ("满意度指标", "群众满意度", "≥90%", "94%", "20", "20"),
)


def understand(text: str) -> Interpretation:
    parts = document(TITLE, "2024年度部门整体支出绩效自评表", table(text))
    return interpret(parts, schema.load())


def alarms(found: Interpretation, *families: str) -> list[str]:
    result = checks.run(found, checks.Config(), schema=schema.load())
    return [
        f.message for f in result.findings if f.severity != "info" and f.rule.startswith(families or ("SCR", "BUD"))
    ]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        ("指标类别|指标名称|计划值|实际值|满分|自评得分", "cntdws"),
        ("考核项目|考核内容|考核标准|标准分|自评分", "cn-ws"),
        ("类型|指标|年度目标|完成情况|分值|自评", "cntdws"),
        ("序号|绩效目标|绩效指标|指标值|完成|评分", "#cntds"),
        ("目标任务|完成情况|权重|得分", "ndws"),
        ("维度|要点|年初目标|年末完成|满分值|自评分值", "cntdws"),
        ("工作任务|指标值|完成值|完成率|权重|得分", "ntd-ws"),
        ("绩效指标|预期目标|完成目标|标准分值|评价得分", "ntdws"),
        ("考核指标|考核目标|完成情况|自评得分|备注", "ntds-"),
        ("考核维度|考核要点|目标|完成|满分|得分", "cntdws"),
        ("绩效目标|年度计划|实际完成|自评分", "ntds"),
        ("履职事项|目标要求|履行结果|赋分|自评", "ntdws"),
        ("任务分类|任务名称|年度任务量|实际完成量|分数|评定", "cntdws"),
        ("类别|内容|应达标准|实际达到|应得分|实得分", "cntdws"),
        ("评价要素|评分要点|目标|结果|分值|扣分|得分", "cntdw-s"),
        ("工作指标|计划数|完成数|比重（%）|得分", "ntdws"),
        ("绩效指标名称|绩效标准|绩效完成值|绩效分值|绩效得分", "ntdws"),
        ("指标名称|目标值|完成值|是否完成", "ntd-"),
    ],
)
def test_columns_of_a_form(heads: str, columns: str) -> None:
    lines = []
    for i, row in enumerate(ROWS, 1):
        by_kind = {**dict(zip("cntdws", row, strict=True)), "#": str(i), "-": ""}
        lines.append("|".join(by_kind[kind] for kind in columns))
    found = understand("\n".join([heads, *lines]))
    assert len(found.indicators) == len(ROWS)
    for indicator, row in zip(found.indicators, ROWS, strict=True):
        said = {"n": indicator.name, "t": indicator.target, "d": indicator.actual}
        for kind in set("ntd") & set(columns):
            assert said[kind] == dict(zip("cntdws", row, strict=True))[kind]
        assert "w" not in columns or str(indicator.weight) == row[4]
        assert "s" not in columns or str(indicator.score) == row[5]
        assert "c" not in columns or indicator.level1 == row[0]


def test_a_budget_table_is_no_form() -> None:
    found = understand("项目|计划数|完成数|完成率\n基本支出|100.00|95.00|95.00%\n项目支出|50.00|40.00|80.00%")
    assert not found.indicators and not found.forms


BODY = """一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|检查次数|≥12次|15次|30|30
产出指标|质量指标|检查合格率|≥95%|96%|20|20
效益指标|社会效益指标|问题整改率|≥95%|93%|20|19
满意度指标|服务对象满意度指标|群众满意度|≥90%|94%|10|10"""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("预算执行率得分（满分20分）{5}|19{2}\n", ""),
        ("预算执行得分{4}|20|{1}|19\n", ""),
        ("", "预算执行得分{5}|20|19\n"),
        ("", "预算执行率{5}|20|19\n"),
    ],
)
def test_points_of_execution_in_a_row_of_their_own(above: str, below: str) -> None:
    found = understand(f"{above}{BODY}\n{below}总分{{5}}|100|98")
    (form,) = found.forms
    by_id = {f.id: f.raw for f in found.facts}
    assert (by_id[form.execution_weight or ""], by_id[form.execution_score or ""]) in {("20", "19"), ("20分", "19")}
    assert not alarms(found, "SCR002", "SCR003")
    wrong = understand(f"{above}{BODY}\n{below}总分{{5}}|100|89")
    assert alarms(wrong, "SCR003")


def test_stages_down_and_sources_across_are_not_added_up() -> None:
    funds = (
        "资金情况（万元）|合计{2}|一般公共预算拨款{2}|政府性基金预算拨款{2}\n年初预算数|90.00{2}|60.00{2}|30.00{2}\n"
        "支出决算数|95.00{2}|68.00{2}|27.00{2}\n"
    )
    assert not alarms(understand(funds + BODY + "\n总分{5}|80|79"), "BUD006")


def test_a_subtotal_of_two_classes_is_that_of_neither() -> None:
    text = BODY.replace("\n效益", "\n小计{5}|50|50\n效益") + "\n小计{5}|30|29\n总分{5}|80|79"
    assert not alarms(understand(text))


BANDS = """序号|评价内容|标准分|自评分|扣分原因
一、业务指标{2}|60|58|
（一）目标设定{2}|20|20|
1|目标明确性|10|10|
2|目标合理性|10|10|
（二）目标完成{2}|40|38|
3|目标完成率|40|38|略慢
二、财务指标{2}|40|39|
（一）资金管理{2}|40|39|
4|资金使用率|20|19|略慢
5|合规性|20|20|
合计{2}|100|97|"""


def test_classes_in_rows_with_points_of_their_own() -> None:
    found = understand(BANDS)
    assert [(i.level1, i.level2, i.name) for i in found.indicators] == [
        ("业务指标", "目标设定", "目标明确性"),
        ("业务指标", "目标设定", "目标合理性"),
        ("业务指标", "目标完成", "目标完成率"),
        ("财务指标", "资金管理", "资金使用率"),
        ("财务指标", "资金管理", "合规性"),
    ]
    assert not alarms(found)


def test_scores_in_rows_of_classes_are_checked() -> None:
    wrong = BANDS.replace("一、业务指标{2}|60|58|", "一、业务指标{2}|60|53|")
    assert any("业务指标" in message and "53分" in message for message in alarms(understand(wrong), "SCR001"))
    inner = BANDS.replace("（二）目标完成{2}|40|38|", "（二）目标完成{2}|40|28|")
    assert any("目标完成" in message and "28分" in message for message in alarms(understand(inner), "SCR001"))
    open_ = BANDS.replace("一、业务指标{2}|60|58|", "一、业务指标{2}|60||").replace(
        "（一）目标设定{2}|20|20|", "（一）目标设定{2}|20||"
    )
    assert not alarms(understand(open_), "SCR001")


TASKS = """部门名称{2}|甲县水利局{6}
任务名称{2}|级次|批复金额（万元）{3}|实际支出（万元）|执行率
^|^|^|总额|财政拨款|其他资金|^|^
基本支出{2}|本级|200.00|190.00|10.00|195.00|97.50%
河道治理{2}|本级|100.00|100.00|0.00|90.00|90.00%
水库加固{2}|本级|50.00|45.00|5.00|50.00|100.00%
合计{2}||350.00|335.00|15.00|335.00|95.71%
一级指标|二级指标|三级指标|指标性质|指标值|度量单位|实际完成值{2}
产出指标|数量指标|检查次数|≥|12|次|15{2}"""


def test_a_table_inside_a_form_is_read_and_checked() -> None:
    found = understand(TASKS)
    (spent,) = [f for f in found.facts if (f.location.row, f.location.col) == (4, 6)]
    assert (spent.label, spent.scenario, spent.unit) == ("河道治理", "actual", "万元")
    assert [i.name for i in found.indicators] == ["检查次数"]
    assert not alarms(found, "SUM", "DRV", "BUD", "REF", "SCR")
    assert alarms(understand(TASKS.replace("|90.00|90.00%", "|96.00|90.00%")), "SUM", "DRV")


def test_an_approved_budget_beside_its_execution_rate_is_the_final_one() -> None:
    def stages(text: str) -> list[str | None]:
        found = understand(text).facts
        return [f.scenario for f in found if f.location.row == 2 and f.location.col in (2, 3, 4)]

    funds = """部门名称{2}|甲县水利局{5}
任务名称{2}|批复金额（万元）{3}|实际支出金额|预算执行率
基本支出{2}|200.00|190.00|10.00|195.00|97.50%
项目支出{2}|150.00|145.00|5.00|140.00|93.33%
合计{2}|350.00|335.00|15.00|335.00|95.71%
一级指标|二级指标|三级指标|指标性质|指标值|度量单位|实际完成值{2}
产出指标|数量指标|检查次数|≥|12|次|15{2}"""
    assert stages(funds) == ["final_budget"] * 3
    assert stages(funds.replace("批复金额", "年初批复金额")) == ["original_budget"] * 3
    other = funds.replace("97.50%", "99.50%").replace("93.33%", "91.50%").replace("95.71%", "96.05%")
    assert stages(other) == ["original_budget"] * 3


LOST = """类别|序号|评价要点|年度计划|年度实际|标准分|扣分|得分|扣分依据
预算管理|1|支出进度|100%|93.2%|20|1|19|跨年支付
小计{5}|20|1|19|
任务完成|2|检查次数|≥12次|15次|40||40|
^|3|整改率|≥95%|93%|40|2|38|进度慢
小计{5}|80|2|78|
总计{5}|100|3|97|"""


def test_points_lost_are_points_whatever_the_tables_unit() -> None:
    money = table("项目|决算数\n基本支出|812.37\n项目支出|455.10\n合计|1267.47", index=0)
    parts = document(TITLE, "单位：万元", money, "2024年度评价打分表", table(LOST, index=1))
    found = interpret(parts, schema.load())
    lost = [f for f in found.facts if f.location.table == 1 and f.location.col == 6]
    assert [(f.unit, f.measure) for f in lost] == [("分", "change")] * 5
    assert not alarms(found, "SUM", "SCR")


def test_the_adjusted_budget_of_a_turned_block_is_the_final_one() -> None:
    funds = """部门名称{2}|甲县水利局{5}
资金情况（万元）{2}|合计|一般公共预算拨款{2}|政府性基金预算拨款{2}
年初预算数{2}|100.00|80.00{2}|20.00{2}
调整预算数{2}|120.00|96.00{2}|24.00{2}
支出决算数{2}|114.00|91.20{2}|22.80{2}
预算执行率{2}|95.00%|95.00%{2}|95.00%{2}
一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|检查次数|≥12次|15次|100|100"""
    facts = {(f.location.row, f.location.col): f.scenario for f in understand(funds).facts}
    assert [facts[row, 2] for row in (2, 3, 4)] == ["original_budget", "final_budget", "actual"]
