"""The skeleton of a report: title, organization, year, sections, and what stands around tables."""

from __future__ import annotations

import pytest
from prose_kit import document

from extractor.interpret.outline import Outline, outline
from extractor.model.document import Block, Cell, Paragraph, Table


def skeleton(*blocks: str | Block) -> Outline:
    return outline(document(*blocks))


def tree(found: Outline) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in found.sections]


def grid(*rows: list[str], index: int = 0) -> Table:
    cells = [Cell(r, c, text=t) for r, row in enumerate(rows) for c, t in enumerate(row)]
    return Table(index, len(rows), max(len(r) for r in rows), cells)


TITLES = [
    (["2023年度云溪县民政局部门整体支出绩效自评报告"], "云溪县民政局", 2023, "department"),
    (["2023年度云溪县民政局", "部门整体支出绩效自评报告"], "云溪县民政局", 2023, "department"),
    (["云溪县民政局", "关于2023年度部门整体支出绩效自评情况的报告"], "云溪县民政局", 2023, "department"),
    (["附件2", "云溪县民政局2023年部门整体绩效评价报告"], "云溪县民政局", 2023, "department"),
    (["北川市规划和自然资源局", "2022年度部门决算", "目录"], "北川市规划和自然资源局", 2022, "final_accounts"),
    (["2025年公开云溪县民政局2024年度部门整体支出绩效自评报告"], None, 2024, "department"),
    (["二〇二三年度云溪县民政局部门整体支出绩效自评报告"], "云溪县民政局", 2023, "department"),
    (["2023年度养老服务补贴项目支出绩效自评报告"], None, 2023, "project"),
]


@pytest.mark.parametrize(("lines", "organization", "year", "kind"), TITLES, ids=["".join(t[0])[:20] for t in TITLES])
def test_title_tells_who_reports_on_which_year(
    lines: list[str], organization: str | None, year: int, kind: str
) -> None:
    found = skeleton(*lines, "一、部门基本情况", "本部门编制20名，实有18人。")
    assert (found.fiscal_year, found.kind) == (year, kind)
    if organization is not None:
        assert found.organization == organization


def test_organization_from_the_line_of_who_reports_or_signs() -> None:
    assert (
        skeleton("部门整体支出绩效自评报告", "（2023年度）", "填报单位：云溪县民政局（盖章）").organization
        == "云溪县民政局"
    )
    signed = skeleton("2023年度部门整体支出绩效自评报告", "一、概况", "略。", "云溪县民政局", "2024年5月20日")
    assert signed.organization == "云溪县民政局"


def test_year_is_not_that_of_the_signature() -> None:
    found = skeleton(
        "部门整体支出绩效自评报告",
        "2023年度决算支出100万元，2022年度决算支出90万元。",
        "2023年末实有18人。",
        "2024年5月20日",
    )
    assert found.fiscal_year == 2023


def test_short_names_and_our_bureau_mean_the_organization() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "云溪县民政局（以下简称县民政局）是县政府工作部门，所属事业单位分别是云溪县救助管理站、云溪县福利中心。",
    )
    assert found.resolve("县民政局") == "云溪县民政局"
    assert found.resolve("我局") == found.resolve("本部门") == found.resolve("本单位") == "云溪县民政局"
    assert found.resolve("县救助管理站") == "云溪县救助管理站"
    assert found.resolve("县教育局") is None


def test_numbers_tell_the_tree() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、部门基本情况",
        "（一）机构人员",
        "编制20名。",
        "（二）收支情况",
        "1.收入情况",
        "收入100万元。",
        "2.支出情况",
        "（1）基本支出",
        "60万元。",
        "（2）项目支出",
        "40万元。",
        "二、存在问题",
        "略。",
    )
    assert tree(found) == [
        (1, "一、", "部门基本情况"),
        (2, "（一）", "机构人员"),
        (2, "（二）", "收支情况"),
        (3, "1.", "收入情况"),
        (3, "2.", "支出情况"),
        (4, "（1）", "基本支出"),
        (4, "（2）", "项目支出"),
        (1, "二、", "存在问题"),
    ]
    assert found.sections[1].parent == found.sections[0].id


def test_numbered_sentences_are_no_headings() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、主要职责",
        "1.贯彻落实民政工作的法律法规；拟订全县民政事业规划。",
        "2.组织实施社会救助政策。健全城乡低保制度。",
        "3.承办县委、县政府交办的其他事项。",
        "二、绩效目标",
        "（1）救助人次：目标300人次，完成320人次。",
        "（2）走访慰问：目标5次，完成6次。",
    )
    assert [t for _, _, t in tree(found)] == ["主要职责", "绩效目标"]


