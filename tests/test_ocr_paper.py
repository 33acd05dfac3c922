"""What lies over or shows through the print of a scanned page is taken off, and the print is not."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

import cv2
import numpy as np

from extractor.readers.ocr import prepare

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
