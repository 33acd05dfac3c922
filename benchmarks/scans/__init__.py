"""Scans of generated reports under named conditions, so that what is printed on them is known.

    pages = scan(pdf_bytes, "seal", seed=7)      # page images as a scanner would store them
    pdf = bound(pages)                           # the same as a PDF of pictures

A PDF, a condition and a seed always give the same pictures.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from zlib import crc32

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from benchmarks.scans import effects as fx
from benchmarks.scans.effects import Effect, Page

_FIGURE = re.compile(r"\d[\d,]*\.?\d+")


@dataclass(slots=True, frozen=True)
class Condition:
    what: str
    dpi: int = 200
    effects: tuple[Effect, ...] = (fx.grey,)


_OFFICE = (partial(fx.skew, degrees=0.4), partial(fx.noise, sigma=5.0, specks=0.00003), fx.jpeg(75))
"""What every office scanner does: a little askew, a little noise, JPEG."""


def _office(*paper: Effect) -> tuple[Effect, ...]:
    return (*paper, *_OFFICE)


CONDITIONS: dict[str, Condition] = {
    "150dpi": Condition("150 dpi, grey", 150),
    "200dpi": Condition("200 dpi, grey", 200),
    "300dpi": Condition("300 dpi, grey", 300),
    "office": Condition("0.4° askew, little noise, JPEG 75, grey", 200, _office(fx.grey)),
    "skew": Condition("±2° askew", 200, (partial(fx.skew, degrees=2.0), fx.grey)),
    "turned": Condition("pages sideways and upside down", 200, (*_office(fx.grey), fx.turned)),
    "noise": Condition("strong noise and specks", 200, (fx.noise, fx.grey)),
    "blur": Condition("out of focus", 200, (fx.blur, fx.grey)),
    "jpeg80": Condition("JPEG 80", 200, (fx.grey, fx.jpeg(80))),
    "jpeg40": Condition("JPEG 40", 200, (fx.grey, fx.jpeg(40))),
    "jpeg40-150": Condition("JPEG 40 at 150 dpi", 150, (fx.grey, fx.jpeg(40))),
    "seal": Condition("red seals over figures, colour", 200, _office(fx.seal)),
    "seal-grey": Condition("red seals over figures, scanned grey", 200, _office(fx.seal, fx.grey)),
    "shadow": Condition("uneven light, dark at the spine", 200, (fx.shadow, *_office(fx.grey))),
    "watermark": Condition("pale words across the page", 200, _office(fx.watermark)),
    "fax": Condition("black or white by one threshold", 200, (partial(fx.skew, degrees=0.4), fx.noise, fx.fax)),
    "faint": Condition("rulings pale and broken", 200, _office(fx.faint_rulings, fx.grey)),
    "bleed": Condition("the other side shows through", 200, _office(fx.bleed, fx.grey)),
    "pale": Condition("pale print", 200, _office(fx.pale, fx.grey)),
    "colour": Condition("yellowed paper in colour", 200, _office(fx.tint)),
    "perspective": Condition("slight perspective", 200, (fx.perspective, *_office(fx.grey))),
    "photo": Condition(
        "seal, perspective, uneven light, soft, noise, JPEG 60, colour",
        200,
        (
            *(fx.seal, fx.tint, fx.perspective, fx.shadow),
            *(partial(fx.blur, points=0.25), partial(fx.noise, sigma=8.0), fx.jpeg(60)),
        ),
    ),
}


@dataclass(slots=True, frozen=True)
class Picture:
    """One page as stored: ``data`` is JPEG, or PNG where it was stored without loss."""

    data: bytes
    width: int
    height: int
    dpi: int
    chars: tuple[tuple[str, float, float], ...] = ()
    """Every printed character with the pixel its centre has come to, in the order of the PDF's text."""

    @property
    def suffix(self) -> str:
        return ".png" if self.data[:4] == b"\x89PNG" else ".jpg"


def scan(pdf: bytes, condition: str, seed: int, pages: Sequence[int] | None = None) -> list[Picture]:
    """Print a PDF and scan it again. ``pages`` (0-based) takes only some. Raises KeyError for an unknown condition."""
    how = CONDITIONS[condition]
    printed = _printed(pdf, how.dpi)
    made = []
    for page, chars in printed:
        if pages is not None and page.number not in pages:
            continue
        other = page.number ^ 1
        page.back = printed[other][0].image if other < len(printed) else None
        # one stream of chance for each page, so that taking only some changes none
        rng = np.random.default_rng([seed, page.number, crc32(condition.encode())])
        copy = replace(page, image=page.image.copy(), matrix=np.eye(3))
        for effect in how.effects:
            effect(copy, rng)
        made.append(_stored(copy, chars))
    return made


Char = tuple[str, float, float, float, float]
"""A character and its box x0, top, x1, bottom in pixels."""


def _printed(pdf: bytes, dpi: int) -> list[tuple[Page, list[Char]]]:
    document = pypdfium2.PdfDocument(pdf)
    made = []
    for number in range(len(document)):
        page = document[number]
        image = np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[..., :3])
        text = page.get_textpage()
        scale, height = dpi / 72, page.get_height()
        chars: list[Char] = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            char = text.get_text_range(at, 1)
            chars.append((char, left * scale, (height - top) * scale, right * scale, (height - bottom) * scale))
        figures = []
        for match in _FIGURE.finditer("".join(c[0][:1] or " " for c in chars)):
            first, last = chars[match.start()], chars[match.end() - 1]
            figures.append((first[1], first[2], last[3], last[4]))
        made.append((Page(image, dpi, number, figures), [c for c in chars if c[0].strip()]))
        text.close()
        page.close()
    document.close()
    return made


def _stored(page: Page, chars: Sequence[Char]) -> Picture:
    image = page.image
    if (image[..., 0] == image[..., 1]).all() and (image[..., 1] == image[..., 2]).all():
        image = image[..., 0]
    if page.quality:
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, page.quality])
    else:
        _, data = cv2.imencode(".png", image)
    centres = np.array([[(c[1] + c[3]) / 2, (c[2] + c[4]) / 2, 1] for c in chars]).reshape(-1, 3) @ page.matrix.T
    placed = tuple((c[0], x / w, y / w) for c, (x, y, w) in zip(chars, centres.tolist(), strict=True))
    return Picture(data.tobytes(), page.image.shape[1], page.image.shape[0], page.dpi, placed)


def bound(pictures: Sequence[Picture]) -> bytes:
    """A PDF with one picture a page and no text, JPEG data kept as it is."""
    document = pypdfium2.PdfDocument.new()
    for picture in pictures:
        width, height = picture.width * 72 / picture.dpi, picture.height * 72 / picture.dpi
        page = document.new_page(width, height)
        image = pypdfium2.PdfImage.new(document)
        if picture.suffix == ".jpg":
            image.load_jpeg(io.BytesIO(picture.data), inline=True)
        else:
            image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.open(io.BytesIO(picture.data)).convert("L")))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
