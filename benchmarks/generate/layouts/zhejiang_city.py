# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A city bureau in the manner of Zhejiang: numbered tables, one with years down and items across, percent columns without a
sign, staff by unit with two-level headings, 亿元 with four decimals beside 万元, a form whose weights are percentages."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Piece, Row, text_of
from benchmarks.generate.prose import Heads, plans, versus
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=5.0, n_units=3)
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评报告", world.org, year)
    draft.options = {"headings": "auto", "size": "15", "west": "Arial"}
    draft.notes += [
        "年份在行、项目在列",
        "增长率列无百分号",
        "权重以百分数表示",
        "三公经费口径仅为财政拨款，小于商品和服务支出中的同名科目",
    ]
    weigh(world.outcomes, PLAN)
    ink = Ink(world.org, year, rng, percent_sign=False)
    draft.say(f"{world.org}{year}年度部门整体绩效自评报告", style="title")
    head = Heads(draft, auto=True)
    head(1, "部门概况")
    draft.say(f"{world.short}承担{'，'.join(world.trade.duties[:4])}等职责。人员情况见表1。")
    _staff(draft, ink, world)
    head(1, "资金收支情况")
    _money(draft, ink, world)
    _years(draft, ink, world)
    _goods(draft, ink, world)
    head(1, "绩效目标完成情况")
    missed = [o for o in world.outcomes if not o.met]
    met = len(world.outcomes) - len(missed)
    draft.say(
        "全年设置绩效指标", ink.count("绩效指标", len(world.outcomes), "项", ties="TXT"), "，完成", ink.count("完成指标", met, "项", ties="TXT"), "，未完成",
        ink.count("未完成指标", len(missed), "项", ties="TXT"), "。详见表4。",
    )  # fmt: skip
    draft.say("表4　部门整体绩效自评表", style="caption")
    draft.parts.append(_form(draft, ink, world))
    head(1, "问题与改进")
    for o in missed:
        draft.say(
            f"{o.name}仅完成", ink.done(o), "，低于目标值", ink.goal(o), f"，原因是{o.reason}，下一步将{o.remedy}。"
        )
    draft.say(*plans(ink, world))
    return draft


def _staff(draft: Draft, ink: Ink, world: World) -> None:
    draft.say("表1　人员情况表", style="caption")
    draft.say("单位：人", style="unit")
    rows: list[Row] = [
        [Cell("单位名称", rs=2), Cell("编制数", cs=3), Cell("年末实有人数", cs=3)], ["小计", "行政", "事业", "在职", "离退休", "合计"],
    ]  # fmt: skip
    sums = [0] * 6
    for unit in world.units:
        hand = ink.about(unit.name)
        admin = unit.posts if unit.kind in ("本级", "参公") else 0
        values = [unit.posts, admin, unit.posts - admin, unit.in_post, unit.retired, unit.in_post + unit.retired]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([Cell(unit.name, align="left"), *_people(hand, values)])
    rows.append(["合计", *_people(ink, sums)])
    draft.parts.append(Grid(rows, [30, 10, 10, 10, 10, 10, 10], header=2, name="人员情况表"))


def _people(ink: Ink, values: list[int]) -> list[Piece]:
    labels = ("编制数小计", "行政编制", "事业编制", "在职人数", "离退休人数", "实有人数合计")
    return [ink.count(label, v, "人", prose=False, ties="SUM") for label, v in zip(labels, values, strict=True)]


