"""A batch on a real scheduler with two workers on this machine, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from extractor.batch.outcome import Outcome, Settings, Task, read_document
from extractor.batch.pool import Bounds
from extractor.batch.run import Plan, Tally, run
from extractor.batch.store import Store
from extractor.cli import main
from extractor.errors import ConfigError
from tests.batch_kit import folder, report_bytes, rows, sound

pytest.importorskip("distributed")
from extractor.batch import cluster

ROOT = Path(__file__).resolve().parent.parent
QUICK = Bounds(seconds=60, longer=60, memory=2 << 30)


@dataclass
class Cluster:
    address: str
    home: Path
    workers: list[subprocess.Popen[bytes]]

    def start(self, name: str, *more: str) -> None:
        file = str(self.home / "scheduler.json")
        options = ("--scheduler-file", file, "--nthreads", "1", "--no-dashboard", "--name", name, *more)
        self.workers.append(_start("distributed.cli.dask_worker", *options, cwd=self.home))


def _start(module: str, *options: str, cwd: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    call = [sys.executable, "-m", module, *options]
    return subprocess.Popen(call, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    home = tmp_path_factory.mktemp("cluster")
    file = home / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    scheduler = _start("distributed.cli.dask_scheduler", *options, cwd=home)
    made = Cluster("", home, [])
    try:
        made.start("first", "--no-nanny")
        made.start("second")  # under a nanny, as is usual
        until = time.monotonic() + 60
        while not file.exists() or not file.read_text():
            assert time.monotonic() < until and scheduler.poll() is None
            time.sleep(0.05)
        made.address = json.loads(file.read_text())["address"]
        yield made
    finally:
        for process in [*made.workers, scheduler]:
            for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
                child.kill()
            process.kill()
            process.wait()


def test_each_document_once_though_a_worker_is_killed(machines: Cluster, tmp_path: Path) -> None:
    top, database = folder(tmp_path / "in", 8), tmp_path / "r.duckdb"
    (top / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    killed: list[int] = []
    seen: list[str] = []

    def watch(tally: Tally, outcome: Outcome | None) -> None:
        if outcome is not None:
            seen.append(outcome.sha256)
            if len(seen) == 2:
                machines.workers[0].send_signal(signal.SIGKILL)
                killed.append(machines.workers[0].wait())

    settings = Settings()
    with Store.open(database) as store:
        plan = Plan((str(top),), settings, bounds=QUICK, pool=cluster.on(machines.address, settings))
        tally = run(plan, store, watch)
    assert killed == [-signal.SIGKILL]
    assert (tally.read, dict(tally.failures), tally.interrupted) == (8, {"truncated": 1}, False)
    assert sorted(seen) == sorted(set(seen))
    assert sound(database) == {"ok": 8, "failed": 1}
    machines.start("third", "--no-nanny")

    # what the cluster stored is what this machine reads
    for n in (0, 7):
        here = read_document(str(top / f"r{n:02}.docx"), settings)
        for table in ("facts", "relations", "findings", "cells"):
            found = rows(database, f"SELECT count(*) FROM {table} WHERE document = '{here.sha256}'")
            assert found == [(len(here.rows[table]),)], table


def test_a_second_run_reads_nothing_again_and_time_limits_hold(machines: Cluster, tmp_path: Path) -> None:
    top, database = folder(tmp_path / "in", 1), tmp_path / "r.duckdb"
    settings = Settings()
    with Store.open(database) as store:
        hasty = Bounds(seconds=0.001, longer=0.001)
        tally = run(Plan((str(top),), settings, bounds=hasty, pool=cluster.on(machines.address, settings)), store)
        assert dict(tally.failures) == {"timeout": 1}
    call = ["batch", str(top), "-o", str(database), "--cluster", machines.address]
    assert main(call) == 1
    assert main([*call, "--retry", "failed"]) == 0
    assert sound(database) == {"ok": 1}
    assert main(call) == 0
    assert rows(database, "SELECT read FROM runs ORDER BY started") == [(0,), (0,), (1,), (0,)]


def test_the_bytes_go_along_where_workers_do_not_see_the_file(
    machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hashlib

    monkeypatch.chdir(tmp_path)
    pool = cluster.on(machines.address, Settings())(lambda task, extend: None, 1, QUICK)
    try:
        for n in (1, 2):
            Path(f"only-here-{n}.docx").write_bytes(report_bytes(n))
            sha = hashlib.sha256(report_bytes(n)).hexdigest()
            pool.submit(Task(f"only-here-{n}.docx", sha, 1), n)  # workers run in another folder
        done = []
        until = time.monotonic() + 60
        while pool.busy and time.monotonic() < until:
            done += pool.wait(0.2)
        assert {(d.kept, d.result.status, d.result.path) for d in done} == {
            (1, "ok", "only-here-1.docx"),
            (2, "ok", "only-here-2.docx"),
        }
    finally:
        pool.stop()


def test_a_document_whose_workers_die_again_and_again_is_a_failure(machines: Cluster) -> None:
    class KilledWorker(Exception):
        pass

    pool = cluster.on(machines.address, Settings())(lambda task, extend: None, 1, QUICK)
    try:
        assert isinstance(pool, cluster.ClusterPool)
        sent = cluster.Sent("p", "s", 1)
        assert pool._end("error", KilledWorker(), "task", sent, "kept") is None
        assert pool.busy == 1, "it is tried once more, alone"
        pool._suspects.clear()
        pool._alone.add("s")
        ended = pool._end("error", KilledWorker(), "task", sent, "kept")
        assert ended is not None and (ended.task, ended.kept, ended.reason) == ("task", "kept", "killed")
    finally:
        pool.stop()


def test_another_version_on_the_workers_is_one_sentence(
    machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extractor.__version__", "99.0")
    call = ["batch", str(folder(tmp_path / "in", 1)), "-o", str(tmp_path / "r.duckdb"), "--cluster", machines.address]
    assert main(call) == 2
    said = capsys.readouterr().err
    assert "本机是 99.0，请装成同一版本" in said and said.count("\n") == 1


def test_no_scheduler_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    top = folder(tmp_path / "in", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        assert main(["batch", str(top), "-o", str(tmp_path / "r.duckdb"), "--cluster", address]) == 2
        said = capsys.readouterr().err
        assert "连不上集群调度程序" in said and said.count("\n") == 1


def test_the_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match="pip install"):
        cluster.on("tcp://127.0.0.1:1", Settings())
