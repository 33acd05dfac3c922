"""A department's year, consistent by construction. All money is Decimal 元; every total is computed from its parts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.generate.lexicon import Trade

ZERO = Decimal(0)


@dataclass(slots=True, frozen=True)
class Flow:
    """One kind of money through the year."""

    prior: Decimal = ZERO
    """Last year's actual."""
    brought: Decimal = ZERO
    original: Decimal = ZERO
    adjustment: Decimal = ZERO
    actual: Decimal = ZERO
    reclaimed: Decimal = ZERO

    @property
    def final(self) -> Decimal:
        return self.brought + self.original + self.adjustment

    @property
    def balance(self) -> Decimal:
        return self.final - self.actual

    @property
    def carried(self) -> Decimal:
        return self.balance - self.reclaimed

    @property
    def rate(self) -> Decimal:
        """Execution rate as a fraction."""
        return self.actual / self.final if self.final else ZERO

    def __add__(self, other: Flow) -> Flow:
        return Flow(*(a + b for a, b in zip(self.values(), other.values(), strict=True)))

    def __sub__(self, other: Flow) -> Flow:
        return Flow(*(a - b for a, b in zip(self.values(), other.values(), strict=True)))

    def by_origin(self) -> tuple[Flow, Flow]:
        """This year's money and what was brought forward; the latter is spent first."""
        spent = min(self.brought, self.actual)
        current = Flow(self.prior, ZERO, self.original, self.adjustment, self.actual - spent, self.reclaimed)
        return current, Flow(ZERO, self.brought, ZERO, ZERO, spent, ZERO)

    def values(self) -> tuple[Decimal, ...]:
        return (self.prior, self.brought, self.original, self.adjustment, self.actual, self.reclaimed)


def total(flows: Iterable[Flow]) -> Flow:
    out = Flow()
    for flow in flows:
        out = out + flow
    return out


@dataclass(slots=True)
class Item:
    """A line of an economic or functional classification."""

    name: str
    concept: str | None
    flow: Flow


@dataclass(slots=True)
class Outcome:
    """One performance indicator and what became of it."""

    level1: str
    level2: str
    name: str
    sign: str
    """"≥", "≤", "=" or "" for words."""
    target: Decimal | None
    actual: Decimal | None
    unit: str
    target_word: str = ""
    actual_word: str = ""
    weight: Decimal = ZERO
    score: Decimal = ZERO
    reason: str = ""
    remedy: str = ""

    @property
    def met(self) -> bool:
        if self.target is None or self.actual is None:
            return self.target_word == self.actual_word
        if self.sign == "≤":
            return self.actual <= self.target
        return self.actual >= self.target


@dataclass(slots=True)
class Project:
    name: str
    use: str
    special: bool
    """特定目标类; otherwise 其他运转类."""
    source: str
    owner: int
    """Index of the unit that spends it."""
    flow: Flow
    outcomes: list[Outcome] = field(default_factory=list)
    children: list[tuple[str, Flow]] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    name: str
    kind: str
    """"本级", "参公", "公益一类", "公益二类"."""
    posts: int
    in_post: int
    retired: int
    basic: Flow = Flow()
    project: Flow = Flow()
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def flow(self) -> Flow:
        return self.basic + self.project


@dataclass(slots=True)
class Balance:
    """Balance sheet lines: (name, opening, closing)."""

    current: list[tuple[str, Decimal, Decimal]]
    fixed_cost: tuple[Decimal, Decimal]
    depreciation: tuple[Decimal, Decimal]
    intangible: tuple[Decimal, Decimal]
    liabilities: list[tuple[str, Decimal, Decimal]]

    def side(self, lines: list[tuple[str, Decimal, Decimal]], at: int) -> Decimal:
        return sum(((opening, closing)[at] for _, opening, closing in lines), ZERO)

    def fixed(self, at: int) -> Decimal:
        return self.fixed_cost[at] - self.depreciation[at]

    def noncurrent(self, at: int) -> Decimal:
        return self.fixed(at) + self.intangible[at]

    def assets(self, at: int) -> Decimal:
        return self.side(self.current, at) + self.noncurrent(at)

    def debts(self, at: int) -> Decimal:
        return self.side(self.liabilities, at)

    def net(self, at: int) -> Decimal:
        return self.assets(at) - self.debts(at)


