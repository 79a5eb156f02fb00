"""What another program coded, as commitments and claims: the words and the code, and nothing that it does not say."""

from __future__ import annotations

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document, Span
from irenicon.exchange.codes import ACT, Meaning
from irenicon.extraction.claims.sources import AUTHOR
from irenicon.findings.model import Claim, Commitment


def coded(meaning: Meaning, document: Document, place: Span, codebook: Codebook) -> Commitment | Claim:
    """The commitment or claim at a place. A commitment names nobody and says so; a claim is the author's."""
    quote = document.text[place.start : place.end]
    if meaning.sort != ACT:
        told = {"source": AUTHOR, "source_type": "author", "status": "asserted", "kind": meaning.id}
        where = {"document": document.source, "quote": quote, "start": place.start, "end": place.end}
        return msgspec.convert({**where, **told}, Claim)
    act = codebook.acts[meaning.id]
    return Commitment(
        document=document.source,
        point=document.point_at(place.start),
        quote=quote,
        start=place.start,
        end=place.end,
        act=act.id,
        obligors=(),
        beneficiaries=(),
        modality=act.modality,
        vague=("unnamed_obligor",),
        slots=dict.fromkeys(act.slots),
    )
