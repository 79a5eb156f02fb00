"""Atom and iCalendar as their standards want them, whatever a text says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from irenicon.web.pages.atom import Entry, Feed, to_atom
from irenicon.web.pages.calendar import Deadline, to_calendar

NOW = datetime(2031, 3, 3, 12, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = Feed("Irenicon", "http://127.0.0.1/following.atom", "http://127.0.0.1/following", "en")


def unfolded(calendar: bytes) -> list[str]:
    """The content lines of RFC 5545, section 3.1."""
    text = calendar.decode()
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    """A TEXT value as RFC 5545, section 3.3.11 reads it."""
    read, letters = "", iter(value)
    for letter in letters:
        follows = next(letters) if letter == "\\" else ""
        read += ("\n" if follows in "nN" else follows) if follows else letter
    return read


def deadline(summary: str, said: str) -> Deadline:
    return Deadline("p-1", date(2031, 6, 30), summary, said, "http://127.0.0.1/plans/p?at=x", NOW)


def test_a_deadline_is_a_whole_day() -> None:
    lines = unfolded(to_calendar("Deadlines", [deadline("Withdraw; forces, all", "by 30 June\n2031")]))
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in lines
    assert "DTSTART;VALUE=DATE:20310630" in lines
    assert "DTEND;VALUE=DATE:20310701" in lines
    assert "DTSTAMP:20310303T123000Z" in lines
    assert "SUMMARY:Withdraw\\; forces\\, all" in lines
    assert "DESCRIPTION:by 30 June\\n2031" in lines
    assert {line.partition(":")[0] for line in lines if line.startswith(("UID", "DTSTAMP"))} == {"UID", "DTSTAMP"}


@given(st.text(max_size=300))
def test_any_text_comes_through_a_calendar(said: str) -> None:
    lines = unfolded(to_calendar("x", [deadline("s", said)]))
    value = next(line for line in lines if line.startswith("DESCRIPTION:")).partition(":")[2]
    plain = said.replace("\r\n", "\n")
    assert unescaped(value) == "".join(letter for letter in plain if letter.isprintable() or letter == "\n")


def test_a_calendar_without_deadlines_is_one() -> None:
    assert unfolded(to_calendar("x", []))[-1] == "END:VCALENDAR"


def test_a_feed_has_what_atom_requires() -> None:
    root = ElementTree.fromstring(to_atom(FEED, [Entry("1", NOW, "a <b> & c", "http://127.0.0.1/x", "said")], NOW))
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "a <b> & c"
    assert entry.findtext(f"{ATOM}author/{ATOM}name")
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "") == NOW
    assert {one.get("rel") for one in root.findall(f"{ATOM}link")} == {"self", "alternate"}


@given(st.text(max_size=200))
def test_any_text_comes_through_a_feed(said: str) -> None:
    made = to_atom(FEED, [Entry("1", NOW, said, "http://127.0.0.1/x", said)], NOW)
    assert ElementTree.fromstring(made).find(f"{ATOM}entry") is not None
