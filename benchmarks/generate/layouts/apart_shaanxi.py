# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""For measuring only. A county's bureau in the manner of Shaanxi: accounts in prose, then one wide sheet 投入/过程/效果 with
指标说明, 评分标准, 年初目标值, 实际完成值, 得分 and remarks."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import (
    ANY,
    Break,
    Cell,
    Content,
    Draft,
    Grid,
    IndicatorTruth,
    Piece,
    Row,
    quantize,
    text_of,
)
from benchmarks.generate.prose import Heads, joined, parts_of, versus
from benchmarks.generate.world import Flow, Outcome, World, build

_PLAN = {"产出指标": 40, "效益指标": 15, "满意度指标": 5}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2024)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.6, n_units=2)
    draft = Draft(f"{world.org}{year}年度部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["typed", "styled"]), "size": "16"}
    draft.notes += ["投入过程效果一张宽表", "比率指标的目标与实际", "正文人员构成"]
    ink = Ink(world.org, year, rng, thousands=False, nothing=rng.choice(["", "0"]))
    weigh(world.outcomes, _PLAN)
    rates = _rates(ink, world)
    score = sum((o.score for o in (*rates, *world.outcomes)), Decimal(0))
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "部门人员情况")
    draft.say(
        f"截止{year}年底，本部门人员编制", ink.count("人员编制", world.posts, "人", key="posts"), "；实有人员", ink.count("实有人员", world.in_post, "人", key="in_post"), "，其中：",
        *joined([[u.name.removesuffix("本级"), ink.about(f"{u.name}|{u.name.removesuffix('本级')}").count("实有人员", u.in_post, "人", ties="TXT")] for u in world.units], "、"),
        "。单位管理的离退休人员", ink.count("离退休人员", world.retired, "人"), "。",
    )  # fmt: skip
    head(1, "收入支出情况")
    _accounts(draft, ink, world, head)
    head(1, "绩效自评结论")
    draft.say(
        f"{year}年本部门整体支出绩效自评得分", ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"), "，综合评价等级为优。",
    )  # fmt: skip
    draft.parts.append(Break(landscape=True))
    draft.say(f"部门整体支出绩效自评表（{year}年度）", style="subtitle")
    draft.say(f"填报单位：{world.org}　　　　自评得分：{score.normalize():f}", style="filler")
    draft.parts.append(_sheet(draft, ink, rates, world.outcomes, score))
    return draft


