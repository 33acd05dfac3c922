"""From pages to a Document: furniture out, tables joined, paragraphs healed, everything numbered."""

from __future__ import annotations

import time
from collections import defaultdict

from extractor.model.document import Block, Cell, Document, Notice, Paragraph, Place, Table
from extractor.readers.limits import Limits
from extractor.readers.pdf import furniture, tablejoin, toc
from extractor.readers.pdf.cells import PageCell, PageTable
from extractor.readers.pdf.layout import PageLayout, read_page
from extractor.readers.pdf.lines import TextLine
from extractor.readers.pdf.notices import notice, of_page
from extractor.readers.pdf.paragraphs import Draft, Flow, Frame, finish, page_frames
from extractor.readers.pdf.pdfium import PageTooComplex
from extractor.readers.pdf.source import GeometrySource
from extractor.readers.pdf.tablejoin import JoinedTable
from extractor.readers.pdf.values import PageGeometry


def assemble(source: GeometrySource, notices: list[Notice], limits: Limits) -> Document:
    """Read all pages and put the document together."""
    pages, found = _read_pages(source, limits)
    notices += found
    furniture.remove(pages)
    notes = _take_notes(pages)
    drafts = _flow(pages)
    geometries = {page.number: page.geometry for page in pages}
    document = Document("", "", "pdf", len(source), [], notices=notices)
    _number(drafts, notes, geometries, document)
    document.recognised = [line for page in pages for line in page.reading or ()]
    toc.mark(document.blocks)
    return document


def _take_notes(pages: list[PageLayout]) -> list[Draft]:
    """Footnotes: smaller lines under a short rule at the foot of a page. They go to the end of the document."""
    found: list[Draft] = []
    flow = Flow()
    for page in pages:
        if page.note_rule is None:
            continue
        rule = page.note_rule
        below = [i for i in page.items if isinstance(i, TextLine) and i.top > rule - 1]
        above = [i.size for i in page.items if isinstance(i, TextLine) and i.bottom < rule + 1]
        if not below or not above or max(i.size for i in below) > 0.95 * max(set(above), key=above.count):
            continue
        page.items = [i for i in page.items if not any(i is b for b in below)]
        frame = Frame(min(i.x0 for i in below), max(i.x1 for i in below), 0.0)
        found += [draft for line in below if (draft := flow.add(line, frame)) is not None]
    if (draft := flow.flush()) is not None:
        found.append(draft)
    return found


def _read_pages(source: GeometrySource, limits: Limits) -> tuple[list[PageLayout], list[Notice]]:
    pages: list[PageLayout] = []
    trouble: dict[str, list[int]] = defaultdict(list)
    stop = time.monotonic() + limits.max_seconds
    count = 0
    for number in range(1, len(source) + 1):
        if time.monotonic() > stop + source.seconds:
            trouble["out_of_time"] += range(number, len(source) + 1)
            break
        try:
            page = read_page(source.page(number))
            count += sum(len(item.cells) if isinstance(item, PageTable) else 1 for item in page.items)
            if count > limits.max_items:
                raise PageTooComplex("too many lines and cells in all")
        except Exception as error:  # whatever one page makes stumble, the others are read
            trouble["too_complex" if isinstance(error, PageTooComplex) else "page_failed"].append(number)
            continue
        pages.append(page)
        for code in of_page(page):
            trouble[code].append(number)
    return pages, [notice(code, numbers) for code, numbers in trouble.items()]


def _flow(pages: list[PageLayout]) -> list[Draft | JoinedTable]:
    """Paragraphs and tables of all pages in reading order."""
    done: list[Draft | JoinedTable] = []
    flow = Flow()
    open_tables: list[JoinedTable] = []
    for page, frame in zip(pages, page_frames(pages), strict=True):
        items = page.items
        if not items:
            continue
        first = next((k for k, item in enumerate(items) if isinstance(item, PageTable)), len(items))
        lead = [i for i in items[:first] if isinstance(i, TextLine)]
        joins = tablejoin.continuations(open_tables, lead, items[first:], frame.bottom)
        ending: list[JoinedTable] = []
        above: list[TextLine] = []
        for item in items[first - len(lead) if not joins else first :]:
            if isinstance(item, TextLine):
                if (draft := flow.add(item, frame)) is not None:
                    done.append(draft)
                ending = []
                above.append(item)
                continue
            if (draft := flow.flush()) is not None:
                done.append(draft)
            join = joins.get(id(item))
            if join is not None:
                target, reason = join
                tablejoin.append(target, item, reason)
            else:
                target = tablejoin.start(item, above)
                done.append(target)
            above = []
            if ending and ending[-1].parts[-1].bottom < item.top:
                ending = []
            ending.append(target)
        open_tables = ending
    if (draft := flow.flush()) is not None:
        done.append(draft)
    return done


