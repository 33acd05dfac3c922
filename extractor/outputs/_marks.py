"""What is marked in a reader's own file, the same for Word comments and PDF notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.errors import Lang
from extractor.model.interpretation import Interpretation
from extractor.model.report import Evidence, Finding, Location, Relation, Report, Severity
from extractor.outputs.places import Places

SEVERITY_WORDS = {"error": ("错误", "Error"), "warning": ("疑点", "Warning"), "info": ("提示", "Note")}
AUTHOR = {"zh": "绩效自评报告核对", "en": "Self-evaluation check"}
_ORDER = ("error", "warning", "info")
_LONGEST_NOTE = 1500
_MOST = 4


@dataclass(slots=True, frozen=True)
class Mark:
    """One place that findings speak of. ``first`` is true where it is the figure most likely wrong of one of them."""

    findings: tuple[Finding, ...]
    severity: Severity
    location: Location
    note: str
    first: bool


def one_of_two(finding: Finding) -> bool:
    """Whether two prints of one figure differ and nothing tells which is right: then none is what it should be."""
    return len(finding.evidence) == 2 and all(e.role == "suspect" for e in finding.evidence)


def marks(report: Report, found: Interpretation, lang: Lang) -> list[Mark]:
    """One mark a place, in the order of findings. Of a long sum total and suspect are marked, not every part."""
    places = Places(found)
    at: dict[Location, list[tuple[Finding, Evidence, bool]]] = {}
    for finding in report.findings:
        for n, item in enumerate(_spoken_of(finding)):
            at.setdefault(item.location, []).append((finding, item, n == 0))
    made = []
    for location, items in at.items():
        notes = dict.fromkeys(_note(finding, item, places, lang) for finding, item, _ in items)
        severity = min((f.severity for f, _, _ in items), key=_ORDER.index)
        findings = tuple({f.id: f for f, _, _ in items}.values())
        note = "\n\n".join(notes)[:_LONGEST_NOTE]
        made.append(Mark(findings, severity, location, note, any(first for _, _, first in items)))
    return made


def _spoken_of(finding: Finding) -> list[Evidence]:
    items = list({e.location: e for e in reversed(finding.evidence)}.values())[::-1]
    if len(items) <= _MOST:
        return items
    return [e for n, e in enumerate(items) if n == 0 or e.role not in ("part", "context")][:_MOST]


def _note(finding: Finding, item: Evidence, places: Places, lang: Lang) -> str:
    zh = lang == "zh"
    head = f"[{SEVERITY_WORDS[finding.severity][0 if zh else 1]} {finding.rule}] {finding.message}"
    lines = [head]
    for other in [e for e in finding.evidence if e.location != item.location][:_MOST]:
        where = places.describe(other.location, lang)
        lines.append(f"{'另见' if zh else 'See'}：{other.raw or ('（空白）' if zh else '(blank)')} — {where}")
    return "\n".join(lines)


def ticks(report: Report) -> Iterator[tuple[Location, list[Relation]]]:
    """Figures that were verified and agree everywhere, with the relations they agree in."""
    good: dict[Location, list[Relation]] = {}
    bad: set[Location] = {e.location for f in report.findings for e in f.evidence}
    for relation in report.relations:
        for term in relation.terms:
            if relation.status in ("consistent", "rounding") and term.value is not None:
                good.setdefault(term.location, []).append(relation)
            elif relation.status == "inconsistent":
                bad.add(term.location)
    return ((at, relations) for at, relations in good.items() if at not in bad)
