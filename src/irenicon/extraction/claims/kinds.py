"""The kind and the status of a claim, by the words of its sentence."""

from __future__ import annotations

from irenicon.extraction.claims.attribution import Attribution
from irenicon.extraction.claims.words import Speech
from irenicon.findings.model import ClaimKind, Status

_STATUS: dict[str, Status] = {
    "confirms": "confirmed",
    "denies": "denied",
    "reports": "reported",
    "according": "reported",
    "hearsay": "reported",
}


def status(attribution: Attribution | None, speech: Speech, carried_denial: bool) -> Status:
    """How surely a claim is made: by how its source gives it, else hedged where a word of likelihood or "would" is."""
    if carried_denial:
        return "denied"
    if attribution is not None:
        by_manner = _STATUS.get(attribution.manner)
        if by_manner:
            return by_manner
        media = attribution.source is not None and attribution.source.type == "media"
        return "reported" if media and not speech.of("ITSELF") else "asserted"
    return "hedged" if _hedges(speech) and not speech.of("MUST") else "asserted"


def _hedges(speech: Speech) -> bool:
    """Whether a word of doubt stands behind the first word; the month of May is none."""
    return any(speech.tokens[hit.first].text[0].islower() for hit in speech.of("HEDGE", first=1))


def kind(
    attribution: Attribution | None, speech: Speech, opinion: bool, supposed: bool, checkable: bool = True
) -> ClaimKind:
    """What sort of claim a sentence makes; `supposed` tells that it is the consequence of a supposition,
    `checkable` that it has a figure, a time or something past."""
    manner = attribution.manner if attribution else None
    if manner in ("confirms", "denies"):
        return "fact"
    if manner == "asks" or speech.of("MUST"):
        return "demand"
    if speech.of("COMPARE"):
        return "comparison"
    if supposed or (speech.of("FUTURE") and manner not in ("reports", "hearsay")):
        return "forecast"
    if speech.of("JUDGE") and (opinion or manner in ("says", "according")):
        return "assessment"
    return "assessment" if opinion and attribution is None and not checkable else "fact"
