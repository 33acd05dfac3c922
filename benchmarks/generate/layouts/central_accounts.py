# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Final accounts as every department in the country publishes them: 行次 and 栏次 in the tables, one sentence per 类款项 with
完成年初预算的…%, procurement by kind and by size of firm, vehicles by use, then one project's form."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.accounts import CLASSES, Coded, by_class, hierarchy
from benchmarks.generate.forms import Form, Source, project_form
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Break, Cell, Draft, Fig, Grid, Piece, Row, quantize
from benchmarks.generate.prose import chinese, joined, share, versus
from benchmarks.generate.world import ZERO, Flow, World, build

PLAN = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2019, 2025)
    level = rng.choice(["省", "市", "县"])
    world = build(
        rng,
        rng.choice(TRADES),
        rng.choice(PLACES[level]),
        level,
        year,
        grain=Decimal("0.01"),
        size={"省": 6.0, "市": 2.0, "县": 0.6}[level],
    )
    draft = Draft(f"{year}年度{world.org}部门决算公开说明", world.org, year)
    draft.options = {"headings": rng.choice(["styled", "typed"]), "size": "16"}
    draft.notes += ["行次、栏次不是金额", "占比的基数在一句之内变换", "100万元是单价门槛", "收支总计与本年合计不同"]
    ink = Ink(world.org, year, rng, thousands=rng.random() < 0.3, nothing=rng.choice(["", "0.00"]))
    draft.say(f"{year}年度", style="title")
    draft.say(f"{world.org}部门决算", style="title")
    draft.head(1, "第一部分　部门概况")
    draft.head(2, "一、部门职责")
    draft.say("；".join(world.trade.duties) + "。")
    draft.head(1, f"第二部分　{year}年度部门决算表")
    _general(draft, ink, world)
    _spending(draft, ink, world)
    draft.parts.append(Break())
    draft.head(1, f"第三部分　{year}年度部门决算情况说明")
    _totals(draft, ink, world)
    _items(draft, ink, world)
    _three(draft, ink, world)
    _others(draft, ink, world)
    project = world.projects[0]
    weigh(project.outcomes, PLAN)
    current, carried = project.flow.by_origin()
    owner = world.units[project.owner].name.removesuffix("本级")
    form = Form(ink.for_project(owner), "项目支出绩效自评表", owner, project.outcomes, project.flow, PLAN,
                [Source("当年财政拨款", current), Source("上年结转资金", carried), Source("其他资金", Flow())], project_name=project.name, department=world.org)  # fmt: skip
    draft.say("项目支出绩效自评表", style="subtitle")
    draft.say(f"（{year}年度）", style="subtitle")
    draft.parts.append(project_form(draft, form, middle=False))
    return draft


def _head(draft: Draft, number: int, title: str, world: World) -> None:
    draft.say(title, style="caption")
    draft.say(f"公开{number:02}表", style="unit")
    draft.say(f"部门：{world.org}　　　　　　　　　　　　　　　金额单位：万元", style="filler")


