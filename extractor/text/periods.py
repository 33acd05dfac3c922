"""Years, budget stages and kinds of figure named in headers and phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.model.report import Measure, Scenario
from extractor.text.labels import squash

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|$|[^\d.,，%])")
_SHORT = re.compile(r"(?<!\d)(\d{2})年(?!期)")
_THIS = re.compile(r"本年|当年|今年|本期")
_LAST = re.compile(r"上年|去年|上一年|上期")

_SCENARIOS: tuple[tuple[re.Pattern[str], Scenario | None], ...] = tuple(
    (re.compile(pattern), scenario)
    for pattern, scenario in (
        (r"上年(?:度)?(?:财政拨款)?结(?:转|余)|年初结转", "brought_forward"),
        (r"财政收回|收回", "reclaimed"),
        (r"结转下年|结转至?下一?年|结转到下年", "carried_forward"),
        (r"年末结转|结转结余|年末结余", "year_end_balance"),
        (r"期初|年初(?:数|余额)", "opening"),
        (r"期末|年末(?:数|余额)|年底", "closing"),
        (r"全年预算|可执行预算|调整(?:后)?预算|预算调整数", "final_budget"),
        (r"年中调整|年内调整|本年调整|预算调整|追加|调剂", "adjustment"),
        (r"决算|执行数|实际支出|实际完成|支出数|实际(?:使用|拨付)|本年支出", "actual"),
        (r"年初预算|批复预算|预算(?:数|收入|支出|批复)?", "original_budget"),
        (r"指标值|目标值", "target"),
    )
)
_MEASURES: tuple[tuple[re.Pattern[str], Measure], ...] = tuple(
    (re.compile(pattern), measure)
    for pattern, measure in (
        (r"得分", "score"),
        (r"分值|权重", "weight"),
        (r"占比|比重|占.+(?:%|比例)", "share"),
        (r"执行率|控制率|完成率|完成预算", "rate"),
        (r"增减率|增长率|增幅|变动率|比例|幅度|增长%", "growth"),
        (r"增减|增\+|差额|变动", "change"),
        (r"金额|预算|决算|执行数|余额|支出数", "amount"),
    )
)
_COMPARE = re.compile(r"(?:较|比|与)(.*?)(?:增|减|相比|变动|的?差|$)")


@lru_cache(maxsize=8192)
def years(text: str) -> list[int]:
    """The calendar years a text names, in order, without repeats."""
    return list(dict.fromkeys(int(y) for y in _YEAR.findall(squash(text))))


@lru_cache(maxsize=8192)
def resolve_year(text: str, fiscal_year: int | None) -> int | None:
    """The year a header or phrase speaks of: 2023年, 23年, 上年, 本年. None if it names none."""
    plain = squash(text)
    named = years(plain)
    if named:
        return named[0]
    if fiscal_year is None:
        return None
    if _LAST.search(plain):
        return fiscal_year - 1
    if _THIS.search(plain):
        return fiscal_year
    short = _SHORT.search(plain)
    return 2000 + int(short.group(1)) if short else None


@lru_cache(maxsize=8192)
def scenario(text: str) -> Scenario | None:
    """The budget stage or balance date a header or phrase names."""
    plain = squash(text)
    for pattern, value in _SCENARIOS:
        if pattern.search(plain):
            return value
    return None


@lru_cache(maxsize=8192)
def measure(text: str) -> Measure | None:
    """What kind of figure a header announces; None where its words do not say."""
    plain = squash(text)
    for pattern, value in _MEASURES:
        if pattern.search(plain):
            return value
    return None


@lru_cache(maxsize=8192)
def comparison(text: str, fiscal_year: int | None = None) -> tuple[int | None, Scenario | None] | None:
    """The base (year, scenario) of "较上年决算增减", "较年初预算"; None where nothing is compared."""
    found = _COMPARE.search(squash(text))
    if not found or not found.group(1):
        return None
    base = found.group(1)
    year, stage = resolve_year(base, fiscal_year), scenario(base)
    return None if year is None and stage is None else (year, stage)
