"""Scans of generated reports: the same for a seed, and where every printed character has gone."""

from __future__ import annotations

from decimal import Decimal

import pytest

pytest.importorskip("cv2")

import cv2
import numpy as np

from benchmarks.pdf_drawing import Sheet, save
from benchmarks.scans import bound, scan
from benchmarks.scans.calibration import judge
from benchmarks.scans.measure import figures
from extractor.model.glyphs import Glyph, GlyphLine


def printed() -> bytes:
    sheet = Sheet((300.0, 200.0))
    sheet.text(60, 100, "1,234.56", 20)
    return save([sheet])


@pytest.mark.parametrize("condition", ["skew", "turned", "perspective"])
def test_characters_are_where_they_are_said_to_be(condition: str) -> None:
    (picture,) = scan(printed(), condition, 3)
    assert (picture,) == tuple(scan(printed(), condition, 3))
    image = cv2.imdecode(np.frombuffer(picture.data, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert "".join(c for c, _, _ in picture.chars) == "1,234.56"
    for _, x, y in picture.chars:
        assert image[int(y) - 12 : int(y) + 12, int(x) - 12 : int(x) + 12].min() < 140
    assert bound([picture]).startswith(b"%PDF")


def test_a_misread_figure_is_counted_at_its_confidence() -> None:
    (picture,) = scan(printed(), "200dpi", 3)
    glyphs = tuple(
        Glyph("7" if char == "1" else char, (x * 0.36 - 3, y * 0.36 - 5, x * 0.36 + 3, y * 0.36 + 5), 0.92)
        for char, x, y in picture.chars
    )
    found = judge([picture], [GlyphLine(1, (0, 0, 300, 200), glyphs)])
    assert (dict(found.figures.read), dict(found.figures.wrong)) == ({0.9: 1}, {0.9: 1})
    assert sum(found.digits.wrong.values()) == 1


def test_figures_of_a_text() -> None:
    assert figures(["支出 4 , 180.59万元，1项", "１２．５"]) == {Decimal("4180.59"): 1, Decimal("12.5"): 1}
