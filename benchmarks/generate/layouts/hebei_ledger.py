# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau in the manner of Hebei's 职责—活动 budgets: money by 职责 and 活动 in a ledger with 小计 rows, a score sheet headed
评价指标 over three unnamed columns with 满分/扣分/自评分, and prose that explains every deduction."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Cell, Content, Draft, Fig, Grid, IndicatorTruth, Piece, Row
from benchmarks.generate.prose import Heads, balances, joined, versus
from benchmarks.generate.world import Flow, World, build, total

_FRAME = (
    ("预算编制", "绩效目标", "目标明确性", 5, "绩效目标细化、可衡量"),
    ("预算编制", "预算配置", "重点支出安排率", 5, "重点项目支出占项目支出总额的比重"),
    ("预算执行", "资金支出", "预算执行率", 15, "全年支出与可用资金之比"),
    ("预算执行", "资金支出", "结转结余变动率", 5, "不高于上年"),
    ("预算执行", "支出管理", "公用经费控制", 5, "实际支出不超过预算"),
    ("预算执行", "支出管理", "政府采购执行率", 5, "实际采购金额与采购预算之比"),
    ("预算管理", "基础管理", "制度健全性", 5, "内控制度完整"),
    ("预算管理", "基础管理", "信息公开及时性", 5, "在规定时限内公开"),
    ("职责履行", "任务完成", "年度重点任务完成率", 25, "已完成任务数与计划任务数之比"),
    ("职责履行", "任务完成", "任务完成及时性", 10, "按计划时间完成"),
    ("履职效果", "社会影响", "履职社会效益", 10, "行业发展情况"),
    ("履职效果", "社会影响", "群众满意度", 5, "调查结果"),
)


