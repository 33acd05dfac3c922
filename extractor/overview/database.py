"""Opening a database of many reports for reading."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.reading import connect
from extractor.errors import ConfigError
from extractor.overview.figures import views

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NEEDED = {"documents", "facts", "relations", "findings", "files"}


@contextlib.contextmanager
def opened(path: Path) -> Iterator[DuckDBPyConnection]:
    """The database, read only, with this version's views of the figures reports state.

    Raises ConfigError, in one sentence, if it is not there, in use by a writer, or something else.
    """
    import duckdb

    db = connect(path)
    try:
        tables = {row[0] for row in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if not tables >= _NEEDED:
            raise ConfigError(f"{path}：不是 batch 生成的数据库 / {path}: not a database made by batch")
        columns = {row[0] for row in db.execute("DESCRIBE facts").fetchall()}
        for statement in views(columns, temporary=True):
            db.execute(statement)
        if "departments" not in tables:
            db.execute(
                "CREATE TEMP TABLE departments (document VARCHAR, department VARCHAR, organization VARCHAR, "
                "fiscal_year BIGINT, alone BOOLEAN)"
            )
        if "same_organization" not in tables:
            db.execute(
                "CREATE TEMP TABLE same_organization (kind VARCHAR, name VARCHAR, other_name VARCHAR, "
                "fiscal_year BIGINT, accepted BOOLEAN)"
            )
        yield db
    except duckdb.Error as error:
        raise ConfigError(
            f"{path}：数据库结构与本版本不符，请用本版本再次运行 batch / "
            f"{path}: made by another version; run batch again with this one ({' '.join(str(error).split())[:200]})"
        ) from error
    finally:
        db.close()
