# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""For measuring only. A prefecture's bureau in the manner of Yunnan's later forms: 部门整体支出绩效自评表 with 任务, 批复金额 and 实际
支出金额, indicators with 指标性质/指标值/度量单位/实际完成值 and no points; 元 in the forms, 万元 in the text."""

from __future__ import annotations

import random

from benchmarks.generate.forms import GOAL, runs
from benchmarks.generate.ink import Ink
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row
from benchmarks.generate.prose import Heads, budget_story, joined, plans, share, versus
from benchmarks.generate.world import Flow, Outcome, World, build


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(
        rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=0.9, n_units=2, brought=rng.random() < 0.5
    )
    draft = Draft(f"{world.org}{year}年度部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "auto", "size": "16"}
    draft.notes += ["表内用元，正文用万元", "指标无分值", "任务行与资金来源列"]
    words = Ink(world.org, year, rng, thousands=False)
    ink = Ink(world.org, year, rng, unit="元", nothing="0.00", thousands=rng.random() < 0.6)
    draft.say(f"{world.org}{year}年度部门整体支出绩效自评报告", style="title")
    head = Heads(draft, auto=True)
    head(1, "基本情况")
    draft.say(
        f"{world.short}共设置", words.count("内设机构", len(world.divisions), "个"), "内设机构，所属单位", words.count("所属单位", len(world.units) - 1, "个"), "；年末编制", words.count("编制", world.posts, "人", key="posts"),
        "，在职在编实有", words.count("在职在编实有人数", world.in_post, "人", key="in_post"), "，车辆实有", words.count("车辆", world.cars, "辆"), "。",
    )  # fmt: skip
    head(1, "预算和支出情况")
    _story(draft, words, world)
    draft.parts.append(Break())
    draft.say("部门整体支出绩效自评表", style="subtitle")
    draft.say("金额单位：元", style="unit")
    draft.parts.append(_department(draft, ink, world))
    for project in world.projects[:3]:
        draft.parts.append(Break())
        draft.say(f"项目支出绩效自评表（{year}年度）", style="subtitle")
        draft.say("金额单位：元", style="unit")
        who = world.units[project.owner].name.removesuffix("本级")
        draft.parts.append(
            _project(draft, ink.for_project(who), world, who, project.name, project.flow, project.outcomes)
        )
    return draft


def _story(draft: Draft, ink: Ink, world: World) -> None:
    w = world.whole
    draft.say(*budget_story(ink, "部门预算", w, key="whole"))
    draft.say(
        f"{world.year}年部门支出", ink.say("部门支出", w.actual, "actual", ties="TXT REF"), "，较上年", *versus(ink, "部门支出", w.actual, w.prior), "。其中：基本支出", ink.say("基本支出", world.basic.actual, "actual", ties="TXT"),
        "，占", share(ink, "基本支出", world.basic.actual, w.actual), "；项目支出", ink.say("项目支出", world.project.actual, "actual", ties="TXT"), "，占", share(ink, "项目支出", world.project.actual, w.actual), "。",
    )  # fmt: skip
    draft.say("项目支出主要用于：", *joined([[p.name, ink.say(p.name, p.flow.actual, "actual", ties="TXT")] for p in world.projects], "、"), "。")  # fmt: skip
    draft.say(*plans(ink, world))


def _department(draft: Draft, ink: Ink, world: World) -> Grid:
    rows: list[Row] = [
        [Cell("部门名称", cs=2), Cell(world.org, cs=8)],
        [Cell("部门年度目标", cs=2), Cell(GOAL, cs=8, align="left")],
        [Cell("一、部门年度重点工作任务支出情况", cs=10, align="left")],
        [Cell("任务名称", cs=2, rs=2), Cell("项目级次", rs=2), Cell("批复金额", cs=3), Cell("实际支出金额", rs=2), Cell("预算执行率", rs=2), Cell("预算执行偏低原因及改进措施", cs=2, rs=2)],
        ["总额", "财政拨款", "其他资金"],
    ]  # fmt: skip
    tasks: list[tuple[str, str, Flow]] = [
        ("基本支出", "本级", world.basic),
        *((p.name, "本级", p.flow) for p in world.projects),
    ]
    for name, level, flow in tasks:
        rows.append([Cell(name, cs=2, align="left"), level, *_money(ink, name, flow), Cell("", cs=2)])
    rows.append([Cell("合计", cs=2), "", *_money(ink, "合计", world.whole), Cell("", cs=2)])
    rows.append([Cell("二、部门整体支出绩效指标", cs=10, align="left")])
    grid = Grid(rows, [9, 11, 18, 13, 13, 11, 13, 10, 10, 10], name="部门整体支出绩效自评表", size=9)
    _indicators(draft, ink, grid, rows, world.outcomes, extra=True)
    return grid


def _money(ink: Ink, name: str, flow: Flow) -> list[Content]:
    own = flow.brought
    return [
        ink.cell(name, flow.final, "final_budget", ties="SUM BUD"), ink.cell(name, flow.final - own, "final_budget", ties="SUM"), ink.cell(name, own, "final_budget", ties="SUM"),
        ink.cell(name, flow.actual, "actual", ties="SUM BUD"), ink.rate("预算执行率", flow.actual, flow.final),
    ]  # fmt: skip


def _indicators(draft: Draft, ink: Ink, grid: Grid, rows: list[Row], outcomes: list[Outcome], *, extra: bool) -> None:
    last = Cell("偏差原因分析及改进措施", cs=2)
    heads: list[Cell | Content] = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", Cell("实际完成值", cs=2) if extra else "实际完成值", last]  # fmt: skip
    rows.append(heads)
    one, two = runs([o.level1 for o in outcomes]), runs([o.level1 + o.level2 for o in outcomes])
    for i, o in enumerate(outcomes):
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(o.level1, rs=one[i]))
        if two[i]:
            row.append(Cell(o.level2, rs=two[i]))
        sign = {"≥": "≥", "≤": "≤", "=": "="}.get(o.sign, "=")
        if o.target is None or o.actual is None:
            goal: Content = o.target_word
            done: Content = o.actual_word
            unit = "年"
            truth = (f"={o.target_word}", o.actual_word, {"target": o.target_word})
        else:
            goal = Fig(o.name, o.target, o.unit, f"{o.target:f}", "target", ink.year, ink.org, measure="other")
            done = Fig(o.name, o.actual, o.unit, f"{o.actual:f}", "actual", ink.year, ink.org, measure="other")
            unit = o.unit
            truth = (
                f"{sign}{o.target:f}{unit}",
                f"{o.actual:f}{unit}",
                {"target": f"{o.target:f}", "actual": f"{o.actual:f}"},
            )
        row += [o.name, sign, goal, unit, Cell(done, cs=2) if extra else done, Cell(o.reason, cs=2)]
        rows.append(row)
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, truth[0], truth[1], None, None, o.reason, truth[2]
                ),
            )
        )


def _project(draft: Draft, ink: Ink, world: World, who: str, name: str, flow: Flow, outcomes: list[Outcome]) -> Grid:
    rows: list[Row] = [
        [Cell("项目名称", cs=2), Cell(name, cs=7)],
        [Cell("主管部门", cs=2), Cell(world.org, cs=2), Cell("实施单位", cs=2), Cell(who, cs=3)],
        [Cell("项目资金", cs=2, rs=3), "", "年初预算数", "全年预算数", "全年执行数", Cell("执行率", cs=2), "说明"],
        ["年度资金总额", ink.cell("年度资金总额", flow.original + flow.brought, "original_budget", ties="SUM"), ink.cell("年度资金总额", flow.final, "final_budget", ties="BUD SUM"), ink.cell("年度资金总额", flow.actual, "actual", ties="BUD SUM"),
         Cell(ink.rate("执行率", flow.actual, flow.final, ties="BUD"), cs=2), ""],
        ["其中：财政拨款", ink.cell("财政拨款", flow.original + flow.brought, "original_budget", ties="SUM"), ink.cell("财政拨款", flow.final, "final_budget", ties="SUM"), ink.cell("财政拨款", flow.actual, "actual", ties="SUM"),
         Cell("", cs=2), ""],
        [Cell("年度总体目标", cs=2), Cell(GOAL, cs=7, align="left")],
    ]  # fmt: skip
    grid = Grid(rows, [9, 11, 20, 14, 14, 14, 13, 8, 14], name="项目支出绩效自评表", size=9)
    _indicators(draft, ink, grid, rows, outcomes, extra=False)
    met = all(o.met for o in outcomes)
    rows.append([Cell("项目自评等级", cs=2), Cell("优" if met else "良", cs=7)])
    return grid
