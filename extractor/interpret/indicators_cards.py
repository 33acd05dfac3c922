"""Indicators written as cards: a word beside every value (指标名称 | … | 目标值 | …) instead of a header over columns.

A card may take one row, several, or a column of a table turned round; the class may stand beside it or in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast

from extractor.interpret.forms_grid import even, own_cells, row_cells
from extractor.interpret.forms_words import PLACEHOLDER, Role, header, plain
from extractor.interpret.indicators_header import Field, Layout
from extractor.interpret.indicators_total import is_total
from extractor.model.document import Cell, Table
from extractor.text.numbers import read_cell

_SAID = frozenset(("target", "actual", "weight", "score"))
_INLINE = re.compile(r"[ \t]*(?P<key>[^：:\n]{2,12})[：:](?P<value>[^\n]*)")
_MAX_ASIDE = 2
_MAX_ROWS = 120
"""Rows looked at together: more than the cards of a form take."""


@dataclass(slots=True)
class Card:
    """One indicator's cells: of its own row (``row``, where it begins) or of those below it."""

    row: int
    fields: list[Field] = field(default_factory=list)
    cells: dict[str, list[Cell]] = field(default_factory=dict)

    def layout(self) -> Layout:
        """The words of the card as a header of its own."""
        return Layout([], self.fields, 0)

    def add(self, role: str, cell: Cell, text: str) -> None:
        """Take a cell, and the word that says what it is."""
        level = int(role[5:]) if role.startswith("level") else 0
        kind = cast("Role", "level" if level else role)
        self.fields.append(Field(kind, cell.col, cell.col + cell.colspan - 1, level, text, len(self.fields)))
        self.cells[role] = [cell]

    def found(self) -> dict[int, list[Cell]]:
        """Its cells by the order of their words."""
        return {f.order: self.cells[f"level{f.level}" if f.level else f.role] for f in self.fields}

    def scored(self) -> bool:
        """Whether it speaks of points, or of a target and what became of it."""
        return "score" in self.cells or ("target" in self.cells and bool(self.cells.keys() & {"actual", "weight"}))

    def complete(self) -> bool:
        """Whether it names an indicator and says something of it."""
        return "name" in self.cells and bool(_SAID & self.cells.keys())

    def takes(self, role: str) -> bool:
        """Whether a further cell of this kind can belong to the card, not to the next one."""
        return role not in self.cells and not (role.startswith("level") and "name" in self.cells)


@dataclass(slots=True)
class _Pair:
    role: str
    """As in an indicator's cells: "name", "level1", "target", …; "" for a word that says nothing of indicators."""
    text: str
    cell: Cell
    row: int


@dataclass(slots=True)
class _Row:
    aside: list[Cell]
    """The cells left of the first word: classes merged down the card."""
    pairs: list[_Pair]


def find_cards(table: Table, row: int) -> tuple[list[Card], int] | None:
    """The cards that begin in a row, and the row after them; None if none begins there."""
    if row >= table.n_rows:
        return None
    turned = _turned(table, row)
    if turned is not None:
        return turned
    first = _row(table, row)
    if first is None or not any(p.role == "name" or p.role.startswith("level") for p in first.pairs):
        return None
    rows = [first]
    last = row
    while len(rows) < _MAX_ROWS and last + 1 < table.n_rows and (following := _row(table, last + 1)) is not None:
        rows.append(following)
        last += 1
    cards = _cards(rows, row)
    good = next((i for i, card in enumerate(cards) if not card.complete()), len(cards))
    if good == 0:
        return None
    return cards[:good], max(row + 1, cards[good].row) if good < len(cards) else last + 1


def _cards(rows: list[_Row], row: int) -> list[Card]:
    """Part the words of some rows into cards, a new one where a word comes again."""
    pairs = [p for line in rows for p in line.pairs]
    named = any(p.role == "name" for p in pairs)
    deepest = max((p.role for p in pairs if p.role.startswith("level")), default="")
    cards: list[Card] = []
    for at, line in enumerate(rows, row):
        fresh = line.aside
        for p in line.pairs:
            role = "name" if p.role == deepest and not named else p.role
            if not cards or (role and not cards[-1].takes(role)):
                cards.append(Card(at))
            card = cards[-1]
            if fresh:
                _beside(card, fresh)
                fresh = []
            if role:
                card.add(role, p.cell, p.text)
    return cards


