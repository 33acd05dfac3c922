"""Damaged, hostile and odd packages: one sentence, quickly, in little memory; or read all the same."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from docx_kit import NAMESPACES, OFFICE, W, document, listed, p, package, r, style, table, tbl, tc, texts, tr

from extractor.errors import ReadError
from extractor.readers import Limits, read
from extractor.readers import docx as reader

DOCUMENT = f"<w:document {NAMESPACES}><w:body>{{}}</w:body></w:document>"


def refused(data: bytes, limits: Limits | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        reader.read(Path("t.docx"), data, limits or Limits())
    error = caught.value
    assert error.zh and error.en and "\n" not in error.sentence("zh") + error.sentence("en")
    return error


def member(name: str, data: bytes | str) -> bytes:
    return package(p("x"), {name: data})


def test_cut_off_package(tmp_path: Path) -> None:
    data = package(p("x" * 5000))
    for size in (30, len(data) // 2, len(data) - 10):
        path = tmp_path / f"{size}.docx"
        path.write_bytes(data[:size])
        with pytest.raises(ReadError) as caught:
            read(path)
        assert caught.value.code == "truncated"


def test_damaged_inside() -> None:
    data = bytearray(package(p("".join(chr(0x4E00 + i * 7 % 9000) for i in range(3000)))))
    at = data.index(b"word/document.xml") + 300
    data[at : at + 50] = b"\xff" * 50
    assert refused(bytes(data)).code == "damaged"


def test_broken_xml() -> None:
    assert refused(package("<w:document><w:body>", wrap=False)).code == "damaged"
    assert refused(package("", wrap=False)).code == "damaged"
    assert refused(package(f"<w:document {NAMESPACES}/>", wrap=False)).code == "damaged"


def test_damaged_styles_lists_and_notes_are_done_without(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    broken = {"word/styles.xml": "<w:styles", "word/numbering.xml": b"\xff"}
    path.write_bytes(package(listed(1, text="甲"), broken, styles="", numbering=""))
    found = read(path)
    assert [b.text for b in found.paragraphs()] == ["甲"]
    (notice,) = found.notices
    assert notice.code == "damaged_part" and "word/styles.xml" in notice.en and "word/numbering.xml" in notice.en


def test_zip_entry_with_password() -> None:
    data = bytearray(package(p("x")))
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        offset = z.getinfo("word/document.xml").header_offset
    at = data.index(b"PK\x01\x02", offset)
    while data[at + 46 : at + 63] != b"word/document.xml":
        at = data.index(b"PK\x01\x02", at + 4)
    data[at + 8] |= 1
    assert refused(bytes(data)).code == "encrypted"


def test_no_text_at_all() -> None:
    assert refused(package(p() + p(" "))).code == "empty"


def test_external_entity_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP")
    xml = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{DOCUMENT.format(p("&x;"))}'
    assert refused(package(xml, wrap=False)).code == "hostile"
    utf16 = ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16")
    assert refused(package(p("x"), {"word/document.xml": utf16})).code == "hostile"
    assert refused(member("word/_rels/document.xml.rels", xml)).code == "hostile"


def test_billion_laughs() -> None:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    xml = f"<!DOCTYPE x [{entities}]>{DOCUMENT.format(p('&j;'))}"
    assert refused(package(xml, wrap=False)).code == "hostile"
    assert refused(package(p("x"), {"word/styles.xml": xml}, styles="")).code == "hostile"


def test_undeclared_entity() -> None:
    assert refused(package(p("&x;"))).code == "damaged"


def test_deep_nesting() -> None:
    depth = 5000
    assert (
        refused(package("<w:sdt><w:sdtContent>" * depth + p("x") + "</w:sdtContent></w:sdt>" * depth)).code == "hostile"
    )
    for levels in (20, 60):
        nested = p("内")
        for _ in range(levels):
            nested = tbl(tr(tc(content=nested + p())))
        assert len(document(nested).nested) == levels - 1


def test_part_that_is_too_large() -> None:
    error = refused(package(p("x" * 20_000)), Limits(max_xml_bytes=10_000))
    assert error.code == "too_large"


def test_many_entries() -> None:
    data = package(p("x"), {f"word/media/{i}": b"" for i in range(60)})
    assert refused(data, Limits(max_members=50)).code == "hostile"


def test_too_many_columns_and_places() -> None:
    wide = tbl(*(tr(f"{i}", properties=f'<w:gridBefore w:val="{i}"/>') for i in range(40)))
    assert refused(package(wide), Limits(max_columns=30)).code == "too_large"
    assert refused(package(wide), Limits(max_places=100)).code == "too_large"


def test_absurd_spans_cost_nothing() -> None:
    found = table(
        tbl(
            tr(tc("a", '<w:gridSpan w:val="2000000000"/>'), "b"),
            tr(tc("c", '<w:gridSpan w:val="-3"/>'), tc("d", '<w:gridSpan w:val="1e9"/>')),
        )
    )
    assert found.n_rows == 2 and found.n_cols <= 4


PEAK = """
import sys
from extractor.errors import ReadError
from extractor.readers import read
try:
    print("read", len(read(sys.argv[1]).blocks[0].cells))
