"""Years, budget stages and kinds of figure named in headers and phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.model.report import Measure, Scenario
from extractor.text.labels import squash
from extractor.text.words import MEASURES, NO_STAGE, STAGES

_YEAR = re.compile(
    r"(?<![\d.,])(20[0-4]\d|19[4-9]\d)"
    r"(?:(?=年|[-—~/至、和与及](?:20|19)?\d\d(?!\d))|(?![\d.,%]*\d|[.,%]|[元万亿人家个]))"
)
_SHORT = re.compile(r"(?<![\d近满续第届])([12]\d)年(?!期|以|来|内|左|多|余|[一-龥]{0,2}规划)")
_LAST_BUT_ONE = re.compile(r"前年|上上年")
_LAST = re.compile(r"(?:[上去]|前一|上一)个?年|上期")
_THIS = re.compile(r"[本当今该]年|本期")
_NEXT = re.compile(r"[下明次]一?年")

_COMPARED = re.compile(
    r"(?:相较于?|较之?|(?<![占对])比(?![例重率值])|与|同(?!期比?$|比))(?P<base>.{1,40}?)"
    r"(?:同期)?(?:相比|比较|对比|之比|相差|的?差[额异]?|增|减|变[动化]|上升|下降|提高|降低|升|降|超支|节约|持平|多|少"
    r"|的?(?:比例|幅度)|[（(]|%|$)"
)
_OF_BUDGET = re.compile(
    r"(?:完成|占|为)(?P<base>(?:年初|全年|调整后?|批复|年度|本年)?预算)(?:数|的|安排)?(?:的)?(?:%|比例|百分比|比重|[（(]%|$)"
)


@lru_cache(maxsize=8192)
def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(squash(text))))


def years(text: str) -> list[int]:
    """The calendar years that a text names in four digits, in order, without repeats."""
    return list(_years(text))


@lru_cache(maxsize=8192)
def resolve_year(text: str, fiscal_year: int | None) -> int | None:
    """The year that a header or phrase speaks of: 2023年, 23年, 上年, 本年. None where it names none.

    Relative words need ``fiscal_year``, the year of the report. Where several years are named the first counts.
    """
    plain = squash(text)
    named = _years(plain)
    if named:
        return named[0]
    short = _SHORT.search(plain)
    if short:
        return 2000 + int(short.group(1))
    if fiscal_year is None:
        return None
    for pattern, offset in ((_LAST_BUT_ONE, -2), (_LAST, -1), (_NEXT, 1), (_THIS, 0)):
        if pattern.search(plain):
            return fiscal_year + offset
    return None


@lru_cache(maxsize=8192)
def scenario(text: str) -> Scenario | None:
    """The budget stage, balance date or form column that a header or phrase names: 全年预算数 → "final_budget".

    预算 with nothing further is the approved budget; 一般公共预算 and the like name a kind of money and no stage.
    """
    plain = NO_STAGE.sub("", squash(text))
    if not plain:
        return None
    for pattern, value in STAGES:
        if pattern.search(plain):
            return value
    return None


@lru_cache(maxsize=8192)
def measure(text: str) -> Measure | None:
    """What kind of figure a header announces: 增减额 "change", 增长率 "growth", 占比 "share", 执行率 "rate".

    None where its words do not say. 比例 alone is a share; under a comparison it is a growth, which only the whole
    header path tells.
    """
    plain = squash(text)
    for pattern, value in MEASURES:
        if pattern.search(plain):
            return value
    return None


@lru_cache(maxsize=8192)
def comparison(text: str, fiscal_year: int | None = None) -> tuple[int | None, Scenario | None] | None:
    """With what a header or phrase compares: (year, scenario) of 较上年决算增减, 完成预算的%; None if with nothing.

    A part that the words leave open is None: 较上年 says the year only. Relative years need ``fiscal_year``.
    """
    plain = squash(text)
    found = _COMPARED.search(plain) or _OF_BUDGET.search(plain)
    if found:
        base = found["base"]
        year, stage = resolve_year(base, fiscal_year), scenario(base)
        if year is not None or stage is not None or _LAST.search(base):
            return year, stage
    if "同比" in plain:
        return (fiscal_year - 1 if fiscal_year else None), None
    return None
