"""Title, unit, organization and year of a table, from the lines above it and from its own first rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.interpret import outline_names as names
from extractor.interpret.sheet import Sheet, is_prose, tidy
from extractor.text.labels import squash
from extractor.text.units import find_unit

_UNIT_LINE = re.compile(r"(?:金额|计量|货币|数量)?单位[:：为]")
_ORG_KEY = re.compile(
    r"(?:填报|填表|编报|编制|预算|评价|报送|报表|申报|自评|主管)?(?:单位|部门)(?:（单位）|（部门）)?(?:名称)?(?:（(?:盖章|公章|签章|章|全称)）)?：(?!(?:亿|百万|万|千|百)?(?:元|人|个|平方))(.+)"
)
_PERIOD_AFTER = re.compile(r"(?<=\S{3})(?:20\d\d年度?)")
"""编制单位：某局 2021年度 金额单位：元 on one line."""
_META = re.compile(
    r"^(?:（?附[件表]\d*[-—\d]*）?[:：]?|(?:公开|财决|预决|决算|预算|[A-Za-z]{1,3})?\d*[-\d]*表\d*|表[\d一二三四五六七八九十]+(?:[-—]\d+)?|续表\d*|（续）|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}年度?|(?:填报|填表|编制|报表)?(?:日期|时间)：.*)$"
)
_LEAD = re.compile(r"^(?:具体|详细|有关|相关|各项|明细)*(?:情况|数据)?(?:详?见|如)?下?表?[:：]?$")
_LEAD_IN = re.compile(
    r"(?:(?:具体|详细|明细|有关|相关)?(?:情况|数据)?(?:汇总|列示|列表)?"
    r"(?:详?见下[表图]|如下表?(?:所示|示)?|见[附下]表|所示|包括))?[:：。]?$"
)
# 表1 2023年度… may be typed without the blank: the number ends before a year
_TABLE_NO = re.compile(
    r"^(?:附?表\s*\d{1,2}?(?:[-—.]\d+)*(?=(?:19|20)\d\d年|\D)|附?表[一二三四五六七八九十]+)[:：、.]?(?=\S{3})"
)
_HEADING = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、]")
_TITLE_WORD = re.compile(r"表$|表（.*）$|情况$|明细|汇总|统计|一览|清单|对比|目录$")


@dataclass(slots=True)
class Caption:
    """What the surroundings say of a table."""

    title: str | None = None
    unit: str | None = None
    organization: str | None = None
    year: int | None = None
    rows: list[int] = field(default_factory=list)
    """Rows of the table itself that are such lines, not content."""


def read_caption(above: Sequence[str], sheet: Sheet, lead_in: str = "") -> Caption:
    """Read the lines above a table (in reading order), then its first rows; the nearest to the content wins.

    ``lead_in`` is the paragraph before the table where that is a sentence; only its end is read, for a unit.
    """
    found = Caption()
    if closing := _UNIT_LINE.search(squash(lead_in)[-24:]):
        found.unit = _unit(closing.string[closing.start() :])
    titles: list[str] = []
    for line in above:
        _line(line, found, titles)
    inner: list[str] = []
    _first_rows(sheet, found, inner)
    found.title = _title(titles, inner)
    found.year = names.year_in(found.title or "") or next((y for t in titles if (y := names.year_in(t))), None)
    if found.unit is None and found.title:
        found.unit = find_unit(found.title)
    return found


def _line(line: str, found: Caption, titles: list[str]) -> None:
    """One line or merged cell: a unit, an organization, or a title."""
    for part in re.split(r"[\t\n]+|[ \u3000]{2,}", line.strip()) if len(line) > 12 else [line]:
        flat = squash(part)
        if not flat:
            continue
        unit = _unit(flat) if len(flat) <= 60 else None
        owner = _ORG_KEY.search(flat)
        if unit and (_UNIT_LINE.search(flat) or len(flat) <= 6):
            found.unit = unit
        if owner:
            named = _PERIOD_AFTER.split(owner.group(1))[0]
            name = names.clean(named) or _UNIT_LINE.split(named)[0].strip("（）：、")
            if name:
                found.organization = name
        if not owner and not _META.match(flat) and _UNIT_LINE.split(flat)[0].strip("（"):
            titles.append(tidy(part))


def _unit(text: str) -> str | None:
    """The unit a line names; of several ("单位：人、万元") that of the money, for the others show in headers."""
    first = find_unit(text)
    found = _UNIT_LINE.search(text)
    for part in (
        re.split(r"[、，,/和]", text[found.end() :])[1:] if found and first and not first.endswith("元") else []
    ):
        other = find_unit(f"单位：{part}")
        if other and other.endswith("元"):
            return other
    return first


def _title(above: list[str], inner: list[str]) -> str | None:
    """The title among the table's own lines and those above it: the nearest that reads like one.

    A lead-in is stripped ("资产负债表如下："); a numbered heading counts only where no other line will do.
    """
    sources = [[_plain_title(line) for line in lines] for lines in (inner, above)]
    for rank in range(3):
        for lines in sources:
            for title in reversed(lines):
                if len(title) >= 3 and not _LEAD.match(title) and _title_rank(title) <= rank:
                    return _HEADING.sub("", title, count=1) if _HEADING.match(title) else title
    return None


def _title_rank(text: str) -> int:
    """0 for a line that reads like a table's title, 1 for another short line, 2 for a heading, 3 for none."""
    heading = _HEADING.match(text)
    if _TITLE_WORD.search(text) and (not heading or text.endswith("表")):
        return 0
    return 3 if len(text) > 40 else 2 if heading else 1


def _plain_title(line: str) -> str:
    text = _UNIT_LINE.split(_TABLE_NO.sub("", line))[0].rstrip("（(")
    return _LEAD_IN.sub("", text, count=1).rstrip("：:，,（(")


def _first_rows(sheet: Sheet, found: Caption, titles: list[str]) -> None:
    """Leading rows that hold a title, 单位：万元 or 填报单位：…, before the table's header begins."""
    width = sheet.table.n_cols
    for row in range(min(sheet.table.n_rows, 6)):
        cells = sheet.filled(row)
        if not cells:
            if sheet.rows[row]:
                found.rows.append(row)
                continue
            return
        texts = [squash(c.text) for c in cells]
        if any(sheet.type(c) in ("number", "mark") for c in cells) or any(is_prose(c.text) for c in cells):
            break
        if len(cells) == 1 and width > 1 and (cells[0].colspan == width or _lone(sheet, row)):
            if not _is_meta(texts[0]) and (_HEADING.match(texts[0]) and not texts[0].endswith("表")):
                break
        elif not all(map(_is_meta, texts)):
            break
        for cell in cells:
            _line(cell.text, found, titles)
        found.rows.append(row)
    while found.rows and not sheet.filled(found.rows[-1]):
        found.rows.pop()


def _is_meta(text: str) -> bool:
    return bool(_UNIT_LINE.search(text) or _ORG_KEY.search(text) or _META.match(text))


def _lone(sheet: Sheet, row: int) -> bool:
    """Whether the only filled cell stands in a row that no merged cell from above reaches into."""
    return all(c.row == row for c in sheet.table.grid[row] if c is not None)
