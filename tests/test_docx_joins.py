"""Tables split by hand in a .docx (续表) are one table, and comments still find their cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_kit import document, layout, p, package, r, tbl, tc, tr

from extractor.cli import main
from extractor.model.document import Table
from extractor.model.report import Location
from extractor.pipeline import run
from extractor.readers.docx import read_anchored

HEAD = tr("项目", "预算数", "决算数")
FIRST = tbl(HEAD, tr("办公费", "1.00", "2.00"), tr("差旅费", "3.00", "4.00"))
SECOND = tbl(HEAD, tr("会议费", "5.00", "6.00"), tr("合计", "9.00", "12.00"))


def tables(body: str) -> list[Table]:
    return document(body).tables()


@pytest.mark.parametrize(
    "between",
    [
        [p("续表")],
        [p(""), p("续表1"), p("单位：万元"), p("")],
        [p("支出情况表（续）")],
        [p("（续）"), p("支出情况表")],
        [p("（接上页）")],
    ],
)
def test_a_split_table_is_one(between: list[str]) -> None:
    body = p("支出情况表") + FIRST + "".join(between) + SECOND + p("后文") + tbl(tr("甲", "乙", "丙"))
    whole, other = tables(body)
    assert [c.text for c in whole.cells] == [
        *("项目", "预算数", "决算数", "办公费", "1.00", "2.00", "差旅费", "3.00", "4.00"),
        *("会议费", "5.00", "6.00", "合计", "9.00", "12.00"),
    ]
    assert (whole.n_rows, whole.n_cols, whole.index, other.index) == (5, 3, 0, 1)
    assert [(j.row, j.page, j.dropped_header_rows) for j in whole.joins] == [(3, None, 1)]
    assert whole.joins[0].reason
    assert all(c is whole.grid[c.row][c.col] for c in whole.cells)
    assert other.joins == []


@pytest.mark.parametrize(
    "body",
    [
        FIRST + p("收入情况表") + SECOND,
        FIRST + p("") + SECOND,
        FIRST + p("续表") + p("收入情况表") + SECOND,
        FIRST + p("续表") + tbl(tr("项目", "预算数"), tr("会议费", "5.00")),
        FIRST
        + p("以上为本部门支出情况，其余见续表所列各项，与财政批复的数据口径一致，并已按有关要求予以公开说明。")
        + SECOND,
    ],
    ids=["another caption", "no caption", "another caption too", "other columns", "a sentence"],
)
def test_two_tables_stay_two(body: str) -> None:
    found = tables(p("支出情况表") + body)
    assert len(found) == 2 and not any(t.joins for t in found)


def test_three_parts_without_their_header_again() -> None:
    parts = (FIRST, tbl(tr("会议费", "5.00", "6.00")), tbl(tr("培训费", "7.00", "8.00")))
    (whole,) = tables((p("续表")).join(parts))
    assert [c.text for c in whole.cells if c.col == 0] == ["项目", "办公费", "差旅费", "会议费", "培训费"]
    assert [(j.row, j.dropped_header_rows) for j in whole.joins] == [(3, 0), (4, 0)]


def test_a_label_merged_over_the_cut_goes_on() -> None:
    start, up = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = tbl(HEAD, tr(tc("产出指标", start), "甲", "1"), tr(tc("", up), "乙", "2"))
    second = tbl(HEAD, tr(tc("", start), "丙", "3"), tr(tc("", up), "丁", "4"), tr("效益指标", "戊", "5"))
    (whole,) = tables(first + p("续表") + second)
    assert layout(whole)[3] == (1, 0, 4, 1, "产出指标")
    assert whole.grid[4][0] is whole.grid[1][0] and whole.grid[5][0] is not whole.grid[1][0]


def test_every_place_of_a_joined_table_leads_to_its_own_text() -> None:
    nested = tc(content=p("外") + tbl(tr("内一", "内二")) + p(""))
    second = tbl(HEAD, tr(nested, "5.00", "6.00"), tr("合计", "9.00", tc(content=p(runs=r("12") + r(".00")))))
    data = package(p("表前") + FIRST + p("续表") + second + p("表后") + tbl(tr("末", "表")))
    found, anchors = read_anchored(data)
    whole, inner, last = found.tables()
    assert (whole.index, inner.index, last.index, inner.parent) == (0, 1, 2, (0, 3, 0))
    for table in (whole, inner, last):
        for cell in table.cells:
            anchor = anchors.at(Location(table=table.index, row=cell.row, col=cell.col))
            assert anchor is not None
            shown = "".join(p.element.text or "" for p in anchor.pieces)
            assert shown == cell.text.replace("\n", ""), (table.index, cell)
    assert [b.index for b in found.paragraphs()] == [0, 1, 2]


def test_a_total_in_the_second_part_is_checked_against_the_first(tmp_path: Path) -> None:
    from docx import Document

    path = tmp_path / "报告.docx"
    rows = p("2024年度甲县水利局部门整体支出绩效自评报告") + p("支出情况表") + p("单位：万元")
    wrong = SECOND.replace("12.00", "13.00")
    path.write_bytes(package(rows + FIRST + p("续表") + wrong))
    result = run(path)
    (finding,) = [f for f in result.report.findings if f.rule.startswith("SUM")]
    assert {"13.00", "2.00", "4.00", "6.00"} <= {e.raw for e in finding.evidence}
    assert result.report.tables[0].joins == [
        {"row": 3, "page": None, "reason": "same number of columns, continuation caption", "dropped_header_rows": 1}
    ]
    out = tmp_path / "out.docx"
    assert main(["annotate", str(path), "-o", str(out)]) == 0
    body = Document(str(out)).element.body.xml
    marked = body.split("<w:commentRangeStart")[1].split("<w:commentRangeEnd")[0]
    assert "13.00" in body.split("commentRangeStart")[-1] or "13.00" in marked
