"""What single sentences of a plan commit to, in both languages: act, obligors, modality, reasons for vagueness."""

import pytest

from irenicon.documents.reading import from_text
from irenicon.extraction.rules.finding import find
from irenicon.findings.model import Commitment

# sentence, then (act, obligors, modality, reasons) of each commitment it states
Stated = tuple[str, tuple[str, ...], str, tuple[str, ...]]
ENGLISH: list[tuple[str, list[Stated]]] = [
    (
        "Kenya shall withdraw its troops from Somalia within 90 days.",
        [("withdraw_forces", ("Kenya",), "obligation", ())],
    ),
    (
        "Kenya shall withdraw its troops from Somalia.",
        [("withdraw_forces", ("Kenya",), "obligation", ("no_deadline",))],
    ),
    (
        "Kenya and Somalia will not use force against each other.",
        [("non_aggression", ("Kenya", "Somalia"), "prohibition", ())],
    ),
    (
        "It is expected that Kenya will not invade Somalia.",
        [("non_aggression", ("Kenya",), "expectation", ("expectation_only",))],
    ),
    (
        "All prisoners of war will be released by 1 May 2031.",
        [("exchange_prisoners", (), "obligation", ("unnamed_obligor",))],
    ),
    (
        "Kenya will limit its army to 40,000 personnel by May 2031, and Somalia will hold elections within 9 days.",
        [("limit_forces", ("Kenya",), "obligation", ()), ("hold_elections", ("Somalia",), "obligation", ())],
    ),
    (
        "Kenya will receive reliable security guarantees.",
        [("guarantee_security", (), "obligation", ("unnamed_obligor", "open_standard"))],
    ),
    (
        "The status of the coast is subject to further negotiations.",
        [("negotiate_further", ("all parties",), "obligation", ("no_deadline", "agreement_to_agree"))],
    ),
    ("The African Union will monitor the cease-fire.", [("monitor", ("African Union",), "obligation", ())]),
    ("Ethiopia recognises the independence of Eritrea.", [("confirm_sovereignty", ("Ethiopia",), "declaration", ())]),
    (
        "All sanctions against Eritrea will be lifted.",
        [("lift_sanctions", (), "obligation", ("unnamed_obligor", "no_deadline"))],
    ),
]
DUTCH: list[tuple[str, list[Stated]]] = [
    (
        "Kenia trekt zijn troepen binnen 90 dagen terug uit Somalië.",
        [("withdraw_forces", ("Kenya",), "obligation", ())],
    ),
    ("Kenia trekt zijn troepen terug uit Somalië.", [("withdraw_forces", ("Kenya",), "obligation", ("no_deadline",))]),
    (
        "Verwacht wordt dat Kenia geen geweld zal gebruiken tegen Somalië.",
        [("non_aggression", ("Kenya",), "expectation", ("expectation_only",))],
    ),
    (
        "Alle krijgsgevangenen worden vóór 1 mei 2031 vrijgelaten.",
        [("exchange_prisoners", (), "obligation", ("unnamed_obligor",))],
    ),
    ("De Afrikaanse Unie houdt toezicht op het bestand.", [("monitor", ("African Union",), "obligation", ())]),
    (
        "Kenia krijgt betrouwbare veiligheidsgaranties.",
        [("guarantee_security", (), "obligation", ("unnamed_obligor", "open_standard"))],
    ),
    (
        "De sancties tegen Eritrea worden opgeheven.",
        [("lift_sanctions", (), "obligation", ("unnamed_obligor", "no_deadline"))],
    ),
    ("Somalië houdt binnen 100 dagen verkiezingen.", [("hold_elections", ("Somalia",), "obligation", ())]),
]


def stated(sentence: str) -> tuple[Commitment, ...]:
    """The commitments of a sentence that is the first point of a plan with two more."""
    dutch = sentence in {row for row, _ in DUTCH}
    rest = (
        "2. Dit voorstel is vertrouwelijk.\n\n3. Het heeft drie punten."
        if dutch
        else "2. This text is secret.\n\n3. It has three points."
    )
    return tuple(one for one in find(from_text(f"1. {sentence}\n\n{rest}\n")) if one.point == "1")


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH + DUTCH)
def test_sentence(sentence: str, expected: list[Stated]) -> None:
    found = [(one.act, one.obligors, one.modality, one.vague) for one in stated(sentence)]
    assert found == expected


def test_what_is_given_in_return_is_named_by_point_and_act() -> None:
    text = "# Plan\n\n1. Kenya shall withdraw its forces from Somalia. In return, Somalia will hold elections.\n"
    first, second = find(from_text(text, media_type="text/markdown"))
    assert (first.in_return_for, second.in_return_for) == (None, "1, withdraw_forces")
    alone = "# Plan\n\n1. In return, Somalia will hold elections.\n"
    (only,) = find(from_text(alone, media_type="text/markdown"))
    assert only.in_return_for == "In return"
