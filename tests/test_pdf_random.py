"""Any way of merging cells, drawn in any style, is read back as it was drawn; so is any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.readers.pdf.grids import build
from extractor.readers.pdf.rulings import groups, joined
from extractor.readers.pdf.values import Rule
from tests.pdf_kit import Cell, Sheet, draw_table, load, prose, texts


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[Cell]]:
    """A grid cut at random into rectangles."""
    rows, cols = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    wide = draw(st.lists(st.integers(40, 80), min_size=cols, max_size=cols))
    tall = draw(st.lists(st.integers(16, 40), min_size=rows, max_size=rows))
    xs, ys = [60.0], [100.0]
    for w in wide:
        xs.append(xs[-1] + w)
    for h in tall:
        ys.append(ys[-1] + h)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for r in range(rows):
        for c in range(cols):
            if (r, c) in taken:
                continue
            widest = next((k for k in range(c, cols) if (r, k) in taken), cols) - c
            colspan = draw(st.integers(1, widest)) if draw(st.booleans()) else 1
            rowspan = draw(st.integers(1, rows - r)) if draw(st.booleans()) else 1
            taken |= {(i, k) for i in range(r, r + rowspan) for k in range(c, c + colspan)}
            cells.append(Cell(r, c, f"格{r}{c}", rowspan, colspan))
    return xs, ys, cells


def edges_in_use(cells: list[Cell], axis: int) -> list[int]:
    if axis == 0:
        return sorted({c.row for c in cells} | {c.row + c.rowspan for c in cells})
    return sorted({c.col for c in cells} | {c.col + c.colspan for c in cells})


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["line", "double", "dashed", "filled"]))
def test_merged_cells_come_back(table: tuple[list[float], list[float], list[Cell]], style: str) -> None:
    xs, ys, cells = table
    sheet = Sheet()
    draw_table(sheet, xs, ys, cells, style=style)
    # an edge at which no cell ends is not drawn, and not a column
    rows, cols = edges_in_use(cells, 0), edges_in_use(cells, 1)
    expected = {
        (rows.index(c.row), cols.index(c.col)): (
            rows.index(c.row + c.rowspan) - rows.index(c.row),
            cols.index(c.col + c.colspan) - cols.index(c.col),
            c.text,
        )
        for c in cells
    }
    found = load([sheet]).tables()
    if len(cells) == 1:
        assert found == []
        return
    assert {(c.row, c.col): (c.rowspan, c.colspan, c.text) for c in found[0].cells} == expected


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(*[st.floats(0, 800)] * 3), max_size=30),
    st.lists(st.tuples(*[st.floats(0, 800)] * 3), max_size=30),
)
def test_any_lines_make_a_grid_without_overlap_or_gap(
    across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]
) -> None:
    h = joined([Rule(at, min(a, b), max(a, b)) for at, a, b in across])
    v = joined([Rule(at, min(a, b), max(a, b)) for at, a, b in down])
    for lines, columns in groups(h, v):
        grid = build(lines, columns)
        if grid is None:
            continue
        places = [
            (r, c) for x in grid.cells for r in range(x.row, x.row + x.rowspan) for c in range(x.col, x.col + x.colspan)
        ]
        assert len(places) == len(set(places)) == (len(grid.xs) - 1) * (len(grid.ys) - 1)
        assert grid.xs == sorted(grid.xs) and grid.ys == sorted(grid.ys)


def sentences() -> st.SearchStrategy[str]:
    """Words with single marks between them: no line of print begins with a mark, and none is made of marks only."""
    word = st.text("预算支出万元年度决项目单位管理资金", min_size=1, max_size=30)
    return st.lists(st.tuples(word, st.sampled_from("，。、")), min_size=1, max_size=8).map(
        lambda parts: "".join(w + mark for w, mark in parts)[:119].rstrip("，。、") + "。"
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=4))
def test_paragraphs_come_back(paragraphs: list[str]) -> None:
    sheet = Sheet()
    top = 100.0
    # without one paragraph over several lines nothing on the page tells where its margins are
    paragraphs = ["本部门按照年度预算管理资金" * 9 + "。", *paragraphs]
    for p in paragraphs:
        top = prose(sheet, p, top, size=12, lead=20)
    assert texts(load([sheet])) == paragraphs
