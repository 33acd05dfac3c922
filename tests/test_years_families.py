"""Generated reports of one department, read from .docx into a database and compared."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.generate.families import Family, make
from benchmarks.years import run
from extractor.batch.outcome import Outcome


def _two_years(family: Family, later: str) -> Family:
    second = next(m for m in family.reports if m.file == later)
    return replace(family, reports=[m for m in family.reports if second.year - 1 <= m.year <= second.year])


def test_planted_disagreements_are_named_and_the_clean_twin_is_silent() -> None:
    wrong = make(3, departments=1, layouts=("typed_by_hand",), planted=1)
    clean = make(3, departments=1, layouts=("typed_by_hand",))
    planted = wrong.wrong[0]
    read: dict[bytes, Outcome] = {}
    found = run(_two_years(wrong, planted.file), read)
    serious = [c for c in found.findings if c.finding.severity != "info"]
    assert [(c.doc.file, c.finding.rule) for c in serious] == [(planted.file, "YRS001")]
    assert any(e.raw.strip() == planted.printed for e in serious[0].finding.evidence)
    silent = run(_two_years(clean, planted.file), read)
    assert not [c for c in silent.findings if c.finding.severity != "info"] and silent.relations["consistent"] > 10


def test_a_seed_always_gives_the_same_family() -> None:
    one, other = (make(5, departments=1, planted=2) for _ in range(2))
    assert [(m.file, m.document) for m in one.reports] == [(m.file, m.document) for m in other.reports]
    assert one.wrong == other.wrong
