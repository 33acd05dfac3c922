"""Every table of a document with its meaning, and the facts of those that are not score forms."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.interpret.bands import CONTINUED
from extractor.interpret.blocks import Part, read_parts
from extractor.interpret.build import FactBuilder
from extractor.interpret.captions import Caption, read_caption
from extractor.interpret.kinds import classify
from extractor.interpret.outline import Outline
from extractor.interpret.sheet import Sheet
from extractor.interpret.table_facts import TableWriter
from extractor.interpret.table_units import fill_units
from extractor.model.document import Document, Paragraph, Table
from extractor.model.interpretation import TableKind, TableView
from extractor.model.report import Location
from extractor.text.labels import squash

SCORE_FORMS: frozenset[TableKind] = frozenset({"department_score", "project_score"})
"""Forms read by :mod:`extractor.interpret.forms`; their views come without blocks."""


def read_tables(document: Document, outline: Outline, builder: FactBuilder) -> list[TableView]:
    """All tables in reading order, nested ones after the table that holds them. Never fails on odd tables.

    A view's unit is the printed one; where a table prints none, the unit that the rest of the document gives its
    money, if that is beyond doubt (:mod:`extractor.interpret.table_units`).
    """
    positions = {block.index: at for at, block in enumerate(document.blocks) if isinstance(block, Table)}
    read: list[tuple[TableView, Sheet, set[int]]] = []
    for table in document.tables():
        position = positions.get(table.parent[0] if table.parent else table.index, 0)
        sheet = Sheet(table)
        above: Sequence[str] = () if table.parent else [p.text for p in outline.captions(position)]
        caption = read_caption(above, sheet, "" if table.parent else _paragraph_before(document, position))
        read.append((_view(table, sheet, caption, outline, position), sheet, set(caption.rows)))
    fill_units(document, [(view, sheet) for view, sheet, _ in read])
    before: list[Part] = []
    for at, (view, sheet, skip) in enumerate(read):
        if view.kind in SCORE_FORMS:
            before = []
            continue
        last = read[at - 1][0] if at else None
        follows = last is not None and _follows(document, positions, last.table, view.table)
        parts, continued = read_parts(sheet, skip, view.fiscal_year, before if follows else ())
        if continued and last is not None:
            view.title, view.kind, view.fiscal_year = last.title, last.kind, last.fiscal_year
            view.unit, view.organization = last.unit, last.organization
        view.blocks = [part.block for part in parts]
        TableWriter(view, sheet, outline, builder).write(parts)
        before = parts
    return [view for view, _, _ in read]


def _follows(document: Document, positions: dict[int, int], last: Table, table: Table) -> bool:
    """Whether a table stands directly below another of the same width: nothing printed between but 续表."""
    start, end = positions.get(last.index), positions.get(table.index)
    if start is None or end is None or last.n_cols != table.n_cols:
        return False
    between = [b for b in document.blocks[start + 1 : end] if not isinstance(b, Paragraph) or b.text.strip()]
    return all(isinstance(b, Paragraph) and CONTINUED.fullmatch(squash(b.text)) for b in between)


def _paragraph_before(document: Document, position: int) -> str:
    """The last words printed before a table."""
    for block in reversed(document.blocks[max(0, position - 4) : position]):
        if not isinstance(block, Paragraph):
            return ""
        if block.text.strip():
            return block.text
    return ""


def _view(table: Table, sheet: Sheet, caption: Caption, outline: Outline, position: int) -> TableView:
    context = outline.context(position)
    owner = caption.organization and (outline.resolve(caption.organization) or caption.organization)
    page = table.cells[0].places[0].page if table.cells and table.cells[0].places else None
    return TableView(
        table=table,
        id=f"t{table.index + 1}",
        title=caption.title,
        kind=classify(caption.title, sheet),
        unit=caption.unit,
        organization=owner or context.organization,
        fiscal_year=caption.year or context.fiscal_year,
        section=context.section,
        location=Location(page=page, section=context.section, table=table.index),
        annex=context.annex,
    )
