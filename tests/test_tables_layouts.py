"""Headers, stacked and side-by-side tables, transposed tables, label and value pairs."""

from __future__ import annotations

from decimal import Decimal

from tables_tools import Read, document, read, read_document, table

from extractor.model.interpretation import Block


def column(block: Block, col: int) -> tuple[object, ...]:
    c = next(c for c in block.columns if c.col == col)
    return (c.measure, c.year, c.scenario, c.unit, c.base_year, c.base_scenario)


def summary(found: Read, row: int, col: int) -> tuple[object, ...]:
    f = found.at(row, col)
    return (f.raw_label, f.value, f.unit, f.fiscal_year, f.scenario, f.measure)


def test_two_header_levels_give_year_stage_and_base_of_comparison() -> None:
    found = read(
        """序号 | 项目 | 2023年决算 | 2024年预算 | 2024年决算 | 2024年决算较预算增+（减-）{2} | 较上年决算增+（减-）{2}
        ^ | ^ | ^ | ^ | ^ | 金额 | 比例 | 金额 | 比例
        1 | 工资福利支出 | 90.00 | 100.00 | 105.00 | 5.00 | 5.00% | 15.00 | 16.67%
         | 合计 | 90.00 | 100.00 | 105.00 | 5.00 | 5.00% | 15.00 | 16.67%""",
        "基本支出对比表",
        "单位：万元",
    )
    block = found.view.blocks[0]
    assert block.header_rows == [0, 1]
    assert column(block, 3) == ("amount", 2024, "original_budget", None, None, None)
    assert column(block, 5) == ("change", 2024, "actual", None, 2024, "original_budget")
    assert column(block, 6) == ("growth", 2024, "actual", "%", 2024, "original_budget")
    assert column(block, 7)[4:] == (2023, "actual")
    assert summary(found, 2, 5) == ("工资福利支出", Decimal("5.00"), "万元", 2024, "derived", "change")
    assert summary(found, 2, 6) == ("工资福利支出", Decimal("5.00"), "%", 2024, "derived", "growth")
    assert found.at(2, 7).base_year == 2023
    assert found.at(3, 4).label == "基本支出合计"
    assert (2, 0) not in found.cells()


def test_a_difference_column_without_words_is_bound_by_its_figures() -> None:
    found = read(
        """项目 | 上年决算数 | 本年预算数 | 本年决算数 | 增减额
        办公费 | 8.00 | 10.00 | 12.00 | 4.00
        印刷费 | 5.00 | 9.00 | 4.00 | -1.00""",
        "单位：万元",
    )
    assert column(found.view.blocks[0], 4) == ("change", 2024, "actual", None, 2023, "actual")


def test_header_without_merged_cells_reaches_over_blank_cells() -> None:
    found = read(
        """序号 | 项目 | 2023年 |  | 2024年 |
         |  | 预算 | 决算 | 预算 | 决算
        1 | 办公费 | 1 | 2 | 3 | 4""",
        "单位：万元",
    )
    assert [summary(found, 2, c)[3:5] for c in (2, 3, 4, 5)] == [
        (2023, "original_budget"),
        (2023, "actual"),
        (2024, "original_budget"),
        (2024, "actual"),
    ]


def test_a_header_typed_again_in_the_middle_is_a_header() -> None:
    found = read(
        """项目 | 预算数 | 决算数
        办公费 | 1 | 2
        项目 | 预算数 | 决算数
        水费 | 3 | 4""",
        "单位：万元",
    )
    (block,) = found.view.blocks
    assert block.header_rows == [0, 2]
    assert [(r.row, r.role) for r in block.rows] == [(1, "item"), (2, "header"), (3, "item")]
    assert found.cells() == {(1, 1), (1, 2), (3, 1), (3, 2)}


def test_rows_that_number_the_columns_hold_no_figures() -> None:
    found = read(
        """项目{2} | 本年支出合计 | 基本支出 | 项目支出
        科目编码 | 科目名称 | ^ | ^ | ^
        栏次{2} | 1=2+3 | 2 | 3
        合计{2} | 30 | 20 | 10
        208 | 社会保障和就业支出 | 30 | 20 | 10
        20805 | 行政事业单位养老支出 | 30 | 20 | 10""",
        "支出决算表",
        "单位：万元",
    )
    (block,) = found.view.blocks
    assert block.header_rows == [0, 1, 2]
    assert {row for row, _ in found.cells()} == {3, 4, 5}
    assert {col for _, col in found.cells()} == {2, 3, 4}
    assert [(r.label, r.level, r.parent) for r in block.rows[1:]] == [
        ("社会保障和就业支出", 0, None),
        ("行政事业单位养老支出", 1, 4),
    ]
    assert found.at(4, 3).label == "社会保障和就业支出（基本支出）"
    assert found.at(4, 3).concept is None, "a part of the item is not the item"
    assert found.at(3, 3).raw_label == "合计"
    assert found.at(3, 3).label == "基本支出合计"
    assert all(f.scenario == "actual" for f in found.facts)


