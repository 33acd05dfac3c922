"""The database of many reports, for those who only ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.store import refusal
from extractor.errors import ConfigError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def connect(path: str | Path, *, locked: bool = True) -> DuckDBPyConnection:
    """Open a database for reading. ``locked``: nothing it is asked can read or write files or load extensions.

    Raises ConfigError if there is none, or it is being written.
    """
    import duckdb

    if not Path(path).is_file():
        raise ConfigError(f"{path}：没有这个数据库，请先运行 batch / there is no such database; run batch first")
    try:
        db = duckdb.connect(str(path), read_only=True, config={"python_enable_replacements": False})
        if locked:
            db.execute("SET enable_external_access = false")
            db.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise ConfigError(refusal(Path(path), error)) from error
    return db
