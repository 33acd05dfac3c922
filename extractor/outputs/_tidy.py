"""Tidy tables: one row an item, the same columns in every tidy format and in the database of many reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any, Literal, Protocol

from extractor.model.report import Finding, Location, Report

FieldType = Literal["string", "integer", "number", "boolean", "datetime"]
Row = tuple[Any, ...]


@dataclass(slots=True, frozen=True)
class Field:
    name: str
    type: FieldType
    description: str


@dataclass(slots=True, frozen=True)
class TidyTable:
    """A table's name, columns and the rows a report gives. The first column is always the document."""

    name: str
    fields: tuple[Field, ...]
    rows: Callable[[Report], Iterator[Row]]


def _fields(*given: tuple[str, FieldType, str]) -> tuple[Field, ...]:
    return (Field("document", "string", "SHA-256 of the file"), *(Field(*g) for g in given))


_PLACE = (
    ("page", "integer", "1-based page, where the format has pages"),
    ("section", "string", "section id"),
    ("paragraph", "integer", "0-based paragraph outside tables"),
    ("table", "integer", "0-based table"),
    ("row", "integer", "0-based grid row"),
    ("col", "integer", "0-based grid column"),
    ("bbox", "string", "x0,top,x1,bottom in points from the page's top left corner"),
    ("char_start", "integer", "first character in the paragraph's or cell's text"),
    ("char_end", "integer", "one past the last character"),
)
PLACE_FIELDS: tuple[tuple[str, FieldType, str], ...] = _PLACE  # type: ignore[assignment]


def place_row(at: Location) -> Row:
    start, end = at.chars or (None, None)
    bbox = ",".join(f"{v:.2f}" for v in at.bbox) if at.bbox else None
    return (at.page, at.section, at.paragraph, at.table, at.row, at.col, bbox, start, end)


def _documents(r: Report) -> Iterator[Row]:
    severity = {s: sum(f.severity == s for f in r.findings) for s in ("error", "warning", "info")}
    status = {s: sum(x.status == s for x in r.relations) for s in _STATUSES}
    yield (
        r.source.sha256,
        r.source.file,
        r.source.format,
        r.source.pages,
        r.report.title,
        r.report.organization,
        r.report.fiscal_year,
        r.report.kind,
        r.coverage.quantities,
        r.coverage.in_facts,
        r.coverage.in_relations,
        *severity.values(),
        *status.values(),
        "; ".join(n.code for n in r.notices) or None,
        r.program_version,
    )


_STATUSES = ("consistent", "rounding", "inconsistent", "undetermined")


def _sections(r: Report) -> Iterator[Row]:
    for s in r.sections:
        yield (r.source.sha256, s.id, s.number, s.title, s.level, s.parent, *place_row(s.location))


def _tables(r: Report) -> Iterator[Row]:
    for t in r.tables:
        head = (t.id, t.title, t.kind, t.unit, t.organization, t.fiscal_year, t.n_rows, t.n_cols)
        yield (r.source.sha256, *head, *place_row(t.location))


def _cells(r: Report) -> Iterator[Row]:
    for t in r.tables:
        for c in t.cells:
            yield (r.source.sha256, t.id, c.rowspan, c.colspan, c.text, *place_row(c.location))


def _facts(r: Report) -> Iterator[Row]:
    for f in r.facts:
        head = (
            f.id,
            f.organization,
            f.fiscal_year,
            f.concept,
            f.label,
            f.raw_label,
            f.match_score,
            f.scenario,
            f.measure,
        )
        rest = (f.value, f.unit, f.raw, f.decimals, f.qualifier or None, f.upper, f.base_year, f.base_scenario)
        doubt = (f.confidence, f.doubtful, f.reading, f.why or None)
        yield (r.source.sha256, *head, *rest, *doubt, *place_row(f.location))


def _indicators(r: Report) -> Iterator[Row]:
    for i in r.indicators:
        head = (i.id, i.organization, i.fiscal_year, i.table, i.level1, i.level2, i.name, i.target, i.actual)
        rest = (i.weight, i.score, i.weight_raw or None, i.score_raw or None, i.note)
        # "table" of the place is the grid's number; the indicator's own table is its id
        yield (r.source.sha256, *head, *rest, *place_row(i.location))


def _remarks(r: Report) -> Iterator[Row]:
    for x in r.remarks:
        yield (r.source.sha256, r.report.organization, r.report.fiscal_year, x.kind, x.text, *place_row(x.location))


