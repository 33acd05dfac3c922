"""Units found in captions and headers, and their scale."""

from decimal import Decimal

import pytest

from extractor.text.units import find_unit, same_kind, scale, to_base


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("单 位：　万 元", "万元"),
        ("公开01表　　金额单位：万元", "万元"),
        ("（单位：万元，%）", "万元"),
        ("单位：人民币亿元", "亿元"),
        ("计量单位：人", "人"),
        ("年初预算数（万元）", "万元"),
        ("实际规模(㎡)", "㎡"),
        ("标准（元/人）", "元/人"),
        ("执行率（%）", "%"),
        ("增减%", "%"),
        ("万元", "万元"),
    ],
)
def test_units_of_captions_and_headers(text: str, unit: str) -> None:
    assert find_unit(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "填报单位：元江县财政局",
        "编制单位：个旧市水务局",
        "实施单位（盖章）",
        "比例",
        "完成率100%",
        "部门（单位）",
        "项目名称",
    ],
)
def test_no_unit(text: str) -> None:
    assert find_unit(text) is None


def test_base_units() -> None:
    assert to_base(Decimal("3.5"), "万元") == (Decimal(35000), "元")
    assert to_base(Decimal(2), "亿元") == (Decimal(200_000_000), "元")
    assert to_base(Decimal("1.2"), "万平方米") == (Decimal(12000), "㎡")
    assert to_base(Decimal(7), "百分点") == (Decimal(7), "百分点")
    assert to_base(Decimal(7), "千瓦") == (Decimal(7), "千瓦")
    assert to_base(Decimal(7), "梦") == (Decimal(7), "梦")
    assert to_base(Decimal("0.9"), "万元/亩") == (Decimal(9000), "元/亩")
    assert scale("千元") == 1000


def test_what_may_be_compared() -> None:
    assert same_kind("万元", "元")
    assert same_kind("人", "名")
    assert same_kind("家", "个")
    assert same_kind(None, "元")
    assert not same_kind("万元", "%")
    assert not same_kind("人", "人次")
    assert not same_kind("家", "台")
    assert not same_kind("%", "百分点")
