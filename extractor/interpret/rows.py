"""Rows of a block: labels, numbering, what each row is, and which row it is part of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.interpret.columns import Side, Track
from extractor.interpret.sheet import Sheet, is_prose, tidy
from extractor.interpret.tables_words import LINE_HEADER, OF_WHICH, SELF_CHECK, is_of_which, is_subtotal, is_total
from extractor.model.document import Cell
from extractor.model.interpretation import Row, RowRole
from extractor.text.labels import number_level, split_number, squash

_CODE = re.compile(r"\d{3,9}")
_LONGEST = 40
"""Rows without numbering that may still be one list of parts."""
_FIRST = re.compile(r"[（(]?(?:1|一|①|⑴|㈠)[）)]?[、.．]?")
_LEADING = re.compile(r"^[ \t\u3000\u00a0]*")


@dataclass(slots=True)
class Line:
    """A row while its place in the hierarchy is worked out."""

    row: int
    label: str = ""
    number: str = ""
    code: str = ""
    cell: Cell | None = None
    groups: tuple[str, ...] = ()
    role: RowRole = "item"
    rank: float | None = None
    """Kind of numbering, smaller is higher; None for a row without any."""
    indent: float = 0.0
    figures: dict[int, Decimal] = field(default_factory=dict)
    """First value column to last: the numbers of the row, by column."""
    of_which: bool = False
    spans: bool = False
    """One text over the whole width."""
    parent: int | None = None


def read_lines(sheet: Sheet, side: Side, body: list[int], header_end: int) -> list[Line]:
    """The rows of one side in order, with labels and roles, not yet nested."""
    values = [t for t, c, _ in side.columns if c.role == "value"]
    lines = [_line(sheet, side, values, row, header_end) for row in body]
    sums = [line for line in lines if line.role in ("total", "subtotal")]
    plain = sums and not sums[-1].number and (len(sums) == 1 or "小计" not in sums[-1].label)
    if plain and not any(s.role == "total" for s in sums):
        sums[-1].role = "total"
    _nest(lines)
    return lines


def to_rows(lines: list[Line]) -> list[Row]:
    """Model rows with their depth."""
    parents = {line.row: line.parent for line in lines}
    rows = []
    for line in lines:
        level, above = 0, line.parent
        while above is not None and level < len(lines):
            level, above = level + 1, parents.get(above)
        # a heading over the whole width belongs to the first of several blocks only
        parent = line.parent if line.parent in parents else None
        rows.append(Row(line.row, line.label, line.number, level, line.role, parent))
    return rows


def _line(sheet: Sheet, side: Side, values: list[Track], row: int, header_end: int) -> Line:
    line = Line(row)
    filled = sheet.filled(row)
    if len(filled) == 1 and filled[0].colspan * 2 > sheet.table.n_cols > 1 and sheet.type(filled[0]) == "text":
        only = filled[0]
        inside = side.label is None or only.col <= side.label.first
        if inside and not any(only.col <= t.first and only.col > (side.label_col) for t in values):
            line.label, line.cell, line.spans = tidy(only.text), only, True
            line.number = split_number(line.label)[0]
            line.rank = _rank(line)
            line.role = "text" if is_prose(only.text) or not _heads(line.label) else "group"
            return line
    label = _label_cell(sheet, side, row, header_end)
    if label is not None:
        line.cell, line.label = label, tidy(label.text)
        line.indent = label.indent / 10 + len(_LEADING.match(label.text).group())  # type: ignore[union-attr]
    line.groups = _groups(sheet, side, row, label, header_end)
    line.number = split_number(OF_WHICH.sub("", squash(line.label)))[0]
    if side.number is not None and not LINE_HEADER.fullmatch(side.number.head):
        cell = sheet.own(row, side.number.col)
        printed = squash(cell.text) if cell is not None and cell is not label else ""
        if printed and not line.number and len(printed) <= 6:
            line.number = printed.rstrip(".、")
    if side.code is not None:
        cell = sheet.at(row, side.code.col)
        printed = squash(cell.text) if cell is not None and cell is not label else ""
        line.code = printed if _CODE.fullmatch(printed) else ""
    for track in values:
        figure = sheet.figure(track.cell(sheet, row))
        if figure is not None:
            line.figures[track.col] = figure
    line.role = _role(sheet, values, line, row)
    line.rank = _rank(line)
    return line


def _heads(label: str) -> bool:
    return len(label) <= 40 and not re.match(r"[（(]?(?:注|说明|备注|填表)", label)


def _label_cell(sheet: Sheet, side: Side, row: int, header_end: int) -> Cell | None:
    """The cell that names the row: in the label column, or the nearest words left of it (合计 over 序号 and 项目)."""
    if side.label is None:
        return None
    cell = sheet.at(row, side.label.col)
    if cell is not None and cell.row < header_end:
        return None
    if cell is not None and sheet.type(cell) in ("text", "year", "mark", "number"):
        return cell
    for track in [*reversed(side.groups), side.number, side.code]:
        other = sheet.at(row, track.col) if track is not None else None
        if other is not None and other.row == row and sheet.type(other) == "text":
            return other
    left = sheet.at(row, side.label.col - 1)
    if left is not None and left.row == row and sheet.type(left) == "text":
        return left
    return cell


def _groups(sheet: Sheet, side: Side, row: int, label: Cell | None, header_end: int) -> tuple[str, ...]:
    found: list[str] = []
    for track in side.groups:
        cell = sheet.at(row, track.col)
        if cell is None or cell is label or cell.row < header_end or sheet.type(cell) != "text":
            continue
        text = tidy(cell.text)
        if not found or found[-1] != text:
            found.append(text)
    return tuple(found)


def _role(sheet: Sheet, values: list[Track], line: Line, row: int) -> RowRole:
    cells = [t.cell(sheet, row) for t in values]
    types = {sheet.type(c) for c in cells if c is not None and c is not line.cell}
    if not line.label:
        return "blank" if not line.figures else "item"
    if is_total(line.label):
        return "total"
    if is_subtotal(line.label):
        return "subtotal"
    if is_of_which(line.label) or (line.groups and SELF_CHECK.match(line.groups[-1])):
        line.of_which = True
        return "of_which"
    if not line.figures and "mark" not in types and "text" in types:
        return "text"
    return "item"


def _rank(line: Line) -> float | None:
    if line.role == "blank" or (line.role == "total" and not line.number):
        return None
    if line.code:
        return 10.0 + len(line.code)
    if line.number:
        level = number_level(line.number)
        if level is not None:
            return float(level)
        parts = line.number.strip("（）()").split(".")
        if all(p.isdigit() for p in parts):
            return 3.0 + (len(parts) - 1) * 0.1
    return None


def _nest(lines: list[Line]) -> None:
    """Set parents from numbering, codes, 其中 and indentation; what the layout leaves open, from the figures."""
    live = [ln for ln in lines if ln.role not in ("blank", "text")]
    heads = _plain_heads(live)
    depths = _depths(live)
    stack: list[tuple[float, Line]] = []
    skip = 0
    for i, line in enumerate(live):
        if skip:
            skip -= 1
            continue
        if line.role == "total" and not line.spans and line.rank is None:
            line.parent = _group_of(stack, line)
            continue
        rank = line.rank
        if line.role == "subtotal" and rank is None:
            line.parent = _enclosing(stack)
            continue
        if line.of_which and rank is None:
            skip = _of_which_list(live, i, stack) - 1
            continue
        if rank is None:
            rank = _plain_rank(live, i, stack, heads, depths)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        line.parent = stack[-1][1].row if stack else None
        stack.append((rank, line))
    _group_subtotals(live)
    parents = {ln.parent for ln in live if ln.parent is not None}
    for line in live:
        if line.row in parents and not line.figures and line.role == "item":
            line.role = "group"


def _group_subtotals(live: list[Line]) -> None:
    """Rows beside one merged group cell are parts of the 小计 or 合计 beside that same cell."""
    sums = {ln.groups: ln for ln in live if ln.groups and ln.role in ("subtotal", "total")}
    for line in live:
        total = sums.get(line.groups) if line.groups else None
        if total is not None and line is not total and line.parent is None and line.role not in ("total", "subtotal"):
            line.parent = total.row


def _group_of(stack: list[tuple[float, Line]], line: Line) -> int | None:
    """A bare 合计 closes the table, or the full-width group it stands in."""
    return next((ln.row for _, ln in reversed(stack) if ln.spans), None) if line else None


def _enclosing(stack: list[tuple[float, Line]]) -> int | None:
    return stack[-1][1].parent if stack else None


def _plain_heads(live: list[Line]) -> bool:
    """Whether rows without number are the heads and the numbered ones below them their parts."""
    for i, line in enumerate(live[:-1]):
        if line.role not in ("item", "group"):
            continue
        if line.rank is not None:
            return False
        follower = next((ln for ln in live[i + 1 :] if ln.role == "item"), None)
        return follower is not None and follower.rank is not None and bool(_FIRST.fullmatch(follower.number))
    return False


def _plain_rank(
    live: list[Line], i: int, stack: list[tuple[float, Line]], heads: bool, depths: dict[float, float]
) -> float:
    """The rank of a row without number: a head, a part of the numbered row above, or that row's equal."""
    line = live[i]
    if line.spans:
        return -2.0
    if heads:
        return -1.0 + depths.get(line.indent, 0.0)
    numbered = [e for e in stack if e[0] >= 0 and e[1].rank is not None]
    if not numbered:
        return -1.0 + depths.get(line.indent, 0.0)
    above_rank, above = numbered[-1]
    if stack[-1][1].rank is None and stack[-1][0] > above_rank:
        return stack[-1][0]
    if above.spans or line.indent > above.indent + 1:
        return above_rank + 0.5
    run = []
    for other in live[i : i + _LONGEST]:
        if other.rank is not None or other.role not in ("item", "group") or other.spans:
            break
        run.append(other)
    return above_rank + 0.5 if len(run) > 1 and _adds_up(above, run) else above_rank


