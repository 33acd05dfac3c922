"""Page geometry from PDFium: the default source."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import ne

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.model.document import CharBox
from extractor.readers.pdf import objects, raw
from extractor.readers.pdf.values import ASCENT, DESCENT, Font, PageGeometry, Run, colour_of

Point = tuple[float, float]

_BOLD_NAMES = ("bold", "heavy", "black", "demi")
_FORCE_BOLD = 1 << 18
_STROKED = frozenset({1, 2, 5, 6})
_INVISIBLE = frozenset({3, 7})
_SOFT_HYPHEN = "\x02"


class PageTooComplex(Exception):
    """A page with more objects or characters than the limits allow."""


@dataclass(slots=True)
class Frame:
    """From PDF user space (bottom up, unrotated) to the page as shown (top down, rotated)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        w, h = self.right - self.left, self.top - self.bottom
        return (h, w) if self.rotation in (90, 270) else (w, h)

    def point(self, x: float, y: float) -> Point:
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


class Source:
    """An open PDF. Raises pypdfium2.PdfiumError where PDFium can't open it (``err_code`` 4: a password is needed)."""

    def __init__(self, data: bytes, password: str | None, max_objects: int) -> None:
        self._document = pypdfium2.PdfDocument(data, password=password)
        self._handle = raw.handle(self._document.raw)
        self._max_objects = max_objects
        self._fonts: dict[str, Font] = {}

    def __len__(self) -> int:
        return len(self._document)

    @property
    def repaired(self) -> bool:
        """The cross-reference table was broken and PDFium rebuilt it."""
        return not pdfium.FPDF_DocumentHasValidCrossReferenceTable(self._document.raw)

    def close(self) -> None:
        self._document.close()

    def page(self, number: int) -> PageGeometry:
        """Geometry of one page (1-based); everything PDFium holds for it is released.

        Raises PageTooComplex, or ValueError where the page can't be loaded.
        """
        page = raw.load_page(self._handle, number - 1)
        if not page:
            raise ValueError(f"page {number} can't be loaded")
        try:
            frame = _frame(page)
            geometry = PageGeometry(number, *frame.size)
            objects.read(page, frame, geometry, self._max_objects)
            text = raw.load_text(page)
            if text:
                try:
                    self._read_text(text, frame, geometry)
                finally:
                    raw.close_text(text)
            return geometry
        finally:
            raw.close_page(page)

    def _read_text(self, text: int, frame: Frame, geometry: PageGeometry) -> None:
        n = raw.count_chars(text)
        if n <= 0:
            return
        if n > self._max_objects:
            raise PageTooComplex(f"{n} characters")
        chars = _characters(text, n, geometry)
        owners = raw.each(raw.text_object, text, range(n))
        # characters PDFium made up (spaces, line ends) have no text object: they only end a run
        edges = [0, *(i for i, differs in enumerate(map(ne, owners, owners[1:]), 1) if differs), n]
        spans = [(a, b) for a, b in zip(edges, edges[1:], strict=False) if owners[a]]
        if not spans:
            return
        starts = [a for a, _ in spans]
        held = [owners[a] for a in starts]
        m = len(starts)
        sizes = raw.each(raw.font_size, text, starts)
        matrices = raw.filled(ctypes.c_float, 6, raw.char_matrix, m, repeat(text), starts)
        colours = raw.filled(ctypes.c_uint, 4, raw.fill_colour, m, held, spread=True)
        modes = list(map(raw.text_mode, held))
        fonts = self._fonts_of(list(map(raw.text_font, held)))
        loose = raw.filled(ctypes.c_float, 4, raw.loose_box, n, repeat(text), range(n))
        lefts, rights = loose[0::4], loose[2::4]
        left, page_top, number = frame.left, frame.top, geometry.number
        runs = geometry.runs
        bad_fonts: dict[str, int] = {}
        for k, (a, b) in enumerate(spans):
            scale_x, skew, _, scale_y, _, base = matrices[6 * k : 6 * k + 6]
            font, mode = fonts[k], modes[k]
            size = sizes[k] * abs(scale_y)
            red, green, blue = colours[4 * k : 4 * k + 3]
            string = chars[a:b]
            if font.name not in bad_fonts or bad_fonts[font.name] < 8:
                bad_fonts[font.name] = bad_fonts.get(font.name, 0) + 1
                geometry.unmapped += sum(map(raw.unmapped, repeat(text), range(a, b)))
            if frame.rotation or skew or scale_x <= 0 or _falls(loose, a, b):
                run = _turned(text, string, a, b, frame, geometry.number, sizes[k], matrices[6 * k : 6 * k + 6], font)
            else:
                top, bottom = page_top - base - ASCENT * size, page_top - base + DESCENT * size
                boxes: list[CharBox]
                if left:
                    boxes = [
                        (number, x0 - left, top, x1 - left, bottom)
                        for x0, x1 in zip(lefts[a:b], rights[a:b], strict=True)
                    ]
                else:
                    boxes = [(number, x0, top, x1, bottom) for x0, x1 in zip(lefts[a:b], rights[a:b], strict=True)]
                run = [Run(string, boxes, boxes[0][1], top, boxes[-1][3], bottom, size, font)]
            for part in run:
                part.colour = colour_of(red, green, blue)
                part.hidden = mode in _INVISIBLE
                part.bold = font.bold or mode in _STROKED
                runs.append(part)

    def _fonts_of(self, handles: Sequence[int | None]) -> list[Font]:
        known: dict[int | None, Font] = {None: Font("")}
        for h in set(handles):
            if h is not None:
                known[h] = self._font(h)
        return [known[h] for h in handles]

    def _font(self, handle: int) -> Font:
        buffer = ctypes.create_string_buffer(256)
        length = raw.font_name(handle, buffer, 256)
        name = buffer.raw[: max(0, min(length, 256) - 1)].decode("gb18030", "replace").partition("+")
        name_text = name[2] or name[0]
        bold = any(word in name_text.lower() for word in _BOLD_NAMES) or raw.font_weight(handle) >= 600
        bold = bold or bool(raw.font_flags(handle) & _FORCE_BOLD)
        key = f"{name_text}\0{bold}"
        return self._fonts.setdefault(key, Font(name_text, bold))


