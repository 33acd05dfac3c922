"""Worker processes that may hang, swallow memory or die: each death is put down to the one task that caused it.

A worker has one task at a time and a pipe of its own, so nothing is shared that a dying process could leave locked (the
standard ProcessPoolExecutor declares the whole pool broken when one of its processes dies). Workers are started afresh
(spawn), never forked, and die with the process that started them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, Protocol

from extractor.batch.serving import OUT_OF_MEMORY, Work, serve
from extractor.errors import ConfigError

Reason = Literal["timeout", "memory", "killed", "crashed"]

_LOOK = 0.1
"""Seconds between two looks at the workers' memory."""
_LOOK_BELOW = 2.0
"""The same for processes that workers have started: all processes of the system must be asked who started them."""
_TIDYING = 5.0
"""Seconds that what a killed worker has started gets to end by itself."""
_STARTS = 5
"""Workers that may die before they are ready, one after the other, before the pool gives up."""


@dataclass(slots=True, frozen=True)
class Bounds:
    """What one task may take."""

    seconds: float = 300.0
    longer: float = 1800.0
    """Seconds after ``extend()``."""
    memory: int = 2 << 30
    """Bytes of a worker and what it has started."""
    tasks: int = 500
    """Tasks after which a worker is replaced, so that leaks of libraries stay small."""


@dataclass(slots=True)
class Done:
    """A task with its result, or the reason why there is none and a detail for developers."""

    task: Any
    kept: Any = None
    """What was given with the task to be kept here."""
    result: Any = None
    reason: Reason | None = None
    detail: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    life: Connection
    """Never written to: its end tells the worker that the parent is gone."""
    task: Any = None
    kept: Any = None
    busy: bool = False
    ready: bool = False
    served: int = 0
    since: float = 0.0
    deadline: float = 0.0
    doomed: Reason | None = None
    peak: int = 0
    watched: Any = None
    looked_below: float = field(default_factory=time.monotonic)


class Workers(Protocol):
    """What runs tasks somewhere: as :class:`Pool` does here."""

    peak: int

    @property
    def free(self) -> int: ...

    @property
    def busy(self) -> int: ...

    def submit(self, task: Any, kept: Any = None) -> None: ...

    def wait(self, seconds: float) -> list[Done]: ...

    def stop(self) -> None: ...


PoolMaker = Callable[[Work, int, Bounds], Workers]
"""(work, jobs, bounds) → workers that run ``work``."""


