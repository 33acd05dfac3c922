"""What a person sees on the screen after `check` and `extract`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markup import escape
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from extractor.errors import Lang
from extractor.model.report import Evidence, Finding
from extractor.outputs._doubts import doubtful, nothing_read, summary
from extractor.outputs._marks import one_of_two
from extractor.outputs.places import Places
from extractor.pipeline import Result
from extractor.text.visible import visible

_SEVERITIES = {
    "error": ("错误", "Errors", "bold red"),
    "warning": ("疑点", "Warnings", "bold yellow"),
    "info": ("提示", "Notes", "bold blue"),
}
_SHOWN_EVIDENCE = 6
_SHOWN_DOUBTS = 12
_CLOSING = "，。；：、！？）》”’%.,;:!?)"


class Terminal(Console):
    """A console that lets no text of a document command the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(visible(piece.text), piece.style)


def _t(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def show_check(result: Result, console: Console, lang: Lang = "zh", verbose: bool = False) -> None:
    """Findings grouped by severity, then what was checked and agreed and what was not checked."""
    report, places = result.report, Places(result.interpretation)
    _head(result, console, lang)
    for severity, (zh, en, style) in _SEVERITIES.items():
        group = [f for f in report.findings if f.severity == severity]
        if not group:
            continue
        console.print()
        console.print(Text(f"{_t(lang, zh, en)} {len(group)}", style=style))
        for number, finding in enumerate(group, 1):
            console.print(_finding(number, finding, places, lang, style))
    console.print()
    _doubts(result, console, places, lang)
    console.print(_closing(result, lang))
    if words := nothing_read(report, lang):
        console.print(Folded(Text(words, style="bold red")))
    if words := summary(report, lang):
        console.print(Folded(Text(words, style="bold yellow" if doubtful(report) else "bold")))
    _not_applied(result, console, lang, verbose)


def show_extract(result: Result, console: Console, lang: Lang = "zh") -> None:
    """Sections, tables and counts of what was read."""
    report = result.report
    _head(result, console, lang)
    tree = Tree(_t(lang, "章节", "Sections"))
    nodes: dict[str | None, Tree] = {None: tree}
    for section in report.sections:
        above = nodes.get(section.parent, tree)
        nodes[section.id] = above.add(Text(section.number + section.title, overflow="ellipsis", no_wrap=True))
    console.print(tree)
    table = Table(title=_t(lang, "表格", "Tables"), title_justify="left", box=None, pad_edge=False)
    heads = _t(lang, "编号 标题 类型 单位 组织 行×列 数据", "Id Title Kind Unit Organization Rows×cols Facts").split()
    for head in heads:
        table.add_column(head, overflow="ellipsis", no_wrap=head in (heads[0], heads[2], heads[3], heads[5], heads[6]))
    facts = Counter(f.location.table for f in report.facts)
    for t in report.tables:
        table.add_row(
            t.id,
            escape(t.title or ""),
            t.kind,
            t.unit or "",
            escape(t.organization or ""),
            f"{t.n_rows}×{t.n_cols}",
            str(facts[t.location.table]),
        )
    console.print(table)
    mapped = sum(f.concept is not None for f in report.facts)
    console.print(
        _t(
            lang,
            f"共 {len(report.facts)} 个数据（{mapped} 个对应标准指标，其中正文 {facts[None]} 个），"
            f"{len(report.indicators)} 条绩效指标；文中数字 {report.coverage.quantities} 个，"
            f"已读取 {report.coverage.in_facts} 个。",
            f"{len(report.facts)} facts ({mapped} mapped to the schema, {facts[None]} from prose), "
            f"{len(report.indicators)} indicators; {report.coverage.in_facts} of {report.coverage.quantities} "
            "printed figures read.",
        )
    )
    if words := summary(report, lang):
        console.print(Folded(Text(words)))


def _head(result: Result, console: Console, lang: Lang) -> None:
    report = result.report
    info = report.report
    title = info.title or report.source.file
    console.print(Text(title, style="bold"))
    pages = f", {report.source.pages} {_t(lang, '页', 'pages')}" if report.source.pages else ""
    words = [report.source.file + f" ({report.source.format}{pages})", info.organization or ""]
    if info.fiscal_year:
        words.append(_t(lang, f"{info.fiscal_year}年度", f"fiscal year {info.fiscal_year}"))
    console.print(Text(" · ".join(w for w in words if w), style="dim"))
    for notice in report.notices:
        console.print(Text("! " + _t(lang, notice.zh, notice.en), style="yellow"))


def _finding(number: int, finding: Finding, places: Places, lang: Lang, style: str) -> Padding:
    head = Text.assemble((f"{number}. ", style), (finding.rule + " ", "bold"), (finding.title, "bold"))
    lines: list[Folded | Text] = [Folded(Text(finding.message))]
    for item in finding.evidence[:_SHOWN_EVIDENCE]:
        lines.append(_evidence(item, places, lang))
    more = len(finding.evidence) - _SHOWN_EVIDENCE
    if more > 0:
        lines.append(Text(_t(lang, f"… 另有 {more} 处", f"… and {more} more"), style="dim"))
    figures = []
    if finding.expected is not None and finding.actual is not None:
        other = one_of_two(finding)
        figures.append(
            (_t(lang, "另一处 ", "elsewhere ") if other else _t(lang, "应为 ", "expected ")) + finding.expected
        )
        figures.append(_t(lang, "原文 ", "printed ") + finding.actual)
        if finding.difference is not None:
            figures.append(_t(lang, "相差 ", "difference ") + finding.difference)
    tail = Text("   ".join([*figures, f"#{finding.id}"]), style="dim")
    return Padding(Group(head, Padding(Group(*lines, tail), (0, 0, 0, 3))), (0, 0, 0, 1))


def _doubts(result: Result, console: Console, places: Places, lang: Lang) -> None:
    """Figures recognised with doubt, those read otherwise first."""
    doubts = sorted(doubtful(result.report), key=lambda f: f.reading is None)
    if not doubts:
        return
    console.print(
        Text(f"{_t(lang, '识别存疑的数字', 'Figures recognised with doubt')} {len(doubts)}", style="bold magenta")
    )
    for fact in doubts[:_SHOWN_DOUBTS]:
        place = places.describe(fact.location, lang)
        line = Text.assemble(("· ", "dim"), (fact.label, "bold"), "  ", fact.why, "  ", (place, "dim"))
        console.print(Padding(Folded(line), (0, 0, 0, 1)))
    if len(doubts) > _SHOWN_DOUBTS:
        more = len(doubts) - _SHOWN_DOUBTS
        console.print(
            Text(
                _t(lang, f" … 另有 {more} 个，见导出的数据", f" … and {more} more, see the exported facts"), style="dim"
            )
        )
    console.print()


def _evidence(item: Evidence, places: Places, lang: Lang) -> Folded:
    printed = item.raw or _t(lang, "（空白）", "(blank)")
    return Folded(Text.assemble(("· ", "dim"), (printed, "bold"), "  ", (places.describe(item.location, lang), "dim")))


class Folded:
    """Text broken between Chinese characters as well as at spaces: rich takes a whole sentence for one word."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plain, width = self._text.plain, max(options.max_width, 2)
        cuts, start, last, used = [], 0, 0, 0
        for at, char in enumerate(plain):
            if at > start and (plain[at - 1] == " " or cell_len(char) > 1 or cell_len(plain[at - 1]) > 1):
                last = at if char not in _CLOSING else last
            used += cell_len(char)
            if used > width:
                start = last if last > start else at
                cuts.append(start)
                used = cell_len(plain[start : at + 1])
        yield from self._text.divide(cuts)


def _closing(result: Result, lang: Lang) -> Folded:
    report = result.report
    status = Counter(r.status for r in report.relations)
    agreed = status["consistent"] + status["rounding"]
    cover = report.coverage
    percent = 100 * cover.in_relations // cover.quantities if cover.quantities else 0
    words = Text(
        _t(
            lang,
            f"共核对 {len(report.relations)} 项关系：{agreed} 项一致（其中 {status['rounding']} 项为四舍五入差异），"
            f"{status['inconsistent']} 项不一致，{status['undetermined']} 项无法判断。"
            f"文中数字 {cover.quantities} 个，读取 {cover.in_facts} 个，参与核对 {cover.in_relations} "
            f"个（{percent}%）。",
            f"{len(report.relations)} relations checked: {agreed} agree ({status['rounding']} within rounding), "
            f"{status['inconsistent']} do not, {status['undetermined']} undetermined. "
            f"{cover.quantities} printed figures, {cover.in_facts} read, {cover.in_relations} verified ({percent}%).",
        ),
        style="bold",
    )
    return Folded(words)


def _not_applied(result: Result, console: Console, lang: Lang, verbose: bool) -> None:
    idle = [r for r in result.report.rules if r.status != "applied"]
    if not idle:
        return
    failed = [r for r in idle if r.status == "failed"]
    if verbose or failed:
        for rule in idle if verbose else failed:
            console.print(
                Text(
                    f"- {rule.code} {rule.title}{_t(lang, '：', ': ')}{rule.reason}",
                    style="red" if rule in failed else "dim",
                )
            )
    from extractor.checks.registry import rules

    years = {r.code for r in rules() if r.scope == "years"}
    waiting = sum(r.code in years for r in idle)
    codes = _by_family([r.code for r in idle if r.code not in years])
    words = _t(lang, f"未适用的规则 {len(idle) - waiting} 条", f"{len(idle) - waiting} rules not applied")
    words += (_t(lang, "：", ": ") + codes) if codes else ""
    words += "" if verbose else _t(lang, "（--verbose 查看原因）", " (--verbose tells why)")
    if waiting:
        words += _t(
            lang,
            f"；另有 {waiting} 条比较同一部门的多份报告（batch、reconcile）",
            f"; {waiting} more compare several reports of a department (batch, reconcile)",
        )
    console.print(Folded(Text(words, style="dim")))


def _by_family(codes: list[str]) -> str:
    """ "BUD001/003, CMP002" for BUD001, BUD003, CMP002."""
    families: dict[str, list[str]] = {}
    for code in codes:
        families.setdefault(code[:3], []).append(code[3:])
    return ", ".join(family + "/".join(numbers) for family, numbers in families.items())
