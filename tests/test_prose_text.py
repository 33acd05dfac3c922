"""Folding of printed text and the way back to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.prose_text import clauses, plain, sentences

_TEXT = st.text(alphabet="支出万元，。；：（）“”《》 \n\u30001234567890.,%其中、", max_size=60)


@given(_TEXT)
def test_every_piece_leads_back_to_what_is_printed(text: str) -> None:
    even = plain(text)
    for start, end in sentences(even):
        assert 0 <= start < end <= len(even.text)
        a, b = even.span(start, end)
        assert plain(text[a:b]).text.replace("\n", "").startswith(even.text[start : start + 1].replace("\n", ""))
    assert "".join(even.text[a:b] for a, b in sentences(even)) == even.text
    for quantity, printed in zip(even.quantities, even.printed, strict=True):
        assert even.span(quantity.start, quantity.end) == (printed.start, printed.end)
        assert text[printed.start : printed.end] == printed.raw


def test_commas_in_brackets_and_quotations_divide_nothing() -> None:
    even = plain("总支出（含上年结转，追加）50万元，按“一事，一议”办理。")
    assert [even.text[a:b] for a, b in clauses(even, 0, len(even.text))] == [
        "总支出（含上年结转，追加）50万元",
        "按“一事，一议”办理",
    ]


def test_stops_in_brackets_end_no_sentence() -> None:
    even = plain("得分99分（其中，优的项目3个。良的0个。）。发现问题0个。")
    assert len(sentences(even)) == 2


def test_a_bracket_that_is_never_closed_encloses_nothing() -> None:
    even = plain("得分99分（其中，优的项目3个。发现问题0个。")
    assert len(sentences(even)) == 2


def test_line_feeds_end_sentences_only_after_stops_or_before_numbers() -> None:
    assert len(sentences(plain("加强\n管理。\n提高效率。"))) == 2
    assert len(sentences(plain("完成改造\n2.新建食堂"))) == 2
