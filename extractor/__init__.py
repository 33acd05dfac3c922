"""Read and verify published Chinese departmental expenditure self-evaluation reports.

from extractor import check, extract
report = check("report.docx")
for finding in report.findings:
    print(finding.severity, finding.message)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ConfigError, Lang, ReadError

if TYPE_CHECKING:
    from extractor.model.report import Report
    from extractor.readers.ocr import OcrMode

__version__ = "0.2.0"
__all__ = ["ConfigError", "ReadError", "__version__", "check", "extract"]


def extract(
    path: str | Path, *, password: str | None = None, schema: Sequence[str | Path] = (), ocr: OcrMode = "auto"
) -> Report:
    """Read one report: sections, tables, facts and indicators, nothing verified.

    ``schema`` names extra schema files (TOML); ``ocr`` says which pages are recognised as pictures: "auto" those
    without a usable text layer, "always" all, "never" none. Raises ReadError if the file can't be read as a report and
    ConfigError if a schema file is wrong.
    """
    from extractor.pipeline import run

    return run(path, password=password, schema=schema, ocr=ocr, verify=False).report


def check(
    path: str | Path,
    *,
    password: str | None = None,
    schema: Sequence[str | Path] = (),
    config: str | Path | None = None,
    lang: Lang = "zh",
    ocr: OcrMode = "auto",
) -> Report:
    """Read one report and verify it: everything of :func:`extract` plus relations, rule results and findings.

    ``config`` names a TOML file with a [tool.jixiao] table; ``lang`` is the language of messages.
    Raises ReadError if the file can't be read as a report and ConfigError if an option file is wrong.
    """
    from extractor.pipeline import run

    return run(path, password=password, schema=schema, config=config, lang=lang, ocr=ocr).report