class Pool:
    """``jobs`` workers that run ``work``. Not for several threads at once."""

    def __init__(self, work: Work, jobs: int, bounds: Bounds) -> None:
        self._work, self._bounds = work, bounds
        self._context = multiprocessing.get_context("spawn")
        self._failed_starts = 0
        self._looked = 0.0
        self._left: list[tuple[float, Any]] = []
        self.peak = 0
        """Most memory, in bytes, that a worker was seen to take."""
        self._workers = [self._start() for _ in range(jobs)]

    @property
    def free(self) -> int:
        """How many tasks can be taken at once."""
        return sum(not w.busy for w in self._workers)

    @property
    def busy(self) -> int:
        return len(self._workers) - self.free

    def submit(self, task: Any, kept: Any = None) -> None:
        """Give a task to a free worker; ``kept`` stays here and comes back with the result.

        Raises IndexError if no worker is free: ask ``free`` first.
        """
        # a worker that is still starting comes last
        worker = sorted((w for w in self._workers if not w.busy), key=lambda w: not w.ready)[0]
        worker.task, worker.kept, worker.busy, worker.doomed = task, kept, True, None
        worker.since = time.monotonic()
        worker.deadline = worker.since + self._bounds.seconds
        with contextlib.suppress(OSError):  # it has died: seen in wait()
            worker.pipe.send(task)

    def wait(self, seconds: float) -> list[Done]:
        """Tasks that have ended, at once if there are any, else after at most ``seconds``.

        Raises ConfigError if workers can't be started, or what a worker met concerns all tasks (a full disk).
        """
        pipes = {w.pipe: w for w in self._workers}
        ends = {w.process.sentinel: w for w in self._workers}
        done: list[Done] = []
        for ready in wait([*pipes, *ends], min(seconds, _LOOK)):
            worker = pipes.get(ready) or ends[ready]  # type: ignore[call-overload]
            if worker in self._workers:
                if ready in ends:
                    worker.process.join(1)  # it has ended; the system takes a moment to say how
                self._hear(worker, done)
        self._look()
        return done

    def stop(self) -> None:
        """End all workers at once, with what they have started."""
        for worker in self._workers:
            self._kill(worker)
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
            worker.life.close()
        self._workers = []
        until = time.monotonic() + _TIDYING
        while self._left and time.monotonic() < until:
            self._left = [(end, child) for end, child in self._left if child.is_running()]
            time.sleep(0.02)
        self._tidy(float("inf"))

    # within

    def _start(self) -> _Worker:
        pipe, its_pipe = self._context.Pipe()
        its_life, life = self._context.Pipe(duplex=False)
        arguments = (its_pipe, its_life, self._work, self._bounds.memory)
        process = self._context.Process(target=serve, args=arguments, daemon=True)
        process.start()
        its_pipe.close()
        its_life.close()
        return _Worker(process, pipe, life)

    def _replace(self, worker: _Worker) -> None:
        worker.process.join()
        worker.pipe.close()
        worker.life.close()
        self._workers[self._workers.index(worker)] = self._start()

    def _hear(self, worker: _Worker, done: list[Done]) -> None:
        while True:
            try:
                if not worker.pipe.poll():
                    break
                kind, value = worker.pipe.recv()
            except (EOFError, OSError):
                # it has closed its end: it is dead, or about to be
                worker.process.join(1)
                if worker.process.is_alive():
                    self._kill(worker)
                    worker.process.join()
                break
            if kind == "ready":
                worker.ready, self._failed_starts = True, 0
                worker.since = time.monotonic()
                worker.deadline = worker.since + self._bounds.seconds
            elif kind == "extend":
                worker.deadline = worker.since + max(self._bounds.longer, self._bounds.seconds)
            elif kind == "stop":
                raise ConfigError(value)
            else:
                taken = time.monotonic() - worker.since
                ended = Done(worker.task, worker.kept, seconds=taken)
                if kind == "error":
                    ended.reason, ended.detail = "crashed", value
                else:
                    ended.result = value
                done.append(ended)
                worker.busy, worker.task, worker.kept = False, None, None
                worker.served += 1
                if worker.served >= self._bounds.tasks or worker.peak > self._bounds.memory // 2:
                    self._kill(worker)
                    self._replace(worker)
                    return
        if not worker.process.is_alive():
            self._bury(worker, done)

    def _bury(self, worker: _Worker, done: list[Done]) -> None:
        worker.process.join()
        code = worker.process.exitcode
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise ConfigError(
                    f"工作进程无法启动（退出码 {code}），请先用 check 试一份文件 / "
                    f"workers can't be started (exit code {code}); try one file with check first"
                )
        task, kept, busy = worker.task, worker.kept, worker.busy
        taken, reason = time.monotonic() - worker.since, worker.doomed
        detail = ""
        if reason is None:
            reason, detail = _cause(code, worker.peak, self._bounds.memory)
        self._replace(worker)
        if busy and worker.ready:
            done.append(Done(task, kept, None, reason, detail, taken))
        elif busy:
            self.submit(task, kept)  # it never began: not the task's fault

    def _look(self) -> None:
        """Kill what takes too long or too much."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        self._tidy(now)
        for worker in self._workers:
            # the time of a worker that is still starting begins when it says that it is ready
            if not worker.busy or not worker.ready or worker.doomed:
                continue
            if now > worker.deadline:
                worker.doomed = "timeout"
            elif self._memory(worker, now) > self._bounds.memory:
                worker.doomed = "memory"
            if worker.doomed:
                self._kill(worker)

    def _kill(self, worker: _Worker) -> None:
        """End a worker. What it has started (a converter) is left a moment to put its things away."""
        import psutil

        with contextlib.suppress(psutil.Error):
            children = psutil.Process(worker.process.pid).children(recursive=True)
            self._left += [(time.monotonic() + _TIDYING, child) for child in children]
        worker.process.kill()

    def _tidy(self, now: float) -> None:
        """End what dead workers have left behind."""
        import psutil

        for end, child in self._left:
            if now > end:
                with contextlib.suppress(psutil.Error):
                    child.kill()
        self._left = [(end, child) for end, child in self._left if now <= end]

    def _memory(self, worker: _Worker, now: float) -> int:
        import psutil

        try:
            if worker.watched is None:
                worker.watched = psutil.Process(worker.process.pid)
            taken: int = worker.watched.memory_info().rss
            if now - max(worker.looked_below, worker.since) >= _LOOK_BELOW:
                worker.looked_below = now
                taken += sum(_resident(child) for child in worker.watched.children(recursive=True))
        except psutil.Error:
            return 0
        worker.peak = max(worker.peak, taken)
        self.peak = max(self.peak, taken)
        return taken


def _resident(process: Any) -> int:
    import psutil

    try:
        size: int = process.memory_info().rss
        return size
    except psutil.Error:
        return 0


def _cause(code: int | None, peak: int, allowed: int) -> tuple[Reason, str]:
    """What an exit code says that nobody asked for."""
    if code == OUT_OF_MEMORY:
        return "memory", ""
    if code is None or code >= 0:
        return "crashed", f"exit {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    if -code == 9:
        return "killed", name
    # libraries in C++ abort when they get no more memory
    return ("memory" if name == "SIGABRT" and peak > 0.6 * allowed else "crashed"), name
