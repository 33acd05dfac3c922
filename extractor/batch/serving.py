"""A worker process: what it does with the tasks it is sent, and how it ends with whoever started it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from extractor.errors import ConfigError

Extend = Callable[[], None]
Work = Callable[[Any, Extend], Any]
"""(task, extend) → result. ``extend()`` asks for the longer time limit. Picklable by reference, as is the task."""

OUT_OF_MEMORY = 77
"""Exit code of a worker that got no more memory."""


def serve(pipe: Connection, life: Connection, work: Work, memory: int) -> None:
    """A worker's whole life."""
    _alone(life)
    _bound(memory)
    pipe.send(("ready", None))

    def extend() -> None:
        pipe.send(("extend", None))

    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        kind, value = "done", None
        try:
            value = work(task, extend)
        except ConfigError as error:
            kind, value = "stop", str(error)
        except OSError as error:
            kind, value = "stop", f"无法写入：{error} / can't write: {error}"
        except MemoryError:
            # what is left of the memory is in pieces
            os._exit(OUT_OF_MEMORY)
        except Exception as error:
            kind, value = "error", f"{type(error).__name__}: {error}"
        try:
            pipe.send((kind, value))
        except OSError:
            return


def _alone(life: Connection) -> None:
    """Leave the terminal to the parent, and die when it is gone."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()
    if sys.platform == "linux":
        import ctypes

        # holds even where a library never lets Python run again
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)

    def watch() -> None:
        with contextlib.suppress(EOFError, OSError):
            life.recv_bytes()
        if hasattr(os, "getpgrp") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _bound(memory: int) -> None:
    """No more data than allowed, with something to spare: the parent looks at what is really used.

    Not the address space (RLIMIT_AS): libraries map far more than they touch.
    """
    if sys.platform == "win32":
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = memory + (memory >> 2) + (256 << 20)
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))
