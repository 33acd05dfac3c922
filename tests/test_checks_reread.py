"""Figures recognised from pictures: doubtful digits are decided by the relations, and nothing recognised is changed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import checks
from extractor import schema as schemas
from extractor.checks import CheckResult, Config
from extractor.interpret import interpret
from extractor.model.interpretation import Interpretation
from extractor.model.report import Fact
from extractor.readers import read
from extractor.recognised.weigh import weigh
from tests.checks_kit import Report, budget_columns
from tests.report_kit import ROWS as ROWS_OF_FORM
from tests.report_kit import Draft
from tests.scan_kit import Address, Shaky, pictured

PARTS = ("2,148.80", "569.85", "1,453.25", "8.69")
COLUMNS = budget_columns("original_budget", "adjustment", "final_budget")


@cache
def _schema() -> schemas.Schema:
    return schemas.load()


def table(*rows: str) -> Report:
    report = Report()
    report.table(COLUMNS, rows)
    return report


def scan(
    report: Report, shaky: dict[Address, Shaky] | None = None, lang: str = "zh"
) -> tuple[Interpretation, CheckResult]:
    found = report.interpretation()
    pictured(found.document, shaky)
    weigh(found)
    before = [(f.raw, f.value) for f in found.facts]
    result = checks.run(found, Config(), lang=lang, schema=_schema())  # type: ignore[arg-type]
    assert [(f.raw, f.value) for f in found.facts] == before
    return found, result


def at(found: Interpretation, row: int, col: int) -> Fact:
    return next(f for f in found.facts if (f.location.row, f.location.col) == (row, col))


ROWS = (
    "人员经费 | 2148.80 | 10.00 | 2158.80",
    "公用经费 | 569.85 | 5.15 | 575.00",
    "项目支出 | 1453.25 | -53.25 | 1400.00",
    "合计 | 4171.90 | -38.10 | 4133.80",
)


def test_a_clean_scan_has_no_doubts() -> None:
    found, result = scan(table(*ROWS))
    assert not result.findings
    assert not any(f.doubtful or f.reading is not None for f in found.facts)
    assert all(f.confidence is not None for f in found.facts)


@pytest.mark.parametrize(
    ("row", "col", "misread", "position", "true"),
    [
        (1, 1, "2143.80", 3, "2148.80"),  # 8 read as 3: breaks a row and a column
        (2, 3, "515.00", 1, "575.00"),
        (4, 3, "4138.80", 3, "4133.80"),
    ],
)
def test_a_doubtful_digit_is_read_as_the_relations_have_it(
    row: int, col: int, misread: str, position: int, true: str
) -> None:
    cells = [line.split(" | ") for line in ROWS]
    cells[row - 1][col] = misread
    report = table(*(" | ".join(line) for line in cells))
    found, result = scan(report, {(0, row, col): {position: (0.55, ((true[position], 0.3),))}})
    assert not result.findings
    fact = at(found, row, col)
    assert (fact.reading, fact.doubtful) == (Decimal(true), True)
    assert misread in fact.why and true in fact.why
    judged = [r for r in result.relations if any(t.fact == fact.id for t in r.terms)]
    assert judged and all(r.status in ("consistent", "rounding") for r in judged)
    assert all(misread in r.reason for r in judged)
    assert all(t.value == Decimal(misread) for r in judged for t in r.terms if t.fact == fact.id)


def test_the_same_digit_read_surely_is_a_contradiction_of_the_report() -> None:
    report = table(ROWS[0].replace("2148.80", "2143.80"), *ROWS[1:])
    found, result = scan(report)
    assert [f.severity for f in result.findings] == ["error"]
    assert not any(f.doubtful for f in found.facts)
    assert at(found, 1, 1).reading is None


def test_doubtful_digits_without_a_reading_leave_it_open() -> None:
    rows = [r.replace("2148.80", "2777.77") for r in ROWS]
    found, result = scan(table(*rows), {(0, 1, 1): {1: (0.3, ()), 2: (0.4, ()), 3: (0.35, ())}})
    assert not result.findings
    open_ = [r for r in result.relations if r.status == "undetermined" and r.terms]
    assert open_ and all("2777.77" in r.reason for r in open_)
    assert at(found, 1, 1).doubtful and at(found, 1, 1).reading is None


def test_a_contradiction_beside_a_doubtful_digit_stays() -> None:
    # 569.85 is doubtful in its last digit; the total is wrong by 600 and surely read
    rows = [*ROWS[:3], ROWS[3].replace("4171.90", "4771.90")]
    found, result = scan(table(*rows), {(0, 2, 1): {5: (0.8, (("6", 0.1),))}})
    assert [f.severity for f in result.findings] == ["error"]
    assert at(found, 4, 1).reading is None


def test_a_doubtful_figure_is_borne_out_by_a_sum() -> None:
    found, result = scan(table(*ROWS), {(0, 1, 1): {0: (0.6, (("7", 0.3),))}})
    assert not result.findings
    assert at(found, 1, 1).confidence == 0.6
    assert not at(found, 1, 1).doubtful


def test_a_doubtful_figure_in_no_relation_is_said_to_be_doubtful() -> None:
    report = Report()
    report.prose("37.5万元", "办公设备购置")
    found, _ = scan(report, {0: {7: (0.62, (("9", 0.3),))}})
    fact = found.facts[0]
    assert (fact.confidence, fact.doubtful, fact.reading) == (0.62, True, None)
    assert "37.5" in fact.why and "0.62" in fact.why


def test_a_lost_point_is_found_where_the_column_prints_two_decimals() -> None:
    report = table(ROWS[0], ROWS[1].replace("569.85", "56985"), *ROWS[2:])
    found, result = scan(report)
    assert not result.findings
    assert at(found, 2, 1).reading == Decimal("569.85")


def test_what_was_not_read_between_two_glyphs_counts() -> None:
    report = table(ROWS[0].replace("2148.80", "214.80"), *ROWS[1:])
    found = report.interpretation()
    document = pictured(found.document)
    line = next(n for n in document.recognised if n.text == "214.80")
    from extractor.model.glyphs import Glyph, GlyphLine

    x = line.glyphs[2].bbox[2]
    gap = Glyph("", (x, line.bbox[1], x, line.bbox[3]), 0.7, (("8", 0.25),))
    document.recognised[document.recognised.index(line)] = GlyphLine(
        line.page, line.bbox, (*line.glyphs[:3], gap, *line.glyphs[3:])
    )
    weigh(found)
    result = checks.run(found, Config(), schema=_schema())
    assert not result.findings
    assert at(found, 1, 1).reading == Decimal("2148.80")
    assert at(found, 1, 1).confidence == 0.7


def test_english_reasons() -> None:
    report = table(ROWS[0].replace("2148.80", "2143.80"), *ROWS[1:])
    found, result = scan(report, {(0, 1, 1): {3: (0.55, (("8", 0.3),))}}, lang="en")
    assert "doubtful: read as 2143.80" in at(found, 1, 1).why
    assert any("was checked as 2148.8" in r.reason for r in result.relations)


def test_text_documents_are_not_touched() -> None:
    report = table(ROWS[0].replace("2148.80", "2143.80"), *ROWS[1:])
    found = report.interpretation()
    result = checks.run(found, Config(), schema=_schema())
    assert len(result.findings) == 1
    assert all(f.confidence is None and not f.doubtful and f.reading is None and not f.why for f in found.facts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(st.integers(10_00, 999_999), min_size=2, max_size=5),
    place=st.tuples(st.integers(0, 4), st.integers(0, 8)),
    to=st.integers(0, 9),
    confidence=st.floats(0.05, 0.8),
    named=st.booleans(),
)
def test_one_doubtful_digit_never_becomes_a_finding(
    parts: list[int], place: tuple[int, int], to: int, confidence: float, named: bool
) -> None:
    texts = [f"{n // 100}.{n % 100:02d}" for n in [*parts, sum(parts)]]
    row = place[0] % len(texts)
    text = texts[row]
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    position = digits[place[1] % len(digits)]
    misread = text[:position] + str(to) + text[position + 1 :]
    if Decimal(misread) == Decimal(text) or (misread[0] == "0" and misread[1] != "."):
        return
    rivals = ((text[position], (1 - confidence) / 2),) if named else ()
    lines = [f"项目{'一二三四五'[i]} | {misread if i == row else t}" for i, t in enumerate(texts[:-1])]
    lines.append(f"合计 | {misread if row == len(texts) - 1 else texts[-1]}")
    report = Report()
    report.table(budget_columns("actual"), lines)
    found, result = scan(report, {(0, row + 1, 1): {position: (confidence, rivals)}})
    assert not result.findings
    fact = at(found, row + 1, 1)
    assert fact.doubtful and fact.raw == misread
    assert fact.reading in (None, Decimal(text))
    if named and not any(r.status == "rounding" for r in result.relations):
        assert fact.reading == Decimal(text)


def test_a_blank_on_a_badly_recognised_page_is_not_held_against_a_sum() -> None:
    rows = [ROWS[0].replace("2148.80", ""), *ROWS[1:]]
    smudged: dict[Address, Shaky] = {(0, r, 0): {0: (0.5, ())} for r in range(1, 5)}
    _, clear = scan(table(*rows))
    assert [f.severity for f in clear.findings] == ["error"]
    _, result = scan(table(*rows), smudged)
    assert not result.findings
    assert any(r.status == "undetermined" for r in result.relations)


def _signs(folder: Path, target: str, shaky: dict[int, tuple[float, tuple[tuple[str, float], ...]]]) -> tuple[str, str]:
    """Status and reason of the target missed at full marks, on a scan."""
    rows = [r.replace("除险加固水库数|≥12座|12座|20|20|", f"除险加固水库数|{target}|9座|20|20|") for r in ROWS_OF_FORM]
    Draft().form(rows).check(folder)
    document = read(next(folder.glob("*.docx")))
    cell = next(c for t in document.tables() for c in t.cells if c.text == target)
    table = next(t for t in document.tables() if cell in t.cells)
    pictured(document, {(table.index, cell.row, cell.col): shaky})
    found = interpret(document, _schema())
    weigh(found)
    result = checks.run(found, Config(), schema=_schema())
    broken = [
        r for r in result.relations if r.rule == "SCR006" and any("9座" in t.raw for t in r.terms if t.role == "actual")
    ]
    return broken[0].status, broken[0].reason


def test_a_target_missed_is_told_apart_from_one_whose_sign_was_lost(tmp_path: Path) -> None:
    assert _signs(tmp_path, "≥12座", {})[0] == "inconsistent"
    status, reason = _signs(tmp_path, "12座", {})
    assert status == "undetermined" and "符号" in reason
    assert _signs(tmp_path, "≥12座", {0: (0.6, (("≤", 0.3),))})[0] == "undetermined"
