"""The one figure a report states for an organization, concept, year and scenario."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb

from extractor.overview.figures import _base, _scale
from extractor.text.units import SCALES, scale, to_base
from tests.many_kit import Many

ORG = "甲市财政局"


def chosen(many: Many, columns: str = "value") -> list[Any]:
    many.views()
    return many.db.execute(f"SELECT {columns} FROM figures ORDER BY concept, fiscal_year").fetchall()


def report() -> Many:
    many = Many()
    many.document("d", ORG, 2023)
    return many


def test_the_figure_that_relations_bear_out_wins_over_the_one_printed_more_often() -> None:
    many = report()
    for _ in range(3):
        many.fact("d", ORG, 2023, "expenditure", "120.50")
    good = many.fact("d", ORG, 2023, "expenditure", "125.50")
    many.relation("d", "consistent", good, "other")
    ((value, others),) = chosen(many, "value, others")
    assert value == Decimal(1255000)
    assert [o["value"] for o in others] == [Decimal(1205000)]


def test_between_reports_is_no_proof_within_one() -> None:
    many = report()
    many.fact("d", ORG, 2023, "expenditure", "120.50")
    many.fact("d", ORG, 2023, "expenditure", "120.50")
    lone = many.fact("d", ORG, 2023, "expenditure", "125.50")
    many.relation("d", "consistent", lone, rule="YRS001")
    assert chosen(many) == [(Decimal(1205000),)]


def test_without_relations_the_contradicted_loses_then_the_more_often_printed_wins() -> None:
    many = report()
    broken = many.fact("d", ORG, 2023, "expenditure", "1.00")
    many.fact("d", ORG, 2023, "expenditure", "1.00")
    many.fact("d", ORG, 2023, "expenditure", "2.00")
    many.relation("d", "inconsistent", broken)
    for value in ("3.00", "4.00", "4.00"):
        many.fact("d", ORG, 2022, "expenditure", value)
    assert chosen(many) == [(Decimal(40000),), (Decimal(20000),)]


def test_roundings_of_one_figure_are_no_rivals_and_the_fuller_one_is_kept() -> None:
    many = report()
    many.fact("d", ORG, 2023, "expenditure", "4181")
    many.fact("d", ORG, 2023, "expenditure", "4180.59")
    many.fact("d", ORG, 2023, "expenditure", "41805900", unit="元")
    ((value, unit, mentions, others),) = chosen(many, "value, unit, mentions, others")
    assert (value, unit, mentions, others) == (Decimal(41805900), "元", 2, None)


def test_limits_ranges_shares_and_project_forms_are_no_statement() -> None:
    many = report()
    many.add("tables", document="d", id="t1", kind="project_score", table=3)
    many.fact("d", ORG, 2023, "expenditure", "9", qualifier="<=")
    many.fact("d", ORG, 2023, "expenditure", "8", upper=Decimal(12))
    many.fact("d", ORG, 2023, "expenditure", "7", measure="share", unit="%")
    many.fact("d", ORG, 2023, "expenditure", "6", paragraph=None, table=3)
    assert chosen(many) == []
    many.fact("d", ORG, 2023, "expenditure", "5", qualifier="~")
    assert chosen(many) == [(Decimal(50000),)]


def test_a_doubtful_figure_yields_unless_arithmetic_tells_how_to_read_it() -> None:
    many = report()
    for _ in range(2):
        many.fact("d", ORG, 2023, "expenditure", "71.00", doubtful=True)
    many.fact("d", ORG, 2023, "expenditure", "11.00")
    many.fact("d", ORG, 2022, "expenditure", "71.00", doubtful=True, reading=Decimal("11.00"))
    assert chosen(many, "value, doubtful") == [(Decimal(110000), False), (Decimal(110000), False)]


def test_a_hostile_figure_does_not_stop_the_rest() -> None:
    many = report()
    many.fact("d", ORG, 2023, "expenditure", "9" * 29, unit="万亿元")
    many.fact("d", ORG, 2023, "expenditure.basic", "3.00")
    assert chosen(many) == [(Decimal(30000),)]


def test_sql_scales_units_as_the_program_does() -> None:
    multiples = ["", *SCALES, "千米", "千克", "百分", "千瓦"]
    units = [m + base for m in multiples for base in ("元", "人", "", "点", "时", "平方米", "'")]
    rows = duckdb.execute(f"SELECT u, {_scale('u')}, {_base('u')} FROM (SELECT unnest(?) AS u)", [units]).fetchall()
    assert len(rows) == len(units)
    for unit, factor, base in rows:
        assert (Decimal(factor), to_base(Decimal(1), base)) == (scale(unit), (Decimal(1), to_base(Decimal(1), unit)[1]))
