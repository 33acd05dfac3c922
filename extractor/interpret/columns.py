"""The columns of a band: header paths, what each column holds, and where a second table stands beside the first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.interpret.bands import Band
from extractor.interpret.headers import Meaning, meaning
from extractor.interpret.sheet import Sheet, tidy
from extractor.interpret.tables_words import (
    ATTRIBUTE_HEADER,
    CODE_HEADER,
    LABEL_HEADER,
    NUMBER_HEADER,
    PERSONAL_HEADER,
    UNIT_HEADER,
    VALUE_HEADER,
    is_total,
)
from extractor.model.document import Cell
from extractor.model.interpretation import Column, ColumnRole
from extractor.text.labels import squash
from extractor.text.units import find_unit

_CODE = re.compile(r"\d{3,7}")
_NAMED = re.compile(r"名称|项目|科目|指标|内容")


@dataclass(slots=True)
class Track:
    """One column of a band: the grid columns under one header cell."""

    first: int
    last: int
    col: int
    """Where most of its body cells begin."""
    cells: list[Cell]
    """Header cells, top down."""
    inherited: dict[int, str] = field(default_factory=dict)
    """Higher headers printed only over the first of their columns, cells not merged, by row."""
    counts: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    tall: bool = False
    """No cell of its own in the body: a header cell merged down beside it."""
    role: ColumnRole = "empty"
    percent: bool = False
    """Every figure carries a percent sign."""
    fraction: bool = False
    """Rates printed as fractions of one: 0.95, without a percent sign in cells or header."""

    @property
    def path(self) -> tuple[str, ...]:
        """Header texts, top down, repeats dropped."""
        found: list[str] = []
        texts = {**self.inherited, **{c.row: tidy(c.text) for c in self.cells}}
        for _, text in sorted(texts.items()):
            if not found or found[-1] != text:
                found.append(text)
        return tuple(found)

    @property
    def head(self) -> str:
        """The lowest header text."""
        return squash(self.cells[-1].text) if self.cells else ""

    def cell(self, sheet: Sheet, row: int) -> Cell | None:
        """The column's cell that begins in a row; of several (typed with uneven merges) the first that is not blank."""
        found = None
        for col in range(self.first, self.last + 1):
            cell = sheet.own(row, col)
            if cell is not None:
                if sheet.type(cell) != "blank":
                    return cell
                found = found or cell
        return found


@dataclass(slots=True)
class Side:
    """One label column with its values; a band has several where tables stand beside each other."""

    label: Track | None
    number: Track | None
    code: Track | None
    unit: Track | None
    groups: list[Track]
    """Columns left of the label that hold merged group names."""
    columns: list[tuple[Track, Column, Meaning]]
    title: str = ""

    @property
    def quantities(self) -> bool:
        """Whether a column of quantities stands beside others: a column of units speaks of it alone."""
        values = [said.counted for _, column, said in self.columns if column.role == "value"]
        return any(values) and not all(values)

    @property
    def label_col(self) -> int:
        """Grid column of the labels; -1 if the side has none."""
        return self.label.col if self.label else -1


def read_sides(sheet: Sheet, band: Band, fiscal_year: int | None) -> list[Side]:
    """The sides of a band that has a header, left to right."""
    tracks = _tracks(sheet, band)
    _roles(tracks)
    return [_side(part, fiscal_year, band) for part in _split(tracks)]


def _tracks(sheet: Sheet, band: Band) -> list[Track]:
    body = [r for r in band.body if len(sheet.filled(r)) > 1 or not band.header]
    starts: list[list[Cell]] = [[] for _ in range(sheet.table.n_cols)]
    for row in body:
        for cell in sheet.rows[row]:
            starts[cell.col].append(cell)
    tracks: list[Track] = []
    col = 0
    while col < sheet.table.n_cols:
        leaf = _leaf(sheet, band, col)
        last = col
        if leaf is not None:
            while last + 1 < sheet.table.n_cols and _leaf(sheet, band, last + 1) is leaf:
                last += 1
        for first, end in _cut(starts, col, last):
            tracks.append(_track(sheet, band, starts, first, end))
        col = last + 1
    return [t for t in tracks if t.counts or t.tall or not body]


def _leaf(sheet: Sheet, band: Band, col: int) -> Cell | None:
    """The lowest filled header cell over a column."""
    for row in reversed(band.header):
        cell = sheet.at(row, col)
        if cell is not None and sheet.type(cell) != "blank" and cell.row >= band.header[0]:
            return cell
    return None


def _cut(starts: list[list[Cell]], first: int, last: int) -> list[tuple[int, int]]:
    """Divide the columns under one header cell where rows hold more than one filled cell there."""
    if first == last:
        return [(first, last)]
    per_row: Counter[int] = Counter()
    for col in range(first, last + 1):
        for cell in starts[col]:
            if cell.text.strip():
                per_row[cell.row] += 1
    if not per_row or max(per_row.values()) <= 1:
        return [(first, last)]
    begins = [c for c in range(first, last + 1) if any(cell.text.strip() for cell in starts[c])]
    begins[0] = first
    return [(a, b - 1) for a, b in zip(begins, [*begins[1:], last + 1], strict=True)]


