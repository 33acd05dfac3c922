"""Word comments in packages of all sorts: with comments already, strict, macro-enabled, with parts missing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx_kit import MAIN_TYPE, NAMESPACES, p, package, tbl, tr
from lxml import etree

from extractor.cli import main
from extractor.readers.docx.package import STRICT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = (
    p("2024年度甲县水利局部门整体支出绩效自评报告")
    + p("支出表")
    + tbl(tr("项目", "2024年预算数（万元）"), tr("办公费", "10.00"), tr("差旅费", "20.00"), tr("合计", "31.00"))
)
OLD = f'<w:comment w:id="7" w:author="某人" w:date="2024-01-01T00:00:00Z">{p("原有批注")}</w:comment>'


def annotated(tmp_path: Path, data: bytes, name: str = "报告.docx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    out = tmp_path / "out.docx"
    assert main(["annotate", str(path), "-o", str(out)]) == 0
    return out


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The package with one text of one member replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as z, zipfile.ZipFile(out, "w") as made:
        for member in z.namelist():
            content = z.read(member)
            made.writestr(member, content.replace(old.encode(), new.encode()) if member == name else content)
    return out.getvalue()


def without(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as z, zipfile.ZipFile(out, "w") as made:
        for member in z.namelist():
            if member != name:
                made.writestr(member, z.read(member))
    return out.getvalue()


def test_comments_there_already_are_kept(tmp_path: Path) -> None:
    document = docx.Document(str(annotated(tmp_path, package(BODY, comments=OLD))))
    comments = list(document.comments)
    assert comments[0].text == "原有批注" and comments[0].author == "某人"
    assert len(comments) > 1 and len({c.comment_id for c in comments}) == len(comments)
    assert any("SUM001" in c.text for c in comments[1:])


def test_every_mark_of_a_comment_is_there_once(tmp_path: Path) -> None:
    out = annotated(tmp_path, package(BODY))
    with zipfile.ZipFile(out) as z:
        root, notes = etree.fromstring(z.read("word/document.xml")), etree.fromstring(z.read("word/comments.xml"))
        assert len(z.namelist()) == len(set(z.namelist()))
    keys = sorted(c.get(f"{W}id") for c in notes)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(e.get(f"{W}id") for e in root.iter(f"{W}{name}")) == keys
    starts = root.iter(f"{W}commentRangeStart")
    assert "31.00" in ["".join(t.text for t in e.getnext().iter(f"{W}t")) for e in starts]


def test_other_parts_keep_their_bytes(tmp_path: Path) -> None:
    data = package(BODY, {"docProps/app.xml": b"<x  a='1'/>"}, styles='<w:style w:styleId="a"/>')
    out = annotated(tmp_path, data)
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out) as after:
        kept = set(before.namelist()) - {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
        assert kept == {"docProps/app.xml", "word/styles.xml", "_rels/.rels"}
        assert all(before.read(n) == after.read(n) for n in kept)


def test_a_strict_document_stays_strict(tmp_path: Path) -> None:
    whole = f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>"
    for strict, usual in STRICT:
        whole = whole.replace(usual.decode(), strict.decode())
    out = annotated(tmp_path, package(whole, wrap=False))
    with zipfile.ZipFile(out) as z:
        for name in ("word/document.xml", "word/comments.xml"):
            assert b"purl.oclc.org/ooxml/wordprocessingml" in z.read(name)
            assert b"schemas.openxmlformats.org/wordprocessingml" not in z.read(name)


def test_a_document_with_macros_can_be_annotated(tmp_path: Path) -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    path = tmp_path / "报告.docm"
    path.write_bytes(changed(package(BODY), "[Content_Types].xml", MAIN_TYPE, macros))
    assert main(["annotate", str(path)]) == 0
    with zipfile.ZipFile(tmp_path / "报告.checked.docm") as z:
        assert macros.encode() in z.read("[Content_Types].xml") and b"SUM001" in z.read("word/comments.xml")


def test_without_relationships_they_are_made(tmp_path: Path) -> None:
    data = without(package(BODY), "word/_rels/document.xml.rels")
    assert len(list(docx.Document(str(annotated(tmp_path, data))).comments)) > 0


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_package_word_would_repair_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(changed(package(BODY), name, ">", "<"))
    assert main(["annotate", str(path)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert [f.name for f in tmp_path.iterdir()] == ["报告.docx"]