def _number(
    drafts: list[Draft | JoinedTable], notes: list[Draft], geometries: dict[int, PageGeometry], document: Document
) -> None:
    paragraphs = tables = 0
    blocks: list[Block] = document.blocks
    for draft in drafts:
        if isinstance(draft, Draft):
            blocks.append(_placed(finish(draft, paragraphs), geometries))
            paragraphs += 1
        elif len(draft.cells) == 1 and not draft.inner:
            for part in _dissolved(draft):
                blocks.append(_placed(finish(part, paragraphs), geometries))
                paragraphs += 1
        elif any(cell.text for cell in draft.cells) or draft.inner:
            table = _table(draft, tables, geometries)
            tables += 1
            blocks.append(table)
            tables = _nested(draft, table, geometries, document, tables)
    for note in notes:
        paragraph = _placed(finish(note, paragraphs), geometries)
        paragraph.kind = "footnote"
        blocks.append(paragraph)
        paragraphs += 1


def _nested(
    draft: JoinedTable, table: Table, geometries: dict[int, PageGeometry], document: Document, tables: int
) -> int:
    for host, inner in draft.inner:
        child_draft = tablejoin.start(inner)
        child = _table(child_draft, tables, geometries)
        child.parent = (table.index, host.row, draft.xs.index(host.x0))
        tables += 1
        document.nested.append(child)
        tables = _nested(child_draft, child, geometries, document, tables)
    return tables


def _dissolved(draft: JoinedTable) -> list[Draft]:
    """A single box around text is a frame, not a table."""
    flow = Flow()
    found: list[Draft] = []
    for part in draft.parts:
        for cell in part.cells:
            frame = Frame(cell.box[0] + part.pad, cell.box[2] - part.pad, 0.0)
            for line in cell.lines:
                if (done := flow.add(line, frame)) is not None:
                    found.append(done)
    if (done := flow.flush()) is not None:
        found.append(done)
    return found


def _placed(paragraph: Paragraph, geometries: dict[int, PageGeometry]) -> Paragraph:
    boxes = paragraph.boxes
    if boxes and any(geometries[p].moved for p in {b[0] for b in boxes}):
        paragraph.boxes = [(b[0], *geometries[b[0]].place(b[1:])) for b in boxes]
    return paragraph


def _table(draft: JoinedTable, index: int, geometries: dict[int, PageGeometry]) -> Table:
    column = {x: i for i, x in enumerate(draft.xs)}
    base = _column_bases(draft)
    cells: list[Cell] = []
    for c in draft.cells:
        col = column[c.x0]
        places = tuple(Place(page, geometries[page].place(cell.box)) for page, cell in c.places)
        first = c.places[0][1]
        indent = _indent(first, base.get(c.x0, 0.0))
        cells.append(Cell(c.row, col, c.rowspan, column[c.x1] - col, c.text, c.bold, indent, places, c.confidence))
    cells.sort(key=lambda c: (c.row, c.col))
    return Table(index, draft.n_rows, len(draft.xs) - 1, cells, draft.header_rows, draft.joins)


def _column_bases(draft: JoinedTable) -> dict[float, float]:
    """Least distance of the text from the left side of the cells that begin at each column edge."""
    found: dict[float, float] = {}
    for c in draft.cells:
        for _, cell in c.places:
            if cell.lines and not cell.vertical:
                distance = cell.lines[0].x0 - cell.box[0]
                found[c.x0] = min(found.get(c.x0, distance), distance)
    return found


def _indent(cell: PageCell, base: float) -> float:
    """How far left-aligned text is set in, in points."""
    if not cell.lines or cell.vertical:
        return 0.0
    line = cell.lines[0]
    before, after = line.x0 - cell.box[0], cell.box[2] - line.x1
    if before >= after - 1.0:
        return 0.0
    return round(max(0.0, before - base), 1)
