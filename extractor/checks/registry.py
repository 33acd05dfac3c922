"""The rules, found by walking :mod:`extractor.checks.rules`: a module with a ``RULE`` is a rule, nothing is listed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from extractor.errors import ConfigError, Lang
from extractor.model.report import Severity

if TYPE_CHECKING:
    from extractor.checks.claim import Yielded

Pair = tuple[str, str]
"""Chinese, English."""
Scope = Literal["report", "years"]
"""What a rule's ``check`` is given: the :class:`~extractor.checks.context.Context` of one report, or the
:class:`~extractor.checks.years.Years` of a department, several reports of it side by side."""
ENGLISH = "## English"
"""The line of a rule's docstring that opens its English half."""


@dataclass(slots=True, frozen=True)
class Rule:
    """One rule as its module declares it. ``check`` and ``doc`` are filled in by the walk."""

    code: str
    titles: Pair
    severity: Severity
    messages: dict[str, Pair]
    """Templates by name; see :mod:`extractor.checks.findings` for the words they may use."""
    needs: Pair
    """Said where the rule found nothing to look at: "没有…" / "no …"."""
    check: Callable[[Any], Iterable[Yielded]] | None = field(default=None, compare=False)
    doc: str = field(default="", compare=False)
    scope: Scope = "report"

    def title(self, lang: Lang = "zh") -> str:
        return self.titles[lang == "en"]

    @property
    def family(self) -> str:
        return self.code[:3]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules by code. Raises ValueError for a module that does not keep the form (a fault of this program)."""
    import extractor.checks.rules as package

    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if info.ispkg or info.name.rpartition(".")[2].startswith("_"):
            continue
        rule = _rule(importlib.import_module(info.name))
        if rule.code in found:
            raise ValueError(f"two rules are called {rule.code}")
        found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


def _rule(module: ModuleType) -> Rule:
    rule = getattr(module, "RULE", None)
    check = getattr(module, "check", None)
    if not isinstance(rule, Rule) or not callable(check) or not module.__doc__:
        raise ValueError(f"{module.__name__} needs a docstring, RULE and check()")
    if ENGLISH not in module.__doc__:
        raise ValueError(f"{module.__name__}: the docstring needs a line “{ENGLISH}”")
    if module.__name__.rpartition(".")[2] != rule.code.lower():
        raise ValueError(f"{module.__name__} holds {rule.code}")
    return replace(rule, check=check, doc=inspect.cleandoc(module.__doc__))


def find(code: str) -> Rule:
    """One rule. Raises ConfigError for an unknown code."""
    for rule in rules():
        if rule.code == code.upper():
            return rule
    raise ConfigError(f"没有规则 {code}，rules 命令列出全部 / no rule {code}; the command “rules” lists all")


def explain(code: str, lang: Lang = "zh") -> str:
    """A rule's page in one language, as Markdown. Raises ConfigError for an unknown code."""
    rule = find(code)
    chinese, _, english = rule.doc.partition(ENGLISH)
    severity = {"error": "错误", "warning": "疑点", "info": "提示"}[rule.severity]
    if lang == "en":
        return f"# {rule.code} {rule.titles[1]}\n\nSeverity: {rule.severity}\n\n{english.strip()}\n"
    return f"# {rule.code} {rule.titles[0]}\n\n级别：{severity}\n\n{chinese.strip()}\n"
