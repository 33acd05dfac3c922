"""Pages that are pictures are read like other pages, where they stand, and never in silence."""

from __future__ import annotations

import functools
import io
import math
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")

import itertools

from PIL import Image

from extractor import readers
from extractor.errors import ReadError
from extractor.model.document import Document
from extractor.readers import read
from extractor.readers.limits import Limits
from extractor.readers.ocr import Ocr, images
from extractor.readers.pdf import read as read_pdf
from extractor.readers.pdf import recognising
from tests import ocr_kit, pdf_kit
from tests.ocr_kit import DPI, HEIGHT, ROWS, SIZE, TOP, XS, encoded, table_page

TILT = 2.0


def sheet() -> pdf_kit.Sheet:
    made = pdf_kit.Sheet()
    made.text(80, 100, "部门整体支出绩效自评报告", 16)
    made.text(80, 140, "本年收入合计1,250.40万元，支出合计986.15万元，年末结转结余264.25万元。", 12)
    return made


def load_pdf(data: bytes, mode: str = "auto", limits: Limits | None = None) -> Document:
    return read_pdf(Path("scan.pdf"), data, limits or Limits(), None, Ocr(mode, threads=1))  # type: ignore[arg-type]


def load_picture(data: bytes) -> Document:
    return images.read(Path("page.png"), data, Limits(), None, Ocr(threads=1))


def codes(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(n.code, n.pages) for n in document.notices]


@functools.cache
def mixed() -> Document:
    """Text, a picture lying askew, text."""
    tilted = table_page().rotate(TILT, resample=Image.Resampling.BICUBIC, fillcolor="white")
    text = pdf_kit.save([sheet()])
    return load_pdf(ocr_kit.pdf([text, tilted, text]))


def test_a_picture_between_text_pages_is_read_in_its_place() -> None:
    document = mixed()
    kinds = [type(b).__name__ for b in document.blocks]
    assert kinds == ["Paragraph", "Paragraph", "Paragraph", "Table", "Paragraph", "Paragraph"]
    assert pdf_kit.texts(document)[2].replace(" ", "") == "Budgetreport2024"
    assert pdf_kit.grid(document.tables()[0]) == ROWS
    assert codes(document) == [("ocr_page", (2,))]
    assert {line.page for line in document.recognised} == {2}


def test_places_are_those_of_the_page_as_it_lies() -> None:
    points = 72 / DPI
    turn = math.radians(TILT)
    for cell in mixed().tables()[0].cells:
        (place,) = cell.places
        assert place.page == 2
        dx = (XS[cell.col] + XS[cell.col + 1]) / 2 - SIZE[0] / 2
        dy = TOP + (cell.row + 0.5) * HEIGHT - SIZE[1] / 2
        x = (SIZE[0] / 2 + math.cos(turn) * dx + math.sin(turn) * dy) * points
        y = (SIZE[1] / 2 - math.sin(turn) * dx + math.cos(turn) * dy) * points
        x0, top, x1, bottom = place.bbox
        assert abs((x0 + x1) / 2 - x) < 2 and abs((top + bottom) / 2 - y) < 2


def test_every_character_is_known_with_its_place_and_probability() -> None:
    document = mixed()
    cell = next(c for c in document.tables()[0].cells if c.text == "986.15")
    x0, top, x1, bottom = cell.places[0].bbox
    inside = [
        g
        for line in document.recognised
        for g in line.glyphs
        if x0 < (g.bbox[0] + g.bbox[2]) / 2 < x1 and top < (g.bbox[1] + g.bbox[3]) / 2 < bottom and g.char
    ]
    assert "".join(g.char for g in inside) == "986.15"
    assert all(a.bbox[2] <= b.bbox[2] for a, b in itertools.pairwise(inside))
    assert cell.confidence == pytest.approx(min(g.confidence for g in inside), abs=1e-3)
    assert all(0 < g.confidence <= 1 for g in inside)


