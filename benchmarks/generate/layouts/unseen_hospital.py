# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Unseen: nobody may read its misses or tune on it. A public hospital in the manner of Xinjiang and Xiamen: income of its own,
workload in units of all kinds, staff by profession, 元 with cents everywhere, chapters 第一章, a form with 指标方向 and 完成率."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.generate.forms import runs
from benchmarks.generate.ink import Ink, Printed, execution_score, weigh
from benchmarks.generate.lexicon import Trade
from benchmarks.generate.parts import ANY, Break, Cell, Content, Draft, Fig, Grid, IndicatorTruth, Row, quantize
from benchmarks.generate.people import Dice, part_of
from benchmarks.generate.world import Flow, Outcome, World, build

HOSPITAL = Trade(
    "第二人民医院", "医疗", "公立医院", "21002", ("210", "卫生健康支出"),
    ("承担常见病、多发病和疑难重症诊疗", "承担突发公共卫生事件医疗救治", "开展医学教学和临床科研", "对口支援基层医疗机构"),
    ("党政办公室", "医务部", "护理部", "财务部", "信息中心", "后勤保障部", "医保办公室", "院感科"),
    ("体检中心",),
    (("住院综合楼医疗设备购置", "用于影像和检验设备购置"), ("公立医院改革补助", "用于取消药品加成后的政策性补偿"), ("重点专科建设项目", "用于专科能力提升和人才引进"),
     ("智慧医院信息化项目", "用于电子病历和互联互通改造"), ("住院医师规范化培训", "用于学员生活补助和师资培训"), ("医疗废物处置费", "用于医疗废物和污水处理")),
    (("数量指标", "健康体检人次", "≥", "42000", "人次"), ("数量指标", "开展新技术新项目", "≥", "16", "项"), ("数量指标", "购置医疗设备台数", "≥", "26", "台"),
     ("数量指标", "规培学员人数", "≥", "60", "人"), ("质量指标", "三四级手术占比", "≥", "52", "%"), ("质量指标", "设备验收合格率", "=", "100", "%"),
     ("时效指标", "采购任务按期完成率", "≥", "95", "%"), ("成本指标", "百元医疗收入卫生材料消耗", "≤", "24", "元"), ("经济效益指标", "医疗服务收入增长率", "≥", "5", "%"),
     ("社会效益指标", "对口支援帮扶次数", "≥", "30", "次"), ("社会效益指标", "基层首诊上转患者接诊率", "≥", "90", "%"), ("可持续影响指标", "学科建设水平", "", "持续提高", ""),
     ("服务对象满意度指标", "住院患者满意度", "≥", "92", "%"), ("服务对象满意度指标", "职工满意度", "≥", "85", "%")),
)  # fmt: skip
PLAN = {"产出指标": 40, "效益指标": 40, "满意度指标": 10}


