"""Names that a text brings itself: parties it defines ("X (ABC)", "hereinafter …") stand beside those of the
codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from irenicon.languages.folder import table
from irenicon.languages.names import Name

_CAPITALISED = r"[A-ZÀ-Þ][\w’'\-]+"
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # at most one line break: a name does not run over a blank line
_LINK = r"(?:of|the|for|and|van|de|het|der|voor|en)"
_SHORT_MOST = 6  # letters of a short form made of initials
_PHRASE = rf"{_CAPITALISED}(?:{_GAP}(?:{_LINK}{_GAP}){{0,2}}(?!The\b|De\b|Het\b){_CAPITALISED}){{0,9}}"
_DEFINED = re.compile(
    rf"(?P<name>{_PHRASE})\s*\(\s*(?:(?:hereinafter|hereafter|herein|hierna|verder)[^()“\"„'‘]{{0,40}})?"
    rf"[“\"„'‘]?(?:the\s+|de\s+|het\s+)?(?P<short>[A-Z][\w/&.\-]*(?:\s[A-Z][\w\-]*){{0,2}})[”\"“'’]?\s*\)"
)
_CALLED = re.compile(
    rf"(?P<name>{_PHRASE})\s*,?\s*(?:\(\s*)?(?:hereinafter|hereafter|herein|hierna|verder)\s+"
    r"(?:referred\s+to\s+as\s+|called\s+|te\s+noemen\s+|genoemd\s+)?(?P<shorts>(?:(?:,\s*|\s*(?:or|of|and|en)\s+)?"
    r"(?:the\s+|de\s+|het\s+)?[“\"„'‘][A-Z][\w/&.\- ]{0,40}[”\"“'’])+)"
)
_QUOTED = re.compile(r"[“\"„'‘]([A-Z][\w/&.\- ]*)[”\"“'’]")
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
_ARTICLE = re.compile(r"^[A-Z]\w+\s(?:the|de|het)\s")
_TOGETHER = frozenset({"Parties", "Sides", "Partijen"})  # names for the sides together, and no party
_LETTERS = 2  # capitals that make an acronym
_MOSTLY = 1  # times as often as the full name
_DETERMINER = re.compile(r"^(?:The|De|Het)\s+")


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the nouns of a language tell of a name that ends in them: that it names a text or a thing and no party, or a
    body; and the titles by which a state is called again once its full name has been given."""

    not_parties: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    federal: tuple[str, ...] = ()


@cache
def naming(language: str) -> Naming:
    """The nouns of a language; empty where its folder has none."""
    return msgspec.convert(table(language, "naming"), Naming)


def learned(text: str, known: tuple[Name, ...], language: str = "en") -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """(names, parties): the names that `text` defines, and the parties it binds as "hereinafter the Parties".

    A short form of a party the codebook knows stands for that party. Otherwise the party is called by its short form
    where that is a state's name without its title ("the Republic of Arvenia (Arvenia)"), else by its long form.
    """
    nouns = naming(language)
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

    for found in _CALLED.finditer(text):
        full = _plain(found["name"])
        if _is_thing(full, nouns):
            continue
        party = party_of(full)
        kind = party.kind if party else _kind(full, nouns)
        called = party.name if party else _bare(full) if kind == "state" else full
        for short in (full, *_QUOTED.findall(found["shorts"])):
            if short not in _TOGETHER:
                add(short, called, kind)
    paired: list[tuple[str, int, int]] = []
    for found in _DEFINED.finditer(text):
        short = found["short"]
        phrase = _plain(found["name"])
        same = phrase in by_written and short in by_written and by_written[phrase].name == by_written[short].name
        long = phrase if same else _defined(phrase, short)
        if long is None or _is_thing(long, nouns):
            continue
        party = party_of(long)
        called = party.name if party else _called(long, short, text)
        kind = party.kind if party else _kind(long, nouns)
        add(long, called, kind)
        add(short, called, kind)
        by_written.setdefault(long, Name(long, called, kind, "name"))
        paired.append((called, found.start(), found.end()))
    parties: list[str] = []
    for found in _HEREINAFTER.finditer(text):
        for long in (_plain(found["one"]), _plain(found["two"])):
            party = party_of(long)
            called, kind = (party.name, party.kind) if party else (long, _kind(long, nouns))
            if long not in by_written:
                add(long, called, kind)
            parties.append(called)
    for written, name in _again(text, known, nouns):
        add(written, name, "state")
    return tuple(names), tuple(dict.fromkeys(parties)) or _two_joined(text, paired)


