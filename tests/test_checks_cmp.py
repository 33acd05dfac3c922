"""Completeness and sentences: each rule fires on a planted slip and is silent on the clean report."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_kit import Draft

CLEAN = [
    "一、部门概况",
    "内设机构3个，分别是办公室、建设科、水政科。",
    "二、支出情况",
    "2024年决算支出800.00万元，其中：基本支出500.00万元，项目支出300.00万元。",
    "2023年决算支出750.00万元。2024年决算支出较2023年决算增加50.00万元，增长6.67%。",
    "2024年水利工程投资300.00万元，其中：水库维修180.00万元，渠道清淤120.00万元，水库维修占水利工程投资的60.00%。",
    "三、绩效情况",
    "各项任务按期完成。",
    "四、存在的问题",
    "预算编制不够细。",
    "五、改进措施",
    "细化预算编制。",
    "附件：1.部门整体支出绩效自评表",
    "甲县水利局",
    "2025年4月20日",
    "附件1",
]


def _found(folder: Path, lines: list[str], forms: int = 1, **form: str) -> dict[str, str]:
    draft = Draft().prose(*lines)
    for _ in range(forms):
        draft.form()
    if form:
        draft.form(**form)  # type: ignore[arg-type]
    return {f.rule: f.severity for f in draft.findings(folder, "CMP", "TXT")}


def test_clean_report_is_silent(tmp_path: Path) -> None:
    report = Draft().prose(*CLEAN).form().check(tmp_path)
    assert not [f for f in report.findings if f.severity != "info"], [f.message for f in report.findings]
    applied = {r.code for r in report.rules if r.status == "applied"}
    assert {
        "CMP001",
        "CMP002",
        "CMP003",
        "CMP004",
        "CMP005",
        "CMP006",
        "TXT001",
        "TXT003",
        "TXT004",
        "TXT005",
    } <= applied


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("渠道清淤120.00万元", "渠道清淤150.00万元", "TXT001", "error"),
        ("水利工程投资的60.00%", "水利工程投资的66.00%", "TXT004", "error"),
        ("增加50.00万元", "增加60.00万元", "TXT003", "error"),
        ("增加50.00万元，增长6.67%", "增加50.00万元，增长7.67%", "TXT003", "error"),
        ("增加50.00万元，增长", "减少50.00万元，下降", "TXT003", "error"),
        ("办公室、建设科、水政科", "办公室、建设科", "TXT005", "warning"),
        ("附件：1.部门整体支出绩效自评表", "附件：1.部门整体支出绩效自评表|2.项目支出绩效自评表", "CMP002", "warning"),
        ("四、存在的问题", "五、存在的问题", "CMP003", "warning"),
        ("2025年4月20日", "2023年4月20日", "CMP004", "warning"),
        ("甲县水利局", "乙县林业局", "CMP005", "warning"),
        ("四、存在的问题|预算编制不够细。|五、改进措施|细化预算编制。", "", "CMP006", "info"),
    ],
)
def test_one_slip(tmp_path: Path, old: str, new: str, rule: str, severity: str) -> None:
    text = "|".join(CLEAN)
    assert old in text
    lines = [line for line in text.replace(old, new).split("|") if line]
    assert _found(tmp_path, lines).get(rule) == severity


def test_signature_missing_on_one_form_of_several(tmp_path: Path) -> None:
    unsigned = "填表人：某某    单位负责人签字："
    assert _found(tmp_path, CLEAN, forms=1, below=unsigned, organization="甲县水利局机电排灌站")["CMP001"] == "warning"
    draft = Draft().prose(*CLEAN).form(below=unsigned)
    (finding,) = draft.findings(tmp_path, "CMP001")
    assert finding.severity == "info"


def test_year_left_over_in_a_title(tmp_path: Path) -> None:
    (finding,) = Draft().prose(*CLEAN).form(year=2023).findings(tmp_path, "CMP004")
    assert finding.severity == "error" and (finding.expected, finding.actual) == ("2024", "2023")


@pytest.mark.parametrize(
    ("above", "rows", "printed"),
    [
        (["2023 年度项目支出绩效自评表"], [], "2023 年度"),
        (["项目支出绩效自评表", "（2023年度）", "单位：万元"], [], "2023年度"),
        ([], ["2023年度项目支出绩效自评表||||||"], "2023年度"),
    ],
)
def test_a_year_left_over_is_shown_where_it_is_printed(
    tmp_path: Path, above: list[str], rows: list[str], printed: str
) -> None:
    lines = [
        *rows,
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
        "产出指标|数量指标|除险加固水库数|≥12座|12座|100|100",
    ]
    draft = Draft().prose(*CLEAN, *above).table(lines, caption="")
    (finding,) = draft.findings(tmp_path, "CMP004")
    at = finding.evidence[0].location
    document = draft.document
    if above:
        assert at.table is None and at.paragraph is not None
        text = document.paragraphs[at.paragraph].text
    else:
        assert (at.table, at.row, at.col) == (0, 0, 0)
        text = document.tables[0].cell(0, 0).text
    assert at.chars is not None and text[slice(*at.chars)] == printed


def test_hedged_lists_are_parts_not_totals(tmp_path: Path) -> None:
    lines = [*CLEAN[:4], "2024年设备购置80.00万元，主要是水泵购置30.00万元、闸门购置20.00万元等。", *CLEAN[4:]]
    assert "TXT001" not in _found(tmp_path, lines)
    over = [line.replace("30.00万元、闸门", "90.00万元、闸门") for line in lines]
    assert _found(tmp_path, over)["TXT001"] == "error"


@pytest.mark.parametrize(("year", "wrong"), [(2023, True), (2024, False)])
def test_year_left_over_on_a_line_of_its_own_above_a_form(tmp_path: Path, year: int, wrong: bool) -> None:
    lines = [
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
        "产出指标|数量指标|除险加固水库数|≥12座|12座|100|100",
    ]
    draft = Draft().prose(*CLEAN, "部门整体支出绩效自评表", f"（{year}年度）").table(lines, caption="")
    assert ("CMP004" in {f.rule for f in draft.findings(tmp_path, "CMP004")}) is wrong


def test_a_decrease_is_computed_the_way_it_is_stated(tmp_path: Path) -> None:
    said = "2024年公务接待费年初预算47.98万元，决算数43.22万元，较预算节约4.76万元（降幅6.92%）。"
    (finding,) = Draft().prose(*CLEAN, said).findings(tmp_path, "TXT003")
    assert "(47.98 − 43.22) ÷ 47.98 × 100% ≈ 9.92%" in finding.message


def test_another_figure_that_one_slip_would_explain_is_named(tmp_path: Path) -> None:
    said = "2024年渠道防渗投资2.8528亿元，比2023年下降5.4032亿元（下降率12.38%）。"
    (finding,) = Draft().prose(*CLEAN, said).findings(tmp_path, "TXT003")
    assert finding.message.endswith("5.4032亿元有误：若为0.4032亿元则相符，疑为一位数字有误。"), finding.message
    assert "。也可能是" in finding.message
