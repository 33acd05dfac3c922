"""The header of an indicator block: which columns hold which part of an indicator, in any order and wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.interpret.forms_grid import assign, overlap, own_cells, row_cells
from extractor.interpret.forms_words import DEDUCTED, SUBCLASS, SUBHEADER, Header, Role, header, plain
from extractor.interpret.indicators_split import class_columns, cut_sides
from extractor.model.document import Cell, Table
from extractor.text.numbers import read_cell

_MAX_HEADER_ROWS = 3
_IN_NAME = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]\s*$")
_FULL_POINTS = re.compile(r"^分数?$")
_HINT = re.compile(r"指\s*标|级|[评考]\s*[价核估分自定]|[自实]\s*[评得]|得\s*分")
"""What every header that names indicators holds: spares the other rows of large tables a closer look."""


@dataclass(slots=True)
class Field:
    """One column, or run of columns, of an indicator block."""

    role: Role
    first: int
    last: int
    level: int
    """For a level, its depth; for a weight or score, the level it belongs to (0: the indicator itself)."""
    text: str
    """The header as printed, white space removed."""
    order: int = 0
    """Position among the cells of the header's lowest row."""
    both: bool = False
    """Target and achieved value in one cell."""


@dataclass(slots=True)
class Layout:
    """The columns of an indicator block. ``name`` is the deepest level or the plain name column."""

    rows: list[int]
    fields: list[Field]
    n_cells: int
    """Cells in the header row that names the columns."""
    by_role: dict[str, list[Field]] = field(default_factory=dict)
    beside: Layout | None = None
    """The same columns once more, right of these: two blocks side by side."""

    def __post_init__(self) -> None:
        for item in self.fields:
            self.by_role.setdefault(item.role, []).append(item)

    def one(self, role: Role) -> Field | None:
        """The column that holds this part of the indicator itself."""
        return next((f for f in self.by_role.get(role, ()) if f.level == 0), None)

    @property
    def first(self) -> int:
        """The leftmost grid column."""
        return min(f.first for f in self.fields)

    def levels(self) -> list[Field]:
        """The columns of the classes, highest first."""
        return sorted(self.by_role.get("level", ()), key=lambda f: f.level)


def find_layout(table: Table, row: int) -> Layout | None:
    """Read the header that begins in ``row``; None if that row is no indicator header."""
    if row >= table.n_rows or not _promising(table, row):
        return None
    depth = _depth(table, row)
    columns = [_column(table, col, row, depth) for col in range(table.n_cols)]
    leaf = row_cells(table, row + depth - 1)
    layout: Layout | None = None
    for found in reversed(cut_sides(_fields(columns))):
        fields = _settle(_unfolded(table, row + depth, found))
        if not fields:
            return layout
        for f in fields:
            f.order = next((i for i, c in enumerate(leaf) if overlap(c, f.first, f.first)), -1 - f.first)
        if len({f.order for f in fields}) < len(fields):
            for f in fields:
                f.order = -1 - f.first
        layout = Layout(list(range(row, row + depth)), fields, len(leaf), beside=layout)
    return layout


def _unfolded(table: Table, row: int, found: list[tuple[Header, Field]]) -> list[tuple[Header, Field]]:
    """The header with 评价指标, merged over classes and names alike, taken apart into their columns."""
    out: list[tuple[Header, Field]] = []
    classed = any(f.role == "level" for _, f in found)
    for h, f in found:
        columns = [f.first]
        if f.role == "name" and not classed and f.last > f.first:
            columns = class_columns(table, row, f.first, f.last)
        for depth, (col, after) in enumerate(zip(columns, [*columns[1:], f.last + 1], strict=True), 1):
            name = col == columns[-1]
            own = replace(f, first=col, last=after - 1) if name else Field("level", col, after - 1, depth, f.text)
            told = replace(h, weak=h.weak and len(columns) == 1) if name else Header("level", depth)
            out.append((told, own))
    return out


def _promising(table: Table, row: int) -> bool:
    """Whether the cells beginning in a row name at least a class or indicator and something said of it."""
    own = own_cells(table, row)
    if not any(_HINT.search(c.text) for c in own):
        return False
    found = [h for c in own if (h := header(c.text)) is not None]
    named = sum(h.role in ("level", "name") and not h.loose for h in found)
    levels = sum(h.role == "level" for h in found)
    said = {h.role for h in found} & {"target", "actual", "weight", "score", "standard"}
    if levels >= 2 and (said or levels >= 3):
        return True
    if named and "weight" in said and ("standard" in said or any(DEDUCTED.match(plain(c.text)) for c in own)):
        return True
    first = header(own[0].text)
    if first is not None and first.role == "target" and {"actual", "score"} <= said:
        # 目标任务 | 完成情况 | 得分: what was to be done names the indicators
        return True
    if any(h.loose for h in found) and "score" in said and said & {"weight", "target", "actual"}:
        return True
    if named and said == {"score"} and len(own) == 2:
        # 评价指标 | 得分, the points in brackets behind the names
        below = own_cells(table, row + 1) if row + 1 < table.n_rows else []
        return bool(below) and bool(_IN_NAME.search(below[0].text))
    return bool(named) and len(said - {"standard"}) >= (1 if levels else 2)


