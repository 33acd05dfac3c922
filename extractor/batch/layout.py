"""Tables of the database of many reports: the tidy tables, what became of each file, and the runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.outputs._tidy import DIGITS, PLACE_FIELDS, PLACES, TABLES, Field, FieldType, TidyTable, exact
from extractor.text.visible import utf8

SQL_TYPES: dict[FieldType, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": f"DECIMAL({DIGITS},{PLACES})",
    "boolean": "BOOLEAN",
    "datetime": "TIMESTAMP",
}


@dataclass(slots=True, frozen=True)
class DbTable:
    """A table of the database."""

    name: str
    about: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> list[str]:
        return [f.name for f in self.fields]


def _fields(*given: tuple[str, FieldType, str]) -> tuple[Field, ...]:
    return tuple(Field(*g) for g in given)


_ABOUT = {
    "documents": "one row per file content (the same bytes in several places are one document)",
    "sections": "headings of the reports",
    "tables": "tables of the reports",
    "cells": "cells of those tables; a merged cell once, with its spans",
    "facts": "every printed figure with its meaning; the same figure printed in four places is four rows",
    "indicators": "every row of every self-evaluation form, and indicators stated in prose",
    "remarks": "what reports say of themselves: figures restated, departments renamed or reorganised, their codes",
    "relations": "every arithmetic or equality statement between printed figures, evaluated; "
    "those between reports too (rules YRS)",
    "findings": "relations that do not hold, and what is missing; those between reports too (rules YRS)",
}

ZH = {
    "documents": "每份内容一行（同一内容在几处只算一份）",
    "sections": "章节标题",
    "tables": "报告中的表",
    "cells": "表格单元格，合并单元格只列一次",
    "facts": "文中每个数据一行，含单位、年度、口径和位置",
    "indicators": "自评表的每条指标一行，正文所述指标也在内",
    "remarks": "报告关于追溯调整、更名、机构改革的说明和单位编码",
    "relations": "核对过的每项勾稽关系，跨报告的（YRS）也在内",
    "findings": "发现的问题，跨报告的（YRS）也在内",
    "departments": "每份报告属于哪个部门（由 reconcile 写入）",
    "same_organization": "视为同一部门或未能确定的名称及依据（由 reconcile 写入）",
    "files": "遇到的每个文件一行",
    "runs": "每次运行 batch 一行",
}
"""What a table holds, for those who list the database."""

# what the database knows of a document beyond what its report says
_OUTCOME = _fields(
    ("path", "string", "where it was first found"),
    ("size", "integer", "bytes"),
    ("status", "string", "ok, or failed: then code and sentence say why and every other table has nothing of it"),
    ("code", "string", "reason of a failure in one word: encrypted, damaged, timeout, memory, crashed, …"),
    ("sentence", "string", "the same in words"),
    ("seconds", "number", "time it took to read and check"),
    ("settings", "string", "key of program version and settings it was read with, as in runs"),
    ("run", "string", "the run that read it"),
    ("read_at", "datetime", "when, in UTC"),
    ("review", "string", "its review page, where --review was given"),
)

# the other report's side of a relation or finding between reports (rules YRS); "document" is the later report
_OTHER = _fields(
    ("other_document", "string", "the other report, for rules that compare reports (YRS)"),
    (
        "other_facts",
        "string",
        "ids of the other reports' facts, each after its document and #, separated by semicolons",
    ),
    *((f"other_{name}", kind, f"in the other report: {about}") for name, kind, about in PLACE_FIELDS),
)
_MORE = {"documents": _OUTCOME, "relations": _OTHER, "findings": _OTHER}

_DEPARTMENTS = DbTable(
    "departments",
    "which department each report is of, over the years and under all its names; made by reconcile",
    _fields(
        ("document", "string", "the report"),
        ("department", "string", "its department, called by its latest name"),
        ("organization", "string", "the name printed in the report"),
        ("fiscal_year", "integer", "year reported on"),
        ("alone", "boolean", "the office alone (本级), without its units"),
    ),
)
_SAME_ORGANIZATION = DbTable(
    "same_organization",
    "names taken for one department, and those that may be and were not: with the evidence; made by reconcile",
    _fields(
        ("kind", "string", "spelling, code, renamed, merged, split or ambiguous"),
        ("name", "string", "the name, for renamed the earlier one"),
        ("other_name", "string", "the other name, for renamed the later one"),
        ("fiscal_year", "integer", "first year of the later name, where one follows the other"),
        ("accepted", "boolean", "whether their reports are compared as one department's"),
        ("confidence", "number", "0 to 1"),
        ("evidence", "string", "what speaks for it"),
    ),
)
MATCHES: tuple[str, ...] = ("departments", "same_organization")
"""Tables that reconcile makes anew."""

_FILES = DbTable(
    "files",
    "one row per path that was met; several paths may hold the same document",
    _fields(
        ("path", "string", "absolute path; bytes that are not UTF-8 as \\xNN"),
        ("document", "string", "SHA-256 of its bytes as last read, empty where they could not be read"),
        ("size", "integer", "bytes"),
        ("modified", "datetime", "last changed, in UTC"),
        ("status", "string", "ok: see its document; failed: could not be opened; ignored: not a report by its name"),
        ("code", "string", "reason for failed and ignored"),
        ("sentence", "string", "the same in words"),
        ("run", "string", "the run that wrote this row"),
    ),
)

_RUNS = DbTable(
    "runs",
    "one row per run of batch",
    _fields(
        ("id", "string", "run id"),
        ("started", "datetime", "in UTC"),
        ("ended", "datetime", "in UTC; empty: still running, or killed"),
        ("state", "string", "running, finished or interrupted"),
        ("program_version", "string", "version of the program"),
        ("settings", "string", "key of program version and settings that change results"),
        ("options", "string", "those settings, as JSON"),
        ("roots", "string", "folders and files given, as JSON"),
        ("jobs", "integer", "worker processes"),
        ("found", "integer", "files met"),
        ("read", "integer", "documents read in this run"),
        ("failed", "integer", "of these and of unreadable files, failures"),
        ("unchanged", "integer", "files whose content was read before with the same settings"),
        ("duplicates", "integer", "further paths of a document of this run"),
        ("ignored", "integer", "files that are no reports by their names"),
    ),
)

DB_TABLES: tuple[DbTable, ...] = (
    *(DbTable(t.name, _ABOUT[t.name], (*t.fields, *_MORE.get(t.name, ()))) for t in TABLES),
    _DEPARTMENTS,
    _SAME_ORGANIZATION,
    _FILES,
    _RUNS,
)
DOCUMENT_TABLES: tuple[str, ...] = tuple(t.name for t in TABLES)
"""Tables whose first column is the document."""


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def create(table: DbTable) -> list[str]:
    """Statements that make a table and say what its columns are."""
    columns = ", ".join(f'"{f.name}" {SQL_TYPES[f.type]}' for f in table.fields)
    return [
        f'CREATE TABLE "{table.name}" ({columns})',
        f'COMMENT ON TABLE "{table.name}" IS {quoted(f"{ZH[table.name]} / {table.about}")}',
        *(comment(table, f) for f in table.fields),
    ]


def comment(table: DbTable, field: Field) -> str:
    """The statement that says what a column is."""
    return f'COMMENT ON COLUMN "{table.name}"."{field.name}" IS {quoted(field.description)}'


def plain_rows(table: DbTable | TidyTable, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows as they are sent and stored: numbers as exact text, texts without what UTF-8 can't hold."""
    numbers = [n for n, field in enumerate(table.fields) if field.type == "number"]
    made = []
    for row in rows:
        if numbers:
            changed = list(row)
            for n in numbers:
                if n < len(changed) and changed[n] is not None:
                    changed[n] = _number(changed[n])
            row = changed
        made.append(tuple(row))
    try:  # nearly always all is well
        "".join([value for row in made for value in row if value.__class__ is str]).encode()
    except UnicodeEncodeError:
        made = [tuple(utf8(v) if isinstance(v, str) else v for v in row) for row in made]
    return made


_SHORT = re.compile(rf"-?\d{{1,{DIGITS - PLACES}}}(?:\.\d{{1,{PLACES}}})?")


def _number(value: Decimal | float) -> str | None:
    text = f"{value:.{PLACES}f}" if isinstance(value, float) else format(value, "f")
    if _SHORT.fullmatch(text):
        return text
    fitting = exact(value)
    return None if fitting is None else format(fitting, "f")
