"""Totals and their parts inside a sentence, in brackets, over sentences and over numbered paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.interpret import prose_words as w
from extractor.interpret.prose_figures import Figure, money, strip_lead
from extractor.model.interpretation import Statement
from extractor.model.report import Location
from extractor.text.units import same_kind, to_base

_LEAD_COLON = re.compile(r"^[^，；。]{0,14}[：]")
_INCOME = re.compile(r"收入|拨款")
_OUTLAY = re.compile(r"支出|经费|费用")
_ACCOUNT = re.compile(r"(?:收入|支出|收支)总计$|^总计$")
"""Both sides of the final accounts come to one 总计: the year's money and what is left, or was left, of it."""


@dataclass(slots=True)
class OpenList:
    """A total whose parts are being read. ``total`` is None where the words name a whole that has no figure."""

    total: Figure | None
    group: int
    exhaustive: bool
    location: Location
    text: str
    change: bool = False
    parts: list[Figure] = field(default_factory=list)
    before_semicolon: bool = False
    open_ended: bool = False

    def takes(self, f: Figure) -> bool:
        """Whether a figure can be one of the parts: of the total's kind and year."""
        if self.total is None:
            return f.role == ("change" if self.change else "amount")
        if self.change:
            return f.role == "change" and same_unit(self.total, f)
        points = {self.total.scenario, f.scenario} == {"score", "weight"}
        return f.role == "amount" and same_unit(self.total, f) and f.year == self.total.year and not points

    def complete(self) -> bool:
        """Whether the parts read so far already make up the total."""
        return self.total is not None and bool(self.parts) and self._sum() == base(self.total)

    def _sum(self) -> Decimal:
        return sum((base(p) * self._sign(p) for p in self.parts), Decimal(0))

    def _sign(self, part: Figure) -> int:
        if not self.change or self.total is None:
            return 1
        return (part.direction or 1) * (self.total.direction or 1)

    def statement(self) -> Statement | None:
        """The claim, or None where there is nothing to compare."""
        if self.total is None or self.total.fact is None or not self.parts:
            return None
        parts = self.parts
        exhaustive = self.exhaustive and len(parts) > 1
        if exhaustive and not self.change and self._sum() != base(self.total):
            parts = self._prefix() or parts
        return Statement(
            kind="parts",
            location=self.location,
            text=self.text,
            total=self.total.id,
            parts=[p.id for p in parts if p.id],
            signs=[self._sign(p) for p in parts if p.id],
            exhaustive=exhaustive and not self.open_ended,
            subject=self.total.label,
            concept=self.total.fact.concept,
            scenario=self.total.scenario,
            fiscal_year=self.total.year,
            organization=self.total.organization,
        )

    def _prefix(self) -> list[Figure] | None:
        """The first parts that make up the total, where later ones turn out to be of another list."""
        assert self.total is not None
        whole, running = base(self.total), Decimal(0)
        for n, part in enumerate(self.parts, 1):
            running += base(part)
            if n > 1 and running == whole:
                return self.parts[:n]
        return None


