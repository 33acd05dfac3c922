"""The command line. Only the parser lives here; each command imports what it needs when it runs."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from extractor import __version__
from extractor.errors import ConfigError, Lang, ReadError

OK, FINDINGS, UNREADABLE, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 2, 3, 130

_COMMANDS = ("check", "extract", "annotate", "baseline", "rule", "rules", "schema")


def parser() -> argparse.ArgumentParser:
    """The whole command line as an argparse parser."""
    top = argparse.ArgumentParser(
        prog="jixiao",
        description="读取并核对部门整体支出绩效自评报告 / "
        "read and verify departmental expenditure self-evaluation reports",
    )
    top.add_argument("--version", action="version", version=f"jixiao {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in _COMMANDS:
        importlib.import_module(f"extractor.cli.{name}").add_to(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0 nothing found at or above --fail-on, 1 findings, 2 the file could not be read or the call is wrong,
    3 an error of this program, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = parser().parse_args(argv)
    lang: Lang = getattr(args, "lang", "zh")
    try:
        status: int = args.run(args)
    except ReadError as error:
        print(error.sentence(lang), file=sys.stderr)
        return UNREADABLE
    except ConfigError as error:
        print(error, file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of a pipe (head, less) went away; nothing is wrong and nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        if getattr(args, "debug", False):
            raise
        what = f"{type(error).__name__}: {error}"
        print(
            f"程序内部错误（{what}），请用 --debug 重试并把输出连同文件一起报告 / "
            f"internal error ({what}); run again with --debug and report the output with the file",
            file=sys.stderr,
        )
        return INTERNAL
    return status
