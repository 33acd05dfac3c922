"""Reader of picture files (PNG, JPEG, TIFF with one page or many, BMP, WebP): each picture is a page to recognise."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractor.errors import ReadError
from extractor.model.document import Document
from extractor.readers.limits import Limits
from extractor.readers.ocr import INSTALL, Ocr, available
from extractor.readers.pdf.source import PictureTooLarge
from extractor.readers.pdf.values import ImageBox, PageGeometry

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

_OCR: Final = Ocr()
_A4: Final = 595.0
"""Points of the shorter side of a page whose picture doesn't say how large it is."""
_SHORTER: Final = (300.0, 1300.0)
"""Points between which the shorter side of a sheet of paper lies: A6 to A2."""
_DPI: Final = (90.0, 1300.0)
_TURNED: Final = frozenset({5, 6, 7, 8})
"""EXIF orientations that exchange width and height."""
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""EXIF orientation → Pillow's name of what undoes it."""
_BAND: Final = 512
"""Rows of a picture laid on white paper at once."""


class Pictures:
    """Pictures as the pages of a document; a picture may hold several (TIFF)."""

    def __init__(self, files: Sequence[bytes], limits: Limits) -> None:
        """Raises OSError where a picture can't even be opened, PictureTooLarge before it is unpacked."""
        self.seconds = 0.0
        self.shorter: list[int] = []
        """Pixels of the shorter side of each page."""
        self._pages: list[tuple[bytes, int]] = []
        for data in files:
            with _opened(data, limits) as picture:
                frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
                self.shorter += [min(picture.size)] * frames
            self._pages += [(data, frame) for frame in range(frames)]
        self._limits = limits

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """Nothing is held open."""

    def page(self, number: int) -> PageGeometry:
        """The page, holding nothing but its picture."""
        data, frame = self._pages[number - 1]
        with _opened(data, self._limits, frame) as picture:
            width, height = _points(picture)
        geometry = PageGeometry(number, width, height)
        geometry.images.append(ImageBox(0.0, 0.0, width, height))
        return geometry

    def picture(self, number: int, limits: Limits) -> NDArray[np.uint8]:
        """The pixels of a page, grey or RGB. Raises OSError for a damaged picture, PictureTooLarge."""
        import numpy as np
        from PIL.Image import Transpose

        data, frame = self._pages[number - 1]
        with _opened(data, limits, frame) as picture:
            picture.load()
            way = picture.getexif().get(_ORIENTATION)
            plain = _plain(picture)
            wide, tall = plain.size
            times = (limits.max_page_pixels / (wide * tall)) ** 0.5
            if times < 1:
                plain = plain.resize((max(1, int(wide * times)), max(1, int(tall * times))), reducing_gap=2.0)
            if way in _UPRIGHT:
                plain = plain.transpose(Transpose[_UPRIGHT[way]])
            return np.asarray(plain).copy()


@contextmanager
def _opened(data: bytes, limits: Limits, frame: int = 0) -> Iterator[Image]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes, which are looked at here
        try:
            with Image.open(io.BytesIO(data)) as picture:
                if frame:
                    picture.seek(frame)
                if picture.width * picture.height > limits.max_picture_pixels:
                    raise PictureTooLarge(f"{picture.width} x {picture.height}")
                yield picture
        except Image.DecompressionBombError as error:
            raise PictureTooLarge(str(error)) from None
        # whatever Pillow's plugins trip over in a damaged file
        except (SyntaxError, ValueError, LookupError, EOFError, TypeError, ArithmeticError, struct.error) as error:
            raise OSError(f"{type(error).__name__}: {error}") from error


def _plain(picture: Image) -> Image:
    """Grey or RGB with eight bits, on white paper."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode in ("1", "CMYK", "YCbCr", "LAB", "HSV"):
        return picture.convert("L" if picture.mode == "1" else "RGB")
    if picture.mode.startswith("I") or picture.mode == "F":
        low, high = picture.getextrema()
        span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type]
        return picture.point(lambda v: (v - float(low)) * 255 / span).convert("L")  # type: ignore[arg-type]
    paper = Image.new("RGB", picture.size, "white")
    for top in range(0, picture.height, _BAND):
        # a large picture must not be held several times over
        band = picture.crop((0, top, picture.width, min(top + _BAND, picture.height))).convert("RGBA")
        paper.paste(band, (0, top), band)
    return paper


def _points(picture: Image) -> tuple[float, float]:
    """Width and height of the sheet: as the picture says, if that is a sheet of paper; else as for A4."""
    wide, tall = picture.size
    # the size of a TIFF file is that of the picture turned
    if picture.format != "TIFF" and picture.getexif().get(_ORIENTATION) in _TURNED:
        wide, tall = tall, wide
    dpi = picture.info.get("dpi")
    if isinstance(dpi, tuple) and len(dpi) == 2 and all(_DPI[0] < float(d) < _DPI[1] for d in dpi):
        width, height = wide * 72 / float(dpi[0]), tall * 72 / float(dpi[1])
        if _SHORTER[0] <= min(width, height) <= _SHORTER[1]:
            return width, height
    scale = _A4 / min(wide, tall)
    return wide * scale, tall * scale


def read(path: Path, data: bytes, limits: Limits, password: str | None = None, ocr: Ocr = _OCR) -> Document:
    """The document a picture file shows, recognised; ``password`` isn't used.

    Raises ReadError: "ocr_missing" (the extra isn't installed), "unsupported" (recognition is switched off, or a kind
    of picture that can't be opened), "truncated", "too_large".
    """
    name = str(path)
    if ocr.mode == "never":
        raise ReadError(
            name,
            "unsupported",
            "这是图片，需要文字识别；请去掉 --ocr never，或提供 .docx 或带文字的 .pdf",
            "this is a picture and recognition is off; leave out --ocr never, or give a .docx or a .pdf with text",
        )
    if not available():
        raise ReadError(
            name,
            "ocr_missing",
            f"这是图片，读取它需要安装文字识别组件：{INSTALL}",
            f"this is a picture; to have it recognised: {INSTALL}",
        )
    try:
        source = Pictures([data], limits)
        source.picture(1, limits)
    except PictureTooLarge:
        most = limits.max_picture_pixels // 1_000_000
        raise ReadError(
            name,
            "too_large",
            f"图片超过 {most} 百万像素，请缩小后再试",
            f"a picture of more than {most} million pixels; make it smaller",
        ) from None
    except OSError:
        raise ReadError(
            name,
            "truncated",
            "图片不完整、已损坏或格式不支持，请重新下载或扫描",
            "the picture is cut off, damaged or of an unknown kind; download or scan it again",
        ) from None
    return assembled(source, ocr, limits)


def assembled(source: Pictures, ocr: Ocr, limits: Limits) -> Document:
    """The document of some pictures of pages."""
    from extractor.readers.pdf.document import assemble
    from extractor.readers.pdf.recognising import Recognising

    pages = Recognising(source, ocr, limits)
    try:
        return assemble(pages, [], limits)
    finally:
        pages.close()
