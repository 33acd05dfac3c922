"""What a derived column (or row) is computed from: told by its header, decided by the figures.

Headers such as “比例” or “增减” leave open which two columns are compared. Every pair is tried; the pair most lines
agree with, the header's own pair first, is taken. Agreement is of sizes: signs are a matter of their own, see
:meth:`Derived.signed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extractor.checks.claim import Claim, Verdict, Yielded
from extractor.checks.context import Context, Grid
from extractor.checks.expression import Expression, Growth, Leaf, Quotient, Sum
from extractor.checks.figure import PERCENT, Figure, comparable
from extractor.checks.totals import is_total
from extractor.model.interpretation import Column, Row
from extractor.model.report import Measure, Scenario
from extractor.text.labels import squash
from extractor.text.periods import comparison, scenario, years

Kind = Literal["difference", "growth", "ratio"]
_SIGNED_HEADER = re.compile(r"增\s*[+＋(（]|减\s*[-－—(（]|[+＋]\s*[/、,，-]|±")
_DECREASE = re.compile(r"减少|节约|下降|降低|降幅|压减|节余")
_INCREASE = re.compile(r"增")
_RATE_ROW: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"(?:执行率|完成率|控制率|支付率|到位率)(?:（%）)?$"), "rate"),
    (re.compile(r"(?:增减率|增长率|变动率|增幅|增减比例|增减幅度)(?:（%）)?$"), "growth"),
    (re.compile(r"(?:增减额|增减变动额|增减数|差额)$"), "change"),
    (re.compile(r"(?:占比|比重)(?:（%）)?$"), "share"),
)
_STAGE_RANK: dict[Scenario, int] = {"actual": 0, "closing": 0, "final_budget": 1, "original_budget": 2, "opening": 2}
_EXECUTION = re.compile(r"执行率|完成率|支付率|支出率|(?:支出|执行|支付|完成|拨付)(?:进度|比例|情况)")
_CONTROL = re.compile(r"控制率|到位率|利用率|使用率")
_MAX_LINES = 3000
_MAX_BASES = 60
_MAX_PARTS = 4
_UNLIKELY = Decimal("0.05")
Get = Callable[[int, int], Figure | None]


@dataclass(slots=True, frozen=True)
class Item:
    """A column or row as an operand."""

    words: str
    measure: Measure
    year: int | None
    scenario: Scenario | None
    unit: str | None
    base_year: int | None = None
    base_scenario: Scenario | None = None
    group: tuple[str, ...] = ()
    """The headers above the column's own."""


@dataclass(slots=True)
class Basis:
    """One way a derived item may be computed, and on which lines it holds."""

    kind: Kind
    current: tuple[int, ...]
    """Items added up for the current figure or numerator."""
    base: tuple[int, ...]
    named: int
    """How well the header supports it; larger is better."""
    total: int | None = None
    """For shares of a column: the line of the total."""
    agree: list[int] = field(default_factory=list)
    differ: list[int] = field(default_factory=list)
    fraction: bool = False
    """The rate is printed as a fraction (0.905) without %."""
    odds: Decimal = Decimal(1)
    """How likely so many lines would agree to the last digit if the figures had more digits than are printed."""
    inexact: int = 0
    """Lines that agree, but not to the last digit."""

    @property
    def precise(self) -> bool:
        """Whether it was computed from the printed figures, so that they may be taken as they stand."""
        return self.odds < _UNLIKELY and self.inexact <= 1


