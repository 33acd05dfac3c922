"""The committed sample is what its script builds, and its list of contradictions is right."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_sample", FIXTURES / "build_sample.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_committed_files_are_what_the_script_builds(build: ModuleType) -> None:
    assert members((FIXTURES / "sample-clean.docx").read_bytes()) == members(build.build_clean())
    assert members((FIXTURES / "sample-report.docx").read_bytes()) == members(build.build_report()[0])


def test_the_files_are_small() -> None:
    for name in ("sample-clean.docx", "sample-report.docx", "sample-report.pdf"):
        assert (FIXTURES / name).stat().st_size < 400_000


def test_readme_lists_every_contradiction(build: ModuleType) -> None:
    table = (FIXTURES / "README.md").read_text(encoding="utf-8")
    planted = build.build_report()[1].planted
    assert len({p.family for p in planted}) >= 6
    for p in planted:
        printed = p.printed if p.family != "CMP" else str(build.YEAR - 1)
        assert printed.rstrip("人处%") in table, p
        assert p.family in table


def test_report_and_clean_twin_differ_only_in_what_is_planted(build: ModuleType) -> None:
    from benchmarks.generate.truth import truth_of

    clean = truth_of(build.draft(), "sample", 0, [])
    truth = build.build_report()[1]
    changed = [b for a, b in zip(clean.facts, truth.facts, strict=True) if a.raw != b.raw]
    figures = [p for p in truth.planted if p.right]
    # the full marks given to a missed target are carried into that form's total
    assert len(changed) == len(figures) + 1
