"""From printed labels to concepts: what is recognised, what is kept apart, what is left alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.schema import load
from extractor.schema.concepts import Concept, Guards, Schema
from extractor.text.match import Matcher
from extractor.text.name_index import allowed_edits


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load())


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("1.公务接待费（万元）", "three_public.reception"),
        ("“三公”经费合计", "three_public"),
        ("对个人和家庭的\n补助", "economic.personal"),
        ("其他交通费用", "economic.goods.transport"),
        ("30112-其他社会保障缴费", "economic.wages.other_insurance"),
        ("减：固定资产累计折旧", "assets.fixed.depreciation"),
        ("2023年度基本支出决算数", "expenditure.basic"),
        ("年末结转结余资金", "balance.closing"),
        ("一、一般公共预算财政拨款收入", "revenue.fiscal.general"),
    ],
)
def test_known_names(matcher: Matcher, label: str, concept: str) -> None:
    assert matcher.match(label).concept == concept


def test_the_score_says_how_near_the_name_is(matcher: Matcher) -> None:
    exact, dated, typed = (matcher.match(t).score for t in ("固定资产净值", "2024年固定资产净值", "固定资产净直"))
    assert exact == 1.0
    assert typed is not None and dated is not None
    assert 0.7 < typed < dated < exact


@pytest.mark.parametrize(
    ("path", "kind", "concept"),
    [
        (("三公经费",), "basic_data", "three_public.reception"),
        (("公用经费",), "basic_data", "economic.goods.reception"),
        (("商品和服务支出", "基本支出"), None, "economic.goods.reception"),
        ((), "three_public", "three_public.reception"),
        ((), "basic_expenditure", "economic.goods.reception"),
        ((), None, "three_public.reception"),
    ],
)
def test_one_name_in_two_places(matcher: Matcher, path: tuple[str, ...], kind: str | None, concept: str) -> None:
    found = matcher.match("公务接待费", path=path, kind=kind)
    assert found.concept == concept
    assert found.runner_up in {"three_public.reception", "economic.goods.reception"} - {concept}


def test_names_that_need_their_place(matcher: Matcher) -> None:
    assert matcher.match("其他资金").concept is None
    assert matcher.match("其他资金", kind="project_score").concept == "fund.other"
    assert matcher.match("质量").concept is None
    assert matcher.match("质量", kind="project_score").concept == "indicator.output.quality"


@pytest.mark.parametrize(
    ("kind", "path", "concept"),
    [
        ("three_public", (), "three_public"),
        ("basic_expenditure", ("2024年决算",), "expenditure.basic"),
        ("project_expenditure", (), "expenditure.project"),
        ("unknown", ("工资福利支出",), "economic.wages"),
        ("unknown", (), None),
    ],
)
def test_totals_take_their_name_from_what_they_close(
    matcher: Matcher, kind: str, path: tuple[str, ...], concept: str | None
) -> None:
    assert matcher.match("合 计", kind=kind, path=path).concept == concept


def test_unit_keeps_money_and_counts_apart(matcher: Matcher) -> None:
    assert matcher.match("公务接待", unit="万元").concept == "three_public.reception"
    assert matcher.match("公务接待", unit="批次").concept is None
    assert matcher.match("公务接待费", unit="%").concept == "three_public.reception"


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("一般公共预算财政拨款收人", "expenditure.fiscal.general"),
        ("非流动资产合汁", "assets.current"),
        ("固定资产原直", "assets.fixed"),
        ("年初结转和节余", "balance.closing"),
        ("政府采购货物支岀", "procurement.services"),
    ],
)
def test_a_slip_of_the_pen_never_crosses_to_the_opposite(matcher: Matcher, label: str, other: str) -> None:
    found = matcher.match(label)
    assert found.concept != other
    assert found.concept is not None


@pytest.mark.parametrize(
    "label",
    [
        "新增规上企业数",
        "惠企政策知晓率",
        "人均公用经费",
        "公务用车购置计划",
        "城乡社区公共设施",
        "资产负债率",
        "项目",
        "金额",
        "",
        "——",
        "1.",
    ],
)
def test_other_labels_are_left_alone(matcher: Matcher, label: str) -> None:
    assert matcher.match(label).concept is None


def test_short_names_are_taken_as_printed(matcher: Matcher) -> None:
    assert allowed_edits(4) == 0
    assert matcher.match("水货").concept is None
    assert matcher.match("预什账款", kind="balance_sheet").concept is None


def test_every_name_of_the_schema_is_found_where_it_is_at_home() -> None:
    schema = load()
    matcher = Matcher(schema)
    lost = []
    for concept in schema.concepts.values():
        above = schema.concepts[concept.parent].zh if concept.parent else ""
        for name in (concept.zh, *concept.aliases):
            found = matcher.match(
                name, kind=concept.kinds[0] if concept.kinds else None, path=(above,) if above else ()
            )
            if concept.id not in (found.concept, found.runner_up):
                lost.append((name, concept.id, found))
    assert not lost


def test_equal_near_names_give_none_and_say_what_was_near() -> None:
    concepts = {i: Concept(i, zh, i) for i, zh in (("a", "城市道路照明费"), ("b", "城市道路养护费"))}
    found = Matcher(Schema(concepts, Guards())).match("城市道路照护费")
    assert found.concept is None
    assert found.runner_up in ("a", "b")


def test_guards_come_from_the_schema() -> None:
    concepts = {"a": Concept("a", "甲类街道绿化面积", "a")}
    assert Matcher(Schema(concepts, Guards())).match("乙类街道绿化面积").concept == "a"
    assert Matcher(Schema(concepts, Guards(either=(("甲", "乙"),)))).match("乙类街道绿化面积").concept is None


@given(st.data())
def test_white_space_and_width_never_change_the_concept(data: st.DataObject) -> None:
    matcher = Matcher(load())
    label = data.draw(
        st.sampled_from(["维修（护）费", "公务用车运行维护费", "一般公共预算财政拨款收入", "年末结转和结余"])
    )
    printed = "".join(c + data.draw(st.sampled_from(["", " ", "\n", "\u3000"])) for c in label)
    printed = printed.replace("（", data.draw(st.sampled_from("（("))).replace("）", data.draw(st.sampled_from("）)")))
    assert matcher.match(printed).concept == matcher.match(label).concept


def test_one_wrong_character_in_a_long_name_is_read_or_left_but_never_misread() -> None:
    matcher = Matcher(load())
    rng = random.Random(7)
    names = [n for c in load().concepts.values() for n in (c.zh,) if len(n) >= 6 and not c.local]
    wrong = 0
    for name in names:
        at = rng.randrange(len(name))
        typed = name[:at] + rng.choice("某囗丶卜") + name[at + 1 :]
        found, meant = matcher.match(typed).concept, matcher.match(name).concept
        wrong += found is not None and found != meant
    assert wrong == 0
