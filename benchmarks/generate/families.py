# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Families of reports: a few departments over five years, consistent from year to year, and what was planted in them.

    family = make(3)                         # clean
    family = make(3, planted=6)              # with six figures that disagree with last year's own report
    family.reports[0].document, family.reports[0].file

Some departments are renamed (said so in prose, or to be known by their figures), two merge into one, one year of one
department is missing, some change their layout, and with it 万元 for 元. A seed always gives the same family.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.generate.ink import Ink
from benchmarks.generate.layouts import WRITERS
from benchmarks.generate.lexicon import PLACES, TRADES, Trade
from benchmarks.generate.parts import SCALE, Draft, Fig, Para
from benchmarks.generate.plant import noticeable, spoil
from benchmarks.generate.render import render
from benchmarks.generate.world import Asked, World, told
from benchmarks.generate.years import advance, renamed, settle

YEARS = 5
LAYOUTS = (
    "hunan_city", "anhui_district", "jiangxi_county", "shandong_dept", "typed_by_hand", "hebei_ledger", "xinjiang_annual",
    "fujian_progress", "guangxi_assets", "yunnan_prefecture", "hubei_county", "liaoning_pairs", "hainan_blocks", "zhejiang_city",
)  # fmt: skip
"""Layouts that print figures of other years, or balances; those that invent figures of the year before last are left out."""
_MOST = 3
"""Disagreements in one report: where most figures differ it is not slips any more."""
_NEW_NAMES = {
    "水利局": "水务局",
    "民政局": "民政和社会服务局",
    "文化广电和旅游局": "文化和旅游发展局",
    "交通运输局": "综合交通局",
}


@dataclass(slots=True, frozen=True)
class Wrong:
    """One planted disagreement: ``printed`` in the later report where ``right`` is what the earlier report prints."""

    kind: str
    """"prior", "opening", "brought" or "announced"."""
    file: str
    label: str
    printed: str
    right: str


@dataclass(slots=True)
class Member:
    """One report of the family."""

    file: str
    department: int
    organization: str
    year: int
    layout: str
    draft: Draft
    world: World
    document: bytes = b""


@dataclass(slots=True)
class Family:
    seed: int
    reports: list[Member] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    renamed: list[tuple[str, str, int, bool]] = field(default_factory=list)
    """Old name, new name, first year of the new one, whether prose says so."""
    merged: list[tuple[tuple[str, str], str, int]] = field(default_factory=list)
    missing: list[tuple[str, int]] = field(default_factory=list)


class _Dated(random.Random):
    """Draws the year it was told to wherever a layout draws one."""

    year = 0

    def randint(self, a: int, b: int) -> int:
        return self.year if 2010 <= a <= b <= 2030 else super().randint(a, b)


def make(seed: int, *, departments: int = 4, planted: int = 0, layouts: Sequence[str] = LAYOUTS) -> Family:
    """A family. ``planted`` is the number of disagreements between years; a place they all differ in is chosen at random
    among the figures both reports print."""
    rng = random.Random(f"family/{seed}")
    family = Family(seed)
    place = rng.choice(PLACES[rng.choice(["市", "县"])])
    trades = rng.sample(TRADES, min(departments, len(TRADES)))
    first = rng.randint(2018, 2020)
    for number, trade in enumerate(trades):
        _department(family, rng, number, place, trade, first, layouts)
    if departments > 2:
        _merge(family, rng, layouts)
    spoiler = random.Random(f"family/{seed}/errors")
    while planted > len(family.wrong) and _plant(family, spoiler):
        pass
    for member in family.reports:
        member.document = render(member.draft)
    return family


