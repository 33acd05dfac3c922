"""Reading order: text in two columns, tables among text."""

from __future__ import annotations

from extractor.readers.pdf.cells import PageTable
from extractor.readers.pdf.lines import TextLine

_LEAST = 6
"""Lines with the same gap before a page counts as set in two columns."""
_PROSE = 8
"""Characters a column of prose has in a line, at least, on average."""


def reading_order(lines: list[TextLine], tables: list[PageTable]) -> list[TextLine | PageTable]:
    """Lines and tables, top to bottom; the left column before the right one."""
    lines = _in_columns(lines, tables)
    if not tables:
        return list(lines)
    items: list[TextLine | PageTable] = []
    waiting = sorted(tables, key=lambda t: (t.top, t.x0))
    for line in lines:
        while waiting and waiting[0].top < (line.top + line.bottom) / 2 and _beside(waiting[0], line):
            items.append(waiting.pop(0))
        items.append(line)
    items += waiting
    return items


def _beside(table: PageTable, line: TextLine) -> bool:
    """The table stands in the same column as the line."""
    return line.column is None or (table.x0 < line.column[1] and table.x1 > line.column[0])


def _in_columns(lines: list[TextLine], tables: list[PageTable]) -> list[TextLine]:
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[TextLine] = []
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in lines:
        parts = split_at(line, gutter)
        if len(parts) == 2:
            left.append(parts[0])
            right.append(parts[1])
        elif line.x1 <= gutter:
            left.append(line)
        elif line.x0 >= gutter:
            right.append(line)
        else:
            ordered += _column(left) + _column(right)
            left, right = [], []
            ordered.append(line)
    return ordered + _column(left) + _column(right)


def _column(lines: list[TextLine]) -> list[TextLine]:
    """The lines of one column, told where its edges are."""
    if lines:
        edges = (min(line.x0 for line in lines), max(line.x1 for line in lines))
        for line in lines:
            line.column = edges
    return lines


def _gutter(lines: list[TextLine]) -> float | None:
    """Where two columns of prose part; None for a page in one column."""
    split = [line for line in lines if line.gaps]
    if len(split) < _LEAST:
        return None
    best: tuple[int, float] | None = None
    for line in split:
        for g0, g1 in line.gaps:
            x = (g0 + g1) / 2
            count = sum(any(a <= x <= b for a, b in other.gaps) for other in split)
            if best is None or count > best[0]:
                best = (count, x)
    if best is None or best[0] < _LEAST:
        return None
    x = best[1]
    across = [line for line in lines if line.x0 < x < line.x1]
    parted = [split_at(line, x) for line in across]
    halves = [p for p in parted if len(p) == 2]
    if len(halves) < 0.6 * len(across):
        return None
    left, right = [p[0] for p in halves], [p[1] for p in halves]
    for side in (left, right):
        if sum(len(p.text) for p in side) < _PROSE * len(side):
            return None
        if max(p.x1 for p in side) - min(p.x0 for p in side) < 0.25 * (
            max(n.x1 for n in lines) - min(n.x0 for n in lines)
        ):
            return None
    return x


def split_at(line: TextLine, x: float) -> list[TextLine]:
    """A line cut at the gap that lies over ``x``; the line itself if it has none there."""
    if not any(a <= x <= b for a, b in line.gaps):
        return [line]
    k = next(i for i, box in enumerate(line.boxes) if (box[1] + box[3]) / 2 > x and line.text[i] != " ")
    return [part_of(line, 0, k), part_of(line, k, len(line.text))]


def part_of(line: TextLine, start: int, end: int) -> TextLine:
    """The characters from ``start`` to ``end`` of a line, blanks at both ends left out."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    boxes = line.boxes[start : start + len(text)]
    inside = tuple(g for g in line.gaps if boxes[0][1] < g[0] and g[1] < boxes[-1][3])
    return TextLine(
        line.page,
        text,
        boxes,
        boxes[0][1],
        line.top,
        boxes[-1][3],
        line.bottom,
        line.size,
        line.bold,
        inside,
        line.confidence,
    )
