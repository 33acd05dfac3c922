# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Score forms (自评表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.generate.ink import Ink, execution_score
from benchmarks.generate.parts import Cell, Content, Draft, Grid, IndicatorTruth, Piece, Row, text_of
from benchmarks.generate.world import Flow, Outcome

_HEADS = (
    ("年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ("年度指标值", "全年完成值", "分值", "自评得分", "偏差原因及改进措施"),
    ("目标值", "完成值", "权重", "得分", "备注"),
    ("年初指标值", "年末完成值", "标准分", "得分", "未完成原因分析"),
    ("预期指标值", "全年实际值", "分值", "评分", "说明"),
)
GOAL = "围绕年度重点任务，规范预算执行，保障机构正常运转，按计划推进各项目实施，提升服务水平。"
DONE = "年度主要任务基本完成，资金使用规范，个别指标因客观原因未达到预期。"
DONE_ALL = "年度目标全部完成，资金使用规范，达到预期效果。"


@dataclass(slots=True)
class Source:
    """A line of the money block: label, brought, original, adjustment, final, actual."""

    label: str
    flow: Flow
    rated: bool = True


@dataclass(slots=True)
class Form:
    """What a score form says; the layouts draw it differently."""

    ink: Ink
    title: str
    who: str
    outcomes: list[Outcome]
    flow: Flow
    plan: dict[str, int]
    sources: list[Source] = field(default_factory=list)
    basic: Flow | None = None
    project: Flow | None = None
    execution: int = 10
    project_name: str = ""
    department: str = ""
    score_decimals: int = 2

    @property
    def execution_score(self) -> Decimal:
        return execution_score(self.flow.rate, self.execution, self.score_decimals)

    @property
    def total(self) -> Decimal:
        return self.execution_score + sum((o.score for o in self.outcomes), Decimal(0))

    @property
    def done(self) -> str:
        return DONE_ALL if all(o.met for o in self.outcomes) else DONE


def note(o: Outcome) -> str:
    return f"原因分析：{o.reason}。改进措施：{o.remedy}。" if o.reason else ""


def record(draft: Draft, grid: Grid, form: Form, *, names: dict[str, str] | None = None, notes: bool = True) -> None:
    """Add the form's indicators to the truth."""
    for o in form.outcomes:
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(None, form.ink.org, (names or {}).get(o.level1, o.level1), (names or {}).get(o.level2, o.level2),
                               o.name, text_of(form.ink.goal(o)), text_of(form.ink.done(o)), o.weight, o.score,
                               note(o) if notes else ""),
            )
        )  # fmt: skip


def runs(values: Sequence[str]) -> list[int]:
    """Length of the run that starts at each place, 0 inside a run."""
    out = [0] * len(values)
    start = 0
    for i, value in enumerate(values):
        if i and value != values[start]:
            start = i
        out[start] += 1
    return out


