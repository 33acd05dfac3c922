"""Ruled, half-ruled and open tables become the grid that was drawn, whoever drew it."""

from __future__ import annotations

import pytest

from tests.pdf_kit import ROWS, XS, Cell, Sheet, draw_table, grid, load, plain, texts, ys

STYLES = ["line", "double", "dashed", "filled", "ground", "rows", "head", "none"]


@pytest.mark.parametrize("style", STYLES)
def test_every_way_of_ruling_gives_the_same_grid(style: str) -> None:
    sheet = Sheet()
    sheet.centred(60, 540, 80, "支出情况对比表", 14)
    sheet.right(540, 98, "单位：万元")
    draw_table(sheet, XS, ys(105, 5), plain(ROWS), style=style)
    sheet.text(60, 260, "填表人：某某")
    document = load([sheet])
    (table,) = document.tables()
    assert grid(table) == ROWS
    assert texts(document) == ["支出情况对比表", "单位：万元", "填表人：某某"]


@pytest.mark.parametrize("sides", ["tb", "lr", "b", ""])
def test_missing_outer_borders(sides: str) -> None:
    sheet = Sheet()
    draw_table(sheet, XS, ys(105, 5), plain(ROWS), sides=sides)
    (table,) = load([sheet]).tables()
    assert grid(table) == ROWS


HEADED = [
    Cell(0, 0, "序号", rowspan=2),
    Cell(0, 1, "项目", rowspan=2),
    Cell(0, 2, "决算数", colspan=2),
    Cell(1, 2, "金额"),
    Cell(1, 3, "比例"),
    Cell(2, 0, "1"),
    Cell(2, 1, "办公费\n及印刷费"),
    Cell(2, 2, "12.50"),
    Cell(2, 3, "50%"),
    Cell(3, 0, "合计", colspan=2),
    Cell(3, 2, "25.00"),
    Cell(3, 3, "100%"),
]


@pytest.mark.parametrize("style", ["line", "double", "filled", "dashed"])
def test_spans_are_kept(style: str) -> None:
    sheet = Sheet()
    draw_table(sheet, XS, ys(100, 4, 32), HEADED, style=style)
    (table,) = load([sheet]).tables()
    assert (table.n_rows, table.n_cols) == (4, 4)
    found = {(c.row, c.col): (c.rowspan, c.colspan, c.text.replace("\n", "")) for c in table.cells}
    assert found == {(c.row, c.col): (c.rowspan, c.colspan, c.text.replace("\n", "")) for c in HEADED}


def test_half_open_header_cell_keeps_the_columns_below_it() -> None:
    sheet = Sheet()
    draw_table(
        sheet, XS, ys(100, 3), plain([["", "", "", ""], ["甲", "1", "2", "3"], ["乙", "4", "5", "6"]]), style="line"
    )
    # paint the header again without the border between its last two cells
    sheet.ops = [op for op in sheet.ops if not op.startswith("q 0.5 w [] 0 d 420.0 742.0 m 420.0 717.0")]
    sheet.centred(60, 220, 116, "单位")
    sheet.centred(320, 540, 116, "执行情况")
    (table,) = load([sheet]).tables()
    assert grid(table) == [["单位", "", "执行情况", "执行情况"], ["甲", "1", "2", "3"], ["乙", "4", "5", "6"]]


def test_two_tables_side_by_side_and_one_below() -> None:
    sheet = Sheet()
    left, right, low = (
        [["资产", "期末"], ["流动资产", "49.74"]],
        [["负债", "期末"], ["应付账款", "15.42"]],
        [["甲", "1"], ["乙", "2"]],
    )
    draw_table(sheet, [60, 180, 280], ys(100, 2), plain(left))
    draw_table(sheet, [320, 440, 540], ys(100, 2), plain(right))
    draw_table(sheet, [60, 180, 280], ys(200, 2), plain(low))
    assert [grid(t) for t in load([sheet]).tables()] == [left, right, low]


