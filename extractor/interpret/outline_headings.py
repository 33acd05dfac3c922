"""Which paragraphs are headings: numbering, style, weight and position weighed together over the whole document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractor.model.document import Block, Paragraph, Table

NumberKind = Literal["part", "annex", "chapter", "cn", "cnp", "ar", "dotted", "arp", "half", "circle", ""]

RANKS: dict[str, int] = {
    "annex": 0,
    "part": 0,
    "chapter": 1,
    "cn": 2,
    "cnp": 3,
    "ar": 4,
    "dotted": 5,
    "arp": 6,
    "half": 7,
    "circle": 8,
}
"""Usual nesting of numbering styles in official Chinese documents (GB/T 9704: 一、（一）1.（1）)."""

_COUNTED = "个家人名项万亿元年月日号次件辆台套户亩只批场座处期条天分秒吨米"
"""What a number before a blank may count: 12 个单位 is no heading."""
_CN = "一二三四五六七八九十百"
_NUMBERS: tuple[tuple[NumberKind, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(
            r"附\s*(?:[件表录]\s*|(?=\d{1,2}[:：、.．\s\u3000]))(?P<n>\d{1,2}(?:[-－—]\d{1,2})?|["
            + _CN
            + r"]{1,3})?\s*(?=[:：、.．\s\u3000]|$|[^\d\s])"
        ),
    ),
    ("part", re.compile(r"第\s*(?P<n>[" + _CN + r"]{1,3}|\d{1,2})\s*(?:部\s*分|篇)[、:：.．]?")),
    ("chapter", re.compile(r"第\s*(?P<n>[" + _CN + r"]{1,3}|\d{1,2})\s*[章节][、:：.．]?")),
    ("cn", re.compile(r"(?P<n>[" + _CN + r"]{1,4})\s*[、.．](?!\d)")),
    ("cnp", re.compile(r"[（(]\s*(?P<n>[" + _CN + r"]{1,4})\s*[）)]\s*[、.．]?")),
    (
        "dotted",
        re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,3})(?=[\s\u3000、.．]|[^\d\s.．%％,，万亿元个家人])[、.．]?"),
    ),
    ("ar", re.compile(r"(?P<n>\d{1,2})(?:\s*[.．、](?!\d)|[ \u3000]+(?=[\u3400-\u9fff])(?![" + _COUNTED + "]))")),
    ("arp", re.compile(r"[（(]\s*(?P<n>\d{1,2})\s*[）)]\s*[、.．]?")),
    ("half", re.compile(r"(?P<n>\d{1,2})\s*[）)]")),
    ("circle", re.compile(r"(?P<n>[①-⑳])")),
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_STOPS = "。；;！？!?"
_SENTENCE_END = re.compile(r"[。；;！？!?，,、：:]\s*$")
_RUN_IN = re.compile(r"^(?P<head>[^。：:；;，,！？\n]{2,30})[。：:](?P<rest>.+)$", re.S)
_ENDS_AS_TITLE = re.compile(
    r"^[^，,；;。：:]+(?:情况|说明|分析|措施|问题|原因|建议|结论|概况|指标|目标|管理|机制|职责|职能|构成|评价|方面|打算|计划)。$"
)
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万|亿|元|个|家|人|%)")
_GENERAL = re.compile(r"(?:指标|情况|目标|效益|满意度|成本|质量|时效|数量|产出|方面)$")
_DUTIES = re.compile(r"职责|职能")
_LEADER = re.compile(r"(?:[.．·…‥_\-—]{3,}|\t+)\s*\d{1,3}\s*$")
_CONTENTS = re.compile(r"^目\s*[录次]$")
_FIELD = re.compile(
    r"^(?:填报|填表|编制|预算|金额)?(?:单位|部门)(?:名称)?(?:[（(][^）)]*[）)])?\s*[:：]|^(?:填表人|填报人|联系人|联系电话|日期|审核人)"
)
_DATE = re.compile(r"^\s*(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?\s*$")
_ANNEX_LIST = re.compile(r"^\s*附\s*[件表]\s*[:：]\s*\S")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class Heading:
    """A heading found: ``end`` is where its text ends in the paragraph (a run-in heading ends before its sentence)."""

    position: int
    paragraph: Paragraph
    kind: NumberKind
    number: str
    value: int
    title: str
    end: int
    rank: float


def split(text: str) -> tuple[NumberKind, str, int, int]:
    """Numbering at the start of a text: kind, as printed, its value, offset of what follows; ("", "", 0, 0) if none."""
    lead = len(text) - len(text.lstrip())
    for kind, pattern in _NUMBERS:
        m = pattern.match(text, lead)
        if m:
            end = m.end()
            while end < len(text) and text[end].isspace():
                end += 1
            return kind, re.sub(r"\s", "", m.group()), _value(m.group("n") or ""), end
    return "", "", 0, 0


def _value(n: str) -> int:
    if not n:
        return 0
    if "①" <= n[0] <= "⑳":  # before the digits: "①".isdigit() holds
        return ord(n[0]) - ord("①") + 1
    if n[0].isdigit():
        return int(re.split(r"[.．\-－—]", n)[-1])
    total = unit = 0
    for c in n:
        if c == "十":
            total, unit = total + (unit or 1) * 10, 0
        elif c == "百":
            total, unit = total + (unit or 1) * 100, 0
        else:
            unit = _DIGITS.get(c, 0)
    return total + unit


def contents(blocks: list[Block]) -> set[int]:
    """Positions of paragraphs of a table of contents, typed or generated."""
    found: set[int] = set()
    start = None
    for at, block in enumerate(blocks[:400]):
        if not isinstance(block, Paragraph):
            continue
        text = block.text.strip()
        if block.kind == "toc" or (len(text) <= 60 and _LEADER.search(text)):
            found.add(at)
        if start is None and _CONTENTS.match(text):
            found.add(at)
            start = at
    if start is not None:
        found |= _typed_contents(blocks, start)
    return found


def _typed_contents(blocks: list[Block], start: int) -> set[int]:
    """A typed list of headings after 目录 ends where its first entry is printed again."""
    seen: list[int] = []
    first = ""
    for at in range(start + 1, min(start + 120, len(blocks))):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        text = re.sub(r"[\s.．·…]+\d*$", "", block.text.strip())
        squashed = re.sub(r"\s", "", text)
        if not squashed:
            continue
        if len(squashed) > 50 or text[-1:] in _STOPS:
            break
        if squashed == first:
            return set(seen)
        first = first or squashed
        seen.append(at)
    return set()


def find(blocks: list[Block], title: set[int], skip: set[int]) -> list[Heading]:
    """The headings of a document in reading order; ``title`` and ``skip`` are positions that are none."""
    cands = [
        h
        for at, b in enumerate(blocks)
        if isinstance(b, Paragraph) and at not in title and at not in skip
        if (h := _candidate(at, b)) is not None
    ]
    look = _Look.of(blocks)
    kept = [h for h in cands if _unnumbered(h, blocks, look)]
    kept = _drop_duties(_drop_lists(kept, blocks))
    _rank_unnumbered(kept)
    return kept


@dataclass(slots=True)
class _Look:
    """How ordinary text looks, so that what stands out can be told."""

    bold_is_rare: bool
    size: float | None

    @classmethod
    def of(cls, blocks: list[Block]) -> _Look:
        texts = [b for b in blocks if isinstance(b, Paragraph) and b.text.strip()]
        sizes = Counter[float]()
        for p in texts:
            if p.size:
                sizes[p.size] += len(p.text)
        bold = sum(p.bold for p in texts) / max(1, len(texts))
        return cls(bold < 0.4, sizes.most_common(1)[0][0] if sizes else None)

    def stands_out(self, p: Paragraph) -> bool:
        larger = self.size is not None and p.size is not None and p.size >= self.size * 1.12
        return (p.bold and self.bold_is_rare) or larger


def _candidate(at: int, p: Paragraph) -> Heading | None:
    if p.kind in ("toc", "footnote", "endnote"):
        return None
    text = p.text
    kind, number, value, start = split(text)
    body = text[start:].rstrip()
    if not kind:
        plain = text.strip()
        if not plain or len(plain) > 40 or _SENTENCE_END.search(plain) or _FIELD.match(plain) or not _CJK.search(plain):
            return None
        if _DATE.match(plain):
            return None
        return Heading(at, p, "", "", 0, plain, len(text.rstrip()), 0.0)
    rank = float(RANKS[kind])
    if kind == "annex":
        return (
            None
            if _ANNEX_LIST.match(text) or len(body) > 60 or body.endswith(tuple(_STOPS))
            else _annex(at, p, number, value, body)
        )
    if not body:
        return None
    if len(body) <= 32 and _ENDS_AS_TITLE.search(body):
        return Heading(at, p, kind, number, value, body[:-1], start + len(body) - 1, rank)
    if (
        len(body) <= 45
        and not re.search(r"[。；;！？]|[，,、]$", body)
        and (not re.search(r"\d\s*$", body) or p.outline is not None)
    ):
        title = body.rstrip("：:")
        return Heading(at, p, kind, number, value, title, start + len(title), rank)
    run_in = _RUN_IN.match(body)
    if run_in and kind != "circle":
        head = run_in.group("head").strip()
        if len(head) <= 24 and not _AMOUNT.search(head) and not _is_entry(head, body[run_in.end("head") :]):
            return Heading(at, p, kind, number, value, head, start + len(run_in.group("head")), rank)
    if p.outline is not None and len(body) <= 60:
        return Heading(at, p, kind, number, value, body.rstrip("。：:"), start + len(body), rank)
    return None


def _is_entry(head: str, rest: str) -> bool:
    """（1）培训人次：目标300人次 is an entry of a list, （一）数量指标：新增… a heading."""
    return rest[:1] in "：:" and bool(re.search(r"\d", rest[:16])) and not _GENERAL.search(head)


def _annex(at: int, p: Paragraph, number: str, value: int, body: str) -> Heading:
    number = re.sub(r"[:：、.．]", "", number)
    return Heading(
        at, p, "annex", number, value, body.lstrip("：:、.． \u3000"), len(p.text.rstrip()), float(RANKS["annex"])
    )


def _unnumbered(h: Heading, blocks: list[Block], look: _Look) -> bool:
    """An unnumbered line is a heading by its style, or by standing out (bold, larger) if it is no table's caption."""
    if h.kind or h.paragraph.outline is not None:
        return True
    p = h.paragraph
    return (
        look.stands_out(p)
        and p.align != "right"
        and not above_table(blocks, h.position)
        and not _is_signature(blocks, h.position)
    )


