"""What the command line does when something outside the document is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document as new_document

from extractor.checks.baseline import Entry, baseline_text
from extractor.cli import main
from extractor.readers.limits import Limits
from extractor.readers.pdf.bombs import is_bomb
from extractor.small import read_settings
from extractor.text.visible import one_line, visible, xml_text

HERE = Path(__file__).parent.parent


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    made = new_document()
    made.add_paragraph("某局2023年度部门整体支出绩效自评报告\x9b31m，支出12.50万元。")
    made.save(str(path))
    return path


def _one_line(capsys: pytest.CaptureFixture[str], *said: str) -> None:
    out, err = capsys.readouterr()
    assert not out and err.count("\n") == 1 and all(word in err for word in said), err


def test_wrong_calls_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for call in ([], ["frob"], ["check"], ["check", "x.docx", "--fail-on", "sometimes"]):
        with pytest.raises(SystemExit) as ended:
            main(call)
        assert ended.value.code == 2
        _one_line(capsys, "--help")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_devices_are_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe.docx"
    os.mkfifo(pipe)
    for name in (str(pipe), "/dev/zero"):
        assert main(["check", name]) == 2
        _one_line(capsys, "不是普通文件")


def test_outputs_never_replace_a_device_or_the_report(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twin = small.with_name("twin.docx")
    os.link(small, twin)
    for name in (os.devnull, "x" * 300 + ".json", "a\0b.json", str(small), str(twin)):
        assert main(["check", str(small), "--format", "json", "-o", name]) == 2
        _one_line(capsys)


def test_file_names_cannot_command_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "a\x1b[31m\nb.docx")]) == 2
    _one_line(capsys, "[31m b.docx")


def test_text_of_a_document_cannot_command_the_terminal(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["check", str(small)], ["extract", str(small)], ["extract", str(small), "--format", "md"]):
        assert main(call) in (0, 1)
        out = capsys.readouterr().out
        assert out == visible(out) and out.strip()


def test_file_name_that_is_no_utf8(small: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe.docx")
    try:
        small.rename(odd)
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    outs = [tmp_path / f"o.{kind}" for kind in ("json", "xlsx", "html", "md", "docx")]
    assert main(["check", str(odd), *(a for o in outs for a in ("-o", str(o)))]) in (0, 1)
    assert json.loads(outs[0].read_bytes())["source"]["file"] == "\ufffd\ufffd.docx"


def _run(*call: str, **streams: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(HERE / "cli.py"), *call], text=True, stderr=subprocess.PIPE, **streams)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line_and_status_2() -> None:
    with Path("/dev/full").open("w") as full:
        done = _run("rules", stdout=full)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        done = _run("rules", stdout=pipe)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "text",
    ["[", "a = 1", "schema = 5", "schema = [1]", "baseline = 5", "select = 7", "severity = 3", "severity = {SUM = [1]}",
     "tolerance = {extra = '1e999999999'}", "tolerance = []", "fail_on = []", "[[tool]]", "tool.jixiao = 3",
     "a = " + "[" * 5000],
)  # fmt: skip
def test_wrong_settings_are_one_line(small: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = small.with_name("c.toml")
    config.write_text(text, "utf-8")
    status = main(["check", str(small), "--config", str(config)])
    if text != "[[tool]]":  # a TOML file of somebody else
        assert status == 2
        _one_line(capsys)


@pytest.mark.parametrize("option", ["--baseline", "--schema", "--config"])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b"x", b"[1]", b"5", b"\0", None])
@pytest.mark.parametrize("name", ["s.toml", "s.json"])
def test_wrong_files_are_one_line(
    small: Path, option: str, content: bytes | None, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small.with_name(name)
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    if option == "--config" and content == b"[1]" and name == "s.toml":
        return  # an empty table named 1: an unknown setting, tested above
    assert main(["check", str(small), option, str(path)]) == 2
    _one_line(capsys, name)


def test_settings_name_schema_files(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = small.with_name("c.toml")
    config.write_text('schema = ["labels.toml"]', "utf-8")
    assert main(["check", str(small), "--config", str(config)]) == 2
    _one_line(capsys, "labels.toml")


def test_any_note_makes_a_valid_baseline(tmp_path: Path) -> None:
    note = 'a\x7f"\\\n\x1b\ud800表'
    for name in ("b.toml", "b.json"):
        path = tmp_path / name
        path.write_text(baseline_text([Entry("SUM001-1", "accepted", note)], path.suffix), "utf-8")
        assert read_settings(path)["SUM001-1"]["note"].startswith('a\x7f"\\\n\x1b')


def test_texts_are_made_harmless() -> None:
    assert visible("a\x1b[31m\x9b\u202eb\n\tc") == "a\ufffd[31m\ufffd\ufffdb\n\tc"
    assert one_line("a\n\x1bb\r\nc") == "a \ufffdb\ufffd c"
    assert xml_text("a\x0b\ufffe\ud800b\n") == "ab\n"


def test_packed_data_that_breaks_when_unpacked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types>" + "wordprocessingml " * 50 + "</Types>")
    data = bytearray(path.read_bytes())
    for at in range(50, 60):
        data[at] ^= 0xFF
    path.write_bytes(data)
    assert main(["check", str(path)]) == 2
    _one_line(capsys)


def _pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), more, content)


def _forms(*forms: bytes) -> bytes:
    """A page that draws the first form; each form may draw the next as /X."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</ProcSet[/PDF/ImageC]/XObject<</X %d 0 R>>>>"
    made = [_stream(c, more % min(n + 1, 4 + len(forms))) for n, c in enumerate(forms, 5)]
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, _stream(b"/X Do"), *made)


def test_forms_that_multiply_are_refused_before_pdfium_loads_them() -> None:
    assert is_bomb(_forms(*[b"/X Do " * 10] * 9, b"0 0 m"), Limits())
    assert is_bomb(_forms(b"/X Do"), Limits())
    assert not is_bomb(_forms(b"/X Do", b"/X Do /X Do", b"0 0 m"), Limits())


def test_streams_that_unpack_without_end_are_refused() -> None:
    import zlib

    packed = _stream(zlib.compress(b" " * 3_000_000), b"/Filter/FlateDecode")
    assert is_bomb(_pdf(packed), Limits(max_xml_bytes=2_000_000))
    assert not is_bomb(_pdf(packed), Limits(max_xml_bytes=4_000_000))


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encryption_hides_no_bomb(algorithm: str) -> None:
    import io
    import zlib

    from pypdf import PdfReader, PdfWriter

    def locked(data: bytes, password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        writer.encrypt(password, "owner", algorithm=algorithm)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    packed = _stream(zlib.compress(b" " * 3_000_000), b"/Filter/FlateDecode")
    large = _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, packed)
    forms = _forms(*[b"/X Do " * 10] * 9, b"0 0 m")
    for password in ("", "secret"):
        assert is_bomb(locked(large, password), Limits(max_xml_bytes=2_000_000), password)
        assert not is_bomb(locked(large, password), Limits(max_xml_bytes=4_000_000), password)
        assert is_bomb(locked(forms, password), Limits(), password)
        assert not is_bomb(locked(_forms(b"/X Do", b"/X Do", b"0 0 m"), password), Limits(), password)
    # what can't be opened is not looked into; PDFium will ask for the password
    assert not is_bomb(locked(forms, "secret"), Limits(), "wrong")
