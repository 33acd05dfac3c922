"""Files as they come: protected, broken, scanned, hostile. Never silently empty."""

from __future__ import annotations

import io

import pytest

from extractor.errors import ReadError
from extractor.readers.limits import Limits
from extractor.readers.pdf import document as assembling
from extractor.readers.pdf import pdfium, plumber
from tests.pdf_kit import ROWS, XS, Sheet, draw_table, grid, load, plain, save, texts, ys


def sample() -> Sheet:
    sheet = Sheet()
    sheet.centred(60, 540, 80, "支出情况对比表", 14)
    draw_table(sheet, XS, ys(105, 5), plain(ROWS))
    return sheet


def encrypted(user: str) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(save([sample()])))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_empty_user_password_is_no_obstacle() -> None:
    assert grid(load(encrypted("")).tables()[0]) == ROWS


def test_a_real_password_is_asked_for_and_taken() -> None:
    data = encrypted("secret")
    for password in (None, "wrong"):
        with pytest.raises(ReadError) as caught:
            load(data, password=password)
        assert caught.value.code == "encrypted"
        assert "--password" in caught.value.zh and "--password" in caught.value.en
    assert grid(load(data, password="secret").tables()[0]) == ROWS


def test_a_broken_cross_reference_table_is_rebuilt_and_told() -> None:
    data = save([sample()])
    at = data.rindex(b"startxref")
    document = load(data[:at] + b"startxref\n99\n%%EOF\n")
    assert grid(document.tables()[0]) == ROWS
    assert [n.code for n in document.notices] == ["repaired_xref"]


def test_what_is_beyond_repair_is_refused_in_one_sentence() -> None:
    for data in (b"%PDF-1.5\n", b"%PDF-1.5\n" + bytes(range(256)) * 40, save([sample()])[:300]):
        with pytest.raises(ReadError) as caught:
            load(data)
        assert caught.value.code == "truncated"


def test_pages_without_a_text_layer_are_named() -> None:
    scan = Sheet()
    scan.picture(0, 0, 595, 842)
    document = load([sample(), scan, scan, scan, sample(), scan])
    (notice,) = document.notices
    assert (notice.code, notice.pages) == ("image_page", (2, 3, 4, 6))
    assert "2–4, 6" in notice.zh and "2–4, 6" in notice.en
    assert document.pages == 6


def test_a_large_picture_beside_text_is_told() -> None:
    sheet = sample()
    sheet.picture(60, 300, 540, 800)
    assert [(n.code, n.pages) for n in load([sheet]).notices] == [("picture", (1,))]


def test_the_text_layer_under_a_scan_is_read_and_told() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    sheet.text(80, 100, "部门整体支出绩效自评报告", 16, mode=3)
    document = load([sheet])
    assert texts(document) == ["部门整体支出绩效自评报告"]
    assert [(n.code, n.pages) for n in document.notices] == [("ocr_layer", (1,))]


def test_text_typed_over_the_page_is_read() -> None:
    sheet, note = Sheet(), Sheet()
    draw_table(sheet, [60, 200, 340], ys(100, 2), plain([["项目", "金额"], ["合计", ""]]))
    note.text(240, 140, "125.60")
    sheet.notes.append(note)
    assert grid(load([sheet]).tables()[0]) == [["项目", "金额"], ["合计", "125.60"]]


def test_text_that_nobody_sees_is_left_out() -> None:
    sheet = sample()
    sheet.text(80, 400, "隐藏文字", 12, mode=3)
    sheet.text(700, 400, "页外文字", 12)
    assert texts(load([sheet])) == ["支出情况对比表"]


def test_glyphs_without_characters_are_reported() -> None:
    sheet = Sheet()
    sheet.text(80, 100, "部门整体支出绩效自评报告", 16)
    document = load(save([sheet], unmapped=True))
    assert [(n.code, n.pages) for n in document.notices] == [("unmapped_glyphs", (1,))]


