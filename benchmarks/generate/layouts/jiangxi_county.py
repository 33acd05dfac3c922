# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""A county bureau with the older common framework 投入/过程/产出/效果: points, explanation and standard of each indicator in
words, long cells, 元 in the text and a data sheet in 元; headings typed with mixed numbering."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink
from benchmarks.generate.lexicon import PLACES, TRADES
from benchmarks.generate.parts import Break, Cell, Content, Draft, Grid, IndicatorTruth, Piece, Row
from benchmarks.generate.prose import Heads, share, versus
from benchmarks.generate.world import Flow, World, build

# level1, level2, level3, points, explanation
_FRAME = (
    ("投入", "目标设定", "绩效目标合理性", 4, "整体绩效目标符合部门职责和中长期规划"),
    ("投入", "目标设定", "绩效指标明确性", 4, "绩效指标清晰、细化、可衡量"),
    ("投入", "预算配置", "在职人员控制率", 5, "在职人员数与编制数的比率不高于标准的得满分"),
    ("投入", "预算配置", "“三公经费”变动率", 5, "“三公经费”预算不高于上年的得满分"),
    ("投入", "预算配置", "重点支出安排率", 4, "重点项目支出占项目总支出的比率符合要求"),
    ("过程", "预算执行", "预算完成率", 5, "预算完成数与预算数的比率"),
    ("过程", "预算执行", "预算调整率", 4, "预算调整数与预算数的比率"),
    ("过程", "预算执行", "支付进度率", 4, "实际支付进度与既定支付进度的比率"),
    ("过程", "预算执行", "公用经费控制率", 4, "实际支出公用经费总额与预算安排总额的比率"),
    ("过程", "预算管理", "管理制度健全性", 5, "财务管理和内部控制制度合法、合规、完整"),
    ("过程", "预算管理", "资金使用合规性", 6, "资金拨付有完整的审批程序和手续"),
    ("过程", "预算管理", "预决算信息公开性", 4, "按规定内容和时限公开"),
    ("过程", "资产管理", "资产管理完整性", 4, "资产保存完整、配置合理、处置规范"),
    ("过程", "资产管理", "固定资产利用率", 2, "实际在用固定资产占全部固定资产的比率"),
    ("产出", "职责履行", "实际完成率", 8, "实际完成工作任务数与计划数的比率"),
    ("产出", "职责履行", "完成及时率", 6, "在规定时限内完成的比率"),
    ("产出", "职责履行", "质量达标率", 6, "达到质量标准的比率"),
    ("效果", "履职效益", "经济效益", 5, "对经济发展带来的直接或间接影响"),
    ("效果", "履职效益", "社会效益", 5, "对社会发展带来的直接或间接影响"),
    ("效果", "履职效益", "社会公众或服务对象满意度", 10, "社会公众或服务对象的满意程度"),
)  # fmt: skip


