"""What a user may set: which rules run, how severe they are, how exact figures must be, what was already decided.

Read from ``[tool.jixiao]`` of a TOML file (pyproject.toml of the working directory if none is named); a file without
that table is read as the table itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, cast

from extractor.errors import ConfigError
from extractor.model.report import Severity
from extractor.small import read_settings

Policy = Literal["digits", "exact"]
Threshold = Literal["error", "warning", "info", "never"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
_MOST_EXTRA = Decimal(10) ** 12
_KEYS = {"select", "ignore", "severity", "fail_on", "tolerance", "baseline", "schema"}


@dataclass(slots=True, frozen=True)
class Tolerance:
    """``digits``: a difference the printed digits can explain is rounding. ``exact``: any difference is inconsistent.
    ``extra`` is allowed on top, in the unit of the figure that is checked."""

    policy: Policy = "digits"
    extra: Decimal = Decimal(0)


@dataclass(slots=True, frozen=True)
class Config:
    """Settings of one run."""

    select: tuple[str, ...] = ()
    """Codes or families ("SUM", "DRV002"); empty for all."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Severity by code or family, in place of the rule's own."""
    fail_on: Threshold = "error"
    tolerance: Tolerance = Tolerance()
    baseline: Path | None = None
    schema: tuple[Path, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether a rule is to run. The longer of two prefixes that fit wins; ``ignore`` wins a tie."""
        chosen = _longest(code, self.select) if self.select else 0
        dropped = _longest(code, self.ignore)
        return chosen > dropped or (dropped < 0 and chosen >= 0)

    def severity_of(self, code: str) -> Severity | None:
        """The severity set for a code or its family; None where the rule's own holds."""
        fitting = [k for k in self.severity if code.startswith(k)]
        return self.severity[max(fitting, key=len)] if fitting else None


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    return max((len(p) for p in prefixes if code.startswith(p)), default=-1)


def load_config(path: str | Path | None = None, overrides: Mapping[str, object] | None = None) -> Config:
    """Settings from a file and from single values that replace the file's.

    Raises ConfigError if a named file can't be read or holds an unknown key or a wrong value.
    """
    settings: dict[str, Any] = {}
    home = Path()
    if path is not None:
        home = Path(path).parent
        settings = _table(Path(path), required=True)
    elif Path("pyproject.toml").is_file():
        settings = _table(Path("pyproject.toml"), required=False)
    config = _parse(settings, home, str(path or "pyproject.toml"))
    given = {k: v for k, v in (overrides or {}).items() if v is not None}
    return _override(config, given) if given else config


def _table(path: Path, required: bool) -> dict[str, Any]:
    try:
        data = read_settings(path, ".toml")
    except ConfigError:
        if not required:
            return {}
        raise
    own = data.get("tool", {}).get("jixiao") if isinstance(data.get("tool"), dict) else None
    if own is None:
        return data if required and "tool" not in data else {}
    if not isinstance(own, dict):
        raise ConfigError(f"{path}：[tool.jixiao] 应为表 / [tool.jixiao] must be a table")
    return own


def _parse(settings: Mapping[str, Any], home: Path, where: str) -> Config:
    unknown = sorted(set(settings) - _KEYS)
    if unknown:
        raise ConfigError(
            f"{where}：未知设置 {', '.join(unknown)} / unknown setting; known: {', '.join(sorted(_KEYS))}"
        )
    config = Config(
        select=_codes(settings.get("select"), where, "select"),
        ignore=_codes(settings.get("ignore"), where, "ignore"),
        severity=_severities(settings.get("severity", {}), where),
        fail_on=_threshold(settings.get("fail_on", "error"), where),
        tolerance=_tolerance(settings.get("tolerance", {}), where),
        schema=tuple(home / p for p in _files(settings.get("schema", []), where)),
    )
    baseline = settings.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise ConfigError(f"{where}：baseline 应为文件名 / baseline must be the name of a file")
    return replace(config, baseline=home / baseline) if baseline else config


def _files(value: object, where: str) -> list[str]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise ConfigError(f"{where}：schema 应为文件名 / schema must be names of files")
    return names


def _override(config: Config, given: Mapping[str, object]) -> Config:
    where = "命令行 / command line"
    unknown = sorted(set(given) - _KEYS)
    if unknown:
        raise ConfigError(f"{where}：未知设置 / unknown setting {', '.join(unknown)}")
    if "select" in given:
        config = replace(config, select=_codes(given["select"], where, "select"))
    if "ignore" in given:
        config = replace(config, ignore=_codes(given["ignore"], where, "ignore"))
    if "severity" in given:
        config = replace(config, severity=_severities(given["severity"], where))
    if "fail_on" in given:
        config = replace(config, fail_on=_threshold(given["fail_on"], where))
    if "tolerance" in given:
        config = replace(config, tolerance=_tolerance(given["tolerance"], where))
    if "baseline" in given:
        config = replace(config, baseline=Path(str(given["baseline"])))
    return config


def _codes(value: object, where: str, key: str) -> tuple[str, ...]:
    if value is None:
        return ()
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(i, str) for i in items):
        raise ConfigError(f"{where}：{key} 应为规则代码 / {key} must be rule codes or families")
    codes = tuple(c.strip().upper() for c in items if c.strip())
    from extractor.checks.registry import rules

    known = [rule.code for rule in rules()]
    for code in codes:
        if code != "ALL" and not any(k.startswith(code) for k in known):
            raise ConfigError(f"{where}：没有规则 {code} / {key}: there is no rule or family {code}")
    return tuple("" if c == "ALL" else c for c in codes)


def _severities(value: object, where: str) -> dict[str, Severity]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where}：severity 应为表 / severity must be a table of code = severity")
    for code, severity in value.items():
        if severity not in SEVERITIES:
            raise ConfigError(f"{where}：severity.{code} = {severity!r} 无效 / must be error, warning or info")
        _codes([code], where, "severity")
    return {str(code).upper(): cast(Severity, severity) for code, severity in value.items()}


def _threshold(value: object, where: str) -> Threshold:
    if value not in ("error", "warning", "info", "never"):
        raise ConfigError(f"{where}：fail_on = {value!r} 无效 / must be error, warning, info or never")
    return value


def _tolerance(value: object, where: str) -> Tolerance:
    if not isinstance(value, Mapping) or set(value) - {"policy", "extra"}:
        raise ConfigError(f"{where}：tolerance 只含 policy 和 extra / tolerance takes policy and extra")
    policy = value.get("policy", "digits")
    if policy not in ("digits", "exact"):
        raise ConfigError(f"{where}：tolerance.policy = {policy!r} 无效 / must be digits or exact")
    try:
        extra = Decimal(str(value.get("extra", 0)))
    except InvalidOperation:
        extra = Decimal(-1)
    if not extra.is_finite() or not 0 <= extra <= _MOST_EXTRA:
        raise ConfigError(f"{where}：tolerance.extra 应为不小于 0 的数 / tolerance.extra must be a number from 0 up")
    return Tolerance(cast(Policy, policy), extra)
