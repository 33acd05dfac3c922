# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""For measuring only. A bureau of the first years of self-evaluation: 基本信息 as a form of pairs, money by 行次, and a score sheet
whose classes are band rows with their points in words (一、业务指标（60分）) over 评价内容/标准分/自评分."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row, quantize
from benchmarks.generate.prose import Heads, share, versus
from benchmarks.generate.world import Flow, World, build

_FRAME = (
    ("业务指标", "目标设定情况", "依据的充分性", 5),
    ("业务指标", "目标设定情况", "目标的明确度", 5),
    ("业务指标", "目标完成程度", "目标完成率", 15),
    ("业务指标", "目标完成程度", "完成的及时性", 10),
    ("业务指标", "社会效益", "服务对象受益程度", 15),
    ("业务指标", "社会效益", "公众满意程度", 10),
    ("财务指标", "资金落实情况", "资金到位率", 5),
    ("财务指标", "资金落实情况", "资金到位及时性", 5),
    ("财务指标", "实际支出情况", "资金使用率", 10),
    ("财务指标", "实际支出情况", "支出的合规性", 10),
    ("财务指标", "财务管理状况", "制度的健全性", 5),
    ("财务指标", "财务管理状况", "会计信息质量", 5),
)


def write(rng: random.Random) -> Draft:
    year = rng.randint(2014, 2018)
    world = build(
        rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=0.7, n_units=2, brought=rng.random() < 0.6
    )
    draft = Draft(f"{world.org}{year}年度财政支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "font": "宋体"}
    draft.notes += ["指标类别为通栏行，分值写在类别后", "行次列", "成对栏目"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.5, nothing=rng.choice(["0.00", ""]))
    lost = {f[2]: Decimal(rng.choice(["1", "1.5", "2"])) for f in rng.sample(_FRAME, 3)}
    score = Decimal(100) - sum(lost.values(), Decimal(0))
    draft.say(f"{world.org}", style="title")
    draft.say(f"{year}年度财政支出绩效自评报告", style="title")
    draft.say("一、单位基本信息", style="h1")
    draft.parts.append(_pairs(ink, world))
    draft.say("二、资金收支情况", style="h1")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_lines(ink, world))
    draft.say("三、支出情况说明", style="h1")
    _story(draft, ink, world)
    draft.say("四、绩效自评得分", style="h1")
    draft.say(
        "经自评，业务指标和财务指标合计得分", ink.points("合计得分", score, "score", suffix="分", ties="REF SCR"), "。"
    )
    draft.parts.append(_sheet(draft, ink, lost, score))
    return draft


def _pairs(ink: Ink, world: World) -> Grid:
    w = world.whole
    return Grid(
        [
            ["单位名称", Cell(world.org, cs=3)],
            ["编制人数", ink.count("编制人数", world.posts, prose=False, key="posts"), "实有人数", ink.count("实有人数", world.in_post, prose=False, key="in_post")],
            ["离退休人数", ink.count("离退休人数", world.retired, prose=False), "公务用车数量", ink.count("公务用车数量", world.cars, "辆", prose=False)],
            ["年初预算（万元）", ink.cell("年初预算", w.original, "original_budget", ties="REF", key="original"), "实际支出（万元）", ink.cell("实际支出", w.actual, "actual", ties="REF", key="actual")],
            ["内设机构（个）", ink.count("内设机构", len(world.divisions), "个", prose=False), "下属单位（个）", ink.count("下属单位", len(world.units) - 1, "个", prose=False)],
        ],
        [20, 20, 20, 20],
        name="单位基本信息",
    )  # fmt: skip