def _depths(live: list[Line]) -> dict[float, float]:
    """Indentation as a fraction below one, where labels without number are printed at several depths."""
    found = sorted({ln.indent for ln in live if ln.rank is None and ln.role in ("item", "group")})
    return {indent: n / 10 for n, indent in enumerate(found)} if 2 <= len(found) <= 5 else {}


def _of_which_list(live: list[Line], i: int, stack: list[tuple[float, Line]]) -> int:
    """Nest a 其中 row and the rows that continue its list under the row above; returns how many rows that is."""
    while stack and stack[-1][1].of_which:
        stack.pop()
    above = stack[-1][1] if stack else None
    run = [live[i]]
    for other in live[i + 1 : i + _LONGEST]:
        plain = other.rank is None and other.role in ("item", "group", "of_which") and not other.spans
        if not plain or (other.groups != run[0].groups and run[0].groups):
            break
        run.append(other)
    size = 1
    while size < len(run) and run[size].of_which:
        size += 1
    if above is not None and size < len(run):
        if above.rank is not None:
            size = len(run) if not _exceeds(above, run) else size
        else:
            whole = next((k for k in range(len(run), size - 1, -1) if _adds_up(above, run[:k])), None)
            size = whole or _indented(run, above, size)
    for line in run[:size]:
        line.parent = above.row if above else None
        line.of_which = True
        if line.role == "item":
            line.role = "of_which"
    return size


def _indented(run: list[Line], above: Line, size: int) -> int:
    if run[0].indent <= above.indent:
        return size
    while size < len(run) and run[size].indent > above.indent:
        size += 1
    return size


def _adds_up(total: Line, parts: list[Line]) -> bool:
    """Whether most columns of ``total`` are the sum of ``parts``, within a unit of rounding each."""
    agree = compared = 0
    for col, value in total.figures.items():
        members = [p.figures[col] for p in parts if col in p.figures]
        if not members or value == 0:
            continue
        compared += 1
        agree += abs(sum(members, Decimal(0)) - value) <= Decimal("0.01") * len(members)
    return compared > 0 and agree * 2 > compared


def _exceeds(total: Line, parts: list[Line]) -> bool:
    """Whether the parts are too large to be parts in most columns."""
    over = compared = 0
    for col, value in total.figures.items():
        members = [p.figures[col] for p in parts if col in p.figures]
        if members:
            compared += 1
            over += sum(members, Decimal(0)) > value + Decimal("0.01") * len(members)
    return compared > 0 and over * 2 > compared
