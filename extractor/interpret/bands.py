"""Header rows found, and a table cut where a new header begins: small tables stacked in one become bands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.interpret.sheet import Sheet, is_prose, tidy
from extractor.interpret.tables_words import (
    CODE_HEADER,
    FORMULA,
    HEADER,
    INDEX_CELL,
    INDEX_LABEL,
    NUMBER_HEADER,
    VALUE_HEADER,
)
from extractor.model.document import Cell
from extractor.text.labels import squash

_MAX_DEPTH = 6
_LOOK_AHEAD = 12
CONTINUED = re.compile(r"续表?|（续）|续上表|接上表")


@dataclass(slots=True)
class Band:
    """Rows under one header. ``header`` holds level rows, ``index`` rows that number the columns ("栏次 1 2 3"),
    ``repeats`` the same header typed again; ``body`` everything else, in order."""

    title: str = ""
    header: list[int] = field(default_factory=list)
    index: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)


def split_bands(sheet: Sheet, skip: set[int]) -> list[Band]:
    """Cut a table into bands; ``skip`` holds rows already read as title or unit lines."""
    bands: list[Band] = []
    band: Band | None = None
    title: tuple[int, str] | None = None
    row = 0
    n = sheet.table.n_rows
    while row < n:
        if row in skip or not sheet.filled(row):
            row += 1
            continue
        repeat = _repeated(sheet, row, band)
        header = [] if repeat else find_header(sheet, row, None if _under_title(sheet, row, band, title) else band)
        if repeat and band is not None and title is None:
            band.repeats += repeat
            row = repeat[-1] + 1
            continue
        if header or repeat:
            band = Band(title[1] if title else "", [r for r in header or repeat if not is_index(sheet, r)])
            band.index = [r for r in header or repeat if r not in band.header]
            bands.append(band)
            title = None
            row = (header or repeat)[-1] + 1
            continue
        if band is not None and not band.body and is_index(sheet, row):
            band.index.append(row)
            row += 1
            continue
        if title is not None:
            band = _or_new(band, bands)
            band.body.append(title[0])
            title = None
        if lone := _lone_text(sheet, row):
            title = (row, lone) if not CONTINUED.fullmatch(lone) else None
        else:
            band = _or_new(band, bands)
            band.body.append(row)
        row += 1
    if title is not None:
        _or_new(band, bands).body.append(title[0])
    return bands


def _under_title(sheet: Sheet, row: int, band: Band | None, title: tuple[int, str] | None) -> bool:
    """Whether a row below a line of its own begins with the words of the header above: a form of several tables."""
    if title is None or band is None or not band.header:
        return False
    known, here = sheet.filled(band.header[0]), sheet.filled(row)
    return len(here) >= 2 and bool(known) and squash(known[0].text) == squash(here[0].text)


def _or_new(band: Band | None, bands: list[Band]) -> Band:
    if band is None:
        band = Band()
        bands.append(band)
    return band


def _lone_text(sheet: Sheet, row: int) -> str:
    """The words of a row that holds nothing but one text over (nearly) the whole width."""
    filled = sheet.filled(row)
    if len(filled) != 1 or sheet.type(filled[0]) != "text" or is_prose(filled[0].text):
        return ""
    cell = filled[0]
    if sheet.table.n_cols > 1 and cell.colspan < 2 and cell.colspan < sheet.table.n_cols:
        return ""
    if cell.colspan * 2 <= sheet.table.n_cols:
        return ""
    covered = [c for c in sheet.table.grid[row] if c is not None and c is not cell and c.row < row]
    return "" if covered else tidy(cell.text)


def find_header(sheet: Sheet, row: int, band: Band | None) -> list[int]:
    """The rows of the header that begins in ``row``; empty if none does. ``band`` is what stands above."""
    filled = sheet.filled(row)
    if not _wordy(sheet, filled) or (band is not None and not band.body):
        return []
    rows = _extent(sheet, row)
    top = band is None or not band.header
    words = [squash(c.text) for r in rows for c in sheet.filled(r) if r not in _index_rows(sheet, rows)]
    known = sum(bool(HEADER.search(w)) for w in words)
    data, figures = _data(sheet, rows)
    if data is None:
        enough = known * 2 >= len(words) if top else known == len(words) and len(words) >= 3
        return rows if enough and len(filled) >= 2 else []
    over = {id(c): c for f in figures for r in rows if (c := _over(sheet, r, f)) is not None}
    heads = [squash(c.text) for c in over.values()]
    value_heads = sum(bool(VALUE_HEADER.search(h)) for h in heads)
    if not value_heads and len(rows) < data and find_header(sheet, rows[-1] + 1, None):
        return []
    if len(filled) == 1:
        lone = sheet.table.n_cols <= 3 or len(rows) > 1
        return rows if lone and value_heads and filled[0].col > 0 and (top or known == len(words)) else []
    if not heads or _label_like_data(sheet, data, rows, figures):
        return []
    alternate = _alternate(sheet, data, figures)
    if top:
        return rows if value_heads or (not alternate and known) else []
    enough = known * 3 >= len(words) * 2 and value_heads * 2 >= len(heads)
    return rows if enough and len(heads) >= min(2, len(figures)) else []


def _wordy(sheet: Sheet, filled: list[Cell]) -> bool:
    """Only words (or bare years) in the row, none of them a sentence."""
    if not filled or any(sheet.type(c) in ("number", "mark") for c in filled):
        return False
    return any(sheet.type(c) == "text" for c in filled) and all(
        len(squash(c.text)) <= 45 and not re.search(r"[。；]", c.text) for c in filled
    )


def _label_like_data(sheet: Sheet, data: int, rows: list[int], figures: list[Cell]) -> bool:
    """Whether the words above are labels of their own row (label, value, label, value), not heads of columns."""
    pairs = [sheet.at(rows[-1], f.col) for f in figures]
    left = [sheet.at(rows[-1], f.col - 1) for f in figures]
    if len(rows) > 1 or not figures:
        return False
    named = [p for p in pairs if p is not None and p.row == rows[0] and VALUE_HEADER.search(squash(p.text))]
    words = all(c is not None and sheet.type(c) == "text" for c in left)
    return not named and words and _alternate(sheet, data, figures)


def _over(sheet: Sheet, row: int, figure: Cell) -> Cell | None:
    for col in range(figure.col, min(figure.col + figure.colspan, sheet.table.n_cols)):
        cell = sheet.at(row, col)
        if cell is not None and sheet.type(cell) in ("text", "year"):
            return cell
    return None


def _alternate(sheet: Sheet, data: int, figures: list[Cell]) -> bool:
    """Whether every figure of a row has a word directly to its left."""
    return all(sheet.type(sheet.at(data, f.col - 1)) == "text" for f in figures)


def _data(sheet: Sheet, header: list[int]) -> tuple[int | None, list[Cell]]:
    """The first row below a header with figures, and those: list numbers and codes by their header are none.

    A row of dashes will do where none has a number before the next break.
    """
    marks: tuple[int | None, list[Cell]] = (None, [])
    start = header[-1] + 1
    for row in range(start, min(start + _LOOK_AHEAD, sheet.table.n_rows)):
        if is_index(sheet, row):
            continue
        cells = [c for c in sheet.rows[row] if sheet.type(c) in ("number", "mark", "year")]
        cells = [c for c in cells if not _is_numbering(sheet, header, c)]
        if any(sheet.type(c) == "number" for c in cells):
            return row, cells
        if marks[0] is None and any(sheet.type(c) == "mark" for c in cells):
            marks = row, cells
    return marks


def _is_numbering(sheet: Sheet, header: list[int], cell: Cell) -> bool:
    heads = [squash(c.text) for r in header if (c := _over(sheet, r, cell)) is not None]
    return any(NUMBER_HEADER.fullmatch(h) or CODE_HEADER.search(h) for h in heads)


def _index_rows(sheet: Sheet, rows: list[int]) -> set[int]:
    return {r for r in rows if is_index(sheet, r)}


def _extent(sheet: Sheet, row: int) -> list[int]:
    """The rows of a header: its first, and those below that only subdivide it."""
    rows = [row]
    for below in range(row + 1, min(row + _MAX_DEPTH, sheet.table.n_rows)):
        filled = sheet.filled(below)
        if not sheet.rows[below] or not filled:
            if any(c is not None and c.row in rows for c in sheet.table.grid[below]) and _reached(sheet, rows, below):
                rows.append(below)
                continue
            break
        if is_index(sheet, below):
            rows.append(below)
            break
        if not all(sheet.type(c) in ("text", "year") and not is_prose(c.text) for c in filled):
            break
        under = _reached(sheet, rows, below) or _subdivides(sheet, rows, filled) or _finer(sheet, rows, filled)
        if not under and not _second_level(sheet, below, filled):
            break
        rows.append(below)
    while len(rows) > 1 and not sheet.filled(rows[-1]):
        rows.pop()
    return rows


def _reached(sheet: Sheet, rows: list[int], below: int) -> bool:
    """Whether a header cell other than a side title at the left edge is merged down into this row."""
    first = min((c.col for c in sheet.rows[rows[0]]), default=0)
    reaching = [
        c for c in sheet.table.grid[below] if c is not None and c.row in rows and sheet.type(c) in ("text", "year")
    ]
    if any(c.col > first for c in reaching):
        return True
    return bool(reaching) and all(HEADER.search(squash(c.text)) and len(squash(c.text)) <= 6 for c in reaching)


def _subdivides(sheet: Sheet, rows: list[int], filled: list[Cell]) -> bool:
    """Whether every cell of the row stands under a wider header cell, a corner (年度 over 项目) aside."""
    corner = filled[0]
    if len(filled) > 3 and corner.col == 0 and corner.colspan == 1 and HEADER.fullmatch(squash(corner.text)):
        filled = filled[1:]
    for cell in filled:
        filled_above = (c for r in reversed(rows) if (c := sheet.at(r, cell.col)) and sheet.type(c) != "blank")
        above = next(filled_above, None)
        if above is None or above.row not in rows or above.colspan <= cell.colspan:
            return False
        if above.colspan >= sheet.table.n_cols and len(filled) == 1:
            return False
    return True


def _finer(sheet: Sheet, rows: list[int], filled: list[Cell]) -> bool:
    """Whether the row names every column while the one above, cells not merged, names only the first of each group."""
    above = max((sheet.filled(r) for r in rows), key=len)
    words = [squash(c.text) for c in filled]
    return (
        len(above) >= 2
        and len(filled) >= 2 * len(above)
        and len(filled) == len(sheet.rows[rows[-1]]) == sheet.table.n_cols
        and all(HEADER.search(w) and len(w) <= 12 for w in words)
        and any(VALUE_HEADER.search(w) for w in words)
    )


def _second_level(sheet: Sheet, below: int, filled: list[Cell]) -> bool:
    """A second header row without merged cells: label column blank, the rest header words."""
    corner = sheet.at(below, 0)
    return (
        len(filled) >= 2
        and sheet.type(corner) == "blank"
        and all(VALUE_HEADER.search(squash(c.text)) and len(squash(c.text)) <= 16 for c in filled)
    )


def _repeated(sheet: Sheet, row: int, band: Band | None) -> list[int]:
    """The rows of the band's own header if it is printed again from ``row`` on."""
    if band is None or not band.header:
        return []
    for start in range(len(band.header)):
        rows: list[int] = []
        for at, known in enumerate(band.header[start:]):
            if row + at >= sheet.table.n_rows or not _same_row(sheet, known, row + at):
                break
            rows.append(row + at)
        if rows and (start == 0 or len(rows) == len(band.header) - start):
            last = rows[-1] + 1
            if last < sheet.table.n_rows and band.index and is_index(sheet, last):
                rows.append(last)
            return rows
    return []