def test_asset_and_liability_halves_are_two_blocks() -> None:
    found = read(
        """资产 | 期末余额 | 期初余额 | 负债及净资产 | 期末余额 | 期初余额
        预付账款 | 0.36 | 0.30 | 其他应付款 | 14.47 | 14.00
        资产合计 | 49.74 | 40.00 | 负债合计 | 14.47 | 14.00
         |  |  | 累计盈余 | 35.27 | 26.00
         |  |  | 负债和净资产合计 | 49.74 | 40.00""",
        "资产负债表如下：",
        "金额单位：万元",
    )
    left, right = found.view.blocks
    assert (left.label_col, [c.col for c in left.columns]) == (0, [1, 2])
    assert (right.label_col, [c.col for c in right.columns]) == (3, [4, 5])
    assert summary(found, 1, 4) == ("其他应付款", Decimal("14.47"), "万元", 2024, "closing", "amount")
    assert summary(found, 2, 2)[4] == "opening"
    assert {r.label: r.role for r in right.rows if r.label} == {
        "其他应付款": "item",
        "负债合计": "subtotal",
        "累计盈余": "item",
        "负债和净资产合计": "total",
    }


def test_revenue_and_expenditure_halves_with_a_spanning_header() -> None:
    found = read(
        """收入{2} | 支出{4}
        来源 | 金额 | 性质 | 合计 | 财政拨款 | 其他资金
        财政拨款收入 | 90 | 基本支出 | 60 | 55 | 5
        其他收入 | 10 | 项目支出 | 40 | 35 | 5
        本年收入合计 | 100 | 本年支出合计 | 100 | 90 | 10
        年初结转和结余 | 20 | 年末结转和结余 | 20 | 15 | 5
        总计 | 120 | 总计 | 120 | 105 | 15""",
        "收入支出决算总表",
        "单位：万元",
    )
    left, right = found.view.blocks
    assert (left.title, right.title) == ("收入", "支出")
    assert found.at(3, 3).raw_label == "项目支出"
    assert found.at(3, 4).label == "项目支出（财政拨款）"
    assert found.at(5, 1).scenario == "brought_forward"
    assert found.at(6, 1).label == "收入总计"
    assert found.at(6, 1).concept != found.at(4, 1).concept, "the grand total holds balances besides the income"
    assert [r.role for r in left.rows] == ["item", "item", "subtotal", "item", "total"]


STACKED = """财政供养人员情况 | 编制数{2} | 2024年实际在职人数{2} | 控制率{2}
^ | 130{2} | 121{2} | 93.08%{2}
经费控制情况 | 2023年决算数{2} | 2024年预算数{2} | 2024年决算数{2}
三公经费 | 38.18{2} | 56.1{2} | 32.67{2}
1.公务用车购置和维护经费 | 32.6{2} | 33{2} | 23.48{2}
其中：公车购置 | {2} | {2} | {2}
公车运行维护 | 32.6{2} | 33{2} | 23.48{2}
2.公务接待 | 5.58{2} | 13.1{2} | 9.19{2}
经费控制情况 | 2023年决算数{2} | 2024年预算数{2} | 2024年决算数{2}
政府采购金额 | 150.78{2} | 167.65{2} | 68.6{2}
楼堂馆所控制情况 | 批复规模(㎡) | 实际规模(㎡) | 规模控制率 | 预算投资(万元) | 实际投资(万元) | 投资概算控制率
^ | 1200 | 1180.5 | 98.4 | 300 | 290 | 96.7
厉行节约保障措施 | 差旅、会议、接待等五项制度{6}"""


