"""Tidy data as Parquet files in a folder, with a Frictionless data package beside them."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.errors import ConfigError, Lang
from extractor.outputs._tidy import DIGITS, PLACES, TABLES, datapackage, exact
from extractor.outputs.files import folder, replacing
from extractor.pipeline import Result

FOLDER = True


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
        "number": pyarrow.decimal128(DIGITS, PLACES),
        "boolean": pyarrow.bool_(),
    }
    folder(out)
    for table in TABLES:
        rows = list(table.rows(result.report))
        columns = [
            pyarrow.array([exact(row[n]) if field.type == "number" else row[n] for row in rows], kinds[field.type])
            for n, field in enumerate(table.fields)
        ]
        made = pyarrow.Table.from_arrays(columns, names=[f.name for f in table.fields])
        with replacing(out / f"{table.name}.parquet") as part:
            pyarrow.parquet.write_table(made, str(part))
    with replacing(out / "datapackage.json") as part:
        described = datapackage("report", "parquet")
        part.write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
