"""The picture of one page read: straightened, its rulings and characters turned into a PageGeometry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractor.model.document import Box
from extractor.model.glyphs import Glyph, GlyphLine
from extractor.readers.ocr import glyphs, keystone, pieces, prepare, specks, strokes
from extractor.readers.ocr.glyphs import LineOfInk
from extractor.readers.ocr.recogniser import PixelBox, ReadChar, Recogniser
from extractor.readers.ocr.tidy import tidied
from extractor.readers.pdf.lines import WIDE_GAP, WORD_GAP, is_word
from extractor.readers.pdf.values import Font, PageGeometry, Rule, Run, Warp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image

_FONT = Font("")
_MARGIN = 0.2
"""White around a line in its picture, in parts of its height: what the recogniser was trained on."""
_FLAT = 1 + 2 * _MARGIN
"""Usual heights of a line that the picture of one is high at least."""
_DASHES = frozenset("-—–一―－_~")
_UPRIGHT_SAMPLE, _SAMPLE_WIDTH = 4, 6
"""Lines read to tell which way is up, and how many times as wide as high a piece of each."""
_SURE = 0.8
"""Mean confidence from which the sample of a page is read the right way up."""
_LEAST = 0.5
"""Mean confidence below which what was read of a piece is taken for a picture or dirt."""
_LEAST_PASSED = 0.65
_LEAST_SIGN = 0.4
"""A sign of comparison in a cell of its own is badly read, but a target without it means another thing."""
_SMALL, _ENOUGH, _MOST_ENLARGED = 17.0, 26.0, 3.0
"""Type of fewer pixels is enlarged to so many, at most so many times."""
_HAIRLINE = 0.2
"""Ems of thickness up to which a pale stroke may be a ruling."""
_SPACED = 0.45
"""Ems between two digits from which a blank is believed."""


@dataclass(slots=True)
class _Sheet:
    """A page's picture the right way up."""

    whole: Image
    boxes: list[PixelBox]
    turn: int
    """Degrees counter-clockwise its text reads on the page as shown."""
    grey: Image = field(init=False)
    """Without what is too pale for print, be it a ruling."""
    ink: Image = field(init=False)

    def __post_init__(self) -> None:
        self.grey = prepare.without_pale(self.whole)
        self.ink = prepare.ink_of(self.grey)


def recognise(
    picture: NDArray[np.uint8], number: int, width: float, height: float, recogniser: Recogniser
) -> PageGeometry:
    """What the picture of page ``number``, of ``width`` by ``height`` points as shown, prints."""
    grey = prepare.grey_of(picture)
    skew = prepare.skew_of(prepare.ink_of(grey))
    grey, warp = _straightened(grey, skew, width)
    sheet = _upright(grey, recogniser)
    if sheet.turn in (90, 270):
        width, height = height, width
    geometry = PageGeometry(number, width, height, turn=sheet.turn, skew=skew, warp=warp, recognised=[])
    em, largest = pieces.heights(sheet.boxes, sheet.ink)
    if not em:
        return geometry
    if em < _SMALL:
        sheet = _enlarged(sheet, min(_MOST_ENLARGED, _ENOUGH / em))
        em, largest = pieces.heights(sheet.boxes, sheet.ink)
    points = width / sheet.grey.shape[1]
    rulings = strokes.find(sheet.ink | prepare.thin(prepare.ink_of(sheet.whole), _HAIRLINE * em), em, largest)
    clean, ink = specks.taken_off(*strokes.without(sheet.grey, sheet.ink, rulings), em)
    found = pieces.pieces(sheet.boxes, rulings, ink, em)
    lines: list[LineOfInk] = []
    for box, chars in zip(found, recogniser.read([_cropped(clean, box, em) for box in found]), strict=True):
        pad = _pads(box, em)[0]
        chars = [replace(c, at=c.at - pad) for c in chars]
        line = LineOfInk(box, _dashes(box, chars, em) if pieces.is_flat(box, em) else chars)
        if _is_text(line):
            glyphs.measure(line, ink, clean)
            lines.append(line)
    glyphs.level(lines, points)
    for line in lines:
        end = _end(line, rulings, sheet.grey.shape[1])
        line.chars = tidied(line.chars, line.spans, line.em, (end - line.box[2]) / line.em)
        glyphs.widen(line, end)
        _add(line, geometry, points)
    geometry.across = [Rule(s.at * points, s.start * points, s.end * points, s.width * points) for s in rulings.across]
    geometry.down = [Rule(s.at * points, s.start * points, s.end * points, s.width * points) for s in rulings.down]
    return geometry


