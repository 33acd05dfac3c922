"""How much of what is printed was understood and verified: the proof behind a silence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractor.interpret.standards import in_rule
from extractor.model.interpretation import Interpretation
from extractor.model.report import Coverage, Location, Relation
from extractor.text.numbers import find_quantities, read_cell

Address = tuple[int | None, int | None, int | None, int | None]
Span = tuple[int, int]


def measure(interpretation: Interpretation, relations: Iterable[Relation]) -> Coverage:
    """Count the quantities printed in a report, those that became facts, and those in an evaluated relation.

    Numbering columns, code columns, repeated header rows, tables of contents and rules of scoring are not quantities.
    """
    facts = _spans(f.location for f in interpretation.facts)
    evaluated = _spans(t.location for r in relations if r.status != "undetermined" for t in r.terms)
    total = in_facts = in_relations = 0
    for address, span in printed(interpretation):
        total += 1
        in_facts += _meets(span, facts.get(address))
        in_relations += _meets(span, evaluated.get(address))
    return Coverage(total, in_facts, in_relations)


def printed(interpretation: Interpretation) -> Iterator[tuple[Address, Span]]:
    """Address and character span of every quantity printed in the report's body and tables."""
    for paragraph in interpretation.document.paragraphs():
        if paragraph.kind == "toc":
            continue
        for q in find_quantities(paragraph.text):
            yield (paragraph.index, None, None, None), (q.start, q.end)
    skipped = _numbering(interpretation)
    for table in interpretation.document.tables():
        for cell in table.cells:
            if (table.index, cell.row, cell.col) in skipped:
                continue
            value = read_cell(cell.text)
            if value.kind == "number":
                yield (None, table.index, cell.row, cell.col), (0, len(cell.text))
            elif value.kind == "text":
                for q in find_quantities(cell.text):
                    if not in_rule(cell.text, q.start, q.end):
                        yield (None, table.index, cell.row, cell.col), (q.start, q.end)


def _numbering(interpretation: Interpretation) -> set[tuple[int, int, int]]:
    """Cells that hold list numbers, codes or header words rather than figures."""
    skipped = set()
    for view in interpretation.tables:
        for block in view.blocks:
            for column in block.columns:
                if column.role in ("number", "code"):
                    skipped |= {(block.table, row.row, column.col) for row in block.rows}
            for header in block.header_rows:
                skipped |= {
                    (block.table, header, col)
                    for col in range(view.table.n_cols)
                    if (cell := view.table.grid[header][col]) is not None and read_cell(cell.text).kind == "number"
                }
    return skipped


def _spans(locations: Iterable[Location]) -> dict[Address, list[Span]]:
    """Spans by address, in order and apart from each other."""
    spans: dict[Address, list[Span]] = defaultdict(list)
    for at in locations:
        spans[(at.paragraph, at.table, at.row, at.col)].append(at.chars or (0, 1 << 30))
    return {address: found if len(found) == 1 else _apart(found) for address, found in spans.items()}


def _apart(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _meets(span: Span, others: list[Span] | None) -> bool:
    if others is None:
        return False
    before = bisect_left(others, (span[1],))
    return before > 0 and others[before - 1][1] > span[0]
