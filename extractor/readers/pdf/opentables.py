"""Tables without (all) rulings: columns from the white between texts, rows from their lines.

camelot has parsers for these (network, hybrid); they put wrapped labels and captions into rows of their own and need
seconds a page (docs/performance.md), so this is done here, from the lines that are read anyway.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from extractor.readers.pdf.cells import PageCell, PageTable, set_texts
from extractor.readers.pdf.columns import part_of
from extractor.readers.pdf.lines import TextLine
from extractor.readers.pdf.rulings import Line

FIGURE = re.compile(
    r"[-+−]?[\d,，]+(?:\.\d+)?\s*[%％‰]?|[-—–/]{1,3}|[-+−]?[\d,.]+(?:万元|亿元|元|人|个|辆|次|平方米|%)"
)
_LEADER = re.compile(r"[.．…·•‥]{3,}\s*\d*$")
_PAGE = re.compile(r"\d{1,4}")
_LEAST_ROWS = 3
_PITCH = 3.2
"""Line heights between two rows of one table, at most."""
_CROSSING = 0.15
"""Share of the lines that may lie across the white between two columns (merged headings)."""
_TIGHT = 1.35
_MOST_RULES = 400
_EVIDENCE = 0.6
_SAME = 3.0


@dataclass(slots=True)
class Row:
    """One row in the making: its lines' pieces by column range."""

    pieces: list[tuple[int, int, TextLine]]
    top: float
    bottom: float


def find(lines: list[TextLine], rules: Sequence[Line], page: int) -> tuple[list[PageTable], list[TextLine]]:
    """Tables among the free lines of a page (top to bottom), and the lines that are left."""
    if not any(line.gaps for line in lines):
        return [], lines
    tables: list[PageTable] = []
    if len(rules) > _MOST_RULES:
        rules = ()
    for stack in _stacks(rules, lines):
        top = _head_above(stack[0], lines)
        inside = [line for line in lines if top - 1 < (line.top + line.bottom) / 2 < stack[-1] + 1]
        table = make(inside, page, stack)
        if table is not None:
            tables.append(table)
            lines = [line for line in lines if not any(line is x for x in inside)]
    kept: list[TextLine] = []
    for region, is_candidate in _regions(lines):
        table = None
        if is_candidate:
            table = _with_heading(kept, region, page) or make(region, page, ())
        if table is None:
            kept += region
        else:
            tables.append(table)
    return tables, kept


def _with_heading(before: list[TextLine], region: list[TextLine], page: int) -> PageTable | None:
    """The table with the line right above it, if that is a heading over several of its columns; it is then taken from
    ``before``."""
    if not before or not 0 < region[0].bottom - before[-1].bottom <= _TIGHT * region[0].size:
        return None
    table = make([before[-1], *region], page, ())
    if table is None or not any(c.row == 0 and c.rowspan == 2 for c in table.cells):
        return None
    before.pop()
    return table


def _stacks(rules: Sequence[Line], lines: Sequence[TextLine]) -> list[list[float]]:
    """Heights of horizontal rules with the same ends, as far as rows of a table stand between them."""
    found: list[list[float]] = []
    left = sorted(rules, key=lambda r: r.at)
    while left:
        first = left[0]
        same = [r for r in left if abs(r.start - first.start) <= _SAME and abs(r.end - first.end) <= _SAME]
        left = [r for r in left if not any(r is s for s in same)]
        stack = [same[0].at]
        for rule in same[1:]:
            between = [line for line in lines if stack[-1] < (line.top + line.bottom) / 2 < rule.at]
            prose = [line for line in between if not line.gaps]
            if (len(between) > 1 and len(prose) == len(between)) or any(
                line.width > 0.5 * (first.end - first.start) for line in prose
            ):
                found.append(stack)
                stack = []
            stack.append(rule.at)
        found.append(stack)
    return [stack for stack in found if len(stack) > 1]


def _head_above(rule: float, lines: Sequence[TextLine]) -> float:
    """Top of the heading lines that stand right above a table's first rule."""
    top = rule
    for line in reversed([line for line in lines if line.bottom < rule + 1]):
        if not line.gaps or top - line.bottom > (1.2 if top == rule else 0.8) * line.size:
            break
        top = line.top
    return top


def _regions(lines: Sequence[TextLine]) -> list[tuple[list[TextLine], bool]]:
    """The lines in stretches that may be a table (lines with gaps, close together) and stretches that may not."""
    found: list[tuple[list[TextLine], bool]] = []
    i, n = 0, len(lines)
    while i < n:
        if not lines[i].gaps or _LEADER.search(lines[i].text):
            _put(found, lines[i])
            i += 1
            continue
        end = last = i
        while end + 1 < n and lines[end + 1].bottom - lines[end].bottom <= _PITCH * lines[end].size and end - last < 3:
            end += 1
            if lines[end].gaps:
                last = end
        region = list(lines[i : last + 1])
        with_gaps = sum(1 for line in region if line.gaps)
        if with_gaps >= _LEAST_ROWS and with_gaps >= 0.5 * len(region):
            found.append((region, True))
        else:
            for line in region:
                _put(found, line)
        i = last + 1
    return found


