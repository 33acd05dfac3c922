"""The stages of a budget year side by side: an account is one thing (a table row, a topic of prose) over its stages.

    original + adjustment (+ brought forward) = final;  final − actual = balance;  balance = reclaimed + carried forward

Tables differ in whether the final budget takes in what was brought forward; the reading under which a table agrees is
its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context, Grid
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import Figure
from extractor.checks.mentions import clusters
from extractor.checks.slips import slipped
from extractor.model.interpretation import Column
from extractor.model.report import Fact, Scenario
from extractor.text.labels import squash
from extractor.text.periods import scenario

STAGES: tuple[Scenario, ...] = (
    "brought_forward", "original_budget", "adjustment", "final_budget", "actual", "year_end_balance", "reclaimed",
    "carried_forward",
)  # fmt: skip
# stages a form leaves blank where there is nothing
_MAY_BE_BLANK = ("brought_forward", "adjustment", "reclaimed", "carried_forward")
_STAGE_WORDS = re.compile(
    r"(?:上年|年初|年中|年内|本年|全年|年末|当年|\d{4}年度?)*(?:可执行|调整|追加|实际|财政|当年|上缴)*"
    r"(?:预算|决算|执行|支出|使用|拨付|结转|结余|收回|收入|调整|数|额|合计|下年)*$"
)


@dataclass(slots=True)
class Account:
    """One thing over its budget stages."""

    stages: dict[str, Figure]
    group: object
    """Accounts of one group follow one reading."""


@dataclass(slots=True, frozen=True)
class Identity:
    """``stated`` stage = Σ sign × stage."""

    stated: str
    terms: tuple[tuple[int, str], ...]
    weak: bool = False
    """Only ever counted where it holds: whether it applies can't be known otherwise."""

    def claim(self, account: Account, message: str = "default") -> Claim | None:
        """The identity for one account; None if a figure it needs is not there."""
        stated = account.stages.get(self.stated)
        figures = [(sign, account.stages.get(stage)) for sign, stage in self.terms]
        if stated is None or any(f is None for _, f in figures):
            return None
        for stage, figure in [
            (self.stated, stated),
            *((s, f) for (_, s), (_, f) in zip(self.terms, figures, strict=True)),
        ]:
            if figure is not None and figure.value is None and (stage not in _MAY_BE_BLANK or figure.unreadable):
                return None
        if all(f is None or f.value is None for _, f in figures):
            return None
        parts = tuple((sign, Leaf(f, stage)) for (sign, f), (_, stage) in zip(figures, self.terms, strict=True) if f)
        return Claim(stated, Sum(parts), role=self.stated, message=message)


def holds(claim: Claim) -> bool:
    """Whether the printed digits allow it."""
    spread = claim.expression.interval()
    return spread is not None and claim.stated.interval().meets(spread)


def accounts(context: Context) -> list[Account]:
    """All rows of all tables and all topics of the prose that have at least three stages."""
    return context.memo("budget.accounts", lambda: _accounts(context))


def _accounts(context: Context) -> list[Account]:
    found = [a for grid in context.grids for a in (*_rows(context, grid), *_columns(context, grid))]
    return found + list(_topics(context))


def apply(found: Sequence[Account], readings: Sequence[Identity], blank: str | None = None) -> Iterator[Yielded]:
    """Claims for the reading each account, or its group, agrees with; ``blank`` is a stage that is itself questioned
    where it is left blank and the others leave a difference."""
    groups: dict[object, list[Account]] = defaultdict(list)
    for account in found:
        groups[account.group].append(account)
    for members in groups.values():
        tried = [[(r, c, holds(c)) for r in readings if (c := r.claim(a)) is not None] for a in members]
        counts = [sum(any(x is r and fits for x, _, fits in row) for row in tried) for r in readings]
        order = sorted(range(len(readings)), key=lambda i: (readings[i].weak, -counts[i]))
        failing = {
            tuple(f.base for _, f in row[0][1].figures()) for row in tried if row and not any(fits for *_, fits in row)
        }
        agreeing = sum(any(fits for *_, fits in row) for row in tried)
        for account, row in zip(members, tried, strict=True):
            ranked = sorted(row, key=lambda rc: order.index(readings.index(rc[0])))
            # of readings that all fail, one that a slip of the hand explains was meant
            chosen = next((rc for rc in ranked if rc[2]), None) or next(
                (rc for rc in ranked if not rc[0].weak and slipped(rc[1])), ranked[0] if ranked else None
            )
            if chosen is None:
                continue
            reading, claim, fits = chosen
            if reading.weak and not fits:
                continue
            if not fits and not agreeing and len(failing) > 2:
                why = (
                    "各行均不符合这一关系，口径不明",
                    "no row follows this identity: the columns may mean something else",
                )
                yield Verdict(None, claim.figures(), reason=why)
                continue
            yield _questioned(account, reading, claim, blank)


