"""Tables split by hand, with 续表 above the second part, read as one: as those of a PDF are where a page ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extractor.model.document import Block, Join, Paragraph, Table
from extractor.readers.continued import MOST_LINES, says_continued, squash
from extractor.readers.docx.story import Story, Trace

_MAX_HEADER: Final = 8
_LONGEST: Final = 40
"""Characters of a caption; more is prose."""


@dataclass(slots=True)
class _Move:
    """Where the rows of a part went."""

    table: int
    shift: int
    dropped: int
    """Leading rows that print the header again."""
    kept: set[int] = field(default_factory=set)
    """``id`` of each cell that now stands in the whole table."""
    gone: set[int] = field(default_factory=set)
    """``id`` of each cell that does not."""


def join_continued(story: Story) -> None:
    """Lay each part of a split table under the one before. A part goes on if it has as many columns, and nothing stands
    between but captions of which one says so. Header rows typed again are dropped; captions stay where they are."""
    if sum(isinstance(b, Table) for b in story.blocks) < 2:
        return
    moved: dict[int, _Move] = {}
    blocks: list[Block] = []
    lead: list[str] = []
    between: list[str] = []
    last: Table | None = None
    for block in story.blocks:
        if isinstance(block, Paragraph):
            between += [squash(block.text)] if block.text.strip() else []
            if block.kind != "body":
                last = None
        elif last is not None and _goes_on(last, block, between, lead):
            moved[block.index] = _append(last, block)
            between = []
            continue
        else:
            last, lead, between = block, between[-MOST_LINES:], []
        blocks.append(block)
    if moved:
        story.blocks = blocks
        _renumber(story, moved)


def _goes_on(table: Table, part: Table, between: list[str], lead: list[str]) -> bool:
    return (
        table.n_cols == part.n_cols
        and 0 < len(between) <= MOST_LINES
        and all(len(line) <= _LONGEST for line in between)
        and says_continued(between, lead) is True
    )


def _append(table: Table, part: Table) -> _Move:
    dropped = _repeated_rows(table, part)
    move = _Move(table.index, table.n_rows - dropped, dropped)
    bottoms = {(c.col, c.colspan): c for c in table.cells if c.row + c.rowspan == table.n_rows}
    reach = min((c.col for c in part.cells if c.row == dropped and c.text.strip()), default=0)
    for cell in part.cells:
        held = bottoms.get((cell.col, cell.colspan)) if cell.row == dropped and cell.col < reach else None
        if cell.row < dropped:
            move.gone.add(id(cell))
        elif held is not None and held.text.strip() and max(held.rowspan, cell.rowspan) > 1:
            # a label merged over rows on both sides of the cut
            held.rowspan += cell.rowspan
            move.gone.add(id(cell))
        else:
            cell.row += move.shift
            table.cells.append(cell)
            move.kept.add(id(cell))
    table.joins.append(Join(table.n_rows, None, "same number of columns, continuation caption", dropped))
    table.n_rows = move.shift + part.n_rows
    table.header_rows = max(table.header_rows, dropped)
    return move


def _repeated_rows(table: Table, part: Table) -> int:
    """How many leading rows of ``part`` print the table's own leading rows again."""
    best = 0
    for k in range(1, min(table.n_rows, part.n_rows, _MAX_HEADER + 1)):
        ours, theirs = _rows(table, k), _rows(part, k)
        if ours is None or theirs is None:
            continue
        if ours != theirs:
            break
        best = k if any(text for *_, text in ours) else best
    return best


def _rows(table: Table, k: int) -> list[tuple[int, int, int, int, str]] | None:
    """The cells of the first ``k`` rows in comparable form; None if a cell runs on below."""
    cells = [c for c in table.cells if c.row < k]
    if any(c.row + c.rowspan > k for c in cells):
        return None
    return [(c.row, c.rowspan, c.col, c.colspan, squash(c.text)) for c in cells]


def _renumber(story: Story, moved: dict[int, _Move]) -> None:
    """Tables counted anew, and every address in them with it."""
    old = [b.index for b in (*story.blocks, *story.nested) if isinstance(b, Table)]
    new = {index: n for n, index in enumerate(sorted(old))}

    def place(table: int, row: int) -> tuple[int, int]:
        move = moved.get(table)
        return (new[table], row) if move is None else (new[move.table], row + move.shift)

    for nested in story.nested:
        if nested.parent is not None:
            table, row, col = nested.parent
            nested.parent = (*place(table, row), col)
    if story.traces is not None:
        story.traces = [t for trace in story.traces if (t := _moved(trace, moved, new)) is not None]
    for block in (*story.blocks, *story.nested):
        if isinstance(block, Table):
            block.index = new[block.index]


def _moved(trace: Trace, moved: dict[int, _Move], new: dict[int, int]) -> Trace | None:
    what, table, lines = trace
    if table is None or isinstance(what, Paragraph):
        return trace
    move = moved.get(table)
    if move is None:
        return what, new[table], lines
    if id(what) not in move.kept:
        if id(what) in move.gone or what.row < move.dropped:
            return None
        # a merged-away cell bears the address of the one shown in its place
        what.row += move.shift
    return what, new[move.table], lines
