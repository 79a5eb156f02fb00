"""A plan as its pages read it, kept in memory until anything in it changes."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import msgspec

from irenicon.assessment import Assessment
from irenicon.coding.keys import placed
from irenicon.coding.model import Coded, CodedClaim, CodedCommitment, Key
from irenicon.errors import IreniconError
from irenicon.report.page import View, views_of
from irenicon.store.assessing import coded, revised_assessment
from irenicon.store.model import Plan
from irenicon.store.plans import plan as plan_in
from irenicon.store.workspace import Workspace
from irenicon.web.wording import wording

_KEPT = 64
_TURNS = 1024
SHORT = 12  # figures of a hash in an address


class Opened(msgspec.Struct, frozen=True, eq=False):
    """A plan with what stands in its documents; all but `assessment` go with `plan.documents` one to one.

    `commitments` and `claims` are those that stand, in the order of their document's assessment.
    """

    plan: Plan
    assessment: Assessment
    views: tuple[View, ...]
    coded: tuple[Coded, ...]
    commitments: tuple[tuple[CodedCommitment, ...], ...]
    claims: tuple[tuple[CodedClaim, ...], ...]

    @property
    def address(self) -> str:
        """The plan's address in the room."""
        return f"/plans/{self.plan.id}"

    def address_of(self, number: int) -> str:
        """The address of one of its documents."""
        return f"{self.address}/documents/{self.plan.documents[number].document.hash[:SHORT]}"

    def number_of(self, hash: str) -> int:
        """The number of a document by the beginning of its hash; raises IreniconError "not_found"."""
        found = [number for number, one in enumerate(self.plan.documents) if one.document.hash.startswith(hash)]
        if len(found) != 1:
            raise IreniconError("not_found", f'The plan "{self.plan.name}" has no document "{hash[:SHORT]}".')
        return found[0]

    @property
    def newest(self) -> int | None:
        """The number of the document to read first: the last draft, else the first document; None in an empty plan."""
        drafts = self.of_role("draft")
        return drafts[-1] if drafts else (0 if self.plan.documents else None)

    def of_role(self, role: str) -> list[int]:
        """The numbers of the documents of a role, in their order."""
        return [number for number, one in enumerate(self.plan.documents) if one.role == role]

    def index_of(self, number: int, key: Key | None, sort: str) -> int | None:
        """The place among those that stand of the commitment or claim that a key means; None where it does not."""
        if key is None or key.sort != sort:
            return None
        held = self.commitments[number] if sort == "commitment" else self.claims[number]
        keys = tuple(one.key for one in held)
        found = placed(key, keys)
        return keys.index(found) if found else None


def findings(held: Coded) -> tuple[CodedCommitment | CodedClaim, ...]:
    """The commitments and claims of a document, those that were rejected too."""
    return (*held.commitments, *held.claims)


def opened(workspace: Workspace, plan: str, language: str) -> Opened:
    """The plan, its views in a language; raises IreniconError "not_found"."""
    found = plan_in(workspace, plan)
    with _turn(workspace, plan):
        assessment, views, held = _read(workspace, plan, found.revision, language)
    standing = tuple(tuple(one for one in each.commitments if one.now is not None) for each in held)
    claims = tuple(tuple(one for one in each.claims if one.now is not None) for each in held)
    return Opened(found, assessment, views, held, standing, claims)


@lru_cache(maxsize=_TURNS)
def _turn(workspace: Workspace, plan: str) -> Lock:
    """Lets one request make what others of the same plan then find, where a correction sends all of them for it."""
    return Lock()


@lru_cache(maxsize=_KEPT)
def _read(
    workspace: Workspace, plan: str, revision: int, language: str
) -> tuple[Assessment, tuple[View, ...], tuple[Coded, ...]]:
    assessment = revised_assessment(workspace, plan, revision)
    held = tuple(coded(workspace, one.document.hash) for one in plan_in(workspace, plan).documents)
    return assessment, views_of(assessment, wording(language)), held