except ReadError as e:
    print(e.code, 0)
print(next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def in_a_process_of_its_own(path: Path) -> tuple[str, int, int]:
    """What became of a file, how many cells it has, and the peak memory in MB."""
    if not Path("/proc/self/status").exists():
        pytest.skip("no /proc to read the peak memory from")
    run = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    what, cells, peak = run.stdout.split()
    return what, int(cells), int(peak)


def zipped(path: Path, pieces: Iterable[bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        with z.open("word/document.xml", "w", force_zip64=True) as f:
            f.write(f"<w:document {NAMESPACES}><w:body>".encode())
            for piece in pieces:
                f.write(piece)
            f.write(b"</w:body></w:document>")
    return path


def test_bombs_end_in_a_sentence_within_500_mb(tmp_path: Path) -> None:
    zeros = zipped(tmp_path / "zeros.docx", (b"<w:p/>" * 170_000 for _ in range(300)))
    assert zeros.stat().st_size < 2_000_000
    elements = zipped(tmp_path / "elements.docx", (b"<w:p/>" * 100_000 for _ in range(30)))
    one = "<w:p " + " ".join(f'a{k}=""' for k in range(4000)) + "/>"
    attributes = zipped(tmp_path / "attributes.docx", (one.encode() * 60 for _ in range(10)))
    for path, code in ((zeros, "hostile"), (elements, "too_large"), (attributes, "too_large")):
        what, _, peak = in_a_process_of_its_own(path)
        assert what == code and peak < 500


def test_large_document_is_read_within_500_mb(tmp_path: Path) -> None:
    row = tr(*(f"{i}" for i in range(4))).encode()
    path = zipped(tmp_path / "big.docx", (b"<w:tbl>", *(row * 1000 for _ in range(30)), b"</w:tbl>"))
    what, cells, peak = in_a_process_of_its_own(path)
    assert what == "read" and cells == 120_000 and peak < 500


def test_fields_nested_without_end() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert texts(p(runs=begin * 20_000) + p("甲") * 2000)[1:] == ["甲"] * 2000


@pytest.mark.parametrize(
    "text",
    [
        "." * 300_000 + "x1",
        "…" * 300_000 + "x1",
        " " * 300_000 + "1",
        "1" * 300_000,
    ],
)
def test_long_odd_texts_take_no_time(text: str) -> None:
    """A pattern that tries every start would run for minutes here."""
    assert len(texts(p(text))[0]) == len(text)


def test_long_odd_instructions_take_no_time() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    for code in (r"eq \o\ad(\s\up(" * 20_000, r"eq " + r"\* x " * 50_000, "eq \\o(" + "," * 200_000):
        body = p(runs=f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}" + r("后"))
        assert texts(body) == ["后"]


def test_lying_size_in_the_directory() -> None:
    data = bytearray(package(p("x" * 50_000)))
    name = b"word/document.xml"
    at = data.rindex(name)
    data[at - 46 + 24 : at - 46 + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)).code == "damaged"


def test_relationship_to_nowhere() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/image" Target="NULL"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="../NULL"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/numbering"/><Relationship/></Relationships>'
    )
    data = member("word/_rels/document.xml.rels", rels)
    assert [b.text for b in reader.read(Path("t"), data, Limits()).paragraphs()] == ["x"]
    broken = member("word/_rels/document.xml.rels", "<Relationships")
    assert [b.text for b in reader.read(Path("t"), broken, Limits()).paragraphs()] == ["x"]


def test_main_part_under_another_name() -> None:
    main = DOCUMENT.format(p("甲"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        relation = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/word/document2.xml"/>'
        z.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        z.writestr("word/document2.xml", main)
    assert [b.text for b in reader.read(Path("t"), out.getvalue(), Limits()).paragraphs()] == ["甲"]


def test_backslashes_in_names() -> None:
    main = DOCUMENT.format(p("甲"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in (("[Content_Types].xml", "<Types/>"), ("word\\document.xml", main)):
            info = zipfile.ZipInfo(name)
            info.filename = name
            z.writestr(info, data)
    assert [b.text for b in reader.read(Path("t"), out.getvalue(), Limits()).paragraphs()] == ["甲"]


def test_package_without_styles_numbering_or_relationships() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/document.xml", DOCUMENT.format(p("甲")))
    assert [b.text for b in reader.read(Path("t"), out.getvalue(), Limits()).paragraphs()] == ["甲"]


def test_strict_documents() -> None:
    strict = "http://purl.oclc.org/ooxml"
    body = p("标题", '<w:pStyle w:val="1"/><w:jc w:val="end"/>') + tbl(tr("a", "b"), widths=(900, 900))
    data = package(
        body, styles=style("1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="16pt"/></w:rPr>')
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(W.encode(), f"{strict}/wordprocessingml/main".encode())
            new.writestr(name, part.replace(OFFICE.encode(), f"{strict}/officeDocument/relationships".encode()))
    found = reader.read(Path("t"), out.getvalue(), Limits())
    (first,) = found.paragraphs()
    assert (first.text, first.outline, first.size, first.align) == ("标题", 0, 16.0, "right")
    _, anchors = reader.read_anchored(out.getvalue())
    saved = io.BytesIO()
    anchors.save(saved)
    with zipfile.ZipFile(saved) as z:
        assert strict.encode() in z.read("word/document.xml") and W.encode() not in z.read("word/document.xml")


def test_utf16_and_prefixes_of_choice() -> None:
    body = "<x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body>"
    xml = f'<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="{W}">{body}</x:document>'
    data = package(p("x"), {"word/document.xml": xml.encode("utf-16")})
    assert [b.text for b in reader.read(Path("t"), data, Limits()).paragraphs()] == ["甲"]
    default = xml.replace("x:", "").replace("xmlns:x", "xmlns").replace(' encoding="UTF-16"', "")
    data = package(default, wrap=False)
    assert [b.text for b in reader.read(Path("t"), data, Limits()).paragraphs()] == ["甲"]


def test_comments_and_instructions_in_the_xml() -> None:
    assert texts(p(runs="<!-- c --><?pi x?>" + "<w:r><!-- c --><w:t>甲<!-- c -->乙</w:t></w:r>")) == ["甲乙"]
    assert (
        table(tbl("<!-- c -->" + tr("<w:tc><!-- c --><w:p><w:r><w:t>1<![CDATA[2&]]></w:t></w:r></w:p></w:tc>")))
        .cells[0]
        .text
        == "12&"
    )


def test_document_made_by_python_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("一、概况", 1)
    made.add_paragraph("甲", style="List Number")
    made.add_paragraph("乙", style="List Number")
    grid = made.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "合并"
    grid.cell(2, 2).text = "12.5"
    path = tmp_path / "报告.docx"
    made.save(str(path))
    found = read(path)
    assert [(b.text, b.outline) for b in found.paragraphs()] == [("一、概况", 0), ("1.\t甲", None), ("2.\t乙", None)]
    (t,) = found.tables()
    assert (t.n_rows, t.n_cols) == (3, 3) and (t.cells[0].rowspan, t.cells[0].colspan) == (2, 2)
    assert t.cells[0].text.strip() == "合并" and t.cells[-1].text == "12.5"
    assert (found.file, found.format, found.pages) == ("报告.docx", "docx", None)


def test_reading_time_grows_with_size_not_with_its_square() -> None:
    """Counted in calls, not seconds: doubling a document at most doubles the work, a little spared."""
    import cProfile

    def calls(rows: int) -> int:
        data = package(tbl(tr(*(f"{i}" for i in range(8))) * rows) + p(runs=r("x") * rows) + p("y") * rows)
        profile = cProfile.Profile()
        profile.runcall(reader.read, Path("t"), data, Limits())
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(800) < 2.2 * calls(400)
