"""Figures of trends as a person reads them, the same on the page, in the workbook and on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.errors import Lang
from extractor.overview.trend import Department, Group, Kind, Said, Series
from extractor.overview.words import grouped

_WAN = Decimal(10_000)


def unit_word(kind: Kind, lang: Lang) -> str:
    """The unit a chart is drawn in."""
    zh, en = {"money": ("万元", "万元"), "percent": ("%", "%"), "count": ("", ""), "points": ("分", "points")}[kind]
    return zh if lang == "zh" else en


def shown(value: Decimal, kind: Kind) -> Decimal:
    """A value in the unit of its chart: 万元 for money in 元."""
    return value / _WAN if kind == "money" else value


def figure(said: Said, kind: Kind) -> str:
    """A value with separators: amounts in 万元 with two decimals, more where cents of 元 need them."""
    value = shown(said.value, kind)
    if kind == "money":
        return grouped(value, 2) if value == round(value, 2) else grouped(value.normalize())
    return grouped(value)


def brief(said: Said, kind: Kind) -> str:
    """A value for an overview: amounts in 万元 rounded to two decimals."""
    return grouped(shown(said.value, kind), 2) if kind == "money" else figure(said, kind)


def name(series: Series, lang: Lang) -> str:
    return series.zh if lang == "zh" else series.en


def title(group: Group, lang: Lang) -> str:
    return group.zh if lang == "zh" else group.en


def source(said: Said, lang: Lang) -> str:
    """Which report says so, and where."""
    year = f"{said.report_year}年度报告" if lang == "zh" else f"report of {said.report_year}"
    parts = [year if said.report_year else "", said.file, said.where]
    return " · ".join(p for p in parts if p)


def remarks(said: Said, lang: Lang) -> str:
    """What a person should know of a figure: doubtful, or printed differently elsewhere in the same report."""
    found = []
    if said.doubtful:
        found.append("识别存疑" if lang == "zh" else "doubtful")
    if said.others:
        others = "；".join(f"{raw}（{where}）" if where else raw for raw, where in said.others[:3])
        found.append(f"同一报告另印作 {others}" if lang == "zh" else f"printed elsewhere in the report: {others}")
    return "；".join(found)


@dataclass(slots=True, frozen=True)
class Latest:
    """The newest year of a series."""

    year: int
    said: Said
    change: Decimal | None
    """On the year before, where that is stated: in % for amounts and counts, in points for rates and scores."""
    change_text: str


def latest(series: Series, kind: Kind, lang: Lang) -> Latest:
    year = max(series.points)
    now = series.points[year].said[0]
    before = series.points.get(year - 1)
    if before is None or (kind in ("money", "count") and not before.value):
        return Latest(year, now, None, "")
    difference = now.value - before.value
    if kind in ("money", "count"):
        change = (difference * 100 / abs(before.value)).quantize(Decimal("0.1"))
        return Latest(year, now, change, f"{change:+}%" if change else "0%")
    unit = {"percent": ("个百分点", " points"), "points": ("分", "")}[kind][lang == "en"]
    return Latest(year, now, difference, f"{difference:+f}{unit}" if difference else "0")


def disputes(departments: list[Department]) -> list[tuple[Department, Group, Series, int, list[Said]]]:
    """Every figure of a year that two reports state differently, with all that is said of it."""
    return [
        (d, group, series, year, point.said)
        for d in departments
        for group, found in d.charts
        for series in found
        for year, point in series.points.items()
        if point.conflict
    ]