def test_run_in_headings_end_before_their_sentence() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、改进措施",
        "（一）加强预算管理。细化预算编制，压减一般性支出。",
        "（二）完善内控制度。修订财务管理办法。",
    )
    assert tree(found)[1:] == [(2, "（一）", "加强预算管理"), (2, "（二）", "完善内控制度")]
    assert found.sections[1].location.chars == (0, 9)


def test_a_list_of_items_is_no_row_of_headings() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、其他需要说明的情况",
        "无。",
        "附件：1.部门整体支出绩效评价基础数据表",
        "2.部门整体支出绩效自评表",
        "3.项目支出绩效自评表",
        "云溪县民政局",
        "2024年5月20日",
        "附件1",
        "部门整体支出绩效评价基础数据表",
        grid(["编制数", "20"]),
    )
    assert tree(found) == [(1, "一、", "其他需要说明的情况"), (1, "附件1", "部门整体支出绩效评价基础数据表")]


def test_styles_make_headings_without_numbers() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        Paragraph(0, "部门概况", outline=0),
        Paragraph(0, "人员情况", outline=1),
        "编制20名。",
        Paragraph(0, "收支情况", outline=0),
    )
    assert [(level, title) for level, _, title in tree(found)] == [(1, "部门概况"), (2, "人员情况"), (1, "收支情况")]


def test_bold_lines_are_headings_where_bold_is_rare() -> None:
    text = ["编制20名，实有18人。", "收入100万元，支出90万元。", "其余情况正常。"]
    found = skeleton("2023年度云溪县民政局部门整体支出绩效自评报告", Paragraph(0, "人员情况", bold=True), *text)
    assert [t for _, _, t in tree(found)] == ["人员情况"]


def test_a_bold_caption_belongs_to_its_table() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、收支情况",
        "收入100万元，支出90万元，结余10万元。",
        Paragraph(0, "收支情况明细表", bold=True),
        "单位：万元",
        grid(["收入", "支出"], ["100", "90"]),
    )
    assert [t for _, _, t in tree(found)] == ["收支情况"]
    assert [p.text for p in found.captions(5)] == ["收支情况明细表", "单位：万元"]


def test_headings_of_a_pdf_without_styles_end_with_a_stop() -> None:
    found = skeleton(
        "北川市规划和自然资源局2022年度部门决算",
        "第一部分 部门概况",
        "一、主要职能",
        "略。",
        "第二部分 情况说明",
        "一、支出决算情况说明",
        "（一）支出决算总体情况说明。",
        "支出100万元。",
        "（二）支出决算具体情况说明。",
        "教育支出100万元。",
    )
    assert [(level, number) for level, number, _ in tree(found)] == [
        (1, "第一部分"),
        (2, "一、"),
        (1, "第二部分"),
        (2, "一、"),
        (3, "（一）"),
        (3, "（二）"),
    ]


def test_contents_typed_by_hand_give_no_sections() -> None:
    found = skeleton(
        "北川市规划和自然资源局2022年度部门决算",
        "目录",
        "第一部分 部门概况",
        "一、主要职能",
        "第二部分 情况说明",
        "第一部分 部门概况",
        "一、主要职能",
        "略。",
        "第二部分 情况说明",
        "略。",
    )
    assert [n for _, n, _ in tree(found)] == ["第一部分", "一、", "第二部分"]
    assert found.contents == {1, 2, 3, 4}


def test_context_of_forms_in_annexes() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、概况",
        "编制20名。",
        "附件1",
        "2023年度部门整体支出绩效自评表",
        "填报单位：云溪县民政局",
        grid(["编制数", "20"]),
        "附件2",
        "2022年度项目支出绩效自评表",
        grid(["预算单位名称", "云溪县救助管理站"], ["项目", "救助"], index=1),
        "填表人：                联系电话：            单位负责人签字：",
    )
    first, second = found.context(6), found.context(9)
    assert (first.organization, first.fiscal_year, first.annex) == ("云溪县民政局", 2023, "附件1")
    assert (second.organization, second.fiscal_year, second.annex) == ("云溪县救助管理站", 2022, "附件2")
    assert [p.text[:3] for p in found.below(9)] == ["填表人"]
    assert found.section_at(2) == found.sections[0].id


def test_captions_stop_at_signatures_sentences_and_other_tables() -> None:
    found = skeleton(
        "2023年度云溪县民政局部门整体支出绩效自评报告",
        "一、概况",
        "2023年支出90万元，详见下表：",
        "支出明细表",
        "金额单位：万元",
        grid(["项目", "金额"], ["支出", "90"]),
        "云溪县民政局",
        "2024年5月20日",
        "自评表",
        grid(["得分", "95"], index=1),
    )
    assert [p.text for p in found.captions(5)] == ["支出明细表", "金额单位：万元"]
    assert [p.text for p in found.captions(9)] == ["自评表"]


def test_a_document_of_nothing() -> None:
    found = skeleton()
    assert (found.title, found.organization, found.fiscal_year, found.sections) == (None, None, None, [])
