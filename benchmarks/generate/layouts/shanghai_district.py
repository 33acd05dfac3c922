# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A district bureau in the manner of Shanghai: the published final accounts (coded tables, 类款项 hierarchies, side-by-side
halves) and a performance chapter. 万元 rounded from 元, no thousands separators; a table of contents."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.accounts import by_class, economic, expenditure, income_expenditure, three_across
from benchmarks.generate.forms import Form, Source, project_form
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Draft, Grid, Piece, Row
from benchmarks.generate.prose import chinese, share, versus
from benchmarks.generate.world import Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2024)
    world = build(
        rng,
        rng.choice(TRADES),
        rng.choice(PLACES["直辖市"]) + rng.choice(PLACES["区"]),
        "区",
        year,
        grain=Decimal("0.01"),
        size=1.2,
    )
    draft = Draft(f"{world.org}{year}年度部门决算", world.org, year)
    draft.options = {"headings": "typed", "size": "15"}
    draft.notes += [
        "功能科目编码列不是金额",
        "类、款、项逐级汇总，四舍五入后末位可能差0.01",
        "项目绩效自评表只列部分项目",
    ]
    ink = Ink(world.org, year, rng, thousands=False, nothing=rng.choice(["", "0.00"]))
    draft.say(world.org, style="title")
    draft.say(f"{year}年度部门决算", style="title")
    _contents(draft, world)
    draft.parts.append(Break())
    _overview(draft, ink, world)
    _tables(draft, ink, world)
    _explanation(draft, ink, world)
    return draft


def _contents(draft: Draft, world: World) -> None:
    draft.parts.append(Break())
    draft.say("目　录", style="subtitle")
    for i, line in enumerate(
        ("第一部分　部门概况", "第二部分　部门决算表", "第三部分　部门决算情况说明", "第四部分　名词解释")
    ):
        draft.say(f"{line}\t{3 + 4 * i}", style="toc")


def _overview(draft: Draft, ink: Ink, world: World) -> None:
    draft.head(1, "第一部分　部门概况")
    draft.head(2, "一、主要职能")
    for i, duty in enumerate(world.trade.duties, 1):
        draft.say(f"{i}.{duty}。")
    draft.head(2, "二、部门决算单位构成")
    draft.say(
        f"纳入{world.org}{world.year}年度部门决算编制范围的单位共",
        ink.count("决算编制范围单位", len(world.units), "个", ties="REF"),
        "，具体如下：",
    )
    rows: list[Row] = [["序号", "单位名称", "单位性质"]]
    rows += [
        [str(i), u.name, {"本级": "行政单位", "参公": "参公事业单位"}.get(u.kind, "事业单位")]
        for i, u in enumerate(world.units, 1)
    ]
    draft.parts.append(Grid(rows, [10, 60, 30], header=1, name="部门决算单位构成", ruled=False))


def _tables(draft: Draft, ink: Ink, world: World) -> None:
    draft.parts.append(Break())
    draft.head(1, "第二部分　部门决算表")
    numerals = tuple(chinese(n) for n in range(1, 40))
    three = ink.rng.random() < 0.5
    made = (
        (income_expenditure(ink, world, numerals=numerals), "注：本表反映部门本年度的总收支和年末结转结余情况。"),
        (expenditure(ink, world, columns="three" if three else "one"), "注：本表反映部门本年度各项支出情况。"),
        (economic(ink, world), "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。"),
        (three_across(ink, world), "注：预算数为年初预算数，决算数为当年实际支出数。"),
    )
    for i, (grid, note) in enumerate(made):
        if i:
            draft.parts.append(Break())
        draft.say(grid.name, style="caption")
        draft.say(f"编制单位：{world.org}　　　　　　　　单位：万元", style="filler")
        draft.parts.append(grid)
        draft.say(note, style="note")
    draft.parts.append(Break())


