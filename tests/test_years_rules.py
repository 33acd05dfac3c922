"""Rules about several reports: each fires on a planted disagreement and is silent on its clean twin."""

from __future__ import annotations

from checks_kit import Report, budget_columns, codes
from years_kit import compare, edition, reconcile, spending

from extractor.model.report import Location, Remark


def _statuses(result, rule):  # type: ignore[no-untyped-def]
    return [r.status for r in result.relations if r.rule == rule]


def test_last_years_actual_is_compared_with_last_years_own_report() -> None:
    before = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19", "工资福利支出 | 90.00 | 95.00 | 101.50"]))
    clean = edition(spending(2024, ["公务接待费 | 9.19 | 10.00 | 7.00", "工资福利支出 | 101.50 | 99.00 | 100.00"]))
    wrong = edition(spending(2024, ["公务接待费 | 9.91 | 10.00 | 7.00", "工资福利支出 | 101.50 | 99.00 | 100.00"]))
    assert not reconcile(compare(clean, before)).findings
    assert _statuses(reconcile(compare(clean, before)), "YRS001") == ["consistent", "consistent"]
    result = reconcile(compare(wrong, before))
    assert codes(result.findings) == [("YRS001", "error")]
    message = result.findings[0].message
    assert "2023年报告" in message and "9.91" in message and "9.19" in message


def test_units_are_converted_and_the_coarser_print_decides() -> None:
    before = edition(spending(2023, ["公务接待费 | 0.00 | 100000.00 | 91936.40"], unit="元"))
    clean = edition(spending(2024, ["公务接待费 | 9.19 | 10.00 | 7.00"]))
    wrong = edition(spending(2024, ["公务接待费 | 9.20 | 10.00 | 7.00"]))
    assert not reconcile(compare(clean, before), "YRS001").findings
    assert codes(reconcile(compare(wrong, before), "YRS001").findings)[0][0] == "YRS001"


def test_other_scopes_are_not_compared() -> None:
    before = edition(spending(2023, ["工资福利支出 | 90.00 | 95.00 | 101.50"], title="局本级支出对比明细表"))
    later = edition(spending(2024, ["工资福利支出 | 133.20 | 99.00 | 100.00"]))
    result = reconcile(compare(later, before), "YRS001")
    assert not result.findings and _statuses(result, "YRS001") == ["undetermined"]


def test_a_statement_about_restatement_lowers_the_severity() -> None:
    before = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"]))
    said = [Remark("restated", "本年对上年决算数作了追溯调整。", Location(paragraph=1))]
    later = edition(spending(2024, ["公务接待费 | 9.91 | 10.00 | 7.00"]), remarks=said)
    result = reconcile(compare(later, before), "YRS001")
    assert codes(result.findings) == [("YRS001", "warning")] and "追溯调整" in result.findings[0].message


def test_a_report_at_odds_with_itself_decides_nothing() -> None:
    made = spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"])
    made.prose("9.55万元", "公务接待费", concept="three_public.reception", scenario="actual")
    later = edition(spending(2024, ["公务接待费 | 9.91 | 10.00 | 7.00"]))
    result = reconcile(compare(later, edition(made)), "YRS001")
    assert not result.findings and _statuses(result, "YRS001") == ["undetermined"]


def test_any_of_two_versions_will_do_and_their_difference_is_told() -> None:
    old = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.91"]), file="a.docx")
    new = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"]), file="b.docx")
    later = edition(spending(2024, ["公务接待费 | 9.19 | 10.00 | 7.00"]))
    assert not reconcile(compare(later, old, new)).findings
    told = reconcile(compare(new, same_year=[old]), "YRS011").findings
    assert codes(told) == [("YRS011", "info")] and "a.docx" in told[0].message


def _balance(year: int, opening: str, closing: str) -> Report:
    made = Report(year=year)
    columns = budget_columns("closing", "opening", year=year)
    made.table(
        columns, [f"固定资产净值 | {closing} | {opening}"], title="资产负债表", kind="balance_sheet",
        concepts={"固定资产净值": "assets.fixed"},
    )  # fmt: skip
    return made


def test_openings_are_last_years_closings() -> None:
    before = edition(_balance(2023, "2,300.00", "2,310.00"))
    assert not reconcile(compare(edition(_balance(2024, "2,310.00", "2,400.00")), before)).findings
    result = reconcile(compare(edition(_balance(2024, "2,301.00", "2,400.00")), before))
    assert codes(result.findings) == [("YRS002", "error")]


def _carried(year: int, brought: str, balance: str, carried: str | None = None) -> Report:
    made = Report(year=year)
    stages = ["brought_forward", "year_end_balance", *(["carried_forward"] if carried else [])]
    row = f"农村供水保障工程 | {brought} | {balance}" + (f" | {carried}" if carried else "")
    made.table(budget_columns(*stages, year=year), [row], title="项目支出情况表", kind="project_expenditure")
    return made


def test_what_is_brought_forward_was_carried_forward() -> None:
    before = edition(_carried(2023, "10.00", "80.00", "67.51"))
    assert not reconcile(compare(edition(_carried(2024, "67.51", "3.00")), before)).findings
    result = reconcile(compare(edition(_carried(2024, "76.51", "3.00")), before))
    assert codes(result.findings) == [("YRS003", "warning")]


def test_no_more_is_brought_forward_than_was_left() -> None:
    before = edition(_carried(2023, "10.00", "80.00"))
    less = reconcile(compare(edition(_carried(2024, "67.51", "3.00")), before), "YRS003")
    assert not less.findings and _statuses(less, "YRS003") == ["undetermined"]
    more = reconcile(compare(edition(_carried(2024, "88.00", "3.00")), before), "YRS003")
    assert codes(more.findings) == [("YRS003", "warning")]


def test_the_announced_budget_is_the_next_original_budget() -> None:
    def before(amount: str) -> Report:
        made = spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"])
        made.prose(amount, "2024年基本支出预算", concept="expenditure.basic", scenario="plan", fiscal_year=2024)
        return made

    later = edition(spending(2024, ["基本支出 | 300.00 | 321.50 | 310.00"]))
    assert not reconcile(compare(later, edition(before("321.50万元")))).findings
    result = reconcile(compare(later, edition(before("312.50万元"))), "YRS004")
    assert codes(result.findings) == [("YRS004", "warning")]


def test_a_growth_rate_fits_last_years_own_figure() -> None:
    def later(rate: str) -> Report:
        made = Report(year=2024)
        concept = "expenditure.basic"
        made.table(budget_columns("actual"), ["基本支出 | 330.00"], concepts={"基本支出": concept})
        made.prose(
            rate, "基本支出较上年增长", concept=concept, scenario="derived", measure="growth", base_year=2023,
            base_scenario="actual",
        )  # fmt: skip
        return made

    before = edition(spending(2023, ["基本支出 | 290.00 | 305.00 | 312.50"]))
    assert not reconcile(compare(edition(later("5.6%")), before)).findings
    result = reconcile(compare(edition(later("8.2%")), before))
    assert codes(result.findings) == [("YRS005", "warning")]