def test_nested_table_hangs_on_its_cell() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 200, 540], [100, 125, 240], plain([["项目", "说明"], ["明细", ""]]))
    draw_table(sheet, [220, 330, 500], ys(150, 2), plain([["甲", "1.5"], ["乙", "2.5"]]))
    sheet.text(210, 140, "其中：")
    document = load([sheet])
    outer, inner = document.tables()
    assert grid(outer) == [["项目", "说明"], ["明细", "其中："]]
    assert grid(inner) == [["甲", "1.5"], ["乙", "2.5"]]
    assert inner.parent == (outer.index, 1, 1)
    assert document.nested == [inner]


def test_text_on_and_over_the_lines_stays_in_its_cell() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 160, 260], ys(100, 3, 12), plain([["名称", "数"], ["", ""], ["丙", "3"]]))
    sheet.text(60.5, 121.5, "乙乙", 11)  # touches left, upper and lower line
    sheet.right(259.8, 121.5, "2,345.67", 11)
    (table,) = load([sheet]).tables()
    assert grid(table) == [["名称", "数"], ["乙乙", "2,345.67"], ["丙", "3"]]


def test_one_text_run_over_two_cells_is_parted_at_its_gap() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 160, 300], ys(100, 2), plain([["收入", "支出项目"], ["", ""]]))
    sheet.text(110, 140, "9746.50  一、一般公共服务", 9)
    (table,) = load([sheet]).tables()
    assert grid(table)[1] == ["9746.50", "一、一般公共服务"]


def test_text_that_overflows_its_cell_is_not_cut() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 120, 200, 260], ys(100, 2), plain([["项", "额", "注"], ["", "", "无"]]))
    sheet.text(64, 140, "机关事业单位养老保险", 9)
    (table,) = load([sheet]).tables()
    assert grid(table)[1] == ["机关事业单位养老保险", "", "无"]


def test_stacked_and_sideways_text() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 90, 130, 300], [100, 200, 225], plain([["", "", "数量"], ["甲", "乙", "8"]]))
    for i, char in enumerate("绩效指标"):
        sheet.text(70, 125 + 16 * i, char)
    sheet.text(115, 180, "产出指标", turn=90)
    (table,) = load([sheet]).tables()
    assert grid(table) == [["绩效指标", "产出指标", "数量"], ["甲", "乙", "8"]]


def test_letter_spacing_is_not_read_as_words() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 240, 420], ys(100, 3), [], style="line")
    for c in plain([["", ""]] * 3):
        draw_table(sheet, [60, 240, 420], ys(100, 3), [c])
    sheet.text(70, 116, "本年收入合计", 9, spacing=9)
    sheet.text(250, 116, "2106.66", 9, spacing=5)
    sheet.text(70, 141, "本 年 支 出 合 计", 9)
    sheet.text(250, 141, "2 1 0 6 . 6 6", 9)
    sheet.text(70, 166, "总 计", 9)
    sheet.text(250, 166, "1,234.50", 9, spacing=2)
    (table,) = load([sheet]).tables()
    rows = [["".join(text.split()) for text in row] for row in grid(table)]
    assert rows == [["本年收入合计", "2106.66"], ["本年支出合计", "2106.66"], ["总计", "1,234.50"]]
    assert [row[1] for row in grid(table)] == ["2106.66", "2106.66", "1,234.50"]


def test_figures_stacked_in_a_cell_do_not_run_together() -> None:
    sheet = Sheet()
    draw_table(
        sheet, [60, 200, 260], [100, 125, 175], plain([["项目", "金额"], ["基本支出\n项目支出", "148.69\n749.36"]])
    )
    (table,) = load([sheet]).tables()
    assert table.grid[1][1] is not None and table.grid[1][1].text.split() == ["148.69", "749.36"]


def test_wrapped_cell_text_is_healed() -> None:
    sheet = Sheet()
    draw_table(
        sheet, [60, 120, 200], [100, 125, 175], plain([["项目", "金额"], ["工业和信\n息化资金", "5,146.37"]]), size=11
    )
    (table,) = load([sheet]).tables()
    assert [c.text for c in table.cells][2] == "工业和信息化资金"


