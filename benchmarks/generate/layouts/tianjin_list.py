# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A bureau with a long list of projects over several pages: codes, subtotals by kind and by unit, the header typed again,
scores and grades at the end of each line; 小计 rows before their parts; prose that sums it up."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.ink import Ink, Printed, execution_score
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Grid, Row
from benchmarks.generate.prose import CN, Heads, share, versus
from benchmarks.generate.world import Flow, Project, World, build, total

_MORE = (
    "专项调查经费",
    "标准化建设经费",
    "档案整理经费",
    "法律顾问服务费",
    "宣传教育经费",
    "人员培训经费",
    "网络安全运维",
    "物业服务费",
    "公务用车更新",
    "设备购置费",
    "会议经费",
    "课题研究经费",
)


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    place = rng.choice(PLACES["直辖市"])
    world = build(rng, rng.choice(TRADES), place, "市", year, size=2.0, n_units=3, brought=rng.random() < 0.5)
    _more_projects(rng, world)
    draft = Draft(f"{world.org}{year}年度部门整体绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["styled", "auto"]), "size": "15"}
    draft.notes += ["小计行在其分项之前", "项目编码不是金额", "表头每二十行重打一次", "得分列不参加合计"]
    ink = Ink(
        world.org,
        year,
        rng,
        thousands=rng.random() < 0.5,
        nothing=rng.choice(["", "0.00", "-"]),
        percent_sign=rng.random() < 0.5,
    )
    draft.say(f"{world.org}{year}年度部门整体绩效自评报告", style="title")
    head = Heads(draft, auto=draft.options["headings"] == "auto")
    head(1, "项目总体情况")
    projects = world.projects
    spent = total(p.flow for p in projects)
    special = total(p.flow for p in projects if p.special)
    draft.say(
        f"{year}年，{world.short}共安排项目", ink.count("项目个数", len(projects), "个", ties="TXT"), "，其中特定目标类", ink.count("特定目标类项目", sum(p.special for p in projects), "个", ties="TXT"),
        "、其他运转类", ink.count("其他运转类项目", sum(not p.special for p in projects), "个", ties="TXT"), "；全年预算", ink.say("项目全年预算", spent.final, "final_budget", key="all:final", ties="REF BUD"),
        "，实际支出", ink.say("项目实际支出", spent.actual, "actual", key="all:actual", ties="REF BUD"), "，总体执行率", ink.rate("总体执行率", spent.actual, spent.final, prose=True, ties="BUD"), "。",
    )  # fmt: skip
    draft.say(
        "特定目标类项目支出", ink.say("特定目标类项目支出", special.actual, "actual", key="special:actual", ties="REF TXT"), "，占项目支出的", share(ink, "特定目标类", special.actual, spent.actual),
        "。项目支出较上年", *versus(ink, "项目支出", spent.actual, spent.prior), "。",
    )  # fmt: skip
    full = [p for p in projects if p.flow.actual == p.flow.final]
    draft.say(
        "执行率达到",
        ink.rate("执行率", Decimal(1), Decimal(1), prose=True, ties="", decimals=0, scenario=ANY),
        "的项目有",
        ink.count("执行率达标项目", len(full), "个"),
        "。",
    )
    head(1, "自评结果")
    draft.say("各项目自评情况见附表。评分采用百分制，并按得分评定等次。")
    draft.parts.append(Break(landscape=True))
    draft.say(f"附表　{year}年度项目支出绩效自评情况汇总表", style="subtitle")
    draft.say(f"填报部门：{world.org}　　　　　　　　　　　　　　　　　　　　　　单位：万元", style="filler")
    draft.parts.append(_table(ink, world))
    return draft


def _more_projects(rng: random.Random, world: World) -> None:
    from benchmarks.generate.people import Dice, _project

    dice = Dice(rng, Decimal(100), 2.0)
    for name in rng.sample(_MORE, rng.randint(8, 12)):
        flow = _project(dice, rng.choice([8, 15, 40]), brought=False)
        world.projects.append(
            Project(name, "用于保障履职", False, "一般公共预算", rng.randrange(len(world.units)), flow)
        )
    for i, unit in enumerate(world.units):
        unit.project = total(p.flow for p in world.projects if p.owner == i)


def _table(ink: Ink, world: World) -> Grid:
    stages = ink.pick(
        ("年初预算", "调整预算", "全年预算", "实际支出"),
        ("年初预算数", "调整数", "调整后预算数", "支出数"),
        ("预算批复数", "追加（减）数", "全年预算数", "执行数"),
    )
    rate = "执行率" if ink.percent_sign else "执行率（%）"

    def head() -> list[Content]:
        return ["序号", "项目编码", "项目名称", "上年结转", *stages, rate, "得分", "等级"]

    rows: list[Row] = [head()]

    def money(label: str, flow: Flow, key: str = "") -> list[Printed]:
        k = f"{key}:" if key else ""
        ties = "SUM BUD REF" if key else "SUM BUD"
        return [
            ink.cell(label, flow.brought, "brought_forward", ties="SUM"), ink.cell(label, flow.original, "original_budget", ties="SUM BUD"),
            ink.cell(label, flow.adjustment, "adjustment", ties="SUM"), ink.cell(label, flow.final, "final_budget", ties=ties, key=k and k + "final"),
            ink.cell(label, flow.actual, "actual", ties=ties, key=k and k + "actual"), ink.rate("执行率", flow.actual, flow.final, ties="BUD", scenario=ANY) if flow.final else "",
        ]  # fmt: skip

    rows.append([Cell("总计", cs=3), *money("总计", total(p.flow for p in world.projects), "all"), "", ""])
    number = 0
    for i, (name, special) in enumerate((("特定目标类项目小计", True), ("其他运转类项目小计", False)), 1):
        chosen = [p for p in world.projects if p.special == special]
        label = f"{CN[i]}、{name}"
        rows.append(
            [
                Cell(label, cs=3, bold=True, align="left"),
                *money(name, total(p.flow for p in chosen), "special" if special else ""),
                "",
                "",
            ]
        )
        units = sorted({p.owner for p in chosen})
        for j, owner in enumerate(units, 1):
            mine = [p for p in chosen if p.owner == owner]
            unit = world.units[owner].name
            if len(units) > 1:
                rows.append(
                    [Cell(f"（{CN[j]}）{unit}", cs=3, align="left"), *money(unit, total(p.flow for p in mine)), "", ""]
                )
            for p in mine:
                number += 1
                if number % 9 == 0:
                    rows.append(head())
                score = execution_score(p.flow.rate) + 90
                code = f"{world.trade.code[:3]}{world.year % 100}{number:04}"
                rows.append(
                    [
                        str(number),
                        code,
                        Cell(p.name, align="left"),
                        *money(p.name, p.flow),
                        ink.points("得分", score, "score", ties=""),
                        "优" if score >= 90 else "良",
                    ]
                )
    return Grid(rows, [6, 13, 30, 11, 12, 12, 12, 12, 11, 8, 7], header=1, name="项目支出绩效自评情况汇总表", size=9)