def _again(text: str, known: tuple[Name, ...], nouns: Naming) -> Iterator[tuple[str, str]]:
    """The titles of a state whose full name the text has given ("the Federal Republic"), where no other has one."""
    states = {name.written: name.name for name in known if name.kind == "state" and name.form == "name"}
    named: dict[str, set[str]] = {}
    for title in nouns.titles:
        full = re.compile(rf"\b{title} (?:of|van) (?:the |de |het )?({_CAPITALISED}(?: {_CAPITALISED})?)")
        for found in full.finditer(text):
            state = states.get(found[0]) or states.get(found[1]) or states.get(found[1].split()[0])
            if state:
                named.setdefault(title, set()).add(state)
    for title, bearers in named.items():
        if len(bearers) == 1:
            for written in nouns.federal if title in nouns.federal else (title,):
                yield written, next(iter(bearers))


def _is_thing(long: str, nouns: Naming) -> bool:
    """Whether a name is that of a text or a thing: by its last noun, or by the first before "of" and "on"."""
    head = re.split(r"\s(?:of|on|for|in|to|van|over|voor|inzake)\s", long, flags=re.IGNORECASE)[0].split()
    return any(word.capitalize() in nouns.not_parties for word in (head[0], head[-1]))


def _called(long: str, short: str, text: str) -> str:
    """What a party without a known name is called: a state by its name, an acronym where the text mostly uses it."""
    if _bare(long) == short:
        return short
    acronym = sum(letter.isupper() for letter in short) >= _LETTERS and " " not in short
    return short if acronym and text.count(short) > _MOSTLY * text.count(long) else long


def _two_joined(text: str, defined: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    """The first two parties that a text defines, where nothing but "and" stands between them."""
    if len(defined) < 2 or not _AND.fullmatch(text[defined[0][2] : defined[1][1]]):
        return ()
    return tuple(dict.fromkeys((defined[0][0], defined[1][0])))


def _defined(phrase: str, short: str) -> str | None:
    """The part of a phrase that a short form stands for: all of it, or what follows its last "and the"."""
    for begin in (0, *(found.end() for found in _JOINED.finditer(phrase)), *_behind_article(phrase)):
        if _abbreviates(short, phrase[begin:]) and (begin or not _JOINED.search(phrase) or short in phrase):
            return phrase[begin:]
    return phrase if _abbreviates(short, phrase) else None


def _behind_article(phrase: str) -> tuple[int, ...]:
    """Where a name begins that a verb stands before ("Chair the National Council")."""
    found = _ARTICLE.search(phrase)
    return (found.end(),) if found else ()


def _governed(long: str) -> str:
    """The state whose government it is: "Indonesia" of "Government of Indonesia"."""
    return _GOVERNMENT_OF.sub("", long)


def _plain(phrase: str) -> str:
    return _DETERMINER.sub("", " ".join(phrase.split()))


def _bare(long: str) -> str:
    """A state's name without its title: "Arvenia" of "Republic of Arvenia"."""
    return _STATE_OF.sub("", long)


def _kind(long: str, nouns: Naming) -> str:
    if _STATE_OF.match(long):
        return "state"
    words = long.split()
    return "body" if any(word in nouns.bodies for word in (words[0], words[-1])) else "party"


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
