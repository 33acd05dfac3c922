# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A city bureau in the manner of Guangdong: long prose (亿元 with 约, 万元 exactly, 百分点), then a score table whose weights
stand in columns of their own, merged like the names beside them, with the scoring standard in words."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row, quantize
from benchmarks.generate.prose import Heads, plans, share, target, versus
from benchmarks.generate.world import World, build

# level1, level2, level3, points, standard
_FRAME = (
    ("履职效能", "整体效能", "产出指标完成情况", 20, "按各产出指标完成率平均值乘以分值计算"),
    ("履职效能", "整体效能", "效益指标完成情况", 20, "按各效益指标完成率平均值乘以分值计算"),
    ("履职效能", "整体效能", "预算资金支出率", 10, "支出率达到序时进度得满分，未达到的按比例计分"),
    ("管理效率", "预算编制", "新增预算项目评审", 3, "开展事前评估的得满分"),
    ("管理效率", "预算执行", "结转结余率", 3, "结转结余率不高于上年的得满分"),
    ("管理效率", "预算执行", "预算调剂控制", 4, "调剂次数和幅度合理的得满分"),
    ("管理效率", "预算执行", "财务管理合规性", 3, "审计和检查未发现问题的得满分"),
    ("管理效率", "信息公开", "预决算公开合规性", 3, "内容完整、按时公开的得满分"),
    ("管理效率", "信息公开", "绩效信息公开情况", 2, "随预决算同步公开的得满分"),
    ("管理效率", "绩效管理", "绩效管理制度建设", 5, "制度健全且得到执行的得满分"),
    ("管理效率", "绩效管理", "绩效结果应用", 5, "整改落实到位的得满分"),
    ("管理效率", "采购管理", "采购意向公开", 2, "全部按时公开的得满分"),
    ("管理效率", "采购管理", "合同备案时效", 3, "在规定期限内备案的得满分"),
    ("管理效率", "资产管理", "资产配置合规性", 2, "配置不超标准的得满分"),
    ("管理效率", "资产管理", "资产盘点情况", 3, "年度内完成盘点的得满分"),
    ("管理效率", "运行成本", "公用经费控制率", 6, "决算数不超过预算数的得满分"),
    ("管理效率", "运行成本", "“三公”经费控制率", 6, "决算数不超过预算数的得满分"),
)  # fmt: skip


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2024)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=3.0)
    draft = Draft(f"{year}年{world.org}部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "styled", "size": "16"}
    draft.notes += [
        "挂靠单位人数不在部门口径内",
        "三年支出分别为",
        "亿元约数与万元精确数并存",
        "执行率变动以百分点表示",
        "评分表权重列纵向合并",
    ]
    ink = Ink(world.org, year, rng)
    weigh(world.outcomes, {"产出指标": 50, "效益指标": 30, "满意度指标": 10})
    lost = {
        name: rng.choice([Decimal("0.3"), Decimal("0.5"), Decimal(1)]) for name in rng.sample([f[2] for f in _FRAME], 3)
    }
    score = Decimal(100) - sum(lost.values(), Decimal(0))
    draft.say(f"{year}年{world.org}", style="title")
    draft.say("部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    _basics(draft, ink, world, head)
    _money(draft, ink, world, head)
    head(1, "绩效自评情况")
    head(2, "自评结论")
    draft.say(
        f"对照部门整体支出绩效评价指标体系，经综合评定，{world.short}{year}年度部门整体支出绩效自评得分为", ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"),
        "，等级为“优”。",
    )  # fmt: skip
    _effect(draft, ink, world, head)
    _management(draft, ink, world, head)
    head(1, "存在问题及改进措施")
    draft.say("一是部分专项资金分配到项目的时间偏晚，影响支出进度；二是绩效指标与部门核心职能的对应关系还不够清晰。")
    draft.say(*plans(ink, world))
    draft.say(f"附件：{year}年度部门整体支出绩效自评评分表")
    draft.say(world.org, style="sign")
    draft.parts.append(Break(landscape=True))
    draft.say("附件", style="annex")
    draft.say(f"{year}年度部门整体支出绩效自评评分表", style="subtitle")
    draft.say(f"单位名称：{world.org}", style="filler")
    draft.parts.append(_table(draft, ink, lost, score))
    return draft


def _basics(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(1, "部门基本情况")
    head(2, "部门职能")
    draft.say(f"{world.short}主要承担以下职能：{'；'.join(world.trade.duties)}。")
    head(2, "机构设置和人员情况")
    draft.say(
        f"{world.short}机关内设", ink.count("内设科室", len(world.divisions), "个"), "科室，下属预算单位", ink.count("下属预算单位", len(world.units) - 1, "个"),
        "。全部门编制", ink.count("编制", world.posts, "名", key="posts", concept="staff.posts"), f"，{world.year}年末在职人数",
        ink.count("在职人数", world.in_post, "人", key="in_post", concept="staff.in_post"), "，离退休人数", ink.count("离退休人数", world.retired, "人", key="retired"), "。",
    )  # fmt: skip
    for unit in world.units:
        draft.say(
            f"{unit.name}：编制",
            ink.about(unit.name).count("编制", unit.posts, "名"),
            "，在职",
            ink.about(unit.name).count("在职", unit.in_post, "人"),
            "；",
        )
    outside = f"{world.place}{world.trade.system}发展促进会"
    hand = ink.about(outside)
    draft.say(
        f"另有挂靠单位{outside}，编制",
        hand.count("编制", 6, "名"),
        "，在职",
        hand.count("在职", 5, "人"),
        "，经费单独编报，不纳入本部门预算和本次自评范围。",
    )
    head(2, "部门整体支出绩效目标")
    for o in world.outcomes:
        draft.say(*target(ink, o), "；")


def _money(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y, w = world.year, world.whole
    head(2, "部门整体支出情况")
    about = ink.say(
        "支出决算", w.actual, "actual", unit="亿元", decimals=2, prefix="约", key="whole:actual", ties="TXT"
    )
    draft.say(
        f"{y}年部门整体支出年初预算", ink.say("部门整体支出年初预算", w.original, "original_budget", key="whole:original", ties="BUD"),
        "，调整预算数", ink.say("调整预算数", w.final, "final_budget", key="whole:final", ties="BUD"), "，决算支出",
        ink.say("决算支出", w.actual, "actual", key="whole:actual", ties="TXT BUD"), "（", about, "），支出率",
        ink.rate("支出率", w.actual, w.final, prose=True, ties="BUD"), "。",
    )  # fmt: skip
    draft.say(
        "从支出结构看，基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT"), "，占比",
        share(ink, "基本支出", world.basic.actual, w.actual), "；项目支出", ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT"),
        "，占比", share(ink, "项目支出", world.project.actual, w.actual), "。与上年决算相比，整体支出", *versus(ink, "整体支出", w.actual, w.prior), "。",
    )  # fmt: skip
    rate = quantize(w.rate * 100, 2)
    last = quantize(rate - Decimal(f"{ink.rng.uniform(0.3, 4):.2f}"), 2)
    draft.say(
        f"{y - 1}年支出率为", Fig("支出率", last, "%", f"{last}", "derived", y - 1, ink.org, None, "rate", suffix="%", ties="TXT"), f"，{y}年提高",
        Fig("支出率提高", rate - last, "百分点", f"{rate - last}", "derived", y, ink.org, None, "change", suffix="个百分点", ties="TXT"), "。",
    )  # fmt: skip
    before = (w.prior * Decimal("0.93")).quantize(Decimal(100))
    draft.say(
        f"{y - 2}年、{y - 1}年和{y}年支出决算分别为", ink.say("支出决算", before, "actual", year=y - 2), "、", ink.say("支出决算", w.prior, "actual", year=y - 1, ties="TXT"), "和",
        ink.say("支出决算", w.actual, "actual", key="whole:actual", ties="REF"), "。",
    )  # fmt: skip
    rows: list[Row] = [["类别", "年初预算", "调整预算", "决算数", "年末结转和结余", "支出率（%）"]]
    for label, flow, key in (
        ("基本支出", world.basic, "basic"),
        *((f"项目支出：{p.name}", p.flow, p.name) for p in world.projects),
        ("总计", w, "whole"),
    ):
        name = label.removeprefix("项目支出：")
        rows.append([
            Cell(label, align="left"), ink.cell(name, flow.original, "original_budget", ties="SUM", key=f"{key}:original"),
            ink.cell(name, flow.final, "final_budget", ties="SUM BUD", key=f"{key}:final"), ink.cell(name, flow.actual, "actual", ties="SUM BUD REF", key=f"{key}:actual"),
            ink.cell(name, flow.balance, "year_end_balance", ties="SUM BUD"), _bare(ink, name, flow.actual, flow.final),
        ])  # fmt: skip
    draft.say(f"{y}年部门整体支出情况表", style="caption")
    draft.say("（单位：万元）", style="unit")
    draft.parts.append(Grid(rows, [36, 14, 14, 14, 16, 12], header=1, name="部门整体支出情况表"))
    draft.say("注：调整预算含上年结转。", style="note")


def _bare(ink: Ink, label: str, part: Decimal, whole: Decimal) -> Content:
    """A percentage whose sign stands in the column heading."""
    made = ink.rate("支出率", part, whole, ties="BUD", scenario=ANY)
    if isinstance(made, Fig):
        made.suffix = ""
    return made


def _effect(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(2, "履职效能分析")
    for o in world.outcomes:
        word = "达到预期目标" if o.met else f"未达到预期目标，主要是{o.reason}"
        draft.say(f"{o.name}：年度目标", ink.goal(o), "，实际完成", ink.done(o), f"，{word}。")


def _management(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(2, "管理效率分析")
    p = world.procurement
    b = world.balance
    three = world.three
    draft.say("1.预算编制。新增项目全部开展事前绩效评估，并纳入项目库管理。")
    draft.say(
        "2.采购管理。全年政府采购预算",
        ink.say("政府采购预算", p.original, "original_budget"),
        "，实际采购金额",
        ink.say("政府采购实际金额", p.actual, "actual"),
        "。",
    )
    draft.say(
        "3.资产管理。年末资产总额", ink.say("资产总额", b.assets(1), "closing", ties="SUM"), "，其中固定资产净值", ink.say("固定资产净值", b.fixed(1), "closing"),
        "，主要是房屋、设备和办公家具等。",
    )  # fmt: skip
    draft.say(
        "4.运行成本。“三公”经费年初预算", ink.say("“三公”经费", three.original, "original_budget", ties="TXT"), "，决算数", ink.say("“三公”经费", three.actual, "actual", ties="TXT"),
        "，较预算", *versus(ink, "“三公”经费", three.actual, three.original, direction=("超支", "节约")), "。",
    )  # fmt: skip


def _table(draft: Draft, ink: Ink, lost: dict[str, Decimal], score: Decimal) -> Grid:
    rows: list[Row] = [
        [
            Cell("一级指标", cs=2),
            Cell("二级指标", cs=2),
            Cell("三级指标", cs=2),
            Cell("评分标准", rs=2),
            Cell("自评得分", rs=2),
            Cell("扣分说明", rs=2),
        ],
        ["名称", "权重（%）", "名称", "权重（%）", "名称", "权重（%）"],
    ]
    grid = Grid(rows, [12, 8, 14, 8, 22, 8, 36, 10, 20], header=2, name="部门整体支出绩效自评评分表", size=10)
    run1, run2 = runs([f[0] for f in _FRAME]), runs([f[0] + f[1] for f in _FRAME])
    for i, (level1, level2, name, points, standard) in enumerate(_FRAME):
        row: list[Cell | Content] = []
        if run1[i]:
            row += [
                Cell(level1, rs=run1[i]),
                Cell(ink.points(level1, Decimal(sum(f[3] for f in _FRAME if f[0] == level1)), "weight"), rs=run1[i]),
            ]
        if run2[i]:
            both = sum(f[3] for f in _FRAME if f[:2] == (level1, level2))
            row += [Cell(level2, rs=run2[i]), Cell(ink.points(level2, Decimal(both), "weight"), rs=run2[i])]
        weight = Decimal(points)
        got = weight - lost.get(name, Decimal(0))
        why = "支出进度略慢" if name in lost else ""
        rows.append([*row, name, ink.points(name, weight, "weight"), standard, ink.points(name, got, "score"), why])
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, level1, level2, name, "", "", weight, got, why)))
    rows.append(
        [
            Cell("合计", cs=5),
            ink.points("合计", Decimal(100), "weight"),
            "",
            ink.points("合计", score, "score", ties="SCR REF"),
            "",
        ]
    )
    return grid
