"""Tables that run over page breaks, read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.document import Join
from extractor.readers.continued import MOST_LINES, says_continued, squash
from extractor.readers.pdf import scanned
from extractor.readers.pdf.cells import PageCell, PageTable
from extractor.readers.pdf.lines import TextLine
from extractor.readers.pdf.wrap import CLOSING, is_full, seam

EDGE = 2.0
"""Points by which the sides of two parts of one table may differ."""
_MAX_HEADER = 8
_ROOM = 40.0
_ENDS = "。！？；.!?;：:"
_FIGURE = re.compile(r"[-+−—–/.,，、\d\s%％‰()（）]+")
_REMARK = re.compile(r"[（(]\s*[\d.]*\s*(?![一二三四五六七八九十]+[)）])[^\d\s)）]\S*[)）]")
"""A bracket with words in it: neither a number nor numbering."""
_LONG = 20
"""Characters from which a label column's text counts as prose that may run over a page."""


@dataclass(slots=True)
class JoinedCell:
    """A cell of the whole table; ``xs`` are column edges, so that parts with other columns can be laid together."""

    row: int
    rowspan: int
    x0: float
    x1: float
    text: str
    bold: bool
    places: list[tuple[int, PageCell]]
    confidence: float | None = None

    @property
    def last(self) -> PageCell:
        return self.places[-1][1]


@dataclass(slots=True)
class JoinedTable:
    """A table with all its parts."""

    parts: list[PageTable]
    n_rows: int
    cells: list[JoinedCell]
    xs: list[float]
    joins: list[Join] = field(default_factory=list)
    header_rows: int = 0
    inner: list[tuple[JoinedCell, PageTable]] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    """The lines right above the first part, white space left out."""


def start(table: PageTable, above: Sequence[TextLine] = ()) -> JoinedTable:
    """A table of one part so far; ``above`` are the lines over it on its page."""
    joined = JoinedTable([table], len(table.ys) - 1, [], list(table.xs))
    joined.lead = [squash(line.text) for line in above[-MOST_LINES:]]
    by_index: dict[int, JoinedCell] = {}
    for k, cell in enumerate(table.cells):
        made = _cell(table, cell, 0, table.xs)
        joined.cells.append(made)
        by_index[k] = made
    joined.inner = [(by_index[k], t) for k, t in table.inner]
    return joined


def _cell(table: PageTable, cell: PageCell, shift: int, xs: Sequence[float]) -> JoinedCell:
    return JoinedCell(
        cell.row + shift,
        cell.rowspan,
        xs[cell.col],
        xs[cell.col + cell.colspan],
        cell.text,
        cell.bold,
        [(table.page, cell)],
        cell.confidence,
    )


def continuations(
    open_tables: Sequence[JoinedTable], lead: Sequence[TextLine], items: Sequence[TextLine | PageTable], foot: float
) -> dict[int, tuple[JoinedTable, str]]:
    """Which tables at the top of a page go on from the page before, and why, by ``id`` of the part.

    ``lead`` are the lines above them, ``foot`` is how far down text reaches on such pages. A part goes on if its sides
    are those of a table that ended the page before and nothing stands between: no line, or only captions that say it is
    continued, or the table's own captions printed again over its own header rows.
    """
    found: dict[int, tuple[JoinedTable, str]] = {}
    waiting = list(open_tables)
    row_end: float | None = None
    for item in items:
        if not isinstance(item, PageTable) or (row_end is not None and item.top > row_end):
            break
        row_end = item.bottom if row_end is None else max(row_end, item.bottom)
        for table in waiting:
            if item.scanned:
                why = _why_scanned(table, lead, item, foot)
            else:
                why = _why(table, lead, item, foot) if same_edges(table.parts[-1], item) else ""
            if why:
                found[id(item)] = (table, why)
                waiting.remove(table)
                break
    return found


def _why_scanned(table: JoinedTable, lead: Sequence[TextLine], part: PageTable, foot: float) -> str:
    """As :func:`_why`, with the edges of ``part`` laid upon the table's; they stay so if it goes on."""
    own = part.xs
    laid = scanned.laid_upon(table.parts[-1].xs, table.xs, own)
    if laid is None:
        return ""
    part.xs = laid
    why = _why(table, lead, part, foot)
    if not why:
        part.xs = own
    return why


