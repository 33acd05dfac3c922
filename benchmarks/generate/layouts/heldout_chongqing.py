# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Held out: nothing may be tuned on it. A district's bureau: a flat list of indicators with 计量单位, 指标性质, 年初指标值, 调整
指标值, 全年完成值, 指标权重 and 指标得分 (no classes), goals in three cells, money in 元 and 万元 on one page."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Piece, Row
from benchmarks.generate.prose import Heads, joined, parts_of, versus
from benchmarks.generate.world import Outcome, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(
        rng,
        rng.choice(TRADES),
        rng.choice(PLACES["直辖市"]) + rng.choice(PLACES["区"]),
        "区",
        year,
        size=0.8,
        brought=False,
    )
    draft = Draft(f"{world.org}{year}年度整体支出绩效自评", world.org, year)
    draft.options = {"headings": "auto", "size": "16"}
    weigh(world.outcomes, PLAN)
    ink = Ink(world.org, year, rng, thousands=False)
    w = world.whole
    draft.say(f"{world.org}{year}年度整体支出绩效自评报告", style="title")
    head = Heads(draft, auto=True)
    head(1, "自评概况")
    listed: list[list[Piece]] = [[p.name, ink.say(p.name, p.flow.actual, "actual", ties="TXT")] for p in world.projects]
    draft.say(
        f"{year}年整体支出年初预算数", ink.say("年初预算数", w.original, "original_budget", key="whole:original"), "，全年（调整）预算数",
        ink.say("全年（调整）预算数", w.final, "final_budget", key="whole:final", ties="BUD"), "，全年执行数", ink.say("全年执行数", w.actual, "actual", key="whole:actual", ties="BUD"), "。",
    )  # fmt: skip
    draft.say(
        "全年执行数按经济分类：",
        *parts_of(ink, [(c.name, c.flow.actual, c.concept) for c in world.categories], "actual"),
        "；按项目：",
        *joined(listed, "，"),
        "。",
    )
    draft.say(f"与{year - 1}年相比，全年执行数", *versus(ink, "全年执行数", w.actual, w.prior), "。")
    head(1, "存在问题及整改")
    missed = [o for o in world.outcomes if not o.met]
    draft.say("".join(f"{o.name}未达标，{o.reason}。" for o in missed) or "各项指标均达标。")
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体绩效自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world))
    return draft


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    w = world.whole
    run = execution_score(w.rate)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    rows: list[Row] = [
        ["部门（单位）名称", Cell(world.org, cs=4), "联系人", Cell("（略）", cs=3)],
        [Cell("整体支出\n（万元）", rs=2), Cell("年初预算数", cs=2), Cell("全年（调整）预算数", cs=2), "全年执行数", "执行率（%）", "执行率权重", "执行率得分"],
        [Cell(ink.cell("整体支出", w.original, "original_budget", key="whole:original"), cs=2), Cell(ink.cell("整体支出", w.final, "final_budget", key="whole:final", ties="BUD"), cs=2),
         ink.cell("整体支出", w.actual, "actual", key="whole:actual", ties="BUD"), _bare(ink, w.actual, w.final), ink.points("执行率权重", Decimal(10), "weight"),
         ink.points("执行率得分", run, "score")],
        [Cell("当年绩效目标", rs=2), Cell("年初绩效目标", cs=3), Cell("全年（调整）绩效目标", cs=3), Cell("目标实际完成情况", cs=2)],
        [Cell(f"完成{world.trade.system}领域年度重点任务。", cs=3, align="left"), Cell("同年初目标。", cs=3, align="left"), Cell("总体完成。", cs=2, align="left")],
        ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分系数（%）", "指标权重（分）", "指标得分（分）"],
    ]  # fmt: skip
    grid = Grid(rows, [22, 9, 9, 12, 12, 12, 10, 10, 10], name="部门整体绩效自评表", size=9, total_width=9600)
    for o in world.outcomes:
        rows.append([Cell(o.name, align="left"), *_cells(ink, o)])
        draft.indicators.append((grid, _truth(ink, o)))
    rows.append(
        [
            Cell("合计（含执行率）", cs=7),
            ink.points("合计", Decimal(100), "weight"),
            ink.points("合计", total, "score", ties="SCR"),
        ]
    )
    return grid


def _bare(ink: Ink, part: Decimal, whole: Decimal) -> Content:
    made = ink.rate("执行率", part, whole, ties="BUD", scenario=ANY)
    if not isinstance(made, str):
        made.suffix = ""
    return made


def _plain(ink: Ink, o: Outcome, value: Decimal, scenario: str) -> Fig:
    return Fig(o.name, value, o.unit, f"{value:f}", scenario, ink.year, ink.org, measure="other")


def _cells(ink: Ink, o: Outcome) -> list[Content]:
    factor = Fig(
        o.name,
        (o.score / o.weight * 100).quantize(Decimal("0.1")),
        "%",
        f"{(o.score / o.weight * 100).quantize(Decimal('0.1'))}",
        ANY,
        ink.year,
        ink.org,
        measure="rate",
    )
    points: list[Content] = [factor, ink.points(o.name, o.weight, "weight"), ink.points(o.name, o.score, "score")]
    if o.target is None or o.actual is None:
        return ["", "定性", o.target_word, "", o.actual_word, *points]
    return [o.unit, o.sign or "＝", _plain(ink, o, o.target, "target"), "", _plain(ink, o, o.actual, "actual"), *points]


def _truth(ink: Ink, o: Outcome) -> IndicatorTruth:
    if o.target is None or o.actual is None:
        return IndicatorTruth(
            None,
            ink.org,
            "",
            "",
            o.name,
            o.target_word,
            o.actual_word,
            o.weight,
            o.score,
            "",
            {"target": f"定性{o.target_word}"},
        )
    goal, done = f"{o.target:f}", f"{o.actual:f}"
    return IndicatorTruth(
        None,
        ink.org,
        "",
        "",
        o.name,
        f"{o.sign}{goal}{o.unit}",
        f"{done}{o.unit}",
        o.weight,
        o.score,
        "",
        {"target": goal, "actual": done},
    )