def test_small_tables_stacked_in_one_are_blocks_of_their_own() -> None:
    found = read(STACKED, "2024年度部门整体支出绩效评价基础数据表")
    people, money, buildings = found.view.blocks
    assert (people.title, buildings.title) == ("财政供养人员情况", "楼堂馆所控制情况")
    assert money.header_rows == [2, 8]
    assert summary(found, 1, 1) == ("编制数", Decimal(130), "人", 2024, None, "count")
    assert summary(found, 1, 5) == ("控制率", Decimal("93.08"), "%", 2024, "derived", "rate")
    assert summary(found, 7, 3) == ("2.公务接待", Decimal("13.1"), "万元", 2024, "original_budget", "amount")
    assert summary(found, 11, 2)[:3] == ("实际规模(㎡)", Decimal("1180.5"), "㎡")
    assert summary(found, 11, 3)[2] == "%"
    assert summary(found, 11, 4)[2] == "万元"
    parents = {r.row: r.parent for r in money.rows}
    assert parents == {3: None, 4: 3, 5: 4, 6: 4, 7: 3, 8: None, 9: None}


def test_titles_of_stacked_blocks_in_rows_of_their_own() -> None:
    found = read(
        """一、人员情况{4}
        指标 | 编制数 | 实有数 | 控制率
        在职人员 | 130 | 121 | 93.08%
        二、经费情况（万元）{4}
        项目 | 2023年决算 | 2024年预算 | 2024年决算
        会议费 | 8.53 | 11 | 8.24""",
        "基础数据表",
    )
    assert [b.title for b in found.view.blocks] == ["一、人员情况", "二、经费情况（万元）"]
    assert found.at(2, 2).unit == "人"
    assert found.at(5, 1).unit == "万元"


def test_items_across_and_stages_down() -> None:
    found = read(
        """项目 | 基本支出 | 项目支出 | 合计
        年初预算数 | 40 | 47 | 87
        决算数 | 42 | 44 | 86
        较2023年增长（%） | 5 | -3 | 1""",
        "部门支出情况表",
        "单位：万元",
    )
    assert summary(found, 1, 1) == ("基本支出", Decimal(40), "万元", 2024, "original_budget", "amount")
    assert summary(found, 2, 2) == ("项目支出", Decimal(44), "万元", 2024, "actual", "amount")
    growth = found.at(3, 2)
    assert (growth.measure, growth.unit, growth.base_year, growth.scenario) == ("growth", "%", 2023, "derived")


def test_years_down_the_rows() -> None:
    found = read(
        "年度 | 基本支出 | 项目支出\n2022 | 1.00 | 2.00\n2023年 | 3.00 | 4.00", "近年支出情况表（决算）", "单位：万元"
    )
    assert [(f.fiscal_year, f.raw_label) for f in found.facts] == [
        (2022, "基本支出"),
        (2022, "项目支出"),
        (2023, "基本支出"),
        (2023, "项目支出"),
    ]


def test_one_row_of_figures_without_label_column() -> None:
    found = read(
        """合计{2} | 因公出国（境）费{2} | 公务用车购置及运行维护费{4} | 公务接待费{2}
        ^{2} | ^{2} | 购置费{2} | 运行维护费{2} | ^{2}
        预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数
        2.85 | 0.39 | 0 | 0 | 0 | 0 | 1.00 | 0.10 | 1.85 | 0.29""",
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
    )
    assert found.view.blocks[0].label_col == -1
    assert summary(found, 3, 9) == ("公务接待费", Decimal("0.29"), "万元", 2024, "actual", "amount")
    assert summary(found, 3, 6)[4] == "original_budget"
    assert found.at(3, 7).raw_label == "运行维护费"
    assert "三公" in found.at(3, 0).label


def test_label_and_value_pairs_without_header() -> None:
    found = read(
        """单位名称 | 某市水务局 | 单位性质 | 行政
        编制数 | 130 | 实有人数 | 121
        年初预算（万元） | 8757.81 | 全年预算（万元） | 9475.65"""
    )
    assert [b.label_col for b in found.view.blocks] == [0, 2]
    assert summary(found, 1, 3) == ("实有人数", Decimal(121), "人", 2024, None, "count")
    assert summary(found, 2, 1)[2:5] == ("万元", 2024, "original_budget")


def test_a_column_of_units_applies_row_by_row() -> None:
    found = read(
        """指标名称 | 计量单位 | 2023年 | 2024年
        资产总额 | 万元 | 1776.81 | 1894.27
        在职人员 | 人 | 125 | 121""",
        "主要指标表",
    )
    assert [(f.unit, f.fiscal_year) for f in found.facts] == [
        ("万元", 2023),
        ("万元", 2024),
        ("人", 2023),
        ("人", 2024),
    ]


