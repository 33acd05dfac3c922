"""Tables over page breaks: what is one table becomes one, and nothing else does."""

from __future__ import annotations

from tests.pdf_kit import Cell, Sheet, draw_table, grid, load, plain, texts, ys

XS3 = [60.0, 240.0, 390.0, 540.0]
HEAD = ["项目", "预算数", "决算数"]


def number(sheet: Sheet, page: int) -> Sheet:
    sheet.centred(0, 595, 810, f"— {page} —", 12)
    return sheet


def table_page(page: int, rows: list[list[str]], top: float, xs: list[float] = XS3) -> Sheet:
    sheet = Sheet()
    draw_table(sheet, xs, ys(top, len(rows)), plain(rows))
    return number(sheet, page)


def body(first: int, last: int) -> list[list[str]]:
    return [[f"支出{i}", f"{i}00.00", f"{i}50.00"] for i in range(first, last)]


def test_repeated_header_is_dropped_and_recorded() -> None:
    document = load([table_page(1, [HEAD, *body(1, 5)], 650), table_page(2, [HEAD, *body(5, 8)], 60)])
    (table,) = document.tables()
    assert grid(table) == [HEAD, *body(1, 8)]
    (join,) = table.joins
    assert (join.row, join.page, join.dropped_header_rows) == (5, 2, 1)
    assert join.reason
    assert table.header_rows == 1
    assert {p.page for c in table.cells if c.row == 5 for p in c.places} == {2}
    assert texts(document) == []


def test_two_header_rows_with_spans_are_dropped() -> None:
    head = [Cell(0, 0, "项目", rowspan=2), Cell(0, 1, "支出", colspan=2), Cell(1, 1, "预算数"), Cell(1, 2, "决算数")]
    sheets = []
    for page, (first, last) in enumerate(((1, 4), (4, 7)), 1):
        sheet = Sheet()
        rows = [Cell(c.row + 2, c.col, c.text) for c in plain(body(first, last))]
        draw_table(sheet, XS3, ys(650 if page == 1 else 60, 5), [*head, *rows])
        sheets.append(number(sheet, page))
    (table,) = load(sheets).tables()
    assert (table.n_rows, table.header_rows, table.joins[0].dropped_header_rows) == (8, 2, 2)
    assert grid(table)[2:] == body(1, 7)


def test_no_header_repeated() -> None:
    (table,) = load([table_page(1, [HEAD, *body(1, 4)], 675), table_page(2, body(4, 6), 60)]).tables()
    assert grid(table) == [HEAD, *body(1, 6)]
    assert table.joins[0].dropped_header_rows == 0


def test_three_pages() -> None:
    sheets = [
        table_page(1, [HEAD, *body(1, 4)], 675),
        table_page(2, [HEAD, *body(4, 30)], 60),
        table_page(3, [HEAD, *body(30, 32)], 60),
    ]
    (table,) = load(sheets).tables()
    assert grid(table) == [HEAD, *body(1, 32)]
    assert [j.page for j in table.joins] == [2, 3]


def test_a_new_title_between_keeps_tables_apart() -> None:
    second = table_page(2, [HEAD, *body(5, 8)], 80)
    second.centred(60, 540, 70, "项目支出情况表", 12)
    assert len(load([table_page(1, [HEAD, *body(1, 5)], 650), second]).tables()) == 2


def test_other_edges_are_another_table() -> None:
    other = table_page(2, [HEAD, *body(5, 8)], 60, [60.0, 240.0, 380.0, 500.0])
    assert len(load([table_page(1, [HEAD, *body(1, 5)], 650), other]).tables()) == 2


def test_text_below_the_first_part_keeps_tables_apart() -> None:
    first = table_page(1, [HEAD, *body(1, 5)], 600)
    first.text(60, 745, "注：不含上年结转。")
    assert len(load([first, table_page(2, [HEAD, *body(5, 8)], 60)]).tables()) == 2


def test_continuation_caption() -> None:
    second = table_page(2, [HEAD, *body(5, 8)], 90)
    second.centred(60, 540, 66, "项目支出情况表（续表）", 12)
    second.right(540, 84, "单位：万元")
    document = load([table_page(1, [HEAD, *body(1, 5)], 650), second])
    (table,) = document.tables()
    assert grid(table) == [HEAD, *body(1, 8)]
    assert texts(document) == []
    assert "caption" in table.joins[0].reason


def test_captions_and_header_printed_on_every_page() -> None:
    sheets = []
    for page, (first, last, top) in enumerate(((1, 24, 120), (24, 30, 120)), 1):
        sheet = table_page(page, [HEAD, *body(first, last)], top)
        sheet.centred(60, 540, 90, "支出决算表", 14)
        sheet.right(540, 110, "单位：万元")
        sheets.append(sheet)
    document = load(sheets)
    (table,) = document.tables()
    assert grid(table) == [HEAD, *body(1, 30)]
    assert texts(document) == ["支出决算表", "单位：万元"]


def test_the_same_form_filled_in_twice_stays_two_tables() -> None:
    sheets = []
    for page, unit in enumerate(("甲单位", "乙单位"), 1):
        sheet = table_page(page, [["单位", unit, ""], *body(1, 24)], 120)
        sheet.centred(60, 540, 90, "绩效自评表", 14)
        sheets.append(sheet)
    assert len(load(sheets).tables()) == 2


