"""The command line. Only the parser lives here; each command imports what it needs when it runs."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

from extractor import __version__
from extractor.errors import ConfigError, Lang, ReadError
from extractor.text.visible import one_line

OK, FINDINGS, UNREADABLE, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 2, 3, 130

_COMMANDS = (
    "check",
    "extract",
    "annotate",
    "baseline",
    "batch",
    "reconcile",
    "query",
    "summary",
    "trend",
    "rule",
    "rules",
    "schema",
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            USAGE, one_line(f"{self.prog}：用法有误，请用 --help 查看 / wrong call, see --help: {message}") + "\n"
        )


def parser() -> argparse.ArgumentParser:
    """The whole command line as an argparse parser."""
    top = _Parser(
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
    try:
        status = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of a pipe (head, less) went away; nothing is wrong and nothing more can be said to it
        _silence(sys.stdout)
        return OK
    except OSError as error:
        _silence(sys.stdout)
        why = error.strerror or str(error)
        return _say(f"无法写出结果（{why}） / the result can't be written ({why})", UNREADABLE)
    return status


def _run(argv: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # a library's file that can't be closed on a full disk: what failed is said in a sentence
    sys.unraisablehook = lambda unraisable: None
    # what libraries log of a damaged file is said by notices
    logging.getLogger().addHandler(logging.NullHandler())
    args = parser().parse_args(argv)
    lang: Lang = getattr(args, "lang", "zh")
    try:
        status: int = args.run(args)
    except ReadError as error:
        return _say(error.sentence(lang), UNREADABLE)
    except ConfigError as error:
        return _say(str(error), USAGE)
    except MemoryError:
        return _say("内存不足，请拆分文件后再试 / not enough memory; split the file", UNREADABLE)
    except OSError:
        raise
    except ModuleNotFoundError as error:
        return _say(
            f"缺少依赖包 {error.name}，请在本项目目录运行 pip install -e . / "
            f"package {error.name} is not installed; run pip install -e . in this project's folder",
            USAGE,
        )
    except Exception as error:
        if getattr(args, "debug", False):
            raise
        what = f"{type(error).__name__}: {error}"
        return _say(
            f"程序内部错误（{what}），请用 --debug 重试并把输出连同文件一起报告 / "
            f"internal error ({what}); run again with --debug and report the output with the file",
            INTERNAL,
        )
    return status


def _say(sentence: str, status: int) -> int:
    if sys.stderr is not None:
        print(one_line(sentence), file=sys.stderr)
    return status


def _silence(stream: TextIO | None) -> None:
    """Let nothing more be written to a stream that is gone, not even when the interpreter ends."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
