"""The words of the summary, the same on the page, in the workbook and on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.errors import Lang
from extractor.overview.met import met
from extractor.overview.summary import FAMILY_WORDS, ReportLine, Summary
from extractor.overview.words import percent


def speaker(lang: Lang) -> Callable[[str, str], str]:
    return (lambda zh, en: zh) if lang == "zh" else (lambda zh, en: en)


def department(name: str, lang: Lang) -> str:
    return name or ("（未能识别单位）" if lang == "zh" else "(department not recognised)")


def rule_titles(lang: Lang) -> dict[str, str]:
    """Titles of the rules this version knows."""
    from extractor.checks.registry import rules

    return {rule.code: rule.title(lang) for rule in rules()}


def lead(summary: Summary, lang: Lang, strong: Callable[[str, str], str] = lambda text, kind: text) -> str:
    """The one paragraph to read: how much there is, what is wrong, what was verified, what is missing.

    ``strong`` marks a figure; its kind is "", "bad" or "doubt". All text is the program's own.
    """
    s, who = summary.total, [d for d in summary.departments if d.name]
    years = f"{summary.years[0]}–{summary.years[-1]}" if len(summary.years) > 1 else "".join(map(str, summary.years))
    with_errors = sum(d.total.errors > 0 for d in summary.departments)
    faulty = sum(r.adds.errors > 0 for d in summary.departments for r in d.reports)
    failed, lacking = len(summary.failures), sum(bool(d.missing) for d in who)

    def n(value: object, kind: str = "") -> str:
        return strong(f"{value:,}" if isinstance(value, int) else str(value), kind)

    held, seen = n(percent(s.agreed, s.agreed + s.inconsistent)), n(percent(s.in_relations, s.quantities))
    if lang == "zh":
        text = f"{n(len(who))} 个单位 {years} 年度的 {n(s.reports)} 份报告已读出并核对"
        text += f"，{n(failed, 'bad')} 个文件未能读出。" if failed else "，没有读不出的文件。"
        if summary.further:
            text += f"其中 {n(summary.further)} 份与另一份是同一报告的不同文件（如 Word 和 PDF），相同的问题只计一次。"
        if s.errors:
            text += f"发现 {n(s.errors, 'bad')} 处无法自圆其说的错误，涉及 {n(with_errors)} 个单位的 {n(faulty)} 份报告"
            text += f"；另有 {n(s.warnings, 'doubt')} 处疑点需要人工判断。" if s.warnings else "。"
        else:
            text += (
                f"没有发现错误；有 {n(s.warnings, 'doubt')} 处疑点需要人工判断。"
                if s.warnings
                else "没有发现错误和疑点。"
            )
        text += f"核对了 {n(s.relations)} 条勾稽关系，可判定的有 {held} 相符；报告中的数字有 {seen} 参与了核对。"
        if summary.uncompared:
            text += (
                f"{n(summary.uncompared, 'doubt')} 份报告尚未与其他年度的报告比较（jixiao reconcile），"
                "各年之间的矛盾不在其中。"
            )
        if lacking:
            text += f"{n(lacking, 'doubt')} 个单位缺少个别年度的报告。"
        if s.doubtful:
            text += f"扫描件中有 {n(s.doubtful, 'doubt')} 个数字识别存疑，须对照原件。"
        return text
    text = f"{n(s.reports)} reports of {n(len(who))} departments for {years} were read and verified"
    text += f"; {n(failed, 'bad')} files could not be read. " if failed else "; no file failed. "
    if summary.further:
        text += f"{n(summary.further)} reports are further files of a report (its Word and its PDF, say): "
        text += "what both say counts once. "
    if s.errors:
        text += f"{n(s.errors, 'bad')} errors that can't be reconciled stand in {n(faulty)} reports "
        text += f"of {n(with_errors)} departments; "
        text += f"{n(s.warnings, 'doubt')} warnings need a person's judgement. "
    else:
        text += f"No errors; {n(s.warnings, 'doubt')} warnings need a person's judgement. "
    text += f"{n(s.relations)} relations were evaluated, {held} of the decidable ones hold; "
    text += f"{seen} of all printed figures were verified. "
    if summary.uncompared:
        text += f"{n(summary.uncompared, 'doubt')} reports have not been compared with those of other years "
        text += "(jixiao reconcile). "
    if lacking:
        text += f"{n(lacking, 'doubt')} departments lack reports of some years. "
    if s.doubtful:
        text += f"{n(s.doubtful, 'doubt')} figures of scans are doubtful: compare them with the original."
    return text.strip()


def tiles(summary: Summary, lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    """(kind, label, figure, note) of the first row of figures."""
    t, s = speaker(lang), summary.total
    with_errors = sum(d.total.errors > 0 for d in summary.departments)
    rest = [
        t(f"{n} {zh}", f"{n} {en}")
        for n, zh, en in ((summary.duplicates, "个重复", "duplicates"), (summary.ignored, "个非报告", "not reports"))
        if n
    ]
    yield "info", t("文件", "Files"), f"{summary.files:,}", t("、", ", ").join(rest) or t("没有重复", "no duplicates")
    yield (
        "good",
        t("读出的报告", "Reports read"),
        f"{s.reports:,}",
        t(f"{len(summary.departments)} 个单位", f"{len(summary.departments)} departments"),
    )
    yield (
        "error" if summary.failures else "good",
        t("未读出", "Not read"),
        f"{len(summary.failures):,}",
        t("原因和办法见下", "reasons below"),
    )
    yield (
        "error" if s.errors else "good",
        t("错误", "Errors"),
        f"{s.errors:,}",
        t(f"{with_errors} 个单位", f"{with_errors} departments"),
    )
    yield (
        "warning" if s.warnings else "good",
        t("疑点", "Warnings"),
        f"{s.warnings:,}",
        t("需人工判断", "need judgement"),
    )
    yield "good", t("相符的关系", "Relations that hold"), f"{s.agreed:,}", percent(s.agreed, s.agreed + s.inconsistent)
    yield (
        "info",
        t("参与核对的数字", "Figures verified"),
        percent(s.in_relations, s.quantities),
        t(f"读出 {percent(s.in_facts, s.quantities)}", f"read {percent(s.in_facts, s.quantities)}"),
    )
    yield (
        "warning" if s.doubtful else "good",
        t("扫描存疑数字", "Doubtful figures"),
        f"{s.doubtful:,}",
        t("须对照原件", "compare with the original"),
    )


def year_heads(lang: Lang) -> tuple[str, ...]:
    t = speaker(lang)
    return (
        t("年度", "Year"),
        t("报告", "Reports"),
        t("单位", "Departments"),
        t("错误", "Errors"),
        t("疑点", "Warnings"),
        t("每千数字错误", "Errors / 1000 figures"),
        t("参与核对", "Verified"),
    )


def notes(lang: Lang) -> Iterator[str]:
    t = speaker(lang)
    yield t(
        "错误：任何四舍五入都解释不了的矛盾；疑点：需要人工判断；提示：四舍五入或写法。一个错数引起的多处不符只算一处。",
        "Error: a contradiction no rounding explains; warning: a person must decide; note: rounding or style. "
        "What one wrong figure breaks counts once.",
    )
    yield t(
        "读出：识别为数据的数字占文中数字的比例；参与核对：至少在一条已核对关系中的比例；相符：可判定的关系中成立的比例。"
        "比例低的报告，“没有发现”不等于没有问题。",
        "Read: share of printed figures that became data; verified: share in at least one evaluated relation; hold: "
        "share of the decidable relations. Where these are low, nothing found does not mean nothing wrong.",
    )
    yield t(
        "排名按错误数；单位大小不同，比较时请看“每千数字错误”。规则族：",
        "Ranked by errors; to compare departments of different size see errors per 1000 figures. Families: ",
    ) + t("，", ", ").join(f"{code} {names[lang == 'en']}" for code, names in FAMILY_WORDS.items())


def while_reading(report: ReportLine, lang: Lang) -> str:
    """What was met while reading a report, and whether it is a further file of another one."""
    said = met(report.notices, lang)
    if report.counted is not None:
        said.append("同一报告的另一文件" if lang == "zh" else "further file of a report")
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(said))


def script_words(lang: Lang) -> dict[str, object]:
    """Words that the page's script puts in."""
    t = speaker(lang)
    return {
        "department": t("单位", "Department"),
        "unknown": department("", lang),
        "years": t("年度", "Years"),
        "years_title": t(
            "绿：无错误和疑点；黄：有疑点；红：有错误；虚线：没有报告",
            "green: nothing; yellow: warnings; red: errors; dashed: no report",
        ),
        "missing_title": t("没有读出这一年的报告", "no readable report of this year"),
        "no_year": t("年度不明", "no year"),
        "year": t("年度", "Year"),
        "errors": t("错误", "Errors"),
        "errors_title": t("无法自圆其说", "can't be reconciled"),
        "warnings": t("疑点", "Warnings"),
        "warnings_title": t("需要人工判断", "a person must decide"),
        "infos": t("提示", "Notes"),
        "infos_title": t("四舍五入或写法", "rounding or style"),
        "rate": t("每千数字错误", "Errors/1000"),
        "rate_title": t("每一千个文中数字的错误数", "errors in a thousand printed figures"),
        "family_names": {code: names[lang == "en"] for code, names in FAMILY_WORDS.items()},
        "families": {
            code: names[lang == "en"] + t("：错误和疑点数", ": errors and warnings")
            for code, names in FAMILY_WORDS.items()
        },
        "in_facts": t("读出", "Read"),
        "in_facts_title": t("文中数字识别为数据的比例", "share of printed figures that became data"),
        "in_relations": t("参与核对", "Verified"),
        "in_relations_title": t("文中数字在已核对关系中的比例", "share of printed figures in an evaluated relation"),
        "relations": t("关系", "Relations"),
        "relations_title": t("核对的勾稽关系数", "relations evaluated"),
        "agreed": t("相符", "Hold"),
        "agreed_title": t("可判定的关系中成立的比例", "share of the decidable relations that hold"),
        "held": t("相符关系", "Relations that hold"),
        "doubtful": t("存疑数字", "Doubtful"),
        "doubtful_title": t("扫描件中识别存疑的数字", "doubtful figures of scans"),
        "reports": t("报告", "Reports"),
        "report": t("报告（链接到审核页面）", "Report (links to its review page)"),
        "file": t("文件", "File"),
        "notices": t("读取时的情况", "Met while reading"),
        "findings": t("问题", "Findings"),
        "finding": t("问题", "Finding"),
        "severity": t("级别", "Severity"),
        "rule": t("规则", "Rule"),
        "more": t("另有 {} 条，见审核页面或 xlsx。", "{} more: see the review pages or the xlsx."),
        "none": t("没有符合条件的单位", "no such department"),
        "before": t("上一页", "Back"),
        "after": t("下一页", "Next"),
    }
