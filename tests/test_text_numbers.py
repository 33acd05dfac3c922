"""Quantities in running text: what is one, what is none, and what is read of it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.numbers import find_quantities


def found(text: str) -> list[str]:
    return [q.raw for q in find_quantities(text)]


def one(text: str):
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        (
            "年初预算4,028.27万元，其中：人员2,201.88万元、公用574.52万元",
            ["4,028.27万元", "2,201.88万元", "574.52万元"],
        ),
        ("内设科室15个，所属事业单位6家，编制130名", ["15个", "6家", "130名"]),
        ("园区税收9.08万元/亩，补助500元/人·年", ["9.08万元/亩", "500元/人·年"]),
        ("建筑面积1200㎡，占地3.5亩，道路12公里", ["1200㎡", "3.5亩", "12公里"]),
        ("提高2个百分点，下降5.48%，发生率3‰", ["2个百分点", "5.48%", "3‰"]),
        ("差额为-128.62万元（-5.65%）", ["-128.62万元", "-5.65%"]),
        ("9475.65-8577.60=898.05", ["9475.65", "8577.60", "898.05"]),
        ("资金总额：9,475.65，得分98.6", ["9,475.65", "98.6"]),
        ("合计金额¥1,200.00元整", ["¥1,200.00元"]),
        ("共4,180.\n59万元", ["4,180.\n59万元"]),
        ("约50人次，近100家，60000余小时", ["约50人次", "近100家", "60000余小时"]),
        ("连续5年盈利，工期3年以内", ["5年", "3年以内"]),
        ("GDP5000亿元", ["5000亿元"]),
        ("投入10余万元，惠及3万多人", ["10余万元", "3万多人"]),
        ("目前120家", ["120家"]),
        ("完成率为“100%”", ["100%"]),
        ("时效指标（10）", ["10"]),
        ("1.推进5个项目；2.完成3项", ["5个", "3项"]),
        ("1.5个科室", ["5个"]),
        ("建设5G基站2000个以上", ["2000个以上"]),
        ("基本支出100.5（万元），达标率98（%）", ["100.5（万元）", "98（%）"]),
        ("服务45-60周岁人员，节约3万1千2百元", ["45-60周岁", "3万1千2百元"]),
        ("附件1：3个项目", ["3个"]),
        ("支出决算为361.34万 元，下降", ["361.34万 元"]),
        ("购置电表3 个，图书12 册", ["3 个", "12 册"]),
    ],
)
def test_quantities(text: str, raws: list[str]) -> None:
    assert found(text) == raws


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年12月31日，2023-2024年、2024年1-12月、5、6月、12月底",
        "2024-12-31 2024/12/31 2024.12 20241231 10:30 8:00-17:00",
        "湘财绩〔2020〕7号、常发[2025]10号、（2024年）、第3号令、朗州路120号",
        "联系电话：0000-0000000，手机13000000000，邮编：000000",
        "统一社会信用代码：11000000000000000X，项目编码 10000021000000",
        "一、概况\n（一）职能\n1.拟订规划。\n2、监督检查。\n（3）其他；4.协调",
        "第二章第3条，第3、4季度，连续第4年，前10名",
        "“4+4”重点产业，4+3体系，1+N模式，“15分钟生活圈”",
        "S205线、ISO9001、PM2.5、5G、3A、工业4.0、2.0版、30强、12345热线、985高校",
        "附件1，表2，图3，问题4：",
        "指标1：食品抽检",
        "表1　人员情况表",
        "按1:3配套，2/3以上，7×24小时服务",
        "24年度，近3年，3年行动计划，70周年",
        "",
        "没有数字的一句话。",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("实有一百二十一人", "121", "人"),
        ("车辆两辆", "2", "辆"),
        ("三十余家企业", "30", "家"),
        ("投入三千五百万元", "3500", "万元"),
        ("共三点五亿元", "3.5", "亿元"),
        ("增长百分之九十五点五", "95.5", "%"),
        ("完成百分之百", "100", "%"),
        ("金额壹佰贰拾万元整", "120", "万元"),
        ("投入1万2千元", "12", "千元"),
        ("投资3亿5000万元", "35000", "万元"),
        ("完成3.5万", "3.5", "万"),
        ("十五分钟办结", "15", "分钟"),
    ],
)
def test_chinese_and_compound_numbers(text: str, value: str, unit: str) -> None:
    q = one(text)
    assert (q.value, q.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导，一方面完善制度，第一，三是",
        "十四五规划，三公经费，五好园区，两上两下，一体化，二十大精神",
        "锚定“三个高地”，践行两个维护，落实中央八项规定",
        "五台县、五家渠市、三门峡市",
        "十分重要，三分之一，二次供水，一次性，每一名干部，一家人，一户一档",
        "百强企业，千家万户，亿元项目，千亿产业，几十家，数百人，十几个",
        "二〇二四年，二零二四年十二月",
    ],
)
def test_numerals_that_do_not_count(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("≥120家", ">="),
        ("≧90%", ">="),
        ("不低于95%", ">="),
        ("不少于3次", ">="),
        ("100个以上", ">="),
        ("95%（含）以上", ">="),
        ("超过5个", ">"),
        ("＞60分", ">"),
        ("≤10万元", "<="),
        ("不超过10万元", "<="),
        ("控制在10万元以内", "<="),
        ("5个工作日内", "<="),
        ("＜5%", "<"),
        ("不足3家", "<"),
        ("约7%", "~"),
        ("7%左右", "~"),
        ("三十余家", "+"),
        ("100多人", "+"),
        ("节约120万元", ""),
        ("签约30家", ""),
        ("120万元余额", ""),
    ],
)
def test_qualifiers(text: str, sign: str) -> None:
    assert one(text).qualifier == sign


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3-5家", "3", "5", "家"),
        ("10%~15%", "10", "15", "%"),
        ("10—15个", "10", "15", "个"),
        ("10至20万元", "10", "20", "万元"),
    ],
)
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    q = one(text)
    assert (q.value, q.upper, q.unit) == (Decimal(low), Decimal(high), unit)


def test_a_rise_is_two_quantities_and_no_range() -> None:
    assert found("从10%到15%") == ["10%", "15%"]


@pytest.mark.parametrize("piece", ["1", "1,", "1. ", "1 ", "123，", "一百", "1-", "1/", "0", "2024年", "A1"])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    assert all(q.end <= 60_000 for q in find_quantities(piece * (60_000 // len(piece))))


def test_words_of_decrease_do_not_change_the_sign() -> None:
    assert one("减少242.61万元").value == Decimal("242.61")


def test_percentage_points_are_marked() -> None:
    q = one("提高1.5个百分点")
    assert (q.unit, q.percent_point, q.decimals) == ("百分点", True, 1)


def test_full_width_comma_parts_numbers_unless_decimals_follow() -> None:
    assert found("分别为120，130家") == ["120", "130家"]
    assert one("支出４，１８０．５９万元").value == Decimal("4180.59")


def test_default_unit_goes_to_bare_figures_only() -> None:
    a, b = find_quantities("一般公共预算：9,475.65，执行率90%", "万元")
    assert (a.unit, b.unit) == ("万元", "%")


def test_printed_decimals_are_kept() -> None:
    assert [q.decimals for q in find_quantities("2,148.8万元、33.00万元、120人、两辆")] == [1, 2, 0, None]


AMOUNTS = st.decimals(min_value=0, max_value=10**10, places=2, allow_nan=False, allow_infinity=False)
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@given(
    AMOUNTS,
    st.sampled_from(["plain", "comma", "wide", "negative", "spaced unit"]),
    st.sampled_from(["元", "万元", "%"]),
)
def test_printed_amounts_read_back(amount: Decimal, form: str, unit: str) -> None:
    printed = {
        "plain": f"{amount}{unit}",
        "comma": f"{amount:,}{unit}",
        "wide": f"{amount}{unit}".translate(WIDE),
        "negative": f"-{amount:,}{unit}",
        "spaced unit": f"{amount:,} {unit}",
    }[form]
    text = f"本年支出为{printed}，其余略。"
    q = one(text)
    assert q.value == (-amount if form == "negative" else amount)
    assert (q.unit, q.decimals, q.raw) == (unit, 2, printed)


@settings(max_examples=300)
@given(st.text(alphabet="0123456789.,，-—年月日号第（）() \n一二三十百千万亿元%个家≥约余以上内、：；预算", max_size=40))
def test_any_text_is_read_with_true_offsets(text: str) -> None:
    end = 0
    for q in find_quantities(text):
        assert text[q.start : q.end] == q.raw
        assert q.start >= end
        end = q.end


def test_a_malformed_numeral_is_no_quantity() -> None:
    assert [q.raw for q in find_quantities("共十十一人，其中三人")] == ["三人"]
