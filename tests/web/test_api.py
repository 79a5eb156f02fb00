"""The room for programs: what its description says, and that no request of any form makes it fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from irenicon.web import api
from irenicon.web.settings import Limits

from .opened import PASSWORD, Opened, free_port, listening, opened, own

PLAN = (Path(__file__).parents[2] / "examples" / "plan.en.md").read_bytes()
WIDE = Limits(pages=1_000_000, changes=1_000_000, attempts=1_000_000, guesses=1_000_000)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    address = f"http://127.0.0.1:{free_port()}"  # one for each worker that runs tests of this file
    with opened(tmp_path_factory.mktemp("room"), WIDE, address) as room, listening(room):
        room.account("ada", "analyst")
        room.account("bea", "reader")
        yield room


def program(room: Opened, name: str) -> TestClient:
    asked = room.browser()
    made = asked.post("/api/session", json={"name": name, "password": PASSWORD})
    assert made.status_code == 201
    assert "set-cookie" not in made.headers
    return room.browser(Authorization=f"Bearer {made.json()['token']}")


@pytest.fixture(scope="module")
def analyst(room: Opened) -> TestClient:
    return program(room, "ada")


@pytest.fixture(scope="module")
def added(analyst: TestClient) -> dict[str, Any]:
    """The plan, its document and a finding of it."""
    plan = analyst.post("/api/plans", json={"name": "The truce"}).json()["id"]
    sent = analyst.post(
        f"/api/plans/{plan}/documents?name=plan.md&date=2031-03-03",
        content=PLAN,
        headers={"Content-Type": "application/octet-stream"},
    )
    assert sent.status_code == 201, sent.text
    hash = sent.json()["document"]
    findings = analyst.get(f"/api/documents/{hash}/findings").json()
    return {"plan": plan, "hash": hash, "key": findings["commitments"][0]["key"]}


def test_a_program_adds_reads_corrects_and_searches(analyst: TestClient, added: dict[str, Any]) -> None:
    plan, hash = added["plan"], added["hash"]
    assert analyst.get(f"/api/plans/{plan}").json()["documents"][0]["date"] == "2031-03-03"
    assert analyst.get(f"/api/documents/{hash[:8]}").json()["text"].encode() == PLAN
    file = analyst.get(f"/api/documents/{hash}/original")
    assert (file.content, file.headers["content-disposition"]) == (PLAN, "attachment")
    assert file.headers["content-type"] == "application/octet-stream"
    change = {"type": "set", "target": added["key"], "field": "deadline", "value": "at once"}
    made = analyst.post(f"/api/documents/{hash}/corrections", json={"change": change, "seen": 0, "note": "read anew"})
    assert (made.status_code, made.json()["by"]) == (201, "ada")
    first = analyst.get(f"/api/plans/{plan}/assessment").json()["commitments"][0]
    assert first["deadline"] == "at once"
    stale = {"change": {**change, "value": "later"}, "seen": 0}
    assert analyst.post(f"/api/documents/{hash}/corrections", json=stale).status_code == 409
    undone = analyst.delete(f"/api/documents/{hash}/corrections/{made.json()['number']}")
    assert undone.status_code == 200
    assert analyst.get(f"/api/plans/{plan}/assessment").json()["commitments"][0]["deadline"] != "at once"
    found = analyst.get("/api/search", params={"q": "act:ceasefire"}).json()
    assert all(one["commitment"] for one in found["found"])


def test_readers_read_and_strangers_do_not(room: Opened, added: dict[str, Any]) -> None:
    reader = program(room, "bea")
    assert reader.get("/api/plans").status_code == 200
    answer = reader.post("/api/plans", json={"name": "Mine"})
    assert (answer.status_code, answer.json()["kind"]) == (403, "only_analyst")
    assert room.browser().get("/api/plans").status_code == 401
    assert room.browser(Authorization="Bearer nonsense").get("/api/plans").status_code == 401
    assert room.browser().post("/api/session", json={"name": "bea", "password": "no"}).status_code == 401
    assert reader.delete("/api/session").status_code == 204
    assert reader.get("/api/plans").status_code == 401


def test_a_browsers_session_changes_nothing_without_its_own_value(room: Opened) -> None:
    browser = room.signed_in("cid", "analyst")
    assert browser.get("/api/plans").status_code == 200
    assert browser.post("/api/plans", json={"name": "Another"}).status_code == 403
    token = {"X-CSRF-Token": own(browser, "/account")}
    assert browser.post("/api/plans", json={"name": "Another"}, headers=token).status_code == 201


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"name": 1}', b'{"name": "a", "more": 1}', b'{"name": "a\\u0000"}', b"\xff"]
)
def test_what_is_not_as_described_is_told(analyst: TestClient, body: bytes) -> None:
    answer = analyst.post("/api/plans", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["kind"]) == (422, "wrong_use")
    assert analyst.post("/api/plans", content=body, headers={"Content-Type": "text/plain"}).status_code == 415


def test_the_description_is_open_to_all_and_names_no_page(room: Opened) -> None:
    described = room.browser().get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) >= {"/api/plans", "/api/search", "/api/documents/{hash}/corrections"}
    assert all(path.startswith("/api/") for path in described["paths"])


schema = schemathesis.openapi.from_dict(json.loads(api.get_description().body))
schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)


@schema.parametrize()
@hypothesis.settings(max_examples=10, deadline=None, derandomize=True, database=None)
def test_no_request_makes_the_room_fail(case: Case, room: Opened, analyst: TestClient, added: dict[str, Any]) -> None:
    """Every operation with what its description allows and with what it does not, of what there is and what not."""
    if case.path_parameters and len(str(case.path_parameters)) % 2:
        known = {"id": added["plan"], "hash": added["hash"], "number": 1}
        case.path_parameters = {name: known[name] for name in case.path_parameters}
    who = program(room, "ada") if case.operation.label == "DELETE /api/session" else analyst
    headers = {"Authorization": who.headers["Authorization"]}
    case.call_and_validate(base_url=room.settings.address, headers=headers, checks=CHECKS)
