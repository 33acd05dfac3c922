"""Labels made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.labels import normalise, number_level, split_number, squash


def test_squash_takes_out_space_and_folds_width_and_shape() -> None:
    assert squash("⼯业\u3000和 信\n息化(１)") == "工业和信息化（1）"
    assert squash("维修(护)费:") == "维修（护）费："
    assert squash("１，２３４．５％") == "1,234.5%"
    assert squash("增＋（减－）") == "增+（减-）"
    assert squash("⻋辆、⻓期") == "车辆、长期"
    assert squash("“三公”经费") == "“三公”经费"


@given(st.text(max_size=60))
def test_squash_is_idempotent(text: str) -> None:
    assert squash(squash(text)) == squash(text)


@pytest.mark.parametrize(
    ("label", "number", "rest"),
    [
        ("一、财政拨款收入", "一、", "财政拨款收入"),
        ("（一）机构", "（一）", "机构"),
        ("(1) 发展专项", "（1）", "发展专项"),
        ("1.公务接待费", "1.", "公务接待费"),
        ("1．办公费", "1.", "办公费"),
        ("2、出国经费", "2、", "出国经费"),
        ("3）数量", "3）", "数量"),
        ("①房屋", "①", "房屋"),
        ("第一部分 概况", "第一部分", "概况"),
        ("Ⅰ资产", "Ⅰ", "资产"),
        ("A.投入", "A.", "投入"),
        ("1.1办公费", "1.1", "办公费"),
        ("1 办公费", "1", "办公费"),
        ("1.2024年预算", "1.", "2024年预算"),
        ("2024年预算", "", "2024年预算"),
        ("3 家企业", "", "3家企业"),
        ("12.5万元", "", "12.5万元"),
        ("二十大精神", "", "二十大精神"),
        ("三公经费", "", "三公经费"),
        ("一般公共预算", "", "一般公共预算"),
        ("其中：办公费", "", "其中：办公费"),
        ("1.", "", "1."),
        ("", "", ""),
    ],
)
def test_numbering_is_split_off(label: str, number: str, rest: str) -> None:
    assert split_number(label) == (number, rest)


def test_levels_of_numbering_are_ordered() -> None:
    levels = [number_level(n) for n in ("第一部分", "一、", "（一）", "1.", "（1）", "1）", "①")]
    assert None not in levels
    assert levels == sorted(levels, key=int)
    assert len(set(levels)) == len(levels)
    assert number_level("1") == number_level("1.") == number_level("1、")
    assert number_level("1.1") == number_level("（1）")
    assert number_level("附件1") is number_level("2024") is number_level("") is None


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("1.公务接待费（万元）", "公务接待费"),
        ("其中：公车购置", "公车购置"),
        ("减：固定资产累计折旧", "固定资产累计折旧"),
        ("产出指标\n（50分）", "产出指标"),
        ("全年预算数（A）", "全年预算数"),
        ("执行率（B/A）", "执行率"),
        ("“三公”经费", "三公经费"),
        ("公务接待费*", "公务接待费"),
        ("资产总额①", "资产总额"),
        ("其它应收帐款：", "其他应收账款"),
        ("总分（含预算执行率10分）", "总分"),
        ("维修(护)费", "维修（护）费"),
        ("单价50万元（含）以上的通用设备", "单价50万元（含）以上的通用设备"),
    ],
)
def test_normalise_keeps_the_words(label: str, words: str) -> None:
    assert normalise(label) == words


@given(
    st.sampled_from(["公务接待费", "基本支出", "年末结转和结余"]),
    st.sampled_from(["1.", "（一）", "一、", "其中：", "①", ""]),
)
def test_numbering_and_spaces_never_matter(name: str, front: str) -> None:
    assert normalise(f" {front}{' '.join(name)}\n") == name