def _department(
    family: Family, rng: random.Random, number: int, place: str, trade: Trade, first: int, layouts: Sequence[str]
) -> None:
    style = rng.choice(list(layouts))
    changed = rng.choice(list(layouts)) if rng.random() < 0.5 else style
    turn = rng.randint(1, YEARS - 1)
    wanted = [_asked(name, first) for name in dict.fromkeys((style, changed))]
    brought = all(a.brought for a in wanted)
    grain = max(a.grain for a in wanted)
    fresh = trade.bureau in _NEW_NAMES and number == 0
    rename_at = rng.randint(1, YEARS - 2) if fresh or rng.random() < 0.3 else 0
    missing = rng.randint(1, YEARS - 2) if number == 1 else -1
    world: World | None = None
    before: Member | None = None
    for step in range(YEARS):
        year = first + step
        if world is None:
            asked = replace(
                wanted[0], rng=rng, trade=trade, place=place, level=place[-1], year=year, grain=grain, brought=brought
            )
            world = settle(_random_world(asked), brought=brought)
        else:
            world = advance(rng, world, grain=grain, brought=brought)
            if before is not None and rng.random() < 0.5:
                _announce(before, world)
        before = None
        said = None
        if step and step == rename_at:
            new = _NEW_NAMES.get(trade.bureau, trade.bureau.removesuffix("局") + "管理局")
            old = world.org
            world = renamed(world, new)
            said = (
                f"根据机构改革方案，原{old}更名为{world.org}，职能和所属单位不变。"
                if rng.random() < 0.5 and step != missing
                else None
            )
            family.renamed.append((old, world.org, year, said is not None))
        if step == missing:
            family.missing.append((world.org, year))
            continue
        layout = changed if step >= turn else style
        before = _write(family, rng, number, world, layout, said)


def _announce(member: Member, world: World) -> None:
    """Let a report say what the next year's budget is."""
    ink = Ink(member.organization, member.year, random.Random(0), thousands=False)
    money = [
        ink.say(label, amount, "plan", year=world.year, concept=concept)
        for label, amount, concept in (
            ("基本支出", world.basic.original, "expenditure.basic"),
            ("项目支出", world.project.original, "expenditure.project"),
        )
    ]
    _insert(member.draft, Para([f"{world.year}年部门预算安排基本支出", money[0], "、项目支出", money[1], "。"]))


def _insert(draft: Draft, paragraph: Para) -> None:
    bodies = (i for i, p in enumerate(draft.parts) if isinstance(p, Para) and p.style == "body")
    at = next(bodies, len(draft.parts) - 1)
    draft.parts.insert(at + 1, paragraph)


def _write(family: Family, rng: random.Random, number: int, world: World, layout: str, said: str | None) -> Member:
    dated = _Dated(f"{family.seed}/{number}/{world.year}/{layout}")
    dated.year = world.year
    token = told.set(lambda asked: world)
    try:
        draft = WRITERS[layout](dated)
    finally:
        told.reset(token)
    if said:
        _insert(draft, Para(said))
    file = f"{world.org}{world.year}年度部门整体支出绩效自评报告.docx"
    member = Member(file, number, world.org, world.year, layout, draft, world)
    family.reports.append(member)
    return member


def _merge(family: Family, rng: random.Random, layouts: Sequence[str]) -> None:
    """The last two departments become one in the last year; what it says of last year is the sum of neither's report."""
    a, b = (
        max((m for m in family.reports if m.department == n), key=lambda m: m.year)
        for n in sorted({m.department for m in family.reports})[-2:]
    )
    if a.year != b.year or a.world.place != b.world.place:
        return
    family.reports = [m for m in family.reports if m is not a and m is not b]
    name = a.world.trade.bureau.removesuffix("局") + "和" + b.world.trade.bureau
    world = renamed(a.world, name)
    more = Decimal("1.37")
    for items in (world.wages, world.goods, world.family, world.capital):
        for item in items:
            item.flow = replace(item.flow, prior=(item.flow.prior * more).quantize(Decimal(100)))
    for project in world.projects:
        project.flow = replace(project.flow, prior=(project.flow.prior * more).quantize(Decimal(100)))
        project.children = []
    said = f"根据机构改革方案，由原{a.world.org}和原{b.world.org}整合组建{world.org}，上年数按合并口径填列。"
    member = _write(family, rng, a.department, world, a.layout, said)
    family.merged.append(((a.world.org, b.world.org), member.organization, member.year))


def _random_world(asked: Asked) -> World:
    from benchmarks.generate.people import build_world

    return build_world(asked.rng, asked.trade, asked.place, asked.level, asked.year, grain=asked.grain, size=asked.size,
                       brought=asked.brought, n_units=asked.n_units)  # fmt: skip


class _Enough(Exception):
    pass


