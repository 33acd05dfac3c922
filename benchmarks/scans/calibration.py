"""How often a recogniser that says 99 % is wrong: every character read, held against the one printed at its place."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.scans import Picture
from extractor.model.glyphs import GlyphLine

BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999)
_FIGURE = re.compile(r"\d[\d.,]*")
_ALIKE = str.maketrans("—–−－，．。：；（）％０１２３４５６７８９", "----,..:;()%0123456789")
_REACH = 12.0
"""Points from a printed character within which it may have been read."""


@dataclass(slots=True)
class Bins:
    """Counts by confidence."""

    read: dict[float, int] = field(default_factory=lambda: defaultdict(int))
    wrong: dict[float, int] = field(default_factory=lambda: defaultdict(int))
    lost: int = 0
    """Printed and not read at all."""
    examples: list[str] = field(default_factory=list)

    def count(self, confidence: float, right: bool, example: str = "") -> None:
        bound = max(b for b in BOUNDS if b <= max(0.0, confidence))
        self.read[bound] += 1
        if not right:
            self.wrong[bound] += 1
            self.examples.append(f"{confidence:.4f} {example}")

    def add(self, other: Bins) -> None:
        for mine, theirs in ((self.read, other.read), (self.wrong, other.wrong)):
            for bound, n in theirs.items():
                mine[bound] += n
        self.lost += other.lost
        self.examples += other.examples

    def __getstate__(self) -> tuple[dict[float, int], dict[float, int], int, list[str]]:
        return dict(self.read), dict(self.wrong), self.lost, self.examples

    def __setstate__(self, state: tuple[dict[float, int], dict[float, int], int, list[str]]) -> None:
        self.read, self.wrong = defaultdict(int, state[0]), defaultdict(int, state[1])
        self.lost, self.examples = state[2], state[3]


@dataclass(slots=True)
class Calibration:
    figures: Bins = field(default_factory=Bins)
    """Runs of digits, points and commas by the lowest confidence of their characters: wrong if one is, more or less."""
    digits: Bins = field(default_factory=Bins)
    others: Bins = field(default_factory=Bins)
    """All other characters."""

    def add(self, other: Calibration) -> None:
        self.figures.add(other.figures)
        self.digits.add(other.digits)
        self.others.add(other.others)


def _plain(char: str) -> str:
    char = char.translate(_ALIKE)
    return unicodedata.normalize("NFKC", char)[:1] or char


def judge(pictures: Sequence[Picture], lines: Iterable[GlyphLine]) -> Calibration:
    """Hold what was read of the pages against what is printed on them."""
    made = Calibration()
    pages: dict[int, list[GlyphLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    for number, picture in enumerate(pictures, 1):
        _page(picture, [line for line in pages[number] if line.glyphs], made)
    return made


def _page(picture: Picture, lines: list[GlyphLine], made: Calibration) -> None:
    printed: dict[int, list[str]] = defaultdict(list)
    glyphs = [(g, k) for k, line in enumerate(lines) for g in line.glyphs]
    if not glyphs:
        made.others.lost += len(picture.chars)
        return
    places = np.array([((g.bbox[0] + g.bbox[2]) / 2, (g.bbox[1] + g.bbox[3]) / 2) for g, _ in glyphs])
    for char, x, y in picture.chars:
        gaps = np.hypot(*(places - np.array([x, y]) * 72 / picture.dpi).T)
        nearest = int(gaps.argmin())
        if gaps[nearest] > _REACH:
            (made.digits if char.isdigit() else made.others).lost += 1
        else:
            printed[glyphs[nearest][1]].append(_plain(char))
    for k, line in enumerate(lines):
        _line("".join(printed[k]), line, made)


def _line(printed: str, line: GlyphLine, made: Calibration) -> None:
    glyphs = [g for g in line.glyphs if g.char]
    read = "".join(_plain(g.char) for g in glyphs)
    wrong: set[int] = set()
    torn: set[int] = set()
    """Before which characters one of a figure is missing."""
    for op in Levenshtein.editops(printed, read):
        if op.tag != "delete":
            wrong.add(op.dest_pos)
            continue
        char = printed[op.src_pos]
        (made.digits if char.isdigit() else made.others).lost += 1
        if char.isdigit() or char in ".,":
            torn.add(op.dest_pos)
    shown = f"printed {printed} read {read}"
    for i, (char, glyph) in enumerate(zip(read, glyphs, strict=True)):
        (made.digits if char.isdigit() else made.others).count(glyph.confidence, i not in wrong, f"{char} {shown}")
    for match in _FIGURE.finditer(read):
        span = range(match.start(), match.start() + len(match.group().rstrip(".,")))
        right = not wrong & set(span) and not torn & set(range(span.start, span.stop + 1))
        made.figures.count(min(glyphs[i].confidence for i in span), right, f"{match.group()} {shown}")


def table(made: Calibration) -> str:
    """Markdown: for each class of confidence how many were read and the share of them wrong."""
    out = ["| confidence | figures | wrong | digits | wrong | others | wrong |", "|---|--:|--:|--:|--:|--:|--:|"]
    for low, high in zip(BOUNDS, (*BOUNDS[1:], 1.0), strict=True):
        cells = []
        for bins in (made.figures, made.digits, made.others):
            n, bad = bins.read[low], bins.wrong[low]
            cells += [f"{n}", f"{bad} ({bad / n:.2%})" if n else "–"]
        out.append(f"| {low:g}–{high:g} | {' | '.join(cells)} |")
    out.append(f"| not read | – | – | {made.digits.lost} | – | {made.others.lost} | – |")
    return "\n".join(out)