def _put(found: list[tuple[list[TextLine], bool]], line: TextLine) -> None:
    if not found or found[-1][1]:
        found.append(([], False))
    found[-1][0].append(line)


def make(lines: list[TextLine], page: int, rules: Sequence[float]) -> PageTable | None:
    """The lines as a table; None where their gaps don't line up to columns, or nothing shows that they are one."""
    split = [line for line in lines if line.gaps]
    if len(split) < (2 if rules else _LEAST_ROWS):
        return None
    edges = _column_edges(split)
    if len(edges) < 3:
        return None
    size = median(line.size for line in lines)
    rows = rows_of([Row(_pieces(line, edges), line.top, line.bottom) for line in lines], size, rules)
    if len(rows) < 2 or not _is_table(rows, len(edges) - 1, bool(rules)):
        return None
    ys = _row_edges(rows, rules)
    levels = _levels(rows[0])
    if levels is not None:
        # a heading over several columns, with headings of its columns below: two rows, the other headings over both
        rows = [levels[0], levels[1], *rows[1:]]
        ys.insert(1, (levels[0].bottom + levels[1].top) / 2)
    covered = {c for first, end, _ in levels[0].pieces for c in range(first, end)} if levels else set()
    cells: list[PageCell] = []
    for r, row in enumerate(rows):
        spans = _disjoint(row.pieces)
        c = 0
        while c < len(edges) - 1:
            _, end, pieces = spans.get(c, (c, c + 1, []))
            tall = 1
            if levels and r < 2 and c not in covered:
                if r == 1:
                    c = end
                    continue
                _, end, pieces = _disjoint(levels[1].pieces).get(c, (c, c + 1, []))
                tall = 2
            cell = PageCell(r, c, tall, end - c, (edges[c], ys[r], edges[end], ys[r + tall]))
            cell.lines = _by_line(pieces, page)
            cell.bold = bool(pieces) and all(p.bold for p in pieces)
            cells.append(cell)
            c = end
    table = PageTable(page, edges, ys, cells, ruled=False)
    set_texts(table)
    return table


def _levels(row: Row) -> tuple[Row, Row] | None:
    """The two levels of a heading; None if it has one."""
    wide = [
        (first, end, piece)
        for first, end, piece in row.pieces
        if end - first > 1
        and sum(
            1
            for a, b, below in row.pieces
            if first <= a and b <= end and b - a < end - first and below.top >= piece.bottom - 1
        )
        > 1
    ]
    if not wide:
        return None
    taken = {id(piece) for *_, piece in wide}
    rest = [p for p in row.pieces if id(p[2]) not in taken]
    low = [piece for a, _, piece in rest if any(first <= a < end for first, end, _ in wide)]
    upper = Row(wide, row.top, max(piece.bottom for *_, piece in wide))
    return upper, Row(rest, min(piece.top for piece in low), row.bottom)


def _column_edges(lines: Sequence[TextLine]) -> list[float]:
    """Column edges: the outer sides of the text and the middles of the stripes that nearly all lines keep free."""
    events: list[tuple[float, int]] = []
    for line in lines:
        x = line.boxes[0][1]
        for a, b in line.gaps:
            events += ((x, 1), (a, -1))
            x = b
        events += ((x, 1), (line.boxes[-1][3], -1))
    events.sort()
    allowed = int(_CROSSING * len(lines))
    least = 0.6 * median(line.size for line in lines)
    low, high = events[0][0], max(x for x, _ in events)
    stripes: list[tuple[float, float]] = []
    depth = 0
    free_from: float | None = None
    for x, step in events:
        depth += step
        if depth <= allowed and free_from is None:
            free_from = x
        elif depth > allowed and free_from is not None:
            if x - free_from >= least and free_from > low:
                stripes.append((free_from, x))
            free_from = None
    # a stripe counts if there is text of several lines on both of its sides
    return [low - 1.0, *((a + b) / 2 for a, b in stripes), high + 1.0]


def _pieces(line: TextLine, edges: Sequence[float]) -> list[tuple[int, int, TextLine]]:
    """The parts of a line with the columns each reaches over (first, end)."""
    cuts = [0]
    for _, b in line.gaps:
        cuts.append(next(i for i, box in enumerate(line.boxes) if box[1] >= b - 0.01))
    cuts.append(len(line.text))
    found: list[tuple[int, int, TextLine]] = []
    for a, b in pairwise(cuts):
        if not line.text[a:b].strip():
            continue
        piece = part_of(line, a, b)
        first = max(i for i in range(len(edges) - 1) if i == 0 or edges[i] <= piece.x0 + 0.5 * piece.size)
        end = next((i for i in range(first + 1, len(edges)) if edges[i] >= piece.x1 - 0.5 * piece.size), len(edges) - 1)
        found.append((first, end, piece))
    return found


