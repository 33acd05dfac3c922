"""Rulings found in the ink of a page, and taken out of its picture so that they aren't read as characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.readers.ocr.recogniser import Image

_SHORT, _LONG, _FREE = 0.9, 1.7, 3.0
"""Ems from which a straight stroke is a ruling: where both its ends meet rulings across it, where it meets one, and by
itself. The last is in ems of the largest type on the page: its characters have long strokes that meet each other."""
_THICK = 0.35
"""Ems: what is thicker is a bar or a picture."""
_GAP = 0.5
"""Ems of a gap in one line that are bridged: worn print, a character over it."""
_WORN, _WORN_DRAWN = 3.0, 0.55
"""Ems of a gap in a ruling whose ends lie in the open, where no ruling crosses; part of a worn line that is left."""
_PIECE = 1.3
"""The least piece of a worn line by itself, in ems of the largest type."""
_DRAWN = 0.6
_MEET = 0.25


@dataclass(slots=True, eq=False)
class Stroke:
    """A ruling in pixels: middle across, ends along, thickness."""

    at: float
    start: int
    end: int
    width: float


@dataclass(slots=True)
class Rulings:
    across: list[Stroke]
    down: list[Stroke]
    mask: NDArray[np.bool_]
    """The pixels of all of them."""


def find(ink: Image, em: float, largest: float) -> Rulings:
    """All straight horizontal and vertical strokes that are no parts of characters, whose usual and largest height in
    pixels are ``em`` and ``largest``."""
    across, mask_across = _strokes(ink, em)
    down, mask_down = _strokes(np.ascontiguousarray(ink.T), em)
    kept_across, kept_down = _networks(across, down, em, largest)
    mask = _only(mask_across, kept_across) | _only(mask_down, kept_down).T
    kept_across, kept_down = _mended(_joined(kept_across, em), _joined(kept_down, em), em)
    mask |= _crumbs(ink, kept_across) | _crumbs(np.ascontiguousarray(ink.T), kept_down).T
    return Rulings(kept_across, kept_down, mask)


def _strokes(ink: Image, em: float) -> tuple[list[Stroke], NDArray[np.bool_]]:
    """Horizontal strokes, and the pixels of all candidates."""
    length = max(8, round(_SHORT * em))
    # a line a little askew goes on one pixel higher or lower
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, marks, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[Stroke] = []
    mask = np.zeros(ink.shape, np.bool_)
    most = max(4.0, _THICK * em)
    for k in range(1, count):
        x, y, wide, tall, area = (int(v) for v in stats[k])
        if wide < length or area / wide - 2 > most or tall > most + 2 + 0.02 * wide:
            continue
        part = marks[y : y + tall, x : x + wide] == k
        inked = part & (ink[y : y + tall, x : x + wide] > 0)
        columns = inked.any(axis=0)
        if columns.mean() < _DRAWN:
            continue
        rows = np.nonzero(inked)[0]
        found.append(Stroke(y + float(rows.mean()) + 0.5, x, x + wide, max(1.0, len(rows) / wide)))
        mask[y : y + tall, x : x + wide] |= part
    return found, mask


def _networks(across: list[Stroke], down: list[Stroke], em: float, largest: float) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes that are rulings: long ones, then what hangs on them."""
    kept_across, kept_down = _long(across, em, largest), _long(down, em, largest)
    grown = True
    while grown:
        more_across = [s for s in across if s not in kept_across and _hangs(s, kept_down, em)]
        kept_across += more_across
        more_down = [s for s in down if s not in kept_down and _hangs(s, kept_across, em)]
        kept_down += more_down
        grown = bool(more_across or more_down)
    return kept_across, kept_down


def _long(strokes: list[Stroke], em: float, largest: float) -> list[Stroke]:
    """Strokes too long for a character's, and the pieces of worn lines that are."""
    least = _FREE * largest
    found = [s for s in strokes if s.end - s.start >= least]
    rows: list[list[Stroke]] = []
    # characters have strokes at one height, too, but none longer than the character
    pieces = [s for s in strokes if s.end - s.start >= _PIECE * largest]
    for s in sorted(pieces, key=lambda s: s.start):
        play = max(2.0, s.width)
        row = next((r for r in rows if abs(r[-1].at - s.at) <= play and 0 <= s.start - r[-1].end <= _WORN * em), None)
        if row is None:
            rows.append([s])
        else:
            row.append(s)
    for row in rows:
        length = row[-1].end - row[0].start
        drawn = sum(s.end - s.start for s in row)
        if len(row) > 1 and length >= 2 * least and drawn >= _WORN_DRAWN * length:
            found += [s for s in row if s not in found]
    return found


