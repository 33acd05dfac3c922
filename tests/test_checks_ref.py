"""Mentions of one quantity: same concept, same name, related names, indicators, claims of none."""

from __future__ import annotations

from typing import Any

import pytest
from checks_kit import Report, budget_columns, codes, raws

from extractor.model.interpretation import Column, ScoreForm, Statement
from extractor.model.report import Indicator, Location

STAFF: list[dict[str, Any]] = [
    {"path": ("编制数",), "unit": "人", "measure": "count"},
    {"path": ("实际在职人数",), "unit": "人", "measure": "count"},
    {"path": ("控制率",), "measure": "rate", "scenario": "derived", "unit": "%"},
]


def _staff(in_text: str) -> Report:
    report = Report()
    report.prose(in_text, "单位实有", concept="staff.in_post", measure="count", scenario="closing")
    report.table(STAFF, ["财政供养人员 | 130 | 121 | 93.08%"], unit=None, title="基础数据表")
    report.facts[1].concept, report.facts[2].concept = "staff.posts", "staff.in_post"
    return report


def test_headcount_in_text_and_table() -> None:
    assert not _staff("121人").check("REF", "DRV").findings
    (finding,) = _staff("120人").check("REF", "DRV").findings
    assert codes([finding]) == [("REF001", "error")]
    assert raws(finding)[:2] == ["120人", "121"], "121 stands in a rate that fits, so 120 is the suspect"


def _amounts(*raw: str, concept: str = "three_public.reception", **more: Any) -> Report:
    report = Report()
    for i, text in enumerate(raw):
        report.section(f"{i}、", f"第{i}部分")
        report.prose(text, "公务接待费", concept=concept, scenario="actual", **more)
    return report


@pytest.mark.parametrize(
    "pair", [("9.19万元", "91,900元"), ("9.19万元", "9.2万元"), ("约9万元", "9.19万元"), ("0.0009亿元", "9.19万元")]
)
def test_units_and_precision_are_brought_together(pair: tuple[str, str]) -> None:
    result = _amounts(*pair).check("REF")
    assert not result.findings
    assert {r.status for r in result.relations} <= {"consistent", "rounding"}


@pytest.mark.parametrize("pair", [("9.19万元", "9.91万元"), ("9.19万元", "91.9元"), ("9.19万元", "9.3万元")])
def test_two_values_of_one_indicator(pair: tuple[str, str]) -> None:
    (finding,) = _amounts(*pair).check("REF").findings
    assert codes([finding]) == [("REF001", "error")]
    assert set(raws(finding)) == set(pair)
    assert "必有一处有误" in finding.message or finding.message


def test_majority_names_the_odd_one() -> None:
    (finding,) = _amounts("9.19万元", "7.98万元", "9.19万元").check("REF").findings
    assert raws(finding)[0] == "7.98万元"
    assert (finding.expected, finding.actual) == ("9.19", "7.98")


def test_last_digit_is_only_noted() -> None:
    assert codes(_amounts("1,878.86万元", "1,878.85万元").check("REF").findings) == [("REF001", "info")]


def test_other_year_stage_or_organization_is_another_quantity() -> None:
    report = _amounts("9.19万元")
    report.prose("5.58万元", "公务接待费", concept="three_public.reception", scenario="actual", fiscal_year=2023)
    report.prose("13.1万元", "公务接待费", concept="three_public.reception", scenario="original_budget")
    report.prose(
        "1.2万元", "公务接待费", concept="three_public.reception", scenario="actual", organization="甲县水文站"
    )
    assert not report.check("REF").relations


def test_scope_words_make_a_difference_undetermined() -> None:
    report = Report()
    report.section("一、", "局本级支出情况")
    report.prose("300.00万元", "基本支出", concept="expenditure.basic", scenario="actual")
    report.section("二、", "部门支出情况")
    report.prose("420.00万元", "基本支出", concept="expenditure.basic", scenario="actual")
    result = report.check("REF")
    assert not result.findings
    assert [r.status for r in result.relations] == ["undetermined"]