@dataclass(slots=True)
class World:
    place: str
    level: str
    """"省", "市", "县" or "区"."""
    org: str
    short: str
    trade: Trade
    year: int
    units: list[Unit]
    divisions: list[str]
    contract: int
    wages: list[Item]
    goods: list[Item]
    family: list[Item]
    capital: list[Item]
    projects: list[Project]
    outcomes: list[Outcome]
    """The department's own indicators, some of ``results``."""
    results: list[Outcome]
    balance: Balance
    reception: Flow
    car_running: Flow
    car_purchase: Flow
    abroad: Flow
    procurement: Flow
    visits: int
    guests: int
    cars: int

    @property
    def basic(self) -> Flow:
        return total(i.flow for i in (*self.wages, *self.goods, *self.family, *self.capital))

    @property
    def categories(self) -> list[Item]:
        """The four economic categories of basic expenditure."""
        groups = (
            ("工资福利支出", "wages", self.wages),
            ("商品和服务支出", "goods", self.goods),
            ("对个人和家庭的补助", "family", self.family),
            ("资本性支出", "capital", self.capital),
        )
        return [Item(name, concept, total(i.flow for i in items)) for name, concept, items in groups]

    @property
    def project(self) -> Flow:
        return total(p.flow for p in self.projects)

    @property
    def whole(self) -> Flow:
        return self.basic + self.project

    @property
    def cars_total(self) -> Flow:
        return self.car_running + self.car_purchase

    @property
    def three(self) -> Flow:
        return self.reception + self.cars_total + self.abroad

    @property
    def posts(self) -> int:
        return sum(u.posts for u in self.units)

    @property
    def in_post(self) -> int:
        return sum(u.in_post for u in self.units)

    @property
    def retired(self) -> int:
        return sum(u.retired for u in self.units)

    def by_source(self, source: str) -> Flow:
        """All money of one source; basic expenditure is 一般公共预算."""
        flow = total(p.flow for p in self.projects if p.source == source)
        return flow + self.basic if source == "一般公共预算" else flow

    def unit_source(self, index: int, source: str) -> Flow:
        """Money of one source that a unit spends."""
        flow = total(p.flow for p in self.projects if p.source == source and p.owner == index)
        return flow + self.units[index].basic if source == "一般公共预算" else flow

    def functions(self) -> list[tuple[str, str, Flow, Flow]]:
        """Functional classification, 项 level: code, name, basic flow, project flow. Sums to the whole."""
        t = self.trade
        wages = {i.name: i.flow for i in self.wages}
        pension = wages["机关事业单位基本养老保险缴费"]
        annuity = wages["职业年金缴费"]
        medical = wages["职工基本医疗保险缴费"]
        housing = wages["住房公积金"]
        retire = next(i.flow for i in self.family if i.name == "退休费")
        rest = self.basic - pension - annuity - medical - housing - retire
        rows = [
            ("2080501", "行政单位离退休", retire, Flow()),
            ("2080505", "机关事业单位基本养老保险缴费支出", pension, Flow()),
            ("2080506", "机关事业单位职业年金缴费支出", annuity, Flow()),
            ("2101101", "行政单位医疗", medical, Flow()),
            (t.code + "01", "行政运行", rest, Flow()),
            (t.code + "02", "一般行政管理事务", Flow(), total(p.flow for p in self.projects if not p.special)),
            (t.code + "99", f"其他{t.function}支出", Flow(), total(p.flow for p in self.projects if p.special)),
            ("2210201", "住房公积金", housing, Flow()),
        ]
        return sorted(rows)


Teller = Callable[["Asked"], "World"]
told: ContextVar[Teller | None] = ContextVar("told", default=None)
"""Where set, every world a layout asks for is what this returns: a year of a chain, say, in place of a random one."""


@dataclass(slots=True, frozen=True)
class Asked:
    """What a layout asks of its world."""

    rng: random.Random
    trade: Trade
    place: str
    level: str
    year: int
    grain: Decimal
    size: float
    brought: bool
    n_units: int | None


def build(rng: random.Random, trade: Trade, place: str, level: str, year: int, *, grain: Decimal = Decimal(100),
          size: float = 1.0, brought: bool = True, n_units: int | None = None) -> World:  # fmt: skip
    """Make a world. ``grain`` is the smallest amount of 元 anything is a multiple of: 100 makes 万元 with two decimals
    exact, 0.01 makes printed 万元 rounded."""
    from benchmarks.generate.people import build_world

    teller = told.get()
    if teller is not None:
        return teller(Asked(rng, trade, place, level, year, grain, size, brought, n_units))
    return build_world(rng, trade, place, level, year, grain=grain, size=size, brought=brought, n_units=n_units)
