"""The skeleton of a report: title, organization, year, section tree, and what stands around each block."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from extractor.interpret import outline_headings as headings
from extractor.interpret import outline_names as names
from extractor.interpret.respelled import respelled
from extractor.model.document import Block, Document, Paragraph, Table
from extractor.model.report import Location, Section

_NOTE = re.compile(
    r"^\s*[（(]?(?:注|说明|备注|填表人|填报人|填表说明|制表人|制表|经办人|联系人|联系电话|审核人|复核人|单位负责人|负责人|部门负责人|分管领导|财务负责人|单位领导|填报日期|填表日期|日期|编制人|签字|单位（盖章）)"
    r"(?:[^。]{0,12})?[:：）)]|^\s*(?:注|备注)\d*[.、:：]"
)
_DATE = re.compile(r"^\s*(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?\s*$")
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万元|元|亿元|人|家|%)")
_STOPS = "。；;！？!?"
_LEAD_IN = re.compile(r"(?:如下|下表|见表|列示|所示|明细)[^。]{0,6}[:：]?\s*$")


@dataclass(slots=True, frozen=True)
class Context:
    """What a block inherits from where it stands."""

    organization: str | None
    fiscal_year: int | None
    annex: str | None
    section: str | None


@dataclass(slots=True)
class Outline:
    """Title, organization, year and sections of one document; positions are indices in ``document.blocks``."""

    blocks: list[Block]
    title: str | None
    organization: str | None
    fiscal_year: int | None
    kind: str
    sections: list[Section]
    units: list[str] = field(default_factory=list)
    """Full names of all organizations with a form or section of their own, the reporting one first."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Short name → full name."""
    title_positions: frozenset[int] = frozenset()
    contents: frozenset[int] = frozenset()
    """Positions of the table of contents."""
    _starts: list[int] = field(default_factory=list)
    """Block position of each section's heading, in the order of ``sections``."""
    _fields: list[tuple[int, str]] = field(default_factory=list)
    _by_id: dict[str, Section] = field(default_factory=dict)
    _contexts: dict[str | None, Context] = field(default_factory=dict)
    _resolved: dict[str, str | None] = field(default_factory=dict)

    def section_index(self, position: int) -> int | None:
        """Index in ``sections`` of the section a block stands in (a heading stands in its own section)."""
        i = bisect_right(self._starts, position) - 1
        return i if i >= 0 else None

    def section_at(self, position: int) -> str | None:
        """Id of the innermost section a block stands in."""
        i = self.section_index(position)
        return None if i is None else self.sections[i].id

    def path(self, section_id: str | None) -> list[Section]:
        """A section and those above it, innermost first."""
        found: list[Section] = []
        while section_id is not None:
            section = self._by_id[section_id]
            found.append(section)
            section_id = section.parent
        return found

    def heading_at(self, position: int) -> Section | None:
        """The section whose heading stands at this position."""
        i = self.section_index(position)
        return self.sections[i] if i is not None and self._starts[i] == position else None

    def context(self, position: int) -> Context:
        """Organization, year, annex and section that hold at a block."""
        section = self.section_at(position)
        if section not in self._contexts:
            path = self.path(section)
            annex = next((s.number for s in path if s.number.startswith("附")), None)
            year = next((y for s in path if (y := names.year_in(s.title)) and _is_report_title(s.title)), None)
            owner = next((o for s in path if (o := self._named_in(s.title)) is not None), None)
            self._contexts[section] = Context(owner or self.organization, year or self.fiscal_year, annex, section)
        found = self._contexts[section]
        named = self._filled_in_for(position, found.annex is not None)
        return found if named is None else replace(found, organization=named)

    def _named_in(self, title: str) -> str | None:
        """The unit a heading names or is the report of."""
        return self.resolve(title) or self.resolve(names.from_title(title) or "")

    def _filled_in_for(self, position: int, annex: bool) -> str | None:
        """The unit that a form, the lines above it, or in an annex the last 填报单位 line names."""
        block = self.blocks[position] if position < len(self.blocks) else None
        if isinstance(block, Table):
            if own := names.table_unit(block):
                return self.resolve(own) or own
            for caption in self.captions(position):
                if m := names.fields([caption]):
                    return self.resolve(m[0][1]) or m[0][1]
        if not annex or not self._fields:
            return None
        start = self._starts[self.section_index(position) or 0]
        last = next((n for at, n in reversed(self._fields) if start <= at < position), None)
        return last and (self.resolve(last) or last)

    def resolve(self, name: str) -> str | None:
        """The full name of the organization meant: 县水利局, 我局, 本部门; None if no known one is meant."""
        if name not in self._resolved:
            self._resolved[name] = self._resolve(re.sub(r"\s", "", name))
        return self._resolved[name]

    def _resolve(self, name: str) -> str | None:
        if not name:
            return None
        if name in self.units:
            return name
        if name in self.aliases:
            return self.aliases[name]
        if names.is_self(name):
            return self.organization
        found = [u for u in self.units if names.abbreviates(name, u)] if 3 <= len(name) <= 30 else []
        return found[0] if len(found) == 1 else None

    def captions(self, position: int) -> list[Paragraph]:
        """Title, unit and organization lines standing directly above the table at ``position``, in reading order."""
        found: list[Paragraph] = []
        for at in range(position - 1, max(-1, position - 9), -1):
            block = self.blocks[at]
            if not isinstance(block, Paragraph):
                break
            text = block.text.strip()
            if not text:
                continue
            if _NOTE.match(text) or _DATE.match(text) or len(text) > 60 or text[-1] in _STOPS or _AMOUNT.search(text):
                break
            lead_in = bool(_LEAD_IN.search(text))
            found.append(block)
            if lead_in or self.heading_at(at) is not None:
                break
        return found[::-1]

    def below(self, position: int) -> list[Paragraph]:
        """Notes and signature lines directly below the table at ``position``."""
        found: list[Paragraph] = []
        for block in self.blocks[position + 1 : position + 9]:
            if not isinstance(block, Paragraph):
                break
            text = block.text.strip()
            if not text:
                continue
            if not _NOTE.match(text):
                break
            found.append(block)
        return found


