"""Decisions that outlive a run: findings a reviewer has accepted or dismissed, kept in a TOML or JSON file.

[SUM001-3fa9c1d2]
decision = "accepted"          # or "dismissed"; "unsure" keeps the note and goes on showing the finding
note = "已与财政核实"
seen = "32.67 ≠ 33.67"         # the figures decided on; if they change, the decision no longer counts
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from extractor.errors import ConfigError
from extractor.model.report import Finding
from extractor.small import read_settings
from extractor.text.visible import utf8

if TYPE_CHECKING:
    from extractor.checks import CheckResult

Decision = Literal["accepted", "dismissed", "unsure"]
_HIDING = ("accepted", "dismissed")


@dataclass(slots=True, frozen=True)
class Entry:
    """One decision. ``seen`` is empty where it holds whatever the figures are."""

    id: str
    decision: Decision
    note: str = ""
    seen: str = ""


def load_baseline(path: Path) -> dict[str, Entry]:
    """Entries by finding id. Raises ConfigError if the file can't be read or an entry is wrong."""
    return {key: _entry(path, key, value) for key, value in read_settings(path).items()}


def _entry(path: Path, key: str, value: object) -> Entry:
    row = {"decision": value} if isinstance(value, str) else value
    if not isinstance(row, Mapping) or row.get("decision") not in (*_HIDING, "unsure"):
        raise ConfigError(
            f"{path}：{key} 的 decision 应为 accepted、dismissed 或 unsure / must be accepted, dismissed or unsure"
        )
    note, seen = row.get("note", ""), row.get("seen", "")
    return Entry(key, cast(Decision, row["decision"]), str(note), str(seen))


def save_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries sorted by id, as JSON or TOML by the file's extension."""
    path.write_text(baseline_text(entries, path.suffix.lower()), encoding="utf-8")


def baseline_text(entries: Iterable[Entry], extension: str) -> str:
    """Entries sorted by id, as JSON for the extension ".json", else as TOML."""
    ordered = sorted(entries, key=lambda e: e.id)
    rows = {e.id: {k: v for k in ("decision", "note", "seen") if (v := getattr(e, k))} for e in ordered}
    if extension == ".json":
        return utf8(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n"
    quoted = {i: [f"{k} = {_quoted(v)}" for k, v in row.items()] for i, row in rows.items()}
    return "\n\n".join("\n".join([f"[{_quoted(i)}]", *lines]) for i, lines in quoted.items()) + "\n"


def _quoted(text: str) -> str:
    """A JSON string is a TOML basic string as well, but for one character that TOML wants escaped."""
    return json.dumps(utf8(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def entry_for(finding: Finding, decision: Decision, note: str = "") -> Entry:
    """The decision on one finding, tied to the figures it speaks of."""
    return Entry(finding.id, decision, note, fingerprint(finding))


def fingerprint(finding: Finding) -> str:
    """The printed figures of a finding, in order."""
    return " ".join(e.raw for e in finding.evidence if e.raw)


def apply(entries: Mapping[str, Entry], result: CheckResult) -> None:
    """Move the findings already decided on to ``accepted``; report the entries that fit none.

    A decision whose figures have changed since is stale and hides nothing.
    """
    shown: list[Finding] = []
    used = set()
    for finding in result.findings:
        entry = entries.get(finding.id)
        holds = entry is not None and (not entry.seen or entry.seen == fingerprint(finding))
        if entry is not None and holds:
            used.add(entry.id)
        if entry is not None and holds and entry.decision in _HIDING:
            result.accepted.append(finding)
        else:
            shown.append(finding)
    result.findings = shown
    result.stale = sorted(set(entries) - used)
