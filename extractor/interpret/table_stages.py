"""Stages of table figures whose headers and rows name none: from equal figures elsewhere, then from words around."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.interpret.figure_words import stage_of
from extractor.interpret.outline import Outline
from extractor.interpret.sheet import tidy
from extractor.model.document import Document, Paragraph, Table
from extractor.model.interpretation import TableView
from extractor.model.report import Fact, Scenario
from extractor.text.labels import squash
from extractor.text.units import to_base

_SPENT = re.compile(
    r"(?:执行|使用|开支|列支|支付|拨付)(?:及.{2,6})?(?:情况|明细|进度|结果|统计|汇总|分析|构成|结构|表)"
    r"|支出(?:总体|结构|构成|分类|管理|变[动化])*(?:及.{2,6})?(?:情况|明细|统计|汇总|分析|构成|结构|对比|表|如下)|实际支出|收支情况|收入支出"
)
_PERIOD = re.compile(r"累计|\d月|[一二三四1-4]季度|第.季|半年|人均|元/")
"""What was spent up to a date or per head: budgets are not divided so."""
_OPEN = re.compile(r"到位|下达|申[请报领]|批[复准]|拨入|收到|应[收付缴]|计划|定额|标准|限额|单价|合同|投资")
"""Stages of money between budget and result: the words around the table do not settle them."""
_OPEN_ROW = re.compile(rf"(?:{_OPEN.pattern})(?:数|额|金额|资金|款|情况)?$")
"""A row is of such money by the end of its name only: 科技研发计划专项 is a programme."""
_YEAR = re.compile(r"(?:(?:19|20)\d\d年?度?|[上本当去前]年度?|今年|[上本]期)(?:同期)?(?:数|金额)?")
_FLOW = re.compile(r"(?:expenditure|economic|functional|three_public|revenue)(?:\.|$)")
_HELD = re.compile(r"(?:staff|organization|vehicles|equipment|assets|liabilities|net_assets)(?:\.|$)")
_STAFF = re.compile(r"在[职编岗]|[离退]休|编制|实有|供养|保有")
_SURE = 4
"""Digits from which two equal figures are the same one and not equal by chance."""
_OTHER: frozenset[Scenario | None] = frozenset({None, "target", "weight", "score", "derived", "plan"})

Key = tuple[Decimal, str]


def settle(document: Document, outline: Outline, views: Sequence[TableView], facts: Iterable[Fact]) -> None:
    """Give the amounts of ``views`` that have no stage the one the rest of the report implies, in place.

    A column takes the stage of the equal figures of its year elsewhere, the strongest evidence; else the stage said by
    the sentence before its table, the table's title or the headings above; else, for flows of a year that is over, the
    year's result. Figures of later years, and those nothing speaks of, stay without.
    """
    columns: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    settled: dict[tuple[int, int], set[Scenario]] = defaultdict(set)
    stated: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        at = fact.location
        if fact.scenario is None and at.table is not None and at.col is not None:
            if fact.measure in ("amount", "count"):
                columns[at.table, at.col].append(fact)
        elif fact.scenario not in _OTHER and fact.measure == "amount":
            if fact.scenario is not None and at.table is not None and at.col is not None:
                settled[at.table, at.col].add(fact.scenario)
            if key := _key(fact):
                stated[key].append(fact)
    if not columns:
        return
    positions = {block.index: at for at, block in enumerate(document.blocks) if isinstance(block, Table)}
    for view in views:
        mine = {col: found for (table, col), found in columns.items() if table == view.table.index}
        if not mine:
            continue
        table = view.table
        position = positions.get(table.parent[0] if table.parent else table.index, 0)
        around = _around(document, outline, view, position)
        heads = _heads(view)
        known = {col: _agreed(found, stated) for col, found in mine.items()}
        stages = {col: set(won.values()) for col, won in known.items()}
        stages |= {col: said for (index, col), said in settled.items() if index == table.index and col not in mine}
        for col, found in mine.items():
            agreed = known[col] or _of_other_years(col, found, heads, stages)
            head = heads.get(col, "")
            spent: Scenario | None = "actual" if _PERIOD.search(head) else None
            for fact in found:
                if outline.fiscal_year is not None and (fact.fiscal_year or 0) > outline.fiscal_year:
                    continue
                if _OPEN.search(head) or _OPEN_ROW.search(squash(fact.raw_label)):
                    fact.scenario = agreed.get(fact.fiscal_year)
                else:
                    fact.scenario = _stage(fact, agreed.get(fact.fiscal_year), spent or around)


def _of_other_years(
    col: int, found: Iterable[Fact], heads: dict[int, str], known: dict[int, set[Scenario]]
) -> dict[int | None, Scenario]:
    """The stage of columns whose headers differ from this one's by the year only: 2021年, 2022年, 2023年 are alike."""
    bare = _YEAR.sub("", heads.get(col, ""))
    stages = {
        stage
        for other, said in known.items()
        if other != col and heads.get(other) and _YEAR.sub("", heads[other]) == bare
        for stage in said
    }
    if len(stages) != 1 or heads.get(col) == bare:
        return {}
    stage = stages.pop()
    return {fact.fiscal_year: stage for fact in found}