def _general(draft: Draft, ink: Ink, world: World) -> None:
    """收入支出决算总表 with line numbers."""
    w = world.whole
    classes = by_class(world)
    left: list[tuple[str, Decimal, str, str]] = [
        ("一、一般公共预算财政拨款收入", _income(world, "一般公共预算"), "actual", "income:general"), ("二、政府性基金预算财政拨款收入", _income(world, "政府性基金预算"), "actual", ""),
        ("三、国有资本经营预算财政拨款收入", ZERO, "actual", ""), ("四、上级补助收入", ZERO, "actual", ""), ("五、事业收入", ZERO, "actual", ""), ("六、其他收入", ZERO, "actual", ""),
    ]  # fmt: skip
    right = [
        (f"{chinese(i)}、{name}", classes.get(name, Flow()).actual, "actual", f"class:{name}")
        for i, name in enumerate(CLASSES, 1)
    ]
    left += [("", ZERO, "actual", "")] * (len(right) - len(left))
    left += [("本年收入合计", w.original + w.adjustment, "actual", "income"), ("使用非财政拨款结余", ZERO, ANY, ""), ("年初结转和结余", w.brought, "brought_forward", "brought"),
             ("总计", w.final, "actual", "grand")]  # fmt: skip
    right += [
        ("本年支出合计", w.actual, "actual", "spent"),
        ("结余分配", ZERO, ANY, ""),
        ("年末结转和结余", w.balance, "year_end_balance", "left"),
        ("总计", w.final, "actual", "grand"),
    ]
    rows: list[Row] = [
        [Cell("收入", cs=3), Cell("支出", cs=3)],
        ["项目", "行次", "金额"] * 2,
        ["栏次", "", "1", "栏次", "", "2"],
    ]
    n = len(left)

    def half(line: tuple[str, Decimal, str, str], number: int) -> list[Cell | Piece]:
        label, amount, scenario, key = line
        if not label:
            return ["", str(number), ""]
        return [Cell(label, align="left"), str(number), ink.cell(label, amount, scenario, ties="SUM REF", key=key)]

    rows += [[*half(a, i), *half(b, n + i)] for i, (a, b) in enumerate(zip(left, right, strict=True), 1)]
    _head(draft, 1, "收入支出决算总表", world)
    draft.parts.append(Grid(rows, [32, 7, 14, 32, 7, 14], header=3, name="收入支出决算总表", size=9))
    draft.say("注：本表反映部门本年度的总收支和年末结转结余情况。", style="note")


def _income(world: World, source: str) -> Decimal:
    flow = world.by_source(source)
    return flow.original + flow.adjustment


def _spending(draft: Draft, ink: Ink, world: World) -> None:
    """支出决算表: 类款项 in three columns, 栏次 row, total first."""
    rows: list[Row] = [
        [Cell("项目", cs=4), *(Cell(t, rs=2) for t in ("本年支出合计", "基本支出", "项目支出", "经营支出"))], [Cell("功能分类\n科目编码", cs=3), "科目名称"],
        [Cell("栏次", cs=4), "1", "2", "3", "4"],
    ]  # fmt: skip

    def values(label: str, basic: Flow, project: Flow, key: str) -> list[Piece]:
        return [ink.cell(label, (basic + project).actual, "actual", ties="SUM REF", key=key), ink.cell(label, basic.actual, "actual", ties="SUM"),
                ink.cell(label, project.actual, "actual", ties="SUM"), ""]  # fmt: skip

    rows.append([Cell("合计", cs=4), *values("合计", world.basic, world.project, "spent")])
    for c in hierarchy(world):
        key = f"class:{c.name}" if len(c.code) == 3 else ""
        rows.append([Cell(c.code, cs=3), Cell(c.name, align="left"), *values(c.name, c.basic, c.project, key)])
    _head(draft, 3, "支出决算表", world)
    draft.parts.append(Grid(rows, [5, 4, 4, 34, 14, 14, 14, 12], header=3, name="支出决算表", size=9))


