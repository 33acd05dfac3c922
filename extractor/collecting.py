"""Fewer runs of Python's cyclic garbage collector while a report is worked on."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""New objects between two runs; Python's own 700 has the growing, cycle-free model walked dozens of times a report."""

_lock = threading.Lock()
_users = 0
_before = (0, 0, 0)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect rarely inside; the last one out, of any thread, puts the process's own thresholds back.

    A process that has switched the collector off keeps it off.
    """
    global _users, _before
    with _lock:
        if not _users:
            _before = gc.get_threshold()
            if _before[0]:
                gc.set_threshold(max(_OBJECTS, _before[0]), *_before[1:])
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                gc.set_threshold(*_before)
