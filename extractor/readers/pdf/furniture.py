"""Running heads, foot lines and page numbers: found by where they stand and that they come back, not by their words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from extractor.readers.pdf.cells import PageTable
from extractor.readers.pdf.layout import PageLayout
from extractor.readers.pdf.lines import TextLine

_BAND = 0.13
"""Part of the page's height at its top and bottom where furniture stands."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–―－_~·.•\s]*(?:第\s*)?(?:page\s*)?(\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})(?:\s*页)?[，,\s]*"
    r"(?:(?:[/／]|of|共)\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―－_~·.•\s]*",
    re.I,
)
_MARKS = re.compile(r"^[^\w%]+|[^\w%]+$")
_LEAST_PAGES = 3
_LEAST_SHARE = 0.6
_LARGER = 1.15
_EDGE_LINES = 3

Key = tuple[int, int, bool, str, int]


def remove(pages: list[PageLayout]) -> list[TextLine]:
    """Take the furniture out of every page's items; returns what was taken."""
    taken: dict[int, list[TextLine]] = {id(p): _page_number(p) for p in pages}
    usual = _usual_size(pages)
    keys: dict[Key, list[tuple[PageLayout, TextLine]]] = defaultdict(list)
    for page in pages:
        numbers = taken[id(page)]
        for line, at_top in _edge_lines(page):
            if not any(line is n for n in numbers) and line.size <= _LARGER * usual:
                keys[_key(page, line, at_top)].append((page, line))
    sizes = Counter(_size(p) for p in pages)
    repeated = {id(line) for numbers in taken.values() for line in numbers}
    repeated |= {id(line) for found in keys.values() if len(found) >= _LEAST_PAGES for _, line in found}
    for key, found in keys.items():
        if len(found) < _LEAST_PAGES or len({p.number for p, _ in found}) < len(found):
            continue
        if not all(_stands_alone(page, line, repeated) for page, line in found):
            continue
        same = [p for p in pages if _size(p) == key[:2]]
        often = len(found) >= max(_LEAST_PAGES + 1, _LEAST_SHARE * sizes[key[:2]])
        if often or _outside_bodies(found, same, key[2], taken):
            for page, line in found:
                taken[id(page)].append(line)
    gone: list[TextLine] = []
    for page in pages:
        out = taken[id(page)]
        if out:
            page.items = [item for item in page.items if not any(item is t for t in out)]
            gone += out
    return gone


def _size(page: PageLayout) -> tuple[int, int]:
    return round(page.width / 4), round(page.height / 4)


def _key(page: PageLayout, line: TextLine, at_top: bool) -> Key:
    where = line.top if at_top else page.height - line.bottom
    return (*_size(page), at_top, _DIGITS.sub("#", "".join(line.text.split())), round(where / 6))


def _usual_size(pages: Iterable[PageLayout]) -> float:
    counts: Counter[float] = Counter()
    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine):
                counts[round(item.size, 1)] += len(item.text)
            else:
                for cell in item.cells:
                    for line in cell.lines:
                        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _edge_lines(page: PageLayout) -> list[tuple[TextLine, bool]]:
    """Lines in the bands at the top and bottom with only a few others beyond them."""
    lines = sorted((i for i in page.items if isinstance(i, TextLine)), key=lambda i: i.top)
    tables = [i for i in page.items if isinstance(i, PageTable)]
    top = min((t.top for t in tables), default=page.height)
    bottom = max((t.bottom for t in tables), default=0.0)
    found = [(x, True) for x in lines[:_EDGE_LINES] if x.bottom < _BAND * page.height and x.bottom <= top + 1]
    found += [(x, False) for x in lines[-_EDGE_LINES:] if x.top > (1 - _BAND) * page.height and x.top >= bottom - 1]
    return found


def _page_number(page: PageLayout) -> list[TextLine]:
    """The page number, if one stands alone at the very top or bottom."""
    found: list[TextLine] = []
    for line, at_top in _edge_lines(page):
        # a recogniser reads dirt and worn dashes as marks
        text = line.text if page.reading is None else _MARKS.sub("", line.text)
        if not _PAGE_NUMBER.fullmatch(text):
            continue
        others = [i for i in page.items if i is not line]
        if at_top:
            gap = min((i.top for i in others), default=page.height) - line.bottom
        else:
            gap = line.top - max((i.bottom for i in others), default=0.0)
        if gap > 0.5 * line.size:
            found.append(line)
    return found[-1:]


def _stands_alone(page: PageLayout, line: TextLine, repeated: set[int]) -> bool:
    """No line of the body is as near as the next line of a text would be."""
    return all(
        id(i) in repeated
        or not isinstance(i, TextLine)
        or max(i.top - line.bottom, line.top - i.bottom) > 1.2 * line.size
        for i in page.items
    )


def _outside_bodies(
    found: list[tuple[PageLayout, TextLine]], pages: list[PageLayout], at_top: bool, taken: dict[int, list[TextLine]]
) -> bool:
    """No page of this size has anything of its body as far out as these lines."""
    if len(found) < _LEAST_PAGES:
        return False
    mine = {id(line) for _, line in found}
    edge = max(line.bottom for _, line in found) if at_top else min(line.top for _, line in found)
    for page in pages:
        for item in page.items:
            if id(item) in mine or any(item is t for t in taken[id(page)]):
                continue
            if item.top < edge if at_top else item.bottom > edge:
                return False
    return True
