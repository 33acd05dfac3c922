# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau that tells of its assets and purchases: a table whose unit changes by row (计量单位 column: 平方米, 辆, 台),
cost, depreciation and net value across, procurement by kind and by firm size, income by source; a scoring list with 满分, 自评, 复核."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink, Printed, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads, joined, plans, share, versus
from benchmarks.generate.world import ZERO, World, build

PLAN = {"产出指标": 55, "效益指标": 30, "满意度指标": 15}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.7)
    draft = Draft(f"{year}年{world.org}部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "font": "仿宋"}
    draft.notes += ["计量单位逐行不同，数量列不可相加", "复核分与自评分不同", "净值=原值-累计折旧"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.5, nothing=rng.choice(["", "0", "/"]))
    weigh(world.outcomes, PLAN)
    score = sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{year}年{world.org}部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    w = world.whole
    head(1, "收入支出")
    draft.say(
        f"{year}年总收入", ink.say("总收入", w.final, "actual", ties="TXT"), "，总支出", ink.say("总支出", w.actual, "actual", ties="TXT", key="whole:actual"), "，年末结转结余",
        ink.say("年末结转结余", w.balance, "year_end_balance", ties="BUD"), "。总支出与上年相比", *versus(ink, "总支出", w.actual, w.prior), "。",
    )  # fmt: skip
    cats = [
        [
            c.name,
            ink.say(c.name, c.flow.actual, "actual", ties="TXT"),
            "（",
            share(ink, c.name, c.flow.actual, world.basic.actual),
            "）",
        ]
        for c in world.categories
        if c.flow.actual
    ]
    draft.say(
        "基本支出", ink.say("基本支出", world.basic.actual, "actual", ties="TXT"), "，包括：", *joined(cats, "、"), "。"
    )
    head(1, "资产管理")
    _assets(draft, ink, world)
    head(1, "政府采购")
    _bought(draft, ink, world)
    head(1, "自评得分")
    draft.say(f"{world.short}自评得分", ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"), "。")
    draft.say(*plans(ink, world))
    draft.parts.append(Break())
    draft.say(f"{year}年部门整体支出绩效自评打分表", style="subtitle")
    draft.parts.append(_scores(draft, ink, world, score))
    return draft


def _assets(draft: Draft, ink: Ink, world: World) -> None:
    b = world.balance
    cost, worn = b.fixed_cost[1], b.depreciation[1]
    shares = (
        ("房屋及构筑物", "平方米", 3850, "0.52", "0.38"),
        ("车辆", "辆", world.cars, "0.11", "0.19"),
        ("通用设备", "台/套", 412, "0.25", "0.31"),
    )
    lines: list[tuple[str, str, int, Decimal, Decimal]] = []
    left_cost, left_worn = cost, worn
    for name, unit, n, a, d in shares:
        c, x = (cost * Decimal(a) // 100 * 100), (worn * Decimal(d) // 100 * 100)
        lines.append((name, unit, n, c, x))
        left_cost, left_worn = left_cost - c, left_worn - x
    lines.append(("家具、用具", "件", 268, left_cost, left_worn))
    rows: list[Row] = [["序号", "资产类别", "计量单位", "数量", "账面原值", "累计折旧", "账面净值"]]

    def money(label: str, c: Decimal, x: Decimal) -> list[Printed]:
        return [
            ink.cell(label, c, "closing", ties="SUM DRV"),
            ink.cell(label, x, "closing", ties="SUM DRV"),
            ink.cell(label, c - x, "closing", ties="SUM DRV"),
        ]

    for i, (name, unit, n, c, x) in enumerate(lines, 1):
        number = Fig(name, Decimal(n), unit, f"{n}", ANY, ink.year, ink.org, measure="count")
        rows.append([str(i), name, unit, number, *money(name, c, x)])
    rows.append(["", "合计", "—", "—", *money("合计", cost, worn)])
    draft.say(
        f"{world.year}年末，资产总额", ink.say("资产总额", b.assets(1), "closing", ties="SUM"), "，其中：流动资产", ink.say("流动资产", b.side(b.current, 1), "closing", ties="SUM"), "，固定资产净值",
        ink.say("固定资产净值", b.fixed(1), "closing", ties="SUM REF"), "，无形资产净值", ink.say("无形资产净值", b.intangible[1], "closing", ties="SUM"), "。固定资产情况如下（金额单位：万元）：",
    )  # fmt: skip
    draft.parts.append(Grid(rows, [7, 22, 13, 12, 16, 16, 16], header=1, name="固定资产情况表", size=10))


def _bought(draft: Draft, ink: Ink, world: World) -> None:
    p = world.procurement
    parts = {"货物": "0.42", "工程": "0.2"}
    planned, done = p.original, p.actual
    rows: list[Row] = [["采购类别", "采购预算", "实际采购", "节约资金", "节约率"]]
    rest_a, rest_b = planned, done
    lines: list[tuple[str, Decimal, Decimal]] = []
    for name, s in parts.items():
        a = planned * Decimal(s) // 100 * 100
        b = min(a, done * Decimal(s) // 100 * 100)
        lines.append((name, a, b))
        rest_a, rest_b = rest_a - a, rest_b - b
    lines.append(("服务", rest_a, rest_b))
    for name, a, b in (*lines, ("合计", planned, done)):
        rows.append([
            name, ink.cell(name, a, "original_budget", ties="SUM DRV"), ink.cell(name, b, "actual", ties="SUM DRV", key="bought" if name == "合计" else ""),
            ink.cell(name, a - b, "derived", measure="change", ties="SUM DRV"), ink.rate(name, a - b, a, ties="DRV"),
        ])  # fmt: skip
    draft.say(
        "全年政府采购实际金额",
        ink.say("政府采购实际金额", done, "actual", key="bought", ties="REF"),
        "，全部授予中小企业。分类情况见下表。",
    )
    draft.say("政府采购情况表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(Grid(rows, [20, 20, 20, 20, 20], header=1, name="政府采购情况表"))


def _scores(draft: Draft, ink: Ink, world: World, score: Decimal) -> Grid:
    rows: list[Row] = [
        [
            Cell("指标", cs=2),
            Cell("年度目标", rs=2),
            Cell("完成情况", rs=2),
            Cell("满分", rs=2),
            Cell("得分", cs=2),
            Cell("扣分原因", rs=2),
        ],
        ["类别", "名称", "自评", "复核"],
    ]
    grid = Grid(rows, [15, 24, 13, 13, 8, 8, 8, 20], header=2, name="自评打分表", size=9.5)
    checked = ZERO
    for o in world.outcomes:
        goal, done = ink.goal(o), ink.done(o)
        second = o.score
        checked += second
        review: Content = ink.points(o.name, second, "score", ties="")
        rows.append(
            [
                o.level2,
                o.name,
                goal,
                done,
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
                review,
                o.reason,
            ]
        )
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, "", o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason,
                                                      {"level1": o.level2, "level2": ""})))  # fmt: skip
    rows.append(
        [
            Cell("合计", cs=4),
            ink.points("合计", Decimal(100), "weight"),
            ink.points("合计", score, "score", ties="SCR REF"),
            ink.points("合计", checked, "score", ties=""),
            "",
        ]
    )
    return grid
