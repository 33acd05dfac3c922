# ruff: noqa: E501  (lines of Chinese text: the linter counts each character twice)
"""Through LibreOffice to PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


def to_pdf(files: Sequence[Path], out: Path) -> list[Path]:
    """Convert .docx files in one LibreOffice run with a profile of its own. Raises RuntimeError if there is no soffice or it
    fails."""
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("soffice (LibreOffice) is not installed")
    if not files:
        return []
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
        ]
        run = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=60 + 30 * len(files))
    made = [out / f"{f.stem}.pdf" for f in files]
    if run.returncode or not all(p.exists() for p in made):
        raise RuntimeError(f"soffice failed: {run.stderr.strip()[-300:]}")
    return made
