"""The table of contents: what stands under its title until its first entry comes again as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.document import Block, Paragraph

_TITLE = re.compile(r"目录|目次|目錄|contents|tableofcontents", re.I)
_PAGE = re.compile(r"[\s.．…·•‥\-—_]*[(（]?\d{0,4}[)）]?$")
_LONGEST = 80
_MOST = 300
_TRIES = 3


def mark(blocks: Sequence[Block]) -> None:
    """Set ``kind`` to "toc" on the title and entries of a table of contents without style or dot leaders."""
    for k, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        if not _TITLE.fullmatch("".join(block.text.split())):
            continue
        entries: list[Paragraph] = []
        for following in blocks[k + 1 : k + _MOST]:
            if not isinstance(following, Paragraph) or len(following.text) > _LONGEST:
                break
            entries.append(following)
        end = _end(entries)
        for paragraph in (block, *entries[:end]) if end else ():
            paragraph.kind = "toc"
        return


def _end(entries: Sequence[Paragraph]) -> int:
    """Count of entries before one of the first entries is printed again; 0 if none is."""
    keys = [_key(p) for p in entries]
    for first in range(min(_TRIES, len(keys))):
        for again in range(first + 2, len(keys)):
            if keys[first] and keys[again] == keys[first]:
                return again - first
    return 0


def _key(paragraph: Paragraph) -> str:
    return "".join(_PAGE.sub("", paragraph.text).split())
