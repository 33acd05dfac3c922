"""How far a long recognition has come: one line on stderr, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.errors import Lang

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def page_progress(lang: Lang) -> Callable[[int, int], None] | None:
    """A callback for :class:`extractor.readers.ocr.Ocr`; None where stderr is no terminal."""
    return progress("识别图片页" if lang == "zh" else "recognising pages")


def progress(words: str) -> Callable[[int, int], None] | None:
    """A callback told (done, in all) that shows a bar; None where stderr is no terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    return _Bar(words).update


class _Bar:
    """Appears with the first page that takes recognising and goes when the last is done."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def update(self, done: int, total: int) -> None:
        if self._bar is None:
            if done >= total:
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(self._words, total=total)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, completed=done, total=total)
        if done >= total:
            self._bar.stop()
            self._bar = self._task = None