def test_rows_of_organizations_own_their_figures() -> None:
    found = read(
        """序号 | 单位名称 | 编制数 | 实有人数 | 年初预算 | 备注
        1 | 某市水政监察支队 | 30 | 28 | 50.00 | 新设
        合计{2} | 30 | 28 | 50.00 |""",
        "所属单位情况表",
        "单位：万元",
    )
    assert {f.organization for f in found.facts if f.location.row == 1} == {"某市水政监察支队"}
    assert summary(found, 1, 3)[:3] == ("实有人数", Decimal(28), "人")
    assert found.at(2, 2).label == "编制数合计"


def test_figures_typed_behind_labels_in_one_cell() -> None:
    found = read(
        """按收入性质分：{2} | 按支出性质分：{2}
        其中：一般公共预算：9,475.65{2} | 其中：基本支出：4,180.59{2}
        政府性基金拨款：{2} | 项目支出：4,397.01{2}""",
        "单位：万元",
    )
    assert {(f.raw_label, str(f.value), f.raw) for f in found.facts} == {
        ("一般公共预算", "9475.65", "9,475.65"),
        ("基本支出", "4180.59", "4,180.59"),
        ("项目支出", "4397.01", "4,397.01"),
    }
    f = next(f for f in found.facts if f.raw_label == "基本支出")
    assert f.location.chars == (8, 16)


def test_counts_do_not_take_the_tables_money_unit() -> None:
    found = read(
        """项目 | 2024年
        在职人数 | 121
        公务用车保有量 | 6
        办公用房面积 | 3200.5
        国内公务接待批次（批） | 12
        人员经费 | 900.00
        离休费 | 8.00""",
        "情况表",
        "单位：万元",
    )
    assert [f.unit for f in found.facts] == ["人", "辆", None, "批", "万元", "万元"]


def test_notes_dates_and_codes_are_no_figures() -> None:
    found = read(
        """序号 | 项目名称 | 项目代码 | 立项日期 | 金额 | 备注
        1 | 防汛专项 | 20240017 | 2024.03 | 100.00 | 已完工
        2 | 河长制 | 20240018 | 2024.05 | 50.00 |""",
        "项目支出表",
        "单位：万元",
    )
    assert found.cells() == {(1, 4), (2, 4)}


def test_line_numbers_are_neither_figures_nor_numbering() -> None:
    found = read(
        """科目 | 行次 | 年初数 | 年末数
        流动资产： | 1 |  |
        __货币资金 | 2 | 10.00 | 12.00
        流动资产合计 | 3 | 10.00 | 12.00""",
        "资产负债简表",
        "单位：万元",
    )
    (block,) = found.view.blocks
    assert [(r.label, r.role, r.parent) for r in block.rows] == [
        ("流动资产：", "group", None),
        ("货币资金", "item", 1),
        ("流动资产合计", "total", None),
    ]
    assert [(str(f.value), f.scenario) for f in found.facts][:2] == [("10.00", "opening"), ("12.00", "closing")]
    assert len(found.facts) == 4


def test_labels_over_two_columns_under_one_header() -> None:
    found = read(
        """经费控制情况（元）{2} | 2023年决算数 | 2024年决算数
        三公经费{2} | 381800 | 326700
        其中 | 公务接待费 | 55800 | 91900
        ^ | 公务用车运维费 | 326000 | 234800
        项目支出{2} | 100 | 300"""
    )
    (block,) = found.view.blocks
    assert [(r.label, r.role, r.parent) for r in block.rows] == [
        ("三公经费", "item", None),
        ("公务接待费", "of_which", 1),
        ("公务用车运维费", "of_which", 1),
        ("项目支出", "item", None),
    ]
    assert found.at(2, 2).unit == "元"


def test_a_header_merged_down_beside_its_block_names_it() -> None:
    found = read(
        """部门名称 | 某市水务局{3}
        年度预算（万元） | 资金总额 | 年初预算数 | 执行数
        ^ | 基本支出 | 60 | 59
        ^ | 项目支出 | 40 | 38
        年度主要任务 | 任务名称 | 预算数 | 执行数
        ^ | 河道治理 | 30 | 29"""
    )
    assert [b.title for b in found.view.blocks] == ["", "年度预算（万元）", "年度主要任务"]
    assert summary(found, 3, 3) == ("项目支出", Decimal(38), "万元", 2024, "actual", "amount")
    assert found.at(5, 2).raw_label == "河道治理"


