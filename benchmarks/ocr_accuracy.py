"""How much of scanned reports the program gets right, condition by condition, beside plain text recognisers.

    python -m benchmarks.ocr_accuracy                                   # every condition
    python -m benchmarks.ocr_accuracy --condition seal --condition fax --misses
    python -m benchmarks.ocr_accuracy --jobs 2 --others --cache /tmp/scans

Generated reports are printed by LibreOffice, made scans of (:mod:`benchmarks.scans`) and checked. Per condition:

- facts: recall and precision as in :mod:`benchmarks.accuracy`; precision of those stated without doubt ("sure"); of
  these the numbers printed nowhere in the report ("wrong", the worst that can happen); the share doubted; other
  readings that were concluded, and how many are right
- indicators and grids exactly right, GriTS (places and texts) of all tables
- new: errors and warnings on the scan that the .docx does not have; planted contradictions named, of those named on the
  .docx (a leftover year, CMP, is not planted: in a report of three pages it changes the year of every fact)
- figures: the printed numbers (two digits or more, each as often as printed) found in the text read, and numbers in
  that text that are not printed; with ``--others`` the same for plain rapidocr and tesseract (packages tesseract-ocr
  and tesseract-ocr-chi-sim) on the same pictures

The first lines are the same reports as .docx and as PDF with its text: what is lost there is not lost by recognition.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy import share
from benchmarks.generate import HELD_OUT, LAYOUTS, Sample, generate
from benchmarks.generate.pdf import to_pdf
from benchmarks.generate.plant import FAMILIES
from benchmarks.scans import CONDITIONS, bound, others, scan
from benchmarks.scans.calibration import Calibration, judge, table
from benchmarks.scans.measure import Score, figures, score, shares, texts

ERRORS = tuple(family for family in FAMILIES if family != "CMP")
CLEAN = ("yunnan_prefecture", "zhejiang_city")
PLANTED = ("hubei_county",)
_HEAD = (
    f"{'condition':<12}{'pages':>6}{'facts':>6}{'recall':>8}{'prec.':>8}{'sure':>8}{'wrong':>6}{'doubt':>7}{'read.':>7}"
    f"{'indic.':>9}{'grids':>7}{'GriTS':>7}{'new':>5}{'planted':>9}{'figures':>9}{'inv.':>5}"
)


@dataclass(slots=True)
class Job:
    sample: Sample
    docx: Path
    pdf: Path
    condition: str
    """"docx", "pdf" or a condition of :mod:`benchmarks.scans`."""
    others: tuple[str, ...] = ()
    cache: Path | None = None


@dataclass(slots=True)
class Done:
    score: Score
    others: dict[str, tuple[int, int, int]]
    calibration: Calibration = field(default_factory=Calibration)


def measure(job: Job) -> Done | str:
    """One report under one condition; the trace of the error where the program fails."""
    from extractor import pipeline

    try:
        typed = pipeline.run(job.docx)
        if job.condition in ("docx", "pdf"):
            path = job.docx if job.condition == "docx" else job.pdf
            result = pipeline.run(path)
            return Done(score(job.sample.truth, typed.document, typed.report, result.document, result.report), {})
        pictures = scan(job.pdf.read_bytes(), job.condition, job.sample.truth.seed)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scan.pdf"
            path.write_bytes(bound(pictures))
            started = time.perf_counter()
            result = pipeline.run(path)
            seconds = time.perf_counter() - started
        done = Done(score(job.sample.truth, typed.document, typed.report, result.document, result.report), {})
        done.score.seconds = seconds
        done.calibration = judge(pictures, result.document.recognised)
        printed = figures(texts(typed.document))
        for tool in job.others:
            lines: list[str] = []
            for picture in pictures:
                kept = job.cache / f"{hashlib.sha256(picture.data).hexdigest()}.{tool}.json" if job.cache else None
                if kept is None or not kept.exists():
                    read = others.TOOLS[tool](picture)
                    if kept is not None:
                        kept.parent.mkdir(parents=True, exist_ok=True)
                        kept.write_text(json.dumps(read), encoding="utf-8")
                else:
                    read = json.loads(kept.read_text(encoding="utf-8"))
                lines += read
            done.others[tool] = shares(printed, lines)
        return done
    except Exception:
        return f"{job.docx.stem} {job.condition}: {traceback.format_exc(limit=-3)}"


def line(name: str, s: Score) -> str:
    t = s.tally
    return (
        f"{name:<12}{s.pages:>6}{t.facts:>6}{share(t.right, t.facts):>8}{share(t.right, t.extracted):>8}"
        f"{share(s.sure.right, s.sure.extracted):>8}{s.wrong_sure:>6}{share(s.doubtful, t.extracted):>7}"
        f"{f'{s.readings_right}/{s.readings}':>7}{f'{t.indicators_right}/{t.indicators}':>9}"
        f"{f'{t.grids_right}/{t.grids}':>7}{s.grits / max(1, s.tables):>7.3f}{s.new:>5}{f'{s.kept}/{s.due}':>9}"
        f"{share(s.seen, s.printed):>9}{s.invented:>5}"
    )


def samples(args: argparse.Namespace, folder: Path) -> list[tuple[Sample, Path, Path]]:
    made = []
    for seed in range(args.first, args.first + args.seeds):
        for layouts, errors in ((args.clean, ()), (args.planted, ERRORS)):
            for layout in layouts:
                sample = generate(layout, seed, errors=errors)
                path = folder / f"{layout}-{seed}{'-planted' if errors else ''}.docx"
                path.write_bytes(sample.document)
                made.append((sample, path, path.with_suffix(".pdf")))
    to_pdf([docx for _, docx, _ in made], folder)
    return made


def run(args: argparse.Namespace, folder: Path) -> Iterator[tuple[str, list[Done | str]]]:
    """Condition by condition."""
    tools = tuple(others.TOOLS) if args.others else ()
    reports = samples(args, folder)
    conditions = ["docx", "pdf", *(args.condition or CONDITIONS)]
    jobs = [Job(*report, condition, tools, args.cache) for condition in conditions for report in reports]
    with ProcessPoolExecutor(args.jobs, mp_context=get_context("spawn")) as pool:
        results = pool.map(measure, jobs)
        for condition in conditions:
            yield condition, [next(results) for _ in reports]


def main() -> None:
    p = argparse.ArgumentParser(
        prog="python -m benchmarks.ocr_accuracy", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    known = [*LAYOUTS, *HELD_OUT]
    p.add_argument("--condition", action="append", choices=CONDITIONS, help="only this one (may be repeated)")
    p.add_argument("--clean", nargs="*", choices=known, default=CLEAN, help="layouts of consistent reports")
    p.add_argument(
        "--planted", nargs="*", choices=known, default=PLANTED, help="layouts of reports with contradictions"
    )
    p.add_argument("--seeds", type=int, default=1, metavar="N", help="seeds FIRST … FIRST+N-1 (default 1)")
    p.add_argument("--first", type=int, default=1, metavar="FIRST")
    p.add_argument("--jobs", type=int, default=1, help="reports at a time, each on one core")
    p.add_argument("--others", action="store_true", help="also plain rapidocr and tesseract")
    p.add_argument("--cache", type=Path, help="folder that keeps what the others read")
    p.add_argument(
        "--misses",
        nargs="?",
        const="",
        metavar="WORD",
        help="print what is missed (and holds WORD) and is not on the .docx",
    )
    p.add_argument(
        "--calibration", action="store_true", help="also how often characters of a given confidence are wrong"
    )
    args = p.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    started = time.perf_counter()
    print(_HEAD)
    whole = Score()
    calibration = Calibration()
    typed: set[str] = set()
    beside: dict[str, dict[str, list[int]]] = {}
    with tempfile.TemporaryDirectory() as name:
        for condition, results in run(args, Path(name)):
            total = Score()
            for one in results:
                if isinstance(one, str):
                    print(one)
                    continue
                total.add(one.score)
                calibration.add(one.calibration)
                if args.misses is not None:
                    total.misses += [f"misread figure: {x}" for x in one.calibration.figures.examples]
                for tool, counts in one.others.items():
                    sums = beside.setdefault(condition, {}).setdefault(tool, [0, 0, 0])
                    sums[:] = [a + b for a, b in zip(sums, counts, strict=True)]
            print(line(condition, total), flush=True)
            if condition not in ("docx", "pdf"):
                whole.add(total)
                _others(beside.get(condition, {}))
            if condition == "docx":
                typed = set(total.misses)
            elif args.misses is not None:
                for miss in total.misses:
                    if args.misses in miss and miss not in typed:
                        print("   ", miss)
    print(line("all scans", whole))
    for tool in others.TOOLS if beside else ():
        sums = [sum(c[tool][i] for c in beside.values() if tool in c) for i in range(3)]
        _others({tool: sums})
    if args.calibration:
        print(table(calibration))
    if whole.pages:
        print(f"{whole.seconds / whole.pages:.1f} s a page; the whole run {time.perf_counter() - started:.0f} s")


def _others(found: dict[str, list[int]]) -> None:
    for tool, (printed, seen, invented) in found.items():
        print(f"  {tool:<10}{share(seen, printed):>118}{invented:>5}")


if __name__ == "__main__":
    main()
