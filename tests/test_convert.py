"""Converting through LibreOffice, with scripts in its place that behave well or badly."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx_kit import p, package, tbl, tr
from test_detect import ole

from extractor.cli import main
from extractor.errors import ReadError
from extractor.readers import Limits, read
from extractor.readers.office import soffice

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are for a Unix shell")

RTF = b"{\\rtf1\\ansi x}"
# the last arguments are: --outdir OUT SOURCE
HEAD = '#!/bin/sh\nfor last; do out="$source"; source="$last"; done\n'
Fake = Callable[[str], Path]


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which all temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def fake(tmp_path: Path, places: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a shell script in LibreOffice's place."""

    def put(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(HEAD + script, encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv(soffice.VARIABLE, str(program))
        return program

    return put


def good(tmp_path: Path, body: str = p("实有人数12人")) -> str:
    """A script that writes this document."""
    (tmp_path / "good.docx").write_bytes(package(body))
    return f'cp "{tmp_path}/good.docx" "$out/report.docx"\n'


def report(tmp_path: Path, name: str = "报告.rtf", data: bytes = RTF) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def refused(path: Path, limits: Limits | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path, limits=limits or Limits())
    error = caught.value
    for sentence in (error.sentence("zh"), error.sentence("en")):
        assert path.name in sentence and "\n" not in sentence
    assert ".docx" in error.zh and ".docx" in error.en
    return error


def ended(pid: int) -> bool:
    """True as soon as a process is no more (a zombie counts as ended)."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def pids(folder: Path, count: int) -> list[int]:
    """The process numbers that a script wrote to files in ``folder``, once all are there."""
    for _ in range(400):
        found = [f.read_text(encoding="utf-8").strip() for f in folder.glob("*.pid")]
        if len(found) == count and all(found):
            return [int(x) for x in found]
        time.sleep(0.05)
    raise AssertionError("the script did not start")


def test_the_converted_document_is_read_as_the_original(tmp_path: Path, places: Path, fake: Fake) -> None:
    fake(good(tmp_path, p("正文") + tbl(tr("项目", "金额"), tr("办公费", "3.20"))))
    path = report(tmp_path)
    found = read(path)
    assert (found.format, found.file, found.sha256) == ("rtf", "报告.rtf", hashlib.sha256(RTF).hexdigest())
    assert [b.text for b in found.paragraphs()] == ["正文"]
    assert [c.text for c in found.tables()[0].cells] == ["项目", "金额", "办公费", "3.20"]
    assert [n.code for n in found.notices] == ["converted"]
    assert found.converted is not None and zipfile.is_zipfile(BytesIO(found.converted))
    assert list(places.iterdir()) == [] and path.read_bytes() == RTF


def test_what_the_program_is_started_with(tmp_path: Path, places: Path, fake: Fake) -> None:
    seen = tmp_path / "seen"
    seen.mkdir()
    script = f'cp profile/user/registrymodifications.xcu "{seen}"; env > "{seen}/env"; echo "$@" > "{seen}/args"\n'
    fake(script + f'cp "$source" "{seen}/source"; ls > "{seen}/listing"\n' + good(tmp_path))
    read(report(tmp_path))
    root = ElementTree.parse(seen / "registrymodifications.xcu").getroot()
    settings = {
        prop.attrib["{http://openoffice.org/2001/registry}name"]: prop.findtext("value") for prop in root.iter("prop")
    }
    assert settings["MacroSecurityLevel"] == "3" and settings["DisableMacrosExecution"] == "true"
    assert settings["Link"] == "2" and settings["BlockUntrustedRefererLinks"] == "true"
    variables = dict(
        line.split("=", 1) for line in (seen / "env").read_text(encoding="utf-8").splitlines() if "=" in line
    )
    assert Path(variables["TMPDIR"]).is_relative_to(places) and "DISPLAY" not in variables
    arguments = (seen / "args").read_text(encoding="utf-8")
    assert f"-env:UserInstallation=file://{places}" in arguments and "--headless" in arguments
    # the name of a document never reaches a command line
    assert "报告" not in arguments and (seen / "source").read_bytes() == RTF


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has networks of a process's own")
def test_the_program_has_no_network_where_the_system_allows_that(tmp_path: Path, fake: Fake) -> None:
    allowed = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    if not allowed:
        pytest.skip("this system lets no process leave its network")
    fake(f'cat /proc/net/dev > "{tmp_path}/devices"; id -u > "{tmp_path}/user"\n' + good(tmp_path))
    read(report(tmp_path))
    devices = [line.split(":")[0].strip() for line in (tmp_path / "devices").read_text().splitlines() if ":" in line]
    assert set(devices) <= {"lo"}
    assert int((tmp_path / "user").read_text()) == os.getuid()


def test_without_libreoffice_the_sentence_names_what_to_install(
    tmp_path: Path, places: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_usual", list)
    path = report(tmp_path)
    error = refused(path)
    assert error.code == "converter_missing" and "LibreOffice" in error.zh and "LibreOffice" in error.en
    assert main(["check", str(path)]) == 2
    assert capsys.readouterr().err.strip() == error.sentence("zh")


def test_where_the_program_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "_usual", list)
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "libreoffice"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(folder))
    assert soffice.find() is None  # not a program yet
    program.chmod(0o755)
    assert soffice.find() == program
    # never out of the folder one happens to be in
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(("bin", ".", "")))
    assert soffice.find() is None
    # one that is named may be named from there
    monkeypatch.setenv(soffice.VARIABLE, str(Path("bin", "libreoffice")))
    assert soffice.find() == program
    # a named program that is not there is not replaced by another
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "nothing"))
    assert soffice.find() is None


@pytest.mark.parametrize(
    "script",
    ["exit 1\n", "kill -SEGV $$\n", "exit 0\n", ': > "$out/report.docx"\n', 'echo text > "$out/report.docx"\n'],
    ids=["fails", "crashes", "writes nothing", "writes an empty file", "writes something else"],
)
def test_a_failed_conversion_is_one_sentence(tmp_path: Path, places: Path, fake: Fake, script: str) -> None:
    fake(script)
    assert refused(report(tmp_path)).code == "converter_failed"
    assert list(places.iterdir()) == []


def test_a_damaged_result_is_refused_as_a_damaged_docx_is(tmp_path: Path, places: Path, fake: Fake) -> None:
    fake('printf "PK\\003\\004cut off" > "$out/report.docx"\n')
    with pytest.raises(ReadError) as caught:
        read(report(tmp_path))
    assert caught.value.code == "truncated" and list(places.iterdir()) == []


def test_a_program_that_cannot_be_started(tmp_path: Path, fake: Fake) -> None:
    fake("").write_bytes(b"\x7fELF no program")
    assert refused(report(tmp_path)).code == "converter_failed"


def test_too_large_a_result(tmp_path: Path, fake: Fake) -> None:
    fake('head -c 3000000 /dev/zero > "$out/report.docx"\n')
    with pytest.raises(ReadError) as caught:
        read(report(tmp_path), limits=Limits(max_file_bytes=1 << 20))
    assert caught.value.code == "too_large"


def test_what_it_writes_is_bounded_while_it_runs(tmp_path: Path, places: Path, fake: Fake) -> None:
    fake(f'cat /dev/zero > "$out/report.docx"; wc -c < "$out/report.docx" > "{tmp_path}/size"\n')
    with pytest.raises(ReadError) as caught:
        read(report(tmp_path), limits=Limits(max_file_bytes=1 << 16))
    assert caught.value.code == "too_large"
    assert int((tmp_path / "size").read_text()) <= 1 << 18


HANG = (
    'echo $$ > "{0}/1.pid"\nsh -c \'echo $$ > "{0}/2.pid"; sleep 600\' &\n'
    'setsid sh -c \'echo $$ > "{0}/3.pid"; trap "" TERM; while :; do sleep 1; done\' &\nsleep 600\n'
)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process may leave its group unseen")
def test_too_slow_a_conversion_is_killed_with_all_its_children(tmp_path: Path, places: Path, fake: Fake) -> None:
    fake(HANG.format(tmp_path))
    error = refused(report(tmp_path), Limits(convert_seconds=1.0))
    assert error.code == "converter_timeout" and "1 秒" in error.zh
    assert all(ended(pid) for pid in pids(tmp_path, 3))
    assert list(places.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process may leave its group unseen")
def test_children_left_behind_by_a_good_conversion_are_ended(tmp_path: Path, places: Path, fake: Fake) -> None:
    fake(f"setsid sh -c 'echo $$ > \"{tmp_path}/1.pid\"; sleep 600' &\nsleep 0.3\n" + good(tmp_path))
    assert read(report(tmp_path)).format == "rtf"
    assert ended(pids(tmp_path, 1)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process may leave its group unseen")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_this_program_is_stopped(
    tmp_path: Path, places: Path, fake: Fake, how: signal.Signals
) -> None:
    fake(HANG.format(tmp_path))
    path = report(tmp_path)
    environment = {**os.environ, "TMPDIR": str(places)}
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from extractor.cli import main; sys.exit(main(sys.argv[1:]))",
            "check",
            path,
        ],
        env=environment,
        stderr=subprocess.PIPE,
    )
    running = pids(tmp_path, 3)
    process.send_signal(how)
    error = process.communicate(timeout=30)[1]
    assert all(ended(pid) for pid in running)
    for _ in range(100):
        if not list(places.iterdir()):
            break
        time.sleep(0.05)
    assert list(places.iterdir()) == []
    if how == signal.SIGINT:
        assert process.returncode == 130 and not error.strip()


def test_the_socket_of_a_killed_program_is_removed(
    tmp_path: Path, places: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "socket"
    monkeypatch.setattr(soffice, "sockets", lambda folder: [left, tmp_path / "no such"])
    fake(f'touch "{left}"; sleep 600\n')
    assert refused(report(tmp_path), Limits(convert_seconds=1.0)).code == "converter_timeout"
    assert not left.exists()


def test_several_at_once(tmp_path: Path, places: Path, fake: Fake) -> None:
    fake("sleep 0.2\n" + f'cp "$source" "{tmp_path}/$$.seen"\n' + good(tmp_path))
    files = [report(tmp_path, f"{n}.rtf", RTF + str(n).encode()) for n in range(4)]
    found: list[str] = []
    threads = [threading.Thread(target=lambda f=f: found.append(read(f).sha256)) for f in files]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(hashlib.sha256(f.read_bytes()).hexdigest() for f in files)
    assert {f.read_bytes() for f in tmp_path.glob("*.seen")} == {f.read_bytes() for f in files}
    assert list(places.iterdir()) == []


def encrypted_doc(flags: int) -> bytes:
    """A compound file whose WordDocument stream begins with these FIB flags."""
    data = bytearray(ole("WordDocument"))
    entry = 512 + 512 + 128
    struct.pack_into("<II", data, entry + 116, 3, 5000)
    fib = struct.pack("<HHHHHH", 0xA5EC, 193, 0, 2052, 0, flags)
    return bytes(data) + fib.ljust(5120, b"\0")


def open_document(manifest: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        z.writestr("content.xml", "<a/>")
        z.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def test_a_password_is_told_before_anything_is_started(tmp_path: Path, fake: Fake) -> None:
    fake(f'touch "{tmp_path}/started"\n')
    locked = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    for name, data in (
        ("锁.doc", encrypted_doc(0x0100)),
        ("混淆.doc", encrypted_doc(0x8100)),
        ("锁.odt", open_document(locked)),
    ):
        with pytest.raises(ReadError) as caught:
            read(report(tmp_path, name, data))
        assert caught.value.code == "encrypted"
    assert not (tmp_path / "started").exists()
    for name, data in (("开.doc", encrypted_doc(0x0200)), ("开.odt", open_document("<a/>"))):
        assert refused(report(tmp_path, name, data)).code == "converter_failed"
    assert (tmp_path / "started").exists()


def test_bombs_are_refused_before_anything_is_started(tmp_path: Path, fake: Fake) -> None:
    fake(f'touch "{tmp_path}/started"\n')
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        z.writestr("content.xml", b" " * 3_000_000)
    entities = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&c;&c;">]><w:wordDocument xmlns:w="x">&b;</w:wordDocument>'
    )
    for name, data in (("弹.odt", packed.getvalue()), ("弹.xml", entities)):
        with pytest.raises(ReadError) as caught:
            read(report(tmp_path, name, data), limits=Limits(max_xml_bytes=1 << 20))
        assert caught.value.code == "hostile"
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(
    ("name", "data", "notices"),
    [
        ("报告.wps", ole("WordDocument"), ["converted"]),
        ("报告.doc", RTF, ["converted", "mislabelled"]),
        ("报告.docx", RTF, ["converted", "mislabelled"]),
        ("报告.xml", b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', ["converted"]),
    ],
)
def test_content_decides(tmp_path: Path, fake: Fake, name: str, data: bytes, notices: list[str]) -> None:
    fake(good(tmp_path))
    assert [n.code for n in read(report(tmp_path, name, data)).notices] == notices


def test_comments_go_into_the_converted_copy(tmp_path: Path, fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [tr("项目", "2024年预算数（万元）"), tr("办公费", "10.00"), tr("差旅费", "20.00"), tr("合计", "31.00")]
    fake(good(tmp_path, p("2024年度甲县水利局部门整体支出绩效自评报告") + p("支出表") + tbl(*rows)))
    path = report(tmp_path)
    assert main(["annotate", str(path)]) == 0
    said = capsys.readouterr()
    copy = tmp_path / "报告.checked.docx"
    assert said.out.strip() == str(copy) and "转换" in said.err
    with zipfile.ZipFile(copy) as z:
        assert "SUM001" in z.read("word/comments.xml").decode()
    assert path.read_bytes() == RTF
    assert main(["check", str(path), "--format", "json", "-o", str(tmp_path / "o.json")]) == 1
    written = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert written["source"]["format"] == "rtf" and written["source"]["file"] == "报告.rtf"


# a .docx as one XML file needs no LibreOffice

FLAT = (
    '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{}</pkg:package>'
)


def flat(data: bytes) -> bytes:
    """The same package as one XML file."""
    parts = []
    with zipfile.ZipFile(BytesIO(data)) as z:
        for name in z.namelist():
            if name != "[Content_Types].xml":
                content = z.read(name).decode()
                parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
    picture = base64.b64encode(b"\x89PNG").decode()
    parts.append(f'<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{picture}</pkg:binaryData></pkg:part>')
    return FLAT.format("".join(parts)).encode()


def test_a_docx_as_one_xml_file(tmp_path: Path) -> None:
    data = package(p("一、概况") + tbl(tr("项目", "金额"), tr("办公费", "3.20")))
    found = read(report(tmp_path, "报告.xml", flat(data)))
    assert found.format == "flatopc"
    assert [b.text for b in found.paragraphs()] == ["一、概况"]
    assert [c.text for c in found.tables()[0].cells] == ["项目", "金额", "办公费", "3.20"]
    assert found.converted is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (FLAT.format("").encode(), "damaged"),
        (FLAT.format("<pkg:part").encode(), "damaged"),
        (FLAT.format('<pkg:part pkg:name="/a"><pkg:binaryData>?x</pkg:binaryData></pkg:part>').encode(), "damaged"),
        (FLAT.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1).format("").encode(), "hostile"),
    ],
)
def test_a_bad_one_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(report(tmp_path, "报告.xml", data))
    assert caught.value.code == code