def _questioned(account: Account, reading: Identity, claim: Claim, blank: str | None) -> Claim:
    """The claim turned round, where the blank stage is what is missing."""
    figure = account.stages.get(blank) if blank else None
    if figure is None or figure.value is not None or holds(claim):
        return claim
    sign = next((s for s, stage in reading.terms if stage == blank), 0)
    if not sign:
        return claim
    rest = tuple((-sign * s, Leaf(account.stages[stage], stage)) for s, stage in reading.terms if stage != blank)
    parts = ((sign, Leaf(claim.stated, reading.stated)), *rest)
    return Claim(figure, Sum(parts), role=blank or "", message="blank", tail=False)


def _rows(context: Context, grid: Grid) -> Iterator[Account]:
    for number, columns in enumerate(column_groups(grid)):
        if len(columns) < 3:
            continue
        for row in grid.rows:
            cells = {stage: context.at(grid, row, column) for stage, column in columns.items()}
            stages = {stage: f for stage, f in cells.items() if f is not None}
            if sum(f.value is not None for f in stages.values()) >= 2:
                yield Account(stages, (grid.block.table, tuple(grid.block.header_rows), number))


def _columns(context: Context, grid: Grid) -> Iterator[Account]:
    """Tables with a row for each stage and a column for each kind of money."""
    for column in grid.columns:
        stages: dict[str, Figure] = {}
        years = set()
        for row in grid.rows:
            figure = context.at(grid, row, column)
            fact = figure.source if figure is not None else None
            if figure is None or fact is None or fact.measure != "amount" or fact.scenario not in STAGES:
                continue
            if scenario(squash(row.label)) not in (None, fact.scenario) or fact.scenario in stages:
                # the stage is not the row's own, or there are two rows of one stage: several things below one another
                return
            stages[fact.scenario] = figure
            years.add(fact.fiscal_year)
        if len(stages) >= 3 and len(years) == 1:
            yield Account(stages, (grid.block.table, tuple(grid.block.header_rows), "columns"))


def column_groups(grid: Grid) -> list[dict[str, Column]]:
    """The stage columns of a block: one set, or one for each top heading or year where stages repeat."""
    usable = [c for c in grid.columns if c.measure == "amount" and c.scenario in STAGES]
    for key in (lambda c: None, lambda c: c.year, lambda c: c.path[:1], lambda c: c.path[:-1]):
        groups: dict[object, dict[str, Column]] = defaultdict(dict)
        for column in usable:
            group = groups[key(column)]
            if column.scenario in group:
                break
            group[str(column.scenario)] = column
        else:
            return list(groups.values())
    return []


# prose


def _topics(context: Context) -> Iterator[Account]:
    """Topics of a section, a paragraph at a time; a stage the paragraph lacks is taken from the rest of the section."""
    by_topic: dict[tuple[str | None, str, int | None, str | None], dict[str, list[Fact]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for fact in context.prose():
        if fact.measure == "amount" and fact.scenario in STAGES and fact.unit is not None:
            key = (context.subject(fact), topic(fact), fact.fiscal_year, fact.location.section)
            by_topic[key][str(fact.scenario)].append(fact)
    for key, stages in by_topic.items():
        if len(stages) < 3:
            continue
        anchors = {f.location.paragraph for facts in stages.values() for f in facts}
        # where one stage has several values the section speaks of several things: no paragraph borrows from another
        single = all(_nearest(context, facts, None) is not None for facts in stages.values())
        for anchor in sorted(anchors, key=lambda p: p or 0):
            here = {s: [f for f in facts if single or f.location.paragraph == anchor] for s, facts in stages.items()}
            picked = {s: f for s, facts in here.items() if (f := _nearest(context, facts, anchor)) is not None}
            if sum(f.location.paragraph == anchor for f in picked.values()) >= 2:
                yield Account(picked, (key, anchor))


def topic(fact: Fact) -> str:
    """What a stage in prose is a stage of: its concept, or the words before the stage."""
    if fact.concept is not None and not fact.concept.startswith("balance."):
        return fact.concept
    label = squash(fact.label)
    head, colon, _ = label.partition("：")
    if colon:
        return head
    return _STAGE_WORDS.sub("", label) or "expenditure"


def _nearest(context: Context, facts: Iterable[Fact], paragraph: int | None) -> Figure | None:
    """The mention in the same paragraph, else the one value the section agrees on."""
    figures = [f for fact in facts if (f := context.figure(fact)) is not None]
    here = [f for f in figures if paragraph is not None and f.location.paragraph == paragraph]
    for some in (here, figures):
        if some:
            found = clusters(some)
            return found[0].sharpest if len(found) == 1 else None
    return None
