"""What a figure is called and which year, stage and kind it has: row, column, block and table put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.interpret import outline_names as names
from extractor.interpret.blocks import Part
from extractor.interpret.headers import Meaning, meaning, stage
from extractor.interpret.outline import Outline
from extractor.interpret.rows import Line
from extractor.interpret.sheet import tidy
from extractor.interpret.tables_words import (
    ORGANIZATION_HEADER,
    OTHER_BUDGETS,
    is_of_which,
    is_subtotal,
    is_total,
    item_of,
)
from extractor.model.interpretation import Column, TableView
from extractor.model.quantity import Quantity
from extractor.model.report import Measure, Scenario
from extractor.text.labels import split_number, squash
from extractor.text.units import find_unit

_TITLE_TAIL = re.compile(
    r"(?:预、?决算|决算|预算|收支)?(?:绩效)?(?:自评|评价)?(?:结果)?(?:数据|数|执行|变动|增减|完成|使用|安排)?"
    r"(?:对比|比较|明细|汇总|统计|分析|分类|结构|构成)*(?:情况|明细|汇总|统计|对比)*(?:总|一览)?表?(?:（.*）)?$"
)
_TITLE_HEAD = re.compile(
    r"^(?:附[件表]?\d*[:：]?|近[一二两三四五]年来?)?(?:(?:\d{4}年?(?:度|[-—~至]\d{4}年度?)?)|本?年度)?"
)
_GENERIC = re.compile(r"其他|其它|小计|其中|本级|合计|财政拨款|基本支出|项目支出|人员经费|公用经费")
_PEOPLE = re.compile(r"(?:财政供养|在职|单位|实有|年末|本单位)*(?:人员|职工|干部职工|人数)(?:情况|总数|合计|数)?")
_ROW_MEASURE: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"(?:增长|增减|变动|下降|上升|节约)(?:率|幅度?|比例)(?:（.*）)?$|[增降]幅(?:（.*）)?$"), "growth"),
    (re.compile(r"(?:占比|比重|占.{1,12}(?:比例|比|%))(?:（.*）)?$"), "share"),
    (re.compile(r"(?:率|百分比)(?:（.*）)?$"), "rate"),
    (re.compile(r"(?:增减额?|增减变动额?|差额|增[加减]额|变动额)(?:（.*）)?$"), "change"),
)
_CATEGORY = re.compile(
    r"(?:行政|事业|参公|参照|全额|差额|自收自支|公益|财政|下属|所属|二级|直属|其他)[^局委办]{0,8}(?:单位|机构)$"
)
_SPENT = re.compile(r"(?:\d{4}年度?)?(?:[全本当]年|累计|当[季月期])?(?:实际)?总?支出(?:数|额|金额|合计)?(?:（.*）)?")
_STOCK = re.compile(r"原值|净值|累计折旧|账面价值|账面余额|(?:在用|出租|出借|闲置|固定|流动|无形|货币)(?:固定)?资产")
_BALANCE = re.compile(r"年[初末]|上年|以前年度|结转下年|(?:财政)?收回")
_DERIVED: frozenset[Measure] = frozenset({"change", "growth", "share", "rate"})
_BALANCES: frozenset[Scenario | None] = frozenset(
    {"brought_forward", "year_end_balance", "carried_forward", "reclaimed"}
)

_COUNTED = frozenset(
    [
        "人",
        "名",
        "位",
        "个",
        "家",
        "户",
        "次",
        "人次",
        "批次",
        "辆",
        "台",
        "套",
        "件",
        "项",
        "份",
        "场",
        "场次",
        "座",
        "处",
    ]
)


_WHOLE = re.compile(r"汇总(?:数|合计)?$|^全(?:部门|系统|局|县|市|区|省)(?:合计)?$|^部门(?:合计|整体)$")
"""Rows among organizations that stand for all of them."""


@dataclass(slots=True, frozen=True)
class Said:
    """What applies to one figure: the arguments of a fact."""

    raw_label: str
    label: str
    lookup: str | None
    path: tuple[str, ...]
    year: int | None
    scenario: Scenario | None = None
    measure: Measure = "amount"
    base_year: int | None = None
    base_scenario: Scenario | None = None
    organization: str | None = None


@dataclass(slots=True)
class Context:
    """One block and what its rows have in common."""

    view: TableView
    outline: Outline
    part: Part
    lines: dict[int, Line] = field(default_factory=dict)
    title: Meaning | None = None
    owners: bool = False
    """The rows are organizations."""
    summed: bool = False
    """A row stands for all organizations together."""
    periods: bool = False
    """The rows are years or budget stages, the columns say of what."""

    def __post_init__(self) -> None:
        block, side = self.part.block, self.part.side
        self.lines = {line.row: line for line in self.part.lines}
        self.title = meaning((block.title,), self.view.fiscal_year) if block.title else None
        self.owners = bool(side.label and ORGANIZATION_HEADER.fullmatch(squash(side.label.head)))
        self.summed = self.owners and any(is_total(n.label) or _WHOLE.search(bare(n.label)) for n in self.part.lines)
        staged = any(c.scenario is not None or c.base_scenario for c in block.columns if c.role == "value")
        items = [bare(ln.label) for ln in self.part.lines if ln.label and ln.role in ("item", "group", "of_which")]
        pure = [name for name in items if not item_of(name)]
        dated = [n for n in pure if (m := meaning((n,), self.view.fiscal_year)).year is not None or m.scenario]
        years_only = bool(dated) and all(meaning((n,), None).year is not None for n in dated)
        named = any(said.items for _, column, said in side.columns if column.role == "value")
        self.periods = bool(dated) and len(pure) * 2 > len(items) and (years_only or (named and not staged))

    @property
    def above(self) -> tuple[str, ...]:
        """Block and table title, nearest first."""
        return tuple(t for t in (self.part.block.title, self.view.title or "") if t)


def tell(context: Context, line: Line, column: Column, said: Meaning) -> Said:
    """Name a figure and date it."""
    fiscal_year = context.view.fiscal_year
    name = bare(line.label)
    row = meaning((name,), fiscal_year) if name else None
    measure = _measure(context, name, row, column)
    scenario = _scenario(context, line, column, row, measure, said.counted or bool(row and row.counted))
    year = column.year
    for other in (row, context.title):
        if year is None and other is not None:
            year = other.year
    base_scenario = column.base_scenario or (row.base_scenario if row and measure != column.measure else None)
    base_year = column.base_year or (row.base_year if row and measure != column.measure else None)
    if base_year is None and base_scenario is not None:
        base_year = fiscal_year
    told = _named(context, line, column, said, name, row, column.measure in _DERIVED)
    label = told.label
    if column.measure in _DERIVED and column.path and column.path != (label,):
        label = f"{label}（{'/'.join(column.path)}）"
    return replace(
        told, label=label, year=year if year is not None else fiscal_year, scenario=scenario, measure=measure,
        base_year=base_year, base_scenario=base_scenario,
    )  # fmt: skip


def embedded(told: Said, own: str, quantity: Quantity) -> Said:
    """One of several figures in a cell, named by the words before it; a bare stage ("决算") names none."""
    if told.raw_label and not item_of(own):
        return replace(told, scenario=stage(own) or told.scenario)
    found = replace(told, raw_label=own, label=own, lookup=None, path=(told.raw_label, *told.path))
    if quantity.unit == "%":
        return replace(found, measure="rate", scenario="derived")
    return replace(found, measure="count") if counts(quantity) else found


def counts(quantity: Quantity) -> bool:
    """Whether a figure's own unit is one of people or things."""
    return quantity.unit is not None and squash(quantity.unit) in _COUNTED


