"""What lies over or shows through the print of a scanned page is taken off, and the print is not."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

import cv2
import numpy as np

from extractor.readers.ocr import keystone, prepare, strokes
from extractor.readers.pdf.values import PageGeometry

RED = (205, 40, 55)
FIGURE = (slice(480, 520), slice(330, 470))


def page() -> np.ndarray:
    """RGB, with a figure in its middle and lines of text below."""
    paper = np.full((1100, 800, 3), 250, np.uint8)
    for base in range(800, 1080, 40):
        cv2.putText(paper, "99.50 99.50 99.50 99.50", (60, base), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 3)
    cv2.putText(paper, "1,234.56", (330, 512), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 3)
    return paper


def stamped(paper: np.ndarray) -> np.ndarray:
    ink = np.full_like(paper, 255)
    cv2.circle(ink, (400, 500), 100, RED, 6)
    cv2.putText(ink, "*", (378, 520), cv2.FONT_HERSHEY_SIMPLEX, 2.0, RED, 12)
    return (paper.astype(np.uint16) * ink // 255).astype(np.uint8)


def test_a_seal_over_a_figure_is_gone_and_the_figure_stays() -> None:
    bare = prepare.grey_of(page())
    clean = prepare.grey_of(stamped(page()))
    assert (clean < 140).sum() == pytest.approx((bare < 140).sum(), rel=0.1)
    assert clean[FIGURE].min() < 60
    # where there is only the ring, there is paper
    assert clean[395:405, 390:410].min() > 225


def test_a_red_heading_is_no_seal() -> None:
    paper = page()
    cv2.putText(paper, "RED HEADING", (150, 150), cv2.FONT_HERSHEY_SIMPLEX, 2.2, RED, 6)
    assert (prepare.grey_of(paper)[80:170] < 140).sum() > 2000


def test_a_watermark_and_the_other_side_are_gone_and_pale_print_stays() -> None:
    paper = page()
    cv2.putText(paper, "COPY", (200, 700), cv2.FONT_HERSHEY_SIMPLEX, 4.0, (205, 205, 205), 14)
    grey = prepare.grey_of(paper)
    clean = prepare.without_pale(grey)
    assert (grey[560:720] < 230).any() and clean[560:720].min() == 255
    assert clean[FIGURE].min() < 60
    worn = prepare.grey_of((255 - (255 - page().astype(np.int16)) * 0.4).astype(np.uint8))
    assert (prepare.without_pale(worn)[FIGURE] < 200).sum() > 0.8 * (worn[FIGURE] < 200).sum()


def ruled(gaps: bool) -> np.ndarray:
    """The ink of a table of three rows and columns, whole or worn through at places where no rulings cross."""
    ink = np.zeros((500, 700), np.uint8)
    for at in (100, 200, 300, 400):
        cv2.line(ink, (50, at), (650, at), 255, 2)
    for at in (50, 250, 450, 650):
        cv2.line(ink, (at, 100), (at, 400), 255, 2)
    if gaps:
        for x, y in ((120, 100), (340, 200), (500, 300), (600, 400), (50, 150), (250, 260), (450, 340), (650, 150)):
            ink[y - 18 : y + 18, x - 18 : x + 18] = 0
    return ink


def test_worn_rulings_are_put_together() -> None:
    whole, worn = (strokes.find(ruled(gaps), 24.0, 24.0) for gaps in (False, True))
    for a, b in ((whole.across, worn.across), (whole.down, worn.down)):
        assert [(round(s.at), s.start, s.end) for s in sorted(b, key=lambda s: s.at)] == [
            (round(s.at), s.start, s.end) for s in sorted(a, key=lambda s: s.at)
        ]


def test_a_ruling_that_ends_at_another_is_not_led_on() -> None:
    ink = ruled(False)
    ink[201:299, 245:255] = 0  # two cells merged: the gap begins and ends at rulings
    parts = [s for s in strokes.find(ink, 40.0, 40.0).down if abs(s.at - 250) < 3]
    assert len(parts) == 2 and not any(s.start < 250 < s.end for s in parts)


def test_a_page_photographed_from_the_side_has_its_rulings_levelled() -> None:
    flat = ruled(False)
    assert keystone.found(flat) is None
    height, width = flat.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners + np.array([[9, 2], [-3, 8], [-8, -1], [2, -9]], np.float32)
    ink = cv2.warpPerspective(flat, cv2.getPerspectiveTransform(corners, seen), (width, height))
    ink = np.where(ink > 100, 255, 0).astype(np.uint8)
    level = keystone.found(ink)
    assert level is not None
    for x, y in ((50, 100), (650, 100), (50, 400), (650, 400)):
        there = cv2.perspectiveTransform(np.array([[[x, y]]], np.float32), cv2.getPerspectiveTransform(corners, seen))
        back = cv2.perspectiveTransform(there, level)[0, 0]
        assert abs(back[0] - x) < 12 and abs(back[1] - y) < 12
    for a, b in (((50, 100), (650, 100)), ((50, 400), (650, 400)), ((50, 100), (50, 400)), ((650, 100), (650, 400))):
        ends = cv2.perspectiveTransform(np.array([[a, b]], np.float32), cv2.getPerspectiveTransform(corners, seen))
        (x0, y0), (x1, y1) = cv2.perspectiveTransform(ends, level)[0]
        assert min(abs(x1 - x0), abs(y1 - y0)) < 1.5


def test_places_of_a_levelled_page_are_those_of_the_page_as_it_lies() -> None:
    warp = (1.0, 0.02, 3.0, 0.01, 1.0, -2.0, 0.0, 0.0, 1.0)
    assert PageGeometry(1, 600, 800, warp=warp).place((95, 195, 105, 205)) == pytest.approx((102, 194, 112, 204))
    turned = PageGeometry(1, 800, 600, turn=180, warp=warp)
    assert turned.place((695, 395, 705, 405)) == pytest.approx((102, 194, 112, 204))
