# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A city bureau in the manner of Hunan's early years: one form of bands (income, expenditure, 三公, assets) each with a header of
its own and a line a unit, then a score sheet whose three levels have points of their own and whose standard is in words."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, Printed
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import ANY, Cell, Content, Draft, Grid, IndicatorTruth, Row
from benchmarks.generate.prose import Heads, share, versus
from benchmarks.generate.world import Flow, World, build

_FRAME = (
    ("投入", "预算配置", "在职人员控制率", 5, "以100%为标准。控制率≤100%计满分，每超过一个百分点扣0.5分"),
    ("投入", "预算配置", "“三公经费”变动率", 5, "变动率≤0计满分，每超过一个百分点扣0.5分，扣完为止"),
    ("过程", "预算执行", "预算完成率", 6, "100%计满分，每低5%扣2分"),
    ("过程", "预算执行", "预算控制率", 6, "控制率=0计6分，0-10%（含）计5分，10-20%（含）计4分"),
    ("过程", "预算执行", "公用经费控制率", 8, "100%以下（含）计满分，每超出1%扣1分"),
    ("过程", "预算管理", "管理制度健全性", 8, "有内部财务管理制度且执行有效计满分"),
    ("过程", "预算管理", "资金使用合规性", 8, "符合财务制度规定计满分，有截留挪用的不得分"),
    ("过程", "预算管理", "预决算信息公开性", 4, "按规定内容和时限公开各计2分"),
    ("产出及效率", "职责履行", "重点工作实际完成率", 10, "根据绩效办考核得分折算"),
    ("产出及效率", "履职效益", "经济效益", 10, "按自评情况打分"),
    ("产出及效率", "履职效益", "社会效益", 10, "按自评情况打分"),
    ("产出及效率", "履职效益", "行政效能", 10, "行政成本降低、效率提高计满分"),
    ("产出及效率", "履职效益", "社会公众或服务对象满意度", 10, "90%（含）以上计满分，80%（含）-90%计8分"),
)


