"""Markers at the head of a line ("10. a)", "III.", "1.4.2", "Article III(2)(b)"), and what they may mean."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from irenicon.documents.vocabulary import vocabulary

_PLAIN = re.compile(r"(?P<token>\d{1,3}(?:\.\d{1,3})*|[A-Za-z]{1,7})\\?(?P<form>[.):])")
_BRACKETED = re.compile(r"\(\s*(?P<token>\d{1,3}|[A-Za-z]{1,7})\s*(?P<form>\))")
_INNER = re.compile(r"(?P<token>[a-z]{1,4})(?P<form>[.)])(?=\s|$|\()")
_BLANKS = re.compile(r"[^\S\n]*")
_DOTTED = re.compile(r"(?P<token>\d{1,3}(?:\.\d{1,3})+)(?P<form>)(?=\s|$|\()")
_SIGN = re.compile(r"[§¶]+\s*(?P<token>\d{1,4})(?P<form>[.):]?)(?=\s|$|\()")
_DIVISION = re.compile(r"(?P<word>[^\W\d_]+)\.?(?:[^\S\n]+(?P<token>\d{1,4}|[^\W\d_]{1,7})\b)?")
_AFTER_DIVISION = re.compile(r"[^\S\n]*(?:[.:–—-]+(?=\s|$))?[^\S\n]*")
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50}
_BULLET = re.compile(r"(?:[-–—+*•·●▪◦○‣⁃■□➢→\uf000-\uf0ff]|o(?=\s))(?:[^\S\n]+|$)", re.MULTILINE)
_EMPHASISED = re.compile(r"(?P<marks>\*{1,3}|_{1,3})(?P<within>[\w(][^*_\n]{0,11})(?P=marks)(?:[^\S\n]+|$)")
_DEEPEST = 4


class Reading(NamedTuple):
    """One meaning of a number.

    `style` is "1", "1.1", "a", "A", "i", "I", "§" or a kind of division; `form` the punctuation around it.
    """

    style: str
    form: str
    value: int
    token: str


class Marker(NamedTuple):
    """A marker that ends at `end`; `steps` are its parts ("10. a)" has two), each with its readings."""

    steps: tuple[tuple[Reading, ...], ...]
    end: int

    @property
    def is_division(self) -> bool:
        """Whether a word names the division ("Article 5")."""
        return self.steps[0][0].style in vocabulary("structure")["divisions"]


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The marker with which `text[start:end]`, a line, begins; None where it begins with words."""
    start = _past_connector(text, start, end)
    if emphasised := _EMPHASISED.match(text, start, end):
        within = _numbered(text, *emphasised.span("within"))
        return within and within._replace(end=emphasised.end())
    return _division(text, start, end) or _numbered(text, start, end)


def bullet_end(text: str, start: int) -> int | None:
    """Where the words begin after the bullet at `start`; None where there is no bullet."""
    match = _BULLET.match(text, start)
    return match.end() if match else None


def _numbered(text: str, start: int, end: int) -> Marker | None:
    steps: list[tuple[Reading, ...]] = []
    position = start
    patterns: tuple[re.Pattern[str], ...] = (_SIGN, _BRACKETED, _DOTTED, _PLAIN)
    while len(steps) < _DEEPEST and (match := _first(patterns, text, position, end)):
        readings = _readings(match)
        if not readings or (steps and readings[0].style not in ("1", "a", "i")):
            break
        steps.append(readings)
        position = _BLANKS.match(text, match.end(), end).end()  # type: ignore[union-attr]
        if steps[0][0].style not in ("1", "1.1", "§"):
            break
        patterns = (_BRACKETED, _INNER)
    parted = position == end or (position > 0 and text[position - 1].isspace())
    return Marker(tuple(steps), position) if steps and parted else None


def _first(patterns: tuple[re.Pattern[str], ...], text: str, position: int, end: int) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.match(text, position, end))), None)


def _readings(match: re.Match[str]) -> tuple[Reading, ...]:
    if match.re is _SIGN:
        return (Reading("§", "", int(match["token"]), match["token"]),)
    return readings_of(match["token"], "()" if match.re is _BRACKETED else match["form"])


def _division(text: str, start: int, end: int) -> Marker | None:
    match = _DIVISION.match(text, start, end)
    if not match or not match["word"][0].isupper():
        return None
    kind = _division_words().get(match["word"].lower())
    if kind is None:
        return None
    if match["token"] is None:
        alone = kind == "annex" and not text[match.end() : end].strip(" .:")
        return Marker(((Reading(kind, "", 1, match["word"].capitalize()),),), end) if alone else None
    value = _division_value(match["token"])
    if value is None:
        return None
    steps: list[tuple[Reading, ...]] = [(Reading(kind, "", value, _division_token(kind, match)),)]
    position = match.end()
    while part := _BRACKETED.match(text, position, end):
        if not (readings := readings_of(part["token"], "()")):
            break
        steps.append(readings)
        position = part.end()
    rest = _AFTER_DIVISION.match(text, position, end)
    position = rest.end() if rest else position
    begins_title = position == end or (not text[position].islower() and text[position] not in ",;)")
    return Marker(tuple(steps), position) if begins_title else None


def _division_value(token: str) -> int | None:
    if token.isdigit():
        return int(token)
    if written := vocabulary("structure")["numbers"].get(token.lower()):
        return int(written)
    roman = roman_value(token) if token.isupper() else None
    return roman or (ord(token) - ord("A") + 1 if len(token) == 1 and "A" <= token <= "Z" else None)


def _division_token(kind: str, match: re.Match[str]) -> str:
    token = match["token"]
    written = vocabulary("structure")["numbers"].get(token.lower())
    token = str(written) if written else token
    return f"{match['word'].capitalize()} {token}" if kind == "annex" else token


def readings_of(token: str, form: str) -> tuple[Reading, ...]:
    """What the token of a marker may be: a number, a Roman numeral, a letter; nothing where it is a word."""
    if token.isdigit():
        return (Reading("1", form, int(token), token),) if token[0] != "0" else ()
    if "." in token:
        return (Reading("1.1", form, int(token.rpartition(".")[2]), token),)
    if set(token) == {"I", "l"}:  # A scanned "III" is often read as "Ill".
        token = token.replace("l", "I")
    upper = token.isupper()
    found = []
    if len(set(token)) == 1 and len(token) <= 2 and (upper or token.islower()):
        value = ord(token[0].lower()) - ord("a") + 1 + 26 * (len(token) - 1)
        found.append(Reading("A" if upper else "a", form, value, token))
    if token == "I":  # So is the letter that follows "k".
        found.append(Reading("a", form, 12, "l"))
    if (roman := roman_value(token)) and (upper or token.islower()):
        found.append(Reading("I" if upper else "i", form, roman, token))
    return tuple(found)


def roman_value(token: str) -> int | None:
    """The value of a Roman numeral below 90 written in one case; None where the token is none."""
    lower = token.lower()
    if not _ROMAN.fullmatch(lower):
        return None
    values = [_ROMAN_VALUE[char] for char in lower]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _past_connector(text: str, start: int, end: int) -> int:
    match = _connectors().match(text, start, end)
    return match.end() if match else start


@cache
def _connectors() -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary("structure")["words"]["connectors"]))
    return re.compile(rf"(?:{words})\s+(?=\()")


@cache
def _division_words() -> dict[str, str]:
    return {word: kind for kind, words in vocabulary("structure")["divisions"].items() for word in words}