def _track(sheet: Sheet, band: Band, starts: list[list[Cell]], first: int, last: int) -> Track:
    cells: list[Cell] = []
    for row in band.header:
        cell = sheet.at(row, first)
        if cell is not None and cell.row >= band.header[0] and sheet.type(cell) != "blank" and cell not in cells[-1:]:
            cells.append(cell)
    inside = [c for col in range(first, last + 1) for c in starts[col]]
    begin = Counter(c.col for c in inside if c.text.strip()) or Counter(c.col for c in inside)
    track = Track(first, last, begin.most_common(1)[0][0] if begin else first, cells)
    track.counts = Counter(sheet.type(c) for c in inside)
    track.texts = [squash(c.text) for c in inside if sheet.type(c) in ("text", "year", "number")]
    end = max(band.header, default=0)
    track.tall = not track.counts and any(c.row + c.rowspan - 1 > end for c in cells)
    track.inherited = _inherited(sheet, band, first)
    track.fraction = _fraction(sheet, inside, cells)
    figures = [c for c in inside if sheet.type(c) == "number"]
    track.percent = bool(figures) and all("%" in squash(c.text) for c in figures)
    return track


def _fraction(sheet: Sheet, body: list[Cell], header: list[Cell]) -> bool:
    if any("%" in squash(c.text) for c in (*body, *header)):
        return False
    values = [abs(v) for c in body if (v := sheet.figure(c)) is not None]
    return len(values) > 0 and max(values) <= Decimal("1.5") and any(0 < v < 1 for v in values)


def _inherited(sheet: Sheet, band: Band, col: int) -> dict[int, str]:
    """Header texts, by row, that reach over this column unmerged: a blank cell belongs to its left neighbour.

    Only under the same higher headers, and only between columns that both have a header of their own below.
    """
    found: dict[int, str] = {}
    if len(band.header) < 2 or sheet.type(sheet.at(band.header[-1], col)) == "blank":
        return found
    left_end = 1
    for row in band.header[:-1]:
        here = sheet.at(row, col)
        if here is None or sheet.type(here) != "blank" or here.row != row:
            left_end = col
            continue
        for left in range(col - 1, left_end - 1, -1):
            cell, under = sheet.at(row, left), sheet.at(band.header[-1], left)
            if sheet.type(under) == "blank" or under is cell:
                break
            if cell is not None and sheet.type(cell) != "blank":
                found[row] = tidy(cell.text)
                left_end = left
                break
    return found


def _roles(tracks: list[Track]) -> None:
    for i, track in enumerate(tracks):
        track.role = _role(track, tracks[i + 1] if i + 1 < len(tracks) else None)


def _role(track: Track, right: Track | None) -> ColumnRole:
    figures = track.counts["number"] + track.counts["mark"] + track.counts["year"]
    words = track.counts["text"]
    head = track.head
    if track.tall:
        return "text"
    if NUMBER_HEADER.fullmatch(head):
        return "number"
    if CODE_HEADER.search(head) and sum(t.isascii() for t in track.texts) * 2 >= len(track.texts):
        return "code"
    if PERSONAL_HEADER.search(head) or UNIT_HEADER.fullmatch(head):
        return "text"
    if not head and track.texts and right is not None and right.counts["text"] and _codes(track):
        return "code"
    if track.counts["year"] and figures == track.counts["year"] and words == 0:
        return "text"
    if figures and figures >= words:
        if track.counts["mark"] == figures and ATTRIBUTE_HEADER.search(head):
            return "text"
        return "value"
    if words:
        return "text"
    if not head:
        return "empty"
    return "value" if VALUE_HEADER.search(head) and not ATTRIBUTE_HEADER.search(head) else "text"


def _codes(track: Track) -> bool:
    return len(track.texts) >= 2 and all(_CODE.fullmatch(t) for t in track.texts)


def _split(tracks: list[Track]) -> list[list[Track]]:
    """Cut where a second label column begins: its header is that of the first, or its value headers come again."""
    parts: list[list[Track]] = []
    start = 0
    seen_value = False
    for i, track in enumerate(tracks):
        if track.role == "value":
            seen_value = True
            continue
        if not seen_value or tracks[i - 1].role != "value":
            continue
        end = next((j for j in range(i, len(tracks)) if tracks[j].role == "value"), None)
        if end is None:
            break
        lead = [t for t in tracks[i:end] if t.role == "text"]
        if lead and _second_table(tracks[start:i], tracks[i:end], tracks[end:]):
            parts.append(tracks[start:i])
            start, seen_value = i, False
    parts.append(tracks[start:])
    return parts


