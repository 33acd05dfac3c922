"""The relations decide what a doubtful figure says: on recognised pages a mismatch may be the recogniser's fault.

A broken relation has two explanations: the report contradicts itself, or a character was misread. The recogniser's
probabilities give the odds of every other reading of a figure (:mod:`extractor.recognised.readings`). A reading that
restores broken relations and breaks none that hold is believed if its odds exceed those of a slip in the report that
happens to look like a misreading; otherwise the finding stands. Where several readings would do, or the digits are too
doubtful to say, the relation is undetermined. What was recognised is never changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.claim import Claim, Verdict
from extractor.checks.doubts import Doubts, base, figures, fillable
from extractor.checks.evaluate import Outcome
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import Figure, Key
from extractor.checks.interval import Interval
from extractor.checks.numbers import plain
from extractor.errors import Lang
from extractor.model.interpretation import Interpretation
from extractor.model.report import Fact, RuleResult
from extractor.recognised.applied import with_readings
from extractor.recognised.readings import Reading
from extractor.recognised.weigh import unborne, unsure

ENOUGH = 0.0005
"""Odds from which on a misreading is likelier than a slip in the report that looks like one: about one printed figure
in a thousand of a real report contradicts the others, and one such slip in a few could be a misread character."""
LOOSE = 0.02
"""The same for statements that many values satisfy (part ≤ total, target met): that some reading does proves little."""
_LEAD = 4.0
"""How far one reading must be ahead of all others that would do."""
_ROUNDED = 0.1
"""Share of sums in real reports that hold only within rounding, at most."""
_LEFT = 0.1
"""The right reading of a figure seldom leaves one of its relations broken."""
_SHORT = 3
"""A figure of so few digits fits a relation by chance, so only a likely reading of it is believed."""
_LIKELY, _LIKELIEST = 0.2, 0.5
"""Of the likeliest reading's odds, what a short figure's must have, and those of one beside other doubtful figures."""
_ROUNDS = 4

Judged = tuple[list[RuleResult], list[Outcome]]


@dataclass(slots=True)
class _Offer:
    """One reading of one figure, and the broken relations it restores."""

    fact: Fact
    reading: Reading
    restored: list[Outcome]
    exact: bool
    """Whether it makes a sum come out to the last digit, and not only within rounding."""
    left: int = 0
    """How many relations of the figure stay broken with it."""

    @property
    def rank(self) -> tuple[float, int]:
        odds = self.reading.odds * (1 if self.exact else _ROUNDED) * _LEFT**self.left
        return odds * 3 ** (len(self.restored) - 1), len(self.restored)


def settle(found: Interpretation, judge: Callable[[Interpretation], Judged], lang: Lang) -> Judged:
    """Judge a recognised report, with readings where the relations speak for one; say of each fact what is doubtful.

    ``judge`` runs all rules over an interpretation. Facts get ``reading``, ``doubtful`` and ``why``; their ``value``
    and ``raw`` stay.
    """
    doubts = Doubts(found)
    chosen: dict[str, Reading] = {}
    support: dict[str, list[Outcome]] = {}
    refused: set[tuple[str, Reading]] = set()
    summaries, outcomes = judge(found)
    for _ in range(_ROUNDS):
        spoilt = _spoilt(outcomes, chosen)
        refused |= {(i, chosen.pop(i)) for i in spoilt}
        more = {} if spoilt else _choose(outcomes, doubts, chosen, refused)
        if not more and not spoilt:
            break
        for offer in more.values():
            chosen[offer.fact.id] = offer.reading
            support[offer.fact.id] = offer.restored
        summaries, outcomes = judge(with_readings(found, chosen))
    suspected = _close(outcomes, doubts, chosen, lang)
    _say(found, outcomes, doubts, chosen, support, suspected, lang)
    return _recount(summaries, outcomes), outcomes


def _broken(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.relation.status == "inconsistent"]


def _spoilt(outcomes: Sequence[Outcome], chosen: dict[str, Reading]) -> list[str]:
    """Facts whose reading did not mend what it was meant to: rules may pair figures otherwise once one has changed."""
    held = {f.fact for o in outcomes if o.relation.status in ("consistent", "rounding") for f in o.figures}
    broken = {f.fact for o in _broken(outcomes) if isinstance(o.claim, Claim) for f in o.figures}
    return [i for i in chosen if i in broken and i not in held]


def _choose(
    outcomes: Sequence[Outcome], doubts: Doubts, chosen: dict[str, Reading], refused: set[tuple[str, Reading]]
) -> dict[str, _Offer]:
    """Readings believed in this round, by fact; none that share a relation."""
    offers = _offers(outcomes, doubts, chosen, refused)
    taken: dict[str, _Offer] = {}
    settled: set[int] = set()
    for offer in sorted(offers, key=lambda o: o.rank, reverse=True):
        if offer.rank[0] < ENOUGH:
            break
        mine = {id(o) for o in offer.restored}
        if offer.fact.id in taken or mine & settled:
            continue
        rivals = sum(
            o.rank[0]
            for o in offers
            if o is not offer and o.fact.id not in taken and mine & {id(r) for r in o.restored}
        )
        if offer.rank[0] >= _LEAD * rivals:
            taken[offer.fact.id] = offer
            settled |= mine
    return taken


def _offers(
    outcomes: Sequence[Outcome], doubts: Doubts, chosen: dict[str, Reading], refused: set[tuple[str, Reading]]
) -> list[_Offer]:
    broken: dict[Key, list[tuple[Outcome, Figure]]] = defaultdict(list)
    sound: dict[Key, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        status = outcome.relation.status
        if not isinstance(outcome.claim, Claim):
            continue
        for key, figure in figures(outcome).items():
            if status == "inconsistent":
                broken[key].append((outcome, figure))
            elif status in ("consistent", "rounding"):
                sound[key].append(outcome)
    offers = []
    for key, items in broken.items():
        figure = items[0][1]
        fact = doubts.of(figure)
        if fact is None or fact.id in chosen:
            continue
        spans = [(o, o.repair(key)) for o, _ in items if _sharp(o)]
        loose = [span for o, _ in items if not _sharp(o) and (span := o.repair(key)) is not None]
        held = [o.repair(key) for o in sound[key]] if spans else []
        others = doubts.readings(fact)
        short = sum(c.isdigit() for c in fact.raw) <= _SHORT
        crowded = any(_others_unsure(o, fact, doubts, chosen) for o, _ in items)
        if short and crowded:
            continue
        least = (_LIKELIEST if crowded else _LIKELY if short else 0.0) * max((r.odds for r in others), default=0.0)
        for reading in others:
            if reading.odds < least:
                break
            value = base(figure, fact, reading)
            mended = [(o, span) for o, span in spans if span is not None and value in span]
            spoiled = any(span is not None and value not in span for span in held)
            if mended and not spoiled and (fact.id, reading) not in refused:
                exact = all(_exact(o, span, value, figure) for o, span in mended)
                left = len(spans) - len(mended) + sum(value not in span for span in loose)
                offers.append(_Offer(fact, reading, [o for o, _ in mended], exact, left))
    return offers


def _others_unsure(outcome: Outcome, fact: Fact, doubts: Doubts, chosen: dict[str, Reading]) -> bool:
    """Whether another figure of a relation is doubtful as well."""
    others = (doubts.of(f) for f in outcome.figures if f.fact != fact.id)
    return any(o is not None and o.id not in chosen and unsure(o) for o in others)


def _exact(outcome: Outcome, span: Interval, value: Decimal, figure: Figure) -> bool:
    claim = outcome.claim
    assert isinstance(claim, Claim)
    if not isinstance(claim.expression, (Sum, Leaf)) or not span.width.is_finite():
        return True
    return abs(value - (span.lo + span.hi) / 2) <= figure.ulp / 2


def _sharp(outcome: Outcome) -> bool:
    """Whether a claim names one value, so that a reading that satisfies it is hardly chance."""
    return isinstance(outcome.claim, Claim) and outcome.claim.op == "="


# what remains broken


def _close(outcomes: Sequence[Outcome], doubts: Doubts, chosen: dict[str, Reading], lang: Lang) -> set[str]:
    """Broken relations that rest on doubtful characters are undetermined; those on blanks of a picture are hints.

    Returns the facts of which a misread character would explain a broken relation.
    """
    borne = _borne(outcomes, doubts, chosen)
    suspected: set[str] = set()
    for outcome in _broken(outcomes):
        why = _unsettled(outcome, doubts, borne, chosen, suspected)
        if why is None and any(doubts.garbled(f.location) for f in outcome.figures):
            why = _BAD_TABLE
        if why is not None:
            outcome.relation.status = "undetermined"
            outcome.relation.reason = why[lang == "en"]
        elif isinstance(outcome.claim, Verdict) and _absent(outcome, doubts):
            outcome.severity = "info"
            outcome.note = (
                "（扫描件：此处未识别到文字，可能是手写、印章或漏识，请看原页。）",
                " (A scan: nothing was recognised here; it may be handwriting, a seal, or unread. Look at the page.)",
            )
    for outcome in outcomes:
        read = [f for f in outcome.figures if f.fact in chosen]
        for term in outcome.relation.terms:
            fact = doubts.facts.get(term.fact or "")
            if fact is not None and fact.id in chosen:
                term.value = fact.value
        if read:
            outcome.relation.reason = _as_read(read, doubts, chosen)[lang == "en"]
    return suspected


def _as_read(read: Sequence[Figure], doubts: Doubts, chosen: dict[str, Reading]) -> tuple[str, str]:
    named = dict.fromkeys((f.raw.strip(), plain(chosen[f.fact].value)) for f in read if f.fact)
    zh = "，".join(f"“{raw}”识别存疑，按{value}核对" for raw, value in named)
    en = "; ".join(f"“{raw}” is doubtful and was checked as {value}" for raw, value in named)
    return zh, en


def _borne(outcomes: Iterable[Outcome], doubts: Doubts, chosen: Container[str]) -> set[str]:
    """Recognised facts that a relation which holds bears out; one that holds by another reading proves nothing."""
    borne: set[str] = set()
    for outcome in outcomes:
        if outcome.relation.status not in ("consistent", "rounding") or any(f.fact in chosen for f in outcome.figures):
            continue
        for figure in figures(outcome).values():
            fact = doubts.of(figure)
            if fact is None or fact.id in borne or not (unsure(fact) or doubts.misplaced(fact.location)):
                continue
            if doubts.bears_out(outcome, figure, fact):
                borne.add(fact.id)
    return borne


def _unsettled(
    outcome: Outcome, doubts: Doubts, borne: set[str], chosen: dict[str, Reading], suspected: set[str]
) -> tuple[str, str] | None:
    """Why a broken relation can't be held against the report; None where it can."""
    doubtful: list[Figure] = []
    misread: dict[str, float] = {}
    for figure in figures(outcome).values():
        if isinstance(outcome.claim, Claim) and doubts.unread(figure):
            doubtful.append(figure)
            if not fillable(outcome.repair(figure.key)):
                continue
            return (
                "扫描件上有一处有墨迹而未能识别，请看原页",
                "there is ink that was not recognised in one of its cells: look at the page",
            )
        fact = doubts.of(figure)
        if fact is None or fact.id in borne:
            continue
        if fact.id in chosen:  # what a reading does not mend may be due to the reading
            return _rests_on([figure])
        if isinstance(outcome.claim, Claim):
            restoring = sum(r.odds for r in doubts.restoring(outcome, figure, fact))
            misread[fact.id] = restoring
            if unsure(fact) and (restoring or doubts.lost(fact) or not doubts.readings(fact)):
                return _rests_on([figure])
        if unsure(fact):
            doubtful.append(figure)
    if isinstance(outcome.claim, Claim):
        if sum(misread.values()) >= (ENOUGH if _sharp(outcome) else LOOSE):
            suspected |= {i for i, odds in misread.items() if odds >= ENOUGH}
            return (
                "识别有误即可解释此差异，无法确定，请看原页",
                "a misread character would explain the difference: look at the page",
            )
        if len(doubtful) > 1:
            return _rests_on(doubtful)
        return _LOST_CELLS if _incomplete(outcome, doubts) else None
    doubtful += [f for f in outcome.figures if doubts.shaky_words(f)]
    if doubtful:
        return _rests_on(doubtful)
    return _LOST_SIGN if _compared(outcome.claim) and any(doubts.unsigned(f) for f in outcome.figures) else None


