# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county report typed over from last year's in WPS: tracked changes, hidden text, runs broken anywhere, full-width digits
and commas, units inside cells, two figures in one cell, rows in content controls, a table broken in two with 续表, header
rows typed again, hMerge."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import Form, Source, department_form
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Draft, Fig, Ghost, Grid, Piece, Row
from benchmarks.generate.prose import Heads, balances, parts_of, plans, verdict, versus
from benchmarks.generate.world import Flow, Item, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2024)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, size=0.4)
    draft = Draft(f"{world.org}{year}年部门整体支出绩效自评报告", world.org, year)
    draft.options = {
        "headings": "typed",
        "size": "16",
        "font": "宋体",
        "runs": "split",
        "rows": "controls",
        "merge": "hmerge",
    }
    draft.notes += ["修订标记删除的数字不算", "全角数字和全角逗号", "一格两数", "续表"]
    ink = Ink(
        world.org, year, rng, comma=rng.choice([",", "，"]), wide=0.15, trim=0.3, nothing=rng.choice(["0", "", "/"])
    )
    weigh(world.outcomes, PLAN)
    draft.say(f"{world.org}{year}年部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "单位基本情况")
    draft.say(
        f"{world.org}属行政单位，核定编制", Ghost(str(world.posts + 2) + "名"), ink.count("核定编制", world.posts, "名", key="posts"), "，现有在编在岗",
        ink.count("在编在岗", world.in_post, "人", key="in_post", ties="REF"), Ghost("（请核对）", "hidden"), "，退休人员", ink.count("退休人员", world.retired, "人"), "。",
    )  # fmt: skip
    head(1, "整体支出情况")
    _spending(draft, ink, world)
    head(1, "绩效情况")
    for o in world.outcomes:
        draft.say(*verdict(ink, o), "；" if o.met else f"，{o.reason}；")
    head(1, "下步打算")
    draft.say(*plans(ink, world))
    draft.say(f"{world.org}", style="sign")
    draft.say(f"{year + 1}年3月15日", style="sign")
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体支出绩效自评表", style="subtitle")
    general, fund = world.by_source("一般公共预算"), world.by_source("政府性基金预算")
    form = Form(ink, "部门整体支出绩效自评表", world.org, world.outcomes, world.whole, PLAN,
                [Source("一般公共预算", general), Source("政府性基金拨款", fund), Source("其他资金", Flow())], world.basic, world.project)  # fmt: skip
    draft.parts.append(department_form(draft, form, middle=False, repeat_head=True))
    return draft


def _spending(draft: Draft, ink: Ink, world: World) -> None:
    y, w = world.year, world.whole
    draft.say(
        f"{y}年年初预算", Ghost(f"{w.original / 10000 + 3:.2f}万元"), ink.say("年初预算", w.original, "original_budget", key="whole:original", ties="BUD"), "，全年预算",
        ink.say("全年预算", w.final, "final_budget", key="whole:final", ties="BUD"), "，决算支出", ink.say("决算支出", w.actual, "actual", key="whole:actual", ties="TXT"),
        "，其中", *parts_of(ink, [("基本支出", world.basic.actual, None), ("项目支出", world.project.actual, None)], "actual", key="part"), "。",
        *balances(ink, "整体支出", w),
    )  # fmt: skip
    draft.say(f"决算支出较{y - 1}年", *versus(ink, "决算支出", w.actual, w.prior, direction=("上升", "下降")), "。")
    items = [i for i in world.goods if i.flow.actual or i.flow.original]
    half = len(items) // 2
    for n, chunk in enumerate((items[:half], items[half:])):
        draft.say("商品和服务支出明细表" if n == 0 else "续表", style="caption")
        draft.say("单位：万元", style="unit")
        draft.parts.append(_goods(ink, chunk, world, last=n == 1, first=half * n))
    _pairs(draft, ink, world)


def _goods(ink: Ink, items: list[Item], world: World, *, last: bool, first: int) -> Grid:
    y = ink.year
    head: Row = ["序号", "科目", f"{y - 1}年决算数", f"{y}年预算数", f"{y}年决算数", "备注"]
    rows: list[Row] = [head]
    for i, item in enumerate(items, 1):
        if i == 6:
            rows.append(list(head))
        f = item.flow
        rows.append([
            str(first + i), item.name, ink.cell(item.name, f.prior, "actual", year=y - 1, ties="SUM"), ink.cell(item.name, f.original, "original_budget", ties="SUM"),
            ink.cell(item.name, f.actual, "actual", ties="SUM"), "",
        ])  # fmt: skip
    if last:
        goods = next(c.flow for c in world.categories if c.name == "商品和服务支出")
        rows.append([
            "", "合　计", ink.cell("合计", goods.prior, "actual", year=y - 1, ties="SUM"), ink.cell("合计", goods.original, "original_budget", ties="SUM"),
            ink.cell("合计", goods.actual, "actual", ties="SUM"), "",
        ])  # fmt: skip
    return Grid(rows, [8, 30, 16, 16, 16, 14], header=1, name="商品和服务支出明细表" if not last else "续表", size=10)


def _pairs(draft: Draft, ink: Ink, world: World) -> None:
    """Units inside cells and two figures in one cell."""

    def money(label: str, amount: Decimal, scenario: str, key: str = "") -> Piece:
        return ink.say(label, amount, scenario, key=key, ties="SUM")

    def people(label: str, n: int) -> Fig:
        return ink.count(label, n, "人", scenario=ANY)

    three = world.three
    rows: list[Row] = [
        ["人员", Cell(["编制：", people("编制", world.posts), "\n在编在岗：", ink.count("在编在岗", world.in_post, "人", key="in_post", ties="REF")], align="left"),
         "“三公”经费", Cell(["预算：", money("“三公”经费", three.original, "original_budget"), "\n决算：", money("“三公”经费", three.actual, "actual")], align="left")],
        ["资产总额", money("资产总额", world.balance.assets(1), ANY), "负债总额", money("负债总额", world.balance.debts(1), ANY)],
        ["支出总额", Cell([money("支出总额", world.whole.actual, ANY, "whole:actual")]), "其中：基本支出\n项目支出",
         Cell([money("基本支出", world.basic.actual, ANY, "part:基本支出"), "\n", money("项目支出", world.project.actual, ANY, "part:项目支出")])],
    ]  # fmt: skip
    draft.say("单位基本情况一览表", style="caption")
    draft.parts.append(Grid(rows, [16, 34, 16, 34], name="单位基本情况一览表"))
