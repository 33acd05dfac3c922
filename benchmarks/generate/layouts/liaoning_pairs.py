# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A city bureau that saves paper: the indicator table is set twice side by side, target and result share one column
("≥95%/98%"), sources and uses of the money stand side by side, and the prose works with heads and shares."""

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
from benchmarks.generate.prose import Heads, joined, plans, share, versus
from benchmarks.generate.world import Outcome, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2018, 2024)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=1.1, n_units=3)
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["typed", "styled"]), "size": "16"}
    draft.notes += ["指标表左右两栏并排", "目标值与完成值同列以斜线分开", "来源与用途并排且总计相等"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.5, nothing="")
    weigh(world.outcomes, PLAN)
    w = world.whole
    run = execution_score(w.rate)
    total = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{world.org}{year}年度", style="title")
    draft.say("部门整体绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "部门概况")
    _staff(draft, ink, world)
    head(1, "资金来源与使用")
    _money(draft, ink, world)
    head(1, "绩效目标完成情况")
    met = sum(o.met for o in world.outcomes)
    draft.say(
        "全年设置绩效指标", ink.count("绩效指标", len(world.outcomes), "项", key="n"), "，已完成", ink.count("已完成指标", met, "项", ties="TXT"), "，未完成",
        ink.count("未完成指标", len(world.outcomes) - met, "项", ties="TXT"), "，自评得分", ink.points("自评得分", total, "score", suffix="分", ties="REF SCR"),
        "，其中预算执行率得分", ink.points("预算执行率得分", run, "score", suffix="分", ties="REF SCR"), "。",
    )  # fmt: skip
    draft.say(f"{year}年度绩效指标完成情况", style="caption")
    draft.parts.append(_pairs(draft, ink, world, run, total))
    head(1, "下一步打算")
    draft.say(*plans(ink, world))
    return draft


def _staff(draft: Draft, ink: Ink, world: World) -> None:
    draft.say(
        "年末共有编制", ink.count("编制", world.posts, "个", key="posts"), "，在职职工", ink.count("在职职工", world.in_post, "人", key="in_post"), "，其中",
        *joined([[u.name, ink.about(u.name).count("在职职工", u.in_post, "人", ties="TXT")] for u in world.units], "、"), "。",
    )  # fmt: skip
    goods = world.categories[1].flow.actual
    each = quantize(goods / world.in_post / 10000, 2)
    draft.say(
        "公用经费支出", ink.say("公用经费支出", goods, "actual", key="goods", ties="TXT"), "，在职人员人均公用经费",
        Fig("人均公用经费", each, "万元", f"{each}", ANY, ink.year, ink.org, suffix="万元", ties="DRV"), "。",
    )  # fmt: skip


def _money(draft: Draft, ink: Ink, world: World) -> None:
    w, y = world.whole, world.year
    draft.say(
        f"{y}年收入总计", ink.say("收入总计", w.final, ANY, key="total", ties="REF"), "，支出总计", ink.say("支出总计", w.final, ANY, key="total", ties="REF"), "，收支平衡。本年支出",
        ink.say("本年支出", w.actual, "actual", key="actual", ties="TXT REF"), "，较上年", *versus(ink, "本年支出", w.actual, w.prior), "。其中人员经费",
        ink.say("人员经费", world.categories[0].flow.actual + world.categories[2].flow.actual, "actual", key="staff"), "，占",
        share(ink, "人员经费", world.categories[0].flow.actual + world.categories[2].flow.actual, w.actual), "。",
    )  # fmt: skip
    draft.say(f"{y}年资金来源与使用情况表", style="caption")
    draft.say("单位：万元", style="unit")
    sources = [p for p in ("一般公共预算", "政府性基金预算") if world.by_source(p).final]
    left: list[tuple[str, Decimal, str, str]] = [
        *((f"{s}财政拨款收入", (f := world.by_source(s)).original + f.adjustment, ANY, s) for s in sources),
        ("年初结转和结余", w.brought, "brought_forward", ""),
    ]
    right: list[tuple[str, Decimal, str, str]] = [
        ("人员经费", world.categories[0].flow.actual + world.categories[2].flow.actual, "actual", "staff"),
        ("公用经费", world.categories[1].flow.actual, "actual", "goods"),
        ("资本性支出", world.categories[3].flow.actual, "actual", ""),
        ("项目支出", world.project.actual, "actual", ""),
        ("本年支出合计", w.actual, "actual", "actual"),
        ("年末结转和结余", w.balance, "year_end_balance", ""),
    ]
    left += [("本年收入合计", w.original + w.adjustment, ANY, "")] if w.brought else []
    rows: list[Row] = [["来源", "金额", "占比", "用途", "金额", "占比"]]

    def half(item: tuple[str, Decimal, str, str] | None) -> list[Piece]:
        if item is None:
            return ["", "", ""]
        label, amount, scenario, key = item
        rate = "" if "合计" in label else ink.rate(label, amount, w.final, measure="share")
        return [label, ink.cell(label, amount, scenario, ties="SUM", key=key), rate]

    left.sort(key=lambda x: x[2] == "brought_forward")
    left = [x for x in left if x[1]]
    for i in range(max(len(left), len(right))):
        rows.append([*half(left[i] if i < len(left) else None), *half(right[i] if i < len(right) else None)])
    rows.append(
        [
            "总计",
            ink.cell("总计", w.final, ANY, ties="SUM REF", key="total"),
            Fig("总计", Decimal(100), "%", "100.00", "derived", ink.year, ink.org, measure="share", suffix="%"),
            "总计",
            ink.cell("总计", w.final, ANY, ties="SUM REF", key="total"),
            Fig("总计", Decimal(100), "%", "100.00", "derived", ink.year, ink.org, measure="share", suffix="%"),
        ]
    )
    draft.parts.append(Grid(rows, [24, 14, 10, 24, 14, 10], header=1, name="资金来源与使用情况表"))
    draft.parts.append(Break())
    draft.say("各项目支出情况如下：")
    rows = [["项目", "预算数", "支出数", "支出进度", "占项目支出比重"]]
    for p in world.projects:
        rows.append([
            p.name, ink.cell(p.name, p.flow.final, "final_budget", ties="SUM"), ink.cell(p.name, p.flow.actual, "actual", ties="SUM"),
            ink.rate("支出进度", p.flow.actual, p.flow.final), ink.rate(p.name, p.flow.actual, world.project.actual, measure="share"),
        ])  # fmt: skip
    rows.append([
        "合计", ink.cell("合计", world.project.final, "final_budget", ties="SUM"), ink.cell("合计", world.project.actual, "actual", ties="SUM"),
        ink.rate("支出进度", world.project.actual, world.project.final), Fig("合计", Decimal(100), "%", "100.00", "derived", ink.year, ink.org, measure="share", suffix="%"),
    ])  # fmt: skip
    draft.say("单位：万元", style="unit")
    draft.parts.append(Grid(rows, [34, 16, 16, 14, 18], header=1, name="项目支出情况表"))


def _pairs(draft: Draft, ink: Ink, world: World, run: Decimal, total: Decimal) -> Grid:
    """The outcomes of 产出 on the left, the others on the right, each half with a header of its own."""
    head: list[Content] = ["一级指标", "三级指标", "目标值/完成值", "分值", "得分"]
    rows: list[Row] = [[*head, *head]]
    grid = Grid(rows, [9, 22, 17, 6, 7, 9, 22, 17, 6, 7], header=1, name="绩效指标完成情况", size=8.5, total_width=9600)
    left = [o for o in world.outcomes if o.level1 == "产出指标"]
    right = [o for o in world.outcomes if o.level1 != "产出指标"]
    n = max(len(left), len(right))

    def half(items: list[Outcome]) -> list[list[Cell | Content]]:
        out: list[list[Cell | Content]] = []
        spans = runs([o.level1 for o in items])
        for i, o in enumerate(items):
            row: list[Cell | Content] = [Cell(o.level1, rs=spans[i])] if spans[i] else []
            goal, done = ink.goal(o), ink.done(o)
            row += [
                o.name,
                [goal, "/", done],
                ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"),
            ]
            out.append(row)
            draft.indicators.append(
                (
                    grid,
                    IndicatorTruth(
                        None, ink.org, o.level1, "", o.name, text_of(goal), text_of(done), o.weight, o.score
                    ),
                )
            )
        return out + [["", "", "", "", ""]] * (n - len(items))

    rows += [[*a, *b] for a, b in zip(half(left), half(right), strict=True)]
    rows.append(
        [
            Cell(["预算执行率（", ink.points("预算执行率", Decimal(10), "weight", suffix="分"), "）得分"], cs=4),
            ink.points("预算执行率", run, "score"),
            Cell("总分", cs=3),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", total, "score", ties="SCR REF"),
        ]
    )
    return grid
