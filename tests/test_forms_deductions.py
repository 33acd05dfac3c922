"""Score forms that count down from full points: columns of deductions, subtotals between indicators."""

from __future__ import annotations

from extractor import schema
from extractor.interpret import interpret
from tests.tables_tools import TITLE, document, table

FORM = """评价项目|评价内容|满分|扣分标准|扣分|最终得分
队伍管理|编制控制|10|超编一人扣1分|0|10
^|教育训练|10|少一次扣1分|1|9
小计{2}|20||1|19
业务办理|案件办结|10|少一件扣1分|0|10
合计{2}|30||1|29"""


def test_points_left_after_deductions() -> None:
    found = interpret(document(TITLE, "一、自评情况", table(FORM)), schema.load())
    assert [(i.level1, i.name, i.weight, i.score) for i in found.indicators] == [
        ("队伍管理", "编制控制", 10, 10),
        ("队伍管理", "教育训练", 10, 9),
        ("业务办理", "案件办结", 10, 10),
    ]
    lost = [f for f in found.facts if (f.location.row, f.location.col) == (2, 4)]
    assert [(f.value, f.unit, f.scenario) for f in lost] == [(1, "分", "derived")]
