"""`jixiao rules`: all rules, a line each."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_lang


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("rules", help="列出所有规则 / list all rules")
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.checks.registry import rules

    for rule in rules():
        print(f"{rule.code}  {rule.severity:<7}  {rule.title(args.lang)}")
    return 0