def write(rng: random.Random) -> Draft:
    year = rng.randint(2018, 2022)
    world = build(
        rng, rng.choice(TRADES), rng.choice(PLACES["县"]), "县", year, grain=Decimal("0.01"), size=0.5, brought=False
    )
    draft = Draft(f"{year}年度{world.org}部门整体支出绩效自评报告", world.org, year)
    draft.options = {"headings": "typed", "size": "16", "font": "仿宋"}
    draft.notes += ["评分标准列是文字", "基础数据表以元为单位", "控制率列出在正文但不在表中"]
    ink = Ink(world.org, year, rng, unit="元", thousands=rng.random() < 0.6, nothing=rng.choice(["0.00", "0", ""]))
    lost = dict(
        zip(
            rng.sample([f[2] for f in _FRAME if f[3] >= 4], 4),
            rng.choices([Decimal(1), Decimal("0.5")], k=4),
            strict=True,
        )
    )
    score = Decimal(100) - sum(lost.values(), Decimal(0))
    draft.say(world.org, style="title")
    draft.say(f"{year}年度部门整体支出绩效自评报告", style="title")
    head = Heads(draft)
    head(1, "部门（单位）基本情况")
    draft.say(
        f"{world.org}是主管全县{world.trade.system}工作的政府部门，内设", ink.count("内设机构", len(world.divisions), "个"), f"股室，下设{'、'.join(u.name for u in world.units[1:])}。",
        "编制数", ink.count("编制数", world.posts, "人", key="posts"), "，在职人员数", ink.count("在职人员数", world.in_post, "人", key="in_post"), "，在职人员控制率",
        ink.rate("在职人员控制率", Decimal(world.in_post), Decimal(world.posts), prose=True, ties="DRV TXT"), "。",
    )  # fmt: skip
    draft.say(f"主要职责：{'；'.join(world.trade.duties)}。")
    _money(draft, ink, world, head)
    _process(draft, ink, world, head)
    head(1, "评价结论")
    draft.say(
        f"对照评价指标体系自评，{world.short}部门整体支出绩效得",
        ink.points("自评得分", score, "score", suffix="分", ties="REF SCR"),
        "，评价等次为优。",
    )
    head(1, "存在的主要问题和建议")
    draft.say(
        "预算编制时对专项工作经费预估不足，年中追加较多；资产管理台账更新不及时。建议加强业务培训，完善内控制度。"
    )
    draft.parts.append(Break())
    draft.say("附件1", style="annex")
    draft.say("部门整体支出绩效评价基础数据表", style="subtitle")
    draft.say(f"填报单位：{world.org}　　　　　　　　　　　　　金额单位：元", style="filler")
    draft.parts.append(_data(ink, world))
    draft.parts.append(Break())
    draft.say("附件2", style="annex")
    draft.say("部门整体支出绩效评价指标评分表", style="subtitle")
    draft.parts.append(_scores(draft, ink, lost, score))
    return draft


