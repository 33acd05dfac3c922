"""The workers of a dask.distributed cluster, used like a pool of this machine.

Documents are read where the workers are: from the same path where they see the file with the same content, else from
its bytes, sent along. Results come back as rows; only this process writes to the store. A lost worker's documents are
given to another by the scheduler; one whose workers die again and again ends as a failure (after the scheduler's
setting ``distributed.scheduler.allowed-failures``).
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
import uuid
import warnings
from pathlib import Path
from typing import Any, Final

from extractor.batch.outcome import Settings
from extractor.batch.pool import Bounds, Done, PoolMaker
from extractor.batch.remote import Absent, Order, Sent, end, mismatch, run_sent
from extractor.batch.serving import Work
from extractor.errors import ConfigError

_PATIENCE: Final = 15.0
"""Seconds to wait for the scheduler, and for a first worker."""
_AHEAD: Final = 2
"""Tasks in flight for each thread of the workers: one runs, one waits."""
_BYTES_AHEAD: Final = 256 << 20
_LOOK: Final = 2.0
"""Seconds between two looks at how many workers there are."""


def on(address: str, settings: Settings) -> PoolMaker:
    """What makes pools on the cluster whose scheduler is at ``address``.

    Raises ConfigError at once, in one sentence, if the extra ``cluster`` is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            "--cluster 需要 dask.distributed，请运行 pip install -e '.[cluster]' / "
            "--cluster needs dask.distributed: pip install -e '.[cluster]'"
        ) from error

    def make(work: Work, jobs: int, bounds: Bounds) -> ClusterPool:
        return ClusterPool(address, settings, bounds)

    return make


