"""The codebook as a tree of codes, and which code of another program means which act or kind of claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args
from uuid import NAMESPACE_URL, uuid5

import msgspec

from irenicon.codebook.model import Act, Codebook
from irenicon.findings.model import ClaimKind
from irenicon.report.wording import LANGUAGES, Wording, wording

ACT, CLAIM = "act", "claim"


class Meaning(msgspec.Struct, frozen=True):
    """What a code stands for: an act ("act", its id) or a kind of claim ("claim", the kind)."""

    sort: str
    id: str


class Code(msgspec.Struct, frozen=True):
    """A code with those below it; a group has no meaning and cannot be given to text."""

    guid: str
    name: str
    description: str = ""
    meaning: Meaning | None = None
    below: tuple[Code, ...] = ()


def guid(*parts: str) -> str:
    """A name for a thing that is the same wherever it is made (RFC 4122, version 5)."""
    return str(uuid5(NAMESPACE_URL, "\n".join(("irenicon", *parts))))


def codes(codebook: Codebook, words: Wording) -> tuple[Code, ...]:
    """The codes of a codebook: its acts by group, and the kinds of claims."""
    groups: dict[str, list[Code]] = {}
    for act in codebook.acts.values():
        code = Code(guid(ACT, act.id), words.act(act), _described(act, words), Meaning(ACT, act.id))
        groups.setdefault(act.group, []).append(code)
    kinds = (
        Code(guid(CLAIM, kind), words(kind, "claim_kind"), meaning=Meaning(CLAIM, kind)) for kind in get_args(ClaimKind)
    )
    return (
        *(Code(guid("group", name), words(name, "group"), below=tuple(below)) for name, below in groups.items()),
        Code(guid("claims"), words("claims", "sheet"), below=tuple(kinds)),
    )


def _described(act: Act, words: Wording) -> str:
    slots = ", ".join(words(slot, "slot") for slot in act.slots)
    lines = (act.id, f"{words('slots')}: {slots}" if slots else "", f"PA-X: {', '.join(act.pax)}" if act.pax else "")
    return "\n".join(line for line in lines if line)


def meanings(codebook: Codebook) -> Mapping[str, Meaning]:
    """What a code may be called, by its guid or its name in any language, in lower case."""
    known: dict[str, Meaning] = {}
    for act in codebook.acts.values():
        meant = Meaning(ACT, act.id)
        for name in (guid(ACT, act.id), act.id, act.id.replace("_", " "), *act.label.values()):
            known.setdefault(name.casefold(), meant)
    for kind in get_args(ClaimKind):
        for name in (guid(CLAIM, kind), kind, *(wording(language)(kind, "claim_kind") for language in LANGUAGES)):
            known.setdefault(name.casefold(), Meaning(CLAIM, kind))
    return known
