"""Formats told by content, and what is said of those that can't be read."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from docx_kit import p, package

from extractor.errors import ReadError
from extractor.readers import READERS, Limits, read
from extractor.readers.detect import detect


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in members.items():
            z.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """A compound file of one directory sector."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 2, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    directory = b""
    for name in ("Root Entry", *streams, *[""] * 7)[:8]:
        raw = name.encode("utf-16-le") + b"\0\0" if name else b""
        directory += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return bytes(header) + fat + directory


SAMPLES = {
    "fodt": b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
    "flatopc": b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
    "empty": b"",
    "pdf": b"%PDF-1.7\n...",
    "docx": package(p("x")),
    "rtf": b"{\\rtf1\\ansi x}",
    "doc": ole("1Table", "WordDocument"),
    "encrypted": ole("EncryptionInfo", "EncryptedPackage"),
    "xls": ole("Workbook"),
    "ppt": ole("PowerPoint Document"),
    "ole": ole("Something"),
    "broken_ole": ole("WordDocument")[:1024],
    "xlsx": zipped(**{"[Content_Types]_DOT_xml": "<Types/>", "xl__workbook_DOT_xml": ""}),
    "pptx": zipped(**{"[Content_Types]_DOT_xml": "<Types/>", "ppt__presentation_DOT_xml": ""}),
    "odt": zipped(mimetype="application/vnd.oasis.opendocument.text", content_DOT_xml="<a/>"),
    "ods": zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "ofd": zipped(OFD_DOT_xml="<OFD/>"),
    "zip": zipped(a_DOT_txt="x"),
    "broken_zip": b"PK\x03\x04cut off",
    "image": b"\x89PNG\r\n\x1a\n....",
    "html": b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>",
    "wordxml": b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>',
    "mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n",
    "archive": b"Rar!\x1a\x07\x00",
    "text": "部门整体支出绩效自评报告".encode(),
    "unknown": b"\x01\x02\x03\x04",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_format_by_content(name: str) -> None:
    assert detect(SAMPLES[name]) == name


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\r\n\r\nHTTP rubbish\n%PDF-1.4", "pdf"),
        (b"\n \t\x00", "empty"),
        (b"<table border=1><tr><td>1</td></tr></table>", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        ("报告".encode("gb18030"), "text"),
        ("报告".encode("utf-16"), "text"),
        (b"\xff\xd8\xff\xe0JFIF", "image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 40, "broken_ole"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, "broken_ole"),
    ],
)
def test_odd_ones(data: bytes, name: str) -> None:
    assert detect(data) == name


@pytest.mark.parametrize("name", [n for n in SAMPLES if n not in READERS])
def test_what_cannot_be_read_gets_one_sentence_with_advice(tmp_path: Path, name: str) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(SAMPLES[name])
    with pytest.raises(ReadError) as caught:
        read(path)
    error = caught.value
    assert error.code == {
        "empty": "empty",
        "broken_zip": "truncated",
        "broken_ole": "truncated",
        "encrypted": "encrypted",
    }.get(name, "unsupported")
    for sentence in (error.sentence("zh"), error.sentence("en")):
        assert "报告.docx" in sentence and "\n" not in sentence
    # what is wrong, then what to do
    assert "，" in error.zh or "；" in error.zh


def test_missing_folder_and_too_large(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.docx", "missing"), (tmp_path, "folder"), (Path("a\0b"), "unreadable")):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert caught.value.code == code
    big = tmp_path / "big.docx"
    big.write_bytes(b"x" * 2000)
    with pytest.raises(ReadError) as caught:
        read(big, limits=Limits(max_file_bytes=1999))
    assert caught.value.code == "too_large"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions don't bind here")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.code == "unreadable"


def test_wrong_extension_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    data = package(p("正文"))
    path.write_bytes(data)
    found = read(path)
    assert [n.code for n in found.notices] == ["mislabelled"]
    assert (found.format, found.file, found.sha256) == ("docx", "报告.pdf", hashlib.sha256(data).hexdigest())
    right = tmp_path / "报告.DOCX"
    right.write_bytes(data)
    assert read(str(right)).notices == []


def test_zip_of_too_many_entries_is_refused_before_its_directory_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04" + b"PK\x01\x02" * 20_000)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.code == "hostile"
