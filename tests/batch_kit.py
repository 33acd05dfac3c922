"""Folders of small reports, and what a batch made of them."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from extractor.batch.layout import DOCUMENT_TABLES
from tests.report_kit import Draft


@cache
def report_bytes(n: int = 0) -> bytes:
    """A tiny report; every ``n`` another content."""
    import io

    draft = Draft(f"2024年度第{n}局部门整体支出绩效自评报告").form(organization=f"第{n}局")
    out = io.BytesIO()
    draft.document.save(out)
    return out.getvalue()


def folder(path: Path, reports: int = 3) -> Path:
    """``reports`` different reports below ``path``."""
    path.mkdir(parents=True, exist_ok=True)
    for n in range(reports):
        (path / f"r{n:02}.docx").write_bytes(report_bytes(n))
    return path


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as db:
        return db.execute(sql).fetchall()


def sound(database: Path) -> dict[str, int]:
    """Documents by status, after making sure that each is there once, whole, and nothing else is."""
    assert rows(database, "SELECT document FROM documents GROUP BY ALL HAVING count(*) > 1") == []
    assert rows(database, "SELECT path FROM files GROUP BY ALL HAVING count(*) > 1") == []
    assert rows(database, "FROM files WHERE status = 'ok' AND document NOT IN (SELECT document FROM documents)") == []
    for table in DOCUMENT_TABLES[1:]:
        ok = "SELECT document FROM documents WHERE status = 'ok'"
        assert rows(database, f'FROM "{table}" WHERE document NOT IN ({ok})') == [], table
        # the same small report in every file: as many rows of each
        counts = f'SELECT count(x.document) FROM ({ok}) d LEFT JOIN "{table}" x USING (document) GROUP BY d.document'
        assert len({n for (n,) in rows(database, counts)}) <= 1, table
    return dict(rows(database, "SELECT status, count(*) FROM documents GROUP BY status"))


def copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    return target
