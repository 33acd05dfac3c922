# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""The random year of a department: amounts are drawn for the smallest parts and added up, never the other way round."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.generate.lexicon import Measure, Trade
from benchmarks.generate.world import ZERO, Balance, Flow, Item, Outcome, Project, Unit, World, total

_WAGES = (
    ("基本工资", "wages.basic_salary", 300), ("津贴补贴", "wages.allowances", 190), ("奖金", "wages.bonus", 130),
    ("绩效工资", "wages.performance_pay", 110), ("机关事业单位基本养老保险缴费", "wages.pension", 105),
    ("职业年金缴费", "wages.annuity", 50), ("职工基本医疗保险缴费", "wages.medical", 52),
    ("其他社会保障缴费", "wages.other_insurance", 8), ("住房公积金", "wages.housing_fund", 88),
    ("其他工资福利支出", "wages.other", 35),
)  # fmt: skip
GOODS = (
    ("办公费", 30), ("印刷费", 9), ("咨询费", 4), ("手续费", 1), ("水费", 2), ("电费", 12), ("邮电费", 11), ("物业管理费", 22), ("差旅费", 26),
    ("维修（护）费", 8), ("租赁费", 5), ("会议费", 7), ("培训费", 6), ("公务接待费", 5), ("专用材料费", 5), ("劳务费", 25), ("委托业务费", 24),
    ("工会经费", 22), ("福利费", 30), ("公务用车运行维护费", 14), ("其他交通费用", 34), ("其他商品和服务支出", 45),
)  # fmt: skip
_FAMILY = (
    ("离休费", 12),
    ("退休费", 95),
    ("抚恤金", 22),
    ("生活补助", 18),
    ("医疗费补助", 16),
    ("奖励金", 2),
    ("其他对个人和家庭的补助", 14),
)
_WAN = Decimal(10000)


class Dice:
    """Draws in 元, multiples of ``grain``."""

    def __init__(self, rng: random.Random, grain: Decimal, size: float) -> None:
        self.rng, self.grain, self.size = rng, grain, size

    def near(self, wan: float, spread: float = 0.35) -> Decimal:
        """An amount around ``wan`` 万元."""
        drawn = wan * self.size * self.rng.uniform(1 - spread, 1 + spread)
        return self.round(Decimal(f"{drawn:.6f}") * _WAN)

    def share(self, amount: Decimal, low: float, high: float) -> Decimal:
        return self.round(amount * Decimal(f"{self.rng.uniform(low, high):.6f}"))

    def round(self, amount: Decimal) -> Decimal:
        return (amount / self.grain).quantize(Decimal(1), ROUND_HALF_UP) * self.grain


def part_of(dice: Dice, flow: Flow, low: float, high: float) -> Flow:
    """A part of a flow that leaves a possible rest: neither overspends."""
    prior, brought, original, actual, balance = (
        dice.share(v, low, high) for v in (flow.prior, flow.brought, flow.original, flow.actual, flow.balance)
    )
    reclaimed = balance if flow.reclaimed == flow.balance else min(balance, dice.share(flow.reclaimed, low, high))
    return Flow(prior, brought, original, actual + balance - brought - original, actual, reclaimed)


def _basic(dice: Dice, wan: float, *, slack: float) -> Flow:
    """A line of basic expenditure: adjusted during the year so that little is left."""
    original = dice.near(wan)
    actual = dice.share(original, 0.86, 1.18)
    left = dice.share(actual, 0, slack)
    return Flow(
        dice.share(original, 0.8, 1.2), ZERO, original, actual + left - original, actual, dice.share(left, 0.5, 1)
    )


def _project(dice: Dice, wan: float, *, brought: bool) -> Flow:
    rng = dice.rng
    original = dice.near(wan)
    opening = dice.near(wan * 0.12) if brought and rng.random() < 0.5 else ZERO
    kind = rng.random()
    adjustment = (
        ZERO if kind < 0.3 else dice.share(original, -0.3, -0.05) if kind < 0.6 else dice.share(original, 0.04, 0.35)
    )
    final = opening + original + adjustment
    actual = final if rng.random() < 0.3 else dice.share(final, 0.82, 0.995)
    left = final - actual
    return Flow(
        dice.near(wan), opening, original, adjustment, actual, left if rng.random() < 0.5 else dice.share(left, 0.3, 1)
    )


