"""What people made of a document, as hand-coded lines that the program can be scored against."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from irenicon.errors import IreniconError
from irenicon.evaluation.gold import GoldClaim, GoldCommitment, to_lines
from irenicon.findings.model import Claim, Commitment
from irenicon.store.assessing import coded
from irenicon.store.codings import codings
from irenicon.store.workspace import Workspace


class Gold(msgspec.Struct, frozen=True):
    """Commitments and claims, each one JSON record a line in UTF-8."""

    commitments: bytes
    claims: bytes


def gold(workspace: Workspace, document: str, analyst: str | None = None) -> Gold:
    """The corrected findings of a document, or an analyst's own coding of it once it is done.

    Raises IreniconError "not_found" for an unknown document or a coding that is not there or not done.
    """
    if analyst is None:
        held = coded(workspace, document)
        return _gold(held.standing_commitments, held.standing_claims)
    own = next((one for one in codings(workspace, document, analyst) if one.analyst == analyst and one.done), None)
    if own is None:
        raise IreniconError("not_found", f'There is no finished coding of {document[:12]} by "{analyst}".')
    return _gold(own.commitments, own.claims)


def _gold(commitments: Iterable[Commitment], claims: Iterable[Claim]) -> Gold:
    ordered = sorted(commitments, key=lambda one: (one.start, one.end, one.act))
    said = sorted(claims, key=lambda one: (one.start, one.end))
    return Gold(to_lines(ordered, GoldCommitment), to_lines(said, GoldClaim))
