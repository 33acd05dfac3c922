"""What the rules about score forms look at: each form's rows with the figures in their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.context import Context
from extractor.checks.expression import Expression, Leaf, Sum
from extractor.checks.figure import Figure
from extractor.model.interpretation import ScoreForm
from extractor.model.report import Indicator, Location
from extractor.text.labels import squash
from extractor.text.numbers import find_quantities

NO_FORM = ("没有自评表", "no score form")


@dataclass(slots=True)
class Form:
    """A score form with its indicator rows."""

    form: ScoreForm
    rows: list[Indicator]
    name: str
    """《…自评表（单位）》, as messages name it."""

    def without_execution(self) -> list[Indicator]:
        return [r for r in self.rows if r.id != self.form.execution_indicator]


def forms(context: Context) -> Iterator[Form]:
    """Score forms that have indicator rows."""
    by_id = {i.id: i for i in context.interpretation.indicators}
    for form in context.interpretation.forms:
        rows = [by_id[i] for i in form.indicators if i in by_id]
        if rows:
            view = context.views.get(form.table)
            yield Form(form, rows, context.table_words(view) if view else "自评表")


def rows_of(context: Context, ids: list[str]) -> list[Indicator]:
    """Indicators by id, in the order given."""
    by_id = {i.id: i for i in context.interpretation.indicators}
    return [by_id[i] for i in ids if i in by_id]


def cell(context: Context, row: Indicator, field: str) -> Figure | None:
    """The figure printed in one field of an indicator row; a blank cell is a figure without value, words are
    unreadable. None where the form has no such column or the cell is merged with the row above."""
    at = row.cells.get(field)
    if at is None or at.table is None or at.row is None or at.col is None or field in row.shared:
        return None
    found = context.cell(at.table, at.row, at.col)
    return found if found is not None else words(context, row, field)


def words(context: Context, row: Indicator, field: str) -> Figure:
    """A field of an indicator row as text: the place with what is printed, no value."""
    at = row.cells.get(field, row.location)
    printed = {
        "name": row.name,
        "target": row.target or "",
        "actual": row.actual or "",
        "weight": row.weight_raw,
        "score": row.score_raw,
        "note": row.note or "",
    }[field]
    return Figure(row.name, printed, None, None, None, at, place(context, row, field))


def has_threshold(context: Context, row: Indicator) -> bool:
    """Whether the row's scoring standard prints a limit of its own (完成率≥95%得满分) beside the target."""
    at = row.cells.get("standard")
    view = context.views.get(at.table) if at is not None and at.table is not None else None
    if view is None or at is None or at.row is None or at.col is None:
        return False
    printed = view.table.grid[at.row][at.col]
    return printed is not None and any(q.qualifier not in ("", "~") for q in find_quantities(printed.text))


def quotable(name: str) -> str:
    """A name to stand between quotation marks: its own become single ones."""
    return name.translate({0x201C: "‘", 0x201D: "’", 0x22: "’"})


_FIELDS = {
    "name": "指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "note": "偏差原因",
}


def place(context: Context, row: Indicator, field: str) -> tuple[str, ...]:
    view = context.views.get(row.location.table) if row.location.table is not None else None
    return (context.table_words(view) if view else "自评表", squash(row.name), _FIELDS[field])


def points(context: Context, rows: list[Indicator], field: str) -> list[Figure]:
    """The weights or scores of rows, merged cells counted once; rows without such a cell are left out."""
    return [f for r in rows if (f := cell(context, r, field)) is not None]


def fitting(stated: Figure, candidates: list[Expression]) -> Expression:
    """The reading under which the form is consistent, or the first if none is."""
    for candidate in candidates:
        value = candidate.value()
        if value is not None and value == stated.base:
            return candidate
    return candidates[0]


def plus(figures: list[Figure], *more: Figure | None) -> Sum:
    """Σ figures, None left out."""
    return Sum(tuple((1, Leaf(f)) for f in [*figures, *(m for m in more if m is not None)]))


def heading(name: str, raw: str, location: Location, where: tuple[str, ...]) -> Figure:
    """A piece of text that a finding points at."""
    return Figure(name, raw, None, None, None, location, where)