def _totals(draft: Draft, ink: Ink, world: World) -> None:
    y, w = world.year, world.whole
    before = w.prior + quantize(w.prior / 20, 2)
    draft.head(2, "一、收入支出决算总体情况说明")
    draft.say(
        f"{y}年度收、支总计", ink.say("收、支总计", w.final, "actual", key="grand", ties="REF TXT"), f"。与{y - 1}年度相比，收、支总计各",
        *versus(ink, "收、支总计", w.final, before, rise=("增长", "下降")), "，主要是项目安排变化。",
    )  # fmt: skip
    draft.head(2, "二、收入决算情况说明")
    income = w.original + w.adjustment
    general = _income(world, "一般公共预算")
    draft.say(
        "本年收入合计", ink.say("本年收入合计", income, "actual", key="income", ties="REF TXT"), "，其中：一般公共预算财政拨款收入",
        ink.say("一般公共预算财政拨款收入", general, "actual", key="income:general", ties="REF TXT"), "，占", share(ink, "一般公共预算财政拨款收入", general, income), "。",
    )  # fmt: skip
    draft.head(2, "三、支出决算情况说明")
    draft.say(
        "本年支出合计", ink.say("本年支出合计", w.actual, "actual", key="spent", ties="REF TXT"), "，其中：基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT"),
        "，占", share(ink, "基本支出", world.basic.actual, w.actual), "；项目支出", ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT"), "，占",
        share(ink, "项目支出", world.project.actual, w.actual), "。",
    )  # fmt: skip
    draft.head(2, "四、财政拨款支出决算结构情况")
    parts: list[list[Piece]] = [
        [f"{name}（类）支出", ink.say(name, flow.actual, "actual", key=f"class:{name}", ties="REF TXT"), "，占", share(ink, name, flow.actual, w.actual)]
        for name, flow in by_class(world).items()
    ]  # fmt: skip
    draft.say(
        f"{y}年度财政拨款支出",
        ink.say("财政拨款支出", w.actual, "actual", key="spent", ties="REF TXT"),
        "，主要用于以下方面：",
        *joined(parts, "；"),
        "。",
    )


def _items(draft: Draft, ink: Ink, world: World) -> None:
    rows = hierarchy(world)
    names = {c.code: c.name for c in rows}
    draft.head(2, "五、财政拨款支出决算具体情况")
    for n, c in enumerate((c for c in rows if len(c.code) == 7), 1):
        draft.say(f"{n}.{names[c.code[:3]]}（类）{names[c.code[:5]]}（款）{c.name}（项）。", *_against(ink, c))


def _against(ink: Ink, c: Coded) -> list[Piece]:
    f = c.flow
    out: list[Piece] = []
    if f.original:
        out = ["年初预算为", ink.say(c.name, f.original, "original_budget", ties="TXT"), "，支出决算为", ink.say(c.name, f.actual, "actual", ties="TXT"), "，完成年初预算的",
               ink.rate("完成年初预算", f.actual, f.original, prose=True, ties="TXT", decimals=1), "。"]  # fmt: skip
    else:
        out = ["年初预算未安排，支出决算为", ink.say(c.name, f.actual, "actual"), "。"]
    if f.actual > f.original:
        return [*out, "决算数大于年初预算数的主要原因是年中追加经费。"]
    if f.actual < f.original:
        return [*out, "决算数小于年初预算数的主要原因是部分支出结转下年。"]
    return [*out, "决算数与年初预算数持平。"]


def _three(draft: Draft, ink: Ink, world: World) -> None:
    three = world.three
    draft.head(2, "六、“三公”经费支出决算情况说明")
    word = "小于" if three.actual < three.original else "大于" if three.actual > three.original else "等于"
    draft.say(
        "“三公”经费支出预算为", ink.say("“三公”经费", three.original, "original_budget", ties="TXT"), "，支出决算为", ink.say("“三公”经费", three.actual, "actual", ties="TXT"), "，完成预算的",
        ink.rate("完成预算", three.actual, three.original, prose=True, ties="TXT", decimals=1), f"，决算数{word}预算数。其中：",
    )  # fmt: skip
    abroad: list[Piece] = [
        "1.因公出国（境）费支出决算为",
        ink.say("因公出国（境）费", world.abroad.actual, "actual", ties=""),
        "。全年因公出国（境）团组",
    ]
    draft.say(
        *abroad,
        ink.count("因公出国（境）团组", 0, "个", scenario="actual"),
        "，累计",
        ink.count("因公出国（境）人次", 0, "人次", scenario="actual"),
        "。",
    )
    draft.say(
        "2.公务用车购置及运行维护费支出决算为", ink.say("公务用车购置及运行维护费", world.cars_total.actual, "actual", ties="TXT"), "，其中：公务用车购置支出",
        ink.say("公务用车购置支出", world.car_purchase.actual, "actual", ties="TXT" if world.car_purchase.actual else ""), "；公务用车运行维护费支出", ink.say("公务用车运行维护费支出", world.car_running.actual, "actual", ties="TXT"),
        f"。截至{world.year}年12月31日，公务用车保有量", ink.count("公务用车保有量", world.cars, "辆", key="cars"), "。",
    )  # fmt: skip
    draft.say(
        "3.公务接待费支出决算为", ink.say("公务接待费", world.reception.actual, "actual", ties="TXT"), "，全部为国内公务接待，共接待", ink.count("国内公务接待批次", world.visits, "批次", scenario="actual"),
        "、", ink.count("国内公务接待人次", world.guests, "人次", scenario="actual"), "。",
    )  # fmt: skip