def test_a_saving_is_budget_less_spending() -> None:
    found = read(
        """采购项目 | 采购方式 | 预算金额 | 采购决算金额 | 节约额 | 节约率
        办公设备 | 公开招标 | 100 | 95 | 5 | 5%""",
        "单位：万元",
    )
    assert column(found.view.blocks[0], 4) == ("change", None, "original_budget", None, None, "actual")
    assert found.at(1, 5).measure == "rate"


def test_rates_printed_as_fractions_are_not_called_percentages() -> None:
    found = read("项目 | 预算数 | 决算数 | 执行率\n合计 | 110 | 100 | 0.909\n基本支出 | 60 | 60 | 1", "单位：万元")
    assert [(f.measure, f.unit) for f in found.facts if f.location.col == 3] == [("rate", None), ("rate", None)]


def test_formulas_are_no_figures() -> None:
    found = read("指标 | 计算公式 | 2024年数值\n公用经费控制率 | 决算数/预算数×100% | 99.19%")
    assert found.cells() == {(1, 2)}


def test_a_table_goes_on_without_header_below_the_one_before() -> None:
    doc = document(
        "2024年度某市水务局部门整体支出绩效自评报告",
        *("公用经费决算表", "单位：元", table("序号 | 项目 | 2023年 | 2024年\n1 | 办公费 | 10.5 | 20.5")),
        *("", table("2 | 水费 | 1.5 | 2.5\n | 合计 | 12 | 23")),
    )
    found = read_document(doc)
    assert found.view.title == "公用经费决算表"
    assert summary(found, 0, 2) == ("水费", Decimal("1.5"), "元", 2023, "actual", "amount")
    assert found.at(1, 3).label == "公用经费合计"
    assert (0, 0) not in found.cells()


def test_a_stage_before_a_figure_in_a_cell_is_its_stage() -> None:
    found = read("编制 | 66人 | “三公”经费 | 预算11.15万元，决算10.71万元", "单位基本情况一览表")
    money = [f for f in found.facts if f.location.col == 3]
    assert [(f.raw_label, f.scenario) for f in money] == [("“三公”经费", "original_budget"), ("“三公”经费", "actual")]


def test_numbered_forms_of_operating_data() -> None:
    found = read(
        """项目 | 行次 | 预算数 | 决算数
        一、“三公”经费支出 | 1 | — | —
        （一）支出合计 | 2 | 56.10 | 32.67
        1．公务接待费 | 3 | 56.10 | 32.67
        （二）相关统计数 | 4 | — | —
        1．公务用车保有量（辆） | 5 | — | 5
        二、国有资产占用情况 | 6 | — | —
        （一）车辆数合计（辆） | 7 | — | 5
        1．机要通信用车 | 8 | — | 2
        2．其他用车 | 9 | — | 3
        （二）单价100万元（含）以上设备 | 10 | — | 1""",
        "机构运行信息表",
        "金额单位：万元",
    )
    assert found.at(2, 3).label == "“三公”经费支出：支出合计"
    assert found.at(2, 3).concept != "expenditure"
    assert [found.at(r, 3).unit for r in (3, 5, 7, 8, 9, 10)] == ["万元", "辆", "辆", "辆", "辆", "台"]
    assert {r.row: r.parent for r in found.view.blocks[0].rows} == {
        1: None,
        2: 1,
        3: 2,
        4: 1,
        5: 4,
        6: None,
        7: 6,
        8: 7,
        9: 7,
        10: 6,
    }


def test_halves_with_line_numbers_and_a_row_of_column_numbers() -> None:
    found = read(
        """收入{3} | 支出{3}
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        栏次 |  | 1 | 栏次 |  | 2
        一、财政拨款收入 | 1 | 90 | 一、农林水支出 | 32 | 80
        二、其他收入 | 2 | 10 | 二、住房保障支出 | 33 | 20
        本年收入合计 | 27 | 100 | 本年支出合计 | 58 | 100""",
        "收入支出决算总表",
        "金额单位：元",
    )
    assert found.cells() == {(r, c) for r in (3, 4, 5) for c in (2, 5)}
    assert [b.title for b in found.view.blocks] == ["收入", "支出"]