def _accounts(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    w, y = world.whole, world.year
    head(2, "收支总体情况")
    draft.say(
        f"{y}年度收入总计、支出总计均为", ink.say("收支总计", w.final, ANY, key="total", ties="REF"), "。其中本年支出", ink.say("本年支出", w.actual, "actual", key="actual", ties="TXT REF"),
        "，与上年相比", *versus(ink, "本年支出", w.actual, w.prior, direction=("增加", "减少")), "；年末结转和结余", ink.say("年末结转和结余", w.balance, "year_end_balance", ties="BUD"), "。",
    )  # fmt: skip
    head(2, "支出结构")
    draft.say(
        "本年支出", ink.say("本年支出", w.actual, "actual", key="actual", ties="TXT REF"), "，其中：", *parts_of(ink, [("基本支出", world.basic.actual, None), ("项目支出", world.project.actual, None)], "actual", key="part", mark="；"), "。",
    )  # fmt: skip
    draft.say(
        "基本支出包括：", *parts_of(ink, [("人员经费", world.basic.actual - world.categories[1].flow.actual - world.categories[3].flow.actual, None), ("公用经费", world.categories[1].flow.actual + world.categories[3].flow.actual, None)], "actual", mark="；"), "。",
    )  # fmt: skip
    draft.say(f"{y}年度支出决算明细", style="caption")
    draft.say("金额单位：万元", style="unit")
    rows: list[Row] = [[Cell("支出功能分类", cs=2), Cell("本年支出", cs=3)], ["科目编码", "科目名称", "小计", "基本支出", "项目支出"]]  # fmt: skip
    functions = world.functions()

    def money(label: str, basic: Flow, project: Flow) -> list[Content]:
        return [
            ink.cell(label, basic.actual + project.actual, "actual", ties="SUM"), ink.cell(label, basic.actual, "actual", ties="SUM"), ink.cell(label, project.actual, "actual", ties="SUM"),
        ]  # fmt: skip

    rows.append([Cell("合计", cs=2), *money("合计", world.basic, world.project)])
    rows += [
        [code, name, *money(name, basic, project)]
        for code, name, basic, project in functions
        if (basic + project).actual
    ]
    draft.parts.append(Grid(rows, [14, 34, 14, 14, 14], header=2, name="支出决算明细", size=10))
    head(2, "“三公”经费")
    t = world.three
    draft.say(
        "“三公”经费支出预算", ink.say("“三公”经费支出预算", t.original, "original_budget", ties="TXT"), "，支出决算", ink.say("“三公”经费支出决算", t.actual, "actual", ties="TXT"), "，完成预算的",
        ink.rate("完成预算", t.actual, t.original, prose=True, ties="TXT", scenario=ANY), "。决算数比预算数减少", ink.say("“三公”经费", t.original - t.actual, "derived", measure="change", ties="TXT"), "。",
    )  # fmt: skip


def _rates(ink: Ink, world: World) -> list[Outcome]:
    """Input and process rows whose results follow from the account."""
    w = world.whole
    percent = (
        ("投入", "预算执行", "预算完成率", "≥", Decimal(95), w.actual / w.final, 10),
        ("投入", "预算执行", "预算调整率", "≤", Decimal(40), abs(w.adjustment) / w.original, 5),
        ("过程", "预算管理", "在职人员控制率", "≤", Decimal(100), Decimal(world.in_post) / world.posts, 5),
        ("过程", "预算管理", "“三公”经费控制率", "≤", Decimal(100), world.three.actual / world.three.original, 5),
    )
    out = []
    for level1, level2, name, sign, goal, value, points in percent:
        o = Outcome(
            level1,
            level2,
            name,
            sign,
            goal,
            quantize(value * 100, 2),
            "%",
            weight=Decimal(points),
            score=Decimal(points),
        )
        if not o.met:
            o.score = Decimal(points) - 1
            o.reason = "年中收支变化较大"
        out.append(o)
    for level1, level2, name, points in (
        ("过程", "资产管理", "资产管理规范性", 5),
        ("过程", "财务管理", "资金使用合规性", 10),
    ):
        out.append(Outcome(level1, level2, name, "", None, None, "", "规范", "规范", Decimal(points), Decimal(points)))
    return out


def _sheet(draft: Draft, ink: Ink, rates: list[Outcome], outcomes: list[Outcome], score: Decimal) -> Grid:
    heads = [
        "一级指标",
        "二级指标",
        "三级指标",
        "分值",
        "指标说明",
        "评分标准",
        "年初目标值",
        "实际完成值",
        "得分",
        "未完成原因分析与改进措施",
    ]
    rows: list[Row] = [heads]
    grid = Grid(rows, [7, 9, 16, 6, 20, 22, 10, 10, 6, 14], header=1, name="部门整体支出绩效自评表", size=8.5)
    names = {"产出指标": "效果", "效益指标": "效果", "满意度指标": "效果"}
    items = [*rates, *outcomes]
    one = runs([names.get(o.level1, o.level1) for o in items])
    two = runs([f"{names.get(o.level1, o.level1)}/{_second(o)}" for o in items])
    for i, o in enumerate(items):
        level1 = names.get(o.level1, o.level1)
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(level1, rs=one[i]))
        if two[i]:
            row.append(Cell(_second(o), rs=two[i]))
        goal, done = ink.goal(o), ink.done(o)
        row += [
            o.name, ink.points(o.name, o.weight, "weight"), Cell(f"反映{o.name}的情况", align="left"), Cell("达到目标计满分，未达到的按比例扣分", align="left"),
            goal, done, ink.points(o.name, o.score, "score"), o.reason,
        ]  # fmt: skip
        rows.append(row)
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, level1, _second(o), o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason
                ),
            )
        )
    label: Piece = "合计"
    rows.append([Cell(label, cs=3), ink.points("合计", Decimal(100), "weight"), "", "", "", "", ink.points("合计", score, "score", ties="SCR REF"), ""])  # fmt: skip
    return grid


def _second(o: Outcome) -> str:
    return {"产出指标": "履职产出", "效益指标": "履职效益", "满意度指标": "履职效益"}.get(o.level1, o.level2)