def _others(draft: Draft, ink: Ink, world: World) -> None:
    y = world.year
    draft.head(2, "七、其他重要事项的情况说明")
    cats = {c.name: c.flow for c in world.categories}
    running = cats["商品和服务支出"] + cats["资本性支出"]
    draft.say(
        "（一）机关运行经费支出情况。机关运行经费支出",
        ink.say("机关运行经费支出", running.actual, "actual"),
        f"，比{y - 1}年度",
        *versus(ink, "机关运行经费支出", running.actual, running.prior),
        "。",
    )
    total = world.procurement.actual
    goods = quantize(total * Decimal("0.31"), 2)
    works = quantize(total * Decimal("0.22"), 2)
    small = quantize(total * Decimal("0.83"), 2)
    micro = quantize(small * Decimal("0.57"), 2)
    draft.say(
        "（二）政府采购支出情况。政府采购支出总额", ink.say("政府采购支出总额", total, "actual", ties="TXT"), "，其中：政府采购货物支出", ink.say("政府采购货物支出", goods, "actual", ties="TXT"),
        "、政府采购工程支出", ink.say("政府采购工程支出", works, "actual", ties="TXT"), "、政府采购服务支出", ink.say("政府采购服务支出", total - goods - works, "actual", ties="TXT"),
        "。授予中小企业合同金额", ink.say("授予中小企业合同金额", small, "actual"), "，占政府采购支出总额的", ink.rate("授予中小企业合同金额占比", small, total, prose=True, measure="share", ties="TXT", decimals=1),
        "，其中：授予小微企业合同金额", ink.say("授予小微企业合同金额", micro, "actual"), "，占授予中小企业合同金额的", ink.rate("授予小微企业合同金额占比", micro, small, prose=True, measure="share", ties="TXT", decimals=1), "。",
    )  # fmt: skip
    uses = _split_cars(world)
    listed: list[list[Piece]] = [[label, ink.count(label, n, "辆", ties="TXT")] for label, n in uses if n]
    bar = Fig("单价", Decimal(100), "万元", "100", ANY, None, ink.org, measure="amount", suffix="万元")
    draft.say(
        f"（三）国有资产占用情况。截至{y}年12月31日，共有车辆", ink.count("车辆", world.cars, "辆", key="cars", ties="TXT"), "，其中：", *joined(listed, "、"), "。单价", bar,
        "（含）以上设备（不含车辆）", ink.count("单价100万元（含）以上设备", world.cars % 3, "台（套）"), "。",
    )  # fmt: skip
    money = sum((p.flow.actual for p in world.projects), ZERO)
    draft.say(
        f"（四）预算绩效情况。组织对{y}年度", ink.count("自评项目", len(world.projects), "个"), "项目开展绩效自评，涉及资金", ink.say("自评项目涉及资金", money, "actual", key="project:actual", ties="REF"),
        "，占项目支出总额的", ink.rate("自评覆盖率", money, world.project.actual, prose=True, measure="share", ties="TXT", decimals=0), "。",
    )  # fmt: skip


def _split_cars(world: World) -> list[tuple[str, int]]:
    first = world.cars // 2
    second = (world.cars - first) // 2
    return [("机要通信用车", first), ("应急保障用车", second), ("执法执勤用车", world.cars - first - second)]
