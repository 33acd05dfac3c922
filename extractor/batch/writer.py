"""Results on their way into the store: a thread that puts many small documents in one transaction.

A transaction costs DuckDB several times what the rows of one document do. A document waits at most ``_PATIENCE``
seconds for others; it is stored with all of its rows or, after a crash, read again.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.batch.outcome import FileRow, Outcome, failure
from extractor.batch.store import Store
from extractor.errors import ConfigError, Lang

_PATIENCE: Final = 2.0
_MOST_DOCUMENTS: Final = 64
_MOST_ROWS: Final = 100_000
_WAITING: Final = 64
"""Results that may wait for a slow disk before the workers do."""


@dataclass(slots=True, frozen=True)
class _Item:
    outcome: Outcome | None
    files: tuple[FileRow, ...]


class Writer:
    """Puts outcomes into a store from a thread of its own; the store is not to be written by others meanwhile."""

    def __init__(self, store: Store, lang: Lang = "zh") -> None:
        self._store, self._lang = store, lang
        self._queue: queue.Queue[_Item | None] = queue.Queue(_WAITING)
        self._stored: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def put(self, outcome: Outcome | None, files: Sequence[FileRow] = ()) -> None:
        """Hand over a document and the paths it was met at. Raises what an earlier one met: ConfigError if the disk is
        full or the database can't be written."""
        item = _Item(outcome, tuple(files))
        while True:
            self.check()
            try:
                return self._queue.put(item, timeout=0.2)
            except queue.Full:
                continue

    def check(self) -> None:
        """Raise what the thread met, if anything."""
        if self._error is not None:
            raise self._error

    def stored(self) -> list[str]:
        """Hashes of documents stored since the last call."""
        found = []
        while True:
            try:
                found.append(self._stored.get_nowait())
            except queue.Empty:
                return found

    def close(self) -> None:
        """Store what is waiting and end the thread. Raises as :meth:`put`."""
        while self._thread.is_alive():
            try:
                self._queue.put(None, timeout=0.2)
                break
            except queue.Full:
                continue
        self._thread.join()
        self.check()

    def _work(self) -> None:
        try:
            more = True
            while more:
                items, more = self._gather()
                self._put(items)
        except BaseException as error:
            self._error = error

    def _gather(self) -> tuple[list[_Item], bool]:
        first = self._queue.get()
        if first is None:
            return [], False
        items, rows, until = [first], _rows(first), time.monotonic() + _PATIENCE
        while len(items) < _MOST_DOCUMENTS and rows < _MOST_ROWS:
            try:
                item = self._queue.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                break
            if item is None:
                return items, False
            items.append(item)
            rows += _rows(item)
        return items, True

    def _put(self, items: list[_Item]) -> None:
        import duckdb

        outcomes = [i.outcome for i in items if i.outcome is not None]
        files = [f for i in items for f in i.files]
        try:
            self._store.put(outcomes, files)
        except duckdb.Error as error:
            if len(items) > 1:  # one of them does not fit: the others must not suffer
                for item in items:
                    self._put([item])
                return
            self._misfit(items[0], error)
            return
        for outcome in outcomes:
            self._stored.put(outcome.sha256)

    def _misfit(self, item: _Item, error: Exception) -> None:
        """A document whose rows the database does not take becomes a failure."""
        o = item.outcome
        if o is None or o.status == "failed":
            raise ConfigError(f"{self._store.path}：无法写入 / can't be written: {error}")
        code, sentence = failure("internal", self._lang, f"{type(error).__name__}: {error}")
        self._put(
            [_Item(Outcome(o.sha256, o.path, o.size, o.seconds, "failed", {}, code, sentence, o.format), item.files)]
        )


def _rows(item: _Item) -> int:
    return sum(map(len, item.outcome.rows.values())) if item.outcome else 1
