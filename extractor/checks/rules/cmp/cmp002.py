"""
**检查什么**：正文列出或引用的附件，后面是否真的附上。

**为什么**：缺少附件就无法核对正文引用的数据。

**例子**：正文写“详见附件3”，文件中只有附件1和附件2。

**怎样判断**：报告后面附有至少一个带编号的附件时，正文引用而没有附上的编号记为疑点；一个附件都没有附上的，记为提示（附
件可能另行公开）。

**局限**：以“附表”“附录”另行编号的，分别核对；引用外部文件的附件不核对。

## English

**What**: whether appendices listed or referred to in the text are attached.

**Why**: figures the text refers to can't be verified without them.

**Example**: the text says “see annex 3”, the file has annexes 1 and 2.

**How**: where the file has at least one numbered annex, a number referred to and not attached is a warning;
where it has none at all it is an info (annexes may be published apart).

**Limits**: 附件, 附表 and 附录 are numbered separately; annexes of other documents are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claim import Verdict, Yielded
from extractor.checks.context import Context
from extractor.checks.registry import Rule
from extractor.checks.scoring import heading
from extractor.model.report import Location
from extractor.text.labels import squash

_REFERENCE = re.compile(r"(附件|附表|附录)(\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d年月个份])")
_LIST = re.compile(r"^附件[:：](?:\d{1,2}[.、．]|$)")
_ITEM = re.compile(r"^(?:附件[:：])?(\d{1,2})[.、．]")
_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}

RULE = Rule(
    code="CMP002",
    titles=("列出的附件应当附上", "Annexes named in the text must be attached"),
    severity="warning",
    messages={
        "default": (
            "正文提到{annex}，文件中没有该附件（附有{present}）。",
            "The text names {annex}, which is not in the file (it has {present}).",
        ),
        "none": (
            "正文提到{annex}，文件中没有任何附件（可能另行公开）。",
            "The text names {annex}; the file has no annex at all (it may be published apart).",
        ),
    },
    needs=("正文没有提到附件", "the text names no annex"),
)


def check(context: Context) -> Iterator[Yielded]:
    present = _present(context)
    for (kind, number), at in sorted(_named(context).items()):
        annex = f"{kind}{number}"
        there = (kind, number) in present or (kind, 0) in present
        yield Verdict(
            holds=there,
            figures=[("annex", heading(annex, annex, at, (context.section_words(at.section), annex)))],
            message="default" if present else "none",
            args={"annex": annex, "present": "、".join(f"{k}{n or ''}" for k, n in sorted(present))},
            severity=None if present else "info",
            absence=not there,
        )


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" in text:
        return _CHINESE.get(tens, 1) * 10 + _CHINESE.get(ones, 0)
    return _CHINESE.get(text, 0)


def _present(context: Context) -> set[tuple[str, int]]:
    found = set()
    words = [s.number + s.title for s in context.interpretation.sections if s.number.startswith("附")]
    words += [view.annex or "" for view in context.interpretation.tables]
    words += [view.title or "" for view in context.interpretation.tables]
    for text in words:
        m = _REFERENCE.match(squash(text))
        if m:
            found.add((m.group(1), _number(m.group(2))))
        elif m := re.fullmatch(r"(附件|附表|附录)[:：]?", squash(text)):
            found.add((m.group(1), 0))
    return found


def _named(context: Context) -> dict[tuple[str, int], Location]:
    """Annexes the text lists or refers to, with the first place."""
    own = {s.location.paragraph for s in context.interpretation.sections if s.number.startswith("附")}
    found: dict[tuple[str, int], Location] = {}
    listing = False
    for p in context.interpretation.document.paragraphs():
        text = squash(p.text)
        listing = bool(_LIST.match(text)) or (listing and bool(_ITEM.match(text)))
        page = p.boxes[0][0] if p.boxes else None
        at = Location(page=page, paragraph=p.index, chars=(0, len(p.text)))
        if listing and (m := _ITEM.match(text)):
            found.setdefault(("附件", int(m.group(1))), at)
        if p.index in own or p.kind == "toc":
            continue
        for m in _REFERENCE.finditer(text):
            # 《…办法》附件2 is another document's
            if not text[: m.start()].endswith(("》", "文")):
                found.setdefault((m.group(1), _number(m.group(2))), at)
    return found
