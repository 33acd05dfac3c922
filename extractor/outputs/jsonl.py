"""Tidy data as JSON Lines files in a folder, with a Frictionless data package beside them."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.errors import Lang
from extractor.outputs._tidy import TABLES, datapackage, plain
from extractor.outputs.files import folder, replacing
from extractor.pipeline import Result

FOLDER = True


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    """One .jsonl a tidy table; decimals are strings, so that no digit is lost."""
    folder(out)
    for table in TABLES:
        names = [f.name for f in table.fields]
        with replacing(out / f"{table.name}.jsonl") as part, part.open("w", encoding="utf-8") as stream:
            for row in table.rows(result.report):
                item = dict(zip(names, map(plain, row), strict=True))
                stream.write(json.dumps(item, ensure_ascii=False) + "\n")
    with replacing(out / "datapackage.json") as part:
        part.write_text(json.dumps(datapackage("report", "jsonl"), ensure_ascii=False, indent=1) + "\n", "utf-8")
