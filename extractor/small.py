"""Reading the small text files a user writes: settings, decisions, labels."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from extractor.errors import ConfigError

MAX_BYTES = 8 * 1024 * 1024


def read_settings(path: Path, kind: str | None = None) -> dict[str, Any]:
    """The table in a TOML file or, if its name (or ``kind``) says ".json", a JSON file.

    Raises ConfigError, in one sentence, for whatever is not such a file.
    """
    try:
        if not path.is_file():
            # a pipe may never end and a device never be full
            raise ConfigError(f"{path}：没有这个文件或不是普通文件 / there is no such file, or it is not a regular one")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(f"{path}：文件超过 {MAX_BYTES >> 20} MB / larger than {MAX_BYTES >> 20} MB")
        text = data.decode("utf-8-sig")
        content = json.loads(text) if (kind or path.suffix.lower()) == ".json" else tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError(f"{path}：嵌套过深 / nested too deep") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}：不是 UTF-8 文本，请另存为 UTF-8 / not UTF-8 text; save it as UTF-8") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}：无法读取 / can't be read: {error}") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{path}：应为键与值的表 / must be a table of keys and values")
    return content
