"""Who drafted, who had no part, and who is bound without one, over a plan and an article on it."""

import msgspec
import pytest

from irenicon.assessment import assess
from irenicon.documents.reading import read

PLAN = """# Peace plan

1. Ukraine shall withdraw its forces from Crimea within 30 days.

2. France will pay 2 billion euros to Ukraine.

3. The United States will monitor the withdrawal.
"""
ENGLISH = """Opinion

A plan made in secret

The plan was drafted in secret by American and Russian envoys, according to Reuters. Washington and Moscow wrote the
text without consulting Kyiv. European governments were sidelined by the United States.
"""
DUTCH = """Opinie

Een plan in het geheim

Amerikaanse en Russische gezanten hebben het plan in het geheim opgesteld, meldde Reuters. Oekraïne werd daarbij niet
geraadpleegd. Het plan werd volgens de krant door de Verenigde Staten geschreven.
"""


@pytest.mark.parametrize("article", [ENGLISH, DUTCH])
def test_the_reporting_says_who_drafted_and_who_had_no_part(article: str) -> None:
    found = assess([read("plan.md", data=PLAN.encode()), read("article.txt", data=article.encode())])
    roles = {(seat.party, seat.role) for seat in found.table.seats}
    assert {("United States", "drafts"), ("Russia", "drafts"), ("Ukraine", "absent")} <= roles
    assert "Ukraine" in found.table.bound_absent
    assert "France" in found.table.bound_unheard
    assert "United States" not in found.table.bound_unheard


def test_a_seat_leads_to_the_words() -> None:
    found = assess([read("plan.md", data=PLAN.encode()), read("article.txt", data=ENGLISH.encode())])
    seat = next(seat for seat in found.table.seats if (seat.party, seat.role) == ("Ukraine", "absent"))
    (ref,) = seat.claims
    assert "without consulting Kyiv" in " ".join(found.documents[ref.document].claims[ref.index].quote.split())


def test_who_is_left_out_is_no_drafter() -> None:
    found = assess(read("a.txt", data=b"Opinion\n\nA plan\n\nUkraine was not consulted when the plan was drafted.\n"))
    (claim,) = found.documents[0].claims
    assert (claim.absent, claim.drafters) == (("Ukraine",), ())


def test_the_table_mirrors_the_names() -> None:
    def table(*pair: str) -> bytes:
        texts = [
            text.replace("Kenya", "{0}").replace("Somalia", "{1}").format(*pair)
            for text in (
                "# Plan\n\n1. Kenya shall withdraw its forces.\n\n2. Somalia will monitor the withdrawal.\n",
                "Opinion\n\nA plan\n\nThe plan was drafted by Somalia without consulting Kenya.\n",
            )
        ]
        found = assess([read(f"{number}.md", data=text.encode()) for number, text in enumerate(texts)])
        return msgspec.json.encode(found.table)

    there = table("Kenya", "Somalia").decode()
    back = table("Somalia", "Kenya").decode()
    assert there == back.replace("Kenya", "\0").replace("Somalia", "Kenya").replace("\0", "Somalia")
