# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau in the manner of Sichuan: prose almost to the end, then one score table whose 一级/二级 cells carry their
points. 元 in a few sentences, 万元 elsewhere, rounded from 元 (sums may be off by the last digit)."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, weigh
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Grid, IndicatorTruth, Piece, Row
from benchmarks.generate.prose import Heads, budget_story, execution, parts_of, plans, share, staffing, versus
from benchmarks.generate.world import World, build

# level1, level2, level3, points, lost
_FRAME = (
    ("部门预算管理", "预算编制", "目标制定", 10, 0), ("部门预算管理", "预算编制", "编制准确", 5, 1),
    ("部门预算管理", "预算执行", "支出控制", 5, 0), ("部门预算管理", "预算执行", "动态调整", 5, 0),
    ("部门预算管理", "预算执行", "执行进度", 10, 2), ("部门预算管理", "预算执行", "预算年终结余", 5, 0),
    ("部门预算管理", "完成结果", "资金使用合规", 15, 0), ("部门预算管理", "完成结果", "违规记录", 5, 0),
    ("专项预算管理", "项目决策", "程序严密", 6, 0), ("专项预算管理", "项目决策", "规划合理", 4, 1),
    ("专项预算管理", "项目实施", "分配科学", 5, 0), ("专项预算管理", "项目实施", "分配及时", 5, 0),
    ("绩效结果应用", "内部应用", "预算挂钩", 5, 0), ("绩效结果应用", "信息公开", "自评公开", 5, 0),
    ("绩效结果应用", "整改反馈", "问题整改", 5, 0), ("绩效结果应用", "整改反馈", "应用反馈", 5, 0),
)  # fmt: skip


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2024)
    world = build(
        rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, grain=Decimal("0.01"), size=0.5, brought=False
    )
    draft = Draft(f"{world.org}{year}年部门整体支出绩效评价报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16"}
    draft.notes.append("金额由元折算为万元并四舍五入，分项之和与合计可能相差末位")
    ink = Ink(world.org, year, rng, thousands=False)
    weigh(world.outcomes, {"产出指标": 50, "效益指标": 30, "满意度指标": 10})
    draft.say(world.org, style="title")
    draft.say(f"{year}年部门整体支出绩效评价报告", style="title")
    head = Heads(draft)
    head(1, "部门（单位）概况")
    head(2, "机构组成")
    draft.say(
        f"{world.org}为县政府组成部门，设", ink.count("内设机构", len(world.divisions), "个", ties="REF"), f"内设机构：{'、'.join(world.divisions)}。下属单位",
        ink.count("下属单位", len(world.units) - 1, "个"), f"：{'、'.join(u.name for u in world.units[1:])}。",
    )  # fmt: skip
    head(2, "机构职能")
    draft.say("；".join(world.trade.duties) + "。")
    head(2, "人员概况")
    draft.say(*staffing(ink, world, posts="编制", people="在职人员总数", unit=rng.choice(["人", "名"])))
    _money(draft, ink, world, head)
    _management(draft, ink, world, head)
    _verdict(draft, ink, world, head)
    return draft


