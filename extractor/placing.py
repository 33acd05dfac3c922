"""Pages and boxes for places that rules know only by paragraph or table: titles, headings, signature lines."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.document import Document, Paragraph, Table, first_line
from extractor.model.report import Evidence, Location, Report, Term


def place(report: Report, document: Document) -> None:
    """Give every finding's evidence and every relation's term a page and a box, where the format has pages."""
    if document.pages is None:
        return
    paragraphs = {p.index: p for p in document.paragraphs()}
    tables = {t.index: t for t in document.tables()}
    items: list[Evidence | Term] = [
        *(e for f in report.findings for e in f.evidence),
        *(t for r in report.relations for t in r.terms),
    ]
    placed: dict[Location, Location] = {}
    for item in items:
        at = item.location
        if at.bbox is None:
            # one figure stands in many relations
            if at not in placed:
                placed[at] = _placed(at, paragraphs, tables)
            item.location = placed[at]


def _placed(at: Location, paragraphs: dict[int, Paragraph], tables: dict[int, Table]) -> Location:
    if at.table in tables:
        cells = tables[at.table].cells
        cell = next((c for c in cells if (c.row, c.col) == (at.row or 0, at.col or 0) and c.places), None)
        return replace(at, page=cell.places[0].page, bbox=cell.places[0].bbox) if cell else at
    found = paragraphs.get(at.paragraph) if at.paragraph is not None else None
    if found is None or not found.boxes:
        return at
    boxes = found.boxes[slice(*at.chars)] if at.chars else found.boxes
    place = first_line(boxes or found.boxes)
    return replace(at, page=place.page, bbox=place.bbox)
