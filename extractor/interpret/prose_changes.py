"""Comparisons: what rose or fell against which base, by how much and at what rate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.interpret import prose_words as w
from extractor.interpret.prose_figures import Figure
from extractor.model.report import Scenario
from extractor.text.periods import resolve_year


@dataclass(slots=True, frozen=True)
class Base:
    """What a figure is compared with."""

    year: int | None
    scenario: Scenario | None
    other: str = ""
    """Words that name another thing or place (全省平均水平), not another time or stage."""


def read_base(words: str, year: int | None, scenario: Scenario | None) -> Base:
    """The base that 较…, 比…, 与…相比 names, seen from a figure of ``year`` and ``scenario``."""
    stage = w.stage(words)
    if stage in ("opening", "brought_forward") or re.search(r"^年初(?:数)?$", words):
        return Base(year, "opening")
    budget = stage in ("original_budget", "final_budget") or bool(re.search(r"预算", words))
    named = resolve_year(words, year)
    if named is None and w.LAST_YEAR.search(words):
        named = year - 1 if year else None
    if budget:
        return Base(named or year, stage or "original_budget")
    if named is not None:
        return Base(named, stage or scenario)
    if stage is not None:
        return Base(year, stage)
    return Base(None, None, words.strip("的、，"))


def subject_of(f: Figure) -> str:
    """What rose or fell, from the clause's own words: 基本支出决算 of 2024年基本支出决算较预算增加."""
    text = re.sub(r"^(?:相比较?|比较|相较|对比)，?", "", f.left)
    if f.over:
        return ""
    if f.compared is not None and f.compared.re is w.COMPARISON:
        head, rest = text[: f.compared.start()], text[f.compared.end() :]
        text = head or rest
    elif f.compared is not None:
        text = text[: f.compared.start()] or text[f.compared.end() :]
    text = w.TAIL.sub("", text)
    if f.beyond:
        text = text[: f.beyond.start()] if f.beyond.start() < len(text) else ""
    else:
        m = w.DIRECTION.search(text)
        text = text[: m.start()] if m else text
    return re.sub(r"(?:同比|环比|均|都|略有|有所|大幅|明显|大幅度|实际|共|净|又|再|进一步|分别|各|则)+$", "", text)
