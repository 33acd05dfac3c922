# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Tables that several layouts print, each in the layout's own hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from benchmarks.generate.ink import Ink
from benchmarks.generate.parts import ANY, Cell, Grid, Piece, Row
from benchmarks.generate.world import Flow, Item, World

Line = tuple[str, str | None, Flow]


def changes(
    ink: Ink, label: str, now: Decimal, base: Decimal, *, concept: str | None = None, exempt: bool = False
) -> list[Piece]:
    """The two cells 金额 and 比例 of an increase column; both blank if both figures are."""
    if not now and not base:
        return ["", ""]
    amount = ink.cell(label, now - base, "derived", ties="" if exempt else "DRV SUM", concept=concept, measure="change")
    return [amount, ink.rate(label, now - base, base, measure="growth", concept=concept) if now != base or base else ""]


def comparison(ink: Ink, lines: Sequence[Line], *, name: str, numbered: bool = True, words: tuple[str, str, str] = ("{p}年决算", "{y}年预算", "{y}年决算"),
               total: str = "合计", total_first: bool = False, budget: str = "预算", item: str = "项目", key: str = "") -> Grid:  # fmt: skip
    """上年决算 | 预算 | 决算 | against the budget | against last year."""
    y = ink.year
    if words[0] == "{p}年决算":
        words = ink.pick(
            words, ("{p}年决算数", "{y}年年初预算数", "{y}年决算数"), ("上年决算数", "本年预算数", "本年决算数")
        )
    against = ink.pick(
        (f"{y}年决算较{budget}增+（减-）", f"{y}年决算较上年决算增+（减-）"),
        ("较预算增减", "较上年增减"),
        ("与年初预算比较", "与上年决算比较"),
    )
    parts = ink.pick(("金额", "比例"), ("增减额", "增减率"), ("增减金额", "增减幅度"))
    heads = [w.format(y=y, p=y - 1) for w in words]
    top: list[Row] = [
        [*([Cell("序号", rs=2)] if numbered else []), Cell(item, rs=2), *(Cell(h, rs=2) for h in heads),
         Cell(against[0], cs=2), Cell(against[1], cs=2)],
        [*parts, *parts],
    ]  # fmt: skip
    whole = Flow()
    for _, _, flow in lines:
        whole = whole + flow
    rows: list[Row] = []
    for i, (label, concept, flow) in enumerate(lines, 1):
        rows.append([*([str(i)] if numbered else []), label, *_three(ink, label, flow, concept, key)])
    sums: Row = [*([""] if numbered else []), total, *_three(ink, total, whole, None, key and key + "合计")]
    rows = [sums, *rows] if total_first else [*rows, sums]
    widths = ([6] if numbered else []) + [19, 11, 11, 11, 11, 11, 11, 11]
    return Grid([*top, *rows], widths, header=2, name=name, size=9.5)


def _three(ink: Ink, label: str, flow: Flow, concept: str | None, key: str) -> list[Piece]:
    k = f"{key}:{label}" if key else ""
    return [
        ink.cell(label, flow.prior, "actual", year=ink.year - 1, ties="SUM DRV", concept=concept),
        ink.cell(label, flow.original, "original_budget", ties="SUM DRV", concept=concept, key=k and k + ":original"),
        ink.cell(label, flow.actual, "actual", ties="SUM DRV", concept=concept, key=k and k + ":actual"),
        *changes(ink, label, flow.actual, flow.original, concept=concept),
        *changes(ink, label, flow.actual, flow.prior, concept=concept),
    ]


def categories(world: World, names: dict[str, str] | None = None) -> list[Line]:
    """The four economic categories; ``names`` renames them as a layout does."""
    return [((names or {}).get(c.name, c.name), c.concept, c.flow) for c in world.categories]


def three_public_lines(world: World) -> list[Line]:
    return [
        ("公务接待费", "three_public.reception", world.reception),
        ("公务用车购置费", "three_public.vehicle_purchase", world.car_purchase),
        ("公务用车运行维护费", "three_public.vehicle_running", world.car_running),
        ("因公出国（境）费", "three_public.abroad", world.abroad),
    ]


