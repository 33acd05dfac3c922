"""From a document to facts, indicators and statements."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from extractor.interpret.outline import Outline, outline
from extractor.model.document import Document, Paragraph
from extractor.model.interpretation import Interpretation
from extractor.model.report import Location

if TYPE_CHECKING:
    from extractor.schema import Schema


class _Located(Protocol):
    location: Location


def interpret(document: Document, schema: Schema) -> Interpretation:
    """Understand a document: its outline, then tables, score forms and prose, all facts in reading order per part."""
    from extractor.interpret.build import FactBuilder
    from extractor.interpret.forms import read_forms
    from extractor.interpret.prose import read as read_prose
    from extractor.interpret.remarks import remarks
    from extractor.interpret.table_stages import settle
    from extractor.interpret.tables import read_tables
    from extractor.text.match import Matcher

    skeleton = outline(document)
    builder = FactBuilder(Matcher(schema), skeleton.organization, skeleton.fiscal_year)
    views = read_tables(document, skeleton, builder)
    forms, indicators, fields = read_forms(views, document, skeleton, builder)
    statements, stated = read_prose(document, skeleton, builder)
    settle(document, skeleton, views, builder.facts)
    found = Interpretation(
        document=document,
        title=skeleton.title,
        organization=skeleton.organization,
        fiscal_year=skeleton.fiscal_year,
        kind=skeleton.kind,
        sections=skeleton.sections,
        tables=views,
        facts=builder.facts,
        indicators=[*indicators, *stated],
        forms=forms,
        statements=statements,
        fields=fields,
        remarks=remarks(document),
    )
    _set_sections(found, skeleton)
    if document.recognised:
        from extractor.recognised.weigh import weigh

        weigh(found)
    return found


def _set_sections(found: Interpretation, skeleton: Outline) -> None:
    """Every location tells its section, whichever part made it."""
    of_paragraph: dict[int, str | None] = {}
    of_table: dict[int, str | None] = {}
    for position, block in enumerate(found.document.blocks):
        if isinstance(block, Paragraph):
            of_paragraph[block.index] = skeleton.section_at(position)
        else:
            of_table[block.index] = skeleton.section_at(position)
    for table in found.document.nested:
        if table.parent is not None:
            of_table[table.index] = of_table.get(table.parent[0])

    def placed(at: Location) -> Location:
        if at.section is not None:
            return at
        section = of_table.get(at.table) if at.table is not None else of_paragraph.get(at.paragraph or 0)
        return at if section is None else replace(at, section=section)

    items: chain[_Located] = chain(
        found.facts, found.indicators, found.forms, found.statements, found.fields, found.tables, found.remarks
    )
    for item in items:
        item.location = placed(item.location)
    for indicator in found.indicators:
        indicator.cells = {name: placed(at) for name, at in indicator.cells.items()}
    for form in found.forms:
        for group in (*form.groups, *form.subgroups):
            group.location = placed(group.location)


__all__ = ["Outline", "interpret", "outline"]