@dataclass(slots=True)
class Pending:
    """Totals whose parts stand in the paragraphs that follow, one numbered item or short line each."""

    totals: list[Figure]
    exhaustive: bool
    location: Location
    text: str
    kind: str | None = None
    """Kind of list number of the items; "" where they bear none."""
    value: int = 0
    items: int = 0
    skipped: int = 0
    parts: dict[int, list[Figure]] = field(default_factory=dict)

    def goes_on(self, number: tuple[str, int], amounts: list[Figure], length: int) -> bool:
        """Take a paragraph's figures as the next item's; False where the list has ended before it."""
        kind, value = number
        if self.kind is None:
            if kind and value != 1:
                return False
            self.kind = kind
        elif kind != self.kind:
            self.skipped += 1
            return bool(self.kind) and not kind and self.skipped <= 4
        elif kind and value != self.value + 1:
            return False
        if not self.kind and (length > 60 or len(amounts) != 1):
            return False
        self.skipped = 0
        taken = False
        for n, total in enumerate(self.totals):
            part = next((f for f in amounts if same_unit(total, f) and f.scenario in (total.scenario, None)), None)
            if part is not None and part.year == total.year:
                self.parts.setdefault(n, []).append(part)
                taken = True
        self.value, self.items = value, self.items + 1
        return taken

    def statements(self) -> list[Statement]:
        """One claim per total that every item gives a part of."""
        made = []
        for n, parts in self.parts.items():
            total = self.totals[n]
            if total.fact is None or len(parts) < 2:
                continue
            whole = OpenList(
                total, 0, self.exhaustive and len(parts) == self.items, self.location, self.text, parts=parts
            )
            statement = whole.statement()
            if statement is not None:
                made.append(statement)
        return made


def base(f: Figure) -> Decimal:
    """The figure in its base unit."""
    return to_base(f.q.value, f.q.unit)[0] if f.q.unit else f.q.value


def same_unit(a: Figure, b: Figure) -> bool:
    """Whether two figures may be added; a figure without unit goes only with one that has none."""
    return (a.q.unit is None) == (b.q.unit is None) and same_kind(a.q.unit, b.q.unit)


def opener(f: Figure, previous: Figure | None) -> tuple[bool, bool] | None:
    """Whether words before a figure open a list of parts: (opens, exhaustive); None if they don't."""
    words = f.before[f.before.rfind("；") + 1 :]
    if m := w.OF_WHICH.search(words):
        return True, not w.HEDGE.search(words[m.start() :])
    if previous is None:
        return None
    if w.LISTING.search(words) and "方面：" in words:
        return True, True
    openers = list(w.OPENS_LIST.finditer(words))
    m = openers[-1] if openers else None
    if m and (m.start() == 0 or words[m.start() - 1] in "，：、（") and "，" not in words[m.end() :].lstrip("：，"):
        return True, not w.HEDGE.search(words)
    if words.startswith("：") and not w.HEDGE.search(words):
        return True, True
    return None


def between(words: str) -> str:
    """What stands between a figure and the 其中 that follows it."""
    m = w.OF_WHICH.search(words)
    return words[: m.start()].strip("，；：。、") if m else words


def breaks_list(f: Figure, open_list: OpenList) -> bool:
    """Whether a figure begins something new rather than being the next part."""
    total = open_list.total
    if open_list.complete() and f.q.value != 0:
        return True
    lead = f.before[: len(f.before) - len(f.left)]
    if w.CLOSES_LIST.search(lead) or w.CLOSES_LIST.match(f.left.lstrip("，、；")):
        open_list.open_ended = open_list.open_ended or "此外" in lead + f.left or "另" in lead + f.left
        return True
    if total is None:
        return False
    own = w.stage(f.left) if f.q.unit != "分" else None
    if own == "original_budget" and total.scenario == "final_budget" and not w.FIRST_BUDGET.search(f.left):
        own = total.scenario  # 基本支出预算数 under 全年预算数
    if own in ("adjustment", "brought_forward") and total.scenario in ("original_budget", "final_budget"):
        return False
    if own in ("year_end_balance", "brought_forward") and _ACCOUNT.search(total.raw):
        return False
    mixed = bool(open_list.parts) and open_list.parts[0].scenario != total.scenario
    if own is not None and own != total.scenario and not mixed and f.role == "amount" and not f.before.startswith("、"):
        return True
    if f.role == "amount" and f.year != total.year:
        return True
    if f.role == "amount" and money(f.q.unit) and not f.before.startswith("、"):
        core = w.core(strip_lead(f.left))
        if _INCOME.search(total.core) and not _OUTLAY.search(total.core) and core.endswith("支出"):
            return True
        if total.core.endswith("支出") and core.endswith("收入"):
            return True
    return False