def _money(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y, w = world.year, world.whole
    head(1, "部门财政资金收支情况")
    head(2, "部门财政资金收入情况")
    sources = [(s, world.by_source(s).final, None) for s in ("一般公共预算", "政府性基金预算")]
    income = w.original + w.adjustment
    draft.say(
        f"{y}年部门财政资金收入总额", ink.say("财政资金收入总额", income, "actual", ties="TXT", concept="revenue.total"), "，其中：",
        *parts_of(ink, [(f"{s}收入", v, None) for s, v, _ in sources], "actual"), "。",
    )  # fmt: skip
    head(2, "部门财政资金支出情况")
    draft.say(*budget_story(ink, "部门整体支出", w, key="whole", concept="expenditure.total", final="调整预算数"))
    draft.say(
        f"{y}年部门财政资金支出总额", ink.say("财政资金支出总额", w.actual, "actual", key="whole:actual", ties="TXT", concept="expenditure.total"),
        "，其中：基本支出", ink.say("基本支出", world.basic.actual, "actual", key="basic:actual", ties="TXT", concept="expenditure.basic"),
        "，占", share(ink, "基本支出", world.basic.actual, w.actual), "；项目支出",
        ink.say("项目支出", world.project.actual, "actual", key="project:actual", ties="TXT", concept="expenditure.project"),
        "，占", share(ink, "项目支出", world.project.actual, w.actual), "。支出总额较上年", *versus(ink, "支出总额", w.actual, w.prior), "。",
    )  # fmt: skip
    lines = [(c.name, c.flow.actual, c.concept) for c in world.categories]
    draft.say(
        "基本支出", ink.say("基本支出", world.basic.actual, "actual", unit="元", decimals=2, key="basic:actual", ties="TXT REF"),
        "按经济分类划分：", *parts_of(ink, lines, "actual", mark="，"), "。",
    )  # fmt: skip
    three = world.three
    draft.say(
        f"{y}年“三公”经费支出", ink.say("三公经费", three.actual, "actual", ties="TXT", concept="three_public.total"), "，其中",
        *parts_of(ink, [("公务接待费", world.reception.actual, "three_public.reception"), ("公务用车购置费", world.car_purchase.actual, None),
                        ("公务用车运行维护费", world.car_running.actual, "three_public.vehicle_running")], "actual"),
        "，较上年", *versus(ink, "三公经费", three.actual, three.prior, direction=("增长", "下降")), "。全年国内公务接待",
        ink.count("公务接待批次", world.visits, "批次", scenario="actual"), "，", ink.count("公务接待人次", world.guests, "人次", scenario="actual"), "。",
    )  # fmt: skip


def _management(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y = world.year
    head(1, "部门整体预算绩效管理情况")
    head(2, "部门预算管理")
    draft.say(
        f"年初部门预算批复后，{world.short}及时分解下达。全年预算", ink.say("全年预算", world.whole.final, "final_budget", key="whole:final", ties="BUD REF"),
        "，实际支出", ink.say("实际支出", world.whole.actual, "actual", key="whole:actual", ties="BUD REF"), *execution(ink, "预算", world.whole), "。",
    )  # fmt: skip
    draft.say("“三公”经费和会议费、培训费均在预算内列支，没有超标准、超范围开支。")
    head(2, "专项预算管理")
    draft.say(f"{y}年共实施项目", ink.count("项目个数", len(world.projects), "个"), "，具体情况如下：")
    for i, p in enumerate(world.projects, 1):
        f = p.flow
        tail: list[Piece] = ["，已全部支付。"] if not f.balance else [
            "，结余", ink.say(p.name, f.balance, "year_end_balance", ties="BUD TXT"), "。"]  # fmt: skip
        draft.say(
            f"{i}.{p.name}。{p.use}，预算安排", ink.say(p.name, f.final, "final_budget", ties="BUD TXT"), "，支出",
            ink.say(p.name, f.actual, "actual", ties="BUD TXT"), *tail,
        )  # fmt: skip
    head(2, "绩效目标完成情况")
    for o in world.outcomes:
        draft.say(
            f"{o.name}年初目标",
            ink.goal(o, style="words"),
            "，实际完成",
            ink.done(o),
            "；" if o.met else f"，未达到目标，{o.reason}；",
        )


def _verdict(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    head(1, "评价结论及建议")
    head(2, "评价结论")
    score = Decimal(sum(points - lost for *_, points, lost in _FRAME))
    draft.say(
        f"根据部门整体支出绩效评价指标体系，{world.short}{world.year}年部门整体支出绩效自评得分", ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"),
        "，整体绩效良好。",
    )  # fmt: skip
    head(2, "存在问题")
    draft.say(
        "一是预算编制的精细程度不够，年中有少量调剂；二是个别项目支付进度偏慢；三是绩效指标的个性化程度有待提高。"
    )
    head(2, "改进建议")
    draft.say(*plans(ink, world))
    draft.say(f"附表：{world.year}年度部门整体支出绩效评价指标得分表")
    draft.parts.append(Break())
    draft.say("附表", style="annex")
    draft.say(f"{world.year}年度部门整体支出绩效评价指标得分表", style="subtitle")
    draft.parts.append(_table(draft, ink, score))
    draft.say(f"填报单位：{world.org}", style="note")


def _table(draft: Draft, ink: Ink, score: Decimal) -> Grid:
    rows: list[Row] = [
        [Cell("绩效指标", cs=3), Cell("指标分值", rs=2), Cell("自评得分", rs=2), Cell("扣分原因", rs=2)],
        ["一级指标", "二级指标", "三级指标"],
    ]
    one, two = [f[0] for f in _FRAME], [f[0] + f[1] for f in _FRAME]
    run1, run2 = runs(one), runs(two)
    grid = Grid(rows, [20, 20, 22, 11, 11, 30], header=2, name="部门整体支出绩效评价指标得分表")
    for i, (level1, level2, name, points, lost) in enumerate(_FRAME):
        row: list[Cell | Content] = []
        if run1[i]:
            row.append(
                Cell(
                    [
                        f"{level1}（",
                        ink.points(level1, Decimal(sum(f[3] for f in _FRAME if f[0] == level1)), "weight", suffix="分"),
                        "）",
                    ],
                    rs=run1[i],
                )
            )
        if run2[i]:
            row.append(
                Cell(
                    [
                        f"{level2}\n（",
                        ink.points(
                            level2, Decimal(sum(f[3] for f in _FRAME if f[0] + f[1] == two[i])), "weight", suffix="分"
                        ),
                        "）",
                    ],
                    rs=run2[i],
                )
            )
        reason = "执行进度略低于序时要求" if lost == 2 else "个别支出科目年中有调整" if lost else ""
        weight, got = Decimal(points), Decimal(points - lost)
        rows.append([*row, name, ink.points(name, weight, "weight"), ink.points(name, got, "score"), reason])
        draft.indicators.append(
            (grid, IndicatorTruth(None, ink.org, level1, level2, name, "", "", weight, got, reason))
        )
    rows.append(
        [
            Cell("合计", cs=3),
            ink.points("合计", Decimal(100), "weight"),
            ink.points("合计", score, "score", ties="SCR REF"),
            "",
        ]
    )
    return grid