def _is_signature(blocks: list[Block], at: int) -> bool:
    """Whether a date follows: the line is the name of who signs."""
    after = next((b for b in blocks[at + 1 : at + 4] if not isinstance(b, Paragraph) or b.text.strip()), None)
    return isinstance(after, Paragraph) and bool(_DATE.match(after.text))


def above_table(blocks: list[Block], at: int) -> bool:
    """Whether a table follows with nothing but short lines between."""
    for block in blocks[at + 1 : at + 5]:
        if isinstance(block, Table):
            return True
        text = block.text.strip()
        if len(text) > 40 or text[-1:] in _STOPS:
            return False
    return False


def _drop_lists(cands: list[Heading], blocks: list[Block]) -> list[Heading]:
    """Numbered items that stand under one another with nothing between are a list, not headings."""
    dropped: set[int] = set()
    for i, h in enumerate(cands):
        if h.kind == "annex":
            later = any(o.kind == "annex" and o.value == h.value for o in cands[i + 1 :])
            follows = i + 1 < len(cands) and cands[i + 1].kind == "annex" and _adjacent(blocks, h, cands[i + 1])
            if (later and h.title) or (later and follows):
                dropped.add(i)
    groups: list[list[int]] = []
    open_groups: dict[str, list[int]] = {}
    for i, h in enumerate(cands):
        if i in dropped:
            continue
        for kind in [k for k in open_groups if RANKS.get(k, 9) > h.rank]:
            groups.append(open_groups.pop(kind))
        if h.kind not in ("", "annex", "part", "chapter", "cn"):
            members = open_groups.setdefault(h.kind, [])
            if members and h.value <= cands[members[-1]].value:
                groups.append(members)
                members = open_groups[h.kind] = []
            members.append(i)
    groups += open_groups.values()
    for group in groups:
        if any(cands[i].paragraph.outline is not None or cands[i].paragraph.bold for i in group):
            continue
        first, last = cands[group[0]], cands[group[-1]]
        if first.rank >= RANKS["ar"] and (first.value > 1 or last.value > 2 * len(group)):
            dropped |= set(group)  # the rest of the series are sentences
            continue
        if len(group) < 2:
            continue
        pairs = [_adjacent(blocks, cands[a], cands[b]) and not _run_in(cands[a]) for a, b in pairwise(group)]
        if all(pairs):
            dropped |= set(group)
    return [h for i, h in enumerate(cands) if i not in dropped]


