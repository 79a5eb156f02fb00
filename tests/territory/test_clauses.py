"""Areas as texts describe them, in English and Dutch."""

import pytest

from irenicon.assessment import assess_one
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.languages.names import Name
from irenicon.territory.areas import Area, Clause, ContactLine, NotDrawn, Outside, Part, Same, Whole, Zone
from irenicon.territory.clauses import clauses_of

PLACES = [
    Name(written, written, "place", "name") for written in ("Karsk district", "Lower Orlen", "Orlen valley", "Ister")
]


def clauses(text: str, language: str = "en") -> tuple[Clause, ...]:
    document = from_text(text, language=language)
    return clauses_of(document, assess_one(document, load()).commitments, load(), PLACES)


def areas(text: str, language: str = "en") -> list[Area]:
    return [one.area for one in clauses(text, language)]


@pytest.mark.parametrize(
    ("sentence", "area"),
    [
        ("Kenya shall withdraw its forces from the Orlen valley.", Whole(("Orlen valley",))),
        (
            "Kenyan forces will withdraw from the part of Lower Orlen that they now control.",
            Part(("Lower Orlen",), "Kenya"),
        ),
        (
            "Kenya shall withdraw its troops from the parts of Lower Orlen that are not occupied by Somalia.",
            Part(("Lower Orlen",), "Somalia", held=False),
        ),
        ("Kenya shall withdraw its troops from the rest of Lower Orlen.", Part(("Lower Orlen",), "Kenya")),
        ("Kenya will recognise Karsk district as territory of Somalia.", Whole(("Karsk district",))),
        ("A demilitarised zone 10 km wide will be established on each side of the Ister.", Zone(10, "Ister", True)),
        ("Both sides will create a demilitarised zone 20 km wide along the line of contact.", Zone(20, None, False)),
        ("Both sides shall withdraw heavy weapons at least 30 km from the line of contact.", Zone(30, None, True)),
        ("Lower Orlen will be frozen along the line of contact.", ContactLine(("Lower Orlen",))),
        ("Kenya shall withdraw its forces from areas still to be determined.", NotDrawn("left_open")),
    ],
)
def test_areas_in_english(sentence: str, area: Area) -> None:
    assert areas(f"1. {sentence}\n\n2. Two.\n\n3. Three.\n") == [area]


@pytest.mark.parametrize(
    ("sentence", "area"),
    [
        ("Kenia trekt zijn troepen terug uit Lower Orlen.", Whole(("Lower Orlen",))),
        (
            "Kenia trekt zich terug uit de door Somalië nog niet bezette delen van Lower Orlen.",
            Part(("Lower Orlen",), "Somalia", held=False),
        ),
        ("Aan weerszijden van de Ister komt een gedemilitariseerde zone van 10 km breed.", Zone(10, "Ister", True)),
        ("Kenia trekt zich terug uit nader te bepalen gebieden.", NotDrawn("left_open")),
    ],
)
def test_areas_in_dutch(sentence: str, area: Area) -> None:
    assert areas(f"1. {sentence}\n\n2. Twee.\n\n3. Drie.\n", "nl") == [area]


PLAN = """1. Territories:
    a. Karsk district and the Orlen valley will be recognised as territory of Somalia.
    b. Somalia will give up other agreed territories that it controls outside the {count} regions.
    c. Kenyan forces will withdraw from the part of Lower Orlen that they control. The area of withdrawal will be a
       demilitarised zone.

2. Two.

3. Three.
"""


def test_a_text_that_refers_back() -> None:
    first, outside, part, again = areas(PLAN.format(count="two"))
    assert first == Whole(("Karsk district", "Orlen valley"))
    assert outside == Outside(("Karsk district", "Orlen valley"), "Somalia")
    assert part == Part(("Lower Orlen",), "Kenya")
    assert isinstance(again, Same)


def test_a_count_that_does_not_fit_is_unclear() -> None:
    assert areas(PLAN.format(count="five"))[1] == NotDrawn("unclear_reference")


def test_what_words_leave_open_is_at_most() -> None:
    found = clauses(PLAN.format(count="two"))
    assert [one.at_most for one in found] == [False, True, False, False]


def test_words_are_where_the_clause_says_they_are() -> None:
    text = PLAN.format(count="two")
    document = from_text(text)
    for one in clauses_of(document, assess_one(document, load()).commitments, load(), PLACES):
        for span in one.words:
            assert document.text[span.start : span.end].strip()


def test_exchanged_names_exchange_who_controls() -> None:
    text = PLAN.format(count="two")
    exchanged = text.replace("Kenyan", "X").replace("Somalia", "Kenya").replace("X", "Somali")
    mirror = {"Kenya": "Somalia", "Somalia": "Kenya"}
    sides = [getattr(one, "by", None) for one in areas(text)]
    assert [side and mirror[side] for side in sides] == [getattr(one, "by", None) for one in areas(exchanged)]
