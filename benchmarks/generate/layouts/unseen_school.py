# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Unseen: nobody may read its misses or tune on it. A school in the manner of Suzhou and Ningbo: pupils by year, grants as
standard × heads, spending by month in two halves, 万元 as many decimals as needed, a form with targets of the half year and
the whole year, weights with decimals, receipts above expenditure."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, execution_score, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import (
    ANY,
    Break,
    Cell,
    Content,
    Draft,
    Fig,
    Grid,
    IndicatorTruth,
    Row,
    quantize,
    text_of,
)
from benchmarks.generate.people import Dice, part_of
from benchmarks.generate.world import Flow, Outcome, World, build, total

SCHOOL = Trade(
    "高级职业技术学校", "职业教育", "职业教育", "20503", ("205", "教育支出"),
    ("实施中等职业学历教育", "开展职业技能培训与鉴定", "推进产教融合和校企合作", "落实学生资助政策"),
    ("党政办公室", "教务处", "学生工作处", "实训处", "总务处", "招生就业处"),
    ("附属实训中心",),
    (("学生资助专项", "用于助学金、免学费和奖学金"), ("实训基地建设", "用于数控和汽修实训设备购置"), ("校舍维修项目", "用于教学楼屋面和管网维修"),
     ("师资培训经费", "用于骨干教师研修"), ("技能竞赛经费", "用于竞赛耗材和交通"), ("校园安保服务", "用于保安服务和监控维护")),
    (("数量指标", "新增实训工位", "≥", "240", "个"), ("数量指标", "开展社会培训", "≥", "3200", "人次"), ("数量指标", "教师培训人数", "≥", "90", "人"), ("数量指标", "参加市级以上竞赛项目", "≥", "18", "项"),
     ("质量指标", "技能等级证书取得率", "≥", "88", "%"), ("质量指标", "设备采购验收合格率", "=", "100", "%"), ("时效指标", "资助资金发放及时率", "=", "100", "%"),
     ("经济效益指标", "技术服务收入", "≥", "65", "万元"), ("社会效益指标", "毕业生就业率", "≥", "95", "%"), ("社会效益指标", "本地就业比例", "≥", "70", "%"), ("可持续影响指标", "校企合作机制", "", "稳定", ""),
     ("服务对象满意度指标", "学生满意度", "≥", "90", "%"), ("服务对象满意度指标", "家长满意度", "≥", "90", "%")),
)  # fmt: skip
PLAN = {"产出指标": 35, "效益指标": 25, "满意度指标": 10}
# level1, level2, level3, target and result, weight, points lost
_FRAME = (
    ("决策", "计划制定", "工作计划健全性", "健全", "2.5", "0"), ("决策", "计划制定", "中长期规划明确性", "明确", "2.5", "0"), ("决策", "目标设定", "绩效目标合理性", "合理", "2.5", "0"), ("决策", "目标设定", "绩效指标明确性", "明确", "2.5", "0.5"),
    ("过程", "预算执行", "预算执行率", "", "10", "0"), ("过程", "预算管理", "资金使用合规性", "合规", "3.5", "0"), ("过程", "资产管理", "固定资产利用率", "", "3", "0"), ("过程", "资产管理", "资产管理规范性", "规范", "3.5", "0.5"),
)  # fmt: skip
_AID = (("国家助学金", 2000, 420), ("免学费补助", 2400, 1300), ("国家奖学金", 6000, 6), ("校内奖学金", 800, 150))
_YEARS = ("一年级", "二年级", "三年级")