def _compared(claim: Claim | Verdict) -> bool:
    """Whether a statement holds an achieved value against its target."""
    printed = (
        {role for role, f in claim.figures if any(c.isdigit() for c in f.raw)} if isinstance(claim, Verdict) else ()
    )
    return {"target", "actual"} <= set(printed)


_LOST_SIGN = (
    "扫描件上指标值的比较符号（≥、≤等）可能漏识或误识，无法判断，请看原页",
    "the target's sign of comparison (≥, ≤ …) may be lost or misread on the scan: look at the page",
)
_BAD_TABLE = (
    "扫描件上的表格识别质量差，数字归属存疑，无法判断，请看原页",
    "the table was badly recognised, and figures may stand in wrong cells: look at the page",
)
_LOST_CELLS = (
    "所在页识别质量差，可能有未识别的格子，请看原页",
    "on a badly recognised page, where cells may be lost: look at the page",
)


def _incomplete(outcome: Outcome, doubts: Doubts) -> bool:
    """Whether a broken relation needs a whole list, or a blank to be blank, and its page is too rough to say so."""
    claim = outcome.claim
    assert isinstance(claim, Claim)
    listed = isinstance(claim.expression, Sum) and len(claim.expression.parts) > 1
    return (listed or any(f.blank for f in outcome.figures)) and any(doubts.rough(f) for f in outcome.figures)


