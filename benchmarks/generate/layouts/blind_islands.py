# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Blind: nobody may read its misses or tune on it. A coastal city's ocean bureau in the manner of Zhoushan and Weihai: equipment by 单价 ×
数量, expenditure by functional class against last year, one short form for every unit adding up to the department's, 得分 by class."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads
from benchmarks.generate.world import Flow, Unit, World, build, total

OCEAN = Trade(
    "海洋与渔业局", "海洋渔业", "自然资源海洋气象等事务", "22005", ("220", "自然资源海洋气象等支出"),
    ("拟订海洋经济发展规划", "监督管理海域和海岛使用", "指导渔业生产和渔港安全", "组织海洋预警监测和防灾减灾"),
    ("办公室", "计划财务处", "海域海岛处", "渔业处", "预警监测处"),
    ("海洋环境监测预报中心", "渔港事务中心", "海洋与渔业执法支队", "水产技术推广站"),
    (("海岸线整治修复", "用于沙滩修复和护岸建设"), ("渔业资源增殖放流", "用于苗种采购和效果评估"), ("渔港经济区建设", "用于锚泊区和岸线改造"),
     ("海洋观测设备购置", "用于浮标、雷达和船载仪器"), ("渔业安全监管经费", "用于救生设备和安全培训"), ("执法船艇运行费", "用于燃油和船舶维修")),
    (("数量指标", "修复岸线长度", "≥", "5.2", "公里"), ("数量指标", "放流苗种数量", "≥", "2600", "万尾"), ("数量指标", "海上巡航里程", "≥", "38000", "海里"), ("数量指标", "布放观测浮标", "≥", "6", "套"),
     ("质量指标", "苗种检验合格率", "=", "100", "%"), ("质量指标", "预报准确率", "≥", "85", "%"), ("时效指标", "预警信息发布时间", "≤", "30", "分钟"), ("成本指标", "设备采购超预算比例", "≤", "0", "%"),
     ("经济效益指标", "海洋生产总值增速", "≥", "6.5", "%"), ("社会效益指标", "渔业安全事故死亡人数", "≤", "3", "人"), ("生态效益指标", "近岸优良水质比例", "≥", "72", "%"), ("可持续影响指标", "渔业资源养护", "", "持续向好", ""),
     ("服务对象满意度指标", "渔民满意度", "≥", "90", "%")),
)  # fmt: skip
PLAN = {"产出指标": 45, "效益指标": 35, "满意度指标": 10}
_GOODS = (
    ("多参数水质仪", "台"),
    ("海洋观测浮标", "套"),
    ("高频地波雷达", "部"),
    ("船载卫星终端", "台"),
    ("救生筏", "只"),
)


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2025)
    world = build(
        rng, OCEAN, rng.choice(("舟屿市", "威澜市", "岱山港市")), "市", year, size=1.4, n_units=rng.randint(2, 3)
    )
    draft = Draft(f"{year}年度{world.org}部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "styled", "size": "16"}
    draft.notes += ["单价乘数量", "各单位小表加总", "按类得分表", "上年同口径比较"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.5, nothing="", percent_decimals=2)
    weigh(world.outcomes, PLAN)
    head = Heads(draft)
    w = world.whole
    run = execution_score(w.rate, 10)
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(draft.title, style="title")
    head(1, "基本概况")
    draft.say(
        f"{world.short}为一级预算单位，预算编制范围包括局机关和", ink.count("下属单位", len(world.units) - 1, "家"), "下属单位。共有编制", ink.count("编制", world.posts, "个", key="posts", ties="REF"), "，", f"{year}年末实有", ink.count("实有", world.in_post, "人", key="in_post", ties="REF"), "。",
    )  # fmt: skip
    head(1, "部门整体支出情况")
    head(2, "总体情况")
    draft.say(
        f"{year}年，部门预算年初数", ink.say("部门预算", w.original, "original_budget", key="original", ties="REF"), "，年终预算数", ink.say("年终预算数", w.final, "final_budget", key="final", ties="REF BUD"), "，实际使用", ink.say("实际使用", w.actual, "actual", key="actual", ties="REF BUD TXT"),
        "，使用率", ink.rate("使用率", w.actual, w.final, prose=True, ties="BUD"), f"；{year - 1}年实际使用", ink.say("实际使用", w.prior, "actual", year=year - 1, key="prior", ties="TXT REF"), "，同比", "增加" if w.actual >= w.prior else "减少",
        ink.say("增加|减少|实际使用", abs(w.actual - w.prior), "derived", measure="change", ties="TXT"), "。",
    )  # fmt: skip
    head(2, "按功能分类")
    draft.say(f"表1 {year}年支出功能分类情况（万元）", style="caption")
    draft.parts.append(_functions(ink, world))
    head(2, "按单位")
    draft.say("各预算单位支出情况如下。")
    for u in world.units:
        hand = ink.about(u.name)
        draft.say(f"{u.name}", style="caption")
        draft.parts.append(_unit(hand, u))
    head(2, "设备购置")
    _equipment(draft, ink, world, rng)
    head(1, "绩效目标完成情况")
    met = sum(o.met for o in world.outcomes)
    draft.say("年初共设置绩效指标", ink.count("绩效指标", len(world.outcomes), "项"), "，完成", ink.count("完成", met, "项"), "，", *(["未完成", ink.count("未完成", len(world.outcomes) - met, "项")] if met < len(world.outcomes) else ["全部完成"]), "。")  # fmt: skip
    for o in world.outcomes[:3]:
        if o.target is not None:
            draft.say(f"{o.name}目标为", ink.goal(o, style="words"), "，实际为", ink.done(o), "。")
    head(1, "自评得分")
    draft.say(
        f"{year}年部门整体支出绩效自评得分",
        ink.points("自评得分", score, "score", suffix="分", ties="SCR REF"),
        "，各类指标得分见表2。",
    )
    draft.say("表2 自评得分汇总表", style="caption")
    draft.parts.append(_classes(ink, world, run, score))
    draft.parts.append(Break())
    draft.say("附件", style="annex")
    draft.say(f"{year}年度部门整体支出绩效目标自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world, run, score))
    return draft


def _functions(ink: Ink, world: World) -> Grid:
    y = ink.year
    rows: list[Row] = [[Cell("科目编码", rs=2), Cell("科目名称", rs=2), Cell(f"{y - 1}年支出", rs=2), Cell(f"{y}年支出", cs=3), Cell("同比增减", cs=2)], ["小计", "基本", "项目", "金额", "比例"]]  # fmt: skip

    def line(name: str, basic: Flow, project: Flow, keyed: bool) -> list[Content | Cell]:
        f = basic + project
        k = ("prior", "actual", "basic", "project") if keyed else ("",) * 4
        return [
            ink.cell(name, f.prior, "actual", year=y - 1, ties="SUM DRV", key=k[0]), ink.cell(f"{name}|小计", f.actual, "actual", ties="SUM DRV", key=k[1]), ink.cell(f"{name}|基本", basic.actual, "actual", ties="SUM", key=k[2]),
            ink.cell(f"{name}|项目", project.actual, "actual", ties="SUM", key=k[3]), ink.cell(name, f.actual - f.prior, "derived", measure="change", ties="DRV SUM"), ink.rate(name, f.actual - f.prior, f.prior, measure="growth"),
        ]  # fmt: skip

    for code, name, basic, project in world.functions():
        if (basic + project).actual or (basic + project).prior:
            rows.append([code, Cell(name, align="left"), *line(name, basic, project, False)])
    rows.append([Cell("合计", cs=2), *line("合计", world.basic, world.project, True)])
    return Grid(rows, [11, 26, 12, 12, 12, 12, 11, 10], header=2, name="支出功能分类情况", size=9)


def _unit(ink: Ink, u: Unit) -> Grid:
    f = u.flow
    rows: list[Row] = [
        ["单位名称", Cell(u.name, cs=3), "单位性质", u.kind],
        ["编制人数", ink.count("编制人数", u.posts, "人", prose=False), "实有人数", ink.count("实有人数", u.in_post, "人", prose=False), "离退休人数", ink.count("离退休人数", u.retired, "人", prose=False)],
        ["年初预算（万元）", ink.cell("年初预算", f.original, "original_budget", ties="SUM"), "年终预算（万元）", ink.cell("年终预算", f.final, "final_budget", ties="BUD SUM"), "实际支出（万元）", ink.cell("实际支出", f.actual, "actual", ties="BUD SUM")],
        ["基本支出（万元）", ink.cell("基本支出", u.basic.actual, "actual", ties="SUM"), "项目支出（万元）", ink.cell("项目支出", u.project.actual, "actual", ties="SUM"), "使用率", ink.rate("使用率", f.actual, f.final, ties="BUD")],
    ]  # fmt: skip
    return Grid(rows, [18, 16, 18, 16, 18, 16], name=f"{u.name}支出情况", size=9.5)


def _equipment(draft: Draft, ink: Ink, world: World, rng: random.Random) -> None:
    goods = rng.sample(_GOODS, rng.randint(3, 5))
    prices = [Decimal(rng.randint(15, 480)) * 1000 for _ in goods]
    counts = [rng.randint(2, 16) for _ in goods]
    whole = sum((p * n for p, n in zip(prices, counts, strict=True)), Decimal(0))
    draft.say("本年共购置设备", ink.count("购置设备", sum(counts), "台（套）", key="goods"), "，金额", ink.say("设备购置", whole, ANY, key="goods:money", ties="REF"), "，明细见下表。")  # fmt: skip
    draft.say("设备购置明细表", style="caption")
    rows: list[Row] = [["序号", "设备名称", "计量单位", "数量", "单价（万元）", "金额（万元）"]]
    for i, ((name, unit), price, n) in enumerate(zip(goods, prices, counts, strict=True)):
        rows.append([str(i + 1), name, unit, ink.count(f"{name}|数量", n, unit, prose=False, ties="SUM DRV"), ink.cell(f"{name}|单价", price, ANY, measure="other", ties="DRV"), ink.cell(f"{name}|金额", price * n, ANY, ties="SUM DRV")])  # fmt: skip
    total_count = ink.count("合计|数量", sum(counts), "台", prose=False, ties="SUM", key="goods")
    total_count.unit = None
    rows.append([Cell("合计", cs=3), total_count, "", ink.cell("合计|金额", whole, ANY, ties="SUM REF", key="goods:money")])  # fmt: skip
    draft.parts.append(Grid(rows, [8, 28, 12, 12, 18, 18], header=1, name="设备购置明细表", size=10))


def _classes(ink: Ink, world: World, run: Decimal, score: Decimal) -> Grid:
    names = ["预算执行", *PLAN, "合计"]
    weights = [Decimal(10), *(Decimal(n) for n in PLAN.values()), Decimal(100)]
    scores = [run, *(sum((o.score for o in world.outcomes if o.level1 == c), Decimal(0)) for c in PLAN), score]
    rows: list[Row] = [["指标类别", *names]]
    rows.append(["标准分", *(ink.points(n, v, "weight") for n, v in zip(names, weights, strict=True))])
    rows.append(["自评得分", *(ink.points(n, v, "score") for n, v in zip(names, scores, strict=True))])
    return Grid(rows, [16, *[16] * len(names)], header=1, name="自评得分汇总表", size=10)


def _form(draft: Draft, ink: Ink, world: World, run: Decimal, score: Decimal) -> Grid:
    w = world.whole
    special = total(p.flow for p in world.projects if p.special)
    rows: list[Row] = [[Cell("部门名称", cs=2), Cell(world.org, cs=7)]]
    money: list[list[Cell | Content]] = [
        ["支出类型", "年初预算数", "调整预算数", Cell("决算数", cs=2), "执行率", "分值", "得分"]
    ]
    lines = (
        ("基本支出", world.basic),
        ("特定目标类项目", special),
        ("其他运转类项目", world.project - special),
        ("支出合计", w),
    )
    for label, f in lines:
        last = label == "支出合计"
        k = (
            ("original", "final", "actual")
            if last
            else ("basic:original", "", "basic")
            if label == "基本支出"
            else ("",) * 3
        )
        money.append([
            label, ink.cell(label, f.original, "original_budget", ties="SUM", key=k[0]), ink.cell(label, f.final, "final_budget", ties="SUM BUD", key=k[1]), Cell(ink.cell(label, f.actual, "actual", ties="SUM BUD", key=k[2]), cs=2), ink.rate(f"执行率|{label}", f.actual, f.final, ties="BUD"),
            ink.points("预算执行分值", Decimal(10), "weight") if last else "/", ink.points("预算执行得分", run, "score") if last else "/",
        ])  # fmt: skip
    rows += [[Cell("部门支出（万元）", rs=len(money)), *money[0]], *money[1:]]
    rows.append(
        [
            Cell("年度总体目标", cs=2),
            Cell("加强海洋生态保护修复，提升渔业安全保障水平，推进海洋经济发展。", cs=7, align="left"),
        ]
    )
    rows.append(["一级指标", "二级指标", "三级指标", "绩效目标", Cell("完成情况", cs=2), "分值", "得分", "备注"])
    grid = Grid(rows, [11, 15, 18, 13, 7, 8, 8, 8, 16], name="部门整体支出绩效目标自评表", size=9)
    one, two = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if one[i]:
            row.append(
                Cell(
                    [o.level1, "\n（", ink.points(o.level1, Decimal(PLAN[o.level1]), "weight", suffix="分"), "）"],
                    rs=one[i],
                )
            )
        if two[i]:
            row.append(Cell(o.level2, rs=two[i]))
        goal, done = ink.goal(o), ink.done(o)
        row += [
            o.name,
            goal,
            Cell(done, cs=2),
            ink.points(o.name, o.weight, "weight"),
            ink.points(o.name, o.score, "score"),
            o.reason,
        ]
        rows.append(row)
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason)))  # fmt: skip
    rows.append(
        [
            Cell("总分", cs=6),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", score, "score", ties="SCR REF"),
            "",
        ]
    )
    return grid
