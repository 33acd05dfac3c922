"""What a comparison over the years found, as a person reads it: on the screen and as one row a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.errors import Lang
from extractor.model.report import Evidence
from extractor.reconcile.rows import split
from extractor.reconcile.run import Compared, Outcome

if TYPE_CHECKING:
    from rich.console import Console

_SEVERITIES = ("error", "warning", "info")
_WORDS = {"error": ("错误", "Errors", "bold red"), "warning": ("疑点", "Warnings", "bold yellow")}
_WORDS["info"] = ("提示", "Notes", "bold blue")
_SHOWN_EVIDENCE, _SHOWN_NAMES = 6, 10


def t(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def place(outcome: Outcome, item: Evidence, lang: Lang) -> str:
    """A figure's file, place in words, and page."""
    doc = outcome.docs.get(split(item.fact)[0])
    page = item.location.page
    words = [doc.file if doc else "", item.label]
    if page is not None:
        words.append(t(lang, f"第{page}页", f"p. {page}"))
    return t(lang, "，", ", ").join(w for w in words if w)


def sides(compared: Compared) -> tuple[Evidence | None, Evidence | None]:
    """The first figure of the report itself and the first of another one."""
    own = other = None
    for item in compared.finding.evidence:
        if split(item.fact)[0] == compared.doc.document:
            own = own or item
        else:
            other = other or item
    return own, other


_HEADS = (
    ("部门", "Department", 26), ("年度", "Year", 7), ("文件", "File", 34), ("规则", "Rule", 9), ("级别", "Severity", 9),
    ("说明", "Message", 60), ("印为", "Printed", 13), ("应为", "Expected", 13), ("相差", "Difference", 12),
    ("位置", "Place", 40), ("页", "Page", 6), ("另一份报告", "Other report", 34), ("另一处印为", "Other printed", 13),
    ("另一处位置", "Other place", 40), ("另一处页", "Other page", 9), ("编号", "Id", 18),
)  # fmt: skip


def heads(lang: Lang) -> list[tuple[str, int]]:
    """Columns of the findings: words and width."""
    return [(zh if lang == "zh" else en, width) for zh, en, width in _HEADS]


def rows(outcome: Outcome, lang: Lang) -> Iterator[tuple[Any, ...]]:
    """One row a finding, in the order of :func:`heads`; errors first."""
    for c in ordered(outcome):
        own, other = sides(c)
        there = outcome.docs.get(split(other.fact)[0]) if other else None
        f = c.finding
        yield (
            c.department, str(c.doc.year), c.doc.file, f.rule, _severity(f.severity, lang), f.message,
            own.raw if own else None, f.expected, f.difference, own.label if own else None,
            own.location.page if own else None, there.file if there else None, other.raw if other else None,
            other.label if other else None, other.location.page if other else None, f.id,
        )  # fmt: skip


def ordered(outcome: Outcome) -> list[Compared]:
    """Findings, errors first, then by department and year."""
    return sorted(outcome.findings, key=lambda c: _SEVERITIES.index(c.finding.severity))


def _severity(severity: str, lang: Lang) -> str:
    return _WORDS[severity][0] if lang == "zh" else severity


