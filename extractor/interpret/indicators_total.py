"""Total and subtotal rows of an indicator block."""

from __future__ import annotations

import re

from extractor.interpret.forms_grid import Writer, labelled, overlap, quantities, trim
from extractor.interpret.forms_words import DEDUCTED, TOTAL, header, plain
from extractor.interpret.indicators_header import Layout
from extractor.interpret.indicators_weights import Points, add_points
from extractor.model.document import Cell
from extractor.model.interpretation import ScoreForm
from extractor.model.quantity import Quantity
from extractor.model.report import Fact, Measure
from extractor.text.labels import squash
from extractor.text.numbers import read_cell

_IN_TOTAL = re.compile(r"[（(][^（()）]*(?:执行|预算)[^（()）]*[)）]")
_NAME_END = re.compile(r"[（(:：\d]")
_EXECUTION = re.compile(
    r"^(?:部门|单位|项目|年度|全年)?(?:预算|资金|支出|经费)+(?:资金)?执行(?:率|情况|进度)?(?:指标)?(?:得分|评分|分值|分)?"
    r"(?:[（(][^（()）]*分[)）])?(?:得分|评分)?[:：]?$"
)
_SCORED = re.compile(r"得分|评分")


def is_total(cell: Cell) -> bool:
    """总分, 合计, 自评总分：95, 总分（含预算执行率10分）."""
    word = squash(cell.text)
    return len(word) <= 60 and bool(TOTAL.match(word) or TOTAL.match(plain(cell.text)))


def read_total(writer: Writer, form: ScoreForm, layout: Layout, row: int, label: Cell, own: list[Cell]) -> None:
    """Take the form's total weight and score from the row's ``own`` cells, wherever among them they stand.

    A figure's role is told by the word before or above it (总得分 | 95), else by its column; figures that stand under
    neither column, or both under one, are read in the header's order.
    """
    name = trim(_NAME_END.split(trim(label.text))[0]) or trim(label.text)
    if label.row == row:
        _inside_label(writer, form, label, name)
    found: list[tuple[Cell, Quantity, Points | None]] = []
    pending: Points | None = None
    for cell in own:
        if cell is label or _other(writer, cell, layout, name):
            continue
        if read_cell(cell.text).kind == "text":
            pending = _named(cell) or pending
        for q in quantities(cell.text, "分"):
            above = _above(writer, row, cell, label) if row > label.row else None
            found.append((cell, q, pending or above or _by_column(cell, layout)))
            pending = None
    roles = [role for _, _, role in found]
    if len(found) == 2 and set(roles) != {"weight", "score"}:
        first = _order(layout)
        roles = [first, "score" if first == "weight" else "weight"]
    taken: set[Points] = set()
    for (cell, q, _), role in zip(found, roles, strict=True):
        settled: Points = role or "score"
        if settled in taken:
            add_points(writer, cell, q, name, "分值" if settled == "weight" else "得分（其他）", settled)
            continue
        taken.add(settled)
        _settle(writer, form, cell, q, name, settled)


def read_execution(writer: Writer, form: ScoreForm, layout: Layout | None, own: list[Cell]) -> bool:
    """Take the points of budget execution from a row of their own (预算执行得分 | 20 | 19); False for any other row."""
    label, *rest = own
    figures_only = [c for c in rest if read_cell(c.text).kind == "number" and quantities(c.text, "分")[0].unit == "分"]
    if not rest or len(figures_only) < len(rest) or not _EXECUTION.match(squash(label.text)):
        return False
    name = trim(_NAME_END.split(trim(label.text))[0])
    inside = next((q for _, q in labelled(label.text, "分") if q.unit == "分"), None)
    figures = [(c, quantities(c.text, "分")[0]) for c in rest]
    roles: list[Points | None] = [_by_column(c, layout) if layout is not None else None for c, _ in figures]
    if inside is not None:
        roles = ["score" if r is None else r for r in roles]
        fact = add_points(writer, label, inside, name, "分值", "weight")
        form.execution_weight = form.execution_weight or fact.id
    elif set(roles) != {"weight", "score"} and len(figures) == 2:
        roles = ["weight", "score"]
    for (cell, q), role in zip(figures, roles, strict=True):
        what: Points = role or ("score" if len(figures) == 1 else "weight")
        fact = add_points(writer, cell, q, name, "分值" if what == "weight" else "得分", what)
        if what == "weight":
            form.execution_weight = form.execution_weight or fact.id
        else:
            form.execution_score = form.execution_score or fact.id
    return True


def _named(cell: Cell) -> Points | None:
    found = header(cell.text)
    if found is None:
        return None
    return "weight" if found.role == "weight" else "score" if found.role == "score" else None


def _above(writer: Writer, row: int, cell: Cell, label: Cell) -> Points | None:
    """The word over a figure, where the total takes two rows: 总分值, 总得分."""
    upper = writer.view.table.grid[row - 1][cell.col]
    return _named(upper) if upper is not None and upper is not label else None


def _by_column(cell: Cell, layout: Layout) -> Points | None:
    on_weight = any(overlap(cell, f.first, f.last) for f in layout.by_role.get("weight", ()))
    on_score = any(overlap(cell, f.first, f.last) for f in layout.by_role.get("score", ()))
    if on_weight == on_score:
        return None
    return "weight" if on_weight else "score"


def _other(writer: Writer, cell: Cell, layout: Layout, name: str) -> bool:
    """Whether a cell stands under a column of deductions or rates only; what it prints is kept as that."""
    over = [f for fields in layout.by_role.values() for f in fields if overlap(cell, f.first, f.last)]
    if not over or any(f.role != "rate" for f in over) or not (layout.one("weight") or layout.one("score")):
        return False
    lost = bool(DEDUCTED.match(over[0].text))
    for q in quantities(cell.text, "分" if lost else "%"):
        label = f"{name}（{over[0].text}）"
        measure: Measure = "change" if lost else "rate"
        writer.add(cell, q, raw_label=name, label=label, scenario="derived", measure=measure)
    return True


def _order(layout: Layout) -> Points:
    """Which of weight and score the header prints first."""
    weights, scores = layout.by_role.get("weight"), layout.by_role.get("score")
    return "score" if weights and scores and scores[0].first < weights[0].first else "weight"


def _inside_label(writer: Writer, form: ScoreForm, label: Cell, name: str) -> None:
    """总分（含预算执行率9.6分）, 自评总分：95.6分, 总分（100分）."""
    text = label.text
    bracket = _IN_TOTAL.search(text)
    for _, q in labelled(text, "分"):
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