class Derived:
    """The derived items of one block, either way round."""

    def __init__(self, items: Sequence[Item], n_lines: int, get: Get, totals: Sequence[int] = ()) -> None:
        self.items = items
        self.lines = list(range(min(n_lines, _MAX_LINES)))
        self.get = get
        self.totals = totals
        self.amounts = [i for i, item in enumerate(items) if item.measure in ("amount", "count")]
        self.rates = [i for i, item in enumerate(items) if item.measure in ("rate", "share")]

    def of(self, measure: Measure) -> list[int]:
        return [i for i, item in enumerate(self.items) if item.measure == measure]

    def claims(self, measure: Measure) -> Iterator[Yielded]:
        """Claims for every derived item of one measure."""
        for item in self.of(measure):
            basis, rivals = self._choose(item, self._bases(item, measure))
            if basis is not None:
                yield from self._claims(item, basis, rivals)

    # readings

    def _bases(self, item: int, measure: Measure) -> list[Basis]:
        if measure in ("change", "growth"):
            kind: Kind = "difference" if measure == "change" else "growth"
            return list(self._pairs(item, kind))
        found = list(self._pairs(item, "ratio"))
        if measure == "share":
            found += [
                Basis("ratio", (column,), (column,), 1 if column == self._left(item) else 0, line)
                for column in self.amounts
                for line in self.totals
            ]
        else:
            found += self._summed_budget(item)
        return found

    def _pairs(self, item: int, kind: Kind) -> Iterator[Basis]:
        """Pairs of figures the header does not deny."""
        own = self.items[item]
        points = kind == "difference" and (own.unit == "百分点" or "百分点" in own.words)
        operands = self.rates if points and len(self.rates) > 1 else self.amounts
        left = [i for i in operands if i < item]
        for current in operands:
            for base in operands:
                a, b = self.items[current], self.items[base]
                if current == base or not _alike(a, b):
                    continue
                support = _support(own, a, b, kind, left[-2:], (current, base))
                if support >= 0:
                    yield Basis(kind, (current,), (base,), support)
        for whole in self._wholes() if kind != "ratio" and not points else ():
            for other in self.amounts:
                a, b = self.items[whole[0]], self.items[other]
                if other in whole or not _alike(a, b):
                    continue
                for top, bottom in ((whole, (other,)), ((other,), whole)):
                    c, d = self.items[top[0]], self.items[bottom[0]]
                    support = _support(own, c, d, kind, left[-2:], (top[0], bottom[0]))
                    if support >= 0:
                        yield Basis(kind, top, bottom, min(support, 1))

    def _wholes(self) -> list[tuple[int, ...]]:
        """Columns of one stage that only together are a whole: 基本支出 and 项目支出 under 决算支出."""
        found: dict[tuple[object, ...], list[int]] = {}
        for i in self.amounts:
            it = self.items[i]
            if it.group and it.measure == "amount":
                found.setdefault((it.group, it.year, it.scenario, it.unit), []).append(i)
        return [tuple(columns) for columns in found.values() if 2 <= len(columns) <= _MAX_PARTS]

    def _summed_budget(self, item: int) -> list[Basis]:
        """Rates of a budget that is printed in stages only: 年初预算, 调整, 上年结转."""
        stages = {self.items[i].scenario: i for i in self.amounts}
        actual, original = stages.get("actual"), stages.get("original_budget")
        if actual is None or original is None:
            return []
        found = []
        for extra in (("adjustment",), ("brought_forward", "adjustment"), ("brought_forward",)):
            more = tuple(stages[s] for s in extra if s in stages)
            if len(more) == len(extra):
                found.append(Basis("ratio", (actual,), (original, *more), 0 if "final_budget" in stages else 2))
        return found

    def _left(self, item: int) -> int | None:
        before = [i for i in self.amounts if i < item]
        return before[-1] if before else None

    def _choose(self, item: int, bases: list[Basis]) -> tuple[Basis | None, int]:
        """The basis most lines agree with, and how many others the header supports as well."""
        bases = sorted(bases, key=lambda b: -b.named)[:_MAX_BASES]
        for number, basis in enumerate(bases):
            self._weigh(item, basis)
            if len(basis.agree) > 1 and not basis.differ:
                bases = bases[: number + 1]
                break
        bases = [b for b in bases if b.agree or b.differ]
        if not bases:
            return None, 0
        best = max(bases, key=lambda b: (len(b.agree), b.named, -len(b.differ)))
        if best.agree:
            return best, 0
        named = max(bases, key=lambda b: b.named)
        return named, sum(b.named == named.named for b in bases) - 1

    def _weigh(self, item: int, basis: Basis) -> None:
        for line in self.lines:
            stated = self.stated(line, item, basis)
            expression = self.expression(line, basis)
            if stated is None or stated.value is None or stated.unreadable or expression is None or line == basis.total:
                continue
            value, spread = expression.value(), expression.interval()
            if value is None or spread is None:
                continue
            own = abs(stated.base)
            if not own and not value:
                continue
            off = abs(own - abs(value))
            (basis.agree if off <= spread.width / 2 + stated.ulp else basis.differ).append(line)
            if off * 2 <= stated.ulp:
                basis.odds *= min(Decimal(1), stated.ulp / spread.width) if spread.width else Decimal(1)
            elif line in basis.agree:
                basis.inexact += 1
            if basis.kind != "difference" and stated.source is not None and stated.source.unit not in PERCENT:
                self._maybe_fraction(stated, value, basis, line)

    def _maybe_fraction(self, stated: Figure, value: Decimal, basis: Basis, line: int) -> None:
        """ "0.905" in a column of rates without a unit."""
        if (
            line in basis.differ
            and not basis.agree
            and abs(abs(stated.value or Decimal(0)) - abs(value)) <= (Decimal(1).scaleb(-(stated.decimals or 0)))
        ):
            basis.fraction = True
            basis.differ.remove(line)
            basis.agree.append(line)

    def stated(self, line: int, item: int, basis: Basis) -> Figure | None:
        figure = self.get(line, item)
        if figure is None or basis.kind == "difference" or figure.unit in PERCENT:
            return figure
        return replace(figure, unit=None if basis.fraction else "%")

    def expression(self, line: int, basis: Basis) -> Expression | None:
        if basis.total is not None:
            current, base = self._sum(line, basis.current, "part"), self._sum(basis.total, basis.base, "total")
        else:
            role = "base" if basis.kind != "ratio" else "denominator"
            current, base = self._sum(line, basis.current, "current"), self._sum(line, basis.base, role)
        if current is None or base is None:
            return None
        if not all(comparable(f, g) for _, f in current.figures() for _, g in base.figures()):
            return None
        if basis.kind == "difference":
            return Sum(((1, current), (-1, base)))
        return Growth(current, base) if basis.kind == "growth" else Quotient(current, base)

    def _sum(self, line: int, items: tuple[int, ...], role: str) -> Expression | None:
        figures = [self.get(line, i) for i in items]
        found = [f for f in figures if f is not None]
        if len(found) < len(figures) or any(f.unreadable for f in found):
            return None
        return Leaf(found[0], role) if len(found) == 1 else Sum(tuple((1, Leaf(f, role)) for f in found))

    # claims

    def _claims(self, item: int, basis: Basis, rivals: int) -> Iterator[Yielded]:
        sure = bool(basis.agree) or (len(basis.differ) == 1 and basis.named >= 2 and not rivals)
        signed = basis.kind == "ratio" or self.signed(item, basis)
        unsigned: list[tuple[str, Figure]] = []
        for line in sorted([*basis.agree, *basis.differ]):
            stated, expression = self.stated(line, item, basis), self.expression(line, basis)
            assert stated is not None and expression is not None
            value = expression.value() or Decimal(0)
            if not sure:
                figures = [("stated", stated), *expression.figures()]
                why = ("表头与数字都不能说明其计算依据", "neither header nor figures tell what it is computed from")
                yield Verdict(None, figures, reason=why)
                continue
            wrong_sign = line in basis.agree and stated.base * value < 0
            if not signed and wrong_sign:
                unsigned.append(("rate", stated))
            yield Claim(
                stated,
                expression,
                role="change" if basis.kind == "difference" else "rate",
                message="sign" if wrong_sign and signed else "default",
                magnitude=not signed,
                precise=basis.precise,
                context=self._beside(line, item, basis),
            )
        if unsigned:
            yield Verdict(False, unsigned, message="style", severity="info")

    def _beside(self, line: int, item: int, basis: Basis) -> tuple[Figure, ...]:
        """The amount of a change beside its rate: whoever looks at one looks at the other."""
        if basis.kind != "growth":
            return ()
        own = self.items[item]
        for other in self.of("change"):
            it = self.items[other]
            if (it.base_year, it.base_scenario) == (own.base_year, own.base_scenario):
                figure = self.get(line, other)
                return (figure,) if figure is not None and figure.value is not None else ()
        return ()

    def signed(self, item: int, basis: Basis) -> bool:
        """Whether figures of this kind carry their sign in this table: some of them do, or the header says so."""
        words = self.items[item].words
        if _SIGNED_HEADER.search(words):
            return True
        if _DECREASE.search(words) and not _INCREASE.search(words):
            return False
        measure = self.items[item].measure
        return any(
            (f := self.get(line, other)) is not None and f.value is not None and f.value < 0
            for other in self.of(measure)
            for line in self.lines
        )