def write(rng: random.Random) -> Draft:
    year = rng.randint(2020, 2025)
    world = build(
        rng,
        HOSPITAL,
        rng.choice(("石雁市", "鹭屿市", "昆昌市")),
        "市",
        year,
        grain=Decimal("0.01"),
        size=6.0,
        n_units=0,
    )
    draft = Draft(f"{world.org}{year}年部门整体绩效自评价报告", world.org, year)
    draft.options = {"headings": "styled", "size": "15", "font": "宋体"}
    draft.notes += ["医院自有收入不是财政拨款", "工作量表每行单位不同", "其中行不是全部分项"]
    ink = Ink(world.org, year, rng, unit="元", nothing=rng.choice(["0.00", "-"]), percent_decimals=2)
    weigh(world.outcomes, PLAN)
    dice = Dice(rng, Decimal("0.01"), 1.0)
    w = world.whole
    fiscal = part_of(dice, w, 0.22, 0.3)
    medical = part_of(dice, w - fiscal, 0.9, 0.96)
    run = execution_score(w.rate)
    score = run + sum((o.score for o in world.outcomes), Decimal(0))
    draft.say(f"{year}年{world.org}", style="title")
    draft.say("部门整体绩效自评价报告", style="title")
    draft.head(1, "第一章　医院概况")
    draft.head(2, "第一节　职能与科室")
    draft.say(f"我院为市属三级综合医院，{'，'.join(world.trade.duties)}。职能科室设{'、'.join(world.divisions)}等。")
    draft.head(2, "第二节　人员与床位")
    beds = _staff(draft, ink, world, rng)
    draft.head(1, "第二章　收支与预算执行")
    _income(draft, ink, world, dice, fiscal, medical)
    _spending(draft, ink, world)
    draft.head(1, "第三章　履职效果")
    _workload(draft, ink, rng, beds)
    draft.head(1, "第四章　自评价结论与建议")
    missed = [o for o in world.outcomes if not o.met]
    draft.say(
        "按照市级预算绩效评价指标体系逐项打分，本院整体绩效自评价得分为", ink.points("自评价得分", score, "score", suffix="分", ties="REF SCR"),
        "。", "；".join(f"“{o.name}”未达到预期值，{o.reason}" for o in missed) + "。" if missed else "各项指标均达到预期值。",
    )  # fmt: skip
    draft.parts.append(Break())
    draft.say(f"{year}年度部门（单位）整体绩效目标自评表", style="subtitle")
    draft.say(f"填报单位（盖章）：{world.org}", style="filler")
    draft.parts.append(_form(draft, ink, world, fiscal, medical, run, score))
    return draft


def _n(
    ink: Ink,
    label: str,
    n: int,
    unit: str,
    *,
    prose: bool = True,
    year: int | None = None,
    ties: str = "",
    key: str = "",
) -> Fig:
    made = ink.count(label, n, unit, prose=prose, year=year, ties=ties, key=key)
    made.shown = f"{n:,}"
    return made


def _staff(draft: Draft, ink: Ink, world: World, rng: random.Random) -> int:
    doctors, nurses, techs = rng.randint(260, 340), rng.randint(420, 560), rng.randint(90, 140)
    kinds = [("执业医师", doctors), ("注册护士", nurses), ("医技药剂人员", techs)]
    other = [("管理人员", rng.randint(60, 90)), ("工勤人员", rng.randint(40, 70))]
    medics = doctors + nurses + techs
    whole = medics + sum(n for _, n in other)
    regular = {name: int(n * rng.uniform(0.5, 0.75)) for name, n in [*kinds, *other]}
    beds = rng.randint(800, 1400)
    draft.say(
        f"截至{world.year}年12月31日，全院职工", _n(ink, "全院职工", whole, "人", ties="TXT REF", key="staff:职工总数"), "，其中卫生技术人员", _n(ink, "卫生技术人员", medics, "人", ties="REF", key="staff:卫生技术人员"),
        "，占职工总数的", ink.rate("卫生技术人员", Decimal(medics), Decimal(whole), prose=True, ties="TXT", measure="share"), "；编制床位", _n(ink, "编制床位", beds, "张"), "。",
    )  # fmt: skip
    draft.say("表1-1　人员结构表", style="caption")
    rows: list[Row] = [["人员类别", "在编（人）", "编外聘用（人）", "合计（人）", "占职工总数比例"]]

    def line(label: str, name: str, a: int, n: int) -> Row:
        return [Cell(label, align="left"), _n(ink, f"{name}|在编", a, "人", prose=False, ties="SUM"), _n(ink, f"{name}|编外聘用", n - a, "人", prose=False, ties="SUM"),
                _n(ink, f"{name}|合计", n, "人", prose=False, ties="SUM", key=f"staff:{name}"), ink.rate(name, Decimal(n), Decimal(whole), measure="share", ties="DRV")]  # fmt: skip

    rows.append(line("卫生技术人员", "卫生技术人员", sum(regular[k] for k, _ in kinds), medics))
    rows += [line(("其中：" if i == 0 else "　　　") + k, k, regular[k], n) for i, (k, n) in enumerate(kinds)]
    rows += [line(k, k, regular[k], n) for k, n in other]
    rows.append(line("职工总数", "职工总数", sum(regular.values()), whole))
    draft.parts.append(Grid(rows, [30, 16, 18, 16, 20], header=1, name="人员结构表", size=10.5))
    return beds


