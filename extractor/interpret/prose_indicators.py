"""Indicators stated in running text: targets in the section on goals, results in the section on what was achieved."""

from __future__ import annotations

import re

from extractor.interpret.prose_context import Frame
from extractor.interpret.prose_figures import Figure
from extractor.model.report import Indicator

_LEVEL2 = re.compile(r"数量|质量|时效|成本|效益|可持续|满意度|生态")
_LEVEL1 = re.compile(r"产出|效益|满意度|成本|过程|履职")


def stated(found: list[Figure], frame: Frame, before: int) -> list[Indicator]:
    """The indicators one paragraph states; ``before`` counts those of earlier paragraphs.

    A figure counts as an indicator's where its section is one of indicators (数量指标, 产出, 效益) and its label stands
    in the figure's own clause.
    """
    levels = [t for t in frame.titles if _LEVEL2.search(t) or _LEVEL1.search(t)]
    if not levels:
        return []
    result: list[Indicator] = []
    for f in found:
        if f.role != "amount" or f.group or f.fact is None or not 2 <= len(f.raw) <= 40:
            continue
        aim = f.scenario == "target"
        result.append(
            Indicator(
                id=f"p{before + len(result) + 1}",
                organization=f.organization,
                table=None,
                level1=levels[1] if len(levels) > 1 and _LEVEL1.search(levels[1]) else None,
                level2=levels[0],
                name=f.raw,
                target=f.q.raw if aim else None,
                actual=None if aim else f.q.raw,
                weight=None,
                score=None,
                note=None,
                location=f.fact.location,
                cells={"target" if aim else "actual": f.fact.location},
                fiscal_year=f.year,
            )
        )
    return result