def department_form(draft: Draft, form: Form, *, middle: bool = True, merge_level2: bool = True, heading_points: bool = True,
                    repeat_head: bool = False) -> Grid:  # fmt: skip
    """整体支出绩效自评表 as Hunan and its neighbours print it; twelve columns."""
    ink = form.ink
    rows: list[Row] = [[Cell("预算单位名称", cs=2), Cell(form.who, cs=10)]]
    heads: list[Cell | Content] = [
        Cell("", cs=2),
        "上年结转",
        "年初预算",
        "年中调整" if middle else Cell("全年预算", cs=2),
    ]
    if middle:
        heads += ["全年预算"]
    heads += [Cell("全年执行数", cs=2), "分值", "执行率", "得分"]
    f = form.flow

    def money(label: str, flow: Flow) -> list[Cell | Content]:
        shown = label.split("：")[-1]
        k = f"{ink.own}:{shown}"
        cells: list[Cell | Content] = [
            Cell(label, cs=2),
            ink.cell(shown, flow.brought, "brought_forward", ties="SUM"),
            ink.cell(shown, flow.original, "original_budget", ties="BUD SUM", key=k + ":original"),
        ]
        if middle:
            cells.append(ink.cell(shown, flow.adjustment, "adjustment", ties="BUD"))
        final = ink.cell(shown, flow.final, "final_budget", ties="BUD SUM", key=k + ":final")
        cells.append(final if middle else Cell(final, cs=2))
        return cells

    body: list[Row] = [
        heads,
        [*money("年度资金总额", f), Cell(ink.cell("年度资金总额", f.actual, "actual", ties="BUD SUM", key=f"{ink.own}:whole:actual"), cs=2),
         ink.points("预算执行率分值", Decimal(form.execution), "weight"), ink.rate("执行率", f.actual, f.final, ties="BUD"),
         ink.points("预算执行率得分", form.execution_score, "score")],
        [Cell("按收入性质分：", cs=6, align="left"), Cell("按支出性质分：", cs=5, align="left")],
    ]  # fmt: skip
    natures: list[list[Piece]] = [["其中：基本支出："], ["项目支出："]]
    if form.basic is not None and form.project is not None:
        natures[0].append(
            ink.cell("基本支出", form.basic.actual, "actual", ties="SUM", blank=False, key=f"{ink.own}:basic:actual")
        )
        if form.project.actual:
            natures[1].append(
                ink.cell("项目支出", form.project.actual, "actual", ties="SUM", key=f"{ink.own}:project:actual")
            )
    for i, source in enumerate(form.sources):
        left = money(("其中：" if i == 0 else "") + source.label, source.flow)
        body.append([*left, Cell(natures[i] if i < 2 else "", cs=5, align="left")])
    rows.append(
        [
            Cell("年度预算申请\n（万元）" if ink.unit == "万元" else f"年度预算申请（{ink.unit}）", rs=len(body)),
            *body[0],
        ]
    )
    rows += body[1:]
    rows.append([Cell("年度总体目标", rs=2), Cell("预期目标", cs=6), Cell("实际完成情况", cs=5)])
    rows.append([Cell(GOAL, cs=6, align="left"), Cell(form.done, cs=5, align="left")])
    rows += indicator_rows(form, merge_level2=merge_level2, heading_points=heading_points, repeat_head=repeat_head)
    rows.append(total_row(form, [9, 1, 1, 1]))
    grid = Grid(rows, [5, 7, 9, 11, 11, 11, 11, 8, 6, 6, 9, 18], name=form.title, size=9, total_width=9600)
    record(draft, grid, form)
    return grid


