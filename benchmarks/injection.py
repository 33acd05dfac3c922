# ruff: noqa: E501
"""How many wrong figures the program finds: corrupt one printed figure at a time and check again.

    python -m benchmarks.injection                                   # every layout, 20 corruptions each
    python -m benchmarks.injection --layout hunan_city --each 100 --misses
    python -m benchmarks.injection --ablation --limit 200            # and without each rule family in turn

A corruption is one of: a digit changed, two neighbours transposed, a minus sign dropped, the decimal point slipped, the unit
slipped, the figures of two rows swapped. It is *in a relation* if the clean report's figure stands in one that was evaluated
(of two swapped figures, in one that does not hold both);
*named* if a new error or warning has it as evidence; *first* if as the first evidence; *noticed* if there is any new error or
warning. The sample is fixed by --seed.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.compare import Places, serious
from benchmarks.generate import HELD_OUT, LAYOUTS, draft_of
from benchmarks.generate.parts import Draft, Fig, Grid, Para
from benchmarks.generate.plant import FAMILIES, noticeable, spoil
from benchmarks.generate.render import render
from benchmarks.generate.truth import tables_of, truth_of, where

if TYPE_CHECKING:
    from extractor.checks.config import Config
    from extractor.model.document import Document
    from extractor.model.interpretation import Interpretation
    from extractor.model.report import Finding, Location

KINDS = ("digit", "transposed", "sign", "decimal", "unit", "swapped")
_SMALLER = {"亿元": "万元", "万元": "元", "元": "万元", "千元": "元"}
FIXTURE = "sample"


@dataclass(slots=True)
class Score:
    injected: int = 0
    related: int = 0
    named: int = 0
    first: int = 0
    noticed: int = 0
    without: Counter[str] = field(default_factory=Counter)
    """By family: named although the family is switched off."""

    def line(self, name: str) -> str:
        def share(n: int) -> str:
            return f"{100 * n / self.related:.1f}%" if self.related else "–"

        return (
            f"{name:<24}{self.injected:>9}{self.related:>9}{share(self.named):>9}{share(self.first):>9}"
            f"{share(self.noticed):>10}"
        )


@dataclass(slots=True)
class Subject:
    """One clean report and what the program says of it."""

    name: str
    draft: Draft
    path: Path
    known: set[str]
    """Ids of the findings it has already."""
    related: dict[int, set[int]]
    """By id of a figure: the evaluated relations it stands in."""
    prose: set[int]
    """ids of figures in sentences."""
    tables: dict[int, tuple[int, int]]


def main() -> None:
    p = argparse.ArgumentParser(
        prog="python -m benchmarks.injection", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    p.add_argument(
        "--layout", action="append", choices=[*LAYOUTS, *HELD_OUT, FIXTURE], help="only this one (may be repeated)"
    )
    p.add_argument("--held-out", action="store_true", help="the first held-out layouts, by now read while tuning")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--each", type=int, default=20, metavar="N", help="corruptions per report (default 20)")
    p.add_argument("--limit", type=int, default=0, metavar="N", help="at most so many in all")
    p.add_argument("--kind", action="append", choices=KINDS)
    p.add_argument("--ablation", action="store_true", help="also without each rule family")
    p.add_argument("--misses", action="store_true", help="print corruptions in a relation that were not named")
    p.add_argument("--later", action="store_true", help="print corruptions named, but not first")
    args = p.parse_args()
    layouts = args.layout or (HELD_OUT if args.held_out else [*LAYOUTS, FIXTURE])
    run(args, list(layouts))


def run(args: argparse.Namespace, layouts: list[str]) -> None:
    import tempfile

    from extractor.checks.config import load_config

    config = load_config(None, {})
    kinds = tuple(args.kind or KINDS)
    by: dict[str, Score] = defaultdict(Score)
    misses: list[str] = []
    started, done = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        for layout in layouts:
            subject = _subject(layout, args.seed, Path(folder), config)
            rng = random.Random(f"inject/{layout}/{args.seed}")
            for kind, figures in sampled(subject.draft, rng, args.each, kinds):
                if args.limit and done >= args.limit:
                    break
                done += 1
                with corrupted(figures, kind, rng) as changed:
                    if changed:
                        place = "prose" if id(figures[0]) in subject.prose else "table"
                        outcome = _judge(subject, figures, kind, config, args, misses)
                        for name in ("all", f"kind {kind}", f"in {place}", f"layout {layout}"):
                            _add(by[name], outcome)
                if done % 50 == 0:
                    print(f"  {done} done, {time.perf_counter() - started:.0f} s", file=sys.stderr)
    print(
        f"{'':<24}{'injected':>9}{'in rel.':>9}{'named':>9}{'first':>9}{'noticed':>10}   (shares of those in a relation)"
    )
    for name in sorted(by, key=lambda n: (n != "all", n)):
        print(by[name].line(name))
    if args.ablation and by["all"].related:
        print("\nwithout a family: named")
        for family in FAMILIES:
            print(f"  {family}  {100 * by['all'].without[family] / by['all'].related:5.1f}%")
    if args.misses or args.later:
        print(*misses, sep="\n")
    print(f"{done} corruptions, {time.perf_counter() - started:.1f} s")


def _draft(layout: str, seed: int) -> Draft:
    if layout != FIXTURE:
        return draft_of(layout, seed)
    source = Path(__file__).resolve().parent.parent / "fixtures" / "build_sample.py"
    spec = importlib.util.spec_from_file_location("build_sample", source)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Draft = module.draft()
    return made


def _subject(layout: str, seed: int, folder: Path, config: Config) -> Subject:
    from extractor import checks

    draft = _draft(layout, seed)
    path = folder / f"{layout}.docx"
    path.write_bytes(render(draft))
    document, found = _understand(path)
    result = checks.run(found, config)
    places = Places(truth_of(draft, layout, seed, []), document)
    tables = tables_of(draft)
    near: dict[tuple[int | None, ...], list[tuple[int, Location]]] = defaultdict(list)
    for n, relation in enumerate(result.relations):
        for term in relation.terms if relation.status != "undetermined" else ():
            spot = term.location
            near[(spot.table, spot.row, spot.col) if spot.table is not None else (None, spot.paragraph)].append(
                (n, spot)
            )
    texts = defaultdict(list)
    for index, text in places.text.items():
        texts[text].append(index)
    related: dict[int, set[int]] = {}
    for part, place, offset, fig in draft.figures():
        assert isinstance(part, Para | Grid)
        w = where(part, place, offset, fig, tables)
        keys = [(w.table, w.row, w.col)] if w.table is not None else [(None, i) for i in texts[w.paragraph or ""]]
        related[id(fig)] = {n for k in keys for n, spot in near[k] if places.holds(w, spot)}
    prose = {id(fig) for part, _, _, fig in draft.figures() if isinstance(part, Para)}
    return Subject(layout, draft, path, {f.id for f in result.findings}, related, prose, tables)


def _understand(path: Path) -> tuple[Document, Interpretation]:
    from extractor import schema
    from extractor.interpret import interpret
    from extractor.readers import read

    document = read(path)
    return document, interpret(document, schema.load())


def sampled(draft: Draft, rng: random.Random, count: int, kinds: tuple[str, ...]) -> Iterator[tuple[str, list[Fig]]]:
    """(kind, figures) to corrupt: one figure, or two of neighbouring rows."""
    figures = [(part, place, fig) for part, place, _, fig in draft.figures() if fig.value]
    columns: dict[tuple[int, int], list[tuple[int, Fig]]] = defaultdict(list)
    for part, place, fig in figures:
        if place is not None and place.cell.content is fig:
            columns[(id(part), place.col)].append((place.row, fig))
    pairs = [
        [a, b]
        for rows in columns.values()
        for (r, a), (s, b) in pairwise(rows)
        if s == r + 1 and a.value != b.value and (a.unit, a.measure, a.scenario) == (b.unit, b.measure, b.scenario)
    ]
    for _ in range(count):
        kind = rng.choice(kinds)
        if kind == "swapped" and pairs:
            yield kind, rng.choice(pairs)
        else:
            fitting = [f for _, _, f in figures if kind != "sign" or f.value < 0]
            fitting = [f for f in fitting if kind != "unit" or f.unit in _SMALLER]
            if fitting:
                yield kind, [rng.choice(fitting)]


@contextmanager
def corrupted(figures: list[Fig], kind: str, rng: random.Random) -> Iterator[bool]:
    """The figures changed while inside; False if nothing noticeable could be done."""
    saved = [replace(f) for f in figures]
    try:
        yield _spoil(figures, kind, rng)
    finally:
        for figure, old in zip(figures, saved, strict=True):
            for attribute in ("value", "shown", "unit", "suffix", "right"):
                setattr(figure, attribute, getattr(old, attribute))


def _spoil(figures: list[Fig], kind: str, rng: random.Random) -> bool:
    """Change the figures in place; False if nothing noticeable could be done."""
    fig = figures[0]
    if kind == "swapped":
        a, b = figures
        a.value, b.value, a.shown, b.shown = b.value, a.value, b.shown, a.shown
        return True
    if kind == "unit" and fig.unit is not None:
        if fig.suffix == fig.unit:
            fig.unit = fig.suffix = _SMALLER[fig.unit]
        else:
            fig.reprint(fig.value * 10000 if fig.unit == "万元" else fig.value / 10000)
        return True
    if kind == "decimal":
        wrong: Decimal | None = fig.value * 10 if rng.random() < 0.5 else fig.value / 10
    elif kind in ("digit", "transposed", "sign"):
        wrong = spoil(fig.value, fig.shown, kind, rng)
    else:
        wrong = None
    if wrong is None or not noticeable(fig.value, wrong, fig.measure):
        return False
    fig.reprint(wrong)
    return True


@dataclass(slots=True)
class _Outcome:
    related: bool
    named: bool
    first: bool
    noticed: bool
    without: set[str]


def _judge(
    subject: Subject, figures: list[Fig], kind: str, config: Config, args: argparse.Namespace, misses: list[str]
) -> _Outcome:
    from extractor import checks

    standing = [subject.related[id(f)] for f in figures]
    # two figures swapped inside one sum leave it as it was: only relations that hold one of them count
    related = bool(standing[0] ^ standing[1] if len(standing) == 2 else standing[0])
    subject.path.write_bytes(render(subject.draft))
    document, found = _understand(subject.path)
    places = Places(truth_of(subject.draft, subject.name, 0, []), document)
    spots = [
        where(part, place, at, fig, subject.tables)
        for part, place, at, fig in subject.draft.figures()
        if isinstance(part, Para | Grid) and any(fig is f for f in figures)
    ]

    def fresh(settings: Config) -> list[Finding]:
        return [f for f in serious(checks.run(found, settings).findings) if f.id not in subject.known]

    def names(findings: list[Finding]) -> bool:
        return any(places.holds(w, e.location) for f in findings for e in f.evidence for w in spots)

    findings = fresh(config)
    named = names(findings)
    first = any(places.holds(w, f.evidence[0].location) for f in findings if f.evidence for w in spots)
    without = (
        {f for f in FAMILIES if names(fresh(replace(config, ignore=(f,))))}
        if args.ablation and related and named
        else set()
    )
    if related and not first and (args.later if named else args.misses):
        fig = figures[0]
        told = f"; said instead: {findings[0].message[:200]}" if findings else ""
        misses.append(f"{subject.name} {kind}: {fig.label} printed {fig.text} [{spots[0].words}]{told}")
    return _Outcome(related, related and named, related and first, related and bool(findings), without)


def _add(score: Score, outcome: _Outcome) -> None:
    score.injected += 1
    score.related += outcome.related
    score.named += outcome.named
    score.first += outcome.first
    score.noticed += outcome.noticed
    score.without.update(outcome.without)


if __name__ == "__main__":
    main()
