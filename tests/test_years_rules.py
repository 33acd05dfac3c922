"""Rules about several reports: each fires on a planted disagreement and is silent on its clean twin."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from checks_kit import Report, budget_columns, codes
from hypothesis import given, settings
from hypothesis import strategies as st
from years_kit import compare, edition, reconcile, spending, stored

from extractor import schema
from extractor.checks.years import Edition
from extractor.model.interpretation import ScoreForm
from extractor.model.report import Indicator, Location, Remark


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


def test_messages_name_both_reports_in_either_language() -> None:
    before = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"]))
    later = edition(spending(2024, ["公务接待费 | 9.91 | 10.00 | 7.00"]))
    message = reconcile(compare(later, before), lang="en").findings[0].message
    assert "the 2024 report, 《支出对比明细表》" in message and "the 2023 report, 《支出对比明细表》" in message


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
    one = reconcile(compare(later, edition(before("312.50万元"))), "YRS004")
    assert not one.findings and _statuses(one, "YRS004") == ["undetermined"], "预算数 may be the adjusted one"
    made = spending(2024, ["基本支出 | 300.00 | 321.50 | 310.00"])
    made.prose("333.10万元", "基本支出全年预算", concept="expenditure.basic", scenario="final_budget")
    result = reconcile(compare(edition(made), edition(before("312.50万元"))), "YRS004")
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


def _form(year: int, target: str, actual: str, name: str = "群众满意度", unit: str = "万元") -> Report:
    made = Report(year=year)
    view = made.table(
        budget_columns("actual", year=year), ["年度资金总额 | 100.00"], kind="department_score", unit=unit
    )
    made.more["forms"].append(ScoreForm(0, "department", made.organization, None, year, location=view.location))
    made.more["indicators"].append(
        Indicator(
            "i1", made.organization, "t1", "满意度指标", "满意度", name, target, actual, None, None, None,
            Location(table=0, row=3),
        )
    )  # fmt: skip
    return made


def test_a_rate_is_not_to_be_lowered_after_it_was_met() -> None:
    before = edition(_form(2023, "≥95%", "96%"))
    assert not reconcile(compare(edition(_form(2024, "≥95%", "95%")), before), "YRS006").findings
    result = reconcile(compare(edition(_form(2024, "≥90%", "95%")), before), "YRS006")
    assert codes(result.findings) == [("YRS006", "warning")] and "≥95%" in result.findings[0].message
    missed = edition(_form(2023, "≥95%", "91%"))
    assert not reconcile(compare(edition(_form(2024, "≥90%", "95%")), missed), "YRS006").findings


def test_a_target_far_exceeded_and_copied_is_told() -> None:
    before = edition(_form(2023, "≥4次", "12次", "培训场次"))
    told = reconcile(compare(edition(_form(2024, "≥4次", "11次", "培训场次")), before), "YRS007")
    assert codes(told.findings) == [("YRS007", "info")]
    assert not reconcile(compare(edition(_form(2024, "≥12次", "13次", "培训场次")), before), "YRS007").findings


def test_a_finding_that_comes_back_is_told() -> None:
    rows = ["公务接待费 | 8.00 | 10.00 | 9.19", "工资福利支出 | 90.00 | 95.00 | 101.50", "合计 | 98.00 | 105.00 | {}"]

    def year(n: int, total: str) -> Report:
        return spending(n, [r.format(total) for r in rows])

    wrong, again, clean = edition(year(2023, "111.69")), edition(year(2024, "112.69")), edition(year(2024, "110.69"))
    assert wrong.findings and again.findings and not clean.findings
    told = reconcile(compare(again, wrong), "YRS008").findings
    assert codes(told) == [("YRS008", "info")] and told[0].evidence[0].fact != told[0].evidence[1].fact
    assert [e.raw for e in told[0].evidence] == ["112.69", "111.69"]
    assert not reconcile(compare(clean, wrong), "YRS008").findings


def _units(*amounts: str, office: bool) -> Report:
    """The department's form and those of its units: 年初预算, 全年预算, 全年执行数 each."""
    made = Report()
    names = [made.organization, f"{made.organization}本级" if office else "甲县河道管理所", "甲县水文站"]
    for index, (name, row) in enumerate(zip(names, amounts, strict=True)):
        view = made.table(
            budget_columns("original_budget", "final_budget", "actual"), [f"年度资金总额 | {row}"],
            kind="department_score",
            organization=name, concepts={"年度资金总额": "fund.total"}, title="部门整体支出绩效自评表",
        )  # fmt: skip
        made.more["forms"].append(ScoreForm(index, "department", name, None, 2024, location=view.location))
    return made