def _hangs(stroke: Stroke, others: list[Stroke], em: float) -> bool:
    """One end of a stroke meets a ruling across it, and both if the stroke is short; only a long one may cross a ruling
    and end in the open: the ring of a seal does."""
    play = _MEET * em
    near = [o for o in others if o.start - play <= stroke.at <= o.end + play]
    ends = [any(abs(o.at - end) <= play for o in near) for end in (stroke.start, stroke.end)]
    if stroke.end - stroke.start < _LONG * em:
        return all(ends)
    crosses = stroke.end - stroke.start >= _FREE * em and any(stroke.start < o.at < stroke.end for o in near)
    return any(ends) or crosses


def _only(mask: NDArray[np.bool_], strokes: list[Stroke]) -> NDArray[np.bool_]:
    kept = np.zeros(mask.shape, np.bool_)
    for s in strokes:
        reach = round(s.width / 2 + 2)
        rows = slice(max(0, round(s.at) - reach), round(s.at) + reach + 1)
        kept[rows, s.start : s.end] = mask[rows, s.start : s.end]
    return kept


def _crumbs(ink: Image, strokes: list[Stroke]) -> NDArray[np.bool_]:
    """What is left of worn lines between their pieces: it would be read as 1 or 一."""
    found = np.zeros(ink.shape, np.bool_)
    for s in strokes:
        reach = round(s.width / 2 + 1)
        rows = slice(max(0, int(s.at) - reach), int(s.at) + reach + 1)
        found[rows, s.start : s.end] = ink[rows, s.start : s.end] > 0
    return found


def _joined(strokes: list[Stroke], em: float) -> list[Stroke]:
    """Pieces of one line put together."""
    done: list[Stroke] = []
    for s in sorted(strokes, key=lambda s: s.start):
        play = max(2.0, s.width)
        before = next(
            (d for d in done if abs(d.at - s.at) <= play and s.start - d.end <= _GAP * em and s.end > d.start), None
        )
        if before is None:
            done.append(s)
            continue
        long = max(1, before.end - before.start)
        short = max(1, s.end - s.start)
        before.at = (before.at * long + s.at * short) / (long + short)
        before.end = max(before.end, s.end)
        before.width = max(before.width, s.width)
    return done


def _mended(across: list[Stroke], down: list[Stroke], em: float) -> tuple[list[Stroke], list[Stroke]]:
    """Worn lines put together and led on to the next ruling: a table's rulings end at rulings, never in the open."""
    for _ in range(2):
        across, down = _bridged(across, down, em), _bridged(down, across, em)
        _led_on(across, down, em)
        _led_on(down, across, em)
    return across, down


def _open(at: float, end: int, others: list[Stroke], em: float) -> bool:
    play = _MEET * em
    return not any(abs(o.at - end) <= play and o.start - play <= at <= o.end + play for o in others)


def _bridged(strokes: list[Stroke], others: list[Stroke], em: float) -> list[Stroke]:
    done: list[Stroke] = []
    for s in sorted(strokes, key=lambda s: s.start):
        play = max(2.0, s.width)
        before = next(
            (
                d
                for d in done
                if abs(d.at - s.at) <= play
                and 0 <= s.start - d.end <= _WORN * em
                and (_open(d.at, d.end, others, em) or _open(s.at, s.start, others, em))
            ),
            None,
        )
        if before is None:
            done.append(s)
        else:
            before.end = s.end
    return done


def _led_on(strokes: list[Stroke], others: list[Stroke], em: float) -> None:
    play = _MEET * em
    for s in strokes:
        ats = [o.at for o in others if o.start - play <= s.at <= o.end + play]
        if not any(s.start - play <= at <= s.end + play for at in ats):
            continue  # no part of a table
        if _open(s.at, s.start, others, em):
            s.start = round(max((at for at in ats if s.start - _WORN * em <= at < s.start), default=s.start))
        if _open(s.at, s.end, others, em):
            s.end = round(min((at for at in ats if s.end < at <= s.end + _WORN * em), default=s.end))


def without(grey: Image, ink: Image, rulings: Rulings) -> tuple[Image, Image]:
    """The picture and its ink with the rulings gone; strokes of characters that cross one stay."""
    mask = rulings.mask.astype(np.uint8)
    wide = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    rest = ink.copy()
    rest[wide > 0] = 0
    # where characters stand on both sides of a line, what lies between is theirs as well
    reach = 2 + int(max((s.width for s in (*rulings.across, *rulings.down)), default=1.0))
    for kernel in (np.ones((2 * reach + 1, 1), np.uint8), np.ones((1, 2 * reach + 1), np.uint8)):
        bridge = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, kernel)
        rest |= bridge & ink & (wide * 255)
    clean = grey.copy()
    clean[(wide > 0) & (rest == 0)] = 255
    return clean, rest
