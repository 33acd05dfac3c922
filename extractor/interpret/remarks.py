"""Sentences in which a report speaks of itself: figures restated, the department renamed or reorganised, its code.

They are what a comparison over the years rests on where names or figures change for a reason.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from extractor.model.document import Document, Paragraph
from extractor.model.report import Location, Remark, RemarkKind
from extractor.text.labels import squash

_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_PATTERNS: tuple[tuple[RemarkKind, re.Pattern[str]], ...] = (
    (
        "renamed",
        re.compile(
            r"更名(?:为|成)|改名为|名称(?:变更|调整|改)为|改称|原[\u3400-\u9fff]{2,20}[局委办厅院会站所队][^，。；]{0,12}(?:基础上)?(?:组建|成立|更名|改组|合并)"
        ),
    ),
    (
        "reorganised",
        re.compile(
            r"机构改革|机构(?:合并|撤并|整合|分设|划转)|职[能责](?:整合|划转|划入|划出|转隶)|划转(?:到|至|入)|(?:整体|成建制)(?:划入|并入|转隶)"
            r"|(?:单位|中心|局|站)[^，。；]{0,6}(?:并入|划入|划出)|合并(?:组建|为)|整合组建"
        ),
    ),
    (
        "restated",
        re.compile(
            r"追溯(?:调整|重述)|重述|(?:统计|核算|填报|编报|列报|支出|数据)?口径[^，。；]{0,8}(?:调整|变化|变动|变更|改变|不同|不一致|有别)"
            r"|会计(?:政策|制度|准则)[^，。；]{0,6}(?:变更|调整|衔接|转换)|(?:前期|以前年度)?(?:会计)?差错更正"
            r"|(?:上年|年初|期初)[^，。；]{0,10}(?:数|余额|决算)[^，。；]{0,8}(?:进行了?|作了?|予以)?(?:调整|更正|修正)|调整(?:了)?(?:年初|期初)(?:数|余额)"
        ),
    ),
)
_CODE = re.compile(
    r"(?:统一社会信用代码|组织机构代码|(?:部门|单位|预算)(?:预算)?(?:单位)?(?:编码|代码))[：:]?([0-9A-Z]{3,18})(?![0-9A-Z])"
)
_CODE_NAME = re.compile(r"^(?:统一社会信用代码|组织机构代码|(?:部门|单位|预算)(?:预算)?(?:单位)?(?:编码|代码))$")
_LONGEST = 300
_MOST = 40


def remarks(document: Document) -> list[Remark]:
    """All such sentences in reading order, at most 40; a code comes with nothing around it."""
    found: list[Remark] = []
    for remark in _remarks(document):
        found.append(remark)
        if len(found) >= _MOST:
            break
    return found


def _remarks(document: Document) -> Iterator[Remark]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.kind != "toc":
                yield from _said(block)
            continue
        for line in block.lines[:12]:
            for cell, after in itertools.pairwise(line):
                if _CODE_NAME.match(squash(cell.text)) and re.fullmatch(r"[0-9A-Z]{3,18}", squash(after.text)):
                    page = after.places[0].page if after.places else None
                    at = Location(page, None, None, block.index, after.row, after.col)
                    yield Remark("code", squash(after.text), at)


def _said(paragraph: Paragraph) -> Iterator[Remark]:
    page = paragraph.boxes[0][0] if paragraph.boxes else None
    for sentence in _SENTENCE.finditer(paragraph.text):
        words = squash(sentence.group())
        if not words:
            continue
        chars = (sentence.start(), sentence.end())
        at = Location(page=page, paragraph=paragraph.index, chars=chars)
        for kind, pattern in _PATTERNS:
            if pattern.search(words):
                yield Remark(kind, words[:_LONGEST], at)
                break
        code = _CODE.search(words)
        if code is not None:
            yield Remark("code", code.group(1), at)
