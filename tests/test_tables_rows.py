"""Row hierarchies: numbering, 其中, groups, totals, indentation."""

from __future__ import annotations

import pytest
from tables_tools import read


def tree(text: str) -> dict[str, str | None]:
    """Label of every row → label of its parent."""
    (block,) = read(text, "费用表", "单位：万元").view.blocks
    labels = {r.row: r.label for r in block.rows}
    return {r.label: labels[r.parent] if r.parent is not None else None for r in block.rows}


def test_numbering_of_several_kinds_nests() -> None:
    assert tree(
        """项目 | 预算数 | 决算数
        一、收入 | 10 | 12
        （一）财政拨款 | 9 | 11
        1.一般公共预算 | 8 | 10
        2.政府性基金 | 1 | 1
        （二）其他收入 | 1 | 1
        二、支出 | 10 | 12"""
    ) == {
        "一、收入": None,
        "（一）财政拨款": "一、收入",
        "1.一般公共预算": "（一）财政拨款",
        "2.政府性基金": "（一）财政拨款",
        "（二）其他收入": "一、收入",
        "二、支出": None,
    }


def test_a_number_column_nests_as_well() -> None:
    found = tree(
        """序号 | 项目名称 | 支出
        1 | 发展资金 | 30
        （1） | 奖补 | 20
        （2） | 培训 | 10
        2 | 其他 | 5
         | 合计 | 35"""
    )
    assert found == {"发展资金": None, "奖补": "发展资金", "培训": "发展资金", "其他": None, "合计": None}


def test_unnumbered_heads_over_numbered_parts() -> None:
    assert tree(
        """项目 | 决算数
        项目支出 | 30
        1.特定目标类 | 20
        2.其他运转类 | 10
        公用经费 | 7
        1.办公费 | 4
        2.水费 | 3
        政府采购金额 | 9"""
    ) == {
        "项目支出": None,
        "1.特定目标类": "项目支出",
        "2.其他运转类": "项目支出",
        "公用经费": None,
        "1.办公费": "公用经费",
        "2.水费": "公用经费",
        "政府采购金额": None,
    }


def test_of_which_rows_go_on_while_unnumbered_under_a_numbered_row() -> None:
    assert tree(
        """项目 | 决算数
        1.公务用车 | 30
        其中：购置 | 10
        运行维护 | 20
        2.公务接待 | 5"""
    ) == {"1.公务用车": None, "其中：购置": "1.公务用车", "运行维护": "1.公务用车", "2.公务接待": None}


def test_where_nothing_else_tells_the_figures_end_an_of_which_list() -> None:
    assert tree(
        """项目 | 预算数 | 决算数
        三公经费 | 30 | 22
        其中：接待费 | 10 | 9
        用车费 | 20 | 13
        会议费 | 8 | 7"""
    ) == {"三公经费": None, "其中：接待费": "三公经费", "用车费": "三公经费", "会议费": None}


def test_a_single_of_which_row_stays_single_if_the_next_would_exceed_the_whole() -> None:
    found = tree(
        """项目 | 决算数
        培训费 | 10
        其中：外出培训 | 4
        差旅费 | 90"""
    )
    assert found["差旅费"] is None


def test_merged_group_cells_give_parents_and_name_the_subtotals() -> None:
    text = """类别 | 项目 | 预算数 | 决算数
        人员经费 | 基本工资 | 10 | 11
        ^ | 津贴补贴 | 20 | 21
        ^ | 小计 | 30 | 32
        公用经费 | 办公费 | 5 | 6
        ^ | 小计 | 5 | 6
        合计{2} | 35 | 38"""
    found = read(text, "基本支出明细表", "单位：万元")
    (block,) = found.view.blocks
    assert {r.row: r.parent for r in block.rows} == {1: 3, 2: 3, 3: None, 4: 5, 5: None, 6: None}
    assert [r.role for r in block.rows] == ["item", "item", "subtotal", "item", "subtotal", "total"]
    assert found.at(3, 2).label == "人员经费小计"
    assert found.at(6, 3).label == "基本支出合计"


def test_full_width_rows_are_groups() -> None:
    (block,) = read(
        """项目 | 预算数 | 决算数
        一、人员类{3}
        工资 | 1 | 2
        津贴 | 3 | 4
        二、运转类{3}
        办公费 | 5 | 6""",
        "费用表",
    ).view.blocks
    assert [(r.label, r.role, r.parent) for r in block.rows] == [
        ("一、人员类", "group", None),
        ("工资", "item", 1),
        ("津贴", "item", 1),
        ("二、运转类", "group", None),
        ("办公费", "item", 4),
    ]


@pytest.mark.parametrize("total", ["合计", "合　计", "总计", "总 计", "合计："])
def test_total_rows(total: str) -> None:
    (block,) = read(f"项目 | 金额\n水费 | 1\n电费 | 2\n{total} | 3", "费用表").view.blocks
    assert [r.role for r in block.rows] == ["item", "item", "total"]


def test_indentation_nests_rows_without_numbers() -> None:
    assert tree(
        """项目 | 决算数
        基本支出 | 30
        __人员经费 | 20
        __公用经费 | 10
        项目支出 | 5"""
    ) == {"基本支出": None, "人员经费": "基本支出", "公用经费": "基本支出", "项目支出": None}
