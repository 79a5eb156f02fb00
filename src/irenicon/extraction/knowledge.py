"""What the rules know: the words of a language by class, and how each act of the codebook is read from them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.codebook.tables import Source, laid_over, merged
from irenicon.languages.folder import languages
from irenicon.languages.pack import pack

# Classes that come from names and not from words.
_NAME_CLASSES = frozenset({"PARTY", "STATE", "ALLIANCE", "BODY", "PLACE", "ADJECTIVE", "ARMED_GROUP"})


class Trigger(msgspec.Struct, frozen=True):
    """Word classes that together show an act: `head`, one of each set of `others`, none of `absent`."""

    head: str
    others: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]
    weight: float


class ActRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one act is read, as `rules.toml` beside this module describes it."""

    id: str
    triggers: tuple[str, ...] = ()
    obligor: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    borne: tuple[str, ...] = ()
    negated: bool = False
    form: bool = False
    becomes: dict[str, str] = {}
    deeds: tuple[str, ...] = ()
    placeless: bool = False
    of_state: bool = False


class Words(NamedTuple):
    """The word classes of a language, and the words that mean nothing of themselves."""

    classes: dict[str, tuple[str, ...]]
    opaque: tuple[str, ...]


class Knowledge(msgspec.Struct, frozen=True, eq=False):
    """All that the rules know beside the codebook; acts without rules of their own have empty ones."""

    acts: dict[str, ActRules]
    triggers: tuple[tuple[str, Trigger], ...]

    @property
    def heads(self) -> frozenset[str]:
        """The word classes that may name an act."""
        return frozenset(trigger.head for _, trigger in self.triggers)


@cache
def words(language: str, codebook: Codebook) -> Words:
    """The words of a language, with those of the user's folder (`words.CODE.toml`) laid over them.

    Raises IreniconError "bad_codebook", naming file and line, where a class is malformed.
    """
    if language not in languages("words"):
        return Words({}, ())
    classes: dict[str, tuple[str, ...]] = {}
    opaque: tuple[str, ...] = ()
    shipped = files("irenicon.languages").joinpath(language, "words.toml")
    for source in laid_over(shipped, codebook.folder, f"words.{language}.toml"):
        opaque += tuple(source.data.get("opaque", ()))
        for name, entries in source.data.get("classes", {}).items():
            line = source.line_of(f"{name} ")
            try:
                classes[name] = msgspec.convert(entries, tuple[str, ...])
            except msgspec.ValidationError as error:
                raise source.refuse(line, f"{name}: {error}") from error
            if not all(entry.strip() for entry in classes[name]):
                raise source.refuse(line, f"{name} has an empty word")
    return Words(classes, opaque)


@cache
def knowledge(codebook: Codebook) -> Knowledge:
    """How the acts of a codebook are read; the user's `rules.toml` stands over what Irenicon brings.

    Raises IreniconError "bad_codebook", naming file and line, where an entry is malformed or names an act or a word
    class that there is not.
    """
    sources = laid_over(files("irenicon.extraction").joinpath("rules.toml"), codebook.folder, "rules.toml")
    known = _known_classes(codebook)
    acts = {name: ActRules(name) for name in codebook.acts}
    triggers: list[tuple[str, Trigger]] = []
    for name, (entry, source, line) in merged(sources, "act", "id").items():
        try:
            rules = msgspec.convert(entry, ActRules)
            read = [parse_trigger(text) for text in rules.triggers]
        except (msgspec.ValidationError, ValueError) as error:
            raise source.refuse(line, f"the act '{name}': {error}") from error
        _check(codebook, rules, read, known, source, line)
        acts[name] = rules
        triggers += [(name, trigger) for trigger in read]
    return Knowledge(acts, tuple(triggers))


def parse_trigger(text: str) -> Trigger:
    """A trigger from its notation, "HEAD OTHER|OR -ABSENT @weight"; raises ValueError where it has no head."""
    weight: float | None = None
    positive: list[tuple[str, ...]] = []
    absent: list[str] = []
    for part in text.split():
        if part.startswith("@"):
            weight = float(part[1:])
        elif part.startswith("-"):
            absent.append(part[1:])
        else:
            positive.append(tuple(part.split("|")))
    if not positive or len(positive[0]) != 1:
        raise ValueError(f"the trigger '{text}' must begin with one word class")
    return Trigger(positive[0][0], tuple(positive[1:]), tuple(absent), len(positive) if weight is None else weight)


def _known_classes(codebook: Codebook) -> frozenset[str]:
    found = set(_NAME_CLASSES)
    for language in languages():
        found |= set(words(language, codebook).classes) | set(pack(language).classes)
    return frozenset(found)


def _check(
    codebook: Codebook, rules: ActRules, triggers: list[Trigger], known: frozenset[str], source: Source, line: int
) -> None:
    named = {name for one in triggers for name in (one.head, *one.absent, *sum(one.others, ()))}
    if rules.id not in codebook.acts:
        raise source.refuse(line, f"the codebook has no act '{rules.id}'")
    if unknown := sorted(named - known):
        raise source.refuse(line, f"the act '{rules.id}' names unknown word classes: {', '.join(unknown)}")
    if unknown := sorted(set(rules.becomes.values()) - set(codebook.acts)):
        raise source.refuse(line, f"the act '{rules.id}' becomes unknown acts: {', '.join(unknown)}")
