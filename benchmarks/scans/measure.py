"""What was read of a scan against what is printed on it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal

from rapidfuzz.fuzz import partial_ratio

from benchmarks import compare
from benchmarks.compare import Places, Tally, squash
from benchmarks.generate.truth import Truth, Where
from benchmarks.tables import grits, matched, once
from extractor.model.document import Document
from extractor.model.report import Finding, Location, Report

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SPREAD = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)")


def figures(texts: Iterable[str]) -> Counter[Decimal]:
    """The numbers of two digits or more in pieces of text, thousands separators and spaces around points left out."""
    found: Counter[Decimal] = Counter()
    for text in texts:
        for number in _NUMBER.findall(_SPREAD.sub(r"\1", unicodedata.normalize("NFKC", text))):
            if sum(c.isdigit() for c in number) > 1:
                found[Decimal(number.replace(",", "")).normalize()] += 1
    return found


def texts(document: Document) -> list[str]:
    """Every paragraph and every cell."""
    cells = [c.text for t in document.tables() for c in t.cells]
    return [p.text for p in document.paragraphs()] + cells


class ScanPlaces(Places):
    """Places of a scan: a paragraph with some characters misread is still the same paragraph."""

    def holds(self, where: Where, at: Location) -> bool:
        if super().holds(where, at):
            return True
        if where.table is not None or at.paragraph is None or at.paragraph not in self.text:
            return False
        here, there = self._compact[at.paragraph], squash(where.paragraph)
        return bool(here) and partial_ratio(here, there) >= 80


@dataclass(slots=True)
class Score:
    """Sums over reports of one condition."""

    pages: int = 0
    seconds: float = 0.0
    tally: Tally = field(default_factory=Tally)
    sure: Tally = field(default_factory=Tally)
    """Facts stated without doubt only."""
    doubtful: int = 0
    wrong_sure: int = 0
    """Facts stated without doubt whose number is printed nowhere in the report."""
    readings: int = 0
    readings_right: int = 0
    """Other readings concluded, and those of them that are printed in the report."""
    printed: int = 0
    seen: int = 0
    invented: int = 0
    """Figures printed, those of them in the text read, and figures of the text that are printed nowhere."""
    tables: int = 0
    grits: float = 0.0
    new: int = 0
    """Errors and warnings that the .docx does not have."""
    kept: int = 0
    due: int = 0
    """Planted contradictions named on the .docx, and those of them named on the scan."""
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for f in fields(self):
            mine, theirs = getattr(self, f.name), getattr(other, f.name)
            if isinstance(mine, Tally):
                mine.add(theirs)
            else:
                setattr(self, f.name, mine + theirs)


def shares(printed: Counter[Decimal], text: Iterable[str]) -> tuple[int, int, int]:
    """Figures printed, those of them found in a text, figures of the text not printed."""
    found = figures(text)
    return printed.total(), (printed & found).total(), (found - printed).total()


def signature(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """A finding as a person would recognise it: its rule and its figures."""
    return finding.rule, tuple(sorted({squash(e.raw).replace(",", "").replace("，", "") for e in finding.evidence}))


def score(truth: Truth, typed: Document, typed_report: Report, document: Document, report: Report) -> Score:
    """``typed`` is the .docx as read, ``document`` the scan (or the PDF) of the same report."""
    s = Score(pages=document.pages or 0)
    places = Places(truth, document) if document.format == "docx" else ScanPlaces(truth, document)
    printed = figures(texts(typed))
    s.printed, s.seen, s.invented = shares(printed, texts(document))
    compare.grids(truth, places, s.tally)
    compare.indicators(truth, report.indicators, places, s.tally)
    compare.facts(truth, report.facts, places, s.tally)
    sure = [f for f in report.facts if not f.doubtful]
    compare.facts(truth, sure, places, s.sure)
    s.doubtful = len(report.facts) - len(sure)
    # single digits are in no list of figures
    known = set(printed) | {Decimal(d) for d in range(10)}
    for fact in report.facts:
        right = abs(fact.value).normalize() in known
        if fact.reading is not None:
            s.readings += 1
            s.readings_right += abs(fact.reading).normalize() in known
            s.misses.append(f"reading {fact.raw} → {fact.reading} {fact.raw_label}: {fact.why}")
        if not right and not fact.doubtful and fact.reading is None:
            s.wrong_sure += 1
            s.misses.append(
                f"wrong figure without doubt: {fact.raw_label} {fact.raw} ({fact.confidence}) page {fact.location.page}"
            )
        elif not right:
            s.misses.append(f"wrong figure, doubted: {fact.raw_label} {fact.raw} ({fact.confidence})")
    wanted = [once(t) for t in typed.tables()]
    found = [once(t) for t in document.tables()]
    s.tables = len(wanted)
    s.grits = sum(grits(a, b) for a, b in zip(wanted, matched(wanted, found), strict=True))
    before = {signature(f) for f in compare.serious(typed_report.findings)}
    for finding in compare.serious(report.findings):
        if signature(finding) not in before and not any(
            compare._named(p, e.raw, e.location, places) for p in truth.planted for e in finding.evidence
        ):
            s.new += 1
            s.misses.append(
                f"new finding {finding.rule} {finding.severity}: {finding.message} {[e.raw for e in finding.evidence]}"
            )
    if truth.planted:
        typed_places = Places(truth, typed)
        for planted in truth.planted:
            one = Truth(
                truth.layout,
                truth.seed,
                truth.title,
                truth.organization,
                truth.fiscal_year,
                [],
                [],
                truth.grids,
                [planted],
            )
            there, here = Tally(), Tally()
            compare.contradictions(one, typed_report.findings, typed_places, there)
            compare.contradictions(one, report.findings, places, here)
            s.due += there.caught
            s.kept += bool(there.caught and here.caught)
            if there.caught and not here.caught:
                s.misses += here.misses
    s.misses += s.tally.misses
    return s
