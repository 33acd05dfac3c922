"""How far a batch has come, on stderr: a bar where a person watches, else a line now and then; and how it ended."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from extractor.errors import ConfigError, Lang
from extractor.text.visible import one_line

if TYPE_CHECKING:
    from extractor.batch.outcome import Outcome
    from extractor.batch.run import Tally, Watch

_EVERY = 30.0
"""Seconds between two lines where nobody watches."""


@contextlib.contextmanager
def watching(lang: Lang, log: str | None = None) -> Iterator[Watch]:
    """A watch for :func:`extractor.batch.run.run`, which also writes each failure as a JSON line to ``log``.

    Raises ConfigError if the log can't be written.
    """
    with contextlib.ExitStack() as open_:
        stream = open_.enter_context(_appended(log)) if log else None
        shown: Watch = _Lines(lang)
        if sys.stderr is not None and sys.stderr.isatty():
            shown = open_.enter_context(_bar(lang))

        def watch(tally: Tally, outcome: Outcome | None) -> None:
            shown(tally, outcome)
            if stream is not None and outcome is not None and outcome.status == "failed":
                row = {k: getattr(outcome, k) for k in ("path", "code", "sentence", "sha256", "size", "seconds")}
                print(json.dumps(row, ensure_ascii=False), file=stream, flush=True)

        yield watch


def _appended(path: str) -> TextIO:
    try:
        return Path(path).open("a", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}：无法写入 / can't be written: {error.strerror or error}") from error


@contextlib.contextmanager
def _bar(lang: Lang) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[failed]}"), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate="", failed="")
        pace = _Pace()

        def watch(tally: Tally, outcome: Outcome | None) -> None:
            bar.update(
                task,
                completed=tally.settled,
                total=tally.total,
                rate=pace.words(tally, lang),
                failed=(f"失败 {tally.failed}" if lang == "zh" else f"{tally.failed} failed") if tally.failed else "",
            )

        yield watch


class _Pace:
    """Files a second."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def words(self, tally: Tally, lang: Lang) -> str:
        rate = (tally.read + tally.failed) / max(time.monotonic() - self.began, 1e-3)
        return f"每秒 {rate:.1f} 份" if lang == "zh" else f"{rate:.1f} files/s"

    def left(self, tally: Tally) -> float | None:
        """Seconds still to go, once the files have been counted."""
        if tally.total is None or not tally.settled:
            return None
        return (time.monotonic() - self.began) * max(tally.total - tally.settled, 0) / tally.settled


class _Lines:
    def __init__(self, lang: Lang) -> None:
        self._lang, self._pace, self._last = lang, _Pace(), time.monotonic()

    def __call__(self, tally: Tally, outcome: Outcome | None) -> None:
        now = time.monotonic()
        if sys.stderr is None or now - self._last < _EVERY:
            return
        self._last = now
        total = "?" if tally.total is None else f"{tally.total}"
        left = self._pace.left(tally)
        rest = "" if left is None else f"，还需 {_clock(left)}" if self._lang == "zh" else f", {_clock(left)} left"
        failed = f"，失败 {tally.failed}" if self._lang == "zh" else f", {tally.failed} failed"
        print(
            f"{tally.settled}/{total}  {self._pace.words(tally, self._lang)}{rest}{failed}", file=sys.stderr, flush=True
        )


def _clock(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{left:02}"


def closing(tally: Tally, database: Path, lang: Lang) -> str:
    """What the run did and what to do next."""
    from extractor.overview.advice import advice

    zh = lang == "zh"
    lines = [
        (
            f"遇到 {tally.found} 个文件：读取 {tally.read}，失败 {tally.failed}，此前已读 {tally.unchanged}，"
            f"内容重复 {tally.duplicates}，忽略 {sum(tally.ignored.values())}"
            if zh
            else f"{tally.found} files: {tally.read} read, {tally.failed} failed, {tally.unchanged} read before, "
            f"{tally.duplicates} with the same content as another, {sum(tally.ignored.values())} ignored"
        )
    ]
    if tally.failures:
        # the code as well: it is what --retry takes
        reasons = ", ".join(f"{advice(code, lang)[0]} ({code}) {n}" for code, n in tally.failures.most_common())
        lines.append(f"失败原因：{reasons}" if zh else f"reasons: {reasons}")
    if tally.ignored:
        reasons = ", ".join(f"{advice(code, lang)[0]} {n}" for code, n in tally.ignored.most_common())
        lines.append(f"忽略原因：{reasons}" if zh else f"ignored: {reasons}")
    slow = sorted(((s, p) for s, p in tally.slowest if s >= 1), reverse=True)
    if slow:
        lines.append("最慢的文件：" if zh else "slowest:")
        lines += [f"  {seconds:.1f} s  {one_line(path)}" for seconds, path in slow]
    if tally.failed_before:
        n = tally.failed_before
        lines.append(f"此前已失败、这次未再读取：{n}" if zh else f"failed before and not read again: {n}")
    if tally.failed or tally.failed_before:
        ask = f'jixiao query {database} "SELECT path, code, sentence FROM failures"'
        lines.append(f"失败清单：{ask}" if zh else f"list of failures: {ask}")
        lines.append(
            "处理后加 --retry failed（或 --retry timeout 等原因）再次运行"
            if zh
            else "run again with --retry failed (or a reason, such as --retry timeout) to read them again"
        )
    if tally.interrupted:
        lines.append(
            "已中断，完成的都已保存；再次运行同一命令即可继续"
            if zh
            else "interrupted; what was finished is stored: run the same command again to continue"
        )
    return "\n".join(lines)
