# ruff: noqa: E501
"""How well reports are compared over the years: generated families, clean and with planted disagreements.

    python -m benchmarks.years                        # seeds 1–4
    python -m benchmarks.years --seeds 10 --misses    # every alarm on clean families, every planted one not found

A family is four departments over five years in layouts of their own, written as .docx, read into a database and compared.
Per seed: relations between reports and how they came out, errors and warnings on the clean family (false alarms), planted
disagreements found (an error or warning of a YRS rule in that report that has the printed figure as evidence), renamed
departments found (where prose or figures tell), merged ones not taken for one of the two.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generate.families import LAYOUTS, Family, Member, make
from benchmarks.generate.families import name_of as _name
from benchmarks.generate.layouts import WRITERS
from extractor.batch.outcome import Outcome as Read
from extractor.batch.outcome import Settings, read_document
from extractor.batch.store import Store
from extractor.checks.config import load_config
from extractor.reconcile.run import Compared, Outcome, reconcile
from extractor.text.labels import squash

APART = (
    "apart_jilin",
    "apart_old_points",
    "apart_shaanxi",
    "apart_yunnan",
    "heldout_jiangsu",
    "heldout_guizhou",
    "heldout_chongqing",
)
_HEAD = f"{'seed':<6}{'reports':>8}{'relations':>10}{'agree':>8}{'differ':>8}{'unclear':>9}{'alarms':>8}{'infos':>7}{'planted':>9}{'renamed':>9}{'merged':>8}"


@dataclass(slots=True)
class Score:
    reports: int = 0
    relations: Counter[str] = field(default_factory=Counter)
    alarms: int = 0
    infos: int = 0
    planted: int = 0
    found: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    renamed: int = 0
    matched: int = 0
    merged: int = 0
    kept_apart: int = 0

    def add(self, o: Score) -> None:
        self.relations.update(o.relations)
        self.by_kind.update(o.by_kind)
        for name in ("reports", "alarms", "infos", "planted", "found", "renamed", "matched", "merged", "kept_apart"):
            setattr(self, name, getattr(self, name) + getattr(o, name))

    def line(self, name: str) -> str:
        r = self.relations
        return (
            f"{name:<6}{self.reports:>8}{sum(r.values()):>10}{r['consistent'] + r['rounding']:>8}{r['inconsistent']:>8}"
            f"{r['undetermined']:>9}{self.alarms:>8}{self.infos:>7}{f'{self.found}/{self.planted}':>9}"
            f"{f'{self.matched}/{self.renamed}':>9}{f'{self.kept_apart}/{self.merged}':>8}"
        )


def main() -> None:
    p = argparse.ArgumentParser(
        prog="python -m benchmarks.years", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    p.add_argument("--seeds", type=int, default=4, metavar="N")
    p.add_argument("--first", type=int, default=1, metavar="FIRST")
    p.add_argument("--planted", type=int, default=8, metavar="N", help="disagreements a family (default 8)")
    p.add_argument("--layout", action="append", choices=WRITERS, help="only these layouts (may be repeated)")
    p.add_argument(
        "--apart", action="store_true", help="layouts nobody tunes on that print figures of other years; totals only"
    )
    p.add_argument("--misses", action="store_true", help="print alarms and what was not found")
    args = p.parse_args()
    started = time.perf_counter()
    print(_HEAD)
    whole = Score()
    known: dict[bytes, Read] = {}
    for seed in range(args.first, args.first + args.seeds):
        known.clear()
        score = Score()
        layouts = args.layout or (APART if args.apart else LAYOUTS)
        for family in (make(seed, layouts=layouts), make(seed, layouts=layouts, planted=args.planted)):
            measure(family, score, known, args.misses and not args.apart)
        whole.add(score)
        print(score.line(str(seed)), flush=True)
    print(whole.line("all"))
    print("planted and found by kind:", dict(sorted(whole.by_kind.items())))
    print(f"{time.perf_counter() - started:.0f} s")


def measure(family: Family, score: Score, known: dict[bytes, Read], misses: bool) -> None:
    """Read, store and compare one family. ``known`` keeps what was read of reports that both families share."""
    outcome = run(family, known)
    if not family.wrong:
        score.reports += len(family.reports)
        score.relations.update(outcome.relations)
        _clean(outcome, score, misses)
        _names(family, outcome, score, misses)
        return
    for wrong in family.wrong:
        score.planted += 1
        named = [
            c
            for c in outcome.findings
            if c.doc.file == wrong.file and c.finding.severity != "info" and _names_it(c, wrong.printed)
        ]
        score.found += bool(named)
        score.by_kind[f"{wrong.kind} {'found' if named else 'missed'}"] += 1
        if misses and not named:
            print("   not found:", wrong)


def run(family: Family, known: dict[bytes, Read]) -> Outcome:
    from extractor import schema

    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "reports.duckdb") as store:
        store.begin_run(version="1", settings="benchmark", options={}, roots=[], jobs=1)
        store.put([_read(member, Path(name), known) for member in family.reports])
        return reconcile(store, load_config(None, {}), schema.load())


def _read(member: Member, folder: Path, known: dict[bytes, Read]) -> Read:
    if member.document not in known:
        path = folder / member.file
        path.write_bytes(member.document)
        known[member.document] = read_document(str(path), Settings())
    return known[member.document]


def _names_it(compared: Compared, printed: str) -> bool:
    shown = squash(printed)
    return any(
        squash(e.raw) in (shown, shown.rstrip("元万千亿")) or squash(e.raw) == shown for e in compared.finding.evidence
    )


def _clean(outcome: Outcome, score: Score, misses: bool) -> None:
    for compared in outcome.findings:
        if compared.finding.severity == "info":
            score.infos += 1
            continue
        score.alarms += 1
        if misses:
            print(
                "   alarm:",
                compared.doc.file,
                compared.finding.rule,
                compared.finding.severity,
                compared.finding.message,
            )
            for e in compared.finding.evidence:
                print("       ", e.label, e.raw, e.location.table, e.location.row, e.location.col, e.location.paragraph)


def _names(family: Family, outcome: Outcome, score: Score, misses: bool) -> None:
    accepted = {frozenset((m.name, m.other)) for m in outcome.matching.matches if m.accepted}
    for old, new, year, said in family.renamed:
        if not _seen(family, old) or not _seen(family, new):
            continue
        if not (said or _figures_tell(family, old, new)):
            continue  # nothing in the reports says so: nobody could know
        score.renamed += 1
        if frozenset((old, new)) in accepted:
            score.matched += 1
        elif misses:
            print("   not matched:", old, new, year, said)
    for parts, name, _ in family.merged:
        score.merged += 1
        if not any(frozenset((p, name)) in accepted for p in parts):
            score.kept_apart += 1
        elif misses:
            print("   merged department taken for one of its parts:", parts, name)
    wrong = {frozenset((old, new)) for old, new, _, _ in family.renamed}
    for match in outcome.matching.matches:
        if match.accepted and frozenset((match.name, match.other)) not in wrong and misses:
            print("   invented match:", match)


def _figures_tell(family: Family, old: str, new: str) -> bool:
    """Whether the first report of the new name prints three figures of last year that the last one of the old name has."""
    last = max((m for m in family.reports if m.organization == old), key=lambda m: m.year)
    first = min((m for m in family.reports if m.organization == new), key=lambda m: m.year)
    own = {_name(f): f for *_, f in last.draft.figures() if f.scenario in ("actual", "closing") and f.year == last.year}
    prior = {_name(f) for *_, f in first.draft.figures() if f.year == last.year or f.scenario == "opening"}
    return first.year == last.year + 1 and len(prior & set(own)) >= 3


def _seen(family: Family, name: str) -> bool:
    return any(m.organization == name for m in family.reports)


if __name__ == "__main__":
    main()