def test_unit_forms_add_up_where_the_figures_show_that_they_should() -> None:
    clean = _units("300.00 | 320.00 | 310.50", "200.00 | 210.00 | 205.25", "100.00 | 110.00 | 105.25", office=True)
    assert not clean.check("YRS009").findings
    wrong = _units("300.00 | 320.00 | 310.50", "200.00 | 210.00 | 250.25", "100.00 | 110.00 | 105.25", office=True)
    assert codes(wrong.check("YRS009").findings) == [("YRS009", "warning")]
    apart = _units("300.00 | 320.00 | 310.50", "20.00 | 21.00 | 20.25", "10.00 | 11.00 | 10.25", office=True)
    result = apart.check("YRS009")
    assert not result.findings and {r.status for r in result.relations} == {"undetermined"}


def test_units_without_the_office_do_not_exceed_the_department() -> None:
    clean = _units("300.00 | 320.00 | 310.50", "20.00 | 21.00 | 20.25", "10.00 | 11.00 | 10.25", office=False)
    assert not clean.check("YRS009").findings
    wrong = _units("300.00 | 320.00 | 310.50", "20.00 | 21.00 | 320.25", "10.00 | 11.00 | 10.25", office=False)
    assert codes(wrong.check("YRS009").findings) == [("YRS009", "warning")]


def test_a_units_own_report_prints_what_the_departments_form_says_of_it() -> None:
    department = edition(
        _units("300.00 | 320.00 | 310.50", "20.00 | 21.00 | 20.25", "10.00 | 11.00 | 10.25", office=False)
    )

    def unit(actual: str) -> Report:
        made = Report("甲县水文站")
        made.table(
            budget_columns("original_budget", "final_budget", "actual"), [f"年度资金总额 | 10.00 | 11.00 | {actual}"],
            concepts={"年度资金总额": "fund.total"}, title="部门整体支出绩效自评表", kind="department_score",
        )  # fmt: skip
        return made

    assert not reconcile(compare(department, units=[edition(unit("10.25"))]), "YRS010").findings
    told = reconcile(compare(department, units=[edition(unit("12.05"))]), "YRS010").findings
    assert codes(told) == [("YRS010", "warning")] and "甲县水文站" in told[0].message


def test_figures_that_differ_throughout_are_one_finding() -> None:
    names = ["办公费", "印刷费", "咨询费", "手续费", "水费", "电费"]

    def year(n: int, prior: str, actual: str) -> Report:
        rows = [f"{name} | {prior}{i}.50 | 20.00 | {actual}{i}.50" for i, name in enumerate(names)]
        return spending(n, rows, kind="basic_expenditure")

    before = edition(year(2023, "1", "7"))
    assert not reconcile(compare(edition(year(2024, "7", "8")), before), "YRS001").findings
    told = reconcile(compare(edition(year(2024, "9", "8")), before), "YRS001")
    assert codes(told.findings) == [("YRS001", "warning")] and "6项" in told.findings[0].message


def test_a_single_report_says_that_these_rules_need_several() -> None:
    result = spending(2024, ["公务接待费 | 9.19 | 10.00 | 7.00"]).check("YRS")
    states = {r.code: r for r in result.rules if r.code.startswith("YRS")}
    assert states["YRS001"].status == "not_applicable" and "reconcile" in states["YRS001"].reason
    skipped = spending(2024, ["公务接待费 | 9.19 | 10.00 | 7.00"]).check("SUM")
    assert {r.status for r in skipped.rules if r.code == "YRS001"} == {"skipped"}


def test_a_doubtful_reading_is_no_difference_and_a_better_one_is_used() -> None:
    before = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"]))
    made = stored(spending(2024, ["公务接待费 | 9.79 | 10.00 | 7.00"]))
    prior = next(f for f in made.facts if f.raw == "9.79")
    prior.doubtful = True
    result = reconcile(compare(Edition(made, schema.load()), before), "YRS001")
    assert not result.findings and _statuses(result, "YRS001") == ["undetermined"]
    prior.reading = Decimal("9.19")
    assert _statuses(reconcile(compare(Edition(made, schema.load()), before), "YRS001"), "YRS001") == ["consistent"]


def test_findings_of_two_departments_have_two_ids() -> None:
    ids = set()
    for name in ("甲县水利局", "甲县民政局"):
        before = edition(spending(2023, ["公务接待费 | 8.00 | 10.00 | 9.19"], organization=name))
        later = edition(spending(2024, ["公务接待费 | 9.91 | 10.00 | 7.00"], organization=name))
        ids |= {f.id for f in reconcile(compare(later, before)).findings}
    assert len(ids) == 2


@settings(max_examples=25, deadline=None)
@given(st.integers(10**8, 10**11), st.sampled_from(["元", "万元"]))
def test_rounding_to_ten_thousands_is_never_a_difference(cents: int, unit: str) -> None:
    yuan = Decimal(cents) / 100
    shown = f"{yuan:.2f}" if unit == "元" else f"{(yuan / 10000).quantize(Decimal('0.01'), ROUND_HALF_UP)}"
    before = edition(spending(2023, [f"公务接待费 | 1.00 | 1.00 | {yuan:.2f}"], unit="元"))
    later = edition(spending(2024, [f"公务接待费 | {shown} | 1.00 | 1.00"], unit=unit))
    assert not reconcile(compare(later, before), "YRS001").findings
