"""Ways to write a result. One module per format, named after the format and its file extension; a module offers

    write(result: Result, out: Path, lang: Lang) -> None

and, where it makes sense on a screen, ``text(result, lang) -> str``. Adding an output is adding a module here.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from extractor.errors import ConfigError

_HELPERS = {"files", "places", "terminal"}


def formats() -> list[str]:
    """Names of the formats there are."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name not in _HELPERS and m.name[0] != "_")


def load(name: str) -> ModuleType:
    """The module that writes ``name``. Raises ConfigError if there is none."""
    if name not in formats():
        known = ", ".join(formats())
        raise ConfigError(f"没有“{name}”这种输出格式（可用：{known}）/ no output format “{name}” (there are: {known})")
    return importlib.import_module(f"{__name__}.{name}")
