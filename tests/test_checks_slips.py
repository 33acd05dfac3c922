"""What one slip of the hand does: it is found, the figure slipped is named first, and consistent twins stay silent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from checks_kit import Report, codes, raws
from prose_kit import prose
from report_kit import ROWS, Draft

from extractor.checks.expression import Leaf, Quotient, Sum
from extractor.checks.figure import Figure
from extractor.checks.interval import Interval
from extractor.model.interpretation import Statement
from extractor.model.report import Location


def _figure(value: str, col: int, unit: str = "万元") -> Figure:
    return Figure("", value, Decimal(value), unit, 2, Location(table=0, row=0, col=col))


def test_a_figure_on_both_sides_of_a_quotient_is_solved_for() -> None:
    change, now = _figure("10", 0), _figure("110", 1)
    rate = Quotient(Leaf(change), Sum(((1, Leaf(now)), (-1, Leaf(change)))))
    assert rate.value() == Decimal("0.1")
    found = rate.solve(change.key, Interval.exact(Decimal("0.1")))
    assert found is not None
    assert Decimal(100_000) in found


@pytest.mark.parametrize("unit", ["名", "人", "辆次", "台套"])
def test_people_and_things_are_counted_exactly(unit: str) -> None:
    assert Figure("", "77", Decimal(77), unit, 0, Location()).exact
    assert not Figure("", "77", Decimal(77), "公里", 0, Location()).exact
    assert not Figure("", "77", Decimal(77), "万人", 0, Location()).exact


# tables


def test_total_column_with_several_slips() -> None:
    columns = [{"path": (p,)} for p in ("合计", "一般公共预算", "政府性基金")]
    columns = [c | {"col": i} for i, c in enumerate(columns, 1)]
    clean = ["年初 | 300.00 | 200.00 | 100.00", "调整 | 31.00 | 20.00 | 11.00", "支出 | 286.00 | 190.00 | 96.00"]
    report = Report()
    report.table(columns, clean)
    assert not report.check("SUM").findings
    report = Report()
    report.table(columns, [*clean[:2], clean[2].replace("286", "826"), "结余 | 85.00 | 30.00 | 15.00"])
    assert [raws(f)[0] for f in report.check("SUM004").findings] == ["826.00", "85.00"]


def _stages(final: str) -> Report:
    report = Report()
    lines = {"年初预算": "original_budget", "年中调整": "adjustment", "全年预算": "final_budget", "支出": "actual"}
    rows = [
        "年初预算 | 200.00 | 80.00",
        "年中调整 | 10.00 | -5.00",
        f"全年预算 | 210.00 | {final}",
        "支出 | 205.00 | 70.00",
    ]
    report.table([{"path": ("一般公共预算",)}, {"path": ("基金",), "col": 2}], rows)
    for fact in report.facts:
        fact.scenario = lines[fact.label]  # type: ignore[assignment]
    return report


def test_stages_down_the_rows() -> None:
    clean = _stages("75.00").check("BUD")
    assert not clean.findings
    assert len(clean.relations) == 2
    (finding,) = _stages("57.00").check("BUD").findings
    assert (finding.rule, raws(finding)[0]) == ("BUD001", "57.00")


def _growth(base: str) -> Report:
    report = Report()
    columns = [{"path": (p,), "col": i} for i, p in enumerate(("支出合计", "基本支出", "“三公”经费"), 1)]
    rows = [
        f"2023年决算 | 1000.00 | 400.00 | {base}",
        "2024年决算 | 1100.00 | 420.00 | 37.63",
        "较2023年增长（%） | 10.00 | 5.00 | 1.32",
    ]
    report.table(columns, rows)
    for fact in report.facts:
        if fact.label.startswith("较"):
            fact.measure, fact.unit, fact.scenario = "growth", "%", "derived"
    return report


def test_growth_row_named_by_the_year_compared_with() -> None:
    clean = _growth("37.14").check("DRV")
    assert not clean.findings
    assert len(clean.relations) == 3
    (finding,) = _growth("73.14").check("DRV").findings
    assert (finding.rule, raws(finding)[0]) == ("DRV002", "73.14"), "37.14 and 73.14 are one transposition apart"


# prose


def _paragraph(report: Report, text: str, *figures: tuple[str, str, dict[str, object]]) -> list[str]:
    """A paragraph with several figures; gives their fact ids."""
    first = report.prose(figures[0][0], figures[0][1], **figures[0][2])
    ids = [first.id]
    for n, (raw, label, more) in enumerate(figures[1:], 1):
        at = Location(paragraph=first.location.paragraph, section=first.location.section, chars=(100 * n, 100 * n + 9))
        ids.append(report.fact(raw, label, at, **more).id)
    report.blocks[-1].text = text  # type: ignore[union-attr]
    return ids


def _money(concept: str, scenario: str) -> dict[str, object]:
    return {"concept": concept, "scenario": scenario, "measure": "amount"}


@pytest.mark.parametrize(
    ("left", "expected"), [("200.50万元", []), ("206.50万元", [("BUD002", "warning")]), ("317.82万元", [])]
)
def test_cash_balance_of_one_paragraph(left: str, expected: list[tuple[str, str]]) -> None:
    report = Report()
    _paragraph(
        report,
        "总收入、总支出和年末结转结余。",
        ("4143.37万元", "总收入", _money("revenue", "actual")),
        ("3942.87万元", "总支出", _money("expenditure", "actual")),
        (left, "年末结转结余", _money("balance.closing", "year_end_balance")),
    )
    assert codes(report.check("BUD").findings) == expected, "what no slip explains may hide what was brought forward"


@pytest.mark.parametrize(("basic", "expected"), [("44.73%", []), ("47.43%", [("TXT004", "error")])])
def test_shares_of_basic_and_project_expenditure_make_the_whole(basic: str, expected: list[tuple[str, str]]) -> None:
    report = Report()
    share = {"measure": "share", "scenario": "derived"}
    total, one, other = _paragraph(
        report,
        "全年支出…，基本支出占…，项目支出占…。",
        ("3.09亿元", "全年支出", _money("expenditure", "actual")),
        (basic, "基本支出占比", {**share, "concept": "expenditure.basic"}),
        ("55.27%", "项目支出占比", {**share, "concept": "expenditure.project"}),
    )
    at = report.facts[0].location
    for rate, concept in ((one, "expenditure.basic"), (other, "expenditure.project")):
        report.statements.append(Statement("share", at, "", total=total, rate=rate, concept=concept))
    result = report.check("TXT")
    assert codes(result.findings) == expected
    assert any("100%" in r.formula for r in result.relations)


@pytest.mark.parametrize(("total", "expected"), [("330.58万元", None), ("930.58万元", "warning"), ("475.12万元", None)])
def test_list_short_of_its_total_by_one_digit(total: str, expected: str | None) -> None:
    report = Report()
    ids = _paragraph(
        report, "资产。", (total, "资产", {}), *((f"{v}万元", v, {}) for v in ("67.42", "193.44", "69.72"))
    )
    said = Statement("parts", report.facts[0].location, "", total=ids[0], parts=ids[1:], exhaustive=True)
    report.statements.append(said)
    assert [f.severity for f in report.check("TXT").findings] == ([expected] if expected else [])


# score forms and the text about them


def _rules(folder: Path, draft: Draft) -> dict[str, str]:
    return {f.rule: f.severity for f in draft.findings(folder, "SCR", "REF")}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2024年度部门整体支出绩效自评得分99.5分，等级为“优”。", None),
        ("2024年度部门整体支出绩效自评得分89.5分，等级为“良”。", "error"),
        ("2024年度部门整体支出绩效自评得分99.5分，等级为“良”。", "warning"),
    ],
)
def test_score_and_grade_in_the_text(tmp_path: Path, text: str, rule: str | None) -> None:
    assert _rules(tmp_path, Draft().prose(text).form()).get("REF007") == rule


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("工程验收合格率|100%|100%|", "工程验收合格率|600%|100%|", "SCR015", "error"),
        ("新增受益人口|≥3000人|3200人|", "新增受益人口|≥3000人|32000人|", "SCR016", "warning"),
        ("除险加固水库数|≥12座|12座|", "除险加固水库数|≥1.2座|12座|", "SCR016", "warning"),
        ("群众满意度|≥90%|93%|", "群众满意度|≥9%|93%|", "SCR016", "warning"),
    ],
)
def test_impossible_and_mistyped_values(tmp_path: Path, old: str, new: str, rule: str, severity: str) -> None:
    rows = [r.replace(old, new) for r in ROWS]
    assert rows != ROWS
    assert not {"SCR015", "SCR016"} & set(_rules(tmp_path, Draft().form()))
    assert _rules(tmp_path, Draft().form(rows)).get(rule) == severity


def test_reason_given_excuses_a_tenfold_result(tmp_path: Path) -> None:
    rows = [r.replace("3000人|3200人|30|30|", "3000人|32000人|30|30|新区并入") for r in ROWS]
    assert "SCR016" not in _rules(tmp_path, Draft().form(rows))


def test_a_weight_that_breaks_heading_and_total_is_named_not_the_hundred(tmp_path: Path) -> None:
    rows = [r.replace("新增受益人口|≥3000人|3200人|30|30|", "新增受益人口|≥3000人|3200人|80|30|") for r in ROWS]
    found = [f for f in Draft().form(rows).findings(tmp_path, "SCR") if f.rule in ("SCR001", "SCR002")]
    assert [f.evidence[0].raw for f in found] == ["80"]


def test_unit_slip_in_a_change_is_named_before_its_rate() -> None:
    report = Report()
    now, amount, rate = _paragraph(
        report,
        "支出…，较上年减少…，下降…。",
        ("2235.51万元", "支出", _money("expenditure", "actual")),
        ("100.27元", "减少", {"measure": "change", "scenario": "derived"}),
        ("4.29%", "下降", {"measure": "growth", "scenario": "derived"}),
    )
    at = report.facts[0].location
    report.statements.append(Statement("change", at, "", current=now, amount=amount, rate=rate, direction=-1))
    (finding,) = report.check("TXT").findings
    assert raws(finding)[0] == "100.27元"


# running text against the forms of projects


def test_budget_named_with_its_amount_is_the_whole_of_the_rate() -> None:
    found = prose("“三公”经费支出20.99万元，完成年初预算22.18万元的94.62%。")
    said = found.said("share", 0)
    assert (found.raw(said.part), found.raw(said.total), found.raw(said.rate)) == ("20.99万元", "22.18万元", "94.62%")


def test_change_after_a_list_belongs_to_what_its_rate_bears_out_in_either_order() -> None:
    text = "经费支出11.02万元，其中公务接待费2.77万元、公务用车运行维护费8.25万元，较上年下降{}。"
    for change in ("3.29%，减少0.37万元", "3.29%（减少0.37万元）"):
        found = prose(text.format(change))
        assert found.raw(found.said("change", 0).current) == "11.02万元"


def test_every_relation_says_what_was_compared(tmp_path: Path) -> None:
    report = Draft().prose("自评得分99.5分，等级为“优”。").form().check(tmp_path)
    assert all(r.formula for r in report.relations if r.status != "undetermined")
    assert "20 ≤ 20分" in {r.formula for r in report.relations if r.rule == "SCR004"}
    assert "得分20，指标值≥12座，完成值12座，分值20" in {r.formula for r in report.relations if r.rule == "SCR006"}


def test_two_prints_that_differ_are_not_shown_as_equal() -> None:
    report = Report()
    for raw in ("9.19万元", "7.98万元"):
        report.section("", raw)
        report.prose(raw, "公务接待费", concept="three_public.reception", scenario="actual")
    (relation,) = report.check("REF").relations
    assert (relation.status, "≠" in relation.formula) == ("inconsistent", True)
