"""What is marked in a reader's own file, the same for Word comments, PDF notes and the review page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.errors import Lang
from extractor.model.interpretation import Interpretation
from extractor.model.report import Evidence, Finding, Location, Relation, Report, Severity
from extractor.outputs.places import Places

SEVERITY_WORDS = {"error": ("错误", "Error"), "warning": ("疑点", "Warning"), "info": ("提示", "Note")}
AUTHOR = {"zh": "绩效自评报告核对", "en": "Self-evaluation check"}
_LONGEST_NOTE = 1500


@dataclass(slots=True, frozen=True)
class Mark:
    """One figure a finding speaks of. ``first`` is true for the figure most likely wrong."""

    finding: Finding
    severity: Severity
    location: Location
    raw: str
    note: str
    first: bool


def marks(report: Report, found: Interpretation, lang: Lang) -> Iterator[Mark]:
    """Marks in the order of findings; a figure named twice by one finding is marked once."""
    places = Places(found)
    for finding in report.findings:
        done: set[Location] = set()
        for n, item in enumerate(finding.evidence):
            if item.location not in done:
                done.add(item.location)
                note = _note(finding, item, places, lang)
                yield Mark(finding, finding.severity, item.location, item.raw, note, n == 0)


def _note(finding: Finding, item: Evidence, places: Places, lang: Lang) -> str:
    zh = lang == "zh"
    head = f"[{SEVERITY_WORDS[finding.severity][0 if zh else 1]} {finding.rule}] {finding.message}"
    lines = [head]
    if finding.expected is not None and finding.actual is not None:
        words = ("应为", "原文", "相差") if zh else ("expected", "printed", "difference")
        figures = f"{words[0]} {finding.expected}{'，' if zh else ', '}{words[1]} {finding.actual}"
        lines.append(figures + (f"{'，' if zh else ', '}{words[2]} {finding.difference}" if finding.difference else ""))
    others = [e for e in finding.evidence if e.location != item.location]
    for other in others[:6]:
        where = places.describe(other.location, lang)
        lines.append(f"{'另见' if zh else 'see also'}：{other.raw or ('（空白）' if zh else '(blank)')} — {where}")
    return "\n".join(lines)[:_LONGEST_NOTE]


def ticks(report: Report) -> Iterator[tuple[Location, list[Relation]]]:
    """Figures that were verified and agree everywhere, with the relations they agree in."""
    good: dict[Location, list[Relation]] = {}
    bad: set[Location] = {e.location for f in report.findings for e in f.evidence}
    for relation in report.relations:
        for term in relation.terms:
            if relation.status in ("consistent", "rounding"):
                good.setdefault(term.location, []).append(relation)
            elif relation.status == "inconsistent":
                bad.add(term.location)
    return ((at, relations) for at, relations in good.items() if at not in bad)
