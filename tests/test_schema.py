"""The canonical schema as shipped, and a user's own file on top of it."""

from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.schema import load


def test_the_shipped_schema_holds_together() -> None:
    schema = load()
    assert len(schema.concepts) > 400
    for concept in schema.concepts.values():
        assert concept.zh and concept.en, concept.id
        assert concept.parent is None or concept.parent in schema.concepts
        assert all(part in schema.concepts for _, part in concept.calculation)
        names = (concept.zh, *concept.aliases, *concept.local_aliases)
        assert len(set(names)) == len(names), concept.id


def test_official_codes_stand_under_their_class() -> None:
    coded = {c.code: c for c in load().concepts.values() if c.code and c.id.startswith("economic.")}
    assert {"301", "302", "303", "310", "30101", "30217", "30299", "31013", "39907"} <= set(coded)
    for code, concept in coded.items():
        if len(code) == 5:
            assert concept.parent == coded[code[:3]].id


def test_calculations_of_the_forms() -> None:
    concepts = load().concepts
    assert concepts["assets.fixed"].calculation == ((1, "assets.fixed.cost"), (-1, "assets.fixed.depreciation"))
    assert {part for _, part in concepts["three_public"].calculation} == {
        "three_public.abroad",
        "three_public.vehicles",
        "three_public.reception",
    }


def test_ancestors_are_listed_from_the_nearest() -> None:
    assert [c.id for c in load().ancestors("three_public.vehicles.running")] == [
        "three_public.vehicles",
        "three_public",
    ]


def test_a_file_adds_concepts_and_names(tmp_path: Path) -> None:
    file = tmp_path / "extra.toml"
    file.write_text(
        '[concepts]\n"three_public.reception" = {aliases = ["迎来送往费"]}\n'
        '"road" = {zh = "道路里程", en = "Length", unit = "count", kinds = ["basic_data"], local_aliases = ["里程"]}\n'
        '[guards]\neither = [["省道", "国道"]]\n',
        encoding="utf-8",
    )
    schema = load([file])
    assert "迎来送往费" in schema.concepts["three_public.reception"].aliases
    assert "公务接待" in schema.concepts["three_public.reception"].aliases
    assert schema.concepts["road"].unit_kind == "count"
    assert ("省道", "国道") in schema.guards.either
    assert "road" not in load().concepts


def test_a_json_file_does_as_well_and_later_files_win(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text('{"concepts": {"road": {"zh": "道路"}}}', encoding="utf-8")
    second.write_text('{"defaults": {"unit": "area"}, "concepts": {"road": {"zh": "公路"}}}', encoding="utf-8")
    road = load([first, second]).concepts["road"]
    assert (road.zh, road.en, road.unit_kind) == ("公路", "道路", "money")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[concepts", "extra.toml"),
        ("[concepts]\nroad = 3", "road"),
        ('[concepts]\nroad = {en = "Road"}', '"zh"'),
        ('[concepts]\nroad = {zh = "路", colour = "red"}', "colour"),
        ('[concepts]\nroad = {zh = "路", unit = "miles"}', "miles"),
        ('[concepts]\nroad = {zh = "路", kinds = ["map"]}', "map"),
        ('[concepts]\nroad = {zh = "路", aliases = "道"}', "aliases"),
        ('[concepts]\nroad = {zh = "路", aliases = [1]}', "aliases"),
        ('[concepts]\nroad = {zh = "路", parent = "street"}', "street"),
        ('[concepts]\nroad = {zh = "路", calculation = ["-lane"]}', "lane"),
        ('[concepts]\nroad = {zh = "路", parent = "road"}', "ancestor"),
        ('[defaults]\nunit = "miles"', "miles"),
        ("[defaults]\npriority = true", "priority"),
        ('[guards]\neither = ["a"]', "either"),
        ("[other]\nx = 1", "other"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "extra.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load([file])
    assert "extra.toml" in str(caught.value)
    assert words in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        load([tmp_path / "nowhere.toml"])