def _is_report_title(text: str) -> bool:
    return bool(re.search(r"年度|表$", text))


def outline(document: Document) -> Outline:
    """Read the skeleton of a document. Never fails: what can't be told is None."""
    blocks = document.blocks
    contents = headings.contents(blocks)
    title, title_at = names.title(blocks, contents)
    heads = headings.find(blocks, title_at, contents)
    sections, starts = _tree(heads, blocks)
    year = names.fiscal_year(title, blocks, contents)
    fields = names.fields(blocks)
    aliases = names.abbreviations(blocks)
    signed = names.signature(blocks)
    organization = _organization(title, fields, aliases, signed)
    if organization is not None and document.recognised:
        organization = respelled(organization, [signed, *(n for _, n in fields)], document)
    named = [*([organization] if organization else []), *(n for _, n in fields), *names.subordinates(blocks)]
    units = list(dict.fromkeys(named))
    return Outline(
        blocks=blocks,
        title=title,
        organization=organization,
        fiscal_year=year,
        kind=names.kind(title),
        sections=sections,
        units=units,
        aliases=aliases,
        title_positions=frozenset(title_at),
        contents=frozenset(contents),
        _starts=starts,
        _fields=fields,
        _by_id={s.id: s for s in sections},
    )


def _organization(
    title: str | None, fields: list[tuple[int, str]], aliases: dict[str, str], signed: str | None
) -> str | None:
    named = names.from_title(title)
    if named:
        return aliases.get(named, named)
    for candidate in [signed, *(n for _, n in fields[:1]), *list(aliases.values())[:1]]:
        if candidate:
            return aliases.get(candidate, candidate)
    return None


def _tree(heads: list[headings.Heading], blocks: list[Block]) -> tuple[list[Section], list[int]]:
    sections: list[Section] = []
    stack: list[tuple[float, Section]] = []
    for n, h in enumerate(heads, 1):
        while stack and stack[-1][0] >= h.rank:
            stack.pop()
        title = h.title or (_annex_title(blocks, h.position) if h.kind == "annex" else "")
        p = h.paragraph
        page = p.boxes[0][0] if p.boxes else None
        at = Location(page=page, section=f"s{n}", paragraph=p.index, chars=(0, h.end))
        section = Section(f"s{n}", h.number, title, len(stack) + 1, stack[-1][1].id if stack else None, at)
        sections.append(section)
        stack.append((h.rank, section))
    return sections, [h.position for h in heads]


def _annex_title(blocks: list[Block], position: int) -> str:
    """The line below 附件1 that names it."""
    for block in blocks[position + 1 : position + 4]:
        if not isinstance(block, Paragraph):
            return ""
        text = re.sub(r"\s", "", block.text)
        if text:
            return "" if len(text) > 50 or text[-1] in _STOPS or ":" in text or "：" in text else text
    return ""