def _why(table: JoinedTable, lead: Sequence[TextLine], part: PageTable, foot: float) -> str:
    """The reason to read ``part`` as the rest of ``table``; empty if there is none."""
    room = foot - table.parts[-1].bottom
    if not lead:
        return "" if _begins_anew(table, part, room) else "same left and right edges, nothing between"
    if len(lead) > MOST_LINES:
        return ""
    texts = [squash(line.text) for line in lead]
    continued = says_continued(texts, table.lead)
    if continued is not None:
        return "same left and right edges, continuation caption" if continued else ""
    if texts != table.lead[-len(texts) :] or not _repeated_rows(table.parts[0], part):
        return ""
    if room >= part.ys[min(len(part.ys) - 1, 2)] - part.top:
        return ""
    return "same left and right edges, captions and header rows printed again"


def _begins_anew(table: JoinedTable, part: PageTable, room: float) -> bool:
    """A form whose title is its own first row: the title of the form before, but not its header, is printed again, or
    it begins a page although there was room on the one before."""
    if len(part.cells) < 2 or len(part.ys) < 3 or part.cells[0].colspan < len(part.xs) - 1 or not part.cells[0].text:
        return False
    repeated = _repeated_rows(table.parts[0], part)
    return repeated == 1 or (repeated == 0 and room > part.ys[2] - part.top + _ROOM)


def same_edges(a: PageTable, b: PageTable) -> bool:
    return abs(a.x0 - b.x0) <= EDGE and abs(a.x1 - b.x1) <= EDGE


def append(joined: JoinedTable, part: PageTable, reason: str) -> None:
    """Lay ``part`` under the table: repeated header rows dropped, a cut row and cut cells healed."""
    first = joined.parts[0]
    dropped = _repeated_rows(first, part)
    body = [c for c in part.cells if c.row >= dropped]
    joined.xs, xs = _merged(joined.xs, part.xs)
    before = joined.n_rows
    bottoms = {(c.x0, c.x1): c for c in joined.cells if c.row + c.rowspan == before}
    tops: list[tuple[JoinedCell | None, PageCell]] = []
    for cell in body:
        if cell.row == dropped:
            tops.append((bottoms.get((xs[cell.col], xs[cell.col + cell.colspan])), cell))
    cut = _row_was_cut(tops, joined.parts[-1], part, dropped)
    shift = before - dropped - (1 if cut else 0)
    partner = {id(cell): held for held, cell in tops if held is not None}
    reach = _label_reach(tops)
    divides = _divides(tops, before)
    lasting: dict[int, JoinedCell] = {}
    for k, cell in enumerate(part.cells):
        if cell.row < dropped:
            continue
        held = partner.get(id(cell)) if cell.row == dropped else None
        if held is not None and (cut or _goes_on(held, cell, cell.col <= reach or divides, divides, joined, part)):
            held.rowspan += cell.rowspan - (1 if cut else 0)
            if cell.text:
                held.text = _continued_text(held, cell, part)
            held.places.append((part.page, cell))
            lasting[k] = held
            continue
        made = _cell(part, cell, shift, xs)
        joined.cells.append(made)
        lasting[k] = made
    joined.inner += [(lasting[k], t) for k, t in part.inner if k in lasting]
    joined.n_rows = max(before, shift + len(part.ys) - 1)
    joined.parts.append(part)
    joined.header_rows = max(joined.header_rows, dropped)
    joined.joins.append(Join(before - (1 if cut else 0), part.page, reason, dropped))


def _repeated_rows(first: PageTable, part: PageTable) -> int:
    """How many leading rows of ``part`` print the table's own leading rows again."""
    limit = min(len(first.ys), len(part.ys)) - 1
    best = 0
    for k in range(1, min(limit, _MAX_HEADER) + 1):
        a, b = _rows(first, k), _rows(part, k)
        if a is None or b is None:
            continue
        if a != b and not (part.scanned and scanned.alike(a, b)):
            break
        if any(text for *_, text in a):
            best = k
    return best


