# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""For measuring only. A district bureau in the manner of the north-east: money turned round (stages down, sources across), a form
whose header groups 指标 / 完成情况 / 评分 over two rows, full-width digits in places, a table of three years, 千元 nowhere."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, text_of
from benchmarks.generate.prose import Heads, balances, parts_of, staffing, versus
from benchmarks.generate.world import Flow, World, build

_PLAN = {"产出指标": 40, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["区"]), "区", year, size=0.7, n_units=3)
    draft = Draft(f"{world.org}{year}年度整体绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes += ["资金表转置", "表头分三组两层", "部分全角数字", "三年对比表"]
    ink = Ink(world.org, year, rng, thousands=True, nothing="—", wide=0.15)
    weigh(world.outcomes, _PLAN)
    w = world.whole
    run = execution_score(w.rate, 20)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{world.org}{year}年度整体绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "部门概况")
    draft.say(*staffing(ink, world))
    head(1, "收支分析")
    draft.say(
        f"{year}年，全年支出", ink.say("全年支出", w.actual, "actual", key="actual", ties="TXT REF"), "，其中", *parts_of(ink, [(c.name, c.flow.actual, None) for c in world.categories] + [("项目支出", world.project.actual, None)], "actual"), "。",
        "全年支出同比", *versus(ink, "全年支出", w.actual, w.prior, direction=("增加", "减少")), "。",
    )  # fmt: skip
    draft.say(*balances(ink, "全年", w, key="whole"))
    draft.say("近两年支出对比表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_years(ink, world))
    head(1, "自评情况")
    draft.say(
        "经自评，本部门得分", ink.points("自评得分", total, "score", suffix="分", ties="REF SCR"), "。其中：预算执行", ink.points("预算执行得分", run, "score", suffix="分", ties="REF"), "，产出、效益和满意度指标",
        ink.points("绩效指标得分", total - run, "score", suffix="分", ties="TXT"), "。",
    )  # fmt: skip
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体绩效自评表", style="subtitle")
    draft.parts.append(_form(draft, ink, world, run, total))
    return draft


def _years(ink: Ink, world: World) -> Grid:
    y = world.year
    rows: list[Row] = [[Cell("支出项目", rs=2), Cell(f"{y - 1}年", cs=2), Cell(f"{y}年", cs=2), Cell("同比", cs=2)], ["金额", "占比（%）", "金额", "占比（%）", "增减额", "增减率（%）"]]  # fmt: skip
    lines: list[tuple[str, Flow]] = [*((c.name, c.flow) for c in world.categories), ("基本支出小计", world.basic), *((p.name, p.flow) for p in world.projects), ("项目支出小计", world.project), ("支出合计", world.whole)]  # fmt: skip
    w = world.whole

    def bare(label: str, a: Decimal, b: Decimal, measure: str, year: int) -> Content:
        made = ink.rate(label, a, b, measure=measure, year=year)
        if not isinstance(made, str):
            made.suffix = ""
        return made

    for label, f in lines:
        rows.append([
            Cell(label, align="left"), ink.cell(label, f.prior, "actual", year=y - 1, ties="SUM DRV"), bare(label, f.prior, w.prior, "share", y - 1), ink.cell(label, f.actual, "actual", ties="SUM DRV"), bare(label, f.actual, w.actual, "share", y),
            ink.cell(label, f.actual - f.prior, "derived", measure="change", ties="DRV SUM"), bare(label, f.actual - f.prior, f.prior, "growth", y),
        ])  # fmt: skip
    return Grid(rows, [28, 13, 10, 13, 10, 13, 12], header=2, name="近两年支出对比表", size=9.5)


def _form(draft: Draft, ink: Ink, world: World, run: Decimal, total: Decimal) -> Grid:
    w = world.whole
    sources = ["一般公共预算", "政府性基金预算"]
    flows = [w, *(world.by_source(s) for s in sources)]
    labels = ["合计", "一般公共预算拨款", "政府性基金预算拨款"]
    rows: list[Row] = [
        [Cell("部门名称", cs=2), Cell(world.org, cs=8)],
        [Cell("资金情况（万元）", cs=2), Cell(labels[0], cs=2), Cell(labels[1], cs=3), Cell(labels[2], cs=3)],
    ]

    def stage(word: str, scenario: str, pick: list[Decimal]) -> Row:
        widths = (2, 3, 3)
        return [Cell(word, cs=2), *(Cell(ink.cell(f"{label}|{word}", v, scenario, ties="SUM BUD"), cs=n) for label, v, n in zip(labels, pick, widths, strict=True))]  # fmt: skip

    rows.append(stage("年初预算数", "original_budget", [f.original + f.brought for f in flows]))
    rows.append(stage("调整预算数", "final_budget", [f.final for f in flows]))
    rows.append(stage("支出决算数", "actual", [f.actual for f in flows]))
    rows.append([
        Cell("预算执行率", cs=2), *(Cell(ink.rate("预算执行率", f.actual, f.final, ties="BUD"), cs=n) for f, n in zip(flows, (2, 3, 3), strict=True)),
    ])  # fmt: skip
    rows.append([Cell(["预算执行得分（满分", ink.points("预算执行", Decimal(20), "weight", suffix="分"), "）"], cs=4), Cell(ink.points("预算执行得分", run, "score", ties="SCR REF"), cs=6)])  # fmt: skip
    rows.append([Cell("指标", cs=4), Cell("完成情况", cs=2), Cell("评分", cs=2), Cell("说明", cs=2, rs=2)])
    rows.append(["一级", "二级", Cell("三级", cs=2), "年度目标", "完成情况", "满分", "得分"])
    grid = Grid(rows, [9, 12, 13, 13, 12, 12, 7, 7, 8, 8], name="部门整体绩效自评表", size=9)
    outcomes = world.outcomes
    one, two = runs([o.level1 for o in outcomes]), runs([o.level1 + o.level2 for o in outcomes])
    for i, o in enumerate(outcomes):
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(o.level1, rs=one[i]))
        if two[i]:
            row.append(Cell(o.level2, rs=two[i]))
        goal, done = ink.goal(o), ink.done(o)
        row += [
            Cell(o.name, cs=2),
            goal,
            done,
            ink.points(o.name, o.weight, "weight"),
            ink.points(o.name, o.score, "score"),
            Cell(o.reason, cs=2),
        ]
        rows.append(row)
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason
                ),
            )
        )
    rows.append([Cell("总得分", cs=6), ink.points("总得分", Decimal(100), "weight"), ink.points("总得分", total, "score", ties="SCR REF"), Cell("", cs=2)])  # fmt: skip
    return grid
