# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau whose form states targets and results in sentences ("全年开展培训不少于4次" / "已开展5次"), with completion
rates in a column of their own, weights in brackets behind the names, and a report that begins with the score."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import (
    ANY,
    Break,
    Cell,
    Content,
    Draft,
    Fig,
    Grid,
    IndicatorTruth,
    Piece,
    Row,
    quantize,
    text_of,
)
from benchmarks.generate.prose import Heads, balances, budget_story, parts_of, versus
from benchmarks.generate.world import Outcome, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.5, brought=rng.random() < 0.5)
    draft = Draft(f"{world.org}关于{year}年度部门整体支出绩效自评情况的报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes += ["目标和完成情况是句子", "完成率列超过百分之百", "指标名称后带分值"]
    ink = Ink(world.org, year, rng, thousands=False, trim=rng.choice([0, 0.5]), nothing=rng.choice(["", "0", "无"]))
    weigh(world.outcomes, PLAN)
    run = execution_score(world.whole.rate, 10)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{world.org}关于{year}年度部门整体支出绩效", style="title")
    draft.say("自评情况的报告", style="title")
    draft.say("县财政局：", style="flush")
    draft.say(
        f"按照要求，{world.short}对{year}年度部门整体支出开展了自评，自评得分",
        ink.points("自评得分", total, "score", suffix="分", ties="REF SCR"),
        "。现报告如下：",
    )
    head = Heads(draft)
    head(1, "基本情况")
    draft.say(
        "人员编制",
        ink.count("人员编制", world.posts, "名", key="posts"),
        "，实有人员",
        ink.count("实有人员", world.in_post, "名", key="in_post", ties="REF"),
        "，较编制",
        *_short_of(ink, world),
        "。",
    )
    w = world.whole
    head(1, "资金情况")
    draft.say(*budget_story(ink, "部门", w, key="whole", concept="expenditure.total"))
    draft.say(
        f"{year}年支出", ink.say("支出", w.actual, "actual", key="whole:actual", ties="TXT REF"), "。", "按支出用途分：",
        *parts_of(ink, [("基本支出", world.basic.actual, None), ("项目支出", world.project.actual, None)], "actual", key="part"), "。", f"支出比{year - 1}年",
        *versus(ink, "支出", w.actual, w.prior), "。", *balances(ink, "部门", w),
    )  # fmt: skip
    head(1, "主要成效")
    for o in world.outcomes:
        draft.say(*_done(ink, o), "。")
    head(1, "存在问题")
    draft.say("绩效管理基础较为薄弱，指标设置的针对性不强。")
    draft.say(world.org, style="sign")
    draft.say(f"{year + 1}年4月2日", style="sign")
    draft.parts.append(Break())
    draft.say("附件：", style="annex")
    draft.say(f"{year}年度部门整体支出绩效自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world, run, total))
    return draft


def _short_of(ink: Ink, world: World) -> list[Piece]:
    gap = world.posts - world.in_post
    return ["缺", ink.count("缺编", gap, "名", ties="TXT")] if gap else ["持平"]


def _goal(ink: Ink, o: Outcome) -> list[Piece]:
    if o.target is None:
        return [o.target_word]
    word = {"≥": "不少于" if o.unit != "%" else "不低于", "≤": "不超过", "=": "达到"}[o.sign]
    fig = Fig(
        o.name,
        o.target,
        o.unit,
        f"{o.target:f}",
        "target",
        ink.year,
        ink.org,
        measure="other",
        prefix="",
        suffix=o.unit,
        key=f"target:{ink.own}:{o.name}",
    )
    return [f"全年{o.name}{word}", fig]


def _done(ink: Ink, o: Outcome) -> list[Piece]:
    if o.actual is None:
        return [o.actual_word]
    made = ink.done(o)
    if isinstance(made, Fig):
        made.label = f"{o.name}|{o.level2}"
    return [f"{o.name}{ink.pick('达到', '为', '完成')}", made]


def _form(draft: Draft, ink: Ink, world: World, run: Decimal, total: Decimal) -> Grid:
    w = world.whole
    rows: list[Row] = [
        [Cell("单位名称", cs=2), Cell(world.org, cs=5)],
        [Cell("预算执行情况\n（万元）", cs=2, rs=2), "全年预算数", "全年执行数", "执行率", "分值", "得分"],
        [ink.cell("年度资金|预算执行情况", w.final, "final_budget", key="whole:final", ties="BUD"), ink.cell("年度资金|预算执行情况", w.actual, "actual", key="whole:actual", ties="BUD REF"),
         ink.rate("执行率", w.actual, w.final, ties="BUD", scenario=ANY), ink.points("预算执行率分值", Decimal(10), "weight"), ink.points("预算执行率得分", run, "score")],
        ["一级指标", "二级指标", "年度目标", "完成情况", "完成率", "得分", "未完成原因"],
    ]  # fmt: skip
    grid = Grid(rows, [12, 15, 24, 24, 10, 8, 16], name="部门整体支出绩效自评表", size=9.5, total_width=9500)
    n1 = runs([o.level1 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(
                Cell(
                    [f"{o.level1}（", ink.points(o.level1, Decimal(PLAN[o.level1]), "weight", suffix="分"), "）"],
                    rs=n1[i],
                )
            )
        goal, done = _goal(ink, o), _done(ink, o)
        rate: Content = ""
        if o.target and o.actual is not None and o.sign != "≤":
            value = quantize(o.actual / o.target * 100, 1)
            rate = Fig(
                f"{o.name}|{o.level2}",
                value,
                "%",
                f"{value}",
                ANY,
                ink.year,
                ink.org,
                measure="rate",
                suffix="%",
                ties="DRV",
            )
        name: list[Piece] = [f"{o.level2}（", ink.points(o.level2, o.weight, "weight", suffix="分"), "）"]
        rows.append(
            [
                *row,
                name,
                Cell(goal, align="left"),
                Cell(done, align="left"),
                rate,
                ink.points(o.level2, o.score, "score"),
                o.reason,
            ]
        )
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, o.level1, o.level2, o.level2, text_of(goal), text_of(done), o.weight, o.score, o.reason,
                                                      {"level2": ""})))  # fmt: skip
    rows.append([Cell("总分", cs=5), ink.points("总分", total, "score", ties="SCR REF"), ""])
    return grid
