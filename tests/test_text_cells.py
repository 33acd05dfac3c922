"""What a table cell says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.numbers import read_cell


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        ("\u3000\n ", "blank"),
        ("—", "dash"),
        ("——", "dash"),
        ("-", "dash"),
        ("/", "dash"),
        ("－ －", "dash"),
        ("无", "none"),
        ("（无）", "none"),
        ("不适用", "none"),
        ("0", "number"),
        ("0.00", "number"),
        ("大部分完成", "text"),
        ("2024年", "text"),
        ("12月底前", "text"),
        ("2024-12-31", "text"),
        ("（1）", "text"),
        ("1.", "text"),
        ("1、", "text"),
        ("①", "text"),
        ("13000000000", "text"),
        ("0123", "text"),
        ("100\n200", "text"),
        ("120/121", "text"),
        ("1:3", "text"),
        ("5G", "text"),
        ("1.5.2", "text"),
        ("120人（含退休）", "text"),
        ("其中：基本支出：249.11", "text"),
        ("显著增强", "text"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    cell = read_cell(text)
    assert cell.kind == kind
    assert (cell.quantity is not None) == (kind == "number")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,180.59", "4180.59"),
        ("4,180.\n59", "4180.59"),
        ("8,757.8\n1", "8757.81"),
        ("10,5\n29.29", "10529.29"),
        ("2 1 0 6 . 6 6", "2106.66"),
        ("1 234.56", "1234.56"),
        ("１，２３４．５", "1234.5"),
        ("(1,234.5)", "-1234.5"),
        ("（53.08）", "-53.08"),
        ("－53.08", "-53.08"),
        ("—53.08", "-53.08"),
        ("−53.08", "-53.08"),
        ("＋3.2", "3.2"),
        ("↓3.2%", "-3.2"),
        ("  569.85 ", "569.85"),
        ("不超过3次。", "3"),
        ("一百二十人", "120"),
    ],
)
def test_values(text: str, value: str) -> None:
    quantity = read_cell(text).quantity
    assert quantity is not None
    assert quantity.value == Decimal(value)


def test_unit_of_the_column_goes_to_figures_that_print_none() -> None:
    rate, people, share = (read_cell(t, u).quantity for t, u in (("96.35", "%"), ("120人", "万元"), ("90.52%", "万元")))
    assert rate and people and share
    assert (rate.unit, people.unit, share.unit) == ("%", "人", "%")


@pytest.mark.parametrize(
    ("text", "unit", "qualifier", "upper"),
    [
        ("≥120家", "家", ">=", None),
        ("≥ 95 %", "%", ">=", None),
        ("约7%", "%", "~", None),
        ("60000余小时", "小时", "+", None),
        ("达到95%以上", "%", ">=", None),
        ("3-5家", "家", "", Decimal(5)),
        ("35（场次）", "场次", "", None),
        ("≥3年", "年", ">=", None),
        ("≥1次/年", "次/年", ">=", None),
        ("¥1,200.00", "元", "", None),
    ],
)
def test_words_around_the_figure(text: str, unit: str, qualifier: str, upper: Decimal | None) -> None:
    quantity = read_cell(text).quantity
    assert quantity is not None
    assert (quantity.unit, quantity.qualifier, quantity.upper) == (unit, qualifier, upper)


def test_raw_is_the_printed_text_with_its_offsets() -> None:
    text = "\u3000 4,180.\n59 "
    quantity = read_cell(text, "万元").quantity
    assert quantity is not None
    assert text[quantity.start : quantity.end] == quantity.raw == "4,180.\n59"


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["{:,}", "{}", " {:,}\u3000", "{:,}万元", "{:,} 元", "bracketed", "letter-spaced", "broken"]),
)
def test_printed_amounts_read_back(amount: Decimal, form: str) -> None:
    printed = f"{amount:,}"
    if form == "bracketed":
        printed = f"（{abs(amount):,}）" if amount < 0 else printed
    elif form == "letter-spaced":
        printed = " ".join(printed)
    elif form == "broken":
        printed = printed.replace(".", ".\n")
    else:
        printed = form.format(amount)
    cell = read_cell(printed)
    assert cell.quantity is not None
    assert cell.quantity.value == amount
