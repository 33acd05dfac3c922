"""Quantity × price = amount: fires on a slip, silent where the rows don't follow it."""

from __future__ import annotations

from checks_kit import Report, codes, raws

from extractor.model.report import Finding

COLUMNS = [
    {"path": ("数量",), "measure": "count", "unit": "台"},
    {"path": ("单价（万元）",), "measure": "amount", "unit": "万元"},
    {"path": ("金额（万元）",), "measure": "amount", "unit": "万元"},
]
ROWS = ["水质仪 | 6 | 12.50 | 75.00", "浮标 | 2 | 48.00 | 96.00", "救生筏 | 10 | 0.85 | 8.50", "合计 | 18 | | 179.50"]


def found(rows: list[str]) -> list[Finding]:
    report = Report()
    report.table(COLUMNS, rows, title="设备购置明细表")
    return report.check("DRV").findings


def test_amounts_that_follow_from_quantity_and_price() -> None:
    assert not found(ROWS)


def test_a_slip_is_named_with_the_amount_it_should_be() -> None:
    (finding,) = found([ROWS[0].replace("75.00", "57.00"), *ROWS[1:]])
    assert codes([finding]) == [("DRV005", "error")]
    assert raws(finding)[0] == "57.00" and finding.expected == "75.00"


def test_rounded_prices_are_no_error() -> None:
    assert not found(["甲 | 3 | 3.33 | 10.00", "乙 | 7 | 1.43 | 10.00", "丙 | 2 | 5.00 | 10.00"])


def test_prices_with_something_more_are_left_alone() -> None:
    assert not found(["甲 | 6 | 12.50 | 80.00", "乙 | 2 | 48.00 | 96.00", "丙 | 10 | 0.85 | 9.90"])
