"""Many reports into one database: speed, memory, overhead, and what a million would cost.

    python -m benchmarks.bulk [--count 1000] [--sample 120] [--rounds 3] [--pdfs 40] [--markitdown PYTHON] [--keep DIR]

Makes ``--count`` files: reports of all layouts that may be tuned on, .docx (each another seed) and, three in ten, .pdf. LibreOffice
takes seconds a file, so only ``--pdfs`` are converted and the rest are these again with a comment at the end: another content
to the program, the same work to read. Three in a hundred are broken or hostile.

Small samples are read in turns, round by round, by each way: one process in a plain loop (``extractor.check``, what a batch can't
undercut), batch with one worker, batch with two, a shell loop over the command for one file, and a loop of markitdown (with the
Python given, if any). Then all files with two workers, in one database, once. Wall-clock times of a shared machine say little;
CPU times and ratios within a round say more.
"""
# ruff: noqa: E501  (a table's line is a line)

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psutil

from benchmarks.generate import LAYOUTS, generate
from benchmarks.generate.pdf import to_pdf

ROOT = Path(__file__).resolve().parent.parent
CHECK = """
import sys
from extractor import ReadError, check
for path in sys.stdin.read().splitlines():
    try:
        check(path)
    except ReadError:
        pass
"""
MARKITDOWN = """
import sys
from markitdown import MarkItDown
converter = MarkItDown()
for path in sys.stdin.read().splitlines():
    try:
        converter.convert(path)
    except Exception:
        pass
"""


# files


