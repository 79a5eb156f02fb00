"""What is exchanged with other programs: documents, and what people or programs coded in them."""

from __future__ import annotations

import msgspec

from irenicon.assessment import Assessment
from irenicon.documents.model import Document
from irenicon.errors import Failure
from irenicon.findings.model import Claim, Commitment, Saying
from irenicon.ledger.model import Entry


class Coding(msgspec.Struct, frozen=True):
    """A commitment or claim as somebody coded it; `when` is an ISO 8601 date-time, both None where not known.

    `saying` is who the document gives as the source of a commitment.
    """

    item: Commitment | Claim
    saying: Saying | None = None
    who: str | None = None
    when: str | None = None


class Coded(msgspec.Struct, frozen=True):
    """A document with what was coded in it."""

    document: Document
    codings: tuple[Coding, ...]

    @property
    def entry(self) -> Entry:
        """The same as an entry of a ledger, from which it can be measured."""
        stated = [one for one in self.codings if isinstance(one.item, Commitment)]
        return Entry(
            document=self.document,
            commitments=tuple(one.item for one in stated if isinstance(one.item, Commitment)),
            sayings=tuple(one.saying for one in stated),
            claims=tuple(one.item for one in self.codings if isinstance(one.item, Claim)),
        )


class Project(msgspec.Struct, frozen=True):
    """Coded documents; `left` tells what a file held that could not be kept, and why."""

    name: str
    documents: tuple[Coded, ...]
    left: tuple[Failure, ...] = ()


def project_of(assessment: Assessment, name: str = "Irenicon") -> Project:
    """An assessment as a project, each document with its commitments and then its claims."""
    return Project(
        name,
        tuple(
            Coded(
                one.document,
                (
                    *(Coding(each, said) for each, said in zip(one.commitments, one.sayings, strict=True)),
                    *(Coding(each) for each in one.claims),
                ),
            )
            for one in assessment.documents
        ),
    )
