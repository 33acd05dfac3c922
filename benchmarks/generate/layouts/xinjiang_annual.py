# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A region's bureau: the account in prose with every total taken apart twice, then forms in two-row headings (绩效指标, 指标值,
评分) whose money block has its unit in the label and leaves 年初 out, and a summary table of all forms with grades."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import DONE, GOAL, runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Row, quantize, text_of
from benchmarks.generate.prose import Heads, joined, parts_of, share, versus
from benchmarks.generate.world import Flow, Outcome, World, build

PLAN = {"产出指标": 40, "效益指标": 40, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=0.9, n_units=2, brought=False)
    draft = Draft(f"{world.org}{year}年度部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes += ["两层表头：绩效指标、指标值、评分", "没有年初预算列", "汇总表有等级列"]
    ink = Ink(world.org, year, rng, thousands=False, nothing="0.00", percent_decimals=1)
    head = Heads(draft)
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度部门整体支出绩效自评报告", style="title")
    head(1, "部门收支情况")
    _income(draft, ink, world, head)
    head(1, "“三公”经费情况")
    _three(draft, ink, world)
    forms: list[tuple[str, Flow, list[Outcome], str]] = [(world.org, world.whole, world.outcomes, "")]
    forms += [(world.units[p.owner].name.removesuffix("本级"), p.flow, p.outcomes, p.name) for p in world.projects]
    for _, _, outcomes, _ in forms:
        weigh(outcomes, PLAN)
    head(1, "绩效自评结果汇总")
    _results(draft, ink, world, forms)
    for i, (who, flow, outcomes, project) in enumerate(forms, 1):
        draft.parts.append(Break())
        draft.say(f"附件{i}", style="annex")
        title = f"项目支出绩效自评表（{year}年度）" if project else f"部门整体支出绩效自评表（{year}年度）"
        draft.say(title, style="subtitle")
        mine = ink.for_project(who) if project else ink
        draft.parts.append(_form(draft, mine, world, who, flow, outcomes, project))
    return draft


def _income(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    w, y = world.whole, world.year
    head(2, "收入情况")
    total = w.original + w.adjustment
    sources = [(s, world.by_source(s)) for s in ("一般公共预算", "政府性基金预算")]
    draft.say(
        f"{y}年度收入合计", ink.say("收入合计", total, ANY, ties="TXT", key="income"), "，其中：",
        *joined([[f"{s}财政拨款收入", ink.say(f"{s}财政拨款收入", f.original + f.adjustment, ANY, ties="TXT"), "，占", share(ink, s, f.original + f.adjustment, total)] for s, f in sources if f.original], "；"), "。",
    )  # fmt: skip
    head(2, "支出情况")
    draft.say(
        f"{y}年度支出合计", ink.say("支出合计", w.actual, "actual", ties="TXT", key="actual"), "，其中：", *parts_of(ink, [("基本支出", world.basic.actual, None), ("项目支出", world.project.actual, None)], "actual", mark="，"),
        "。与上年相比，", *versus(ink, "支出合计", w.actual, w.prior), "。",
    )  # fmt: skip
    draft.say(
        "基本支出中，", *parts_of(ink, [(c.name, c.flow.actual, None) for c in world.categories], "actual"), "。",
        "年初预算", ink.say("年初预算", w.original, "original_budget", ties="TXT"), "，完成年初预算的", ink.rate("完成年初预算", w.actual, w.original, prose=True, ties="TXT", scenario=ANY), "。",
    )  # fmt: skip
    draft.say(f"{y}年支出按经济分类构成", style="caption")
    draft.say("单位：万元，%", style="unit")
    rows: list[Row] = [["支出分类", f"{y - 1}年", f"{y}年", "增减额", "增幅", "占基本支出比重"]]
    for c in world.categories:
        rows.append([
            c.name, ink.cell(c.name, c.flow.prior, "actual", year=y - 1, ties="SUM"), ink.cell(c.name, c.flow.actual, "actual", ties="SUM"),
            ink.cell(c.name, c.flow.actual - c.flow.prior, "derived", measure="change", ties="SUM DRV"), ink.rate(c.name, c.flow.actual - c.flow.prior, c.flow.prior, measure="growth"),
            ink.rate(c.name, c.flow.actual, world.basic.actual, measure="share"),
        ])  # fmt: skip
    b = world.basic
    rows.append([
        "基本支出合计", ink.cell("基本支出合计", b.prior, "actual", year=y - 1, ties="SUM"), ink.cell("基本支出合计", b.actual, "actual", ties="SUM"),
        ink.cell("基本支出合计", b.actual - b.prior, "derived", measure="change", ties="SUM DRV"), ink.rate("基本支出合计", b.actual - b.prior, b.prior, measure="growth"), "",
    ])  # fmt: skip
    draft.parts.append(Grid(rows, [26, 14, 14, 14, 12, 16], header=1, name="支出按经济分类构成"))


def _three(draft: Draft, ink: Ink, world: World) -> None:
    t = world.three
    draft.say(
        "“三公”经费支出决算", ink.say("“三公”经费支出决算", t.actual, "actual", ties="TXT"), "，比上年", *versus(ink, "“三公”经费支出决算", t.actual, t.prior), "。其中：",
        *parts_of(ink, [("因公出国（境）费支出", world.abroad.actual, None), ("公务用车购置及运行维护费支出", world.cars_total.actual, None), ("公务接待费支出", world.reception.actual, None)], "actual", mark="，"), "。",
    )  # fmt: skip
    each = quantize(world.reception.actual / world.guests, 2)
    draft.say(
        "国内公务接待", ink.count("国内公务接待批次", world.visits, "批次"), "、", ink.count("国内公务接待人次", world.guests, "人次"), "，人均接待费",
        ink.say("人均接待费", each, ANY, unit="元", decimals=2, ties="DRV"), "。公务用车保有量", ink.count("公务用车保有量", world.cars, "辆"), "。",
    )  # fmt: skip


def _score(flow: Flow, outcomes: list[Outcome]) -> Decimal:
    return execution_score(flow.rate, 10) + sum((o.score for o in outcomes), Decimal(0))


def _results(draft: Draft, ink: Ink, world: World, forms: list[tuple[str, Flow, list[Outcome], str]]) -> None:
    projects = forms[1:]
    good = sum(_score(f, o) >= 90 for _, f, o, _ in projects)
    draft.say(
        "部门整体支出自评", ink.points("部门整体支出自评得分", _score(world.whole, world.outcomes), "score", suffix="分", ties="REF SCR"), "；项目支出自评",
        ink.count("自评项目", len(projects), "个", ties="TXT"), "，其中得分90分以上的", ink.count("90分以上项目", good, "个"), "，平均得分",
        ink.points("平均得分", quantize(sum((_score(f, o) for _, f, o, _ in projects), Decimal(0)) / len(projects), 2), "score", suffix="分", ties="DRV"), "。",
    )  # fmt: skip
    rows: list[Row] = [["序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）", "执行率", "自评得分", "等级"]]
    for i, (who, flow, outcomes, name) in enumerate(projects, 1):
        hand = ink.for_project(who)
        score = _score(flow, outcomes)
        rows.append([
            str(i), name, hand.cell(name, flow.final, "final_budget", ties="SUM REF", key=f"{name}:final"), hand.cell(name, flow.actual, "actual", ties="SUM REF", key=f"{name}:actual"),
            hand.rate("执行率", flow.actual, flow.final), hand.points("自评得分", score, "score", ties="REF"), "优" if score >= 90 else "良",
        ])  # fmt: skip
    p = world.project
    rows.append([
        Cell("合计", cs=2), ink.cell("合计", p.final, "final_budget", ties="SUM"), ink.cell("合计", p.actual, "actual", ties="SUM"), ink.rate("执行率", p.actual, p.final), "", "",
    ])  # fmt: skip
    draft.parts.append(Grid(rows, [7, 34, 16, 16, 12, 12, 8], header=1, name="绩效自评结果汇总表"))


def _form(draft: Draft, ink: Ink, world: World, who: str, flow: Flow, outcomes: list[Outcome], project: str) -> Grid:
    run = execution_score(flow.rate, 10)
    k = project or "whole"
    rows: list[Row] = []
    if project:
        rows.append([Cell("项目名称", cs=2), Cell(project, cs=7)])
        rows.append([Cell("主管部门", cs=2), Cell(world.org, cs=3), Cell("实施单位", cs=2), Cell(who, cs=2)])
    else:
        rows.append([Cell("部门（单位）名称", cs=2), Cell(who, cs=7)])
    label = "项目资金（万元）" if project else "预算资金（万元）"
    rows.append([Cell(label, cs=2, rs=3), "", Cell("全年预算数", cs=2), "全年执行数", "执行率", "分值", "得分"])
    rows.append([
        "资金总额", Cell(ink.cell("资金总额", flow.final, "final_budget", ties="BUD REF", key=f"{k}:final"), cs=2), ink.cell("资金总额", flow.actual, "actual", ties="BUD REF", key=f"{k}:actual"),
        ink.rate("执行率", flow.actual, flow.final, ties="BUD"), ink.points("预算执行", Decimal(10), "weight"), ink.points("预算执行", run, "score"),
    ])  # fmt: skip
    rows.append([
        "其中：财政拨款", Cell(ink.cell("财政拨款", flow.final, "final_budget"), cs=2), ink.cell("财政拨款", flow.actual, "actual"), "—", "—", "—",
    ])  # fmt: skip
    rows.append([Cell("年度总体目标", cs=2, rs=2), Cell("年初设定目标", cs=3), Cell("年度目标完成情况", cs=4)])
    rows.append([Cell(GOAL, cs=3, align="left"), Cell(DONE, cs=4, align="left")])
    grid = Grid(rows, [10, 12, 24, 11, 11, 11, 9, 9, 14], name="绩效自评表", size=9, total_width=9600)
    rows.append([Cell("绩效指标", cs=3), Cell("指标值", cs=2), Cell("评分", cs=3), Cell("偏差原因分析", rs=2)])
    rows.append(["一级指标", "二级指标", "三级指标", "预期", "实际完成", "权重", "完成率", "得分"])
    one, two = runs([o.level1 for o in outcomes]), runs([o.level1 + o.level2 for o in outcomes])
    for i, o in enumerate(outcomes):
        row: list[Cell | Content] = []
        if one[i]:
            row.append(Cell(o.level1, rs=one[i]))
        if two[i]:
            row.append(Cell(o.level2, rs=two[i]))
        goal, done = ink.goal(o), ink.done(o)
        rate: Content = ink.rate("完成率", o.actual, o.target, ties="") if o.actual is not None and o.target else ""
        row += [
            o.name,
            goal,
            done,
            ink.points(o.name, o.weight, "weight"),
            rate,
            ink.points(o.name, o.score, "score"),
            o.reason,
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
    rows.append([Cell("总分", cs=5), ink.points("总分", Decimal(100), "weight"), "", ink.points("总分", run + sum((o.score for o in outcomes), Decimal(0)), "score", ties="SCR"), ""])  # fmt: skip
    return grid
