"""Precision, recall and abstention of label matching on lists of printed labels, beside two plain matchers.

``held_out.tsv`` was written before the matcher was tuned and only its totals are looked at; ``tuned.tsv`` is the list
the matcher was tuned on. Each is measured again with one character of every label lost, doubled or replaced (fixed
seed). Precision counts the concepts given that are right; recall the labels with a concept that got it; abstention the
labels, with or without a concept, that got none.
"""

from __future__ import annotations

import argparse
import difflib
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from extractor import schema
from extractor.text.labels import squash
from extractor.text.match import Matcher

HERE = Path(__file__).parent
SEED = 20


@dataclass(frozen=True)
class Case:
    """One printed label, where it stands, and the concept it means."""

    label: str
    path: tuple[str, ...]
    kind: str | None
    unit: str | None
    concept: str | None


Lookup = Callable[[Case], str | None]


def read(file: Path) -> list[Case]:
    """The cases of a list; ``\\n`` in a label is a line break."""
    cases = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, path, kind, unit, concept = line.split("\t")
            above = tuple(p for p in path.split(" < ") if p)
            want = None if concept == "-" else concept
            cases.append(Case(label.replace("\\n", "\n"), above, kind or None, unit or None, want))
    return cases


def misspelt(cases: list[Case]) -> list[Case]:
    """The cases of five characters and more, each with one character wrong."""
    rng = random.Random(SEED)
    letters = sorted({c for case in cases for c in squash(case.label)})
    found = []
    for case in cases:
        text = squash(case.label)
        if len(text) < 5:
            continue
        at = rng.randrange(len(text))
        typed = rng.choice(
            [
                text[:at] + text[at + 1 :],
                text[:at] + text[at] + text[at:],
                text[:at] + rng.choice(letters) + text[at + 1 :],
            ]
        )
        found.append(replace(case, label=typed))
    return found


def matchers() -> dict[str, Lookup]:
    """This program's matcher, and two that only compare characters."""
    canon = schema.load()
    matcher = Matcher(canon)
    names = {squash(n): c.id for c in canon.concepts.values() for n in (c.zh, *c.aliases, *c.local_aliases)}
    keys = list(names)

    def ours(case: Case) -> str | None:
        return matcher.match(case.label, path=case.path, kind=case.kind, unit=case.unit).concept

    def plain_difflib(case: Case) -> str | None:
        near = difflib.get_close_matches(squash(case.label), keys, n=1, cutoff=0.6)
        return names[near[0]] if near else None

    def partial(case: Case) -> str | None:
        near = process.extractOne(squash(case.label), keys, scorer=fuzz.partial_ratio, score_cutoff=78)
        return names[near[0]] if near else None

    return {"this program": ours, "difflib, ratio >= 0.6": plain_difflib, "partial_ratio >= 78": partial}


def measure(cases: list[Case], lookup: Lookup) -> str:
    """One line of figures."""
    began = time.perf_counter()
    answers = [lookup(case) for case in cases]
    took = time.perf_counter() - began
    given = sum(a is not None for a in answers)
    right = sum(a is not None and a == case.concept for a, case in zip(answers, cases, strict=True))
    wanted = sum(case.concept is not None for case in cases)
    return (
        f"precision {right / given if given else 1:6.1%}   recall {right / wanted:6.1%}   "
        f"abstention {1 - given / len(cases):6.1%}   {took / len(cases) * 1e6:7.0f} µs a label"
    )


def main() -> int:
    """Print the table; with ``--misses`` also what went wrong in the tuned list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the wrong answers of the tuned list")
    args = parser.parse_args()
    lookups = matchers()
    for name in ("held_out", "tuned"):
        cases = read(HERE / f"{name}.tsv")
        for title, rows in ((name, cases), (f"{name}, one character wrong", misspelt(cases))):
            wanted = sum(case.concept is not None for case in rows)
            print(f"{title}: {len(rows)} labels, {wanted} with a concept")
            for who, lookup in lookups.items():
                print(f"  {who:<22} {measure(rows, lookup)}")
    if args.misses:
        for case in read(HERE / "tuned.tsv"):
            answer = lookups["this program"](case)
            if answer != case.concept:
                print(f"{case.label!r} {case.path} {case.kind}: {answer}, should be {case.concept}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
