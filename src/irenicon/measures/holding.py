"""What makes a plan hold: guarantees, what is verified, dated and followed by a consequence, and asymmetries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from irenicon.documents.model import Document
from irenicon.findings.model import Commitment
from irenicon.measures.guarantees import Asymmetry, Guarantee, asymmetries, guarantees
from irenicon.measures.verification import Check, checks


class Coverage(msgspec.Struct, frozen=True):
    """How much of a set of commitments has something: a share, 0–1 (None for an empty set), and those that have it."""

    share: float | None
    having: tuple[int, ...]
    of: tuple[int, ...]


class Holding(msgspec.Struct, frozen=True):
    """Guarantees, a check of every other commitment, coverage as shares, and asymmetries.

    All but `dated` are out of all that is checked. `verified`: a verifier named for it; `overseen`: one of the text as
    a whole only; `accessible`: a verifier with access; `sanctioned`: a consequence of its own breach; `answerable`: one
    of any breach only; `complete`: verifier, access, deadline and consequence of its own; `bare`: nothing of its own.
    `dated` is out of those that have a deadline or need one.
    """

    guarantees: tuple[Guarantee, ...]
    checks: tuple[Check, ...]
    verified: Coverage
    overseen: Coverage
    accessible: Coverage
    dated: Coverage
    sanctioned: Coverage
    answerable: Coverage
    complete: Coverage
    bare: Coverage
    asymmetries: tuple[Asymmetry, ...]


def holding(document: Document, commitments: Sequence[Commitment]) -> Holding:
    """What makes the commitments of a text hold."""
    given = guarantees(commitments)
    found = checks(document, commitments)
    timed = [
        check.commitment for check in found if check.deadline or "no_deadline" in commitments[check.commitment].vague
    ]
    return Holding(
        guarantees=given,
        checks=found,
        verified=_which(found, lambda check: check.reach == "named"),
        overseen=_which(found, lambda check: check.reach == "whole"),
        accessible=_which(found, lambda check: bool(check.access)),
        dated=_coverage(timed, [index for index in timed if commitments[index].deadline]),
        sanctioned=_which(found, lambda check: check.breach == "named"),
        answerable=_which(found, lambda check: check.breach == "whole"),
        complete=_which(found, lambda check: check.complete),
        bare=_which(found, lambda check: check.bare),
        asymmetries=asymmetries(commitments, given),
    )


def _which(found: Sequence[Check], has: Callable[[Check], bool]) -> Coverage:
    return _coverage([check.commitment for check in found], [check.commitment for check in found if has(check)])


def _coverage(of: Sequence[int], having: Sequence[int]) -> Coverage:
    return Coverage(len(having) / len(of) if of else None, tuple(having), tuple(of))
