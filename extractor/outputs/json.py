"""The JSON contract: one object a report, its schema made from the model itself."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from extractor.errors import Lang
from extractor.model.report import Report
from extractor.outputs.files import replacing
from extractor.pipeline import Result


@functools.cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def dump(report: Report) -> bytes:
    """The report as UTF-8 JSON; figures are decimal strings, in plain notation."""
    data: bytes = _adapter().dump_json(report, indent=1)
    return data


def load(data: bytes | str) -> Report:
    """A report from its JSON, validated. Raises pydantic.ValidationError if it does not keep the contract."""
    return _adapter().validate_json(data)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what :func:`dump` writes."""
    made = _adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def text(result: Result, lang: Lang = "zh") -> str:
    return dump(result.report).decode("utf-8")


def write(result: Result, out: Path, lang: Lang = "zh") -> None:
    with replacing(out) as part:
        part.write_bytes(dump(result.report) + b"\n")


def schema_text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=1)