def _rows(table: PageTable, k: int) -> list[tuple[int, int, int, int, str]] | None:
    """The cells of the first ``k`` rows in comparable form; None if a cell runs on below."""
    found: list[tuple[int, int, int, int, str]] = []
    for c in table.cells:
        if c.row < k:
            if c.row + c.rowspan > k:
                return None
            x0, x1 = table.xs[c.col] - table.x0, table.xs[c.col + c.colspan] - table.x0
            found.append((c.row, c.rowspan, round(x0 / 3), round(x1 / 3), "".join(c.text.split())))
    return found


def _merged(xs: Sequence[float], more: Sequence[float]) -> tuple[list[float], list[float]]:
    """All column edges of both parts, and what each edge of the second part is among them: edges within EDGE are one,
    but never two of the same part."""
    pairs = sorted((abs(x - y), i, j) for i, x in enumerate(xs) for j, y in enumerate(more) if abs(x - y) <= EDGE)
    same: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in used and j not in same:
            same[j] = i
            used.add(i)
    mapped = [xs[same[j]] if j in same else y for j, y in enumerate(more)]
    return sorted({*xs, *mapped}), mapped


def _label_reach(tops: Sequence[tuple[JoinedCell | None, PageCell]]) -> int:
    """First column under the break that prints something: what is blank before it may be merged from above."""
    return min((cell.col for _, cell in tops if cell.text), default=0)


def _divides(tops: Sequence[tuple[JoinedCell | None, PageCell]], rows: int) -> bool:
    """The row under the break is the second row of a header: it only divides wide cells of the row above."""
    if rows > _MAX_HEADER or not tops:
        return False
    return all((held is None) == bool(cell.text) and (held is None or bool(held.text)) for held, cell in tops)


def _touches_bottom(cell: PageCell) -> bool:
    """The text fills its cell down to the break."""
    return bool(cell.lines) and not cell.vertical and cell.box[3] - cell.lines[-1].bottom < 1.1 * cell.lines[-1].size


def _touches_top(cell: PageCell) -> bool:
    return bool(cell.lines) and not cell.vertical and cell.lines[0].top - cell.box[1] < 1.1 * cell.lines[0].size


def _row_was_cut(
    tops: Sequence[tuple[JoinedCell | None, PageCell]], above: PageTable, part: PageTable, first: int
) -> bool:
    """The first row under the break is the rest of the last row above it.

    Then it has the same columns, prints something only where text runs down to the break and breaks off there, and
    leaves blank the cells that the row above has finished.
    """
    if not tops or any(held is None for held, _ in tops):
        return False
    pairs = [(held, cell) for held, cell in tops if held is not None]
    filled = [(held, cell) for held, cell in pairs if cell.text]
    if not filled:
        height = part.ys[first + 1] - part.ys[first]
        return height < min((line.size for c in above.cells for line in c.lines), default=0.0)
    if not all(_text_goes_on(held.last, cell, above) for held, cell in filled):
        return False
    finished = [held for held, cell in pairs if held.rowspan == 1 and held.text and not cell.text]
    return bool(finished) or all(_breaks_off(held.last, cell, part.pad) for held, cell in filled)


def _text_goes_on(held: PageCell, cell: PageCell, above: PageTable) -> bool:
    """The text of ``cell`` may be the rest of that of ``held``: both reach the break, neither is a figure by itself."""
    if not held.lines or held.vertical or cell.vertical or not (_touches_bottom(held) and _touches_top(cell)):
        return False
    if _FIGURE.fullmatch(cell.text) or _FIGURE.fullmatch(held.text):
        return False
    return len(held.lines) > 1 or _breaks_off(held, cell, above.pad)


def _breaks_off(held: PageCell, cell: PageCell, pad: float) -> bool:
    """The last line above the break is full and no sentence ends there."""
    last = held.lines[-1]
    return last.text[-1] not in _ENDS and is_full(last, cell.lines[0], held.box[0] + pad, held.box[2] - pad)