def balance_sheet(
    ink: Ink, world: World, *, closing_first: bool = True, words: tuple[str, str] = ("期末余额", "期初余额")
) -> Grid:
    """Assets on the left, liabilities and net assets on the right."""
    b = world.balance
    order = (1, 0) if closing_first else (0, 1)
    closing, opening = words
    columns = (closing, opening) if closing_first else (opening, closing)

    def pair(
        label: str, opening: Decimal, closing: Decimal, ties: str = "SUM", concept: str | None = None
    ) -> list[Piece]:
        values = (opening, closing)
        return [
            label,
            *(ink.cell(label, values[i], ("opening", "closing")[i], ties=ties, concept=concept) for i in order),
        ]

    none: list[Piece] = ["", "", ""]
    side = b.side
    net = pair("净资产合计", b.net(0), b.net(1), concept="net_assets.total")
    surplus = pair("累计盈余", b.net(0), b.net(1))
    left = [pair(*line) for line in b.current]
    left += [
        pair("流动资产合计", side(b.current, 0), side(b.current, 1), concept="assets.current"),
        pair("固定资产原值", *b.fixed_cost),
        pair("减：固定资产累计折旧", *b.depreciation),
        pair("固定资产净值", b.fixed(0), b.fixed(1)),
        pair("无形资产净值", *b.intangible),
        pair("非流动资产合计", b.noncurrent(0), b.noncurrent(1)),
        pair("资产总计", b.assets(0), b.assets(1), concept="assets.total"),
    ]
    right = [pair(*line) for line in b.liabilities]
    right += [pair("负债合计", b.debts(0), b.debts(1), concept="liabilities.total")]
    right += [none] * (len(left) - len(right) - 3)
    right += [surplus, net, pair("负债和净资产总计", b.assets(0), b.assets(1))]
    top: Row = ["资产", *columns, "负债和净资产", *columns]
    return Grid(
        [top, *([*a, *z] for a, z in zip(left, right, strict=True))],
        [24, 13, 13, 24, 13, 13],
        header=1,
        name="资产负债表",
    )


def project_table(ink: Ink, world: World, *, nested: bool = True, name: str = "项目支出情况表") -> Grid:
    """Projects with their children, all budget stages across."""
    stages_words = ink.pick(
        ("年初结转结余", "年初预算", "本年调整", "可执行预算", "本年支出", "年末结转结余"),
        ("上年结转", "年初预算数", "年中调整数", "全年预算数", "全年执行数", "年末结转结余"),
        ("年初结转", "年初预算", "追加（减）预算", "调整后预算", "决算数", "结转结余"),
    )
    heads = ["序号", "项目名称", *stages_words]
    rows: list[Row] = [heads]
    for i, p in enumerate(world.projects, 1):
        rows.append([str(i), p.name, *stages(ink, p.name, p.flow, key=p.name)])
        for j, (child, flow) in enumerate(p.children if nested else [], 1):
            rows.append([f"（{j}）", child, *stages(ink, child, flow)])
    rows.append(["", "合计", *stages(ink, "合计", world.project, key="project")])
    return Grid(rows, [9, 26, 12, 12, 12, 13, 13, 12], header=1, name=name, size=10)


def stages(ink: Ink, label: str, flow: Flow, *, key: str = "", concept: str | None = None) -> list[Piece]:
    """brought forward, original, adjustment, final, actual, balance."""
    made = (
        ("brought", flow.brought, "brought_forward"), ("original", flow.original, "original_budget"),
        ("adjustment", flow.adjustment, "adjustment"), ("final", flow.final, "final_budget"),
        ("actual", flow.actual, "actual"), ("balance", flow.balance, "year_end_balance"),
    )  # fmt: skip
    return [
        ink.cell(label, amount, scenario, ties="SUM BUD" if n not in ("brought", "adjustment") else "SUM", concept=concept,
                 key=f"{key}:{n}" if key else "")
        for n, amount, scenario in made
    ]  # fmt: skip


