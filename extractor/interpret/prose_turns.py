"""Figures that several named things share: 分别, 各, 均."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.interpret import prose_words as w
from extractor.interpret.prose_figures import Figure, noun_after, strip_lead, to_base_unit

_SPLIT_ITEMS = re.compile(r"、|，|以及|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff\d“])")
_BARE = re.compile(r"^[、，；和与及以]+$")
_YEAR_RANGE = re.compile(r"(20\d\d)年?[至到—\-－~](20\d\d)年")
_EACH = re.compile(r"^(?P<items>.+?)(?:各(?:有|为|安排|完成|自)?|均(?:为|是|达到?|超过)|都(?:为|是))$")
_COUNT_TAIL = re.compile(r"[一二两三四五六七八九十几]+(?:个|项|类|家|大|种)?(?:方面|部分|项目|类别|单位|指标|年)?$")


def distribute(found: list[Figure]) -> list[Figure]:
    """Give the figures of 国家级园区、省级园区分别不少于2个、1个 their own labels, and the one of A、B各3个 to each."""
    n = 0
    result: list[Figure] = []
    while n < len(found):
        run = n + 1
        while run < len(found) and _continues(found[run - 1], found[run]):
            run += 1
        head = found[n]
        left = head.left
        several = "分别" in left
        size = run - n
        unit = found[run - 1].q
        if size > 1 and unit.unit:
            for f in found[n:run]:
                if f.q.unit is None:
                    f.q = replace(f.q, unit=unit.unit, percent_point=unit.percent_point)
        if size > 1 or several:
            items = _items(head, size, several)
            if items:
                for f, item in zip(found[n:run], items, strict=True):
                    f.left = item
            elif size > 1:
                for k, f in enumerate(found[n:run]):
                    f.left, f.turn = left, (k, size) if several else None
        result += _each(head) if size == 1 else found[n:run]
        n = run
    return result


def _each(f: Figure) -> list[Figure]:
    """One figure that holds for each of several things: A、B各3个, A、B均为0元."""
    m = _EACH.search(f.left)
    if m is None or "、" not in m.group("items"):
        return [f]
    items = [strip_lead(i) for i in _SPLIT_ITEMS.split(strip_lead(m.group("items"))) if i]
    if len(items) < 2 or any(not 2 <= len(i) <= 16 for i in items) or m.group("items").endswith("等"):
        return [f]
    noun = noun_after(f.right)
    return [replace(f, left=item + noun, before=f.before if k == 0 else "、" + item) for k, item in enumerate(items)]


def _continues(f: Figure, after: Figure) -> bool:
    """Whether a figure follows another with no words of its own: 2个、1个."""
    return (
        f.group == after.group
        and bool(_BARE.match(after.before))
        and not noun_after(after.right)
        and (f.q.unit is None or after.q.unit is None or to_base_unit(f.q.unit) == to_base_unit(after.q.unit))
    )


def _items(head: Figure, size: int, several: bool) -> list[str] | None:
    """The ``size`` labels a list before 分别 holds, with the words they share."""
    left = head.left
    cut = left.rfind("分别") if several else len(w.TAIL.sub("", left))
    words, tail = left[:cut], left[cut:]
    if not strip_lead(words) and several:
        words = _COUNT_TAIL.sub("", _clause_before(head, "；。："))
    elif several and not re.search(r"[、和与及]", words):
        m = re.match(r"(.*?、.*?)(?:均|都|全部|共|分别|各)", _clause_before(head, "，；。："))
        if m:
            words, tail = m.group(1), words + tail
    span = _YEAR_RANGE.search(words)
    if span and int(span[2]) - int(span[1]) + 1 == size:
        rest = words[span.end() :]
        return [f"{y}年{rest}{tail}" for y in range(int(span[1]), int(span[2]) + 1)]
    for splitter in (r"、|，|以及", _SPLIT_ITEMS.pattern):
        parts = [p for p in re.split(splitter, words) if p]
        if len(parts) == size and size > 1:
            return [p + tail for p in _share_tail(parts)]
        if len(parts) > size > 1:
            tail_parts = parts[-size:]
            lead = parts[:-size]
            if (
                all(len(p) <= 14 for p in tail_parts[:-1])
                and len(lead) <= 2
                and several
                and not _SPLIT_ITEMS.search(lead[-1])
            ):
                return [p + tail for p in _share_tail(tail_parts)]
    return None


def _clause_before(f: Figure, stops: str) -> str:
    """The clause before the one a figure stands in."""
    return re.split(f"[{stops}]", f.before[: len(f.before) - len(f.left)].rstrip("，"))[-1].rstrip("，")


def _share_tail(parts: list[str]) -> list[str]:
    """["国家级园区", "省级园区实施项目"] → both with 实施项目; ["2023年", "2024年支出"] → both with 支出."""
    first, last = parts[0], parts[-1]
    for size in range(min(4, len(first)), 0, -1):
        at = last.rfind(first[-size:])
        if at >= 0 and (size > 1 or first[-1] in "年市县区局" or len(first) <= 4):
            tail = last[at + size :]
            return [*(p + tail for p in parts[:-1]), last]
    same = first.find(last[0])
    if same >= 0 and len(last) > len(first) - same:
        tail = last[len(first) - same :]
        return [*(p + tail for p in parts[:-1]), last]
    return parts
