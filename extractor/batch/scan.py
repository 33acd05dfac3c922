# A Path for each of a million files takes longer than looking at it.
# ruff: noqa: PTH100, PTH112, PTH114, PTH116, PTH118, PTH119
"""Files under folders, one at a time, with the hash of what is in them."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from extractor.errors import Lang
from extractor.readers.limits import MB, Limits

_LOCK: Final = re.compile(r"~\$.*|\.~lock\..*#|\._.*", re.S)
_SYSTEM: Final = {"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db", ".directory"}
_SYSTEM_FOLDERS: Final = {"__macosx", "$recycle.bin", "system volume information", "@eadir", ".git", ".svn", ".trash"}
_BLOCK: Final = 1 << 20

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "lock_file": ("编辑软件留下的临时文件", "a temporary file left by an editor"),
    "system_file": ("操作系统的文件", "a file of the operating system"),
    "system_folder": ("操作系统或版本管理的文件夹，未进入", "a folder of the operating system, not entered"),
    "not_regular": ("不是普通文件（管道或设备）", "not a regular file but a pipe or device"),
    "dangling": ("链接所指的文件不存在", "a link to nothing"),
    "unreadable": ("打不开（{why}），请检查权限", "can't be opened ({why}); check its permissions"),
    "unreadable_folder": (
        "文件夹打不开（{why}），请检查权限",
        "a folder that can't be opened ({why}); check its permissions",
    ),
    "too_large": ("文件超过 {size} MB，请压缩其中的图片后再试", "larger than {size} MB; compress its pictures first"),
}


@dataclass(slots=True)
class Found:
    """Something met at a path. With a ``code`` it is not read: ``status`` says whether that is a failure."""

    path: str
    """Absolute, as the system gave it."""
    size: int | None = None
    modified: datetime | None = None
    status: str = "ok"
    code: str | None = None
    sentence: str | None = None
    sha256: str | None = None


@dataclass(slots=True, frozen=True)
class Choice:
    """Which files are wanted."""

    include: tuple[str, ...] = ()
    """Patterns (``*.pdf``, ``2023/*``) on the name or the path below the folder given; all if empty."""
    exclude: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    """Paths of files and folders this program writes, without links (:func:`real`)."""
    lang: Lang = "zh"
    limits: Limits = field(default_factory=Limits)

    def wants(self, below: str, name: str) -> bool:
        """Whether a file is asked for by its name or path."""

        def fits(patterns: Sequence[str]) -> bool:
            return any(fnmatch.fnmatchcase(t.lower(), p.lower()) for p in patterns for t in (name, below))

        return (not self.include or fits(self.include)) and not fits(self.exclude)


def walk(roots: Sequence[str], choice: Choice) -> Iterator[Found]:
    """Every file under the roots that is asked for, and whatever was in the way; nothing is opened.

    Links are followed; a folder reached twice is entered once. Memory grows with the folders, not with the files.
    """
    seen: set[tuple[int, int]] = set()
    for root in roots:
        top = os.path.abspath(root)
        if os.path.isdir(top):
            yield from _folder(top, top, choice, seen)
        else:
            yield from _file(top, choice, _status(top))


def _folder(folder: str, top: str, choice: Choice, seen: set[tuple[int, int]]) -> Iterator[Found]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            at = os.stat(here)
            if (at.st_dev, at.st_ino) in seen:
                continue
            seen.add((at.st_dev, at.st_ino))
            entries = os.scandir(here)
        except OSError as error:
            yield _refused(here, "failed", "unreadable_folder", choice.lang, error)
            continue
        below = []
        # a folder may be reached by a link, and what is written into it be named by its own path
        place = real(here) if choice.own else here
        with entries:
            while True:
                try:
                    entry = next(entries, None)
                except OSError as error:
                    yield _refused(here, "failed", "unreadable_folder", choice.lang, error)
                    break
                if entry is None:
                    break
                if choice.own and os.path.join(place, entry.name) in choice.own:
                    continue
                if _is_folder(entry):
                    if entry.name.lower() in _SYSTEM_FOLDERS:
                        yield _refused(entry.path, "ignored", "system_folder", choice.lang)
                    else:
                        below.append(entry.path)
                elif choice.wants(os.path.relpath(entry.path, top), entry.name):
                    yield from _file(entry.path, choice, _status(entry.path))
        waiting += sorted(below, reverse=True)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _status(path: str) -> os.stat_result | OSError:
    try:
        return os.stat(path)
    except (OSError, ValueError) as error:
        return error if isinstance(error, OSError) else OSError(str(error))


def _file(path: str, choice: Choice, at: os.stat_result | OSError) -> Iterator[Found]:
    name = os.path.basename(path)
    if isinstance(at, OSError):
        yield _refused(path, "failed", "dangling" if os.path.islink(path) else "unreadable", choice.lang, at)
        return
    ignored = "lock_file" if _LOCK.fullmatch(name) else "system_file" if name.lower() in _SYSTEM else None
    if ignored or not stat.S_ISREG(at.st_mode):
        found = _refused(path, "ignored" if ignored else "failed", ignored or "not_regular", choice.lang)
    elif at.st_size > choice.limits.max_file_bytes:
        found = _refused(path, "failed", "too_large", choice.lang)
    else:
        found = Found(path)
    found.size = at.st_size
    found.modified = datetime.fromtimestamp(max(at.st_mtime, 0), UTC).replace(tzinfo=None)
    yield found


def _refused(path: str, status: str, code: str, lang: Lang, error: OSError | None = None) -> Found:
    why = (error.strerror or str(error)) if error else ""
    sentence = _SENTENCES[code][lang == "en"].format(why=why, size=Limits().max_file_bytes // MB)
    return Found(path, status=status, code=code, sentence=sentence)


def hashed(found: Found, lang: Lang) -> Found:
    """The same with the hash of its bytes, or with the reason why they can't be read."""
    if found.code:
        return found
    digest = hashlib.sha256()
    try:
        # what was a file a moment ago may be a pipe now, which would wait for somebody to write
        handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb", buffering=0) as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return _refused(found.path, "failed", "not_regular", lang)
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        refused = _refused(found.path, "failed", "unreadable", lang, error)
        refused.size, refused.modified = found.size, found.modified
        return refused
    found.sha256 = digest.hexdigest()
    return found


def absolute(path: str | Path) -> str:
    """A path as :func:`walk` gives it."""
    return os.path.abspath(path)


def real(path: str | Path) -> str:
    """An absolute path without links."""
    return os.path.realpath(path)