def _heads(view: TableView) -> dict[int, str]:
    """The printed header words over each column."""
    heads: dict[int, str] = defaultdict(str)
    for block in view.blocks:
        for column in block.columns:
            heads[column.col] += squash("".join(column.path))
    return heads


def _stage(fact: Fact, agreed: Scenario | None, around: Scenario | None) -> Scenario | None:
    concept = fact.concept or ""
    if _HELD.match(concept) or (fact.measure == "count" and _STAFF.search(fact.raw_label)):
        return "closing"
    if fact.measure == "count" or (not _money(fact) and "元/" not in (fact.unit or "")):
        return None
    return agreed or around or ("actual" if _FLOW.match(concept) else None)


def _agreed(column: Iterable[Fact], stated: dict[Key, list[Fact]]) -> dict[int | None, Scenario]:
    """The stage, by year, that equal figures elsewhere have: no two stages may claim the column equally."""
    votes: dict[int | None, Counter[Scenario]] = defaultdict(Counter)
    for fact in column:
        key = _key(fact)
        equal = [f for f in stated.get(key, ()) if _same(f, fact)] if key else []
        stages = {f.scenario for f in equal if f.scenario is not None}
        if len(stages) == 1:
            votes[fact.fiscal_year][stages.pop()] += 1
    won: dict[int | None, Scenario] = {}
    for year, counted in votes.items():
        best = counted.most_common(2)
        if len(best) == 1 or best[0][1] > 2 * best[1][1]:
            won[year] = best[0][0]
    return won


def _same(a: Fact, b: Fact) -> bool:
    if a.fiscal_year != b.fiscal_year or a.organization != b.organization:
        return False
    return a.concept is None or b.concept is None or a.concept == b.concept


def _around(document: Document, outline: Outline, view: TableView, position: int) -> Scenario | None:
    """What the title, the sentence before the table and the headings above it say, nearest first."""
    return next((found for text in _words(document, outline, view, position) if (found := _said(text))), None)


def _words(document: Document, outline: Outline, view: TableView, position: int) -> Iterable[str]:
    yield view.title or ""
    for block in reversed(document.blocks[max(0, position - 3) : position]):
        if not isinstance(block, Paragraph):
            break
        if block.text.strip():
            yield re.split(r"[。；]", tidy(block.text).rstrip("。；：:"))[-1]
    for section in reversed(outline.path(outline.section_at(position))):
        yield section.title


def _said(text: str) -> Scenario | None:
    flat = squash(text)
    if len(flat) > 80:
        return None
    return stage_of(flat) or ("actual" if _SPENT.search(flat) else None)


def _key(fact: Fact) -> Key | None:
    """The figure in its base unit, None where it is too short to be told from others."""
    if not _money(fact) or len(fact.value.normalize().as_tuple().digits) < _SURE:
        return None
    value, unit = to_base(fact.value, fact.unit or "")
    return value.normalize(), unit


def _money(fact: Fact) -> bool:
    return fact.unit is not None and to_base(Decimal(1), fact.unit)[1] == "元"
