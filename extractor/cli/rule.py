"""`jixiao rule CODE`: what one rule checks, why, how, and where its limits are."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_lang


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("rule", help="说明一条规则 / explain one rule")
    p.add_argument("code", metavar="CODE")
    add_lang(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.checks.registry import explain

    print(explain(args.code.upper(), args.lang))
    return 0
