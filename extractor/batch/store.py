"""The database of many reports, as its one writer sees it.

A document goes in with all of its rows or not at all. DuckDB lets one process write at a time; a second one is told so.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from extractor.batch.layout import DB_TABLES, DOCUMENT_TABLES, MATCHES, DbTable, comment, create, plain_rows
from extractor.batch.outcome import FileRow, Outcome
from extractor.errors import ConfigError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CONFIG: dict[str, str | int | float | list[str]] = {
    # more threads make small inserts slower, and the cores belong to the workers
    "threads": 1,
    "memory_limit": "512MB",
    "checkpoint_threshold": "64MB",
    # values of our own Python variables must never answer for a missing table
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Store:
    """The database, open for writing.

    Not for several threads at once. Every method that writes raises ConfigError, in one sentence, where the disk is
    full or the database can't be written; nothing of that call is then in the database.
    """

    def __init__(self, connection: DuckDBPyConnection, path: Path) -> None:
        self._db = connection
        self._look = connection.cursor()
        self.path = path
        self.run = ""
        self._settings = ""
        self._version = ""
        self._tables = {t.name: t for t in DB_TABLES}
        self._appenders: dict[str, Any] = {}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a database or make one. Raises ConfigError if another process writes to it, it can't be written, or it
        is something else."""
        import duckdb

        path = Path(path)
        try:
            db = duckdb.connect(str(path), config=dict(_CONFIG))
        except duckdb.Error as error:
            raise ConfigError(refusal(path, error)) from error
        store = cls(db, path)
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self) -> None:
        from extractor.batch import views

        known: dict[str, dict[str, str]] = {}
        for table, column, kind in self._db.execute(
            "SELECT t.table_name, column_name, data_type FROM duckdb_columns() c JOIN duckdb_tables() t "
            "USING (table_oid) WHERE t.schema_name = 'main' AND NOT t.internal"
        ).fetchall():
            known.setdefault(table, {})[column] = kind
        if known and not {"runs", "documents"} <= set(known):
            raise ConfigError(
                f"{self.path}：不是本程序的数据库，请换一个输出文件 / "
                f"{self.path}: a database of something else; choose another output"
            )
        statements = []
        for table in DB_TABLES:
            statements += _missing(table, known.get(table.name))
        statements += views.statements()
        self._write(lambda: [self._db.execute(s) for s in statements])

    # a run

    def begin_run(
        self, *, version: str, settings: str, options: Mapping[str, Any], roots: Sequence[str], jobs: int
    ) -> str:
        """Note that a run begins; documents put from now on belong to it. ``settings`` is the key of program version
        and options that change results. Returns the run's id."""
        self.run, self._settings, self._version = uuid.uuid4().hex, settings, version
        row = {
            "id": self.run,
            "started": _now(),
            "state": "running",
            "program_version": version,
            "settings": settings,
            "options": json.dumps(options, ensure_ascii=False, sort_keys=True, default=str),
            "roots": json.dumps(list(roots), ensure_ascii=False),
            "jobs": jobs,
        }
        self._write(lambda: self._append("runs", [tuple(row.get(c) for c in self._tables["runs"].columns)]))
        return self.run

    def end_run(self, state: str, counts: Mapping[str, int]) -> None:
        """Note how a run ended: ``state`` "finished" or "interrupted", ``counts`` the columns of ``runs`` by name."""
        changed = {"ended": _now(), "state": state, **counts}
        assigned = ", ".join(f'"{c}" = ?' for c in changed)
        values = [*changed.values(), self.run]
        self._write(lambda: self._db.execute(f"UPDATE runs SET {assigned} WHERE id = ?", values))

    # what is there

    def finished(
        self, hashes: Sequence[str], *, retry: Sequence[str] = (), review: bool = False
    ) -> dict[str, Literal["ok", "failed"]]:
        """Which of these documents need not be read again, and how they ended: read with this run's settings, and

        - not failed for one of the reasons in ``retry`` (codes; "failed" for all of them), and
        - with a review page if ``review`` (unless it failed).

        "all" in ``retry``: none of them. May be called while another thread puts documents.
        """
        rows = self._look.execute(
            "SELECT document, status, code, review IS NOT NULL FROM documents WHERE settings = ? "
            "AND document IN (SELECT unnest(?::VARCHAR[]))",
            [self._settings, list(hashes)],
        ).fetchall()
        again = set(retry)
        if "all" in again:
            return {}
        return {
            document: status
            for document, status, code, reviewed in rows
            if (status == "ok" and (reviewed or not review)) or (status != "ok" and not again & {"failed", code})
        }

    def paths(self, paths: Sequence[str]) -> dict[str, FileRow]:
        """The rows of ``files`` for these paths, by path. May be called while another thread puts documents."""
        rows = self._look.execute(
            "SELECT path, document, size, modified, status, code, sentence FROM files "
            "WHERE path IN (SELECT unnest(?::VARCHAR[]))",
            [list(paths)],
        ).fetchall()
        return {row[0]: FileRow(*row) for row in rows}

    # putting in

    def put(self, outcomes: Sequence[Outcome] = (), files: Sequence[FileRow] = ()) -> None:
        """Store documents and what was met at paths, in one transaction.

        A document goes in with all of its rows, in place of what an earlier version or other settings made of it. Of
        several with the same content the last one counts.
        """
        if not outcomes and not files:
            return
        latest = {o.sha256: o for o in outcomes}
        at = {f.path: f for f in files}

        def write() -> None:
            self._forget(latest)
            rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in DOCUMENT_TABLES}
            for outcome in latest.values():
                rows["documents"].append(self._document(outcome))
                for name in DOCUMENT_TABLES[1:]:
                    rows[name] += outcome.rows.get(name, ())
            for name, found in rows.items():
                self._append(name, found)
            if at:
                self._db.execute("DELETE FROM files WHERE path IN (SELECT unnest(?::VARCHAR[]))", [list(at)])
                self._append("files", [_file(f, self.run) for f in at.values()])

        self._write(write)

    def replace_family(
        self,
        family: str | Sequence[str],
        rows: Mapping[str, Iterable[Sequence[Any]]] | Iterable[Mapping[str, Iterable[Sequence[Any]]]],
    ) -> None:
        """Put relations and findings of a rule family ("YRS"), or of some rules, in place of all that are there, in one
        transaction.

        ``rows`` has rows for "relations" and "findings", and for the tables of ``MATCHES`` if these are to be replaced
        as well, in the order of their columns; or it makes such batches one by one, for which it may read from this
        store.
        """
        prefixes = [family] if isinstance(family, str) else list(family)
        batches = [rows] if isinstance(rows, Mapping) else rows

        def write() -> None:
            ours = " OR ".join("starts_with(rule, ?)" for _ in prefixes) or "false"
            for name in ("relations", "findings"):
                self._db.execute(f"DELETE FROM {name} WHERE {ours}", prefixes)
            emptied = set()
            for batch in batches:
                for name in batch:
                    if name in MATCHES and name not in emptied:
                        self._db.execute(f"DELETE FROM {name}")
                        emptied.add(name)
                for name, some in batch.items():
                    self._append(name, plain_rows(self._tables[name], some))

        self._write(write)

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._db.execute(sql, list(values)).fetchall()

    def export(self, out: Path, kind: str) -> None:
        """Write every table to a folder, as :func:`extractor.batch.export.export`."""
        from extractor.batch.export import export

        export(self._db, out, kind)

    def close(self) -> None:
        """Close the database. What was put is safe already."""
        self._appenders.clear()
        self._look.close()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # within

    def _document(self, o: Outcome) -> tuple[Any, ...]:
        own = o.rows.get("documents") or [()]
        tidy = [f.name for f in self._tables["documents"].fields]
        row = dict(zip(tidy, own[0], strict=False))
        row |= {
            "document": o.sha256,
            "file": row.get("file") or Path(o.path).name,
            "format": row.get("format") or o.format,
            "program_version": row.get("program_version") or self._version,
            "path": o.path,
            "size": o.size,
            "status": o.status,
            "code": o.code,
            "sentence": o.sentence,
            "seconds": f"{o.seconds:.3f}",
            "settings": self._settings,
            "run": self.run,
            "read_at": _now(),
            "review": o.review,
        }
        return tuple(row.get(c) for c in self._tables["documents"].columns)

    def _forget(self, hashes: Iterable[str]) -> None:
        """Take out what is there of documents that are about to be stored again."""
        wanted = list(hashes)
        there = "SELECT document FROM documents WHERE document IN (SELECT unnest(?::VARCHAR[]))"
        known = [row[0] for row in self._db.execute(there, [wanted]).fetchall()] if wanted else []
        if known:
            for name in DOCUMENT_TABLES:
                self._db.execute(f'DELETE FROM "{name}" WHERE document IN (SELECT unnest(?::VARCHAR[]))', [known])

    def _append(self, name: str, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if name not in self._appenders:
            self._appenders[name] = self._db.appender(name, columns=self._tables[name].columns)
        appender = self._appenders[name]
        width = len(self._tables[name].columns)
        try:
            # what one report says fills the tidy columns; the rest is for what reports say of each other
            appender.append_rows([(*row, *[None] * (width - len(row))) for row in rows])
            appender.flush()
        except BaseException:
            appender.clear()
            raise

    def _write(self, work: Any) -> None:
        """All of ``work`` or nothing."""
        import duckdb

        try:
            self._db.begin()
            try:
                work()
                self._db.commit()
            except BaseException:
                self._undo()
                raise
        except (duckdb.DataError, duckdb.InvalidInputException):
            raise  # a value, not the disk: the caller knows whose
        except duckdb.Error as error:
            raise ConfigError(refusal(self.path, error)) from error

    def _undo(self) -> None:
        import contextlib

        import duckdb

        # after a failed commit there is nothing left to roll back
        with contextlib.suppress(duckdb.Error):
            self._db.rollback()


def _file(f: FileRow, run: str) -> tuple[Any, ...]:
    return (f.path, f.document, f.size, f.modified, f.status, f.code, f.sentence, run)


def _missing(table: DbTable, known: dict[str, str] | None) -> list[str]:
    """Statements that bring a table of an older version up to this one's columns."""
    from extractor.batch.layout import SQL_TYPES

    if known is None:
        return create(table)
    made = []
    for field in table.fields:
        if field.name not in known:
            made.append(f'ALTER TABLE "{table.name}" ADD COLUMN "{field.name}" {SQL_TYPES[field.type]}')
            made.append(comment(table, field))
    return made


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


_DAMAGED: Final = re.compile(r"checksum|corrupt|Could not read enough bytes|deserializ", re.I)


def refusal(path: Path, error: Exception) -> str:
    """One sentence for a database that can't be opened or written."""
    what = " ".join(str(error).split())
    if re.search(r"\block\b", what):  # not "block", of which damaged databases speak
        return (
            f"{path}：另一个程序正在使用这个数据库，请等它结束或换一个输出文件 / "
            f"{path}: another process uses this database; wait for it or choose another output"
        )
    if "not a valid DuckDB" in what or "Is a directory" in what:
        return f"{path}：不是 DuckDB 数据库，请换一个文件 / {path}: not a DuckDB database; choose another file"
    if _DAMAGED.search(what):
        return (
            f"{path}：数据库已损坏，请用备份恢复，或删除后再次运行 batch / "
            f"{path}: the database is damaged; restore it from a copy, or delete it and run batch again"
        )
    if "No space left" in what or "File too large" in what:
        return (
            f"{path}：磁盘已满，请腾出空间后再次运行，已完成的不会重做 / "
            f"{path}: the disk is full; make room and run again, nothing finished is done twice"
        )
    return f"{path}：数据库无法打开或写入（{what}） / {path}: the database can't be opened or written ({what})"