def _rests_on(doubtful: Sequence[Figure]) -> tuple[str, str]:
    words = "、".join(dict.fromkeys(f"“{''.join(f.raw.split())[:24]}”" for f in doubtful))
    return f"{words}识别存疑，无法判断，请看原页", f"{words} was recognised with doubt: look at the page"


def _absent(outcome: Outcome, doubts: Doubts) -> bool:
    """Whether a statement says that something is missing which a recogniser may have missed."""
    claim = outcome.claim
    assert isinstance(claim, Verdict)
    if claim.absence:
        return bool(doubts.facts) and any(doubts.pictured(f.location) for f in outcome.figures)
    return any(doubts.blank(f) for f in outcome.figures)


# what is said of the facts


def _say(
    found: Interpretation,
    outcomes: Sequence[Outcome],
    doubts: Doubts,
    chosen: dict[str, Reading],
    support: dict[str, list[Outcome]],
    suspected: set[str],
    lang: Lang,
) -> None:
    borne = _borne(outcomes, doubts, chosen)
    for fact in found.facts:
        if fact.id in chosen:
            fact.doubtful, fact.reading = True, chosen[fact.id].value
            fact.why = _reason(fact, support[fact.id])[lang == "en"]
        elif unsure(fact) and doubts.core(fact) is not None:
            fact.doubtful = fact.id not in borne
            fact.why = unborne(fact)[lang == "en"] if fact.doubtful else ""
        elif fact.id in suspected:
            fact.doubtful, fact.why = True, _explains(fact)[lang == "en"]
        elif fact.id not in borne and doubts.misplaced(fact.location):
            fact.doubtful, fact.why = True, _misplaced(fact)[lang == "en"]


