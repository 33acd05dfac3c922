"""Ruling lines, filled areas and pictures from a page's drawing objects, also inside forms and clipped."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from extractor.readers.pdf import raw
from extractor.readers.pdf.values import Fill, ImageBox, PageGeometry, Rule, colour_of, lightness

if TYPE_CHECKING:
    from extractor.readers.pdf.pdfium import Frame

Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[float, float, float, float]

_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
_THIN = 3.0
"""A filled box thinner than this (points) is a line: Word's borders are 0.5–2.25 pt."""
_WHITE = 0.98
_PALE = 3 * 240
_MAX_DEPTH = 8
_SIMPLE = 5
"""Segments of a box drawn by itself: move, three or four lines, close."""


class _Budget:
    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, n: int) -> None:
        from extractor.readers.pdf.pdfium import PageTooComplex

        self.left -= n
        if self.left < 0:
            raise PageTooComplex("too many drawing objects")


def read(page: int, frame: Frame, geometry: PageGeometry, max_objects: int) -> None:
    """Fill in the rules, fills and images of ``geometry``. Raises PageTooComplex beyond ``max_objects``."""
    n = raw.count_objects(page)
    budget = _Budget(max_objects)
    budget.take(n)
    found = raw.each(raw.page_object, page, range(n))
    sheet = (frame.left, frame.bottom, frame.right, frame.top)
    _read_objects(found, None, sheet, frame, geometry, budget, 0)


def _read_objects(
    found: list[int],
    matrix: Matrix | None,
    sheet: Bounds,
    frame: Frame,
    geometry: PageGeometry,
    budget: _Budget,
    depth: int,
) -> None:
    types = list(map(raw.object_type, found))
    paths = [o for o, t in zip(found, types, strict=True) if t == _PATH]
    if paths:
        _read_paths(paths, matrix, sheet, frame, geometry, budget)
    for o, t in zip(found, types, strict=True):
        if t == _IMAGE:
            _read_image(o, matrix, sheet, frame, geometry)
        elif t == _FORM and depth < _MAX_DEPTH:
            n = max(0, raw.count_form_objects(o))
            budget.take(n)
            inner: Matrix = tuple(raw.filled(ctypes.c_float, 6, raw.object_matrix, 1, [o]))
            clipped = _clip(o, matrix, sheet)
            if clipped is not None:
                _read_objects(
                    raw.each(raw.form_object, o, range(n)),
                    _times(inner, matrix),
                    clipped,
                    frame,
                    geometry,
                    budget,
                    depth + 1,
                )


def _read_paths(
    paths: list[int], matrix: Matrix | None, sheet: Bounds, frame: Frame, geometry: PageGeometry, budget: _Budget
) -> None:
    n = len(paths)
    bounds = raw.filled(ctypes.c_float, 4, raw.object_bounds, n, paths, spread=True)
    modes = raw.filled(ctypes.c_int, 2, raw.draw_mode, n, paths, spread=True)
    segments = list(map(raw.count_segments, paths))
    clips = list(map(raw.clip_paths, map(raw.clip_of, paths)))
    fills = raw.filled(ctypes.c_uint, 4, raw.fill_colour, n, paths, spread=True)
    # stroke colours are asked for only where something is stroked: Word draws every border as a filled box
    strokes = raw.filled(ctypes.c_uint, 4, raw.stroke_colour, n, paths, spread=True) if any(modes[1::2]) else fills
    plain = matrix is None and frame.rotation == 0
    left, top = frame.left, frame.top
    across, down = geometry.across, geometry.down
    rows = zip(
        paths,
        modes[0::2],
        modes[1::2],
        segments,
        clips,
        bounds[0::4],
        bounds[1::4],
        bounds[2::4],
        bounds[3::4],
        strict=True,
    )
    for i, (path, filled, stroked, count, clipped, x0, y0, x1, y1) in enumerate(rows):
        if not filled and not stroked:
            continue
        red, green, blue, alpha = (strokes if stroked else fills)[4 * i : 4 * i + 4]
        if alpha == 0 and not (stroked and filled):
            continue  # fully transparent
        simple = count <= (2 if stroked else _SIMPLE)
        wide, tall = x1 - x0, y1 - y0
        if simple and plain and clipped <= 0 and (wide <= _THIN or tall <= _THIN) and red + green + blue < _PALE:
            # the usual case by far: one plain border, its outline is its bounds
            if wide >= tall:
                trim = tall / 2 if stroked else 0.0
                across.append(Rule(top - (y0 + y1) / 2, x0 - left + trim, x1 - left - trim, tall))
            else:
                trim = wide / 2 if stroked else 0.0
                down.append(Rule((x0 + x1) / 2 - left, top - y1 + trim, top - y0 - trim, wide))
            continue
        clip = sheet if clipped <= 0 else _clip(path, matrix, sheet)
        if clip is None:
            continue
        if simple:
            add = _add_line if stroked else _add_box
            add(_moved((x0, y0, x1, y1), matrix), colour_of(red, green, blue), clip, frame, geometry)
            continue
        budget.take(count)
        own: Matrix = tuple(raw.filled(ctypes.c_float, 6, raw.object_matrix, 1, [path]))
        fill = colour_of(*fills[4 * i : 4 * i + 3]) if filled else None
        stroke = colour_of(red, green, blue) if stroked else None
        _walk(path, count, _times(own, matrix), fill, stroke, clip, frame, geometry)


