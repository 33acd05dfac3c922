# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""An older city report: spaces around every number, years with spaces, a table of variances with reasons in words, 1-1 style
indicator numbers, 预算数/决算数/差异/差异率 columns, fullwidth brackets, and no form but a numbered list of scores."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Cell, Content, Draft, Fig, Grid, IndicatorTruth, Para, Piece, Row, pieces, text_of
from benchmarks.generate.prose import Heads, balances, parts_of, plans, versus
from benchmarks.generate.tables import balance_sheet, three_public_lines
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 40, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2017, 2021)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=1.3, brought=rng.random() < 0.5)
    draft = Draft(f"{world.org}{year}年部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["typed", "auto"]), "size": "16", "font": "宋体"}
    draft.notes += ["数字前后有空格", "差异原因列是文字", "指标编号1-1不是数字"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.3, nothing=rng.choice(["0", "-", "0.00"]))
    weigh(world.outcomes, PLAN)
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year} 年部门整体支出绩效自评报告", style="title")
    head = Heads(draft, auto=draft.options["headings"] == "auto")
    w = world.whole
    head(1, "部门概况")
    draft.say(
        f"截至 {year} 年末，编制",
        ink.count("编制", world.posts, "人", key="posts"),
        "，在编人数",
        ink.count("在编人数", world.in_post, "人", key="in_post"),
        "，退休人数",
        ink.count("退休人数", world.retired, "人"),
        "。",
    )
    b = world.balance
    draft.say(
        "年末资产总计",
        ink.say("资产总计", b.assets(1), "closing", ties="REF"),
        "，较年初",
        *versus(ink, "资产总计", b.assets(1), b.assets(0)),
        "。",
    )
    draft.say("单位：万元", style="unit")
    draft.parts.append(balance_sheet(ink, world, closing_first=False, words=("期末数", "年初数")))
    head(1, "预决算差异情况")
    draft.say(
        f"{year} 年预算数", ink.say("预算数", w.original, "original_budget", key="whole:original", ties="TXT"), "，决算数", ink.say("决算数", w.actual, "actual", key="whole:actual", ties="TXT"), "，其中",
        *parts_of(ink, [("基本支出", world.basic.actual, None), ("项目支出", world.project.actual, None)], "actual", key="part"), "。决算较预算", *versus(ink, "决算", w.actual, w.original, direction=("增加", "减少")), "。",
    )  # fmt: skip
    draft.say(*balances(ink, "当年", w))
    draft.say(f"{year} 年预决算差异分析表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_variance(ink, world))
    head(1, "指标完成情况")
    draft.parts.append(_list(draft, ink, world))
    head(1, "下一步工作")
    draft.say(*plans(ink, world))
    _space(draft)
    return draft


def _variance(ink: Ink, world: World) -> Grid:
    rows: list[Row] = [["项目", "预算数", "决算数", "差异额", "差异率", "差异原因"]]

    def line(label: str, flow: Flow, why: str, key: str = "") -> Row:
        name = label.split("、")[-1].split("：")[-1].strip("　")
        gap = flow.actual - flow.original
        k = f"{key}:" if key else ""
        return [
            Cell(label, align="left"), ink.cell(name, flow.original, "original_budget", ties="SUM DRV", key=k and k + "original"), ink.cell(name, flow.actual, "actual", ties="SUM DRV", key=k and k + "actual"),
            ink.cell(name, gap, "derived", measure="change", ties="DRV SUM"), ink.rate(name, gap, flow.original, measure="growth"), why,
        ]  # fmt: skip

    rows.append(line("一、基本支出", world.basic, "人员变动、政策性调资", "part:基本"))
    rows += [line(f"　{c.name}", c.flow, "") for c in world.categories]
    rows.append(line("二、项目支出", world.project, "年中追加或调减"))
    rows += [line(f"　{p.name}", p.flow, "") for p in world.projects]
    rows.append(line("合计", world.whole, "", "whole"))
    rows.append(line("附：“三公”经费", world.three, "厉行节约"))
    rows += [
        line(f"　其中：{label}" if i == 0 else f"　　　　{label}", flow, "")
        for i, (label, _, flow) in enumerate(three_public_lines(world))
    ]
    return Grid(rows, [30, 14, 14, 13, 12, 20], header=1, name="预决算差异分析表", size=9.5)


def _list(draft: Draft, ink: Ink, world: World) -> Grid:
    """Scores in a plain list, indicators numbered 1-1."""
    rows: list[Row] = [["编号", "指标", "目标", "完成", "分值", "得分", "说明"]]
    grid = Grid(rows, [9, 28, 14, 14, 9, 9, 20], header=1, name="指标完成情况表", size=10)
    classes: list[str] = []
    inside = 0
    score = Decimal(0)
    for o in world.outcomes:
        if o.level2 not in classes:
            classes.append(o.level2)
            inside = 0
            rows.append([str(len(classes)), Cell(o.level2, cs=6, align="left", bold=True)])
        inside += 1
        score += o.score
        goal, done = ink.goal(o), ink.done(o)
        rows.append(
            [
                f"{len(classes)}-{inside}",
                o.name,
                goal,
                done,
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
                o.reason,
            ]
        )
        draft.indicators.append((grid, IndicatorTruth(None, ink.org, "", o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason,
                                                      {"level1": o.level2, "level2": ""})))  # fmt: skip
    full: Content = ink.points("合计", Decimal(100), "weight")
    rows.append(["", "合计", "", "", full, ink.points("合计", score, "score", ties="SCR"), ""])
    return grid


def _space(draft: Draft) -> None:
    """Put a space on both sides of the figures in sentences, as old Word did."""
    for part in draft.parts:
        if isinstance(part, Para) and part.style == "body":
            out: list[Piece] = []
            for piece in pieces(part.content):
                if isinstance(piece, Fig):
                    out.append(" ")
                    if piece.suffix:
                        piece.suffix = " " + piece.suffix
                out.append(piece)
            part.content = out
