"""Which two columns a difference or growth column compares: by words first, by figures where words leave it open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.interpret.columns import Side, Track
from extractor.interpret.headers import Meaning
from extractor.interpret.rows import Line
from extractor.model.interpretation import Column
from extractor.model.report import Scenario
from extractor.text.labels import squash

_ADJUSTED = re.compile(r"调整|追加|调剂")
_FIRST = re.compile(r"年初|期初|原预算")
_EXECUTED = re.compile(r"执行|支出|支付|完成|使用")
_ANY_BUDGET = re.compile(
    r"(?:\d{4}年度?|本年|当年|年度)?(?:安排|批复|下达)?(?:预算|指标)?(?:批复|安排|下达)?"
    r"(?:数|金额|额|总额|资金|合计)?(?:[（(]A[)）])?"
)
"""A budget, of no stage in particular."""
_BUDGETS: frozenset[Scenario | None] = frozenset({"original_budget", "final_budget"})


@dataclass(slots=True, frozen=True)
class _Amount:
    track: Track
    column: Column
    said: Meaning


def settle_adjustments(side: Side, lines: list[Line]) -> None:
    """Tell what was added (调整数) from the budget after it: original (+ brought forward) + adjustment = final."""
    amounts = [_Amount(t, c, m) for t, c, m in side.columns if c.role == "value" and c.measure == "amount"]
    for adjusted in amounts:
        if adjusted.column.scenario not in ("adjustment", "final_budget") or not _ADJUSTED.search(adjusted.track.head):
            continue
        like = [a for a in amounts if a is not adjusted and a.column.year == adjusted.column.year]
        original = next((a for a in like if a.column.scenario == "original_budget"), None)
        final = next((a for a in like if a.column.scenario == "final_budget"), None)
        if original is None:
            continue
        values = [ln.figures[adjusted.track.col] for ln in lines if adjusted.track.col in ln.figures]
        if final is not None:
            brought = next((a for a in like if a.column.scenario == "brought_forward"), None)
            added = sum(_sums(ln, original, adjusted, final, brought) for ln in lines)
            adjusted.column.scenario = "adjustment" if added * 2 > len(values) else adjusted.column.scenario
        elif any(v < 0 for v in values):
            adjusted.column.scenario = "adjustment"
        if final is None and adjusted.column.scenario == "adjustment":
            _settle_result(original, adjusted, like, lines)


def _settle_result(original: _Amount, added: _Amount, like: list[_Amount], lines: list[Line]) -> None:
    """A column whose header names no stage is the final budget if it is what the others add up to (可用指标)."""
    brought = next((a for a in like if a.column.scenario == "brought_forward"), None)
    for final in (a for a in like if a.column.scenario is None):
        changed = [ln for ln in lines if ln.figures.get(added.track.col) and final.track.col in ln.figures]
        agree = sum(_sums(ln, original, added, final, brought) for ln in changed)
        if agree >= 2 and agree * 3 >= len(changed) * 2:
            final.column.scenario = "final_budget"


def _sums(line: Line, original: _Amount, added: _Amount, final: _Amount, brought: _Amount | None) -> bool:
    """Whether a row's original budget, adjustment and, where it counts, money brought forward make the final one."""
    change = line.figures.get(added.track.col)
    if change is None:
        return False
    before, after = (line.figures.get(a.track.col, Decimal(0)) for a in (original, final))
    carried = line.figures.get(brought.track.col, Decimal(0)) if brought else Decimal(0)
    rest = after - before - change
    return min(abs(rest), abs(rest - carried)) <= Decimal("0.02")


def settle_budget(side: Side, lines: list[Line]) -> None:
    """A lone 预算数 of which the table prints the execution rate is the final budget: that is what the rate is of
    (财预〔2020〕10号). 批复金额 over 总额, 财政拨款 and 其他资金 is one budget in several columns."""
    amounts = [_Amount(t, c, m) for t, c, m in side.columns if c.role == "value" and c.measure == "amount"]
    rates = [t for t, c, _ in side.columns if c.role == "value" and c.measure == "rate" and _EXECUTED.search(t.head)]
    budgets = [a for a in amounts if a.column.scenario in _BUDGETS]
    spent = [a for a in amounts if a.column.scenario == "actual"]
    if len({a.column.scenario for a in budgets}) != 1 or any(_FIRST.search(a.track.head) for a in budgets):
        return
    heads = {_head(a, len(budgets) > 1) for a in budgets}
    if len(rates) != 1 or len(heads) != 1 or len(spent) != 1 or not _ANY_BUDGET.fullmatch(heads.pop()):
        return
    if any(_executed(budget, spent[0], rates[0], lines) for budget in budgets):
        for budget in budgets:
            budget.column.scenario = "final_budget"