def _walk(
    path: int,
    n: int,
    matrix: Matrix,
    fill: int | None,
    stroke: int | None,
    clip: Bounds,
    frame: Frame,
    geometry: PageGeometry,
) -> None:
    """A path of several parts: each part a line, a box, a frame of lines, or a shape that is none of these."""
    handles = raw.each(raw.path_segment, path, range(n))
    points = raw.filled(ctypes.c_float, 2, raw.segment_point, n, handles, spread=True)
    types = list(map(raw.segment_type, handles))
    closes = list(map(raw.segment_closes, handles))
    a, b, c, d, e, f = matrix
    part: list[tuple[float, float]] = []
    curved = False
    for i in range(n + 1):
        if i == n or types[i] == _MOVE_TO:
            if len(part) > 1:
                _add_part(part, curved, fill, stroke, clip, frame, geometry)
            part, curved = [], False
            if i == n:
                break
        x, y = points[2 * i], points[2 * i + 1]
        part.append((a * x + c * y + e, b * x + d * y + f))
        curved = curved or types[i] == _BEZIER_TO
        if closes[i]:
            part.append(part[0])


def _add_part(
    part: list[tuple[float, float]],
    curved: bool,
    fill: int | None,
    stroke: int | None,
    clip: Bounds,
    frame: Frame,
    geometry: PageGeometry,
) -> None:
    if curved:
        geometry.shapes += 1
        return
    straight = all(abs(p[0] - q[0]) < 0.3 or abs(p[1] - q[1]) < 0.3 for p, q in pairwise(part))
    if not straight:
        geometry.shapes += 1
        return
    if stroke is not None:
        for p, q in pairwise(part):
            _add_line(
                (min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])), stroke, clip, frame, geometry
            )
    if fill is not None and len(part) <= 6:
        xs, ys = [p[0] for p in part], [p[1] for p in part]
        _add_box((min(xs), min(ys), max(xs), max(ys)), fill, clip, frame, geometry)


def _add_line(box: Bounds, colour: int, clip: Bounds, frame: Frame, geometry: PageGeometry) -> None:
    """A stroked line; its bounds hold the stroke's width on every side."""
    width = min(box[2] - box[0], box[3] - box[1])
    if width > 2 * _THIN:
        geometry.shapes += 1
        return
    _add_rule(box, colour, clip, frame, geometry, trim=width / 2)


def _add_box(box: Bounds, colour: int, clip: Bounds, frame: Frame, geometry: PageGeometry) -> None:
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        _add_rule(box, colour, clip, frame, geometry)
        return
    shown = _cut(box, clip)
    if shown is not None:
        geometry.fills.append(Fill(*frame.box(*shown), colour))


def _add_rule(box: Bounds, colour: int, clip: Bounds, frame: Frame, geometry: PageGeometry, trim: float = 0.0) -> None:
    shown = _cut(box, clip)
    if shown is None:
        return
    x0, top, x1, bottom = frame.box(*shown)
    across = x1 - x0 >= bottom - top
    if lightness(colour) >= _WHITE and not _on_colour((x0 + x1) / 2, (top + bottom) / 2, geometry):
        return
    if across:
        geometry.across.append(Rule((top + bottom) / 2, x0 + trim, x1 - trim, bottom - top))
    else:
        geometry.down.append(Rule((x0 + x1) / 2, top + trim, bottom - trim, x1 - x0))


def _on_colour(x: float, y: float, geometry: PageGeometry) -> bool:
    """White lines show on a coloured ground only."""
    return any(f.x0 <= x <= f.x1 and f.top <= y <= f.bottom and lightness(f.colour) < _WHITE for f in geometry.fills)


def _read_image(image: int, matrix: Matrix | None, sheet: Bounds, frame: Frame, geometry: PageGeometry) -> None:
    box: Bounds = tuple(raw.filled(ctypes.c_float, 4, raw.object_bounds, 1, [image], spread=True))
    clip = _clip(image, matrix, sheet)
    shown = None if clip is None else _cut(_moved(box, matrix), clip)
    if shown is None:
        return
    x0, top, x1, bottom = frame.box(*shown)
    if min(x1 - x0, bottom - top) <= _THIN < max(x1 - x0, bottom - top):
        _add_rule(_moved(box, matrix), 0, clip or sheet, frame, geometry)  # some producers draw borders as pictures
    else:
        geometry.images.append(ImageBox(x0, top, x1, bottom))


def _clip(thing: int, matrix: Matrix | None, sheet: Bounds) -> Bounds | None:
    """What of ``sheet`` an object's clip path leaves visible; None if nothing."""
    path = raw.clip_of(thing)
    count = raw.clip_paths(path) if path else 0
    shown = sheet
    for k in range(max(0, count)):
        n = raw.clip_segments(path, k)
        if n <= 0 or n > 10_000:
            continue
        handles = list(map(raw.clip_segment, repeat(path), repeat(k), range(n)))
        points = raw.filled(ctypes.c_float, 2, raw.segment_point, n, handles, spread=True)
        xs, ys = points[0::2], points[1::2]
        cut = _cut(_moved((min(xs), min(ys), max(xs), max(ys)), matrix), shown)
        if cut is None:
            return None
        shown = cut
    return shown


def _cut(box: Bounds, clip: Bounds) -> Bounds | None:
    x0, y0, x1, y1 = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def _moved(box: Bounds, matrix: Matrix | None) -> Bounds:
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _times(m: Matrix, n: Matrix | None) -> Matrix:
    """First ``m``, then ``n``."""
    if n is None:
        return m
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)
