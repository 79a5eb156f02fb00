"""Several documents as one ledger: what is the same, what is missing where, what contradicts what."""

import itertools
from pathlib import Path

import pytest

from irenicon.assessment import Assessment, assess, assess_files
from irenicon.documents.model import Document
from irenicon.documents.reading import read
from irenicon.pipeline import reader_named

SHARED = Path(__file__).parents[3] / "shared"

PLAN = """# Draft peace plan for the two states

1. Ukraine shall limit its armed forces to 600,000 personnel.

2. It is expected that Russia will not invade neighbouring countries.

3. Russia shall withdraw its forces from Kharkiv within 30 days.

4. Both sides shall exchange all prisoners of war.
"""
REPORT_NL = """Nieuws

Wat er in het plan zou staan

Door Ada Beek
3 maart 2025

Volgens Reuters zou Oekraïne zijn krijgsmacht moeten halveren. Volgens het plan moet Rusland zijn troepen uit Charkiv
terugtrekken. Oekraïne zou het Russisch als officiële taal moeten erkennen.
"""
VERSION = """# Peace plan for the two states, second version

1. Russia will not invade neighbouring countries.

2. Ukraine shall limit its armed forces to 600,000 personnel.

3. Ukraine shall hold elections within 100 days.
"""


def document(text: str, name: str, language: str = "en") -> Document:
    return read(name, data=text.encode(), language=language)


@pytest.fixture(scope="module")
def dossier() -> Assessment:
    return assess([document(PLAN, "plan.md"), document(REPORT_NL, "article.txt", "nl")])


def standings(assessment: Assessment) -> dict[str, str]:
    return {row.act: row.standing for row in assessment.ledger.rows}


def test_a_report_in_another_language_joins_the_plan(dossier: Assessment) -> None:
    found = standings(dossier)
    assert found["limit_forces"] == "in_text"
    assert found["withdraw_forces"] == "in_text"
    assert found["exchange_prisoners"] == "unreported"
    assert found["language_status"] == "not_in_text"


def test_a_half_against_a_number_is_a_contradiction(dossier: Assessment) -> None:
    differing = {dossier.ledger.rows[each.row].act: each.differs for each in dossier.ledger.contradictions}
    assert "quantity" in differing["limit_forces"]


def test_a_joined_commitment_keeps_who_says_it(dossier: Assessment) -> None:
    report = dossier.documents[1]
    said = {one.act: saying for one, saying in zip(report.commitments, report.sayings, strict=True)}
    assert said["limit_forces"] is not None
    assert (said["limit_forces"].source, said["limit_forces"].status) == ("Reuters", "reported")
    assert dossier.documents[0].sayings == (None,) * len(dossier.documents[0].commitments)


def test_an_expectation_against_an_obligation_is_a_contradiction() -> None:
    two = assess([document(PLAN, "first.md"), document(VERSION, "second.md")])
    differing = {two.ledger.rows[each.row].act: each.differs for each in two.ledger.contradictions}
    assert differing["non_aggression"] == ("modality",)
    assert "limit_forces" not in differing


def test_reports_without_the_text_are_reported_only() -> None:
    alone = assess([document(REPORT_NL, "a.txt", "nl"), document(REPORT_NL.replace("Ada", "Ida"), "b.txt", "nl")])
    assert set(standings(alone).values()) == {"reported_only"}
    assert alone.ledger.contradictions == ()


def test_every_commitment_stands_in_one_row(dossier: Assessment) -> None:
    refs = list(itertools.chain.from_iterable(row.versions for row in dossier.ledger.rows))
    assert len(refs) == len(set(refs)) == sum(len(one.commitments) for one in dossier.documents)


def test_one_document_has_no_joined_ledger() -> None:
    assert assess(document(PLAN, "plan.md")).ledger.rows == ()


def test_who_had_a_claim_first_and_who_cites_whom() -> None:
    head = "News\n\n{}\n\n{}\n\n"
    first = head.format("Monitors wait", "The Harbour Post\nBy Ada Brook\n3 March 2025")
    first += "The old bridge was closed by its guards last night.\n"
    later = head.format("Bridge closed", "By Eve Lake\n5 March 2025")
    later += "According to the Harbour Post, the old bridge was closed by its guards.\n"
    found = assess([document(later, "later.txt"), document(first, "first.txt")])
    (chain,) = found.ledger.chains
    assert [ref.document for ref in chain.claims] == [1, 0]
    assert chain.cites == ((0, 1),)


@pytest.mark.skipif(not (SHARED / "texts").is_dir(), reason="the texts are not beside the project")
def test_the_dossier_of_the_28_points() -> None:
    names = ("plan-28-points.en.md", "opinion-2025-11-22.nl.txt", "counter-proposal-e3.en.md")
    found = assess_files([SHARED / "texts" / name for name in names], reader=reader_named("rules"))
    standing = standings(found)
    assert standing["language_status"] == standing["religious_status"] == "not_in_text"
    halved = [each for each in found.ledger.contradictions if "quantity" in each.differs]
    assert any(
        found.ledger.rows[each.row].act == "limit_forces" and {each.one.document, each.other.document} == {0, 1}
        for each in halved
    )
    said = {(claim.source, claim.status) for claim in found.documents[1].claims}
    assert {("Trump; Poetin", "confirmed"), ("westerse media", "reported"), ("Kurt Volker", "asserted")} <= said
    assert any(source == "Institute for the Study of War" for source, _ in said)