def test_a_page_on_its_side_and_one_upside_down_are_turned() -> None:
    page = table_page()
    both = ocr_kit.pdf([page.rotate(90, expand=True), page.rotate(180)])
    document = load_pdf(both)
    # laid upright the two parts have the same sides: one table over a page break
    rows = [row for table in document.tables() for row in pdf_kit.grid(table)]
    assert rows[:3] == ROWS and rows[-2:] == ROWS[1:]
    side = next(c for c in document.tables()[0].cells if c.text == "Travel").places[0]
    # first column of a page turned counter-clockwise: at the foot of the sheet
    assert side.page == 1 and side.bbox[3] > 0.8 * SIZE[0] * 72 / DPI


def test_a_red_seal_over_figures_leaves_them_readable() -> None:
    from PIL import ImageDraw

    page = table_page()
    seal = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(seal)
    draw.ellipse((420, 130, 640, 350), outline=(210, 40, 50), width=8)
    draw.text((530, 240), "*", fill=(210, 40, 50), font=ocr_kit.font(120), anchor="mm")
    from PIL import ImageChops

    document = load_picture(encoded(ImageChops.multiply(page, seal), "JPEG", quality=80))
    assert pdf_kit.grid(document.tables()[0]) == ROWS


def test_never_names_the_page_and_always_reads_text_pages_too() -> None:
    scan = ocr_kit.pdf([table_page()])
    document = load_pdf(scan, "never")
    assert codes(document) == [("image_page", (1,))] and not document.blocks
    text = load_pdf(pdf_kit.save([pdf_kit.Sheet()]), "always")
    assert not text.blocks
    big = ocr_kit.pdf([table_page()])
    assert codes(load_pdf(big, "always")) == [("ocr_page", (1,))]


def test_text_pages_are_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("recognised")

    monkeypatch.setattr(recognising.Recognising, "_recognised", refuse)
    document = load_pdf(pdf_kit.save([sheet(), sheet()]))
    assert len(document.blocks) == 4 and not document.notices


def test_without_the_extra_the_pages_are_named_and_the_way_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "available", lambda: False)
    monkeypatch.setattr(images, "available", lambda: False)
    (notice,) = load_pdf(ocr_kit.pdf([table_page()])).notices
    assert notice.code == "image_page" and 'pip install "jixiao-check[ocr]"' in notice.zh and "[ocr]" in notice.en
    with pytest.raises(ReadError) as caught:
        load_picture(encoded(table_page()))
    assert caught.value.code == "ocr_missing" and "[ocr]" in caught.value.zh


def test_a_file_of_which_nothing_was_read_is_not_a_report_without_findings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(ocr_kit.pdf([table_page()]))
    with pytest.raises(ReadError) as caught:
        read(path, ocr=Ocr("never"))
    assert caught.value.code == "nothing_read"
    monkeypatch.setattr(recognising, "available", lambda: False)
    monkeypatch.setattr(readers, "available", lambda: False)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.code == "ocr_missing" and "[ocr]" in caught.value.zh
    # one page with text makes it a document, the picture named
    path.write_bytes(ocr_kit.pdf([table_page(), pdf_kit.save([sheet()])]))
    assert codes(read(path)) == [("image_page", (1,))]


def test_recognition_has_its_own_time_limit() -> None:
    scan = ocr_kit.pdf([Image.new("RGB", SIZE, "white")] * 2)
    document = load_pdf(scan, limits=Limits(max_ocr_seconds=-1))
    assert codes(document) == [("ocr_out_of_time", (1, 2))]


def test_progress_is_told_page_by_page_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    data = ocr_kit.pdf([Image.new("RGB", SIZE, "white")] * 2)
    ocr = Ocr(threads=1, progress=lambda done, total: told.append((done, total)))
    document = read_pdf(Path("scan.pdf"), data, Limits(), None, ocr)
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert codes(document) == [("image_page", (1, 2))]


