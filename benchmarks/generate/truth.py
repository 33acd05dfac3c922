"""The truth beside a generated report."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from benchmarks.generate.parts import Draft, Fig, Grid, IndicatorTruth, Para, Placed, text_of


@dataclass(slots=True)
class Where:
    """Where a figure is printed: a cell (``table``, ``row``, ``col``) or a sentence (``paragraph`` text); ``chars``
    are offsets in the cell's or paragraph's text."""

    words: str
    chars: tuple[int, int]
    table: int | None = None
    row: int | None = None
    col: int | None = None
    paragraph: str | None = None


@dataclass(slots=True)
class FactTruth:
    label: str
    concept: str | None
    organization: str | None
    fiscal_year: int | None
    scenario: str | None
    value: Decimal
    unit: str | None
    raw: str
    measure: str
    where: Where


@dataclass(slots=True)
class GridTruth:
    index: int
    name: str
    n_rows: int
    n_cols: int
    cells: list[tuple[int, int, int, int, str]]
    """row, col, rowspan, colspan, text"""


@dataclass(slots=True)
class Planted:
    """One contradiction put into the report."""

    family: str
    kind: str
    label: str
    printed: str
    right: str
    where: Where


@dataclass(slots=True)
class Truth:
    layout: str
    seed: int
    title: str
    organization: str
    fiscal_year: int
    facts: list[FactTruth]
    indicators: list[IndicatorTruth]
    grids: list[GridTruth]
    planted: list[Planted] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str)


@dataclass(slots=True)
class Sample:
    """A generated report: the bytes of a .docx and what it says."""

    document: bytes
    truth: Truth


def where(part: Para | Grid, place: Placed | None, at: int, fig: Fig, tables: dict[int, tuple[int, int]]) -> Where:
    """The address of one figure of a draft; ``tables`` says where each grid (by ``id``) stands (see ``tables_of``)."""
    chars = (at, at + len(fig.text))
    if isinstance(part, Para):
        text = part.number + text_of(part.content)
        return Where(f"正文“…{text[max(0, at - 20) : chars[1] + 6]}…”", chars, paragraph=text)
    assert place is not None
    name = part.name or "表"
    col = part.used()[1][place.col]
    table, shift = tables[id(part)]
    return Where(f"{name} 第{place.row + 1}行第{col + 1}列", chars, table, place.row + shift, col)


def tables_of(draft: Draft) -> dict[int, tuple[int, int]]:
    """The table each grid is read as, by ``id``: its index, and how far its rows move down. A grid named 续表 goes on
    with the table before, its header rows left out."""
    places: dict[int, tuple[int, int]] = {}
    index, rows = -1, 0
    for grid in (p for p in draft.parts if isinstance(p, Grid)):
        goes_on = grid.name == "续表"
        index, shift = (index, rows - grid.header) if goes_on else (index + 1, 0)
        rows = shift + grid.placed()[0]
        places[id(grid)] = index, shift
    return places


def truth_of(draft: Draft, layout: str, seed: int, planted: list[tuple[str, str, Fig | Para]]) -> Truth:
    """List everything a draft says; ``planted`` holds (family, kind, what) of each error in it."""
    grids = [p for p in draft.parts if isinstance(p, Grid)]
    tables = tables_of(draft)
    facts, found = [], []
    spoilt = {id(fig): (family, kind) for family, kind, fig in planted}
    for part, place, at, fig in draft.figures():
        assert isinstance(part, Para | Grid)
        address = where(part, place, at, fig, tables)
        facts.append(
            FactTruth(fig.label, fig.concept, fig.org or draft.org, fig.year, fig.scenario, fig.value, fig.unit,
                      fig.text, fig.measure, address)
        )  # fmt: skip
        if id(fig) in spoilt:
            family, kind = spoilt[id(fig)]
            found.append(Planted(family, kind, fig.label, fig.text, str(fig.right), address))
    for family, kind, thing in planted:
        if isinstance(thing, Para):
            text = thing.number + text_of(thing.content)
            found.append(Planted(family, kind, text, text, "", Where(f"正文“{text}”", (0, len(text)), paragraph=text)))
    indicators = []
    for grid, row in draft.indicators:
        row.table = tables[id(grid)][0] if grid is not None else None
        indicators.append(row)
    return Truth(
        layout, seed, draft.title, draft.org, draft.year, facts, indicators,
        _grids(grids, tables), found, draft.notes,
    )  # fmt: skip


def _grids(grids: list[Grid], tables: dict[int, tuple[int, int]]) -> list[GridTruth]:
    found: dict[int, GridTruth] = {}
    for grid in grids:
        index, shift = tables[id(grid)]
        n_rows, _, placed = grid.placed()
        n_cols, at = grid.used()
        whole = found.setdefault(index, GridTruth(index, grid.name, 0, n_cols, []))
        whole.n_rows = shift + n_rows
        for p in placed:
            if not shift or p.row >= grid.header:
                width = sum(p.col <= c < p.col + p.cell.cs for c in at)
                whole.cells.append((p.row + shift, at[p.col], p.cell.rs, width, text_of(p.cell.content)))
    for whole in found.values():
        whole.cells.sort()
    return list(found.values())