def _relations(r: Report) -> Iterator[Row]:
    for x in r.relations:
        at = x.terms[0].location if x.terms else Location()
        yield (
            r.source.sha256,
            x.id,
            r.report.organization,
            r.report.fiscal_year,
            x.rule,
            x.status,
            x.formula or None,
            x.expected,
            x.actual,
            x.difference,
            x.tolerance,
            x.reason or None,
            ";".join(t.fact for t in x.terms if t.fact) or None,
            *place_row(at),
        )


def _findings(r: Report) -> Iterator[Row]:
    for f in r.findings:
        yield (
            r.source.sha256,
            f.id,
            r.report.organization,
            r.report.fiscal_year,
            f.rule,
            f.severity,
            f.message,
            f.expected,
            f.actual,
            f.difference,
            ";".join(e.fact for e in f.evidence if e.fact) or None,
            ";".join(f.related) or None,
            *place_row(_first_place(f)),
        )


def _first_place(f: Finding) -> Location:
    return f.evidence[0].location if f.evidence else Location()


TABLES: tuple[TidyTable, ...] = (
    TidyTable(
        "documents",
        _fields(
            ("file", "string", "file name"),
            ("format", "string", "format found in the bytes"),
            ("pages", "integer", "number of pages, where the format has pages"),
            ("title", "string", "title of the report"),
            ("organization", "string", "department that reports"),
            ("fiscal_year", "integer", "year reported on"),
            ("kind", "string", "department, project, final_accounts or unknown"),
            ("quantities", "integer", "figures printed"),
            ("in_facts", "integer", "of these, read as facts"),
            ("in_relations", "integer", "of these, in an evaluated relation"),
            ("errors", "integer", "findings of severity error"),
            ("warnings", "integer", "findings of severity warning"),
            ("infos", "integer", "findings of severity info"),
            ("consistent", "integer", "relations that hold exactly"),
            ("rounding", "integer", "relations that hold within rounding"),
            ("inconsistent", "integer", "relations that do not hold"),
            ("undetermined", "integer", "relations that could not be decided"),
            ("notices", "string", "codes of what the reader could not read or had to repair"),
            ("program_version", "string", "version of the program that read it"),
        ),
        _documents,
    ),
    TidyTable(
        "sections",
        _fields(
            ("id", "string", "section id"),
            ("number", "string", "number as shown"),
            ("title", "string", "heading"),
            ("level", "integer", "1 is the highest"),
            ("parent", "string", "id of the section above"),
            *PLACE_FIELDS,
        ),
        _sections,
    ),
    TidyTable(
        "tables",
        _fields(
            ("id", "string", "table id"),
            ("title", "string", "title"),
            ("kind", "string", "which form it is"),
            ("unit", "string", "unit of its amounts"),
            ("organization", "string", "whose figures"),
            ("fiscal_year", "integer", "year"),
            ("n_rows", "integer", "rows of the grid"),
            ("n_cols", "integer", "columns of the grid"),
            *PLACE_FIELDS,
        ),
        _tables,
    ),
    TidyTable(
        "cells",
        _fields(
            ("table_id", "string", "table id"),
            ("rowspan", "integer", "rows covered"),
            ("colspan", "integer", "columns covered"),
            ("text", "string", "text as printed"),
            *PLACE_FIELDS,
        ),
        _cells,
    ),
    TidyTable(
        "facts",
        _fields(
            ("id", "string", "fact id"),
            ("organization", "string", "whose figure"),
            ("fiscal_year", "integer", "of which year"),
            ("concept", "string", "canonical indicator, empty if the label is not in the schema"),
            ("label", "string", "what it is, in words that stand alone"),
            ("raw_label", "string", "label as printed"),
            ("match_score", "number", "how well the label matches the concept, 0 to 1"),
            ("scenario", "string", "budget stage or role"),
            ("measure", "string", "amount, count, change, growth, share, rate, weight, score or other"),
            ("value", "number", "value in the unit beside it"),
            ("unit", "string", "unit"),
            ("raw", "string", "as printed"),
            ("decimals", "integer", "decimals printed"),
            ("qualifier", "string", ">=, <=, ~ …"),
            ("upper", "number", "upper end of a range"),
            ("base_year", "integer", "year compared with"),
            ("base_scenario", "string", "budget stage compared with"),
            ("confidence", "number", "recogniser's confidence, for scanned pages"),
            ("doubtful", "boolean", "recognised with too little confidence and borne out by nothing else"),
            ("reading", "number", "what it most likely is, where the report's arithmetic speaks for another reading"),
            ("why", "string", "why it is doubtful or read otherwise"),
            *PLACE_FIELDS,
        ),
        _facts,
    ),
    TidyTable(
        "indicators",
        _fields(
            ("id", "string", "indicator id"),
            ("organization", "string", "whose form"),
            ("fiscal_year", "integer", "year"),
            ("table_id", "string", "table id, empty if stated in prose"),
            ("level1", "string", "first-level class"),
            ("level2", "string", "second-level class"),
            ("name", "string", "indicator"),
            ("target", "string", "target as printed"),
            ("actual", "string", "achieved value as printed"),
            ("weight", "number", "points it is worth"),
            ("score", "number", "points given"),
            ("weight_raw", "string", "weight as printed"),
            ("score_raw", "string", "score as printed"),
            ("note", "string", "reason and remedy"),
            *PLACE_FIELDS,
        ),
        _indicators,
    ),
    TidyTable(
        "remarks",
        _fields(
            ("organization", "string", "department that reports"),
            ("fiscal_year", "integer", "year reported on"),
            ("kind", "string", "restated, renamed, reorganised or code"),
            ("text", "string", "the sentence, or the department's code"),
            *PLACE_FIELDS,
        ),
        _remarks,
    ),
    TidyTable(
        "relations",
        _fields(
            ("id", "string", "relation id"),
            ("organization", "string", "department that reports"),
            ("fiscal_year", "integer", "year reported on"),
            ("rule", "string", "rule code"),
            ("status", "string", "consistent, rounding, inconsistent or undetermined"),
            ("formula", "string", "the computation in figures"),
            ("expected", "string", "recomputed"),
            ("actual", "string", "printed"),
            ("difference", "string", "printed minus recomputed"),
            ("tolerance", "string", "what rounding allows"),
            ("reason", "string", "why it is undetermined"),
            ("facts", "string", "ids of its facts, separated by semicolons"),
            *PLACE_FIELDS,
        ),
        _relations,
    ),
    TidyTable(
        "findings",
        _fields(
            ("id", "string", "stable finding id"),
            ("organization", "string", "department that reports"),
            ("fiscal_year", "integer", "year reported on"),
            ("rule", "string", "rule code"),
            ("severity", "string", "error, warning or info"),
            ("message", "string", "what is wrong"),
            ("expected", "string", "recomputed"),
            ("actual", "string", "printed"),
            ("difference", "string", "printed minus recomputed"),
            ("facts", "string", "ids of the facts spoken of, separated by semicolons"),
            ("relations", "string", "ids of the relations behind it, separated by semicolons"),
            *PLACE_FIELDS,
        ),
        _findings,
    ),
)