def down(context: Context, grid: Grid) -> Derived:
    """Derived columns: lines are rows, items are columns."""
    items = [_of_column(c) for c in grid.columns]
    totals = [i for i, row in enumerate(grid.rows) if is_total(row) or any(r.parent == row.row for r in grid.rows)]

    def get(line: int, item: int) -> Figure | None:
        return context.at(grid, grid.rows[line], grid.columns[item])

    return Derived(items, len(grid.rows), get, totals)


def across(context: Context, grid: Grid) -> Derived:
    """Derived rows: lines are columns, items are rows."""
    columns = [c for c in grid.columns if c.measure in ("amount", "count")]
    items = [_of_row(context, grid, r, columns) for r in grid.rows]

    def get(line: int, item: int) -> Figure | None:
        return context.at(grid, grid.rows[item], columns[line])

    return Derived(items, len(columns), get)


def claims(context: Context, measure: Measure) -> Iterator[Yielded]:
    """All claims about derived figures of one measure, in columns and in rows."""
    blocks = context.memo("derived", lambda: [(down(context, g), across(context, g)) for g in context.grids])
    for columns, rows in blocks:
        yield from columns.claims(measure)
        yield from rows.claims(measure)


def _of_column(column: Column) -> Item:
    return Item(
        "".join(column.path),
        column.measure,
        column.year,
        None if column.scenario == "derived" else column.scenario,
        column.unit,
        column.base_year,
        column.base_scenario,
        column.path[:-1],
    )