class ClusterPool:
    """Not for several threads at once. Raises ConfigError, in one sentence, if the scheduler can't be reached or is
    lost, there are no workers, or they are of another version or have other settings."""

    def __init__(self, address: str, settings: Settings, bounds: Bounds) -> None:
        from extractor import __version__

        self._address = address
        self._order = Order(uuid.uuid4().hex, settings, bounds, __version__, settings.key())
        self._client = _connect(address)
        self.peak = 0
        self._tasks: dict[str, tuple[Any, Sent, Any, Any]] = {}
        """Task, what was sent of it, what is kept for it, and its future, by key."""
        self._suspects: list[tuple[Any, Sent, Any]] = []
        """Tasks whose workers died, which may be another task's fault: each is tried once more, alone, at the end."""
        self._alone: set[str] = set()
        self._bytes = 0
        self._send = False
        self._threads, self._looked = 0, 0.0
        self._ended: queue.SimpleQueue[str] = queue.SimpleQueue()
        """Keys of futures that are done."""
        self._first()

    def _first(self) -> None:
        """Wait for a worker, and ask all there are whether they can do the work."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            self.stop()
            raise ConfigError(
                f"{self._address}：集群没有工作节点，请用 dask worker {self._address} 启动 / "
                f"the cluster has no workers; start some with: dask worker {self._address}"
            ) from error
        try:
            said = self._client.run(mismatch, self._order, on_error="return")
        except Exception as error:
            said = {"": error}
        for answer in said.values():
            if isinstance(answer, BaseException) or answer:
                self.stop()
                raise ConfigError(_unfit(answer) if isinstance(answer, BaseException) else str(answer))

    @property
    def free(self) -> int:
        self._look()
        if self._bytes > _BYTES_AHEAD and self._tasks:
            return 0
        return max(0, _AHEAD * self._threads - len(self._tasks))

    @property
    def busy(self) -> int:
        return len(self._tasks) + len(self._suspects)

    def submit(self, task: Any, kept: Any = None) -> None:
        """Send a task; ``kept`` stays here and comes back with the result."""
        self._give(Sent(task.path, task.sha256, task.size, _bytes(task.path) if self._send else None), task, kept)

    def wait(self, seconds: float) -> list[Done]:
        """Tasks that have ended, at once if there are any, else after at most ``seconds``."""
        if not self._tasks and self._suspects:
            task, sent, kept = self._suspects.pop()
            self._alone.add(sent.sha256)
            self._give(sent, task, kept)
        done: list[Done] = []
        until = time.monotonic() + seconds
        while not done:
            if self._client.status != "running":
                raise self._lost()
            try:
                key = self._ended.get(timeout=min(0.1, max(0.001, until - time.monotonic())))
            except queue.Empty:
                if time.monotonic() >= until:
                    break
                continue
            if key in self._tasks:
                done += self._finish(key)
        return done

    def _finish(self, key: str) -> list[Done]:
        """What came of a task whose future is done: nothing yet if its result was lost with its worker, or its bytes
        are to be sent."""
        task, sent, kept, future = self._tasks[key]
        status, result = future.status, None
        try:
            result = future.result(timeout=_PATIENCE) if status == "finished" else future.exception(timeout=_PATIENCE)
        except TimeoutError:
            self._watch(key, future)
            return []
        except Exception as error:  # also what can't be unpickled here
            status, result = "error", error
        del self._tasks[key]
        self._bytes -= len(sent.data or b"")
        future.release()
        ended = self._end(status, result, task, sent, kept)
        return [] if ended is None else [ended]

    def _watch(self, key: str, future: Any) -> None:
        future.add_done_callback(lambda of: self._ended.put(key))

    def stop(self) -> None:
        """Give up what is running, end the processes of this run and leave the cluster."""
        with contextlib.suppress(Exception):
            self._client.cancel([future for *_, future in self._tasks.values()], force=True)
        asked = threading.Thread(target=self._farewell, daemon=True)
        asked.start()
        asked.join(5)
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)
        self._tasks.clear()
        self._suspects.clear()

    # within

    def _farewell(self) -> None:
        with contextlib.suppress(Exception):
            self._client.run(end, self._order.token, on_error="ignore")

    def _give(self, sent: Sent, task: Any, kept: Any) -> None:
        key = f"jixiao-{self._order.token[:8]}-{uuid.uuid4().hex}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "large graph": a document is as large as it is
            future = self._client.submit(run_sent, sent, self._order, key=key, pure=False)
        self._tasks[key] = (task, sent, kept, future)
        self._bytes += len(sent.data or b"")
        self._watch(key, future)

    def _end(self, status: str, result: Any, task: Any, sent: Sent, kept: Any) -> Done | None:
        if status == "finished":
            done, peak = result
            self.peak = max(self.peak, peak)
            if isinstance(done.result, Absent):
                # workers that share no files with this machine will not see the next one either
                self._send = True
                self._give(Sent(sent.path, sent.sha256, sent.size, _bytes(sent.path)), task, kept)
                return None
            done.task, done.kept = task, kept
            ended: Done = done
            return ended
        error = result
        if isinstance(error, ConfigError):
            raise error
        if type(error).__name__ == "KilledWorker":
            if sent.sha256 not in self._alone:
                self._suspects.append((task, sent, kept))
                return None
            return Done(task, kept, None, "killed", "")
        if status in ("cancelled", "lost"):
            raise self._lost()
        return Done(task, kept, None, "crashed", f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, TimeoutError) as error:
            raise self._lost() from error

    def _lost(self) -> ConfigError:
        return ConfigError(
            f"{self._address}：与集群调度程序的连接中断，再次运行同一命令即可继续 / "
            f"the connection to the cluster's scheduler is lost; run the same command again to continue"
        )


def _bytes(path: str) -> bytes:
    """What is in a file now; nothing if it can't be read, which is then what the worker finds."""
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def _connect(address: str) -> Any:
    import logging

    from distributed import Client

    # what is worth saying is said in one sentence here
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(address, timeout=_PATIENCE, set_as_default=False, name="jixiao")
    except Exception as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise ConfigError(
            f"{address}：连不上集群调度程序，请核对地址和版本（{why}） / "
            f"can't reach a cluster's scheduler there; check the address and the version ({why})"
        ) from error


def _unfit(error: BaseException) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return (
        f"集群的工作节点上没有同一版本的本程序，请先安装（{what}） / "
        f"the cluster's workers do not have this version of the program; install it there ({what})"
    )
