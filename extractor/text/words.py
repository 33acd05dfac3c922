"""Words that differ from province to province (budget stages, kinds of figure, organizations), of data/words.json.

A new wording is a line in that file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from extractor.model.report import Measure, Scenario

_FILE: Final = Path(__file__).with_name("data") / "words.json"


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(_FILE.read_text(encoding="utf-8")))


def _either(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(words))


NO_STAGE: Final = _either(_data()["no_stage"])
"""Kinds of money and of office that have 预算 in their name and are no stage of it."""
STAGES: Final[tuple[tuple[re.Pattern[str], Scenario], ...]] = tuple((_either(w), s) for s, w in _data()["stages"])
"""What names a stage of a budget, a balance date or a column of a form; the first that is found wins."""
MEASURES: Final[tuple[tuple[re.Pattern[str], Measure], ...]] = tuple((_either(w), m) for m, w in _data()["measures"])
"""What announces a kind of figure; the first that is found wins."""
ORGANIZATION_ENDING: Final = f"(?:{'|'.join(_data()['organization_endings'])})"
"""What the name of an organization ends with: a regular expression."""
OWN_UNIT: Final = f"(?:{'|'.join(_data()['own_unit'])})"
"""What follows 我 or 本 where a report speaks of its own organization: a regular expression."""
