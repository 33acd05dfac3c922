"""Who reports on which year: title, organization and its short names, subordinate units, fiscal year, kind."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractor.model.document import Block, Paragraph, Table
from extractor.text.words import ORGANIZATION_ENDING, OWN_UNIT

ORGANIZATION = re.compile(r"[\u3400-\u9fff]{2,30}?" + ORGANIZATION_ENDING + r"(?![\u3400-\u9fff])")
_ENDS_LIKE_ORG = re.compile(ORGANIZATION_ENDING + r"(?:（[^）]*）|\([^)]*\))?$")
_REPORT = re.compile(r"报\s*告|决\s*算|自评表|评价表|情况说明|说\s*明")
_TITLE_TAIL = re.compile(
    r"(?:关于)?(?:(?:部门|单位|本级|市级|县级|区级|省级)*(?:整体|项目)?(?:支出|预算|资金|收支)?(?:决算|预算|绩效|整体支出|项目支出|自评|自我评价|评价|财政)"
    r".*)$"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*(?:年度|年|财年)")
_CN_YEAR = re.compile(r"(二[〇○零0][一二三四五六七八九〇○零]{2})年度?")
_CN_DIGIT = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "0": "0"}
_FIELD = re.compile(
    r"(?:填报|填表|编报|预算|评价|报送|自评)?(?:单位|部门)(?:[（(](?:单位|部门)[）)])?(?:\s*名\s*称)?\s*(?:[（(](?:盖章|公章|签章|章|全称)[^）)]*[）)])?\s*[:：]\s*([\u3400-\u9fff（）()]{4,40})"
)
_FIELD_CELL = re.compile(
    r"^(?:填报|预算|部门|评价)?(?:预算)?(?:单位|部门)(?:名称)?$|^主管部门$|^实施单位$|^部门（单位）名称$|^单位（部门）名称$"
)
_ABBREVIATION = re.compile(
    r"([\u3400-\u9fff]{4,40}?)\s*[（(](?:以下)?(?:简称|下称|统称)[:：]?[“\"'‘「]?([\u3400-\u9fff]{2,15})[”\"'’」]?[）)]"
)
_SUBORDINATES = re.compile(
    r"(?:所属|下属|直属|二级|预算)(?:事业|行政|预算|参公|独立核算)*单位(?:共?[\d一二三四五六七八九十]+[个家])?，?(?:分别)?(?:是|为|有|包括|：)+：?([^。；，]+)"
)
_DATE = re.compile(r"^\s*(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?\s*$")
_SELF = re.compile(rf"^(?:我|本){OWN_UNIT}(?:机关|本级)?$")


def title(blocks: list[Block], skip: set[int]) -> tuple[str | None, set[int]]:
    """The report's title, possibly over several lines, and the positions it takes."""
    lines: list[tuple[int, str]] = []
    for at, block in enumerate(blocks[:40]):
        if at in skip:
            continue
        if not isinstance(block, Paragraph):
            break
        text = re.sub(r"\s+", " ", block.text).strip()
        if not text:
            continue
        squashed = re.sub(r"\s", "", text)
        if re.match(r"^附\s*[件表]\s*\d*\s*[:：]?$", text) or _DATE.match(text) or _FIELD.search(text):
            continue
        if (
            re.search(r"[。；;！？]|[，,：:]$", text)
            or len(squashed) > 60
            or re.match(
                r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四]部分|目\s*录)", text
            )
        ):
            break
        lines.append((at, squashed))
        if len(lines) >= 8:
            break
    words = [(at, t) for at, t in lines if t]
    last = max((i for i, (_, t) in enumerate(words) if _REPORT.search(t)), default=None)
    if last is None:
        styled = [
            (at, t)
            for at, t in words
            if (b := blocks[at])
            and isinstance(b, Paragraph)
            and (b.style.lower().startswith("title") or b.align == "center")
        ]
        words = styled or words[:1]
    else:
        if last + 1 < len(words) and re.match(r"^[（(].{2,20}[）)]$", words[last + 1][1]):
            last += 1
        words = words[: last + 1]
    if not words:
        return None, set()
    return "".join(t for _, t in words), {at for at, _ in words}


def fiscal_year(title_text: str | None, blocks: list[Block], skip: set[int]) -> int | None:
    """The year reported on: the title's, else the one most often named with budget words; never the signature date."""
    year = year_in(title_text or "")
    if year:
        return year
    votes: Counter[int] = Counter()
    for at, block in enumerate(blocks):
        if at in skip or not isinstance(block, Paragraph) or _DATE.match(block.text):
            continue
        for m in _YEAR.finditer(block.text):
            after = block.text[m.end() : m.end() + 12]
            weight = 3 if m.group().endswith("度") else 1
            if re.match(r"\s*\d{1,2}\s*月", after) and "12月31" not in after.replace(" ", ""):
                continue
            if re.search(r"决算|支出|绩效|末|实际|整体", after):
                weight += 2
            votes[int(m.group(1))] += weight
    return votes.most_common(1)[0][0] if votes else None


