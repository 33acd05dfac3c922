"""The few PDFium calls that are made once per glyph or object, bound so that ``map`` can drive them.

pypdfium2's own bindings convert pointers on every call. Here handles are plain integers and results are written
into one preallocated array at computed addresses, so the loops run in C: see docs/performance.md.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

_P = ctypes.c_void_p
_I = ctypes.c_int

Handle = int


def _bind(name: str, result: Any, *args: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium, name), _P).value or 0
    # PYFUNCTYPE keeps the GIL: PDFium is not thread-safe, and the calls are shorter than a release
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *args)(address)
    return bound


load_page = _bind("FPDF_LoadPage", _P, _P, _I)
close_page = _bind("FPDF_ClosePage", None, _P)
count_notes = _bind("FPDFPage_GetAnnotCount", _I, _P)
get_note = _bind("FPDFPage_GetAnnot", _P, _P, _I)
note_type = _bind("FPDFAnnot_GetSubtype", _I, _P)
close_note = _bind("FPDFPage_CloseAnnot", None, _P)
flatten = _bind("FPDFPage_Flatten", _I, _P, _I)
load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_chars = _bind("FPDFText_CountChars", _I, _P)
get_text = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
unicode_of = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
unmapped = _bind("FPDFText_HasUnicodeMapError", _I, _P, _I)
loose_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_box = _bind("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)
char_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
font_size = _bind("FPDFText_GetFontSize", ctypes.c_double, _P, _I)
text_object = _bind("FPDFText_GetTextObject", _P, _P, _I)
text_font = _bind("FPDFTextObj_GetFont", _P, _P)
text_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
font_name = _bind("FPDFFont_GetBaseFontName", ctypes.c_ulong, _P, _P, ctypes.c_ulong)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
font_weight = _bind("FPDFFont_GetWeight", _I, _P)

count_objects = _bind("FPDFPage_CountObjects", _I, _P)
page_object = _bind("FPDFPage_GetObject", _P, _P, _I)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
fill_colour = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
stroke_colour = _bind("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
clip_of = _bind("FPDFPageObj_GetClipPath", _P, _P)
clip_paths = _bind("FPDFClipPath_CountPaths", _I, _P)
clip_segments = _bind("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _bind("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)
draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
count_segments = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
segment_closes = _bind("FPDFPathSegment_GetClose", _I, _P)
count_form_objects = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)


def handle(pointer: Any) -> Handle:
    """The address behind a pypdfium2 pointer."""
    return ctypes.cast(pointer, _P).value or 0


def filled(
    kind: type[Any], width: int, call: Callable[..., Any], n: int, *keys: Iterable[Any], spread: bool = False
) -> list[Any]:
    """Call ``call(*key, address)`` for each of ``n`` keys; the ``width`` values every call wrote, in one flat list.

    With ``spread`` the call takes one address per value instead of one for all.
    """
    array = (kind * (width * n))()
    base, step = ctypes.addressof(array), ctypes.sizeof(kind)
    stride = step * width
    targets = [range(base + k * step, base + k * step + stride * n, stride) for k in range(width if spread else 1)]
    for _ in map(call, *keys, *targets):
        pass
    values: list[Any] = array[:]
    return values


def each(call: Callable[..., Any], owner: Handle, indices: Iterable[int]) -> list[Any]:
    """``[call(owner, i) for i in indices]``, driven from C."""
    return list(map(call, repeat(owner), indices))
