# ruff: noqa: E501
"""How much of generated reports the program gets right.

    python -m benchmarks.accuracy                              # every layout, seeds 1–2
    python -m benchmarks.accuracy --layout hunan_city --seeds 5 --misses
    python -m benchmarks.accuracy --pdf                        # the same through LibreOffice
    python -m benchmarks.accuracy --grids                      # the reader alone
    python -m benchmarks.accuracy --blind --seeds 3            # layouts whose misses nobody reads
    python -m benchmarks.accuracy --unseen --seeds 3           # layouts that were blind first and have been read since
    python -m benchmarks.accuracy --apart --seeds 3            # the same, written later

Per layout: recall and precision of facts (value, unit, year, scenario, organization exactly, label generously), indicators and
grids exactly right, errors and warnings on the clean report (false alarms), planted contradictions found and named first.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from benchmarks import compare
from benchmarks.compare import Places, Tally
from benchmarks.generate import APART, BLIND, HELD_OUT, LAYOUTS, UNSEEN, Sample, generate
from benchmarks.generate.pdf import to_pdf
from benchmarks.generate.plant import FAMILIES

_HEAD = (
    f"{'layout':<22}{'facts':>7}{'recall':>8}{'precis.':>8}{'indic.':>12}{'grids':>9}{'alarms':>8}{'planted':>10}{'first':>7}"
    f"{'rel.':>7}{'in facts':>10}{'in rel.':>9}"
)


def measure(sample: Sample, path: Path, *, grids_only: bool = False) -> Tally:
    """Run the program on one file and compare."""
    from extractor.readers import read

    tally = Tally()
    truth = sample.truth
    if grids_only:
        compare.grids(truth, Places(truth, read(path)), tally)
        return tally
    from extractor import pipeline

    result = pipeline.run(path)
    report = result.report
    places = Places(truth, result.document)
    compare.grids(truth, places, tally)
    if truth.planted:
        compare.contradictions(truth, report.findings, places, tally)
        return tally
    compare.facts(truth, report.facts, places, tally)
    compare.indicators(truth, report.indicators, places, tally)
    compare.alarms(report.findings, tally)
    tally.relations += sum(r.status != "undetermined" for r in report.relations)
    tally.quantities += report.coverage.quantities
    tally.in_facts += report.coverage.in_facts
    tally.in_relations += report.coverage.in_relations
    return tally


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def line(name: str, t: Tally) -> str:
    return (
        f"{name:<22}{t.facts:>7}{share(t.right, t.facts):>8}{share(t.right, t.extracted):>8}"
        f"{f'{t.indicators_right}/{t.indicators}':>12}{f'{t.grids_right}/{t.grids}':>9}{t.alarms:>8}"
        f"{f'{t.caught}/{t.planted}':>10}{t.first:>7}{t.relations:>7}"
        f"{share(t.in_facts, t.quantities):>10}{share(t.in_relations, t.quantities):>9}"
    )


def main() -> None:
    p = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    p.add_argument(
        "--layout",
        action="append",
        choices=[*LAYOUTS, *HELD_OUT, *UNSEEN, *APART, *BLIND],
        help="only this one (may be repeated)",
    )
    p.add_argument("--held-out", action="store_true", help="the first held-out layouts, by now read while tuning")
    p.add_argument("--unseen", action="store_true", help="once unseen layouts, by now read")
    p.add_argument("--apart", action="store_true", help="layouts written apart from development, by now read")
    p.add_argument("--blind", action="store_true", help="layouts whose misses nobody reads; totals only")
    p.add_argument("--seeds", type=int, default=2, metavar="N", help="seeds FIRST … FIRST+N-1 (default 2)")
    p.add_argument("--first", type=int, default=1, metavar="FIRST")
    p.add_argument("--pdf", action="store_true", help="through LibreOffice")
    p.add_argument("--grids", action="store_true", help="compare the reader's tables only")
    p.add_argument("--clean", action="store_true", help="leave out the reports with planted contradictions")
    p.add_argument("--misses", nargs="?", const=".", metavar="WORD", help="print every miss (that holds WORD)")
    args = p.parse_args()
    chosen = ((args.blind, BLIND), (args.unseen, UNSEEN), (args.apart, APART), (args.held_out, HELD_OUT))
    layouts = args.layout or next((s for on, s in chosen if on), LAYOUTS)
    started = time.perf_counter()
    print(_HEAD)
    whole = Tally()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for layout in layouts:
            tally = _layout(layout, args, Path(name), broken)
            whole.add(tally)
            print(line(layout, tally), flush=True)
            if args.misses and layout not in BLIND:
                for miss in tally.misses:
                    if args.misses == "." or args.misses in miss:
                        print("   ", miss)
    print(line("all", whole))
    if whole.reasons:
        print("facts not right:", ", ".join(f"{k} {n}" for k, n in Counter(whole.reasons).most_common()))
    for trouble in broken:
        print(trouble)
    print(f"{whole.clean} clean reports, {time.perf_counter() - started:.1f} s")


def _layout(layout: str, args: argparse.Namespace, folder: Path, broken: list[str]) -> Tally:
    samples: list[tuple[Sample, Path]] = []
    for seed in range(args.first, args.first + args.seeds):
        for errors in [()] if args.clean or args.grids else [(), FAMILIES]:
            sample = generate(layout, seed, errors=errors)
            path = folder / f"{layout}-{seed}-{len(errors)}.docx"
            path.write_bytes(sample.document)
            samples.append((sample, path))
    if args.pdf:
        to_pdf([path for _, path in samples], folder)
        samples = [(sample, path.with_suffix(".pdf")) for sample, path in samples]
    tally = Tally()
    for sample, path in samples:
        try:
            one = measure(sample, path, grids_only=args.grids)
        except Exception:
            broken.append(f"{path.name}: {traceback.format_exc(limit=-2)}")
            continue
        one.misses = [f"{path.name}: {miss}" for miss in one.misses]
        tally.add(one)
    return tally


if __name__ == "__main__":
    main()