def _drop_duties(heads: list[Heading]) -> list[Heading]:
    """Under 主要职责 the numbered sentences are the duties themselves, however short their first clause is."""
    kept: list[Heading] = []
    duties: float | None = None
    for h in heads:
        if duties is not None and h.rank <= duties:
            duties = None
        if duties is not None and h.kind and h.paragraph.outline is None and not h.paragraph.bold:
            continue
        kept.append(h)
        if _DUTIES.search(h.title) and h.kind:
            duties = h.rank
    return kept


def _run_in(h: Heading) -> bool:
    return h.end < len(h.paragraph.text.rstrip()) - 1


def _adjacent(blocks: list[Block], a: Heading, b: Heading) -> bool:
    return all(isinstance(x, Paragraph) and not x.text.strip() for x in blocks[a.position + 1 : b.position])


def _rank_unnumbered(heads: list[Heading]) -> None:
    """An unnumbered heading stands where numbered ones of its outline level stand, else just below the top."""
    by_level: dict[int, Counter[float]] = {}
    for h in heads:
        if h.kind and h.paragraph.outline is not None:
            by_level.setdefault(h.paragraph.outline, Counter())[h.rank] += 1
    for h in heads:
        if h.kind:
            continue
        level = h.paragraph.outline
        if level is None:
            h.rank = 9.0
        elif level in by_level:
            h.rank = by_level[level].most_common(1)[0][0]
        else:
            h.rank = level + 1.5
