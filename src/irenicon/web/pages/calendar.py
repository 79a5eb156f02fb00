"""Deadlines as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

_LINE = 75  # octets of a line, RFC 5545 section 3.1
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


class Deadline(msgspec.Struct, frozen=True):
    """A day by which a commitment is due; `known_at` is when the room learned of it, `address` where it is read."""

    id: str
    day: date
    summary: str
    said: str
    address: str
    known_at: datetime


def to_calendar(name: str, deadlines: Iterable[Deadline]) -> bytes:
    """The calendar, one whole-day event a deadline, in the order given."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Irenicon//Reading room//EN", "CALSCALE:GREGORIAN")
    lines = [*head, f"X-WR-CALNAME:{_escaped(name)}"]
    for one in deadlines:
        lines += _event(one)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line)).encode()


def _event(one: Deadline) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(one.id)}@irenicon"
    yield f"DTSTAMP:{one.known_at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(one.summary)}"
    yield f"DESCRIPTION:{_escaped(one.said)}"
    yield f"URL:{_plain(one.address)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in _plain(text, keep="\n"))


def _plain(text: str, keep: str = "") -> str:
    """Without control characters, which a line cannot hold."""
    return "".join(letter for letter in text.replace("\r\n", "\n") if letter.isprintable() or letter in keep)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, no character cut; those after the first begin with a space."""
    piece, room = "", _LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", _LINE - 1
        piece += letter
        room -= size
    yield piece
