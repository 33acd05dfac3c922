"""Tidy data as CSV files in a folder, with a Frictionless data package beside them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from extractor.errors import Lang
from extractor.outputs._tidy import TABLES, datapackage, harmless, plain
from extractor.outputs.files import folder, replacing
from extractor.pipeline import Result

FOLDER = True


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    """One CSV a tidy table, UTF-8 with a byte order mark so that Excel reads Chinese right."""
    folder(out)
    for table in TABLES:
        with (
            replacing(out / f"{table.name}.csv") as part,
            part.open("w", encoding="utf-8-sig", newline="") as stream,
        ):
            writer = csv.writer(stream)
            writer.writerow([f.name for f in table.fields])
            for row in table.rows(result.report):
                writer.writerow(["" if v is None else harmless(plain(v)) for v in row])
    with replacing(out / "datapackage.json") as part:
        described = datapackage("report", "csv", "utf-8-sig")
        part.write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
