"""Folding of printed text and the way back to it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from prose_kit import prose

from extractor.interpret.prose_text import clauses, plain, sentences
from extractor.text.numbers import find_quantities

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


_VOCABULARY = [
    "2023年",
    "2022年",
    "基本支出",
    "年初预算",
    "决算",
    "其中：",
    "其中",
    "主要是",
    "100万元",
    "40万元",
    "60%",
    "3.5个百分点",
    "5个",
    "8人",
    "约",
    "分别",
    "均为",
    "各",
    "、",
    "，",
    "；",
    "。",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "较上年",
    "比预算",
    "同比",
    "增加",
    "减少",
    "下降到",
    "占",
    "占比",
    "完成预算的",
    "合计",
    "三项",
    "结余",
    "超预算",
    "目标",
    "实际完成",
    "已完成",
    "未完成",
    "无",
    "没有",
    "等",
    "和",
    "与",
    "一是",
    "二是",
    "某中心：",
    "按性质分：",
    "中，",
    "力争",
    "明年",
    "得分",
    "95分",
]
_WORDS = st.lists(st.sampled_from([*_VOCABULARY, "\n"]), max_size=40)


@settings(max_examples=300, deadline=None)
@given(_WORDS)
def test_any_row_of_words_is_read_and_every_figure_becomes_a_fact(words: list[str]) -> None:
    text = "".join(words)
    found = prose(text)
    spans = {f.location.chars for f in found.facts if f.location.paragraph == 1}
    assert {(q.start, q.end) for q in find_quantities(text)} <= spans
    known = {f.id for f in found.facts}
    for s in found.statements:
        named = {s.total, s.current, s.base, s.amount, s.rate, s.part, *s.parts} - {None}
        assert named <= known
        assert len(s.signs) in (0, len(s.parts))
        assert s.total is None or s.total not in s.parts