def _money(draft: Draft, ink: Ink, world: World) -> None:
    y, w = world.year, world.whole
    draft.say(
        f"{y}年，部门年初预算", ink.say("年初预算", w.original, "original_budget", unit="亿元", decimals=4, key="whole:original", ties="BUD"), "，全年预算",
        ink.say("全年预算", w.final, "final_budget", unit="亿元", decimals=4, key="whole:final", ties="BUD"), "，全年执行",
        ink.say("全年执行", w.actual, "actual", unit="亿元", decimals=4, key="whole:actual", ties="BUD TXT"), "，同比", *versus(ink, "全年执行", w.actual, w.prior, direction=("增长", "下降")), "。",
    )  # fmt: skip
    left = (
        ("一般公共预算", world.by_source("一般公共预算")),
        ("政府性基金预算", world.by_source("政府性基金预算")),
        ("财政专户管理资金", Flow()),
        ("单位资金", Flow()),
    )
    right = (
        ("基本支出", world.basic),
        ("　其中：人员经费", _people_flow(world)),
        ("项目支出", world.project),
        ("　其中：特定目标类", _special(world)),
    )
    rows: list[Row] = [
        [Cell("按资金来源", cs=4), Cell("按支出性质", cs=4)],
        ["来源", "全年预算", "全年执行", "执行率（%）", "性质", "全年预算", "全年执行", "执行率（%）"],
    ]
    for (a, x), (b, z) in zip(left, right, strict=True):
        rows.append(
            [
                Cell(a, align="left"),
                *_half(ink, a, x),
                Cell(b, align="left"),
                *_half(ink, b.split("：")[-1], z, of_which="其中" in b),
            ]
        )
    rows.append(["合计", *_half(ink, "合计", w), "合计", *_half(ink, "合计", w)])
    draft.say("表2　资金来源和支出性质情况表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(Grid(rows, [22, 14, 14, 11, 24, 14, 14, 11], header=2, name="资金来源和支出性质情况表", size=9))


def _people_flow(world: World) -> Flow:
    cats = {c.name: c.flow for c in world.categories}
    return cats["工资福利支出"] + cats["对个人和家庭的补助"]


def _special(world: World) -> Flow:
    out = Flow()
    for p in world.projects:
        if p.special:
            out = out + p.flow
    return out


def _half(ink: Ink, label: str, flow: Flow, *, of_which: bool = False) -> list[Piece]:
    ties = "BUD" if of_which else "SUM BUD"
    return [ink.cell(label, flow.final, "final_budget", ties=ties), ink.cell(label, flow.actual, "actual", ties=ties),
            ink.rate(label, flow.actual, flow.final, ties="BUD") if flow.final else ""]  # fmt: skip


def _years(draft: Draft, ink: Ink, world: World) -> None:
    """Years down, items across."""
    y = world.year
    items = (
        ("支出合计", world.whole),
        ("基本支出", world.basic),
        ("项目支出", world.project),
        ("“三公”经费", world.three),
    )
    rows: list[Row] = [
        [Cell("年度", rs=2), *(Cell(n, rs=2) for n, _ in items[:1]), Cell("其中", cs=2), Cell("“三公”经费", rs=2)],
        ["基本支出", "项目支出"],
    ]
    rows.append(
        [
            f"{y - 1}年决算",
            *(
                ink.cell(n, f.prior, "actual", year=y - 1, ties="SUM DRV" if i < 3 else "DRV")
                for i, (n, f) in enumerate(items)
            ),
        ]
    )
    rows.append(
        [
            f"{y}年年初预算",
            *(
                ink.cell(n, f.original, "original_budget", ties="SUM" if i < 3 else "")
                for i, (n, f) in enumerate(items)
            ),
        ]
    )
    rows.append(
        [
            f"{y}年决算",
            *(
                ink.cell(n, f.actual, "actual", ties="SUM DRV" if i < 3 else "DRV", key=f"{n}:actual")
                for i, (n, f) in enumerate(items)
            ),
        ]
    )
    rows.append(
        [f"较{y - 1}年增长（%）", *(ink.rate(n, f.actual - f.prior, f.prior, measure="growth") for n, f in items)]
    )
    draft.say("表3　支出变动情况表", style="caption")
    draft.say("单位：万元、%", style="unit")
    draft.parts.append(Grid(rows, [26, 18, 18, 18, 18], header=2, name="支出变动情况表"))
    bought: list[Piece] = []
    if world.car_purchase.actual:
        bought = ["，公务用车购置费", ink.say("公务用车购置费", world.car_purchase.actual, "actual", ties="TXT")]
    draft.say(
        "“三公”经费决算", ink.say("“三公”经费决算", world.three.actual, "actual", key="“三公”经费:actual", ties="REF"), "，其中公务接待费",
        ink.say("公务接待费", world.reception.actual, "actual", ties="TXT"), "，公务用车运行维护费", ink.say("公务用车运行维护费", world.car_running.actual, "actual", ties="TXT"),
        *bought, "。",
    )  # fmt: skip


def _goods(draft: Draft, ink: Ink, world: World) -> None:
    """Items in two stacked columns without a total: the larger ones only."""
    big = sorted(world.goods, key=lambda i: -i.flow.actual)[:6]
    draft.say("商品和服务支出中金额较大的有：", *_listed(ink, [(i.name, i.flow.actual) for i in big]), "等。")


def _listed(ink: Ink, lines: list[tuple[str, Decimal]]) -> list[Piece]:
    out: list[Piece] = []
    for i, (name, amount) in enumerate(lines):
        out += ["、" if i else "", name, ink.say(name, amount, "actual")]
    return out


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    w = world.whole
    run = execution_score(w.rate, 10, 1)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    money: list[Row] = [
        [Cell("预算执行情况\n（万元）", rs=3), Cell("", cs=2), "年初预算", "全年预算", "全年执行", "执行率（%）", "得分"],
        [Cell("部门整体支出", cs=2), ink.cell("部门整体支出", w.original, "original_budget", key="whole:original", ties="BUD"),
         ink.cell("部门整体支出", w.final, "final_budget", key="whole:final", ties="BUD"), ink.cell("部门整体支出", w.actual, "actual", key="whole:actual", ties="BUD"),
         ink.rate("执行率", w.actual, w.final, ties="BUD", scenario=ANY), ink.points("预算执行情况", run, "score")],
        [Cell("其中：财政拨款", cs=2), ink.cell("财政拨款", w.original, "original_budget"), ink.cell("财政拨款", w.final, "final_budget"), ink.cell("财政拨款", w.actual, "actual"),
         ink.rate("执行率", w.actual, w.final, ties="", scenario=ANY), "—"],
    ]  # fmt: skip
    rows: list[Row] = [
        ["部门名称", Cell(world.org, cs=7)],
        *money,
        ["一级指标", "二级指标", "三级指标", "权重（%）", "目标值", "完成值", "得分", "备注"],
    ]
    grid = Grid(rows, [12, 13, 22, 12, 12, 12, 11, 18], name="部门整体绩效自评表", size=9.5)
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        goal, done = ink.goal(o), ink.done(o)
        weight = Fig(o.name, o.weight, "%", f"{o.weight}", "weight", ink.year, ink.org, measure="weight", ties="SCR")
        rows.append([*row, o.name, weight, goal, done, ink.points(o.name, o.score, "score"), o.reason])
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason
                ),
            )
        )
    full = Fig("合计", Decimal(100), "%", "100", "weight", ink.year, ink.org, measure="weight", ties="SCR")
    rows.append([Cell("合计（含预算执行）", cs=3), full, "", "", ink.points("合计", total, "score", ties="SCR"), ""])
    return grid
