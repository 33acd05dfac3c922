"""From a file to a Report: the one place where the rooms are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.collecting import rare_collection
from extractor.errors import Lang
from extractor.model.document import Document, Place, Table
from extractor.model.interpretation import Interpretation, TableView
from extractor.model.report import Coverage, Location, Report, ReportInfo, ReportTable, Source, TableCell

if TYPE_CHECKING:
    from extractor.readers.limits import Limits
    from extractor.readers.ocr import Ocr, OcrMode


@dataclass(slots=True)
class Result:
    """A report with what it was made from, for outputs that mark up the original."""

    path: Path
    document: Document
    interpretation: Interpretation
    report: Report
    password: str | None = None
    fail_on: str = "error"
    """Severity from which on findings make the exit status 1; "never" for none."""


@rare_collection()
def run(
    path: str | Path,
    *,
    data: bytes | None = None,
    password: str | None = None,
    schema: Sequence[str | Path] = (),
    config: str | Path | None = None,
    lang: Lang = "zh",
    verify: bool = True,
    limits: Limits | None = None,
    ocr: Ocr | OcrMode = "auto",
    overrides: dict[str, object] | None = None,
) -> Result:
    """Read, understand and (unless ``verify`` is False) check one file.

    ``data`` are the file's bytes if they are at hand already; ``path`` is then only its name.
    ``ocr`` says which pages are recognised as pictures: "auto", "always", "never", or with threads and progress.
    ``overrides`` replaces single configuration values ("select", "ignore", "fail_on", …).
    Raises ReadError for a file that can't be read, ConfigError for a wrong schema or configuration file.
    """
    from extractor import __version__
    from extractor import schema as schemas
    from extractor.coverage import measure
    from extractor.interpret import interpret
    from extractor.placing import place
    from extractor.readers import read
    from extractor.readers.limits import Limits
    from extractor.readers.ocr import options as ocr_options

    path = Path(path)
    options = None
    if verify:
        from extractor.checks.config import load_config

        options = load_config(config, overrides or {})
    canon = schemas.load((*(options.schema if options else ()), *(Path(p) for p in schema)))
    document = read(path, data=data, password=password, limits=limits or Limits(), ocr=ocr_options(ocr))
    found = interpret(document, canon)
    report = Report(
        source=Source(document.file, document.sha256, document.format, document.pages),
        report=ReportInfo(found.title, found.organization, found.fiscal_year, found.kind),
        sections=found.sections,
        tables=[_table(view) for view in found.tables],
        facts=found.facts,
        indicators=found.indicators,
        relations=[],
        rules=[],
        findings=[],
        coverage=Coverage(0, 0, 0),
        notices=document.notices,
        remarks=found.remarks,
        program_version=__version__,
    )
    if options is not None:
        from extractor import checks

        outcome = checks.run(found, options, lang=lang, schema=canon)
        report.relations, report.rules, report.findings = outcome.relations, outcome.rules, outcome.findings
        place(report, document)
    elif document.recognised:
        from extractor.recognised.weigh import doubt

        doubt(found, lang)
    report.coverage = measure(found, report.relations)
    return Result(path, document, found, report, password, options.fail_on if options else "error")


def _table(view: TableView) -> ReportTable:
    table = view.table
    return ReportTable(
        id=view.id,
        title=view.title,
        kind=view.kind,
        unit=view.unit,
        organization=view.organization,
        fiscal_year=view.fiscal_year,
        location=view.location,
        n_rows=table.n_rows,
        n_cols=table.n_cols,
        cells=_cells(table, view.section),
        joins=[
            {"row": j.row, "page": j.page, "reason": j.reason, "dropped_header_rows": j.dropped_header_rows}
            for j in table.joins
        ],
    )


def _cells(table: Table, section: str | None) -> list[TableCell]:
    nowhere: tuple[Place | None, ...] = (None,)
    cells = []
    for c in table.cells:
        place = (c.places or nowhere)[0]
        page, bbox = (place.page, place.bbox) if place else (None, None)
        at = Location(page, section, None, table.index, c.row, c.col, bbox)
        cells.append(TableCell(c.row, c.col, c.rowspan, c.colspan, c.text, at))
    return cells
