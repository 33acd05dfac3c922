"""`jixiao check REPORT`: read, verify, report."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_reading

_SEVERITY_ORDER = ("info", "warning", "error")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("check", help="读取并核对一份报告 / read and verify one report")
    add_reading(p)
    p.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="达到此级别即以状态 1 退出 / exit with 1 from this severity on (default: error)",
    )
    p.add_argument(
        "--select", metavar="CODES", help="只用这些规则或规则族 / only these rules or families, comma separated"
    )
    p.add_argument("--ignore", metavar="CODES", help="不用这些规则或规则族 / leave these rules or families out")
    p.add_argument("--config", metavar="FILE", help="配置文件 / configuration file (TOML)")
    p.add_argument("--baseline", metavar="FILE", help="已确认事项清单 / findings already decided on (see docs)")
    p.add_argument(
        "-v", "--verbose", action="store_true", help="列出未适用规则的原因 / tell why rules were not applied"
    )
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor import pipeline
    from extractor.cli.options import console, outputs, write
    from extractor.outputs.terminal import show_check

    chosen = outputs(args)
    given = {"select": args.select, "ignore": args.ignore, "fail_on": args.fail_on, "baseline": args.baseline}
    result = pipeline.run(
        args.report,
        password=args.password,
        schema=args.schema,
        config=args.config,
        lang=args.lang,
        overrides={k: v for k, v in given.items() if v is not None},
    )
    if write(result, args, chosen):
        show_check(result, console(args), args.lang, args.verbose)
    threshold = result.fail_on
    if threshold == "never":
        return 0
    bad = _SEVERITY_ORDER[_SEVERITY_ORDER.index(threshold) :]
    return int(any(f.severity in bad for f in result.report.findings))