def _asked(layout: str, year: int) -> Asked:
    """What a layout asks of its world."""
    caught: list[Asked] = []

    def teller(asked: Asked) -> World:
        caught.append(asked)
        raise _Enough

    dated = _Dated(layout)
    dated.year = year
    token = told.set(teller)
    try:
        WRITERS[layout](dated)
    except _Enough:
        pass
    finally:
        told.reset(token)
    return caught[0]


_Find = Callable[[Fig, int], bool]
_KINDS: dict[str, tuple[_Find, str, int]] = {
    # which figures of the later report; stage and year (relative) of the earlier report's figure of the same label
    "prior": (lambda f, y: f.scenario == "actual" and f.year == y - 1 and f.measure == "amount", "actual", -1),
    "opening": (lambda f, y: f.scenario == "opening", "closing", -1),
    "brought": (lambda f, y: f.scenario == "brought_forward", "year_end_balance", -1),
}


def _plant(family: Family, rng: random.Random) -> bool:
    """Spoil one figure, in every place the later report prints it; False if there is none left to spoil."""
    pairs = [
        (a, b) for a in family.reports for b in family.reports if a.department == b.department and a.year + 1 == b.year
    ]
    mixed = {name for _, name, _ in family.merged}
    rng.shuffle(pairs)
    taken = {(w.file, w.label) for w in family.wrong}
    for earlier, later in pairs:
        if later.organization in mixed or sum(w.file == later.file for w in family.wrong) >= _MOST:
            continue
        kinds = list(_KINDS.items())
        rng.shuffle(kinds)
        if rng.random() < 0.25 and _announced_wrongly(family, rng, earlier, later):
            return True
        for kind, (fits, stage, _) in kinds:
            own = [f for *_, f in later.draft.figures() if fits(f, later.year) and f.value and name_of(f)]
            old = {
                name_of(f): f
                for *_, f in earlier.draft.figures()
                if f.scenario == stage and f.year == earlier.year and f.value
            }
            rng.shuffle(own)
            for fig in own:
                if (later.file, name_of(fig)) in taken or not _same(fig, old.get(name_of(fig)), kind):
                    continue
                wrong = spoil(fig.value, fig.shown, rng.choice(["digit", "transposed"]), rng)
                if wrong is None or not noticeable(fig.value, wrong, fig.measure):
                    continue
                if kind == "brought" and wrong * _scale(fig) <= old[name_of(fig)].value * _scale(old[name_of(fig)]):
                    continue  # less than last year's balance: the rest may have been reclaimed
                right, label, was = fig.text, name_of(fig), fig.value
                for other in own:
                    if name_of(other) == label and other.value == was and other.unit == fig.unit:
                        other.reprint(wrong)
                family.wrong.append(Wrong(kind, later.file, label, fig.text, right))
                return True
    return False


def _announced_wrongly(family: Family, rng: random.Random, earlier: Member, later: Member) -> bool:
    """Let the year before announce another budget than the later report has."""
    own = {
        f.concept for *_, f in later.draft.figures() if f.scenario == "original_budget" and f.org == later.organization
    }
    plans = [
        f
        for *_, f in earlier.draft.figures()
        if f.scenario == "plan" and f.concept and f.concept in own and f.right is None
    ]
    for fig in plans:
        wrong = spoil(fig.value, fig.shown, rng.choice(["digit", "transposed"]), rng)
        if wrong is not None and noticeable(fig.value, wrong, fig.measure):
            right = fig.text
            fig.reprint(wrong)
            family.wrong.append(Wrong("announced", later.file, name_of(fig), fig.text, right))
            return True
    return False


def _same(fig: Fig, old: Fig | None, kind: str) -> bool:
    """Whether last year's own report prints a figure that this one has to equal."""
    if old is None or (fig.org != old.org and fig.org and old.org and kind == "brought"):
        return False
    if kind == "brought":
        return True
    return abs(fig.value * _scale(fig) - old.value * _scale(old)) <= 100


def _scale(fig: Fig) -> Decimal:
    return SCALE.get(fig.unit or "", Decimal(1))


def name_of(fig: Fig) -> str:
    """What tells a figure of a draft in every year: its concept or label."""
    return fig.concept or fig.label.split("|")[0]


__all__ = ["LAYOUTS", "Family", "Member", "Wrong", "make", "name_of"]
