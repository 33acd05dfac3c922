"""A comparison over the years as a workbook, CSV, JSON or page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from extractor.errors import Lang
from extractor.outputs._marks import SEVERITY_WORDS
from extractor.outputs.files import replacing
from extractor.overview.sheets import book, write_csv
from extractor.reconcile.rows import split
from extractor.reconcile.run import Outcome
from extractor.reconcile.shown import heads, lines, rows, t
from extractor.text.visible import utf8

_SHORT = 12
FORMATS = ("xlsx", "csv", "json", "html")


def write(outcome: Outcome, kind: str, out: Path, lang: Lang = "zh") -> None:
    """Write one output; ``kind`` is one of ``FORMATS``. Text of documents is text everywhere."""
    if kind == "xlsx":
        _workbook(outcome, out, lang)
    elif kind == "csv":
        write_csv(out, [h for h, _ in heads(lang)], rows(outcome, lang))
    else:
        text = _json(outcome) if kind == "json" else _page(outcome, lang)
        with replacing(out) as part:
            part.write_text(utf8(text), encoding="utf-8")


def _match_heads(lang: Lang) -> list[tuple[str, int]]:
    words = t(
        lang,
        "类型 名称 另一名称 起始年度 已并为一个部门 可信度 依据",
        "Kind Name Other_name From Taken Confidence Evidence",
    )
    return list(zip((w.replace("_", " ") for w in words.split()), (12, 30, 30, 10, 16, 10, 80), strict=True))


def _match_rows(outcome: Outcome, lang: Lang) -> Iterable[tuple[Any, ...]]:
    for m in outcome.matching.matches:
        taken = t(lang, "是" if m.accepted else "否", "yes" if m.accepted else "no")
        yield (m.kind, m.name, m.other, str(m.year or ""), taken, m.confidence, m.evidence)


def _department_heads(lang: Lang) -> list[tuple[str, int]]:
    words = t(lang, "部门 有报告的年度 缺少的年度 报告数", "Department Years_reported Years_missing Reports")
    return list(zip((w.replace("_", " ") for w in words.split()), (34, 34, 24, 10), strict=True))


def _department_rows(outcome: Outcome) -> Iterable[tuple[Any, ...]]:
    for d in outcome.matching.departments:
        yield d.name, " ".join(map(str, d.years)), " ".join(map(str, d.gaps)), len(d.docs)


def _rule_rows(outcome: Outcome) -> Iterable[tuple[Any, ...]]:
    for r in outcome.rules:
        counts = (r.consistent, r.rounding, r.inconsistent, r.undetermined)
        yield (r.code, r.title, r.status, *counts, r.reason)


def _rule_heads(lang: Lang) -> list[tuple[str, int]]:
    words = t(
        lang,
        "规则 内容 状态 一致 四舍五入 不一致 无法判断 未适用的原因",
        "Rule What State Consistent Rounding Inconsistent Undetermined Reason",
    )
    return list(zip(words.split(), (10, 40, 14, 10, 10, 12, 14, 60), strict=True))


def _workbook(outcome: Outcome, out: Path, lang: Lang) -> None:
    with book(out) as made:
        made.table(t(lang, "发现", "Findings"), heads(lang), rows(outcome, lang))
        made.table(t(lang, "部门和年度", "Departments"), _department_heads(lang), _department_rows(outcome))
        made.table(t(lang, "名称对应", "Names"), _match_heads(lang), _match_rows(outcome, lang))
        made.table(t(lang, "规则", "Rules"), _rule_heads(lang), _rule_rows(outcome))


def _json(outcome: Outcome) -> str:
    found = {
        "schema_version": "1",
        "findings": [
            {
                "id": c.finding.id,
                "rule": c.finding.rule,
                "severity": c.finding.severity,
                "message": c.finding.message,
                "department": c.department,
                "document": c.doc.document,
                "file": c.doc.file,
                "fiscal_year": c.doc.year,
                "expected": c.finding.expected,
                "actual": c.finding.actual,
                "difference": c.finding.difference,
                "evidence": [_evidence(outcome, e) for e in c.finding.evidence],
                "related": c.finding.related,
            }
            for c in outcome.findings
        ],
        "relations": dict(sorted(outcome.relations.items())),
        "compared": [{"earlier": a, "later": b, "reports": n} for (a, b), n in sorted(outcome.pairs.items())],
        "departments": [
            {"name": d.name, "years": d.years, "missing": d.gaps, "documents": [x.document for x in d.docs]}
            for d in outcome.matching.departments
        ],
        "not_compared": outcome.matching.left_out,
        "names": [
            {
                "kind": m.kind, "name": m.name, "other_name": m.other, "fiscal_year": m.year, "accepted": m.accepted,
                "confidence": str(m.confidence), "evidence": m.evidence,
            }
            for m in outcome.matching.matches
        ],
        "rules": [
            {
                "code": r.code, "title": r.title, "status": r.status, "reason": r.reason, "consistent": r.consistent,
                "rounding": r.rounding, "inconsistent": r.inconsistent, "undetermined": r.undetermined,
            }
            for r in outcome.rules
        ],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _evidence(outcome: Outcome, e: Any) -> dict[str, Any]:
    document, fact = split(e.fact)
    doc = outcome.docs.get(document)
    at = e.location
    return {
        "document": document or None,
        "file": doc.file if doc else None,
        "fiscal_year": doc.year if doc else None,
        "fact": fact if fact and ":" not in fact else None,
        "raw": e.raw,
        "value": None if e.value is None else format(e.value, "f"),
        "label": e.label,
        "location": {
            "page": at.page, "section": at.section, "paragraph": at.paragraph, "table": at.table, "row": at.row,
            "col": at.col, "bbox": at.bbox, "chars": at.chars,
        },
    }  # fmt: skip


def _page(outcome: Outcome, lang: Lang) -> str:
    from extractor.overview.page import page

    (first, _), *others = lines(outcome, lang, verbose=True)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence, _ in others)
    counts = Counter[str](c.finding.severity for c in outcome.findings)
    found = t(lang, "、", ", ").join(f"{SEVERITY_WORDS[s][lang == 'en']} {counts[s]}" for s in SEVERITY_WORDS)
    lead = f"{found}{t(lang, '。', '. ')}{first}"
    chosen = (0, 1, 3, 4, 5, 6, 12, 2, 11)
    body = (
        f'<p class="lead">{escape(lead)}</p>'
        f"<section><h2>{t(lang, '发现', 'Findings')}</h2>"
        + _table([heads(lang)[i][0] for i in chosen], ([r[i] for i in chosen] for r in rows(outcome, lang)))
        + f"</section><section><h2>{t(lang, '核对范围', 'What was compared')}</h2>{said}</section>"
        + f"<section><h2>{t(lang, '部门和年度', 'Departments')}</h2>"
        + _table([h for h, _ in _department_heads(lang)], _department_rows(outcome))
        + "</section>"
    )
    return page(t(lang, "跨年度核对", "Reports compared over the years"), "", body, {}, (), lang)


def _table(names: Sequence[str], body: Iterable[Sequence[Any]]) -> str:
    top = "".join(f'<th scope="col">{escape(n)}</th>' for n in names)
    lines_ = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in body)
    return f'<div class="box"><table><thead><tr>{top}</tr></thead><tbody>{lines_}</tbody></table></div>'


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    # a figure or a short word is never broken over lines; sentences and file names are
    look = 'class="break"' if len(text) > _SHORT else 'style="white-space: nowrap"'
    return f"<td {look}>{escape(text)}</td>"