def write(rng: random.Random) -> Draft:
    year = rng.randint(2016, 2022)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.5, n_units=2)
    draft = Draft(f"{world.org}{year}年部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "font": "仿宋"}
    draft.notes += ["职责活动台账，小计在前", "评价指标一栏统领三列", "扣分列与自评分列"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.4, nothing="-", trim=0.1)
    lost = {f[2]: Decimal(rng.choice(["0.5", "1", "1.5"])) for f in rng.sample(_FRAME, 4)}
    score = Decimal(100) - sum(lost.values(), Decimal(0))
    draft.say(f"{world.org}{year}年", style="title")
    draft.say("部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "部门基本情况")
    draft.say(
        f"{world.short}内设机构", ink.count("内设机构", len(world.divisions), "个"), "，所属单位", ink.count("所属单位", len(world.units) - 1, "个"), "，编制", ink.count("编制", world.posts, "名", key="posts"),
        "，实有在编", ink.count("实有在编", world.in_post, "人", key="in_post"), "，超（空）编", ink.count("空编", world.posts - world.in_post, "人", ties="DRV"), "。",
    )  # fmt: skip
    head(1, "部门资金情况")
    _money(draft, ink, world)
    head(1, "自评结果")
    _verdict(draft, ink, lost, score)
    draft.say(f"{year}年部门整体支出绩效评价指标体系及评分表", style="caption")
    draft.parts.append(_sheet(draft, ink, lost, score))
    draft.say("注：自评分=满分-扣分。", style="note")
    return draft


def _money(draft: Draft, ink: Ink, world: World) -> None:
    w, y = world.whole, world.year
    draft.say(
        f"{y}年部门预算收入", ink.say("部门预算收入", w.original, "original_budget", ties="TXT", key="whole:original"), "，执行中", "追加" if w.adjustment >= 0 else "核减",
        ink.say("预算调整", abs(w.adjustment), "adjustment", ties="TXT"), *(["，上年结转", ink.say("上年结转", w.brought, "brought_forward", ties="TXT")] if w.brought else []),
        "，全年可用资金", ink.say("全年可用资金", w.final, "final_budget", ties="TXT", key="whole:final"), "，实际支出", ink.say("实际支出", w.actual, "actual", ties="TXT", key="whole:actual"),
        "，支出进度", ink.rate("支出进度", w.actual, w.final, prose=True, ties="TXT"), "。",
    )  # fmt: skip
    draft.say(*balances(ink, "部门", w, key="whole"))
    draft.say("与上年相比，支出", *versus(ink, "支出", w.actual, w.prior, direction=("增加", "下降")), "。")
    draft.say(f"{y}年职责—活动支出台账", style="caption")
    draft.say("金额单位：万元", style="unit")
    rows: list[Row] = [["职责", "活动（项目）", "年初预算", "调整", "可用资金", "支出", "结转结余", "进度%"]]
    groups: list[tuple[str, list[tuple[str, Flow]]]] = [
        ("行业管理", [(p.name, p.flow) for p in world.projects if p.special]),
        (
            "机关运转保障",
            [(p.name, p.flow) for p in world.projects if not p.special] + [("人员及公用经费", world.basic)],
        ),
    ]

    def line(label: str, flow: Flow, key: str) -> list[Content]:
        rate = ink.rate("进度", flow.actual, flow.final, ties="DRV")
        if isinstance(rate, Fig):
            rate.suffix = ""
        return [
            ink.cell(label, flow.original + flow.brought, "original_budget", ties="SUM"), ink.cell(label, flow.adjustment, "adjustment", ties="SUM"), ink.cell(label, flow.final, "final_budget", ties="SUM BUD", key=key and key + ":final"),
            ink.cell(label, flow.actual, "actual", ties="SUM BUD", key=key and key + ":actual"), ink.cell(label, flow.balance, "year_end_balance", ties="SUM BUD", key=key and key + ":balance"), rate,
        ]  # fmt: skip

    rows.append([Cell("合计", cs=2), *line("合计", w, "whole")])
    for name, items in groups:
        subtotal = total(f for _, f in items)
        for i, (label, flow) in enumerate([("小计", subtotal), *items]):
            first: list[Cell | Content] = [Cell(name, rs=len(items) + 1)] if i == 0 else []
            rows.append([*first, label, *line(f"{label}|{name}", flow, "")])
    draft.parts.append(Grid(rows, [16, 28, 13, 12, 13, 13, 12, 10], header=1, name="职责活动支出台账", size=9))


def _verdict(draft: Draft, ink: Ink, lost: dict[str, Decimal], score: Decimal) -> None:
    classes = list(dict.fromkeys(f[0] for f in _FRAME))
    said: list[list[Piece]] = []
    for c in classes:
        full = Decimal(sum(f[3] for f in _FRAME if f[0] == c))
        got = full - sum((lost.get(f[2], Decimal(0)) for f in _FRAME if f[0] == c), Decimal(0))
        said.append([f"{c}满分", ink.points(f"{c}", full, "weight", suffix="分"), "、得分", ink.points(f"{c}", got, "score", suffix="分", ties="REF SCR")])  # fmt: skip
    draft.say("自评总得分", ink.points("自评总得分", score, "score", suffix="分", ties="REF SCR"), "，其中：", *joined(said, "；"), "。")  # fmt: skip
    for name, points in lost.items():
        draft.say(
            f"{name}扣", ink.points(name, points, "derived", suffix="分", ties="REF"), "，主要是管理基础工作仍有差距。"
        )


def _sheet(draft: Draft, ink: Ink, lost: dict[str, Decimal], score: Decimal) -> Grid:
    rows: list[Row] = [[Cell("评价指标", cs=3), "满分", "扣分", "自评分", "评分依据"]]
    grid = Grid(rows, [14, 14, 24, 8, 8, 9, 26], header=1, name="评分表", size=9.5)
    one, two = runs([f[0] for f in _FRAME]), runs([f[0] + f[1] for f in _FRAME])
    for i, (level1, level2, name, points, why) in enumerate(_FRAME):
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(level1, rs=one[i]))
        if two[i]:
            row.append(Cell(level2, rs=two[i]))
        down = lost.get(name, Decimal(0))
        got = Decimal(points) - down
        minus: Content = ink.points(name, down, "derived") if down else "0" if ink.nothing == "0" else ""
        if isinstance(minus, Fig):
            minus.measure, minus.scenario = "change", "derived"
        rows.append(
            [*row, name, ink.points(name, Decimal(points), "weight"), minus, ink.points(name, got, "score"), why]
        )
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, level1, level2, name, "", "", Decimal(points), got, "", {})))  # fmt: skip
    minus = ink.points("合计", Decimal(100) - score, "derived")
    minus.measure = "change"
    rows.append([Cell("合计", cs=3), ink.points("合计", Decimal(100), "weight"), minus, ink.points("合计", score, "score", ties="SCR REF"), ""])  # fmt: skip
    return grid
