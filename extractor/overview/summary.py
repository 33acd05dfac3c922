"""What the reports in a database come to by department: findings, what was verified, what could not be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.model.report import Severity
from extractor.overview.versions import added, further

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FAMILIES = ("SUM", "DRV", "REF", "TXT", "BUD", "SCR", "CMP", "YRS")
FAMILY_WORDS = {
    "SUM": ("合计", "totals"),
    "DRV": ("差额比率", "differences, rates"),
    "REF": ("前后不一", "stated differently"),
    "TXT": ("文字算术", "prose arithmetic"),
    "BUD": ("预算勾稽", "budget identities"),
    "SCR": ("自评打分", "scores"),
    "CMP": ("完整性", "completeness"),
    "YRS": ("跨年跨报告", "between reports"),
}
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(slots=True)
class Sums:
    """Counts that add up over reports."""

    reports: int = 0
    quantities: int = 0
    in_facts: int = 0
    in_relations: int = 0
    agreed: int = 0
    """Relations that hold, exactly or within rounding."""
    inconsistent: int = 0
    undetermined: int = 0
    doubtful: int = 0
    """Figures of scans that a person should look at."""
    findings: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """By rule code and severity."""

    def add(self, other: Sums) -> None:
        self.reports += other.reports
        self.quantities += other.quantities
        self.in_facts += other.in_facts
        self.in_relations += other.in_relations
        self.agreed += other.agreed
        self.inconsistent += other.inconsistent
        self.undetermined += other.undetermined
        self.doubtful += other.doubtful
        self.findings.update(other.findings)

    def severity(self, severity: Severity) -> int:
        return sum(n for (_, s), n in self.findings.items() if s == severity)

    @property
    def errors(self) -> int:
        return self.severity("error")

    @property
    def warnings(self) -> int:
        return self.severity("warning")

    def family(self, family: str) -> int:
        """Errors and warnings of a rule family."""
        return sum(n for (rule, s), n in self.findings.items() if s != "info" and rule.startswith(family))

    @property
    def relations(self) -> int:
        return self.agreed + self.inconsistent + self.undetermined

    @property
    def rate(self) -> float:
        """Errors in a thousand printed figures: long and short reports become comparable."""
        return 1000 * self.errors / self.quantities if self.quantities else 0.0


@dataclass(slots=True)
class ReportLine:
    document: str
    file: str
    path: str
    title: str
    year: int | None
    review: str | None
    """Path of its review page, as the database has it."""
    notices: str
    sums: Sums
    kind: str | None = None
    counted: Sums | None = None
    """For a further file of a report another file stands for: what it adds to that."""

    @property
    def adds(self) -> Sums:
        """What it adds to the totals."""
        return self.sums if self.counted is None else self.counted


@dataclass(slots=True)
class DepartmentLine:
    name: str
    """Empty where no report says who reports."""
    years: dict[int | None, Sums]
    reports: list[ReportLine]
    missing: list[int]
    """Years between the first and the last of the database of which it has no report; not those before it was made of
    others or after it became part of another, as far as reports say so."""
    total: Sums


@dataclass(slots=True)
class Failure:
    path: str
    code: str
    sentence: str


@dataclass(slots=True)
class FindingLine:
    document: str
    severity: Severity
    rule: str
    message: str
    expected: str | None
    actual: str | None
    difference: str | None
    page: int | None


@dataclass(slots=True)
class Summary:
    """Departments with most errors first; of equals the one with more warnings, then by name."""

    years: list[int]
    departments: list[DepartmentLine]
    failures: list[Failure]
    files: int
    """Paths met, without the ignored."""
    duplicates: int
    ignored: int
    read_at: str
    """When the last document was read."""
    total: Sums
    further: int = 0
    """Reports that are further files of another one: what both say counts once."""
    uncompared: int = 0
    """Reports of departments that have not been compared with those of other years."""

    def by_year(self) -> dict[int | None, Sums]:
        found: dict[int | None, Sums] = defaultdict(Sums)
        for department in self.departments:
            for year, sums in department.years.items():
                found[year].add(sums)
        return dict(sorted(found.items(), key=lambda pair: pair[0] or 0))

    def rules(self) -> list[tuple[str, dict[Severity, int], int]]:
        """(code, findings by severity, departments concerned), the most errors and warnings first."""
        departments: Counter[str] = Counter()
        for d in self.departments:
            departments.update({rule for s in d.years.values() for rule, _ in s.findings})
        counts = self.total.findings
        found = [(rule, {s: counts[rule, s] for s in SEVERITIES}, departments[rule]) for rule in departments]
        return sorted(found, key=lambda r: (-r[1]["error"], -r[1]["warning"], -r[1]["info"], r[0]))


def total(many: Iterable[Sums]) -> Sums:
    """The sum of an iterable of Sums."""
    found = Sums()
    for one in many:
        found.add(one)
    return found


def collect(db: DuckDBPyConnection, years: tuple[int, int] | None = None) -> Summary:
    """Read the summary from a database of many reports, of some years only if given (failed files have none)."""
    first, last = years or (None, None)
    reports = _reports(db, first, last)
    files_of_others = _versions(db, reports)
    by_name: dict[str, list[tuple[str, ReportLine]]] = defaultdict(list)
    for name, printed, line in reports:
        by_name[name].append((printed, line))
    found_years = sorted({line.year for *_, line in reports if line.year is not None})
    span = range(found_years[0], found_years[-1] + 1) if found_years else range(0)
    began, ended = _reorganised(db)
    departments = []
    for name, lines in by_name.items():
        of: dict[int | None, Sums] = defaultdict(Sums)
        for _, line in lines:
            of[line.year].add(line.adds)
        reported = [line for _, line in lines]
        names = {name, *(printed for printed, _ in lines)}
        begin = max((y for n, y in began if n in names), default=span.start)
        end = min((y for n, y in ended if n in names), default=span.stop)
        missing = [y for y in span if y not in of and begin <= y < end] if name else []
        departments.append(DepartmentLine(name, dict(of), reported, missing, total(of.values())))
    departments.sort(key=lambda d: (-d.total.errors, -d.total.warnings, d.name))
    files, duplicates, ignored = _files(db)
    newest = db.execute("SELECT strftime(max(read_at), '%Y-%m-%d %H:%M') FROM documents").fetchone()
    read_at = (newest and newest[0]) or ""
    everything = total(d.total for d in departments)
    return Summary(
        found_years,
        departments,
        _failures(db),
        files,
        duplicates,
        ignored,
        read_at,
        everything,
        files_of_others,
        _uncompared(db),
    )


def _versions(db: DuckDBPyConnection, reports: Sequence[tuple[str, str, ReportLine]]) -> int:
    """Let what several files of one report say count once; the number of files that are not the first."""
    verified = [((r.document, name, r.year, r.kind, r.title), r.sums.in_relations) for name, _, r in reports]
    versions = further(verified)
    if versions:
        new = added(db, versions)
        for *_, report in reports:
            if report.document in versions:
                report.counted = Sums(1, doubtful=report.sums.doubtful, findings=new[report.document])
    return len(versions)


def _uncompared(db: DuckDBPyConnection) -> int:
    row = db.execute(
        """SELECT count(*) FROM documents WHERE status = 'ok' AND kind = 'department' AND organization IS NOT NULL
           AND fiscal_year IS NOT NULL AND document NOT IN (SELECT document FROM departments)"""
    ).fetchone()
    return row[0] if row else 0


def _reports(db: DuckDBPyConnection, first: int | None, last: int | None) -> list[tuple[str, str, ReportLine]]:
    """(department, its name as printed, report) in order."""
    rows = db.execute(
        """
        SELECT d.document, d.file, d.path, coalesce(m.department, d.organization) AS name, d.organization,
               d.fiscal_year, d.title, d.kind,
               d.review, d.notices, d.quantities, d.in_facts, d.in_relations
        FROM documents d LEFT JOIN (SELECT document, any_value(department) AS department FROM departments
                                    GROUP BY document) m USING (document)
        WHERE d.status = 'ok' AND (CAST(? AS BIGINT) IS NULL OR d.fiscal_year BETWEEN ? AND ?)
        ORDER BY name, d.fiscal_year, d.path, d.document
        """,
        [first, first, last],
    ).fetchall()
    lines: dict[str, tuple[str, str, ReportLine]] = {}
    for document, file, path, name, printed, year, title, kind, review, notices, *counts in rows:
        quantities, in_facts, in_relations = (n or 0 for n in counts)
        sums = Sums(1, quantities, in_facts, in_relations)
        line = ReportLine(document, file or "", path or "", title or "", year, review, notices or "", sums, kind)
        lines[document] = (name or "", printed or "", line)
    for document, rule, severity, count in db.execute(
        "SELECT document, rule, severity, count(*) FROM findings GROUP BY ALL"
    ).fetchall():
        if document in lines:
            lines[document][2].sums.findings[rule, severity] += count
    for document, agreed, inconsistent, undetermined in db.execute(
        """SELECT document, count(*) FILTER (status IN ('consistent', 'rounding')),
                  count(*) FILTER (status = 'inconsistent'),
                  count(*) FILTER (status = 'undetermined') FROM relations GROUP BY document"""
    ).fetchall():
        if document in lines:
            sums = lines[document][2].sums
            sums.agreed, sums.inconsistent, sums.undetermined = agreed, inconsistent, undetermined
    for document, count in db.execute(
        "SELECT document, count(*) FROM facts WHERE doubtful GROUP BY document"
    ).fetchall():
        if document in lines:
            lines[document][2].sums.doubtful = count
    return list(lines.values())


def _reorganised(db: DuckDBPyConnection) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Names with the year from which, and names with the year up to which, there is a department called so."""
    rows = db.execute(
        """SELECT name, other_name, fiscal_year FROM same_organization
           WHERE kind IN ('merged', 'split') AND fiscal_year IS NOT NULL"""
    ).fetchall()
    return [(later, year) for _, later, year in rows], [(earlier, year) for earlier, _, year in rows]