def basic_data(ink: Ink, world: World, *, repeat_head: bool = True, items: Sequence[Item] | None = None) -> Grid:
    """基础数据表 of Hunan's form: staff, 三公, projects, office expenditure, procurement, buildings, in six columns."""
    y = ink.year
    rows: list[Row] = [
        [Cell("财政供养人员情况", rs=2), Cell("编制数", cs=2), Cell(f"{y}年实际在职人数", cs=2), Cell("控制率", cs=2)],
        [
            Cell(ink.count("编制数", world.posts, prose=False, key="posts", concept="staff.posts", ties="DRV"), cs=2),
            Cell(
                ink.count(
                    "实际在职人数", world.in_post, prose=False, key="in_post", concept="staff.in_post", ties="DRV REF"
                ),
                cs=2,
            ),
            Cell(ink.rate("控制率", Decimal(world.in_post), Decimal(world.posts), scenario=ANY), cs=2),
        ],
        ["", *(Cell("", cs=2) for _ in range(3))],
    ]
    titles = ink.pick((f"{y - 1}年决算数", f"{y}年预算数", f"{y}年决算数"), ("上年决算数", "本年预算数", "本年决算数"))
    head: Row = ["经费控制情况", *(Cell(t, cs=2) for t in titles)]

    def line(label: str, flow: Flow, key: str = "", concept: str | None = None) -> Row:
        made = (
            (flow.prior, "actual", y - 1, "prior"),
            (flow.original, "original_budget", y, "original"),
            (flow.actual, "actual", y, "actual"),
        )
        return [
            Cell(label, align="left"),
            *(Cell(ink.cell(label.split("：")[-1], v, s, year=when, ties="SUM REF" if key else "SUM", concept=concept,
                            key=f"{key}:{n}" if key else ""), cs=2) for v, s, when, n in made),
        ]  # fmt: skip

    goods = list(items if items is not None else world.goods)
    office = Flow()
    for item in goods:
        office = office + item.flow
    special = Flow()
    for p in world.projects:
        if p.special:
            special = special + p.flow
    rows += [
        head,
        line("三公经费", world.three, "three", "three_public.total"),
        line("1.公务用车购置和维护经费", world.cars_total, "", "three_public.vehicles"),
        line("其中：公车购置", world.car_purchase, "", "three_public.vehicle_purchase"),
        line("公车运行维护", world.car_running, "", "three_public.vehicle_running"),
        line("2.出国经费", world.abroad, "", "three_public.abroad"),
        line("3.公务接待", world.reception, "reception", "three_public.reception"),
        line("项目支出", world.project, "project", "expenditure.project"),
        line("1.特定目标类项目", special),
        line("2.其他运转类项目", world.project - special),
        line("公用经费", office, "goods"),
    ]
    for i, item in enumerate(goods, 1):
        if repeat_head and i == 8:
            rows.append(head)
        rows.append(line(f"{i}.{item.name}", item.flow, "", item.concept))
    whole = world.whole
    rows.append(line("政府采购金额", world.procurement))
    rows.append([
        Cell("部门整体支出预算调整", align="left"), Cell(ink.cell("部门整体支出预算调整", whole.prior, "actual", year=y - 1), cs=2),
        Cell("——", cs=2), Cell(ink.cell("部门整体支出预算调整", whole.final, ANY, key="whole:final", ties="REF"), cs=2),
    ])  # fmt: skip
    rows.append(
        [
            Cell(f"楼堂馆所控制情况\n（{y}年完工项目）", rs=2),
            "批复规模\n（㎡）",
            "实际规模\n（㎡）",
            "规模控制率",
            "预算投资\n（万元）",
            "实际投资\n（万元）",
            "投资概算\n控制率",
        ]
    )
    rows.append(["—"] * 6)
    rows.append(
        [
            "厉行节约保障措施",
            Cell(f"修订{world.short}财务管理、公务接待和差旅费管理办法，严格控制一般性支出", cs=6, align="left"),
        ]
    )
    return Grid(rows, [30, 12, 12, 12, 12, 12, 12], name="基础数据表")
