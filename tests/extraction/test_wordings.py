"""Every act of the codebook is found from natural sentences, in both languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.extraction.rules.finding import find

_SEEN = 5  # sentences of each act that the word lists were widened by; the rest were kept apart
_LEAST = {"seen": 0.95, "apart": 0.57}
_HEADS = {"en": "# A plan\n\n1. ", "nl": "# Een plan\n\n1. "}
_TABLES = {
    language: tomllib.loads((Path(__file__).parent / f"wordings.{language}.toml").read_text(encoding="utf-8"))
    for language in _HEADS
}


def _finds(act: str, sentence: str, language: str) -> bool:
    document = from_text(_HEADS[language] + sentence + "\n", language=language)
    return act in {one.act for one in find(document)}


@pytest.mark.parametrize("language", _HEADS)
def test_the_tables_have_every_act(language: str) -> None:
    acts = set(load().acts) - {"other"}
    assert set(_TABLES[language]) == acts
    assert all(len(sentences) == 8 for sentences in _TABLES[language].values())


@pytest.mark.parametrize("language", _HEADS)
@pytest.mark.parametrize("act", _TABLES["en"])
def test_every_act_is_found_from_several_wordings(act: str, language: str) -> None:
    found = [sentence for sentence in _TABLES[language][act] if _finds(act, sentence, language)]
    assert len(found) >= 4, sorted(set(_TABLES[language][act]) - set(found))


@pytest.mark.parametrize("part", _LEAST)
@pytest.mark.parametrize("language", _HEADS)
def test_share_of_wordings_found(language: str, part: str) -> None:
    chosen = slice(None, _SEEN) if part == "seen" else slice(_SEEN, None)
    sentences = [(act, one) for act, all_of_it in _TABLES[language].items() for one in all_of_it[chosen]]
    found = sum(_finds(act, one, language) for act, one in sentences)
    assert found / len(sentences) >= _LEAST[part]
