# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau whose form writes every indicator as a small block of label and value cells over two rows, whose money table
is turned (stages down, sources across), and whose data sheet mixes 元, 万元, 人 and 平方米 in a unit column."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink, Printed, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Draft, Fig, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads, execution, plans, staffing, verdict, versus
from benchmarks.generate.world import ZERO, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.6)
    draft = Draft(f"{year}年度{world.org}部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["typed", "styled"]), "size": "16"}
    draft.notes += ["指标块两行一项", "资金表转置", "数据表计量单位逐行不同"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.5, nothing=rng.choice(["", "0.00", "0"]))
    weigh(world.outcomes, PLAN)
    draft.say(f"{year}年度{world.org}部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    w = world.whole
    head(1, "概况")
    draft.say(*staffing(ink, world))
    draft.say("主要数据见表一。")
    draft.say("表一　主要数据表", style="caption")
    draft.parts.append(_data(ink, world))
    head(1, "资金")
    draft.say(
        f"{year}年部门可执行预算", ink.say("可执行预算", w.final, "final_budget", key="whole:final", ties="BUD"), "，支出", ink.say("支出", w.actual, "actual", key="whole:actual", ties="BUD REF"),
        *execution(ink, "预算", w), "。支出同比", *versus(ink, "支出", w.actual, w.prior), "。资金来源见表二。",
    )  # fmt: skip
    draft.say("表二　资金来源情况表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_money(ink, world))
    head(1, "成效")
    for o in world.outcomes:
        draft.say(*verdict(ink, o), "；")
    draft.say(*plans(ink, world))
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体支出绩效自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world))
    return draft


def _data(ink: Ink, world: World) -> Grid:
    y = ink.year
    three, b = world.three, world.balance
    rows: list[Row] = [["序号", "数据名称", "计量单位", f"{y - 1}年", f"{y}年"]]

    def money(label: str, before: Decimal | None, now: Decimal, unit: str, key: str = "") -> None:
        hand = ink.about(ink.org)
        hand.unit = unit
        first: Printed = "" if before is None else hand.cell(label, before, ANY, year=y - 1)
        second = hand.cell(label, now, ANY, key=key, ties="REF" if key else "")
        rows.append([str(len(rows)), label, unit, first, second])

    def people(label: str, n: int, unit: str, key: str = "") -> None:
        rows.append(
            [
                str(len(rows)),
                label,
                unit,
                "",
                Fig(
                    label,
                    Decimal(n),
                    unit,
                    f"{n}",
                    ANY,
                    y,
                    ink.org,
                    measure="count",
                    key=key,
                    ties="REF" if key else "",
                ),
            ]
        )

    people("编制人数", world.posts, "人", "posts")
    people("在职人数", world.in_post, "人", "in_post")
    money("资产总额", b.assets(0), b.assets(1), "元")
    people("办公用房面积", 1860, "平方米")
    money("部门支出", world.whole.prior, world.whole.actual, "万元", "whole:actual")
    money("“三公”经费支出", three.prior, three.actual, "万元")
    money(
        "会议费和培训费", None, sum((i.flow.actual for i in world.goods if i.name in ("会议费", "培训费")), ZERO), "元"
    )
    return Grid(rows, [8, 34, 14, 22, 22], header=1, name="主要数据表")


def _money(ink: Ink, world: World) -> Grid:
    """Stages down, sources across."""
    sources = (
        ("合计", world.whole),
        ("一般公共预算", world.by_source("一般公共预算")),
        ("政府性基金预算", world.by_source("政府性基金预算")),
    )
    rows: list[Row] = [["阶段", *(name for name, _ in sources)]]
    stages = (("年初预算", "original", "original_budget"), ("上年结转", "brought", "brought_forward"), ("年中调整", "adjustment", "adjustment"), ("可执行预算", "final", "final_budget"),
              ("支出", "actual", "actual"), ("年末结转结余", "balance", "year_end_balance"))  # fmt: skip
    for label, attribute, scenario in stages:
        rows.append([label, *(
            ink.cell(f"{name}|{label}", getattr(f, attribute), scenario, ties="SUM BUD", key=f"whole:{attribute}" if name == "合计" else "") for name, f in sources
        )])  # fmt: skip
    rows.append(
        ["执行率", *(ink.rate(f"{name}|执行率", f.actual, f.final, ties="BUD", scenario=ANY) for name, f in sources)]
    )
    return Grid(rows, [22, 24, 24, 24], header=1, name="资金来源情况表")


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    w = world.whole
    run = execution_score(w.rate)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    rows: list[Row] = [
        ["部门名称", Cell(world.org, cs=7)],
        ["全年预算（万元）", ink.cell("全年预算", w.final, "final_budget", ties="BUD", key="whole:final"), "全年执行（万元）", ink.cell("全年执行", w.actual, "actual", ties="BUD", key="whole:actual"),
         "执行率", ink.rate("执行率", w.actual, w.final, ties="BUD", scenario=ANY), "得分", ink.points("预算执行率得分", run, "score")],
    ]  # fmt: skip
    grid = Grid(rows, [15, 15, 15, 15, 10, 11, 9, 10], name="部门整体支出绩效自评表", size=10)
    level1 = ""
    for o in world.outcomes:
        if o.level1 != level1:
            level1 = o.level1
            rows.append(
                [
                    Cell(
                        [f"{level1}（", ink.points(level1, Decimal(PLAN[level1]), "weight", suffix="分"), "）"],
                        cs=8,
                        align="left",
                        bold=True,
                    )
                ]
            )
        goal, done = ink.goal(o), ink.done(o)
        rows.append(
            [Cell(o.level2, rs=2), "指标名称", Cell(o.name, cs=4), "分值", ink.points(o.name, o.weight, "weight")]
        )
        rows.append(["目标值", Cell(goal), "完成值", Cell(done, cs=2), "得分", ink.points(o.name, o.score, "score")])
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, ""
                ),
            )
        )
    rows.append([Cell("总分", cs=7), ink.points("总分", total, "score", ties="SCR")])
    return grid
