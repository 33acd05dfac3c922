"""Pictures of pages for the recognition tests: digits and Latin letters, which Pillow's own font can draw."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

DPI = 150
SIZE = (900, 640)
HEAD = ["Item", "2023", "2024", "Change"]
ROWS = [HEAD, ["Travel", "1,250.40", "986.15", "-264.25"], ["Cars", "318.60", "402.75", "84.15"]]
XS = [80, 280, 460, 640, 820]
TOP, HEIGHT = 150, 60


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size=size)


def table_page(rows: Sequence[Sequence[str]] = ROWS, title: str = "Budget report 2024") -> Image.Image:
    """A white page with a title and a ruled table whose texts stand in the middle of their cells."""
    page = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(page)
    draw.text((300, 60), title, fill="black", font=font(34))
    for r, row in enumerate(rows):
        top = TOP + r * HEIGHT
        for c, text in enumerate(row):
            draw.rectangle((XS[c], top, XS[c + 1], top + HEIGHT), outline="black", width=2)
            draw.text(((XS[c] + XS[c + 1]) / 2, top + HEIGHT / 2), text, fill="black", font=font(28), anchor="mm")
    return page


def encoded(page: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    page.save(out, kind, dpi=(DPI, DPI), **more)
    return out.getvalue()


def pdf(pages: Sequence[Image.Image | bytes]) -> bytes:
    """A PDF of pictures, and of the pages of other PDFs in between."""
    import pypdf

    writer = pypdf.PdfWriter()
    for page in pages:
        data = page
        if isinstance(page, Image.Image):
            out = io.BytesIO()
            page.save(out, "PDF", resolution=DPI)
            data = out.getvalue()
        for each in pypdf.PdfReader(io.BytesIO(data)).pages:  # type: ignore[arg-type]
            writer.add_page(each)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