def write(rng: random.Random) -> Draft:
    year = rng.randint(2015, 2020)
    world = build(rng, rng.choice(TRADES), rng.choice(PLACES["市"]), "市", year, size=0.8, n_units=2)
    draft = Draft(f"{world.place}{year}年度部门整体支出绩效评价自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes += ["一张表内四段各有表头", "各级指标都有分值列", "单位行与汇总行"]
    ink = Ink(world.org, year, rng, thousands=False, nothing=rng.choice(["", "0", "0.00"]), trim=0.2)
    lost = {f[2]: Decimal(rng.choice(["0.5", "1", "2"])) for f in rng.sample(_FRAME, 3)}
    score = Decimal(100) - sum(lost.values(), Decimal(0))
    draft.say(f"{world.place}{year}年度部门整体支出", style="title")
    draft.say("绩效评价自评报告", style="title")
    draft.say(f"部门（单位）名称：{world.org}", style="filler")
    draft.say("评价方式：部门（单位）绩效自评", style="filler")
    draft.say(f"报告日期：{year + 1}年6月18日", style="filler")
    draft.say("一、部门（单位）基本概况", style="h1")
    draft.parts.append(_profile(ink, world))
    draft.say("二、部门（单位）收支情况", style="h1")
    draft.parts.append(_bands(ink, world))
    draft.say("三、部门整体支出绩效自评综述", style="h1")
    _summary(draft, ink, world, score)
    draft.say("四、部门整体支出绩效评价指标评分表", style="h1")
    draft.parts.append(_sheet(draft, ink, lost, score))
    return draft


def _profile(ink: Ink, world: World) -> Grid:
    return Grid(
        [
            [
                "人员编制",
                ink.count("人员编制", world.posts, prose=False, key="posts"),
                "实有人数",
                ink.count("实有人数", world.in_post, prose=False, key="in_post"),
            ],
            ["职能职责概述", Cell("；".join(world.trade.duties[:3]) + "。", cs=3, align="left")],
            ["年度主要工作内容", Cell("抓好重点项目实施，加强行业监管，完善内部控制。", cs=3, align="left")],
        ],
        [20, 20, 20, 20],
        name="基本概况",
    )


def _split(ink: Ink, whole: Decimal, n: int) -> list[Decimal]:
    """``n`` parts of an amount, multiples of 100 元 as everything is."""
    out, rest = [], whole
    for _i in range(n - 1):
        part = (rest * Decimal(f"{ink.rng.uniform(0.35, 0.6):.3f}") / 100).quantize(Decimal(1)) * 100
        out.append(part)
        rest -= part
    return [*out, rest]


def _bands(ink: Ink, world: World) -> Grid:
    n = len(world.units)
    names = ["局机关及二级机构汇总", *(f"{i}、{u.name.removesuffix('本级')}" for i, u in enumerate(world.units, 1))]
    inks = [ink, *(ink.about(f"{u.name}|{u.name.removesuffix('本级')}") for u in world.units)]
    rows: list[Row] = []

    def band(title: str, head: list[Row], width: list[int], line: Callable[[int], list[Content]]) -> None:
        rows.append([Cell(title, cs=8, bold=True)])
        rows.extend(head)
        for i, name in enumerate(names):
            cells: list[Cell | Content] = [Cell(name, align="left")]
            cells += [Cell(c, cs=w) if w > 1 else c for c, w in zip(line(i), width, strict=True)]
            rows.append(cells)

    def income(i: int) -> list[Content]:
        flow = world.whole if i == 0 else world.units[i - 1].flow
        fund = world.by_source("政府性基金预算") if i == 0 else world.unit_source(i - 1, "政府性基金预算")
        h, k = inks[i], f"{i}:"
        public = flow - fund
        return [
            h.cell("收入合计", flow.final, ANY, ties="SUM", key=k + "income"),
            h.cell("上年结转", flow.brought, "brought_forward", ties="SUM"),
            h.cell("公共财政拨款", public.original + public.adjustment, ANY, ties="SUM"),
            h.cell("政府基金拨款", fund.original + fund.adjustment, ANY, ties="SUM"),
            h.cell("纳入专户管理的非税收入拨款", Decimal(0), ANY),
            h.cell("其他", Decimal(0), ANY),
        ]

    band(
        "部门（单位）年度收入情况（万元）",
        [
            [Cell("机构名称", rs=2), Cell("收入合计", rs=2), Cell("其中：", cs=6)],
            ["上年结转", "公共财政拨款", "政府基金拨款", Cell("纳入专户管理的非税收入拨款", cs=2), "其他"],
        ],
        [1, 1, 1, 1, 2, 1],
        income,
    )
    wages = world.categories[0].flow + world.categories[2].flow
    staff = [wages.actual, *_split(ink, wages.actual, n)]
    for i, u in enumerate(world.units, 1):
        staff[i] = min(staff[i], u.basic.actual)
    staff[0] = sum(staff[1:], Decimal(0))

    def spending(i: int) -> list[Content]:
        basic = world.basic if i == 0 else world.units[i - 1].basic
        project = world.project if i == 0 else world.units[i - 1].project
        flow: Flow = basic + project
        h = inks[i]
        return [
            h.cell("支出合计", flow.actual, "actual", ties="SUM REF", key=f"{i}:actual"),
            h.cell("基本支出", basic.actual, "actual", ties="SUM REF", key=f"{i}:basic"),
            h.cell("人员支出", staff[i], "actual", ties="SUM"),
            h.cell("公用支出", basic.actual - staff[i], "actual", ties="SUM"),
            h.cell("项目支出", project.actual, "actual", ties="SUM REF", key=f"{i}:project"),
            h.cell("当年结余", flow.balance, "year_end_balance", ties="BUD SUM", key=f"{i}:balance"),
            h.cell("累计结余", flow.carried, ANY, ties="SUM"),
        ]

    band(
        "部门（单位）年度支出和结余情况（万元）",
        [
            [Cell("机构名称", rs=3), Cell("支出合计", rs=3), Cell("其中：", cs=4), Cell("结余", cs=2)],
            [
                Cell("基本支出", rs=2),
                Cell("其中：", cs=2),
                Cell("项目支出", rs=2),
                Cell("当年结余", rs=2),
                Cell("累计结余", rs=2),
            ],
            ["人员支出", "公用支出"],
        ],
        [1, 1, 1, 1, 1, 1, 1],
        spending,
    )
    parts = [
        [f.actual, *_split(ink, f.actual, n)]
        for f in (world.reception, world.car_running, world.car_purchase, world.abroad)
    ]

    def three(i: int) -> list[Content]:
        h = inks[i]
        labels = ("公务接待费", "公务用车运维费", "公务用车购置费", "因公出国（境）费")
        total = sum((p[i] for p in parts), Decimal(0))
        return [
            h.cell("三公经费合计", total, "actual", ties="SUM REF", key=f"{i}:three"),
            *(h.cell(label, p[i], "actual", ties="SUM") for label, p in zip(labels, parts, strict=True)),
        ]

    band(
        "“三公”经费支出情况（万元）",
        [
            [Cell("机构名称", rs=2), Cell("三公经费合计", rs=2), Cell("其中：", cs=6)],
            ["公务接待费", "公务用车运维费", Cell("公务用车购置费", cs=2), Cell("因公出国（境）费", cs=2)],
        ],
        [1, 1, 1, 2, 2],
        three,
    )
    used = _split(ink, world.balance.fixed(1), n)
    rent = _split(ink, (world.balance.fixed(1) / 1000).quantize(Decimal(1)) * 100, n)

    def assets(i: int) -> list[Content]:
        h = inks[i]
        total = world.balance.fixed(1) if i == 0 else used[i - 1]
        out = sum(rent, Decimal(0)) if i == 0 else rent[i - 1]
        return [
            h.cell("固定资产合计", total, "closing", ties="SUM"),
            h.cell("在用固定资产", total - out, "closing", ties="SUM"),
            h.cell("出租固定资产", out, "closing", ties="SUM"),
        ]

    band(
        "固定资产情况（万元）",
        [
            [Cell("机构名称", rs=2), Cell("固定资产合计", rs=2, cs=2), Cell("其中：", cs=5)],
            [Cell("在用固定资产", cs=2), Cell("出租固定资产", cs=3)],
        ],
        [2, 2, 3],
        assets,
    )
    return Grid(rows, [26, 12, 12, 12, 12, 10, 12, 12], name="收支情况表", size=9)


def _summary(draft: Draft, ink: Ink, world: World, score: Decimal) -> None:
    head = Heads(draft)
    head.at[0] = 3
    w = world.whole
    head(2, "支出情况")
    draft.say(
        f"{world.year}年，{world.short}总支出", ink.say("总支出", w.actual, "actual", key="0:actual", ties="TXT REF"), "，比上年", *versus(ink, "总支出", w.actual, w.prior), "。",
        "其中基本支出", ink.say("基本支出", world.basic.actual, "actual", key="0:basic", ties="TXT"), "，占总支出的", share(ink, "基本支出", world.basic.actual, w.actual),
        "；项目支出", ink.say("项目支出", world.project.actual, "actual", key="0:project", ties="TXT"), "，占总支出的", share(ink, "项目支出", world.project.actual, w.actual), "。",
    )  # fmt: skip
    three = world.three
    draft.say(
        "“三公”经费全年支出", ink.say("“三公”经费", three.actual, "actual", key="0:three", ties="TXT"), "，年初预算", ink.say("“三公”经费年初预算", three.original, "original_budget", ties="TXT"),
        "，比预算", *versus(ink, "“三公”经费", three.actual, three.original, direction=("超支", "节约")), "。",
    )  # fmt: skip
    head(2, "人员情况")
    draft.say(
        "核定编制", ink.count("核定编制", world.posts, "人", key="posts"), "，年末实有人数", ink.count("年末实有人数", world.in_post, "人", key="in_post"), "，在职人员控制率",
        ink.rate("在职人员控制率", Decimal(world.in_post), Decimal(world.posts), prose=True, scenario=ANY), "。",
    )  # fmt: skip
    head(2, "自评得分")
    draft.say("对照评分表，自评得分", ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"), "。")


def _sheet(draft: Draft, ink: Ink, lost: dict[str, Decimal], score: Decimal) -> Grid:
    rows: list[Row] = [["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评价标准", "得分"]]
    grid = Grid(
        rows, [12, 7, 14, 7, 22, 7, 40, 9], header=1, name="部门整体支出绩效评价指标评分表", size=9, total_width=9600
    )
    one, two = runs([f[0] for f in _FRAME]), runs([f[0] + f[1] for f in _FRAME])
    for i, (level1, level2, name, points, standard) in enumerate(_FRAME):
        row: list[Cell | Content] = []
        if one[i]:
            whole = Decimal(sum(f[3] for f in _FRAME if f[0] == level1))
            row += [Cell(level1, rs=one[i]), Cell(ink.points(level1, whole, "weight"), rs=one[i])]
        if two[i]:
            part = Decimal(sum(f[3] for f in _FRAME if f[:2] == (level1, level2)))
            row += [Cell(level2, rs=two[i]), Cell(ink.points(level2, part, "weight"), rs=two[i])]
        got = Decimal(points) - lost.get(name, Decimal(0))
        shown: Printed = ink.points(name, got, "score")
        rows.append([*row, name, ink.points(name, Decimal(points), "weight"), Cell(standard, align="left"), shown])
        draft.indicators.append(
            (grid, IndicatorTruth(None, ink.org, level1, level2, name, "", "", Decimal(points), got))
        )
    full = Decimal(100)
    rows.append(
        [
            Cell("合计", cs=5),
            ink.points("合计", full, "weight"),
            "",
            ink.points("合计", score, "score", ties="SCR REF"),
        ]
    )
    return grid
