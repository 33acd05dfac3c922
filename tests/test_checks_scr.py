"""Score forms: each rule fires on a planted slip and is silent on the clean form."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_kit import HEAD, ROWS, Draft


def _codes(folder: Path, draft: Draft) -> dict[str, str]:
    return {f.rule: f.severity for f in draft.findings(folder, "SCR", "CMP")}


def test_clean_form_is_silent_and_checked(tmp_path: Path) -> None:
    report = Draft().form().check(tmp_path)
    assert not [f for f in report.findings if f.severity != "info"]
    applied = {r.code for r in report.rules if r.status == "applied"}
    assert {"SCR001", "SCR002", "SCR003", "SCR004", "SCR005", "SCR006", "SCR007"} <= applied


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("按期完成率|≥90%|96%|15|15|", "按期完成率|≥90%|96%|25|15|", "SCR001", "error"),
        ("新增受益人口|≥3000人|3200人|30|30|", "新增受益人口|≥3000人|3200人|30|31|", "SCR004", "error"),
        ("除险加固水库数|≥12座|12座|20|20|", "除险加固水库数|≥12座|9座|20|20|", "SCR006", "error"),
        ("除险加固水库数|≥12座|12座|20|20|", "除险加固水库数|≥12座|12座|20||", "SCR007", "error"),
        ("新增受益人口|≥3000人|3200人|30|30|", "新增受益人口|≥3000人|3200人|30|25|", "SCR008", "warning"),
        ("新增受益人口|≥3000人|3200人|30|30|", "新增受益人口|≥3000人|8000人|30|30|", "SCR009", "info"),
        ("按期完成率|≥90%|96%|15|15|", "按期完成率|≥90%||15|15|", "SCR010", "warning"),
        ("按期完成率|≥90%|96%|15|15|", "按期完成率|≥90%|基本做到|15|15|", "SCR010", "warning"),
        ("群众满意度|≥90%|93%|10|10|", "群众满意度|≥90%|≥90%|10|10|", "SCR010", "info"),
        ("除险加固水库数|≥12座|12座|20|20|", "除险加固水库数|≥12座|2座|20|15|", "SCR013", "info"),
        ("按期完成率|≥90%|96%|15|15|", "按期完成率||96%|15|15|", "CMP007", "warning"),
    ],
)
def test_one_slip_in_an_indicator_row(tmp_path: Path, old: str, new: str, rule: str, severity: str) -> None:
    rows = [r.replace(old, new) for r in ROWS]
    assert rows != ROWS
    assert _codes(tmp_path, Draft().form(rows)).get(rule) == severity


def test_total_weight_and_score(tmp_path: Path) -> None:
    assert _codes(tmp_path, Draft().form(weight="120")).get("SCR002") == "error"
    finding = next(iter(Draft().form(score="89.5").findings(tmp_path, "SCR003")))
    assert (finding.severity, finding.expected, finding.actual) == ("error", "99.5", "89.5")


def test_reason_in_the_form_explains_lost_points(tmp_path: Path) -> None:
    rows = [r.replace("3200人|30|30|", "3200人|30|25|指标值设定偏低") for r in ROWS]
    assert "SCR008" not in _codes(tmp_path, Draft().form(rows, score="94.5"))


@pytest.mark.parametrize(
    ("score", "severity"), [("9.6", None), ("10", None), ("9.60", None), ("9", "info"), ("8.5", "warning")]
)
def test_execution_score_may_be_rounded_but_not_anything(tmp_path: Path, score: str, severity: str | None) -> None:
    head = [HEAD[0], HEAD[1].replace("95.00|10|95.00%|9.5", f"96.00|10|96.00%|{score}")]
    found = Draft().form(head=head, score="").findings(tmp_path, "SCR005")
    assert [f.severity for f in found] == ([severity] if severity else [])


def test_less_is_better_is_met_from_above(tmp_path: Path) -> None:
    for target, achieved, wrong in [
        ("≤5起", "3起", False),
        ("≤5起", "7起", True),
        ("0起", "0起", False),
        ("0起", "2起", True),
    ]:
        rows = [r.replace("除险加固水库数|≥12座|12座", f"安全事故发生数|{target}|{achieved}") for r in ROWS]
        assert ("SCR006" in _codes(tmp_path, Draft().form(rows))) is wrong, (target, achieved)


def test_execution_named_in_the_total_row(tmp_path: Path) -> None:
    for points, wrong in [("9.5", False), ("10", False), ("9.6", True)]:
        assert ("SCR011" in {f.rule for f in _with_total(points).findings(tmp_path, "SCR")}) is wrong, points


def _with_total(points: str) -> Draft:
    rows = [*ROWS, f"总分（含预算执行率{points}分）|||||100|99.5|"]
    return Draft().form(rows, weight="", score="")


def test_words_against_the_form(tmp_path: Path) -> None:
    said = ["一、绩效目标完成情况", "除险加固水库数9座，目标已完成；"]
    rows = [r.replace("≥12座|12座|20|20|", "≥12座|9座|20|15|") for r in ROWS]
    assert _codes(tmp_path, Draft().prose(*said).form(rows, score="94.5")).get("SCR012") == "error"
    met = Draft().prose("一、绩效目标完成情况", "除险加固水库数12座，目标已完成；").form()
    assert "SCR012" not in _codes(tmp_path, met)


@pytest.mark.parametrize(("standard", "wrong"), [("完成率≥90%得满分", False), ("按完成比例计分，满分20分", True)])
def test_a_limit_in_the_scoring_standard_decides_over_the_target(tmp_path: Path, standard: str, wrong: bool) -> None:
    lines = [
        "一级指标|二级指标|三级指标|评分标准|年度指标值|实际完成值|分值|得分",
        f"过程|预算执行|预算完成率|{standard}|100%|95%|20|20",
        "产出|数量指标|除险加固水库|每少一座扣2分|12座|12座|80|80",
        "总分||||||100|100",
    ]
    draft = Draft().table(lines, caption="2024年度部门整体支出绩效自评表")
    assert ("SCR006" in {f.rule for f in draft.findings(tmp_path, "SCR006")}) is wrong


_RATED = [
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|完成率|分值|得分",
    "产出指标|数量指标|巡查河道|≥120公里|126公里|{}|10|10",
    "产出指标|数量指标|整治岸线|≥80处|84处|{}|10|10",
    "产出指标|数量指标|开展宣传|≥50场|60场|{}|10|10",
    "产出指标|质量指标|水质达标率|≥90%|99%|{}|10|10",
]


@pytest.mark.parametrize(
    ("rates", "wrong"),
    [
        (("105%", "105%", "120%", "110%"), []),
        (("105.0", "105.0", "100%", "110.0"), []),
        (("105%", "105%", "120%", "140%"), ["140%"]),
        (("95%", "90%", "120%", "97%"), []),
    ],
)
def test_completion_rates_are_recomputed_where_the_column_is_that_ratio(
    tmp_path: Path, rates: tuple[str, ...], wrong: list[str]
) -> None:
    rows = [_RATED[0], *(row.format(rate) for row, rate in zip(_RATED[1:], rates, strict=True))]
    draft = Draft().table(["预算单位名称|甲县水利局", *rows], caption="2024年度部门整体支出绩效自评表")
    assert [f.evidence[0].raw for f in draft.findings(tmp_path, "SCR014")] == wrong
