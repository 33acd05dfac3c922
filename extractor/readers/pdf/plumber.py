"""Page geometry from pdfplumber: for files PDFium can't open, and as a second opinion in tests. Ten times slower."""

from __future__ import annotations

import io
import itertools
import logging
from typing import Any

from extractor.readers.limits import Limits
from extractor.readers.pdf.pdfium import PageTooComplex
from extractor.readers.pdf.values import (
    ASCENT,
    DESCENT,
    Fill,
    Font,
    ImageBox,
    PageGeometry,
    Rule,
    Run,
    colour_of,
    lightness,
)

_THIN = 3.0
_BOLD_NAMES = ("bold", "heavy", "black", "demi")


class PasswordNeeded(Exception):
    """The file can't be opened without (the right) password."""


class Source:
    """An open PDF. Raises PasswordNeeded, or whatever pdfminer raises for a file it can't read."""

    def __init__(self, data: bytes, password: str | None, max_objects: int) -> None:
        import pdfplumber
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

        # a broken file makes pdfminer write a warning for every glyph
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password or "")
            self._count = len(self._pdf.pages)
        except (PDFPasswordIncorrect, PDFEncryptionError):
            raise PasswordNeeded from None
        except Exception as error:
            if any(isinstance(a, PDFPasswordIncorrect | PDFEncryptionError) for a in error.args):
                raise PasswordNeeded from None
            raise
        self._max_objects = max_objects
        self.seconds = 0.0

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        self._pdf.close()

    def picture(self, number: int, limits: Limits) -> None:
        """Not drawn: what PDFium can't open, nothing here can draw."""

    def page(self, number: int) -> PageGeometry:
        page = self._pdf.pages[number - 1]
        try:
            if sum(len(found) for found in page.objects.values()) > self._max_objects:
                raise PageTooComplex("too many objects")
            geometry = PageGeometry(number, float(page.width), float(page.height))
            for char in page.chars:
                _add_char(char, geometry)
            for line in page.lines:
                _add_rule(line, line.get("stroking_color"), geometry)
            for rect in page.rects:
                _add_rect(rect, geometry)
            for curve in page.curves:
                _add_curve(curve, geometry)
            geometry.images += [ImageBox(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images]
            return geometry
        finally:
            page.close()


def _add_char(char: dict[str, Any], geometry: PageGeometry) -> None:
    name = str(char["fontname"]).partition("+")
    font = Font(name[2] or name[0], any(w in char["fontname"].lower() for w in _BOLD_NAMES))
    x0, x1, size = char["x0"], char["x1"], char["size"]
    text = char["text"]
    if text.startswith("(cid:"):
        geometry.unmapped += 1
        text = "\ufffd"
    geometry.private += sum("\ue000" <= c <= "\uf8ff" for c in text)
    angle = 0
    if char["upright"]:
        base = geometry.height - char["matrix"][5]
        top, bottom = base - ASCENT * size, base + DESCENT * size
    else:
        top, bottom = char["top"], char["bottom"]
        angle = 90 if char["matrix"][1] > 0 else 270
    box = (geometry.number, x0, top, x1, bottom)
    colour = char.get("non_stroking_color")
    geometry.runs.append(
        Run(text, [box] * len(text), x0, top, x1, bottom, size, font, angle, _colour(colour), bold=font.bold)
    )


def _add_rule(line: dict[str, Any], colour: Any, geometry: PageGeometry) -> None:
    if lightness(_colour(colour)) >= 0.98:
        return
    wide, tall = line["x1"] - line["x0"], line["bottom"] - line["top"]
    if wide >= tall and tall <= _THIN:
        geometry.across.append(Rule((line["top"] + line["bottom"]) / 2, line["x0"], line["x1"], tall))
    elif tall > wide and wide <= _THIN:
        geometry.down.append(Rule((line["x0"] + line["x1"]) / 2, line["top"], line["bottom"], wide))
    else:
        geometry.shapes += 1


def _add_rect(rect: dict[str, Any], geometry: PageGeometry) -> None:
    if min(rect["x1"] - rect["x0"], rect["bottom"] - rect["top"]) <= _THIN:
        _add_rule(rect, rect.get("non_stroking_color") if rect.get("fill") else rect.get("stroking_color"), geometry)
        return
    if rect.get("stroke"):
        for x in (rect["x0"], rect["x1"]):
            geometry.down.append(Rule(x, rect["top"], rect["bottom"]))
        for y in (rect["top"], rect["bottom"]):
            geometry.across.append(Rule(y, rect["x0"], rect["x1"]))
    if rect.get("fill"):
        geometry.fills.append(
            Fill(rect["x0"], rect["top"], rect["x1"], rect["bottom"], _colour(rect.get("non_stroking_color")))
        )


def _add_curve(curve: dict[str, Any], geometry: PageGeometry) -> None:
    points = curve.get("pts") or []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(x0 - x1) < 0.3 or abs(y0 - y1) < 0.3:
            if curve.get("stroke"):
                piece = {"x0": min(x0, x1), "x1": max(x0, x1), "top": min(y0, y1), "bottom": max(y0, y1)}
                _add_rule(piece, curve.get("stroking_color"), geometry)
        else:
            geometry.shapes += 1


def _colour(value: Any) -> int:
    """pdfminer's colours are numbers 0–1: one for grey, three for RGB, four for CMYK."""
    if value is None:
        return 0
    parts = [float(v) for v in (value if isinstance(value, list | tuple) else (value,)) if isinstance(v, int | float)]
    if len(parts) == 1:
        parts *= 3
    elif len(parts) == 4:
        parts = [(1 - c) * (1 - parts[3]) for c in parts[:3]]
    if len(parts) != 3:
        return 0
    red, green, blue = (max(0, min(255, round(p * 255))) for p in parts)
    return colour_of(red, green, blue)
