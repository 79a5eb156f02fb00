"""Names that a text brings itself: parties it defines ("X (ABC)", "hereinafter …") stand beside those of the
codebook."""

from __future__ import annotations

import re
from collections.abc import Sequence

from irenicon.languages.names import Name

_CAPITALISED = r"[A-ZÀ-Þ][\w’'\-]+"
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # at most one line break: a name does not run over a blank line
_LINK = r"(?:of|the|for|and|van|de|het|der|voor|en)"
_SHORT_MOST = 6  # letters of a short form made of initials
_PHRASE = rf"{_CAPITALISED}(?:{_GAP}(?:{_LINK}{_GAP}){{0,2}}(?!The\b|De\b|Het\b){_CAPITALISED})*"
_DEFINED = re.compile(
    rf"(?P<name>{_PHRASE})\s*\(\s*(?:(?:hereinafter|hereafter|herein|hierna|verder)[^()“\"„'‘]{{0,40}})?"
    rf"[“\"„'‘]?(?:the\s+|de\s+|het\s+)?(?P<short>[A-Z][\w/&.\-]*(?:\s[A-Z][\w\-]*){{0,2}})[”\"“'’]?\s*\)"
)
_SHORT = r"(?:\s*\([^()]{1,60}\))?"
_HEREINAFTER = re.compile(
    rf"(?P<one>{_PHRASE}){_SHORT}\s*,?\s+(?:and|en)\s+(?:the\s+|de\s+|het\s+)?(?P<two>{_PHRASE}){_SHORT}\s*,?\s*"
    r"\(?(?:both\s+|beide\s+)?"
    r"(?:hereinafter|hereafter|herein|hierna|verder)\b"
)
_STATE_OF = re.compile(
    r"^(?:\w+\s)*(?:Republic|Kingdom|State|Union|Federation|Republiek|Koninkrijk|Staat|Unie|Federatie)\s(?:(?:of|van)\s)?"
)
_GOVERNMENT_OF = re.compile(r"^(?:\w+\s)?(?:Government|Regering)\s(?:of|van)\s(?:the\s|de\s|het\s)?")
_ADJECTIVE_GOVERNMENT = re.compile(r"([A-Z]\w+)\s(?:Government|[Rr]egering)")
_AND = re.compile(r"\s*,?\s+(?:and|en)\s+(?:the\s+|de\s+|het\s+)?")
_JOINED = re.compile(r"\s(?:and|en)\s(?:the|de|het)\s")
_DETERMINER = re.compile(r"^(?:The|De|Het)\s+")


def learned(text: str, known: tuple[Name, ...]) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """(names, parties): the names that `text` defines, and the parties it binds as "hereinafter the Parties".

    A short form of a party the codebook knows stands for that party. Otherwise the party is called by its short form
    where that is a state's name without its title ("the Republic of Arvenia (Arvenia)"), else by its long form.
    """
    by_written = {name.written: name for name in known if name.form == "name" and name.kind != "place"}
    of_adjective = {name.written: name for name in known if name.form == "adjective" and name.kind == "state"}

    def party_of(long: str) -> Name | None:
        """The party that a long form names: by its name, as "Government of X" or as "X-ian Government"."""
        state = _governed(long)
        governed = _ADJECTIVE_GOVERNMENT.fullmatch(long)
        adjective = of_adjective.get(governed[1]) if governed else None
        return by_written.get(long) or by_written.get(state) or by_written.get(_bare(state)) or adjective

    names: list[Name] = []
    seen: set[str] = set()

    def add(written: str, name: str, kind: str) -> None:
        if written not in seen and len(written) > 1:
            seen.add(written)
            names.append(Name(written, name, kind, "name"))

    paired: list[tuple[str, int, int]] = []
    for found in _DEFINED.finditer(text):
        short = found["short"]
        phrase = _plain(found["name"])
        same = phrase in by_written and short in by_written and by_written[phrase].name == by_written[short].name
        long = phrase if same else _defined(phrase, short)
        if long is None:
            continue
        party = party_of(long)
        called = party.name if party else short if _bare(long) == short else long
        kind = party.kind if party else _kind(long)
        add(long, called, kind)
        add(short, called, kind)
        by_written.setdefault(long, Name(long, called, kind, "name"))
        paired.append((called, found.start(), found.end()))
    parties: list[str] = []
    for found in _HEREINAFTER.finditer(text):
        for long in (_plain(found["one"]), _plain(found["two"])):
            party = party_of(long)
            called, kind = (party.name, party.kind) if party else (long, _kind(long))
            if long not in by_written:
                add(long, called, kind)
            parties.append(called)
    return tuple(names), tuple(dict.fromkeys(parties)) or _two_joined(text, paired)


def _two_joined(text: str, defined: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    """The first two parties that a text defines, where nothing but "and" stands between them."""
    if len(defined) < 2 or not _AND.fullmatch(text[defined[0][2] : defined[1][1]]):
        return ()
    return tuple(dict.fromkeys((defined[0][0], defined[1][0])))


def _defined(phrase: str, short: str) -> str | None:
    """The part of a phrase that a short form stands for: all of it, or what follows its last "and the"."""
    for begin in (0, *(found.end() for found in _JOINED.finditer(phrase))):
        if _abbreviates(short, phrase[begin:]) and (begin or not _JOINED.search(phrase) or short in phrase):
            return phrase[begin:]
    return phrase if _abbreviates(short, phrase) else None


def _governed(long: str) -> str:
    """The state whose government it is: "Indonesia" of "Government of Indonesia"."""
    return _GOVERNMENT_OF.sub("", long)


def _plain(phrase: str) -> str:
    return _DETERMINER.sub("", " ".join(phrase.split()))


def _bare(long: str) -> str:
    """A state's name without its title: "Arvenia" of "Republic of Arvenia"."""
    return _STATE_OF.sub("", long)


def _kind(long: str) -> str:
    return "state" if _STATE_OF.match(long) else "party"


def _is_part(short: str, long: str) -> bool:
    """Whether a short form is one of the long form's words, or the end of one ("Kustliga (Liga)")."""
    return any(word == short or word.endswith(short.lower()) for word in long.split())


def _abbreviates(short: str, long: str) -> bool:
    """Whether a short form is made of the long one's capitals, or is one of its words."""
    initials = "".join(word[0] for word in re.findall(r"\b[A-ZÀ-Þ]\w*", long))
    letters = re.sub(r"[^A-Z]", "", short)
    if len(letters) >= 2 and len(short) <= _SHORT_MOST and "".join(re.findall(r"\b\w", long)) == short:
        return True  # "GoI" of "Government of Indonesia"
    if len(letters) >= 2 and short.upper() == short:
        return letters[0] in initials and (initials.startswith(letters[:2]) or len(set(letters) - set(initials)) <= 1)
    return _is_part(short, long)
