"""The frame: rules found and explained, configured, failing alone, counted; findings stable, baselines kept."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checks_kit import Report, budget_columns, codes

from extractor import checks
from extractor.checks import Config, docs, registry
from extractor.checks.baseline import Entry, entry_for, load_baseline, save_baseline
from extractor.checks.config import load_config
from extractor.errors import ConfigError

DOCS = Path(__file__).resolve().parent.parent / "docs" / "rules"
HEADINGS = {"zh": ("检查什么", "为什么", "例子", "怎样判断", "局限"), "en": ("What", "Why", "Example", "How", "Limits")}


def _wrong() -> Report:
    report = Report()
    report.table(
        budget_columns("original_budget", "actual"),
        ["公务接待费 | 13.10 | 9.19", "公务用车运行维护费 | 33.00 | 23.48", "合计 | 46.10 | 33.67"],
        title="三公经费对比明细表",
    )
    return report


@pytest.mark.parametrize("rule", registry.rules(), ids=lambda r: r.code)
def test_every_rule_has_a_whole_page_in_both_languages(rule: registry.Rule) -> None:
    for lang in ("zh", "en"):
        page = registry.explain(rule.code, lang)  # type: ignore[arg-type]
        assert page.startswith(f"# {rule.code} {rule.titles[lang == 'en']}")
        for heading in HEADINGS[lang]:
            assert f"**{heading}**" in page, heading
    assert "##" not in registry.explain(rule.code, "zh").replace("# " + rule.code, "", 1)


def test_pages_in_docs_are_those_of_the_docstrings() -> None:
    written = {p.name: p.read_text(encoding="utf-8") for p in DOCS.glob("*.md")}
    assert written == docs.pages(), "run python -m extractor.checks.docs"


def test_docs_are_written_and_cleaned(tmp_path: Path) -> None:
    (tmp_path / "OLD999.md").write_text("gone", encoding="utf-8")
    assert len(docs.write(tmp_path)) == len(docs.pages()) + 1
    assert docs.write(tmp_path) == []


def test_unknown_rule_is_refused() -> None:
    with pytest.raises(ConfigError, match="XYZ999"):
        registry.explain("XYZ999")


def test_a_rule_that_raises_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(context: object) -> Iterator[Any]:
        raise ZeroDivisionError("no")
        yield

    rules = tuple(
        r if r.code != "SUM002" else registry.Rule(r.code, r.titles, r.severity, r.messages, r.needs, broken, r.doc)
        for r in registry.rules()
    )
    monkeypatch.setattr(registry, "rules", lambda: rules)
    result = _wrong().check()
    states = {r.code: r for r in result.rules}
    assert states["SUM002"].status == "failed" and "ZeroDivisionError" in states["SUM002"].reason
    assert codes(result.findings) == [("SUM001", "error")]


def test_rules_that_found_nothing_say_why() -> None:
    result = _wrong().check()
    idle = [r for r in result.rules if r.status == "not_applicable"]
    assert idle and all(r.reason for r in idle)
    english = _wrong().check(lang="en")
    assert [r.code for r in english.rules if r.status == "not_applicable"] == [r.code for r in idle]
    assert all(r.reason.isascii() for r in english.rules if r.reason)


def test_counts_are_those_of_the_relations() -> None:
    result = _wrong().check("SUM")
    counted = {r.code: (r.consistent, r.rounding, r.inconsistent, r.undetermined) for r in result.rules}
    assert counted["SUM001"] == (1, 0, 1, 0)
    assert [r.id for r in result.relations] == ["r1", "r2"]
    assert next(r for r in result.rules if r.code == "DRV001").status == "skipped"


def test_english_messages() -> None:
    (finding,) = _wrong().check("SUM", lang="en").findings
    assert "its items add up to 32.67" in finding.message
    assert finding.title.startswith("A total row")


def test_ids_survive_other_values_and_places() -> None:
    before = _wrong().check("SUM").findings[0].id
    moved = Report()
    moved.table(budget_columns("closing"), ["土地 | 1.00"], title="资产表")
    moved.table(
        budget_columns("original_budget", "actual"),
        [
            "公务接待费 | 13.10 | 9.19",
            "会议费 | 1.00 | 1.00",
            "公务用车运行维护费 | 33.00 | 23.48",
            "合计 | 47.10 | 35.67",
        ],
        title="三公经费对比明细表",
    )
    assert [f.id for f in moved.check("SUM").findings] == [before]


def test_equal_places_get_an_ordinal() -> None:
    report = _wrong()
    again = _wrong()
    for view in again.views:
        report.table(
            [{"path": c.path, "scenario": c.scenario, "year": c.year} for c in view.blocks[0].columns],
            ["公务接待费 | 13.10 | 9.19", "公务用车运行维护费 | 33.00 | 23.48", "合计 | 46.10 | 34.67"],
            title="三公经费对比明细表",
        )
    ids = [f.id for f in report.check("SUM").findings]
    assert len(ids) == 2 and ids[1] == ids[0] + "-2"


def test_two_runs_say_the_same() -> None:
    assert _wrong().check() == _wrong().check()


def test_the_interpretation_is_left_alone() -> None:
    interpretation = _wrong().interpretation()
    kept = copy.deepcopy(interpretation.facts)
    checks.run(interpretation)
    assert interpretation.facts == kept


def test_select_ignore_and_severity() -> None:
    assert {r.rule for r in _wrong().check("SUM").relations} == {"SUM001"}
    report = _wrong()
    assert not checks.run(report.interpretation(), Config(select=("SUM",), ignore=("SUM001",))).relations
    assert checks.run(report.interpretation(), Config(select=("SUM001",), ignore=("SUM",))).findings
    softened = checks.run(report.interpretation(), Config(severity={"SUM": "warning", "SUM001": "info"})).findings
    assert ("SUM001", "info") in codes(softened)


def test_config_file_and_overrides(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(
        '[tool.jixiao]\nselect = ["SUM", "REF"]\nfail_on = "warning"\nbaseline = "b.toml"\n'
        '[tool.jixiao.severity]\nSUM001 = "info"\n[tool.jixiao.tolerance]\npolicy = "exact"\nextra = "0.02"\n',
        encoding="utf-8",
    )
    config = load_config(file)
    assert (config.select, config.fail_on, config.baseline) == (("SUM", "REF"), "warning", tmp_path / "b.toml")
    assert config.tolerance.policy == "exact" and str(config.tolerance.extra) == "0.02"
    assert config.severity_of("SUM001") == "info" and config.severity_of("SUM002") is None
    changed = load_config(file, {"select": "drv001, bud", "fail_on": "never"})
    assert (changed.select, changed.fail_on) == (("DRV001", "BUD"), "never")


@pytest.mark.parametrize(
    "text",
    [
        "selekt = []",
        'select = ["NOPE"]',
        'fail_on = "always"',
        '[severity]\nSUM = "fatal"',
        "[tolerance]\nextra = -1",
        "= 3",
    ],
)
def test_wrong_config_says_what_and_where(tmp_path: Path, text: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        load_config(file)


@pytest.mark.parametrize("name", ["base.toml", "base.json"])
def test_baseline_hides_what_was_decided_on(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    (finding,) = _wrong().check("SUM").findings
    save_baseline(path, [entry_for(finding, "dismissed", "已与财政核实：“尾差”"), Entry("SUM001-00000000", "accepted")])
    assert load_baseline(path)[finding.id].note == "已与财政核实：“尾差”"
    result = _wrong().check("SUM", baseline=path)
    assert not result.findings and [f.id for f in result.accepted] == [finding.id]
    assert result.stale == ["SUM001-00000000"]


def test_decision_on_other_figures_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "base.toml"
    (finding,) = _wrong().check("SUM").findings
    save_baseline(path, [entry_for(finding, "accepted")])
    report = Report()
    report.table(
        budget_columns("original_budget", "actual"),
        ["公务接待费 | 13.10 | 9.19", "公务用车运行维护费 | 33.00 | 23.48", "合计 | 46.10 | 38.67"],
        title="三公经费对比明细表",
    )
    result = report.check("SUM", baseline=path)
    assert [f.id for f in result.findings] == [finding.id] == result.stale


@pytest.mark.parametrize("text", ["[x]\ndecision = 'maybe'", "x = 3", "not toml ["])
def test_wrong_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "base.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"base\.toml"):
        load_baseline(path)
