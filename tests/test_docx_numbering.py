"""Automatic numbers as Word shows them."""

from __future__ import annotations

import pytest
from docx_kit import abstract, box, document, listed, lvl, num, only, p, r, style, tbl, tc, texts, tr
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.docx.numerals import show

DECIMALS = abstract(1, lvl(0, text="%1."), lvl(1, text="%1.%2"), lvl(2, text="%1.%2.%3"))


def override(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbers(numbering: str, *items: tuple[int, int], styles: str = "") -> list[str]:
    body = "".join(listed(n, level) for n, level in items)
    found = document(body, numbering=numbering, styles=styles)
    for paragraph in found.paragraphs():
        assert paragraph.text[paragraph.auto_number :] == "x"
    return [q.text[: q.auto_number] for q in found.paragraphs()]


def levels(numbering: str, *of: int) -> list[str]:
    return numbers(numbering, *((1, level) for level in of))


@pytest.mark.parametrize(
    ("fmt", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12", 100: "100"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 99: "九十九", 100: "一○○"}),
        (
            "chineseCountingThousand",
            {10: "十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十", 2024: "二千零二十四"},
        ),
        ("chineseCountingThousand", {10_001: "一万零一", 11_100: "一万一千一百", 20_300: "二万零三百"}),
        ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "百一", 1200: "千二百"}),
        ("ideographDigital", {1: "一", 10: "一〇", 12: "一二", 20: "二〇"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 11: "甲戌", 60: "癸亥"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 10: "⑩", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: "11"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalFullWidth", {1: "１", 20: "２０"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {2: "貳", 6: "陸"}),
        ("upperRoman", {4: "IV", 9: "IX", 40: "XL", 1999: "MCMXCIX"}),
        ("lowerRoman", {3: "iii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("none", {1: "", 9: ""}),
        ("numberInDash", {3: "- 3 -"}),
        ("noSuchFormat", {7: "7"}),
    ],
)
def test_formats(fmt: str, shown: dict[int, str]) -> None:
    assert {n: show(n, fmt) for n in shown} == shown


@given(
    st.integers(-5, 10**12),
    st.sampled_from(["upperRoman", "upperLetter", "chineseCountingThousand", "decimalFullWidth"]),
)
def test_no_number_makes_a_long_text(n: int, fmt: str) -> None:
    assert len(show(n, fmt)) < 50


def test_headings_of_a_report() -> None:
    numbering = abstract(
        1,
        lvl(0, "chineseCounting", "%1、"), lvl(1, "chineseCountingThousand", "（%2）"), lvl(2, text="%3."),
        lvl(3, text="（%4）"), lvl(4, "decimalEnclosedCircle", "%5"),
    ) + num(1, 1)  # fmt: skip
    shown = ["一、", "（一）", "（二）", "1.", "2.", "（1）", "①", "②", "二、", "（一）", "1."]
    assert levels(numbering, 0, 1, 1, 2, 2, 3, 4, 4, 0, 1, 2) == shown


def test_levels_restart_after_a_higher_one() -> None:
    assert levels(DECIMALS + num(1, 1), 0, 1, 2, 2, 1, 2, 0, 1) == [
        "1.",
        "1.1",
        "1.1.1",
        "1.1.2",
        "1.2",
        "1.2.1",
        "2.",
        "2.1",
    ]


def test_level_used_before_the_one_above_it() -> None:
    # Word counts the missing heading: Microsoft KB Q110380
    assert levels(DECIMALS + num(1, 1), 1, 1, 0, 2) == ["1.1", "1.2", "2.", "2.1.1"]


def test_lists_of_one_definition_go_on_counting() -> None:
    assert numbers(DECIMALS + num(1, 1) + num(2, 1), (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "3."]


def test_start_override_counts_once() -> None:
    numbering = DECIMALS + num(1, 1) + num(2, 1, override(0, 5))
    assert numbers(numbering, (1, 0), (2, 0), (2, 0), (1, 0)) == ["1.", "5.", "6.", "7."]


def test_restarted_list() -> None:
    numbering = DECIMALS + num(1, 1) + num(2, 1, override(0, 1) + override(1, 1))
    shown = ["1.", "1.1", "2.", "1.", "1.1", "1.2", "2.", "2.1"]
    assert numbers(numbering, (1, 0), (1, 1), (1, 0), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)) == shown


def test_override_replaces_a_level() -> None:
    replaced = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperRoman", "%1)")}</w:lvlOverride>'
    assert numbers(DECIMALS + num(1, 1) + num(2, 1, replaced), (1, 0), (2, 0)) == ["1.", "II)"]


def test_lvl_restart() -> None:
    never = abstract(1, lvl(0), lvl(1, text="(%2)", more='<w:lvlRestart w:val="0"/>')) + num(1, 1)
    assert levels(never, 0, 1, 1, 0, 1) == ["1.", "(1)", "(2)", "2.", "(3)"]
    only_after_first = abstract(
        1, lvl(0), lvl(1, text="(%2)"), lvl(2, text="[%3]", more='<w:lvlRestart w:val="1"/>')
    ) + num(1, 1)
    assert levels(only_after_first, 0, 1, 2, 1, 2, 0, 1, 2) == ["1.", "(1)", "[1]", "(2)", "[2]", "2.", "(1)", "[1]"]


def test_legal_numbering_shows_all_levels_in_arabic_digits() -> None:
    numbering = abstract(
        1, lvl(0, "chineseCounting", "第%1章"), lvl(1, text="%1.%2", more="<w:isLgl/>"), lvl(2, text="%1.%2")
    ) + num(1, 1)
    assert levels(numbering, 0, 0, 1, 2) == ["第一章", "第二章", "2.1", "二.1"]


def test_start_left_out_means_zero() -> None:
    assert levels(abstract(1, lvl(0, start=None)) + num(1, 1), 0, 0) == ["0.", "1."]


def test_suffix() -> None:
    numbering = abstract(
        1, lvl(0, suff="tab"), lvl(1, text="(%2)", suff="space"), lvl(2, text="%3、", suff="nothing")
    ) + num(1, 1)
    assert levels(numbering, 0, 1, 2) == ["1.\t", "(1) ", "1、"]


def test_bullets() -> None:
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    bullet = '<w:lvl w:ilvl="{}"><w:numFmt w:val="bullet"/><w:suff w:val="nothing"/><w:lvlText w:val="{}"/>{}</w:lvl>'
    numbering = abstract(
        1, bullet.format(0, "\uf06c", wingdings), bullet.format(1, "\uf0d8", wingdings),
        bullet.format(2, "l", wingdings), bullet.format(3, "\uf0ff", ""), bullet.format(4, "—", ""),
    ) + num(1, 1)  # fmt: skip
    assert levels(numbering, 0, 1, 2, 3, 4) == ["●", "➢", "●", "•", "—"]


def test_custom_format_with_leading_zeros() -> None:
    custom = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    fmt = f'<mc:AlternateContent>{custom}<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{fmt}<w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl>'
    assert levels(abstract(1, level) + num(1, 1), 0, 0) == ["009", "010"]


def test_numbering_from_a_style() -> None:
    heading = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H1", heading.format(0)) + style("H2", heading.format(0), based="H1") + style("H1b", based="H1")
    numbering = abstract(
        1,
        lvl(0, "chineseCounting", "%1、", more='<w:pStyle w:val="H1"/>'),
        lvl(1, text="（%2）", more='<w:pStyle w:val="H2"/>'),
    ) + num(1, 1)
    body = "".join(p("x", f'<w:pStyle w:val="{key}"/>') for key in ("H1", "H2", "H2", "H1b", "H2"))
    assert texts(body, styles=styles, numbering=numbering) == ["一、x", "（1）x", "（2）x", "二、x", "（1）x"]


def test_paragraph_takes_itself_out_of_its_styles_list() -> None:
    styles = style("H", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = (
        p("甲", '<w:pStyle w:val="H"/>')
        + p("乙", '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("丙", '<w:pStyle w:val="H"/>')
    )
    assert texts(body, styles=styles, numbering=DECIMALS + num(1, 1)) == ["1.甲", "乙", "2.丙"]


def test_level_given_without_list_belongs_to_the_styles_list() -> None:
    styles = style("H", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p("甲", '<w:pStyle w:val="H"/>') + p("乙", '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert texts(body, styles=styles, numbering=DECIMALS + num(1, 1)) == ["1.甲", "1.1乙"]


def test_definition_through_a_list_style() -> None:
    numbering = (
        abstract(1, lvl(0, "upperLetter", "%1)"), more='<w:styleLink w:val="LS"/>')
        + abstract(2, more='<w:numStyleLink w:val="LS"/>') + num(1, 1) + num(2, 2) + num(3, 2, override(0, 3))
    )  # fmt: skip
    styles = style("LS", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert numbers(numbering, (2, 0), (1, 0), (3, 0), styles=styles) == ["A)", "B)", "C)"]


def test_list_styles_that_point_at_each_other() -> None:
    numbering = abstract(1, more='<w:numStyleLink w:val="LS"/>') + num(1, 1)
    styles = style("LS", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert numbers(numbering, (1, 0), styles=styles) == [""]


def test_unknown_list_gives_no_number() -> None:
    assert numbers(DECIMALS, (9, 0)) == [""]
    assert numbers(abstract(1) + num(1, 1) + num(2, 7), (1, 0), (2, 0)) == ["", ""]


def test_empty_paragraph_shows_the_number_alone() -> None:
    body = listed(1, text="") + listed(1)
    numbering = abstract(1, lvl(0, suff="tab")) + num(1, 1)
    first, second = document(body, numbering=numbering).paragraphs()
    assert (first.text, first.auto_number, second.text) == ("1.", 2, "2.\tx")


def test_serial_number_column() -> None:
    serial = tc(content=listed(1, text=""))
    covered = tc(properties="<w:vMerge/>", content=listed(1, text=""))
    start = tc(properties='<w:vMerge w:val="restart"/>', content=listed(1, text=""))
    body = tbl(tr("序号", "项目"), tr(serial, "甲"), tr(start, "乙"), tr(covered, "丙"), tr(serial, "丁"))
    (found,) = document(body, numbering=abstract(1, lvl(0, text="%1", suff="tab")) + num(1, 1)).tables()
    assert [c.text for c in found.cells if c.col == 0] == ["序号", "1", "2", "3"]


def test_numbers_and_text_in_a_cell() -> None:
    cell = tc(content=listed(1, text="开展检查") + listed(1, text="按时办结"))
    (found,) = document(tbl(tr(cell)), numbering=abstract(1, lvl(0, "chineseCounting", "%1、")) + num(1, 1)).tables()
    assert found.cells[0].text == "一、开展检查\n二、按时办结"


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    who = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
    pr = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = p(
        "", f"{pr}<w:rPr><w:del {who}/></w:rPr>", runs=f"<w:del {who}><w:r><w:delText>x</w:delText></w:r></w:del>"
    )
    hidden = p("", f"{pr}<w:rPr><w:vanish/></w:rPr>", runs=r("x", "<w:vanish/>"))
    found = texts(listed(1) + deleted + listed(1) + hidden + listed(1), numbering=DECIMALS + num(1, 1))
    assert found == ["1.x", "2.x", "", "3.x"]


def test_text_boxes_and_notes_count_apart() -> None:
    body = listed(1) + p(runs=box(listed(1))) + listed(1)
    assert texts(body, numbering=DECIMALS + num(1, 1)) == ["1.x", "", "1.x", "2.x"]


def test_huge_level_text_and_start_stay_small() -> None:
    numbering = abstract(1, lvl(0, "lowerLetter", "%1" * 5000, start=10**9)) + num(1, 1)
    assert len(only(document(listed(1), numbering=numbering)).text) < 3000


def test_indent_comes_from_the_list_unless_the_paragraph_has_its_own() -> None:
    ind = '<w:pPr><w:ind w:left="800" w:hanging="400"/></w:pPr>'
    numbering = abstract(1, lvl(0).replace("</w:lvl>", ind + "</w:lvl>")) + num(1, 1)
    pr = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    found = document(p("a", pr) + p("a", pr + '<w:ind w:firstLine="200"/>'), numbering=numbering)
    assert [q.indent for q in found.paragraphs()] == [20.0, 50.0]
