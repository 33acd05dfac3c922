"""What counts as the text of a .docx, and what does not."""

from __future__ import annotations

import pytest
from docx_kit import box, document, only, p, picture, r, style, tbl, tc, texts, tr

TEXTBOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
WHO = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(code: str, result: str) -> str:
    return mark("begin") + instruction(code) + mark("separate") + result + mark("end")


def test_breaks_tabs_and_hyphens() -> None:
    runs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>5</w:t><w:softHyphen/></w:r>"
    assert texts(p(runs=runs)) == ["a\tb\nc-5"]


def test_tab_stops_of_the_paragraph_are_not_text() -> None:
    body = p("a", '<w:tabs><w:tab w:val="left" w:pos="800"/></w:tabs>')
    assert texts(body) == ["a"]
    assert document(tbl(tr(tc(content=body)))).tables()[0].cells[0].text == "a"


def test_page_break_in_front_leaves_no_line() -> None:
    assert texts(p(runs='<w:r><w:br w:type="page"/><w:t>一、概况</w:t></w:r>')) == ["一、概况"]


def test_white_space_is_kept_only_where_the_file_says_so() -> None:
    assert texts(p(runs="<w:r><w:t>  120 </w:t></w:r>" + r(" 人\n"))) == ["120 人 "]


def test_symbols_of_symbol_fonts() -> None:
    runs = (
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r("90%")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>'
        + r("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    )  # fmt: skip
    assert texts(p(runs=runs)) == ["≥90%☑□≤"]


def test_symbol_without_equivalent_is_told() -> None:
    found = document(p("x", runs=r("x\uf123") + '<w:r><w:sym w:font="Odd" w:char="F041"/></w:r>'))
    assert [n.code for n in found.notices] == ["private_glyphs"]
    assert found.notices[0].en.startswith("1 ")


def test_raised_digits_do_not_run_into_the_number_before() -> None:
    assert texts(p(runs=r("1200m") + r("2", '<w:vertAlign w:val="superscript"/>'))) == ["1200m²"]
    assert texts(p(runs=r("120") + r("1", '<w:vertAlign w:val="superscript"/>'))) == ["120¹"]


def test_ruby_gives_its_base_only() -> None:
    base = "<w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase>"
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zi</w:t></w:r></w:rt>{base}</w:ruby></w:r>"
    assert texts(p(runs=r("汉") + ruby)) == ["汉字"]


def test_formula_text() -> None:
    m = "<m:r><m:t>{}</m:t></m:r>"
    fraction = f"<m:f><m:num>{m.format('8577.6')}</m:num><m:den>{m.format('9475.65')}</m:den></m:f>"
    formula = f"<m:oMath>{m.format('执行率=')}{fraction}</m:oMath>"
    assert texts(p(runs=r("按") + formula)) == ["按执行率=8577.6/9475.65"]
    assert texts(f"<m:oMathPara>{formula}</m:oMathPara>") == ["执行率=8577.6/9475.65"]


def test_hyperlinks_tags_and_content_controls_are_transparent() -> None:
    inner = "<w:hyperlink>" + r("甲") + "</w:hyperlink><w:smartTag><w:smartTagPr/>" + r("乙") + "</w:smartTag>"
    inner += "<w:sdt><w:sdtPr/><w:sdtContent>" + r("丙") + "</w:sdtContent></w:sdt>"
    assert texts(p(runs=inner)) == ["甲乙丙"]
    assert texts(f"<w:sdt><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt><w:customXml>{p('戊')}</w:customXml>") == [
        "丁",
        "戊",
    ]


def test_prompt_of_an_unfilled_content_control_is_not_text() -> None:
    styles = style("PH", name="Placeholder Text", kind="character")
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    prompt = only(
        document(p(runs=r("填表人：") + control.format(r("点此输入", '<w:rStyle w:val="PH"/>'))), styles=styles)
    )
    assert (prompt.text, prompt.hidden) == ("填表人：", "点此输入")
    # programs that fill a control in often leave the mark
    assert texts(p(runs=r("填表人：") + control.format(r("张"))), styles=styles) == ["填表人：张"]


def test_complex_field_shows_its_result() -> None:
    assert texts(p(runs=r("见") + field(" REF _Ref1 \\h ", r("表2")) + r("。"))) == ["见表2。"]


def test_nested_fields() -> None:
    inner = field("SEQ t", r("9"))
    runs = mark("begin") + instruction("IF ") + inner + instruction(" = 9") + mark("separate") + r("是") + mark("end")
    assert texts(p(runs=runs)) == ["是"]


def test_simple_field_and_page_number() -> None:
    assert texts(p(runs='<w:fldSimple w:instr=" SEQ 表 ">' + r("3") + "</w:fldSimple>")) == ["3"]
    assert texts(
        p("共", runs=r("第") + field("PAGE", r("7")) + '<w:fldSimple w:instr="NUMPAGES">' + r("9") + "</w:fldSimple>")
    ) == ["第"]


def test_field_over_several_paragraphs() -> None:
    body = (
        p(runs=mark("begin") + instruction("INCLUDETEXT x") + mark("separate") + r("一"))
        + p("二")
        + p(runs=r("三") + mark("end") + r("四"))
    )
    assert texts(body) == ["一", "二", "三四"]


def test_broken_field_does_not_swallow_the_rest() -> None:
    assert texts(p(runs=mark("begin") + instruction("REF x") + r("丢")) + p("留")) == ["", "留"]
    assert texts(p(runs=mark("end") + r("留"))) == ["留"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"eq \o\ac(○,3)", "③"),
        (r"eq \o\ac(○,21)", "21"),
        (r"EQ \o\ac(○,甲)", "甲"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zi),字)', "字"),
    ],
)
def test_drawn_fields(code: str, shown: str) -> None:
    assert texts(p(runs=mark("begin") + instruction(code) + mark("end") + r("项"))) == [f"{shown}项"]


