"""From a place in the Document back to the runs of the file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.text.run import Run
from docx_kit import W, abstract, box, listed, lvl, num, p, package, r, tbl, tc, tr

from extractor.model.document import Document, Table
from extractor.model.report import Location
from extractor.readers.docx import read, read_anchored
from extractor.readers.docx.anchors import Anchors
from extractor.readers.limits import Limits

T, R, RPR = f"{{{W}}}t", f"{{{W}}}r", f"{{{W}}}rPr"


def anchored(body: str, **parts: str) -> tuple[Document, Anchors]:
    return read_anchored(package(body, **parts))


def shown(run: object) -> str:
    return "".join(t.text or "" for t in run.iter(T))  # type: ignore[attr-defined]


def again(anchors: Anchors) -> Document:
    out = io.BytesIO()
    anchors.save(out)
    return read(Path("t.docx"), out.getvalue(), Limits())


def test_figure_inside_one_run_is_split_off() -> None:
    found, anchors = anchored(p(runs=r("单位实有120人。", "<w:b/>")))
    text = next(found.paragraphs()).text
    start = text.index("120")
    anchor = anchors.paragraph(0)
    assert anchor is not None
    (run,) = anchor.isolate(start, start + 3)
    assert shown(run) == "120" and run.find(RPR) is not None
    assert [shown(x) for x in run.getparent().iterchildren(R)] == ["单位实有", "120", "人。"]
    assert again(anchors).blocks == found.blocks


def test_figure_over_several_runs() -> None:
    _, anchors = anchored(p(runs=r("共1,8") + r("94", "<w:b/>") + r(".27万元")))
    anchor = anchors.paragraph(0)
    assert anchor is not None
    assert [(shown(x), a, b) for x, a, b in anchor.runs(1, 9)] == [("共1,8", 1, 4), ("94", 0, 2), (".27万元", 0, 3)]
    assert [shown(x) for x in anchor.isolate(1, 9)] == ["1,8", "94", ".27"]


def test_several_figures_of_one_run_one_after_another() -> None:
    found, anchors = anchored(p(runs=r("预算90，决算100，差10")))
    anchor = anchors.paragraph(0)
    assert anchor is not None
    for word in ("100", "90", "10"):
        start = next(found.paragraphs()).text.rindex(word)
        assert "".join(shown(x) for x in anchor.isolate(start, start + len(word))) == word
    assert again(anchors).blocks == found.blocks


def test_tabs_and_breaks_in_a_run() -> None:
    found, anchors = anchored(p(runs="<w:r><w:t>a1</w:t><w:tab/><w:t>b2</w:t><w:br/><w:t>c3</w:t></w:r>"))
    anchor = anchors.paragraph(0)
    assert anchor is not None
    assert [shown(x) for x in anchor.isolate(3, 5)] == ["b2"]
    assert again(anchors).blocks == found.blocks


def test_automatic_number_has_no_run() -> None:
    found, anchors = anchored(listed(1, text="增加5人"), numbering=abstract(1, lvl(0)) + num(1, 1))
    assert next(found.paragraphs()).text == "1.增加5人"
    anchor = anchors.paragraph(0)
    assert anchor is not None
    assert anchor.isolate(0, 2) == []
    assert [shown(x) for x in anchor.isolate(0, 4)] == ["增加"]


def test_cells_of_merged_nested_and_shifted_tables() -> None:
    inner = tbl(tr("内1", "内2"))
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p("前") + tbl(
        tr(tc("甲", start), tc(content=p("一") + p() + p("二三")), "1"),
        tr(tc("", go_on), tc(content=p("乙") + inner), "2"),
    )
    found, anchors = anchored(body)
    for t in found.tables():
        for cell in t.cells:
            anchor = anchors.cell(t.index, cell.row, cell.col)
            assert anchor is not None
            # each line feed between paragraphs has no run
            texts = [cell.text[x.start : x.end] for x in anchor.pieces]
            assert texts == [shown(x.element.getparent()) for x in anchor.pieces]
            assert "".join(texts) == cell.text.replace("\n", "")
    cell = found.tables()[0].grid[0][1]
    assert cell is not None and cell.text == "一\n二三"
    anchor = anchors.at(Location(table=0, row=0, col=1))
    assert anchor is not None and [shown(x) for x in anchor.isolate(3, 4)] == ["三"]


def test_blank_cell_offers_its_paragraph() -> None:
    _, anchors = anchored(tbl(tr("填报日期", "")))
    anchor = anchors.cell(0, 0, 1)
    assert anchor is not None and anchor.pieces == [] and len(anchor.paragraphs) == 1
    assert anchors.cell(0, 5, 5) is None and anchors.paragraph(7) is None and anchors.at(Location()) is None


@pytest.mark.parametrize(
    "runs",
    [
        "<w:hyperlink>" + r("x120人") + "</w:hyperlink>",
        '<w:ins w:id="1" w:author="a">' + r("x120人") + "</w:ins>",
        "<w:sdt><w:sdtContent>" + r("x120人") + "</w:sdtContent></w:sdt>",
        "<w:r><w:t>  x120人</w:t></w:r>",
    ],
)
def test_runs_in_containers(runs: str) -> None:
    found, anchors = anchored(p(runs=runs))
    anchor = anchors.paragraph(0)
    assert anchor is not None
    assert [shown(x) for x in anchor.isolate(1, 4)] == ["120"]
    assert again(anchors).blocks == found.blocks


def test_what_cannot_be_split_is_taken_whole() -> None:
    ruby = "<w:r><w:ruby><w:rt/><w:rubyBase><w:r><w:t>甲乙</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>12/34</m:t></m:r></m:oMath>"
    found, anchors = anchored(p(runs=ruby + formula + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r("5")))
    assert next(found.paragraphs()).text == "甲乙12/34≥5"
    anchor = anchors.paragraph(0)
    assert anchor is not None
    assert [x.tag.rpartition("}")[2] for x in anchor.isolate(1, 4)] == ["r", "oMath"]
    assert [len(x) for x in anchor.isolate(7, 9)] == [1, 1]
    assert again(anchors).blocks == found.blocks


def test_footnotes_and_text_boxes_have_anchors() -> None:
    note = f'<w:footnote w:id="1">{p("注9")}</w:footnote>'
    found, anchors = anchored(
        p(runs=r("文") + box(p("框7")) + '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=note
    )
    for paragraph in found.paragraphs():
        anchor = anchors.paragraph(paragraph.index)
        assert anchor is not None and "".join(shown(x) for x, _, _ in anchor.runs(0, 9)) == paragraph.text
    anchor = anchors.paragraph(2)
    assert anchor is not None
    anchor.isolate(1, 2)[0].find(T).text = "8"
    assert [q.text for q in again(anchors).paragraphs()] == ["文", "框7", "注8"]


def test_joined_paragraphs_lead_to_both() -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    _, anchors = anchored(p("前12", deleted) + p("34后"))
    anchor = anchors.paragraph(0)
    assert anchor is not None
    assert [shown(x) for x in anchor.isolate(1, 5)] == ["12", "34"]


def test_saving_keeps_other_parts_byte_for_byte() -> None:
    import zipfile

    data = package(p("a"), {"word/media/x.bin": b"\x00\x01", "docProps/app.xml": "<a  />"}, styles="")
    _, anchors = read_anchored(data)
    out = io.BytesIO()
    anchors.save(out, {"word/new.xml": b"<n/>", "docProps/app.xml": b"<b/>"})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out) as new:
        assert set(new.namelist()) == {*old.namelist(), "word/new.xml"}
        for name in ("word/media/x.bin", "word/styles.xml", "[Content_Types].xml"):
            assert old.read(name) == new.read(name)
        assert new.read("docProps/app.xml") == b"<b/>"


def test_word_comment_through_python_docx(tmp_path: Path) -> None:
    """The way an output uses it: python-docx holds the file, the anchors point into its tree."""
    source = tmp_path / "a.docx"
    made = docx.Document()
    made.add_paragraph("2024年末，单位实有120人。")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "在职人数", "121人"
    made.save(str(source))
    opened = docx.Document(str(source))
    found, anchors = read_anchored(source, main=opened.element)
    text = next(found.paragraphs()).text
    for anchor, start in ((anchors.paragraph(0), text.index("120")), (anchors.cell(0, 0, 1), 0)):
        assert anchor is not None
        runs = [Run(x, opened) for x in anchor.isolate(start, start + 3)]  # type: ignore[arg-type]
        opened.add_comment(runs, text="120 与 121 不符", author="check", initials="c")
    opened.save(str(tmp_path / "b.docx"))
    body = docx.Document(str(tmp_path / "b.docx")).element.body
    for number, figure in ((0, "120"), (1, "121")):
        (begin,) = body.xpath(f".//w:commentRangeStart[@w:id='{number}']")
        following = begin.xpath("following-sibling::*")
        end = next(i for i, e in enumerate(following) if e.tag.endswith("commentRangeEnd"))
        assert "".join(shown(e) for e in following[:end]) == figure
    reread = read(tmp_path / "b.docx", (tmp_path / "b.docx").read_bytes(), Limits())
    assert [b.text for b in reread.paragraphs()] == [b.text for b in found.paragraphs()]
    assert [[c.text for c in b.cells] for b in reread.blocks if isinstance(b, Table)] == [["在职人数", "121人"]]