def _depth(table: Table, row: int) -> int:
    """How many rows the header takes: a row below belongs to it if it only subdivides cells of the row above."""
    depth = 1
    while depth < _MAX_HEADER_ROWS and row + depth < table.n_rows:
        below = own_cells(table, row + depth)
        reaching = any(c.row < row + depth and c.row >= row and c.rowspan < 8 for c in row_cells(table, row + depth))
        split = any(c.colspan > 1 for c in own_cells(table, row))
        words = [c for c in below if c.text.strip()]
        known = [c for c in words if SUBHEADER.match(plain(c.text)) or header(c.text) is not None]
        named = len(known) == len(words) and (reaching or split)
        named = named or (2 * len(known) > len(words) and split and all(c in known or _parted(table, c) for c in words))
        if not words or not (named or _subdivides(table, row + depth)) or _repeats(table, row, row + depth):
            break
        depth += 1
    return depth


def _parted(table: Table, cell: Cell) -> bool:
    """Whether a cell is a word under a wider heading that is known (指标值 over 预期 and 完成)."""
    above = table.grid[cell.row - 1][cell.col]
    wider = above is not None and above.colspan > cell.colspan and above.row == cell.row - 1
    return wider and above is not None and header(above.text) is not None and read_cell(cell.text).kind == "text"


def _subdivides(table: Table, row: int) -> bool:
    """Whether a row's cells all stand under wider ones and all its other places belong to cells merged from above."""
    own = [c for c in own_cells(table, row) if c.text.strip()]
    above = [table.grid[row - 1][c.col] for c in own]
    under = all(up is not None and up.text.strip() and up.colspan > c.colspan for up, c in zip(above, own, strict=True))
    reaching = sum(c.row == row - 1 and c.rowspan == 2 for c in row_cells(table, row))
    figures = any(read_cell(c.text).kind != "text" for c in own)
    return under and not figures and reaching >= 2 and len(own) + reaching == len(row_cells(table, row))


def _repeats(table: Table, row: int, other: int) -> bool:
    """Whether the second row prints the same header once more."""
    first = [plain(c.text) for c in own_cells(table, row)]
    return first == [plain(c.text) for c in own_cells(table, other)]


@dataclass(slots=True)
class _Head:
    cell: Cell
    path: list[Cell]


def _column(table: Table, col: int, row: int, depth: int) -> _Head | None:
    """The header cells of one column, top down; the leaf is the lowest one with words."""
    path: list[Cell] = []
    for r in range(row, row + depth):
        cell = table.grid[r][col]
        if (
            cell is None
            or not cell.text.strip()
            or cell.row + cell.rowspan > row + depth
            or (path and path[-1] is cell)
        ):
            continue
        # a heading merged from above counts if it says something of a column (自评分 beside a header in three steps)
        if cell.row >= row or header(cell.text) is not None:
            path.append(cell)
    return _Head(path[-1], path) if path else None


def _fields(columns: list[_Head | None]) -> list[tuple[Header, Field]]:
    """Group columns by header cell and read every group's words."""
    groups: list[tuple[_Head, int, int]] = []
    for col, head in enumerate(columns):
        if head is None:
            continue
        if groups and groups[-1][0].cell is head.cell and groups[-1][2] == col - 1:
            groups[-1] = (groups[-1][0], groups[-1][1], col)
        else:
            groups.append((head, col, col))
    found: list[tuple[Header, Field]] = []
    for head, first, last in groups:
        meaning = _meaning(head)
        if meaning is None:
            continue
        text = "".join(plain(c.text) for c in head.path) if len(head.path) > 1 else plain(head.cell.text)
        level = meaning.level
        if meaning.role in ("weight", "score") and len(head.path) > 1:
            above = next((h for c in head.path[:-1][::-1] if (h := header(c.text)) and h.role == "level"), None)
            level = above.level if above else 0
        found.append((meaning, Field(meaning.role, first, last, level, text, both=meaning.both)))
    return found


