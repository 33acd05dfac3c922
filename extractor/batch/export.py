"""Rows of the database as files, for programs that know no DuckDB."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.layout import DB_TABLES, quoted
from extractor.errors import ConfigError
from extractor.outputs._tidy import datapackage, harmless, plain
from extractor.outputs.files import folder, replacing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BLOCK = 10_000
_SHEET_ROWS = 1_048_575
"""Below the heading, in a worksheet."""
_CELL_CHARACTERS = 32_767


def export(db: DuckDBPyConnection, out: Path, kind: str) -> None:
    """Write every table to the folder ``out`` as ``kind`` "parquet" or "csv", with a Frictionless data package.

    Raises ConfigError if a file can't be written.
    """
    folder(out)
    for table in DB_TABLES:
        with replacing(out / f"{table.name}.{kind}") as part:
            select = f'SELECT * FROM "{table.name}"'
            if kind == "parquet":
                db.execute(f"COPY ({select}) TO {quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)")
            else:
                db.execute(select)
                write_csv(part, table.columns, blocks(db))
    package = datapackage("reports", kind, "utf-8-sig" if kind == "csv" else "utf-8", DB_TABLES)
    with replacing(out / "datapackage.json") as part:
        part.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def blocks(db: DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    """The rows of the query last executed, without holding them all."""
    while rows := db.fetchmany(_BLOCK):
        yield from rows


def write_csv(path: Path, names: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """UTF-8 with a byte order mark, so that Excel reads Chinese right; no text that a spreadsheet runs."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([harmless(n) for n in names])
        for row in rows:
            writer.writerow(["" if v is None else harmless(plain(simple(v))) for v in row])


def write_json(path: Path, names: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """A list of objects, decimals as strings; of columns with the same name the second is "name_2".

    No number of JSON: "nan" and "inf" as strings.
    """
    names = _distinct(names)
    with path.open("w", encoding="utf-8") as stream:
        before = "["
        for row in rows:
            item = json.dumps(dict(zip(names, map(_json, row), strict=True)), ensure_ascii=False)
            stream.write(f"{before}\n{item}")
            before = ","
        stream.write("[]\n" if before == "[" else "\n]\n")


def write_xlsx(path: Path, names: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """One worksheet; texts as texts, never as formulas or links.

    Raises ConfigError for more rows than a sheet holds.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("query")
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(names):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(rows, 1):
            if line > _SHEET_ROWS:
                raise ConfigError(
                    "结果超过工作表的行数，请用 .csv 或 .parquet / more rows than a sheet holds: use .csv or .parquet"
                )
            for at, value in enumerate(row):
                _cell(sheet, line, at, value)


def _cell(sheet: Any, line: int, at: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, (int, float, Decimal)) and abs(float(value)) < 1e15:
        sheet.write_number(line, at, value)
    elif value is not None:
        sheet.write_string(line, at, str(plain(simple(value)))[:_CELL_CHARACTERS])


def simple(value: Any) -> Any:
    """A value as one cell can show it: lists and structures as JSON."""
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(_json(value), ensure_ascii=False)
    return value


def _distinct(names: Sequence[str]) -> list[str]:
    made: list[str] = []
    for name in names:
        new, n = name, 1
        while new in made:
            n += 1
            new = f"{name}_{n}"
        made.append(new)
    return made


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(plain(value))
