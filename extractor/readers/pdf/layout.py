"""One page read: its tables with their text, and the lines of text around them, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.document import Box
from extractor.model.glyphs import GlyphLine
from extractor.readers.pdf import columns, halfruled, marks, opentables, rulings, scans, turn
from extractor.readers.pdf.cells import PageTable, distribute, make_table
from extractor.readers.pdf.grids import Grid, build
from extractor.readers.pdf.lines import TextLine, make_line, make_lines
from extractor.readers.pdf.values import Fill, PageGeometry, Run

Item = TextLine | PageTable
_FRAME = 0.6
"""A single box that covers more of the page than this is a page border, not a table."""
_LATTICE = 4
_MOST_CROSSINGS, _MOST_LINES = 250_000, 3_000
_RIM = 0.1
_TILED = 0.8


@dataclass(slots=True)
class PageLayout:
    """What is left of a page when its geometry is released."""

    number: int
    width: float
    height: float
    items: list[Item]
    geometry: PageGeometry
    """Emptied: only its size and turn are kept, to place boxes on the sheet."""
    kept_out: list[TextLine] = field(default_factory=list)
    """Watermarks and stamps."""
    covered: float = 0.0
    """Part of the sheet that pictures cover."""
    picture: bool = False
    """It is a picture without text."""
    recognised: bool = False
    """Its text is the invisible layer of a text recogniser."""
    reading: list[GlyphLine] | None = None
    """What a recogniser read, where the text comes from one of this program."""
    dense: bool = False
    """Its lines are too many to be tables."""
    note_rule: float | None = None
    """Height of a footnote separator."""


def read_page(geometry: PageGeometry) -> PageLayout:
    """Tables and lines of one page; ``geometry`` is emptied."""
    turn.upright(geometry)
    recognised = marks.is_recognised(geometry)
    runs, aside = marks.visible(geometry)
    grids, loose, dense = find_grids(geometry)
    tables, runs = _fill(grids, runs, geometry.number)
    sideways = [run for run in runs if run.angle]
    if sideways:
        runs = [run for run in runs if not run.angle]
    lines = make_lines(runs, geometry.number)
    more, lines = opentables.find(lines, loose, geometry.number)
    tables += more
    items = columns.reading_order(lines, tables)
    items += [line for run in sideways if not _in_margin(run, geometry) and (line := make_line([run], geometry.number))]
    layout = PageLayout(geometry.number, geometry.width, geometry.height, items, geometry)
    layout.kept_out = make_lines(aside, geometry.number)
    layout.covered, layout.picture = scans.coverage(geometry), scans.is_picture(geometry)
    layout.reading = geometry.recognised
    for table in tables:
        table.scanned = layout.reading is not None
    layout.recognised, layout.dense = recognised, dense
    layout.note_rule = _note_rule(loose, geometry)
    geometry.runs, geometry.across, geometry.down, geometry.fills = [], [], [], []
    return layout


def _in_margin(run: Run, geometry: PageGeometry) -> bool:
    """Sideways text at the rim of the sheet: the page number of a turned page, a binding mark."""
    x, y = (run.x0 + run.x1) / 2 / geometry.width, (run.top + run.bottom) / 2 / geometry.height
    return not (_RIM < x < 1 - _RIM and _RIM < y < 1 - _RIM)


def find_grids(geometry: PageGeometry) -> tuple[list[Grid], list[rulings.Line], bool]:
    """Grids of all ruled tables, the horizontal lines that belong to none, and whether the lines were too many."""
    across, down = rulings.joined(geometry.across), rulings.joined(geometry.down)
    if len(across) * len(down) > _MOST_CROSSINGS or len(across) > _MOST_LINES:
        return [], [], True  # a drawing, not tables
    found: list[Grid] = []
    loose: list[rulings.Line] = []
    for h, v in rulings.groups(across, down):
        grid = build(h, v)
        if grid is None:
            loose += h
        elif not (len(grid.cells) == 1 and _is_frame(grid.box, geometry)):
            found.append(grid)
    if len(geometry.fills) >= _LATTICE:
        found += _from_fills(geometry, found)
    return found, loose, False


def _from_fills(geometry: PageGeometry, ruled: list[Grid]) -> list[Grid]:
    """Grids of cells told apart only by their ground, outside the ruled ones."""
    outside = [f for f in geometry.fills if not any(_inside((f.x0, f.top, f.x1, f.bottom), g.box, 2.0) for g in ruled)]
    if len(outside) < _LATTICE:
        return []
    edges = rulings.edges_of(outside)
    found: list[Grid] = []
    for h, v in rulings.groups(rulings.joined(edges[0]), rulings.joined(edges[1])):
        grid = build(h, v)
        if grid is not None and len(grid.xs) > 2 and len(grid.ys) > 2 and _is_tiled(grid, outside):
            found.append(grid)
    return found


def _is_tiled(grid: Grid, fills: Sequence[Fill]) -> bool:
    """Every cell has its own ground. Text marked with a highlighter has one ground a line, and no cells."""
    x0, top, x1, bottom = grid.box
    inside = [f for f in fills if _inside((f.x0, f.top, f.x1, f.bottom), (x0, top, x1, bottom), 2.0)]
    return len(inside) >= _TILED * len(grid.cells) and len(inside) >= 2 * (len(grid.ys) - 1) * _TILED


def _is_frame(box: Box, geometry: PageGeometry) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > _FRAME * geometry.width * geometry.height


def _inside(box: Box, outer: Box, play: float) -> bool:
    return (
        box[0] >= outer[0] - play
        and box[1] >= outer[1] - play
        and box[2] <= outer[2] + play
        and box[3] <= outer[3] + play
    )


def _fill(grids: list[Grid], runs: list[Run], page: int) -> tuple[list[PageTable], list[Run]]:
    """Tables with text, outer ones only (nested ones hang on their cells), and the runs outside all."""
    grids.sort(key=lambda g: (g.box[2] - g.box[0]) * (g.box[3] - g.box[1]))
    made: list[PageTable] = []
    for grid in grids:
        if not runs:
            held: dict[int, list[Run]] = {}
        else:
            held, runs = distribute(grid, runs)
        made.append(halfruled.refine(make_table(grid, held, page)))
    outer: list[PageTable] = []
    for i, table in enumerate(made):
        host = next((t for t in made[i + 1 :] if len(t.cells) > 1 and _inside(table.box, t.box, 1.0)), None)
        k = None if host is None else _cell_around(host, table.box)
        if host is None or k is None:
            outer.append(table)
        else:
            host.inner.append((k, table))
    outer.sort(key=lambda t: (t.top, t.x0))
    return outer, runs


def _cell_around(table: PageTable, box: Box) -> int | None:
    return next((k for k, cell in enumerate(table.cells) if _inside(box, cell.box, 1.0)), None)


def _note_rule(loose: list[rulings.Line], geometry: PageGeometry) -> float | None:
    """The short line at the left under the text that parts the footnotes off."""
    found = [
        h.at
        for h in loose
        if h.at > geometry.height / 2
        and 0.12 * geometry.width < h.end - h.start < 0.45 * geometry.width
        and h.start < geometry.width / 3
    ]
    return max(found, default=None)
