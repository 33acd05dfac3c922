"""One document through LibreOffice: into a private folder, out as .docx, or one clear sentence why not."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from extractor.errors import ReadError
from extractor.readers.detect import ZIP_MAGIC
from extractor.readers.limits import MB, Limits
from extractor.readers.office import guard, soffice

_GRACE: Final = 20.0
"""Seconds the guard gets beyond the limit to kill and clear away."""
_FILES: Final = 4
"""A file LibreOffice writes may be so many times as large as a document may be; its temporary files are unpacked."""


def to_docx(file: str, data: bytes, extension: str, limits: Limits) -> bytes:
    """The document in ``data`` as the bytes of a .docx; ``extension`` names its format, ``file`` is for messages.

    Takes a second or more. Safe to call from several processes and threads at once. Raises ReadError
    ("converter_missing", "converter_timeout", "converter_failed", "too_large").
    """
    program = soffice.find()
    if program is None:
        raise ReadError(
            file,
            "converter_missing",
            "读取这种格式需要 LibreOffice，请安装 LibreOffice（或用环境变量 "
            f"{soffice.VARIABLE} 指明 soffice 程序的位置），也可以用 Word 或 WPS 另存为 .docx 再检查",
            f"reading this format needs LibreOffice: install it (or name its program soffice in {soffice.VARIABLE}), "
            "or save the file as .docx in Word or WPS",
        )
    with _private_folder() as folder:
        out = folder / "out"
        out.mkdir()
        source = folder / f"report.{extension}"
        source.write_bytes(data)
        status = _run(soffice.command(program, folder, source, out), folder, limits)
        return _result(file, status, out / "report.docx", folder, limits)


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="jixiao-")).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], folder: Path, limits: Limits) -> int:
    sizes = map(str, (limits.convert_seconds, limits.convert_memory, limits.max_file_bytes * _FILES, folder))
    left = os.pathsep.join(map(str, soffice.sockets(folder)))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", guard.__file__, *sizes, left, *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=soffice.environment(folder),
            # Ctrl-C is for this program, which then tells the guard
            start_new_session=True,
        )
    try:
        return process.wait(limits.convert_seconds + _GRACE)
    except subprocess.TimeoutExpired:
        return guard.TIMEOUT
    finally:
        # for the guard the end of the pipe is the word to stop
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _result(file: str, status: int, made: Path, folder: Path, limits: Limits) -> bytes:
    if status == guard.TIMEOUT:
        seconds = f"{limits.convert_seconds:g}"
        raise ReadError(
            file,
            "converter_timeout",
            f"LibreOffice 转换超过 {seconds} 秒未完成，已停止，请用 Word 或 WPS 另存为 .docx 再检查",
            f"LibreOffice had not converted it after {seconds} s and was stopped; save it as .docx in Word or WPS",
        )
    size = made.stat().st_size if made.is_file() and not made.is_symlink() else 0
    if size > limits.max_file_bytes:
        most = limits.max_file_bytes // MB
        raise ReadError(
            file,
            "too_large",
            f"转换出的文件超过 {most} MB，请压缩其中的图片后再试",
            f"converted, it is larger than {most} MB; compress its pictures first",
        )
    data = made.read_bytes() if size else b""
    if not data.startswith(ZIP_MAGIC):
        why = "" if status == guard.DONE else _last_line(folder / "log")
        zh, en = (f"（{why}）", f" ({why})") if why else ("", "")
        raise ReadError(
            file,
            "converter_failed",
            f"LibreOffice 未能转换这个文件{zh}，文件可能已损坏，请用 Word 或 WPS 打开并另存为 .docx 再检查",
            f"LibreOffice could not convert it{en}; it may be damaged: open it in Word or WPS and save it as .docx",
        )
    return data


def _last_line(log: Path) -> str:
    with log.open("rb") as f:
        f.seek(max(0, log.stat().st_size - 500))
        lines = f.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
