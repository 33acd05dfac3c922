# ruff: noqa: E501  (one sentence a line: the linter counts each character twice)
"""What sentences claim about their figures."""

from __future__ import annotations

import pytest
from prose_kit import Result, prose


def parts(found: Result, nth: int = 0) -> tuple[str | None, list[str | None], bool]:
    said = found.said("parts", nth)
    return found.raw(said.total), [found.raw(p) for p in said.parts], said.exhaustive


# sentence, total, parts, whether the list is said to be whole
LISTS = [
    ("总支出100万元，其中：基本支出60万元、项目支出40万元。", "100万元", ["60万元", "40万元"], True),
    ("总支出100万元。其中，基本支出60万元，占60%；项目支出40万元，占40%。", "100万元", ["60万元", "40万元"], True),
    ("固定资产净值80万元，主要是房屋50万元，设备20万元，家具10万元。", "80万元", ["50万元", "20万元", "10万元"], False),
    ("培训费30万元，其中干部培训12万元、护理员培训8万元等。", "30万元", ["12万元", "8万元"], False),
    ("机关运行经费90万元，包括办公费50万元、差旅费40万元。", "90万元", ["50万元", "40万元"], False),
    ("项目支出600万元，主要用于以下方面：养老服务350万元，占58.3%；社会救助250万元，占41.7%。", "600万元", ["350万元", "250万元"], True),
    ("在职人员86人（其中行政人员32人、事业人员54人），退休人员41人。", "86人", ["32人", "54人"], True),
    ("较上年增加30万元，其中人员经费增加45万元，公用经费减少15万元。", "30万元", ["45万元", "15万元"], True),
    ("共安排资金260万元。一是用于养老院改造120万元；二是用于儿童之家建设140万元。", "260万元", ["120万元", "140万元"], True),
    ("年初预算200万元，决算支出180万元，其中：基本支出100万元、项目支出80万元。", "180万元", ["100万元", "80万元"], True),
    ("决算数22.5万元，年初预算数24万元，完成年初预算的93.8%。其中：公车运行费16.2万元；接待费6.3万元。", "22.5万元", ["16.2万元", "6.3万元"], True),
    ("实有32人，其中：全额保障32人，差额补助0人，自收自支0人。", "32人", ["32人", "0人", "0人"], True),
    ("公用车4辆，其中：主要领导干部用车0辆、机要用车1辆、应急用车3辆。", "4辆", ["0辆", "1辆", "3辆"], True),
    ("财政拨款支出500万元，按功能分类，包括：教育支出120万元，占24%；卫生支出380万元，占76%。", "500万元", ["120万元", "380万元"], False),
    ("年末结余90万元，其中财政收回60万元，结转下年使用30万元。", "90万元", ["60万元", "30万元"], True),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "total", "members", "exhaustive"), LISTS, ids=[s[:16] for s, *_ in LISTS])
def test_lists_of_parts(sentence: str, total: str, members: list[str], exhaustive: bool) -> None:
    assert parts(prose(sentence)) == (total, members, exhaustive)


def test_a_list_ends_where_another_stage_begins() -> None:
    found = prose(
        "年初预算200万元，其中：基本支出120万元、项目支出80万元；决算支出190万元，其中：基本支出115万元、项目支出75万元。"
    )
    assert parts(found, 0) == ("200万元", ["120万元", "80万元"], True)
    assert parts(found, 1) == ("190万元", ["115万元", "75万元"], True)


def test_income_and_outlay_of_one_size_are_taken_apart_each_by_its_own() -> None:
    found = prose(
        "年初预算收入500万元，其中：财政拨款500万元；年初预算支出500万元，其中：基本支出420万元，项目支出80万元。"
    )
    assert parts(found, 0) == ("500万元", ["500万元"], False)
    assert found.raw(found.said("parts", 1).total) == "500万元"
    assert found.said("parts", 1).subject == "年初预算支出"
    assert [found.raw(p) for p in found.said("parts", 1).parts] == ["420万元", "80万元"]


def test_a_list_inside_a_list() -> None:
    found = prose("总支出100万元，其中：基本支出60万元（其中：人员经费40万元、公用经费20万元），项目支出40万元。")
    lists = [parts(found, n)[:2] for n in range(found.count("parts"))]
    assert ("60万元", ["40万元", "20万元"]) in lists
    assert ("100万元", ["60万元", "40万元"]) in lists


def test_a_reason_between_is_no_total() -> None:
    """The whole that the parts belong to (补助增加) has no figure; the difference before it is not their total."""
    found = prose("支出决算较预算增加52.3万元，主要是对个人和家庭补助增加，其中抚恤金增加62.3万元、离休费增加6.1万元。")
    assert found.count("parts") == 0


