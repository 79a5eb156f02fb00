"""The numbering of a document: which markers count, what each stands under, and its full label."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from irenicon.documents.markers import Marker, Reading
from irenicon.documents.vocabulary import vocabulary

_LIKELY_GAP = 20
_CHAPTER = 2
_SINGLE = ("1", "1.1", "§")
_TOP = ("I", "A")


class Setting(NamedTuple):
    """How a marker stands in the text: its place and indent.

    `firm`: it cannot be the middle of a wrapped sentence; `alone`: nothing follows on its line; `proper`: a
    capital follows, or nothing.
    """

    position: int
    indent: int
    firm: bool
    alone: bool
    proper: bool


class Level(NamedTuple):
    """An open level of the numbering: the reading that stands there, its indent and its node."""

    reading: Reading
    indent: int
    node: int


class _Node(NamedTuple):
    reading: Reading
    parent: int | None
    scope: int | None


class Numbering:
    """Takes the markers of a text in order, keeps those that fit, and names them.

    `ahead` maps the tokens of second markers ("B", "II") to their places in the text, in order: a capital letter
    or numeral opens a list only where its successor comes later ("A. Smith" does not).
    """

    def __init__(self, ahead: dict[str, list[int]]) -> None:
        self._ahead = ahead
        self._levels: list[Level] = []
        self._nodes: list[_Node] = []
        self._scope: int | None = None
        self._last: dict[tuple[int | None, str], int] = {}
        self._running: set[tuple[int | None, str]] = set()
        self._restarted: set[tuple[int | None, str]] = set()

    def place(self, marker: Marker, setting: Setting) -> int | None:
        """The node of the marker's innermost step; None where the marker does not fit the numbering."""
        kept = list(self._levels)
        node = None
        for number, readings in enumerate(marker.steps):
            again = self._again(readings) if number < len(marker.steps) - 1 else None
            if again is not None:
                del self._levels[again + 1 :]
                continue
            if (choice := self._choose(readings, setting, inner=number > 0)) is None:
                self._levels = kept
                return None
            node = self._open(*choice, setting)
        return node

    def parent(self, node: int) -> int | None:
        """The node that a node stands under."""
        return self._nodes[node].parent

    def is_chapter(self, node: int) -> bool:
        """Whether the node is a large division (an annex, a part, a chapter) or a capital numeral."""
        reading = self._nodes[node].reading
        rank = _rank(reading)
        return reading.style == "I" if rank is None else rank <= _CHAPTER

    def is_top(self, node: int) -> bool:
        """Whether the node is a capital numeral or letter."""
        return self._nodes[node].reading.style in _TOP

    def labels(self) -> list[str]:
        """The full label of every node, as the codebook writes it."""
        labels: list[str] = []
        for node in self._nodes:
            above = node.scope if self._is_absolute(node) else node.parent
            token = node.reading.token
            labels.append(token if above is None or above == len(labels) else f"{labels[above]}.{token}")
        return labels

    def _is_absolute(self, node: _Node) -> bool:
        key = (node.scope, node.reading.style)
        if node.reading.style in ("1", "§"):
            return key in self._running
        return node.reading.style == "1.1" or (_rank(node.reading) is not None and key not in self._restarted)

    def _again(self, readings: tuple[Reading, ...]) -> int | None:
        for place in range(len(self._levels) - 1, -1, -1):
            level = self._levels[place].reading
            if any(level.style == reading.style and level.token == reading.token for reading in readings):
                return place
        return None

    def _choose(self, readings: tuple[Reading, ...], setting: Setting, inner: bool) -> tuple[Reading, int] | None:
        """The reading that fits and the number of levels that stay above it."""
        best: tuple[int, Reading] | None = None
        for reading in readings:
            place = self._successor(reading, setting)
            if place is not None and (best is None or place > best[0]):
                best = (place, reading)
        if best and not (len(readings) > 1 and self._opens_roman(readings, setting)):
            return best[1], best[0]
        for reading in reversed(readings):
            if (place := self._opening(reading, setting, inner)) is not None:
                return reading, place
        return None

    def _successor(self, reading: Reading, setting: Setting) -> int | None:
        if reading.style == "1.1":
            return self._dotted(reading, setting)
        exact = [
            place
            for place, level in enumerate(self._levels)
            if level.reading.style == reading.style and level.reading.value + 1 == reading.value
        ]
        if exact:
            form = [place for place in exact if self._levels[place].reading.form == reading.form] or exact
            return min(form, key=lambda place: (abs(self._levels[place].indent - setting.indent), -place))
        if not setting.firm:
            return None
        near = [
            place
            for place, level in enumerate(self._levels)
            if level.reading.style == reading.style
            and level.reading.form == reading.form
            and self._is_slip(reading, level, setting)
        ]
        return near[-1] if near else None

    @staticmethod
    def _is_slip(reading: Reading, level: Level, setting: Setting) -> bool:
        step = reading.value - level.reading.value
        if reading.value == 1 or abs(setting.indent - level.indent) > 1:
            return False
        return setting.proper and (0 < step <= _LIKELY_GAP or (setting.alone and -3 <= step <= 0))

    def _dotted(self, reading: Reading, setting: Setting) -> int | None:
        above = reading.token.rpartition(".")[0]
        sibling = f"{above}.{reading.value - 1}"
        fits = False
        place = len(self._levels)
        while place:
            level = self._levels[place - 1].reading
            fits = fits or level.token in (above, sibling)
            outer = level.style in _TOP or _rank(level) is not None
            if outer or (
                level.style in _SINGLE and above.startswith(level.token) and above[len(level.token) :][:1] in ("", ".")
            ):
                break
            place -= 1
        return place if fits or (setting.firm and setting.proper) else None

    def _opening(self, reading: Reading, setting: Setting, inner: bool) -> int | None:
        rank = _rank(reading)
        if rank is not None:
            return self._division(rank) if setting.firm else None
        if not setting.firm and not inner:
            return None
        key = (self._scope, reading.style)
        if reading.style in ("1", "§") and reading.value == self._last.get(key, 0) + 1 > 1:
            self._running.add(key)
            return len(self._levels)
        if reading.value != 1:
            first = not any(level.reading.style == reading.style for level in self._levels)
            return len(self._levels) if reading.style in _SINGLE and first and setting.proper else None
        if reading.style in _TOP and not self._comes(reading, setting.position):
            return None
        return self._restart(reading, setting)

    def _restart(self, reading: Reading, setting: Setting) -> int:
        for place in range(len(self._levels) - 1, -1, -1):
            level = self._levels[place]
            if level.reading.style == reading.style and level.reading.form == reading.form:
                return place if setting.indent <= level.indent + 1 else len(self._levels)
        return len(self._levels)

    def _division(self, rank: int) -> int:
        place = len(self._levels)
        while place:
            level = self._levels[place - 1].reading
            above = _rank(level)
            if (above is not None and above < rank) or (above is None and level.style in _TOP and rank > _CHAPTER):
                break
            place -= 1
        return place

    def _opens_roman(self, readings: tuple[Reading, ...], setting: Setting) -> bool:
        roman = next((reading for reading in readings if reading.style in "iI" and reading.value == 1), None)
        if roman is None or any(level.reading.style == roman.style for level in self._levels):
            return False
        second = self._next("ii" if roman.style == "i" else "II", setting.position)
        letter = self._next("j" if roman.style == "i" else "J", setting.position)
        return second is not None and (letter is None or second < letter)

    def _comes(self, reading: Reading, position: int) -> bool:
        return self._next("II" if reading.style == "I" else "B", position) is not None

    def _next(self, token: str, position: int) -> int | None:
        places = self._ahead.get(token, [])
        index = bisect_right(places, position)
        return places[index] if index < len(places) else None

    def _open(self, reading: Reading, place: int, setting: Setting) -> int:
        del self._levels[place:]
        node = len(self._nodes)
        if reading.style == "annex":
            self._scope = node
        key = (self._scope, reading.style)
        if reading.value == 1 and key in self._last:
            self._restarted.add(key)
        self._last[key] = reading.value
        parent = self._levels[-1].node if self._levels else None
        self._nodes.append(_Node(reading, parent, None if reading.style == "annex" else self._scope))
        self._levels.append(Level(reading, setting.indent, node))
        return node


def _rank(reading: Reading) -> int | None:
    """How large a division is, 0 for the largest; None where no word names it."""
    return next(
        (rank for rank, kind in enumerate(vocabulary("structure")["divisions"]) if kind == reading.style),
        None,
    )
