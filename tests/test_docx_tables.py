"""Tables of a .docx as true grids."""

from __future__ import annotations

from docx_kit import document, layout, p, r, style, table, tbl, tc, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.document import Table

WHO = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'


def span(n: int) -> str:
    return f'<w:gridSpan w:val="{n}"/>'


def width(n: int) -> str:
    return f'<w:tcW w:w="{n}" w:type="dxa"/>'


START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_plain_table() -> None:
    found = table(tbl(tr("a", "b"), tr("c", "d"), widths=(900, 900)))
    assert (found.n_rows, found.n_cols) == (2, 2)
    assert layout(found) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")]


def test_merged_across_and_down() -> None:
    rows = (
        tr(tc("项目", START), tc("预算", span(2)), tc("决算", START)),
        tr(tc("", GO_ON), "年初", "调整", tc("", GO_ON)),
        tr("工资", "1", "2", "3"),
    )
    assert layout(table(tbl(*rows))) == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "预算"), (0, 3, 2, 1, "决算"), (1, 1, 1, 1, "年初"), (1, 2, 1, 1, "调整"),
        (2, 0, 1, 1, "工资"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"), (2, 3, 1, 1, "3"),
    ]  # fmt: skip


def test_every_place_of_the_grid_is_reached() -> None:
    found = table(tbl(tr(tc("a", START + span(2)), "b"), tr(tc("", GO_ON + span(2)), "c"), tr("d", "e", "f")))
    texts = [[c.text if c else None for c in row] for row in found.grid]
    assert texts == [["a", "a", "b"], ["a", "a", "c"], ["d", "e", "f"]]


def test_merge_ends_where_a_cell_does_not_go_on() -> None:
    rows = (tr(tc("a", START), "1"), tr(tc("", GO_ON), "2"), tr("b", "3"), tr(tc("c", GO_ON), "4"))
    assert [x for x in layout(table(tbl(*rows))) if x[1] == 0] == [
        (0, 0, 2, 1, "a"),
        (2, 0, 1, 1, "b"),
        (3, 0, 1, 1, "c"),
    ]


def test_two_merges_one_below_the_other() -> None:
    rows = (tr(tc("a", START), "1"), tr(tc("", GO_ON), "2"), tr(tc("b", START), "3"), tr(tc("", GO_ON), "4"))
    assert [x for x in layout(table(tbl(*rows))) if x[1] == 0] == [(0, 0, 2, 1, "a"), (2, 0, 2, 1, "b")]


