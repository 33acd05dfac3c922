"""Which form a table is: evidence from its title, its header words and its row labels, weighed in one list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from extractor.interpret.sheet import Sheet
from extractor.model.interpretation import TableKind
from extractor.text.labels import squash

Place = Literal["title", "cell"]
_ENOUGH = 3.0


@dataclass(slots=True, frozen=True)
class Evidence:
    """Words that speak for a kind, where they must stand, and how much they weigh (once per table)."""

    kind: TableKind
    place: Place
    words: re.Pattern[str]
    weight: float


def _e(kind: TableKind, place: Place, words: str, weight: float) -> Evidence:
    return Evidence(kind, place, re.compile(words), weight)


EVIDENCE: Final[tuple[Evidence, ...]] = (
    _e("balance_sheet", "title", r"资产、?负债", 4),
    _e("balance_sheet", "cell", r"^资产(?:合计|总计|总额)$", 1.5),
    _e("balance_sheet", "cell", r"^负债(?:合计|总计|总额)$", 1.5),
    _e("balance_sheet", "cell", r"^净资产(?:合计|总计|总额)?$|^负债[和与及]净资产", 1.5),
    _e("balance_sheet", "cell", r"^流动资产|^固定资产(?:原值|净值)|^累计盈余|^货币资金$|^非流动资产", 1),
    _e("balance_sheet", "cell", r"^(?:期末|年末)(?:余额|数)$", 0.5),
    _e("three_public", "title", r"三公", 9),
    _e("three_public", "cell", r"^(?:因公)?出国（?境?）?(?:费用?|经费|支出)?$|因公出国", 1),
    _e("three_public", "cell", r"公务用车(?:购置[及和]?)?", 1),
    _e("three_public", "cell", r"公务接待", 1),
    _e("basic_expenditure", "title", r"基本支出", 3.5),
    _e("basic_expenditure", "cell", r"^工资福利支出$", 1),
    _e("basic_expenditure", "cell", r"商品和服务支出$|^公用经费$", 1),
    _e("basic_expenditure", "cell", r"^对个人和家庭的?补助", 1),
    _e("basic_expenditure", "cell", r"^人员经费", 0.5),
    _e("project_expenditure", "title", r"项目(?:支出|资金|经费|预算)|专项(?:资金|经费|支出)", 3.5),
    _e("project_expenditure", "cell", r"^(?:预算)?项目(?:（?单位）?)?名称$|^专项(?:资金)?名称$", 2),
    _e("project_expenditure", "cell", r"专项(?:资金|经费)?$", 1),
    _e("revenue_expenditure", "title", r"收支|收入.{0,6}表$|收入.*支出|支出(?:总体|总|情况|预算|明细)+表", 3.5),
    _e("revenue_expenditure", "title", r"整体支出(?:情况|预决算|明细)*表|预决算(?:情况|对比)?.*表", 3.5),
    _e("revenue_expenditure", "cell", r"^(?:本年)?收入(?:合计|总计)$", 1.5),
    _e("revenue_expenditure", "cell", r"^(?:本年)?支出(?:合计|总计)$", 1.5),
    _e("revenue_expenditure", "cell", r"^(?:一般公共预算)?财政拨款(?:收入)?$|^其他收入$|^事业收入$", 0.5),
    _e("revenue_expenditure", "cell", r"^基本支出$", 1),
    _e("revenue_expenditure", "cell", r"^项目支出$", 1),
    _e("basic_data", "title", r"基础数据|基本数据|基本情况(?:统计)?表", 5),
    _e("basic_data", "cell", r"财政供养人员", 2),
    _e("basic_data", "cell", r"经费控制(?:情况|率)", 1.5),
    _e("basic_data", "cell", r"楼堂馆所|厉行节约", 1.5),
    _e("basic_data", "cell", r"^编制人?数|在职人[员数]|控制率", 0.7),
    _e("final_accounts", "title", r"决算(?:公开)?(?:总|明细)?表$|决算总?表", 3.8),
    _e("final_accounts", "title", r"(?:收入支出|收入|支出|收支)决算(?:总|明细)?表", 4),
    _e("final_accounts", "cell", r"^(?:功能|经济)?(?:分类)?科目(?:编码|代码)$|^(?:支出)?功能分类", 1.5),
    _e("final_accounts", "cell", r"^栏次$|^公开\d+表$|^财决", 1.5),
    _e("final_accounts", "cell", r"^[一二三四五六七八九十]+、(?:一般公共服务|外交|国防|公共安全|教育)支出$", 1.5),
)

_LEVEL = re.compile(r"^[一二三四]级(?:绩效|评价|考核)?指标(?:名称|内容)?$")
_INDICATOR = re.compile(
    r"^(?:绩效|评价|考核|具体)?指标(?:名称|内容|类型)?$|^(?:考核|评价|评估|考评|评分|自评|测评|评议)(?:内容|项目|事项|要素)$|^指标项目?$"
)
_SAID = re.compile(
    r"^(?:年度|预期|计划|年初|绩效|设定|全年|目标|完成|实际)*(?:指标值|目标值|完成值|完成情况|目标|实现值|完成指标值|实际值)(?:（.*）)?$"
)
_MARKED = re.compile(r"^(?:指标|标准|自评|设定|评价|考核|最终|实际|单位)?(?:分值|权重|得分|评分|满分)(?:（.*）)?$")
_FULL = re.compile(r"^(?:指标|标准|评价|考核)?(?:分值|权重|满分|标准分|基[础本准]分|规定分|应得分)(?:（.*）)?$")
_LOST = re.compile(
    r"^(?:实际|自评)?[扣减失]分|(?:得分|评分)(?:（.*）)?$|^(?:评[分价]|计分|考核|扣分|得分)(?:标准|细则|办法)$"
)
_PROJECT = re.compile(
    r"^(?:项目|专项|政策)(?:资金|支出)?名称$|^项目资金|^项目支出绩效|^(?:项目)?实施单位$|^项目总?(?:预算|资金)|^项目概况"
)
_DEPARTMENT = re.compile(
    r"^(?:预算)?(?:部门|单位)(?:（单位）|（部门）)?名称|^部门整体|^整体支出|按(?:收入|支出|资金)(?:性质|来源)分"
    r"|^年度(?:部门)?预算(?:申请|资金)|^部门(?:预算|职能|概况|支出)"
)
_SCORED_TITLE = re.compile(r"自评|评分|打分|绩效评价表|绩效评估")
_PROJECT_TITLE = re.compile(r"项目|专项|转移支付|政策")
_DEPARTMENT_TITLE = re.compile(r"整体|部门")


def classify(title: str | None, sheet: Sheet) -> TableKind:
    """The form a table is most likely to be; "unknown" where too little speaks for any."""
    words = {squash(c.text) for c in sheet.table.cells if sheet.type(c) == "text"}
    short = {w for w in words if 0 < len(w) <= 30}
    scored = _score_form(title or "", sheet, short)
    if scored:
        return scored
    sums: dict[TableKind, float] = {}
    heading = squash(title or "")
    labels = [_plain(w) for w in short]
    for item in EVIDENCE:
        if (item.place == "title" and item.words.search(heading)) or (
            item.place == "cell" and _any(item.words, labels)
        ):
            sums[item.kind] = sums.get(item.kind, 0.0) + item.weight
    best = max(sums, key=lambda k: sums[k], default=None)
    return best if best is not None and sums[best] >= _ENOUGH else "unknown"


def _score_form(title: str, sheet: Sheet, short: set[str]) -> TableKind | None:
    """A 自评表 has a row that names indicators (or their classes) and says target, achievement or marks of them.

    Under a title that says so, the three may stand in rows of their own, one block per indicator.
    """
    apart = (0, 0, 0)
    for cells in sheet.rows:
        texts = [squash(c.text) for c in cells]
        levels = sum(bool(_LEVEL.match(t)) for t in texts)
        named = levels or sum(bool(_INDICATOR.match(t)) for t in texts)
        said = sum(bool(_SAID.match(t)) for t in texts)
        marked = sum(bool(_MARKED.match(t)) for t in texts)
        counted = named and any(_FULL.match(t) for t in texts) and any(_LOST.search(t) for t in texts)
        if (levels and (said or marked)) or levels >= 3 or (named and marked and said) or counted:
            break
        apart = (apart[0] + bool(named), apart[1] + bool(said), apart[2] + bool(marked))
    else:
        if not (_SCORED_TITLE.search(squash(title)) and min(apart) >= 2):
            return None
    project = 2 * _any(_PROJECT, short) + 2 * bool(_PROJECT_TITLE.search(squash(title)))
    department = 2 * _any(_DEPARTMENT, short) + 3 * bool(_DEPARTMENT_TITLE.search(squash(title)))
    if "项目支出绩效" in squash(title):
        project += 3
    return "project_score" if project > department else "department_score"


def _any(words: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(words.search(t) for t in texts)


_NUMBERED = re.compile(r"^(?:\d{1,2}[.、．]|（[\d一二三四五六七八九十]+）|其中：)+(?=\D)")


def _plain(text: str) -> str:
    return _NUMBERED.sub("", text)