def _frame(page: int) -> Frame:
    box = pdfium.FS_RECTF()
    pointer = ctypes.cast(page, pdfium.FPDF_PAGE)
    if not pdfium.FPDF_GetPageBoundingBox(pointer, box) or box.right <= box.left or box.top <= box.bottom:
        width, height = pdfium.FPDF_GetPageWidthF(pointer), pdfium.FPDF_GetPageHeightF(pointer)
        box.left, box.bottom, box.right, box.top = 0.0, 0.0, width, height
    rotation = pdfium.FPDFPage_GetRotation(pointer) % 4 * 90
    return Frame(box.left, box.bottom, box.right, box.top, rotation)


def _characters(text: int, n: int, geometry: PageGeometry) -> str:
    """One character per PDFium index; private and undecodable ones are counted, not guessed."""
    buffer = (ctypes.c_ushort * (n + 1))()
    chars = ""
    if raw.get_text(text, 0, n, ctypes.addressof(buffer)) == n + 1:
        try:
            chars = bytes(buffer)[: 2 * n].decode("utf-16-le")
        except UnicodeDecodeError:
            chars = ""
    if len(chars) != n:
        codes = raw.each(raw.unicode_of, text, range(n))
        chars = "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)
    if _SOFT_HYPHEN in chars:
        chars = chars.replace(_SOFT_HYPHEN, "-")
    top = max(chars)
    if top >= "\ue000":
        geometry.private += sum("\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" for c in chars)
        geometry.unmapped += chars.count("\ufffd") + chars.count("\uffff")
    return chars


def _falls(loose: list[float], a: int, b: int) -> bool:
    """The run is set in vertical writing: its glyphs go down, not right."""
    return b - a > 1 and loose[4 * b - 4] <= loose[4 * a] + 0.1 and loose[4 * b - 1] < loose[4 * a + 1]


def _turned(
    text: int, string: str, a: int, b: int, frame: Frame, number: int, size: float, matrix: Sequence[float], font: Font
) -> list[Run]:
    """Runs of text that is turned on the sheet, or set vertically: slower, one glyph at a time."""
    ux, uy = matrix[0], matrix[1]
    length = math.hypot(ux, uy) or 1.0
    ux, uy = ux / length, uy / length
    vx, vy = -uy, ux
    size *= math.hypot(matrix[2], matrix[3])
    n = b - a
    origins = raw.filled(ctypes.c_double, 2, raw.char_origin, n, repeat(text), range(a, b), spread=True)
    # FPDFText_GetCharBox writes left, right, bottom, top
    tight = raw.filled(ctypes.c_double, 4, raw.char_box, n, repeat(text), range(a, b), spread=True)
    along = [origins[2 * i] * ux + origins[2 * i + 1] * uy for i in range(n)]
    across = [origins[2 * i] * vx + origins[2 * i + 1] * vy for i in range(n)]
    angle = (round(math.degrees(math.atan2(uy, ux))) - frame.rotation) % 360
    stacked = n > 1 and abs(along[-1] - along[0]) < abs(across[-1] - across[0])
    boxes: list[CharBox] = []
    for i in range(n):
        l, r, lo, hi = tight[4 * i : 4 * i + 4]
        if stacked:
            boxes.append((number, *frame.box(l, lo, r, hi)))
            continue
        corners = [l * ux + lo * uy, r * ux + lo * uy, l * ux + hi * uy, r * ux + hi * uy]
        begin = min(along[i], *corners) if r > l else along[i]
        end = max(corners) if r > l else along[i] + size / 4
        if i + 1 < n and along[i + 1] > begin:
            end = min(max(end, along[i] + size / 4), along[i + 1])
        low, high = across[i] - DESCENT * size, across[i] + ASCENT * size
        points = [frame.point(s * ux + t * vx, s * uy + t * vy) for s in (begin, end) for t in (low, high)]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        boxes.append((number, min(xs), min(ys), max(xs), max(ys)))
    make: Callable[[str, list[CharBox]], Run] = lambda s, bs: Run(  # noqa: E731
        s,
        bs,
        min(x[1] for x in bs),
        min(x[2] for x in bs),
        max(x[3] for x in bs),
        max(x[4] for x in bs),
        size,
        font,
        angle,
    )
    if stacked:
        return [make(c, [box]) for c, box in zip(string, boxes, strict=True)]
    return [make(string, boxes)]
