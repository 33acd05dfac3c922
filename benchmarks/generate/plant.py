# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Contradictions put into a consistent draft: one figure reprinted wrongly, or a word left over."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from benchmarks.generate.parts import Draft, Fig, Para, text_of

FAMILIES = ("SUM", "DRV", "REF", "TXT", "BUD", "SCR", "CMP")


def plant(draft: Draft, rng: random.Random, family: str, taken: set[int]) -> tuple[str, str, Fig | Para] | None:
    """Spoil one thing of ``family``; None if the draft holds nothing of the kind. ``taken`` (ids) is left alone and added to."""
    if family == "CMP":
        return _leftover_year(draft, rng, taken)
    figures = [fig for _, _, _, fig in draft.figures()]
    shared = {k for k, n in Counter(f.key for f in figures if f.key).items() if n > 1}
    touched = {f.key for f in figures if id(f) in taken and f.key}
    fitting = [
        f
        for f in figures
        if f.value and id(f) not in taken and f.key not in touched
        and (f.key in shared if family == "REF" else family in f.ties.split())
    ]  # fmt: skip
    rng.shuffle(fitting)
    for fig in fitting:
        kinds = ["digit", "transposed", "sign"] if fig.value < 0 else ["digit", "transposed"]
        kind = rng.choice(kinds)
        wrong = spoil(fig.value, fig.shown, kind, rng)
        if wrong is not None and noticeable(fig.value, wrong, fig.measure):
            fig.reprint(wrong)
            taken.add(id(fig))
            return family, kind, fig
    return None


def spoil(value: Decimal, shown: str, kind: str, rng: random.Random) -> Decimal | None:
    """``value`` with one digit changed, two neighbours transposed, or its sign dropped; None if that is impossible."""
    if kind == "sign":
        return -value if value < 0 else None
    digits = list(
        f"{abs(value):f}" if "." not in shown else f"{abs(value):.{len(shown.partition('.')[2].rstrip('%'))}f}"
    )
    spots = [i for i, ch in enumerate(digits) if ch.isdigit()]
    if kind == "transposed":
        pairs = [(a, b) for a, b in pairwise(spots) if digits[a] != digits[b] and (a or digits[b] != "0")]
        if not pairs:
            return None
        a, b = rng.choice(pairs[: max(1, len(pairs) - 1)])
        digits[a], digits[b] = digits[b], digits[a]
    else:
        spot = rng.choice(spots[: max(1, len(spots) - 2)])
        digits[spot] = rng.choice([d for d in "123456789" if d != digits[spot]])
    wrong = Decimal("".join(digits))
    return -wrong if value < 0 else wrong


def noticeable(right: Decimal, wrong: Decimal, measure: str) -> bool:
    """Far enough off that no rounding explains it."""
    gap = abs(right - wrong)
    floor = {"weight": "0.5", "score": "0.5", "count": "1"}.get(measure, "0.6")
    return gap >= Decimal(floor) and gap * 100 >= abs(right)


def _leftover_year(draft: Draft, rng: random.Random, taken: set[int]) -> tuple[str, str, Para] | None:
    """Last year's number left in the title of an annex, as in a file typed over."""
    mark = f"{draft.year}年度"
    heads = [p for p in draft.parts if isinstance(p, Para) and p.style == "subtitle" and mark in text_of(p.content)]
    heads = [p for p in heads if id(p) not in taken]
    if not heads:
        return None
    chosen = rng.choice(heads)
    chosen.content = text_of(chosen.content).replace(mark, f"{draft.year - 1}年度", 1)
    taken.add(id(chosen))
    return "CMP", "leftover_year", chosen
