"""Odd texts: read in time that grows with their length, and told from figures."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from extractor.checks.numbers import plain as written
from extractor.checks.numbers import rounded
from extractor.interpret.prose_text import plain, sentences
from extractor.text.numbers import find_quantities, read_cell


def _steps(text: str) -> int:
    """Lines of Python run to make a text even and split it: a clock that does not depend on the machine."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        sentences(plain(text))
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", ["（", "（》", "“（", "（预算，", "预算1，234.5元，"])
def test_unclosed_brackets_take_linear_time(piece: str) -> None:
    assert _steps(piece * 800) < 2.5 * _steps(piece * 400)


def test_brackets_never_closed_enclose_nothing() -> None:
    even = plain("甲（乙“丙）丁。戊（己")
    assert [even.groups[i] for i in range(len(even.text))] == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert [even.text[a:b] for a, b in sentences(even)] == ["甲（乙“丙）丁。", "戊（己"]


def test_a_sentence_has_an_end() -> None:
    for text in ("支出" * 30_000, "支出1.5万元，" * 8_000, "（" + "支出1万元，" * 8_000 + "）"):
        spans = sentences(plain(text))
        assert max(b - a for a, b in spans) <= 4_001
        assert [a for a, _ in spans] == [0, *(b for _, b in spans[:-1])] and spans[-1][1] == len(text)


@pytest.mark.parametrize("number", ["9" * 21, "9" * 5_000 + ".5", "0." + "3" * 2_000, "1," * 30 + "5"])
def test_endless_digits_are_no_figure(number: str) -> None:
    assert read_cell(number).kind == "text" and read_cell(number + "万元").kind == "text"
    assert all(len(q.raw) < 60 for q in find_quantities(f"支出{number}万元，收入12.50万元。"))
    assert find_quantities(f"支出{number}万元，收入12.50万元。")[-1].value == Decimal("12.50")


def test_what_a_spreadsheet_leaves_is_a_figure() -> None:
    assert read_cell("32.669999999999998").quantity is not None


def test_large_values_are_written_out() -> None:
    value = Decimal("9" * 20) * Decimal(10) ** 12
    assert written(value, 2) == "9" * 20 + "0" * 12 + ".00" and rounded(value, 2) == value