def _income(draft: Draft, ink: Ink, world: World, dice: Dice, fiscal: Flow, medical: Flow) -> None:
    y, w = world.year, world.whole

    def got(f: Flow) -> Decimal:
        return f.original + f.adjustment

    def pair(f: Flow) -> tuple[Decimal, Decimal]:
        return got(f), f.prior

    basic = part_of(dice, fiscal, 0.3, 0.5)
    clinic = part_of(dice, medical, 0.35, 0.45)
    lines = (
        ("一、财政拨款收入", pair(fiscal), "fiscal"), ("　其中：基本补助", pair(basic), ""), ("　　　　项目补助", pair(fiscal - basic), ""),
        ("二、事业（医疗）收入", pair(medical), "medical"), ("　其中：门急诊收入", pair(clinic), ""), ("　　　　住院收入", pair(medical - clinic), ""),
        ("三、其他收入", pair(w - fiscal - medical), ""), ("收入总计", pair(w), "income"),
    )  # fmt: skip
    draft.say(
        f"{y}年医院取得各项收入", ink.say("各项收入", got(w), "actual", key="income:now", ties="TXT REF"), "，其中财政拨款收入", ink.say("财政拨款收入", got(fiscal), "actual", key="fiscal:now", ties="TXT REF"),
        "，医疗收入", ink.say("医疗收入", got(medical), "actual", key="medical:now", ties="TXT REF"), "，其他收入", ink.say("其他收入", got(w - fiscal - medical), "actual", ties="TXT"),
        "。财政拨款收入占全部收入的", ink.rate("财政拨款收入", got(fiscal), got(w), prose=True, ties="TXT", measure="share"), "。",
    )  # fmt: skip
    draft.say("表2-1　收入构成及变动表", style="caption")
    draft.say("货币单位：元", style="unit")
    rows: list[Row] = [["收入类别", "本期数", "上年同期数", "增减额", "增减率（%）", "占收入总计（%）"]]
    for label, (now, base), key in lines:
        name = label.split("、")[-1].split("：")[-1].strip("　")
        rate, share = ink.rate(name, now - base, base, measure="growth"), ink.rate(name, now, got(w), measure="share")
        for made in (rate, share):
            if isinstance(made, Fig):
                made.suffix = ""
        rows.append([
            Cell(label, align="left"), ink.cell(name, now, "actual", ties="SUM DRV", key=key and f"{key}:now"), ink.cell(name, base, "actual", year=y - 1, ties="SUM DRV"),
            ink.cell(name, now - base, "derived", measure="change", ties="DRV SUM"), rate, share,
        ])  # fmt: skip
    draft.parts.append(Grid(rows, [27, 19, 19, 18, 11, 11], header=1, name="收入构成及变动表", size=9))


def _spending(draft: Draft, ink: Ink, world: World) -> None:
    w = world.whole
    draft.say(
        "支出方面，全年支出预算（调整后）", ink.say("支出预算（调整后）", w.final, "final_budget", key="whole:final", ties="BUD"), "，实际支出", ink.say("实际支出", w.actual, "actual", key="whole:actual", ties="BUD"),
        "，预算执行率", ink.rate("预算执行率", w.actual, w.final, prose=True, ties="BUD", scenario=ANY), "，年末结转和结余资金", ink.say("年末结转和结余资金", w.balance, "year_end_balance", ties="BUD"), "。",
    )  # fmt: skip
    draft.say("表2-2　支出预算执行表", style="caption")
    draft.say("货币单位：元", style="unit")
    names = {
        "工资福利支出": "人员费用",
        "商品和服务支出": "商品服务费用",
        "对个人和家庭的补助": "对个人和家庭补助",
        "资本性支出": "固定资产购置",
    }
    rows: list[Row] = [["支出类别", "批复预算", "调整后预算", "实际支出", "执行率（%）", "未执行金额"]]
    lines = (
        [(names[c.name], c.flow, "") for c in world.categories]
        + [(f"专项：{p.name}", p.flow, "") for p in world.projects]
        + [("总计", w, "whole")]
    )
    for label, f, key in lines:
        rate = ink.rate(label, f.actual, f.final, ties="BUD DRV", scenario=ANY)
        if isinstance(rate, Fig):
            rate.suffix = ""
        k = key and f"{key}:"
        rows.append([
            Cell(label, align="left"), ink.cell(label, f.original, "original_budget", ties="SUM"), ink.cell(label, f.final, "final_budget", ties="SUM BUD", key=k and k + "final"),
            ink.cell(label, f.actual, "actual", ties="SUM BUD", key=k and k + "actual"), rate, ink.cell(label, f.balance, "year_end_balance", ties="SUM BUD"),
        ])  # fmt: skip
    draft.parts.append(Grid(rows, [29, 18, 18, 18, 10, 17], header=1, name="支出预算执行表", size=9))


