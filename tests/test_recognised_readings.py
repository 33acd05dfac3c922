"""Which glyphs a figure was read from, and what else it may say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model.document import Cell, Document, Paragraph, Place, Table
from extractor.model.glyphs import Glyph, GlyphLine
from extractor.model.report import Fact, Location
from extractor.recognised.calibration import SURE, wrong
from extractor.recognised.ink import Ink
from extractor.recognised.readings import MOST, Reading, core, readings
from extractor.text.numbers import find_quantities, read_cell
from tests.scan_kit import Shaky, pictured


def document(*texts: str, prose: str = "") -> Document:
    cells = [Cell(0, n, text=text) for n, text in enumerate(texts)]
    blocks = [Table(0, 1, max(len(texts), 1), cells), Paragraph(0, prose)]
    return Document("scan.pdf", "0" * 64, "pdf", 1, blocks)  # type: ignore[arg-type]


def fact(text: str, col: int = 0, prose: bool = False) -> Fact:
    quantity = find_quantities(text)[0] if prose else read_cell(text).quantity
    assert quantity is not None
    chars = (quantity.start, quantity.end) if prose else (0, len(text))
    at = Location(paragraph=0, chars=chars) if prose else Location(table=0, row=0, col=col, chars=chars)
    q = quantity
    return Fact("f1", None, "金额", "金额", None, None, 2024, None, q.value, q.unit, q.raw, q.decimals, at)


def others(text: str, shaky: Shaky | None = None, usual: int | None = None) -> list[Reading]:
    made, given = document(text), fact(text)
    figure = core(Ink(pictured(made, {(0, 0, 0): shaky or {}})), given)
    assert figure is not None
    return readings(figure, given, usual)


def likeliest(text: str, shaky: Shaky | None = None, usual: int | None = None) -> Decimal:
    return others(text, shaky, usual)[0].value


def test_confidence_is_that_of_the_figures_own_characters() -> None:
    prose = "全年支出1,234.56万元，其中项目支出8万元"
    at = prose.index("万")
    shaky: Shaky = {0: (0.2, ()), at: (0.7, ()), prose.index("8"): (0.6, ())}
    figure = core(Ink(pictured(document(prose=prose), {0: shaky})), fact(prose, prose=True))
    assert figure is not None and figure.confidence == 0.7


def test_a_text_documents_figure_has_no_core() -> None:
    assert core(Ink(document("1,234.56")), fact("1,234.56")) is None


def test_a_page_of_text_in_a_recognised_file_is_left_alone() -> None:
    made = document("1,234.56", "7.89")
    pictured(made)
    cell = made.tables()[0].cells[1]
    cell.places = (Place(9, cell.places[0].bbox),)  # on a page with text of its own
    assert core(Ink(made), fact("7.89", 1)) is None
    assert core(Ink(made), fact("1,234.56")) is not None


def test_glyphs_are_matched_where_the_reader_changed_characters() -> None:
    made = document("１,234\n.56")
    pictured(made)
    cell = made.tables()[0].cells[0]
    cell.text = "1, 234.56"
    given = fact("1,234.56")
    given.location = Location(table=0, row=0, col=0, chars=(0, 9))
    written = Ink(made).around(given.location)
    assert written is not None
    assert [g.char if g else "" for g in written.glyphs] == ["１", ",", "", "2", "3", "4", ".", "5", "6"]


def test_ink_without_text_is_unread() -> None:
    made = document("", "12")
    pictured(made)
    x0, top, _, bottom = made.tables()[0].cells[0].places[0].bbox
    box = (x0 + 10, top + 2, x0 + 18, bottom - 2)
    made.recognised.append(GlyphLine(2, box, (Glyph("", box, 0.6, (("4", 0.3),)),)))
    ink = Ink(made)
    blank, full = (ink.around(Location(table=0, row=0, col=c)) for c in (0, 1))
    assert blank is not None and blank.unread
    assert full is not None and not full.unread


def test_rivals_come_first() -> None:
    assert likeliest("1234.56", {0: (0.6, (("7", 0.3), ("4", 0.05)))}) == Decimal("7234.56")


def test_shapes_stand_in_where_the_recogniser_names_no_rival() -> None:
    assert likeliest("1234.56", {0: (0.6, ())}) == Decimal("7234.56")
    assert likeliest("23.40", {1: (0.6, ())}) == Decimal("28.40")


def test_a_sure_figure_offers_only_the_unlikely() -> None:
    assert all(r.odds < 0.001 for r in others("1234.56", usual=2))


def test_malformed_groups_say_that_something_is_lost() -> None:
    assert {r.value for r in others("12,34.56")} >= {Decimal("12834.56"), Decimal("12348.56"), Decimal("12384.56")}


def test_a_lost_point_stands_where_the_column_has_it() -> None:
    assert likeliest("123456", usual=2) == Decimal("1234.56")


def test_two_doubtful_digits_may_both_be_wrong() -> None:
    found = others("1735.20", {0: (0.5, (("7", 0.4),)), 2: (0.5, (("8", 0.4),))})
    assert Decimal("7785.20") in {r.value for r in found}


def test_signs_are_doubted_only_where_a_figure_may_be_negative() -> None:
    given = fact("29.85%")
    figure = core(Ink(pictured(document("29.85%"))), given)
    assert figure is not None
    assert Decimal("-29.85") not in {r.value for r in readings(figure, given)}
    given.measure = "growth"
    assert Decimal("-29.85") in {r.value for r in readings(figure, given)}


def test_no_readings_of_what_is_no_plain_number() -> None:
    made, given = document(prose="共计3亿5000万元"), fact("共计3亿5000万元", prose=True)
    figure = core(Ink(pictured(made)), given)
    assert figure is not None and figure.confidence is not None
    assert readings(figure, given) == []


@settings(max_examples=60, deadline=None)
@given(
    cents=st.integers(1, 10**9),
    grouped=st.booleans(),
    shaky=st.dictionaries(st.integers(0, 12), st.tuples(st.floats(0.05, 1.0), st.just(())), max_size=4),
)
def test_readings_are_bounded_distinct_and_never_what_was_read(cents: int, grouped: bool, shaky: Shaky) -> None:
    value = Decimal(cents).scaleb(-2)
    found = others(f"{value:,}" if grouped else f"{value}", shaky)
    assert len(found) <= MOST
    assert len({r.value for r in found}) == len(found)
    assert value not in {r.value for r in found}
    assert [r.odds for r in found] == sorted((r.odds for r in found), reverse=True)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_surer_the_seldomer_wrong(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert wrong(low) >= wrong(high) > 0
    assert wrong(SURE) < 0.05


def test_a_malformed_number_is_doubtful_however_sure_its_digits() -> None:
    given = fact("12,34.56")
    figure = core(Ink(pictured(document("12,34.56"))), given)
    assert figure is not None and figure.confidence is not None and figure.confidence < SURE


def test_a_lone_doubtful_digit_may_be_no_digit() -> None:
    assert Decimal(0) in {r.value for r in others("1", {0: (0.92, ())})}


def test_a_number_torn_at_a_separator_is_doubtful() -> None:
    prose = "其中项目支出13, 300,002.77元"
    document_ = pictured(document(prose=prose))
    for quantity in find_quantities(prose):
        given = fact("300,002.77元", prose=True)
        given.raw = quantity.raw
        given.location = Location(paragraph=0, chars=(quantity.start, quantity.end))
        figure = core(Ink(document_), given)
        assert figure is not None and figure.confidence is not None and figure.confidence < SURE


def test_two_numbers_in_one_cell_that_only_a_mark_parts_are_doubtful() -> None:
    for text, raw, torn in (
        ("10,236..86", "10,236", True),
        ("10,236..86", "86", True),
        ("16;454.95", "454.95", True),
        ("12—15", "12", False),
        ("3、5", "5", False),
    ):
        given = fact(raw)
        given.raw = raw
        at = text.index(raw)
        given.location = replace(given.location, chars=(at, at + len(raw)))
        figure = core(Ink(pictured(document(text))), given)
        assert figure is not None and figure.confidence is not None and (figure.confidence < SURE) is torn, (text, raw)