def test_a_verb_before_a_figure_names_no_item() -> None:
    found = read("任务 | 预算金额（万元） | 完成情况\n泵站改造 | 300 | 完成改造，支出298万元", "年度任务表")
    fact = found.at(1, 2)
    assert (fact.raw_label, fact.concept, fact.unit) == ("泵站改造", None, "万元")


def test_several_units_in_one_caption() -> None:
    found = read(
        """单位 | 编制数 | 2023年支出 | 2024年支出{2} | 同比增减\\n（%）
        ^ | ^ | ^ | 合计 | 基本支出 | ^
        一、行政单位 | 51 | 80.00 | 90.00 | 50.00 | 12.50
        1.某市水务局本级 | 51 | 80.00 | 90.00 | 50.00 | 12.50
        合计 | 51 | 80.00 | 90.00 | 50.00 | 12.50""",
        "预算单位基本情况表",
        "单位：人、万元",
    )
    assert found.view.unit == "万元"
    assert summary(found, 3, 1)[1:] == (Decimal(51), "人", 2024, None, "count")
    assert summary(found, 3, 2)[2:5] == ("万元", 2023, "actual")
    assert {f.organization for f in found.facts if f.location.row in (2, 4)} == {"某市水务局"}
    assert found.at(3, 4).organization in ("某市水务局本级", "某市水务局")
    assert found.at(4, 3).concept == found.at(3, 3).concept
    growth = found.at(4, 5)
    assert (growth.measure, growth.base_year) == ("growth", 2023)


def test_a_column_of_units_beside_quantities_leaves_money_alone() -> None:
    found = read(
        """序号 | 资产类别 | 计量单位 | 数量 | 账面原值 | 累计折旧
        1 | 房屋 | 平方米 | 3850 | 1089.43 | 203.96
        2 | 车辆 | 辆 | 9 | 230.45 | 101.98
         | 合计 | — | — | 1319.88 | 305.94""",
        "固定资产情况表",
        "单位：万元",
    )
    assert [f.unit for f in found.facts if f.location.row == 1] == ["平方米", "万元", "万元"]
    assert {f.scenario for f in found.facts if f.location.col == 4} == {"closing"}


def test_an_adjustment_is_told_from_the_adjusted_budget_by_the_figures() -> None:
    head = "项目名称 | 年初预算数 | 预算调整数 | {} | 支出数\n"
    rows = "防汛 | 100.00 | -20.00 | 80.00 | 79.00\n河长制 | 50.00 | 5.00 | 55.00 | 55.00"
    found = read(head.format("全年预算数") + rows, "项目支出情况表", "单位：万元")
    assert [c.scenario for c in found.view.blocks[0].columns] == [
        "original_budget",
        "adjustment",
        "final_budget",
        "actual",
    ]
    assert found.at(1, 2).scenario == "adjustment"


def test_what_budget_and_additions_make_up_is_the_final_budget_whatever_its_name() -> None:
    found = read(
        """支出类别 | 年初部门预算 | 上年结转 | 追加（减）预算 | 可支配盘子 | 支出数
        基本支出 | 2732.00 | | 38.00 | 2770.00 | 2747.00
        防汛 | 516.00 | 45.00 | -88.00 | 473.00 | 456.00
        总计 | 3248.00 | 45.00 | -50.00 | 3243.00 | 3203.00""",
        "资金使用情况表（万元）",
    )
    assert found.at(1, 4).scenario == "final_budget"


def test_a_corner_typed_in_both_header_rows() -> None:
    found = read(
        """年度 | 2022年{2} | 2023年{2} | 2023年决算较2022年决算增减{2}
        项目 | 预算数 | 决算数 | 预算数 | 决算数 | 金额 | 比例
        公务用车购置 | 0 | 0 | 18.00 | 17.98 | 17.98 | —
        公务接待费 | 6.50 | 5.80 | 6.00 | 4.93 | -0.87 | -15.00%""",
        "单位：万元",
    )
    assert [(c.year, c.scenario, c.measure) for c in found.view.blocks[0].columns[:4]] == [
        (2022, "original_budget", "amount"),
        (2022, "actual", "amount"),
        (2023, "original_budget", "amount"),
        (2023, "actual", "amount"),
    ]
    assert [(found.at(3, c).unit, found.at(3, c).measure) for c in (5, 6)] == [("万元", "change"), ("%", "growth")]
