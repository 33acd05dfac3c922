"""Pages whose content lies sideways or upside down on the sheet, brought upright for reading."""

from __future__ import annotations

from collections import Counter

from extractor.model.document import Box
from extractor.readers.pdf.values import Fill, ImageBox, PageGeometry, Rule

_MOST = 0.6
"""Share of the characters that must read in one turned direction."""


def upright(geometry: PageGeometry) -> None:
    """Turn the whole geometry if most of its text reads upwards, downwards or upside down; ``place`` turns back."""
    counts: Counter[int] = Counter()
    for run in geometry.runs:
        counts[run.angle] += len(run.text)
    if not counts:
        return
    angle, count = counts.most_common(1)[0]
    if angle not in (90, 180, 270) or count < _MOST * sum(counts.values()):
        return
    width, height = geometry.width, geometry.height

    def turned(box: Box) -> Box:
        x0, top, x1, bottom = box
        if angle == 90:
            return (height - bottom, x0, height - top, x1)
        if angle == 180:
            return (width - x1, height - bottom, width - x0, height - top)
        return (top, width - x1, bottom, width - x0)

    for run in geometry.runs:
        run.x0, run.top, run.x1, run.bottom = turned((run.x0, run.top, run.x1, run.bottom))
        run.boxes = [(b[0], *turned(b[1:])) for b in run.boxes]
        run.angle = (run.angle - angle) % 360
    things: list[Fill | ImageBox] = [*geometry.fills, *geometry.images]
    for thing in things:
        thing.x0, thing.top, thing.x1, thing.bottom = turned((thing.x0, thing.top, thing.x1, thing.bottom))
    across = [_rule(turned((r.start, r.at, r.end, r.at)), r.width) for r in geometry.across]
    down = [_rule(turned((r.at, r.start, r.at, r.end)), r.width) for r in geometry.down]
    geometry.across, geometry.down = (across, down) if angle == 180 else (down, across)
    if angle != 180:
        geometry.width, geometry.height = height, width
    geometry.turn = angle


def _rule(box: Box, width: float) -> Rule:
    x0, top, x1, bottom = box
    return Rule(top, x0, x1, width) if x1 - x0 >= bottom - top else Rule(x0, top, bottom, width)
