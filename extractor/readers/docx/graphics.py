"""Drawings: the text boxes in them, and a count of what holds no text to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extractor.readers.docx.names import (
    ALTERNATE,
    BLIP,
    CHOICE,
    EXTENT,
    FALLBACK,
    GRAPHIC_DATA,
    IMAGEDATA,
    OLE_OBJECT,
    TEXTPATH,
    TXBX,
    Element,
    number,
)

_OFFICE: Final = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
# a picture at least this large (8 by 4 cm, in EMU) may well hold text or a table
_LARGE: Final = (2_880_000, 1_440_000)
_WORD_ART: Final = 1000


@dataclass(slots=True)
class Tally:
    """What was met and can't be read as text."""

    pictures: int = 0
    large_pictures: int = 0
    objects: int = 0
    private: int = 0


def scan(parent: Element, boxes: list[Element | str], tally: Tally) -> None:
    """Add the text boxes (w:txbxContent) and WordArt texts below ``parent`` to ``boxes``, and count the rest."""
    for e in parent:
        tag = e.tag
        if tag == TXBX:
            boxes.append(e)
        elif tag == ALTERNATE:
            branch = choose(e)
            if branch is not None:
                scan(branch, boxes, tally)
        elif tag == TEXTPATH:
            boxes.append((e.get("string") or "")[:_WORD_ART])
        else:
            if tag in (BLIP, IMAGEDATA):
                tally.pictures += 1
            elif tag == EXTENT:
                if number(e.get("cx")) >= _LARGE[0] and number(e.get("cy")) >= _LARGE[1]:
                    tally.large_pictures += next(parent.iter(BLIP), None) is not None
            elif tag == OLE_OBJECT or (tag == GRAPHIC_DATA and _foreign(e)):
                tally.objects += 1
            scan(e, boxes, tally)


def choose(alternate: Element) -> Element | None:
    """The branch of an mc:AlternateContent that Word shows: a choice in its own vocabulary, else the fallback."""
    fallback = alternate.find(FALLBACK)
    first = None
    for choice in alternate.iterchildren(CHOICE):
        names: dict[str | None, str] = choice.nsmap
        needs = [names.get(prefix) or "" for prefix in (choice.get("Requires") or "").split()]
        if len(choice) and all(n.startswith(_OFFICE) for n in needs):
            return choice
        first = choice if first is None and len(choice) else first
    return fallback if fallback is not None and len(fallback) else first


def _foreign(data: Element) -> bool:
    """Charts, diagrams and other drawings whose content lies in parts of their own."""
    uri = data.get("uri") or ""
    return uri.rpartition("/")[2] in ("chart", "chartex", "diagram") or uri.endswith("/lockedCanvas")