def test_items_in_numbered_paragraphs_make_up_the_totals_before_them() -> None:
    found = prose(
        "支出年初预算为150万元，支出决算为140万元，完成年初预算的93.33%。其中：",
        "1、社会福利支出（项）。主要用于福利机构运转。年初预算为100万元，支出决算为95万元。",
        "2、社会救助支出（项）。主要用于临时救助。年初预算为50万元，支出决算为45万元。",
        "决算数小于预算数。",
    )
    lists = [parts(found, n) for n in range(found.count("parts"))]
    assert ("150万元", ["100万元", "50万元"], True) in lists
    assert ("140万元", ["95万元", "45万元"], True) in lists


def test_a_remark_in_brackets_is_no_part() -> None:
    assert prose("新增就业4,560人（目标4,000人）。").count("parts") == 0
    assert prose("办公费5万元（上年6万元）。").count("parts") == 0


# sentence, current, amount, rate, direction, base year, base stage
CHANGES = [
    ("2023年支出决算320万元，比上年减少12万元，下降3.61%。", "320万元", "12万元", "3.61%", -1, 2022, "actual"),
    ("基本支出决算较年初预算增加15.2万元，增幅3.78%。", None, "15.2万元", "3.78%", 1, 2023, "original_budget"),
    ("三公经费支出12.5万元，同比下降8.2%。", "12.5万元", None, "8.2%", -1, 2022, "actual"),
    ("与2022年度相比，收入总计增加105.2万元，增长9.19%。", None, "105.2万元", "9.19%", 1, 2022, None),
    ("在职人员较2022年减少8人。", None, "8人", None, -1, 2022, None),
    ("满意度达96.5%，比上年提高1.2个百分点。", "96.5%", "1.2个百分点", None, 1, 2022, "actual"),
    ("办公费预算30万元，实际使用42万元，超预算12万元。", "42万元", "12万元", None, 1, 2023, "original_budget"),
    ("三公经费决算53.5万元，较预算节约4.4万元，下降率7.6%。", "53.5万元", "4.4万元", "7.6%", -1, 2023, "original_budget"),
    ("净资产较年初增加45.6万元。", None, "45.6万元", None, 1, 2023, "opening"),
    ("执行数100万元。执行数同上年比较，增长25%，增加20万元。", None, "20万元", "25%", 1, 2022, "actual"),
    ("全年救助1,200人次，较上年多130人次。", "1,200人次", "130人次", None, 1, 2022, "actual"),
]  # fmt: skip


@pytest.mark.parametrize("case", CHANGES, ids=[c[0][:16] for c in CHANGES])
def test_changes(case: tuple[str, str | None, str | None, str | None, int, int, str | None]) -> None:
    sentence, current, amount, rate, direction, year, stage = case
    found = prose(sentence)
    said = found.said("change")
    if current is not None:
        assert found.raw(said.current) == current
    assert (found.raw(said.amount), found.raw(said.rate), said.direction) == (amount, rate, direction)
    assert (said.base_year, said.base_scenario) == (year, stage)


def test_change_facts_keep_their_printed_value_and_say_what_they_are() -> None:
    found = prose("2023年支出决算320万元，比上年减少12万元，下降3.61%。")
    amount, rate = found.fact("12万元"), found.fact("3.61%")
    assert (amount.measure, amount.scenario, str(amount.value)) == ("change", "derived", "12")
    assert (rate.measure, rate.scenario, rate.base_year) == ("growth", "derived", 2022)


def test_a_change_after_a_list_is_of_the_whole_if_its_rate_says_so() -> None:
    found = prose("三公经费支出10.97万元，其中接待费3.37万元、公车运行费7.6万元，较上年下降0.14万元，降幅1.26%。")
    assert found.raw(found.said("change").current) == "10.97万元"


def test_figures_given_to_several_in_turn() -> None:
    found = prose("水费1.2万元，电费3.4万元，分别比上年下降14.3%、增长39.4%。")
    said = [(found.raw(s.current), found.raw(s.rate), s.direction) for s in found.statements if s.kind == "change"]
    assert said == [("1.2万元", "14.3%", -1), ("3.4万元", "39.4%", 1)]


def test_raised_from_one_level_to_another() -> None:
    found = prose("固定资产由上年的320万元增加到355万元，增长10.94%。")
    said = found.said("change")
    assert (found.raw(said.base), found.raw(said.current), found.raw(said.rate)) == ("320万元", "355万元", "10.94%")


def test_level_with_last_year() -> None:
    said = prose("公务用车运行维护费10万元，与上年持平。").said("change")
    assert (said.direction, said.base_year, said.amount) == (0, 2022, None)


def test_direction_words_without_figures() -> None:
    found = prose("2023年三公经费决算较年初预算和上年决算均有减少。")
    assert [(s.direction, s.base_year, s.base_scenario) for s in found.statements if s.kind == "change"] == [
        (-1, 2023, "original_budget"),
        (-1, 2022, "actual"),
    ]


