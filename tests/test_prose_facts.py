# ruff: noqa: E501  (one sentence a line: the linter counts each character twice)
"""What the figures of running text are taken for: label, year, stage, unit, organization, place."""

from __future__ import annotations

import pytest
from prose_kit import TITLE, document, interpret, prose

from extractor.model.document import Cell, Paragraph, Table

# sentence, then for each figure: raw, a part of its label, fiscal year, scenario
SENTENCES: list[tuple[str, list[tuple[str, str, int, str | None]]]] = [
    (
        "全年支出预算（调整后）900.50万元，实际支出888.12万元。",
        [("900.50万元", "支出预算（调整后）", 2023, "final_budget"), ("888.12万元", "实际支出", 2023, "actual")],
    ),
    (
        "“三公”经费控制数72.5万元，实际支出60万元。",
        [("72.5万元", "控制数", 2023, "original_budget"), ("60万元", "实际支出", 2023, "actual")],
    ),
    ("年末尚有40.2万元未支付。", [("40.2万元", "年末", 2023, "year_end_balance")]),
    (
        "预算总额900万元，年中追加40万元，全年执行数930万元。",
        [("900万元", "预算总额", 2023, "original_budget"), ("40万元", "追加", 2023, "adjustment"), ("930万元", "执行数", 2023, "actual")],
    ),
    (
        "上年余额20万元，年中追加40万元，预算总盘子为960万元。",
        [("20万元", "上年余额", 2023, "brought_forward"), ("40万元", "追加", 2023, "adjustment"), ("960万元", "预算总盘子", 2023, "final_budget")],
    ),
    (
        "项目支出主要用于：河道治理工程12.5万元、水库加固项目8.1万元。",
        [("12.5万元", "河道治理工程", 2023, "actual"), ("8.1万元", "水库加固项目", 2023, "actual")],
    ),
    (
        "基本支出100万元，项目支出30万元，两项合计130万元。",
        [("100万元", "基本支出", 2023, "actual"), ("30万元", "项目支出", 2023, "actual"), ("130万元", "两项合计", 2023, "actual")],
    ),
    (
        "2023年基本支出年初预算860.5万元，年中追加40万元，全年可执行预算900.5万元，决算888.12万元。",
        [
            ("860.5万元", "基本支出年初预算", 2023, "original_budget"),
            ("40万元", "基本支出：年中追加", 2023, "adjustment"),
            ("900.5万元", "基本支出：全年可执行预算", 2023, "final_budget"),
            ("888.12万元", "基本支出：决算", 2023, "actual"),
        ],
    ),
    (
        "2022年部门决算支出3,206,541.88元，2023年部门决算支出3,301,000元。",
        [("3,206,541.88元", "决算支出", 2022, "actual"), ("3,301,000元", "决算支出", 2023, "actual")],
    ),
    (
        "截至2023年末，我局核定编制45名，实有在职人员41人，退休人员30人。",
        [
            ("45名", "核定编制", 2023, "closing"),
            ("41人", "在职人员", 2023, "closing"),
            ("30人", "退休人员", 2023, "closing"),
        ],
    ),
    (
        "2023年12月31日，单位资产总额5,600万元，负债300万元。",
        [("5,600万元", "资产总额", 2023, "closing"), ("300万元", "负债", 2023, "closing")],
    ),
    ("本单位上年结转12.8万元。", [("12.8万元", "上年结转", 2023, "brought_forward")]),
    ("项目结余3.5万元由县财政收回2万元。", [("3.5万元", "结余", 2023, "year_end_balance"), ("2万元", "财政收回", 2023, "reclaimed")]),
    ("2022年、2023年培训费分别为3.1万元和2.8万元。", [("3.1万元", "培训费", 2022, "actual"), ("2.8万元", "培训费", 2023, "actual")]),
    (
        "公务接待费、会议费、培训费均为0元。",
        [("0元", "公务接待费", 2023, "actual")],
    ),
    ("敬老院、福利院各2个项目通过验收。", [("2个", "敬老院项目", 2023, "actual")]),
    ("市级站点、县级站点实施改造分别不少于12个、8个。", [("不少于12个", "市级站点实施改造", 2023, None), ("8个", "县级站点实施改造", 2023, None)]),
    ("全年建成社区食堂26个，培训护理员480人次。", [("26个", "社区食堂", 2023, "actual"), ("480人次", "护理员", 2023, "actual")]),
    ("支持35个社会组织开展服务。", [("35个", "社会组织", 2023, "actual")]),
    ("单价100万元以上设备3台（套）。", [("3台（套）", "单价100万元以上设备", 2023, "closing")]),
    ("养老补贴专项预算80万元，实际使用76万元。", [("80万元", "养老补贴专项预算", 2023, "original_budget"), ("76万元", "养老补贴专项：实际使用", 2023, "actual")]),
    ("资产总额：1,200万元。", [("1,200万元", "资产总额", 2023, "closing")]),
    ("群众满意率目标为90%，实际完成96.4%。", [("90%", "群众满意率", 2023, "target"), ("96.4%", "群众满意率", 2023, "actual")]),
    ("救助站服务覆盖率：年度目标≥95%，实际完成97%。", [("≥95%", "救助站服务覆盖率", 2023, "target"), ("97%", "救助站服务覆盖率", 2023, "actual")]),
    ("殡葬设施改造仅完成5处，低于目标值≥8处。", [("5处", "殡葬设施改造", 2023, "actual"), ("≥8处", "殡葬设施改造", 2023, "target")]),
    ("对照指标体系，自评得分93.5分，其中预算执行得9.5分。", [("93.5分", "自评得分", 2023, "score"), ("9.5分", "预算执行", 2023, "score")]),
    ("2024年，计划新建养老驿站6处，力争入住率达到85%以上。", [("6处", "养老驿站", 2024, "plan"), ("85%以上", "入住率", 2024, "plan")]),
    ("办公用房由年初的1,800平方米压减到1,560平方米。", [("1,800平方米", "办公用房", 2023, "opening"), ("1,560平方米", "办公用房", 2023, None)]),
    ("预决算差异额36.9万元。", [("36.9万元", "差异额", 2023, "derived")]),
    ("2023年度市场监管业务费主要用于抽样检测，年初预算60万元，实际支出58万元。", [("60万元", "市场监管业务费", 2023, "original_budget"), ("58万元", "市场监管业务费", 2023, "actual")]),
    ("（2）孤儿养育补助。用于孤儿基本生活保障，预算安排120万元，支出118万元，结余2万元。", [("118万元", "孤儿养育补助", 2023, "actual"), ("2万元", "孤儿养育补助", 2023, "year_end_balance")]),
    ("县财政局批复我单位年初部门预算收入3,450.6万元。", [("3,450.6万元", "预算收入", 2023, "original_budget")]),
    ("东湖区、西山区均超额完成任务，完成率分别为103.7%和102.3%。", [("103.7%", "东湖区完成率", 2023, "actual"), ("102.3%", "西山区完成率", 2023, "actual")]),
    ("建成日间照料中心35个、农村幸福院128个，覆盖率分别达100%、86%。", [("100%", "日间照料中心：覆盖率", 2023, "actual"), ("86%", "农村幸福院：覆盖率", 2023, "actual")]),
    ("年初批复预算8个项目985万元。", [("8个", "批复预算项目", 2023, "original_budget"), ("985万元", "批复预算项目", 2023, "original_budget")]),
    ("展厅分为序厅、主厅等28个展区以及174台屏幕、4台投影仪。", [("28个", "展区", 2023, None), ("174台", "屏幕", 2023, None), ("4台", "投影仪", 2023, None)]),
    ("全年共发放低保金2,356.8万元。", [("2,356.8万元", "低保金", 2023, "actual")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s[:14] for s, _ in SENTENCES])
def test_figures_of_a_sentence(sentence: str, expected: list[tuple[str, str, int, str | None]]) -> None:
    found = prose(sentence)
    for raw, label, year, scenario in expected:
        fact = found.fact(raw)
        assert label in fact.label, (fact.label, fact.raw_label)
        assert (fact.fiscal_year, fact.scenario) == (year, scenario), (raw, fact.fiscal_year, fact.scenario)


def test_every_figure_is_one_fact_with_its_place() -> None:
    text = "2023年支出1,250.36万元，其中：基本支出860.12万元，占68.79%；项目支出390.24万元。"
    found = prose(text)
    assert [f.raw for f in found.facts] == ["1,250.36万元", "860.12万元", "68.79%", "390.24万元"]
    for fact in found.facts:
        assert fact.location.paragraph == 1
        assert fact.location.chars is not None
        assert text[slice(*fact.location.chars)] == fact.raw


def test_place_on_the_page_comes_from_the_characters() -> None:
    text = "培训费 2.8 万元。"
    boxes = [(3, 10.0 * i, 100.0, 10.0 * i + 9, 112.0) for i in range(len(text))]
    found = interpret(document(TITLE, Paragraph(0, text, boxes=boxes)))
    at = found.fact("2.8 万元").location
    assert (at.page, at.chars) == (3, (4, 10))
    assert at.bbox == (40.0, 100.0, 99.0, 112.0)


def test_letter_spaced_text_of_a_pdf_reads_like_plain_text() -> None:
    spaced = prose("2023 年 基 本 支 出 决 算 860.12 万元 ， 比 上 年 增 加 20 万元 。")
    close = prose("2023年基本支出决算860.12万元，比上年增加20万元。")
    assert [(f.label, f.scenario, f.concept) for f in spaced.facts] == [
        (f.label, f.scenario, f.concept) for f in close.facts
    ]


def test_parts_are_named_with_their_whole_and_share_its_stage() -> None:
    found = prose("年末结转结余98.5万元，其中基本支出48.5万元，项目支出50万元。")
    part = found.fact("48.5万元")
    assert (part.label, part.raw_label) == ("年末结转结余：基本支出", "基本支出")
    assert (part.scenario, part.concept) == ("year_end_balance", "expenditure.basic")


def test_stage_of_a_heading_holds_below_it() -> None:
    found = prose(
        "一、绩效目标",
        "（一）数量指标",
        "新增养老床位数≥120张；",
        "二、目标完成情况",
        "（一）数量指标",
        "新增养老床位数136张；",
    )
    assert [(f.raw, f.scenario) for f in found.facts] == [("≥120张", "target"), ("136张", "actual")]


def test_next_steps_are_plans_for_next_year() -> None:
    found = prose("一、下一步改进措施", "建设区域养老中心3个以上，新增护理床位200张。")
    assert {(f.scenario, f.fiscal_year) for f in found.facts} == {("plan", 2024)}


def test_subject_of_a_heading_narrows_the_concept() -> None:
    found = prose("一、三公经费支出情况", "公务接待费2.5万元，公务用车运行维护费8万元。")
    assert [f.concept for f in found.facts] == ["three_public.reception", "three_public.vehicles.running"]


def test_balance_of_a_section_on_projects_is_that_of_projects() -> None:
    found = prose("（二）项目支出情况", "年末结转结余50万元。财政收回30万元。结转下年20万元。")
    assert [(f.concept, f.scenario) for f in found.facts] == [
        ("expenditure.project", "year_end_balance"),
        ("expenditure.project", "reclaimed"),
        ("expenditure.project", "carried_forward"),
    ]


def test_money_of_a_named_project_is_not_the_departments() -> None:
    found = prose("慈善助学专项资金主要用于困难学生补助。2023年预算收入60万元，实际拨付使用58万元。")
    assert [f.concept for f in found.facts] == [None, None]
    assert all(f.label.startswith("慈善助学专项资金：") for f in found.facts)


def test_units_of_one_report_keep_their_figures_apart() -> None:
    found = prose(
        "云溪县民政局（以下简称县民政局）下属事业单位分别是云溪县救助管理站、云溪县社会福利中心。",
        "县民政局2023年决算支出800万元。云溪县救助管理站2023年决算支出120万元。",
        "云溪县社会福利中心：编制12名，在职11人；我局机关：编制30名。",
    )
    assert found.fact("800万元").organization == "云溪县民政局"
    assert found.fact("120万元").organization == "云溪县救助管理站"
    assert found.fact("11人").organization == "云溪县社会福利中心"


def test_parts_that_are_units_belong_to_them() -> None:
    found = prose("2023年全局决算支出500万元，其中：局机关支出380万元，县社会福利中心支出120万元。")
    assert found.fact("380万元").organization == "云溪县民政局本级"
    assert found.fact("120万元").organization == "县社会福利中心"
    assert found.fact("500万元").organization == "云溪县民政局"


def test_contents_lines_and_attachment_lists_are_no_prose() -> None:
    found = prose("目录", "一、部门概况……………3", "二、收支情况……………12", "一、部门概况", "全局编制20名。")
    assert [f.raw for f in found.facts] == ["20名"]


def _cells(*rows: list[str]) -> Table:
    cells = [Cell(r, c, text=t) for r, row in enumerate(rows) for c, t in enumerate(row)]
    return Table(0, len(rows), max(len(r) for r in rows), cells)


def test_sentences_in_cells_take_stage_from_their_column() -> None:
    goals = _cells(
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["年度总体目标", "改造敬老院不少于4所，惠及老人600名。", "改造敬老院5所，惠及老人640名。"],
    )
    found = interpret(document(TITLE, goals))
    assert [(f.raw, f.scenario) for f in found.facts] == [
        ("不少于4所", "target"),
        ("600名", "target"),
        ("5所", "actual"),
        ("640名", "actual"),
    ]
    at = found.fact("5所").location
    assert (at.table, at.row, at.col, at.chars) == (0, 1, 2, (5, 7))


def test_indicators_stated_in_prose_are_listed() -> None:
    found = prose("一、绩效目标", "（一）数量指标", "新增养老床位数≥120张；", "服务老人人次≥5000人次。")
    assert [(i.name, i.target, i.level2, i.table) for i in found.indicators] == [
        ("新增养老床位数", "≥120张", "数量指标", None),
        ("服务老人人次", "≥5000人次", "数量指标", None),
    ]


def test_an_execution_rate_does_not_set_the_stage_of_what_follows() -> None:
    found = prose(
        "（二）部门预算安排及支出情况",
        "2023年年初批复预算900万元，调整后预算1000万元。全年支出980万元，预算执行率98%。"
        "按支出性质划分：①基本支出400万元，占支出总额的40.82%；②项目支出580万元，占支出总额的59.18%。",
    )
    assert [(found.fact(raw).raw_label, found.fact(raw).scenario) for raw in ("400万元", "580万元")] == [
        ("基本支出", "actual"),
        ("项目支出", "actual"),
    ]
