"""The names of parties and places, as data: complete, and each name belonging to one bearer."""

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

LANGUAGES = ("en", "nl")
PARTY_KINDS = ["state", "territory", "alliance", "organisation", "body", "armed_group", "people"]
PLACE_KINDS = ["country-part", "region", "city", "river", "sea", "mountain", "border", "line", "site"]
PARTY_LISTS = {"names", "adjectives", "metonyms", "leaders"}

Entry = dict[str, Any]


def load(stem: str, table: str) -> list[Entry]:
    text = files("irenicon.codebook").joinpath(f"{stem}.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    assert set(document) == {table}
    entries: list[Entry] = document[table]
    return entries


def called(table: str, entries: list[Entry]) -> list[Entry]:
    """The entries, each with what every language calls it."""
    whole = {entry["name"]: dict(entry) for entry in entries}
    for language in LANGUAGES:
        text = files("irenicon.languages").joinpath(language, "names.toml").read_text(encoding="utf-8")
        for entry in tomllib.loads(text)[table]:
            forms = {key: value for key, value in entry.items() if key != "name"}
            whole[entry["name"]][language] = forms if table == "party" else forms["names"]
    return list(whole.values())


PARTIES = called("party", load("parties", "party"))
PLACES = called("place", load("places", "place"))


def strings_of(party: Entry, language: str) -> list[str]:
    return [text for texts in party[language].values() for text in texts]


def repeated(texts: list[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


def test_each_party_has_its_keys_and_no_others() -> None:
    required = {"name", "kind", "en", "nl"}
    for party in PARTIES:
        assert required <= set(party) <= required | {"code", "within"}, party
        assert party["kind"] in PARTY_KINDS, party["name"]
        for language in LANGUAGES:
            assert {"names"} <= set(party[language]) <= PARTY_LISTS, party["name"]


def test_each_place_has_its_keys_and_no_others() -> None:
    for place in PLACES:
        assert set(place) == {"name", "kind", "en", "nl"}, place
        assert place["kind"] in PLACE_KINDS, place["name"]


def test_the_normal_form_is_among_the_english_names() -> None:
    assert [party["name"] for party in PARTIES if party["name"] not in party["en"]["names"]] == []
    assert [place["name"] for place in PLACES if place["name"] not in place["en"]] == []


def test_no_list_is_empty_and_no_name_is_blank_or_padded() -> None:
    lists = [texts for party in PARTIES for language in LANGUAGES for texts in party[language].values()]
    lists += [place[language] for place in PLACES for language in LANGUAGES]
    lists += [party["within"] for party in PARTIES if "within" in party]
    assert all(lists)
    assert [text for texts in lists for text in texts if not text or text != " ".join(text.split())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_belongs_to_one_party(language: str) -> None:
    assert repeated([text for party in PARTIES for text in strings_of(party, language)]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_belongs_to_one_place(language: str) -> None:
    assert repeated([text for place in PLACES for text in place[language]]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_a_party_is_not_a_place_too(language: str) -> None:
    of_parties = {
        text for party in PARTIES for key in ("names", "adjectives", "leaders") for text in party[language].get(key, [])
    }
    assert [text for place in PLACES for text in place[language] if text in of_parties] == []


def test_normal_forms_are_unique() -> None:
    assert repeated([entry["name"] for entry in PARTIES + PLACES]) == []


def test_entries_are_sorted_by_kind_then_name() -> None:
    for entries, kinds in ((PARTIES, PARTY_KINDS), (PLACES, PLACE_KINDS)):
        order = [(kinds.index(entry["kind"]), entry["name"].casefold()) for entry in entries]
        assert order == sorted(order)


def test_country_codes_are_three_capitals_and_unique() -> None:
    codes = [party["code"] for party in PARTIES if "code" in party]
    assert repeated(codes) == []
    assert all(len(code) == 3 and code.isascii() and code.isalpha() and code.isupper() for code in codes)


def test_the_195_members_and_observers_of_the_united_nations_are_there() -> None:
    assert sum(party["kind"] == "state" and "code" in party for party in PARTIES) == 195


def test_membership_names_a_party_and_counts_its_members() -> None:
    members = Counter(body for party in PARTIES for body in party.get("within", []))
    assert members == {"NATO": 32, "European Union": 27}
    assert set(members) <= {party["name"] for party in PARTIES}


def test_a_name_with_an_apostrophe_is_there_in_both_shapes() -> None:
    lists = [texts for party in PARTIES for language in LANGUAGES for texts in party[language].values()]
    lists += [place[language] for place in PLACES for language in LANGUAGES]
    for texts in lists:
        shapes = set(texts)
        assert {text.replace("'", "’") for text in shapes} <= shapes, texts
        assert {text.replace("’", "'") for text in shapes} <= shapes, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_party_s_name_is_no_ordinary_word(language: str) -> None:
    ordinary = {"us", "is", "who", "may", "all", "the", "de", "het", "let", "vs", "un", "en", "eu"}
    texts = {text for party in PARTIES for text in strings_of(party, language)}
    assert texts & (ordinary | {word.capitalize() for word in ordinary}) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_quarters_and_borders_are_not_made_of_a_party_s_name(language: str) -> None:
    """The words "eastern Ukraine" must fare as "eastern Russia" does, so neither is listed."""
    words = {text for party in PARTIES for key in ("names", "adjectives") for text in party[language].get(key, [])}
    quarters = [text for place in PLACES if place["kind"] in {"country-part", "border"} for text in place[language]]
    assert [text for text in quarters if words & set(re.split(r"[^\w']+", text))] == []