def test_actual_below_budget_in_words() -> None:
    found = prose("年初预算为45.24万元，支出决算为44.61万元。决算数小于预算数的主要原因是人员减少。")
    said = found.said("change")
    assert (found.raw(said.current), found.raw(said.base), said.direction) == ("44.61万元", "45.24万元", -1)


def test_comparison_with_another_place_has_no_base_in_this_report() -> None:
    said = prose("空气优良率88.5%，高于全省平均水平2.3个百分点。").said("change")
    assert (said.base_year, said.base_scenario, said.direction) == (None, None, 1)
    assert "全省" in said.word


def test_places_compared_with_one_another_keep_what_is_compared() -> None:
    found = prose("东河县工业增加值增长8.9%，西岭县增长7.6%。")
    assert [s.subject for s in found.statements if s.kind == "change"] == ["东河县工业增加值", "西岭县工业增加值"]


# sentence, part, total, rate
SHARES = [
    ("总支出200万元，其中：基本支出120万元，占60%；项目支出80万元，占40%。", "120万元", "200万元", "60%"),
    ("专项资金总预算432万元，实际支出共计358万元，占比83%。", "358万元", "432万元", "83%"),
    ("支出年初预算为500万元，支出决算为510万元，完成年初预算的102%。", "510万元", "500万元", "102%"),
    ("项目预算80万元，实际支出76.5万元，结余3.5万元，执行率95.63%。", "76.5万元", "80万元", "95.63%"),
    ("设置绩效指标22个，已完成20个，未完成2个，完成率90.9%。", "20个", "22个", "90.9%"),
    ("采购支出占总支出200万元的12%，采购支出24万元。", None, "200万元", "12%"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "part", "total", "rate"), SHARES, ids=[s[:16] for s, *_ in SHARES])
def test_shares(sentence: str, part: str | None, total: str, rate: str) -> None:
    found = prose(sentence)
    said = found.said("share")
    assert (found.raw(said.total), found.raw(said.rate)) == (total, rate)
    assert part is None or found.raw(said.part) == part


def test_sums() -> None:
    found = prose("办公费5万元、印刷费2万元、差旅费8万元，三项合计15万元。")
    said = found.said("sum")
    assert (found.raw(said.total), [found.raw(p) for p in said.parts]) == ("15万元", ["5万元", "2万元", "8万元"])


def test_what_offsets_another_is_subtracted() -> None:
    said = prose("追加预算100万元，调减预算30万元，相抵后净增70万元。").said("sum")
    assert said.signs == [1, -1]


def test_left_over_is_budget_less_spending_unless_it_was_adjusted() -> None:
    found = prose("护理员培训专项预算30万元，实际使用18万元，结余12万元。")
    said = found.said("sum")
    assert ([found.raw(p) for p in said.parts], said.signs, said.exhaustive) == (["30万元", "18万元"], [1, -1], False)


COUNTS = [
    ("机关内设科室4个：办公室、救助科、养老科、人事科。", "4个", 4, True),
    ("下属事业单位3个，分别为县救助站、县福利中心和县殡葬管理所。", "3个", 3, True),
    ("县民政局内设科室3个。内设科室分别是办公室、规划科（统计科）、社会事务科，另设机关党委。", "3个", 3, True),
    ("下设办公室、规划科、财务科等8个科室。", "8个", 3, False),
    ("内设办公室、人事股、财计股、救助股4个股室，另按规定设立机关党支部。", "4个", 4, True),
]


@pytest.mark.parametrize(("sentence", "raw", "items", "exhaustive"), COUNTS, ids=[c[0][:14] for c in COUNTS])
def test_counts_with_their_items(sentence: str, raw: str, items: int, exhaustive: bool) -> None:
    found = prose(sentence)
    said = found.said("count")
    assert (found.raw(said.total), len(said.items), said.exhaustive) == (raw, items, exhaustive)


NONES = [
    (["三、政府性基金预算支出情况", "无。"], "政府性基金预算支出"),
    (["本单位无国有资本经营预算支出。"], "国有资本经营预算支出"),
    (["2023年未发生因公出国（境）费支出。"], "因公出国（境）费支出"),
    (["三、国有资本经营预算支出情况", "本部门2023年度没有此项支出。"], "国有资本经营预算支出"),
    (["助学专项资金主要用于困难学生。预算60万元，年末无结转结余。"], "助学专项资金：结转结余"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "subject"), NONES, ids=[n[1] for n in NONES])
def test_none_of_it(lines: list[str], subject: str) -> None:
    assert prose(*lines).said("none").subject == subject


@pytest.mark.parametrize("sentence", ["建成无线电监测站3座。", "没有超标准列支的情况。", "无故缺勤0人次。"])
def test_words_that_only_look_like_none(sentence: str) -> None:
    assert prose(sentence).count("none") == 0


