"""From places in a Document back to the runs of its file, so that something can be attached exactly there."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from extractor.model.document import Paragraph
from extractor.model.report import Location
from extractor.readers.docx.inline import Line
from extractor.readers.docx.names import OMATH, RPR, XML_SPACE, Element, P, R, T
from extractor.readers.docx.package import STRICT, Package
from extractor.readers.docx.story import Trace

_SPACE: Final = " \t\r\n"


@dataclass(slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a text, all shown by one element (w:t, w:tab, w:sym, …)."""

    start: int
    end: int
    element: Element


@dataclass(slots=True)
class Anchor:
    """One paragraph or cell of the document."""

    pieces: list[Piece]
    paragraphs: list[Element]
    """Its w:p elements: for places that show nothing to attach to, such as a blank cell."""

    def runs(self, start: int, end: int) -> list[tuple[Element, int, int]]:
        """The runs that show characters ``start`` to ``end`` of the text, in order, each with the part of it (offsets
        into what the run shows). Automatic numbers have no run; a formula stands for the run around it."""
        found: list[tuple[Element, int, int]] = []
        at: dict[Element, int] = {}
        for piece in self.pieces:
            run = outer_run(piece.element)
            offset = at.get(run, 0)
            at[run] = offset + piece.end - piece.start
            low, high = max(start, piece.start), min(end, piece.end)
            if low < high:
                first, last = offset + low - piece.start, offset + high - piece.start
                if found and found[-1][0] is run:
                    first = found.pop()[1]
                found.append((run, first, last))
        return found

    def isolate(self, start: int, end: int) -> list[Element]:
        """Runs that show exactly characters ``start`` to ``end``, split off from others where necessary.

        Splitting changes nothing that is seen. What can't be split (a symbol, a formula) is taken whole; an automatic
        number gives no run.
        """
        self._cut(start)
        self._cut(end)
        runs = (outer_run(p.element) for p in self.pieces if p.start < end and p.end > start)
        return list(dict.fromkeys(runs))

    def _cut(self, at: int) -> None:
        """Make a run end before character ``at``."""
        for i, piece in enumerate(self.pieces):
            element = piece.element
            run = element.getparent()
            if not piece.start <= at <= piece.end or run.tag != R or outer_run(element) is not run:
                continue
            if piece.start < at < piece.end and element.tag == T:
                tail = _split_text(element, piece.end - piece.start, at - piece.start)
                self.pieces.insert(i + 1, Piece(at, piece.end, tail))
                piece.end = at
                _split_run(run, tail)
                return
            if at == piece.start:
                _split_run(run, element)
            elif at == piece.end and (following := element.getnext()) is not None:
                _split_run(run, following)


class Anchors:
    """All anchors of one document, and its package with the trees they point into."""

    def __init__(self, package: Package, traces: list[Trace]) -> None:
        self.package = package
        self._paragraphs: dict[int, Anchor] = {}
        self._cells: dict[tuple[int, int, int], Anchor] = {}
        for what, table, lines in traces:
            if isinstance(what, Paragraph):
                self._paragraphs[what.index] = _anchor(lines, keep_blank=True)
            elif table is not None:
                # the trace of a merged-away cell comes after that of the cell shown in its place
                self._cells.setdefault((table, what.row, what.col), _anchor(lines, keep_blank=False))

    def paragraph(self, index: int) -> Anchor | None:
        """The anchor of a paragraph outside tables."""
        return self._paragraphs.get(index)

    def cell(self, table: int, row: int, col: int) -> Anchor | None:
        """The anchor of the cell whose top left corner is at (row, col)."""
        return self._cells.get((table, row, col))

    def at(self, location: Location) -> Anchor | None:
        """The anchor of the paragraph or cell a location names."""
        if location.table is not None and location.row is not None and location.col is not None:
            return self.cell(location.table, location.row, location.col)
        return self.paragraph(location.paragraph) if location.paragraph is not None else None

    def save(self, target: Path | io.BytesIO, parts: Mapping[str, bytes] | None = None) -> None:
        """Write the package with body and notes as their trees are now; ``parts`` replaces or adds others by name.

        All other parts keep their bytes. Raises ReadError if one of them is damaged.
        """
        new = dict(parts or {})
        package = self.package
        stories = {package.main, package.part_name("footnotes"), package.part_name("endnotes")}
        with (
            zipfile.ZipFile(io.BytesIO(package.data)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
        ):
            for info in old.infolist():
                name = info.filename.replace("\\", "/").lstrip("/").lower()
                given = next((key for key in new if key.lower() == name), None)
                if given is not None:
                    data = new.pop(given)
                elif name in stories and name in package.trees:
                    data = serialise(package.trees[name], name in package.strict)
                else:
                    data = package.copy(old, info)
                out.writestr(info.filename, data)
            for name, data in new.items():
                out.writestr(name, data)


def serialise(root: Element, strict: bool = False) -> bytes:
    """The bytes of a part, in the namespaces of the strict form if the part was read from it."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for there, here in STRICT if strict else ():
        data = data.replace(here, there)
    return data


def outer_run(element: Element) -> Element:
    """The run (or formula) directly below the paragraph that shows this element."""
    found = element
    for e in element.iterancestors():
        if e.tag == P:
            break
        if e.tag in (R, OMATH):
            found = e
    return found


def _anchor(lines: list[Line], keep_blank: bool) -> Anchor:
    pieces: list[Piece] = []
    offset = 0
    for line in lines:
        if not keep_blank and not line.text.strip():
            continue
        at = offset + len(line.label)
        for part, source in zip(line.parts, line.sources or (), strict=True):
            if part and source is not None:
                pieces.append(Piece(at, at + len(part), source))
            at += len(part)
        offset = at + 1
    return Anchor(pieces, [line.element for line in lines if line.element is not None])


def _split_text(t: Element, length: int, at: int) -> Element:
    """Split a w:t of which ``length`` characters are shown; returns the new one with those from ``at`` on."""
    text = t.text.replace("\n", " ")
    text = text if len(text) == length else text.strip(_SPACE)
    tail = t.makeelement(t.tag, t.attrib, t.nsmap)
    t.text, tail.text = text[:at], text[at:]
    t.set(XML_SPACE, "preserve")
    tail.set(XML_SPACE, "preserve")
    t.addnext(tail)
    return tail


def _split_run(run: Element, at: Element) -> None:
    """Move ``at`` and what follows it into a run of its own, unless the run begins with it."""
    moved = [at, *at.itersiblings()]
    if all(e.tag == RPR for e in at.itersiblings(preceding=True)):
        return
    new = run.makeelement(run.tag, run.attrib, run.nsmap)
    for properties in run.iterchildren(RPR):
        new.append(copy.deepcopy(properties))
    new.extend(moved)
    run.addnext(new)