def _goes_on(
    held: JoinedCell, cell: PageCell, is_label: bool, divides: bool, joined: JoinedTable, part: PageTable
) -> bool:
    """A cell merged over several rows goes on under the break."""
    tall = held.rowspan > 1, cell.rowspan > 1
    if not cell.text:
        if all(tall):
            return True
        if not is_label or not held.text:
            return False
        return any(tall) or divides or _column_merges(held, joined, part, cell)
    if not held.text or "".join(held.text.split()) == "".join(cell.text.split()):
        return False  # printed again in full: a cell of its own
    if _stacked(held.last) and _stacked(cell):
        if not _touches_bottom(held.last) or not _touches_top(cell):
            return False
        alone = any(tall) or (is_label and len(held.text) == 1 and len(cell.lines) > 1)
        return all(tall) or (alone and _fills(held.last) and _row_is_full(held.last, joined.parts[-1]))
    if (any(tall) or is_label) and _completes(held.text, cell.text):
        return True
    if not any(tall):
        return False
    if not _text_goes_on(held.last, cell, joined.parts[-1]) or not _breaks_off(held.last, cell, part.pad):
        return False
    return len(held.text) >= _LONG or (held.last.text[-1] not in CLOSING and _stands_high(cell, joined.parts[-1], part))


def _column_merges(held: JoinedCell, joined: JoinedTable, part: PageTable, blank: PageCell) -> bool:
    """The column of ``held`` merges cells elsewhere and never leaves one blank: this blank is merged, too."""
    column = [(c.rowspan, c.text) for c in joined.cells if (c.x0, c.x1) == (held.x0, held.x1)]
    column += [
        (c.rowspan, c.text) for c in part.cells if (c.col, c.colspan) == (blank.col, blank.colspan) and c is not blank
    ]
    return any(span > 1 and text for span, text in column) and all(text for _, text in column)


def _stands_high(cell: PageCell, above: PageTable, part: PageTable) -> bool:
    """Its text begins at the very top of a tall box, although this table centres texts: it began before the break."""
    size = cell.lines[0].size
    over, under = _slack(cell)
    if over > 0.7 * size or under < over + 1.2 * size:
        return False
    others = [_slack(c) for t in (above, part) for c in t.cells if c.lines and not c.vertical and c is not cell]
    roomy = [(a, b) for a, b in others if a + b > 2 * size]
    return bool(roomy) and 2 * sum(abs(a - b) < 0.6 * size for a, b in roomy) > len(roomy)


def _completes(text: str, rest: str) -> bool:
    """The rest closes a bracket the text left open, or is a bracket that belongs behind a label without one."""
    opened = sum(text.count(c) for c in "（(") - sum(text.count(c) for c in "）)")
    closed = sum(rest.count(c) for c in "）)") - sum(rest.count(c) for c in "（(")
    if opened == 1:
        return closed == 1
    return opened == closed == 0 and text[-1] not in "）)" and _REMARK.fullmatch(rest) is not None


def _fills(cell: PageCell) -> bool:
    return bool(cell.lines) and _touches_top(cell) and _touches_bottom(cell)


def _row_is_full(cell: PageCell, table: PageTable) -> bool:
    """It is not (only) this cell's text that made its row as high as it is."""
    return any(
        _fills(c)
        for c in table.cells
        if c is not cell and not _stacked(c) and (c.row, c.rowspan) == (cell.row, cell.rowspan)
    )


def _slack(cell: PageCell) -> tuple[float, float]:
    """Free room above and below the text of a cell."""
    return cell.lines[0].top - cell.box[1], cell.box[3] - cell.lines[-1].bottom


def _stacked(cell: PageCell) -> bool:
    return bool(cell.lines) and all(len(line.text) == 1 and line.text > "\u2e80" for line in cell.lines)


def _continued_text(held: JoinedCell, cell: PageCell, part: PageTable) -> str:
    if not held.text:
        return cell.text
    last = held.last
    if last.lines and cell.lines and not last.vertical:
        return (
            held.text + seam(last.lines[-1], cell.lines[0], last.box[0] + part.pad, last.box[2] - part.pad) + cell.text
        )
    return held.text + cell.text
