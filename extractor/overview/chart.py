"""Line charts as inline SVG: no library, no script; values appear on hover and are in the table below."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from extractor.errors import Lang
from extractor.overview.trend import Group, Point, Series
from extractor.overview.trend_words import figure, name, remarks, shown, source, title, unit_word

COLOURS = ("#1f4e8c", "#c2410c", "#2e7d32", "#7b3fa0", "#00798c", "#8a6d00", "#ad1457", "#455a64")
"""Told apart by people who don't see all colours alike too; dashes mark budgets."""
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 380, 180, 56, 12, 10, 22
_To = Callable[[float], float]
_DASHED = ("original_budget", "final_budget", "computed")


def draw(group: Group, series: Sequence[Series], years: Sequence[int], lang: Lang) -> str:
    """One chart. Years without a figure leave a gap; what another report says differently is a hollow red circle."""
    values = [
        float(shown(s.value, group.kind)) for one in series for p in one.points.values() for s in (p.said[0], *p.rivals)
    ]
    low, high, step = scale(values, zero=group.kind in ("money", "count"))

    def x(year: float) -> float:
        inner = _WIDTH - _LEFT - _RIGHT
        return _LEFT + (inner * (year - years[0]) / (years[-1] - years[0]) if len(years) > 1 else inner / 2)

    def y(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - value) / (high - low)

    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(_spoken(group, series, lang))}">',
        *_axes(years, low, high, step, x, y),
    ]
    for n, one in enumerate(series):
        parts += _line(group, one, COLOURS[n % len(COLOURS)], x, y, lang)
    return "".join(parts) + "</svg>"


def dashed(series: Series) -> bool:
    """Whether a series is a budget or computed, not what was spent or counted."""
    return series.key[1] in _DASHED


def legend(series: Sequence[Series], lang: Lang) -> str:
    items = []
    for n, one in enumerate(series):
        dash = " dash" if dashed(one) else ""
        mark = f'<line class="line{dash}" x1="0" y1="5" x2="22" y2="5" stroke="{COLOURS[n % len(COLOURS)]}"/>'
        items.append(f'<li><svg viewBox="0 0 22 10" aria-hidden="true">{mark}</svg>{escape(name(one, lang))}</li>')
    return f'<ul class="legend">{"".join(items)}</ul>'


def scale(values: Sequence[float], *, zero: bool) -> tuple[float, float, float]:
    """Lowest and highest value of an axis and the step of its ticks, all round numbers; ``zero`` stays in sight."""
    low, high = min(values), max(values)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    largest = max(abs(low), abs(high))
    if largest < 1e-9:
        low, high = 0.0, 1.0
    elif high - low < largest * 1e-9:
        low, high = low - largest * 0.1, high + largest * 0.1
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def _axes(years: Sequence[int], low: float, high: float, step: float, x: _To, y: _To) -> list[str]:
    parts = []
    places = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else (1 if step % 1 else 0)
    for n in range(round((high - low) / step) + 1):
        value = low + n * step
        at = y(value)
        parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 5}" y="{at + 3.5:.1f}" text-anchor="end">{_tick(value, places)}</text>')
    every = -(-len(years) // 8)
    for year in years:
        if (years[-1] - year) % every == 0:
            parts.append(f'<text x="{x(year):.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{year}</text>')
    return parts


def _tick(value: float, places: int) -> str:
    if abs(value) >= 1e8:
        return f"{value / 1e8:,.4g}亿"
    return f"{value:,.{places}f}"


def _line(group: Group, series: Series, colour: str, x: _To, y: _To, lang: Lang) -> list[str]:
    dash = " dash" if dashed(series) else ""
    parts, path, last = [], [], None
    for year, point in series.points.items():
        at = f"{x(year):.1f},{y(float(shown(point.value, group.kind))):.1f}"
        path.append(("L" if last == year - 1 else "M") + at)
        last = year
    parts.append(f'<path class="line{dash}" d="{" ".join(path)}" stroke="{colour}"/>')
    for year, point in series.points.items():
        parts += _point(group, series, year, point, colour, x, y, lang)
    return parts


def _point(group: Group, series: Series, year: int, point: Point, colour: str, x: _To, y: _To, lang: Lang) -> list[str]:
    parts = []
    for n, said in enumerate((point.said[0], *point.rivals)):
        cx, cy = x(year), y(float(shown(said.value, group.kind)))
        if n:
            look = 'class="rival"'
        elif said.doubtful:
            look = f'class="doubt" stroke="{colour}"'
        else:
            look = f'fill="{colour}"'
        value = figure(said, group.kind) + unit_word(group.kind, lang)
        text = f"{name(series, lang)} {year}：{value}\n{source(said, lang)}"
        text += f"\n{remarks(said, lang)}" if remarks(said, lang) else ""
        if point.conflict:
            text += "\n" + ("两份报告说法不一" if lang == "zh" else "two reports differ")
        parts.append(
            f'<g><title>{escape(text)}</title><circle cx="{cx:.1f}" cy="{cy:.1f}" r="{4 if n else 3}" {look}/>'
            f'<circle class="hit" cx="{cx:.1f}" cy="{cy:.1f}" r="9"/></g>'
        )
    return parts


def _spoken(group: Group, series: Sequence[Series], lang: Lang) -> str:
    said = []
    for one in series:
        year = max(one.points)
        last = one.points[year].said[0]
        said.append(f"{name(one, lang)} {year} {figure(last, group.kind)}{unit_word(group.kind, lang)}")
    return f"{title(group, lang)}：{'；'.join(said)}"
