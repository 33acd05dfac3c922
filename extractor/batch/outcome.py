"""One file in, all its rows out: what a worker does, wherever it runs."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extractor.collecting import rare_collection
from extractor.errors import ConfigError, Lang, ReadError
from extractor.text.visible import one_line

if TYPE_CHECKING:
    from extractor.readers.ocr import Ocr, OcrMode

Rows = dict[str, list[tuple[Any, ...]]]
"""Table name → rows in the order of the tidy table's columns; numbers as exact text."""


@dataclass(slots=True)
class Outcome:
    """What became of one document: its rows, or why there are none. Plain data, so that any worker can send it."""

    sha256: str
    """Of the bytes that were read."""
    path: str
    """Where they were read from, as shown to people."""
    size: int
    seconds: float
    status: Literal["ok", "failed"]
    rows: Rows = field(default_factory=dict)
    """Empty if failed."""
    code: str | None = None
    sentence: str | None = None
    format: str | None = None
    review: str | None = None
    """Its review page."""


@dataclass(slots=True, frozen=True)
class Task:
    """One document to read."""

    path: str
    sha256: str
    size: int


@dataclass(slots=True, frozen=True)
class FileRow:
    """A row of ``files``: what was met at one path."""

    path: str
    document: str | None
    size: int | None
    modified: datetime | None
    status: str
    code: str | None = None
    sentence: str | None = None


@dataclass(slots=True, frozen=True)
class Settings:
    """How documents are read. Plain data, so that any worker can have it."""

    schema: tuple[str, ...] = ()
    config: str | None = None
    overrides: tuple[tuple[str, object], ...] = ()
    """Single configuration values, as of the command line."""
    lang: Lang = "zh"
    ocr: OcrMode = "auto"
    password: str | None = None
    review: str | None = None
    """Folder for review pages."""

    def described(self) -> dict[str, object]:
        """What changes results, by name: with files by content, never with a password."""
        from extractor.checks.config import load_config

        config = load_config(self.config, dict(self.overrides))
        files = [*config.schema, *map(Path, self.schema)]
        return {
            "schema": [_digest(p) for p in files],
            "select": config.select,
            "ignore": config.ignore,
            "severity": dict(config.severity),
            "tolerance": [config.tolerance.policy, str(config.tolerance.extra)],
            "baseline": _digest(config.baseline) if config.baseline else None,
            "lang": self.lang,
            "ocr": self.ocr,
        }

    def key(self) -> str:
        """A short name of program version and everything that changes results.

        Raises ConfigError for a wrong schema or configuration file.
        """
        from extractor import __version__

        text = json.dumps([__version__, self.described()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ConfigError(f"{path}：无法读取 / can't be read: {error.strerror or error}") from error


def shown(path: str | Path) -> str:
    """A path as text that can be stored; bytes that are not UTF-8 as \\xNN, so that two paths stay two."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@rare_collection()
def read_document(path: str, settings: Settings, data: bytes | None = None, ocr: Ocr | None = None) -> Outcome:
    """Read and check one file; never raises for what is wrong with the file.

    ``data`` are its bytes if they are at hand (read elsewhere). ``ocr`` replaces ``settings.ocr`` where recognition is
    to be watched. Raises ConfigError for wrong settings, and OSError where the review page can't be written.
    """
    from extractor.readers import content
    from extractor.readers.detect import detect

    began = time.monotonic()
    outcome = Outcome("", shown(path), 0, 0.0, "failed")
    try:
        if data is None:
            data = content(Path(path))
        outcome.sha256, outcome.size = hashlib.sha256(data).hexdigest(), len(data)
        _fill(outcome, Path(path), data, settings, ocr)
    except ReadError as error:
        outcome.code, outcome.sentence = error.code, one_line(error.zh if settings.lang == "zh" else error.en)
        outcome.format = detect(data) if data else None
    except MemoryError:
        outcome.code, outcome.sentence = failure("memory", settings.lang)
    except ConfigError:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise
        outcome.code, outcome.sentence = failure("internal", settings.lang, f"{type(error).__name__}: {error}")
    except Exception as error:
        outcome.code, outcome.sentence = failure("internal", settings.lang, f"{type(error).__name__}: {error}")
    outcome.seconds = time.monotonic() - began
    return outcome


def _fill(outcome: Outcome, path: Path, data: bytes, settings: Settings, ocr: Ocr | None) -> None:
    from extractor import pipeline
    from extractor.batch.layout import plain_rows
    from extractor.outputs._tidy import TABLES

    result = pipeline.run(
        path,
        data=data,
        password=settings.password,
        schema=settings.schema,
        config=settings.config,
        lang=settings.lang,
        ocr=ocr or settings.ocr,
        overrides=dict(settings.overrides),
    )
    rows = {t.name: plain_rows(t, t.rows(result.report)) for t in TABLES}
    if settings.review:
        from extractor.outputs import load

        page = Path(settings.review) / f"{outcome.sha256}.html"
        load("html").write(result, page, settings.lang)
        outcome.review = shown(page)
    outcome.rows, outcome.status, outcome.format = rows, "ok", result.document.format


_FAILURES: dict[str, tuple[str, str]] = {
    "memory": (
        "读取时内存超过上限，可用 --memory 放宽后以 --retry failed 重试",
        "took more memory than allowed; raise --memory and use --retry failed",
    ),
    "timeout": (
        "超过每份文件的时限，可用 --timeout 放宽后以 --retry failed 重试",
        "took longer than allowed; raise --timeout and use --retry failed",
    ),
    "crashed": (
        "读取程序在此文件上崩溃，其他文件不受影响；请把文件报告给开发者",
        "reading it crashed its worker, no other file is touched; please report the file",
    ),
    "killed": (
        "读取进程被系统终止，多半是内存不足；可减少 --jobs 后以 --retry failed 重试",
        "its worker was killed by the system, most likely for want of memory; lower --jobs and use --retry failed",
    ),
    "internal": (
        "程序内部错误，请把文件报告给开发者",
        "an error of this program; please report the file",
    ),
}


def failure(code: str, lang: Lang, detail: str = "") -> tuple[str, str]:
    """(code, sentence) of a failure that is not the reader's own."""
    sentence = _FAILURES[code][lang == "en"]
    return code, one_line(f"{sentence} ({detail})" if detail else sentence)