DIGITS, PLACES = 38, 8
"""Digits of a number in all, and after the point, in formats that fix them."""
_SHORT = Context(prec=DIGITS, traps=[Inexact, InvalidOperation])


def exact(value: Decimal | float | None) -> Decimal | None:
    """A number that ``DECIMAL(38,8)`` holds to the last digit; None for one it can't hold (the printed text has it).

    A float is a score between 0 and 1 and is rounded.
    """
    if value is None:
        return None
    if isinstance(value, float):
        return Decimal(f"{value:.{PLACES}f}")
    try:
        return value.quantize(Decimal(1).scaleb(-PLACES), context=_SHORT) if value.is_finite() else None
    except (Inexact, InvalidOperation):
        return None


_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠")
_FIGURE = re.compile(r"[-+]?[\d,.\s]+%?")


def harmless(value: Any) -> Any:
    """A text that a spreadsheet will not run as a formula; figures stay as they are."""
    if isinstance(value, str) and value.startswith(_FORMULA_START) and not _FIGURE.fullmatch(value):
        return "'" + value
    return value


def plain(value: Any) -> Any:
    """A value as JSON can carry it without losing digits: decimals as strings in plain notation."""
    return format(value, "f") if isinstance(value, Decimal) else value


class Described(Protocol):
    """A table as a data package describes it."""

    @property
    def name(self) -> str: ...

    @property
    def fields(self) -> tuple[Field, ...]: ...


def datapackage(
    name: str, extension: str, encoding: str = "utf-8", tables: Sequence[Described] = TABLES
) -> dict[str, Any]:
    """A Frictionless data package descriptor for the tables beside it."""
    return {
        "name": name,
        "profile": "tabular-data-package" if extension == "csv" else "data-package",
        "resources": [
            {
                "name": t.name,
                "path": f"{t.name}.{extension}",
                "format": extension,
                **({"profile": "tabular-data-resource", "encoding": encoding} if extension == "csv" else {}),
                "schema": {
                    "fields": [{"name": f.name, "type": f.type, "description": f.description} for f in t.fields],
                    "missingValues": [""],
                },
            }
            for t in tables
        ],
    }
