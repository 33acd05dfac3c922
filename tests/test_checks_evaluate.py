"""The evaluator: interval arithmetic from printed digits and units."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.claim import Claim
from extractor.checks.config import Tolerance
from extractor.checks.evaluate import judge
from extractor.checks.expression import Growth, Leaf, Product, Quotient, Sum, total
from extractor.checks.figure import Figure
from extractor.checks.interval import Interval
from extractor.checks.slips import slip, slips_between
from extractor.model.report import Location

_CENTS = st.decimals(min_value=-(10**7), max_value=10**7, places=2, allow_nan=False)
_POSITIVE = st.decimals(min_value=Decimal("0.5"), max_value=10**6, places=2, allow_nan=False)


def figure(
    value: Decimal | str, unit: str | None = "万元", decimals: int | None = None, at: int = 0, **more: str
) -> Figure:
    value = Decimal(value)
    exponent = value.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and decimals is None else decimals
    return Figure("", str(value), value, unit, max(digits or 0, 0), Location(paragraph=at), **more)  # type: ignore[arg-type]


def status(claim: Claim, tolerance: Tolerance | None = None) -> str:
    return judge(claim, "SUM001", "error", tolerance or Tolerance(), "zh").relation.status


@given(st.lists(_CENTS, min_size=1, max_size=12))
def test_an_exact_sum_is_consistent(parts: list[Decimal]) -> None:
    claim = Claim(
        figure(sum(parts, Decimal(0)), decimals=2), total([figure(p, decimals=2, at=i) for i, p in enumerate(parts, 1)])
    )
    assert status(claim) == "consistent"


@given(
    st.lists(st.decimals(min_value=-1000, max_value=1000, places=6, allow_nan=False), min_size=1, max_size=12),
    st.integers(0, 3),
)
def test_rounding_each_figure_of_a_true_sum_is_never_an_error(parts: list[Decimal], decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    # in 亿元 even a printed zero may stand for a little
    printed = [figure(p.quantize(unit, ROUND_HALF_UP), "亿元", decimals, i) for i, p in enumerate(parts, 1)]
    stated = figure(sum(parts, Decimal(0)).quantize(unit, ROUND_HALF_UP), "亿元", decimals)
    assert status(Claim(stated, total(printed))) in ("consistent", "rounding")


@given(_POSITIVE, _POSITIVE, st.integers(0, 2))
def test_a_growth_rate_computed_from_the_printed_figures_fits(current: Decimal, base: Decimal, decimals: int) -> None:
    rate = ((current - base) / base * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    growth = Growth(Leaf(figure(current, decimals=2, at=1)), Leaf(figure(base, decimals=2, at=2)))
    assert status(Claim(figure(rate, "%", decimals), growth)) in ("consistent", "rounding")


@given(_POSITIVE, _POSITIVE)
def test_a_truncated_rate_is_at_most_a_matter_of_the_last_digit(part: Decimal, whole: Decimal) -> None:
    rate = (part / whole * 100).quantize(Decimal("0.01"), ROUND_DOWN)
    claim = Claim(
        figure(rate, "%", 2), Quotient(Leaf(figure(part, decimals=2, at=1)), Leaf(figure(whole, decimals=2, at=2)))
    )
    outcome = judge(claim, "DRV004", "error", Tolerance(), "zh")
    assert outcome.relation.status != "inconsistent" or outcome.tail


@given(_POSITIVE, _POSITIVE, _POSITIVE, st.integers(0, 3))
def test_repair_mends(a: Decimal, b: Decimal, stated: Decimal, which: int) -> None:
    figures = [figure(stated), figure(a, at=1), figure(b, at=2)]
    expression = (
        Sum(((1, Leaf(figures[1])), (-1, Leaf(figures[2])))),
        Quotient(Leaf(figures[1]), Leaf(figures[2])),
        Growth(Leaf(figures[1]), Leaf(figures[2])),
        Product(Leaf(figures[1]), Leaf(figures[2])),
    )[which]
    claim = Claim(figures[0], expression)
    outcome = judge(claim, "SUM001", "error", Tolerance(), "zh")
    span = outcome.repair(figures[0].key)
    value = expression.value()
    assert span is not None and value is not None and value in span


@pytest.mark.parametrize(
    ("stated", "part", "expected"),
    [
        (figure("3.5"), figure("35000", "元", at=1), "consistent"),
        (figure("0.35", "亿元"), figure("3500", at=1), "consistent"),
        (figure("0.35", "亿元"), figure("3512.4", at=1), "rounding"),
        (figure("0.35", "亿元"), figure("3560", at=1), "inconsistent"),
        (figure("121", "人"), figure("120", "人", at=1), "inconsistent"),
        (figure("100.00", "元"), figure("100.01", "元", at=1), "inconsistent"),
        (figure("350", qualifier="~"), figure("352.6", at=1), "rounding"),
        (figure("350", qualifier="~"), figure("372.6", at=1), "inconsistent"),
        (figure("60000", "小时", qualifier="+"), figure("61234", "小时", at=1), "rounding"),
        (figure("60000", "小时", qualifier="+"), figure("59999", "小时", at=1), "inconsistent"),
    ],
)
def test_units_counts_and_qualifiers(stated: Figure, part: Figure, expected: str) -> None:
    assert status(Claim(stated, Leaf(part))) == expected


def test_parts_may_not_exceed_their_whole() -> None:
    parts = total([figure("60", at=1), figure("50", at=2)])
    assert status(Claim(figure("100"), parts, op=">=")) == "inconsistent"
    assert status(Claim(figure("120"), parts, op=">=")) == "consistent"


def test_a_word_in_place_of_a_figure_is_undetermined() -> None:
    word = Figure("", "详见附表", None, "万元", None, Location(paragraph=3), unreadable="详见附表")
    outcome = judge(Claim(figure("1"), total([word])), "SUM001", "error", Tolerance(), "zh")
    assert outcome.relation.status == "undetermined" and "详见附表" in outcome.relation.reason


def test_zero_base_is_undetermined() -> None:
    claim = Claim(figure("100", "%"), Growth(Leaf(figure("5", at=1)), Leaf(figure("0", at=2))))
    assert status(claim) == "undetermined"


def test_policies() -> None:
    rounded = Claim(figure("2.5"), total([figure("1.2", at=1), figure("1.2", at=2)]))
    assert status(rounded) == "rounding"
    assert status(rounded, Tolerance("exact")) == "inconsistent"
    wrong = Claim(figure("2.8"), total([figure("1.2", at=1), figure("1.2", at=2)]))
    assert status(wrong) == "inconsistent"
    assert status(wrong, Tolerance(extra=Decimal("0.5"))) == "rounding"


def test_relation_tells_its_computation() -> None:
    claim = Claim(figure("33.67"), total([figure("9.19", at=1), figure("23.48", at=2)]))
    relation = judge(claim, "SUM001", "error", Tolerance(), "zh").relation
    assert (relation.expected, relation.actual, relation.difference) == ("32.67", "33.67", "1.00")
    assert relation.tolerance == "0.015"
    assert relation.formula == "9.19 + 23.48 = 32.67万元"


@given(st.integers(100, 10**8), st.data())
def test_slips_are_recognised_both_ways(digits: int, data: st.DataObject) -> None:
    value = Decimal(digits).scaleb(-2)
    text = str(digits)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != text[place]]))
    wrong = Decimal(text[:place] + other + text[place + 1 :]).scaleb(-2)
    assert slip(wrong, value) is not None
    assert slips_between(wrong, Interval.exact(value), Decimal(1)) == value


@given(_CENTS, _CENTS, _CENTS, _CENTS)
def test_interval_arithmetic_contains_every_result(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    for x in (a, b):
        for y in (c, d):
            assert x + y in one + other and x - y in one - other and x * y in one * other
            quotient = one / other
            assert quotient is None or not y or x / y in quotient
