"""
**检查什么**：表后和表内的填写栏（单位负责人签字、填表人、联系电话、填报日期、填报单位）是否空白。

**为什么**：没有签字和日期的自评表无人负责。

**例子**：五张自评表中三张有单位负责人签字，两张空白。

**怎样判断**：同一份报告里，同名栏目有的填了、有的没填，没填的记为疑点；全部没填的，只记一条提示，因为公开的版本常
有意不显示签字。

**局限**：签字若为图片，无法识别。

## English

**What**: blank places to fill in around forms: signature, person who filled it in, phone, date, unit.

**Why**: nobody answers for a form without signature and date.

**Example**: three of five forms are signed, two are blank.

**How**: where some forms of a report have the field filled and others not, each blank one is a warning; where all are
blank it is one info, since published copies often leave signatures out on purpose.

**Limits**: a signature that is a picture is not seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.claim import Verdict, Words, Yielded
from extractor.checks.context import Context
from extractor.checks.figure import Figure
from extractor.checks.registry import Rule
from extractor.model.interpretation import FormField
from extractor.text.labels import squash

_KINDS = (
    ("单位负责人签字", "signature", re.compile(r"签字|签名|签章|负责人|法定代表|领导")),
    ("填表人", "person who filled it in", re.compile(r"填表人|填报人|制表人|编制人|经办人|自评人|联系人")),
    ("联系电话", "telephone", re.compile(r"电话|手机|联系方式")),
    ("日期", "date", re.compile(r"日期|时间")),
    ("填报单位", "unit", re.compile(r"单位|部门")),
)

RULE = Rule(
    code="CMP001",
    titles=("签字、填表人、日期等不应空白", "Signature, name and date must be filled in"),
    severity="warning",
    messages={
        "default": (
            "{form}的{field}空白，本报告其他{filled}处均已填写。",
            "{form}: {field} is blank, while {filled} other places of this report are filled in.",
        ),
        "all": (
            "本报告{count}处{field}均为空白（公开版本可能有意不显示）。",
            "All {count} places for {field} in this report are blank (published copies may leave them out on purpose).",
        ),
    },
    needs=("没有签字、填表人、日期等填写栏", "no places for signature, name or date"),
)


def check(context: Context) -> Iterator[Yielded]:
    groups: dict[int, list[FormField]] = defaultdict(list)
    for item in context.interpretation.fields:
        kind = next((n for n, (_, _, words) in enumerate(_KINDS) if words.search(item.name)), None)
        if kind is not None and (item.table is not None or kind != len(_KINDS) - 1):
            groups[kind].append(item)
    for kind, items in sorted(groups.items()):
        words = _KINDS[kind][0], _KINDS[kind][1]
        blank = [i for i in items if not i.value]
        filled = len(items) - len(blank)
        if blank and not filled:
            figures = [("blank", _figure(context, i)) for i in blank]
            args: dict[str, Words] = {"count": str(len(blank)), "field": words}
            yield Verdict(holds=False, figures=figures, message="all", args=args, severity="info")
            continue
        for item in items:
            field = (item.name, words[1])
            yield Verdict(
                holds=bool(item.value),
                figures=[("blank", _figure(context, item))],
                args={"form": _form(context, item), "field": field, "filled": str(filled)},
            )


def _form(context: Context, item: FormField) -> str:
    view = context.views.get(item.table) if item.table is not None else None
    if view is None:
        return context.section_words(item.location.section)
    name = context.table_words(view)
    # who forgot to sign must be told even where only one form bears the title
    own = squash(view.organization or item.organization or "")
    return name if not own or own in name else f"{name}（{own}）"


def _figure(context: Context, item: FormField) -> Figure:
    return Figure(item.name, "", None, None, None, item.location, (_form(context, item), item.name))