def lines(outcome: Outcome, lang: Lang, verbose: bool = False) -> list[tuple[str, str]]:
    """What was compared with what, what was not and why, as (sentence, style)."""
    status, pairs = outcome.relations, outcome.pairs
    agreed = status["consistent"] + status["rounding"]
    found = [
        (
            t(
                lang,
                f"共核对 {sum(status.values())} 项跨报告关系：{agreed} 项一致（其中 {status['rounding']} 项为四舍五入差"
                f"异），{status['inconsistent']} 项不一致，{status['undetermined']} 项无法判断。",
                f"{sum(status.values())} relations between reports checked: {agreed} agree ({status['rounding']} "
                f"within rounding), {status['inconsistent']} do not, {status['undetermined']} undetermined.",
            ),
            "bold",
        )
    ]
    listed = "，".join(f"{a}→{b} {n}" for (a, b), n in sorted(pairs.items())) if pairs else t(lang, "无", "none")
    found.append((t(lang, f"比较的年度（前→后 报告数）：{listed}", f"Years compared (reports): {listed}"), ""))
    gaps = [f"{d.name}（{'、'.join(map(str, d.gaps))}）" for d in outcome.gaps]
    if gaps:
        head = t(lang, f"缺少年度的部门 {len(gaps)} 个：", f"{len(gaps)} departments lack a year: ")
        found.append((head + _some(gaps, verbose), ""))
    alone = outcome.alone
    if alone:
        head = t(
            lang, f"没有可比报告的部门 {len(alone)} 个：", f"{len(alone)} departments have no report to compare with: "
        )
        found.append((head + _some(alone, verbose), "dim"))
    n = outcome.matching.left_out
    if n:
        zh = f"未参与比较的文件 {n} 份（单位或年度不明，或为单个项目的报告）"
        en = f"{n} documents not compared (organization or year unknown, or about one project)"
        found.append((t(lang, zh, en), "dim"))
    found += [(_matched(m, lang), "" if m.accepted else "yellow") for m in outcome.matching.matches]
    for rule in outcome.rules:
        if rule.status == "failed" or (verbose and rule.status != "applied"):
            found.append((f"- {rule.code} {rule.title}：{rule.reason}", "red" if rule.status == "failed" else "dim"))
    idle = [r.code for r in outcome.rules if r.status != "applied"]
    if idle:
        codes, count = ", ".join(idle), len(idle)
        more = "" if verbose else t(lang, "（--verbose 查看原因）", " (--verbose tells why)")
        found.append(
            (t(lang, f"未适用的规则 {count} 条：{codes}", f"{count} rules not applied: {codes}") + more, "dim")
        )
    return found


_KINDS = {
    "spelling": ("同一部门的两种写法", "one department, two spellings"),
    "code": ("编码相同的部门", "departments with one code"),
    "renamed": ("更名", "renamed"),
    "merged": ("可能为合并，未并为一个部门", "may be a merger, not taken for one"),
    "split": ("可能为分设，未并为一个部门", "may be a split, not taken for one"),
    "ambiguous": ("可能为同一部门，未能确定", "may be one department, not decided"),
}


def _matched(m: Any, lang: Lang) -> str:
    return t(
        lang,
        f"{_KINDS[m.kind][0]}：{m.name} → {m.other}（{m.evidence}；可信度{m.confidence}）",
        f"{_KINDS[m.kind][1]}: {m.name} → {m.other} ({m.evidence}; confidence {m.confidence})",
    )


def _some(names: list[str], verbose: bool) -> str:
    shown = names if verbose else names[:_SHOWN_NAMES]
    return "、".join(shown) + (" …" if len(shown) < len(names) else "")


def show(outcome: Outcome, console: Console, lang: Lang = "zh", verbose: bool = False) -> None:
    """Findings grouped by severity, both places with their files, then what was compared."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from extractor.outputs.terminal import Folded

    for severity in _SEVERITIES:
        zh, en, style = _WORDS[severity]
        group = [c for c in outcome.findings if c.finding.severity == severity]
        if not group:
            continue
        console.print()
        console.print(Text(f"{t(lang, zh, en)} {len(group)}", style=style))
        for number, c in enumerate(group, 1):
            f = c.finding
            head = Text.assemble((f"{number}. ", style), (f.rule + " ", "bold"), (f.title, "bold"))
            body: list[Any] = [
                Text(f"{c.department} · {c.doc.year} · {c.doc.file}", style="dim"),
                Folded(Text(f.message)),
            ]
            for item in f.evidence[:_SHOWN_EVIDENCE]:
                raw = item.raw or t(lang, "（空白）", "(blank)")
                body.append(
                    Folded(Text.assemble(("· ", "dim"), (raw, "bold"), "  ", (place(outcome, item, lang), "dim")))
                )
            more = len(f.evidence) - _SHOWN_EVIDENCE
            if more > 0:
                body.append(Text(t(lang, f"… 另有 {more} 处", f"… and {more} more"), style="dim"))
            body.append(Text(f"#{f.id}", style="dim"))
            console.print(Padding(Group(head, Padding(Group(*body), (0, 0, 0, 3))), (0, 0, 0, 1)))
    console.print()
    if outcome.accepted:
        n = outcome.accepted
        console.print(
            Text(t(lang, f"已确认的 {n} 项未列出", f"{n} findings decided on before are not shown"), style="dim")
        )
    for sentence, style in lines(outcome, lang, verbose):
        console.print(Folded(Text(sentence, style=style)))
