"""What is doubtful about the recognised figures of one report, and what else each of them may be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from extractor.checks.claim import Claim
from extractor.checks.evaluate import Outcome
from extractor.checks.figure import Figure, Key
from extractor.checks.interval import Interval
from extractor.model.interpretation import Interpretation
from extractor.model.report import Fact, Indicator, Location
from extractor.recognised.calibration import SURE, SURE_WORD
from extractor.recognised.ink import Ink, Written
from extractor.recognised.readings import Core, Reading, core, readings
from extractor.recognised.soundness import GARBLED, unsound
from extractor.recognised.weigh import unsure

_LOST = 0.5
"""Below this confidence a character says next to nothing, and the figure may be anything."""
ROUGH = 0.02
"""Share of doubtful characters from which a page's blanks and lists are not trusted: good scans have under 1 %, pages
with a grey seal over their tables 3 % and more."""
_SIGNS = frozenset("≥≤≧≦><=＞＜＝")
_SIGNED = re.compile(r"[≥≤≧≦><=＞＜＝]|不低于|不少于|不高于|不超过|不大于|不小于|以内|以上|以下|之内")
_BORNE = 0.1
"""A relation bears a figure out if the readings that would do as well make up no more than this share of all."""


class Doubts:
    """Looks figures up in the recognised ink; everything is worked out once."""

    def __init__(self, found: Interpretation) -> None:
        self.ink = Ink(found.document)
        self.facts = {f.id: f for f in found.facts}
        self._found = found
        self._cores: dict[str, Core | None] = {}
        self._readings: dict[str, list[Reading]] = {}

    def core(self, fact: Fact) -> Core | None:
        """What a fact was read from; None where its text is the file's own."""
        if fact.id not in self._cores:
            self._cores[fact.id] = core(self.ink, fact)
        return self._cores[fact.id]

    def readings(self, fact: Fact) -> list[Reading]:
        """Other readings of a recognised fact, likeliest first; none where its text is the file's own."""
        if fact.id not in self._readings:
            figure = self.core(fact)
            usual = self._usual.get((fact.location.table, fact.unit))
            self._readings[fact.id] = [] if figure is None else readings(figure, fact, usual)
        return self._readings[fact.id]

    @cached_property
    def _usual(self) -> dict[tuple[int | None, str | None], int]:
        """Decimals that most figures of one table and unit print."""
        seen: dict[tuple[int | None, str | None], Counter[int]] = defaultdict(Counter)
        for fact in self._found.facts:
            if fact.decimals is not None and fact.measure in ("amount", "change", "growth", "share", "rate"):
                seen[fact.location.table, fact.unit][fact.decimals] += 1
        usual = {}
        for key, counts in seen.items():
            decimals, times = counts.most_common(1)[0]
            if times >= 4 and times * 2 > sum(counts.values()):
                usual[key] = decimals
        return usual

    def of(self, figure: Figure) -> Fact | None:
        """The recognised fact behind an operand; None where the text is the file's own."""
        fact = self.facts.get(figure.fact or "")
        return fact if fact is not None and self.core(fact) is not None else None

    def lost(self, fact: Fact) -> bool:
        """Whether a figure may be anything: hardly read at all, or doubtful in several characters."""
        figure = self.core(fact)
        return fact.confidence is not None and (
            fact.confidence < _LOST or (figure is not None and figure.doubtful > 2 and unsure(fact))
        )

    def blank(self, figure: Figure) -> bool:
        """Whether an operand is a cell of a recognised page in which nothing was read."""
        return figure.value is None and not figure.raw.strip() and self.pictured(figure.location)

    def unread(self, figure: Figure) -> bool:
        """Whether an operand is a cell in which there is ink that was not read."""
        written = self.ink.around(figure.location)
        return written is not None and written.unread

    def rough(self, figure: Figure) -> bool:
        """Whether a figure stands on a page so badly recognised that whole cells may be lost or out of place."""
        written = self.ink.around(figure.location)
        return written is not None and written.roughness >= ROUGH

    def pictured(self, place: Location) -> bool:
        """Whether a place is on a recognised page."""
        return self.ink.around(place) is not None

    def shaky_words(self, figure: Figure) -> bool:
        """Whether the words a statement rests on were read with too little confidence; of a long text, its quote."""
        written = self.ink.around(figure.location)
        if written is None or figure.fact is not None:
            return False
        positions = _quoted(written, figure.location.chars or (0, len(written.text)), figure.raw)
        # 全角 or 半角, bracket or quotation mark: no verdict rests on it
        lowest = written.lowest(i for i in positions if written.text[i].isalnum())
        digits = written.lowest(i for i in positions if written.text[i].isdigit() or written.text[i] == ".")
        return (lowest is not None and lowest < SURE_WORD) or (digits is not None and digits < SURE)

    def misplaced(self, place: Location) -> bool:
        """Whether a place lies in a table so badly recognised that what stands there may belong elsewhere."""
        return _address(place) in self._unsound

    def garbled(self, place: Location) -> bool:
        """Whether a place lies in a table of which so much was hardly read that nothing is held against it."""
        return _address(place) in self._garbled

    @cached_property
    def _unsound(self) -> set[tuple[int, int, int]]:
        return unsound(self._found.document, SURE)

    @cached_property
    def _garbled(self) -> set[tuple[int, int, int]]:
        return unsound(self._found.document, GARBLED)

    def unsigned(self, figure: Figure) -> bool:
        """Whether an operand is a target on a recognised page whose sign of comparison (≥, 以内) may be lost or
        misread: it is read with doubt, or there is none although most targets of its form print one."""
        at = figure.location
        row = self._targets.get((at.table, at.row, at.col))
        written = self.ink.around(at)
        if row is None or written is None:
            return False
        signs = [i for i, c in enumerate(written.text) if c in _SIGNS]
        lowest = written.lowest(signs)
        if lowest is not None and lowest < SURE:
            return True
        others = [r.target or "" for r in self._targets.values() if r.table == row.table and r is not row]
        numbers = [t for t in others if any(c.isdigit() for c in t)]
        signed = sum(_SIGNED.search(t) is not None for t in numbers)
        return not _SIGNED.search(row.target or "") and 2 * signed >= max(len(numbers), 2)

    @cached_property
    def _targets(self) -> dict[tuple[int | None, int | None, int | None], Indicator]:
        places = ((row.cells.get("target"), row) for row in self._found.indicators)
        return {(at.table, at.row, at.col): row for at, row in places if at is not None}

    # what a relation makes of it

    def restoring(self, outcome: Outcome, figure: Figure, fact: Fact) -> Iterator[Reading]:
        """Readings of one figure under which a broken claim would hold."""
        span = outcome.repair(figure.key)
        if span is not None:
            yield from (r for r in self.readings(fact) if base(figure, fact, r) in span)

    def bears_out(self, outcome: Outcome, figure: Figure, fact: Fact) -> bool:
        """Whether a relation that holds would not, were the figure read otherwise."""
        claim = outcome.claim
        if not isinstance(claim, Claim) or claim.op != "=" or outcome.relation.status not in ("consistent", "rounding"):
            return False
        span = outcome.repair(figure.key)
        if span is None or not span.width.is_finite():
            return False
        if not unsure(fact):  # its place is in doubt, not its digits
            return fact.value != 0
        others = self.readings(fact)
        whole = sum(r.odds for r in others)
        as_well = sum(r.odds for r in others if base(figure, fact, r) in span)
        return as_well <= _BORNE * whole


def _address(place: Location) -> tuple[int, int, int] | None:
    return None if place.table is None else (place.table, place.row or 0, place.col or 0)


def base(figure: Figure, fact: Fact, reading: Reading) -> Decimal:
    """A reading in the base unit of the operand, with the sign the operand gives it (年中调减 prints none)."""
    turned = figure.value is not None and figure.value == -fact.value != fact.value
    return (-reading.value if turned else reading.value) * figure.factor


def figures(outcome: Outcome) -> dict[Key, Figure]:
    """The operands of a relation, each once."""
    return {f.key: f for f in outcome.figures}


def fillable(span: Interval | None) -> bool:
    """Whether some figure above zero would do."""
    return span is not None and span.hi > 0


def _quoted(written: Written, chars: tuple[int, int], raw: str) -> list[int]:
    """Positions of the characters that ``raw`` quotes from a part of a text; the whole part if it holds none such."""
    inked = [i for i in range(chars[0], min(chars[1], len(written.text))) if not written.text[i].isspace()]
    wanted = "".join(raw.split())
    at = "".join(written.text[i] for i in inked).find(wanted) if wanted else -1
    return inked if at < 0 else inked[at : at + len(wanted)]
