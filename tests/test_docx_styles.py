"""What tells headings from text: style, outline level, size, weight, alignment, indent."""

from __future__ import annotations

import pytest
from docx_kit import document, only, p, r, style

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>'
)


def use(key: str) -> str:
    return f'<w:pStyle w:val="{key}"/>'


def test_outline_level_through_the_style_chain() -> None:
    styles = style("A", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') + style("B", based="A") + style("C", based="B")
    assert only(document(p("x", use("C")), styles=styles)).outline == 1


def test_outline_level_of_the_paragraph_wins() -> None:
    styles = style("A", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    found = document(
        p("x", use("A") + '<w:outlineLvl w:val="0"/>') + p("y", use("A") + '<w:outlineLvl w:val="9"/>'), styles=styles
    )
    assert [q.outline for q in found.paragraphs()] == [0, None]


@pytest.mark.parametrize("name", ["heading 2", "Heading 2", "标题 2"])
def test_heading_by_name(name: str) -> None:
    found = only(document(p("x", use("2")), styles=style("2", name=name)))
    assert (found.style, found.outline) == (name, 1)


def test_style_chain_that_bites_its_tail() -> None:
    styles = style("A", based="B") + style("B", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', based="A")
    assert only(document(p("x", use("A")), styles=styles)).outline == 0


def test_defaults_and_default_style() -> None:
    styles = DEFAULTS + style("N", '<w:pPr><w:jc w:val="center"/></w:pPr>', name="Normal", default=True)
    found = only(document(p("x"), styles=styles))
    assert (found.style, found.size, found.align) == ("Normal", 10.5, "center")
    assert only(document(p("x", use("nowhere")), styles=styles)).style == "Normal"
    assert only(document(p("x"))).size == 10


def test_size_of_most_of_the_text() -> None:
    styles = style("A", '<w:rPr><w:sz w:val="32"/></w:rPr>') + style(
        "C", '<w:rPr><w:sz w:val="18"/></w:rPr>', kind="character"
    )
    runs = r("大", '<w:sz w:val="44"/>') + r("三号字的正文") + r("小", '<w:rStyle w:val="C"/>')
    assert only(document(p("", use("A"), runs=runs), styles=styles)).size == 16


def test_bold_of_most_of_the_text() -> None:
    assert only(document(p(runs=r("一、概况", "<w:b/>") + r("：")))).bold
    assert not only(document(p(runs=r("注", "<w:b/>") + r("：正文不粗")))).bold


def test_bold_by_styles_and_against_them() -> None:
    styles = style("A", "<w:rPr><w:b/></w:rPr>") + style("S", "<w:rPr><w:b/></w:rPr>", kind="character")
    assert only(document(p("x", use("A")), styles=styles)).bold
    assert not only(document(p("", use("A"), runs=r("x", '<w:b w:val="0"/>')), styles=styles)).bold
    assert only(document(p("", runs=r("x", '<w:rStyle w:val="S"/>')), styles=styles)).bold
    # bold in both the paragraph's and the character's style: they toggle
    assert not only(document(p("", use("A"), runs=r("x", '<w:rStyle w:val="S"/>')), styles=styles)).bold


def test_bold_of_the_paragraph_mark_is_not_the_texts() -> None:
    assert not only(document(p("x", "<w:rPr><w:b/></w:rPr>"))).bold


@pytest.mark.parametrize(
    ("ind", "points"),
    [
        ('w:left="420" w:firstLine="640"', 53.0),
        ('w:start="420" w:hanging="420"', 0.0),
        ('w:firstLineChars="200"', 32.0),
        ('w:firstLineChars="200" w:firstLine="600"', 30.0),
        ('w:left="1in"', 72.0),
        ('w:left="nonsense"', 0.0),
    ],
)
def test_indent(ind: str, points: float) -> None:
    assert only(document(p("", f"<w:ind {ind}/>", runs=r("x", '<w:sz w:val="32"/>')))).indent == points


def test_indent_of_the_style_is_overridden_part_by_part() -> None:
    styles = style("A", '<w:pPr><w:ind w:left="200" w:firstLine="640"/></w:pPr>')
    found = document(p("x", use("A") + '<w:ind w:firstLine="0"/>') + p("y", use("A")), styles=styles)
    assert [q.indent for q in found.paragraphs()] == [10.0, 42.0]


@pytest.mark.parametrize(
    ("jc", "align"), [("start", "left"), ("end", "right"), ("center", "center"), ("distribute", "both"), ("odd", "")]
)
def test_alignment(jc: str, align: str) -> None:
    assert only(document(p("x", f'<w:jc w:val="{jc}"/>'))).align == align


def test_earlier_formatting_is_not_read() -> None:
    before = '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>'
    change = f'<w:pPrChange w:id="1" w:author="a">{before}</w:pPrChange>'
    found = only(document(p("x", change)))
    assert (found.align, found.outline) == ("", None)


def test_nonsense_in_properties_is_passed_over() -> None:
    body = p(
        "",
        '<w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="99"/><w:numId/></w:numPr><w:ind w:left="9e9"/>',
        runs=r("x", '<w:sz w:val="-4"/><w:sz w:val="big"/>'),
    )
    found = only(document(body))
    assert (found.text, found.outline, found.size) == ("x", None, 10)