def test_going_on_with_another_width_is_a_cell_of_its_own() -> None:
    found = table(tbl(tr(tc("a", START + span(2)), "b"), tr(tc("c", GO_ON), "d", "e")))
    assert [x[:4] for x in layout(found)] == [(0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_text_of_a_covered_cell_is_kept_apart() -> None:
    found = table(tbl(tr(tc("a", START)), tr(tc("盖住", GO_ON))))
    assert [(c.text, c.hidden) for c in found.cells] == [("a", "盖住")]


def test_merged_to_the_left() -> None:
    rows = (tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b"), tr("1", "2", "3"))
    assert layout(table(tbl(*rows)))[:2] == [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b")]


def test_rows_that_start_late_and_end_early() -> None:
    rows = (tr("a", "b", "c"), tr("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))
    found = table(tbl(*rows))
    assert layout(found)[3] == (1, 1, 1, 1, "d")
    assert [c is None for c in found.grid[1]] == [True, False, True]


def test_rows_and_cells_in_content_controls() -> None:
    row = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('c', 'd')}</w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent>{tc('e')}</w:sdtContent></w:sdt>"
    inside = tc(content=f"<w:sdt><w:sdtContent>{p('f')}</w:sdtContent></w:sdt>")
    found = table(tbl(tr("a", "b"), row, f"<w:tr>{cell}{inside}</w:tr>"))
    assert [c.text for c in found.cells] == ["a", "b", "c", "d", "e", "f"]


def test_tracked_rows_and_cells() -> None:
    rows = (
        tr("a", "b"),
        tr("x", "y", properties=f"<w:del {WHO}/>"),
        tr("c", "d", properties=f"<w:ins {WHO}/>"),
        tr("e", tc("gone", f"<w:cellDel {WHO}/>"), tc("f", f"<w:cellIns {WHO}/>")),
    )
    found = table(tbl(*rows))
    assert found.n_rows == 3 and [c.text for c in found.cells] == ["a", "b", "c", "d", "e", "f"]


def test_tracked_merge() -> None:
    rows = (
        tr(tc("a", f'<w:cellMerge {WHO} w:vMerge="rest"/>'), "1"),
        tr(tc("", f'<w:cellMerge {WHO} w:vMerge="cont"/>'), "2"),
    )
    assert layout(table(tbl(*rows)))[0] == (0, 0, 2, 1, "a")


def test_earlier_formatting_is_not_read() -> None:
    change = f"<w:tcPrChange {WHO}><w:tcPr>{span(5)}<w:vMerge/></w:tcPr></w:tcPrChange>"
    assert layout(table(tbl(tr(tc("a", change), "b")))) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")]


def test_nested_table() -> None:
    inner = tbl(tr("1", "2"))
    found = document(tbl(tr("a", "b"), tr("c", tc(content=p("前") + inner + p("后")))) + tbl(tr("z")))
    assert [t.index for t in found.tables()] == [0, 1, 2]
    (nested,) = found.nested
    assert nested.index == 1 and nested.parent == (0, 1, 1) and [c.text for c in nested.cells] == ["1", "2"]
    assert found.tables()[0].cells[-1].text == "前\n后"
    assert [b.index for b in found.blocks if isinstance(b, Table)] == [0, 2]


def test_nested_table_in_a_shifted_cell() -> None:
    inner = tc(content=tbl(tr("1")))
    found = document(tbl(tr(tc("a", span(3)), inner), tr(tc("b", span(3)), "c")))
    assert found.nested[0].parent == (0, 0, 1)


def test_columns_nothing_begins_or_ends_at_are_left_out() -> None:
    found = table(
        tbl(tr(tc("a", span(3)), tc("b", span(2))), tr(tc("c", span(3)), tc("d", span(2))), widths=(300,) * 5)
    )
    assert found.n_cols == 2 and layout(found)[1] == (0, 1, 1, 1, "b")


def test_edges_dragged_almost_into_line_count_as_one() -> None:
    # a column 1 mm wide (57/20 pt) between the two positions of what is meant to be one edge
    rows = (tr("a", "b", tc("c", span(2))), tr("1", tc("2", span(2)), "3"))
    found = table(tbl(*rows, widths=(2000, 2000, 57, 2000)))
    assert found.n_cols == 3
    assert [x[1:4] for x in layout(found)] == [(0, 1, 1), (1, 1, 1), (2, 1, 1)] * 2


def test_narrow_column_with_a_cell_of_its_own_stays() -> None:
    found = table(tbl(tr("a", "b", "c"), tr("1", "2", "3"), widths=(2000, 57, 2000)))
    assert found.n_cols == 3


def test_row_without_spans_is_set_right_by_its_widths() -> None:
    full = tr(tc("a", width(1000)), tc("b", width(1000)), tc("c", width(1000)))
    short = tr(tc("d", width(1000)), tc("e", width(2000)))
    late = tr(tc("f", width(1000)), properties='<w:wBefore w:w="2000" w:type="dxa"/>')
    found = table(tbl(full, short, late, widths=(1000, 1000, 1000)))
    assert layout(found)[3:] == [(1, 0, 1, 1, "d"), (1, 1, 1, 2, "e"), (2, 2, 1, 1, "f")]


def test_row_that_ends_early_for_no_reason_leaves_a_hole() -> None:
    found = table(tbl(tr("a", "b", "c"), tr("d", "e"), widths=(1000, 1000, 1000)))
    assert found.n_cols == 3 and found.grid[1][2] is None


def test_stale_grid_is_not_followed() -> None:
    rows = (tr(tc("a", width(2000)), tc("b", width(2000))), tr(tc("c", width(2000)), tc("d", width(2000))))
    found = table(tbl(*rows, widths=(1000,) * 4))
    assert found.n_cols == 2 and [x[3] for x in layout(found)] == [1, 1, 1, 1]


def test_header_rows() -> None:
    head = "<w:tblHeader/>"
    found = table(tbl(tr("a", properties=head), tr("b", properties=head), tr("c"), tr("d", properties=head)))
    assert found.header_rows == 2
    assert table(tbl(tr("a", properties='<w:tblHeader w:val="0"/>'), tr("b"))).header_rows == 0


def test_cell_text_joins_paragraphs_and_leaves_blank_ones_out() -> None:
    cell = tc(content=p("产出") + p() + p(runs=r("指标") + "<w:r><w:br/></w:r>" + r("（50分）")) + p("　"))
    assert table(tbl(tr(cell))).cells[0].text == "产出\n指标\n（50分）"


def test_blank_cells_are_empty() -> None:
    assert [c.text for c in table(tbl(tr("", tc(content=p(" ")), tc(content="")))).cells] == ["", "", ""]


def test_runs_of_one_figure_are_one_text() -> None:
    assert table(tbl(tr(tc(content=p(runs=r("1,8") + r("94") + r(".27")))))).cells[0].text == "1,894.27"


def test_bold_and_indent_of_cells() -> None:
    bold = "<w:b/>"
    cells = (
        tc(content=p(runs=r("合计", bold))), tc(content=p(runs=r("a", bold) + r("bcd"))),
        tc(content=p("其中", '<w:ind w:left="420"/>')), tc(content=p("x", "<w:rPr><w:b/></w:rPr>")),
    )  # fmt: skip
    found = table(tbl(tr(*cells)))
    assert [c.bold for c in found.cells] == [True, False, False, False]
    assert [c.indent for c in found.cells] == [0, 0, 21.0, 0]


def test_bold_by_table_style() -> None:
    first = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    styles = style("Base", first, kind="table") + style("TS", kind="table", based="Base")
    use = '<w:tblStyle w:val="TS"/><w:tblLook w:val="{}"/>'
    found = table(tbl(tr("a"), tr("b"), properties=use.format("0020")), styles=styles)
    assert [c.bold for c in found.cells] == [True, False]
    found = table(tbl(tr("a"), properties=use.format("0000")), styles=styles)
    assert [c.bold for c in found.cells] == [False]


def test_hidden_text_and_rows() -> None:
    found = table(tbl(tr(tc(content=p(runs=r("1") + r("2", "<w:vanish/>")))), tr("3", properties="<w:hidden/>")))
    assert [(c.text, c.hidden) for c in found.cells] == [("1", "2"), ("", "3")]


def test_row_without_cells_is_no_row() -> None:
    found = table(tbl("<w:tr/>", tr("a"), "<w:tr><w:trPr/></w:tr>"))
    assert (found.n_rows, found.n_cols) == (1, 1)
    assert table(tbl()).n_rows == 0


def test_table_inside_an_open_field() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK</w:instrText></w:r>'
    body = p(runs=begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>') + tbl(tr("1", "2"))
    assert [
        c.text for c in document(body + p(runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>')).tables()[0].cells
    ] == ["1", "2"]


@st.composite
def partitions(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """A grid cut into rectangles: (row, column, row span, column span)."""
    n_rows, n_cols = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            free = next((k for k in range(col, n_cols) if (row, k) in taken), n_cols) - col
            rows, cols = draw(st.integers(1, n_rows - row)), draw(st.integers(1, free))
            taken |= {(row + i, col + j) for i in range(rows) for j in range(cols)}
            found.append((row, col, rows, cols))
    return found


@settings(max_examples=60, deadline=None)
@given(partitions())
def test_any_grid_comes_back(cells: list[tuple[int, int, int, int]]) -> None:
    rows: dict[int, list[tuple[int, str]]] = {}
    for i, (row, col, rowspan, colspan) in enumerate(cells):
        for k in range(rowspan):
            merge = "" if rowspan == 1 else START if k == 0 else GO_ON
            rows.setdefault(row + k, []).append((col, tc(f"c{i}" if k == 0 else "", span(colspan) + merge)))
    xml = tbl(*("<w:tr>" + "".join(x for _, x in sorted(rows[r])) + "</w:tr>" for r in sorted(rows)))
    found = table(xml)
    # columns that no cell begins or ends at are no columns
    edges = sorted({c for _, col, _, cols in cells for c in (col, col + cols)})
    expected = [
        (row, edges.index(col), rowspan, edges.index(col + cols) - edges.index(col), f"c{i}")
        for i, (row, col, rowspan, cols) in enumerate(cells)
    ]
    assert layout(found) == sorted(expected)
    assert all(c is not None for row in found.grid for c in row)


def test_merged_to_the_left_and_downwards() -> None:
    both = ('<w:hMerge w:val="restart"/>', "<w:hMerge/>")
    rows = (
        tr(tc("a", both[0] + START), tc("", both[1] + START), "b"),
        tr(tc("", both[0] + GO_ON), tc("", both[1] + GO_ON), "c"),
        tr("1", "2", "3"),
    )
    assert layout(table(tbl(*rows)))[:3] == [(0, 0, 2, 2, "a"), (0, 2, 1, 1, "b"), (1, 2, 1, 1, "c")]
