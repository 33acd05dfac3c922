"""Workers that misbehave as a file tells them to, and a batch that uses them (``python -m tests.batch_faults``)."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from extractor.batch.outcome import Outcome, Task, shown

MB = 1 << 20


def work(task: Task, extend: Callable[[], None]) -> Outcome:
    """Do what the file says: ``sleep 0.1``, ``hang``, ``hog``, … and make a few rows of it."""
    path = Path(task.path)
    word, _, more = path.read_text("utf-8").partition(" ")
    if word == "sleep":
        time.sleep(float(more.split()[0]))
    elif word == "slow":  # beyond the time limit, but it asked
        extend()
        time.sleep(2.5)
    elif word == "hang":
        subprocess.Popen(["sleep", "600"])
        time.sleep(600)
    elif word == "stuck":  # in a library that does not let Python run
        ctypes.PyDLL(None).sleep(600)
    elif word == "hog":
        keep = []
        while True:
            keep.append(bytearray(20 * MB))
    elif word == "creep":  # what Python does not know of
        libc = ctypes.CDLL(None)
        libc.malloc.restype = ctypes.c_void_p
        while block := libc.malloc(ctypes.c_size_t(8 * MB)):
            ctypes.memset(block, 1, 8 * MB)
            time.sleep(0.005)
        os.abort()
    elif word == "segfault":
        ctypes.string_at(0)
    elif word == "exit":
        os._exit(3)
    elif word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "raise":
        raise RuntimeError("boom")
    elif word == "change":
        path.write_text("changed")
    elif word == "vanish":
        path.unlink()
        return Outcome("", shown(path), 0, 0.0, "failed", {}, "missing", "gone")
    data = path.read_bytes()
    return outcome(hashlib.sha256(data).hexdigest(), shown(path), len(data))


def outcome(sha: str, path: str, size: int) -> Outcome:
    rows = {
        "documents": [(sha, Path(path).name, "docx")],
        "cells": [(sha, "t1", 1, 1, f"cell {n}" * 60, *[None] * 9) for n in range(200)],
        "findings": [(sha, "f1", "甲局", 2024, "SUM001", "error", "…", "1", "2", "1", None, None, *[None] * 9)],
    }
    return Outcome(sha, path, size, 0.01, "ok", rows)


def tell(folder: Path, **files: str) -> Path:
    """Files that say what a worker is to do with them."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def batch(folder: Path, database: Path, *, jobs: int = 2, seconds: float = 60, retry: Sequence[str] = ()) -> int:
    """A batch with these workers; prints its counts as JSON. The status is the command's."""
    from extractor.batch.pool import Bounds
    from extractor.batch.run import Plan, run
    from extractor.batch.store import Store
    from extractor.errors import ConfigError

    try:
        with Store.open(database) as store:
            bounds = Bounds(seconds=seconds, longer=30, memory=200 * MB, tasks=25)
            plan = Plan((str(folder),), jobs=jobs, bounds=bounds, retry=tuple(retry), work=work)
            tally = run(plan, store)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(tally.counts()))
    return 130 if tally.interrupted else int(tally.failed > 0)


def start(folder: Path, database: Path) -> subprocess.Popen[str]:
    """The same in a process of its own."""
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch_faults", str(folder), str(database)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        cwd=root,
    )


if __name__ == "__main__":
    sys.exit(batch(Path(sys.argv[1]), Path(sys.argv[2])))