def test_form_fields() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    check = begin.format('<w:checkBox><w:default w:val="{}"/></w:checkBox>')
    runs = "".join(check.format(x) + instruction("FORMCHECKBOX") + mark("end") for x in (0, 1))
    entries = '<w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/>'
    choice = begin.format(f"<w:ddList>{entries}</w:ddList>")
    assert texts(p(runs=runs + choice + instruction("FORMDROPDOWN") + mark("end"))) == ["□☑良"]


def test_tracked_changes_as_if_accepted() -> None:
    runs = (
        r("预算")
        + f"<w:ins {WHO}>{r('100')}</w:ins><w:del {WHO}><w:r><w:delText>90</w:delText></w:r></w:del>"
        + f"<w:moveFrom {WHO}>{r('旧')}</w:moveFrom><w:moveTo {WHO}>{r('新')}</w:moveTo>"
        + f"<w:ins {WHO}><w:del {WHO}><w:r><w:delText>x</w:delText></w:r></w:del></w:ins>"
        + r("万元", f"<w:b/><w:rPrChange {WHO}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
    )
    assert texts(p(runs=runs)) == ["预算100新万元"]


def test_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = f"<w:rPr><w:del {WHO}/></w:rPr>"
    assert texts(p("前半", deleted) + p("后半")) == ["前半后半"]
    assert texts(p("全文", deleted)) == ["全文"]
    gone = p("", deleted, runs=f"<w:del {WHO}><w:r><w:delText>x</w:delText></w:r></w:del>")
    assert texts(p("甲") + gone + p("乙")) == ["甲", "乙"]
    assert document(tbl(tr(tc(content=p("1", deleted) + p("20"))))).tables()[0].cells[0].text == "120"


def test_hidden_text_is_kept_apart() -> None:
    found = only(document(p(runs=r("可见") + r("隐藏", "<w:vanish/>") + r("也可见", '<w:vanish w:val="0"/>'))))
    assert (found.text, found.hidden) == ("可见也可见", "隐藏")


def test_text_hidden_by_a_style() -> None:
    styles = style("H", "<w:rPr><w:vanish/></w:rPr>", kind="character") + style("PH", "<w:rPr><w:vanish/></w:rPr>")
    found = only(document(p(runs=r("甲") + r("乙", '<w:rStyle w:val="H"/>')), styles=styles))
    assert (found.text, found.hidden) == ("甲", "乙")
    found = only(document(p("丙", '<w:pStyle w:val="PH"/>'), styles=styles))
    assert (found.text, found.hidden) == ("", "丙")
    # two toggles cancel out
    assert texts(p("", '<w:pStyle w:val="PH"/>', runs=r("丁", '<w:rStyle w:val="H"/>')), styles=styles) == ["丁"]


def test_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = TEXTBOX.format(p("框内", runs=r("框内")) + tbl(tr("1", "2")))
    found = document(p(runs=r("正文") + box) + p("后文"))
    assert [(q.text, q.kind) for q in found.paragraphs()] == [("正文", "body"), ("框内", "textbox"), ("后文", "body")]
    assert [q.index for q in found.paragraphs()] == [0, 1, 2]
    assert [c.text for c in found.tables()[0].cells] == ["1", "2"]


def test_text_box_in_a_cell_follows_the_table() -> None:
    found = document(tbl(tr(tc(content=p(runs=r("12.5") + TEXTBOX.format(p("注")))), "b")))
    assert [c.text for c in found.tables()[0].cells] == ["12.5", "b"]
    assert [(q.text, q.kind) for q in found.paragraphs()] == [("注", "textbox")]


def test_vml_only_text_box_and_word_art() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="某市财政局文件"/></v:shape></w:pict></w:r>'
    assert texts(p(runs=box(p("旧框")) + art)) == ["", "旧框", "某市财政局文件"]


def test_choice_of_an_unknown_vocabulary_gives_way_to_the_fallback() -> None:
    runs = (
        '<mc:AlternateContent><mc:Choice Requires="wpsCustomData">'
        + r("甲")
        + "</mc:Choice><mc:Fallback>"
        + r("乙")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(p(runs=runs)) == ["乙"]
    alone = '<mc:AlternateContent><mc:Choice Requires="wpsCustomData">' + r("甲") + "</mc:Choice></mc:AlternateContent>"
    assert texts(p(runs=alone)) == ["甲"]


def test_notes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    note = '<w:{0} w:id="{1}">' + p("{2}", runs="<w:r><w:{0}Ref/></w:r>" + r("{2}")) + "</w:{0}>"
    ref = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    footnotes = '<w:footnote w:type="separator" w:id="0">' + p("线") + "</w:footnote>"
    footnotes += "".join(note.format("footnote", i, t) for i, t in ((1, "先"), (2, "后"), (3, "未引用"), (4, "删")))
    endnotes = note.format("endnote", 1, "尾")
    body = p(runs=r("120人") + ref.format("footnote", 2) + ref.format("endnote", 1) + ref.format("footnote", 1))
    body += p(runs=f"<w:del {WHO}>{ref.format('footnote', 4)}</w:del>")
    found = document(body, footnotes=footnotes, endnotes=endnotes)
    assert [(q.text, q.kind) for q in found.paragraphs()] == [
        ("120人", "body"), ("", "body"), ("后", "footnote"), ("先", "footnote"), ("尾", "endnote"),
    ]  # fmt: skip


def test_headers_and_footers_are_not_body_text() -> None:
    body = p("正文") + '<w:sectPr><w:headerReference w:type="default" r:id="r9"/></w:sectPr>'
    assert texts(body) == ["正文"]


def test_table_of_contents() -> None:
    styles = style("11", name="toc 1") + style("T", name="TOC Heading")
    by_field = p(runs=mark("begin") + instruction(' TOC \\o "1-3" ') + mark("separate") + r("一、概况\t1"))
    by_field += p("二、支出\t3") + p(runs=mark("end"))
    by_control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    by_control += f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    body = p("目录", '<w:pStyle w:val="T"/>') + p("一、概况\t1", '<w:pStyle w:val="11"/>') + by_field + by_control
    body += p("三、绩效…………………5") + p("一、概况")
    kinds = [q.kind for q in document(body, styles=styles).paragraphs()]
    assert kinds == ["toc", "toc", "toc", "toc", "toc", "toc", "toc", "body"]


def test_contents_field_that_never_ends_does_not_take_the_body_along() -> None:
    body = (
        p(runs=mark("begin") + instruction("TOC") + mark("separate") + r("一、概况\t1"))
        + p("正文内容。")
        + p("又一段。")
    )
    assert [q.kind for q in document(body).paragraphs()] == ["toc", "body", "body"]


def test_pictures_objects_and_chunks_are_told() -> None:
    page = picture(5_000_000, 7_000_000)
    found = document(p(runs=page) + p(runs=page))
    assert [n.code for n in found.notices] == ["image_only"] and "2" in found.notices[0].zh
    found = document(p(runs=page) + p("文字" * 200))
    assert [n.code for n in found.notices] == ["pictures"]
    ole = '<w:r><w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    found = document(p(runs=r("见下表") + ole) + '<w:altChunk r:id="r5"/>')
    assert [n.code for n in found.notices] == ["objects", "chunks"]


def test_small_pictures_are_no_news() -> None:
    assert document(p(runs=r("正文" * 40) + picture(1_000_000, 1_000_000))).notices == []
