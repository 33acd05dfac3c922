"""From judged relations to findings: one cause, one finding, said in a sentence.

A message template may use these words, besides the arguments its claim brings:

    {where}       place of the figure the claim is about: table, row and column, or section
    {printed}     that figure as printed, with its unit
    {expected}    what it should be, with the unit
    {difference}  printed − expected, with the unit
    {formula}     the computation in figures
    {other} {other_printed}   place and print of the first operand (for claims that compare two figures)
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.checks.claim import Claim, Verdict
from extractor.checks.context import NO_SECTION, scenario_words
from extractor.checks.evaluate import Outcome, say
from extractor.checks.expression import Leaf, Sum
from extractor.checks.figure import Figure, Key
from extractor.checks.numbers import plain
from extractor.checks.registry import Rule
from extractor.checks.scoring import quotable
from extractor.checks.suspects import Cause, Suspect, causes
from extractor.errors import Lang
from extractor.model.report import Evidence, Finding, Severity
from extractor.text.labels import squash

_SPACES = re.compile(r" {2,}")
_REPORT = re.compile(r"^(\d{4})年报告(?:（([^）]*)）)?")
"""Which of several reports a figure stands in; see :meth:`extractor.checks.years.Edition.words`."""
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


def findings(outcomes: Sequence[Outcome], rules: Mapping[str, Rule], lang: Lang) -> list[Finding]:
    """Findings for all inconsistent outcomes, errors first, each in reading order of its first figure."""
    broken = [o for o in outcomes if o.relation.status == "inconsistent"]
    if not broken:
        return []
    sound = [o for o in outcomes if o.relation.status in ("consistent", "rounding") and isinstance(o.claim, Claim)]
    sums = [o for o in broken if isinstance(o.claim, Claim)]
    made = []
    accused = frozenset(
        g.key for o in broken if isinstance(o.claim, Verdict) and severity(o) != "info" for g in o.figures
    )
    # what is off by a last digit must not be mixed up with what is wrong
    for plainly in (True, False):
        some = [o for o in sums if (severity(o) != "info") == plainly]
        made += [(_of_cause(c, rules, lang), c.outcomes[0]) for c in _joined(causes(some, sound, accused))]
    made += [(_of_verdict(o, rules, lang), o) for o in broken if isinstance(o.claim, Verdict)]
    merged = _merge(made)
    merged.sort(key=lambda f: (_ORDER.index(f.severity), _reading_order(f)))
    _set_ids(merged)
    return merged


def _joined(found: list[Cause]) -> list[Cause]:
    """A single broken relation that holds a figure already known to be wrong needs no finding of its own."""
    known: dict[Key, Cause] = {}
    kept: list[Cause] = []
    for cause in found:
        home = next((known[f.key] for f in cause.outcomes[0].figures if f.key in known), None)
        if home is not None and len(cause.outcomes) == 1:
            home.outcomes += cause.outcomes
            continue
        if cause.certain:
            known[cause.suspects[0].figure.key] = cause
        kept.append(cause)
    return kept


def severity(outcome: Outcome) -> Severity:
    """A difference in the last digit is a matter of rounding style between mentions and for rates (some truncate); in a
    sum or difference it is more than rounding can explain, but little."""
    if not outcome.tail:
        return outcome.severity
    linear = isinstance(outcome.claim, Claim) and isinstance(outcome.claim.expression, Sum)
    return min(outcome.severity, "warning", key=_ORDER[::-1].index) if linear else "info"


def _of_cause(cause: Cause, rules: Mapping[str, Rule], lang: Lang) -> Finding:
    suspect = cause.suspects[0]
    cause.outcomes.sort(key=lambda o: _leading(o, suspect))
    first = cause.outcomes[0]
    claim = first.claim
    assert isinstance(claim, Claim)
    relation = first.relation
    message = _message(first, rules, lang)
    expected, actual, difference = relation.expected, relation.actual, relation.difference
    named = _named(cause, claim)
    if cause.certain and suspect.figure.key != claim.stated.key and suspect.needed is not None:
        message += _suspicion(suspect, lang)
        printed = suspect.figure.value
        expected, actual = plain(suspect.needed), None if printed is None else plain(printed)
        difference = None if printed is None else plain(printed - suspect.needed)
    elif cause.certain and suspect.slip and not isinstance(claim.expression, Leaf):
        message += f"（{suspect.slip[0]}）" if lang == "zh" else f" ({suspect.slip[1]})"
    elif len(named) == 2 and len(cause.outcomes) == 1 and len(claim.figures()) == 2 and severity(first) == "error":
        message += "两处必有一处有误。" if lang == "zh" else " One of the two must be wrong."
    elif suspect.figure.key != claim.stated.key and suspect.slip is not None and suspect.needed is not None:
        message += ("" if message.endswith((".", "。", "）")) else "。" if lang == "zh" else ".") + _alternative(
            suspect, lang
        )
    others = len(cause.outcomes) - 1
    if others:
        more = "1 more relation breaks" if others == 1 else f"{others} more relations break"
        message += f"另有{others}项关系因同一数字不符。" if lang == "zh" else f" {more} with it."
    return Finding(
        id="",
        rule=relation.rule,
        severity=min((severity(o) for o in cause.outcomes), key=_ORDER.index),
        message=_SPACES.sub(" ", message).strip(),
        expected=expected,
        actual=actual,
        difference=difference,
        evidence=_evidence(named, cause.outcomes),
        related=[o.relation.id for o in cause.outcomes],
        title=rules[relation.rule].title(lang),
    )


def _leading(outcome: Outcome, suspect: Suspect) -> tuple[int, bool, int, str]:
    """Order in which relations of one cause speak for it."""
    claim = outcome.claim
    assert isinstance(claim, Claim)
    family = (
        ("SUM", "BUD", "DRV", "TXT", "SCR", "REF").index(outcome.relation.rule[:3])
        if (outcome.relation.rule[:3] in ("SUM", "BUD", "DRV", "TXT", "SCR", "REF"))
        else 9
    )
    return _ORDER.index(severity(outcome)), claim.stated.key != suspect.figure.key, family, outcome.relation.rule


def _named(cause: Cause, claim: Claim) -> list[Figure]:
    """The figures that may be wrong: one if it stands out, else it and its equals."""
    first = cause.suspects[0]
    if cause.certain:
        return [first.figure]
    keys = {f.key for _, f in claim.figures()}
    rivals = [s.figure for s in cause.suspects[1:] if s.figure.key in keys and s.rank[:2] == first.rank[:2]]
    return [first.figure, *rivals[:1]]


def _suspicion(suspect: Suspect, lang: Lang) -> str:
    figure, needed = suspect.figure, suspect.needed
    assert needed is not None
    value = plain(needed) + (figure.unit or "")
    hint = suspect.slip[lang == "en"] if suspect.slip else ""
    if lang == "zh":
        tail = f"，{hint}" if hint else ""
        return f"最可能有误的是{where(figure, lang)}的{printed(figure, lang)}，按相关数据应为{value}{tail}。"
    tail = f"; {hint}" if hint else ""
    return f" Most likely wrong: {where(figure, lang)}, {printed(figure, lang)}; the other figures give {value}{tail}."


def _alternative(suspect: Suspect, lang: Lang) -> str:
    """What one slip of the hand in another figure would explain, where nothing tells which of them is wrong."""
    assert suspect.needed is not None and suspect.slip is not None
    value = plain(suspect.needed) + (suspect.figure.unit or "")
    name, raw = where(suspect.figure, lang), printed(suspect.figure, lang)
    if lang == "zh":
        return f"也可能是{name}的{raw}有误：若为{value}则相符，{suspect.slip[0]}。"
    return f" Or {name}, {raw} is wrong: with {value} it holds; {suspect.slip[1]}."


def _of_verdict(outcome: Outcome, rules: Mapping[str, Rule], lang: Lang) -> Finding:
    relation = outcome.relation
    return Finding(
        id="",
        rule=relation.rule,
        severity=severity(outcome),
        message=_message(outcome, rules, lang),
        expected=relation.expected,
        actual=relation.actual,
        difference=relation.difference,
        evidence=_evidence([], [outcome]),
        related=[relation.id],
        title=rules[relation.rule].title(lang),
    )


def _message(outcome: Outcome, rules: Mapping[str, Rule], lang: Lang) -> str:
    claim, relation = outcome.claim, outcome.relation
    template = rules[relation.rule].messages[claim.message][lang == "en"]
    figures = [f for _, f in (claim.figures() if isinstance(claim, Claim) else claim.figures)]
    words = {name: say(value, lang) for name, value in claim.args.items()}
    if figures:
        stated = figures[0]
        unit = stated.unit or ""
        words |= {"where": where(stated, lang), "printed": printed(stated, lang), "formula": relation.formula}
        words["expected"] = (relation.expected or "") + (unit if relation.expected else "")
        words["difference"] = (relation.difference or "") + (unit if relation.difference else "")
    if len(figures) > 1:
        words |= {"other": where(figures[1], lang), "other_printed": printed(figures[1], lang)}
    message = template.format_map(words)
    if outcome.tail:
        message += (
            "（仅末位之差，可能因进位所致）"
            if lang == "zh"
            else " (only the last digit differs; rounding may explain it)"
        )
    return message + outcome.note[lang == "en"] if outcome.note else message


def where(figure: Figure, lang: Lang) -> str:
    """A figure's place in a sentence: 《表名》“行”“列”."""
    if not figure.place:
        return figure.label
    if lang == "en":
        return _where_in_english(figure)
    head, *rest = figure.place
    return head + "".join(f"“{quotable(r)}”" for r in rest)


