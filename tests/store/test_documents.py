"""Plans and documents are kept, and their assessment is that of the documents themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from irenicon.assessment import assess
from irenicon.documents.reading import read
from irenicon.errors import IreniconError
from irenicon.store.assessing import assessment_of_plan
from irenicon.store.documents import add_document, document, documents, held, original
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan, place, plan, plans, rename_plan, take_out
from irenicon.store.workspace import Workspace

STAMP = Stamp("ann", datetime(2031, 4, 1, 12, tzinfo=UTC))
EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN, OPINION = (EXAMPLES / name for name in ("plan.en.md", "opinion.en.txt"))


def _add(workspace: Workspace, path: Path, where: Place | None = None) -> str:
    return add_document(workspace, Given(path.read_bytes(), path.name), STAMP, where).document


def test_the_assessment_of_a_plan_is_that_of_its_documents(workspace: Workspace) -> None:
    ister = add_plan(workspace, "Lower Ister", STAMP)
    _add(workspace, PLAN, Place(ister))
    _add(workspace, OPINION, Place(ister, "reporting"))
    read_anew = [read(path.name, data=path.read_bytes()) for path in (PLAN, OPINION)]
    assert assessment_of_plan(workspace, ister) == assess(read_anew)


def test_a_document_is_kept_once_with_its_bytes(workspace: Workspace) -> None:
    first = add_document(workspace, Given(PLAN.read_bytes(), "plan.md", "https://example.org/plan.md"), STAMP)
    again = add_document(workspace, Given(PLAN.read_bytes(), "other.md"), STAMP)
    assert (first.new, again.new) == (True, False)
    assert first.document == again.document
    kept = held(workspace, first.document[:10])
    assert (kept.source, kept.origin, kept.added_by) == ("plan.md", "https://example.org/plan.md", "ann")
    assert original(workspace, kept.hash) == PLAN.read_bytes()
    assert document(workspace, kept.hash).title == "Framework for ending the war on the Lower Ister"
    assert len(documents(workspace)) == 1


def test_what_cannot_be_read_is_not_kept(workspace: Workspace) -> None:
    with pytest.raises(IreniconError) as caught:
        add_document(workspace, Given(b"%PDF-1.7 broken", "plan.pdf"), STAMP)
    assert caught.value.kind == "unreadable"
    assert documents(workspace) == ()


def test_drafts_stand_by_date_before_renderings_and_reporting(workspace: Workspace) -> None:
    ister = add_plan(workspace, "Lower Ister", STAMP)
    hashes = {}
    for name, role, date in (
        ("opinion", "reporting", None),
        ("late", "draft", "2031-03-05"),
        ("dutch", "rendering", None),
        ("early", "draft", "2031-03-01"),
    ):
        given = Given(f"1. The Parties shall cease fire ({name}).".encode(), f"{name}.txt", language="en")
        hashes[name] = add_document(workspace, given, STAMP, Place(ister, role, date)).document
    ordered = [placed.document.hash for placed in plan(workspace, ister).documents]
    assert ordered == [hashes[name] for name in ("early", "late", "dutch", "opinion")]
    place(workspace, hashes["late"], Place(ister, "draft", "2031-02-01"))
    assert plan(workspace, ister).documents[0].document.hash == hashes["late"]
    take_out(workspace, hashes["late"], ister)
    assert len(plan(workspace, ister).documents) == 3
    assert len(documents(workspace)) == 4


def test_a_plan_has_an_address_that_stays(workspace: Workspace) -> None:
    ister = add_plan(workspace, "Vrede aan de Íster — 28 punten", STAMP)
    assert ister == "vrede-aan-de-ister-28-punten"
    assert add_plan(workspace, "Vrede aan de Íster — 28 punten", STAMP) == ister
    assert add_plan(workspace, "Vrede aan de Ister, 28 punten", STAMP) == f"{ister}-2"
    assert add_plan(workspace, "和平", STAMP) == "plan"
    rename_plan(workspace, ister, "Peace")
    assert {one.id: one.name for one in plans(workspace)}[ister] == "Peace"


@pytest.mark.parametrize("unknown", ["none", "", "%", "'; DROP TABLE plans; --"])
def test_what_is_not_there_is_said(workspace: Workspace, unknown: str) -> None:
    for ask in (plan, document, held, original, assessment_of_plan):
        with pytest.raises(IreniconError) as caught:
            ask(workspace, unknown)
        assert caught.value.kind == "not_found"
