"""
**检查什么**：表名、附件名、标题中的年度，是否与报告年度一致；落款日期是否早于报告年度。

**为什么**：报告多由上年文件改写，遗留的年度说明内容可能没有更新。

**例子**：2024年度报告所附《2023年度项目支出绩效自评表》。

**怎样判断**：标题中只出现一个年度、带“年度”且与绩效、自评、评价、基础数据等词同现，而与报告年度不同的，记为错误；
落款日期早于报告年度的，记为疑点。列示上年数的对比表不受影响。

**局限**：正文句子中的年度不检查（数据年度由 REF 规则核对）。

## English

**What**: whether the year in titles of tables, annexes and sections is the report's; whether it is dated
before its year.

**Why**: reports are written over last year's file; a year left over means its content may be too.

**Example**: a report on 2024 with a “2023年度项目支出绩效自评表”.

**How**: a title with exactly one year, followed by 年度 and together with words such as 绩效, 自评 or
基础数据, that differs from the report's year is an error; a signature date before the report's year is a warning.

**Limits**: years in sentences are not checked (REF rules compare the figures).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import heading
from extractor.model.document import Block, Paragraph, Table
from extractor.model.report import Location
from extractor.text.labels import squash

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年度?)")
_PRINTED = re.compile(r"[2２]\s*[0０](?:\s*\d){2}\s*年(?:\s*度)?")
"""A year as it may be typed in a title."""
_ABOVE, _BELOW, _FIRST_ROWS = 8, 3, 6
_OWN = re.compile(r"绩效|自评|评价|基础数据|整体支出|决算公开")
_FORMS = ("department_score", "project_score")
_PLAN = re.compile(r"目标申报|预算绩效目标|计划|规划|工作安排|下一?年|预算公开|批复")

RULE = Rule(
    code="CMP004",
    titles=("标题年度与报告年度一致", "Titles bear the report's year"),
    severity="error",
    messages={
        "default": (
            "“{title}”的年度为{found}，报告年度为{year}，疑为上年文件遗留。",
            "“{title}” bears the year {found}; the report is on {year}: probably left over from another file.",
        ),
        "date": (
            "落款日期“{title}”早于报告年度{year}。",
            "The date “{title}” is before the report's year {year}.",
        ),
    },
    needs=("报告年度不明，或标题中没有年度", "the report's year is unknown, or no title bears a year"),
)


def check(context: Context) -> Iterator[Yielded]:
    year = context.interpretation.fiscal_year
    if year is None:
        return
    for title, at in _titles(context):
        years = {int(y) for y in _YEAR.findall(title)}
        if len(years) != 1 or not _OWN.search(title) or _PLAN.search(title) or "年度" not in title:
            continue
        found = years.pop()
        yield Verdict(
            holds=found == year,
            figures=[("title", heading(title, f"{found}年度", _printed(context, at, found), (title,)))],
            args={"title": title[:60], "found": str(found), "year": str(year)},
            expected=str(year),
            actual=str(found),
        )
    for field in context.interpretation.fields:
        if field.name != "日期" or field.table is not None:
            continue
        m = re.match(r"(20\d\d)年", squash(field.value))
        if m:
            yield Verdict(
                holds=int(m.group(1)) >= year,
                figures=[("date", heading(field.name, field.value, field.location, ("落款", "日期")))],
                message="date",
                args={"title": field.value, "year": str(year)},
                severity="warning",
            )


def _titles(context: Context) -> Iterator[tuple[str, Location]]:
    """Titles of annexes, sections and tables, each once."""
    found = context.interpretation
    seen: set[str] = {squash(found.title or "")}
    for section in found.sections:
        title = squash(section.title)
        if title and title not in seen:
            seen.add(title)
            yield title, section.location
    for view in found.tables:
        title = squash(view.title or "")
        if title and title not in seen:
            seen.add(title)
            yield title, view.location
        # （2023年度） on a line of its own below the title of a score form
        if view.kind in _FORMS and view.fiscal_year and title and not _YEAR.search(title):
            yield f"{title}（{view.fiscal_year}年度）", view.location


def _printed(context: Context, at: Location, year: int) -> Location:
    """The line that prints the year of a title: of a table above it or in its first cells, of a section where it begins
    or just below; the place of the title itself if there is none."""
    blocks = context.interpretation.document.blocks
    words = f"{year}年"
    start = next((i for i, b in enumerate(blocks) if _is_at(b, at)), None)
    if start is None:
        return at
    around = blocks[max(0, start - _ABOVE) : start][::-1] if at.table is not None else blocks[start : start + _BELOW]
    for block in around:
        if isinstance(block, Table):
            break
        if words in squash(block.text):
            return replace(at, table=None, paragraph=block.index, chars=_span(block.text))
    table = blocks[start]
    for cell in table.cells if isinstance(table, Table) else ():
        if cell.row < _FIRST_ROWS and words in squash(cell.text):
            return replace(at, row=cell.row, col=cell.col, chars=_span(cell.text))
    return at


def _is_at(block: Block, at: Location) -> bool:
    return block.index == (at.paragraph if isinstance(block, Paragraph) else at.table)


def _span(text: str) -> tuple[int, int]:
    found = _PRINTED.search(text)
    return found.span() if found else (0, len(text))