def _head(amount: _Amount, shared: bool) -> str:
    """The words over a column; of several columns under one heading, the heading."""
    return squash(amount.column.path[0]) if shared and len(amount.column.path) > 1 else amount.track.head


def _executed(budget: _Amount, spent: _Amount, rate: Track, lines: list[Line]) -> bool:
    """Whether a printed rate is that of what was spent of this budget, on most rows."""
    agree = differ = 0
    for line in lines:
        whole, part = (line.figures.get(a.track.col) for a in (budget, spent))
        printed = line.figures.get(rate.col)
        if whole and part is not None and printed is not None:
            near = abs(part / whole * (1 if abs(printed) <= 2 else 100) - printed) <= Decimal("0.6")
            agree, differ = agree + near, differ + (not near)
    return agree > differ


def bind_changes(side: Side, lines: list[Line], fiscal_year: int | None) -> None:
    """Complete year, scenario and base of every change and growth column of a side."""
    amounts = [_Amount(t, c, m) for t, c, m in side.columns if c.role == "value" and c.measure in ("amount", "count")]
    if len(amounts) < 2:
        return
    changes = [(t, c, m) for t, c, m in side.columns if c.measure in ("change", "growth")]
    known: dict[tuple[str, ...], tuple[_Amount, _Amount]] = {}
    for track, column, said in changes:
        pairs = _allowed(amounts, track, column, said, fiscal_year)
        pair = known.get(column.path[:-1]) if len(column.path) > 1 else None
        if pair is None or pair not in pairs:
            pair = _best(pairs, column, lines, track)
        if pair is None and column.measure == "growth" and not said.compared:
            pair = next(reversed(known.values()), None) if known else None
        if pair is None:
            continue
        known[column.path[:-1]] = pair
        _complete(column, *pair)


def _complete(column: Column, current: _Amount, base: _Amount) -> None:
    column.year = column.year if column.year is not None else current.column.year
    column.scenario = column.scenario or current.column.scenario
    column.base_year = column.base_year if column.base_year is not None else base.column.year
    column.base_scenario = base.column.scenario or column.base_scenario


def _allowed(
    amounts: list[_Amount], track: Track, column: Column, said: Meaning, fiscal_year: int | None
) -> list[tuple[_Amount, _Amount]]:
    """(current, base) pairs that the header's words leave open, nearest to the column first."""
    found = []
    order = sorted(amounts, key=lambda a: (a.track.first > track.first, abs(a.track.first - track.first)))
    for current in order:
        for base in order:
            items = current.said.items
            if base is current or (items and base.said.items and items != base.said.items):
                continue
            if said.items and items and said.items != items:
                continue
            if _fits(current.column, said.year, said.scenario, fiscal_year) and (
                not said.compared or _fits(base.column, said.base_year, said.base_scenario, fiscal_year)
            ):
                found.append((current, base))
    return found


def _fits(column: Column, year: int | None, scenario: Scenario | None, fiscal_year: int | None) -> bool:
    own = column.year if column.year is not None else fiscal_year
    if year is not None and own is not None and own != year:
        return False
    if scenario is None or column.scenario is None or scenario == column.scenario:
        return True
    return scenario in _BUDGETS and column.scenario in _BUDGETS


def _best(
    pairs: list[tuple[_Amount, _Amount]], column: Column, lines: list[Line], track: Track
) -> tuple[_Amount, _Amount] | None:
    """The pair with which most rows agree; the words' own exact stage, then nearness, where rows do not tell."""
    if not pairs:
        return None

    saved = "节约" in "".join(column.path[-1:])

    def exact(pair: tuple[_Amount, _Amount]) -> int:
        current, base = reversed(pair) if saved else pair
        own = current.column.scenario == column.scenario
        later = (current.column.year or 0) >= (base.column.year or 0)
        stage = base.column.scenario not in ("actual", None) or current.column.scenario == base.column.scenario
        return 4 * (base.column.scenario == column.base_scenario) + 2 * own + later + stage

    scored = [
        (_agreement(lines, pair, track, column.measure == "growth"), exact(pair), -n) for n, pair in enumerate(pairs)
    ]
    return pairs[-max(scored)[2]]


def _agreement(lines: list[Line], pair: tuple[_Amount, _Amount], track: Track, growth: bool) -> int:
    agree = 0
    for line in lines:
        change = line.figures.get(track.col)
        current = line.figures.get(pair[0].track.col, Decimal(0))
        base = line.figures.get(pair[1].track.col, Decimal(0))
        if change is None or (not current and not base):
            continue
        if not growth:
            agree += abs(current - base - change) <= Decimal("0.02")
        elif base:
            agree += abs((current - base) / base * 100 - change) <= Decimal("0.06")
    return agree
