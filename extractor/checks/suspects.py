"""Which figure is wrong: of all in broken relations, the ones whose correction mends most and breaks least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush

from extractor.checks.claim import Claim
from extractor.checks.evaluate import Outcome
from extractor.checks.figure import PERCENT, Figure, Key
from extractor.checks.interval import Interval
from extractor.checks.numbers import rounded
from extractor.checks.slips import Pair, slip, slips_between

_FULL = Decimal(100)
_OFF = Decimal("0.2")


@dataclass(slots=True)
class Suspect:
    """One figure and what correcting it would do."""

    figure: Figure
    mended: list[Outcome]
    """Broken relations that one and the same other value would satisfy."""
    spoiled: int
    """Relations that hold now and would not with that value."""
    needed: Decimal | None
    """That value, in the figure's unit and decimals."""
    slip: Pair | None
    stated: bool
    """Whether it is the derived side of a relation it mends (a total, a rate), as against what it derives from."""
    plausible: bool = True
    """Whether the value it would need is one such a figure can have; a blank cell is seldom what is wrong."""
    accused: bool = False
    """Whether a statement in words, such as full marks for a missed target, fails because of it as well."""

    @property
    def rank(self) -> tuple[int, int, bool, bool, bool, bool]:
        gain = len(self.mended) - self.spoiled
        return (gain, len(self.mended), self.plausible, self.accused, self.slip is not None, self.stated)


@dataclass(slots=True)
class Cause:
    """Broken relations with one cause, the figure most likely wrong first."""

    suspects: list[Suspect]
    outcomes: list[Outcome]

    @property
    def certain(self) -> bool:
        """One figure stands out."""
        if len(self.suspects) == 1:
            return True
        first, second = self.suspects[:2]
        if len(first.mended) >= 2 and len(first.mended) > len(second.mended):
            return True
        if first.plausible and first.slip is not None and not any(s.plausible for s in self.suspects[1:]):
            return True
        return first.spoiled == 0 and second.spoiled > 0


def causes(broken: Sequence[Outcome], sound: Sequence[Outcome], accused: frozenset[Key] = frozenset()) -> list[Cause]:
    """Partition the broken relations by cause. ``accused`` are figures of statements in words that fail."""
    search = _Search(broken, sound, accused)
    found = []
    while search.open:
        found.append(search.take())
    return found


