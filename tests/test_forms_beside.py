"""Forms with more in a column than its header says: two blocks abreast, two values a cell, classes without a name."""

from __future__ import annotations

import pytest

from extractor import schema
from extractor.interpret import interpret
from extractor.interpret.forms_words import header
from extractor.interpret.standards import rule_spans
from extractor.model.interpretation import Interpretation
from tests.tables_tools import TITLE, document, table


def understand(text: str) -> Interpretation:
    return interpret(document(TITLE, "一、自评情况", table(text)), schema.load())


def rows(found: Interpretation) -> list[tuple[object, ...]]:
    return [(i.level1, i.name, i.target, i.actual, str(i.weight), str(i.score)) for i in found.indicators]


BESIDE = """一级指标|三级指标|目标值/完成值|分值|得分|一级指标|三级指标|目标值/完成值|分值|得分
产出指标|检查次数|≥12次/15次|30|30|效益指标|整改率|≥95%/93%|20|19.5
^|按期完成率|100%/100%|20|20|满意度指标|群众满意度|≥90%/94%|20|20
预算执行率（10分）得分{4}|9.5|总分{3}|100|99"""


def test_two_blocks_side_by_side_are_both_read() -> None:
    found = understand(BESIDE)
    assert sorted(rows(found), key=str) == sorted(
        [
            ("产出指标", "检查次数", "≥12次", "15次", "30", "30"),
            ("产出指标", "按期完成率", "100%", "100%", "20", "20"),
            ("效益指标", "整改率", "≥95%", "93%", "20", "19.5"),
            ("满意度指标", "群众满意度", "≥90%", "94%", "20", "20"),
        ],
        key=str,
    )
    (form,) = found.forms
    score = next(f for f in found.facts if f.id == form.total_score)
    assert score.raw == "99"


def test_each_half_of_a_cell_is_a_fact_at_its_own_characters() -> None:
    found = understand(BESIDE)
    here = [f for f in found.facts if (f.location.row, f.location.col) == (1, 7)]
    assert [(f.scenario, f.raw, f.location.chars) for f in here] == [
        ("target", "≥95%", (0, 4)),
        ("actual", "93%", (5, 8)),
    ]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("目标值/完成值", True),
        ("年度指标值／实际完成值", True),
        ("目标值（完成值）", True),
        ("指标值（A/B）", False),
        ("实际完成值/目标值", False),
        ("得分/分值", False),
    ],
)
def test_a_header_of_two_values(text: str, both: bool) -> None:
    found = header(text)
    assert found is None or found.both is both
    assert both is False or found is not None


@pytest.mark.parametrize(
    ("cell", "target", "actual"),
    [
        ("≥95%（98%）", "≥95%", "98%"),
        ("500元/人/520元/人", "500元/人", "520元/人"),
        ("健全/健全", "健全", "健全"),
        ("≥12次/", "≥12次", None),
        ("12次", "12次", None),
    ],
)
def test_cells_of_two_values(cell: str, target: str, actual: str | None) -> None:
    found = understand(f"二级指标|三级指标|目标值/完成值|分值|得分\n数量指标|检查次数|{cell}|100|100")
    assert [(i.target, i.actual) for i in found.indicators] == [(target, actual)]


def test_classes_under_one_merged_heading() -> None:
    found = understand(
        "评价指标{3}|满分|扣分|自评分|评分依据\n"
        "预算编制|绩效目标|目标明确性|20||20|目标细化\n"
        "^|预算配置|重点支出安排率|20|1|19|重点项目占比\n"
        "预算执行|资金支出|预算执行率|30|0.5|29.5|支出与可用资金之比\n"
        "^|^|结转结余变动率|30||30|不高于上年\n"
        "合计{3}|100|1.5|98.5|"
    )
    assert [(i.level1, i.level2, i.name) for i in found.indicators] == [
        ("预算编制", "绩效目标", "目标明确性"),
        ("预算编制", "预算配置", "重点支出安排率"),
        ("预算执行", "资金支出", "预算执行率"),
        ("预算执行", "资金支出", "结转结余变动率"),
    ]
    (form,) = found.forms
    by_id = {f.id: f for f in found.facts}
    assert by_id[form.total_weight or ""].raw == "100"
    assert by_id[form.total_score or ""].raw == "98.5"
    assert {f.scenario for f in found.facts if f.raw == "1.5"} == {"derived"}


def test_a_second_header_row_of_words_that_need_the_first() -> None:
    found = understand(
        "绩效指标{3}|指标值{2}|评分{2}|偏差原因\n"
        "一级指标|二级指标|三级指标|预期|实际完成|权重|得分|^\n"
        "产出指标|数量指标|检查次数|≥12次|15次|60|60|\n"
        "效益指标|社会效益指标|整改率|≥95%|93%|40|39|已督促整改"
    )
    assert rows(found) == [
        ("产出指标", "检查次数", "≥12次", "15次", "60", "60"),
        ("效益指标", "整改率", "≥95%", "93%", "40", "39"),
    ]


RULES = "控制率≤100%计满分，每超过一个百分点扣0.5分，扣完为止。本年实际控制率97.5%"


def test_rules_of_scoring_are_no_figures_of_the_report() -> None:
    (span,) = rule_spans(RULES)
    assert RULES[slice(*span)].endswith("扣完为止")
    assert not rule_spans("受天气影响，未完成3次，扣2分")
    found = understand(f"一级指标|二级指标|三级指标|分值|评价标准|得分\n投入|预算配置|在职人员控制率|100|{RULES}|100")
    assert [f.raw for f in found.facts if f.location.col == 4] == ["97.5%"]
