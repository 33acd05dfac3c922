"""The command line as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "fixtures" / "sample-report.docx"
CLEAN = ROOT / "fixtures" / "sample-clean.docx"
KEYS = {
    "schema_version",
    "source",
    "report",
    "sections",
    "tables",
    "facts",
    "indicators",
    "relations",
    "rules",
    "findings",
    "coverage",
}
HEAVY = ("docx", "lxml", "pdfplumber", "camelot", "pydantic", "rich", "rapidfuzz", "pypdfium2", "numpy", "pandas")


def test_check_prints_findings_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SAMPLE)]) == 1
    out = capsys.readouterr().out
    assert "错误" in out and "项关系" in out


def test_english_output_has_english_messages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SAMPLE), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "Errors" in out and "relations checked" in out


def test_clean_report_exits_0_and_says_what_agreed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(CLEAN)]) == 0
    out = capsys.readouterr().out
    assert "项一致" in out and "错误 " not in out


def test_fail_on_decides_the_exit_status() -> None:
    assert main(["check", str(SAMPLE), "--fail-on", "never"]) == 0


def test_json_keeps_the_contract(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main(["check", str(SAMPLE), "--format", "json", "-o", str(out)]) == 1
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data.keys() >= KEYS
    assert data["schema_version"] == "1"
    assert all(isinstance(f["value"], str) for f in data["facts"])
    known = {f["id"] for f in data["facts"]}
    assert all(e["fact"] is None or e["fact"] in known for f in data["findings"] for e in f["evidence"])
    relations = {r["id"] for r in data["relations"]}
    assert all(r in relations for f in data["findings"] for r in f["related"])
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_json_reads_back_as_the_same_report(tmp_path: Path) -> None:
    from extractor import check
    from extractor.outputs.json import dump, load

    report = check(SAMPLE)
    assert dump(load(dump(report))) == dump(report)


def test_two_runs_give_the_same_bytes() -> None:
    from extractor import check
    from extractor.outputs.json import dump

    assert dump(check(SAMPLE)) == dump(check(SAMPLE))


def test_extract_verifies_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main(["extract", str(SAMPLE), "-o", str(out)]) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["facts"] and data["indicators"] and not data["findings"] and not data["relations"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.docx", None), ("empty.docx", b""), ("text.docx", b"hello"), ("cut.docx", b"PK\x03\x04cut off")],
)
def test_bad_file_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["check", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert name in captured.err and len(captured.err.strip().splitlines()) == 1


def test_output_that_cannot_be_written_is_refused_before_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(SAMPLE), "-o", str(tmp_path / "no" / "out.json")]) == 2
    assert main(["check", str(SAMPLE), "-o", str(tmp_path / "out.strange")]) == 2
    assert main(["check", str(SAMPLE), "-o", str(SAMPLE)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 3


def test_schema_is_valid_and_fits_the_output() -> None:
    from extractor import check
    from extractor.outputs.json import dump, schema

    made = schema()
    assert made["properties"].keys() >= KEYS
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(dump(check(SAMPLE))), made)


def test_rules_and_rule_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {c[:3] for c in codes} >= {"SUM", "REF", "BUD"}
    for code in codes:
        for lang in ("zh", "en"):
            assert main(["rule", code, "--lang", lang]) == 0
            assert code in capsys.readouterr().out
    assert main(["rule", "XYZ999"]) == 2


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom extractor.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print('HEAVY', [m for m in {HEAVY!r} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "HEAVY []"


def test_cli_script_runs_from_the_checkout() -> None:
    run = subprocess.run([sys.executable, "cli.py", "--version"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.startswith("jixiao ")


def test_missing_package_is_one_line_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    monkeypatch.setattr("extractor.pipeline.run", lacking)
    assert main(["check", str(SAMPLE)]) == 2
    err = capsys.readouterr().err.strip().splitlines()
    assert len(err) == 1 and "lxml" in err[0] and "pip install" in err[0]