def write(rng: random.Random) -> Draft:
    year = rng.randint(2018, 2025)
    world = build(
        rng,
        SCHOOL,
        rng.choice(("姑溪市", "甬江市", "胥塘市")),
        "市",
        year,
        grain=Decimal(1),
        size=1.4,
        n_units=0,
        brought=False,
    )
    world.short = "学校"
    people = [(name, standard, int(n * rng.uniform(0.8, 1.2))) for name, standard, n in _AID]
    aid = world.projects[0]
    paid = Decimal(sum(standard * n for _, standard, n in people))
    aid.flow = Flow(Dice(rng, Decimal(1), 1).share(paid, 0.85, 1.1), Decimal(0), paid, Decimal(0), paid, Decimal(0))
    world.units[0].project = total(p.flow for p in world.projects)
    draft = Draft(f"{world.org}{year}年度单位整体绩效自评价报告", world.org, year)
    draft.options = {"headings": "auto", "size": "14", "font": "宋体"}
    draft.notes += ["当月与累计并列", "半年目标与全年目标并列", "标准乘人数得金额", "权重带小数"]
    ink = Ink(world.org, year, rng, decimals=4, thousands=False, trim=1.0, nothing=rng.choice(["", "0"]))
    weigh(world.outcomes, PLAN)
    w = world.whole
    run = execution_score(w.rate)
    score = _frame_score(run) + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{world.org}{_chinese_year(year)}年度", style="title")
    draft.say("单位整体绩效自评价报告", style="title")
    draft.head(1, "单位基本情况", "一、")
    draft.say(f"学校为全额拨款事业单位，{'，'.join(world.trade.duties)}。内设{'、'.join(world.divisions)}。")
    draft.say(
        f"{year}年末，学校核定编制",
        ink.count("核定编制", world.posts, "人", key="posts"),
        "，在编教职工",
        ink.count("在编教职工", world.in_post, "人"),
        "，外聘教师",
        ink.count("外聘教师", world.contract, "人"),
        "。",
    )
    pupils = _pupils(draft, ink, rng)
    draft.head(1, "资金投入及使用情况", "二、")
    _money(draft, ink, world, pupils)
    _months(draft, ink, world, rng)
    _grants(draft, ink, people, paid)
    draft.head(1, "绩效目标完成情况", "三、")
    for o in world.outcomes:
        if o.target is not None:
            draft.say(
                f"{o.level2.removesuffix('指标')}方面，{o.name}全年目标",
                ink.goal(o),
                "，全年实际",
                ink.done(o),
                "。" if o.met else f"，未完成，主要是{o.reason}。",
            )
    draft.head(1, "自评价结论", "四、")
    draft.say(
        "学校整体绩效自评价综合得分",
        ink.points("综合得分", score, "score", suffix="分", ties="SCR"),
        "，评价等次为“优秀”。",
    )
    draft.parts.append(Break(landscape=True))
    draft.say(f"{year}年度单位整体绩效自评价表", style="subtitle")
    draft.say("单位：万元", style="unit")
    draft.parts.append(_form(draft, ink, world, rng, run, score))
    return draft


def _chinese_year(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(year))


def _frame_score(run: Decimal) -> Decimal:
    return sum(
        (run if name == "预算执行率" else Decimal(weight) - Decimal(lost) for _, _, name, _, weight, lost in _FRAME),
        Decimal(0),
    )


def _pupils(draft: Draft, ink: Ink, rng: random.Random) -> int:
    rows: list[Row] = [
        [Cell("年级", rs=2), Cell("班级数（个）", rs=2), Cell("在校学生（人）", cs=3), Cell("住宿生（人）", rs=2)],
        ["男生", "女生", "小计"],
    ]
    sums = [0] * 5

    def line(name: str, values: list[int]) -> Row:
        words = ("班级数", "男生", "女生", "小计", "住宿生")
        key = "pupils" if name == "全校" else ""
        return [
            name,
            *(
                ink.count(
                    f"{name}|{word}", n, "个" if i == 0 else "人", prose=False, ties="SUM", key=key if i == 3 else ""
                )
                for i, (word, n) in enumerate(zip(words, values, strict=True))
            ),
        ]

    for name in _YEARS:
        classes, boys, girls = rng.randint(12, 18), rng.randint(280, 420), rng.randint(190, 330)
        values = [classes, boys, girls, boys + girls, int((boys + girls) * rng.uniform(0.5, 0.8))]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append(line(name, values))
    rows.append(line("全校", sums))
    draft.say(
        "全校共开设教学班",
        ink.count("教学班", sums[0], "个"),
        "，在校学生",
        ink.count("在校学生", sums[3], "人", key="pupils", ties="REF"),
        "，其中住宿生",
        ink.count("住宿生", sums[4], "人"),
        "。",
    )
    draft.say(f"{ink.year}年秋季学期在校学生情况", style="caption")
    draft.parts.append(Grid(rows, [18, 16, 16, 16, 16, 18], header=2, name="在校学生情况", size=10.5))
    return sums[3]


def _money(draft: Draft, ink: Ink, world: World, pupils: int) -> None:
    w = world.whole
    each = quantize(w.actual / pupils, 2)
    draft.say(
        f"{world.year}年学校预算总额", ink.say("预算总额", w.original, "original_budget", key="whole:original", ties="BUD"), "，年中", "追加" if w.adjustment >= 0 else "调减", ink.say("追加|调减", abs(w.adjustment), "adjustment", ties="BUD"),
        "，全年预算", ink.say("全年预算", w.final, "final_budget", key="whole:final", ties="BUD"), "；实际使用", ink.say("实际使用", w.actual, "actual", key="whole:actual", ties="BUD TXT"), "，完成全年预算的",
        ink.rate("完成全年预算", w.actual, w.final, prose=True, ties="BUD", scenario=ANY), "。按在校学生计算，生均支出", Fig("生均支出", each, "元", f"{each}", ANY, ink.year, ink.org, measure="other", suffix="元"), "。",
    )  # fmt: skip
    gap = w.actual - w.prior
    draft.say(
        "实际使用数与上年决算数",
        ink.say("上年决算数", w.prior, "actual", year=ink.year - 1, ties="TXT"),
        "相比",
        "多" if gap >= 0 else "少",
        ink.say("实际使用", abs(gap), "derived", measure="change", ties="TXT"),
        "。",
    )


