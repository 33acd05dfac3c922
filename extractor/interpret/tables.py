"""Every table of a document with its meaning, and the facts of those that are not score forms."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.interpret.blocks import read_parts
from extractor.interpret.build import FactBuilder
from extractor.interpret.captions import read_caption
from extractor.interpret.kinds import classify
from extractor.interpret.outline import Outline
from extractor.interpret.sheet import Sheet
from extractor.interpret.table_facts import TableWriter
from extractor.model.document import Document, Table
from extractor.model.interpretation import TableKind, TableView
from extractor.model.report import Location

SCORE_FORMS: frozenset[TableKind] = frozenset({"department_score", "project_score"})
"""Forms read by :mod:`extractor.interpret.forms`; their views come without blocks."""


def read_tables(document: Document, outline: Outline, builder: FactBuilder) -> list[TableView]:
    """All tables in reading order, nested ones after the table that holds them. Never fails on odd tables."""
    positions = {block.index: at for at, block in enumerate(document.blocks) if isinstance(block, Table)}
    views = []
    for table in document.tables():
        inside = table.parent is not None
        position = positions.get(table.parent[0] if table.parent else table.index, 0)
        above: Sequence[str] = () if inside else [p.text for p in outline.captions(position)]
        sheet = Sheet(table)
        context = outline.context(position)
        caption = read_caption(above, sheet)
        organization = caption.organization and (outline.resolve(caption.organization) or caption.organization)
        page = table.cells[0].places[0].page if table.cells and table.cells[0].places else None
        view = TableView(
            table=table,
            id=f"t{table.index + 1}",
            title=caption.title,
            kind=classify(caption.title, sheet),
            unit=caption.unit,
            organization=organization or context.organization,
            fiscal_year=caption.year or context.fiscal_year,
            section=context.section,
            location=Location(page=page, section=context.section, table=table.index),
            annex=context.annex,
        )
        if view.kind not in SCORE_FORMS:
            parts = read_parts(sheet, set(caption.rows), view.fiscal_year)
            view.blocks = [part.block for part in parts]
            TableWriter(view, sheet, outline, builder).write(parts)
        views.append(view)
    return views
