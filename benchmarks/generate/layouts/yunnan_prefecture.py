# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A prefecture's bureau in the manner of Yunnan: the report itself is a two-column form whose cells hold prose with figures,
then 部门整体支出绩效自评表 with 部门年度目标 by year and project rows, 元 throughout."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Grid, IndicatorTruth, Piece, Row, text_of
from benchmarks.generate.prose import parts_of, share, versus
from benchmarks.generate.world import World, build

PLAN = {"产出指标": 50, "效益指标": 40, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2024)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, grain=Decimal("0.01"), brought=False)
    draft = Draft(f"{world.org}{year}年度部门决算绩效自评公开", world.org, year)
    draft.options = {"headings": "typed", "size": "15", "font": "方正仿宋_GBK"}
    draft.notes += ["正文在表格单元格内", "项目任务行含预算金额与资金来源", "没有预算执行率得分，指标合计一百分"]
    weigh(world.outcomes, PLAN)
    ink = Ink(world.org, year, rng, unit="元", nothing="0.00", thousands=rng.random() < 0.5)
    draft.say(f"{world.org}{year}年度部门绩效自评情况", style="title")
    draft.say("部门整体支出绩效自评情况", style="subtitle")
    draft.say(f"编制单位：{world.org}　　　　　　　　　　　　　　　　金额单位：元", style="filler")
    draft.parts.append(_report(ink, world))
    draft.say("注：表中金额均为决算数，预算数为年初批复数。", style="note")
    draft.parts.append(Break(landscape=True))
    draft.say("部门整体支出绩效自评表", style="subtitle")
    draft.say(
        f"部门名称：{world.org}　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　单位：元",
        style="filler",
    )
    draft.parts.append(_form(draft, ink, world))
    return draft


