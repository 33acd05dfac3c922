"""What a sentence takes over from where it stands: organization, year, budget stage, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.interpret.outline import Outline
from extractor.interpret.outline_names import year_in
from extractor.interpret.prose_words import core, stage
from extractor.model.report import Scenario, Section
from extractor.text.match import Matcher

_DONE = re.compile(
    r"完成情况|实现情况|达成情况|实施情况|绩效情况|绩效分析|绩效实现|成效|履职情况|履职效能|主要成绩|评价结论|工作情况|指标分析"
)
_AIM = re.compile(r"目标|指标设[定置]|预期")
_NEXT = re.compile(r"下一步|下步|改进|整改措施|打算|明年|今后|建议|工作计划|努力方向|相关措施")
_FAULTS = re.compile(r"问题|原因|不足|存在")
_BALANCE = re.compile(r"资产|负债")
_MONEY = re.compile(
    r"(?:expenditure|economic|functional|three_public|revenue|fund|procurement|assets|liabilities)(?:\.|$)"
)
"""Concepts whose name as a heading is the subject of the amounts below it."""
_TAIL = re.compile(
    r"(?:预、?决算|预算|决算|收支|使用|管理|执行|总体|具体|构成|完成|对比|分析|绩效|变动|增减)*(?:情况|说明|分析|状况|明细|方面)*(?:说明)?$"
)


@dataclass(slots=True, frozen=True)
class Frame:
    """The setting of one paragraph or cell."""

    organization: str | None
    year: int | None
    scenario: Scenario | None = None
    """Stage of figures whose own words name none."""
    plan: bool = False
    target: bool = False
    achieved: bool = False
    balance: bool = False
    """In a section on assets and liabilities: amounts are those of the year's end."""
    subject: str = ""
    """What the section is about, where that is a known indicator: 基本支出."""
    titles: tuple[str, ...] = ()
    """Titles of the section and those above it, innermost first."""
    section: str | None = None


class Frames:
    """Frames by section, made once."""

    def __init__(self, outline: Outline, matcher: Matcher) -> None:
        self._outline = outline
        self._matcher = matcher
        self._made: dict[tuple[str | None, str | None, int | None], Frame] = {}

    def at(self, position: int) -> Frame:
        """The frame of the block at a position."""
        context = self._outline.context(position)
        key = (context.section, context.organization, context.fiscal_year)
        if key not in self._made:
            self._made[key] = self._frame(*key)
        return self._made[key]

    def _frame(self, section: str | None, organization: str | None, year: int | None) -> Frame:
        path = self._outline.path(section)
        titles = tuple(s.title for s in path)
        plan = target = achieved = False
        for title in titles:
            if _AIM.search(title) and not re.search(r"完成|实现|达成|实施|执行", title):
                target = True
            elif _DONE.search(title):
                achieved = True
            elif _NEXT.search(title) and not _FAULTS.search(title):
                plan = True
            else:
                continue
            break
        named = next((y for s in path if (y := year_in(s.title))), None)
        scenario: Scenario | None = "target" if target else "actual" if achieved else "plan" if plan else None
        return Frame(
            organization=organization,
            year=named or year,
            scenario=scenario or _title_stage(path),
            plan=plan,
            target=target,
            achieved=achieved,
            balance=any(_BALANCE.search(t) for t in titles[:2]),
            subject=self._subject(titles),
            titles=titles,
            section=section,
        )

    def _subject(self, titles: tuple[str, ...]) -> str:
        for title in titles[:2]:
            words = _subject_words(title)
            if words and _MONEY.match(self._matcher.match(words).concept or ""):
                return words
        return ""


def _title_stage(path: list[Section]) -> Scenario | None:
    """A heading that names one stage only (支出决算情况) sets it; one that names two (预、决算情况) does not."""
    for section in path[:2]:
        title = re.sub(r"(?:公共|基金|经营)预算", "", section.title)
        if "决算" in title and not re.search(r"预、?决算|预算", title):
            return "actual"
        found = stage(title)
        if found in ("original_budget", "final_budget") and not re.search(
            r"决算|执行|预算(?:管理|编制|绩效|支出)|[及和与、].{0,6}(?:支出|使用)", title
        ):
            return found
    return None


@lru_cache(maxsize=1024)
def _subject_words(title: str) -> str:
    words = _TAIL.sub("", re.sub(r"20\d\d年度?", "", title))
    return core(words) and words
