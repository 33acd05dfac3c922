"""Failures a user can act on: one sentence that says which file, what is wrong and what to do."""

from __future__ import annotations

from typing import Literal

Lang = Literal["zh", "en"]


class ReadError(Exception):
    """A file that can't be read as a report.

    ``code`` is a short fixed name ("missing", "empty", "truncated", "encrypted", "unsupported", "too_large", "hostile",
    "converter_missing", "timeout", …); ``zh`` and ``en`` say what is wrong and what to do, without the file's name.
    """

    def __init__(self, file: str, code: str, zh: str, en: str) -> None:
        super().__init__(f"{file}: {en}")
        self.file = file
        self.code = code
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str, str]]:
        return type(self), (self.file, self.code, self.zh, self.en)

    def sentence(self, lang: Lang = "zh") -> str:
        """One line for a person."""
        return f"{self.file}：{self.zh}" if lang == "zh" else f"{self.file}: {self.en}"


class ConfigError(Exception):
    """A wrong option, schema file, configuration or baseline: the message says what and where."""