def _workload(draft: Draft, ink: Ink, rng: random.Random, beds: int) -> None:
    y = ink.year
    lines: list[tuple[str, str, Decimal, Decimal]] = []
    for kind, per, low, high in (
        ("门急诊量", "人次", 380000, 560000),
        ("出院患者", "人次", 32000, 48000),
        ("住院手术", "台次", 7000, 12000),
        ("日间手术", "台次", 600, 1500),
    ):
        seen = rng.randint(low, high)
        lines.append((kind, per, Decimal(seen), Decimal(int(seen * rng.uniform(0.86, 1.08)))))
    stay = Decimal(rng.randint(66, 84)) / 10
    lines.append(("平均住院日", "天", stay, stay + Decimal(rng.randint(1, 6)) / 10))
    rows: list[Row] = [["工作量指标", "计量单位", f"{y}年", f"{y - 1}年", "变动量", "变动幅度"]]
    draft.say(
        f"{y}年完成门急诊诊疗", _n(ink, "门急诊诊疗", int(lines[0][2]), "人次", key="work:门急诊量", ties="REF"), "，较上年", "增加" if lines[0][2] >= lines[0][3] else "减少",
        Fig("门急诊诊疗", abs(lines[0][2] - lines[0][3]), "人次", f"{abs(lines[0][2] - lines[0][3]):,}", "derived", y, ink.org, measure="change", suffix="人次", ties="TXT"), "；收治出院患者",
        _n(ink, "收治出院患者", int(lines[1][2]), "人次", key="work:出院患者", ties="REF"), "；平均住院日", Fig("平均住院日", stay, "天", f"{stay}", ANY, y, ink.org, measure="other", suffix="天", key="work:平均住院日"), "。",
    )  # fmt: skip
    draft.say("表3-1　医疗工作量对比表", style="caption")
    for name, unit, now, base in lines:

        def fig(
            value: Decimal, scenario: str, year: int, measure: str, *, name: str = name, unit: str = unit, key: str = ""
        ) -> Fig:
            return Fig(name, value, unit, f"{value:,f}", scenario, year, ink.org, measure=measure, key=key, ties="DRV")

        rate = ink.rate(name, now - base, base, measure="growth")
        rows.append(
            [
                name,
                unit,
                fig(now, ANY, y, "other", key=f"work:{name}"),
                fig(base, ANY, y - 1, "other"),
                fig(now - base, "derived", y, "change"),
                rate,
            ]
        )
    draft.parts.append(Grid(rows, [24, 14, 18, 18, 16, 14], header=1, name="医疗工作量对比表", size=10.5))


