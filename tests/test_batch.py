"""`jixiao batch` and `jixiao query` as a user meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main
from tests.batch_kit import copy, folder, report_bytes, rows, sound


def batch(*args: object) -> int:
    return main(["batch", *map(str, args), "--jobs", "1", "--lang", "en"])


def test_a_night_of_odd_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top = folder(tmp_path / "in" / "2024", 2)
    copy(top / "r00.docx", top.parent / "again" / "same content.docx")
    (top / "loop").symlink_to(top.parent)
    (top / "gone.pdf").symlink_to(top / "nothing")
    (top / "~$r00.docx").write_bytes(b"lock")
    (top / "Thumbs.db").write_bytes(b"x")
    (top / "notes.xlsx").write_text("not a report")
    (top / "wrong name.pdf").write_bytes(report_bytes(7))
    (top / "line\nbreak.docx").write_bytes(b"")
    os.mkfifo(top / "pipe.docx")
    strange = os.fsencode(top) + b"/\xff\xfe.docx"
    Path(os.fsdecode(strange)).write_bytes(report_bytes(8))
    long = top / ("长" * 80 + ".docx")
    long.write_bytes(report_bytes(9))
    database = tmp_path / "in" / "reports.duckdb"

    assert batch(top.parent, "-o", database, "--log", tmp_path / "log.jsonl") == 1
    said = capsys.readouterr().out
    assert sound(database) == {"ok": 5, "failed": 2}
    assert "12 files: 5 read, 4 failed, 0 read before, 1 with the same content as another, 2 ignored" in said
    codes = dict(rows(database, "SELECT path, code FROM failures"))
    assert {Path(p).name: c for p, c in codes.items()} == {
        "gone.pdf": "dangling",
        "notes.xlsx": "unsupported",
        "line\nbreak.docx": "empty",
        "pipe.docx": "not_regular",
    }
    assert rows(database, "SELECT count(*) FROM files WHERE status = 'ignored'") == [(2,)]
    paths = {p for (p,) in rows(database, "SELECT f.path FROM files f JOIN documents USING (document)")}
    assert str(top) + "/\\xff\\xfe.docx" in paths and str(long) in paths
    logged = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert sorted(line["code"] for line in logged) == ["dangling", "empty", "not_regular", "unsupported"]

    assert batch(top.parent, "-o", database) == 1, "failures of before still count"
    said = capsys.readouterr().out
    assert "0 read, 2 failed, 8 read before, 0 with the same" in said and "--retry failed" in said
    assert sound(database) == {"ok": 5, "failed": 2}


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top, database = folder(tmp_path / "in", 2), tmp_path / "r.duckdb"
    assert batch(top, "-o", database) == 0
    (top / "r00.docx").write_bytes(report_bytes(5))
    (top / "moved.docx").write_bytes(report_bytes(1))
    (top / "r01.docx").unlink()
    capsys.readouterr()
    assert batch(top, "-o", database) == 0
    assert "2 files: 1 read, 0 failed, 0 read before, 1 with the same content" in capsys.readouterr().out
    assert sound(database) == {"ok": 3}
    assert batch(top, "-o", database, "--ignore", "SCR") == 0
    assert "2 files: 2 read" in capsys.readouterr().out, "other settings, other findings"
    assert rows(database, "SELECT count(*) FROM documents") == [(3,)]
    assert rows(database, "SELECT count(DISTINCT document) FROM relations WHERE starts_with(rule, 'SCR')") == [(1,)]


def test_patterns_and_review_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top, database = folder(tmp_path / "in", 3), tmp_path / "r.duckdb"
    folder(top / "old", 1)
    assert batch(top, "-o", database, "--include", "R0*.DOCX", "--exclude", "old/*", "--exclude", "*2.docx") == 0
    assert sound(database) == {"ok": 2}
    assert rows(database, "SELECT review FROM documents WHERE review IS NOT NULL") == []
    assert batch(top, "-o", database, "--review", top / "pages") == 0
    assert "4 files: 3 read" in capsys.readouterr().out
    for document, review in rows(database, "SELECT document, review FROM documents"):
        assert Path(review) == top / "pages" / f"{document}.html" and Path(review).is_file()
    assert rows(database, "SELECT count(*) FROM files") == [(4,)], "its own pages are no reports"


def test_tables_as_files(tmp_path: Path) -> None:
    import pyarrow.parquet

    top = folder(tmp_path / "in", 1)
    assert batch(top, "-o", tmp_path / "out", "--format", "parquet") == 0
    facts = pyarrow.parquet.read_table(tmp_path / "out" / "facts.parquet").to_pylist()
    assert any(f["raw"] == "9.5" and str(f["value"]) == "9.50000000" for f in facts)
    assert (
        main(["query", str(tmp_path / "out" / "reports.duckdb"), "--all", str(tmp_path / "csv"), "--format", "csv"])
        == 0
    )
    assert (tmp_path / "csv" / "facts.csv").read_text("utf-8-sig").startswith("document,id,organization")
    package = json.loads((tmp_path / "csv" / "datapackage.json").read_text("utf-8"))
    assert {r["path"] for r in package["resources"]} == {p.name for p in (tmp_path / "csv").glob("*.csv")}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere", "-o", "x.duckdb"], "there is no such file or folder"),
        (["in", "-o", "no/x.duckdb"], "can't be opened or written"),
        (["in", "-o", "in"], "not a DuckDB database"),
        (["in", "-o", "x.duckdb", "--schema", "none.toml"], "can't be read"),
        (["in", "-o", "x.duckdb", "--select", "XYZ"], "there is no rule"),
        (["in", "-o", "x.duckdb", "--memory", "lots"], "is not a size"),
        (["in", "-o", "x.duckdb", "--log", "no/log"], "can't be written"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    folder(tmp_path / "in", 1)
    monkeypatch.chdir(tmp_path)
    try:
        assert batch(*args) == 2
    except SystemExit as ended:
        assert ended.code == 2
    err = capfd.readouterr().err
    assert said in err and err.count("\n") == 1


# query


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("database")
    assert batch(folder(base / "in", 2), "-o", base / "r.duckdb") == 0
    return base / "r.duckdb"


def test_a_query_on_the_screen_and_in_files(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT organization, value, '=1+1' AS trap FROM facts JOIN documents USING (document, organization) \
WHERE raw = '9.5' ORDER BY organization"
    assert main(["query", str(database), sql]) == 0
    assert "第0局" in (shown := capsys.readouterr().out) and "9.5 " in shown
    for kind in ("csv", "json", "xlsx", "parquet"):
        assert main(["query", str(database), sql, "-o", str(tmp_path / f"x.{kind}")]) == 0
    assert (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()[1] == "第0局,9.50000000,'=1+1"
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))[1] == {
        "organization": "第1局",
        "value": "9.50000000",
        "trap": "=1+1",
    }
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet is not None
    assert [c.value for c in sheet[2]] == ["第0局", 9.5, "=1+1"] and sheet["C2"].data_type == "s"


@pytest.mark.parametrize(
    "sql",
    [
        "SELEC 1",
        "SELECT * FROM nothing",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM names",
        "COPY facts TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "DELETE FROM facts",
        "SET enable_external_access = true",
        "CREATE TABLE t AS SELECT 1",
        "EXPORT DATABASE 'all'",
        ";",
        "SELECT 1; SELECT 2",
    ],
)
def test_a_query_may_only_ask(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sql: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["query", str(database), sql]) == 2
    err = capsys.readouterr().err
    assert "the SQL is wrong or not allowed" in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_query_in_json_keeps_every_column_and_is_json(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    assert main(["query", str(database), "SELECT 1 AS a, 2 AS a, 3 AS a_2, 'nan'::DOUBLE AS n", "-o", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"), parse_constant=pytest.fail) == [
        {"a": 1, "a_2": 2, "a_2_2": 3, "n": "nan"}
    ]


@pytest.mark.parametrize(
    "arguments",
    [["SELECT 1", "--rows", "-1"], ["SELECT 1", "--rows", "9" * 30], ["SELECT INTERVAL 1 DAY", "-o", "x.parquet"]],
)
def test_a_wrong_query_call_is_one_sentence(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        status = main(["query", str(database), *arguments])
    except SystemExit as end:
        status = int(str(end.code))
    assert status == 2 and capsys.readouterr().err.count("\n") == 1 and list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(10000000000) a, range(1000000) b",
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT max(i) FROM t",
    ],
)
def test_an_endless_query_ends_with_ctrl_c(database: Path, sql: str) -> None:
    code = "import sys, threading, signal; from extractor.cli import main\n"
    # whoever runs the tests may have it ignored
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "import duckdb; threading.Timer(1, signal.raise_signal, [signal.SIGINT]).start()\n"
    code += "sys.exit(main(sys.argv[1:]))"
    ended = subprocess.run(
        [sys.executable, "-c", code, "query", str(database), sql], capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "parquet"])
def test_an_output_with_no_room_is_one_sentence(database: Path, tmp_path: Path, kind: str) -> None:
    sql = "SELECT repeat(md5(i::VARCHAR), 9) FROM range(5000) t(i)"
    code = "import resource, signal, sys; from extractor.cli import main\n"
    code += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (9999, 9999))\n"
    code += "sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "query", str(database), sql, "-o", str(tmp_path / f"x.{kind}")]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 2 and ended.stderr.count("\n") == 1 and "can't" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_shown_of_an_endless_query_is_waited_for(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT i FROM t"
    assert main(["query", str(database), sql, "--rows", "3"]) == 0
    assert "3 " in capsys.readouterr().out


# its page


def test_the_page_about_the_database_is_fresh() -> None:
    from extractor.batch.docs import page

    file = Path(__file__).resolve().parent.parent / "docs" / "database.md"
    assert file.read_text("utf-8") == page(), "run python -m extractor.batch.docs"


def test_every_ready_query_of_the_page_runs(database: Path) -> None:
    from extractor.batch.docs import EXAMPLES

    for example in EXAMPLES:
        assert rows(database, example.sql) is not None, example.en
    assert rows(database, EXAMPLES[1].sql)[0][:2] == ("第0局", 2024)
