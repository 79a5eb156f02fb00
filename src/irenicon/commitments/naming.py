"""Names that a text brings itself: parties it defines ("X (ABC)", "hereinafter …") stand beside those of the
codebook."""

from __future__ import annotations

import re

from irenicon.language.names import Name

_CAPITALISED = r"[A-ZÀ-Þ][\w’'\-]+"
_LINK = r"(?:of|the|for|and|van|de|het|der|voor|en)"
_PHRASE = rf"{_CAPITALISED}(?:\s+(?:{_LINK}\s+){{0,2}}{_CAPITALISED})*"
_DEFINED = re.compile(
    rf"(?P<name>{_PHRASE})\s*\(\s*(?:(?:hereinafter|hereafter|herein|hierna|verder)[^()“\"„'‘]{{0,40}})?"
    rf"[“\"„'‘]?(?:the\s+|de\s+|het\s+)?(?P<short>[A-Z][\w/&.\-]*(?:\s[A-Z][\w\-]*){{0,2}})[”\"“'’]?\s*\)"
)
_HEREINAFTER = re.compile(
    rf"(?P<one>{_PHRASE})\s*,?\s+(?:and|en)\s+(?:the\s+|de\s+|het\s+)?(?P<two>{_PHRASE})\s*,?\s*\(?(?:both\s+|beide\s+)?"
    r"(?:hereinafter|hereafter|herein|hierna|verder)\b"
)
_DETERMINER = re.compile(r"^(?:The|De|Het)\s+")


def learned(text: str, known: tuple[Name, ...]) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """(names, parties): the names that `text` defines, and the parties it binds as "hereinafter the Parties".

    A short form of a party the codebook knows stands for that party; otherwise the long form is the party's name.
    """
    by_written = {name.written: name for name in known if name.form == "name" and name.kind != "place"}
    names: list[Name] = []
    seen: set[str] = set()

    def add(written: str, name: str, kind: str) -> None:
        if written not in seen and len(written) > 1:
            seen.add(written)
            names.append(Name(written, name, kind, "name"))

    parties: list[str] = []
    for found in _HEREINAFTER.finditer(text):
        for group in ("one", "two"):
            long = _DETERMINER.sub("", " ".join(found[group].split()))
            if party := by_written.get(long):
                parties.append(party.name)
            else:
                add(long, long, "party")
                parties.append(long)
    for found in _DEFINED.finditer(text):
        long, short = _DETERMINER.sub("", " ".join(found["name"].split())), found["short"]
        if not _abbreviates(short, long):
            continue
        party = by_written.get(long)
        add(long, party.name if party else long, party.kind if party else "party")
        add(short, party.name if party else long, party.kind if party else "party")
    return tuple(names), tuple(dict.fromkeys(parties))


def _abbreviates(short: str, long: str) -> bool:
    """Whether a short form is made of the long one's capitals, or is one of its words."""
    initials = "".join(word[0] for word in re.findall(r"\b[A-ZÀ-Þ]\w*", long))
    letters = re.sub(r"[^A-Z]", "", short)
    if len(letters) >= 2 and short.upper() == short:
        return letters[0] in initials and (initials.startswith(letters[:2]) or len(set(letters) - set(initials)) <= 1)
    return short in long.split()