def _same_row(sheet: Sheet, known: int, row: int) -> bool:
    words = {c.col: squash(c.text) for c in sheet.filled(known)}
    again = {c.col: squash(c.text) for c in sheet.filled(row)}
    if len(again) < 2 and not (len(again) == 1 and words == again):
        return False
    return words == again or list(words.values()) == list(again.values())


def is_index(sheet: Sheet, row: int) -> bool:
    """A row that numbers the columns or gives their formulas: "栏次 1 2 3=1+2"."""
    texts = [squash(c.text) for c in sheet.filled(row)]
    if len(texts) < 2:
        return False
    rest = texts
    while rest and INDEX_LABEL.fullmatch(rest[0]):
        rest = rest[1:]
    labelled = len(rest) < len(texts)
    if len(rest) < 2 - labelled or not all(INDEX_CELL.fullmatch(t) or FORMULA.fullmatch(t) for t in rest):
        return False
    if any(FORMULA.fullmatch(t) for t in rest):
        return True
    whole = [int(t) for t in rest if t.isdigit()]
    if not whole:
        return labelled or all(re.fullmatch(r"[①-⑳甲乙丙丁]", t) for t in rest)
    steps = all(b - a == 1 for a, b in pairwise(whole))
    return steps and (labelled or (whole[0] in (0, 1) and len(whole) >= 2))
