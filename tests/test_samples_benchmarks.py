# ruff: noqa: E501  (tables of fields)
"""The measurements: what counts as right, and that a corruption leaves the report as it found it."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import compare, injection
from benchmarks.compare import Places, Tally, faults
from benchmarks.generate import draft_of, generate
from benchmarks.generate.render import render
from benchmarks.generate.truth import FactTruth, Where
from extractor.model.document import Cell, Document, Paragraph, Table
from extractor.model.report import Fact, Location

CELL = Where("表 第2行第2列", (0, 8), 0, 1, 1)


def truth(**changes: object) -> FactTruth:
    values: dict[str, object] = {
        "label": "公务接待费", "concept": None, "organization": "某局", "fiscal_year": 2023, "scenario": "actual", "value": Decimal("12.50"),
        "unit": "万元", "raw": "12.50", "measure": "amount", "where": CELL,
    }  # fmt: skip
    return FactTruth(**{**values, **changes})  # type: ignore[arg-type]


def fact(**changes: object) -> Fact:
    values: dict[str, object] = {
        "id": "f1", "concept": None, "label": "3.公务接待费", "raw_label": "3.公务接待费", "match_score": None, "organization": "某局", "fiscal_year": 2023,
        "scenario": "actual", "value": Decimal("12.5"), "unit": "万元", "raw": "12.50", "decimals": 2, "location": Location(table=0, row=1, col=1),
    }  # fmt: skip
    return Fact(**{**values, **changes})  # type: ignore[arg-type]


def test_a_fact_is_right_in_another_unit_and_with_a_numbered_label() -> None:
    assert faults(truth(), fact()) == []
    assert faults(truth(), fact(value=Decimal("125000.00"), unit="元")) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": Decimal("12.51")}, "value"), ({"unit": "元"}, "unit"), ({"unit": None}, "unit"), ({"fiscal_year": 2022}, "year"),
        ({"scenario": "original_budget"}, "scenario"), ({"raw_label": "会议费", "label": "会议费"}, "label"), ({"organization": "某中心"}, "organization"),
    ],
)  # fmt: skip
def test_each_fault_is_named(changes: dict[str, object], fault: str) -> None:
    assert [f.partition("(")[0] for f in faults(truth(), fact(**changes))] == [fault]


def test_what_the_document_leaves_open_is_not_held_against_the_program() -> None:
    assert faults(truth(scenario="*"), fact(scenario=None)) == []
    assert faults(truth(organization="某中心|某局"), fact()) == []
    assert faults(truth(label="支出|第一季度"), fact(raw_label="第一季度", label="第一季度")) == []


def test_facts_are_counted_once_and_extras_reported() -> None:
    grid = Table(0, 2, 2, [Cell(r, c, text="x") for r in range(2) for c in range(2)])
    document = Document("a.docx", "", "docx", None, [Paragraph(0, "x"), grid])
    sample = generate("hunan_city", 1).truth
    sample.facts, sample.grids = [truth()], []
    places = Places(sample, document)
    places.of_truth = {0: grid}
    tally = Tally()
    compare.facts(
        sample, [fact(), fact(id="f2"), fact(id="f3", location=Location(table=0, row=0, col=0))], places, tally
    )
    assert (tally.facts, tally.right, tally.extracted, tally.reasons["extra"]) == (1, 1, 3, 2)


@pytest.mark.parametrize("kind", injection.KINDS)
def test_a_corruption_changes_one_or_two_figures_and_is_undone(kind: str) -> None:
    rng = random.Random(kind)
    draft = draft_of("hunan_city", 2)
    before = render(draft)
    for name, figures in injection.sampled(draft, rng, 12, (kind,)):
        assert len(figures) == (2 if name == "swapped" else 1)
        texts = [f.text for f in figures]
        with injection.corrupted(figures, name, rng) as done:
            assert not done or [f.text for f in figures] != texts
        assert [f.text for f in figures] == texts
    assert render(draft) == before


def test_the_clean_sample_raises_no_alarm_and_the_other_is_caught() -> None:
    from extractor import check

    root = Path(__file__).resolve().parent.parent / "fixtures"
    assert not [f.message for f in compare.serious(check(root / "sample-clean.docx").findings)]
    families = {f.rule[:3] for f in compare.serious(check(root / "sample-report.docx").findings)}
    assert {"SUM", "DRV", "REF", "SCR", "CMP"} <= families
