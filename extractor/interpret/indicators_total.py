"""Total and subtotal rows of an indicator block."""

from __future__ import annotations

import re

from extractor.interpret.forms_grid import Writer, overlap, own_cells, quantities, trim
from extractor.interpret.forms_words import TOTAL, header, plain
from extractor.interpret.indicators_header import Layout
from extractor.interpret.indicators_weights import Points, add_points
from extractor.model.document import Cell
from extractor.model.interpretation import ScoreForm
from extractor.model.quantity import Quantity
from extractor.model.report import Fact
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities, read_cell

_IN_TOTAL = re.compile(r"[（(][^（()）]*(?:执行|预算)[^（()）]*[)）]")
_NAME_END = re.compile(r"[（(:：\d]")
_SCORED = re.compile(r"得分|评分")


def is_total(cell: Cell) -> bool:
    """总分, 合计, 自评总分：95, 总分（含预算执行率10分）."""
    word = squash(cell.text)
    return len(word) <= 60 and bool(TOTAL.match(word) or TOTAL.match(plain(cell.text)))


def read_total(writer: Writer, form: ScoreForm, layout: Layout, row: int, label: Cell) -> None:
    """Take the form's total weight and score from a row, wherever in it they stand."""
    name = trim(_NAME_END.split(trim(label.text))[0]) or trim(label.text)
    _inside_label(writer, form, label, name)
    loose: list[tuple[Cell, Quantity]] = []
    pending: str = ""
    for cell in own_cells(writer.view.table, row):
        if cell is label:
            continue
        if read_cell(cell.text).kind == "text":
            named = header(cell.text)
            pending = named.role if named is not None else pending
        for q in quantities(cell.text, "分"):
            on_weight = any(overlap(cell, f.first, f.last) for f in layout.by_role.get("weight", ()))
            on_score = any(overlap(cell, f.first, f.last) for f in layout.by_role.get("score", ()))
            if pending in ("weight", "score"):
                _settle(writer, form, cell, q, name, "weight" if pending == "weight" else "score")
                pending = ""
            elif on_weight != on_score:
                _settle(writer, form, cell, q, name, "weight" if on_weight else "score")
            else:
                loose.append((cell, q))
    if len(loose) >= 2 and form.total_weight is None:
        _settle(writer, form, *loose.pop(0), name, "weight")
    for cell, q in loose:
        _settle(writer, form, cell, q, name, "score")


def _inside_label(writer: Writer, form: ScoreForm, label: Cell, name: str) -> None:
    """总分（含预算执行率9.6分）, 自评总分：95.6分, 总分（100分）."""
    text = label.text
    bracket = _IN_TOTAL.search(text)
    for q in find_quantities(text, "分"):
        if bracket and bracket.start() <= q.start < bracket.end():
            role = _execution_role(writer, form, q)
            fact = add_points(writer, label, q, name, "含预算执行", role)
            form.execution_in_total = form.execution_in_total or fact.id
        elif text[: q.start].rstrip().endswith(("：", ":")) or _SCORED.search(name):
            _settle(writer, form, label, q, name, "score")
        else:
            _settle(writer, form, label, q, name, "weight")


def _execution_role(writer: Writer, form: ScoreForm, q: Quantity) -> Points:
    """Whether the figure in the bracket is the execution's score or its weight: the one it equals, a weight if both."""
    facts: dict[str, Fact] = {f.id: f for f in writer.seen.values()}
    weight, score = facts.get(form.execution_weight or ""), facts.get(form.execution_score or "")
    if score is not None and score.value == q.value and (weight is None or weight.value != q.value):
        return "score"
    return "weight"


def _settle(writer: Writer, form: ScoreForm, cell: Cell, q: Quantity, name: str, role: Points) -> None:
    fact = add_points(writer, cell, q, name, "分值" if role == "weight" else "得分", role)
    if role == "weight":
        form.total_weight = form.total_weight or fact.id
    else:
        form.total_score = form.total_score or fact.id
