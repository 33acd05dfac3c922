"""Comparing all reports of a database over the years: department by department, a few documents in memory at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractor.errors import Lang
from extractor.model.report import Finding, Relation, RuleResult
from extractor.reconcile.loading import AMONG, chunks, load
from extractor.reconcile.matching import Department, Doc, Matching, match
from extractor.text.organizations import name_key

if TYPE_CHECKING:
    from extractor.batch.store import Store
    from extractor.checks.config import Config
    from extractor.checks.years import Edition, Link
    from extractor.schema import Schema

CHUNK = 60
"""Documents in memory at a time; a department with more is still compared whole."""


@dataclass(slots=True)
class Compared:
    """A finding between reports, with the report it is about."""

    doc: Doc
    department: str
    finding: Finding


@dataclass(slots=True)
class Outcome:
    """What a run found and did: findings, what was compared with what, what was not and why."""

    findings: list[Compared] = field(default_factory=list)
    accepted: int = 0
    """Findings hidden by the baseline."""
    docs: dict[str, Doc] = field(default_factory=dict)
    """Every document compared, by its SHA-256: evidence names its document."""
    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Reports compared, by (earlier year, later year)."""
    relations: Counter[str] = field(default_factory=Counter)
    """By status."""
    rules: list[RuleResult] = field(default_factory=list)
    """Every rule over all reports: applied if it was on any, its relations counted, else why not."""
    matching: Matching = field(default_factory=Matching)
    alone: list[str] = field(default_factory=list)
    """Departments with one report only, or none in reach of another."""

    @property
    def gaps(self) -> list[Department]:
        return [d for d in self.matching.departments if d.gaps]


Progress = Callable[[int, int], None]
"""Told (documents compared, documents in all)."""


def reconcile(
    store: Store, config: Config, schema: Schema, *, lang: Lang = "zh", progress: Progress | None = None
) -> Outcome:
    """Compare and store: relations, findings and matches of an earlier run are replaced, all at once or not at all.

    Raises ConfigError if the database can't be written or the baseline can't be read.
    """
    from extractor.checks import registry

    outcome = Outcome()
    codes = [r.code for r in registry.rules() if r.scope == "years"]

    def batches() -> Iterator[Mapping[str, Sequence[Sequence[Any]]]]:
        outcome.matching = match(store.query)
        yield _match_rows(outcome.matching)
        yield from _Comparison(store, config, schema, lang, outcome).batches(progress)

    store.replace_family(codes, batches())
    outcome.findings.sort(key=lambda c: (c.department, c.doc.year, c.doc.path))
    return outcome


