"""Years, stages and kinds of figure in headers and phrases."""

import pytest

from extractor.text.periods import comparison, measure, resolve_year, scenario, years


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        (
            "年初预算数 2024年预算数 批复预算 年初批复 预算收入 预算安排数 部门预算数 一般公共预算年初预算数",
            "original_budget",
        ),
        ("调整预算数 全年预算数（A） 可执行预算 调整后预算数 预算调整后 全年可执行预算合计", "final_budget"),
        ("本年调整 年中追加 年内调整预算 预算调整数 调整数 年中调整（+/-）", "adjustment"),
        ("决算数 全年执行数（B） 实际支出 支出数 2023年决算 预算执行数 实际完成值 全年实际值 实际拨付使用", "actual"),
        ("上年结转 年初结转和结余 上年财政拨款结转 上年结转资金", "brought_forward"),
        ("年末结转结余 年末结转和结余 结余 结余结转", "year_end_balance"),
        ("财政收回 市财政收回", "reclaimed"),
        ("结转下年 结转至下年使用", "carried_forward"),
        ("期初数 年初数 年初余额 期初余额", "opening"),
        ("期末数 年末数 期末余额 2024年末 2024年12月31日", "closing"),
        ("年度指标值 目标值 年初设定目标 预期目标", "target"),
        ("分值 权重", "weight"),
        ("得分 自评得分", "score"),
        ("下年计划 下年度安排", "plan"),
    ],
)
def test_stages(words: str, stage: str) -> None:
    assert {w: scenario(w) for w in words.split()} == dict.fromkeys(words.split(), stage)


@pytest.mark.parametrize(
    "word", ["一般公共预算财政拨款", "政府性基金预算", "预算单位", "项目名称", "金额", "", "年度资金总额"]
)
def test_words_without_a_stage(word: str) -> None:
    assert scenario(word) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("增减额 较上年决算增减 增+（减-） 差额 较年初预算", "change"),
        ("增减率 增长% 增幅 同比增长 变动率 比上年增长（%） 增减比例", "growth"),
        ("占比 比重 占支出合计的比例 比例", "share"),
        ("执行率 预算完成率 控制率 执行率（B/A） 完成预算的%", "rate"),
        ("分值 权重（分）", "weight"),
        ("得分 自评得分", "score"),
        ("人数 数量", "count"),
        ("金额 2024年决算数 期末余额 预算数", "amount"),
    ],
)
def test_measures(words: str, kind: str) -> None:
    assert {w: measure(w) for w in words.split()} == dict.fromkeys(words.split(), kind)


def test_measure_is_none_where_words_do_not_say() -> None:
    assert measure("项目名称") is None
    assert measure("备注") is None


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("较上年决算增减", (2023, "actual")),
        ("2024年决算较2023年决算增+（减-）", (2023, "actual")),
        ("2024年决算较年初预算增+（减-）", (None, "original_budget")),
        ("较预算", (None, "original_budget")),
        ("较全年预算增减", (None, "final_budget")),
        ("比上年增减", (2023, None)),
        ("与上年相比增减%", (2023, None)),
        ("同比增长", (2023, None)),
        ("完成预算的%", (None, "original_budget")),
        ("增减额", None),
        ("占比", None),
        ("2024年决算数", None),
    ],
)
def test_comparisons(text: str, base: tuple[int | None, str | None] | None) -> None:
    assert comparison(text, 2024) == base


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年", 2023),
        ("2023年度决算", 2023),
        ("2023", 2023),
        ("23年决算", 2023),
        ("上年决算数", 2023),
        ("上年度", 2023),
        ("去年", 2023),
        ("本年支出", 2024),
        ("当年", 2024),
        ("2024年12月31日", 2024),
        ("2023-2024年", 2023),
        ("预算数", None),
        ("2024.50", None),
        ("2024人", None),
        ("20240101", None),
        ("近5年", None),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert resolve_year(text, 2024) == year


def test_relative_years_need_the_fiscal_year() -> None:
    assert resolve_year("上年", None) is None
    assert years("2022年至2024年，2023年") == [2022, 2024, 2023]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("财政批复 年初核定 安排数 计划金额 批准预算 预算下达数 部门预算数", "original_budget"),
        (
            "变更后预算 年中预算 可支配资金 全年可用指标 累计下达数 实际下达 现行预算 追加后预算 预算现额",
            "final_budget",
        ),
        ("列支数 累计拨付 国库支付数 实际用款 已使用 执行情况 兑付数", "actual"),
        ("未支出数 剩余资金 未使用资金 尚未支付金额 结余数 期末结存 指标余额", "year_end_balance"),
        ("结余上缴 结余统筹 缴回财政 退回国库 结余注销", "reclaimed"),
        ("往年结转 历年结余 上年指标结转 上一年度结转 动用上年结余 结转使用 结转资金（上年）", "brought_forward"),
        ("结转次年 转下年 结转至2025年使用", "carried_forward"),
        ("压减数 预算压减 中期调整 核减 调整金额", "adjustment"),
    ],
)
def test_less_usual_words_for_stages(words: str, stage: str) -> None:
    assert {w: scenario(w) for w in words.split()} == dict.fromkeys(words.split(), stage)


@pytest.mark.parametrize("word", ["支出", "余额", "合同金额", "下达及时", "剩余价值评估", "压减一般性支出", "使用单位"])
def test_guards_of_the_less_usual_words(word: str) -> None:
    assert scenario(word) is None
