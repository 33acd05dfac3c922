"""Files of one report (its Word and its PDF, or with a correction): what is said of it in several files counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.model.report import Severity
from extractor.text.labels import squash

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Report = tuple[str, str, int | None, str | None, str]
"""Document, department, year, kind and title."""


def further(reports: Iterable[tuple[Report, int]]) -> dict[str, str]:
    """Documents that are further files of a report, each with the one that stands for it.

    Files are of one report if department, year and title are the same and it is of a whole department: a department may
    have many projects. The file of which most was verified (the number beside each) stands for all.
    """
    files: dict[tuple[str, int, str], list[tuple[int, str]]] = defaultdict(list)
    for (document, department, year, kind, title), verified in reports:
        name = squash(title)
        if department and year is not None and kind == "department" and name:
            files[department, year, name].append((-verified, document))
    found: dict[str, str] = {}
    for group in files.values():
        (_, first), *others = sorted(group)
        found |= {document: first for _, document in others}
    return found


def added(db: DuckDBPyConnection, versions: dict[str, str]) -> dict[str, Counter[tuple[str, Severity]]]:
    """Findings of further files that no other file of the report has, by rule and severity.

    Files are read differently (a heading numbered in one is not in another), so findings are the same if rule and
    figures are.
    """
    concerned = sorted({*versions, *versions.values()})
    rows = db.execute(
        """SELECT document, rule, severity, expected, actual, difference, count(*) FROM findings
           WHERE list_contains(?, document) GROUP BY ALL ORDER BY ALL""",
        [concerned],
    ).fetchall()
    known: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for document, *same, count in rows:
        if document not in versions:
            known[document][tuple(same)] = count
    found: dict[str, Counter[tuple[str, Severity]]] = {document: Counter() for document in versions}
    for document, rule, severity, *figures, count in rows:
        if document in versions:
            said = known[versions[document]]
            new = count - said[rule, severity, *figures]
            if new > 0:
                found[document][rule, severity] += new
                said[rule, severity, *figures] = count
    return found
