# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Tables of the final accounts (部门决算公开表): coded functional classes, income against expenditure, 三公 across."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.generate.ink import Ink
from benchmarks.generate.parts import ANY, Cell, Content, Grid, Piece, Row
from benchmarks.generate.world import ZERO, Flow, World

_NAMES = {
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "210": "卫生健康支出", "21011": "行政事业单位医疗",
    "221": "住房保障支出", "22102": "住房改革支出",
}  # fmt: skip
CLASSES = (
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出", "社会保障和就业支出",
    "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出", "资源勘探工业信息等支出", "商业服务业等支出", "金融支出",
    "援助其他地区支出", "自然资源海洋气象等支出", "住房保障支出", "粮油物资储备支出", "灾害防治及应急管理支出", "其他支出",
)  # fmt: skip
_INCOME = ("一、一般公共预算财政拨款收入", "二、政府性基金预算财政拨款收入", "三、国有资本经营预算财政拨款收入", "四、上级补助收入", "五、事业收入",
           "六、经营收入", "七、附属单位上缴收入", "八、其他收入")  # fmt: skip


@dataclass(slots=True)
class Coded:
    code: str
    name: str
    basic: Flow
    project: Flow

    @property
    def flow(self) -> Flow:
        return self.basic + self.project


def hierarchy(world: World) -> list[Coded]:
    """类, 款 and 项 in printing order, each the sum of those below it."""
    items = [Coded(*row) for row in world.functions()]
    names = {**_NAMES, world.trade.top[0]: world.trade.top[1], world.trade.code: world.trade.function}
    out: dict[str, Coded] = {}
    for item in items:
        for width in (3, 5):
            code = item.code[:width]
            node = out.setdefault(code, Coded(code, names[code], Flow(), Flow()))
            node.basic, node.project = node.basic + item.basic, node.project + item.project
        out[item.code] = item
    return list(out.values())


def by_class(world: World) -> dict[str, Flow]:
    return {c.name: c.flow for c in hierarchy(world) if len(c.code) == 3}


def income_expenditure(ink: Ink, world: World, *, numerals: tuple[str, ...]) -> Grid:
    """收入支出决算总表, two halves side by side."""
    classes = by_class(world)
    income = {0: world.by_source("一般公共预算"), 1: world.by_source("政府性基金预算")}
    left: list[list[Piece]] = []
    for i, label in enumerate(_INCOME):
        flow = income.get(i, Flow())
        left.append([label, ink.cell(label, flow.original + flow.adjustment, "actual", ties="SUM", key=f"income:{i}")])
    right: list[list[Piece]] = []
    for i, name in enumerate(CLASSES):
        label = f"{numerals[i]}、{name}"
        right.append(
            [label, ink.cell(label, classes.get(name, Flow()).actual, "actual", ties="SUM REF", key=f"class:{name}")]
        )
    left += [["", ""]] * (len(right) - len(left))
    w = world.whole
    year_income = w.original + w.adjustment
    tail = (
        ("本年收入合计", year_income, "actual", "本年支出合计", w.actual, "actual"),
        ("使用非财政拨款结余", ZERO, ANY, "结余分配", ZERO, ANY),
        ("年初结转和结余", w.brought, "brought_forward", "年末结转和结余", w.balance, "year_end_balance"),
        ("总计", w.final, "actual", "总计", w.final, "actual"),
    )  # fmt: skip
    for a, x, s, b, y, t in tail:
        left.append([a, ink.cell(a, x, s, ties="SUM REF", key=f"table:{a}")])
        right.append([b, ink.cell(b, y, t, ties="SUM REF", key=f"table:{b}" if b != "总计" else "table:总计")])
    rows: list[Row] = [[Cell("收入", cs=2), Cell("支出", cs=2)], ["项目", "决算数", "项目", "决算数"]]
    rows += [[*a, *b] for a, b in zip(left, right, strict=True)]
    return Grid(rows, [32, 16, 32, 16], header=2, name="收入支出决算总表", size=9)