def test_pictures_too_large_or_cut_off_end_in_one_sentence() -> None:
    good = encoded(table_page())
    for data, limits, code in (
        (good[: len(good) // 2], Limits(), "truncated"),
        (encoded(table_page(), "JPEG")[:400], Limits(), "truncated"),
        (good, Limits(max_picture_pixels=1000), "too_large"),
    ):
        with pytest.raises(ReadError) as caught:
            images.read(Path("page.png"), data, limits, None, Ocr(threads=1))
        assert caught.value.code == code
    scan = load_pdf(ocr_kit.pdf([table_page()]), limits=Limits(max_picture_pixels=1000))
    assert [n.code for n in scan.notices] == ["ocr_too_large"]


def test_a_tiff_whose_second_page_is_cut_off_is_one_sentence() -> None:
    data = io.BytesIO()
    small = Image.new("1", (20, 20), 1)
    small.save(data, "TIFF", save_all=True, append_images=[small])
    first = int.from_bytes(data.getvalue()[4:8], "little")
    entries = int.from_bytes(data.getvalue()[first : first + 2], "little")
    second = int.from_bytes(data.getvalue()[first + 2 + 12 * entries :][:4], "little")
    with pytest.raises(ReadError) as caught:
        images.read(Path("page.tif"), data.getvalue()[: second + 3], Limits(), None, Ocr(threads=1))
    assert caught.value.code == "truncated"


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
@pytest.mark.parametrize("way", range(1, 9))
def test_a_picture_is_turned_as_its_camera_says(kind: str, way: int) -> None:
    page = Image.new("L", (400, 600), 255)
    page.paste(0, (0, 0, 100, 50))  # a mark in the upper left corner
    upright = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = page if way == 1 else page.transpose(Image.Transpose(upright[way]))
    exif = Image.Exif()
    exif[0x0112] = way
    data = encoded(lying, kind, exif=exif)
    source = images.Pictures([data], Limits())
    found, geometry = source.picture(1, Limits()), source.page(1)
    assert found.shape[:2] == (600, 400) and found[25, 50].max() < 60 and found[575, 350].min() > 200
    assert geometry.height / geometry.width == pytest.approx(1.5)


def test_a_large_transparent_picture_lies_on_white_paper_and_is_made_smaller() -> None:
    page = Image.new("RGBA", (1500, 1200), (0, 0, 0, 0))
    page.paste((0, 0, 0, 255), (0, 600, 1500, 1200))
    found = images.Pictures([encoded(page)], Limits()).picture(1, Limits(max_page_pixels=450_000))
    assert found.shape == (600, 750, 3) and found[:290].min() == 255 and found[310:].max() == 0


def test_a_picture_file_of_two_pages_and_a_word_file_of_pictures(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    blank = Image.new("RGB", SIZE, "white")
    tif = tmp_path / "pages.tif"
    blank.save(tif, save_all=True, append_images=[table_page()], dpi=(DPI, DPI))
    found = read(tif, ocr=Ocr(threads=1))
    assert (found.format, found.pages) == ("image", 2)
    assert pdf_kit.grid(found.tables()[0]) == ROWS and found.tables()[0].cells[0].places[0].page == 2
    word = docx.Document()
    word.add_picture(io.BytesIO(encoded(table_page())))
    path = tmp_path / "pages.docx"
    word.save(path)
    found = read(path, ocr=Ocr(threads=1))
    assert found.format == "docx" and pdf_kit.grid(found.tables()[0]) == ROWS
    assert [n.code for n in found.notices] == ["image_only", "ocr_page"]
    assert [n.code for n in read(path, ocr=Ocr("never")).notices] == ["image_only"]


def test_nothing_heavy_is_imported_for_help_and_text_pages(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf_kit.save([sheet()]))
    script = (
        "import sys\n"
        "from extractor.cli import main\n"
        f"main(['check', {str(path)!r}, '--format', 'json'])\n"
        "print([m for m in ('cv2', 'onnxruntime', 'rapidocr') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
