# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau in the manner of Hubei: 部门整体绩效自评表 with 预算数(A)/执行数(B)/执行率(B/A) worth 20 points, goals
worth so many points each with their own indicator blocks, no weight column; a short report around it."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Row
from benchmarks.generate.prose import Heads, execution, plans, versus
from benchmarks.generate.world import Outcome, World, build


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.6, n_units=2)
    draft = Draft(f"{year}年度{world.org}部门整体绩效自评结果", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "merge": rng.choice(["", "hmerge"])}
    draft.notes += ["没有分值列，分值只在目标标题中", "执行率满分二十分", "目标之间表头重复"]
    ink = Ink(world.org, year, rng, thousands=False, trim=0.2)
    goals = _split(world.results)
    shares = rng.choice([(40, 40), (50, 30), (30, 50)])
    for points, rows in zip(shares, goals, strict=True):
        _weigh(rows, points)
    run = execution_score(world.whole.rate, 20)
    total = run + sum((o.score for rows in goals for o in rows), Decimal(0))
    draft.say(f"{year}年度{world.org}", style="title")
    draft.say("部门整体绩效自评结果", style="title")
    head = Heads(draft)
    head(1, "自评结论")
    head(2, "部门整体绩效自评得分")
    draft.say(
        f"{year}年度，{world.short}部门整体绩效自评得分", ink.points("自评得分", total, "score", suffix="分", ties="REF SCR"), "。其中预算执行情况得分",
        ink.points("预算执行情况", run, "score", suffix="分", ties="REF SCR"), "。",
    )  # fmt: skip
    head(2, "部门整体绩效目标完成情况")
    w = world.whole
    draft.say(
        f"1.执行率情况。{year}年部门整体支出预算数", ink.say("部门整体支出预算数", w.final, "final_budget", key="whole:final", ties="REF BUD"), "，执行数",
        ink.say("执行数", w.actual, "actual", key="whole:actual", ties="REF BUD"), *execution(ink, "预算", w), "。执行数较上年", *versus(ink, "执行数", w.actual, w.prior), "。",
    )  # fmt: skip
    three = world.three
    draft.say(
        f"{year}年“三公”经费预算数、决算数分别为",
        ink.say("“三公”经费预算数", three.original, "original_budget"),
        "、",
        ink.say("“三公”经费决算数", three.actual, "actual"),
        "。",
    )
    done = [o for o in goals[0] if o.met]
    draft.say(
        "2.完成的绩效目标。", *(p for o in done[:4] for p in (f"{o.name}", ink.done(o), "；")), "均达到年初目标值。"
    )
    missed = [o for rows in goals for o in rows if not o.met]
    if missed:
        draft.say(
            "3.未完成的绩效目标。",
            *(
                p
                for o in missed
                for p in (f"{o.name}目标值", ink.goal(o), "，实际完成", ink.done(o), f"，{o.reason}。")
            ),
        )
    else:
        draft.say("3.未完成的绩效目标。无。")
    head(1, "存在的问题和改进措施")
    draft.say("预算编制与实际支出需求还不够匹配，绩效目标的量化程度有待提升。")
    draft.say(*plans(ink, world))
    head(1, "附件")
    draft.say(f"{world.org}{year}年度部门整体绩效自评表")
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体绩效自评表", style="subtitle")
    draft.say(f"单位名称：{world.org}　　　　　　　　填报日期：{year + 1}年4月10日", style="filler")
    draft.parts.append(_form(draft, ink, world, shares, goals, run, total))
    draft.say(
        "备注：1.预算执行情况口径：预算数为调整后财政资金总额（包括上年结余结转），执行数为财政资金实际支出数。",
        style="note",
    )
    draft.say("2.定量指标得分=权重×B/A，得分不超过权重总额。", style="note")
    return draft


