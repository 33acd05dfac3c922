"""Numbers in Chinese characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.numerals import digits, integer

ONES = "零一二三四五六七八九"


def spell(n: int) -> str:
    """A whole number below one hundred million in Chinese characters."""
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        return spell(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + spell(low))
    out = ""
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, step)
        if digit:
            out += ONES[digit] + name
        elif out and n and not out.endswith("零"):
            out += "零"
    return out


@given(st.integers(min_value=1, max_value=99_999_999))
def test_whole_numbers_read_back(n: int) -> None:
    assert integer(spell(n)) == n


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("两百", 200),
        ("两万零三百", 20300),
        ("壹佰贰拾", 120),
        ("廿五", 25),
        ("三百零五", 305),
    ],
)
def test_other_forms(text: str, value: int) -> None:
    assert integer(text) == value


@pytest.mark.parametrize("text", ["百", "千万", "二三十", "三五", "一百五", "二〇二四", "万", ""])
def test_what_is_no_single_number(text: str) -> None:
    assert integer(text) is None


def test_digits_are_read_one_by_one() -> None:
    assert digits("五〇三") == "503"
    assert digits("十") is None
