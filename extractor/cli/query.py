"""`jixiao query reports.duckdb "SELECT …"`: ask the database of many reports."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.cli.options import add_lang

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EPILOG = """\
不写 SQL 时列出各表和视图；常用查询见 docs/database.md。
Without SQL, tables and views are listed; docs/database.md has ready queries.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser(
        "query",
        help="用 SQL 查询批量读取的数据库 / ask the database that batch has filled",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("database", metavar="DATABASE", help="batch 生成的数据库 / the database (reports.duckdb)")
    p.add_argument("sql", metavar="SQL", nargs="?", help="查询语句（DuckDB）/ a query, in DuckDB's SQL")
    p.add_argument("-o", "--output", metavar="FILE", help="写入 .csv .xlsx .json .parquet 文件 / write to a file")
    p.add_argument(
        "--rows", metavar="N", type=_count, default=200, help="屏幕上最多几行 / rows on the screen (default: 200)"
    )
    p.add_argument(
        "--all",
        metavar="FOLDER",
        help="把所有表导出到文件夹（parquet，或 --format csv）/ write all tables to a folder instead (Parquet, or CSV)",
    )
    p.add_argument("--format", choices=("parquet", "csv"), default="parquet", help=argparse.SUPPRESS)
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import duckdb

    from extractor.batch.export import export
    from extractor.batch.reading import connect
    from extractor.errors import ConfigError
    from extractor.text.visible import one_line

    if args.all:
        with connect(args.database, locked=False) as db:
            export(db, Path(args.all), args.format)
        return 0
    with connect(args.database) as db:
        try:
            _interruptible(lambda: _answer(args, db), db)
        except duckdb.Error as error:
            raise ConfigError(f"SQL 有误或不允许 / the SQL is wrong or not allowed: {one_line(str(error))}") from error
        finally:
            # closing waits for what a query has still to compute, be it without end
            db.interrupt()
    return 0


def _answer(args: argparse.Namespace, db: DuckDBPyConnection) -> None:
    from extractor.batch.export import blocks

    sql = _one(args.sql, db)
    if args.output:
        _write(Path(args.output), sql, db)
    else:
        db.execute(sql)
        _show([d[0] for d in db.description or []], blocks(db), args)


def _interruptible(work: Callable[[], None], db: DuckDBPyConnection) -> None:
    """Work in a thread of its own: DuckDB doesn't always hear Ctrl-C in the main thread, which then waits for ever."""
    from concurrent.futures import Future

    answer: Future[None] = Future()
    # not Thread.join(): interrupted, it takes a running thread for ended (CPython 3.11)
    ended = threading.Event()

    def run() -> None:
        try:
            work()
            answer.set_result(None)
        except BaseException as error:
            answer.set_exception(error)
        finally:
            ended.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        # with a limit, so that the signal is heard whichever thread the system gives it to
        while not ended.wait(0.2):
            pass
    except KeyboardInterrupt:
        while not ended.wait(0.1):
            db.interrupt()  # again: one that comes before the query begins is lost
        raise
    answer.result()


_ASKING = ("SELECT", "EXPLAIN", "CALL", "PRAGMA", "MULTI")
"""Kinds of statements that answer something; PIVOT is of kind MULTI."""


def _one(sql: str | None, db: DuckDBPyConnection) -> str:
    """The one query there is. Raises ConfigError: of several only the last would be answered, silently."""
    from extractor.errors import ConfigError

    if not sql:
        return _LIST
    found = db.extract_statements(sql)
    if len(found) != 1 or found[0].type.name not in _ASKING:
        raise ConfigError(
            "SQL 有误或不允许：请给出一条查询语句（SELECT …） / "
            "the SQL is wrong or not allowed: give one query (SELECT …), no more"
        )
    return sql


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000000")
    return int(text)


_LIST = """
SELECT table_name AS name, 'table' AS kind, estimated_size AS "rows", comment FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT view_name, 'view', NULL, comment FROM duckdb_views() WHERE NOT internal ORDER BY kind, name"""


def _write(out: Path, sql: str, db: DuckDBPyConnection) -> None:
    from extractor.batch import export
    from extractor.errors import ConfigError
    from extractor.outputs.files import replacing

    kind = out.suffix[1:].lower()
    writers = {"csv": export.write_csv, "xlsx": export.write_xlsx, "json": export.write_json}
    if kind == "parquet":
        with replacing(out) as part:
            _parquet(part, sql, db)
    elif kind in writers:
        db.execute(sql)
        names = [d[0] for d in db.description or []]
        with replacing(out) as part:
            writers[kind](part, names, export.blocks(db))
    else:
        raise ConfigError(f"{out}：请用 .csv、.xlsx、.json 或 .parquet / use .csv, .xlsx, .json or .parquet")


def _parquet(part: Path, sql: str, db: DuckDBPyConnection) -> None:
    """The connection itself may not write files."""
    from extractor.errors import ConfigError

    try:
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError(
            '输出 Parquet 需要 pyarrow，请运行 pip install "jixiao-check[data]" / '
            'Parquet output needs pyarrow: pip install "jixiao-check[data]"'
        ) from error
    reader: Any = db.sql(sql).to_arrow_reader()
    try:
        with pyarrow.parquet.ParquetWriter(str(part), reader.schema) as writer:
            for batch in reader:
                writer.write_batch(batch)
    except pyarrow.ArrowNotImplementedError as error:
        raise ConfigError(
            f"Parquet 没有这种列，请在 SQL 中转换（CAST … AS VARCHAR）/ Parquet has no such column; CAST it: {error}"
        ) from error


def _show(names: list[str], rows: Any, args: argparse.Namespace) -> None:
    from itertools import islice

    from rich.cells import cell_len

    from extractor.cli.options import console
    from extractor.text.visible import one_line

    out = console(args)
    shown = [[one_line(_text(v)) for v in row] for row in islice(rows, args.rows + 1)]
    lines = shown[: args.rows]
    heads = [one_line(n) for n in names]
    widths = [max(map(cell_len, column)) for column in zip(heads, *lines, strict=True)]
    # a row as lines where columns would be squeezed into a letter or two
    fits = sum(min(w, 24) + 3 for w in widths) < out.width
    out.print(_table(heads, lines) if fits else _records(heads, lines))
    if len(shown) > args.rows:
        n = args.rows
        out.print(
            f"只显示前 {n} 行；全部结果请用 -o 写入文件" if args.lang == "zh" else f"the first {n} rows; -o has all"
        )


def _table(heads: list[str], lines: list[list[str]]) -> Any:
    from rich.table import Column, Table
    from rich.text import Text

    table = Table(*(Column(Text(h)) for h in heads))
    for line in lines:
        table.add_row(*map(Text, line))
    return table


def _records(heads: list[str], lines: list[list[str]]) -> Any:
    from rich.cells import cell_len
    from rich.text import Text

    wide = max(map(cell_len, heads))
    labels = [h + " " * (wide - cell_len(h)) for h in heads]
    blocks = ["\n".join(f"{a}  {b}" for a, b in zip(labels, line, strict=True)) for line in lines]
    return Text("\n\n".join(blocks))


def _text(value: Any) -> str:
    """A value on the screen; a decimal without the zeros of its type: 95, not 95.00000000."""
    from decimal import Decimal

    from extractor.batch.export import simple

    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(simple(value))