def _split(results: list[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Two goals with indicators of their own; the last one, satisfaction, goes with the second."""
    return results[::2][:-1] if len(results) % 2 else results[::2], results[1::2] + (
        results[-1:] if len(results) % 2 else []
    )


def _weigh(rows: list[Outcome], points: int) -> None:
    base, extra = divmod(points, len(rows))
    for i, o in enumerate(rows):
        o.weight = Decimal(base + (i < extra))
        o.score = o.weight
        if not o.met and o.target and o.actual is not None:
            o.score = (o.weight * o.actual / o.target).quantize(Decimal("0.1"))


def _form(draft: Draft, ink: Ink, world: World, shares: tuple[int, int], goals: tuple[list[Outcome], list[Outcome]], run: Decimal,
          total: Decimal) -> Grid:  # fmt: skip
    w = world.whole
    rows: list[Row] = [
        ["单位名称", Cell(world.org, cs=6)],
        ["基本支出总额", Cell(ink.cell("基本支出总额", world.basic.actual, ANY, ties="SUM"), cs=2), Cell("项目支出总额", cs=2),
         Cell(ink.cell("项目支出总额", world.project.actual, ANY, ties="SUM"), cs=2)],
        [Cell(["预算执行情况（万元）\n（", ink.points("预算执行情况", Decimal(20), "weight", suffix="分"), "）"], rs=2), Cell("", cs=2), "预算数（A）", "执行数（B）", "执行率（B/A）",
         "得分\n（20分*执行率）"],
        [Cell("部门整体支出总额", cs=2), ink.cell("部门整体支出总额", w.final, "final_budget", ties="BUD REF", key="whole:final"),
         ink.cell("部门整体支出总额", w.actual, "actual", ties="BUD SUM REF", key="whole:actual"), ink.rate("执行率", w.actual, w.final, ties="BUD"),
         ink.points("预算执行情况", run, "score")],
    ]  # fmt: skip
    grid = Grid(rows, [16, 12, 14, 26, 12, 12, 12], name="部门整体绩效自评表", size=10)
    words = ("保障部门正常运转，推进年度重点任务落实", "加强行业管理，提升公共服务能力")
    for n, (points, items) in enumerate(zip(shares, goals, strict=True), 1):
        rows.append(
            [
                Cell([f"年度目标{n}：\n（", ink.points(f"年度目标{n}", Decimal(points), "weight", suffix="分"), "）"]),
                Cell(words[n - 1] + "。", cs=6, align="left"),
            ]
        )
        body: list[list[Cell | Content]] = [
            ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"]
        ]
        run1, run2 = runs([o.level1 for o in items]), runs([o.level1 + o.level2 for o in items])
        for i, o in enumerate(items):
            row: list[Cell | Content] = []
            if run1[i]:
                row.append(Cell(o.level1, rs=run1[i]))
            if run2[i]:
                row.append(Cell(o.level2, rs=run2[i]))
            body.append([*row, o.name, ink.goal(o), ink.done(o), ink.points(o.name, o.score, "score")])
            draft.indicators.append((grid, IndicatorTruth(
                None, ink.org, o.level1, o.level2, o.name, _text(ink.goal(o)), _text(ink.done(o)), None, o.score)))  # fmt: skip
        rows.append([Cell("年度绩效指标", rs=len(body), vertical=True), *body[0]])
        rows += body[1:]
    rows.append(["总分", Cell("", cs=5), ink.points("总分", total, "score", ties="SCR REF")])
    missed = [o for items in goals for o in items if not o.met]
    rows.append(
        [
            "偏差大或目标未完成原因分析",
            Cell("；".join(f"{o.name}：{o.reason}" for o in missed) or "无", cs=6, align="left"),
        ]
    )
    rows.append(
        [
            "改进措施及结果应用方案",
            Cell(
                "；".join(dict.fromkeys(o.remedy for o in missed)) or "继续保持，将自评结果与下年度预算安排挂钩",
                cs=6,
                align="left",
            ),
        ]
    )
    return grid


def _text(piece: object) -> str:
    return piece if isinstance(piece, str) else getattr(piece, "text", "")