def _straightened(grey: Image, skew: float, width: float) -> tuple[Image, Warp | None]:
    """The page with its lines level, and the map back in points where more than turning was needed."""
    level = prepare.straight(grey, skew) if skew else grey
    more = keystone.found(prepare.ink_of(level))
    if more is None:
        return level, None
    matrix = more @ prepare.turning(grey.shape, skew)
    points = np.diag([width / grey.shape[1], width / grey.shape[1], 1.0])
    back = points @ np.linalg.inv(matrix) @ np.linalg.inv(points)
    return prepare.warped(grey, matrix), tuple(float(v) for v in back.flat)


def _end(line: LineOfInk, rulings: strokes.Rulings, width: int) -> float:
    """Where the next ruling to the right of a line stands."""
    middle = (line.top + line.bottom) / 2
    return min((s.at - 1 for s in rulings.down if s.at > line.box[2] and s.start < middle < s.end), default=width)


def _upright(grey: Image, recogniser: Recogniser) -> _Sheet:
    """The page turned so that its lines read from left to right."""
    boxes = recogniser.find(prepare.without_pale(grey))
    turn = 0
    tall = sum(b[3] - b[1] > 2 * (b[2] - b[0]) for b in boxes)
    flat = sum(b[2] - b[0] > 2 * (b[3] - b[1]) for b in boxes)
    if tall > flat:
        grey, boxes, turn = _quarter(grey), _quarter_boxes(boxes, grey.shape[1]), 270
    longest = sorted(boxes, key=lambda b: (b[2] - b[0]) / (b[3] - b[1]), reverse=True)[:_UPRIGHT_SAMPLE]
    if longest:
        lines = [grey[b[1] : b[3], b[0] : min(b[2], b[0] + _SAMPLE_WIDTH * (b[3] - b[1]))] for b in longest]
        sure = _confidence(recogniser.read(lines))
        if sure < _SURE and _confidence(recogniser.read([np.ascontiguousarray(x[::-1, ::-1]) for x in lines])) > sure:
            height, width = grey.shape
            grey = np.ascontiguousarray(grey[::-1, ::-1])
            boxes = [(width - b[2], height - b[3], width - b[0], height - b[1]) for b in boxes]
            turn = (turn + 180) % 360
    return _Sheet(grey, boxes, turn)


