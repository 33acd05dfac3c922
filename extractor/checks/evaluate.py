"""Judging claims: interval arithmetic from the printed digits, as DESIGN.md's "Rounding" has it.

The model is XBRL Calculations 1.1: a printed figure stands for half a unit of its last digit either way, and a relation
that some choice of true values satisfies is a rounding difference, not an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.claim import Claim, Verdict, Words
from extractor.checks.config import Tolerance
from extractor.checks.expression import Growth, Leaf, Quotient
from extractor.checks.figure import Figure, Key
from extractor.checks.interval import INFINITY, Interval
from extractor.checks.numbers import plain, rounded, trimmed
from extractor.checks.shown import of_claim, of_verdict
from extractor.checks.slips import slips_between
from extractor.errors import Lang
from extractor.model.report import Relation, Severity, Status

_TAIL_SHARE = Decimal("0.001")


@dataclass(slots=True)
class Outcome:
    """A judged claim."""

    claim: Claim | Verdict
    relation: Relation
    severity: Severity
    tail: bool = False
    """Off by no more than one unit of the last digit beyond rounding."""
    expected: Decimal | None = None
    """In the base unit."""
    note: tuple[str, str] | None = None
    """Added to the message of a finding, in Chinese and English: what a reader of a scan must know."""

    @property
    def figures(self) -> list[Figure]:
        return [f for _, f in (self.claim.figures() if isinstance(self.claim, Claim) else self.claim.figures)]

    def repair(self, key: Key) -> Interval | None:
        """The values of one figure, in its base unit, for which the claim would hold; None if it can't be told."""
        return repair(self.claim, key) if isinstance(self.claim, Claim) else None


def judge(item: Claim | Verdict, rule: str, severity: Severity, tolerance: Tolerance, lang: Lang) -> Outcome:
    """Evaluate one claim. The relation's id is set by the caller."""
    if isinstance(item, Verdict):
        return _verdict(item, rule, item.severity or severity, lang)
    return _claim(item, rule, item.severity or severity, tolerance, lang)


def say(words: Words, lang: Lang) -> str:
    """One language of a text."""
    return words if isinstance(words, str) else words[lang == "en"]


def _verdict(item: Verdict, rule: str, severity: Severity, lang: Lang) -> Outcome:
    status: Status = "undetermined" if item.holds is None else "consistent" if item.holds else "inconsistent"
    terms = [f.term(role) for role, f in item.figures]
    difference = None if item.difference is None else trimmed(item.difference)
    reason = say(item.reason, lang)
    return Outcome(
        item,
        Relation("", rule, status, terms, item.expected, item.actual, difference, None, of_verdict(item, lang), reason),
        severity,
    )


def _claim(claim: Claim, rule: str, severity: Severity, tolerance: Tolerance, lang: Lang) -> Outcome:
    terms = [f.term(role) for role, f in claim.figures()]

    def unknown(zh: str, en: str) -> Outcome:
        relation = Relation("", rule, "undetermined", terms, None, None, None, None, "", zh if lang == "zh" else en)
        return Outcome(claim, relation, severity)

    for _, figure in claim.figures():
        if figure.unreadable:
            return unknown(f"“{figure.unreadable}”不是数字", f"“{figure.unreadable}” is not a number")
    stated = claim.stated
    value, spread = claim.expression.value(), claim.expression.interval()
    if claim.precise and value is not None:
        spread = Interval.exact(value)
    if value is None or spread is None:
        return unknown("除数为零或为负，无法计算", "the divisor is zero or negative")
    printed, own = stated.base, stated.interval()
    if claim.magnitude:
        value, spread, printed, own = abs(value), _size(spread), abs(printed), _size(own)
    widened = _widen(spread, tolerance.extra * stated.factor) if tolerance.extra else spread
    ratio = isinstance(claim.expression, (Quotient, Growth))
    status, tail = _status(claim, printed, own, value, widened, ratio, tolerance)
    expected = _in_unit(stated, value, ratio)
    shown = stated.value if stated.value is not None else Decimal(0)
    slack = spread.width / 2 + (own.width / 2 if own.width.is_finite() else 0)
    relation = Relation(
        id="",
        rule=rule,
        status=status,
        terms=terms,
        expected=plain(expected),
        actual=plain(shown) if stated.value is not None else None,
        difference=plain((abs(shown) if claim.magnitude else shown) - expected),
        tolerance=trimmed(stated.from_base(slack)) if slack.is_finite() else None,
        formula=of_claim(claim, status, shown, expected),
    )
    return Outcome(claim, relation, severity, tail, value)


