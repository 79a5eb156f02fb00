"""Words, hits and units: what the language room hands on. Positions of tokens are offsets into the document's text."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Role = Literal["main", "complement", "condition", "time", "purpose", "relative", "basis", "means", "including", "cause"]


class Token(NamedTuple):
    """One word, number or mark of punctuation: `text[start:end]`."""

    start: int
    end: int
    text: str
    lower: str


class Hit(NamedTuple):
    """A word class found at tokens `first:last` (last exclusive)."""

    word_class: str
    first: int
    last: int


class Mention(NamedTuple):
    """A name found at tokens `first:last`, in its English normal form.

    `form` is "name", "adjective" ("Ukrainian"), "metonym" ("Kyiv") or "leader"; `kind` is the kind of party or "place".
    """

    name: str
    kind: str
    form: str
    first: int
    last: int


class Unit(NamedTuple):
    """A stretch of tokens `first:last` with its role in the sentence; `opener` is the last token of what opened it.

    `frame` is the index of the unit whose subject and predicate this one shares: its own where it has a predicate.
    `resumes` is the index of the unit that this one goes on with after an interruption ("the power | that it makes |
    will
    be shared"), else -1.
    """

    first: int
    last: int
    role: Role
    opener: int
    frame: int
    coordinated: bool
    resumes: int = -1


class Analysis(msgspec.Struct, frozen=True):
    """One sentence: its tokens, the word classes, names and units found in it."""

    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...]
    units: tuple[Unit, ...]

    def classes(self, first: int, last: int, *names: str) -> list[Hit]:
        """The hits of the named classes that begin within tokens `first:last`, in order."""
        return [hit for hit in self.hits if first <= hit.first < last and hit.word_class in names]

    def has(self, first: int, last: int, *names: str) -> bool:
        """Whether a hit of one of the classes begins within tokens `first:last`."""
        for hit in self.hits:
            if hit.first >= last:
                return False
            if hit.first >= first and hit.word_class in names:
                return True
        return False
