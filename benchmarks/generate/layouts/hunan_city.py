# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A city bureau in the manner of Hunan: tables in the text, 附件1 基础数据表, 附件2 自评表 of the department and its units,
附件3 项目支出绩效自评表. 万元 with two decimals, exact."""

from __future__ import annotations

import random

from benchmarks.generate.forms import Form, Source, department_form, project_form
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Draft
from benchmarks.generate.prose import (
    Heads,
    balances,
    budget_story,
    parts_of,
    plans,
    staffing,
    target,
    verdict,
    versus,
)  # fmt: skip
from benchmarks.generate.tables import (
    balance_sheet,
    basic_data,
    categories,
    comparison,
    project_table,
    three_public_lines,
)
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
_NAMES = {"商品和服务支出": "一般商品和服务支出", "对个人和家庭的补助": "对个人和家庭补助"}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2021, 2025)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year)
    draft = Draft(f"{year}年度{world.org}部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": rng.choice(["styled", "typed", "auto"]), "size": "15"}
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.7, trim=rng.choice([0, 0, 0.3]))
    draft.notes.append("基础数据表的“公用经费”明细与三公经费中同名项目口径不同，可以不等")
    weigh(world.outcomes, PLAN)
    draft.say(f"{year}年度{world.org}", style="title")
    draft.say("部门整体支出绩效自评报告", style="title")
    draft.say(
        f"为加强财政支出管理，提高资金使用效益，按照市财政局关于开展{year}年度预算绩效自评工作的要求，{world.short}对本部门整体支出情况进行了自评，现将有关情况报告如下："
    )
    head = Heads(draft, auto=draft.options["headings"] == "auto")
    _profile(draft, ink, world, head)
    _spending(draft, ink, world, head)
    head(1, "政府性基金预算支出情况")
    fund = world.by_source("政府性基金预算")
    if fund.actual:
        draft.say(*budget_story(ink, "政府性基金预算", fund, key="fund"))
    else:
        draft.say("无。")
    head(1, "国有资本经营预算支出情况")
    draft.say("无。")
    _results(draft, ink, world, head)
    _ending(draft, ink, world, head)
    _annexes(draft, ink, world)
    return draft


def _profile(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y = world.year
    head(1, "部门基本情况")
    head(2, "机构、人员构成")
    names = "、".join(world.divisions)
    subs = [u.name for u in world.units[1:]]
    draft.say(
        f"{world.org}（以下简称{world.short}）是{world.place}人民政府工作部门，内设科室", ink.count("内设科室", len(world.divisions), "个", ties="REF"),
        f"，分别是{names}；所属事业单位", ink.count("所属事业单位", len(subs), "个", ties="REF"), f"，分别是{'、'.join(subs)}。",
    )  # fmt: skip
    draft.say(*staffing(ink, world, posts="核定编制", people="实有在职人员"))
    head(2, "主要职责")
    for i, duty in enumerate(world.trade.duties, 1):
        draft.say(f"{i}.{duty}；" if i < len(world.trade.duties) else f"{i}.{duty}。")
    head(2, "部门财务情况")
    b = world.balance
    draft.say("1.资产负债情况", style="h3")
    draft.say(
        f"{y}年12月31日，资产总额", ink.say("资产总额", b.assets(1), "closing", key="assets", ties="REF SUM", concept="assets.total"),
        "，负债", ink.say("负债", b.debts(1), "closing", ties="REF SUM", concept="liabilities.total"),
        "，净资产", ink.say("净资产", b.net(1), "closing", ties="REF SUM", concept="net_assets.total"), "。资产负债情况如下：",
    )  # fmt: skip
    draft.say("资产负债表", style="caption")
    draft.say("金额单位：万元", style="unit")
    draft.parts.append(balance_sheet(ink, world))
    draft.say("2.整体收支情况", style="h3")
    w = world.whole
    draft.say(*budget_story(ink, "部门整体支出", w, key="whole", concept="expenditure.total"))
    draft.say(
        f"{y}年决算支出", ink.say("决算支出", w.actual, "actual", key="whole:actual", ties="TXT REF", concept="expenditure.total"), "，其中：",
        *parts_of(ink, [("基本支出", world.basic.actual, "expenditure.basic"), ("项目支出", world.project.actual, "expenditure.project")],
                  "actual", key="whole:actual"), "。",
    )  # fmt: skip
    draft.say(*balances(ink, "整体支出", w, key="whole"))
    draft.say("有关基础数据见附件1：部门整体支出绩效评价基础数据表。")
    head(2, "绩效目标")
    draft.say(f"{y}年度部门绩效目标如下：")
    level2 = ""
    for o in world.outcomes:
        if o.level2 != level2:
            level2 = o.level2
            draft.say(f"{level2}：")
        draft.say(*target(ink, o), "；")


def _spending(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y = world.year
    head(1, "一般公共预算支出情况")
    head(2, "基本支出情况")
    basic = world.basic
    draft.say(*budget_story(ink, "基本支出", basic, key="basic", concept="expenditure.basic"))
    lines = [(_NAMES.get(c.name, c.name), c.flow.actual, c.concept) for c in world.categories]
    draft.say(
        f"{y}年基本支出决算", ink.say("基本支出决算", basic.actual, "actual", key="basic合计:actual", ties="TXT REF", concept="expenditure.basic"),
        "，其中：", *parts_of(ink, lines, "actual", key="cat"), "。", *balances(ink, "基本支出", basic, key="basic"),
    )  # fmt: skip
    draft.say(
        "基本支出决算较年初预算",
        *versus(ink, "基本支出", basic.actual, basic.original),
        "，主要是人员增减变动和政策性调资所致。",
    )
    draft.say(f"基本支出决算较{y - 1}年决算", *versus(ink, "基本支出", basic.actual, basic.prior), "。")
    draft.say("基本支出对比明细表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(comparison(ink, categories(world, _NAMES), name="基本支出对比明细表", key="cat"))
    three = world.three
    draft.say(
        f"{y}年三公经费决算较年初预算", *versus(ink, "三公经费", three.actual, three.original), "，控制在预算以内。"
    )
    draft.say("三公经费对比明细表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(comparison(ink, three_public_lines(world), name="三公经费对比明细表", budget="年初预算"))
    head(2, "项目支出情况")
    project = world.project
    draft.say(*budget_story(ink, "项目支出", project, key="project", concept="expenditure.project"))
    draft.say(
        f"{y}年项目支出决算", ink.say("项目支出决算", project.actual, "actual", key="project:actual", ties="REF BUD"), "。",
        *balances(ink, "项目支出", project, key="project"),
    )  # fmt: skip
    draft.say("项目支出情况表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(project_table(ink, world))
    for p in world.projects[:3]:
        draft.say(
            f"{p.name}{p.use}，{y}年年初预算", ink.say(p.name, p.flow.original, "original_budget", key=f"{p.name}:original", ties="REF"),
            "，实际支出", ink.say(p.name, p.flow.actual, "actual", key=f"{p.name}:actual", ties="REF"), "。",
        )  # fmt: skip


def _results(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(1, "部门整体支出绩效情况")
    draft.say(f"{world.year}年，{world.short}围绕中心工作，推动各项任务落实，产出和效益指标完成情况如下：")
    for level1 in PLAN:
        head(2, level1.removesuffix("指标") + "完成情况")
        for o in world.outcomes:
            if o.level1 == level1:
                draft.say(*verdict(ink, o), "；")
    draft.say("目标完成情况详见附件2：部门整体支出绩效自评表。")


def _ending(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(1, "存在的问题及原因分析")
    slow = min((p for p in world.projects if p.flow.final), key=lambda p: p.flow.rate)
    if slow.flow.balance:
        draft.say(
            f"个别项目预算执行偏慢。{slow.name}可执行预算", ink.say(slow.name, slow.flow.final, "final_budget", key=f"{slow.name}:final", ties="REF"),
            "，实际支出", ink.say(slow.name, slow.flow.actual, "actual", key=f"{slow.name}:actual", ties="REF"),
            "，执行率", ink.rate(f"{slow.name}执行率", slow.flow.actual, slow.flow.final, prose=True, ties="TXT BUD"), "。",
        )  # fmt: skip
    missed = [o for o in world.outcomes if not o.met]
    draft.say(
        "绩效指标设置有待细化。"
        + (f"{missed[0].name}未达到年初目标，{missed[0].reason}。" if missed else "部分指标的量化程度不够。")
    )
    head(1, "下一步改进措施")
    draft.say(*plans(ink, world))
    draft.say("加强项目储备和前期论证，建立预算执行与预算安排挂钩机制。")
    head(1, "绩效自评结果拟应用和公开情况")
    draft.say("自评结果将作为改进管理和安排以后年度预算的参考，并按规定在门户网站公开。")
    for i, name in enumerate(("部门整体支出绩效评价基础数据表", "部门整体支出绩效自评表", "项目支出绩效自评表"), 1):
        draft.say(("附件：" if i == 1 else "") + f"{i}.{name}")
    draft.say(world.org, style="sign")
    draft.say(f"{world.year + 1}年6月20日", style="sign")


def _annexes(draft: Draft, ink: Ink, world: World) -> None:
    y = world.year
    filler = "填表人：（已签）　　　　　单位负责人签字：（已签）　　　　　填表日期：" + f"{y + 1}年6月18日"
    draft.parts.append(Break())
    draft.say("附件1", style="annex")
    draft.say(f"{y}年度部门整体支出绩效评价基础数据表", style="subtitle")
    draft.say(f"填报单位：{world.org}　　　　　　　　　　单位：万元", style="filler")
    draft.parts.append(basic_data(ink, world))
    draft.say(
        "说明：“项目支出”填报基本支出以外的全部项目支出，“公用经费”填报基本支出中的商品和服务支出。", style="note"
    )
    draft.say(filler, style="note")
    draft.parts.append(Break())
    draft.say("附件2", style="annex")
    draft.say(f"{y}年度部门整体支出绩效自评表", style="subtitle")
    general, fund = world.by_source("一般公共预算"), world.by_source("政府性基金预算")
    sources = [
        Source("一般公共预算", general),
        Source("政府性基金拨款", fund),
        Source("其他资金", world.whole - general - fund),
    ]
    form = Form(
        ink, "部门整体支出绩效自评表", world.org, world.outcomes, world.whole, PLAN, sources, world.basic, world.project
    )
    draft.parts.append(department_form(draft, form, merge_level2=False, repeat_head=True))
    draft.say(filler, style="note")
    for i, unit in list(enumerate(world.units))[1:3]:
        weigh(unit.outcomes, PLAN)
        draft.parts.append(Break())
        draft.say(f"{y}年度部门整体支出绩效自评表", style="subtitle")
        hand = ink.about(unit.name)
        own = Form(hand, f"自评表（{unit.name}）", unit.name, unit.outcomes, unit.flow, PLAN,
                   [Source("一般公共预算", world.unit_source(i, "一般公共预算")),
                    Source("政府性基金拨款", world.unit_source(i, "政府性基金预算")), Source("其他资金", Flow())],
                   unit.basic, unit.project, score_decimals=1)  # fmt: skip
        draft.parts.append(department_form(draft, own))
        draft.say(filler, style="note")
    draft.parts.append(Break())
    draft.say("附件3", style="annex")
    for project in [p for p in world.projects if p.special][:2]:
        weigh(project.outcomes, PLAN)
        draft.say(f"{y}年度项目支出绩效自评表", style="subtitle")
        owner = world.units[project.owner].name.removesuffix("本级")
        form = Form(ink.for_project(owner), f"项目支出绩效自评表（{project.name}）", owner, project.outcomes, project.flow, PLAN,
                    [Source("当年财政拨款", project.flow), Source("其他资金", Flow())],
                    project_name=project.name, department=world.org)  # fmt: skip
        draft.parts.append(project_form(draft, form, brought=True))
        draft.say(filler, style="note")