def rows_of(rows: list[Row], size: float, rules: Sequence[float]) -> list[Row]:
    """Rows from lines: those between two rules of a fully ruled stack, or each line with figures and the wrapped lines
    around it."""
    if len(rules) > 2 and len(rules) - 1 >= 0.5 * len(rows):
        banded: list[Row] = []
        for a, b in pairwise([-inf, *rules, inf]):
            inside = [row for row in rows if a < (row.top + row.bottom) / 2 <= b]
            if inside:
                banded.append(_united(inside))
        return banded
    anchors = [i for i, row in enumerate(rows) if _has_figure(row)]
    if len(anchors) < 2:
        return _near(rows, 1.3 * size)
    first = anchors[0]
    pitch = median(rows[b].bottom - rows[a].bottom for a, b in pairwise(anchors))
    made = _near(rows[:first], 1.45 * size)
    body: list[Row] = []
    for i in range(first, len(rows)):
        row = rows[i]
        if i in anchors or not body:
            body.append(row)
            continue
        before = row.bottom - rows[i - 1].bottom
        following = next((a for a in anchors if a > i), None)
        after = rows[i + 1].bottom - row.bottom if following == i + 1 else pitch
        if before < 0.8 * pitch and before <= after + 0.5:
            body[-1] = _united([body[-1], row])
        elif after < 0.8 * pitch and following is not None:
            rows[i + 1] = _united([row, rows[i + 1]])
        else:
            body.append(row)
    return made + body


def _near(rows: list[Row], distance: float) -> list[Row]:
    made: list[Row] = []
    for row in rows:
        if made and row.bottom - made[-1].bottom < distance and not _has_figure(row):
            made[-1] = _united([made[-1], row])
        else:
            made.append(row)
    return made


def _united(rows: Sequence[Row]) -> Row:
    return Row([p for row in rows for p in row.pieces], min(r.top for r in rows), max(r.bottom for r in rows))


def _has_figure(row: Row) -> bool:
    return any(first > 0 and FIGURE.fullmatch(piece.text.replace(" ", "")) for first, _, piece in row.pieces)


def _is_table(rows: Sequence[Row], n_cols: int, ruled: bool) -> bool:
    """Evidence: a column of figures, or three columns well filled; not a table of contents."""
    columns: list[list[str]] = [[] for _ in range(n_cols)]
    for row in rows:
        for first, end, piece in row.pieces:
            if end - first == 1:
                columns[first].append(piece.text.replace(" ", ""))
    figures = [sum(1 for t in column if FIGURE.fullmatch(t)) for column in columns]
    numeric = [c for c in range(1, n_cols) if figures[c] >= 2 and figures[c] >= _EVIDENCE * (len(columns[c]) - 1)]
    if n_cols == 2 and columns[1] and all(_PAGE.fullmatch(t) for t in columns[1]):
        numbers = [int(t) for t in columns[1]]
        if numbers == sorted(numbers) and not ruled:
            return False  # entries and their pages
    if numeric:
        return True
    filled = sum(len(column) for column in columns)
    return (
        n_cols >= 3
        and filled >= (0.5 if ruled else 0.8) * n_cols * len(rows)
        and (ruled or (len(rows) >= 4 and _short(columns)))
    )


def _short(columns: Sequence[Sequence[str]]) -> bool:
    texts = [t for column in columns for t in column]
    return bool(texts) and sum(len(t) for t in texts) / len(texts) < 14


def _row_edges(rows: Sequence[Row], rules: Sequence[float]) -> list[float]:
    edges = [rows[0].top - 1.0]
    for a, b in pairwise(rows):
        between = [y for y in rules if a.bottom - 2 <= y <= b.top + 2]
        edges.append(between[0] if between else (a.bottom + b.top) / 2)
    edges.append(rows[-1].bottom + 1.0)
    if rules:
        edges[0], edges[-1] = min(edges[0], rules[0]), max(edges[-1], rules[-1])
    return edges


def _disjoint(pieces: Sequence[tuple[int, int, TextLine]]) -> dict[int, tuple[int, int, list[TextLine]]]:
    """The pieces of one row by first column; ranges that overlap are put together."""
    spans: list[tuple[int, int, list[TextLine]]] = []
    for first, end, piece in sorted(pieces, key=lambda p: (p[0], p[1])):
        if spans and first < spans[-1][1]:
            a, b, more = spans[-1]
            spans[-1] = (a, max(b, end), [*more, piece])
        else:
            spans.append((first, end, [piece]))
    return {first: (first, end, held) for first, end, held in spans}


def _by_line(pieces: list[TextLine], page: int) -> list[TextLine]:
    """Pieces of one cell as lines, top to bottom; pieces side by side are one line."""
    pieces.sort(key=lambda p: (p.bottom, p.x0))
    lines: list[TextLine] = []
    for p in pieces:
        last = lines[-1] if lines else None
        if last is not None and abs(last.bottom - p.bottom) < 0.5 * p.size and p.x0 >= last.x1:
            gap = (page, last.x1, last.top, p.x0, last.bottom)
            lines[-1] = TextLine(
                page,
                f"{last.text} {p.text}",
                [*last.boxes, gap, *p.boxes],
                last.x0,
                min(last.top, p.top),
                p.x1,
                max(last.bottom, p.bottom),
                last.size,
                last.bold and p.bold,
            )
        else:
            lines.append(p)
    return lines