def test_two_values_in_one_paragraph_are_two_things() -> None:
    report = _amounts("300.00万元", "420.00万元", concept="expenditure.basic")
    for fact in report.facts:
        fact.location = Location(paragraph=0, section="s1", chars=fact.location.chars)
    assert not report.check("REF").findings


def test_wrong_stage_is_recognised() -> None:
    report = Report()
    report.table(
        budget_columns("final_budget", "actual"),
        ["基本支出 | 2,183.71 | 2,033.14"],
        concepts={"基本支出": "expenditure.basic"},
    )
    report.prose("2,183.71万元", "基本支出实际支出", concept="expenditure.basic", scenario="actual")
    (finding,) = report.check("REF").findings
    assert "疑为误用" in finding.message


def test_long_tail_labels_are_compared_by_name() -> None:
    columns = budget_columns("original_budget", "actual")
    for second, found in (("120.00", []), ("102.00", [("REF002", "error")])):
        report = Report()
        report.table(columns, ["1.河道清淤工程 | 150.31 | 120.00", "其他 | 1.11 | 2.22"], title="项目支出表")
        report.table(columns, [f"（二）河道清淤工程 | 150.31 | {second}", "其他 | 3.33 | 4.44"], title="重点项目表")
        assert codes(report.check("REF002").findings) == found


@pytest.mark.parametrize(
    ("item", "found"), [("9.19", []), ("7.98", [("REF003", "info")]), ("9.91", [("REF003", "warning")])]
)
def test_related_scope_is_a_question(item: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    columns = budget_columns("original_budget", "actual")
    report.table(columns, ["公务接待费 | 13.1 | 9.19"], concepts={"公务接待费": "three_public.reception"}, title="三公")
    report.table(columns, [f"13.公务接待费 | 13.10 | {item}"], concepts={"13.公务接待费": "economic.goods.reception"})
    assert codes(report.check("REF").findings) == found


def test_related_scope_that_never_agrees_is_not_compared() -> None:
    report = Report()
    columns = budget_columns("original_budget", "actual")
    report.table(columns, ["公务接待费 | 13.1 | 9.19"], concepts={"公务接待费": "three_public.reception"}, title="三公")
    report.table(columns, ["13.公务接待费 | 8.00 | 7.98"], concepts={"13.公务接待费": "economic.goods.reception"})
    assert not report.check("REF").relations


def _project(spent: str, label: str = "工业发展奖补资金") -> Report:
    report = Report()
    report.table(
        budget_columns("original_budget", "final_budget", "actual", "year_end_balance"),
        [
            "（1）发展专项 | 1,288.00 | 1,548.29 | 1,548.29 | 0",
            "（2）奖补专项 | 2,444.00 | 2,183.71 | 2,033.14 | 150.57",
        ],
        title="项目支出情况表",
    )
    for raw, stage, scenario in (
        ("2,444万元", "预算收入", "original_budget"),
        (spent, "实际拨付使用", "actual"),
        ("150.57万元", "年末结转结余", "year_end_balance"),
    ):
        fact = report.prose(raw, f"{label}：{stage}", scenario=scenario)
        fact.location = Location(paragraph=0, chars=fact.location.chars)
    return report


def test_project_under_a_similar_name() -> None:
    assert not _project("2,033.14万元").check("REF004").findings
    (finding,) = _project("2,183.71万元").check("REF004").findings
    assert codes([finding]) == [("REF004", "error")]
    assert {"2,183.71万元", "2,033.14"} <= set(raws(finding))
    assert "全年预算" in finding.message


def test_project_of_another_name_is_not_matched() -> None:
    assert not _project("2,183.71万元", "水库除险加固资金").check("REF004").relations


def _indicators(target: str, actual: str) -> Report:
    report = Report()
    report.prose("≥120家", "新增规上企业数", scenario="target", measure="count")
    report.prose("229家", "新增规上企业数量", scenario="actual", measure="count")
    view = report.table(
        [Column(1, ("年度指标值",), "text"), Column(2, ("实际完成值",), "text")],
        [f"新增规上企业数 | {target} | {actual}"],
    )
    at = [Location(table=0, row=1, col=c, chars=(0, 9)) for c in (1, 2)]
    report.facts = [f for f in report.facts if f.location.table is None]
    report.fact(target, "新增规上企业数（年度指标值）", at[0], scenario="target", measure="count")
    report.fact(actual, "新增规上企业数（实际完成值）", at[1], scenario="actual", measure="count")
    report.more["forms"].append(ScoreForm(0, "department", report.organization, None, 2024, location=view.location))
    report.more["indicators"].append(
        Indicator(
            id="i1",
            organization=report.organization,
            table="t1",
            level1="产出指标",
            level2="数量指标",
            name="新增规上企业数",
            target=target,
            actual=actual,
            weight=None,
            score=None,
            note=None,
            location=at[0],
            cells={"target": at[0], "actual": at[1]},
        )
    )
    return report


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [("≥120家", "229家", []), ("120家", "229家", []), ("≥120家", "292家", ["REF005"]), ("≥210家", "229家", ["REF005"])],
)
def test_indicator_values_in_text_and_form(target: str, actual: str, found: list[str]) -> None:
    assert [f.rule for f in _indicators(target, actual).check("REF").findings] == found


