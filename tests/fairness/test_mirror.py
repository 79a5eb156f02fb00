"""Exchange two parties' names throughout a text, and every result is exchanged with them, exactly."""

from pathlib import Path

import pytest

from irenicon.assessment import DocumentAssessment, assess_one
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text, read
from irenicon.findings.model import Commitment

from .exchange import Exchange

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "texts"
TEXTS = sorted([*(ROOT / "examples").glob("*.*"), *SHARED.glob("*.[en][nl].*")])
PAIRS = [("Russia", "Ukraine"), ("Ukraine", "United States"), ("Russia", "United States")]


def described(one: DocumentAssessment, exchange: Exchange, *, mirrored: bool) -> list[object]:
    """What is compared: all but positions, which move with the length of the names."""

    def party(name: str) -> str:
        """A party as it is compared: a name that holds another's is exchanged with it."""
        if name in (exchange.one, exchange.other):
            return exchange.party(name) if mirrored else name
        return exchange.named(name, exchanged=mirrored)

    def commitment(each: Commitment) -> list[object]:
        words = (each.quote, each.quantity, each.deadline, each.condition, each.in_return_for)
        return [
            each.point, each.act, each.modality, each.reported, each.vague,
            [party(name) for name in each.obligors], [party(name) for name in each.beneficiaries],
            [party(name) for name in each.borne_by],
            [party(name) for name in each.place],
            [word and exchange.named(word, exchanged=mirrored) for word in words],
            [value is not None for value in each.slots.values()],
        ]  # fmt: skip

    balance = [
        (party(row.party), row.gives, row.gets, row.balance, row.interval, row.unrequited, row.swings)
        for row in one.balance.parties
    ]
    pairs = [(party(pair.giver), party(pair.receiver), pair.commitments) for pair in one.balance.pairs]
    return [[commitment(each) for each in one.commitments], balance, pairs, one.balance.returns, one.missing]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_exchanged_names_give_the_exchanged_assessment(path: Path, pair: tuple[str, str]) -> None:
    document = read(path)
    exchange = Exchange(*pair, document.language)
    exchanged = from_text(exchange.text(document.text), source=document.source, media_type=document.media_type)
    mirror = assess_one(exchanged, load())
    assert described(mirror, exchange, mirrored=False) == described(
        assess_one(document, load()), exchange, mirrored=True
    )
