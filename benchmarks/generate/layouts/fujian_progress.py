# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A district bureau that reports its progress: a table by quarter with 当季 and 累计 columns (cumulative figures must not be
added up), a table of units by kind with subtotals, prose with 同比 and 较序时进度 in percentage points."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import Form, Source, department_form
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Draft, Fig, Grid, Piece, Row, quantize
from benchmarks.generate.prose import Heads, plans, verdict, versus
from benchmarks.generate.world import Flow, Unit, World, build, total

PLAN = {"产出指标": 60, "效益指标": 20, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(
        rng, rng.choice(TRADES), rng.choice(PLACES["市"]) + rng.choice(PLACES["区"]), "区", year, size=1.0, n_units=4
    )
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["typed", "styled"]), "size": "16"}
    draft.notes += ["累计列不可相加", "百分点", "小计不可与合计相加", "编制为空的单位"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.5, nothing=rng.choice(["", "—"]))
    weigh(world.outcomes, PLAN)
    draft.say(f"{world.org}{year}年度部门整体绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "单位构成和人员")
    draft.say(
        "纳入部门预算的单位",
        ink.count("纳入部门预算的单位", len(world.units), "家", ties="REF"),
        "，人员和经费情况见下表。",
    )
    draft.say("预算单位基本情况表", style="caption")
    draft.say("单位：人、万元", style="unit")
    draft.parts.append(_units(ink, world))
    head(1, "预算执行进度")
    _progress(draft, ink, world)
    head(1, "指标完成情况")
    for o in world.outcomes:
        draft.say(*verdict(ink, o), "；")
    head(1, "工作打算")
    draft.say(*plans(ink, world))
    draft.parts.append(Break())
    draft.say(f"{year}年度部门整体支出绩效自评表", style="subtitle")
    general, fund = world.by_source("一般公共预算"), world.by_source("政府性基金预算")
    form = Form(ink, "部门整体支出绩效自评表", world.org, world.outcomes, world.whole, PLAN,
                [Source("一般公共预算拨款", general), Source("政府性基金预算拨款", fund), Source("其他资金", Flow())], world.basic, world.project)  # fmt: skip
    draft.parts.append(department_form(draft, form, middle=rng.random() < 0.5, heading_points=rng.random() < 0.5))
    return draft


def _units(ink: Ink, world: World) -> Grid:
    y = ink.year
    rows: list[Row] = [
        [Cell("单位", rs=2), Cell("编制数", rs=2), Cell("在职人数", rs=2), Cell(f"{y - 1}年支出", rs=2), Cell(f"{y}年支出", cs=3), Cell("同比增减\n（%）", rs=2)],
        ["合计", "基本支出", "项目支出"],
    ]  # fmt: skip

    def line(label: str, units: list[Unit], hand: Ink) -> Row:
        basic, project = total(u.basic for u in units), total(u.project for u in units)
        whole = basic + project
        growth = hand.rate(f"同比增减|{label}", whole.actual - whole.prior, whole.prior, measure="growth")
        if isinstance(growth, Fig):
            growth.suffix = ""
        return [
            Cell(label, align="left"), hand.count("编制数", sum(u.posts for u in units), "人", prose=False, ties="SUM"), hand.count("在职人数", sum(u.in_post for u in units), "人", prose=False, ties="SUM"),
            hand.cell("支出", whole.prior, "actual", year=y - 1, ties="SUM DRV"), hand.cell("支出合计", whole.actual, "actual", ties="SUM DRV"),
            hand.cell("基本支出", basic.actual, "actual", ties="SUM"), hand.cell("项目支出", project.actual, "actual", ties="SUM"), growth,
        ]  # fmt: skip

    kinds = (("一、行政单位", ("本级",)), ("二、参公单位", ("参公",)), ("三、事业单位", ("公益一类", "公益二类")))
    numbers = iter("一二三")
    for label, names in kinds:
        units = [u for u in world.units if u.kind in names]
        if units:
            title = f"{next(numbers)}、{label[2:]}"
            rows.append(line(title, units, ink))
            rows += [line(f"{n}.{u.name}", [u], ink.about(f"{u.name}|{ink.org}")) for n, u in enumerate(units, 1)]
    rows.append(line("合计", world.units, ink))
    return Grid(rows, [30, 9, 9, 13, 13, 13, 13, 10], header=2, name="预算单位基本情况表", size=9.5)


def _progress(draft: Draft, ink: Ink, world: World) -> None:
    y, w = world.year, world.whole
    quarters = [quantize(w.actual * Decimal(s) / 100, 0) // 100 * 100 for s in ("17.3", "24.6", "22.9")]
    quarters.append(w.actual - sum(quarters, Decimal(0)))
    so_far = Decimal(0)
    rows: list[Row] = [["时间", "当季支出", "累计支出", "累计支出进度", "序时进度", "与序时进度相差（百分点）"]]
    last = Decimal(0)
    for i, amount in enumerate(quarters):
        so_far += amount
        rate = quantize(so_far / w.final * 100, 2)
        due = Decimal(25 * (i + 1))
        gap = rate - due
        last = gap
        rows.append([
            f"第{'一二三四'[i]}季度", ink.cell(f"当季支出|第{'一二三四'[i]}季度", amount, "actual", ties="SUM"), ink.cell(f"累计支出|第{'一二三四'[i]}季度", so_far, "actual", ties="SUM REF", key="whole:actual" if i == 3 else ""),
            ink.rate(f"累计支出进度|第{'一二三四'[i]}季度", so_far, w.final, ties="DRV", scenario=ANY), Fig(f"序时进度|第{'一二三四'[i]}季度", due, "%", f"{due}", ANY, y, ink.org, measure="rate", suffix="%"),
            Fig(f"与序时进度相差|第{'一二三四'[i]}季度", gap, "百分点", f"{gap}", "derived", y, ink.org, measure="change", ties="DRV"),
        ])  # fmt: skip
    rows.append(
        ["全年", ink.cell("全年支出|全年", w.actual, "actual", ties="SUM REF", key="whole:actual"), "", "", "", ""]
    )
    draft.say(
        f"{y}年可用预算", ink.say("可用预算", w.final, "final_budget", key="whole:final", ties="BUD"), "，全年支出", ink.say("全年支出", w.actual, "actual", key="whole:actual", ties="BUD REF"),
        "，支出进度", ink.rate("支出进度", w.actual, w.final, prose=True, ties="BUD TXT", scenario=ANY), "，低于序时进度",
        Fig("低于序时进度", abs(last), "百分点", f"{abs(last)}", "derived", y, ink.org, measure="change", suffix="个百分点", ties="TXT"), "。全年支出同比", *versus(ink, "全年支出", w.actual, w.prior), "。",
    )  # fmt: skip
    draft.say("分季度支出进度表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(Grid(rows, [12, 16, 16, 16, 14, 20], header=1, name="分季度支出进度表", size=10))
    listed: list[Piece] = []
    for i, amount in enumerate(quarters):
        listed += ["、" if i else "", ink.say(f"第{'一二三四'[i]}季度支出", amount, "actual", ties="TXT")]
    draft.say("四个季度支出分别为", *listed, "。")
