# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Held out: nothing may be tuned on it. A prefecture's bureau: data sheet of label and value pairs three abreast, 可用指标 and
支出数 for the budget stages, 万元 with four decimals, a form with 指标值类型 and 扣分原因."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, Printed, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads, share, versus
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, grain=Decimal(1), size=1.5)
    draft = Draft(f"{world.org}{year}年度整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    ink = Ink(world.org, year, rng, decimals=4, thousands=rng.random() < 0.3, nothing=rng.choice(["", "0"]))
    weigh(world.outcomes, PLAN)
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度整体支出绩效自评报告", style="title")
    head = Heads(draft)
    w = world.whole
    head(1, "部门概述")
    draft.say(
        f"{world.short}在编在岗人数", ink.count("在编在岗人数", world.in_post, "人", key="in_post"), "（编制", ink.count("编制", world.posts, "名", key="posts"), "），离退休",
        ink.count("离退休", world.retired, "人"), "，聘用", ink.count("聘用", world.contract, "人"), "。",
    )  # fmt: skip
    head(1, "资金投入和使用")
    draft.say(
        f"{year}年年初部门预算", ink.say("年初部门预算", w.original, "original_budget", key="whole:original", ties="BUD"), "，追加（减）预算",
        ink.say("追加（减）预算", w.adjustment, "adjustment", ties="BUD"), "，可用指标", ink.say("可用指标", w.final, "final_budget", key="whole:final", ties="BUD"), "，支出数",
        ink.say("支出数", w.actual, "actual", key="whole:actual", ties="BUD TXT"), "，结余数", ink.say("结余数", w.balance, "year_end_balance", ties="BUD"), "，支出完成",
        ink.rate("支出完成", w.actual, w.final, prose=True, ties="BUD"), "。",
    )  # fmt: skip
    draft.say(
        "支出数中，基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT"), "（", share(ink, "基本支出", world.basic.actual, w.actual), "），项目支出",
        ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT"), "（", share(ink, "项目支出", world.project.actual, w.actual), f"）；支出数同比{year - 1}年",
        *versus(ink, "支出数", w.actual, w.prior, direction=("增支", "减支")), "。",
    )  # fmt: skip
    draft.say("资金使用情况表（万元）", style="caption")
    draft.parts.append(_stages(ink, world))
    head(1, "目标完成")
    for o in world.outcomes:
        draft.say(o.name, "完成" if o.actual is not None else "：", ink.done(o), "（目标", ink.goal(o), "）。")
    draft.parts.append(Break())
    draft.say("附1　基础信息表", style="subtitle")
    draft.parts.append(_pairs(ink, world))
    draft.say("附2　整体支出绩效自评表", style="subtitle")
    draft.say(f"（{year}年度）", style="subtitle")
    draft.parts.append(_form(draft, ink, world))
    return draft


def _stages(ink: Ink, world: World) -> Grid:
    rows: list[Row] = [["支出类别", "年初部门预算", "上年结转", "追加（减）预算", "可用指标", "支出数", "结余数"]]
    lines = [("基本支出", world.basic), *((p.name, p.flow) for p in world.projects), ("总计", world.whole)]
    for label, f in lines:
        rows.append([
            Cell(label, align="left"), ink.cell(label, f.original, "original_budget", ties="SUM BUD"), ink.cell(label, f.brought, "brought_forward", ties="SUM"),
            ink.cell(label, f.adjustment, "adjustment", ties="SUM"), ink.cell(label, f.final, "final_budget", ties="SUM BUD"), ink.cell(label, f.actual, "actual", ties="SUM BUD"),
            ink.cell(label, f.balance, "year_end_balance", ties="SUM BUD"),
        ])  # fmt: skip
    return Grid(rows, [26, 15, 12, 14, 15, 15, 13], header=1, name="资金使用情况表", size=9)


def _pairs(ink: Ink, world: World) -> Grid:
    three, b = world.three, world.balance

    def money(label: str, amount: Decimal, scenario: str, key: str = "") -> Printed:
        return ink.cell(label, amount, scenario, key=key)

    rows: list[Row] = [
        [Cell(f"{world.org}基础信息（金额单位：万元）", cs=6, bold=True)],
        ["编制数", ink.count("编制数", world.posts, "人", prose=False, key="posts"), "在编在岗人数", ink.count("在编在岗人数", world.in_post, "人", prose=False, key="in_post", ties="REF"),
         "离退休人数", ink.count("离退休人数", world.retired, "人", prose=False)],
        ["资产总额", money("资产总额", b.assets(1), ANY), "负债总额", money("负债总额", b.debts(1), ANY), "净资产", money("净资产", b.net(1), ANY)],
        ["年初部门预算", money("年初部门预算", world.whole.original, "original_budget", "whole:original"), "可用指标", money("可用指标", world.whole.final, "final_budget", "whole:final"),
         "支出数", money("支出数", world.whole.actual, "actual", "whole:actual")],
        ["三公经费预算", money("三公经费预算", three.original, "original_budget"), "三公经费支出", money("三公经费支出", three.actual, "actual"), "其中：公务接待费",
         money("公务接待费", world.reception.actual, ANY)],
    ]  # fmt: skip
    return Grid(rows, [18, 15, 18, 15, 18, 15], name="基础信息表", size=10)


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    w = world.whole
    run = execution_score(w.rate)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))

    def line(label: str, f: Flow, tail: list[Content]) -> list[Cell | Content]:
        return [label, ink.cell(label, f.original, "original_budget", ties="SUM"), Cell(ink.cell(label, f.final, "final_budget", ties="SUM BUD"), cs=2),
                ink.cell(label, f.actual, "actual", ties="SUM BUD"), Cell(ink.rate("执行率", f.actual, f.final, ties="BUD", scenario=ANY), cs=2), *tail]  # fmt: skip

    rows: list[Row] = [
        ["部门名称", Cell(world.org, cs=9)],
        [Cell("资金情况\n（万元）", rs=4), "", "年初预算数", Cell("全年预算数", cs=2), "全年执行数", Cell("执行率", cs=2), "权重", "得分"],
        line("总额", w, [ink.points("预算执行率权重", Decimal(10), "weight"), ink.points("预算执行率得分", run, "score")]),
        line("财政拨款", w, ["", ""]), line("其他", Flow(), ["", ""]),
        [Cell("绩效指标", rs=len(world.outcomes) + 1), "一级指标", "二级指标", "三级指标", "指标值类型", "年初指标值", "全年完成值", "权重", "得分", "自评扣分原因"],
    ]  # fmt: skip
    grid = Grid(rows, [9, 11, 12, 17, 9, 12, 11, 7, 8, 14], name="整体支出绩效自评表", size=9, total_width=9600)
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        goal, done = ink.goal(o), ink.done(o)
        kind = "定量" if o.target is not None else "定性"
        rows.append(
            [
                *row,
                o.name,
                kind,
                goal,
                done,
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
                o.reason,
            ]
        )
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason
                ),
            )
        )
    rows.append(
        [
            Cell("总分", cs=7),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", total, "score", ties="SCR"),
            "",
        ]
    )
    return grid
