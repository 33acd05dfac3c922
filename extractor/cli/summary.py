"""`jixiao summary DATABASE`: what the reports of all departments come to."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_overview

_FORMATS = ("html", "xlsx", "csv")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser(
        "summary", help="汇总各单位的问题、核对情况和失败 / departments by findings, coverage, failures"
    )
    add_overview(p, "html, xlsx, csv")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from extractor.cli.options import console, overview_outputs
    from extractor.outputs.files import replacing
    from extractor.overview import summary, summary_page, summary_tables
    from extractor.overview.database import opened
    from extractor.overview.links import ReviewLinks
    from extractor.overview.trend import years_of

    chosen = overview_outputs(args, _FORMATS)
    database = Path(args.database)
    with opened(database) as db:
        found = summary.collect(db, years_of(args.years))
        for kind, out in chosen:
            if kind == "html":
                listed = summary.findings(db, summary_page.MOST_FINDINGS)
                text = summary_page.render(found, listed, ReviewLinks(database, out), database.name, args.lang)
                with replacing(out) as part:
                    part.write_text(text, encoding="utf-8")
            elif kind == "xlsx":
                summary_tables.write_xlsx(found, summary.findings(db), out, args.lang)
            else:
                summary_tables.write_table(found, out, args.lang)
    if not chosen:
        summary_tables.show(found, console(args), args.lang)
    return 0
