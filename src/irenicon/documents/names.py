"""Names of people, roles and bylines in the lines above and below an article."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from irenicon.documents.vocabulary import vocabulary

_WORD = re.compile(r"\S+")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_LONGEST_NAME = 6
_NOTE_REACH = 8


class Credit(NamedTuple):
    """Who wrote an article and what the author is, as stated; the role is None where it is not told."""

    author: str
    role: str | None


def byline(words: str) -> Credit | None:
    """The credit of a line such as "By Jane Doe, Kyiv" or "Door: Jan Jansen"; None where it is none."""
    match = _by().match(words)
    if not match:
        return None
    rest = words[match.end() :]
    length = names_length(rest) or (len(rest) if _is_single(rest) else 0)
    after = rest[length:].strip()
    if not length or (after and after[0] not in ",;(|–—-"):
        return None
    after = after.strip(" ,;()|–—-")
    return Credit(rest[:length].rstrip(" ,"), after if starts_with_role(after) else None)


def credit(words: str) -> Credit | None:
    """The credit of a line such as "Jane Doe, senior fellow at the Institute"; None if no role follows."""
    length = names_length(words)
    role = words[length:].strip(" ,;:|–—-()")
    return Credit(words[:length].rstrip(" ,"), role) if length and starts_with_role(role) else None


def note(words: str) -> Credit | None:
    """The credit of a note such as "Jane Doe is a senior fellow at the Institute."; None if it is none."""
    length = names_length(words)
    if not length:
        return None
    match = _is().match(words, length)
    if not match:
        return None
    role = words[match.end() :].strip(" *_")
    if not any(_is_role(word) for word in role.split()[:_NOTE_REACH]):
        return None
    return Credit(
        words[:length].rstrip(" ,"),
        re.split(r"(?<=[^\W\d_]{3})\.(?:\s|$)", role, maxsplit=1)[0].rstrip(" .*_"),
    )


def names_length(words: str) -> int:
    """How many characters at the beginning are one or more full names ("Jane Doe, John Roe"); 0 if none."""
    length = _name_length(words)
    while length and (match := _joint().match(words, length)) and (more := _name_length(words[match.end() :])):
        length = match.end() + more
    return length


def starts_with_role(words: str) -> bool:
    """Whether the words begin with what an author may be ("senior fellow at …", "de directeur van …")."""
    return any(_is_role(word) for word in words.split()[:2])


def _name_length(words: str) -> int:
    end = capitalised = 0
    for count, match in enumerate(_WORD.finditer(words)):
        word = match.group().rstrip(",;")
        if count >= _LONGEST_NAME or not _NAME_WORD.fullmatch(word) or _is_role(word):
            break
        if word[0].isupper():
            capitalised += 1
            end = match.start() + len(word)
        elif word.lower() not in vocabulary("masthead")["marks"]["particles"] or not count:
            break
        if match.group() != word:
            break
    return end if capitalised > 1 else 0


def _is_single(words: str) -> bool:
    return bool(_NAME_WORD.fullmatch(words)) and words[0].isupper()


def _is_role(word: str) -> bool:
    return word.lower().strip(",.;:()") in _roles()


@cache
def _roles() -> frozenset[str]:
    return frozenset(vocabulary("masthead")["roles"]["words"])


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?i:{alternatives('by')})(?:\s*:\s*|\s+)")


@cache
def _is() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{alternatives('is')})\s+")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{alternatives('and')})\s+|,\s+")


def alternatives(name: str) -> str:
    """The entries of a list of marks as alternatives of a pattern, the longer first."""
    entries = vocabulary("masthead")["marks"][name]
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)))