def expenditure(ink: Ink, world: World, *, columns: str = "one", name: str = "支出决算表", only: str = "") -> Grid:
    """支出决算表 by function: ``columns`` "one" prints the code in one column, "three" 类 款 项 in three (a digit group each)."""
    y = ink.year
    heads: tuple[str, ...] = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出")
    if only:
        heads = ("合计", "基本支出", "项目支出")
    code_cells: list[Cell | Content] = (
        [Cell("功能分类科目编码", cs=3)] if columns == "three" else ["功能分类\n科目编码"]
    )
    rows: list[Row] = [
        [Cell("项目", cs=len(code_cells) + (3 if columns == "three" else 1)), *(Cell(h, rs=2) for h in heads)],
        [*code_cells, "科目名称"],
    ]
    if columns == "three":
        rows[0] = [Cell("项目", cs=4), *(Cell(h, rs=3) for h in heads)]
        rows[1] = [Cell("功能分类科目编码", cs=3), Cell("科目名称", rs=2)]
        rows.append(["类", "款", "项"])
    header = len(rows)

    def values(label: str, basic: Flow, project: Flow, key: str) -> list[Piece]:
        whole = basic + project
        made: list[Piece] = [
            ink.cell(label, whole.actual, "actual", year=y, ties="SUM REF", key=key),
            ink.cell(label, basic.actual, "actual", ties="SUM"), ink.cell(label, project.actual, "actual", ties="SUM"),
        ]  # fmt: skip
        return made + [""] * (len(heads) - 3)

    lead = 4 if columns == "three" else 2
    rows.append([Cell("合计", cs=lead), *values("合计", world.basic, world.project, "whole:actual")])
    for c in hierarchy(world):
        codes: list[Cell | Content] = [c.code]
        if columns == "three":
            codes = [c.code[:3], c.code[3:5], c.code[5:7]]
        rows.append(
            [
                *codes,
                Cell(c.name, align="left"),
                *values(c.name, c.basic, c.project, f"class:{c.name}" if len(c.code) == 3 else ""),
            ]
        )
    widths = ([8, 6, 6] if columns == "three" else [12]) + [28] + [13] * len(heads)
    return Grid(rows, widths, header=header, name=name, size=9)


def three_across(ink: Ink, world: World) -> Grid:
    """三公经费 in one row: budget half and actual half, each 合计 | 出国 | 车辆 小计 购置 运行 | 接待."""
    half: list[Cell | Content] = [
        Cell("合计", rs=2),
        Cell("因公出国\n（境）费", rs=2),
        Cell("公务用车购置及运行维护费", cs=3),
        Cell("公务接待费", rs=2),
    ]
    again: list[Cell | Content] = [Cell(c.content, c.rs, c.cs) if isinstance(c, Cell) else c for c in half]
    small = ["小计", "公务用车\n购置费", "公务用车\n运行维护费"]
    rows: list[Row] = [[Cell("预算数", cs=6), Cell("决算数", cs=6)], [*half, *again], [*small, *small]]
    flows = (
        ("合计", world.three, "three_public.total"), ("因公出国（境）费", world.abroad, "three_public.abroad"),
        ("公务用车购置及运行维护费", world.cars_total, "three_public.vehicles"), ("公务用车购置费", world.car_purchase, "three_public.vehicle_purchase"),
        ("公务用车运行维护费", world.car_running, "three_public.vehicle_running"), ("公务接待费", world.reception, "three_public.reception"),
    )  # fmt: skip
    budget = [
        ink.cell(label, f.original, "original_budget", ties="SUM", concept=c, key=f"sg:{label}:original")
        for label, f, c in flows
    ]
    actual = [
        ink.cell(label, f.actual, "actual", ties="SUM REF", concept=c, key=f"sg:{label}:actual")
        for label, f, c in flows
    ]
    rows.append([*budget, *actual])
    return Grid(rows, [9, 9, 8, 8, 8, 8] * 2, header=3, name="“三公”经费支出决算表", size=9)


def economic(ink: Ink, world: World) -> Grid:
    """一般公共预算财政拨款基本支出决算表: people on the left, office on the right, coded by economic class."""
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []

    def add(side: list[list[Piece]], code: str, name: str, amount: Decimal) -> None:
        side.append([code, name, ink.cell(name, amount, "actual", ties="SUM")])

    cats = {c.name: c.flow.actual for c in world.categories}
    add(left, "301", "工资福利支出", cats["工资福利支出"])
    for i, item in enumerate(world.wages, 1):
        add(left, f"301{i:02}", item.name, item.flow.actual)
    add(left, "303", "对个人和家庭的补助", cats["对个人和家庭的补助"])
    for i, item in enumerate(world.family, 1):
        add(left, f"303{i:02}", item.name, item.flow.actual)
    add(right, "302", "商品和服务支出", cats["商品和服务支出"])
    for i, item in enumerate(world.goods, 1):
        add(right, f"302{i:02}", item.name, item.flow.actual)
    add(right, "310", "资本性支出", cats["资本性支出"])
    for i, item in enumerate(world.capital, 1):
        add(right, f"310{i:02}", item.name, item.flow.actual)
    while len(left) < len(right):
        left.append(["", "", ""])
    while len(right) < len(left):
        right.append(["", "", ""])
    people = cats["工资福利支出"] + cats["对个人和家庭的补助"]
    office = cats["商品和服务支出"] + cats["资本性支出"]
    rows: list[Row] = [[Cell("人员经费", cs=3), Cell("公用经费", cs=3)], ["科目编码", "科目名称", "决算数"] * 2]
    rows += [[*a, *b] for a, b in zip(left, right, strict=True)]
    rows.append([
        Cell("人员经费合计", cs=2), ink.cell("人员经费合计", people, "actual", ties="SUM REF", key="people:actual"),
        Cell("公用经费合计", cs=2), ink.cell("公用经费合计", office, "actual", ties="SUM REF", key="office:actual"),
    ])  # fmt: skip
    return Grid(rows, [10, 26, 13, 10, 26, 13], header=2, name="一般公共预算财政拨款基本支出决算表", size=9)
