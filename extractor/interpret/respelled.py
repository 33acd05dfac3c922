"""The department's name where its recognised title was misread: as the rest of the document spells it."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model.document import Document

_SURE = 0.98
"""Probability from which a character counts as read (see docs/ocr-confidence.md)."""
_ALIKE = 85.0


def respelled(name: str, others: Iterable[str | None], document: Document) -> str:
    """``name``, or that of ``others`` which is nearly the same and stands in the document more often, if a character of
    ``name`` was recognised with doubt. Text that is the file's own is never respelled."""
    if not _doubtful(name, document):
        return name
    from rapidfuzz.fuzz import ratio

    texts = [p.text for p in document.paragraphs()] + [c.text for t in document.tables() for c in t.cells]

    def times(word: str) -> int:
        return sum("".join(t.split()).count(word) for t in texts)

    near = {o for o in others if o and o != name and ratio(o, name) >= _ALIKE and times(o) >= max(2, times(name))}
    return max(sorted(near), key=times, default=name)


def _doubtful(name: str, document: Document) -> bool:
    for line in document.recognised:
        glyphs = [g for g in line.glyphs if g.char]
        at = "".join(g.char for g in glyphs).find(name)
        if at >= 0 and any(g.confidence < _SURE for g in glyphs[at : at + len(name)]):
            return True
    return False
