"""The next year of a department: what it spent is last year's spending, what it closed with opens the new year."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from benchmarks.generate.people import Dice, part_of, pick, results
from benchmarks.generate.world import ZERO, Balance, Flow, Item, Project, Unit, World, total


def settle(world: World, *, brought: bool) -> World:
    """Let the first year of a chain leave no money behind that the next year's report does not show: what is left of
    basic expenditure goes back; that of projects too unless ``brought``."""
    for items in (world.wages, world.goods, world.family, world.capital):
        for item in items:
            item.flow = replace(item.flow, reclaimed=item.flow.balance)
    for project in world.projects:
        if not brought:
            project.flow = replace(project.flow, brought=ZERO)
            project.flow = replace(project.flow, actual=min(project.flow.actual, project.flow.final))
            project.flow = replace(project.flow, reclaimed=project.flow.balance)
            project.children = []
    _share(world, Dice(random.Random(world.year), Decimal(1), 1.0))
    return world


def advance(rng: random.Random, old: World, *, grain: Decimal, brought: bool) -> World:
    """The year after ``old``: the same department, units, projects and lines of expenditure."""
    dice = Dice(rng, grain, 1.0)
    known = results(rng, old.trade.measures)
    world = replace(
        old,
        year=old.year + 1,
        units=[_unit(rng, u) for u in old.units],
        wages=_items(dice, old.wages), goods=_items(dice, old.goods), family=_items(dice, old.family),
        capital=_items(dice, old.capital),
        projects=[_project(dice, p, brought) for p in old.projects],
        results=known, outcomes=pick(rng, known, len(old.outcomes)),
        balance=_balance(dice, old.balance),
        contract=old.contract + rng.randint(-1, 2), visits=rng.randint(20, 140),
    )  # fmt: skip
    for project in world.projects:
        project.outcomes = pick(rng, known, len(project.outcomes) or 7)
    _three(dice, old, world)
    planned = dice.share(old.procurement.original or Decimal(1000000), 0.85, 1.2)
    world.procurement = Flow(old.procurement.actual, ZERO, planned, ZERO, dice.share(planned, 0.7, 0.99), ZERO)
    world.guests = world.visits * rng.randint(5, 9)
    _share(world, dice, old.units)
    return world


def renamed(world: World, bureau: str) -> World:
    """The same department under another name."""
    trade = replace(world.trade, bureau=bureau)
    org = world.place + bureau
    units = [replace(world.units[0], name=f"{org}本级"), *world.units[1:]]
    short = world.short.removesuffix(world.trade.bureau) + bureau
    return replace(world, trade=trade, org=org, short=short, units=units)


def _items(dice: Dice, items: Sequence[Item]) -> list[Item]:
    out = []
    for item in items:
        old = item.flow
        original = dice.share(old.actual, 0.9, 1.12) if old.actual else ZERO
        actual = dice.share(original, 0.88, 1.12)
        left = dice.share(actual, 0, 0.02)
        out.append(replace(item, flow=Flow(old.actual, ZERO, original, actual + left - original, actual, left)))
    return out


def _project(dice: Dice, old: Project, brought: bool) -> Project:
    rng = dice.rng
    opening = old.flow.carried if brought else ZERO
    original = dice.share(old.flow.original, 0.85, 1.2)
    adjustment = ZERO if rng.random() < 0.3 else dice.share(original, -0.15, 0.2)
    final = opening + original + adjustment
    actual = final if rng.random() < 0.25 else dice.share(final, 0.84, 0.99)
    left = final - actual
    reclaimed = left if not brought or rng.random() < 0.4 else dice.share(left, 0.2, 0.8)
    flow = Flow(old.flow.actual, opening, original, adjustment, actual, reclaimed)
    children = []
    if old.children:
        (name, first), (other, _) = old.children
        share = part_of(dice, flow, 0.4, 0.6)
        # the child's own chain: it opens with what it carried, the rest of its final budget stays
        change = first.carried - share.brought
        back = share.reclaimed
        own = Flow(first.actual, first.carried, share.original, share.adjustment - change, share.actual, back)
        children = [(name, own), (other, flow - own)]
    return replace(old, flow=flow, children=children, outcomes=list(old.outcomes))


def _unit(rng: random.Random, old: Unit) -> Unit:
    in_post = min(old.posts, max(1, old.in_post + rng.randint(-2, 2)))
    return replace(old, in_post=in_post, retired=old.retired + rng.randint(0, 2), outcomes=list(old.outcomes))


def _balance(dice: Dice, old: Balance) -> Balance:
    def pair(line: tuple[str, Decimal, Decimal]) -> tuple[str, Decimal, Decimal]:
        return line[0], line[2], dice.share(line[2], 0.8, 1.25)

    cost = old.fixed_cost[1]
    worn = old.depreciation[1]
    return Balance(
        [pair(x) for x in old.current],
        (cost, cost + dice.share(cost, 0.01, 0.08)),
        (worn, worn + dice.share(worn, 0.05, 0.12)),
        (old.intangible[1], dice.share(old.intangible[1], 0.85, 1.15)),
        [pair(x) for x in old.liabilities],
    )


def _three(dice: Dice, old: World, world: World) -> None:
    lines = {i.name: i.flow for i in world.goods}
    before = {i.name: i.flow for i in old.goods}
    car = lines.get("公务用车运行维护费", Flow())
    world.car_running = Flow(old.car_running.actual, ZERO, max(car.original, car.actual), ZERO, car.actual, ZERO)
    line, last = lines.get("公务接待费"), before.get("公务接待费")
    if line is not None and last is not None and last.actual:
        actual = dice.round(line.actual * old.reception.actual / last.actual)
    else:
        actual = dice.share(old.reception.actual, 0.85, 1.15)
    world.reception = Flow(old.reception.actual, ZERO, actual + dice.near(1.2), ZERO, actual, ZERO)
    world.abroad = Flow(old.abroad.actual, ZERO, old.abroad.original, ZERO, ZERO, ZERO)
    world.car_purchase = Flow(old.car_purchase.actual)


def _share(world: World, dice: Dice, before: Sequence[Unit] = ()) -> None:
    """Give every unit its part of the basic expenditure and the projects it owns."""
    rest = world.basic
    for i, unit in enumerate(world.units):
        if i < len(world.units) - 1:
            low = unit.in_post / world.in_post * 0.85
            unit.basic = part_of(dice, world.basic, low, low * 1.05)
            if before:
                unit.basic = replace(unit.basic, prior=before[i].basic.actual)
            rest = rest - unit.basic
        else:
            unit.basic = rest
        unit.project = total(p.flow for p in world.projects if p.owner == i)
        unit.outcomes = pick(dice.rng, world.results, len(unit.outcomes) or 7)
