"""What a worker of a cluster does: it reads a document in a process of its own that may be killed, as at home.

Nothing here imports the cluster's software. Nobody watches a dask worker while it runs one task, so time and memory
limits are kept by a :class:`Pool` of one process per running task; what a hostile document kills is that process, not
the worker.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from extractor.batch.outcome import Outcome, Settings, Task
from extractor.batch.pool import Bounds, Done, Pool
from extractor.batch.run import read_task
from extractor.batch.serving import Extend
from extractor.errors import ConfigError, ReadError

_IDLE = 60.0
"""Seconds after which a process that has nothing to read is ended."""


@dataclass(slots=True, frozen=True)
class Sent:
    """A document to read elsewhere."""

    path: str
    sha256: str
    size: int
    data: bytes | None = None
    """Its bytes, where the worker does not see the file."""


@dataclass(slots=True, frozen=True)
class Order:
    """What all tasks of a run have in common."""

    token: str
    """The run's."""
    settings: Settings
    bounds: Bounds
    version: str
    key: str
    """Of program version and settings, as the client has it."""


@dataclass(slots=True, frozen=True)
class Absent:
    """The worker sees no such file, or another one: its bytes are to be sent."""


def read_sent(settings: Settings, task: Sent, extend: Extend) -> Outcome | Absent:
    """What the process of a worker does. Raises MemoryError if that was it: the process is to be replaced."""
    from extractor.readers import content

    data = task.data
    if data is None:
        try:
            data = content(Path(task.path))
        except ReadError:
            return Absent()
        if hashlib.sha256(data).hexdigest() != task.sha256:
            return Absent()
    return read_task(settings, Task(task.path, task.sha256, task.size), extend, data)


def run_sent(task: Sent, order: Order) -> tuple[Done, int]:
    """What the cluster calls: the end of a task, and the most memory its process took, in bytes.

    Raises ConfigError if this worker can't read documents as the client wants.
    """
    if wrong := mismatch(order):
        raise ConfigError(wrong)
    with _READERS.lent(order) as pool:
        pool.submit(task)
        while True:
            done = pool.wait(0.2)
            if done:
                one = done[0]
                # the bytes have been here already
                one.task = None
                return one, pool.peak
            if order.token in _READERS.ended:
                raise ConfigError("已停止 / stopped")


def mismatch(order: Order) -> str:
    """Why this machine would read documents otherwise than the client, in one sentence; "" if it would not."""
    from extractor import __version__

    here = _host()
    if order.version != __version__:
        return (
            f"工作节点 {here} 的程序版本是 {__version__}，本机是 {order.version}，请装成同一版本 / "
            f"worker {here} has version {__version__} of this program, this machine {order.version}; install the same"
        )
    try:
        key = _key(order.token, order.settings)
    except ConfigError as error:
        return f"工作节点 {here} 读不到设置文件，请放在共享的文件夹 / worker {here} can't read the settings: {error}"
    if key != order.key:
        return (
            f"工作节点 {here} 的设置与本机不同，请用 --config 指定共享文件夹中的配置文件 / "
            f"worker {here} has other settings; name a configuration file in a shared folder with --config"
        )
    return ""


def end(token: str) -> None:
    """Stop reading for a run, and end its processes."""
    _READERS.end(token)


@lru_cache(maxsize=8)
def _key(token: str, settings: Settings) -> str:
    """Once a run: files of settings may change between runs."""
    return settings.key()


def _host() -> str:
    import socket

    return socket.gethostname()


class _Readers:
    """Pools of one process, lent to one task at a time; a process serves many tasks of a run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[str, Pool, float]] = []
        self.ended: set[str] = set()
        self._watched = False

    @contextlib.contextmanager
    def lent(self, order: Order) -> Iterator[Pool]:
        pool = self._take(order)
        try:
            yield pool
        except BaseException:
            pool.stop()
            raise
        with self._lock:
            if order.token not in self.ended:
                self._idle.append((order.token, pool, time.monotonic()))
                if not self._watched:
                    self._watched = True
                    threading.Thread(target=self._watch, name="idle readers", daemon=True).start()
                return
        pool.stop()

    def end(self, token: str) -> None:
        with self._lock:
            self.ended.add(token)
        self._drop(lambda of, since: of == token)

    def _take(self, order: Order) -> Pool:
        with self._lock:
            for n, (token, pool, _) in enumerate(self._idle):
                if token == order.token:
                    del self._idle[n]
                    return pool
        _allow_children()
        return Pool(partial(read_sent, order.settings), 1, order.bounds)

    def _watch(self) -> None:
        while True:
            time.sleep(_IDLE / 4)
            self._drop(lambda of, since: time.monotonic() - since > _IDLE)

    def _drop(self, test: Callable[[str, float], bool]) -> None:
        with self._lock:
            gone = [i for i in self._idle if test(i[0], i[2])]
            self._idle = [i for i in self._idle if i not in gone]
        for _, pool, _ in gone:
            pool.stop()


def _allow_children() -> None:
    """A worker under a nanny is a daemonic process, to which multiprocessing allows no children because they might
    outlive it. These don't: they end when the pipe to their parent does."""
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]


_READERS = _Readers()