def _named(
    context: Context, line: Line, column: Column, said: Meaning, name: str, row: Meaning | None, derived: bool
) -> Said:
    """Label, concept lookup and path, by what names the item: the row, the column, or both."""
    items = said.items
    above = _ancestors(line, context.lines)
    heads = tuple(reversed(items))
    total, subtotal = is_total(line.label), is_subtotal(line.label)
    owner = _owner(context, name) if name and not total and not subtotal else None
    period = bool(name) and context.periods and not total and not item_of(name)
    leaf = column.path[-1] if column.path else ""
    subject = _subject(context, above)
    if not name or period or owner:
        bare_stage = _spent(column) if owner else ("" if leaf and not subject else subject)
        lookup = items[-1] if items and not derived else bare_stage
        raw = _header_of(column, items[-1]) if items else (leaf or line.label or subject)
        if not items:
            raw = next((p for p in column.path if is_total(p)), raw)
        label = items[-1] if items else (leaf if owner or not subject else subject)
        if derived:
            label = subject or label
        elif len(items) > 1 and (_GENERIC.match(label) or len(label) <= 2):
            label = f"{items[-2]}：{label}"
        return Said(raw or label, label or raw, lookup, (*heads[1:], *above, *context.above), None, organization=owner)
    path = (*above, *heads, *context.above)
    if total or name == "小计":
        named = bool(items) and not derived
        whole = "" if _above_another(context, line) else subject
        lookup = items[-1] if named else (_spent(column) if context.owners else whole)
        base = items[-1] if named else subject
        return Said(line.label, base if base.endswith(name) else base + name, lookup, path, None)
    qualified = bool(items) and not derived and items[-1] != name
    label = f"{_short(above[0])}：{name}" if above and (_GENERIC.match(name) or len(name) <= 2) else name
    if qualified:
        label = f"{label}（{'/'.join(items)}）"
    lookup_: str | None = None
    if subtotal and above and not item_of(name):
        lookup_, label = above[0], f"{_short(above[0])}：{name}"
    if qualified:
        lookup_ = items[-1] if said.counted and _PEOPLE.fullmatch(squash(_short(name))) else ""
    return Said(line.label, label, lookup_, path, None)


def _above_another(context: Context, line: Line) -> bool:
    """Whether a 总计 stands over a 合计 of the same block: it holds balances besides what the block is about."""
    return line.role == "total" and any(
        ln.role in ("subtotal", "total") and ln is not line and ln.groups == line.groups and "小计" not in ln.label
        for ln in context.part.lines
    )