def _status(
    claim: Claim, printed: Decimal, own: Interval, value: Decimal, spread: Interval, ratio: bool, tolerance: Tolerance
) -> tuple[Status, bool]:
    if claim.op == ">=":
        own = Interval(own.lo, own.hi)
        if printed >= value:
            return "consistent", False
        gap = max(Decimal(0), spread.lo - own.hi)
    elif claim.op == "<=":
        if printed <= value:
            return "consistent", False
        gap = max(Decimal(0), own.lo - spread.hi)
    else:
        if printed == value:
            return "consistent", False
        # a ratio is never printed in full: printed rightly rounded it is as good as exact
        if ratio and claim.stated.decimals is not None:
            unit = Decimal(1).scaleb(-claim.stated.decimals) * claim.stated.factor
            if (value / unit).to_integral_value("ROUND_HALF_UP") * unit == printed:
                return "consistent", False
        gap = own.gap(spread)
        if isinstance(claim.expression, Leaf) and not gap and _same_digits(claim.stated, claim.expression.figure):
            # two prints of one quantity with the same digits: one value can't be rounded to both
            gap = abs(printed - value)
    if tolerance.policy == "exact":
        gap = max(gap, abs(printed - value))
    if not gap:
        return "rounding", False
    ulp = claim.stated.last_digit or max((f.last_digit for _, f in claim.figures()), default=Decimal(0))
    fine = (claim.stated.decimals or 0) >= 2 or (printed and ulp <= abs(printed) * _TAIL_SHARE)
    return "inconsistent", bool(claim.tail and ulp and gap <= ulp and fine)


def _same_digits(a: Figure, b: Figure) -> bool:
    return a.ulp == b.ulp and not (a.qualifier or b.qualifier or a.upper is not None or b.upper is not None)


def repair(claim: Claim, key: Key) -> Interval | None:
    """See :meth:`Outcome.repair`."""
    spread, value = claim.expression.interval(), claim.expression.value()
    if spread is None:
        return None
    if claim.magnitude:
        # sizes are compared: the computed side keeps the sign it has, the printed side the one it is printed with
        turned = value is not None and value < 0
        if claim.stated.key == key:
            size = _size(spread)
            spread = -size if claim.stated.base < 0 else size
        else:
            return _repair_operand(claim, key, turned)
    if claim.stated.key == key:
        wanted = {"=": spread, ">=": Interval(spread.lo, INFINITY), "<=": Interval(-INFINITY, spread.hi)}[claim.op]
    else:
        own = claim.stated.interval()
        target = {"=": own, ">=": Interval(-INFINITY, own.hi), "<=": Interval(own.lo, INFINITY)}[claim.op]
        found = claim.expression.solve(key, target)
        if found is None:
            return None
        wanted = found
    return _widen(wanted, _half(claim, key))


def _repair_operand(claim: Claim, key: Key, turned: bool) -> Interval | None:
    """An operand where only sizes are compared: a wrong figure may have turned a rise into a fall, so the other way
    round counts if a slip of the hand leads there."""
    size = _size(claim.stated.interval())
    figure = next(f for _, f in claim.figures() if f.key == key)
    found = [claim.expression.solve(key, target) for target in ((-size, size) if turned else (size, -size))]
    spans = [_widen(span, figure.ulp / 2) for span in found if span is not None]
    if not spans or found[0] is None or figure.value is None or figure.base in spans[0]:
        return spans[0] if spans else None
    finite = [s for s in spans if s.width.is_finite()]
    return next((s for s in finite if slips_between(figure.value, s, figure.factor) is not None), spans[0])


def _half(claim: Claim, key: Key) -> Decimal:
    return next(f.ulp for _, f in claim.figures() if f.key == key) / 2


def _widen(spread: Interval, by: Decimal) -> Interval:
    return Interval(spread.lo - by, spread.hi + by)


def _size(spread: Interval) -> Interval:
    if spread.lo >= 0:
        return spread
    if spread.hi <= 0:
        return -spread
    return Interval(Decimal(0), max(-spread.lo, spread.hi))


def _in_unit(stated: Figure, value: Decimal, ratio: bool) -> Decimal:
    """A computed value in the stated figure's unit, with the digits that are worth showing."""
    own = stated.from_base(value)
    if ratio:
        return rounded(own, max(stated.decimals or 0, 2 if stated.unit in ("%", None) else 0))
    text = trimmed(own, stated.decimals or 0)
    return Decimal(text) if len(text.partition(".")[2]) <= 6 else rounded(own, 6)
