"""What a reader of running text keeps in mind: the setting, the figures met, the lists open, the claims made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.interpret import prose_words as w
from extractor.interpret.build import FactBuilder
from extractor.interpret.outline import Outline
from extractor.interpret.prose_changes import Base
from extractor.interpret.prose_context import Frame
from extractor.interpret.prose_figures import Figure, percent
from extractor.interpret.prose_lists import OpenList
from extractor.interpret.prose_text import Plain
from extractor.model.interpretation import Statement, StatementKind
from extractor.model.report import Fact, Location, Scenario

Place = Callable[[int, int], Location]
"""From offsets in the plain text to a location."""


BALANCES: frozenset[Scenario | None] = frozenset(
    ("year_end_balance", "reclaimed", "carried_forward", "brought_forward", "adjustment")
)
GENERAL = re.compile(r"^(?:总|本年)?(?:收入|支出|收支|资金|经费|预算|财政拨款)?$")
"""Labels that say nothing of their own under a topic: 收入 of a project's 预算收入 is the project's."""


@dataclass(slots=True)
class State:
    """Mutable memory of one reader. Paragraph and sentence parts are set anew by the reader."""

    builder: FactBuilder
    outline: Outline
    statements: list[Statement] = field(default_factory=list)
    seen: dict[str, list[Figure]] = field(default_factory=dict)
    """Figures by what they measure, for claims that name it again."""
    tabled: dict[str, list[Fact]] = field(default_factory=dict)
    """Amounts that tables print, by concept."""
    # of the paragraph
    even: Plain = field(default_factory=lambda: Plain("", None, [], []))
    frame: Frame = field(default_factory=lambda: Frame(None, None))
    place: Place = field(default=lambda start, end: Location())
    organization: str | None = None
    year: int | None = None
    scenario: Scenario | None = None
    subject: str = ""
    named: bool = False
    """A figure of this paragraph has named the subject."""
    topic: str = ""
    """What the paragraph is about, where it says so first: X专项资金主要用于…"""
    top: list[Figure] = field(default_factory=list)
    """Amounts that are not part of a list, in order."""
    lists: list[OpenList] = field(default_factory=list)
    # of the sentence
    span: tuple[int, int] = (0, 0)
    text: str = ""
    planned: bool = False
    headed: bool = False
    """The organization in force was named before a colon and holds up to the next semicolon."""
    whole: str = ""
    """What the sentence takes apart: X支出中，…占…"""
    base: Base | None = None
    compared: str = ""
    """What was said to be compared with the base, in an earlier clause: 执行数同上年比较，…"""
    change: Statement | None = None
    ahead: list[Figure] = field(default_factory=list)
    """All figures of the sentence, those not read yet included."""
    turns: list[Figure] = field(default_factory=list)
    """Amounts that 分别 gives the coming changes to, in order."""
    here: list[Figure] = field(default_factory=list)
    before: list[Figure] = field(default_factory=list)
    """``sentence_top`` of the sentence before."""
    sentence_top: list[Figure] = field(default_factory=list)

    def until(self, f: Figure) -> str:
        """The sentence up to a figure."""
        return self.even.text[self.span[0] : f.q.start]

    def after(self, f: Figure) -> str:
        """The sentence after a figure."""
        return self.even.text[f.q.end : self.span[1]]

    def part_of(self, f: Figure) -> OpenList | None:
        """The open list a figure would be a part of."""
        return self.lists[-1] if self.lists and self.lists[-1].takes(f) else None

    def last_amount(self) -> Figure | None:
        """The last amount of the sentence outside brackets, else the last of the paragraph outside lists."""
        if self.here and self.here[-1].earlier_of is not None:
            return self.here[-1].earlier_of
        for f in reversed(self.here):
            if f.role == "amount" and f.group == 0 and not f.basis and not f.q.percent_point:
                return f
        return self.top[-1] if self.top else None

    def in_turn(self, place: int, size: int) -> Figure | None:
        """Of the last ``size`` amounts before a run of figures, the one at this place."""
        amounts = [f for f in self.here if f.role == "amount" and f.turn is None]
        return amounts[-size:][place] if len(amounts) >= size else None

    def last_spent(self) -> Figure | None:
        """The last amount carried out, for rates of carrying out."""
        pool = [
            f
            for f in (*self.top, *(x for x in self.here if x not in self.top))
            if f.role == "amount" and not percent(f.q) and f.earlier_of is None
        ]
        return next((f for f in reversed(pool) if f.scenario == "actual"), None)

    def last_change(self) -> Figure | None:
        """The last change of the sentence."""
        return next((f for f in reversed(self.here) if f.role == "change"), None)

    def find(self, core: str, year: int | None, scenario: Scenario | None) -> Figure | None:
        """The latest figure that measures ``core``; of what names nothing of its own, only one of this paragraph."""
        found = self.known(core, year, scenario)
        return found[-1] if found else None

    def known(self, core: str, year: int | None, scenario: Scenario | None) -> list[Figure]:
        """All figures met that measure ``core``, of the organization in force."""
        if not core:
            return []
        general = GENERAL.match(core)
        return [
            f
            for f in self.seen.get(core, ())
            if f.organization in (self.organization, self.frame.organization)
            and not (general and f not in self.top)
            and not (scenario is None and f.scenario in BALANCES)
            and year in (None, f.year)
            and scenario in (None, f.scenario)
        ]

    def about(self, f: Figure, words: str) -> Figure | None:
        """The figure a change or share speaks of: the one its words name, else the last amount."""
        if not words:
            return self.last_amount()
        core, stage = w.core(words), w.stage(words)
        if not core:
            pool = [x for x in (*self.seen.get("", ()), *self.top) if x.scenario == stage and x.year == f.year]
            return next((x for x in reversed(pool) if stage and x.organization == self.organization), None)
        if found := self.find(core, f.year, stage):
            return found
        if GENERAL.match(core):
            for known in reversed(self.top):
                if (stage is None or known.scenario == stage) and known.core.endswith(core) and known.year == f.year:
                    return known if stage is not None or known.scenario not in BALANCES else None
        return None

    def state(self, f: Figure | None, kind: StatementKind) -> Statement:
        """Add a claim made by the sentence in hand."""
        made = Statement(
            kind=kind,
            location=self.place(*self.span),
            text=self.text,
            fiscal_year=f.year if f else self.year,
            organization=f.organization if f else self.organization,
            scenario=f.scenario if f else None,
        )
        self.statements.append(made)
        return made