def test_forms_with_their_title_as_first_row_stay_apart() -> None:
    for rows in (10, 26):  # with room left on the page, and filling it
        sheets = []
        for page, unit in enumerate(("甲单位", "乙单位"), 1):
            sheet = Sheet()
            cells = [Cell(0, 0, "绩效自评表", colspan=3), Cell(1, 0, "单位"), Cell(1, 1, unit, colspan=2)]
            cells += [Cell(c.row + 2, c.col, c.text) for c in plain(body(1, rows))]
            draw_table(sheet, XS3, ys(60, rows + 1), cells)
            sheets.append(number(sheet, page))
        assert len(load(sheets).tables()) == 2


def test_a_note_above_a_continuation_caption_keeps_tables_apart() -> None:
    second = table_page(2, [HEAD, *body(5, 8)], 110)
    second.text(60, 70, "注：上表不含上年结转资金，以决算批复为准。")
    second.centred(60, 540, 96, "项目支出情况表（续表）", 12)
    document = load([table_page(1, [HEAD, *body(1, 5)], 650), second])
    assert len(document.tables()) == 2
    assert len(texts(document)) == 2


def test_row_cut_by_the_break_is_healed() -> None:
    xs = [60.0, 120.0, 180.0, 300.0]
    first, second = Sheet(), Sheet()
    draw_table(first, xs, [700, 725, 765], plain([["指标", "得分", "原因"], ["", "", ""]]))
    first.text(64, 748, "完成率", 9)
    first.text(124, 748, "8.5", 9)
    first.text(184, 744, "部分项目招标时间偏晚，影响", 9)
    first.text(184, 758, "了支付进度，下一年度将提前", 9)
    draw_table(second, xs, [60, 85, 110], plain([["", "", ""], ["满意度", "10", ""]]))
    second.text(184, 70, "谋划。", 9)
    (table,) = load([number(first, 1), number(second, 2)]).tables()
    assert grid(table) == [
        ["指标", "得分", "原因"],
        ["完成率", "8.5", "部分项目招标时间偏晚，影响了支付进度，下一年度将提前谋划。"],
        ["满意度", "10", ""],
    ]
    cut = table.grid[1][2]
    assert cut is not None and [p.page for p in cut.places] == [1, 2]


def test_cell_merged_over_the_break_goes_on() -> None:
    first, second = Sheet(), Sheet()
    cells = [Cell(0, 0, "一级"), Cell(0, 1, "指标"), Cell(0, 2, "得分")]
    cells += [Cell(1, 0, "产出", rowspan=2), Cell(1, 1, "数量"), Cell(1, 2, "4"), Cell(2, 1, "质量"), Cell(2, 2, "5")]
    draw_table(first, XS3, ys(690, 3), cells)
    more = [Cell(0, 0, "", rowspan=2), Cell(0, 1, "时效"), Cell(0, 2, "6"), Cell(1, 1, "成本"), Cell(1, 2, "7")]
    more += [Cell(2, 0, "效益"), Cell(2, 1, "经济"), Cell(2, 2, "8")]
    draw_table(second, XS3, ys(60, 3), more)
    (table,) = load([number(first, 1), number(second, 2)]).tables()
    (merged,) = [c for c in table.cells if c.text == "产出"]
    assert (merged.row, merged.rowspan, [p.page for p in merged.places]) == (1, 4, [1, 2])
    assert grid(table)[5] == ["效益", "经济", "8"]


def test_a_blank_label_of_a_new_row_is_not_merged_with_the_row_above() -> None:
    (table,) = load(
        [
            table_page(1, [["序号", "项目", "数"], ["4", "资本性支出", "8.69"]], 725),
            table_page(2, [["", "合计", "9.70"]], 60),
        ]
    ).tables()
    assert grid(table) == [["序号", "项目", "数"], ["4", "资本性支出", "8.69"], ["", "合计", "9.70"]]


def test_parts_with_other_inner_columns_are_laid_together() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, [60, 240, 540], ys(725, 2), plain([["单位", "某单位"], ["总额", "100"]]))
    draw_table(second, [60, 150, 390, 540], ys(60, 2), plain([["指标", "目标", "得分"], ["完成率", "100%", "10"]]))
    (table,) = load([number(first, 1), number(second, 2)]).tables()
    assert (table.n_rows, table.n_cols) == (4, 4)
    assert [(c.col, c.colspan) for c in table.cells if c.row == 0] == [(0, 2), (2, 2)]
    assert [(c.col, c.colspan) for c in table.cells if c.row == 3] == [(0, 1), (1, 2), (3, 1)]


def test_side_by_side_tables_go_on_each_by_itself() -> None:
    first, second = Sheet(), Sheet()
    for sheet, top, n in ((first, 700, (1, 4)), (second, 60, (4, 6))):
        draw_table(sheet, [60, 180, 280], ys(top, n[1] - n[0]), plain([[f"资产{i}", f"{i}.1"] for i in range(*n)]))
        draw_table(sheet, [320, 440, 540], ys(top, n[1] - n[0]), plain([[f"负债{i}", f"{i}.2"] for i in range(*n)]))
    left, right = load([number(first, 1), number(second, 2)]).tables()
    assert [row[0] for row in grid(left)] == [f"资产{i}" for i in range(1, 6)]
    assert [row[0] for row in grid(right)] == [f"负债{i}" for i in range(1, 6)]
