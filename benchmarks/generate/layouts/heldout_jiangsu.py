# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Held out: nothing may be tuned on it. A city's bureau: one wide table of units against budget stages with three heading
levels and the total first, 亿元 with two decimals, headings 1 / 1.1, growth columns headed ±%, a scoring table with 得分率."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink, Printed, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, quantize, text_of
from benchmarks.generate.prose import share, versus
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 35, "满意度指标": 15}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=4.0, n_units=4)
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评价报告", world.org, year)
    draft.options = {"headings": "styled", "size": "15"}
    ink = Ink(world.org, year, rng, nothing=rng.choice(["—", "0.00"]))
    weigh(world.outcomes, PLAN)
    w = world.whole
    score = sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{world.org}{year}年度部门整体绩效自评价报告", style="title")
    draft.head(1, "1 基本情况")
    draft.head(2, "1.1 机构和人员")
    draft.say(
        f"{world.short}设", ink.count("内设机构", len(world.divisions), "个"), "内设机构。全系统核定编制", ink.count("核定编制", world.posts, "名", key="posts"), f"，{year}年末在职职工",
        ink.count("在职职工", world.in_post, "人", key="in_post"), "，编制使用率", ink.rate("编制使用率", Decimal(world.in_post), Decimal(world.posts), prose=True, ties="DRV", decimals=1), "。",
    )  # fmt: skip
    draft.head(2, "1.2 预算安排和执行")
    hand = ink.about(ink.org)
    hand.prose_unit, hand.prose_decimals = "亿元", 2
    draft.say(
        f"{year}年部门预算", hand.say("部门预算", w.original, "original_budget", key="whole:original"), "，年终调整预算", hand.say("年终调整预算", w.final, "final_budget", key="whole:final"),
        "，实际支出", hand.say("实际支出", w.actual, "actual", key="whole:actual", ties="TXT"), f"，比{year - 1}年", *versus(hand, "实际支出", w.actual, w.prior, direction=("增加", "减少")), "；其中项目支出占",
        share(ink, "项目支出", world.project.actual, w.actual), "。各预算单位情况见附表1。",
    )  # fmt: skip
    draft.head(1, "2 绩效目标实现程度")
    for o in world.outcomes:
        draft.say(
            f"“{o.name}”指标计划值为",
            ink.goal(o, style="words"),
            "，实际值为",
            ink.done(o),
            "。" if o.met else f"，未达计划值，{o.reason}。",
        )
    draft.head(1, "3 自评价结论")
    draft.say(
        f"{year}年部门整体绩效自评价得分", ink.points("自评价得分", score, "score", suffix="分", ties="REF SCR"), "。"
    )
    draft.parts.append(Break(landscape=True))
    draft.say("附表1　预算单位收支情况表", style="caption")
    draft.say("计量单位：万元", style="unit")
    draft.parts.append(_units(ink, world))
    draft.say(f"附表2　{year}年度部门整体绩效自评价计分表", style="caption")
    draft.parts.append(_scores(draft, ink, world, score))
    return draft


def _units(ink: Ink, world: World) -> Grid:
    y = ink.year
    top: list[Row] = [
        [Cell("预算单位", rs=3), Cell("人数\n（人）", rs=3), Cell(f"{y}年", cs=6), Cell(f"{y - 1}年\n支出", rs=3), Cell("支出比上年\n±%", rs=3)],
        [Cell("年初预算", cs=2), Cell("调整预算", cs=2), Cell("支出", cs=2)],
        ["基本支出", "项目支出"] * 3,
    ]  # fmt: skip

    def line(label: str, people: int, basic: Flow, project: Flow, hand: Ink) -> Row:
        whole = basic + project
        made: list[Printed] = []
        for attribute, scenario in (("original", "original_budget"), ("final", "final_budget"), ("actual", "actual")):
            made += [
                hand.cell("基本支出", getattr(basic, attribute), scenario, ties="SUM"),
                hand.cell("项目支出", getattr(project, attribute), scenario, ties="SUM"),
            ]
        growth = hand.rate(label, whole.actual - whole.prior, whole.prior, measure="growth")
        if not isinstance(growth, str):
            growth.suffix = ""
        return [
            Cell(label, align="left"),
            hand.count(label, people, "人", prose=False, ties="SUM"),
            *made,
            hand.cell("支出", whole.prior, "actual", year=y - 1, ties="SUM DRV"),
            growth,
        ]

    rows: list[Row] = [*top, line("总计", world.in_post, world.basic, world.project, ink)]
    rows += [line(u.name, u.in_post, u.basic, u.project, ink.about(f"{u.name}|{ink.org}")) for u in world.units]
    return Grid(rows, [30, 8, 12, 12, 12, 12, 12, 12, 13, 12], header=3, name="预算单位收支情况表", size=9)


def _scores(draft: Draft, ink: Ink, world: World, score: Decimal) -> Grid:
    rows: list[Row] = [["序号", "指标类别", "指标名称", "计划值", "实际值", "满分", "得分", "得分率", "说明"]]
    grid = Grid(rows, [6, 16, 24, 13, 13, 8, 8, 10, 26], header=1, name="自评价计分表", size=9.5)
    for i, o in enumerate(world.outcomes, 1):
        goal, done = ink.goal(o), ink.done(o)
        rate = ink.rate(o.name, o.score, o.weight, scenario=ANY)
        rows.append(
            [
                str(i),
                o.level2,
                o.name,
                goal,
                done,
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
                rate,
                o.reason,
            ]
        )
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, "", o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason,
                                                      {"level1": o.level2, "level2": ""})))  # fmt: skip
    full: Content = ink.points("合计", Decimal(100), "weight")
    rows.append(
        [
            "",
            Cell("合计", cs=4),
            full,
            ink.points("合计", score, "score", ties="SCR REF"),
            ink.rate("合计", quantize(score, 2), Decimal(100), scenario=ANY),
            "",
        ]
    )
    return grid
