"""The whole document as Markdown, tables included: for reading and for language models."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from extractor.errors import Lang
from extractor.model.document import Table
from extractor.outputs.files import replacing
from extractor.pipeline import Result

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_BLOCK_START = re.compile(r"^(\s*)([#+\-=>~]|\d+[.)])")


def text(result: Result, lang: Lang = "zh") -> str:
    """Markdown (GitHub's dialect). Tables with merged cells become HTML tables, which Markdown allows."""
    document, found = result.document, result.interpretation
    levels = {s.location.paragraph: s.level for s in found.sections if s.location.paragraph is not None}
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines += [_table(block), ""]
        elif block.text.strip():
            level = levels.get(block.index)
            words = _escape(" ".join(block.text.split()))
            mark = "#" * min(level + 1, 6) + " " if level else ""
            lines += [mark + words, ""]
    for nested in document.nested:
        lines += [_table(nested), ""]
    return "\n".join(lines)


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    with replacing(out) as part:
        part.write_text(text(result, lang), encoding="utf-8")


def _escape(words: str) -> str:
    return _BLOCK_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))


def _table(table: Table) -> str:
    if any(c.rowspan > 1 or c.colspan > 1 for c in table.cells) or not table.n_cols:
        return _html(table)
    rows = [["" if c is None else _escape(" ".join(c.text.split())) for c in row] for row in table.grid]
    head, *body = rows
    return "\n".join("| " + " | ".join(r) + " |" for r in [head, ["---"] * table.n_cols, *body])


def _html(table: Table) -> str:
    rows: dict[int, list[str]] = {r: [] for r in range(table.n_rows)}
    for c in table.cells:
        span = (f' rowspan="{c.rowspan}"' if c.rowspan > 1 else "") + (
            f' colspan="{c.colspan}"' if c.colspan > 1 else ""
        )
        rows[c.row].append(f"<td{span}>{escape(c.text).replace(chr(10), '<br>')}</td>")
    return "<table>\n" + "\n".join("<tr>" + "".join(cells) + "</tr>" for cells in rows.values()) + "\n</table>"
