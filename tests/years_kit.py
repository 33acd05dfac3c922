"""Small reports of one department over the years, made by hand."""

from __future__ import annotations

import hashlib
from typing import Any

from checks_kit import Report, budget_columns

from extractor import checks, schema
from extractor.batch.layout import plain_rows
from extractor.batch.outcome import Outcome
from extractor.batch.store import Store
from extractor.checks import CheckResult, Config, between
from extractor.checks.years import Edition, Years
from extractor.model import report as model
from extractor.outputs._tidy import TABLES


def stored(made: Report, *, file: str = "", salt: str = "", **more: Any) -> model.Report:
    """A hand-made report as its check leaves it, ready to be stored or compared."""
    found = made.interpretation()
    outcome = checks.run(found)
    name = file or f"{made.organization}{made.year}.docx"
    tables = [
        model.ReportTable(
            v.id, v.title, v.kind, v.unit, v.organization, v.fiscal_year, v.location, v.table.n_rows, v.table.n_cols, []
        )
        for v in found.tables
    ]
    return model.Report(
        source=model.Source(name, hashlib.sha256((name + salt).encode()).hexdigest(), "docx", None),
        report=model.ReportInfo(found.title, made.organization, made.year, more.pop("kind", "department")),
        sections=found.sections,
        tables=tables,
        facts=found.facts,
        indicators=found.indicators,
        relations=outcome.relations,
        rules=outcome.rules,
        findings=outcome.findings,
        coverage=model.Coverage(0, 0, 0),
        **more,
    )


def edition(made: Report, **more: Any) -> Edition:
    return Edition(stored(made, **more), schema.load())


def compare(later: Edition, *earlier: Edition, **more: Any) -> Years:
    by_year: dict[int, list[Edition]] = {}
    for one in earlier:
        by_year.setdefault(one.year, []).append(one)
    return Years(later, by_year, **more)


def reconcile(years: Years, *codes: str, lang: Any = "zh") -> CheckResult:
    return between.run(years, Config(select=codes), lang=lang)


def spending(
    year: int, rows: list[str], *, unit: str = "万元", organization: str = "甲县水利局", **more: Any
) -> Report:
    """A report with one comparison table: last year's actual, budget, actual."""
    made = Report(organization, year)
    concepts = {
        "公务接待费": "three_public.reception",
        "工资福利支出": "economic.wages",
        "基本支出": "expenditure.basic",
    }
    made.table(
        budget_columns("actual-1", "original_budget", "actual", year=year),
        rows, title=more.pop("title", "支出对比明细表"), unit=unit, concepts=concepts, **more,
    )  # fmt: skip
    return made


def put(store: Store, *reports: model.Report) -> None:
    """Store hand-made reports as batch does."""
    if not store.run:
        store.begin_run(version="1", settings="test", options={}, roots=[], jobs=1)
    for report in reports:
        rows = {t.name: plain_rows(t, t.rows(report)) for t in TABLES}
        store.put([Outcome(report.source.sha256, report.source.file, 1, 0.0, "ok", rows=rows)])
