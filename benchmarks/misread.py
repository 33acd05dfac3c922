"""Misread figures of a recognised report on purpose, and see what becomes of them.

    python -m benchmarks.misread SCAN.pdf --trials 3 --rate 0.05

Of the figures in tables one in so many is misread: mostly one digit for another by shape, with a probability of
0.4–0.975 and mostly with the right one among its rivals; some lose their point without a trace, some a digit
that leaves a gap. Printed are how many are wrong, of these doubted and read rightly by the relations, and the errors
and warnings that only a misreading raises.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from extractor import checks
from extractor import schema as schemas
from extractor.interpret import interpret
from extractor.model.document import Cell, Document
from extractor.model.glyphs import Glyph, GlyphLine
from extractor.model.report import Finding, Location
from extractor.readers import read
from extractor.recognised.confusions import MISREAD, OTHER
from extractor.recognised.ink import Ink, Written

Place = tuple[int | None, int | None, int | None, int | None]


def _place(at: Location) -> Place:
    return at.paragraph, at.table, at.row, at.col


def _number(text: str) -> Decimal | None:
    match = re.search(r"\d[\d,]*\.?\d*", "".join(text.split()))
    return Decimal(match.group().replace(",", "").rstrip(".")) if match else None


def _misread(cell: Cell, written: Written, rng: random.Random, changed: dict[int, Glyph | None]) -> bool:
    places = [i for i, c in enumerate(cell.text) if c.isdigit() and written.glyphs[i] is not None]
    if len(places) < 0.6 * len(cell.text.strip()) or not places:
        return False
    kind, at = rng.random(), rng.choice(places)
    if 0.75 <= kind < 0.85 and "." in cell.text:
        at = cell.text.index(".")
    glyph = written.glyphs[at]
    if glyph is None:
        return False
    true, new = cell.text[at], ""
    if kind < 0.75:
        digits = [d for d in "0123456789" if d != true]
        new = rng.choices(digits, [MISREAD.get(d, {}).get(true, OTHER) for d in digits])[0]
        sure = rng.choice((rng.uniform(0.4, 0.9), rng.uniform(0.9, 0.975)))
        rivals = ((true, (1 - sure) * 0.7),) if rng.random() < 0.7 else ()
        changed[id(glyph)] = replace(glyph, char=new, confidence=sure, rivals=rivals)
    elif true == ".":
        changed[id(glyph)] = None
    else:
        changed[id(glyph)] = replace(glyph, char="", confidence=rng.uniform(0.6, 0.95), rivals=((true, 0.1),))
    cell.text = cell.text[:at] + new + cell.text[at + 1 :]
    return True


def spoil(document: Document, seed: int, rate: float) -> dict[Place, str]:
    """Misread figures of ``document`` itself; what was printed at each place."""
    rng, ink = random.Random(seed), Ink(document)
    changed: dict[int, Glyph | None] = {}
    printed: dict[Place, str] = {}
    for table in document.tables():
        table._grid = table._lines = None
        for cell in table.cells:
            written = ink.around(Location(table=table.index, row=cell.row, col=cell.col))
            text = cell.text
            if written is not None and rng.random() < rate and _misread(cell, written, rng, changed):
                printed[None, table.index, cell.row, cell.col] = text
    lines = []
    for line in document.recognised:
        glyphs = tuple(g for old in line.glyphs if (g := changed.get(id(old), old)) is not None)
        lines.append(GlyphLine(line.page, line.bbox, glyphs))
    document.recognised = lines
    return printed


def _spoken_of(finding: Finding) -> set[Place]:
    return {_place(e.location) for e in finding.evidence}


def measure(document: Document, trials: int, rate: float) -> Counter[str]:
    canon = schemas.load()
    base = [f for f in checks.run(interpret(deepcopy(document), canon), schema=canon).findings if f.severity != "info"]
    known = [_spoken_of(f) for f in base]
    total: Counter[str] = Counter()
    for seed in range(trials):
        copy = deepcopy(document)
        printed = spoil(copy, seed, rate)
        found = interpret(copy, canon)
        result = checks.run(found, schema=canon)
        for fact in found.facts:
            true = printed.get(_place(fact.location))
            total["doubted needlessly"] += true is None and fact.doubtful
            if true is None:
                continue
            total["misread"] += 1
            total["doubted"] += fact.doubtful
            total["other reading"] += fact.reading is not None
            total["right reading"] += fact.reading is not None and abs(fact.reading) == _number(true)
        told = [f for f in result.findings if f.severity != "info"]
        total["new findings"] += sum(not any(_spoken_of(f) & k for k in known) for f in told)
        total["kept findings"] += sum(any(_spoken_of(f) & k for f in result.findings) for k in known)
        total["due findings"] += len(known)
    return total


def main() -> None:
    p = argparse.ArgumentParser(prog="python -m benchmarks.misread", description=__doc__)
    p.add_argument("file", type=Path)
    p.add_argument("--trials", type=int, default=3)
    p.add_argument("--rate", type=float, default=0.05)
    args = p.parse_args()
    document = read(args.file)
    if not document.recognised:
        raise SystemExit(f"{args.file}: no page of it is a picture")
    for name, count in measure(document, args.trials, args.rate).items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
