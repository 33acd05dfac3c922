"""What is met on the way through folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.scan import Choice, hashed, real, walk
from extractor.readers.limits import Limits
from tests.batch_faults import tell


def names(*roots: Path, choice: Choice | None = None) -> list[tuple[str, str | None]]:
    found = walk([str(r) for r in roots], choice or Choice())
    return sorted((Path(f.path).name, f.code) for f in found)


def test_folders_within_folders_are_entered_once(tmp_path: Path) -> None:
    top = tell(tmp_path / "top", a="1", b="2")
    tell(top / "below", c="3")
    (top / "below" / "up").symlink_to(top)
    (top / "again").symlink_to(top / "below")
    assert names(top, top / "below") == [("a", None), ("b", None), ("c", None)]
    assert names(top / "a") == [("a", None)]


def test_a_folder_that_may_not_be_read_is_said_and_the_rest_is_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tell(tmp_path / "top", a="1")
    tell(top / "secret", b="2")
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert names(top) == [("a", None), ("secret", "unreadable_folder")]


def test_what_the_program_writes_is_not_read_by_whatever_way_its_folder_is_reached(tmp_path: Path) -> None:
    (tmp_path / "in" / "pages").mkdir(parents=True)
    for name in ("a.docx", "out.duckdb", "pages/p.html"):
        (tmp_path / "in" / name).write_text("x")
    (tmp_path / "link").symlink_to("in")
    own = frozenset(real(tmp_path / "in" / name) for name in ("out.duckdb", "pages"))
    for root in ("in", "link"):
        assert [Path(f.path).name for f in walk([str(tmp_path / root)], Choice(own=own))] == ["a.docx"]
    own = frozenset(real(tmp_path / "link" / name) for name in ("out.duckdb", "pages"))
    assert [Path(f.path).name for f in walk([str(tmp_path / "in")], Choice(own=own))] == ["a.docx"]


def test_what_is_too_large_is_not_opened(tmp_path: Path) -> None:
    top = tell(tmp_path / "top", small="1", large="22222222")
    assert names(top, choice=Choice(limits=Limits(max_file_bytes=4))) == [("large", "too_large"), ("small", None)]


def test_what_goes_away_or_turns_into_a_pipe_does_not_stop_the_scan(tmp_path: Path) -> None:
    top = tell(tmp_path / "top", a="1", b="2", c="3")
    found = sorted(walk([str(top)], Choice()), key=lambda f: f.path)
    (top / "a").unlink()
    (top / "b").unlink()
    os.mkfifo(top / "b")
    codes = [hashed(f, "en").code for f in found]
    assert codes == ["unreadable", "not_regular", None]


@pytest.mark.parametrize(
    "name", ["~$report.docx", ".~lock.report.odt#", "._report.docx", "Thumbs.db", "desktop.ini", ".DS_Store"]
)
def test_files_of_editors_and_systems_are_ignored_and_counted(tmp_path: Path, name: str) -> None:
    (top := tmp_path / "top").mkdir()
    (top / name).write_text("x")
    (found,) = walk([str(top)], Choice())
    assert found.status == "ignored" and found.code in ("lock_file", "system_file") and found.sentence
