"""The database of many reports: whole documents or nothing, once each, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from extractor.batch.outcome import FileRow, Outcome, Settings, read_document
from extractor.batch.store import Store
from extractor.errors import ConfigError
from extractor.outputs._tidy import TABLES
from tests.report_kit import Draft


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.docx"
    Draft().form(score="98.5").document.save(str(path))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "reports.duckdb") as opened:
        begin(opened)
        yield opened


def begin(store: Store, key: str = "k1") -> None:
    store.begin_run(version="1", settings=key, options={}, roots=["."], jobs=1)


def counts(store: Store) -> dict[str, int]:
    return {t.name: store.query(f'SELECT count(*) FROM "{t.name}"')[0][0] for t in TABLES}


def test_every_tidy_row_arrives_with_its_exact_value(store: Store, report: Path) -> None:
    outcome = read_document(str(report), Settings())
    store.put([outcome])
    assert counts(store) == {name: len(rows) for name, rows in outcome.rows.items()}
    assert store.query("SELECT value FROM facts WHERE raw = '9.5'")[0][0] == Decimal("9.5")
    assert store.query("SELECT status, errors > 0, organization FROM documents") == [("ok", True, "甲县水利局")]


def test_reading_again_replaces_and_never_doubles(store: Store, report: Path) -> None:
    outcome = read_document(str(report), Settings())
    store.put([outcome, outcome])
    before = counts(store)
    assert store.finished([outcome.sha256, "0" * 64]) == {outcome.sha256: "ok"}
    begin(store, "k2")
    assert store.finished([outcome.sha256]) == {}, "other settings: to be read again"
    store.put([outcome])
    assert counts(store) == before


def test_a_failure_is_a_row_and_is_tried_again_only_when_asked(store: Store, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    outcome = read_document(str(broken), Settings())
    store.put([outcome], [FileRow(outcome.path, outcome.sha256, 16, None, "ok")])
    assert store.query("SELECT status, code FROM documents") == [("failed", "truncated")]
    assert store.query("SELECT path, code FROM failures") == [(str(broken), "truncated")]
    assert store.finished([outcome.sha256]) == {outcome.sha256: "failed"}
    assert store.finished([outcome.sha256], retry=["failed"]) == {}
    assert store.finished([outcome.sha256], retry=["timeout"]) == {outcome.sha256: "failed"}


def test_a_document_that_does_not_fit_leaves_nothing_of_itself(store: Store, report: Path) -> None:
    good = read_document(str(report), Settings())
    bad = Outcome("f" * 64, "bad", 1, 0.0, "ok", rows={**good.rows, "findings": [("f" * 64, "x" * 5, "o", "year")]})
    with pytest.raises(duckdb.Error):
        store.put([good, bad])
    assert not any(counts(store).values())
    store.put([good])
    assert counts(store)["documents"] == 1


def test_a_family_of_rules_is_replaced_as_a_whole(store: Store, report: Path) -> None:
    outcome = read_document(str(report), Settings())
    store.put([outcome])
    before = counts(store)
    row = (outcome.sha256, "y1", "甲县水利局", 2024, "YRS001", "error", "…", "1", "2", "1", None, None, *[None] * 9)
    for _ in range(2):
        store.replace_family("YRS", {"findings": [row]})
        assert counts(store) == before | {"findings": before["findings"] + 1}
    store.replace_family("YRS", {})
    assert counts(store) == before


def test_a_second_writer_is_told_so(store: Store) -> None:
    import subprocess
    import sys

    code = f"from extractor.batch.store import Store; Store.open({str(store.path)!r})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 1 and "another process uses this database" in run.stderr.splitlines()[-1]


@pytest.mark.parametrize("kind", ["cut", "changed"])
def test_a_damaged_database_is_called_damaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.duckdb"
    Store.open(path).close()
    data = bytearray(path.read_bytes())
    data[8192:40000] = b"" if kind == "cut" else bytes(31808)
    path.write_bytes(data[:20000] if kind == "cut" else data)
    with pytest.raises(ConfigError, match="the database is damaged"):
        Store.open(path)


@pytest.mark.parametrize("kind", ["text", "folder", "foreign", "nowhere"])
def test_what_is_no_database_of_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.duckdb"
    if kind == "text":
        path.write_text("hello" * 1000)
    elif kind == "folder":
        path.mkdir()
    elif kind == "foreign":
        with duckdb.connect(str(path)) as other:
            other.execute("CREATE TABLE theirs (a INTEGER)")
    else:
        path = tmp_path / "no" / "x.duckdb"
    with pytest.raises(ConfigError):
        Store.open(path)
    if kind == "foreign":
        with duckdb.connect(str(path)) as other:
            assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("theirs",)]


def test_an_older_database_gets_the_columns_it_lacks(tmp_path: Path, report: Path) -> None:
    path = tmp_path / "old.duckdb"
    with Store.open(path) as made:
        made.query("ALTER TABLE facts DROP COLUMN doubtful")
    with Store.open(path) as opened:
        begin(opened)
        opened.put([read_document(str(report), Settings())])
        assert opened.query("SELECT count(*) FROM facts WHERE doubtful")[0][0] == 0


def test_the_settings_key_tells_what_changes_results(tmp_path: Path) -> None:
    labels = tmp_path / "labels.toml"
    labels.write_text('[concepts."staff.in_post"]\naliases = ["甲"]\n', encoding="utf-8")
    one = Settings(schema=(str(labels),))
    keys = {one.key(), Settings().key(), Settings(ocr="never").key(), Settings(overrides=(("ignore", "SCR"),)).key()}
    assert len(keys) == 4
    before = one.key()
    labels.write_text('[concepts."staff.in_post"]\naliases = ["乙"]\n', encoding="utf-8")
    assert one.key() != before, "the content of the file counts"
    assert Settings(password="x", review="r").key() == Settings().key()


def test_every_view_answers_and_says_what_it_is(store: Store, report: Path) -> None:
    from extractor.batch.views import VIEWS

    store.put([read_document(str(report), Settings())])
    said = dict(store.query("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    assert {v.name for v in VIEWS} < set(said) and all(said.values())
    for name in said:
        store.query(f"SELECT * FROM {name}")
    assert store.query("SELECT organization, fiscal_year, reports, errors FROM department_years") == [
        ("甲县水利局", 2024, 1, store.query("SELECT count(*) FROM findings WHERE severity = 'error'")[0][0])
    ]
    assert store.query("SELECT final_budget, actual, rate_percent FROM execution_rates") == [
        (Decimal(1000000), Decimal(950000), 95)
    ]
