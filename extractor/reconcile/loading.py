"""Stored reports as the rules need them: facts, places and findings, without cells and text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from extractor.model.report import (
    Coverage,
    Evidence,
    Fact,
    Finding,
    Indicator,
    Location,
    Relation,
    Remark,
    Report,
    ReportInfo,
    ReportTable,
    Section,
    Source,
    TableCell,
    Term,
)

Query = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
"""Runs SQL on the database."""
_PLACE = ("page", "section", "paragraph", "table", "row", "col", "bbox", "char_start", "char_end")
_MEASURES = ("amount", "count", "change", "growth")
_NAME_ROWS = 4
"""Rows of a project's form in which its name is looked for."""
AMONG = "document IN (SELECT unnest(?::VARCHAR[]))"
_NAMES = (
    f'"row" < {_NAME_ROWS} AND (document, table_id) IN '
    "(SELECT (document, id) FROM tables WHERE kind = 'project_score')"
)
_NOWHERE = Location()
_FACT_COLUMNS = (
    "id", "organization", "fiscal_year", "concept", "label", "raw_label", "match_score", "scenario", "measure", "value",
    "unit", "raw", "decimals", "qualifier", "upper", "base_year", "base_scenario", "confidence", "doubtful",
    "reading", "why",
)  # fmt: skip


def load(query: Query, documents: Sequence[str]) -> dict[str, Report]:
    """Stored reports by document, with what rules between reports look at: amounts and counts with their changes,
    tables and sections without their text, indicators, the relations that hold and the findings. One query a table,
    however
    many documents; unknown documents are left out."""
    ids = [list(documents)]
    reports = {
        r[0]: Report(
            Source(r[1] or "", r[0], r[2] or "", r[3]), ReportInfo(r[4], r[5], r[6], r[7] or "unknown"),
            [], [], [], [], [], [], [], Coverage(0, 0, 0),
        )
        for r in query(
            'SELECT document, file, format, pages, title, organization, fiscal_year, kind FROM documents '
            f"WHERE status = 'ok' AND {AMONG}", ids,
        )
    }  # fmt: skip

    def rows(table: str, columns: Sequence[str], where: str = "true", order: str = "rowid") -> list[tuple[Any, ...]]:
        chosen = ", ".join(f'"{c}"' for c in ("document", *columns, *_PLACE))
        return query(f'SELECT {chosen} FROM "{table}" WHERE {AMONG} AND {where} ORDER BY {order}', ids)

    for document, *v in rows("sections", ("id", "number", "title", "level", "parent")):
        reports[document].sections.append(Section(v[0], v[1] or "", v[2] or "", v[3], v[4], _place(v[5:])))
    columns = ("id", "title", "kind", "unit", "organization", "fiscal_year", "n_rows", "n_cols")
    tables: dict[tuple[str, str], ReportTable] = {}
    for document, *v in rows("tables", columns):
        made = ReportTable(v[0], v[1], v[2], v[3], v[4], v[5], _place(v[8:]), v[6], v[7], [])
        reports[document].tables.append(made)
        tables[document, made.id] = made
    for document, *v in rows("cells", ("table_id", "rowspan", "colspan", "text"), _NAMES):
        at = _place(v[4:])
        if (table := tables.get((document, v[0]))) is not None:
            table.cells.append(TableCell(at.row or 0, at.col or 0, v[1], v[2], v[3] or "", at))
    for document, *v in rows("facts", _FACT_COLUMNS, f"measure IN {_MEASURES}"):
        reports[document].facts.append(_fact(v))
    of_row = ("id", "organization", "fiscal_year", "table_id", "level1", "level2", "name", "target", "actual", "note")
    for document, *v in rows("indicators", of_row):
        at = _place(v[10:])
        made_row = Indicator(
            v[0], v[1], v[3], v[4], v[5], v[6] or "", v[7], v[8], None, None, v[9], at, fiscal_year=v[2]
        )
        reports[document].indicators.append(made_row)
    for document, *v in rows("remarks", ("kind", "text")):
        reports[document].remarks.append(Remark(v[0], v[1], _place(v[2:])))
    held = query(
        f"SELECT document, facts FROM relations WHERE {AMONG} AND status IN ('consistent', 'rounding') "
        "AND facts IS NOT NULL AND NOT starts_with(id, 'y')", ids,
    )  # fmt: skip
    for document, facts in held:
        terms = [Term("", "", "", None, None, None, f, _NOWHERE) for f in facts.split(";")]
        reports[document].relations.append(Relation("", "", "consistent", terms, None, None, None, None))
    found = rows("findings", ("id", "rule", "severity", "message", "facts"), "other_document IS NULL")
    for document, *v in found:
        at = _place(v[5:])
        evidence = [Evidence("", None, f, at) for f in (v[4] or "").split(";") if f] or [Evidence("", None, None, at)]
        reports[document].findings.append(Finding(v[0], v[1], v[2], v[3], None, None, None, evidence))
    return reports


def _fact(v: Sequence[Any]) -> Fact:
    of = dict(zip(_FACT_COLUMNS, v, strict=False))
    decimals = of["decimals"]
    return Fact(
        id=of["id"], concept=of["concept"], label=of["label"] or "", raw_label=of["raw_label"] or "",
        match_score=None if of["match_score"] is None else float(of["match_score"]),
        organization=of["organization"], fiscal_year=of["fiscal_year"], scenario=of["scenario"],
        value=_printed(of["value"], decimals), unit=of["unit"], raw=of["raw"] or "", decimals=decimals,
        location=_place(v[len(_FACT_COLUMNS) :]), measure=of["measure"], qualifier=of["qualifier"] or "",
        base_year=of["base_year"], base_scenario=of["base_scenario"],
        upper=None if of["upper"] is None else _printed(of["upper"], decimals),
        confidence=None if of["confidence"] is None else float(of["confidence"]),
        doubtful=bool(of["doubtful"]), reading=None if of["reading"] is None else _printed(of["reading"], decimals),
        why=of["why"] or "",
    )  # fmt: skip


def _printed(value: Any, decimals: int | None) -> Decimal:
    """A value with the digits printed, without the zeros the column type adds."""
    plain = Decimal(str(value)).normalize()
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)
    wanted = max(decimals or 0, -exponent, 0)
    return plain.quantize(Decimal(1).scaleb(-wanted))


def _place(v: Sequence[Any]) -> Location:
    page, section, paragraph, table, row, col, bbox, start, end = v
    box = tuple(float(x) for x in bbox.split(",")) if bbox else None
    chars = None if start is None else (start, end)
    return Location(page, section, paragraph, table, row, col, box, chars)  # type: ignore[arg-type]


def chunks(series: Sequence[Sequence[str]], most: int) -> list[list[Sequence[str]]]:
    """Series of documents put together until there are about ``most`` in a chunk; a series is never cut."""
    found: list[list[Sequence[str]]] = []
    size: dict[int, int] = defaultdict(int)
    for one in series:
        if not found or size[len(found) - 1] + len(one) > most:
            found.append([])
        found[-1].append(one)
        size[len(found) - 1] += len(one)
    return found