def _failures(db: DuckDBPyConnection) -> list[Failure]:
    """Documents that could not be read, at every path where they lie, and files that could not be opened."""
    rows = db.execute(
        """
        SELECT coalesce(f.path, d.path, d.file, d.document) AS path, coalesce(d.code, ''), coalesce(d.sentence, '')
        FROM documents d LEFT JOIN files f USING (document) WHERE d.status = 'failed'
        UNION SELECT path, coalesce(code, ''), coalesce(sentence, '') FROM files WHERE status = 'failed'
        ORDER BY 2, 1
        """
    ).fetchall()
    return [Failure(*row) for row in rows]


def _files(db: DuckDBPyConnection) -> tuple[int, int, int]:
    row = db.execute(
        """SELECT count(*) FILTER (status <> 'ignored'),
                  count(*) FILTER (status = 'ok') - count(DISTINCT document) FILTER (status = 'ok'),
                  count(*) FILTER (status = 'ignored') FROM files"""
    ).fetchone()
    return row or (0, 0, 0)


def findings(db: DuckDBPyConnection, most: int | None = None) -> list[FindingLine]:
    """Findings, errors first; ``most`` of them if given."""
    rows = db.execute(
        f"""
        SELECT document, severity, rule, message, expected, actual, difference, page FROM findings
        ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, document, rule, id
        {"" if most is None else f"LIMIT {int(most)}"}
        """
    ).fetchall()
    return [FindingLine(*row) for row in rows]
