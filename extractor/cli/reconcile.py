"""`jixiao reconcile DATABASE`: the reports of a database against each other, year against year."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_lang, add_rules, overrides

_SEVERITIES = ("info", "warning", "error")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser(
        "reconcile", help="跨年度核对：各年报告互相比较 / compare the reports of a database over the years"
    )
    p.add_argument("database", metavar="DATABASE", help="batch 生成的数据库 / the database made by batch")
    p.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help="写入文件（xlsx, csv, json, html），可多次给出 / write to FILE; may be repeated; default: the screen",
    )
    p.add_argument(
        "--schema",
        metavar="FILE",
        action="append",
        default=[],
        help="补充的指标体系文件（TOML）/ extra indicator schema (TOML), as given to batch; may be repeated",
    )
    p.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="达到此级别即以状态 1 退出 / exit with 1 from this severity on (default: error)",
    )
    add_rules(p)
    p.add_argument(
        "-v", "--verbose", action="store_true", help="列出未适用规则的原因和全部部门 / tell why rules were not applied"
    )
    p.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from extractor import schema as schemas
    from extractor.batch.store import Store
    from extractor.checks.config import load_config
    from extractor.cli.options import console, overview_outputs
    from extractor.cli.progress import progress
    from extractor.errors import ConfigError
    from extractor.reconcile.run import reconcile
    from extractor.reconcile.writing import FORMATS, write

    chosen = overview_outputs(args, FORMATS)
    config = load_config(args.config, overrides(args))
    schema = schemas.load((*config.schema, *(Path(p) for p in args.schema)))
    if not Path(args.database).is_file():
        raise ConfigError(f"{args.database}：没有这个数据库，请先运行 batch / no such database; run batch first")
    with Store.open(args.database) as store:
        bar = progress("比较报告" if args.lang == "zh" else "comparing reports")
        outcome = reconcile(store, config, schema, lang=args.lang, progress=bar)
    for kind, out in chosen:
        write(outcome, kind, out, args.lang)
    if not chosen:
        from extractor.reconcile.shown import show

        show(outcome, console(args), args.lang, args.verbose)
    if config.fail_on == "never":
        return 0
    bad = _SEVERITIES[_SEVERITIES.index(config.fail_on) :]
    return int(any(c.finding.severity in bad for c in outcome.findings))