def year_in(text: str) -> int | None:
    """The fiscal year a title or caption names: 2024年度 before a bare 2025年."""
    squashed = re.sub(r"\s", "", text)
    full = re.findall(r"(?<!\d)(20\d{2})年度", squashed) or re.findall(r"(?<!\d)(20\d{2})年?(?!\d)", squashed)
    if full:
        return int(full[0])
    m = _CN_YEAR.search(squashed)
    return int("".join(_CN_DIGIT[c] for c in m.group(1))) if m else None


def kind(title_text: str | None) -> str:
    """ "department", "project", "final_accounts" or "unknown"."""
    t = re.sub(r"\s", "", title_text or "")
    if re.search(r"整体支出|整体绩效|部门绩效", t):
        return "department"
    if re.search(r"项目.*(?:绩效|自评|评价)|专项.*(?:绩效|自评|评价)|(?:绩效|自评|评价).*项目", t):
        return "project"
    if "决算" in t:
        return "final_accounts"
    return "department" if re.search(r"绩效(?:自评|评价|报告)", t) else "unknown"


def from_title(text: str | None) -> str | None:
    """甲县水利局 of 2024年度甲县水利局部门整体支出绩效自评报告."""
    t = re.sub(r"\s|20\d{2}年度?|二[〇○零]..年度?", "", text or "")
    t = re.sub(r"^关于|[（(]\s*[）)]|[《》]", "", t)
    m = _TITLE_TAIL.search(t)
    while m and m.start() > 0 and not _ENDS_LIKE_ORG.search(t[: m.start()].rstrip("的")):
        m = _TITLE_TAIL.search(t, m.start() + 1)
    name = t[: m.start()].rstrip("的") if m else t
    return name if len(name) >= 3 and _ENDS_LIKE_ORG.search(name) and not re.search(r"报告|绩效", name) else None


def abbreviations(blocks: list[Block]) -> dict[str, str]:
    """Short name → full name, from （以下简称…）."""
    found: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Paragraph) and "称" in block.text:
            for m in _ABBREVIATION.finditer(block.text):
                full = re.split(r"[，。；：、]|根据|按照|是|为|对|由|和(?=.*和)", m.group(1))[-1] or m.group(1)
                if _ENDS_LIKE_ORG.search(full):
                    found.setdefault(m.group(2), full)
    return found


def subordinates(blocks: list[Block]) -> list[str]:
    """Full names of the units a report lists as its own: 所属事业单位分别是A、B和C."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and "单位" in block.text and "、" in block.text:
            for m in _SUBORDINATES.finditer(re.sub(r"\s", "", block.text)):
                items = [clean(i) for i in re.split(r"、|以及|和(?=[^、]*$)", m.group(1))]
                found += [i for i in items if i is not None and len(i) >= 5]
    return found


def fields(blocks: list[Block]) -> list[tuple[int, str]]:
    """Organizations named in 填报单位 lines and cells: (position, name)."""
    found: list[tuple[int, str]] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if "：" in block.text or ":" in block.text:
                m = _FIELD.search(
                    re.sub(r"[ \u3000]{1,}(?=[^\s:：])", "", block.text) if len(block.text) < 80 else block.text[:80]
                )
                if m and (name := clean(m.group(1))):
                    found.append((at, name))
        elif name := table_unit(block):
            found.append((at, name))
    return found


def table_unit(table: Table) -> str | None:
    """The unit a form is filled in for: the cell right of 预算单位名称."""
    cells = [c for c in table.cells if c.row < 3]
    for c, right in pairwise(cells):
        if right.row == c.row and _FIELD_CELL.match(re.sub(r"\s", "", c.text)) and (name := clean(right.text)):
            return name
    return None


def signature(blocks: list[Block]) -> str | None:
    """The organization that signs: the line before a date standing alone."""
    lines = [b for b in blocks if isinstance(b, Paragraph) and b.text.strip()]
    for before, date in pairwise(lines):
        if _DATE.match(date.text) and (name := clean(before.text)):
            return name
    return None


def clean(text: str) -> str | None:
    """A name as it should stand, or None if the text is no organization's name."""
    name = re.sub(r"\s|[（(](?:盖章|公章|签章|章)[）)]", "", text)
    name = re.split(r"[:：；;。，,]|联系|填表|单位负责人|金额单位", name)[0]
    return name if 3 <= len(name) <= 40 and _ENDS_LIKE_ORG.search(name) else None


def is_self(text: str) -> bool:
    """我局, 本部门, 本单位."""
    return bool(_SELF.match(text))


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` can stand for ``full``: its characters in order, and the same last one."""
    if not short or not full or short[-1] != full[-1] or len(short) >= len(full):
        return False
    rest = iter(full)
    return all(c in rest for c in short)