def build_world(rng: random.Random, trade: Trade, place: str, level: str, year: int, *, grain: Decimal, size: float,
                brought: bool, n_units: int | None) -> World:  # fmt: skip
    dice = Dice(rng, grain, size)
    count = min(n_units if n_units is not None else rng.randint(2, 4), len(trade.units))
    org = place + trade.bureau
    if level == "省":
        org = place + trade.bureau.removesuffix("局") + "厅"
    names = [f"{org}本级", *(place + u for u in rng.sample(trade.units, count))]
    units = [_unit(rng, name, i, size) for i, name in enumerate(names)]
    heads = sum(u.in_post for u in units)
    # about 14 万元 of wages, 4 万元 of office expenditure and 3 万元 of allowances a head
    pay = heads / max(size, 0.01)
    wages = [Item(n, c, _basic(dice, w * pay * 14 / 1068, slack=0.01)) for n, c, w in _WAGES]
    goods = [
        Item(n, f"goods.{n}", _basic(dice, w * pay * 4 / 347, slack=0.05))
        for n, w in GOODS
        if rng.random() < 0.92 or w > 20
    ]
    family = [Item(n, f"family.{n}", _basic(dice, w * pay * 3 / 179, slack=0.01)) for n, w in _FAMILY]
    bought = dice.near(6)
    capital = [Item("办公设备购置", None, Flow(dice.near(4), ZERO, ZERO, bought, bought, ZERO))]
    known = results(rng, trade.measures)
    projects = _projects(dice, trade, known, len(units), brought)
    world = World(
        place, level, org, _short(place, trade, level), trade, year, units,
        list(trade.divisions[: rng.randint(max(4, len(trade.divisions) - 2), len(trade.divisions))]),
        rng.randint(3, 20), wages, goods, family, capital, projects, pick(rng, known, rng.randint(9, 13)), known,
        _balance(dice), Flow(), Flow(), Flow(), Flow(), Flow(), rng.randint(20, 140), 0, 0,
    )  # fmt: skip
    _three_public(dice, world)
    planned = dice.near(180)
    world.procurement = Flow(dice.near(150), ZERO, planned, ZERO, dice.share(planned, 0.7, 0.99), ZERO)
    world.guests = world.visits * rng.randint(5, 9)
    world.cars = rng.randint(2, 12)
    _share_out(dice, world)
    return world


def _short(place: str, trade: Trade, level: str) -> str:
    """省水利厅, 市水利局: the short name reports use for themselves."""
    return ("省" + trade.bureau.removesuffix("局") + "厅") if level == "省" else place[-1] + trade.bureau


