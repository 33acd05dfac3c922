"""Tidy data as Parquet files in a folder, with a Frictionless data package beside them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import ConfigError, Lang
from extractor.outputs._tidy import TABLES, Field, datapackage
from extractor.outputs.files import folder, replacing
from extractor.pipeline import Result

FOLDER = True
_DIGITS, _PLACES = 38, 8


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    """One .parquet a tidy table; numbers are decimals, so that no digit is lost.

    Raises ConfigError if pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError(
            '输出 Parquet 需要 pyarrow，请运行 pip install "jixiao-check[data]" / '
            'Parquet output needs pyarrow: pip install "jixiao-check[data]"'
        ) from error
    kinds = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.decimal128(_DIGITS, _PLACES),
    }
    folder(out)
    for table in TABLES:
        rows = list(table.rows(result.report))
        columns = [
            pyarrow.array([_fit(row[n], field) for row in rows], kinds[field.type])
            for n, field in enumerate(table.fields)
        ]
        made = pyarrow.Table.from_arrays(columns, names=[f.name for f in table.fields])
        with replacing(out / f"{table.name}.parquet") as part:
            pyarrow.parquet.write_table(made, str(part))
    with replacing(out / "datapackage.json") as part:
        described = datapackage("report", "parquet")
        part.write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _fit(value: Any, field: Field) -> Any:
    if field.type != "number" or value is None:
        return value
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-_PLACES))
