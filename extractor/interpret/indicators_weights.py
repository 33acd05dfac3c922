"""Points printed beside, behind or inside the headings of an indicator block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extractor.interpret.forms_grid import Writer, compact, even, figure_at, locate, quantities, trim
from extractor.interpret.forms_words import SECTION, plain
from extractor.interpret.indicators_header import Layout
from extractor.model.document import Cell
from extractor.model.interpretation import IndicatorGroup, ScoreForm
from extractor.model.quantity import Quantity
from extractor.model.report import Fact
from extractor.text.labels import split_number, squash

_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_BRACKET = re.compile(
    rf"[（(\[【]\s*(?:分值|权重|满分|共|计)?[:：]?\s*(?P<n>{_NUMBER})\s*(?P<unit>分|%|％)?\s*[)）\]】]\s*[:：]?\s*$"
)
_SPACED = re.compile(
    rf"[\s\u3000]+(?P<n>{_NUMBER})\s*(?:分|%|％)?\s*$|(?<=[\u3400-\u9fff）)])(?P<m>{_NUMBER})\s*分\s*$"
)
_ATTACHED = re.compile(r"(?<=[\u3400-\u9fff）)])(?P<n>\d{2}(?:\.\d{1,2})?)\s*(?:%|％)?\s*$")
_COUNTED = re.compile(r"(?:目标|任务|项目|工作|第|方面|指标)$")
_POINTS = re.compile(rf"[（(]\s*(?:分值|权重|满分)?[:：]?\s*(?P<n>{_NUMBER}\s*分)\s*[*×)）]")
_EARNED = re.compile(rf"[（(]\s*(?:自评)?(?:得分?|计)\s*[:：]?\s*(?P<n>{_NUMBER}\s*分?)\s*[）)]\s*$")

Points = Literal["weight", "score"]


def split_weight(text: str, heading: bool = False) -> tuple[str, str | None]:
    """A heading or name and the weight printed at its end: "产出指标（50分）" → ("产出指标", "50").

    A heading may also carry its weight without 分 or without bracket ("数量指标 20", "产出指标50"); in the name of an
    indicator only a bracket with 分 is a weight.
    """
    m = _weight(text, heading)
    return (trim(text), None) if m is None else (trim(text[: m.start()]).rstrip(":："), m["n"])


def weight_quantity(text: str, heading: bool = False) -> Quantity | None:
    """The weight at the end of a heading, as a quantity with its place in the text."""
    m = _weight(text, heading)
    if m is None:
        return None
    start, end = m.span("n")
    while end < len(text) and text[end] in "分%％":
        end += 1
    q = figure_at(text, start, end, "分")
    return q and in_points(q)


def earned(text: str) -> tuple[str, Quantity | None]:
    """What was achieved and the score printed behind it: "1236件（得15分）" → ("1236件", 15分)."""
    m = _EARNED.search(even(text))
    q = figure_at(text, *m.span("n"), "分") if m is not None else None
    return (text, None) if m is None or q is None else (text[: m.start()], q)


def _weight(text: str, heading: bool) -> re.Match[str] | None:
    text = even(text)
    m = _BRACKET.search(text)
    if m is not None and not heading and m["unit"] != "分":
        return None
    if m is None and heading:
        m = _SPACED.search(text) or _ATTACHED.search(text)
        if m is not None and _COUNTED.search(text[: m.start()].rstrip()) and not _is_class(text[: m.start()]):
            return None
    return m if m is not None and trim(text[: m.start()]) else None


def _is_class(text: str) -> bool:
    """产出指标, 数量指标: the class word itself, not "指标" before a running number."""
    return bool(re.search(r"[\u3400-\u9fff]{2,}指标$", text.strip()))


def in_points(q: Quantity) -> Quantity:
    """A bare number read as points."""
    return q if q.unit else replace(q, unit="分")


def add_points(
    writer: Writer, cell: Cell, q: Quantity, label: str, column: str, role: Points, path: tuple[str, ...] = ()
) -> Fact:
    """Record a weight or a score."""
    return writer.add(
        cell, in_points(q), raw_label=label, label=f"{label}（{column}）", path=path, scenario=role, measure=role
    )


def side_points(writer: Writer, cell: Cell, label: str = "") -> Fact | None:
    """The points in a heading beside or above a block: 20 of 预算执行情况（万元）（20分） or 得分（20分*执行率）.

    ``label`` says whose points they are; the heading itself if "".
    """
    m = _POINTS.search(even(cell.text))
    q = figure_at(cell.text, *m.span("n"), "分") if m is not None else None
    return add_points(writer, cell, q, label or plain(cell.text), "分值", "weight") if q is not None else None


@dataclass(slots=True)
class Classes:
    """First and second class down the rows, as inherited from merged, blank or repeated cells."""

    writer: Writer
    form: ScoreForm
    level1: str | None = None
    level2: str | None = None
    level1_cell: Cell | None = None
    level2_cell: Cell | None = None
    weights: dict[str, Decimal] = field(default_factory=dict)
    """Value of every heading weight by fact id."""
    section: IndicatorGroup | None = None
    """The heading with points over a block of its own (年度目标1（40分）); classes under it are second-level groups."""
    headed: bool = False
    """The first class has a place of its own, whether or not the row at hand prints it."""
    group: IndicatorGroup | None = None
    subgroup: IndicatorGroup | None = None

    def enter_section(self, cell: Cell) -> None:
        """A heading with points of its own begins."""
        name, _ = split_weight(cell.text, heading=True)
        fact = side_points(self.writer, cell)
        self.section = IndicatorGroup(name, fact.id if fact else None, [], locate(self.writer.view, cell))
        self.form.groups.append(self.section)
        self.level1 = self.level2 = None
        self.level1_cell = self.level2_cell = self.group = self.subgroup = None

    def enter_heading(self, level: int, cell: Cell, weight: Cell | None, score: Cell | None) -> None:
        """A class written as a row over its indicators, its points inside it or in their columns."""
        text, inline = split_weight(cell.text, heading=True)
        name = compact(split_number(text)[1] or text)
        path = (self.level1,) if level > 1 and self.level1 else ()
        fact = self._weight(Layout([], [], 0), cell, name, inline is not None, level, {}, path)
        columns: tuple[tuple[Points, Cell | None, str], ...] = (("weight", weight, "分值"), ("score", score, "得分"))
        earned_by: str | None = None
        for role, beside, word in columns:
            for q in quantities(beside.text, "分") if beside is not None else []:
                other = add_points(self.writer, beside or cell, q, name, word, role, path)
                if role == "weight" and fact is None:
                    fact = other
                    self.weights[fact.id] = fact.value
                elif role == "score":
                    earned_by = earned_by or other.id
        at, of = locate(self.writer.view, cell), fact.id if fact else None
        if level > 1:
            self.level2, self.level2_cell = name, cell
            self.subgroup = IndicatorGroup(self.level1 or "", of, [], at, name, earned_by)
            self.form.subgroups.append(self.subgroup)
            return
        self.level1, self.level1_cell, self.headed = name, cell, True
        self.level2 = self.level2_cell = self.subgroup = None
        self.group = IndicatorGroup(name, of, [], at, score=earned_by)
        (self.form.subgroups if self.section is not None else self.form.groups).append(self.group)

    def advance(
        self, layout: Layout, by_role: dict[str, list[Cell]], names: list[Cell], found: dict[int, list[Cell]]
    ) -> None:
        """Bring both classes up to a row."""
        levels = layout.levels()[:2]
        first = 2 if self.headed and levels and levels[0].level > 1 else 1
        for depth, column in enumerate(levels[: 3 - first], first):
            under = by_role.get(f"level{column.level}", [])
            cells = [c for c in under if all(c is not n for n in names)]
            merged = bool(under) and not cells
            text = cells[0].text if len(cells) == 1 else "".join(trim(c.text) for c in cells)
            if depth == 1:
                cell = names[0] if merged and names else cells[0] if cells else None
                text = names[0].text if merged and names else text
                if cell is not None and text.strip() and cell is not self.level1_cell:
                    self._enter_level1(layout, text, cell, found)
            elif merged:
                self.level2 = self.level2_cell = self.subgroup = None
            elif text.strip() and cells[0] is not self.level2_cell:
                self._enter_level2(layout, text, cells[0], found)

    def _enter_level1(self, layout: Layout, text: str, cell: Cell, found: dict[int, list[Cell]]) -> None:
        name, weight = split_weight(text, heading=True)
        name = compact(name)
        same = self.level1 is not None and squash(name) == squash(self.level1) and self.group is not None
        self.level1, self.level1_cell = name, cell
        if not same:
            self.level2 = self.level2_cell = self.subgroup = None
        fact = self._weight(layout, cell, name, weight is not None, 1, found, ())
        if same and self.group is not None and self._goes_on(self.group, fact):
            self.group.weight = self.group.weight or (fact.id if fact else None)
            return
        self.group = IndicatorGroup(name, fact.id if fact else None, [], locate(self.writer.view, cell))
        (self.form.subgroups if self.section is not None else self.form.groups).append(self.group)

    def _enter_level2(self, layout: Layout, text: str, cell: Cell, found: dict[int, list[Cell]]) -> None:
        name, weight = split_weight(text, heading=True)
        name = compact(name)
        same = self.level2 is not None and squash(name) == squash(self.level2) and self.subgroup is not None
        self.level2, self.level2_cell = name, cell
        above = (self.level1,) if self.level1 else ()
        fact = self._weight(layout, cell, name, weight is not None, 2, found, above)
        if same and self.subgroup is not None and self._goes_on(self.subgroup, fact):
            self.subgroup.weight = self.subgroup.weight or (fact.id if fact else None)
            return
        at = locate(self.writer.view, cell)
        self.subgroup = IndicatorGroup(self.level1 or "", fact.id if fact else None, [], at, name)
        self.form.subgroups.append(self.subgroup)

    def _goes_on(self, group: IndicatorGroup, fact: Fact | None) -> bool:
        """Whether a heading printed again is the same class going on: its weight is blank or the same."""
        return group.weight is None or fact is None or self.weights.get(group.weight) == fact.value

    def _weight(
        self,
        layout: Layout,
        cell: Cell,
        name: str,
        inline: bool,
        level: int,
        found: dict[int, list[Cell]],
        path: tuple[str, ...],
    ) -> Fact | None:
        """The weight printed in a class heading, or in that level's own weight column."""
        fact: Fact | None = None
        if inline and (q := weight_quantity(cell.text, heading=True)) is not None:
            fact = add_points(self.writer, cell, q, name, "分值", "weight", path)
        roles: tuple[Points, Points] = ("weight", "score")
        for role in roles:
            for column in layout.by_role.get(role, ()):
                if column.level != level:
                    continue
                for c in found.get(column.order, []):
                    for q in quantities(c.text, "分"):
                        other = add_points(self.writer, c, q, name, column.text, role, path)
                        fact = fact or (other if role == "weight" else None)
        if fact is not None:
            self.weights[fact.id] = fact.value
        return fact

    def keep(self, indicator: str) -> None:
        """Count an indicator to the classes it stands in."""
        groups = (self.section, self.group if self.level1 is not None else None, self.subgroup if self.level2 else None)
        for group in groups:
            if group is not None:
                group.indicators.append(indicator)


def is_section(cell: Cell) -> bool:
    """Whether a cell is a heading with points over a block of indicators: 年度绩效目标2（40分）."""
    return bool(SECTION.match(plain(cell.text)) and _POINTS.search(even(cell.text)))
