"""
**检查什么**：落款单位、基础数据表的填报单位，是否就是报告单位。

**为什么**：套用其他单位的文件时，单位名称最容易遗留。

**例子**：甲县教育局的报告，落款是乙县教育局。

**怎样判断**：落款或填报单位既不是报告单位的全称、简称，也不是正文提到的所属单位，记为疑点。

**局限**：每张自评表可以由不同的所属单位填报，不在此列。

## English

**What**: whether the organization that signs, and the one named on the basic data sheet, is the one that reports.

**Why**: an organization's name is what is left over when another's file is used.

**Example**: a report of one county's bureau signed with another county's name.

**How**: a warning if the name is neither the reporting organization's full or short name nor a unit the text mentions.

**Limits**: score forms may be filled in by subordinate units and are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import heading
from extractor.model.report import Location
from extractor.text.labels import squash

_DATE = re.compile(r"^(?:20\d\d|二[〇○零]..)年.{1,3}月(?:.{1,3}日)?$")
_NAME = re.compile(r"^[\u3400-\u9fff（）()]{3,40}$")

RULE = Rule(
    code="CMP005",
    titles=("落款和填报单位就是报告单位", "The organization that signs is the one that reports"),
    severity="warning",
    messages={
        "default": (
            "{place}的单位为“{name}”，与报告单位“{organization}”不符，疑为其他文件遗留。",
            "{place} names “{name}”, not the reporting organization “{organization}”: probably left over.",
        )
    },
    needs=("没有落款或填报单位，或报告单位不明", "no signature or unit line, or the organization is unknown"),
)


def check(context: Context) -> Iterator[Yielded]:
    own = squash(context.interpretation.organization or "")
    if not own:
        return
    prose = squash("".join(p.text for p in context.interpretation.document.paragraphs()))
    verdict = partial(_verdict, own, prose)
    for name, at in _signatures(context):
        yield verdict(name, ("落款", "the signature"), at)
    for field in context.interpretation.fields:
        view = context.views.get(field.table) if field.table is not None else None
        if view is not None and view.kind == "basic_data" and field.value and "单位" in field.name:
            yield verdict(squash(field.value), (context.table_words(view), context.table_words(view)), field.location)


def _verdict(own: str, prose: str, name: str, place: tuple[str, str], at: Location) -> Verdict:
    holds = name in own or own in name or _abbreviates(name, own) or _abbreviates(own, name) or prose.count(name) > 1
    return Verdict(
        holds=holds,
        figures=[("name", heading(place[0], name, at, (place[0], "单位")))],
        args={"place": place, "name": name, "organization": own},
        expected=own,
        actual=name,
    )


def _abbreviates(short: str, full: str) -> bool:
    """县水利局 of 某某县水利局: its characters in order."""
    rest = iter(full)
    return len(short) >= 3 and all(c in rest for c in short)


def _signatures(context: Context) -> Iterator[tuple[str, Location]]:
    """Lines that hold only a name, directly above a line that holds only a date."""
    lines = [p for p in context.interpretation.document.paragraphs() if p.text.strip()]
    for before, date in pairwise(lines):
        name = re.sub(r"[（(](?:盖章|公章|章)[）)]", "", squash(before.text))
        ends = name.endswith(tuple("局委办厅院会部处所站馆校队社团室府"))
        if _DATE.match(squash(date.text)) and _NAME.match(name) and (ends or name.endswith("中心")):
            page = before.boxes[0][0] if before.boxes else None
            yield name, Location(page=page, paragraph=before.index, chars=(0, len(before.text)))