def _money(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    y, w = world.year, world.whole
    head(1, "部门整体支出管理及使用情况")
    head(2, "基本支出")
    lines = [(c.name, c.flow.actual) for c in world.categories if c.flow.actual]
    listed: list[Piece] = []
    for name, amount in lines:
        listed += [
            "，" if listed else "",
            name,
            ink.say(name, amount, "actual", ties="TXT REF", key=f"{name}:actual"),
            "，占",
            share(ink, name, amount, world.basic.actual),
        ]
    draft.say(
        f"{y}年基本支出",
        ink.say("基本支出", world.basic.actual, "actual", ties="TXT REF", key="basic:actual"),
        "，其中：",
        *listed,
        "。",
    )
    head(2, "项目支出")
    listed = []
    for p in world.projects:
        listed += ["；" if listed else "", p.name, ink.say(p.name, p.flow.actual, "actual", ties="TXT")]
    draft.say(
        f"{y}年项目支出",
        ink.say("项目支出", world.project.actual, "actual", ties="TXT REF", key="project:actual"),
        "，其中：",
        *listed,
        "。",
    )
    draft.say(
        f"{y}年整体支出合计",
        ink.say("整体支出合计", w.actual, "actual", ties="TXT REF", key="whole:actual"),
        "，比上年",
        *versus(ink, "整体支出", w.actual, w.prior, rise=("增长", "下降")),
        "。",
    )


def _process(draft: Draft, ink: Ink, world: World, head: Heads) -> None:
    w, three = world.whole, world.three
    head(1, "部门整体支出绩效情况")
    draft.say(
        "1、预算执行。年初预算", ink.say("年初预算", w.original, "original_budget", ties="BUD"), "，调整后预算", ink.say("调整后预算", w.final, "final_budget", ties="BUD"), "，预算完成率",
        ink.rate("预算完成率", w.actual, w.final, prose=True, ties="BUD TXT"), "，预算调整率", ink.rate("预算调整率", abs(w.adjustment), w.original, prose=True, ties="TXT"), "。",
    )  # fmt: skip
    draft.say(
        "2、“三公经费”。决算数", ink.say("“三公经费”", three.actual, "actual", ties="REF TXT", key="three:actual"), "，较上年", *versus(ink, "“三公经费”", three.actual, three.prior),
        "。没有因公出国（境）费用和公务用车购置。" if not three.actual - world.reception.actual - world.car_running.actual else "。",
    )  # fmt: skip
    draft.say("3、产出情况。")
    for n, o in enumerate(world.outcomes, 1):
        draft.say(
            f"（{n}）{o.name}",
            *(
                ["：目标", ink.goal(o, style="words"), "，完成", ink.done(o)]
                if o.target is not None
                else [f"：{o.actual_word}"]
            ),
            "。",
        )


def _data(ink: Ink, world: World) -> Grid:
    y = ink.year
    rows: list[Row] = [
        [Cell("一、财政供养人员情况", cs=4, bold=True, align="left")], ["项目", "编制数", "在职人数", "离退休人数"],
        ["人数（人）", ink.count("编制数", world.posts, "人", prose=False, key="posts"), ink.count("在职人数", world.in_post, "人", prose=False, key="in_post", ties="REF"),
         ink.count("离退休人数", world.retired, "人", prose=False)],
        [Cell("二、经费情况", cs=4, bold=True, align="left")], ["项目", f"{y - 1}年决算数", f"{y}年预算数", f"{y}年决算数"],
    ]  # fmt: skip

    def line(label: str, flow: Flow, key: str = "", ties: str = "SUM") -> Row:
        name = label.split("：")[-1].split("、")[-1]
        return [
            Cell(label, align="left"), ink.cell(name, flow.prior, "actual", year=y - 1, ties=ties), ink.cell(name, flow.original, "original_budget", ties=ties),
            ink.cell(name, flow.actual, "actual", ties=f"{ties} REF" if key else ties, key=key),
        ]  # fmt: skip

    rows.append(line("（一）基本支出", world.basic, "basic:actual"))
    for i, c in enumerate(world.categories, 1):
        rows.append(line(f"{i}、{c.name}", c.flow, f"{c.name}:actual"))
    rows.append(line("（二）项目支出", world.project, "project:actual"))
    rows.append(line("支出合计", world.whole, "whole:actual"))
    rows.append(line("其中：“三公经费”", world.three, "three:actual", ""))
    rows.append(line("政府采购", world.procurement, ties=""))
    return Grid(rows, [34, 20, 20, 20], name="基础数据表", size=10)


def _scores(draft: Draft, ink: Ink, lost: dict[str, Decimal], score: Decimal) -> Grid:
    rows: list[Row] = [["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标解释", "评价得分"]]
    grid = Grid(rows, [8, 7, 11, 7, 20, 7, 34, 9], header=1, name="评分表", size=9.5)
    run1, run2 = runs([f[0] for f in _FRAME]), runs([f[0] + f[1] for f in _FRAME])
    for i, (level1, level2, name, points, words) in enumerate(_FRAME):
        row: list[Cell | Content] = []
        if run1[i]:
            row += [
                Cell(level1, rs=run1[i]),
                Cell(ink.points(level1, Decimal(sum(f[3] for f in _FRAME if f[0] == level1)), "weight"), rs=run1[i]),
            ]
        if run2[i]:
            row += [
                Cell(level2, rs=run2[i]),
                Cell(
                    ink.points(level2, Decimal(sum(f[3] for f in _FRAME if f[:2] == (level1, level2))), "weight"),
                    rs=run2[i],
                ),
            ]
        got = Decimal(points) - lost.get(name, Decimal(0))
        rows.append([*row, name, ink.points(name, Decimal(points), "weight"), words, ink.points(name, got, "score")])
        draft.indicators.append(
            (grid, IndicatorTruth(None, ink.org, level1, level2, name, "", "", Decimal(points), got))
        )
    rows.append(["总分", ink.points("总分", Decimal(100), "weight"), "", ink.points("总分", Decimal(100), "weight"), "", ink.points("总分", Decimal(100), "weight"), "",
                 ink.points("总分", score, "score", ties="SCR REF")])  # fmt: skip
    return grid
