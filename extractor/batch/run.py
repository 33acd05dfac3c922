"""From folders to a filled database: what is new is read by workers, and each file met ends as a row."""

from __future__ import annotations

import contextlib
import heapq
import queue
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import Any, Final

from extractor.batch.outcome import FileRow, Outcome, Settings, Task, failure, read_document, shown
from extractor.batch.pool import Bounds, Done, Pool, PoolMaker, Workers
from extractor.batch.scan import Choice, Found, hashed, walk
from extractor.batch.serving import Extend, Work
from extractor.batch.store import Store
from extractor.batch.writer import Writer

_AHEAD: Final = 512
"""Files hashed before workers ask for them, and looked up at once."""
_TURN: Final = 200
"""Files decided on before the workers are listened to again."""
_SLOWEST: Final = 5


@dataclass(slots=True, frozen=True)
class Plan:
    """What is to be done and how."""

    roots: tuple[str, ...]
    settings: Settings = field(default_factory=Settings)
    choice: Choice = field(default_factory=Choice)
    jobs: int = 1
    bounds: Bounds = field(default_factory=Bounds)
    retry: tuple[str, ...] = ()
    """Codes of failures to read again; "failed" for all failures, "all" for everything."""
    work: Work | None = None
    """What workers run on a :class:`~extractor.batch.outcome.Task`; None for reading and checking it."""
    pool: PoolMaker = Pool
    """What runs the workers: processes of this machine, or those of a cluster."""


@dataclass(slots=True)
class Tally:
    """How a run goes."""

    found: int = 0
    total: int | None = None
    """Files there are, once they have been counted."""
    read: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    """Documents and paths of this run that failed, by code."""
    unchanged: int = 0
    failed_before: int = 0
    """Of the unchanged, those that failed in an earlier run."""
    duplicates: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    interrupted: bool = False
    peak: int = 0
    """Most memory of a worker, in bytes."""

    @property
    def failed(self) -> int:
        return sum(self.failures.values())

    def counts(self) -> dict[str, int]:
        """The columns of ``runs``."""
        ignored = sum(self.ignored.values())
        return {
            "found": self.found,
            "read": self.read,
            "failed": self.failed,
            "unchanged": self.unchanged,
            "duplicates": self.duplicates,
            "ignored": ignored,
        }

    @property
    def settled(self) -> int:
        """Files that are done with."""
        return self.read + self.unchanged + self.duplicates + sum(self.ignored.values()) + self.failed


Watch = Callable[[Tally, Outcome | None], None]
"""Called now and then with the state of things and the document, or unreadable path, just finished, if any."""


def read_task(settings: Settings, task: Task, extend: Extend, data: bytes | None = None) -> Outcome:
    """What a worker does with a task; ``data`` are its bytes if they are at hand.

    Raises MemoryError if that was it: the worker is to be replaced.
    """
    from extractor.readers.ocr import Ocr

    asked: list[int] = []

    def once(done: int, _total: int) -> None:
        # the first page that takes recognising may be any
        if not asked:
            extend()
        asked.append(done)

    ocr = Ocr(settings.ocr, threads=1, progress=once)
    outcome = read_document(task.path, settings, data, ocr)
    if outcome.code == "memory":
        raise MemoryError
    return outcome


def run(plan: Plan, store: Store, watch: Watch = lambda tally, outcome: None) -> Tally:
    """Read what is new under the roots into the store.

    Raises ConfigError if the settings are wrong, the disk is full or the database can't be written: what was stored
    before stays. SIGINT, SIGTERM and SIGHUP end it early (``interrupted``), with all that was finished stored.
    """
    from extractor import __version__

    store.begin_run(
        version=__version__,
        settings=plan.settings.key(),
        options=plan.settings.described(),
        roots=[shown(r) for r in plan.roots],
        jobs=plan.jobs,
    )
    writer = Writer(store, plan.settings.lang)
    with _stopping() as stop:
        batch = _Batch(plan, store, writer, watch, stop)
        try:
            batch.work()
        finally:
            batch.close()
    writer.close()
    store.end_run("interrupted" if batch.tally.interrupted else "finished", batch.tally.counts())
    return batch.tally


@dataclass(slots=True)
class _Open:
    """A content that is being read or waits to be stored."""

    waiting: list[Found] = field(default_factory=list)
    """Further paths with the same content."""
    done: bool = False