def _of_row(context: Context, grid: Grid, row: Row, columns: Sequence[Column]) -> Item:
    words = squash(row.label)
    printed = [f.source for c in columns if (f := context.at(grid, row, c)) is not None and f.source is not None]
    derived = {f.measure for f in printed}
    measure: Measure = next((m for pattern, m in _RATE_ROW if pattern.search(words)), "amount")
    if measure == "amount" and len(derived) == 1 and derived <= {"change", "growth"}:
        measure = derived.pop()
    named = years(words)
    base = comparison(words, context.interpretation.fiscal_year)
    # 较2023年增长 names the year compared with, not the row's own
    own = None if measure in ("change", "growth") and base else named[0] if named else None
    return Item(words, measure, own, scenario(words), None, base[0] if base else None, base[1] if base else None)


def _alike(a: Item, b: Item) -> bool:
    if a.unit is None or b.unit is None:
        return True
    return (a.unit in PERCENT) == (b.unit in PERCENT)


def _support(own: Item, current: Item, base: Item, kind: Kind, left: list[int], pair: tuple[int, int]) -> int:
    """How far the header speaks for a pair: 2 (3 where stages rank) names it, 1 fits it, 0 is silent, −1 denies it."""
    if own.base_year is not None and base.year is not None and own.base_year != base.year:
        return -1
    if own.base_scenario is not None and base.scenario is not None and own.base_scenario != base.scenario:
        return -1
    if kind == "ratio":
        return _ratio_support(own, current, base, left, pair)
    if own.year is not None and current.year is not None and own.year != current.year:
        return -1
    later = _order(current) < _order(base)
    if own.base_year is not None or own.base_scenario is not None:
        return 2 if later and current.scenario in ("actual", "closing") else 1 if later else 0
    return 1 if later else 0


def _ratio_support(own: Item, current: Item, base: Item, left: list[int], pair: tuple[int, int]) -> int:
    if _EXECUTION.search(own.words):
        if current.scenario != "actual" or current.year != base.year:
            return 0
        return {"final_budget": 3, "original_budget": 2}.get(base.scenario or "", 0)
    if _CONTROL.search(own.words):
        # 编制数 | 实有人数 | 控制率, 批复规模 | 实际规模 | 规模控制率: the later column against the one before
        if len(left) == 2 and pair == (left[1], left[0]):
            return 2
        return 1 if set(pair) == set(left) else 0
    return 1 if set(pair) == set(left) else 0


def _order(item: Item) -> tuple[int, int]:
    """Later figures first: by year, then by stage."""
    return -(item.year or 0), _STAGE_RANK.get(item.scenario, 1) if item.scenario else 1
