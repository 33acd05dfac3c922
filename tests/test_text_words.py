"""The data file of words: what a slip in it would do to every report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

import extractor
from extractor.interpret.outline_names import is_self
from extractor.model.report import Measure, Scenario
from extractor.text.periods import measure, scenario

DATA = json.loads((Path(extractor.__file__).parent / "text" / "data" / "words.json").read_text(encoding="utf-8"))
LISTS = {
    **{name: DATA[name] for name in ("no_stage", "organization_endings", "own_unit")},
    **{f"stages {n} {name}": words for n, (name, words) in enumerate(DATA["stages"])},
    **{f"measures {n} {name}": words for n, (name, words) in enumerate(DATA["measures"])},
}


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_a_pattern_that_does_not_match_everything(name: str) -> None:
    words = LISTS[name]
    assert len(words) == len(set(words))
    for word in words:
        assert re.search(word, "") is None, word


def test_names_are_those_of_the_model() -> None:
    assert {name for name, _ in DATA["stages"]} <= set(get_args(Scenario))
    assert {name for name, _ in DATA["measures"]} <= set(get_args(Measure))


def test_plain_words_of_the_file_mean_what_their_list_says() -> None:
    """Where an earlier list has no say, every word written without pattern signs names its own stage or measure."""
    for read, lists in ((scenario, DATA["stages"]), (measure, DATA["measures"])):
        earlier: list[str] = []
        for name, words in lists:
            for word in words:
                plain = not re.search(r"[()\[\]^$?|+*.\\{}]", word)
                if plain and not any(re.search(e, word) for e in earlier):
                    assert read(word) == name, word
            earlier += words
    assert all(is_self(f"我{word}") and is_self(f"本{word}机关") for word in DATA["own_unit"])
