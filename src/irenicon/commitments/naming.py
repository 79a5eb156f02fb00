"""Names that a text brings itself: parties it defines ("X (ABC)", "hereinafter …") stand beside those of the
codebook."""

from __future__ import annotations

import re

from irenicon.language.names import Name

_CAPITALISED = r"[A-ZÀ-Þ][\w’'\-]+"
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # at most one line break: a name does not run over a blank line
_LINK = r"(?:of|the|for|and|van|de|het|der|voor|en)"
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
_DETERMINER = re.compile(r"^(?:The|De|Het)\s+")


def learned(text: str, known: tuple[Name, ...]) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """(names, parties): the names that `text` defines, and the parties it binds as "hereinafter the Parties".

    A short form of a party the codebook knows stands for that party. Otherwise the party is called by its short form
    where that is a state's name without its title ("the Republic of Arvenia (Arvenia)"), else by its long form.
    """
    by_written = {name.written: name for name in known if name.form == "name" and name.kind != "place"}
    names: list[Name] = []
    seen: set[str] = set()

    def add(written: str, name: str, kind: str) -> None:
        if written not in seen and len(written) > 1:
            seen.add(written)
            names.append(Name(written, name, kind, "name"))

    for found in _DEFINED.finditer(text):
        long, short = _plain(found["name"]), found["short"]
        if not _abbreviates(short, long):
            continue
        party = by_written.get(long)
        called = party.name if party else short if _bare(long) == short else long
        kind = party.kind if party else _kind(long)
        add(long, called, kind)
        add(short, called, kind)
        by_written.setdefault(long, Name(long, called, kind, "name"))
    parties: list[str] = []
    for found in _HEREINAFTER.finditer(text):
        for long in (_plain(found["one"]), _plain(found["two"])):
            party = by_written.get(long)
            if party is None:
                add(long, long, _kind(long))
            parties.append(party.name if party else long)
    return tuple(names), tuple(dict.fromkeys(parties))


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
    if len(letters) >= 2 and short.upper() == short:
        return letters[0] in initials and (initials.startswith(letters[:2]) or len(set(letters) - set(initials)) <= 1)
    return _is_part(short, long)