def indicator_rows(form: Form, *, merge_level2: bool, heading_points: bool, repeat_head: bool) -> list[Row]:
    """The block 绩效指标 in twelve columns: 1, 一级, 二级, 三级 (2), target (2), actual (2), weight, score, note (1)."""
    ink = form.ink

    goal, done, weight, score, why = ink.pick(*_HEADS)

    def head() -> list[Cell | Content]:
        return [
            "一级指标",
            "二级指标",
            Cell("三级指标", cs=2),
            Cell(goal, cs=2),
            Cell(done, cs=2),
            weight,
            score,
            why,
        ]

    level1 = [o.level1 for o in form.outcomes]
    level2 = [f"{o.level1}/{o.level2}" for o in form.outcomes]
    run1, run2 = runs(level1), runs(level2)
    cut = run1[0] if repeat_head else 0
    body: list[list[Cell | Content]] = []
    for i, o in enumerate(form.outcomes):
        if i == cut and cut:
            body.append(head())
        row: list[Cell | Content] = []
        if run1[i]:
            label: list[Piece] = [o.level1]
            if heading_points:
                label += ["（", ink.points(o.level1, Decimal(form.plan[o.level1]), "weight", suffix="分"), "）"]
            row.append(Cell(label, rs=run1[i]))
        if not merge_level2:
            row.append(o.level2)
        elif run2[i]:
            row.append(Cell(o.level2, rs=run2[i]))
        row += [Cell(o.name, cs=2), Cell(ink.goal(o), cs=2), Cell(ink.done(o), cs=2), ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"), note(o)]  # fmt: skip
        body.append(row)
    first = [head(), *body]
    return [[Cell("绩\n效\n指\n标", rs=len(first)), *first[0]], *first[1:]]


def total_row(form: Form, spans: Sequence[int]) -> Row:
    ink = form.ink
    label: list[Piece] = [
        "总分（含预算执行率",
        ink.points("预算执行率", form.execution_score, "score", suffix="分"),
        "）",
    ]
    cells: list[Cell | Content] = [
        label,
        ink.points("总分", Decimal(100), "weight"),
        ink.points("总分", form.total, "score", ties="SCR"),
        "",
    ]
    return [Cell(c if not isinstance(c, Cell) else c.content, cs=s) for c, s in zip(cells, spans, strict=True)]


def project_form(draft: Draft, form: Form, *, words: tuple[str, str] = ("预期目标", "实际完成情况"), middle: bool = True,
                 brought: bool = False, rate_word: str = "执行率") -> Grid:  # fmt: skip
    """项目支出绩效自评表 after the form of 财预〔2020〕10号: eleven columns, one more with 年中调整 (``middle``) and one with
    上年结转 (``brought``); without the latter 年初预算数 holds what was brought forward."""
    ink = form.ink
    extra = middle + brought
    goal, done, weight, score, why = ink.pick(*_HEADS)
    original_word, final_word, actual_word = ink.pick(
        ("年初预算数", "全年预算数", "全年执行数"),
        ("年初预算", "全年预算", "全年执行"),
        ("年初预算数", "调整后预算数", "预算执行数"),
    )
    rows: list[Row] = [
        [Cell("项目名称", cs=2), Cell(form.project_name, cs=9 + extra)],
        [Cell("主管部门", cs=2), Cell(form.department, cs=4 + extra), Cell("实施单位", cs=2), Cell(form.who, cs=3)],
    ]
    heads: list[Cell | Content] = [Cell("", cs=2), *(["上年结转"] if brought else []), original_word, *(["年中调整"] if middle else []), Cell(final_word, cs=2),
                                   Cell(actual_word, cs=2), weight, rate_word, "得分"]  # fmt: skip

    def money(label: str, flow: Flow, tail: list[Cell | Content]) -> list[Cell | Content]:
        shown = label.split("：")[-1]
        start = flow.original + (Decimal(0) if brought else flow.brought)
        cells: list[Cell | Content] = [Cell(label, cs=2, align="left")]
        if brought:
            cells.append(ink.cell(shown, flow.brought, "brought_forward", ties="SUM"))
        cells += [ink.cell(shown, start, "original_budget", ties="BUD SUM")]
        if middle:
            cells.append(ink.cell(shown, flow.adjustment, "adjustment", ties="SUM"))
        return [*cells, Cell(ink.cell(shown, flow.final, "final_budget", ties="BUD SUM"), cs=2),
                Cell(ink.cell(shown, flow.actual, "actual", ties="BUD SUM"), cs=2), *tail]  # fmt: skip

    tail: list[Cell | Content] = [
        ink.points("预算执行率分值", Decimal(form.execution), "weight"),
        ink.rate("执行率", form.flow.actual, form.flow.final, ties="BUD"),
        ink.points("预算执行率得分", form.execution_score, "score"),
    ]
    lines: list[list[Cell | Content]] = [heads, money("年度资金总额", form.flow, tail)]
    for i, source in enumerate(form.sources):
        rate = ink.rate("执行率", source.flow.actual, source.flow.final, ties="") if source.rated else "—"
        prefix = "其中：" if i == 0 else "      "
        lines.append(money(prefix + source.label, source.flow, ["—", rate, "—"]))
    rows.append([Cell(f"项目资金\n（{ink.unit}）", rs=len(lines)), *lines[0]])
    rows += lines[1:]
    left = 5 + extra
    rows.append([Cell("年度总体目标", rs=2), Cell(words[0], cs=left), Cell(words[1], cs=10 + extra - left)])
    rows.append([Cell(GOAL, cs=left, align="left"), Cell(form.done, cs=10 + extra - left, align="left")])
    n1, n2 = runs([o.level1 for o in form.outcomes]), runs([f"{o.level1}/{o.level2}" for o in form.outcomes])
    body: list[list[Cell | Content]] = [
        [
            "一级指标",
            "二级指标",
            Cell("三级指标", cs=1 + extra),
            Cell(goal, cs=2),
            Cell(done, cs=2),
            weight,
            score,
            why,
        ]
    ]
    for i, o in enumerate(form.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        row += [Cell(o.name, cs=1 + extra), Cell(ink.goal(o), cs=2), Cell(ink.done(o), cs=2), ink.points(o.name, o.weight, "weight"),
                ink.points(o.name, o.score, "score"), note(o)]  # fmt: skip
        body.append(row)
    rows.append([Cell("绩\n效\n指\n标", rs=len(body)), *body[0]])
    rows += body[1:]
    rows.append(
        [
            Cell("总分", cs=8 + extra),
            ink.points("总分", Decimal(100), "weight"),
            ink.points("总分", form.total, "score"),
            "",
        ]
    )
    grid = Grid(
        rows, [5, 7, 9, 13 - extra, *[11] * extra, 6, 6, 6, 6, 6, 9, 18], name=form.title, size=9, total_width=9600
    )
    record(draft, grid, form)
    return grid
