"""From probabilities to characters, and the form of marks; lines told apart where their boxes overlap."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy")
pytest.importorskip("cv2")

import cv2
import numpy as np

from extractor.readers.ocr import pieces, specks, strokes
from extractor.readers.ocr.ctc import decode
from extractor.readers.ocr.recogniser import ReadChar
from extractor.readers.ocr.tidy import tidied

ALPHABET = ["", "1", "5", "7", ".", " "]


def columns(*rows: dict[str, float]) -> np.ndarray:
    """One row of probabilities a column; what is left over goes to the blank."""
    made = np.zeros((len(rows), len(ALPHABET)), np.float32)
    for row, chances in zip(made, rows, strict=True):
        for char, p in chances.items():
            row[ALPHABET.index(char)] = p
        row[0] = 1 - row[1:].sum()
    return made


def test_a_character_has_its_peak_place_and_rivals() -> None:
    blank: dict[str, float] = {}
    found = decode(columns(blank, {"1": 0.6, "7": 0.3}, {"1": 0.8, "7": 0.15}, blank, {"5": 0.99}), ALPHABET, 8.0)
    assert [c.char for c in found] == ["1", "5"]
    assert found[0].confidence == pytest.approx(0.8)
    assert found[0].rivals[0] == ("7", pytest.approx(0.15)) and found[0].rivals[1][0] == ""
    assert 8 < found[0].at < 24 and found[1].at == pytest.approx(36)


def test_equal_characters_in_a_row_are_parted_by_a_blank() -> None:
    found = decode(columns({"5": 0.9}, {"5": 0.9}, {}, {"5": 0.9}), ALPHABET, 8.0)
    assert "".join(c.char for c in found) == "55"


def test_a_point_that_may_have_been_dropped_is_kept_as_a_doubt() -> None:
    found = decode(columns({"1": 0.99}, {}, {".": 0.3}, {}, {"5": 0.99}), ALPHABET, 8.0)
    assert [c.char for c in found] == ["1", "", "5"]
    assert found[1].rivals == ((".", pytest.approx(0.3)),) and found[1].confidence == pytest.approx(0.7)
    # the tail of a neighbour's peak is no character of its own
    assert len(decode(columns({"1": 0.99}, {"1": 0.3}, {}, {"5": 0.99}), ALPHABET, 8.0)) == 2


def typed(text: str, em: float = 20.0, gaps: dict[int, float] | None = None, room: float = 0.0) -> str:
    """``text`` tidied, its characters set side by side with ``gaps`` ems of white before some of them."""
    chars, spans, x = [], [], 0.0
    for i, char in enumerate(text):
        x += (gaps or {}).get(i, 0.05) * em
        wide = em * (0.9 if char > "\u2e80" else 0.45)
        chars.append(ReadChar(char, x + wide / 2, 0.9))
        spans.append((x, x + wide))
        x += wide
    return "".join(c.char for c in tidied(chars, spans, em, room))


def test_marks_take_the_form_their_surroundings_call_for() -> None:
    assert typed("1，234.56") == "1,234.56"
    assert typed("收入,支出") == "收入，支出"
    assert typed("其中:一般") == "其中：一般"
    assert typed("14:30") == "14:30"


def test_signs_of_comparison_are_signs() -> None:
    assert typed("V=90%") == ">=90%"
    assert typed("く=100") == "<=100"
    assert typed("V类") == "V类"


def test_both_brackets_of_a_pair_are_as_wide_as_the_white_beside_them() -> None:
    assert typed("出国（境)费", gaps={2: 0.6, 5: 0.6}) == "出国（境）费"
    assert typed("规模（m）数") == "规模(m)数"
    assert typed("〈办法>的") == "〈办法〉的"


def test_digits_are_never_touched() -> None:
    text = "O0Il1728,36。5"
    assert [c for c in typed(text) if c.isdigit()] == [c for c in text if c.isdigit()]


def page_of_lines(step: int) -> np.ndarray:
    ink = np.zeros((400, 600), np.uint8)
    for k in range(4):
        cv2.putText(ink, "1234567890", (50, 80 + k * step), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2)
    return ink


def test_lines_whose_boxes_reach_into_each_other_are_told_apart() -> None:
    ink = page_of_lines(32)
    # as a detector finds them: wider than the lines, two of them in one box
    boxes = [(40, 44, 260, 94), (40, 76, 260, 126), (40, 108, 260, 190)]
    none = strokes.Rulings([], [], np.zeros(ink.shape, np.bool_))
    found = pieces.pieces(boxes, none, ink, 22.0)
    assert [round((top + bottom) / 2 / 32) for _, top, _, bottom in found] == [2, 3, 4, 5]
    assert all(18 <= bottom - top <= 26 for _, top, _, bottom in found)


def test_a_line_over_a_ruling_is_parted_and_a_digit_passed_over_is_found() -> None:
    ink = np.zeros((300, 700), np.uint8)
    for x in (20, 300, 600):
        cv2.line(ink, (x, 20), (x, 280), 255, 2)
    for y in (20, 100, 280):
        cv2.line(ink, (20, y), (600, y), 255, 2)
    for x, text in ((60, "12.50"), (320, "36.75"), (440, "8")):
        cv2.putText(ink, text, (x, 72), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2)
    rulings = strokes.find(ink, 22.0, 22.0)
    assert (len(rulings.across), len(rulings.down)) == (3, 3)
    grey = 255 - ink
    _, rest = strokes.without(grey, ink, rulings)
    found = pieces.pieces([(55, 40, 415, 80)], rulings, rest, 22.0)
    assert len(found) == 3
    assert [x0 < 300 for x0, *_ in sorted(found)] == [True, False, False]


def test_large_type_is_no_ruling() -> None:
    ink = np.zeros((300, 900), np.uint8)
    cv2.putText(ink, "HELLO", (40, 220), cv2.FONT_HERSHEY_SIMPLEX, 6.0, 255, 8)
    found = strokes.find(ink, 24.0, 130.0)
    assert not found.across and not found.down


def test_a_spot_at_the_end_of_a_line_is_dirt_and_stays_known() -> None:
    assert typed("定性.") == "定性"
    assert typed(".4284.77") == "4284.77"
    assert typed("7.%") == "7%" and typed("1,290.", room=3.0) == "1,290" and typed("1,290.") == "1,290."
    assert typed("1.") == "1." and typed(".96") == ".96" and typed("见附件1.2") == "见附件1.2"


def test_specks_by_no_character_are_taken_off_and_points_and_leaders_stay() -> None:
    ink = np.zeros((200, 700), np.uint8)
    cv2.putText(ink, "17 98", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2)
    point, dirt = (slice(98, 100), slice(111, 113)), (slice(40, 43), slice(400, 403))
    ink[point] = ink[dirt] = 255
    for x in range(300, 600, 15):
        ink[98:101, x : x + 3] = 255
    clean, rest = specks.taken_off(255 - ink, ink, 22.0)
    assert rest[point].all() and not rest[dirt].any() and clean[dirt].min() == 255
    assert (rest[99, 295:605] > 0).sum() == 60


def test_a_blot_by_itself_is_no_character() -> None:
    ink = np.zeros((200, 700), np.uint8)
    cv2.putText(ink, "17 98", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2)
    ink[50:56, 400:404] = ink[100:103, 500:512] = 255
    _, rest = specks.taken_off(255 - ink, ink, 22.0)
    assert not rest[50:56, 400:404].any() and rest[100:103, 500:512].all()
    none = strokes.Rulings([], [], np.zeros(ink.shape, np.bool_))
    # a detector takes a blot beside text for a line of its own
    (found,) = pieces.pieces([(50, 70, 170, 110), (395, 45, 410, 60)], none, ink, 22.0)
    assert found[0] < 100
