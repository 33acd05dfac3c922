"""Text of a PDF as paragraphs, without what only the page needs."""

from __future__ import annotations

import pytest

from extractor.model.document import Document, Paragraph
from extractor.readers.pdf.lines import make_lines
from extractor.readers.pdf.values import Font, Run
from tests.pdf_kit import ROWS, XS, Sheet, draw_table, load, plain, prose, texts, ys

LONG = (
    "本部门按照预算管理的要求开展自评工作，全年预算安排一千二百万元，实际支出一千一百八十万元，执行情况总体良好，"
    "各项任务按计划推进，年度目标基本实现，个别指标因客观原因未能完成，下一年度将继续改进。"
)
SHORT = "单位实有在职人员42人，与编制数一致。"


def check_boxes(document: Document) -> None:
    for p in document.paragraphs():
        assert p.boxes is not None and len(p.boxes) == len(p.text)


def test_lines_are_healed_to_paragraphs() -> None:
    sheet = Sheet()
    top = prose(sheet, LONG, 100)
    top = prose(sheet, SHORT, top)
    prose(sheet, LONG[::-1], top)
    document = load([sheet])
    assert texts(document) == [LONG, SHORT, LONG[::-1]]
    first = next(document.paragraphs())
    assert (first.align, round(first.indent), first.size) == ("both", 32, 16)
    check_boxes(document)


def test_paragraph_over_a_page_break_keeps_the_page_of_every_character() -> None:
    one, two = Sheet(), Sheet()
    for sheet, page in ((one, 1), (two, 2)):
        sheet.centred(0, 595, 800, f"— {page} —", 14)
    lead = prose(one, SHORT, 100)
    prose(one, SHORT, lead)
    lines = [LONG[:25], LONG[25:52], LONG[52:79], LONG[79:]]
    one.text(112, 730, lines[0], 16)
    one.text(80, 758, lines[1], 16)
    two.text(80, 100, lines[2], 16)
    two.text(80, 128, lines[3], 16)
    prose(two, LONG, 156)
    document = load([one, two])
    assert texts(document) == [SHORT, SHORT, LONG, LONG]
    healed = list(document.paragraphs())[2]
    assert healed.boxes is not None
    assert [b[0] for b in healed.boxes] == [1] * 52 + [2] * (len(LONG) - 52)
    check_boxes(document)


def test_short_lines_are_paragraphs_of_their_own() -> None:
    sheet = Sheet()
    items = ["新增企业数≥120家；", "新开工项目数≥100个；", "资金使用合规率100%；", "服务对象满意度≥90%。"]
    for i, item in enumerate(items):
        sheet.text(112, 100 + 28 * i, item, 16)
    prose(sheet, LONG, 100 + 28 * 4)
    assert texts(load([sheet])) == [*items, LONG]


def test_title_centred_over_two_full_lines_is_one_paragraph() -> None:
    sheet = Sheet()
    sheet.centred(80, 515, 100, "某某市某某区规划和自然资源", 32)
    sheet.centred(80, 515, 145, "管理局", 32)
    prose(sheet, LONG, 200)
    document = load([sheet])
    title = next(document.paragraphs())
    assert (title.text, title.align) == ("某某市某某区规划和自然资源管理局", "center")


def furnished(number: int, pages: int, head: str = "某市财政局部门评价") -> Sheet:
    sheet = Sheet()
    sheet.centred(0, 595, 45, head, 9)
    sheet.line(80, 50, 515, 50)
    sheet.text(80, 800, "内部资料", 9)
    sheet.centred(0, 595, 815, f"第 {number} 页 共 {pages} 页", 9)
    return sheet


def test_running_heads_and_foot_lines_are_kept_out() -> None:
    sheets = [furnished(i, 4) for i in range(1, 5)]
    for sheet in sheets:
        prose(sheet, LONG, 100)
    assert texts(load(sheets)) == [LONG] * 4


def test_a_title_repeated_on_every_form_is_kept() -> None:
    sheets = []
    for i in range(5):
        sheet = Sheet()
        sheet.text(60, 60, "附件2", 12)
        sheet.centred(60, 540, 90, "部门整体支出绩效自评表", 16)
        draw_table(sheet, XS, ys(105, 5), plain(ROWS))
        sheet.centred(0, 595, 810, str(i + 1), 10)
        sheets.append(sheet)
    document = load(sheets)
    assert texts(document) == ["附件2", "部门整体支出绩效自评表"] * 5
    assert len(document.tables()) == 5


@pytest.mark.parametrize("number", ["1", "- 1 -", "第1页", "— 1 —", "1/1"])
def test_a_page_number_of_a_single_page(number: str) -> None:
    sheet = Sheet()
    prose(sheet, LONG, 100)
    sheet.centred(0, 595, 800, number, 10)
    assert texts(load([sheet])) == [LONG]


def test_a_figure_at_the_foot_of_the_text_is_no_page_number() -> None:
    sheet = Sheet()
    top = 100.0
    for _ in range(6):
        top = prose(sheet, LONG, top)
    prose(sheet, LONG[:60], top)
    text = "".join(texts(load([sheet])))
    assert text == LONG * 6 + LONG[:60]