def _second_table(left: list[Track], lead: list[Track], right: list[Track]) -> bool:
    if _spanned(left) and _spanned([*lead, *right]):
        return True
    labels = [t for t in lead if t.role == "text" and not ATTRIBUTE_HEADER.search(t.head)]
    if not labels:
        # 来源 | 金额 | 占比 | 用途 | 金额 | 占比
        first = [t.head for t in left if t.role == "value"]
        same = first == [t.head for t in right] and all(t.role == "value" for t in right)
        return same and len(first) > 1 and len(lead) == 1 and all(first)
    known = {t.head for t in left if t.role == "text"}
    if any(t.head and t.head in known for t in labels):
        return True
    values = {t.head for t in left if t.role == "value"}
    again = [t.head for t in right if t.role == "value"]
    if not any(LABEL_HEADER.search(t.head) for t in labels):
        return False
    side = any(c.colspan > 1 and c.col <= lead[0].first for t in labels for c in t.cells)
    return side or any(h in values for h in again)


def _spanned(tracks: list[Track]) -> bool:
    """Whether one merged header cell stands over a leading word column and a value column, and begins there."""
    words = [t for t in tracks if t.role == "text"]
    values = [t for t in tracks if t.role == "value"]
    if not words or not values:
        return False
    return any(c.col >= tracks[0].first and any(c is d for d in values[0].cells) for c in words[0].cells)


def _side(tracks: list[Track], fiscal_year: int | None, band: Band) -> Side:
    first = next((i for i, t in enumerate(tracks) if t.role == "value"), len(tracks))
    lead = tracks[:first]
    label = _label(lead) or _label([t for t in tracks if t.role == "text" and _NAMED.search(t.head)])
    for t in lead[lead.index(label) + 1 :] if label in lead else []:
        if label and label.cells and t.role == "text" and t.cells and t.cells[-1] is label.cells[-1]:
            label = t
    number = next((t for t in tracks if t.role == "number"), None)
    code = next((t for t in lead if t.role == "code"), None)
    unit = next((t for t in tracks if t.role == "text" and _is_unit_column(t)), None)
    groups = []
    if label is not None:
        for t in lead:
            left = t is not label and t.first < label.first and t.role == "text" and not t.tall
            if left and not ATTRIBUTE_HEADER.search(t.head):
                groups.append(t)
    title, spanning = _side_title(tracks, label, band)
    columns = []
    for t in tracks:
        if t is label or t.tall:
            continue
        plain = tuple(p for p in t.path if p not in spanning)
        said = meaning(plain, fiscal_year)
        if t.percent and said.measure in ("amount", "count"):
            # 支出进度, 执行情况: no word for a rate, but nothing else is printed with a percent sign
            said = replace(said, measure="rate", unit="%", counted=False)
        if spanning:
            over = meaning(tuple(spanning), fiscal_year)
            said = replace(
                said, year=said.year if said.year is not None else over.year, scenario=said.scenario or over.scenario,
                unit=said.unit or over.unit,
            )  # fmt: skip
        column = Column(
            t.col, t.path, t.role, said.measure, said.year, said.scenario, said.unit, said.base_year, said.base_scenario
        )
        columns.append((t, column, said))
    if not any(c.measure in ("rate", "share") for _, c, _ in columns):
        columns = [_grown(*found) for found in columns]
    return Side(label, number, code, unit, groups, columns, title or band.title)


def _grown(track: Track, column: Column, said: Meaning) -> tuple[Track, Column, Meaning]:
    """A change printed in per cent, where no rates are compared, is growth: 比上年增长 8.5%."""
    if track.percent and column.measure == "change":
        column.measure, column.unit = "growth", "%"
        said = replace(said, measure="growth", unit="%")
    return track, column, said


def _is_unit_column(track: Track) -> bool:
    return bool(UNIT_HEADER.fullmatch(track.head)) and any(find_unit(t) == t for t in track.texts)


def _label(lead: list[Track]) -> Track | None:
    """The column whose words name the rows: not an attribute, the most different words, then a header that says so."""
    words = [t for t in lead if t.role == "text" and not t.tall and not _is_unit_column(t)]
    if not words:
        return next((t for t in lead if t.role == "empty" and t.col == 0), None)
    plain = [t for t in words if not ATTRIBUTE_HEADER.search(t.head)] or words
    different = {id(t): len({w for w in t.texts if not is_total(w)}) for t in plain}
    most = max(different.values())
    rich = [t for t in plain if different[id(t)] * 5 >= most * 4]
    named = [t for t in rich if _NAMED.search(t.head)]
    return (named or rich)[0]


def _side_title(tracks: list[Track], label: Track | None, band: Band) -> tuple[str, list[str]]:
    """Header texts that stand over the label and the values alike: the name of the side, not of a column."""
    values = [t for t in tracks if t.role == "value"]
    if not values:
        return "", []
    if label is not None:
        shared = [c for c in label.cells if c.colspan > 1 and any(c in t.cells for t in values)]
        over = {**label.inherited, **{c.row: tidy(c.text) for c in label.cells}}
        titles = [text for row, text in over.items() if all(t.inherited.get(row) == text for t in values)]
    else:
        shared = [c for c in values[0].cells if len(values) > 1 and all(c in t.cells for t in values)]
        titles = []
    titles += [tidy(c.text) for c in shared]
    beside = [t.cells[-1] for t in tracks if t.cells and (t.tall or t is label)]
    tall = next((tidy(c.text) for c in beside if c.row + c.rowspan - 1 > max(band.header, default=0)), "")
    return (titles[-1] if titles else tall), titles