def _lines(ink: Ink, world: World) -> Grid:
    w = world.whole
    rows: list[Row] = [["项目", "行次", "上年决算", "本年预算", "本年决算", "比上年增减", "预算完成率"]]
    staff = world.categories[0].flow + world.categories[2].flow
    public = world.categories[1].flow + world.categories[3].flow
    lines: list[tuple[str, Flow]] = [
        ("一、基本支出", world.basic),
        ("  1.人员经费", staff),
        ("  2.公用经费", public),
        ("二、项目支出", world.project),
    ]
    lines += [(f"  {i}.{p.name}", p.flow) for i, p in enumerate(world.projects, 1)]
    lines.append(("三、支出合计", w))
    for n, (label, f) in enumerate(lines, 1):
        name = label.strip().lstrip("一二三、123456789.")
        k = {"支出合计": "", "基本支出": "basic", "项目支出": "project"}.get(name)
        at = "" if k is None else (k + ":" if k else "")
        rows.append([
            Cell(label, align="left"), str(n), ink.cell(name, f.prior, "actual", year=ink.year - 1, ties="SUM DRV"), ink.cell(name, f.original, "original_budget", ties="SUM DRV", key="" if k is None else at + "original"),
            ink.cell(name, f.actual, "actual", ties="SUM DRV REF", key="" if k is None else at + "actual"), ink.cell(name, f.actual - f.prior, "derived", measure="change", ties="DRV SUM"), ink.rate("预算完成率", f.actual, f.original),
        ])  # fmt: skip
    return Grid(rows, [30, 7, 14, 14, 14, 14, 12], header=1, name="资金收支情况表")


def _story(draft: Draft, ink: Ink, world: World) -> None:
    head = Heads(draft)
    head.at[0] = 3
    w, y = world.whole, world.year
    head(2, "总体情况")
    draft.say(
        f"{y}年我局支出", ink.say("支出", w.actual, "actual", key="actual", ties="TXT REF"), "，与", f"{y - 1}年", ink.say("支出", w.prior, "actual", year=y - 1, ties="TXT"), "相比", *versus(ink, "支出", w.actual, w.prior), "。",
        "基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT"), "，占支出总额的", share(ink, "基本支出", world.basic.actual, w.actual), "；项目支出", ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT"),
        "，占支出总额的", share(ink, "项目支出", world.project.actual, w.actual), "。",
    )  # fmt: skip
    head(2, "人均支出")
    each = quantize(world.basic.actual / world.in_post / 10000, 2)
    draft.say(
        "年末实有人数", ink.count("年末实有人数", world.in_post, "人", key="in_post"), "，人均基本支出", Fig("人均基本支出", each, "万元", f"{each}", ANY, y, ink.org, suffix="万元", ties="DRV"), "。",
    )  # fmt: skip


def _sheet(draft: Draft, ink: Ink, lost: dict[str, Decimal], score: Decimal) -> Grid:
    rows: list[Row] = [["序号", "评价内容", "标准分", "自评分", "扣分原因"]]
    grid = Grid(rows, [8, 40, 10, 10, 26], header=1, name="绩效自评评分表")
    seen: list[str] = []
    numerals = "一二三四"
    for n, (level1, level2, name, points) in enumerate(_FRAME, 1):
        if level1 not in seen:
            seen.append(level1)
            whole = Decimal(sum(f[3] for f in _FRAME if f[0] == level1))
            got = whole - sum((lost.get(f[2], Decimal(0)) for f in _FRAME if f[0] == level1), Decimal(0))
            label: Content = f"{numerals[len(set(seen) & {'业务指标', '财务指标'}) - 1]}、{level1}"
            rows.append(
                [
                    Cell(label, cs=2, align="left", bold=True),
                    ink.points(level1, whole, "weight"),
                    ink.points(level1, got, "score"),
                    "",
                ]
            )
        if level1 + level2 not in seen:
            seen.append(level1 + level2)
            part = Decimal(sum(f[3] for f in _FRAME if f[:2] == (level1, level2)))
            got = part - sum((lost.get(f[2], Decimal(0)) for f in _FRAME if f[:2] == (level1, level2)), Decimal(0))
            order = len([s for s in seen if s.startswith(level1) and s != level1])
            rows.append(
                [
                    Cell(f"（{numerals[order - 1]}）{level2}", cs=2, align="left"),
                    ink.points(level2, part, "weight"),
                    ink.points(level2, got, "score"),
                    "",
                ]
            )
        got = Decimal(points) - lost.get(name, Decimal(0))
        why = "基础工作不够扎实" if name in lost else ""
        rows.append([str(n), name, ink.points(name, Decimal(points), "weight"), ink.points(name, got, "score"), why])
        draft.indicators.append(
            (grid, IndicatorTruth(None, ink.org, level1, level2, name, "", "", Decimal(points), got, why))
        )
    rows.append(
        [
            Cell("合计", cs=2),
            ink.points("合计", Decimal(100), "weight"),
            ink.points("合计", score, "score", ties="SCR REF"),
            "",
        ]
    )
    return grid
