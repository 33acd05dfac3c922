"""The head of a score form, and any other rows of keys and values in it: names, goals, single figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.interpret.fields import row_fields
from extractor.interpret.forms_grid import Writer, compact, figure_at, locate, own_cells, quantities, trim
from extractor.interpret.forms_words import (
    GOAL,
    GOAL_DONE,
    HEAD_KEY,
    MAKER_KEY,
    PROJECT_KEY,
    SUPERVISOR_KEY,
    UNIT_KEY,
    fund,
    plain,
)
from extractor.interpret.indicators_weights import add_points
from extractor.model.document import Cell
from extractor.model.interpretation import FormField, ScoreForm, TableView
from extractor.model.report import Fact, Measure, Scenario
from extractor.text.labels import squash
from extractor.text.numbers import read_cell
from extractor.text.periods import scenario
from extractor.text.units import find_unit

_SEAL = re.compile(r"[（(](?:公章|盖章|签章|章|加盖公章|单位公章)[）)]")
_CODE = re.compile(r"编码|代码|编号|电话|手机|邮编|日期|时间|年度$|文号|期限|联系|起止|账号|序号|周期|得分说明")
_INLINE = re.compile(r"^([^：:]{2,14})[：:]\s*(.*)$", re.S)
_MONEY = re.compile(r"资金|支出|收入|预算|金额|经费")
_SAID_SCORE = re.compile(
    r"(?P<key>(?:自评|评价|综合|最终|绩效)\S{0,4}?(?:总分|总得分|得分|评分))[值数]?[为是：:]?\s*"
    r"(?P<n>\d{1,3}(?:\.\d+)?\s*分)"
)
AMOUNT_STAGES: tuple[Scenario, ...] = ("actual", "final_budget", "original_budget")
EXECUTION_SLOTS = {"rate": "execution_rate", "weight": "execution_weight", "score": "execution_score"}
_SCORE = re.compile(r"^(?:自评|综合|最终|评价|绩效|单位自评|绩效自评)?(?:得分|总分|评分|总得分|分数)$")


@dataclass(slots=True)
class Pair:
    """A key with the cell its value stands in; ``value`` is trimmed, "" if blank."""

    key: str
    value: str
    cell: Cell
    value_cell: Cell | None


@lru_cache(maxsize=4096)
def is_key(text: str) -> bool:
    """Whether a cell's text is one of the keys of a form's head."""
    word = plain(text)
    return bool(
        word
        and len(word) <= 16
        and any(p.match(word) for p in (UNIT_KEY, MAKER_KEY, SUPERVISOR_KEY, PROJECT_KEY, HEAD_KEY))
    )


def names_form(text: str) -> bool:
    """Whether a key begins a form: the name of the unit or project it is for."""
    word = plain(text)
    return word.endswith("名称") and bool(UNIT_KEY.match(word) or PROJECT_KEY.match(word))


def pairs(view: TableView, row: int) -> Iterator[Pair]:
    """Known keys of a row with their values: in the next cell, or behind a colon in the same."""
    own = own_cells(view.table, row)
    for at, cell in enumerate(own):
        m = _INLINE.match(cell.text.strip())
        if m and m.group(2).strip() and is_key(m.group(1)):
            yield Pair(plain(m.group(1)), trim(m.group(2)), cell, cell)
        elif is_key(cell.text):
            right = own[at + 1] if at + 1 < len(own) and not is_key(own[at + 1].text) else None
            yield Pair(plain(cell.text), trim(right.text) if right else "", cell, right)


def read_head(writer: Writer, form: ScoreForm, row: int) -> list[FormField]:
    """Take the names from one row of the head; every key becomes a field of the form."""
    found: list[FormField] = []
    for pair in pairs(writer.view, row):
        name = _SEAL.sub("", compact(pair.value))
        if PROJECT_KEY.match(pair.key):
            form.project = form.project or trim(pair.value) or None
        elif name and (UNIT_KEY.match(pair.key) or MAKER_KEY.match(pair.key)):
            form.organization = form.organization or name
        at = locate(writer.view, pair.value_cell or pair.cell)
        found.append(FormField(pair.key, pair.value, at, writer.view.table.index, form.organization))
    known = {f.name for f in found}
    return found + [f for f in row_fields(writer.view, row) if f.name not in known and plain(f.name) not in known]


def goal_columns(view: TableView, row: int) -> list[tuple[str, Cell]]:
    """The headings of the goals block in a row: 预期目标 and 实际完成情况, with their cells."""
    own = [c for c in own_cells(view.table, row) if c.text.strip()]
    if any(c.rowspan == 1 for c in own):
        own = [c for c in own if c.rowspan == 1]
    heads = [(plain(c.text), c) for c in own if len(squash(c.text)) <= 16]
    goals = [(w, c) for w, c in heads if GOAL.match(w)]
    done = [(w, c) for w, c in heads if GOAL_DONE.search(w)]
    if not done or len(heads) < len(own):
        return []
    return [(w, c) for w, c in heads if (w, c) in done or (w, c) == (goals[-1] if goals else None)]


def read_goals(writer: Writer, columns: list[tuple[str, Cell]], row: int) -> list[FormField]:
    """The texts under the headings of the goals block."""
    found: list[FormField] = []
    start = min((head.col for _, head in columns), default=0)
    if any(c.col < start and c.text.strip() for c in own_cells(writer.view.table, row)):
        return found
    for name, head in columns:
        cell = writer.view.table.grid[row][head.col]
        if cell is not None and cell.row == row and cell.text.strip():
            at = locate(writer.view, cell)
            found.append(FormField(name, trim(cell.text), at, writer.view.table.index, writer.organization))
    return found


def read_figures(writer: Writer, form: ScoreForm, row: int, title: str, unit: str | None) -> list[Fact]:
    """Figures of a row of pairs (全年预算数 | 120 | 全年执行数 | 110): each belongs to the words left of it.

    Returns the amounts whose words name no budget stage.
    """
    facts: list[Fact] = []
    key = ""
    for cell in own_cells(writer.view.table, row):
        kind = read_cell(cell.text).kind
        if kind == "text":
            m = _INLINE.match(cell.text.strip())
            if m and read_cell(m.group(2)).kind == "number":
                facts += _figures(writer, form, cell, compact(m.group(1)), title, unit)
                key = ""
            elif len(squash(cell.text)) <= 30:
                key = compact(cell.text).rstrip(":：")
            _conclusion(writer, form, cell)
        elif kind == "number" and key and not _CODE.search(plain(key)):
            facts += _figures(writer, form, cell, key, title, unit)
    return [f for f in facts if f.scenario is None and f.measure == "amount"]


def _conclusion(writer: Writer, form: ScoreForm, cell: Cell) -> None:
    """The total score stated in a sentence of the form: 自评总分98.5分."""
    m = _SAID_SCORE.search(cell.text)
    q = figure_at(cell.text, *m.span("n"), "分") if m is not None else None
    if m is None or q is None:
        return
    fact = add_points(writer, cell, q, m.group("key"), "评价结论", "score")
    form.total_score = form.total_score or fact.id


def settle_stage(facts: list[Fact], totals: dict[str, Decimal]) -> None:
    """Give amounts of the head (基本支出总额, 项目支出总额) the stage whose total they make up, alone or together."""
    together = sum((f.value for f in facts), Decimal(0))
    for stage in AMOUNT_STAGES:
        if facts and totals.get(stage) == together:
            for fact in facts:
                fact.scenario = stage
            return
    for fact in facts:
        fact.scenario = next((s for s in AMOUNT_STAGES if totals.get(s) == fact.value), None)


def _figures(writer: Writer, form: ScoreForm, cell: Cell, key: str, title: str, unit: str | None) -> list[Fact]:
    word = plain(key)
    stage = fund(key)
    when: Scenario | None
    measure: Measure
    if _SCORE.match(word):
        default, when, measure = "分", "score", "score"
    elif stage is not None:
        when, measure = stage.scenario, stage.measure
        rated, marked = measure in ("rate", "share"), measure in ("weight", "score")
        default = "分" if marked else "%" if rated else find_unit(key) or find_unit(title) or unit or ""
    else:
        default, when, measure = find_unit(key) or "", scenario(key), "count"
        if "元" in default or _MONEY.search(word):
            default, measure = default or find_unit(title) or unit or "", "amount"
    path = (title,) if title else ()
    facts = [
        writer.add(cell, q, raw_label=key, path=path, scenario=when, measure=measure)
        for q in quantities(cell.text, default or None)
    ]
    for fact in facts:
        if measure == "score" and _SCORE.match(word) and word != "得分":
            form.total_score = form.total_score or fact.id
        elif stage is not None and stage.measure in EXECUTION_SLOTS:
            slot = EXECUTION_SLOTS[stage.measure]
            if getattr(form, slot) is None:
                setattr(form, slot, fact.id)
    return facts
