"""Where things are read in the room; every address can be sent."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from irenicon.report.filters import Filters
from irenicon.report.page import View
from irenicon.web.pages.opened import Opened


class InTheRoom:
    """The addresses of what a plan holds; those of the document that is open keep its filters."""

    def __init__(self, opened: Opened, current: int | None = None, filters: Filters | None = None) -> None:
        self._opened = opened
        self._current = current
        self._kept = urlencode((filters or Filters()).asked)
        self._known: dict[tuple[str, str, int], str] = {}

    def document(self, view: View) -> str:
        """A document's."""
        return self._opened.address_of(_number(view))

    def commitment(self, view: View, index: int) -> str:
        """A commitment's: its document's with the commitment chosen."""
        return self._at(view, "c", index)

    def claim(self, view: View, index: int) -> str:
        """A claim's: its document's with the claim chosen."""
        return self._at(view, "k", index)

    def _at(self, view: View, sort: str, index: int) -> str:
        known = self._known.get((view.id, sort, index))
        if known is None:
            number = _number(view)
            held = (self._opened.commitments if sort == "c" else self._opened.claims)[number]
            at = urlencode({"at": str(held[index].key)}, safe=":")
            asked = f"{self._kept}&{at}" if self._kept and number == self._current else at
            known = f"{self._opened.address_of(number)}?{asked}#{view.id}-{sort}{index}"
            self._known[view.id, sort, index] = known
        return known


def subject(sort: str, name: str) -> str:
    """Where a person, organisation, party or source is read about."""
    return f"/about/{sort}/{quote(name, safe='')}"


def _number(view: View) -> int:
    return int(view.id[1:])
