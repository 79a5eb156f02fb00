"""Who a speaker is: the name as the text has it, and the type of source."""

from __future__ import annotations

import msgspec

from irenicon.extraction.claims.words import Speech, institutes
from irenicon.findings.model import SourceType
from irenicon.languages.model import Analysis, Mention

AUTHOR = "author"
UNNAMED = "unnamed"
TITLES = ("OFFICIAL", "INSTITUTE", "MEDIA", "PARTY")
_ARMED = frozenset({"armed_group", "armed group"})


class Source(msgspec.Struct, frozen=True):
    """A source as named, and its type. `first:last` are its tokens in the sentence that names it."""

    name: str
    type: SourceType
    first: int = 0
    last: int = 0


def source(
    analysis: Analysis, speech: Speech, first: int, last: int, described: tuple[int, int] | None = None
) -> Source | None:
    """The source that tokens `first:last` name; None where they name nobody.

    Its type is read from the tokens `described`, where what a speaker is stands beside the name.
    """
    bracket = next((i for i in range(first + 1, last) if analysis.tokens[i].text == "("), last)
    parts = [part for part in _parts(analysis, first, bracket) if part[0] < part[1]]
    if not parts:
        return None
    names = [_name(analysis, speech, *part) for part in parts]
    begin, end = described or (first, bracket)
    return Source("; ".join(names), _type(analysis, speech, begin, end), first, bracket)


def alias(analysis: Analysis, of: Source) -> str | None:
    """The short name in brackets behind a source's name ("the Institute for the Study of War (ISW)")."""
    behind = analysis.tokens[of.last : of.last + 3]
    return behind[1].text if [token.text for token in behind[::2]] == ["(", ")"] else None


def _parts(analysis: Analysis, first: int, last: int) -> list[tuple[int, int]]:
    """The coordinated members of a noun phrase, without their determiners."""
    found = []
    begin = first
    for position in range(first, last + 1):
        joined = position < last and analysis.has(position, position + 1, "COORD") and not _in_name(analysis, position)
        paired = position < last and analysis.tokens[position].lower in ("als", "zowel", "both")
        if position == last or joined or paired:
            while begin < position and analysis.has(begin, begin + 1, "DETERMINER"):
                begin += 1
            found.append((begin, position))
            begin = position + 1
    if any(_governed(analysis, first, begin) for begin, _ in found[1:]):
        return [(found[0][0], last)]
    return found


def _in_name(analysis: Analysis, position: int) -> bool:
    return any(mention.first < position < mention.last - 1 for mention in analysis.mentions)


def _governed(analysis: Analysis, first: int, begin: int) -> bool:
    """Whether a member goes on with what stands after "of" ("the ministry of trade and industry")."""
    return analysis.has(max(first, begin - 4), begin - 1, "OF")


def _name(analysis: Analysis, speech: Speech, first: int, last: int) -> str:
    """A person's or house's own name behind what they are ("president X", "news agency Y"), else all the words."""
    tokens = analysis.tokens
    for hit in speech.of(*TITLES, first=first, last=last):
        end = hit.last
        while end < last and _capital(analysis, end):
            end += 1
        within = analysis.has(first, hit.first, "PREPOSITION")
        determined = hit.word_class == "OFFICIAL" and analysis.has(first - 1, first, "DETERMINER")
        lone = hit.first == 0 or not _capital(analysis, hit.first) or (determined and hit.first == first)
        if end > hit.last and not within and lone:
            return " ".join(token.text for token in tokens[hit.last : end])
    return " ".join(token.text for token in tokens[first:last])


def _capital(analysis: Analysis, position: int) -> bool:
    return analysis.tokens[position].text[:1].isupper()


def _type(analysis: Analysis, speech: Speech, first: int, last: int) -> SourceType:
    """By the words that say what a speaker is, then by the names within them."""
    named = [mention for mention in analysis.mentions if first <= mention.first < last]
    own = [mention for mention in named if mention.form in ("name", "metonym", "leader", "genitive")]
    if any(mention.kind in _ARMED for mention in own) or speech.of("PARTY", first=first, last=last):
        return "party"
    if speech.of("MEDIA", first=first, last=last):
        return "media"
    if speech.of("OFFICIAL", first=first, last=last):
        return "official"
    if any(mention.first <= hit.first < mention.last for hit in speech.of("INSTITUTE") for mention in own):
        return "institute"
    if any(analysis.tokens[mention.first].lower in institutes(speech.language) for mention in own):
        return "institute"
    if _speaks_for(own, speech, first, last):
        return "official"
    if speech.of("INSTITUTE", first=first, last=last):
        return "institute"
    if speech.of("UNNAMED", first=first, last=last) or not _has_own_name(analysis, first, last):
        return "unnamed"
    return "institute"


def _speaks_for(own: list[Mention], speech: Speech, first: int, last: int) -> bool:
    """Whether a state or organisation speaks, and not people in it ("residents of X")."""
    people = speech.of("UNNAMED", first=first, last=last)
    return any(
        mention.kind != "place" and not (people and people[0].first <= mention.first) and not _after_in(speech, mention)
        for mention in own
    )


def _after_in(speech: Speech, mention: Mention) -> bool:
    return mention.first > 0 and speech.at(mention.first - 1, "PREPOSITION")


def _has_own_name(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a capital stands in a phrase that is neither the sentence's first nor a known name's adjective."""
    adjectives = {mention.first for mention in analysis.mentions if mention.form in ("adjective", "genitive")}
    places = {mention.first for mention in analysis.mentions if mention.kind == "place"}
    return any(
        _capital(analysis, position) and position and position not in adjectives | places
        for position in range(first, last)
    )
