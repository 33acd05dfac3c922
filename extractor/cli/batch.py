"""`jixiao batch FOLDER… -o reports.duckdb`: many reports into one database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.options import add_lang, add_ocr, overrides

if TYPE_CHECKING:
    from extractor.batch.pool import PoolMaker
    from extractor.batch.run import Plan

_EPILOG = """\
同一命令再次运行即从中断处继续；内容和设置都未变的文件不再读取。
Run the same command again to continue; files whose content and settings have not changed are not read again.

状态 / exit status: 0 全部读取 all read · 1 有文件未能读取 some failed · 2 无法运行 can't run · 130 中断 interrupted
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser(
        "batch",
        help="把许多报告读入一个数据库 / read many reports into one database",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument(
        "roots", metavar="FOLDER", nargs="+", help="文件夹（含下级）或文件 / folders, with all below, or files"
    )
    p.add_argument(
        "-o",
        "--output",
        metavar="DATABASE",
        required=True,
        help="数据库文件；用 --format 时为文件夹 / database file (reports.duckdb); with --format a folder",
    )
    p.add_argument(
        "--format",
        choices=("duckdb", "parquet", "csv"),
        default="duckdb",
        help="parquet、csv：另把各表写成文件 / also write every table as a file beside the database in the folder",
    )
    p.add_argument(
        "--include", metavar="PATTERN", action="append", default=[], help="只要这些文件，如 '*2023*' / only these files"
    )
    p.add_argument("--exclude", metavar="PATTERN", action="append", default=[], help="不要这些文件 / not these files")
    p.add_argument("--jobs", metavar="N", type=_count, help="工作进程数 / worker processes (default: one per core)")
    p.add_argument(
        "--timeout", metavar="SECONDS", type=_seconds, default=300.0, help="每份文件的时限 / per file (default: 300)"
    )
    p.add_argument(
        "--ocr-timeout",
        metavar="SECONDS",
        type=_seconds,
        default=1800.0,
        help="需识别图片的文件的时限 / per file with pages to recognise (default: 1800)",
    )
    p.add_argument(
        "--memory",
        metavar="SIZE",
        type=_size,
        help="每份文件的内存上限，如 2GB / memory per file (default: 2GB, less where there is less)",
    )
    p.add_argument(
        "--retry",
        metavar="CODES",
        default="",
        help="重读此前失败的：failed（全部）或原因代码；all 重读所有 / read failures again: failed, or codes such as "
        "timeout,memory; all reads everything again",
    )
    p.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="在 dask 集群上读取，如 tcp://scheduler:8786 / read on the workers of a dask cluster",
    )
    p.add_argument("--review", metavar="FOLDER", help="为每份报告写审核页面 / write each report's review page there")
    p.add_argument("--log", metavar="FILE", help="失败清单（JSON Lines）/ list failures there as JSON lines")
    p.add_argument(
        "--schema",
        metavar="FILE",
        action="append",
        default=[],
        help="补充的指标体系文件（TOML）/ extra indicator schema (TOML); may be repeated",
    )
    p.add_argument("--select", metavar="CODES", help="只用这些规则 / only these rules or families, comma separated")
    p.add_argument("--ignore", metavar="CODES", help="不用这些规则 / leave these rules or families out")
    p.add_argument("--config", metavar="FILE", help="配置文件 / configuration file (TOML)")
    p.add_argument("--baseline", metavar="FILE", help="已确认事项清单 / findings already decided on")
    p.add_argument("--password", help="PDF 打开密码 / password of encrypted PDFs")
    add_ocr(p)
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.batch.run import run as run_batch
    from extractor.batch.store import Store
    from extractor.cli.batch_progress import closing, watching

    plan = _plan(args)
    database = _database(args)
    with Store.open(database) as store, watching(args.lang, args.log) as watch:
        tally = run_batch(plan, store, watch)
        if args.format != "duckdb" and not tally.interrupted:
            store.export(Path(args.output), args.format)
    print(closing(tally, database, args.lang))
    return 130 if tally.interrupted else int(tally.failed + tally.failed_before > 0)


def _database(args: argparse.Namespace) -> Path:
    from extractor.outputs.files import folder

    out = Path(args.output)
    if args.format == "duckdb":
        return out
    folder(out)
    return out / "reports.duckdb"


def _plan(args: argparse.Namespace) -> Plan:
    from extractor.batch.outcome import Settings
    from extractor.batch.pool import Bounds, Pool
    from extractor.batch.run import Plan
    from extractor.batch.scan import Choice, absolute, real
    from extractor.errors import ConfigError
    from extractor.outputs.files import folder

    for root in args.roots:
        if not Path(root).exists():
            raise ConfigError(f"{root}：没有这个文件或文件夹，请核对路径 / there is no such file or folder")
    jobs = args.jobs or _cores()
    if args.review:
        folder(Path(args.review))
    database = str(_database(args))
    own = [database, f"{database}.wal", f"{database}.tmp", *(p for p in (args.review, args.log) if p)]
    if args.format != "duckdb":
        own.append(args.output)
    single = overrides(args)
    if args.baseline:
        single["baseline"] = absolute(args.baseline)
    settings = Settings(
        schema=tuple(map(absolute, args.schema)),
        config=absolute(args.config) if args.config else None,
        overrides=tuple(single.items()),
        lang=args.lang,
        ocr=args.ocr,
        password=args.password,
        review=absolute(args.review) if args.review else None,
    )
    memory = args.memory or (2 << 30 if args.cluster else _memory(jobs))
    pool: PoolMaker = Pool
    if args.cluster:
        from extractor.batch.cluster import on

        pool = on(args.cluster, settings)
    return Plan(
        roots=tuple(args.roots),
        settings=settings,
        choice=Choice(tuple(args.include), tuple(args.exclude), frozenset(map(real, own)), args.lang),
        jobs=jobs,
        bounds=Bounds(args.timeout, max(args.timeout, args.ocr_timeout), memory),
        pool=pool,
        retry=tuple(c.strip() for c in args.retry.split(",") if c.strip()),
    )


def _cores() -> int:
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory(jobs: int) -> int:
    """2 GB a worker, less on a small machine."""
    import psutil

    return int(max(512 << 20, min(2 << 30, psutil.virtual_memory().total * 0.8 / jobs)))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1024")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return seconds


_UNITS = {"K": 10, "M": 20, "G": 30}


def _size(text: str) -> int:
    unit = text.upper().removesuffix("B")
    try:
        size = int(float(unit[:-1]) * (1 << _UNITS[unit[-1]]))
    except (ValueError, KeyError, IndexError, OverflowError):
        size = 0
    if size < 128 << 20:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size from 128MB up, such as 2GB")
    return size