def _months(draft: Draft, ink: Ink, world: World, rng: random.Random) -> None:
    w = world.whole
    dice = Dice(rng, Decimal(1), 1.0)
    spent = [dice.share(w.actual, 0.05, 0.085) for _ in range(11)]
    spent.append(w.actual - sum(spent, Decimal(0)))
    sums = [sum(spent[: i + 1], Decimal(0)) for i in range(12)]
    draft.say(
        "从支出进度看，上半年累计支出", ink.say("上半年累计支出", sums[5], ANY, key="sum:6", ties="REF"), "，占全年预算的", ink.rate("上半年累计支出", sums[5], w.final, prose=True, ties="TXT", scenario=ANY),
        "；下半年支出", ink.say("下半年支出", w.actual - sums[5], ANY, ties="TXT"), "。",
    )  # fmt: skip
    draft.say(f"{ink.year}年分月支出进度表", style="caption")
    draft.say("金额：万元", style="unit")
    rows: list[Row] = [["月份", "当月支出", "累计支出", "累计进度"] * 2]

    def half(i: int) -> list[Content]:
        name = f"{i + 1}月"
        rate = ink.rate(f"{name}|累计进度", sums[i], w.final, scenario=ANY)
        return [
            name,
            ink.cell(f"{name}|当月支出", spent[i], "actual", ties="SUM"),
            ink.cell(
                f"{name}|累计支出", sums[i], "actual", ties="SUM", key="whole:actual" if i == 11 else f"sum:{i + 1}"
            ),
            rate,
        ]

    rows += [[*half(i), *half(i + 6)] for i in range(6)]
    draft.parts.append(Grid(rows, [9, 14, 15, 12] * 2, header=1, name="分月支出进度表", size=10))


def _grants(draft: Draft, ink: Ink, people: list[tuple[str, int, int]], paid: Decimal) -> None:
    draft.say(
        "全年落实学生资助",
        ink.say("学生资助", paid, "actual", key="aid", ties="REF"),
        "，惠及学生",
        ink.count("惠及学生", sum(n for *_, n in people), "人次", key="aided", ties="REF"),
        "，具体如下：",
    )
    draft.say("学生资助发放情况", style="caption")
    rows: list[Row] = [["资助项目", "标准（元/人）", "人数（人次）", "金额（万元）"]]
    for name, standard, n in people:
        rows.append(
            [
                name,
                Fig(f"{name}|标准", Decimal(standard), "元/人", str(standard), ANY, ink.year, ink.org, measure="other"),
                ink.count(f"{name}|人数", n, "人次", prose=False, ties="SUM"),
                ink.cell(f"{name}|金额", Decimal(standard * n), "actual", ties="SUM"),
            ]
        )
    rows.append(
        [
            "总计",
            "—",
            ink.count("总计|人数", sum(n for *_, n in people), "人次", prose=False, ties="SUM", key="aided"),
            ink.cell("总计|金额", paid, "actual", ties="SUM", key="aid"),
        ]
    )
    draft.parts.append(Grid(rows, [30, 20, 20, 25], header=1, name="学生资助发放情况", size=10.5))


