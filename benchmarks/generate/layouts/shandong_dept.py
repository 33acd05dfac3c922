# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A provincial department in the manner of Shandong: 千元 in the tables, 亿元 in the text, funds by source with 其中 lines that
are part only, a negative adjustment, a form with its achieved value before its target, headings numbered 1.1 style."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.accounts import hierarchy
from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, IndicatorTruth, Piece, Row, text_of
from benchmarks.generate.prose import Heads, share, versus
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 40, "成本指标": 10, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2022, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["省"]), "省", year, size=9.0, grain=Decimal(10))
    for o in world.outcomes:
        if o.level2 == "成本指标":
            o.level1, o.level2 = "成本指标", "经济成本指标"
    if not any(o.level1 == "成本指标" for o in world.outcomes):
        extra = next(o for o in world.results if o.level2 == "成本指标")
        extra.level1, extra.level2 = "成本指标", "经济成本指标"
        world.outcomes.append(extra)
    world.outcomes.sort(key=lambda o: list(PLAN).index(o.level1))
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评报告", world.org, year)
    draft.options = {"headings": "styled", "size": "16"}
    draft.notes += ["“其中”行只是合计的一部分", "预算调整有负数", "表内千元、正文亿元", "成本指标单列为一级指标"]
    weigh(world.outcomes, PLAN)
    ink = Ink(world.org, year, rng, unit="千元", decimals=2, nothing="-")
    draft.say(f"{world.org}{year}年度部门整体绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "部门概况")
    head(2, "部门职责和机构设置")
    draft.say(f"{world.short}主要负责{'，'.join(world.trade.duties)}。内设处室", ink.count("内设处室", len(world.divisions), "个"), "，所属预算单位",
              ink.count("所属预算单位", len(world.units), "个"), "。")  # fmt: skip
    head(2, "部门人员情况")
    admin = sum(u.posts for u in world.units if u.kind in ("本级", "参公"))
    draft.say(
        "编制总数", ink.count("编制总数", world.posts, "名", ties="TXT", key="posts"), "，其中行政（含参公）编制", ink.count("行政编制", admin, "名", ties="TXT"), "，事业编制",
        ink.count("事业编制", world.posts - admin, "名", ties="TXT"), "；年末实有在职人员", ink.count("实有在职人员", world.in_post, "名", key="in_post"), "。",
    )  # fmt: skip
    _money(draft, ink, world, head)
    head(1, "绩效自评情况")
    form = _form(draft, ink, world)
    head(1, "问题和措施")
    draft.say("部分项目前期论证不够充分，年中调减较多。下一步将做实项目库，严格执行先有项目后有预算的要求。")
    draft.parts.append(Break())
    draft.say("附表", style="annex")
    draft.say(f"{year}年度部门整体绩效自评表", style="subtitle")
    draft.say(f"部门（单位）名称：{world.org}　　　　　　　　　　　　　　单位：千元", style="filler")
    draft.parts.append(form)
    return draft


def _money(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y, w = world.year, world.whole
    head(1, "部门收支情况")

    def yi(
        label: str, amount: Decimal, scenario: str, key: str = "", ties: str = "TXT REF", year: int | None = None
    ) -> Piece:
        return ink.say(label, amount, scenario, unit="亿元", decimals=4, key=key, ties=ties, year=year)

    draft.say(
        f"{y}年度部门预算总额", yi("部门预算总额", w.final, "final_budget", "whole:final"), "，其中年初预算", yi("年初预算", w.original, "original_budget", "whole:original"),
        *(["，上年结转", yi("上年结转", w.brought, "brought_forward", "whole:brought")] if w.brought else [""]), "，年中", "追加" if w.adjustment >= 0 else "调减",
        yi("年中调整", abs(w.adjustment), "adjustment"), "。",
    )  # fmt: skip
    draft.say(
        "全年支出", yi("全年支出", w.actual, "actual", "whole:actual"), "，基本支出占", share(ink, "基本支出", world.basic.actual, w.actual), "，项目支出占",
        share(ink, "项目支出", world.project.actual, w.actual), f"，全年支出比{y - 1}年", *versus(_in_yi(ink), "全年支出", w.actual, w.prior, direction=("增长", "下降")), "。",
    )  # fmt: skip
    draft.say("支出按功能分类情况如下：")
    draft.say("（金额单位：千元）", style="unit")
    rows: list[Row] = [["科目编码", "科目名称", "上年决算", "本年决算", "增减额"]]
    rows += [
        [c.code, Cell(c.name, align="left"), *_pair(ink, c.name, c.flow, "SUM")]
        for c in hierarchy(world)
        if len(c.code) <= 5
    ]
    rows.append([Cell("合计", cs=2), *_pair(ink, "合计", w, "SUM")])
    draft.parts.append(Grid(rows, [13, 34, 18, 18, 17], header=1, name="支出功能分类情况表", size=10))


def _in_yi(ink: Ink) -> Ink:
    hand = ink.about(ink.org)
    hand.prose_unit, hand.prose_decimals = "亿元", 4
    return hand


def _pair(ink: Ink, label: str, flow: Flow, ties: str) -> list[Piece]:
    return [
        ink.cell(label, flow.prior, "actual", year=ink.year - 1, ties=ties), ink.cell(label, flow.actual, "actual", ties=ties),
        ink.cell(label, flow.actual - flow.prior, "derived", ties="DRV", measure="change"),
    ]  # fmt: skip


def _form(draft: Draft, ink: Ink, world: World) -> Grid:
    w = world.whole
    run = execution_score(w.rate, 10)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    general, fund = world.by_source("一般公共预算"), world.by_source("政府性基金预算")
    heads: Row = [
        Cell("部门预算资金", rs=8),
        Cell("资金来源", cs=2),
        "上年结转",
        "年初预算",
        "预算调整",
        "全年预算",
        "全年执行",
        "执行率",
        "得分",
    ]

    def line(label: str, flow: Flow, *, ties: str = "SUM BUD", score: Content = "-") -> Row:
        name = label.split("：")[-1].strip("　")
        cells: list[Cell | Content] = [
            Cell(label, cs=2, align="left"),
            ink.cell(name, flow.brought, "brought_forward", ties=ties),
        ]
        cells += [
            ink.cell(name, flow.original, "original_budget", ties=ties),
            ink.cell(name, flow.adjustment, "adjustment", ties=ties),
        ]
        cells += [
            ink.cell(name, flow.final, "final_budget", ties=ties),
            ink.cell(name, flow.actual, "actual", ties=ties),
        ]
        return [*cells, ink.rate("执行率", flow.actual, flow.final, ties="BUD", scenario=ANY), score]

    special = Flow()
    for p in world.projects[:1]:
        special = special + p.flow
    rows: list[Row] = [
        heads, line("合计", w, score=ink.points("预算执行率得分", run, "score")), line("一、一般公共预算", general), line(f"　　其中：{world.projects[0].name}", special, ties="BUD"),
        line("二、政府性基金预算", fund), line("三、国有资本经营预算", Flow()), line("四、财政专户管理资金", Flow()), line("五、单位资金", Flow()),
    ]  # fmt: skip
    rows.append(
        [
            "一级指标",
            "二级指标",
            Cell("三级指标", cs=2),
            "指标分值",
            Cell("实际完成值", cs=2),
            "年度指标值",
            "得分",
            "未完成原因",
        ]
    )
    grid = Grid(rows, [10, 11, 10, 11, 12, 11, 12, 12, 10, 12], name="部门整体绩效自评表", size=9, total_width=9700)
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        goal, done = ink.goal(o), ink.done(o)
        rows.append(
            [
                *row,
                Cell(o.name, cs=2),
                ink.points(o.name, o.weight, "weight"),
                Cell(done, cs=2),
                goal,
                ink.points(o.name, o.score, "score"),
                o.reason,
            ]
        )
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, o.level1, o.level2, o.name, text_of(goal), text_of(done), o.weight, o.score, o.reason
                ),
            )
        )
    rows.append(
        [
            Cell("预算执行率", cs=4),
            ink.points("预算执行率", Decimal(10), "weight"),
            Cell("", cs=3),
            ink.points("预算执行率得分", run, "score"),
            "",
        ]
    )
    rows.append(
        [
            Cell("总分", cs=4),
            ink.points("总分", Decimal(100), "weight"),
            Cell("", cs=3),
            ink.points("总分", total, "score", ties="SCR"),
            "",
        ]
    )
    draft.say(
        f"{world.year}年度部门整体绩效自评总分", ink.points("自评总分", total, "score", suffix="分", ties="REF SCR"), "，其中预算执行率得分",
        ink.points("预算执行率得分", run, "score", suffix="分", ties="REF SCR"), "。",
    )  # fmt: skip
    for o in world.outcomes:
        draft.say(f"{o.name}", ink.done(o), "，" + ("完成年度目标。" if o.met else f"未完成年度目标，{o.reason}。"))
    return grid