def test_a_number_too_long_for_its_cell_is_one_number() -> None:
    sheet = Sheet()
    draw_table(sheet, [60, 200, 241], [100, 125, 160], plain([["项目", "金额"], ["合计", "12,345,6\n78.90"]]), size=8)
    (table,) = load([sheet]).tables()
    assert table.grid[1][1] is not None and table.grid[1][1].text == "12,345,678.90"


def test_two_numbers_below_each_other_are_two() -> None:
    sheet = Sheet()
    draw_table(
        sheet, [60, 200, 260], [100, 125, 160], plain([["项目", "金额"], ["合计", "1,250.00\n2,480.00"]]), size=8
    )
    (table,) = load([sheet]).tables()
    assert table.grid[1][1] is not None and table.grid[1][1].text == "1,250.00\n2,480.00"


@pytest.mark.parametrize("turn", [90, 270])
def test_content_turned_on_the_sheet(turn: int) -> None:
    upright = Sheet((842.0, 595.0))
    draw_table(upright, XS, ys(105, 5), plain(ROWS))
    upright.text(60, 90, "支出情况对比表")
    sheet = Sheet((595.0, 842.0))
    sheet.form(upright, (0, 1, -1, 0, 595, 0) if turn == 90 else (0, -1, 1, 0, 0, 842))
    document = load([sheet])
    (table,) = document.tables()
    assert grid(table) == ROWS
    assert texts(document) == ["支出情况对比表"]
    x0, top, x1, bottom = table.cells[0].places[0].bbox
    # as shown, the first cell lies sideways near the left (turned left) or right (turned right) edge
    expected = (105, 842 - 220, 130, 842 - 60) if turn == 90 else (595 - 130, 60, 595 - 105, 220)
    assert (x0, top, x1, bottom) == pytest.approx(expected, abs=1)


def test_page_number_across_a_turned_table() -> None:
    upright = Sheet((842.0, 595.0))
    draw_table(upright, XS, ys(105, 5), plain(ROWS))
    sheet = Sheet((595.0, 842.0))
    sheet.form(upright, (0, 1, -1, 0, 595, 0))
    sheet.centred(0, 595, 810, "— 7 —", 12)
    document = load([sheet])
    assert grid(document.tables()[0]) == ROWS
    assert texts(document) == []


def test_highlighted_lines_are_text() -> None:
    sheet = Sheet()
    for y, x0, x1 in ((100, 112, 512), (122, 80, 512), (144, 80, 300)):
        sheet.fill(x0, y - 16, x1, y + 6, 0.85)
        sheet.text(x0, y, "年" * int((x1 - x0) / 16), 16)
    document = load([sheet])
    assert document.tables() == []
    assert texts(document) == ["年" * (25 + 27 + 13)]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_page_rotation(rotate: int) -> None:
    upright = Sheet((842.0, 595.0))
    draw_table(upright, XS, ys(105, 5), plain(ROWS))
    size = (842.0, 595.0) if rotate in (0, 180) else (595.0, 842.0)
    matrix = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, 595, 0),
        180: (-1, 0, 0, -1, 842, 595),
        270: (0, -1, 1, 0, 0, 842),
    }
    sheet = Sheet(size, rotate)
    sheet.form(upright, matrix[rotate])
    (table,) = load([sheet]).tables()
    assert grid(table) == ROWS
    assert table.cells[0].places[0].bbox == pytest.approx((60, 105, 220, 130), abs=1)


def test_lines_inside_nested_forms_and_cut_by_clips() -> None:
    drawing = Sheet()
    draw_table(drawing, XS, ys(105, 5), plain(ROWS))
    for x in XS:  # what sticks out below is clipped away
        drawing.line(x, 105, x, 400)
    middle = Sheet()
    middle.begin_clip(50, 100, 560, 230.2)
    middle.form(drawing)
    middle.end_clip()
    sheet = Sheet()
    sheet.form(middle, (0.8, 0, 0, 0.8, 30, 120))
    (table,) = load([sheet]).tables()
    assert grid(table) == ROWS