def make(folder: Path, count: int, pdfs: int) -> list[Path]:
    """Write the files and return them, shuffled but always the same way."""
    folder.mkdir(parents=True, exist_ok=True)
    layouts = list(LAYOUTS)
    wanted = {"pdf": count * 3 // 10, "broken": count * 3 // 100}
    wanted["docx"] = count - sum(wanted.values())
    made = []
    for n in range(wanted["docx"]):
        path = folder / f"{n % 97:02}" / f"report-{n:05}.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(generate(layouts[n % len(layouts)], n, errors=("SUM", "REF")[n % 3 :]).document)
        made.append(path)
    made += _pdfs(folder, wanted["pdf"], min(pdfs, wanted["pdf"]), layouts)
    made += [_broken(folder, n, made) for n in range(wanted["broken"])]
    random.Random(1).shuffle(made)
    return made


def _pdfs(folder: Path, count: int, converted: int, layouts: Sequence[str]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as work:
        sources = []
        for n in range(converted):
            source = Path(work) / f"p{n:03}.docx"
            source.write_bytes(generate(layouts[n % len(layouts)], 90_000 + n).document)
            sources.append(source)
        printed = [p.read_bytes() for p in to_pdf(sources, Path(work))] if sources else []
    for n in range(count):
        path = folder / f"{n % 97:02}" / f"printed-{n:05}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(printed[n % len(printed)] + f"\n% copy {n // len(printed)}\n".encode())
        yield path


def _broken(folder: Path, n: int, good: Sequence[Path]) -> Path:
    """Cut off, encrypted, mislabelled, empty, a bomb, an endless tree of objects."""
    data = good[n * 7 % len(good)].read_bytes()
    mark = f"{n}".encode()
    kinds = (
        ("docx", data[: len(data) // 2] + mark),
        ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + mark),
        ("docx", b"a page of plain text, " + mark),
        ("pdf", b"%PDF-1.7\n" + mark + b" garbage" * 2000),
        ("docx", _bomb(n)),
        ("pdf", b"%PDF-1.4\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 9>>endobj 2 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n"
                b"trailer<</Root 2 0 R>>%" + mark),
    )  # fmt: skip
    kind, content = kinds[n % len(kinds)]
    path = folder / f"broken-{n:04}.{kind}"
    path.write_bytes(content)
    return path


def _bomb(n: int) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", f"<Types>{n}</Types>")
        with z.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    return out.getvalue()


# ways


@dataclass
class Spent:
    """What a process and all it started took."""

    wall: float = 0.0
    cpu: float = 0.0
    parent: int = 0
    """Most bytes of the process itself."""
    worker: int = 0
    """Most bytes of one it started."""
    parent_cpu: float = 0.0
    seen: list[int] = field(default_factory=list)


def watched(command: Sequence[str], stdin: str = "") -> Spent:
    """Run a command to its end, watching its memory."""
    before, began = os.times(), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    spent, own = Spent(), psutil.Process(process.pid)
    while process.poll() is None:
        try:
            spent.parent = max(spent.parent, own.memory_info().rss)
            times = own.cpu_times()
            spent.parent_cpu = times.user + times.system
            for child in own.children(recursive=True):
                spent.worker = max(spent.worker, child.memory_info().rss)
        except psutil.Error:
            pass
        time.sleep(0.1)
    after = os.times()
    spent.wall = time.monotonic() - began
    spent.cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return spent


def batch(files: Path, database: Path, jobs: int) -> Spent:
    spent = watched([sys.executable, "cli.py", "batch", str(files), "-o", str(database), "--jobs", str(jobs)])
    with duckdb.connect(str(database), read_only=True) as db:
        state, read, failed = db.execute(
            "SELECT state, read + unchanged, failed FROM runs ORDER BY started DESC"
        ).fetchall()[0]
    if state != "finished" or failed > read:
        raise RuntimeError(f"the batch ended as {state} with {read} read, {failed} failed")
    return spent


def loop(code: str, paths: Sequence[Path], python: str = sys.executable) -> Spent:
    return watched([python, "-c", code], "\n".join(map(str, paths)))


def shell(paths: Sequence[Path]) -> Spent:
    script = f'while read -r f; do "{sys.executable}" cli.py check "$f" --format json -o "$(mktemp -d)/out.json"; done'
    return watched(["bash", "-c", script], "\n".join(map(str, paths)) + "\n")


# reports


def compare(paths: Sequence[Path], work: Path, rounds: int, markitdown: str | None, few: int) -> None:
    """Every way on the same sample, in turns."""
    sample = work / "sample"
    sample.mkdir()
    for n, path in enumerate(paths):
        (sample / f"{n:04}{path.suffix}").symlink_to(path)
    ways: dict[str, list[Spent]] = {}
    for n in range(rounds):
        ways.setdefault("plain loop in one process", []).append(loop(CHECK, paths))
        ways.setdefault("batch, 1 worker", []).append(batch(sample, work / f"one{n}.duckdb", 1))
        ways.setdefault("batch, 2 workers", []).append(batch(sample, work / f"two{n}.duckdb", 2))
        if few:
            ways.setdefault(f"shell loop over the command (on {few})", []).append(shell(paths[:few]))
        if markitdown:
            ways.setdefault("markitdown in a loop, text only", []).append(loop(MARKITDOWN, paths, markitdown))
    plain = ways["plain loop in one process"]
    print(f"\n{len(paths)} files, {rounds} rounds in turns, medians\n")
    print("| way | CPU ms a file | ÷ plain loop | files/s |\n|---|--:|--:|--:|")
    for way, spent in ways.items():
        count = few if "shell" in way else len(paths)
        ratio = statistics.median(s.cpu / count / (p.cpu / len(paths)) for s, p in zip(spent, plain, strict=True))
        cpu = statistics.median(s.cpu for s in spent) / count * 1000
        print(f"| {way} | {cpu:.0f} | {ratio:.2f} | {count / statistics.median(s.wall for s in spent):.1f} |")
    one, two = ways["batch, 1 worker"], ways["batch, 2 workers"]
    gains = sorted(a.wall / b.wall for a, b in zip(one, two, strict=True))
    share = statistics.median(s.parent_cpu / s.cpu for s in two)
    print(
        f"\n2 workers against 1, wall clock: {', '.join(f'{g:.2f}' for g in gains)}; share of the parent in CPU: {share:.1%}"
    )


def whole(paths: Sequence[Path], work: Path, jobs: int) -> None:
    """All files once; memory at a hundred and at all; size; a second run; on paper, a million."""
    print(
        "\n| files | files/s | CPU ms a file | parent MB | worker MB | database kB a file |\n|--:|--:|--:|--:|--:|--:|"
    )
    spent = Spent()
    for count in (100, len(paths)):
        folder, database = work / f"n{count}", work / f"n{count}.duckdb"
        folder.mkdir()
        for n, path in enumerate(paths[:count]):
            (folder / f"{n:05}{path.suffix}").symlink_to(path)
        spent = batch(folder, database, jobs)
        size = database.stat().st_size / count / 1000
        print(
            f"| {count:,} | {count / spent.wall:.1f} | {spent.cpu / count * 1000:.0f} | {spent.parent >> 20} "
            f"| {spent.worker >> 20} | {size:.0f} |"
        )
    with duckdb.connect(str(database), read_only=True) as db:
        outcome = db.execute("SELECT status, code, count(*) FROM documents GROUP BY ALL ORDER BY ALL").fetchall()
        per = db.execute("SELECT count(*) FROM facts").fetchall()[0][0] / len(paths)
    print("\n" + ", ".join(f"{code or status} {n}" for status, code, n in outcome) + f"; {per:.0f} facts a file")
    again = batch(folder, database, jobs)
    print(f"the same again: {again.wall:.1f} s, {len(paths) / again.wall:.0f} files/s, nothing read")
    hours = spent.cpu / len(paths) * 1e6 / 3600
    print(f"a million on paper: {hours:.0f} core hours, a database of {size:.0f} GB")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--count", type=int, default=1000)
    p.add_argument("--sample", type=int, default=120)
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--pdfs", type=int, default=40, help="files LibreOffice is to print")
    p.add_argument("--few", type=int, default=20, help="files for the shell loop")
    p.add_argument("--markitdown", metavar="PYTHON", help="a Python that has markitdown")
    p.add_argument("--keep", type=Path, metavar="DIR", help="where the files are made, or are from last time")
    args = p.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        files = args.keep or work / "files"
        there = sorted(files.rglob("*.*")) if files.is_dir() else []
        random.Random(1).shuffle(there)
        paths = there[: args.count] or make(files, args.count, args.pdfs)
        if args.rounds:
            compare(paths[: args.sample], work, args.rounds, args.markitdown, args.few)
        if args.count > args.sample:
            whole(paths, work, 2)


if __name__ == "__main__":
    main()