def test_all_of_it() -> None:
    found = prose("2023年预算收入900万元，决算收入950万元，均为一般公共预算拨款。")
    said = [(found.raw(s.total), s.subject) for s in found.statements if s.kind == "all_of"]
    assert said == [("900万元", "一般公共预算拨款"), ("950万元", "一般公共预算拨款")]


COMPLETIONS = [
    ("新增养老床位数136张，目标已完成；", "新增养老床位数", "已完成", "136张"),
    ("全省示范敬老院评定0个，目标未完成；", "全省示范敬老院评定", "未完成", "0个"),
    ("适老化改造项目大部分完成，目标部分完成；", "适老化改造项目", "部分完成", None),
    ("因统计口径变化，户均补贴指标未公布数据，目标视同完成；", "户均补贴", "视同完成", None),
    ("社会救助能力显著增强，目标已完成。", "社会救助能力", "已完成", None),
    ("新建公路35公里，完成年度任务的116.67%，目标已超额完成。", "新建公路", "已完成", "35公里"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "subject", "word", "raw"), COMPLETIONS, ids=[c[1] for c in COMPLETIONS])
def test_completion(sentence: str, subject: str, word: str, raw: str | None) -> None:
    found = prose("一、绩效目标完成情况", sentence)
    said = found.said("completion")
    assert (said.subject, said.word, found.raw(said.current)) == (subject, word, raw)


def test_several_goals_missed_in_one_sentence() -> None:
    found = prose("一、绩效目标完成情况", "质量指标中，办结率、回访率等目标未完成。")
    assert [(s.subject, s.word) for s in found.statements if s.kind == "completion"] == [
        ("办结率", "未完成"),
        ("回访率", "未完成"),
    ]


@pytest.mark.parametrize(
    ("sentence", "base", "when"),
    [
        ("2023年支出36.58万元，较上年42.30万元减少5.72万元，下降13.52%。", "42.30万元", (2022, "actual")),
        ("2023年支出36.58万元，执行率98%，比上年决算42.30万元减少5.72万元。", "42.30万元", (2022, "actual")),
        ("2023年支出36.58万元，与2022年的42.30万元相比减少5.72万元。", "42.30万元", (2022, "actual")),
        ("2023年支出36.58万元，较上年度支出决算42.30万元，减少5.72万元。", "42.30万元", (2022, "actual")),
        ("2023年决算支出36.58万元，比年初预算42.30万元减少5.72万元。", "42.30万元", (2023, "original_budget")),
        ("2023年支出36.58万元，同比上年42.30万元减少5.72万元。", "42.30万元", (2022, "actual")),
    ],
)
def test_the_figure_compared_with_stands_inside_the_comparison(sentence: str, base: str, when: tuple[int, str]) -> None:
    found = prose(sentence)
    said = found.said("change")
    assert (found.raw(said.current), found.raw(said.base), found.raw(said.amount)) == ("36.58万元", base, "5.72万元")
    assert (found.fact(base).fiscal_year, found.fact(base).scenario) == when
    assert found.fact(base).label == found.fact("36.58万元").label


def test_parts_after_a_comparison_are_those_of_the_current_figure() -> None:
    found = prose(
        "2023年“三公”经费支出36.58万元，较上年42.30万元减少5.72万元。"
        "其中：公务接待费12.35万元，公务用车运行维护费24.23万元。"
    )
    assert parts(found) == ("36.58万元", ["12.35万元", "24.23万元"], True)


def test_both_sides_of_the_account_take_what_is_left_in() -> None:
    found = prose("收入总计、支出总计均为130万元。其中本年支出110万元（较上年增加5万元）；年末结转和结余20万元。")
    assert parts(found) == ("130万元", ["110万元", "20万元"], True)
    found = prose("支出合计130万元，其中基本支出110万元、项目支出20万元；年末结转和结余7万元。")
    assert parts(found) == ("130万元", ["110万元", "20万元"], True)


def test_a_rate_is_of_the_money_it_names_whatever_its_stage() -> None:
    said = prose("河道治理项目安排80万元，支付60万元，资金支付率96%。").said("share", 0)
    assert said.part is not None and said.total is not None


@pytest.mark.parametrize(
    ("sentence", "current", "base"),
    [
        ("2017年支出318.69万元，与2016年320.13万元相比下降0.45%，减少1.44万元。", "318.69万元", "320.13万元"),
        ("全年实际使用303.61万元，与上年决算数378.69万元相比少75.08万元。", "303.61万元", "378.69万元"),
    ],
)
def test_what_is_compared_with_a_printed_figure(sentence: str, current: str, base: str) -> None:
    found = prose(sentence)
    said = found.said("change", 0)
    assert (found.raw(said.current), found.raw(said.base)) == (current, base)
