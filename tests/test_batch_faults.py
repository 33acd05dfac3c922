"""Whatever happens to a batch: every document is stored once and whole, none is lost, and nothing is blamed wrongly."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.batch_faults import batch, start, tell
from tests.batch_kit import rows, sound

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits as Linux has them")


def many(folder: Path, count: int, seconds: float = 0.05) -> Path:
    return tell(folder, **{f"f{n:03}": f"sleep {seconds} {n}" for n in range(count)})


def until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def workers(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return [p for p in psutil.Process(pid).children() if "spawn_main" in " ".join(p.cmdline())]
    return []


def gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_each_death_is_put_down_to_its_own_file(tmp_path: Path) -> None:
    words = ("hang", "stuck", "hog", "creep", "segfault", "exit", "kill", "raise", "vanish", "slow")
    folder = tell(many(tmp_path / "in", 12, 0.01), **{w: w for w in words})
    before = set(psutil.Process().children(recursive=True))
    assert batch(folder, tmp_path / "r.duckdb", seconds=2) == 1
    found = dict(rows(tmp_path / "r.duckdb", "SELECT parse_filename(path), code FROM failures"))
    assert found == {
        "hang": "timeout",
        "stuck": "timeout",
        "hog": "memory",
        "creep": "memory",
        "segfault": "crashed",
        "exit": "crashed",
        "kill": "killed",
        "raise": "crashed",
        "vanish": "missing",
    }
    assert sound(tmp_path / "r.duckdb") == {"ok": 13, "failed": 8}
    said = rows(tmp_path / "r.duckdb", "SELECT sentence FROM failures WHERE code = 'crashed' ORDER BY sentence")
    assert [s.rpartition(" (")[2] for (s,) in said] == ["RuntimeError: boom)", "SIGSEGV)", "exit 3)"]
    left = [p for p in psutil.Process().children(recursive=True) if p not in before and not gone(p)]
    assert [p for p in left if "resource_tracker" not in " ".join(p.cmdline())] == []


def test_failures_are_read_again_only_on_request(tmp_path: Path) -> None:
    folder = tell(tmp_path / "in", a="sleep 0", b="exit")
    database = tmp_path / "r.duckdb"
    assert batch(folder, database) == 1
    run = "SELECT read, failed, unchanged FROM runs ORDER BY started DESC LIMIT 1"
    assert batch(folder, database) == 0 and rows(database, run) == [(0, 0, 2)]
    assert batch(folder, database, retry=["timeout"]) == 0 and rows(database, run) == [(0, 0, 2)]
    assert batch(folder, database, retry=["failed"]) == 1 and rows(database, run) == [(0, 1, 1)]


def test_a_killed_worker_costs_one_file(tmp_path: Path) -> None:
    folder, database = many(tmp_path / "in", 20, 0.2), tmp_path / "r.duckdb"
    running = start(folder, database)
    until(lambda: len(workers(running.pid)) == 2)
    time.sleep(1)
    workers(running.pid)[0].kill()
    assert running.wait(60) in (0, 1)  # 0 if it had nothing in hand
    ended = sound(database)
    assert ended.get("ok", 0) + ended.get("failed", 0) == 20 and ended.get("failed", 0) <= 1
    assert {c for (c,) in rows(database, "SELECT code FROM failures")} <= {"killed"}


def test_the_parent_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    folder, database = tell(many(tmp_path / "in", 40), zz="stuck"), tmp_path / "r.duckdb"
    for seconds in (0.3, 1.5):
        running = start(folder, database)
        until(lambda p=running.pid: workers(p))  # type: ignore[misc]
        time.sleep(seconds)
        orphans = psutil.Process(running.pid).children(recursive=True)
        running.kill()
        running.wait()
        until(lambda o=orphans: all(map(gone, o)), 5)  # type: ignore[misc]
        if database.exists() and rows(database, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'documents'"):
            sound(database)
    stored = sound(database).get("ok", 0)
    (folder / "zz").unlink()
    assert batch(folder, database) == 0
    assert sound(database) == {"ok": 40}
    assert rows(database, "SELECT read, unchanged FROM runs ORDER BY started DESC LIMIT 1") == [(40 - stored, stored)]


def test_an_interrupted_run_keeps_what_is_finished(tmp_path: Path) -> None:
    folder, database = tell(many(tmp_path / "in", 30, 0.1), zz="hang"), tmp_path / "r.duckdb"
    running = start(folder, database)
    until(lambda: workers(running.pid))
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 130
    stored = sound(database).get("ok", 0)
    assert rows(database, "SELECT state, read FROM runs") == [("interrupted", stored)]
    (folder / "zz").unlink()
    assert batch(folder, database) == 0
    assert sound(database) == {"ok": 30}
    assert rows(database, "SELECT sum(read) FROM runs") == [(30,)], "nothing was read twice"


def test_a_second_batch_on_the_same_database_is_refused(tmp_path: Path) -> None:
    folder, database = many(tmp_path / "in", 20, 0.1), tmp_path / "r.duckdb"
    first = start(folder, database)
    until(lambda: workers(first.pid))
    second = start(folder, database)
    _, said = second.communicate(timeout=30)
    assert second.returncode == 2 and "another process uses this database" in said and said.count("\n") == 1
    assert first.wait(60) == 0 and sound(database) == {"ok": 20}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(place)], capture_output=True).returncode:
        pytest.skip("may not mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path, small_disk: Path) -> None:
    folder, database = many(tmp_path / "in", 120, 0), small_disk / "r.duckdb"
    for _ in range(2):  # the disk is still full the second time
        running = start(folder, database)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 2 and "the disk is full" in said and said.count("\n") == 1, said
        stored = sound(database).get("ok", 0)
        assert stored < 120
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    assert batch(folder, database) == 0
    assert sound(database) == {"ok": 120}
    assert rows(database, "SELECT read FROM runs ORDER BY started DESC LIMIT 1") == [(120 - stored,)]


def test_a_read_only_place_is_said(tmp_path: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert batch(many(tmp_path / "in", 1), small_disk / "r.duckdb") == 2
    assert "can't be opened or written" in capsys.readouterr().err


def test_what_was_read_is_stored_not_what_was_seen_before(tmp_path: Path) -> None:
    folder = tell(tmp_path / "in", a="change", b="change", c="sleep 0")
    database = tmp_path / "r.duckdb"
    assert batch(folder, database, jobs=1) == 0
    import hashlib

    new = hashlib.sha256(b"changed").hexdigest()
    held = dict(rows(database, "SELECT parse_filename(path), document FROM files"))
    assert held["a"] == held["b"] == new, "the second path held what the first one no longer did"
    assert sound(database) == {"ok": 2}
    assert batch(folder, database) == 0
    assert rows(database, "SELECT read, unchanged FROM runs ORDER BY started DESC LIMIT 1") == [(0, 3)]


def test_workers_that_cannot_start_end_the_run() -> None:
    from extractor.batch.pool import Bounds, Pool
    from extractor.errors import ConfigError

    pool = Pool(_Unloadable(), 1, Bounds())
    try:
        with pytest.raises(ConfigError, match="can't be started"):
            until(lambda: pool.wait(0.1))
    finally:
        pool.stop()


class _Unloadable:
    """Can be sent, and not be received."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (5,)

    def __call__(self, task: object, extend: object) -> None: ...
