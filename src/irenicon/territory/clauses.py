"""What the territorial commitments of a text say of the ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document, Span
from irenicon.extraction.analysed import names_of
from irenicon.findings.model import Commitment
from irenicon.languages.model import Hit
from irenicon.languages.names import Name, NameFinder
from irenicon.languages.tokens import tokenise
from irenicon.territory.areas import (
    Area,
    Clause,
    ContactLine,
    NotDrawn,
    Outside,
    Part,
    Same,
    Whole,
    Zone,
)
from irenicon.territory.control_told import told
from irenicon.territory.scope import Scope, scope_of
from irenicon.territory.units import bare
from irenicon.territory.vocabulary import Vocabulary, effects, vocabulary

_NEAR = 4  # words between a word of area and one that leaves it open


class _Place(msgspec.Struct, frozen=True):
    """What stands before a clause: the clauses of its point, and those of its sentence."""

    point: tuple[Clause, ...]
    sentence: tuple[Clause, ...]


def clauses_of(
    document: Document, commitments: Sequence[Commitment], codebook: Codebook, places: Sequence[Name] = ()
) -> tuple[Clause, ...]:
    """The territorial commitments with their areas, in order of the text; `places` are names that a map brings.

    () in a language without words for areas.
    """
    words = vocabulary(document.language)
    if words is None:
        return ()
    known = (*names_of(document, codebook), *places, *codebook.names[document.language], *_bare(places))
    named = NameFinder(known).spans(document.text)
    found: list[Clause] = []
    for index, commitment in enumerate(commitments):
        if commitment.act in effects():
            scope = scope_of(document, commitments, index, named, words)
            before = _Place(
                tuple(one for one in found if _same_point(commitments[one.commitment], commitment)),
                tuple(one for one in found if _in(scope.sentence, commitments[one.commitment])),
            )
            lines = _line_in_point(document, commitment, words)
            found.append(_clause(index, scope, before, words, contact_line=lines))
    return tuple(found)


def _bare(places: Sequence[Name]) -> Iterator[Name]:
    """Names without the word for the kind of a unit, for a text that translates it ("het district Karsk")."""
    return (msgspec.structs.replace(one, written=bare(one.written)) for one in places if bare(one.written))


def names_in(area: Area) -> tuple[str, ...]:
    """The places that an area is described with."""
    return area.names if isinstance(area, Whole | Part | Outside | ContactLine) else ()


def _clause(index: int, scope: Scope, before: _Place, words: Vocabulary, *, contact_line: bool) -> Clause:
    area = (
        _zone(scope, contact_line=contact_line)
        or _outside(scope, before, words)
        or _again(scope, before)
        or _named(scope, before)
    )
    open_words = _leaves_open(scope)
    if area == NotDrawn("no_place") and open_words:
        area = NotDrawn("left_open")
    vague = {"undefined_place", "agreement_to_agree"} & set(scope.commitment.vague)
    at_most = not isinstance(area, NotDrawn | Same) and bool(open_words or vague)
    return Clause(index, effects()[scope.commitment.act], area, at_most, _evidence(scope))


def _zone(scope: Scope, *, contact_line: bool) -> Zone | NotDrawn | None:
    """A strip of a stated width along a line."""
    width = _width(scope)
    if width is None or effects()[scope.commitment.act] not in ("demilitarised", "leaves"):
        return None
    along = None
    if not scope.classes("LINE"):
        following = [
            place.name
            for hit in scope.classes("ALONG")
            for place in scope.places
            if hit.last <= place.first <= hit.last + 2
        ]
        if not following and not contact_line:
            return NotDrawn("unknown_line")
        along = following[0] if following else None
    sides = scope.commitment.obligors
    if scope.commitment.act != "demilitarise_zone":
        alone = sides[0] if len(sides) == 1 and sides[0] != "all parties" else None
        return Zone(width, along, True, alone)
    return Zone(width, along, bool(scope.classes("EACH_SIDE")))


_KM_IN_A_MILE = 1.609344


def _width(scope: Scope) -> float | None:
    """The first length that the words state, in km."""
    for hit in scope.classes("KM", "MILE"):
        figure = scope.tokens[hit.first - 1].text.replace(",", ".") if hit.first else ""
        if figure.replace(".", "", 1).isdigit():
            return float(figure) * (1 if hit.word_class == "KM" else _KM_IN_A_MILE)
    return None


def _outside(scope: Scope, before: _Place, words: Vocabulary) -> Outside | NotDrawn | None:
    """ "Outside the five regions": named in the sentence, else the places that the point named before."""
    for hit in scope.classes("OUTSIDE"):
        held = told(scope)
        by = held.by if held else None
        if after := [place.name for place in scope.places if place.first >= hit.last]:
            return Outside(tuple(dict.fromkeys(after)), by)
        for regions in scope.classes("REGIONS"):
            if hit.last <= regions.first <= hit.last + 3:
                names = tuple(dict.fromkeys(name for one in before.point for name in names_in(one.area)))
                count = _count(scope, hit.last, regions.first, words)
                if names and count in (None, len(names)):
                    return Outside(names, by)
                return NotDrawn("unclear_reference")
    return None


def _count(scope: Scope, first: int, last: int, words: Vocabulary) -> int | None:
    for token in scope.tokens[first:last]:
        if token.lower.isdigit():
            return int(token.lower)
        if token.lower in words.numbers:
            return words.numbers[token.lower]
    return None


def _again(scope: Scope, before: _Place) -> Same | None:
    """ "The area of withdrawal", "this zone": that of the clause before it in the point."""
    if scope.places or not scope.classes("AGAIN"):
        return None
    earlier = [one for one in before.point if not isinstance(one.area, NotDrawn)]
    return _same(earlier[-1]) if earlier else None


def _same(clause: Clause) -> Same:
    return clause.area if isinstance(clause.area, Same) else Same(clause.commitment)


def _named(scope: Scope, before: _Place) -> Area:
    """Places by name with who controls what of them; recognition without a place shares that of its sentence."""
    names = tuple(dict.fromkeys(place.name for place in scope.places))
    shares = effects()[scope.commitment.act] == "recognised"
    earlier = [one for one in before.sentence if shares and not isinstance(one.area, NotDrawn)]
    if scope.classes("LINE"):
        return ContactLine(names or (names_in(earlier[-1].area) if earlier else ()))
    held = told(scope)
    if held and (names or _holds_land(scope)):
        return Part(names, held.by, held.held)
    if names and scope.classes("REST"):
        return _rest(scope, names)
    if names:
        return Whole(names)
    return _same(earlier[-1]) if earlier else NotDrawn("no_place")


def _holds_land(scope: Scope) -> bool:
    """Whether a word for control stands at one for land ("the occupied districts"), and is not the act itself."""
    return any(hold.last == land.first for hold in scope.classes("HOLD") for land in scope.classes("PART", "LAND"))


def _rest(scope: Scope, names: tuple[str, ...]) -> Part:
    """ "The rest of X": what the side that leaves or gives it up still controls, else what is not yet held."""
    sides = scope.commitment.obligors
    if effects()[scope.commitment.act] in ("leaves", "restored") and len(sides) == 1:
        return Part(names, sides[0])
    return Part(names, None, held=False)


def _leaves_open(scope: Scope) -> bool:
    """Whether words leave open which part is meant: "certain areas of X", "other agreed territories"."""
    kinds = scope.classes("PART", "LAND", "LINE")
    for vague in scope.classes("OPEN"):
        if any(_near(vague, one) or _near(one, vague) for one in kinds):
            return True
    if told(scope) or scope.classes("REST"):
        return False
    return any(part.last <= place.first <= part.last + 2 for part in scope.classes("PART") for place in scope.places)


def _near(one: Hit, other: Hit) -> bool:
    """Whether one stands before another with few words between."""
    return one.last <= other.first <= one.last + _NEAR


def _evidence(scope: Scope) -> tuple[Span, ...]:
    places = [scope.at(place.first, place.last) for place in scope.places]
    cues = scope.classes("PART", "REST", "HOLD", "OUTSIDE", "LINE", "EACH_SIDE", "AGAIN", "KM", "MILE")
    return tuple(sorted({*places, *(scope.at(hit.first, hit.last) for hit in cues)}))


def _same_point(one: Commitment, other: Commitment) -> bool:
    return one.point.split(".")[0] == other.point.split(".")[0]


def _in(sentence: Span, commitment: Commitment) -> bool:
    return sentence.start <= commitment.start < sentence.end


def _line_in_point(document: Document, commitment: Commitment, words: Vocabulary) -> bool:
    """Whether the passages of a point speak of the line of contact."""
    return any(
        hit.word_class == "LINE"
        for passage in document.passages
        if passage.label.split(".")[0] == commitment.point.split(".")[0]
        for hit in words.lexicon.find(tokenise(document.text, passage.start, passage.end))
    )