def _beside(card: Card, aside: list[Cell]) -> None:
    """The merged cells left of a card are its classes; a lone one is the lowest there is."""
    for level, cell in enumerate(aside, 3 - len(aside)):
        card.add(f"level{level}", cell, "")


def _row(table: Table, row: int) -> _Row | None:
    """A row of words each followed by its value; None for any other."""
    own = own_cells(table, row)
    if not any(c.text.strip() for c in own) or is_total(own[0]):
        return None
    inside = [p for c in own for p in _inside(c, row)]
    if inside:
        keyed = {id(c) for c in own if any(p.cell.col == c.col for p in inside)}
        return _Row([c for c in own if id(c) not in keyed and c.rowspan > 1][:_MAX_ASIDE], inside)
    start = next((i for i, c in enumerate(own) if _role(c.text)), None)
    if start is None or start > _MAX_ASIDE or any(c.rowspan < 2 and c.text.strip() for c in own[:start]):
        return None
    reaching = [c for c in row_cells(table, row) if c.col < own[start].col and c.text.strip()]
    aside = [c for c in reaching if _role(c.text) is None]
    line = own[start:]
    if len(line) % 2:
        if line[-1].text.strip():
            return None
        line = line[:-1]
    keys, values = line[::2], line[1::2]
    roles = [_role(k.text) for k in keys]
    known = sum(r is not None for r in roles)
    spoken = [v for v in values if v.text.strip() and (_role(v.text) is None or v.colspan > 1)]
    if known < max(1, len(keys) - 1) or 2 * len(spoken) < len(values) or (len(keys) == 1 and not spoken):
        return None
    if any(read_cell(k.text).kind != "text" for k in keys):
        return None
    pairs = [_Pair(r or "", plain(k.text), v, row) for r, k, v in zip(roles, keys, values, strict=True)]
    return _Row(aside, pairs)


def _role(text: str) -> str | None:
    found = header(text)
    if found is None or found.loose:
        return None
    return f"level{found.level}" if found.role == "level" else found.role


def _inside(cell: Cell, row: int) -> list[_Pair]:
    """The words and values typed into one cell, a line each (指标1：… / 目标值：… / 得分：…)."""
    if cell.text.count("\n") < 2:
        return []
    wide = even(cell.text)
    found: list[_Pair] = []
    for m in _INLINE.finditer(wide):
        key = m["key"].strip()
        role = "name" if PLACEHOLDER.match(f"{key}:") else _role(key)
        if role is not None and (m.start() == 0 or wide[m.start() - 1] == "\n"):
            text = " " * m.start("value") + cell.text[m.start("value") : m.end("value")]
            found.append(_Pair(role, plain(key), replace(cell, text=text), row))
    roles = {p.role for p in found}
    return found if len(found) >= 3 and "name" in roles and roles & _SAID else []


def _turned(table: Table, row: int) -> tuple[list[Card], int] | None:
    """Cards side by side: the words down the first column, an indicator in every other."""
    lines: list[tuple[str, Cell, list[Cell]]] = []
    at = row
    while at < table.n_rows:
        own = own_cells(table, at)
        role = _role(own[0].text) if len(own) > 2 and not is_total(own[0]) else None
        if role is None or any(_role(c.text) for c in own[1:]):
            break
        lines.append((role, own[0], row_cells(table, at)[1:]))
        at += 1
    roles = {role for role, _, _ in lines}
    if "name" not in roles and any(role.startswith("level") for role in roles):
        deepest = max(role for role in roles if role.startswith("level"))
        lines = [("name" if role == deepest else role, key, cells) for role, key, cells in lines]
        roles = {role for role, _, _ in lines}
    if "name" not in roles or len(_SAID & roles) < 2 or lines[0][0] not in ("name", "level1", "number"):
        return None
    names = next(cells for role, _, cells in lines if role == "name")
    cards = []
    for name in names:
        card = Card(row)
        for role, key, cells in lines:
            cell = next((c for c in cells if c.col <= name.col < c.col + c.colspan), None)
            if cell is not None and role not in card.cells:
                card.add(role, cell, plain(key.text))
        cards.append(card)
    good = [card for card in cards if card.cells["name"][0].text.strip()]
    return (good, at) if good else None
