# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A generator of 部门整体支出绩效自评报告 that knows the truth.

    sample = generate("hunan_city", 7)
    sample.document   # bytes of a .docx
    sample.truth      # every fact, indicator and grid in it, and the contradictions planted

A layout and a seed always give the same bytes. ``BLIND`` layouts are for measuring only: nothing may be
tuned on them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.generate import plant
from benchmarks.generate.layouts import APART, BLIND, HELD_OUT, LAYOUTS, UNSEEN, WRITERS
from benchmarks.generate.parts import Draft, Fig, Para
from benchmarks.generate.render import render
from benchmarks.generate.truth import Sample, truth_of

__all__ = ["APART", "BLIND", "HELD_OUT", "LAYOUTS", "UNSEEN", "Sample", "draft_of", "generate"]


def draft_of(layout: str, seed: int) -> Draft:
    """The clean report before drawing. Raises KeyError for an unknown layout."""
    return WRITERS[layout](random.Random(f"{layout}/{seed}"))


def generate(layout: str, seed: int, *, errors: Sequence[str] = ()) -> Sample:
    """One report. ``errors`` names the families (``SUM``, ``REF``, …) of the contradictions to plant, one each; a family the
    layout has nothing of is left out of ``truth.planted``. Raises KeyError for an unknown layout."""
    draft = draft_of(layout, seed)
    planted: list[tuple[str, str, Fig | Para]] = []
    taken: set[int] = set()
    spoiler = random.Random(f"{layout}/{seed}/errors")
    for family in errors:
        if (done := plant.plant(draft, spoiler, family, taken)) is not None:
            planted.append(done)
    return Sample(render(draft), truth_of(draft, layout, seed, planted))
