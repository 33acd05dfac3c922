"""Writing files so that a crash leaves the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import ConfigError


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A temporary path beside ``out`` that takes its place if the block ends well and vanishes if not.

    Raises ConfigError, in one sentence, if the file can't be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}.", suffix=".part", dir=out.parent)
        os.close(handle)
    except OSError as error:
        raise ConfigError(_sentence(out, error)) from error
    part = Path(name)
    try:
        yield part
        # mkstemp makes files private; a result is as readable as any file its user makes
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(out)
    except OSError as error:
        raise ConfigError(_sentence(out, error)) from error
    except Exception as error:
        # xlsxwriter hides what the system said in an exception of its own
        if error.args and isinstance(error.args[0], OSError):
            raise ConfigError(_sentence(out, error.args[0])) from error
        raise
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def folder(out: Path) -> None:
    """Make a folder unless it is there. Raises ConfigError, in one sentence, if it can't be made."""
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        raise ConfigError(_sentence(out, error)) from error


def _sentence(out: Path, error: OSError) -> str:
    why = error.strerror or str(error)
    return f"无法写入 {out}：{why}，请换一个可写的位置 / can't write {out}: {why}; choose a place you can write to"