class _Batch:
    def __init__(self, plan: Plan, store: Store, writer: Writer, watch: Watch, stop: threading.Event) -> None:
        self._plan, self._writer, self._watch, self._stop = plan, writer, watch, stop
        self.tally = Tally()
        self._open: dict[str, _Open] = {}
        self._pool: Workers | None = None
        self._again: deque[Found] = deque()
        self._files = _Ahead(plan, store, stop, self._settle)
        threading.Thread(target=self._count, name="count", daemon=True).start()

    def work(self) -> None:
        ended = False
        while not self._stop.is_set():
            self._writer.check()
            for _ in range(_TURN):
                if self._pool is not None and not self._pool.free:
                    break
                if self._again:
                    self._submit(self._again.popleft())
                    continue
                if ended or (item := self._files.next()) is None:
                    break
                if item is END:
                    ended = True
                    break
                self._decide(*item)
            busy = self._pool is not None and self._pool.busy
            if self._pool is not None:
                for done in self._pool.wait(0.1 if busy else 0.0):
                    self._finish(done)
                self.tally.peak = self._pool.peak
            if ended and not busy and not self._again:
                break
            self._watch(self.tally, None)
        self.tally.interrupted = self._stop.is_set()

    def close(self) -> None:
        self._stop.set()
        if self._pool is not None:
            self._pool.stop()

    def _count(self) -> None:
        total = 0
        for _ in walk(self._plan.roots, self._plan.choice):
            total += 1
            if self._stop.is_set():
                return
        self.tally.total = total

    def _settle(self) -> None:
        """Forget what is stored. Only right before a look-up: one made earlier does not know of it."""
        for sha in self._writer.stored():
            self._open.pop(sha, None)

    def _decide(self, found: Found, known: str | None, row: FileRow | None) -> None:
        self.tally.found += 1
        if found.sha256 is None:
            (self.tally.ignored if found.status == "ignored" else self.tally.failures)[found.code or ""] += 1
            self._note(found, row)
            if found.status == "failed":
                self._watch(self.tally, _unread(found))
        elif (open_ := self._open.get(found.sha256)) is not None:
            if open_.done:
                self.tally.duplicates += 1
                self._note(found, row)
            else:
                open_.waiting.append(found)
        elif known is not None:
            if row is None or row.document != found.sha256:
                self.tally.duplicates += 1
            else:
                self.tally.unchanged += 1
            self.tally.failed_before += known == "failed"
            self._note(found, row)
        else:
            self._open[found.sha256] = _Open()
            self._submit(found)

    def _note(self, found: Found, known: FileRow | None = None) -> None:
        row = _row(found)
        if row != known:
            self._writer.put(None, [row])

    def _submit(self, found: Found) -> None:
        if self._pool is None:
            work = self._plan.work or partial(read_task, self._plan.settings)
            self._pool = self._plan.pool(work, self._plan.jobs, self._plan.bounds)
        self._pool.submit(Task(found.path, found.sha256 or "", found.size or 0), found)

    def _finish(self, done: Done) -> None:
        task, found = done.task, done.kept
        outcome: Outcome = done.result or self._failed(task, done)
        open_ = self._open[task.sha256]
        if outcome.sha256 == task.sha256:
            open_.done = True
            self.tally.duplicates += len(open_.waiting)
            rows = [_row(found), *map(_row, open_.waiting)]
            open_.waiting = []
        else:
            rows = [_changed(found, outcome)]
            if open_.waiting:  # what they hold has not been read
                self._again.append(open_.waiting.pop())
            else:
                del self._open[task.sha256]
            if outcome.sha256:
                self._open.setdefault(outcome.sha256, _Open()).done = True
        if outcome.status == "ok":
            self.tally.read += 1
        else:
            self.tally.failures[outcome.code or ""] += 1
        heapq.heappush(self.tally.slowest, (done.seconds, outcome.path))
        if len(self.tally.slowest) > _SLOWEST:
            heapq.heappop(self.tally.slowest)
        self._writer.put(outcome if outcome.sha256 else None, rows)
        self._watch(self.tally, outcome)

    def _failed(self, task: Task, done: Done) -> Outcome:
        code, sentence = failure(done.reason or "crashed", self._plan.settings.lang, done.detail)
        return Outcome(task.sha256, shown(task.path), task.size, done.seconds, "failed", {}, code, sentence)


def _row(found: Found) -> FileRow:
    return FileRow(
        shown(found.path), found.sha256, found.size, found.modified, found.status, found.code, found.sentence
    )


def _unread(found: Found) -> Outcome:
    return Outcome("", shown(found.path), found.size or 0, 0.0, "failed", {}, found.code, found.sentence)


def _changed(found: Found, outcome: Outcome) -> FileRow:
    """The row of a file that was not, or no longer, what the scan had seen."""
    if outcome.sha256:
        return FileRow(shown(found.path), outcome.sha256, outcome.size, None, "ok")
    return FileRow(shown(found.path), None, found.size, found.modified, "failed", outcome.code, outcome.sentence)


END: Final = object()


class _Ahead:
    """Files found and hashed by a thread, in groups looked up in the database."""

    def __init__(self, plan: Plan, store: Store, stop: threading.Event, settle: Callable[[], None]) -> None:
        self._plan, self._store, self._stop, self._settle = plan, store, stop, settle
        self._queue: queue.Queue[Any] = queue.Queue(_AHEAD)
        self._group: deque[tuple[Found, str | None, FileRow | None]] = deque()
        self._end: Any = None
        threading.Thread(target=self._scan, name="scan", daemon=True).start()

    def next(self) -> Any:
        """The next (file, how its content ended if it is known, its row if there is one); None if there is none yet;
        ``END``. Raises what scanning met."""
        if not self._group:
            if self._end is not None:
                if isinstance(self._end, BaseException):
                    raise self._end
                return self._end
            self._fill()
        return self._group.popleft() if self._group else None

    def _fill(self) -> None:
        found: list[Found] = []
        with contextlib.suppress(queue.Empty):
            item = self._queue.get(timeout=0.05)
            while isinstance(item, Found):
                found.append(item)
                if len(found) >= _AHEAD:
                    break
                item = self._queue.get_nowait()
            else:
                self._end = item
        if not found:
            return
        self._settle()
        known = self._store.finished(
            [f.sha256 for f in found if f.sha256],
            retry=self._plan.retry,
            review=self._plan.settings.review is not None,
        )
        rows = self._store.paths([shown(f.path) for f in found])
        self._group.extend((f, known.get(f.sha256 or ""), rows.get(shown(f.path))) for f in found)

    def _scan(self) -> None:
        last: Any = END
        try:
            for found in walk(self._plan.roots, self._plan.choice):
                if not self._put(hashed(found, self._plan.settings.lang)):
                    return
        except BaseException as error:
            last = error
        self._put(last)

    def _put(self, item: Any) -> bool:
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=0.2)
                return True
            except queue.Full:
                continue
        return False


@contextlib.contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that is set when somebody wants an end."""
    stop = threading.Event()
    before: dict[int, Any] = {}

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                before[number] = signal.signal(number, asked)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