class _Search:
    def __init__(self, broken: Sequence[Outcome], sound: Sequence[Outcome], accused: frozenset[Key]) -> None:
        self._accused = accused
        self.open = dict(enumerate(broken))
        self._broken: dict[Key, list[int]] = defaultdict(list)
        self._sound: dict[Key, list[Outcome]] = defaultdict(list)
        self._figures: dict[Key, Figure] = {}
        for i, outcome in self.open.items():
            for figure in outcome.figures:
                if i not in self._broken[figure.key]:
                    self._broken[figure.key].append(i)
                self._figures.setdefault(figure.key, figure)
        for outcome in sound:
            for key in {f.key for f in outcome.figures}:
                if key in self._figures:
                    self._sound[key].append(outcome)
        self._repairs: dict[tuple[int, Key], Interval | None] = {}
        self._scores = {key: self._score(key) for key in self._figures}
        # the best suspect first; entries of scores that have changed since are passed over
        self._order = 0
        self._queue: list[tuple[tuple[int, ...], int, Suspect]] = []
        for suspect in self._scores.values():
            self._push(suspect)

    def take(self) -> Cause:
        """The best explanation of what is still open, removed from it."""
        best = self._best()
        if best is None:
            # relations that can't be inverted: each is its own cause
            number, outcome = next(iter(self.open.items()))
            self._close([number])
            return Cause([self._plain(f, outcome) for f in outcome.figures[:1]], [outcome])
        mended = {id(o) for o in best.mended}
        numbers = [i for i in self._broken[best.figure.key] if i in self.open and id(self.open[i]) in mended]
        # a dict keeps the order of printing among equals, where a set's order changes from run to run
        keys = dict.fromkeys(f.key for i in numbers for f in self.open[i].figures)
        rivals = sorted(
            (s for k in keys if k != best.figure.key and (s := self._scores[k]) is not None),
            key=lambda s: s.rank,
            reverse=True,
        )
        self._close(numbers)
        return Cause([best, *rivals], best.mended)

    def _push(self, suspect: Suspect | None) -> None:
        if suspect is not None:
            self._order += 1
            heappush(self._queue, (tuple(-int(n) for n in suspect.rank), self._order, suspect))

    def _best(self) -> Suspect | None:
        while self._queue:
            suspect = heappop(self._queue)[2]
            if self._scores[suspect.figure.key] is suspect:
                return suspect
        return None

    def _plain(self, figure: Figure, outcome: Outcome) -> Suspect:
        return Suspect(figure, [outcome], 0, None, None, True)

    def _close(self, numbers: list[int]) -> None:
        touched = dict.fromkeys(f.key for i in numbers for f in self.open[i].figures)
        for i in numbers:
            del self.open[i]
        for key in touched:
            self._scores[key] = self._score(key)
            self._push(self._scores[key])

    def _score(self, key: Key) -> Suspect | None:
        figure = self._figures[key]
        spans = []
        for i in self._broken[key]:
            if i in self.open:
                span = self._repair(i, key)
                if span is not None:
                    spans.append((span, self.open[i]))
        if not spans:
            return None
        common, mended = _most(spans)
        needed = _pick(figure, common)
        spoiled = 0
        for outcome in self._sound[key]:
            span = outcome.repair(key)
            spoiled += span is not None and not span.meets(common)
        stated = any(isinstance(o.claim, Claim) and o.claim.stated.key == key for o in mended)
        known = None if needed is None or figure.value is None else slip(figure.value, needed)
        plausible = _plausible(figure, needed)
        return Suspect(figure, mended, spoiled, needed, known, stated, plausible, key in self._accused)

    def _repair(self, number: int, key: Key) -> Interval | None:
        if (number, key) not in self._repairs:
            span = self.open[number].repair(key)
            if span is not None and _positive(self._figures[key]) and span.hi <= 0:
                span = None
            self._repairs[number, key] = span
        return self._repairs[number, key]


def _plausible(figure: Figure, needed: Decimal | None) -> bool:
    if figure.value is None or needed is None:
        return False
    fact = figure.source
    if figure.value > 0 > needed and (fact is None or fact.measure not in ("change", "growth")):
        return fact is not None and fact.scenario == "adjustment"
    if fact is not None and fact.measure == "weight" and figure.value == _FULL:
        # the points of a form make a hundred; it is the items that are mistyped
        return False
    if figure.unit in PERCENT and figure.value and abs(figure.value) <= _FULL:
        ratio = abs(needed / figure.value)
        return _OFF <= ratio <= 1 / _OFF
    return True


def _positive(figure: Figure) -> bool:
    """Whether no correction can make it zero or less: points of a score form, numbers of people and things."""
    return figure.source is not None and figure.source.measure in ("weight", "score", "count")


def _most(spans: list[tuple[Interval, Outcome]]) -> tuple[Interval, list[Outcome]]:
    """The values that lie in most of the intervals, and the relations they belong to."""
    best: tuple[Interval, list[Outcome]] | None = None
    for start, _ in spans:
        inside = [(s, o) for s, o in spans if start.lo in s]
        if best is None or len(inside) > len(best[1]):
            common = Interval(max(s.lo for s, _ in inside), min(s.hi for s, _ in inside))
            best = common, [o for _, o in inside]
    assert best is not None
    return best


def _pick(figure: Figure, span: Interval) -> Decimal | None:
    """The value to print instead: the middle of what would do, in the figure's unit and decimals."""
    if figure.value is not None and span.width.is_finite():
        # of several values that would do, the one a slip of the hand leads to is what was meant
        meant = slips_between(figure.value, span, figure.factor)
        if meant is not None:
            return meant
    middle = (span.lo + span.hi) / 2 if span.width.is_finite() else span.nearest(figure.base)
    if not middle.is_finite():
        return None
    decimals = figure.decimals if figure.decimals is not None else 2
    return rounded(figure.from_base(middle), decimals)