def test_private_characters_are_reported_and_kept() -> None:
    sheet = Sheet()
    sheet.text(80, 100, "完成\ue0fc情况", 16)
    document = load([sheet])
    assert [n.code for n in document.notices] == ["private_glyphs"]
    assert texts(document) == ["完成\ue0fc情况"]


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        load([sample()] * 4, Limits(max_pages=3))
    assert caught.value.code == "too_large"


def test_a_page_with_too_many_objects_is_left_out_alone() -> None:
    heavy = Sheet()
    for i in range(400):
        heavy.line(10, 10 + i, 500, 10 + i)
    document = load([sample(), heavy, sample()], Limits(max_page_objects=300))
    assert len(document.tables()) == 2
    assert [(n.code, n.pages) for n in document.notices] == [("page_failed", (2,))]


def test_pages_beyond_the_items_of_a_document_are_left_out() -> None:
    document = load([sample()] * 4, Limits(max_items=50))
    assert len(document.tables()) == 2
    assert [(n.code, n.pages) for n in document.notices] == [("page_failed", (3, 4))]


def test_a_dense_drawing_is_no_table_and_is_told() -> None:
    sheet = Sheet((2000.0, 2000.0))
    sheet.text(80, 100, "公务接待费")
    for i in range(550):
        sheet.line(10 + 2 * i, 300, 10 + 2 * i, 1900)
        sheet.line(10, 300 + 2 * i, 1900, 300 + 2 * i)
    document = load([sheet])
    assert [n.code for n in document.notices] == ["drawing"]
    assert document.tables() == []
    assert texts(document) == ["公务接待费"]


def test_one_page_that_fails_does_not_take_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pdfium.Source.page

    def page(self: pdfium.Source, number: int) -> object:
        if number == 2:
            raise ValueError("a broken page")
        return real(self, number)

    monkeypatch.setattr(pdfium.Source, "page", page)
    document = load([sample(), sample(), sample()])
    assert [p.page for t in document.tables() for p in t.cells[0].places] == [1, 3]
    assert [(n.code, n.pages) for n in document.notices] == [("page_failed", (2,))]


def test_when_time_is_up_the_unread_pages_are_named() -> None:
    document = load([sample()] * 3, Limits(max_seconds=-1.0))
    assert [(n.code, n.pages) for n in document.notices] == [("out_of_time", (1, 2, 3))]


def test_an_empty_page_is_nothing_to_tell() -> None:
    document = load([Sheet(), sample()])
    assert document.notices == []
    assert len(document.tables()) == 1


def test_pdfplumber_gives_the_same_document() -> None:
    data = save([sample(), sample()])
    limits = Limits()
    second = plumber.Source(data, None, limits.max_page_objects)
    try:
        other = assembling.assemble(second, [], limits)
    finally:
        second.close()
    ours = load(data)
    assert [grid(t) for t in other.tables()] == [grid(t) for t in ours.tables()]
    assert texts(other) == texts(ours)
    for a, b in zip(other.tables()[0].cells, ours.tables()[0].cells, strict=True):
        assert a.places[0].bbox == pytest.approx(b.places[0].bbox, abs=1.0)


@pytest.mark.parametrize("turn", [0, 90])
def test_characters_and_boxes_agree_with_pdfplumber(turn: int) -> None:
    sheet = sample()
    sheet.text(300, 600, "核对2024年数据", 12, turn=turn)
    data = save([sheet])
    ours, theirs = pdfium.Source(data, None, 1000), plumber.Source(data, None, 1000)
    try:
        mine = sorted((c, round(b[1]), round(b[3])) for c, b in ours.page(1).chars() if not c.isspace())
        other = sorted((c, round(b[1]), round(b[3])) for c, b in theirs.page(1).chars() if not c.isspace())
    finally:
        ours.close()
        theirs.close()
    assert [c for c, *_ in mine] == [c for c, *_ in other]
    if turn == 0:
        assert sum(abs(a[1] - b[1]) > 1 for a, b in zip(mine, other, strict=True)) == 0
