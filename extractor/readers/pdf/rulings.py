"""Ruling lines as a reader sees them: pieces joined, double strokes as one, groups that hang together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.readers.pdf.values import Fill, Rule

SNAP = 1.2
"""Lines this close (points) are one line drawn in pieces; also the play between the pages of one table."""
JOIN = 2.0
"""Pieces of a line with a smaller gap are joined."""
DASH, DASH_GAP = 8.0, 6.0
"""Pieces up to this long with gaps up to this wide are the dashes of one line."""
TOUCH = 3.0
"""A line that ends this close to another meets it."""
SHORTEST = 4.0


@dataclass(slots=True)
class Line:
    """A joined straight line."""

    at: float
    start: float
    end: float


def joined(rules: Iterable[Rule]) -> list[Line]:
    """Collinear pieces put together, sorted by position, then start."""
    lines: list[Line] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if (group and rule.at - group[-1].at > SNAP / 2) or (group and rule.at - group[0].at > SNAP):
            _join_group(group, lines)
            group = []
        group.append(rule)
    if group:
        _join_group(group, lines)
    return [line for line in lines if line.end - line.start >= SHORTEST]


def _join_group(group: list[Rule], lines: list[Line]) -> None:
    if len(group) == 1:
        lines.append(Line(group[0].at, group[0].start, group[0].end))
        return
    length = sum(r.end - r.start for r in group)
    at = sum(r.at * (r.end - r.start) for r in group) / length if length > 0 else group[0].at
    group.sort(key=lambda r: r.start)
    start, end, piece = group[0].start, group[0].end, group[0].end - group[0].start
    for r in group[1:]:
        gap, size = r.start - end, r.end - r.start
        if gap <= JOIN or (gap <= DASH_GAP and piece <= DASH and size <= DASH):
            end = max(end, r.end)
            piece = size
        else:
            lines.append(Line(at, start, end))
            start, end, piece = r.start, r.end, size
    lines.append(Line(at, start, end))


def groups(across: Sequence[Line], down: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines that meet, directly or through others: one group for each ruled table (or frame)."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    positions = [line.at for line in across]
    n = len(across)
    for k, v in enumerate(down, n):
        lo, hi = bisect_left(positions, v.start - TOUCH), bisect_right(positions, v.end + TOUCH)
        mine = root(k)
        for i in range(lo, hi):
            h = across[i]
            if h.start - TOUCH <= v.at <= h.end + TOUCH:
                parent[root(i)] = mine
    found: dict[int, tuple[list[Line], list[Line]]] = {}
    for i in range(len(parent)):
        pair = found.setdefault(root(i), ([], []))
        pair[i >= n].append(across[i] if i < n else down[i - n])
    return list(found.values())


def edges_of(fills: Iterable[Fill]) -> tuple[list[Rule], list[Rule]]:
    """The sides of filled areas as lines: tables whose cells are only told apart by their ground."""
    across: list[Rule] = []
    down: list[Rule] = []
    for f in fills:
        across += (Rule(f.top, f.x0, f.x1), Rule(f.bottom, f.x0, f.x1))
        down += (Rule(f.x0, f.top, f.bottom), Rule(f.x1, f.top, f.bottom))
    return across, down