def _enlarged(sheet: _Sheet, times: float) -> _Sheet:
    whole = cv2.resize(sheet.whole, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    height, width = whole.shape
    boxes = [
        (round(a * times), round(b * times), min(width, round(c * times)), min(height, round(d * times)))
        for a, b, c, d in sheet.boxes
    ]
    return _Sheet(whole, boxes, sheet.turn)


def _quarter(grey: Image) -> Image:
    """Turned by a quarter counter-clockwise."""
    turned: Image = cv2.rotate(grey, cv2.ROTATE_90_COUNTERCLOCKWISE)
    return turned


def _quarter_boxes(boxes: list[PixelBox], width: int) -> list[PixelBox]:
    return [(b[1], width - b[2], b[3], width - b[0]) for b in boxes]


def _confidence(lines: list[list[ReadChar]]) -> float:
    found = [c.confidence for line in lines for c in line if c.char.strip()]
    return fmean(found) if found else 0.0


def _pads(box: PixelBox, em: float) -> tuple[int, int]:
    """White beside a line, and above and below it: a dash is shown as small beside its frame as it is in print."""
    tall = box[3] - box[1]
    margin = max(3, round(_MARGIN * tall))
    return margin, max(margin, round((_FLAT * em - tall) / 2))


def _cropped(grey: Image, box: PixelBox, em: float) -> Image:
    """The line in a frame of white: what stands around it isn't read with it."""
    x0, top, x1, bottom = max(0, box[0] - 1), max(0, box[1] - 1), box[2] + 1, box[3] + 1
    beside, over = _pads(box, em)
    beside, over = beside - 1, over - 1
    framed: Image = cv2.copyMakeBorder(
        grey[top:bottom, x0:x1], over, over, beside, beside, cv2.BORDER_CONSTANT, value=255
    )
    return framed


def _dashes(box: PixelBox, chars: list[ReadChar], em: float) -> list[ReadChar]:
    """A flat stroke by itself: a dash, of the kind its length tells, if it was read as any; nothing else."""
    if not chars or any(c.char not in _DASHES for c in chars if c.char.strip()):
        return []
    ems = (box[2] - box[0]) / em
    if 0.7 <= ems < 1.3:
        return chars  # 一 or —: only the recogniser can tell
    first = max(chars, key=lambda c: c.confidence)
    sure = first.confidence + sum(p for c, p in first.rivals if c in _DASHES)
    char, count = ("-", 1) if ems < 0.7 else ("—", round(ems))
    step = (box[2] - box[0]) / count
    return [ReadChar(char, (k + 0.5) * step, max(_LEAST_PASSED, min(1.0, sure))) for k in range(count)]


def _is_text(line: LineOfInk) -> bool:
    sure = [c.confidence for c in line.chars if c.char.strip()]
    sign = all(c.char in "<>=≤≥" for c in line.chars if c.char.strip())
    return bool(sure) and fmean(sure) >= (_LEAST_SIGN if sign else _LEAST if len(sure) > 2 else _LEAST_PASSED)


def _add(line: LineOfInk, geometry: PageGeometry, points: float) -> None:
    """The line as runs, parted at wide gaps, and as glyphs where they stand on the page as shown."""
    top, bottom, size = line.top * points, line.bottom * points, line.em * points
    made: list[Glyph] = []
    start = 0
    real = [k for k, c in enumerate(line.chars) if c.char.strip()]
    boxes: dict[int, Box] = {}
    for k, (c, (a, b)) in enumerate(zip(line.chars, line.spans, strict=True)):
        boxes[k] = (a * points, top, b * points, bottom)
        if not c.char.isspace():
            made.append(Glyph(c.char, _rounded(geometry.place(boxes[k])), round(c.confidence, 4), c.rivals))
    for i in range(1, len(real) + 1):
        if i < len(real) and not _parts(line, real[i - 1], real[i]):
            continue
        some = real[start:i]
        text = "".join(line.chars[k].char for k in some)
        held = [(geometry.number, *boxes[k]) for k in some]
        sure = round(min(line.chars[k].confidence for k in some), 4)
        geometry.runs.append(Run(text, held, held[0][1], top, held[-1][3], bottom, size, _FONT, confidence=sure))
        start = i
    if geometry.recognised is not None and made:
        box = (line.spans[real[0]][0] * points, top, line.spans[real[-1]][1] * points, bottom)
        geometry.recognised.append(GlyphLine(geometry.number, _rounded(geometry.place(box)), tuple(made)))


def _parts(line: LineOfInk, a: int, b: int) -> bool:
    """Between two characters is a gap or a blank that parts runs."""
    gap = (line.spans[b][0] - line.spans[a][1]) / line.em
    first, second = line.chars[a].char, line.chars[b].char
    if gap > WIDE_GAP:
        return True
    if not (is_word(first) and is_word(second)):
        return False
    blank = any(c.char.isspace() for c in line.chars[a + 1 : b])
    return (blank and gap > WORD_GAP) or (gap > _SPACED)


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def quality(geometry: PageGeometry) -> float:
    """Part of the letters and digits that were read surely; 1 for a blank page."""
    found = [g.confidence for line in geometry.recognised or [] for g in line.glyphs if g.char.isalnum()]
    return sum(sure >= _SURE for sure in found) / len(found) if found else 1.0
