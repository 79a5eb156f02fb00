"""The reporting chain: one claim carried by several documents, who had it first, and who cites whom."""

from __future__ import annotations

from collections.abc import Sequence

from irenicon.findings.model import Claim
from irenicon.ledger.likeness import words
from irenicon.ledger.model import Chain, Entry, Ref

_ALIKE = 0.6  # share of the shorter one's words that two reports of one claim have in common
_ALIKE_SOURCED = 0.4  # where they give the same source
_FEWEST = 3  # words in common
_NOBODY = frozenset({"author", "unnamed"})


def chains(entries: Sequence[Entry]) -> tuple[Chain, ...]:
    """The claims that more than one document carries, in the order in which they first appear."""
    groups: list[list[Ref]] = []
    for number, entry in enumerate(entries):
        for index, claim in enumerate(entry.claims):
            ref = Ref(number, index)
            home = next((group for group in groups if _carries(entries, group, ref, claim)), None)
            if home is None:
                groups.append([ref])
            else:
                home.append(ref)
    return tuple(_chain(entries, group) for group in groups if len(group) > 1)


def _carries(entries: Sequence[Entry], group: Sequence[Ref], ref: Ref, claim: Claim) -> bool:
    if any(other.document == ref.document for other in group):
        return False
    return any(_alike(entries[other.document].claims[other.index], claim) for other in group)


def _alike(one: Claim, other: Claim) -> bool:
    first, second = words(one.quote), words(other.quote)
    if len(first & second) < _FEWEST:
        return False
    share = len(first & second) / min(len(first), len(second))
    same = one.source not in _NOBODY and one.source.casefold() == other.source.casefold()
    return share >= (_ALIKE_SOURCED if same else _ALIKE)


def _chain(entries: Sequence[Entry], group: Sequence[Ref]) -> Chain:
    dated = sorted(group, key=lambda ref: (entries[ref.document].document.date or "9999", ref))
    cites = tuple(
        (one.document, other.document)
        for one in dated
        for other in dated
        if one != other and _cites(entries[one.document].claims[one.index], entries[other.document])
    )
    return Chain(tuple(dated), cites)


def _cites(claim: Claim, other: Entry) -> bool:
    """Whether a claim gives as its source the author of the other document, or the outlet that its head names."""
    if claim.source in _NOBODY:
        return False
    body = next((one.start for one in other.document.passages if one.kind in ("paragraph", "point")), 0)
    head = other.document.text[:body]
    signed = f"{other.document.author or ''} {other.document.section or ''} {other.document.source} {head}"
    return claim.source.casefold() in signed.casefold()
