"""What a column header, or a row label, says: year, stage, kind of figure, unit, and with what it is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.interpret.tables_words import OTHER_BUDGETS, count_unit, item_of
from extractor.model.report import Measure, Scenario
from extractor.text import periods
from extractor.text.labels import squash
from extractor.text.units import find_unit

_COMPARED = re.compile(
    r"较(?=[上去年预决同\d全本调期可批])|(?<![对占])比(?=[上去年预决同\d全本调期可批])|与(?=.*(?:相比|比较|对比|之?差))|同比"
)
_CARRIED = re.compile(
    r"(?:上一?年|去年|年初|以前年度|往年|历年|下年)度?末?(?:财政拨款|财政|资金|预算|项目|指标)*的?(?:结[转余]|剩余)"
    r"|(?:上一?年|以前年度|往年|历年)度?(?:财政拨款|财政|资金|预算|项目|指标)*余额"
    r"|结转(?:至|到|入)?(?:[下次明]一?|(?<=[至到入])20\d\d)年度?|转下一?年度?|结转上年|结[转余](?:资金|数)?（上年）"
)
_CHANGED = re.compile(
    r"增减|增\+|增加|增长|减少|变动|变化|差[额异]|差$|[（(][+＋]|增（|\+、?-|超支|节约|同比|环比|升降"
    r"|[较比].*(?:增|减|降)"
)
_PERCENT = re.compile(r"率|%|％|比例|百分比|幅|‰")
_DONE = re.compile(r"实际(?:采购|支付|使用|投资|发生|完成|执行)|(?:[全本当]年)?执行$")
_AMOUNT_END = re.compile(r"额$|金额|数$")
_PERCENT_END = re.compile(r"(?:比例|百分比|%)(?:（%）)?$|（%）$")
_SAVED_RATE = re.compile(r"(?:节约|节支|结余|结转|超支)率")
_SHARE = re.compile(r"占比|比重|占.*(?:%|比例|比$)|构成比|结构比")
_DERIVED: frozenset[Measure] = frozenset({"change", "growth", "share", "rate"})


@dataclass(slots=True, frozen=True)
class Meaning:
    """A header or label taken apart."""

    measure: Measure
    year: int | None
    scenario: Scenario | None
    unit: str | None
    base_year: int | None
    base_scenario: Scenario | None
    compared: bool
    """Whether the words themselves say with what the figure is compared."""
    items: tuple[str, ...]
    """What is measured, where the words name more than stage, year and measure."""
    counted: bool
    """Counts people or things: the table's unit of money does not apply."""

    @property
    def derived(self) -> bool:
        """A difference, growth, share or rate."""
        return self.measure in _DERIVED


@lru_cache(maxsize=4096)
def meaning(path: tuple[str, ...], fiscal_year: int | None) -> Meaning:
    """Read a header path, top level first. Deeper levels win over higher ones."""
    printed = [p for p in path if p]
    levels = [squash(p) for p in printed]
    kind = _measure(levels)
    year: int | None = None
    scenario: Scenario | None = None
    base: tuple[int | None, Scenario | None] | None = None
    compared = False
    for text in reversed(levels):
        head = text
        if kind in ("change", "growth"):
            cut = _COMPARED.search(text)
            if cut:
                compared = True
                head = text[: cut.start()]
                base = base or _base(text, cut, fiscal_year)
        year = year if year is not None else year_of(head, fiscal_year)
        scenario = scenario or stage(head)
    unit, counted = _unit(levels, kind)
    items = tuple(dict.fromkeys(i for i in (item_of(t) for t in printed) if i))
    return Meaning(
        kind, year, scenario, unit, base[0] if base else None, base[1] if base else None, compared, items, counted
    )


def _base(text: str, cut: re.Match[str], fiscal_year: int | None) -> tuple[int | None, Scenario | None]:
    if cut.group() == "同比":
        return (fiscal_year - 1 if fiscal_year else None), None
    rest = text[cut.end() :]
    return year_of(rest, fiscal_year), stage(_CHANGED.sub("", rest) or rest)


def year_of(text: str, fiscal_year: int | None) -> int | None:
    """The year a header names; money carried over from last year is this year's figure."""
    plain = _CARRIED.sub("", squash(text))
    return periods.resolve_year(plain, fiscal_year) if plain else None


def stage(text: str) -> Scenario | None:
    """The budget stage a header names; 一般公共预算 names none."""
    plain = OTHER_BUDGETS.sub("", text)
    found = periods.scenario(plain) if plain else None
    return "actual" if found is None and _DONE.match(plain) else found


def _measure(levels: list[str]) -> Measure:
    if not levels:
        return "amount"
    leaf = levels[-1]
    if _SAVED_RATE.search(leaf):
        return "rate"
    if _SHARE.search(leaf):
        return "share"
    if any(_CHANGED.search(t) or _COMPARED.search(t) for t in levels):
        if re.search(r"[（(]%[）)]", leaf) or (_PERCENT.search(leaf) and not _AMOUNT_END.search(leaf)):
            return "growth"
        if not re.search(r"执行率|完成率|控制率", leaf):
            return "change"
    named = periods.measure(leaf)
    if named in ("weight", "score"):
        return named
    if "率" in leaf:
        return "growth" if re.search(r"增长率|增幅|降幅|增减率|变动率", leaf) else "rate"
    if _PERCENT_END.search(leaf):
        return "rate" if any(re.search(r"执行|完成|控制", t) for t in levels) else "share"
    return "count" if any(count_unit(t)[0] for t in levels) else "amount"


def _unit(levels: list[str], kind: Measure) -> tuple[str | None, bool]:
    if kind in ("growth", "share", "rate"):
        return "%", False
    printed = next((u for t in reversed(levels) if (u := find_unit(t))), None)
    counted, implied = next((c for t in reversed(levels) if (c := count_unit(t))[0]), (False, None))
    if printed:
        return printed, False
    if kind in ("weight", "score"):
        return "分", True
    return implied, counted
