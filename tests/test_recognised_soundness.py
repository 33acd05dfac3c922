"""Figures of a table that was badly recognised are doubtful, whatever their digits."""

from __future__ import annotations

from tests.checks_kit import Report, budget_columns
from tests.test_checks_reread import at, scan

ROWS = (
    "人员经费 | 2148.80 | 10.00 | 2158.80",
    "公用经费 | 569.85 | 5.15 | 575.00",
    "项目支出 | 1453.25 | -53.25 | 1400.00",
)


def table(rows: tuple[str, ...] = ROWS) -> Report:
    report = Report()
    report.table(budget_columns("original_budget", "adjustment", "final_budget"), rows)
    return report


def rough() -> dict[tuple[int, int, int] | int, dict[int, tuple[float, tuple[tuple[str, float], ...]]]]:
    return {(0, row, 0): dict.fromkeys(range(2), (0.6, ())) for row in (1, 2)}


def test_a_clean_table_is_trusted() -> None:
    found, _ = scan(table())
    assert not any(f.doubtful for f in found.facts)


def test_among_badly_read_labels_figures_are_doubtful_unless_a_relation_bears_them_out() -> None:
    report = table((*ROWS[:2], "项目支出 | 1453.25 | |"))
    found, _ = scan(report, rough())
    alone = at(found, 3, 1)
    assert alone.doubtful and "归属存疑" in alone.why and alone.value == alone.value.copy_abs()
    english, _ = scan(table((*ROWS[:2], "项目支出 | 1453.25 | |")), rough(), lang="en")
    assert "another row or column" in at(english, 3, 1).why
    assert not at(found, 1, 1).doubtful


def test_no_alarm_comes_from_a_badly_read_table() -> None:
    slip = (*ROWS[:2], "项目支出 | 1453.25 | -53.25 | 1500.00")
    _, clean = scan(table(slip))
    assert clean.findings
    _, bad = scan(table(slip), rough())
    assert not [f for f in bad.findings if f.severity != "info"]
    assert any(r.status == "undetermined" and r.reason for r in bad.relations)
