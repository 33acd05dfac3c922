"""A database of many reports made row by row, for what is shown of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from extractor.batch.layout import DB_TABLES, create
from extractor.overview.figures import views


class Many:
    """Rows with defaults for what a test does not care about."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self.db = duckdb.connect(str(path))
        for table in DB_TABLES:
            self.db.execute(create(table)[0])
        self.ids = 0

    def add(self, table: str, /, **values: Any) -> None:
        names = ", ".join(f'"{n}"' for n in values)
        marks = ", ".join("?" for _ in values)
        self.db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(values.values()))

    def document(self, sha: str, organization: str | None, year: int | None, **more: Any) -> str:
        row = {
            "document": sha,
            "file": f"{sha}.docx",
            "organization": organization,
            "fiscal_year": year,
            "status": "ok",
        }
        row = {**row, "path": f"/reports/{sha}.docx", **more}
        self.add("documents", **row)
        self.add("files", path=row["path"], document=sha, status="ok")
        return sha

    def fact(self, document: str, organization: str, year: int, concept: str, value: str, **more: Any) -> str:
        self.ids += 1
        decimals = len(value.partition(".")[2])
        row = {
            "document": document,
            "id": f"f{self.ids}",
            "organization": organization,
            "fiscal_year": year,
            "concept": concept,
            "label": concept,
            "scenario": "actual",
            "measure": "amount",
            "value": Decimal(value),
            "unit": "万元",
            "raw": value,
            "decimals": decimals,
            "paragraph": self.ids,
            **more,
        }
        self.add("facts", **row)
        return f"f{self.ids}"

    def relation(self, document: str, status: str, *facts: str, rule: str = "SUM001") -> None:
        self.ids += 1
        self.add("relations", document=document, id=f"r{self.ids}", rule=rule, status=status, facts=";".join(facts))

    def views(self) -> Many:
        columns = [r[0] for r in self.db.execute("DESCRIBE facts").fetchall()]
        for statement in views(columns):
            self.db.execute(statement)
        return self
