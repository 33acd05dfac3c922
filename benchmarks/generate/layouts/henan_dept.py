# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A bureau in the manner of Henan: one long form with 年度履职目标, 年度主要任务, a 预算情况 block that runs down in two cuts
(资金来源, 资金结构), and 投入管理/产出/效益 indicators whose achieved values are percentages."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads, balances, execution, plans, verdict, versus
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 30, "效益指标": 25, "满意度指标": 5}
# level2, name, target, weight, lost
_MANAGED = (
    ("工作目标管理", "年度履职目标相关性", "相关", 2, 0), ("工作目标管理", "工作任务科学性", "科学", 2, 0), ("工作目标管理", "绩效指标合理性", "合理", 2, 1),
    ("预算和财务管理", "预算执行率", "≥90%", 4, 0), ("预算和财务管理", "预算调整率", "≤30%", 4, 0),
    ("预算和财务管理", "结转结余率", "≤20%", 3, 0), ("预算和财务管理", "“三公经费”控制率", "≤100%", 4, 0), ("预算和财务管理", "政府采购执行率", "≥70%", 3, 0),
    ("预算和财务管理", "资产管理规范性", "规范", 3, 0), ("绩效管理", "评价结果应用率", "=100%", 3, 0),
)  # fmt: skip


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2025)
    level = rng.choice(["市", "县"])
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES[level]), level, year, size=1.2 if level == "市" else 0.5)
    draft = Draft(f"{world.org}{year}年度部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "merge": rng.choice(["", "hmerge"])}
    draft.notes += ["同一总额的两种分法", "投入管理指标的完成值由预算数计算", "任务表中没有金额"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.4, nothing=rng.choice(["0", "", "0.00"]))
    weigh(world.outcomes, PLAN)
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    w = world.whole
    head(1, "部门基本情况")
    draft.say(
        f"{world.short}负责{'、'.join(world.trade.duties[:3])}等工作，",
        "编制",
        ink.count("编制", world.posts, "人", key="posts"),
        "，在岗",
        ink.count("在岗", world.in_post, "人", key="in_post"),
        "。",
    )
    head(1, "预算安排和执行情况")
    draft.say(
        "全年预算", ink.say("全年预算", w.final, "final_budget", key="whole:final", ties="BUD REF"), "，全年执行", ink.say("全年执行", w.actual, "actual", key="whole:actual", ties="BUD REF"),
        *execution(ink, "预算", w), "。", *balances(ink, "部门", w),
    )  # fmt: skip
    draft.say("执行数同上年比较，", *versus(ink, "执行数", w.actual, w.prior), "。")
    head(1, "目标任务完成情况")
    for o in world.outcomes:
        draft.say(*verdict(ink, o), "。")
    head(1, "改进措施")
    draft.say(*plans(ink, world))
    draft.parts.append(Break())
    draft.say(f"部门整体绩效自评表（{year}年度）", style="subtitle")
    draft.parts.append(_form(draft, ink, world))
    return draft


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    w = world.whole
    rows: list[Row] = [
        [Cell("部门名称", cs=2), Cell(world.org, cs=7)],
        [
            Cell("年度履职目标", cs=2),
            Cell(f"推动{world.trade.system}工作高质量发展；保障机构正常运转；提升服务群众水平。", cs=7, align="left"),
        ],
    ]
    tasks: list[Row] = [[Cell("任务名称", cs=2), Cell("主要内容", cs=3), Cell("完成情况", cs=2)]]
    tasks += [
        [
            Cell(p.name, cs=2),
            Cell(p.use, cs=3, align="left"),
            Cell("已完成" if not p.flow.balance else "基本完成", cs=2),
        ]
        for p in world.projects[:4]
    ]
    rows += [[Cell("年度主要任务", cs=2, rs=len(tasks)), *tasks[0]], *tasks[1:]]
    lines: list[tuple[str, Flow, str]] = [
        ("部门预算总额", w, "SUM BUD REF"), ("1.资金来源：（1）政府预算资金", w, "SUM BUD"), ("（2）财政专户管理资金", Flow(), "SUM"), ("（3）单位资金", Flow(), "SUM"),
        ("2.资金结构：（1）基本支出", world.basic, "SUM BUD"), ("（2）项目支出", world.project, "SUM BUD"),
    ]  # fmt: skip
    money: list[Row] = [[Cell("", cs=2), "全年预算数", "全年执行数", "分值", "执行率", "得分"]]
    for i, (label, flow, ties) in enumerate(lines):
        name = label.split("）")[-1] if "）" in label else label
        tail: list[Content] = [
            "—",
            ink.rate("执行率", flow.actual, flow.final, ties="BUD", scenario=ANY) if flow.final else "",
            "—",
        ]
        if i == 0:
            score = (min(w.rate, Decimal(1)) * 10).quantize(Decimal("0.01"))
            tail = [
                ink.points("预算执行率分值", Decimal(10), "weight"),
                tail[1],
                ink.points("预算执行率得分", score, "score"),
            ]
        money.append([
            Cell(label, cs=2, align="left"), ink.cell(name, flow.final, "final_budget", ties=ties, key="whole:final" if not i else ""),
            ink.cell(name, flow.actual, "actual", ties=ties, key="whole:actual" if not i else ""), *tail,
        ])  # fmt: skip
    rows += [[Cell(f"预算情况\n（{ink.unit}）", cs=2, rs=len(money)), *money[0]], *money[1:]]
    score = (min(w.rate, Decimal(1)) * 10).quantize(Decimal("0.01"))
    grid = Grid(rows, [9, 11, 14, 15, 13, 12, 8, 9, 9], name="部门整体绩效自评表", size=9, total_width=9600)
    rows.append(
        ["一级指标", Cell("二级指标", cs=2), "三级指标", "年度指标值", "实际完成值", "分值", "得分", "未完成原因"]
    )
    total = score + _managed(draft, ink, world, grid, rows) + _results(draft, ink, world, grid, rows)
    rows.append(
        [
            Cell("总分", cs=6),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", total, "score", ties="SCR"),
            "",
        ]
    )
    return grid


def _managed(draft: Draft, ink: Ink, world: World, grid: Grid, rows: list[Row]) -> Decimal:
    """投入管理指标: thirty points, budget execution among them being judged apart from the execution score."""
    w, three, bought = world.whole, world.three, world.procurement
    share = {
        "预算执行率": (w.actual, w.final), "预算调整率": (abs(w.adjustment), w.original), "结转结余率": (w.balance, w.final),
        "“三公经费”控制率": (three.actual, three.original), "政府采购执行率": (bought.actual, bought.original),
    }  # fmt: skip
    run = runs([f[0] for f in _MANAGED])
    total = Decimal(0)
    for i, (level2, name, goal, weight, lost) in enumerate(_MANAGED):
        done: Content = goal.lstrip("=")
        shown: Content = goal.lstrip("=")
        if name in share:
            value = (share[name][0] / share[name][1] * 100).quantize(Decimal("0.01"))
            done = Fig(
                name, value, "%", f"{value}", "actual", ink.year, ink.org, measure="other", suffix="%", ties="BUD"
            )
        if "%" in goal:
            sign = goal[0] if goal[0] in "≥≤" else ""
            number = Decimal(goal.strip("≥≤=%"))
            shown = Fig(
                name, number, "%", f"{number}", "target", ink.year, ink.org, measure="other", prefix=sign, suffix="%"
            )
            if name not in share:
                done = Fig(name, Decimal(100), "%", "100", "actual", ink.year, ink.org, measure="other", suffix="%")
        if name == "预算执行率" and w.rate < Decimal("0.9"):
            lost = 1
        got = Decimal(weight - lost)
        total += got
        row: list[Cell | Content] = [Cell("投入管理指标", rs=len(_MANAGED))] if i == 0 else []
        if run[i]:
            row.append(Cell(level2, rs=run[i], cs=2))
        why = "" if not lost else "支付进度偏慢" if name in share else "个别指标量化不够"
        rows.append(
            [*row, name, shown, done, ink.points(name, Decimal(weight), "weight"), ink.points(name, got, "score"), why]
        )
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None,
                    ink.org,
                    "投入管理指标",
                    level2,
                    name,
                    text_of(shown),
                    text_of(done),
                    Decimal(weight),
                    got,
                    why,
                ),
            )
        )
    return total


def _results(draft: Draft, ink: Ink, world: World, grid: Grid, rows: list[Row]) -> Decimal:
    names = {"产出指标": "重点工作任务完成", "效益指标": "履职效益", "满意度指标": "满意度"}
    total = Decimal(0)
    one = runs([o.level1 if o.level1 == "产出指标" else "效益指标" for o in world.outcomes])
    two = runs([o.level1 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        level1 = o.level1 if o.level1 == "产出指标" else "效益指标"
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(level1, rs=one[i]))
        if two[i]:
            row.append(Cell(names[o.level1], rs=two[i], cs=2))
        total += o.score
        goal, done = ink.goal(o), ink.done(o)
        rows.append(
            [
                *row,
                o.name,
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
                    None,
                    ink.org,
                    level1,
                    names[o.level1],
                    o.name,
                    text_of(goal),
                    text_of(done),
                    o.weight,
                    o.score,
                    o.reason,
                ),
            )
        )
    return total
