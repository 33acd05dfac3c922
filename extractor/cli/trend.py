"""`jixiao trend DATABASE`: figures over years and departments."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_overview

_FORMATS = ("html", "xlsx", "csv")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("trend", help="各单位各年度的主要数据 / figures over years and departments")
    add_overview(p, "html, xlsx, csv")
    p.add_argument(
        "--concept",
        metavar="NAME",
        action="append",
        default=[],
        help="指标的编号或名称，可多次给出 / id or name of an indicator (see: schema --concepts); may be repeated",
    )
    p.add_argument(
        "--organization",
        metavar="NAME",
        action="append",
        default=[],
        help="名称包含 NAME 的单位，也包括所属单位；可多次给出 / organizations whose name contains NAME, units too",
    )
    p.add_argument(
        "--schema",
        metavar="FILE",
        action="append",
        default=[],
        help="补充的指标体系文件（TOML）/ extra indicator schema (TOML); may be repeated",
    )
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from extractor import schema as schemas
    from extractor.cli.options import console, overview_outputs
    from extractor.outputs.files import replacing
    from extractor.overview import trend, trend_page, trend_tables
    from extractor.overview.database import opened

    chosen = overview_outputs(args, _FORMATS)
    schema = schemas.load(tuple(Path(p) for p in args.schema))
    groups = trend.groups_of(args.concept, schema)
    years = trend.years_of(args.years)
    database = Path(args.database)
    with opened(database) as db:
        found = trend.collect(db, schema, groups=groups, organizations=args.organization, years=years, lang=args.lang)
    for kind, out in chosen:
        if kind == "html":
            with replacing(out) as part:
                part.write_text(trend_page.render(found, database.name, args.lang), encoding="utf-8")
        elif kind == "xlsx":
            trend_tables.write_xlsx(found, out, args.lang)
        else:
            trend_tables.write_table(found, out, args.lang)
    if not chosen:
        trend_tables.show(found, console(args), args.lang)
    return 0