def _where_in_english(figure: Figure) -> str:
    """What the report prints stays as it is, between quotation marks; what a place is called here is translated."""
    if (report := _REPORT.match(figure.place[0])) is not None:
        year, file = report.groups()
        figure = replace(figure, place=(figure.place[0][report.end() :], *figure.place[1:]))
        which = f"the {year} report" + (f" ({file})" if file else "")
        inside = _where_in_english(figure) if figure.place[0] else ", ".join(f"“{p}”" for p in figure.place[1:])
        return f"{which}, {inside}" if inside else which
    head, *rest = map(quotable, figure.place)
    stage = ""
    if figure.source is not None and rest:
        zh, en = scenario_words(figure.source.scenario, figure.source.fiscal_year)
        if rest[-1] == zh:
            rest, stage = rest[:-1], f" ({en})"
    if figure.location.table is None:
        head = "the text" if head == NO_SECTION else head if "《" in head else f"section “{head}”"
    elif len(rest) == 2:
        return f"{figure.place[0]}, row “{rest[0]}”, column “{rest[1]}”{stage}"
    else:
        head = figure.place[0]
    return head + "".join(f", “{r}”" for r in rest) + stage


def printed(figure: Figure, lang: Lang) -> str:
    """A figure as printed, with its unit."""
    if figure.value is None:
        return "空白" if lang == "zh" else "blank"
    raw = squash(figure.raw)
    unit = figure.unit or ""
    return raw if not unit or unit in raw or (unit == "百分点" and "百分点" in raw) else raw + unit


