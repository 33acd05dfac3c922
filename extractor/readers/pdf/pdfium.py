"""Page geometry from PDFium: the default source."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise, repeat
from operator import ne
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.model.document import CharBox
from extractor.readers.limits import Limits
from extractor.readers.pdf import objects, raw
from extractor.readers.pdf.lines import WORD_GAP
from extractor.readers.pdf.values import ASCENT, DESCENT, Font, PageGeometry, Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Point = tuple[float, float]

_BOLD_NAMES = ("bold", "heavy", "black", "demi")
_FORCE_BOLD = 1 << 18
_STROKED = frozenset({1, 2, 5, 6})
_INVISIBLE = frozenset({3, 7})
_SOFT_HYPHEN = "\x02"
_REOPEN = 100
_TYPED_NOTES = frozenset({3, 20})
"""Annotations people fill forms with: free text, form fields."""
_FLATTENED = 1
_NO_BOXES: list[CharBox] = []


_Look = tuple[float, float, float, float, float, Font, int]
"""Font size, the matrix's a, b, d and f, font and render mode."""


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
        self._data, self._password = data, password
        self._max_objects = max_objects
        self._fonts: dict[str, Font] = {}
        self.seconds = 0.0
        self._open()

    def _open(self) -> None:
        self._document = pypdfium2.PdfDocument(self._data, password=self._password)
        self._handle = raw.handle(self._document.raw)
        self._read = 0

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
        self._read += 1
        if self._read > _REOPEN:  # PDFium keeps every object it has parsed until the file is closed
            self._document.close()
            self._open()
        page = self._load(number)
        if _has_typed_notes(page) and raw.flatten(page, 0) == _FLATTENED:
            raw.close_page(page)
            page = self._load(number)
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

    def picture(self, number: int, limits: Limits) -> NDArray[np.uint8]:
        """The page drawn as shown. Raises PictureTooLarge before a picture of too many pixels is unpacked."""
        from extractor.readers.pdf.draw import draw

        return draw(self._document, number, limits)

    def _load(self, number: int) -> int:
        page: int | None = raw.load_page(self._handle, number - 1)
        if not page:
            raise ValueError(f"page {number} can't be loaded")
        return page

    def _read_text(self, text: int, frame: Frame, geometry: PageGeometry) -> None:
        n = raw.count_chars(text)
        if n <= 0:
            return
        if n > self._max_objects:
            raise PageTooComplex(f"{n} characters")
        chars = _characters(text, n, geometry)
        owners = raw.each(raw.text_object, text, range(n))
        # what PDFium made up (blanks, line ends) belongs to no text object and only parts runs
        edges = [0, *compress(range(1, n), map(ne, owners, owners[1:])), n]
        spans = [(a, b) for a, b in pairwise(edges) if owners[a]]
        if not spans:
            return
        starts = [a for a, _ in spans]
        m = len(starts)
        sizes = raw.each(raw.font_size, text, starts)
        matrices = raw.filled(ctypes.c_float, 6, raw.char_matrix, m, repeat(text), starts)
        held = [owners[a] for a in starts]
        modes = list(map(raw.text_mode, held))
        fonts = self._fonts_of(list(map(raw.text_font, held)))
        loose = raw.filled(ctypes.c_float, 4, raw.loose_box, n, repeat(text), range(n))
        lefts, rights = loose[0::4], loose[2::4]
        looks = list(
            zip(sizes, matrices[0::6], matrices[1::6], matrices[3::6], matrices[5::6], fonts, modes, strict=True)
        )
        firsts = _run_starts(spans, looks, lefts, rights)
        ends = [spans[k - 1][1] for k in firsts[1:]] + [spans[-1][1]]
        starts = [starts[k] for k in firsts]
        looks = [looks[k] for k in firsts]
        m = len(starts)
        colours = raw.filled(ctypes.c_uint, 4, raw.fill_colour, m, [held[k] for k in firsts], spread=True)
        geometry.unmapped += _unmapped(text, starts, ends, [look[5] for look in looks])
        number, left, page_top, plain = geometry.number, frame.left, frame.top, frame.rotation == 0
        if left:
            lefts, rights = [x - left for x in lefts], [x - left for x in rights]
        tops, bottoms = [0.0] * n, [0.0] * n
        upright: list[Run | None] = []
        turned: dict[int, list[Run]] = {}
        per_run = zip(starts, ends, looks, colours[0::4], colours[1::4], colours[2::4], strict=True)
        for a, b, (size, wide, skew, high, base, font, mode), red, green, blue in per_run:
            colour = red << 16 | green << 8 | blue
            hidden, bold = mode in _INVISIBLE, font.bold or mode in _STROKED
            if plain and not skew and wide > 0 and high > 0 and (lefts[b - 1] > lefts[a] or b - a == 1):
                size *= high
                top = page_top - base - ASCENT * size
                bottom = page_top - base + DESCENT * size
                tops[a:b] = [top] * (b - a)
                bottoms[a:b] = [bottom] * (b - a)
                upright.append(
                    Run(
                        chars[a:b], _NO_BOXES, lefts[a], top, rights[b - 1], bottom, size, font, 0, colour, hidden, bold
                    )
                )
                continue
            k = len(upright)
            upright.append(None)
            place = 6 * firsts[k]
            turned[k] = _turned(text, chars[a:b], a, b, frame, number, size, matrices[place : place + 6], font)
            for part in turned[k]:
                part.colour, part.hidden, part.bold = colour, hidden, bold
        boxes: list[CharBox] = list(zip(repeat(number), lefts, tops, rights, bottoms, strict=False))
        runs = geometry.runs
        for k, (run, a, b) in enumerate(zip(upright, starts, ends, strict=True)):
            if run is None:
                runs += turned[k]
            else:
                run.boxes = boxes[a:b]
                runs.append(run)

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


