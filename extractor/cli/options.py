"""Options that several commands share, and how their outputs are chosen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ConfigError

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.pipeline import Result


def add_lang(p: argparse.ArgumentParser) -> None:
    p.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language of messages (default: zh)")


def add_reading(p: argparse.ArgumentParser) -> None:
    """REPORT and the options about reading it and writing the result."""
    p.add_argument("report", metavar="REPORT", help="报告文件 / the report (.docx, .pdf)")
    p.add_argument(
        "--format", metavar="FORMAT", help="输出格式：text 或 json 等 / output format: text (default), json, …"
    )
    p.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help="写入文件，可多次给出，格式由扩展名决定 / write to FILE; may be repeated; the extension gives the format",
    )
    p.add_argument("--password", help="PDF 打开密码 / password of an encrypted PDF")
    p.add_argument(
        "--schema",
        metavar="FILE",
        action="append",
        default=[],
        help="补充的指标体系文件（TOML）/ extra indicator schema (TOML); may be repeated",
    )
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)


def console(args: argparse.Namespace) -> Console:
    """A terminal to print on; wide enough for one finding a line where output is not a terminal."""
    from rich.console import Console

    made = Console(highlight=False, soft_wrap=False)
    return made if made.is_terminal else Console(highlight=False, width=120)


def outputs(args: argparse.Namespace) -> list[tuple[str, Path]]:
    """(format, file) of every -o. Raises ConfigError before any work is done if one can't be written."""
    from extractor.outputs import load

    chosen = []
    for name in args.output:
        path = Path(name)
        kind = args.format if args.format and len(args.output) == 1 else path.suffix[1:].lower()
        if not kind:
            raise ConfigError(
                f"{name}：没有扩展名，请用 --format 指明格式 / no extension; name the format with --format"
            )
        load(kind)
        if path.is_dir() or not path.parent.is_dir():
            raise ConfigError(f"{name}：不是可写的文件位置 / not a place for a file")
        if path.resolve() == Path(args.report).resolve():
            raise ConfigError(f"{name}：不能覆盖原报告 / would overwrite the report itself")
        chosen.append((kind, path))
    if not chosen and args.format not in (None, "text") and not hasattr(load(args.format), "text"):
        raise ConfigError(f"{args.format} 格式需要用 -o 指定文件 / format {args.format} needs a file: -o FILE")
    return chosen


def write(result: Result, args: argparse.Namespace, chosen: list[tuple[str, Path]]) -> bool:
    """Write the chosen outputs; True if the screen is still to be printed."""
    from extractor.outputs import load

    for kind, path in chosen:
        load(kind).write(result, path, args.lang)
    if chosen or args.format in (None, "text"):
        return not chosen
    print(load(args.format).text(result, args.lang))
    return False
