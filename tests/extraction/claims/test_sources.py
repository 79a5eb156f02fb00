"""Who says so: sources and statuses of claims, in English and Dutch, in articles written for the test."""

import pytest

from irenicon.codebook.loading import load
from irenicon.documents.reading import read
from irenicon.extraction.analysed import analysed
from irenicon.extraction.claims.finding import find_claims
from irenicon.extraction.rules.finding import find_in
from irenicon.findings.model import Claim

ENGLISH = "News\n\nMonitors wait at the bridge\n\nBy Ada Brook\n3 March 2025\n\n{}\n"
DUTCH = "Nieuws\n\nWaarnemers wachten bij de brug\n\nDoor Ada Beek\n3 maart 2025\n\n{}\n"


def claims(text: str, language: str = "en") -> tuple[Claim, ...]:
    page = (ENGLISH if language == "en" else DUTCH).format(text)
    codebook = load()
    reading = analysed(read("article.txt", data=page.encode(), language=language), codebook)
    return find_claims(reading, find_in(reading, codebook)).claims


@pytest.mark.parametrize(
    ("text", "source", "source_type", "status"),
    [
        ("According to Reuters, the bridge was never closed.", "Reuters", "media", "reported"),
        ("The mission's spokesman denied that the bridge was closed.", "mission's spokesman", "official", "denied"),
        ("President Maria Lund confirmed that she had seen the letter.", "Maria Lund", "official", "confirmed"),
        (
            "The bridge is safe, the Institute for Bridges said on Friday.",
            "Institute for Bridges",
            "institute",
            "asserted",
        ),
        ("“The bridge is not safe at all,” said Jon Berg, a member of parliament.", "Jon Berg", "official", "asserted"),
        ("The bridge was reportedly closed by its own guards.", "unnamed", "unnamed", "reported"),
        ("The bridge may well be closed before the summer.", "author", "author", "hedged"),
        ("The bridge has been closed since the beginning of May.", "author", "author", "asserted"),
        ("The letter has not been published by anybody so far.", "author", "author", "asserted"),
    ],
)
def test_english_sources(text: str, source: str, source_type: str, status: str) -> None:
    (claim,) = claims(text)
    assert (claim.source, claim.source_type, claim.status) == (source, source_type, status)


@pytest.mark.parametrize(
    ("text", "source", "source_type", "status"),
    [
        ("Volgens het persbureau Reuters was de brug nooit dicht.", "Reuters", "media", "reported"),
        (
            "De woordvoerder van de missie ontkende dat de brug dicht was.",
            "woordvoerder van de missie",
            "official",
            "denied",
        ),
        ("President Maria Lund heeft bevestigd dat zij de brief kent.", "Maria Lund", "official", "confirmed"),
        ("„De brug is niet veilig,” zegt minister Jan Berg.", "Jan Berg", "official", "asserted"),
        ("‘De brug is echt niet veilig’, waarschuwt onderzoeker Piet Smit.", "Piet Smit", "institute", "asserted"),
        ("De brug is naar verluidt gesloten door haar eigen bewakers.", "unnamed", "unnamed", "reported"),
        ("De brug zou voor de zomer dicht zijn geweest.", "author", "author", "hedged"),
        ("De brief is nog door niemand gepubliceerd.", "author", "author", "asserted"),
    ],
)
def test_dutch_sources(text: str, source: str, source_type: str, status: str) -> None:
    (claim,) = claims(text, "nl")
    assert (claim.source, claim.source_type, claim.status) == (source, source_type, status)


def test_a_source_named_once_is_carried_on() -> None:
    first, second, third = claims(
        "The Institute for Bridges (IFB) warned that the bridge is weak. "
        "According to the institute, it was built in haste. IFB said the river is rising."
    )
    assert first.source == second.source == third.source == "Institute for Bridges"
    assert third.source_type == "institute"


def test_a_pronoun_goes_on_with_the_last_speaker() -> None:
    _, second = claims("Minister Eva Holm said the bridge was weak. She added that nobody had asked her.")
    assert second.source == "Eva Holm"


def test_a_question_and_a_heading_claim_nothing() -> None:
    assert claims("Who would pay for a new bridge across the river?") == ()


def test_the_source_has_its_span() -> None:
    (claim,) = claims("According to Reuters, the bridge was never closed.")
    (span,) = claim.evidence["source"]
    assert ENGLISH.format("According to Reuters, the bridge was never closed.")[span.start : span.end] == "Reuters"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The people of the valley were not consulted about the bridge.", "en", True),
        ("De bewoners van de vallei waren niet betrokken bij de brug.", "nl", True),
        ("The bridge was never closed to the people of the valley.", "en", False),
    ],
)
def test_who_had_no_part(text: str, language: str, expected: bool) -> None:
    (claim,) = claims(text, language)
    assert claim.leaves_out is expected
