"""An address in words a person can follow: section or table, row and column labels, page."""

from __future__ import annotations

from extractor.errors import Lang
from extractor.model.interpretation import Interpretation, TableView
from extractor.model.report import Location

_LONGEST = 24


class Places:
    """Describes locations of one report."""

    def __init__(self, found: Interpretation) -> None:
        self._tables = {view.table.index: view for view in found.tables}
        self._sections = {section.id: section for section in found.sections}

    def describe(self, at: Location, lang: Lang = "zh") -> str:
        """For example "附件1《基础数据表》“三公经费”行“2024年决算数”列，第20页"."""
        parts = []
        view = self._tables.get(at.table) if at.table is not None else None
        if view is not None:
            parts.append(self._in_table(view, at, lang))
        elif at.section in self._sections:
            section = self._sections[at.section]
            gap = " " if section.number[-1:].isdigit() else ""
            title = section.number + gap + _short(section.title)
            above = self._sections.get(section.parent or "")
            parts.append((above.number if above else "") + title)
        elif at.paragraph is not None:
            parts.append(f"第{at.paragraph + 1}段" if lang == "zh" else f"paragraph {at.paragraph + 1}")
        if at.page is not None:
            parts.append(f"第{at.page}页" if lang == "zh" else f"p. {at.page}")
        return ("，" if lang == "zh" else ", ").join(parts)

    def _in_table(self, view: TableView, at: Location, lang: Lang) -> str:
        name = view.title or (f"第{view.table.index + 1}个表" if lang == "zh" else f"table {view.table.index + 1}")
        words = (view.annex or "") + (f"《{_short(name)}》" if lang == "zh" else f" “{_short(name)}”")
        if at.row is None:
            return words
        row = col = ""
        for block in view.blocks:
            label = next((r.label for r in block.rows if r.row == at.row), None)
            head = next(("/".join(c.path) for c in block.columns if c.col == at.col), "")
            # of several blocks that share a row, the one that has the column
            if label is not None and (not (row or col) or (head and not col)):
                row, col = label, head
        if lang == "zh":
            words += f"“{_short(row)}”行" if row else "" if col else f"第{at.row + 1}行"
            if at.col is not None:
                words += f"“{_short(col)}”列" if col else f"第{at.col + 1}列"
        else:
            words += f", row “{_short(row)}”" if row else "" if col else f", row {at.row + 1}"
            if at.col is not None:
                words += f", column “{_short(col)}”" if col else f", column {at.col + 1}"
        return words


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