def _unit(rng: random.Random, name: str, index: int, size: float) -> Unit:
    posts = int(rng.randint(28, 70) * max(size, 0.5)) if index == 0 else rng.randint(8, 34)
    kind = "本级" if index == 0 else rng.choice(["参公", "公益一类", "公益一类", "公益二类"])
    return Unit(name, kind, posts, posts - rng.randint(0, max(1, posts // 9)), rng.randint(posts // 4, posts))


def _projects(dice: Dice, trade: Trade, known: list[Outcome], n_units: int, brought: bool) -> list[Project]:
    rng = dice.rng
    out = []
    for i, (name, use) in enumerate(trade.projects[: rng.randint(4, len(trade.projects))]):
        special = i < 3
        flow = _project(dice, rng.choice([260, 480, 900]) if special else rng.choice([30, 65, 120]), brought=brought)
        source = "政府性基金预算" if i == 2 and rng.random() < 0.4 else "一般公共预算"
        owner = 0 if i == 0 else rng.randrange(n_units)
        project = Project(name, use, special, source, owner, flow)
        project.outcomes = pick(rng, known, rng.randint(7, 9))
        if special and rng.random() < 0.5:
            project.children = _children(dice, flow, name)
        out.append(project)
    return out


def _children(dice: Dice, flow: Flow, name: str) -> list[tuple[str, Flow]]:
    stem = name.removesuffix("项目").removesuffix("专项").removesuffix("工程")
    first = part_of(dice, flow, 0.4, 0.6)
    return [(f"{stem}市级配套", first), (f"{stem}以奖代补", flow - first)]


def _three_public(dice: Dice, world: World) -> None:
    """三公经费: the running cost of cars equals the same-named line of the goods and services where that line exists; the
    reception figure may be larger (project money) or smaller (budget appropriations only)."""
    rng = dice.rng
    lines = {i.name: i.flow for i in world.goods}
    car = lines.get("公务用车运行维护费", Flow())
    world.car_running = Flow(car.prior, ZERO, max(car.original, car.actual), ZERO, car.actual, ZERO)
    line = lines.get("公务接待费", Flow(dice.near(2), ZERO, dice.near(2), ZERO, dice.near(2), ZERO))
    factor = rng.choice([Decimal("0.8"), Decimal(1), Decimal("1.25")])
    actual = dice.round(line.actual * factor)
    prior = dice.round(line.prior * factor)
    world.reception = Flow(prior, ZERO, actual + dice.near(1.2), ZERO, actual, ZERO)
    if rng.random() < 0.4:
        world.abroad = Flow(ZERO, ZERO, dice.near(8), ZERO, ZERO, ZERO)
    if rng.random() < 0.3:
        price = dice.near(18)
        world.car_purchase = Flow(ZERO, ZERO, price + dice.near(1), ZERO, price, ZERO)


def _share_out(dice: Dice, world: World) -> None:
    """Give every unit its part of the basic expenditure (by posts) and the projects it owns."""
    rest = world.basic
    n = len(world.units)
    for i, unit in enumerate(world.units):
        if i < n - 1:
            low = unit.in_post / world.in_post * 0.85
            unit.basic = part_of(dice, world.basic, low, low * 1.05)
            rest = rest - unit.basic
        else:
            unit.basic = rest
        unit.project = total(p.flow for p in world.projects if p.owner == i)
        unit.outcomes = pick(dice.rng, world.results, dice.rng.randint(6, 9))


def _balance(dice: Dice) -> Balance:
    def pair(wan: float) -> tuple[Decimal, Decimal]:
        closing = dice.near(wan)
        return dice.share(closing, 0.8, 1.15), closing

    cost = dice.near(2400)
    worn = dice.near(700)
    return Balance(
        [("货币资金", *pair(42)), ("预付账款", *pair(3)), ("其他应收款净额", *pair(55))],
        (cost - dice.near(160), cost), (worn - dice.near(90), worn), pair(120),
        [("应缴税费", *pair(1)), ("其他应付款", *pair(24))],
    )  # fmt: skip


_LEVEL1 = {"数量指标": "产出指标", "质量指标": "产出指标", "时效指标": "产出指标", "成本指标": "产出指标",
           "服务对象满意度指标": "满意度指标"}  # fmt: skip


def results(rng: random.Random, measures: tuple[Measure, ...]) -> list[Outcome]:
    """What became of every indicator of a trade: one figure each, whoever reports it. One or two may fall short."""
    out = [_outcome(rng, m) for m in measures]
    open_ended = [o for o in out if o.sign == "≥" and o.level2 in ("数量指标", "经济效益指标")]
    for o in rng.sample(open_ended, rng.choice([0, 1, 1, 2])):
        _miss(rng, o)
    return out


def pick(rng: random.Random, known: Sequence[Outcome], count: int) -> list[Outcome]:
    """Some of the known results for one form, at least one of 产出, 效益 and 满意度 each; weights come from the layout."""
    firsts = {o.level1: o for o in reversed(known)}
    must = {o.name for o in firsts.values()} | {next(o.name for o in known if o.level2 == "质量指标")}
    rest = [o.name for o in known if o.name not in must]
    chosen = must | set(rng.sample(rest, max(0, min(count - len(must), len(rest)))))
    return [replace(o) for o in known if o.name in chosen]


def _outcome(rng: random.Random, measure: Measure) -> Outcome:
    level2, name, sign, target, unit = measure
    level1 = _LEVEL1.get(level2, "效益指标")
    if not sign:
        return Outcome(level1, level2, name, "", None, None, "", target, target)
    goal = Decimal(target)
    digits = Decimal(1).scaleb(min(0, int(goal.as_tuple().exponent)))
    if unit != "%" and digits == 1 and goal > 12:
        goal = (goal * Decimal(f"{rng.uniform(0.6, 1.5):.3f}")).quantize(Decimal(1))
    if sign == "=":
        return Outcome(level1, level2, name, sign, goal, goal, unit)
    if sign == "≤":
        return Outcome(level1, level2, name, sign, goal, goal - rng.choice([0, 1, 2, 3]), unit)
    if unit == "%":
        actual = min(goal + Decimal(rng.choice(["0", "0.5", "1", "2.3"])), Decimal(100))
    else:
        actual = (goal * Decimal(f"{rng.uniform(1.0, 1.17):.3f}")).quantize(digits, ROUND_HALF_UP)
        actual = max(actual, goal)
    return Outcome(level1, level2, name, sign, goal, actual, unit)


def _miss(rng: random.Random, outcome: Outcome) -> None:
    """Let an indicator fall short of its target, with the reason a form must give."""
    if outcome.target is None:
        return
    step = Decimal(1).scaleb(min(0, int(outcome.target.as_tuple().exponent)))
    outcome.actual = (outcome.target * Decimal(f"{rng.uniform(0.72, 0.93):.3f}")).quantize(step)
    if outcome.actual >= outcome.target:
        outcome.actual = outcome.target - step
    outcome.reason = rng.choice(
        [
            "受前期手续办理较慢影响，部分任务结转下年实施",
            "申报对象少于预期，年中按实际需要调减",
            "受极端天气影响，开工时间推迟",
        ]
    )
    outcome.remedy = rng.choice(
        ["提前做好项目储备，按月调度进度", "细化指标测算依据，提高目标设置的准确性", "加强部门协作，压实责任分工"]
    )
