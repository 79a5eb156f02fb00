"""Where things are read in the room; every address can be sent."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import msgspec

from irenicon.report.filters import Filters
from irenicon.report.page import View
from irenicon.web.pages.opened import Opened


class InTheRoom(msgspec.Struct, frozen=True, eq=False):
    """The addresses of what a plan holds; those of the document that is open keep its filters."""

    opened: Opened
    current: int | None = None
    filters: Filters = Filters()

    def document(self, view: View) -> str:
        """A document's."""
        return self.opened.address_of(_number(view))

    def commitment(self, view: View, index: int) -> str:
        """A commitment's: its document's with the commitment chosen."""
        number = _number(view)
        return self._at(number, str(self.opened.standing(number)[index].key), f"{view.id}-c{index}")

    def claim(self, view: View, index: int) -> str:
        """A claim's: its document's with the claim chosen."""
        number = _number(view)
        return self._at(number, str(self.opened.standing_claims(number)[index].key), f"{view.id}-k{index}")

    def _at(self, number: int, key: str, place: str) -> str:
        kept = self.filters.asked if number == self.current else {}
        return f"{self.opened.address_of(number)}?{urlencode({**kept, 'at': key}, safe=':')}#{place}"


def subject(sort: str, name: str) -> str:
    """Where a person, organisation, party or source is read about."""
    return f"/about/{sort}/{quote(name, safe='')}"


def _number(view: View) -> int:
    return int(view.id[1:])
