"""What is printed over or under the text and is not part of it: watermarks, stamps, white text."""

from __future__ import annotations

from extractor.readers.pdf.values import PageGeometry, Run, lightness, saturation

_WHITE = 0.98
_PALE = 0.6
_STRONG = 0.5
_LARGE = 1.6
_DARK = 0.12
_MOST_PAIRS = 2_000_000


def visible(geometry: PageGeometry) -> tuple[list[Run], list[Run]]:
    """The runs that are text, and those that are watermarks or stamps. What nobody sees is in neither: white text on
    white, text beside the sheet, and text set invisibly, unless it is all there is (the text layer of a scan)."""
    runs = geometry.runs
    width, height = geometry.width, geometry.height
    if not any(
        r.angle or r.colour or r.hidden or r.x0 > width or r.x1 < 0 or r.top > height or r.bottom < 0 for r in runs
    ):
        return runs, []
    runs = [r for r in runs if r.x0 <= width and r.x1 >= 0 and r.top <= height and r.bottom >= 0]
    if not is_recognised(geometry):
        runs = [r for r in runs if not r.hidden]
    plain = [r for r in runs if not r.colour and r.angle % 90 == 0]
    sizes = sorted(r.size for r in (plain or runs))
    usual = sizes[len(sizes) // 2]
    coloured = sum(1 for r in runs if r.colour)
    looked_for = coloured * len(plain) < _MOST_PAIRS
    kept: list[Run] = []
    aside: list[Run] = []
    for run in runs:
        if run.angle % 90:
            aside.append(run)
        elif run.colour and lightness(run.colour) >= _WHITE and not _on_ground(run, geometry):
            continue
        elif looked_for and run.colour and _is_mark(run, usual) and _covers(run, plain):
            aside.append(run)
        else:
            kept.append(run)
    return kept, aside


def is_recognised(geometry: PageGeometry) -> bool:
    """Most of the text is set invisibly: a text recogniser put it under the picture of the page."""
    hidden = sum(len(r.text) for r in geometry.runs if r.hidden)
    return hidden > 0 and 2 * hidden >= sum(len(r.text) for r in geometry.runs)


def _is_mark(run: Run, usual: float) -> bool:
    pale = lightness(run.colour) >= _PALE and run.size > _LARGE * usual
    return pale or (saturation(run.colour) >= _STRONG and lightness(run.colour) > _DARK)


def _covers(run: Run, others: list[Run]) -> bool:
    """Part of ``run`` lies over other text."""
    for other in others:
        if other is run or other.text.isspace():
            continue
        wide = min(run.x1, other.x1) - max(run.x0, other.x0)
        tall = min(run.bottom, other.bottom) - max(run.top, other.top)
        if wide > 0.2 * other.size and tall > 0.2 * other.size:
            return True
    return False


def _on_ground(run: Run, geometry: PageGeometry) -> bool:
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    grounds = [f.colour for f in geometry.fills if f.x0 <= x <= f.x1 and f.top <= y <= f.bottom]
    if grounds and lightness(grounds[-1]) < 0.9:
        return True
    return any(i.x0 <= x <= i.x1 and i.top <= y <= i.bottom for i in geometry.images)
