"""From a table to its blocks: bands with a header are read by column, the rest as label and value side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.interpret.bands import Band, split_bands
from extractor.interpret.changes import bind_changes, settle_adjustments, settle_budget
from extractor.interpret.columns import Side, Track, read_sides
from extractor.interpret.headers import meaning
from extractor.interpret.rows import Line, read_lines, to_rows
from extractor.interpret.sheet import Sheet
from extractor.model.document import Cell
from extractor.model.interpretation import Block, Column, Row


@dataclass(slots=True)
class Part:
    """A block with what the fact writer needs besides: header tracks and unnested lines."""

    block: Block
    side: Side
    lines: list[Line]
    band: Band = field(default_factory=Band)


def read_parts(
    sheet: Sheet, skip: set[int], fiscal_year: int | None, before: Sequence[Part] = ()
) -> tuple[list[Part], bool]:
    """All blocks of a table, top to bottom, left to right, and whether it goes on from the table ``before``.

    A table without header whose figures stand under the columns of the last block(s) of the table directly before it
    takes over their header.
    """
    parts: list[Part] = []
    continued = False
    for at, band in enumerate(split_bands(sheet, skip)):
        borrowed = _borrow(sheet, band, before) if at == 0 and not band.header else []
        continued = continued or bool(borrowed)
        parts += read_band(sheet, band, fiscal_year, borrowed)
    return parts, continued


def read_band(sheet: Sheet, band: Band, fiscal_year: int | None, borrowed: Sequence[Side] = ()) -> list[Part]:
    """The blocks of one band, left to right; ``borrowed`` are sides of the table before, where it has no header."""
    parts: list[Part] = []
    header_end = max(band.header, default=-1) + 1
    sides = borrowed or (read_sides(sheet, band, fiscal_year) if band.header else _pairs(sheet, band))
    for n, side in enumerate(sides):
        rows = band.body if band.header or borrowed or n == 0 else _rows_of(sheet, band, side)
        lines = read_lines(sheet, side, rows, header_end)
        settle_adjustments(side, lines)
        settle_budget(side, lines)
        bind_changes(side, lines, fiscal_year)
        parts.append(Part(_block(sheet, band, side, lines, n), side, lines, band))
    return parts


def _borrow(sheet: Sheet, band: Band, before: Sequence[Part]) -> list[Side]:
    """The sides of the table before, if every figure of this band stands in one of their value columns."""
    if not before or not before[-1].band.header:
        return []
    sides = [part.side for part in before if part.band is before[-1].band]
    values = {
        c for s in sides for t, column, _ in s.columns if column.role == "value" for c in range(t.first, t.last + 1)
    }
    others = {
        c
        for s in sides
        for t, column, _ in s.columns
        if column.role in ("number", "code")
        for c in range(t.first, t.last + 1)
    }
    figures = [c for r in band.body for c in sheet.rows[r] if sheet.type(c) == "number" and c.col not in others]
    words = [
        c for r in band.body for c in sheet.rows[r] if sheet.type(c) == "text" and c.col in values and c.colspan == 1
    ]
    fits = bool(figures) and all(c.col in values for c in figures) and len(words) * 4 <= len(figures)
    return sides if fits else []


def _block(sheet: Sheet, band: Band, side: Side, lines: list[Line], n: int) -> Block:
    repeats = [Row(r, "", "", 0, "header") for r in band.repeats]
    kept = [line for line in lines if n == 0 or not line.spans]
    rows = sorted([*to_rows(kept), *repeats], key=lambda r: r.row)
    columns = [column for _, column, _ in side.columns]
    header = sorted([*band.header, *band.index, *band.repeats])
    return Block(sheet.table.index, side.label_col, columns, rows, header, side.title or band.title)


def _pairs(sheet: Sheet, band: Band) -> list[Side]:
    """Rows without header: every figure belongs to the words left of it; one side per column of such words."""
    found: dict[int, dict[int, Track]] = {}
    for row in band.body:
        label: Cell | None = None
        filled = sheet.filled(row)
        for at, cell in enumerate(filled):
            kind = sheet.type(cell)
            right = sheet.type(filled[at + 1]) if at + 1 < len(filled) else "blank"
            if kind == "text" and (label is None or right in ("number", "mark") or at % 2 == 0):
                label = cell
            elif label is not None:
                track = Track(cell.col, cell.col, cell.col, [])
                found.setdefault(label.col, {}).setdefault(cell.col, track).counts[kind] += 1
    if not found:
        return [Side(Track(0, 0, 0, []), None, None, None, [], [])]
    sides = []
    for col, tracks in sorted(found.items()):
        said = meaning((), None)
        columns = []
        for track in (tracks[c] for c in sorted(tracks)):
            figures = track.counts["number"] + track.counts["mark"] + track.counts["year"]
            track.role = "value" if figures and figures >= track.counts["text"] else "text"
            columns.append((track, Column(track.col, (), track.role), said))
        sides.append(Side(Track(col, col, col, []), None, None, None, [], columns))
    first = sides[0]
    if first.label is not None and first.label.col > 0 and len(sides) == 1:
        first.groups = [Track(c, c, c, []) for c in range(first.label.col) if _words_in(sheet, band, c)]
    return sides


def _words_in(sheet: Sheet, band: Band, col: int) -> bool:
    return any(sheet.type(sheet.own(r, col)) == "text" for r in band.body)


def _rows_of(sheet: Sheet, band: Band, side: Side) -> list[int]:
    """The rows in which a further side of a headerless band has a label of its own."""
    return [r for r in band.body if sheet.type(sheet.own(r, side.label_col)) == "text"]
