"""`jixiao check REPORT`: read, verify, report."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_outputs, add_rules, add_source, overrides

_SEVERITIES = ("info", "warning", "error")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("check", help="读取并核对一份报告 / read and verify one report")
    add_source(p)
    add_outputs(p)
    p.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="达到此级别即以状态 1 退出 / exit with 1 from this severity on (default: error)",
    )
    add_rules(p)
    p.add_argument(
        "-v", "--verbose", action="store_true", help="列出未适用规则的原因 / tell why rules were not applied"
    )
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor import pipeline
    from extractor.cli.options import console, outputs, recognition, write

    chosen = outputs(args)
    result = pipeline.run(
        args.report,
        password=args.password,
        schema=args.schema,
        config=args.config,
        lang=args.lang,
        ocr=recognition(args),
        overrides=overrides(args),
    )
    if write(result, args, chosen):
        from extractor.outputs.terminal import show_check

        show_check(result, console(args), args.lang, args.verbose)
    if result.fail_on == "never":
        return 0
    bad = _SEVERITIES[_SEVERITIES.index(result.fail_on) :]
    return int(any(f.severity in bad for f in result.report.findings))