def _misplaced(fact: Fact) -> tuple[str, str]:
    raw = fact.raw.strip()
    return (
        f"表格线不清，数字归属存疑：{raw}可能属于别的行或列，请看原页",
        f"doubtful: the table was badly recognised and {raw} may belong to another row or column; look at the page",
    )


def _explains(fact: Fact) -> tuple[str, str]:
    raw = fact.raw.strip()
    return (
        f"识别存疑：读作{raw}，与相关数据不符，可能误识，请看原页",
        f"doubtful: read as {raw}, which does not agree with its relations and may be misread; look at the page",
    )


def _reason(fact: Fact, restored: Sequence[Outcome]) -> tuple[str, str]:
    assert fact.reading is not None
    value = plain(fact.reading) + (fact.unit or "")
    rules = sorted({o.relation.rule for o in restored})
    raw, many = fact.raw.strip(), len(restored)
    return (
        f"识别存疑：读作{raw}，按相关数据（{many}项关系，{'、'.join(rules)}）应为{value}，请看原页",
        f"doubtful: read as {raw}, but {many} relation(s) ({', '.join(rules)}) give {value}; look at the page",
    )


def _recount(summaries: list[RuleResult], outcomes: Sequence[Outcome]) -> list[RuleResult]:
    """The rules' counts after broken relations became undetermined."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for outcome in outcomes:
        counts[outcome.relation.rule][outcome.relation.status] += 1
    for summary in summaries:
        of_rule = counts.get(summary.code, {})
        for status in ("consistent", "rounding", "inconsistent", "undetermined"):
            setattr(summary, status, of_rule.get(status, 0))
    return summaries