def _has_typed_notes(page: int) -> bool:
    """Text stands in annotations, which PDFium's text page leaves out unless they are made part of the page."""
    for i in range(raw.count_notes(page)):
        note = raw.get_note(page, i)
        if note:
            kind = raw.note_type(note)
            raw.close_note(note)
            if kind in _TYPED_NOTES:
                return True
    return False


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


def _run_starts(
    spans: Sequence[tuple[int, int]], looks: Sequence[_Look], lefts: Sequence[float], rights: Sequence[float]
) -> list[int]:
    """Which text objects begin a run: those that don't go on, looks and base line alike, where the one before ends."""
    found = [0]
    for k, ((_, end), (start, _), before, look) in enumerate(zip(spans, spans[1:], looks, looks[1:], strict=False), 1):
        if (
            end == start
            and before == look
            and not look[2]
            and -0.3 * look[0] < lefts[start] - rights[start - 1] < WORD_GAP * look[0] * look[1]
        ):
            continue
        found.append(k)
    return found


def _unmapped(text: int, starts: list[int], ends: list[int], fonts: list[Font]) -> int:
    """Glyphs without a character, looked for in the first run of every font: a font names all or none."""
    seen: set[Font] = set()
    count = 0
    for a, b, font in zip(starts, ends, fonts, strict=True):
        if font not in seen:
            seen.add(font)
            count += sum(found == 1 for found in map(raw.unmapped, repeat(text), range(a, b)))
    return count


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
        near, far, lo, hi = tight[4 * i : 4 * i + 4]
        if stacked:
            boxes.append((number, *frame.box(near, lo, far, hi)))
            continue
        corners = [x * ux + y * uy for x in (near, far) for y in (lo, hi)]
        begin = min(along[i], *corners) if far > near else along[i]
        end = max(corners) if far > near else along[i] + size / 4
        if i + 1 < n and along[i + 1] > begin:
            end = min(max(end, along[i] + size / 4), along[i + 1])
        low, high = across[i] - DESCENT * size, across[i] + ASCENT * size
        points = [frame.point(s * ux + t * vx, s * uy + t * vy) for s in (begin, end) for t in (low, high)]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        boxes.append((number, min(xs), min(ys), max(xs), max(ys)))
    parts = zip(string, ([box] for box in boxes), strict=True) if stacked else [(string, boxes)]
    return [
        Run(
            part,
            held,
            min(b[1] for b in held),
            min(b[2] for b in held),
            max(b[3] for b in held),
            max(b[4] for b in held),
            size,
            font,
            angle,
        )
        for part, held in parts
    ]
