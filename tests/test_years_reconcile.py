"""Reports in a database compared: which are one department's, what is stored, that running again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from checks_kit import Report, budget_columns
from years_kit import put, spending, stored

from extractor import cli, schema
from extractor.batch.store import Store
from extractor.checks.config import Config
from extractor.model.report import Location, Remark
from extractor.reconcile.loading import load
from extractor.reconcile.matching import match
from extractor.reconcile.run import Outcome, reconcile
from extractor.text.organizations import name_key, own_level, place_of, spelled_alike, stem


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "reports.duckdb") as opened:
        yield opened


ROWS = ("公务接待费", "工资福利支出", "基本支出")


def year(n: int, prior: str, actual: str, organization: str = "甲县水利局") -> Report:
    """Three lines whose amounts end in ``prior`` and ``actual``."""
    rows = [f"{name} | {i}1{prior} | 200.00 | {i}1{actual}" for i, name in enumerate(ROWS, 3)]
    return spending(n, rows, organization=organization)


def run(store: Store, **config: Any) -> Outcome:
    return reconcile(store, Config(**config), schema.load())


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("relations", "findings", "departments", "same_organization")
    return {t: sorted(store.query(f"SELECT * FROM {t}"), key=str) for t in tables}


def test_a_planted_disagreement_is_stored_with_both_places_and_running_again_changes_nothing(store: Store) -> None:
    put(
        store,
        stored(year(2022, "1.11", "2.22")),
        stored(year(2023, "2.22", "3.33")),
        stored(year(2024, "3.53", "4.44")),
    )
    own = store.query("SELECT count(*) FROM relations")[0][0]
    outcome = run(store)
    assert [(c.doc.year, c.finding.rule, c.finding.severity) for c in outcome.findings] == [
        (2024, "YRS001", "error")
    ] * 3
    row = store.query(
        'SELECT f.document, f.facts, f."row", f.other_document, f.other_facts, f.other_table, f.other_row, '
        "d.file, o.file "
        "FROM findings f JOIN documents d USING (document) JOIN documents o ON o.document = f.other_document "
        "WHERE rule = 'YRS001' ORDER BY f.\"row\""
    )  # fmt: skip
    assert len(row) == 3 and row[0][7:] == ("甲县水利局2024.docx", "甲县水利局2023.docx")
    assert row[0][1] and row[0][4].startswith(row[0][3] + "#") and row[0][5] == 0 and row[0][6] == 1
    first = dump(store)
    assert len(first["relations"]) > own
    run(store)
    assert dump(store) == first
    put(store, stored(year(2024, "3.33", "4.44"), salt="corrected"))
    store._db.execute("DELETE FROM documents WHERE document = ?", [row[0][0]])
    assert not [c for c in run(store).findings if c.finding.severity == "error"]


def test_missing_years_and_lonely_departments_are_named(store: Store) -> None:
    put(
        store,
        stored(year(2021, "1.11", "2.22")),
        stored(year(2023, "2.23", "3.33")),
        stored(year(2023, "1.00", "2.00", "甲县民政局")),
    )
    outcome = run(store)
    assert [(d.name, d.gaps) for d in outcome.gaps] == [("甲县水利局", [2022])]
    assert outcome.alone == ["甲县民政局"]
    assert outcome.pairs == {(2021, 2023): 1}


def test_what_is_loaded_is_what_was_stored(store: Store) -> None:
    report = stored(year(2024, "3.35", "4.40"))
    put(store, report)
    loaded = load(store.query, [report.source.sha256])[report.source.sha256]
    kept = [f for f in report.facts if f.measure in ("amount", "count")]
    assert [(f.id, f.value, str(f.value), f.unit, f.decimals, f.location) for f in loaded.facts] == [
        (f.id, f.value, str(f.value), f.unit, f.decimals, f.location) for f in kept
    ]
    assert load(store.query, ["nothing"]) == {}


def said(text: str, kind: Any = "renamed") -> list[Remark]:
    return [Remark(kind, text, Location(paragraph=1))]


def names(store: Store) -> list[tuple[str, str, str, bool]]:
    return [(m.kind, m.name, m.other, m.accepted) for m in match(store.query).matches]


def test_a_renamed_department_is_known_by_its_figures(store: Store) -> None:
    put(store, stored(year(2023, "1.11", "2.22")), stored(year(2024, "2.22", "3.33", "甲县水务局")))
    assert names(store) == [("renamed", "甲县水利局", "甲县水务局", True)]
    outcome = run(store)
    assert not outcome.findings and outcome.relations["consistent"] >= 3
    found = store.query("SELECT confidence, evidence FROM same_organization")
    assert found[0][0] > Decimal("0.7") and "3项" in found[0][1]
    assert store.query("SELECT DISTINCT department FROM departments") == [("甲县水务局",)]


def test_a_renamed_department_is_known_by_what_it_says(store: Store) -> None:
    text = "原甲县水利局更名为甲县水务局。"
    put(store, stored(spending(2023, ["其他 | 1.00 | 1.00 | 1.00"])))
    put(store, stored(spending(2024, ["其他 | 1.00 | 1.00 | 1.00"], organization="甲县水务局"), remarks=said(text)))
    assert names(store) == [("renamed", "甲县水利局", "甲县水务局", True)]


def test_where_two_fit_none_is_taken(store: Store) -> None:
    put(store, stored(year(2023, "1.11", "2.22")), stored(year(2023, "1.11", "2.22", "甲县河务局")))
    put(store, stored(year(2024, "2.22", "3.33", "甲县水务局")))
    found = match(store.query)
    assert len(found.departments) == 3
    assert {(m.kind, m.accepted) for m in found.matches} == {("ambiguous", False)}
    assert not [c for c in run(store).findings if c.finding.rule == "YRS001"]


def test_merged_departments_are_not_taken_for_one_of_them(store: Store) -> None:
    text = "由原甲县水利局和原甲县河务局整合组建甲县水务局。"
    put(store, stored(year(2023, "1.11", "2.22")), stored(year(2023, "1.11", "5.55", "甲县河务局")))
    put(store, stored(year(2024, "7.77", "3.33", "甲县水务局"), remarks=said(text)))
    assert {k for k, *_, accepted in names(store) if not accepted} == {"merged"}
    assert not run(store).findings


def test_a_name_without_its_place_needs_one_fitting_department(store: Store) -> None:
    put(store, stored(year(2023, "1.11", "2.22", "水利局")), stored(year(2024, "2.22", "3.33")))
    assert names(store) == [("spelling", "水利局", "甲县水利局", True)]
    put(store, stored(year(2024, "2.22", "3.33", "乙县水利局")))
    assert {accepted for *_, accepted in names(store)} == {False}


def test_other_places_and_other_figures_are_no_match(store: Store) -> None:
    put(store, stored(year(2023, "1.11", "2.22")), stored(year(2024, "2.22", "3.33", "乙县水务局")))
    put(store, stored(year(2024, "8.88", "3.33", "甲县林业局")))
    assert names(store) == []


def test_one_code_is_one_department(store: Store) -> None:
    code = [Remark("code", "11430700006398000X", Location(paragraph=0))]
    put(store, stored(year(2023, "1.11", "2.22"), remarks=code))
    put(store, stored(year(2024, "9.99", "3.33", "甲县水务局"), remarks=code))
    assert names(store)[0] == ("code", "甲县水利局", "甲县水务局", True)


@pytest.mark.parametrize(
    ("name", "key", "place", "office", "alone"),
    [
        ("甲县水利局", "甲县水利局", "甲县", "水利局", False),
        ("甲县水利局（本级）", "甲县水利局", "甲县", "水利局", True),
        ("江原省临澜市水利局机关", "江原省临澜市水利局", "江原省临澜市", "水利局", True),
        ("市场监督管理局", "市场监督管理局", "", "市场监督管理局", False),
        ("市水利局", "市水利局", "", "水利局", False),
        ("云岭省石浦土家族自治县水利局", "云岭省石浦土家族自治县水利局", "云岭省石浦土家族自治县", "水利局", False),
        ("青屏县区划地名办公室", "青屏县区划地名办公室", "青屏县", "区划地名办公室", False),
    ],
)
def test_names_are_taken_apart(name: str, key: str, place: str, office: str, alone: bool) -> None:
    assert (name_key(name), place_of(name), stem(name), own_level(name)) == (key, place, office, alone)


def test_two_places_are_never_one_spelling() -> None:
    assert spelled_alike("市水利局", "临澜市水利局") and spelled_alike("临澜市水利局", "江原省临澜市水利局")
    assert not spelled_alike("甲县水利局", "乙县水利局") and not spelled_alike("甲县水利局", "甲县民政局")


def _ready(tmp_path: Path) -> Path:
    path = tmp_path / "reports.duckdb"
    with Store.open(path) as store:
        put(store, stored(year(2023, "1.11", "2.22")), stored(year(2024, "2.25", "3.33")))
        put(
            store,
            stored(spending(2023, ["=1+1 | 1.00 | 1.00 | 4.56"], organization="甲县民政局", kind="basic_expenditure")),
        )
        put(
            store,
            stored(spending(2024, ["=1+1 | 7.89 | 1.00 | 1.00"], organization="甲县民政局", kind="basic_expenditure")),
        )
    return path


def test_the_command_prints_both_places_and_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _ready(tmp_path)
    assert cli.main(["reconcile", str(path), "-v"]) == 1
    shown = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "甲县水利局2024.docx" in shown and "甲县水利局2023.docx" in shown
    assert "2023→2024" in shown and "YRS004" in shown
    assert cli.main(["reconcile", str(path), "--fail-on", "never"]) == 0
    assert cli.main(["reconcile", str(path), "--ignore", "YRS001"]) == 0


def test_the_command_writes_every_format(tmp_path: Path) -> None:
    path = _ready(tmp_path)
    outs = [tmp_path / f"out.{kind}" for kind in ("json", "csv", "xlsx", "html")]
    args = [a for out in outs for a in ("-o", str(out))]
    assert cli.main(["reconcile", str(path), *args, "--lang", "en"]) == 1
    found = json.loads(outs[0].read_text(encoding="utf-8"))
    evidence = found["findings"][0]["evidence"]
    assert {e["fiscal_year"] for e in evidence} == {2023, 2024} and all(e["file"] for e in evidence)
    assert found["compared"] == [{"earlier": 2023, "later": 2024, "reports": 2}]
    lines = outs[1].read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(found["findings"]) and not any(cell.startswith("=") for cell in lines[-1].split(","))
    assert outs[2].read_bytes()[:2] == b"PK"
    assert "甲县水利局2023.docx" in outs[3].read_text(encoding="utf-8")


def test_what_is_no_database_ends_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["reconcile", str(tmp_path / "none.duckdb")]) == 2
    assert cli.main(["reconcile", str(tmp_path / "none.duckdb"), "-o", "x.doc"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_decided_findings_are_kept_out(tmp_path: Path) -> None:
    path = _ready(tmp_path)
    out = tmp_path / "out.json"
    cli.main(["reconcile", str(path), "-o", str(out)])
    ids = [f["id"] for f in json.loads(out.read_text(encoding="utf-8"))["findings"]]
    baseline = tmp_path / "decided.json"
    baseline.write_text(json.dumps(dict.fromkeys(ids, "accepted")), encoding="utf-8")
    assert cli.main(["reconcile", str(path), "--baseline", str(baseline)]) == 0


def test_units_and_versions_in_one_database(store: Store) -> None:
    department = Report("甲县水利局")
    columns = budget_columns("actual")
    kind: Any = "department_score"
    given: dict[str, Any] = {"concepts": {"年度资金总额": "fund.total"}, "kind": kind}
    department.table(columns, ["年度资金总额 | 74.21"], organization="甲县水文站", **given)
    unit = Report("甲县水文站")
    unit.table(columns, ["年度资金总额 | 72.41"], **given)
    put(store, stored(department), stored(department, file="again.pdf"), stored(unit))
    found = run(store)
    # the two versions say the same: it is told once
    assert [c.finding.rule for c in found.findings] == ["YRS010"]