def _evidence(first: list[Figure], outcomes: Sequence[Outcome]) -> list[Evidence]:
    items: dict[Key, Evidence] = {f.key: f.evidence("suspect") for f in first}
    for number, outcome in enumerate(outcomes):
        claim = outcome.claim
        figures = claim.figures() if isinstance(claim, Claim) else claim.figures
        if number:
            # of a further relation the figure it is about is enough; the rest is in the relation itself
            figures = figures[:1] if len(figures) > 3 else figures
        for place, (role, figure) in enumerate(figures):
            if place and figure.blank and figure.key not in items and isinstance(claim, Claim):
                continue
            items.setdefault(figure.key, figure.evidence(role))
        if isinstance(claim, Claim):
            for figure in claim.context:
                items.setdefault(figure.key, figure.evidence("context"))
    return list(items.values())


def _merge(made: list[tuple[Finding, Outcome]]) -> list[Finding]:
    """The same figures wrong in the same way twice in one table (a total row above its only part) are one cause."""
    kept: dict[tuple[object, ...], Finding] = {}
    for number, (finding, outcome) in enumerate(made):
        claim = outcome.claim
        if isinstance(claim, Claim):
            same: tuple[object, ...] = (
                finding.rule,
                claim.stated.location.table,
                claim.message,
                tuple((role, f.value, f.unit) for role, f in claim.figures()),
            )
            if claim.stated.location.table is None or finding.severity == "info":
                same = (number,)
        else:
            same = (number,)
        if same in kept:
            earlier = kept[same]
            seen = {(e.raw, e.fact, e.location) for e in earlier.evidence}
            earlier.evidence += [e for e in finding.evidence if (e.raw, e.fact, e.location) not in seen]
            earlier.related += finding.related
        else:
            kept[same] = finding
    for finding, outcome in made:
        finding.id = _identity(outcome)
    return list(kept.values())


def _identity(outcome: Outcome) -> str:
    """Rule and places in words: no position, no value."""
    claim = outcome.claim
    figures = outcome.figures
    # a mention is told by both its places; anything else by the place of what is derived, as its operands come and go
    paired = isinstance(claim, Verdict) or isinstance(claim.expression, Leaf)
    spoken = figures[:2] if paired else figures[:1]
    places = sorted({"/".join(map(squash, f.place)) for f in spoken if f.place or f.label})
    text = "|".join([outcome.relation.rule, claim.message, *places])
    return f"{outcome.relation.rule}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _set_ids(found: list[Finding]) -> None:
    seen: Counter[str] = Counter()
    for finding in found:
        seen[finding.id] += 1
        if seen[finding.id] > 1:
            finding.id += f"-{seen[finding.id]}"


def _reading_order(finding: Finding) -> tuple[int, int, int, int]:
    at = finding.evidence[0].location if finding.evidence else None
    if at is None:
        return (1 << 30, 0, 0, 0)
    if at.table is None:
        return (at.page or 0, -1, at.paragraph or 0, 0)
    return (at.page or 0, at.table, at.row or 0, at.col or 0)
