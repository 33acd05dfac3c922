"""Names of departments made comparable: the place, the office, and what only says which part is meant."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.text.labels import squash

_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_PART = re.compile(r"本级$|(?<=[局厅委部办院])机关(?:本级)?$|(?:部门)?汇总$|(?<=[局厅委部办院])部门$")
_WORDS = r"(?!场监|场管|场服|场发|政|容|域|划|块|委员)"
"""After 市, 县, 区: what makes it part of an office's name (市场监督, 市政, 区划)."""
_NAMED = r"(?![省市县区州盟旗本我全该])[\u3400-\u9fff]"
_REGION = re.compile(
    rf"^(?:{_NAMED}[\u3400-\u9fff]{{1,5}}?(?:省|特别行政区|地区|[市县区州盟旗]){_WORDS}"
    rf"|{_NAMED}[\u3400-\u9fff]{{1,14}}?自治[区州县旗]"
    rf"|{_NAMED}县{_WORDS})(?![省市县区州盟旗]$)"
)
_NEXT_REGION = re.compile(
    rf"^(?:{_NAMED}[\u3400-\u9fff]{{1,3}}?(?:新区|[市县区州盟旗])|{_NAMED}县|{_NAMED}[\u3400-\u9fff]{{1,14}}?自治[州县旗])"
    rf"{_WORDS}(?=[\u3400-\u9fff]{{3,}})"
)
_LEVEL = re.compile(rf"^[省市县区州盟旗]级?{_WORDS}(?=[\u3400-\u9fff]{{3,}})")


@lru_cache(maxsize=65536)
def name_key(name: str | None) -> str:
    """A name without white space, asides and 本级/机关: two prints of one name have one key. "" for none."""
    text = _PARTY.sub("", _ASIDE.sub("", squash(name or "")))
    while (shorter := _PART.sub("", text)) != text and len(shorter) >= 3:
        text = shorter
    return text


@lru_cache(maxsize=65536)
def own_level(name: str | None) -> bool:
    """Whether a name means the office alone (局本级, 局机关), not the department with its units."""
    text = squash(name or "").rstrip("）)")
    return text.endswith(("本级", "机关")) and name_key(text) != text


@lru_cache(maxsize=65536)
def place_of(name: str | None) -> str:
    """The leading name of the place ("甲省乙市"); "" if none is printed."""
    text = name_key(name)
    found = _REGION.match(text)
    if found is None or len(text) - found.end() < 2:
        return ""
    end = found.end()
    # 甲省乙市, 丙市丁区: a second place follows the first
    while (more := _NEXT_REGION.match(text[end:])) is not None:
        end += more.end()
    return text[:end]


@lru_cache(maxsize=65536)
def stem(name: str | None) -> str:
    """The office without its place: 水利局 of 甲市水利局, 市水利局 and 水利局."""
    text = name_key(name)
    rest = text[len(place_of(text)) :]
    while (shorter := _LEVEL.sub("", rest)) != rest:
        rest = shorter
    return rest or text


def spelled_alike(a: str, b: str) -> bool:
    """Whether two names can be two ways to write one: the same office, and no two different places."""
    if stem(a) != stem(b):
        return False
    one, other = place_of(a), place_of(b)
    return one == other or not one or not other or one.endswith(other) or other.endswith(one)