def _form(draft: Draft, ink: Ink, world: World, rng: random.Random, run: Decimal, score: Decimal) -> Grid:
    w = world.whole
    fees = part_of(Dice(rng, Decimal(1), 1.0), w, 0.06, 0.1)

    def line(label: str, f: Flow, key: str = "", *, income: bool = False) -> list[Cell | Content]:
        k = key and f"{key}:"
        done = f.original + f.adjustment if income else f.actual
        rate = ink.rate(f"执行率|{label}", done, f.final, scenario=ANY, ties="BUD")
        return [Cell(label, cs=2, align="left"), Cell(ink.cell(label, f.original, "original_budget", ties="SUM", key=k and k + "original"), cs=2), Cell(ink.cell(label, f.final, "final_budget", ties="SUM BUD", key=k and k + "final"), cs=2),
                Cell(ink.cell(label, done, "actual", ties="SUM BUD", key="" if income else k and k + "actual"), cs=2), Cell(rate, cs=2)]  # fmt: skip

    people = total(i.flow for i in (*world.wages, *world.family))
    receipts = [
        line("财政拨款", w - fees, income=True),
        line("事业收入（学费等）", fees, income=True),
        line("收入合计", w, "whole", income=True),
    ]
    spending = [
        line("人员支出", people),
        line("公用支出", world.basic - people),
        line("项目支出", world.project),
        line("支出合计", w, "whole"),
    ]
    rows: list[Row] = [
        ["单位名称", Cell(world.org, cs=5), Cell("主管部门", cs=2), Cell(world.place + "教育局", cs=3)],
        [Cell("资金\n情况", rs=8), Cell("项目", cs=2), Cell("年初预算", cs=2), Cell("全年预算", cs=2), Cell("全年实际", cs=2), Cell("执行率", cs=2)],
        *receipts, *spending,
        [Cell("一级指标", rs=2), Cell("二级指标", rs=2), Cell("三级指标", rs=2, cs=2), Cell("半年", cs=2), Cell("全年", cs=2), Cell("权重", rs=2), Cell("得分", rs=2), Cell("未完成原因", rs=2)],
        ["目标值", "完成值", "目标值", "完成值"],
    ]  # fmt: skip
    grid = Grid(
        rows, [9, 13, 8, 14, 12, 12, 12, 12, 8, 8, 20], name="单位整体绩效自评价表", size=9.5, total_width=13400
    )
    lines: list[tuple[str, str, str, list[Content], Decimal, Decimal, str]] = []
    for level1, level2, name, word, weight, lost in _FRAME:
        values: list[Content] = [word] * 4
        got = Decimal(weight) - Decimal(lost)
        if name == "预算执行率":
            got = run
            values = [
                "",
                "",
                _percent(ink, name, Decimal(100), "target"),
                ink.rate(name, w.actual, w.final, scenario="actual", ties="BUD"),
            ]
        elif not word:
            values = [
                _percent(ink, name, Decimal(v), s)
                for v, s in (("95", ANY), ("95", ANY), ("95", "target"), ("97.5", "actual"))
            ]
        lines.append((level1, level2, name, values, Decimal(weight), got, "个别材料不够完整" if lost != "0" else ""))
    for o in world.outcomes:
        half = _half(ink, rng, o)
        level1 = {"产出指标": "产出", "效益指标": "效益", "满意度指标": "满意度"}[o.level1]
        lines.append(
            (
                level1,
                o.level2.removesuffix("指标"),
                o.name,
                [*half, ink.goal(o), ink.done(o)],
                o.weight,
                o.score,
                o.reason,
            )
        )
    n1, n2 = runs([line[0] for line in lines]), runs([line[0] + line[1] for line in lines])
    for i, (level1, level2, name, values, points, mine, why) in enumerate(lines):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(level2, rs=n2[i]))
        rows.append(
            [*row, Cell(name, cs=2), *values, ink.points(name, points, "weight"), ink.points(name, mine, "score"), why]
        )
        draft.indicators.append(
            (
                grid,
                IndicatorTruth(
                    None, ink.org, level1, level2, name, text_of(values[2]), text_of(values[3]), points, mine, why
                ),
            )
        )
    rows.append(
        [
            Cell("总计", cs=8),
            ink.points("总计", Decimal(100), "weight"),
            ink.points("总计", score, "score", ties="SCR"),
            "",
        ]
    )
    return grid


def _percent(ink: Ink, name: str, value: Decimal, scenario: str) -> Fig:
    return Fig(name, value, "%", f"{value}", scenario, ink.year, ink.org, measure="other", suffix="%")


def _half(ink: Ink, rng: random.Random, o: Outcome) -> list[Content]:
    """Target and result of the first half of the year; shares are the same all year."""
    if o.target is None or o.actual is None:
        return [o.target_word, o.actual_word]
    if o.unit == "%":
        goal = done = o.target
    else:
        step = Decimal(1).scaleb(min(0, int(o.target.as_tuple().exponent)))
        goal = (o.target * Decimal("0.5")).quantize(step)
        done = (o.actual * Decimal(f"{rng.uniform(0.45, 0.6):.2f}")).quantize(step)
        done = max(done, goal) if o.met else done
    sign = {"≥": "≥", "≤": "≤", "=": ""}[o.sign]
    return [Fig(o.name, goal, o.unit, f"{goal:f}", ANY, ink.year, ink.org, measure="other", prefix=sign, suffix=o.unit),
            Fig(o.name, done, o.unit, f"{done:f}", ANY, ink.year, ink.org, measure="other", suffix=o.unit)]  # fmt: skip