def test_watermark_and_stamp_are_kept_out_and_reported() -> None:
    sheet = Sheet()
    sheet.text(150, 500, "内部资料请勿外传", 40, turn=45, colour=(0.85, 0.85, 0.85))
    prose(sheet, LONG, 100)
    sheet.text(140, 101, "审核专用章", 14, colour=(1, 0, 0))
    document = load([sheet])
    assert texts(document) == [LONG]
    assert [(n.code, n.pages) for n in document.notices] == [("watermark", (1,))]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.centred(80, 515, 70, "工作简报", 20)
    left = prose(sheet, LONG, 110, x0=60, x1=284, size=12, lead=18)
    prose(sheet, SHORT, left, x0=60, x1=284, size=12, lead=18)
    right = prose(sheet, LONG[::-1], 110, x0=312, x1=536, size=12, lead=18)
    prose(sheet, SHORT[::-1], right, x0=312, x1=536, size=12, lead=18)
    assert texts(load([sheet])) == ["工作简报", LONG, SHORT, LONG[::-1], SHORT[::-1]]


def test_table_of_contents_is_marked() -> None:
    contents, body = Sheet(), Sheet()
    contents.centred(80, 515, 100, "目  录", 18)
    entries = ["一、部门基本情况", "二、绩效目标", "三、存在的问题"]
    for i, entry in enumerate(entries):
        contents.text(80, 140 + 28 * i, entry, 16)
    top = 100.0
    for entry in entries:
        body.text(112, top, entry, 16)
        top = prose(body, LONG, top + 28)
    document = load([contents, body])
    kinds = [(p.text, p.kind) for p in document.paragraphs() if p.text != LONG]
    assert kinds == [("目 录", "toc"), *((e, "toc") for e in entries), *((e, "body") for e in entries)]


def test_dot_leaders_are_contents() -> None:
    sheet = Sheet()
    for i, (entry, page) in enumerate([("一、部门基本情况", 1), ("二、绩效目标", 3), ("三、存在的问题", 12)]):
        sheet.text(80, 140 + 28 * i, f"{entry}{'.' * 40}{page}", 12)
    document = load([sheet])
    assert [p.kind for p in document.paragraphs()] == ["toc"] * 3
    assert [p.text.split() for p in document.paragraphs()][2] == ["三、存在的问题", "12"]
    check_boxes(document)


def test_footnotes_stand_at_the_end() -> None:
    sheet = Sheet()
    prose(sheet, LONG, 100)
    sheet.line(80, 700, 230, 700)
    sheet.text(80, 715, "① 不含上年结转。", 9)
    following = Sheet()
    prose(following, LONG, 100)
    document = load([sheet, following])
    assert [(p.text, p.kind) for p in document.paragraphs()] == [
        (LONG, "body"),
        (LONG, "body"),
        ("① 不含上年结转。", "footnote"),
    ]


def test_text_struck_twice_is_read_once() -> None:
    sheet = Sheet()
    sheet.text(112, 100, "一、部门基本情况", 16)
    sheet.text(112.4, 100, "一、部门基本情况", 16)
    prose(sheet, LONG, 128)
    assert texts(load([sheet])) == ["一、部门基本情况", LONG]


def test_stroked_letters_are_bold() -> None:
    sheet = Sheet()
    sheet.text(112, 100, "一、部门基本情况", 16, mode=2)
    prose(sheet, LONG, 128)
    heading, body = load([sheet]).paragraphs()
    assert (heading.text, heading.bold, body.bold) == ("一、部门基本情况", True, False)


def test_caption_lines_above_a_table_stay_apart() -> None:
    sheet = Sheet()
    prose(sheet, LONG, 100)
    sheet.centred(60, 540, 300, "“三公”经费情况表", 14)
    sheet.right(540, 320, "单位：万元", 12)
    draw_table(sheet, XS, ys(330, 5), plain(ROWS))
    document = load([sheet])
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph)]
    assert [(p.text, p.align) for p in paragraphs[1:]] == [("“三公”经费情况表", "center"), ("单位：万元", "right")]


def test_boxes_of_places_are_where_the_text_is() -> None:
    sheet = Sheet()
    sheet.text(100, 200, "预算100万元", 20)
    (p,) = load([sheet]).paragraphs()
    assert p.boxes is not None
    page, x0, top, x1, bottom = p.boxes[2]
    assert (p.text[2], page) == ("1", 1)
    assert (x0, x1) == pytest.approx((140, 150), abs=1.5)
    assert top < 190 < 200 <= bottom + 0.1


def test_quotation_marks_of_another_font_stand_where_they_are_printed() -> None:
    """One run leaves gaps, another run fills them: Word sets “ and ” in the Latin font of the style."""
    font = Font("SimSun")
    text, at = "用于三公经费支出", [0, 10, 26, 36, 52, 62, 72, 82]
    boxes = [(1, float(x), 0.0, x + 10.0, 10.0) for x in at]
    quotes = [(1, 20.0, 0.0, 26.0, 10.0), (1, 46.0, 0.0, 52.0, 10.0)]
    runs = [
        Run(text, boxes, 0.0, 0.0, 92.0, 10.0, 10.0, font),
        Run("“”", quotes, 20.0, 0.0, 52.0, 10.0, 10.0, font),
    ]
    (line,) = make_lines(runs, 1)
    assert line.text == "用于“三公”经费支出"
    assert [b[1] for b in line.boxes] == [0, 10, 20, 26, 36, 46, 52, 62, 72, 82]