class _Comparison:
    def __init__(self, store: Store, config: Config, schema: Schema, lang: Lang, outcome: Outcome) -> None:
        self.store, self.config, self.schema, self.lang, self.outcome = store, config, schema, lang, outcome
        self.links = outcome.matching.links()
        self.rules: dict[str, RuleResult] = {}
        self.reasons: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_name: dict[tuple[str, int], list[Doc]] = defaultdict(list)
        for department in outcome.matching.departments:
            for doc in department.docs:
                outcome.docs[doc.document] = doc
                if doc.kind != "final_accounts":
                    self.by_name[name_key(doc.organization), doc.year].append(doc)
        from extractor.checks.baseline import load_baseline

        self.baseline = load_baseline(config.baseline) if config.baseline is not None else None

    def batches(self, progress: Progress | None) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
        departments = {d.docs[0].document: d for d in self.outcome.matching.departments}
        done, whole = 0, len(self.outcome.docs)
        for chunk in chunks([[doc.document for doc in d.docs] for d in departments.values()], CHUNK):
            some = [departments[series[0]] for series in chunk]
            yield self._chunk(some)
            done += sum(len(d.docs) for d in some)
            if progress is not None:
                progress(done, whole)
        self.outcome.rules = [self._closed(r) for _, r in sorted(self.rules.items())]

    def _chunk(self, departments: Sequence[Department]) -> dict[str, list[tuple[Any, ...]]]:
        own = [doc for d in departments for doc in d.docs]
        units = self._units(own)
        wanted = dict.fromkeys([*(d.document for d in own), *(u.document for some in units.values() for u in some)])
        reports = load(self.store.query, list(wanted))
        rows: dict[str, list[tuple[Any, ...]]] = {"relations": [], "findings": []}
        for department in departments:
            self._department(department, reports, units, rows)
        return rows

    def _units(self, docs: Sequence[Doc]) -> dict[str, list[Doc]]:
        """By document: reports of the same year by units the document has figures of."""
        found: dict[str, list[Doc]] = defaultdict(list)
        by_document = {d.document: d for d in docs if d.kind != "final_accounts"}
        rows = self.store.query(
            f"SELECT DISTINCT document, organization FROM facts WHERE {AMONG} AND organization IS NOT NULL "
            "ORDER BY ALL", [list(by_document)],
        )  # fmt: skip
        for document, organization in rows:
            doc = by_document[document]
            if name_key(organization) != name_key(doc.organization):
                found[document] += self.by_name.get((name_key(organization), doc.year), ())
        return found

    def _department(
        self, department: Department, reports: Mapping[str, Any], units: Mapping[str, Sequence[Doc]],
        rows: dict[str, list[tuple[Any, ...]]],
    ) -> None:  # fmt: skip
        from extractor.checks import between
        from extractor.checks.years import REACH, Years

        editions = {d.document: self._edition(d, reports) for d in department.docs if d.document in reports}
        by_year: dict[int, list[Edition]] = defaultdict(list)
        for doc in department.docs:
            if doc.document in editions:
                by_year[doc.year].append(editions[doc.document])
        for versions in by_year.values():
            for edition in versions:
                edition.several = len(versions) > 1
        compared = False
        for year in sorted(by_year):
            told: set[object] = set()
            for later in by_year[year]:
                earlier = {
                    y: self._linked(later, by_year[y])
                    for y in sorted(by_year, reverse=True)
                    if year - REACH <= y < year
                }
                others = [e for e in by_year[year] if e is not later]
                own = [self._edition(u, reports) for u in units.get(later.document, ()) if u.document in reports]
                if not (earlier or others or own):
                    continue
                compared = True
                for y in earlier:
                    self.outcome.pairs[y, year] += 1
                # of two versions one tells what differs
                years = Years(later, earlier, others if later is not by_year[year][0] else [], own)
                result = between.run(years, self.config, lang=self.lang)
                self._keep(later, department, result.relations, result.rules, result.findings, told, rows)
        if not compared:
            self.outcome.alone.append(department.name)

    def _edition(self, doc: Doc, reports: Mapping[str, Any]) -> Edition:
        from extractor.checks.years import Edition

        return Edition(reports[doc.document], self.schema, file=doc.file)

    def _linked(self, later: Edition, earlier: Sequence[Edition]) -> list[Edition]:
        for edition in earlier:
            edition.link = self._link(edition, later)
        return list(earlier)

    def _link(self, earlier: Edition, later: Edition) -> Link:
        from extractor.checks.years import Link

        a, b = name_key(earlier.organization), name_key(later.organization)
        found = self.links.get((a, b))
        if a == b:
            return Link("same")
        return Link(found.kind if found else "renamed", (found.evidence,) * 2 if found else ("", ""))

    def _keep(
        self, later: Edition, department: Department, relations: Sequence[Relation], rules: Sequence[RuleResult],
        findings: Sequence[Finding], told: set[object], rows: dict[str, list[tuple[Any, ...]]],
    ) -> None:  # fmt: skip
        from extractor.checks.baseline import fingerprint
        from extractor.reconcile.rows import finding_row, relation_row

        doc = self.outcome.docs[later.document]
        for rule in rules:
            self._count(rule)
        for relation in relations:
            self.outcome.relations[relation.status] += 1
            rows["relations"].append(relation_row(doc, relation))
        for finding in findings:
            same = (finding.rule, finding.expected, finding.actual, fingerprint(finding))
            if same in told:  # another version of the report says the same
                continue
            told.add(same)
            rows["findings"].append(finding_row(doc, finding))
            if self._decided(finding):
                self.outcome.accepted += 1
            else:
                self.outcome.findings.append(Compared(doc, department.name, finding))

    def _decided(self, finding: Finding) -> bool:
        from extractor.checks.baseline import fingerprint

        entry = (self.baseline or {}).get(finding.id)
        if entry is None or entry.decision not in ("accepted", "dismissed"):
            return False
        return not entry.seen or entry.seen == fingerprint(finding)

    def _count(self, rule: RuleResult) -> None:
        kept = self.rules.setdefault(rule.code, RuleResult(rule.code, rule.title, "not_applicable", ""))
        if rule.status in ("applied", "failed") and kept.status != "failed":
            kept.status = rule.status
        elif rule.status == "skipped":
            kept.status = "skipped"
        if rule.reason:
            self.reasons[rule.code][rule.reason] += 1
        for name in ("consistent", "rounding", "inconsistent", "undetermined"):
            setattr(kept, name, getattr(kept, name) + getattr(rule, name))

    def _closed(self, rule: RuleResult) -> RuleResult:
        if rule.status != "applied":
            rule.reason = "；".join(reason for reason, _ in self.reasons[rule.code].most_common(2))
        return rule


def _match_rows(matching: Matching) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "departments": [
            (doc.document, d.name, doc.organization, doc.year, d.alone) for d in matching.departments for doc in d.docs
        ],
        "same_organization": [m.row() for m in matching.matches],
    }