def _report(ink: Ink, world: World) -> Grid:
    y, w = world.year, world.whole
    three = world.three
    units = len(world.units) - 1
    cats = [(c.name, c.flow.actual, c.concept) for c in world.categories if c.flow.actual]
    met = sum(o.met for o in world.outcomes)
    cells: list[tuple[str, str, Content]] = [
        ("一、部门基本情况", "（一）部门概况", [f"{world.org}内设", ink.count("内设机构", len(world.divisions), "个"), "科室，下属单位", ink.count("下属单位", units, "个"), "。编制",
                                    ink.count("编制", world.posts, "人", key="posts"), "，实有在职", ink.count("实有在职", world.in_post, "人", key="in_post"), "，离退休",
                                    ink.count("离退休", world.retired, "人"), "。"]),
        ("一、部门基本情况", "（二）部门绩效目标的设立情况", f"根据部门职责设立年度绩效目标，涵盖{world.trade.system}领域重点任务。"),
        ("一、部门基本情况", "（三）部门整体收支情况", [
            f"{y}年度收入合计", ink.say("收入合计", w.final, "actual"), "；支出合计", ink.say("支出合计", w.actual, "actual", ties="TXT", key="whole:actual"), "，其中：基本支出",
            ink.say("基本支出", world.basic.actual, "actual", ties="TXT", key="basic:actual"), "，占总支出的", share(ink, "基本支出", world.basic.actual, w.actual), "；项目支出",
            ink.say("项目支出", world.project.actual, "actual", ties="TXT", key="project:actual"), "，占总支出的", share(ink, "项目支出", world.project.actual, w.actual),
            "。与上年相比，支出合计", *versus(ink, "支出合计", w.actual, w.prior), "。\n基本支出中，", *parts_of(ink, cats, "actual"), "。"]),
        ("一、部门基本情况", "（四）部门预算管理制度建设情况", "制定了预算管理、收支管理和采购管理等制度，并组织学习执行。"),
        ("一、部门基本情况", "（五）严控“三公经费”支出情况", [
            f"{y}年“三公”经费决算", ink.say("“三公”经费决算", three.actual, "actual", ties="TXT"), "，较上年", *versus(ink, "“三公”经费", three.actual, three.prior), "；完成年初预算",
            ink.say("“三公”经费年初预算", three.original, "original_budget", ties="TXT"), "的", ink.rate("完成年初预算", three.actual, three.original, prose=True, ties="TXT"), "。"]),
        ("二、绩效自评工作情况", "（一）绩效自评的目的", "检验部门预算支出的经济性、效率性和效益性。"),
        ("二、绩效自评工作情况", "（二）自评组织过程", "成立自评小组，收集资料，逐项对照评分。"),
        ("三、评价情况分析及综合评价结论", "", ["年度设置指标", ink.count("指标个数", len(world.outcomes), "个", ties="TXT"), "，完成", ink.count("完成指标", met, "个", ties="TXT"), "，自评总分",
                                    ink.points("自评总分", sum((o.score for o in world.outcomes), Decimal(0)), "score", suffix="分", ties="REF SCR"), "，等级为优。"]),
        ("四、存在的问题和整改情况", "", "个别指标年初测算偏高，已在编制下年度预算时调整。"),
        ("五、绩效自评结果应用", "", "自评结果与项目资金安排挂钩。"),
    ]  # fmt: skip
    rows: list[Row] = []
    n = runs([c[0] for c in cells])
    for i, (first, second, content) in enumerate(cells):
        row: list[Cell | Content] = []
        if not second:
            rows.append([Cell(first, cs=2, align="left"), Cell(content, align="left")])
            continue
        if n[i]:
            row.append(Cell(first, rs=n[i]))
        rows.append([*row, Cell(second, align="left"), Cell(content, align="left")])
    return Grid(rows, [16, 22, 62], name="部门整体支出绩效自评情况", size=10.5)


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    rows: list[Row] = [
        [Cell("部门年度目标", rs=2), "财政年度", Cell("目标", cs=4), Cell("实际完成情况", cs=5)],
        [str(world.year), Cell(f"推进{world.trade.system}领域重点工作，保障部门高效运转。", cs=4, align="left"), Cell("基本完成年度目标任务。", cs=5, align="left")],
        [Cell("项目年度支出", cs=3), Cell("年初预算批复数", cs=2), Cell("预算调整数", cs=2), Cell("实际支出", cs=2), Cell("预算执行率", cs=2)],
    ]  # fmt: skip
    grid = Grid(rows, [12, 12, 14, 10, 9, 9, 9, 9, 7, 7, 16], name="部门整体支出绩效自评表", size=9)
    for p in world.projects:
        f = p.flow
        rows.append([
            Cell(p.name, cs=3), Cell(ink.cell(p.name, f.original, "original_budget", ties="SUM"), cs=2), Cell(ink.cell(p.name, f.adjustment, "adjustment", ties="SUM"), cs=2),
            Cell(ink.cell(p.name, f.actual, "actual", ties="SUM BUD"), cs=2), Cell(ink.rate("预算执行率", f.actual, f.final, ties="BUD"), cs=2),
        ])  # fmt: skip
    total = world.project
    rows.append([
        Cell("合计", cs=3), Cell(ink.cell("合计", total.original, "original_budget", ties="SUM"), cs=2), Cell(ink.cell("合计", total.adjustment, "adjustment", ties="SUM"), cs=2),
        Cell(ink.cell("合计", total.actual, "actual", ties="SUM BUD REF", key="project:actual"), cs=2), Cell(ink.rate("预算执行率", total.actual, total.final, ties="BUD"), cs=2),
    ])  # fmt: skip
    rows.append(
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            Cell("实际完成值", cs=2),
            "分值",
            "得分",
            "偏差原因",
        ]
    )
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        goal, done = ink.goal(o), ink.done(o)
        three: list[Piece] = ["定性", o.target_word, ""]
        also: dict[str, str] = {"target": f"定性{o.target_word}"}
        if not isinstance(goal, str) and o.target is not None:
            goal.prefix = goal.suffix = ""
            three = [{"≥": ">=", "≤": "<=", "=": "="}[o.sign], goal, o.unit]
            also = {"target": f"{three[0]}{goal.shown}{o.unit}"}
        rows.append(
            [
                *row,
                o.name,
                *three,
                Cell(done, cs=2),
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
                o.reason,
            ]
        )
        draft.indicators.append((grid, IndicatorTruth(
            None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason, also)))  # fmt: skip
    score = sum((o.score for o in world.outcomes), Decimal(0))
    rows.append(
        [
            Cell("总分", cs=8),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", score, "score", ties="SCR REF"),
            "",
        ]
    )
    return grid
