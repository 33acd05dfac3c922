"""Tables stacked in one form, tables side by side, rows of organizations, and columns of percentages without a word."""

from __future__ import annotations

from tests.tables_tools import read

STACKED = """部门（单位）年度收入情况（万元）{4}
机构名称|收入合计|其中：{2}
^|^|上年结转|财政拨款
汇总|150.00|10.00|140.00
1、某市水务局|100.00|8.00|92.00
2、某市水文站|50.00|2.00|48.00
部门（单位）年度支出和结余情况（万元）{4}
机构名称|支出合计|其中：{2}
^|^|基本支出|项目支出
汇总|145.00|60.00|85.00
1、某市水务局|97.00|40.00|57.00
2、某市水文站|48.00|20.00|28.00
“三公”经费支出情况（万元）{4}
机构名称|三公经费合计|其中：{2}
^|^|公务接待费|公务用车运维费
汇总|9.00|3.00|6.00
1、某市水务局|6.00|2.00|4.00
2、某市水文站|3.00|1.00|2.00"""


def test_every_band_has_its_own_header() -> None:
    found = read(STACKED)
    assert found.at(9, 2).raw_label == "基本支出"
    assert found.at(15, 2).concept == "three_public.reception"
    # 支出和结余情况 names what the band holds, not the stage of every figure in it
    assert found.at(9, 2).scenario != "year_end_balance"


def test_rows_of_organizations() -> None:
    found = read(STACKED)
    assert found.at(9, 1).organization == "某市水务局"
    assert found.at(10, 1).organization == "某市水务局本级"
    assert found.at(11, 1).organization == "某市水文站"


def test_sources_beside_uses() -> None:
    found = read(
        "来源|金额|占比|用途|金额|占比\n财政拨款|300.00|93.75%|基本支出|190.10|59.41%\n上年结转|20.00|6.25%|项目支出|93.30|29.16%\n"
        "总计|320.00|100.00%|总计|320.00|100.00%"
    )
    assert found.at(1, 4).raw_label == "基本支出"
    assert found.at(2, 4).scenario != "brought_forward"


def test_a_column_of_percentages_is_one_of_rates() -> None:
    found = read("项目|预算数|支出数|支出进度\n基本支出|200.00|190.10|95.05%\n合计|200.00|190.10|95.05%")
    (column,) = [c for c in found.view.blocks[0].columns if c.path == ("支出进度",)]
    assert (column.measure, column.unit) == ("rate", "%")


def test_a_lone_budget_with_its_execution_rate_is_the_final_one() -> None:
    rows = "项目|预算数|支出数|执行率\n基本支出|200.00|190.10|95.05%\n项目支出|100.00|93.30|93.30%"
    assert read(rows).at(1, 1).scenario == "final_budget"
    assert read(rows.replace("预算数", "年初预算数")).at(1, 1).scenario == "original_budget"
    assert read(rows.replace("|执行率", "|备注").replace("|95.05%", "|").replace("|93.30%", "|")).at(1, 1).scenario == (
        "original_budget"
    )