@pytest.mark.parametrize(
    ("organization", "found"),
    [("甲县水利局", [("REF006", "error")]), ("甲县水文站", [("REF006", "warning")])],
)
def test_none_against_a_figure_elsewhere(organization: str, found: list[tuple[str, str]]) -> None:
    report = Report()
    section = report.section("三、", "政府性基金预算支出情况")
    report.statements.append(
        Statement(
            "none", Location(paragraph=0, section=section), "无。", subject="政府性基金预算支出", fiscal_year=2024
        )
    )
    assert not report.check("REF").findings
    report.table(budget_columns("final_budget"), ["政府性基金拨款 | 40.76"], organization=organization)
    assert codes(report.check("REF").findings) == found


def test_projects_of_two_tables_under_related_names() -> None:
    columns = budget_columns("original_budget", "actual")
    for spent, found in (("632.18", []), ("623.18", ["REF004"])):
        report = Report()
        report.table(columns, ["1.水库除险加固专项资金 | 812.40 | 632.18"], title="项目支出表")
        report.table(columns, [f"水库除险加固项目 | 812.40 | {spent}", "河道清淤 | 100.00 | 99.00"], title="绩效目标表")
        assert [f.rule for f in report.check("REF").findings] == found


def test_all_of_one_source_against_money_from_another() -> None:
    report = Report()
    fact = report.prose("9,475.65万元", "决算收入", concept="revenue", scenario="actual")
    report.statements.append(
        Statement(
            "all_of",
            fact.location,
            "决算收入9,475.65万元，均为一般公共预算拨款。",
            total=fact.id,
            subject="一般公共预算拨款",
        )
    )
    assert not report.check("REF006").findings
    report.table(budget_columns("final_budget"), ["政府性基金拨款 | 40.76"])
    (finding,) = report.check("REF006").findings
    assert codes([finding]) == [("REF006", "error")] and raws(finding) == ["40.76"]


def test_a_figure_known_to_be_wrong_is_reported_once() -> None:
    report = Report()
    columns = budget_columns("original_budget", "adjustment", "final_budget", "actual", "year_end_balance")
    concept = {"项目支出": "expenditure.project"}
    report.table(columns, ["项目支出 | 500.00 | 0 | 500.00 | 345.60 | 154.40"], concepts=concept, title="项目支出表")
    report.table(columns[:4], ["项目支出 | 500.00 | 0 | 500.00 | 345.60"], concepts=concept, title="基础数据表")
    report.prose("354.60万元", "项目支出决算", concept="expenditure.project", scenario="actual")
    (finding,) = report.check("REF", "BUD").findings
    assert raws(finding)[0] == "354.60万元"


@pytest.mark.parametrize(
    "name",
    ["“验收通过率”：实际值", "“验收通过率”指标计划值", "验收通过率仅完成", "验收通过率：低于目标值", "验收通过率"],
)
def test_what_prose_adds_to_an_indicators_name_is_no_part_of_it(name: str) -> None:
    from extractor.checks.rules.ref.ref005 import _name

    assert _name(name) == _name("验收通过率")
    assert _name("任务完成率") != _name("任务")