def _form(draft: Draft, ink: Ink, world: World, fiscal: Flow, medical: Flow, run: Decimal, score: Decimal) -> Grid:
    w = world.whole

    def line(label: str, f: Flow, tail: list[Content], key: str = "") -> list[Cell | Content]:
        rate: Printed = ink.rate(f"执行率|{label}", f.actual, f.final, ties="BUD", scenario=ANY)
        return [Cell(label, cs=2, align="left"), Cell(ink.cell(label, f.original, "original_budget", ties="SUM"), cs=2), Cell(ink.cell(label, f.final, "final_budget", ties="SUM BUD", key=key and key + ":final"), cs=2),
                Cell(ink.cell(label, f.actual, "actual", ties="SUM BUD", key=key and key + ":actual"), cs=2), rate, *tail]  # fmt: skip

    other = w - fiscal - medical
    money: list[list[Cell | Content]] = [
        [Cell("资金来源", cs=2), Cell("年初预算（元）", cs=2), Cell("全年预算（元）", cs=2), Cell("全年执行（元）", cs=2), "执行率", "权重", "得分"],
        line("财政拨款资金", fiscal, ["", ""]), line("事业单位自有资金", medical, ["", ""]), line("其他来源资金", other, ["", ""]),
        line("资金合计", w, [ink.points("预算执行权重", Decimal(10), "weight"), ink.points("预算执行得分", run, "score")], "whole"),
    ]  # fmt: skip
    rows: list[Row] = [
        [Cell("单位名称", cs=2), Cell(world.org, cs=4), Cell("评价年度", cs=3), Cell(f"{world.year}年", cs=3)],
        [Cell("预算\n资金", rs=len(money)), *money[0]], *money[1:],
        ["总体目标", Cell("改善医疗服务，提升诊疗能力，完成年度医改任务。", cs=11, align="left")],
        ["一级指标", "二级指标", "三级指标", "指标方向", "预期值", "计量单位", "实际值", "完成率", "权重", "自评分", Cell("偏差原因及整改措施", cs=2)],
    ]  # fmt: skip
    grid = Grid(
        rows,
        [10, 11, 14, 8, 10, 8, 10, 10, 10, 8, 8, 8],
        name="部门（单位）整体绩效目标自评表",
        size=8.5,
        total_width=9900,
    )
    n1, n2 = runs([o.level1 for o in world.outcomes]), runs([o.level1 + o.level2 for o in world.outcomes])
    for i, o in enumerate(world.outcomes):
        row: list[Cell | Content] = []
        if n1[i]:
            row.append(Cell(o.level1, rs=n1[i]))
        if n2[i]:
            row.append(Cell(o.level2, rs=n2[i]))
        row += [
            o.name,
            *_values(ink, o),
            ink.points(o.name, o.weight, "weight"),
            ink.points(o.name, o.score, "score"),
            Cell(o.reason, cs=2),
        ]
        rows.append(row)
        draft.indicators.append((grid, _truth(ink, o)))
    rows.append(
        [
            Cell("自评总分", cs=8),
            ink.points("自评总分", Decimal(100), "weight"),
            ink.points("自评总分", score, "score", ties="SCR REF"),
            Cell("", cs=2),
        ]
    )
    return grid


def _values(ink: Ink, o: Outcome) -> list[Content]:
    if o.target is None or o.actual is None:
        return ["定性指标", o.target_word, "—", o.actual_word, "—"]

    def fig(value: Decimal, scenario: str) -> Fig:
        return Fig(o.name, value, o.unit, f"{value:f}", scenario, ink.year, ink.org, measure="other")

    rate: Content = "—"
    if o.sign != "≤":
        value = quantize(o.actual / o.target * 100, 2)
        rate = Fig(o.name, value, "%", f"{value}", ANY, ink.year, ink.org, measure="rate", suffix="%", ties="DRV")
    return ["反向指标" if o.sign == "≤" else "正向指标", fig(o.target, "target"), o.unit, fig(o.actual, "actual"), rate]


def _truth(ink: Ink, o: Outcome) -> IndicatorTruth:
    if o.target is None or o.actual is None:
        return IndicatorTruth(
            None, ink.org, o.level1, o.level2, o.name, o.target_word, o.actual_word, o.weight, o.score, ""
        )
    goal, done = f"{o.target:f}", f"{o.actual:f}"
    return IndicatorTruth(
        None,
        ink.org,
        o.level1,
        o.level2,
        o.name,
        goal + o.unit,
        done + o.unit,
        o.weight,
        o.score,
        o.reason,
        {"target": goal, "actual": done},
    )
