"""Odd tables: holes, prose, one cell, very wide, random."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tables_tools import document, read, read_document, table

from extractor.model.document import Cell, Place, Table


def test_cells_of_sentences_are_left_to_the_prose_reader() -> None:
    found = read(
        """年度总体目标 | 完成河道整治12公里，新建泵站3座；组织检查4次。
        实际情况 | 已完成
        资金 | 120.00"""
    )
    assert found.cells() == {(2, 1)}


def test_a_layout_table_of_one_cell() -> None:
    found = read("全年支出平稳。其中：基本支出100万元，项目支出50万元，合计150万元，与上年基本持平。")
    assert found.facts == []


def test_holes_and_short_rows() -> None:
    found = read("项目 | 金额 | ~\n水费 | ~ | 3\n~ | 5 | ~\n电费")
    assert {f.value for f in found.facts} == {3, 5}


def test_empty_tables() -> None:
    views = read_document(document("报告", Table(0, 0, 0, []), Table(1, 2, 2, []), table(" | \n | "))).views
    assert [v.kind for v in views] == ["unknown"] * 3
    assert [v.id for v in views] == ["t1", "t2", "t3"]


def test_cells_outside_the_grid_are_ignored() -> None:
    cells = [
        Cell(0, 0, text="项目"),
        Cell(0, 1, text="金额"),
        Cell(1, 0, text="水费"),
        Cell(1, 1, 9, 9, "4"),
        Cell(7, 7, text="1"),
    ]
    assert [str(f.value) for f in read(Table(0, 2, 2, cells)).facts] == ["4"]


def test_five_hundred_columns() -> None:
    head = "项目 | " + " | ".join(f"{2020 + i % 5}年决算" for i in range(500))
    row = "办公费 | " + " | ".join(str(i) for i in range(1, 501))
    assert len(read(f"{head}\n{row}").facts) == 500


def test_a_nested_table_is_read_in_the_context_of_its_holder() -> None:
    outer = table("项目 | 内容\n附表 | ")
    inner = table("项目 | 决算数\n办公费 | 3.00", index=1)
    inner.parent = (0, 1, 1)
    doc = document("2024年度某市水务局部门整体支出绩效自评报告", "单位：万元", outer)
    doc.nested.append(inner)
    found = read_document(doc)
    assert found.at(1, 1).organization == "某市水务局"


def test_facts_tell_page_box_and_characters() -> None:
    source = table("项目 | 决算数\n办公费 |  1,234.50 ")
    cell = next(c for c in source.cells if c.row == 1 and c.col == 1)
    cell.text, cell.places, cell.confidence = " 1,234.50 ", (Place(3, (1.0, 2.0, 3.0, 4.0)),), 0.5
    fact = read(source, "单位：万元").at(1, 1)
    assert (fact.location.page, fact.location.bbox, fact.confidence) == (3, (1.0, 2.0, 3.0, 4.0), 0.5)
    assert fact.location.chars is not None
    assert cell.text[slice(*fact.location.chars)] == fact.raw == "1,234.50"


WORDS = [
    *(
        "",
        "项目",
        "合计",
        "其中：甲",
        "1",
        "2.50",
        "-",
        "—",
        "无",
        "一、收入",
        "（一）",
        "2024年决算数",
        "占比",
        "增减额",
    ),
    *("单位：万元", "120人", "小计", "序号", "编码", "208", "2023", "约5%", "（万元）", "年初预算", "1=2+3", "栏次"),
    *("甲：3；乙：4", "说明文字，很长的一句话。" * 3),
]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    n_rows, n_cols = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken or draw(st.integers(0, 9)) == 0:
                continue
            spans = (draw(st.integers(1, 3)), draw(st.integers(1, 3))) if draw(st.integers(0, 4)) == 0 else (1, 1)
            area = {(row + i, col + j) for i in range(spans[0]) for j in range(spans[1])}
            if area & taken:
                spans, area = (1, 1), {(row, col)}
            taken |= area
            cells.append(Cell(row, col, *spans, draw(st.sampled_from(WORDS))))
    return Table(0, n_rows, n_cols, cells)


@settings(max_examples=400, deadline=None)
@given(tables())
def test_no_table_breaks_the_reader_and_no_figure_is_told_twice(source: Table) -> None:
    found = read(source, "费用情况表", "单位：万元")
    places = [(f.location.row, f.location.col, f.location.chars) for f in found.facts]
    assert len(places) == len(set(places))
    for fact in found.facts:
        cell = next(c for c in source.cells if (c.row, c.col) == (fact.location.row, fact.location.col))
        assert fact.location.chars is not None
        assert cell.text[slice(*fact.location.chars)] == fact.raw
        assert fact.label
    for block in found.view.blocks:
        rows = {r.row for r in block.rows}
        assert all(r.parent is None or r.parent in rows for r in block.rows)
        assert len(rows) == len(block.rows)
