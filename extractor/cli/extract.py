"""`jixiao extract REPORT`: read only."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_outputs, add_source


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("extract", help="只读取，不核对 / read one report without verifying it")
    add_source(p)
    add_outputs(p)
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor import pipeline
    from extractor.cli.options import console, outputs, recognition, write

    chosen = outputs(args)
    result = pipeline.run(
        args.report,
        password=args.password,
        schema=args.schema,
        lang=args.lang,
        ocr=recognition(args),
        verify=False,
    )
    if write(result, args, chosen):
        from extractor.outputs.terminal import show_extract

        show_extract(result, console(args), args.lang)
    return 0
