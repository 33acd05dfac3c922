"""Options that several commands share, and how their outputs are chosen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ConfigError
from extractor.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.pipeline import Result
    from extractor.readers.ocr import Ocr


def add_lang(p: argparse.ArgumentParser) -> None:
    p.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language of messages (default: zh)")


def add_ocr(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--ocr",
        choices=("auto", "always", "never"),
        default="auto",
        help="文字识别：自动（没有文字层的页）、全部、不识别 / "
        "recognise pages without a text layer (auto, default), all pages, or none",
    )


def add_source(p: argparse.ArgumentParser) -> None:
    """REPORT and how it is read."""
    kinds = ".docx, .pdf, picture; .doc, .wps, .rtf, .odt with LibreOffice"
    p.add_argument("report", metavar="REPORT", help=f"报告文件 / the report ({kinds})")
    p.add_argument("--password", help="PDF 打开密码 / password of an encrypted PDF")
    p.add_argument(
        "--schema",
        metavar="FILE",
        action="append",
        default=[],
        help="补充的指标体系文件（TOML）/ extra indicator schema (TOML); may be repeated",
    )
    add_ocr(p)
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)


def add_outputs(p: argparse.ArgumentParser) -> None:
    """Where the result goes."""
    p.add_argument(
        "--format", metavar="FORMAT", help="输出格式 / output format: text (default), json, md, xlsx, html, …"
    )
    p.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help="写入文件，可多次给出，格式由扩展名决定 / write to FILE; may be repeated; the extension gives the format",
    )


def add_rules(p: argparse.ArgumentParser) -> None:
    """Which rules run and what was decided before."""
    p.add_argument(
        "--select", metavar="CODES", help="只用这些规则或规则族 / only these rules or families, comma separated"
    )
    p.add_argument("--ignore", metavar="CODES", help="不用这些规则或规则族 / leave these rules or families out")
    p.add_argument("--config", metavar="FILE", help="配置文件 / configuration file (TOML)")
    p.add_argument("--baseline", metavar="FILE", help="已确认事项清单 / findings already decided on")


def overrides(args: argparse.Namespace) -> dict[str, object]:
    """Configuration values given on the command line."""
    names = ("select", "ignore", "fail_on", "baseline")
    return {n: v for n in names if (v := getattr(args, n, None)) is not None}


def console(args: argparse.Namespace) -> Console:
    """A terminal to print on; wide enough for one finding a line where output is not a terminal."""
    from extractor.outputs.terminal import Terminal

    made = Terminal(highlight=False, soft_wrap=False)
    return made if made.is_terminal else Terminal(highlight=False, width=120)


def recognition(args: argparse.Namespace) -> Ocr:
    """How pages that are pictures are treated, with a progress line where a person watches."""
    from extractor.cli.progress import page_progress
    from extractor.readers.ocr import Ocr

    return Ocr(args.ocr, progress=page_progress(args.lang))


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
        chosen.append((kind, writable(name, args.report, folder=getattr(load(kind), "FOLDER", False))))
    if not chosen and args.format not in (None, "text") and not hasattr(load(args.format), "text"):
        raise ConfigError(f"{args.format} 格式需要用 -o 指定文件 / format {args.format} needs a file: -o FILE")
    return chosen


def add_overview(p: argparse.ArgumentParser, formats: str) -> None:
    """DATABASE and where what is made of many reports goes."""
    p.add_argument("database", metavar="DATABASE", help="batch 生成的数据库 / the database made by batch")
    p.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help=f"写入文件（{formats}），可多次给出；默认显示在屏幕上 / write to FILE; default: the screen",
    )
    p.add_argument(
        "--years", metavar="YEARS", help="只看这些年度，如 2021-2024 / only these years, for example 2021-2024"
    )
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)


def overview_outputs(args: argparse.Namespace, formats: tuple[str, ...]) -> list[tuple[str, Path]]:
    """(format, file) of every -o of a command about a database. Raises ConfigError before any work is done."""
    chosen = []
    for name in args.output:
        kind = Path(name).suffix[1:].lower()
        if kind not in formats:
            known = "、".join(f".{f}" for f in formats)
            raise ConfigError(f"{name}：扩展名须是 {known} / the extension must be one of {', '.join(formats)}")
        chosen.append((kind, writable(name, args.database)))
    return chosen


def writable(name: str, report: str, folder: bool = False) -> Path:
    """A place for an output. Raises ConfigError if it is none, or is the report itself."""
    path = Path(name)
    try:
        good = path.parent.is_dir() and (not path.exists() or (path.is_dir() if folder else path.is_file()))
        same = path.resolve() == Path(report).resolve() or (path.exists() and path.samefile(report))
    except (OSError, ValueError):  # a name too long, or with a character no name may have
        good = same = False
    if not good and not same:
        raise ConfigError(f"{name}：不是可写的文件位置 / not a place for {'a folder' if folder else 'a file'}")
    if same:
        raise ConfigError(f"{name}：不能覆盖读取的文件 / would overwrite what is read")
    return path


def write(result: Result, args: argparse.Namespace, chosen: list[tuple[str, Path]]) -> bool:
    """Write the chosen outputs; True if the screen is still to be printed."""
    from extractor.outputs import load

    for kind, path in chosen:
        load(kind).write(result, path, args.lang)
    if chosen or args.format in (None, "text"):
        return not chosen
    print(visible(load(args.format).text(result, args.lang)))
    return False