def test_white_rulings_and_white_text_are_not_there() -> None:
    sheet = Sheet()
    draw_table(sheet, XS, ys(105, 5), plain(ROWS))
    sheet.ops.append("q 1 G 0.5 w 270 600 m 270 740 l S Q")
    sheet.text(70, 110, "看不见", 6, colour=(1, 1, 1))
    (table,) = load([sheet]).tables()
    assert grid(table) == ROWS


def test_a_frame_around_the_page_is_no_table() -> None:
    sheet = Sheet()
    for box in ((30, 30, 565, 30), (30, 812, 565, 812), (30, 30, 30, 812), (565, 30, 565, 812)):
        sheet.line(*box)
    sheet.text(80, 100, "工作情况", 16)
    document = load([sheet])
    assert document.tables() == []
    assert texts(document) == ["工作情况"]


def test_open_table_with_wrapped_labels_and_group_rows() -> None:
    sheet = Sheet()
    rows = [
        ("支出项目", "预算数", "决算数"),
        ("一、基本支出", "1,200.00", "1,180.55"),
        ("其中：人员经费", "900.00", "890.00"),
        ("二、项目支出", "300.00", "288.10"),
        ("合计", "1,500.00", "1,468.65"),
    ]
    for i, (label, a, b) in enumerate(rows):
        base = 120 + 30 * i
        sheet.text(80, base, label)
        sheet.right(320, base, a)
        sheet.right(460, base, b)
    sheet.text(80, 120 + 30 * 2 + 12, "（含社会保险）")
    (table,) = load([sheet]).tables()
    expected = [list(row) for row in rows]
    expected[2][0] = "其中：人员经费（含社会保险）"
    assert grid(table) == expected


@pytest.mark.parametrize("ruling", ["box", "box and head", "columns"])
def test_half_ruled(ruling: str) -> None:
    sheet = Sheet()
    draw_table(sheet, XS, ys(105, 5), plain(ROWS), style="none")
    edges = {
        "box": ([60, 540], [105, 230]),
        "box and head": ([60, 540], [105, 130, 230]),
        "columns": (XS, [105, 130, 230]),
    }
    across, down = edges[ruling]
    for x in across:
        sheet.line(x, 105, x, 230)
    for y in down:
        sheet.line(60, y, 540, y)
    (table,) = load([sheet]).tables()
    assert grid(table) == ROWS


@pytest.mark.parametrize("style", ["none", "rows"])
def test_heading_of_two_levels_without_rulings(style: str) -> None:
    sheet = Sheet()
    xs, tops = [60.0, 100.0, 240.0, 340.0, 440.0, 540.0], ys(100, 6, 22)
    cells = [
        Cell(0, 0, "序号", rowspan=2),
        Cell(0, 1, "项目", rowspan=2),
        Cell(0, 2, "预算数", rowspan=2),
        Cell(0, 3, "与上年决算相比较", colspan=2),
        Cell(1, 3, "金额"),
        Cell(1, 4, "比例"),
    ]
    body = [[str(i), f"支出项目{i}", f"{i}00.00", f"{i}5.00", f"{i}.50%"] for i in range(1, 5)]
    cells += [Cell(c.row + 2, c.col, c.text) for c in plain(body)]
    draw_table(sheet, xs, tops, cells, style=style)
    (table,) = load([sheet]).tables()
    found = {(c.row, c.col, c.rowspan, c.colspan): c.text for c in table.cells if c.row < 2}
    assert found == {(c.row, c.col, c.rowspan, c.colspan): c.text for c in cells if c.row < 2}
    assert grid(table)[2:] == body


def test_signature_lines_and_entries_with_pages_are_no_tables() -> None:
    sheet = Sheet()
    sheet.text(80, 100, "填表人：甲        联系电话：0000        负责人：乙")
    for i, (name, page) in enumerate(
        [("一、基本情况", "1"), ("二、绩效目标", "3"), ("三、存在问题", "8"), ("四、建议", "12")]
    ):
        sheet.text(80, 160 + 24 * i, name)
        sheet.right(500, 160 + 24 * i, page)
    assert load([sheet]).tables() == []