def _header_of(column: Column, item: str) -> str:
    """The printed header the item stands in."""
    return next((p for p in reversed(column.path) if item in p), column.path[-1])


def _measure(context: Context, name: str, row: Meaning | None, column: Column) -> Measure:
    if column.measure not in ("amount", "count") or row is None:
        return column.measure
    flat = squash(name)
    of_row = next((m for p, m in _ROW_MEASURE if p.search(flat)), None)
    if of_row:
        return of_row
    if row.compared and row.derived:
        return row.measure
    counts = column.measure == "amount" and row.counted and not context.periods
    return "count" if counts and not (column.unit or "").endswith("元") else column.measure


def _scenario(
    context: Context, line: Line, column: Column, row: Meaning | None, measure: Measure, counted: bool
) -> Scenario | None:
    if measure in _DERIVED:
        return "derived"
    if measure == "weight" or measure == "score":
        return measure
    own = row.scenario if row else None
    if column.scenario == "actual" and own in _BALANCES and _BALANCE.match(squash(bare(line.label))):
        return own
    found = column.scenario or own or _inherited(context, line)
    if found or counted:
        return found
    table = stage_of(context.view.title or "")
    if table is None and (_spent(column) or _SPENT.fullmatch(squash(bare(line.label)))):
        return "actual"
    if table is None and any(_STOCK.search(p) for p in column.path):
        return "closing"
    return table or _title_stage(context)


def _title_stage(context: Context) -> Scenario | None:
    """The stage a block's title names; 支出和结余情况 names what the block holds, no stage of its figures."""
    found = context.title.scenario if context.title else None
    mixed = found in _BALANCES and re.search(r"收支|收入|支出", context.part.block.title)
    return None if mixed else found


def _spent(column: Column) -> str:
    """ "支出" where a column's header says no more than that."""
    return "支出" if any(_SPENT.fullmatch(squash(p)) for p in column.path) else ""


def _inherited(context: Context, line: Line) -> Scenario | None:
    """The stage of a row above that is nothing but a stage: 年初预算, 其中：基本支出."""
    parent = context.lines.get(line.parent) if line.parent is not None else None
    if parent is None or not parent.label or item_of(bare(parent.label)):
        return None
    return meaning((bare(parent.label),), context.view.fiscal_year).scenario


def _owner(context: Context, name: str) -> str | None:
    """The organization a row is about, where rows are organizations."""
    if context.owners and _WHOLE.search(name):
        return context.view.organization or context.outline.organization
    known = context.outline.resolve(name)
    if known and known == context.outline.organization and context.owners and context.summed:
        # beside a total of all units the department's own name stands for its head office
        return f"{known.removesuffix('本级')}本级"
    if known and (context.owners or known == squash(name)):
        return known
    return (names.clean(name) or name) if context.owners and not _CATEGORY.search(name) else None


def _subject(context: Context, above: tuple[str, ...]) -> str:
    """What a bare 合计 is the total of: its group, its block, or what the table's title names."""
    if above:
        return _short(above[0])
    block = context.part.block.title
    if block and (item_of(block) or squash(block) in ("收入", "支出")):
        return _subject_of(bare(block))
    return _subject_of(context.view.title or "")


def _subject_of(title: str) -> str:
    plain = _short(_TITLE_HEAD.sub("", tidy(title)))
    return _TITLE_TAIL.sub("", plain).rstrip("的之")


def _short(label: str) -> str:
    """Without a unit in brackets."""
    found = re.search(r"[（(][^（()）]*[）)]$", label)
    return label[: found.start()] if found and find_unit(found.group()) else label


def bare(label: str) -> str:
    """A label without numbering and 其中."""
    text = label
    for _ in range(2):
        number = split_number(text)[0]
        text = tidy(text)[len(number) :] if number else text
        if is_of_which(text):
            text = re.sub(r"^(?:其中|其它中|内含|含)[:：]?", "", text)
    return text.strip("：:、-—")


def _ancestors(line: Line, by_row: dict[int, Line]) -> tuple[str, ...]:
    """Labels of the rows and merged group cells above a row, nearest first."""
    found = [bare(g) for g in reversed(line.groups)]
    seen = {line.row}
    parent = line.parent
    while parent is not None and parent not in seen and parent in by_row:
        seen.add(parent)
        above = by_row[parent]
        if above.label and bare(above.label) != "小计":
            found.append(bare(above.label))
        found += [bare(g) for g in reversed(above.groups)]
        parent = above.parent
    return tuple(dict.fromkeys(f for f in found if f))


def stage_of(title: str) -> Scenario | None:
    """The budget stage a whole table is in by its title."""
    flat = OTHER_BUDGETS.sub("", squash(title))
    final, budget = "决算" in flat, "预算" in flat
    if final and not budget:
        return "actual"
    if budget and not final and not re.search(r"执行|完成|调整", flat):
        return "original_budget"
    return None