def _meaning(head: _Head) -> Header | None:
    own = header(head.cell.text)
    above = [h for c in head.path[:-1] if (h := header(c.text)) is not None]
    if own is not None and own.role in ("sign", "unit"):
        return own
    if above and above[-1].role in ("level", "name") and SUBCLASS.match(plain(head.cell.text)):
        return Header("level", 1)
    if SUBHEADER.match(plain(head.cell.text)) or own is None:
        return above[-1] if above else own
    if own.weak and above and above[-1].role == "level":
        return above[-1]
    return own


def _settle(found: list[tuple[Header, Field]]) -> list[Field]:
    """Resolve weak words, make the deepest class the name, tie weights to their level."""
    found = _named(found)
    fields = [f for _, f in found]
    levels = {f.level for h, f in found if f.role == "level" and not h.weak}
    strong = [f for h, f in found if f.role == "name" and not h.weak]
    first_class = min((f.first for h, f in found if f.role == "level"), default=0)
    promoted = [f for h, f in found if f.role == "name" and h.weak and f.first < first_class]
    if levels and 1 not in levels and promoted:
        # 绩效指标 | 二级指标 | 三级指标: the first word names the first class
        promoted[0].role, promoted[0].level = "level", 1
    drop: set[int] = set()
    for h, f in found:
        class_word = h.weak and h.role == f.role == "level" and levels
        if class_word or (f.role == "name" and h.weak and (len(levels) >= 2 or strong)):
            drop.add(id(f))
    fields = [f for f in fields if id(f) not in drop]
    start = min((f.first for f in fields if f.role == "level"), default=0)
    fields = [f for f in fields if f.role not in ("target", "actual") or f.first > start]
    names = [f for f in fields if f.role == "name"]
    if len(names) > 1 and not any(f.role == "level" for f in fields):
        # 评价项目 | 评价内容: of several name columns the last names the indicator, those before it its classes
        *above, last = sorted(names, key=lambda f: f.first)
        for depth, f in enumerate(above, 1):
            f.role, f.level = "level", depth
        names = [last]
    classes = sorted((f for f in fields if f.role == "level"), key=lambda f: f.level)
    if not names:
        if not classes:
            return []
        deepest = classes[-1].level
        for f in classes:
            if f.level == deepest:
                f.role, f.level = "name", 0
        bound = deepest
    else:
        bound = 0
    _bind(fields, bound)
    return fields


def _named(found: list[tuple[Header, Field]]) -> list[tuple[Header, Field]]:
    """Words of any list taken for names only where nothing plainer names the indicators; goals before the names are
    their classes, and name them where nothing else does."""
    firm = [f for h, f in found if f.role == "name" and not h.loose]
    levels = [f for h, f in found if f.role == "level" and not h.weak]
    if firm or len(levels) >= 2:
        for h, f in found:
            if h.loose and f.role == "name":
                f.role = "level" if not levels and f.first < firm[0].first else "standard"
                f.level = 1 if f.role == "level" else 0
    names = [f for _, f in found if f.role == "name"]
    goals = [f for _, f in found if f.role == "target" and not f.both]
    if not names and not levels and goals and goals[0] is found[0][1]:
        goals[0].role = "name"
    elif names and len(goals) > 1 and goals[0].first < names[0].first:
        goals[0].role, goals[0].level = ("standard", 0) if levels else ("level", 1)
    scores = [f for _, f in found if f.role == "score"]
    if len(scores) == 2 and not any(f.role == "weight" for _, f in found) and _FULL_POINTS.match(scores[0].text):
        scores[0].role = "weight"
    return [(Header(f.role, f.level, h.weak and f.role == h.role, h.both, h.loose), f) for h, f in found]


def _bind(fields: list[Field], deepest: int) -> None:
    """Of several weight (or score) columns, each belongs to the level it stands right of; the last to the indicator.

    A lone one always belongs to the indicator.
    """
    for role in ("weight", "score"):
        columns = [f for f in fields if f.role == role]
        for f in columns:
            if f.level == deepest:
                f.level = 0
        if len(columns) < 2:
            for f in columns:
                f.level = 0
            continue
        for f in columns:
            if f.level:
                continue
            left = [g for g in fields if g.role in ("level", "name") and g.last < f.first]
            nearest = max(left, key=lambda g: g.last, default=None)
            follows = any(g.role in ("level", "name") and g.first > f.last for g in fields)
            if nearest is not None and nearest.role == "level" and follows:
                f.level = nearest.level
        if role == "weight" and all(f.level for f in columns):
            # the points of the lowest class that has any are those of the indicator beside it
            max(columns, key=lambda f: f.first).level = 0


def cells_by_field(table: Table, row: int, layout: Layout) -> dict[int, list[Cell]]:
    """The cells of a body row for every header field (key: its order)."""
    return assign(table.grid[row], [(f.order, f.first, f.last) for f in layout.fields], layout.n_cells)
