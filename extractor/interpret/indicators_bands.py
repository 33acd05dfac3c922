"""Classes written as rows of their own over their indicators: 一、产出指标（50分）, by place, numbering and points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.interpret.forms_grid import own_cells
from extractor.interpret.forms_words import NOTHING, SUBTOTAL, TAIL, plain
from extractor.interpret.indicators_header import Field, Layout, cells_by_field
from extractor.interpret.indicators_total import is_total
from extractor.interpret.indicators_weights import is_section, split_weight
from extractor.model.document import Cell, Table
from extractor.text.labels import number_level, split_number, squash
from extractor.text.numbers import read_cell

_SENTENCE = re.compile(r"[。；;？]|：.{6,}")
_CLASS = re.compile(r"(?:指标|类|方面|情况|部分|维度)$")
_FIRST = re.compile(r"^(?:投入|过程|产出|效益|效果|成本|履职|管理|运行|满意度)[\u3400-\u9fff]{0,4}$")
_LONGEST = 30
_LOWEST = 99
"""Rank of a line without numbering."""


@dataclass(slots=True)
class Band:
    """One heading row."""

    cell: Cell
    level: int
    """1 for a first-level class, 2 for a class within one."""
    weight: Cell | None = None
    score: Cell | None = None


@dataclass(slots=True)
class _Line:
    row: int
    label: Cell | None
    wide: bool = False
    item: bool = False
    end: bool = False
    number: str = ""
    weight: Cell | None = None
    score: Cell | None = None
    points: Decimal | None = None
    last: int = -1
    """Of a heading whose points are those of the lines up to ``last``: their index."""

    def rank(self) -> int | None:
        return number_level(self.number) if self.number else None


def heading(table: Table, row: int, within: bool = True) -> Cell | None:
    """The only words of a row that are a heading over the rows below, running over most of the table.

    Above the first indicator, not ``within`` them, the words must say so themselves: a title is no class.
    """
    words = [c for c in own_cells(table, row) if c.text.strip()]
    if len(words) != 1 or 2 * words[0].colspan < table.n_cols or words[0].rowspan > 1:
        return None
    text = words[0].text
    return words[0] if _is_heading(text) and not is_total(words[0]) and (within or _speaks(text)) else None


def level_of(text: str, above: bool, below: bool, nested: bool) -> int:
    """The level of a heading over cards: whether another stands directly above or below it, and whether one of the
    second level came before."""
    bare = trim_weight(text)
    rank = number_level(split_number(bare)[0])
    if rank is not None and rank <= 2:
        return max(rank, 1)
    if above or below:
        return 2 if above else 1
    return 2 if nested and not _FIRST.match(plain(bare)) else 1


def trim_weight(text: str) -> str:
    """A heading without its points."""
    return split_weight(text, heading=True)[0]


def find_bands(table: Table, layout: Layout, start: int) -> dict[int, Band]:
    """The heading rows among the indicator rows from ``start`` on, by row.

    Only where no column holds the first class. Rows with a target or an achieved value are indicators; of the others
    those are headings that span the columns, whose numbering ranks above that of the indicators, or whose points are
    the sum of those below.
    """
    name = layout.one("name")
    said = [f for f in (layout.one("target"), layout.one("actual")) if f is not None]
    if name is None or any(f.level == 1 for f in layout.by_role.get("level", ())):
        return {}
    lines: list[_Line] = []
    for row in range(start, table.n_rows):
        line = _line(table, row, layout, name, said)
        if line.end:
            break
        lines.append(line)
    if not said:
        return _by_rank(lines)
    _sums(lines)
    ranks = [r for line in lines if line.item and (r := line.rank()) is not None]
    lowest = min(ranks, default=None)
    chosen = [i for i, line in enumerate(lines) if _chosen(line, lowest) and any(x.item for x in lines[i + 1 :])]
    levels = _levels(lines, chosen)
    return {
        lines[i].row: Band(label, levels[i], lines[i].weight, lines[i].score)
        for i in chosen
        if (label := lines[i].label) is not None
    }


def _by_rank(lines: list[_Line]) -> dict[int, Band]:
    """Headings of a sheet that has points only: lines whose numbering ranks above the lines below them, the points of
    at least one being the sum of those."""
    ranks = [r if (r := line.rank()) is not None else _LOWEST for line in lines]
    open_: list[int] = []
    inside: dict[int, list[int]] = {}
    proved = False
    for i in range(len(lines) - 1, -1, -1):
        below = []
        while open_ and ranks[open_[-1]] > ranks[i]:
            below.append(open_.pop())
        if below and lines[i].label is not None and lines[i].points is not None:
            inside[i] = below
            proved = proved or sum((lines[n].points or Decimal(0) for n in below), Decimal(0)) == lines[i].points
            open_.append(i)
        else:
            open_ += [*reversed(below), i]
    if not proved:
        return {}
    nested = {n for below in inside.values() for n in below}
    return {
        lines[i].row: Band(label, 2 if i in nested else 1, lines[i].weight, lines[i].score)
        for i in inside
        if (label := lines[i].label) is not None
    }


def _line(table: Table, row: int, layout: Layout, name: Field, said: list[Field]) -> _Line:
    own = [c for c in own_cells(table, row) if c.text.strip()]
    if not own:
        return _Line(row, None)
    if is_total(own[0]) or (TAIL.match(squash(own[0].text)) and len(own) < 3):
        return _Line(row, None, end=True)
    found = cells_by_field(table, row, layout)
    label = next((c for c in found.get(name.order, []) if c.text.strip()), None)
    if label is None or label.row != row:
        label = next((c for c in own if c.colspan > 1), None)
    values = [c for f in said for c in found.get(f.order, []) if c is not label and not _blank(c)]
    weight, score = (
        next((c for c in found.get(f.order, []) if c is not label and c.row == row), None) if f is not None else None
        for f in (layout.one("weight"), layout.one("score"))
    )
    q = read_cell(weight.text).quantity if weight is not None else None
    others = [c for c in own if c is not label and c is not weight and c is not score]
    number = next((squash(c.text) for f in layout.by_role.get("number", ()) for c in found.get(f.order, [])), "")
    line = _Line(row, label, item=bool(values), weight=weight, score=score, points=q.value if q else None)
    if label is None:
        return line
    line.number = split_number(trim_weight(label.text))[0] or (number if number != squash(label.text) else "")
    line.wide = label.colspan > 1 and label.col + label.colspan - 1 >= min((f.first for f in said), default=1 << 30)
    plain_rest = all(squash(c.text) == number for c in others)
    figures = all(c is None or _blank(c) or read_cell(c.text).kind == "number" for c in (weight, score))
    if line.item or not plain_rest or not figures or not _is_heading(label.text) or is_section(label):
        line.label = None
    return line


def _blank(cell: Cell) -> bool:
    return not cell.text.strip() or bool(NOTHING.match(squash(cell.text)))


def _is_heading(text: str) -> bool:
    word = squash(text)
    return bool(
        0 < len(word) <= _LONGEST
        and not _SENTENCE.search(word)
        and not NOTHING.match(word)
        and not SUBTOTAL.search(plain(text))
        and not TAIL.match(word)
        and read_cell(text).kind == "text"
    )


def _speaks(text: str) -> bool:
    """Whether the words themselves say that they are a heading: points, numbering, or the name of a class."""
    bare, points = split_weight(text, heading=True)
    own, words = split_number(bare)
    return points is not None or bool(own) or bool(_CLASS.search(squash(words)) or _FIRST.match(plain(words)))


def _chosen(line: _Line, lowest: int | None) -> bool:
    if line.label is None or line.item:
        return False
    if line.wide:
        return True
    rank = line.rank()
    if rank is not None and lowest is not None:
        return rank < lowest
    if line.points is not None:
        return line.last >= 0
    return bool(_CLASS.search(squash(trim_weight(line.label.text))))


def _sums(lines: list[_Line]) -> None:
    """Note of every heading with points where the indicators that make them up end, if they do so at an end."""
    for at, line in enumerate(lines):
        if line.label is None or line.points is None or line.points <= 0:
            continue
        total = Decimal(0)
        for i in range(at + 1, len(lines)):
            if not lines[i].item:
                continue
            total += lines[i].points or 0
            if total >= line.points:
                ends = i + 1 == len(lines) or not lines[i + 1].item
                line.last = i if total == line.points and ends else -1
                break


def _levels(lines: list[_Line], chosen: list[int]) -> dict[int, int]:
    ranks = {i: lines[i].rank() for i in chosen}
    if chosen and all(r is not None for r in ranks.values()):
        top = min(r for r in ranks.values() if r is not None)
        return {i: 1 if r == top else 2 for i, r in ranks.items()}
    levels: dict[int, int] = {}
    paired = any(i + 1 in ranks for i in chosen)
    reach = -1
    for i in chosen:
        if i <= reach:
            levels[i] = 2
            continue
        label = lines[i].label
        first = label is not None and bool(_FIRST.match(plain(trim_weight(label.text))))
        inside = paired and i + 1 not in ranks and (i - 1 in ranks or not first)
        levels[i] = 2 if inside and levels and lines[i].last < 0 else 1
        reach = lines[i].last if levels[i] == 1 else reach
    return levels
