"""What kind of document a text is: a plan, an agreement, a statement, news, opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import get_args

from irenicon.documents.about import About, dateline
from irenicon.documents.model import DocumentKind, Passage
from irenicon.documents.vocabulary import vocabulary

_POINTS = 3
_QUESTIONS = 2
_OPENING = 1_000
_SAMPLE = 20_000
_MOST = 4


def kind_of(text: str, passages: Sequence[Passage], about: About) -> DocumentKind:
    """The kind of the document, by the rules of kinds.toml; "text" where they do not tell."""
    rules = vocabulary("kinds")
    scores = dict.fromkeys(rules["order"], 0.0)
    for feature in _features(text, passages, about):
        for kind, weight in rules["structure"][feature].items():
            scores[kind] += weight
    body = next((passage.start for passage in passages if passage.kind not in ("title", "masthead")), 0)
    places = {
        "title": (about.title or "").lower(),
        "opening": text[body : body + _OPENING].lower(),
        "text": text[body : body + _SAMPLE].lower(),
    }
    for number, rule in enumerate(rules["words"]):
        most = _MOST if rule["within"] == "text" else 1
        count = sum(1 for _, _ in zip(range(most), _patterns()[number].finditer(places[rule["within"]]), strict=False))
        scores[rule["kind"]] += count * rule["weight"]
    best = max(rules["order"], key=lambda kind: scores[kind])
    return _known(best) if scores[best] >= rules["threshold"] else "text"


def _known(kind: str) -> DocumentKind:
    return next(known for known in get_args(DocumentKind) if known == kind)


def _features(text: str, passages: Sequence[Passage], about: About) -> list[str]:
    points = sum(passage.kind == "point" for passage in passages)
    holds = {
        "points": points >= _POINTS,
        "prose": points == 0,
        "signatures": any(passage.kind == "signature" for passage in passages),
        "author": about.author is not None,
        "role": about.author_role is not None,
        "dateline": dateline(text, passages) is not None,
        "questions": sum(_asks(text, passage) for passage in passages) >= _QUESTIONS,
    }
    found = [feature for feature, held in holds.items() if held]
    section = (about.section or "").lower()
    return found + [f"section_{name}" for name, words in vocabulary("masthead")["sections"].items() if section in words]


def _asks(text: str, passage: Passage) -> bool:
    return passage.kind in ("title", "heading") and text[passage.start : passage.end].rstrip().endswith("?")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(_whole(word) for word in rule["words"])) for rule in vocabulary("kinds")["words"])


def _whole(word: str) -> str:
    pattern = re.escape(word).replace(r"\*", r"\w*")
    return (r"(?<!\w)" if word[0].isalnum() or word[0] == "*" else "") + pattern + r"(?!\w)"
