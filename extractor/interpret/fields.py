"""Places to fill in around a form: 填表人, 联系电话, 单位负责人签字, 填报日期 …, blank or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.interpret.forms_grid import locate, row_cells, trim
from extractor.model.document import Cell, Paragraph
from extractor.model.interpretation import FormField, TableView
from extractor.model.report import Location
from extractor.text.labels import squash

_KEYS = [
    *("填表人", "填报人", "制表人", "编制人", "经办人", "联系人", "自评人", "审核人", "复核人", "法定代表人"),
    *("填表负责人", "填报负责人", "单位负责人", "部门负责人", "部门主要负责人", "单位主要负责人", "主要负责人"),
    *("项目负责人", "财务负责人", "科室负责人", "负责人", "单位领导", "分管领导", "主管领导", "主要领导"),
    *("评价组组长", "评价组成员", "联系电话", "联系方式", "办公电话", "手机号码", "手机", "电话"),
    *("填报日期", "填表日期", "填报时间", "填表时间", "报告日期", "上报日期", "日期"),
    *("填报单位", "填表单位", "编报单位", "自评单位", "评价单位", "预算单位", "部门名称", "单位名称", "预算部门"),
    *("主管部门", "实施单位", "单位公章", "单位盖章"),
]
_OTHER_KEYS = ["金额单位", "计量单位", "单位"]
"""Keys that end a value but are nothing to fill in."""
_GAP = r"[^\S\r\n]*"
_KEY = re.compile(
    "(?P<key>(?:"
    + "|".join(_GAP.join(k) for k in sorted(_KEYS + _OTHER_KEYS, key=len, reverse=True))
    + rf"){_GAP}(?:(?:[（(][^（）()]{{1,8}}[）)]|签{_GAP}[字章名]|盖{_GAP}章){_GAP})?)[:：]"
)
_LEAD = re.compile(r"^[（(]?[ \t\u3000\u00a0]*$")
_DATE = re.compile(
    r"^[\s_]*(?:\d{4}|[〇○零一二三四五六七八九]{4})?[\s_]*年[\s_]*[\d一二三四五六七八九十]{0,3}[\s_]*月"
    r"[\s_]*(?:[\d一二三四五六七八九十]{0,3}[\s_]*日)?\s*$"
)
_WIDE_GAP = re.compile(r"[ \t]{4,}|\u3000{2,}|\t+")
_FILLED = re.compile(r"[^\W_]")
_BLANK_DATE = re.compile(r"^[\s_年月日/.\-—]*$")
_SENTENCE = re.compile(r"[。；;！？]|，.*，")
_KEY_CELL = re.compile(
    "^(?:" + "|".join(sorted(_KEYS, key=len, reverse=True)) + r")(?:[（(].{1,8}[）)]|签[字章名]|盖章)?[:：]?$"
)


@dataclass(slots=True, frozen=True)
class Filled:
    """One key with what stands behind it; ``chars`` covers both."""

    name: str
    value: str
    chars: tuple[int, int]


def split_fields(text: str) -> list[Filled]:
    """The fill-in places of one line, in order; empty if the line is a sentence rather than a row of them."""
    if "：" not in text and ":" not in text:
        return [Filled("日期", _value(text), (0, len(text)))] if len(text) <= 40 and _DATE.match(text) else []
    found = list(_KEY.finditer(text))
    if not found or not _LEAD.match(text[: found[0].start()]) or _SENTENCE.search(text):
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    return [
        Filled(key, _value(text[m.end() : end]), (m.start(), end))
        for m, end in zip(found, ends, strict=True)
        if (key := squash(m.group("key"))) not in _OTHER_KEYS
    ]


def paragraph_fields(paragraph: Paragraph) -> Iterator[FormField]:
    """The fill-in places of a line outside tables."""
    page = paragraph.boxes[0][0] if paragraph.boxes else None
    for item in split_fields(paragraph.text):
        yield FormField(item.name, item.value, Location(page=page, paragraph=paragraph.index, chars=item.chars))


def row_fields(view: TableView, row: int) -> list[FormField]:
    """The fill-in places of a table row: key and value in one cell, or side by side."""
    found: list[FormField] = []
    cells = [c for c in row_cells(view.table, row) if c.row == row]
    used: Cell | None = None
    for at, cell in enumerate(cells):
        if cell is used:
            continue
        inline = [f for line in _lines(cell) for f in _shifted(line)]
        if inline and not (len(inline) == 1 and not inline[0].value and _next_is_value(cells, at)):
            found += [
                FormField(f.name, f.value, locate(view, cell, f.chars), view.table.index, view.organization)
                for f in inline
            ]
        elif _KEY_CELL.match(squash(cell.text)):
            used = cells[at + 1] if _next_is_value(cells, at) else None
            value = _value(used.text) if used is not None else ""
            name = squash(cell.text).rstrip(":：")
            found.append(FormField(name, value, locate(view, cell), view.table.index, view.organization))
    return found


def _next_is_value(cells: list[Cell], at: int) -> bool:
    """Whether the cell to the right is a place to write in rather than the next key."""
    if at + 1 >= len(cells):
        return False
    right = squash(cells[at + 1].text)
    return not _KEY_CELL.match(right) and not _KEY.match(right)


def _lines(cell: Cell) -> Iterator[tuple[int, str]]:
    start = 0
    for line in cell.text.split("\n"):
        yield start, line
        start += len(line) + 1


def _shifted(line: tuple[int, str]) -> list[Filled]:
    start, text = line
    return [Filled(f.name, f.value, (f.chars[0] + start, f.chars[1] + start)) for f in split_fields(text)]


def _value(text: str) -> str:
    value = trim(text)
    if not _FILLED.search(value) or _BLANK_DATE.match(value):
        return ""
    # what stands far behind the value is no part of it, but for the gaps of a date
    value = (value if "年" in value else _WIDE_GAP.split(value)[0]).strip("_ \u3000")
    return value if "（" in value or "(" in value else value.rstrip("）)")