def _explanation(draft: Draft, ink: Ink, world: World) -> None:
    y, w = world.year, world.whole
    draft.head(1, "第三部分　部门决算情况说明")
    draft.head(2, "一、收入支出决算总体情况说明")
    opening: list[Piece] = []
    if w.brought:
        opening = [
            "，年初结转和结余",
            ink.say("年初结转和结余", w.brought, "brought_forward", key="table:年初结转和结余", ties="REF TXT"),
        ]
    draft.say(
        f"{y}年度收入总计、支出总计均为", ink.say("收入总计、支出总计", w.final, "actual", key="table:总计", ties="REF TXT"),
        "。其中本年收入合计", ink.say("本年收入合计", w.original + w.adjustment, "actual", key="table:本年收入合计", ties="REF TXT"),
        *opening, "。",
    )  # fmt: skip
    draft.head(2, "二、支出决算情况说明")
    draft.say(
        f"{y}年度本年支出合计", ink.say("本年支出合计", w.actual, "actual", key="whole:actual", ties="REF TXT"), "，其中：基本支出",
        ink.say("基本支出", world.basic.actual, "actual", ties="TXT", key="basic:actual"), "，占", share(ink, "基本支出", world.basic.actual, w.actual),
        "；项目支出", ink.say("项目支出", world.project.actual, "actual", ties="TXT", key="project:actual"), "，占",
        share(ink, "项目支出", world.project.actual, w.actual), f"。与{y - 1}年度相比，本年支出合计", *versus(ink, "本年支出合计", w.actual, w.prior, rise=("增长", "下降")), "。",
    )  # fmt: skip
    classes: list[Piece] = []
    for name, flow in by_class(world).items():
        classes += [
            "；" if classes else "",
            name,
            ink.say(name, flow.actual, "actual", key=f"class:{name}", ties="REF TXT"),
            "，占",
            share(ink, name, flow.actual, w.actual),
        ]
    draft.say("按功能分类科目划分：", *classes, "。")
    draft.head(2, "三、一般公共预算财政拨款基本支出决算情况说明")
    cats = {c.name: c.flow.actual for c in world.categories}
    people = cats["工资福利支出"] + cats["对个人和家庭的补助"]
    draft.say(
        "基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT REF"), "，其中：人员经费",
        ink.say("人员经费", people, "actual", key="people:actual", ties="TXT REF"), "，主要包括基本工资、津贴补贴、奖金等；公用经费",
        ink.say("公用经费", world.basic.actual - people, "actual", key="office:actual", ties="TXT REF"), "，主要包括办公费、差旅费、委托业务费等。",
    )  # fmt: skip
    draft.head(2, "四、“三公”经费支出决算情况说明")
    three = world.three
    draft.say(
        f"{y}年度“三公”经费决算数", ink.say("“三公”经费决算数", three.actual, "actual", key="sg:合计:actual", ties="REF TXT"), "，年初预算数",
        ink.say("“三公”经费年初预算数", three.original, "original_budget", key="sg:合计:original", ties="REF TXT"), "，完成年初预算的",
        ink.rate("完成年初预算", three.actual, three.original, prose=True, ties="TXT", decimals=1), "。其中：公务用车运行维护费",
        ink.say("公务用车运行维护费", world.car_running.actual, "actual", key="sg:公务用车运行维护费:actual", ties="REF TXT"), "；公务接待费",
        ink.say("公务接待费", world.reception.actual, "actual", key="sg:公务接待费:actual", ties="REF TXT"), "。国内公务接待",
        ink.count("公务接待批次", world.visits, "批次", scenario="actual"), "、", ink.count("公务接待人次", world.guests, "人次", scenario="actual"),
        f"。截至{y}年12月31日，公务用车保有量", ink.count("公务用车保有量", world.cars, "辆"), "。",
    )  # fmt: skip
    _performance(draft, ink, world)
    draft.head(1, "第四部分　名词解释")
    draft.say("一、财政拨款收入：指单位从本级财政部门取得的财政预算资金。")
    draft.say("二、年末结转和结余：指单位按有关规定结转到下年或以后年度继续使用的资金。")


def _performance(draft: Draft, ink: Ink, world: World) -> None:
    y = world.year
    draft.head(2, "五、预算绩效管理情况")
    chosen = [p for p in world.projects if p.special]
    money = sum((p.flow.final for p in chosen), Decimal(0))
    rows: list[Row] = [["序号", "项目名称", "全年预算数", "全年执行数", "执行率", "自评得分", "评价等级"]]
    forms: list[Form] = []
    for p in chosen:
        weigh(p.outcomes, PLAN)
        forms.append(
            Form(ink.for_project(world.units[p.owner].name.removesuffix("本级")), f"项目支出绩效自评表（{p.name}）", world.units[p.owner].name.removesuffix("本级"), p.outcomes, p.flow, PLAN,
                 [Source("当年财政拨款", p.flow.by_origin()[0]), Source("上年结转资金", p.flow.by_origin()[1]), Source("其他资金", Flow())],
                 project_name=p.name, department=world.org)
        )  # fmt: skip
    for i, (p, form) in enumerate(zip(chosen, forms, strict=True), 1):
        grade = "优" if form.total >= 90 else "良"
        rows.append([
            str(i), p.name, ink.cell(p.name, p.flow.final, "final_budget", ties="BUD REF", key=f"{p.name}:final"),
            ink.cell(p.name, p.flow.actual, "actual", ties="BUD REF", key=f"{p.name}:actual"), ink.rate("执行率", p.flow.actual, p.flow.final, ties="BUD"),
            ink.points("自评得分", form.total, "score", ties="REF"), grade,
        ])  # fmt: skip
    draft.say(
        f"{y}年度对部分项目开展绩效自评，涉及项目", ink.count("绩效自评项目", len(chosen), "个", ties="REF"), "，预算金额", ink.say("自评项目预算金额", money, ANY),
        "。自评结果如下：",
    )  # fmt: skip
    draft.say("项目绩效自评结果汇总表", style="caption")
    draft.say("单位：万元", style="unit")
    draft.parts.append(Grid(rows, [8, 34, 14, 14, 12, 12, 12], header=1, name="项目绩效自评结果汇总表"))
    form = forms[0]
    draft.say(f"{y}年度项目支出绩效自评表", style="subtitle")
    grid = project_form(draft, form, words=("年初设定目标", "全年实际完成情况"), middle=False, rate_word="执行率")
    draft.parts.append(grid)
