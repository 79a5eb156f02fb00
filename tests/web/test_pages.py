"""The pages as people use them without script: add a plan, read, filter, correct, undo, compare, follow, save, send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from irenicon.report.wording import LANGUAGES
from irenicon.report.wording import wording as as_reported
from irenicon.store.assessing import coded
from irenicon.store.correcting import history
from irenicon.store.feed import feed
from irenicon.store.plans import plan as plan_in
from irenicon.store.unpacking import import_archive
from irenicon.store.workspace import close, open_workspace
from irenicon.web.uploads import pasted
from irenicon.web.wording import wording

from .opened import Opened, opened, own, send

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = "framework-for-ending-the-war-on-the-lower-ister"
_AT = re.compile(r'href="(/plans/[^"]+\?at=commitment:limit_forces[^"#]*)')


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with opened(tmp_path_factory.mktemp("room")) as room:
        for name, role in (("ada", "analyst"), ("bea", "analyst"), ("cleo", "reader")):
            room.account(name, role)  # type: ignore[arg-type]
        ada = browser(room, "ada")
        text = (EXAMPLES / "plan.en.md").read_text(encoding="utf-8")
        earlier = text.replace("120,000", "150,000")
        assert add(ada, text=earlier, date="2031-02-01").headers["location"].startswith(f"/plans/{PLAN}/documents/")
        add(ada, text=text, plan=PLAN)
        add(ada, text=(EXAMPLES / "opinion.en.txt").read_text(encoding="utf-8"), plan=PLAN, role="reporting")
        yield room


def browser(room: Opened, name: str) -> TestClient:
    made = room.browser()
    assert send(made, "/sign-in", "/sign-in", name=name, password="a long way home").status_code == 303
    return made


def add(browser: TestClient, **fields: str):  # type: ignore[no-untyped-def]
    return browser.post("/add", data={"csrf": own(browser, "/add"), **fields})


def document(room: Opened) -> str:
    """The address of the plan's last draft."""
    drafts = [one for one in plan_in(room.workspace, PLAN).documents if one.role == "draft"]
    return f"/plans/{PLAN}/documents/{drafts[-1].document.hash[:12]}"


def limit_forces(room: Opened, reader: TestClient) -> str:
    found = _AT.search(reader.get(document(room)).text)
    assert found
    return found[1]


def test_an_empty_room_says_what_to_do(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        words = wording("en")
        page = room.signed_in("ada", "analyst").get("/").text
        assert words("empty", "welcome") in page
        assert 'href="/add"' in page


def test_the_plan_opens_with_its_last_draft(room: Opened) -> None:
    reader = browser(room, "cleo")
    page = reader.get(f"/plans/{PLAN}").text
    assert "120,000" in page
    assert "3 March 2031" in page
    assert 'href="/add' not in page
    assert reader.get(f"/plans/{PLAN}/reporting").text.count("cut its army by half") >= 1


def test_what_cannot_be_read_is_told_and_the_others_are_kept(room: Opened) -> None:
    ada = browser(room, "ada")
    files = [
        ("file", ("good.md", b"# A\n\n1. Kenya shall withdraw its troops from Somalia.\n")),
        ("file", ("bad.pdf", b"%PDF-1.4 no")),
    ]
    answer = ada.post("/add", data={"csrf": own(ada, "/add"), "name": "Two files"}, files=files)
    assert answer.status_code == 422
    assert "bad.pdf" in answer.text
    assert [one.document.title for one in plan_in(room.workspace, "two-files").documents] == ["A"]


def test_nothing_to_add_is_said(room: Opened) -> None:
    assert add(browser(room, "ada")).status_code == 422


def test_filters_are_part_of_the_address(room: Opened) -> None:
    reader = browser(room, "cleo")
    page = reader.get(f"{document(room)}?{urlencode({'party': 'OSCE'})}").text
    entries = re.findall(r'<li class="entry[^>]*>', page)
    assert len(entries) > 20
    assert sum("hidden" not in entry for entry in entries) == 1
    assert '<option value="OSCE" selected>' in page


def test_a_chosen_commitment_is_open_and_its_words_marked(room: Opened) -> None:
    reader = browser(room, "cleo")
    page = reader.get(limit_forces(room, reader)).text
    assert page.count("<details open>") == 1
    marked = "".join(re.findall(r'class="q chosen"[^>]*>([^<]*)', page))
    assert " ".join(marked.split()) == "In return, Arvenia will limit its armed forces to 120,000 personnel"


def test_a_correction_flows_into_the_page_and_is_undone(room: Opened) -> None:
    ada, reader = browser(room, "ada"), browser(room, "cleo")
    at = limit_forces(room, reader)
    key = at.partition("at=")[2]
    form = f"{document(room)}/correct?at={key}"
    page = ada.get(form).text
    fields = {**fields_of(page), "deadline": "by 1 May 2031", "note": "it says so in annex 2"}
    kept = ada.post(f"{document(room)}/correct", data=fields)
    assert kept.status_code == 303
    shown = reader.get(kept.headers["location"]).text
    assert wording("en")("corrected", "pages") in shown
    assert "by 1 May 2031" in shown
    hash = plan_in(room.workspace, PLAN).documents[1].document.hash
    made = history(room.workspace, hash)[-1]
    assert (made.by, made.note) == ("ada", "it says so in annex 2")
    assert "by 1 May 2031" in reader.get(f"{document(room)}/files/ledger.csv").text
    undone = send(ada, f"{document(room)}/undo", form, correction=str(made.number))
    assert undone.status_code == 303
    assert "by 1 May 2031" not in reader.get(f"{document(room)}/files/ledger.csv").text
    assert "by 1 May 2031" in reader.get(f"{document(room)}/history").text


def test_what_was_kept_at_once_is_one_entry_and_undone_at_once(room: Opened) -> None:
    ada = browser(room, "ada")
    key = limit_forces(room, ada).partition("at=")[2]
    hash = plan_in(room.workspace, PLAN).documents[1].document.hash
    stood = coded(room.workspace, hash)
    room.clock.pass_(seconds=1)
    fields = {**fields_of(ada.get(f"{document(room)}/correct?at={key}").text), "deadline": "by 2 June 2031"}
    assert ada.post(f"{document(room)}/correct", data={**fields, "vague": ["open_condition"]}).status_code == 303
    entry = entries(ada, room)[0]
    assert "by 2 June 2031" in entry
    assert wording("en")("vague", "field") in entry
    room.clock.pass_(seconds=1)
    number = re.findall(r'name="correction" value="(\d+)"', entry)
    send(ada, f"{document(room)}/undo", f"{document(room)}/history", correction=number[0])
    undoing, undone = entries(ada, room)[:2]
    assert [one.now for one in coded(room.workspace, hash).commitments] == [one.now for one in stood.commitments]
    assert wording("en")("undid", "pages").format(by="ada") in undoing
    assert "by 2 June 2031" in undoing
    assert wording("en")("undone", "pages") in undone
    assert 'name="correction"' not in undone


def entries(reader: TestClient, room: Opened) -> list[str]:
    """The entries of the history of the last draft, the last first."""
    return reader.get(f"{document(room)}/history").text.split('<li id="correction-')[1:]


def test_two_who_change_the_same_field_are_told(room: Opened) -> None:
    ada, bea = browser(room, "ada"), browser(room, "bea")
    at = limit_forces(room, ada)
    form = f"{document(room)}/correct?at={at.partition('at=')[2]}"
    one, other = fields_of(ada.get(form).text), fields_of(bea.get(form).text)
    assert ada.post(f"{document(room)}/correct", data={**one, "quantity": "100,000"}).status_code == 303
    late = bea.post(f"{document(room)}/correct", data={**other, "quantity": "90,000"})
    assert late.status_code == 409
    assert "90,000" in late.text


def test_a_commitment_is_added_by_its_words(room: Opened) -> None:
    ada = browser(room, "ada")
    found = ada.get(f"{document(room)}/correct?add=commitment&from=Draft+of+3&to=Calder").text
    start, end = re.findall(r"start=(\d+)&amp;end=(\d+)", found)[0]
    form = f"{document(room)}/correct?add=commitment&start={start}&end={end}"
    fields = {**fields_of(ada.get(form).text), "act": "set_timeline", "obligors": "OSCE; Arvenia"}
    kept = ada.post(f"{document(room)}/correct", data=fields)
    assert kept.status_code == 303
    assert wording("en")("added_by_person", "pages") in ada.get(kept.headers["location"]).text
    hash = plan_in(room.workspace, PLAN).documents[1].document.hash
    added = [one for one in coded(room.workspace, hash).commitments if one.original is None]
    assert added[0].now is not None
    assert added[0].now.obligors == ("OSCE", "Arvenia")
    assert added[0].now.quote == "Draft of 3 March 2031, tabled by the mediators in Port Calder"


def test_a_commitment_is_rejected(room: Opened) -> None:
    ada = browser(room, "ada")
    key = re.findall(r"\?at=(commitment:educate|commitment:monitor[^&\"#]*)", ada.get(document(room)).text)[0]
    fields = fields_of(ada.get(f"{document(room)}/correct?at={key}").text)
    assert ada.post(f"{document(room)}/correct", data={**fields, "do": "reject"}).status_code == 303
    assert wording("en")("rejected", "pages") in ada.get(document(room)).text


def test_a_reader_corrects_nothing(room: Opened) -> None:
    reader = browser(room, "cleo")
    at = limit_forces(room, reader)
    assert reader.get(f"{document(room)}/correct?at={at.partition('at=')[2]}").status_code == 403
    assert send(reader, f"{document(room)}/correct", at="x").status_code == 403


@pytest.mark.parametrize("at", ["", "x", "commitment:none:1-2", "claim::9-9", "commitment:a:1-2%00"])
def test_what_is_no_finding_is_told(room: Opened, at: str) -> None:
    ada = browser(room, "ada")
    assert ada.get(f"{document(room)}/correct?at={at}").status_code in (400, 404, 422)
    assert ada.get(f"{document(room)}?at={at}").status_code in (200, 400)


@pytest.mark.parametrize("words", ["<b>", "no such words", "((", "\\"])
def test_words_that_are_not_in_the_text_are_told(room: Opened, words: str) -> None:
    ada = browser(room, "ada")
    page = ada.get(f"{document(room)}/correct?{urlencode({'add': 'commitment', 'from': words})}").text
    assert wording("en")("not_in_text", "pages") in page


def test_the_shortest_words_that_fit_are_offered(room: Opened) -> None:
    asked = urlencode({"add": "commitment", "from": "the Parties", "to": "hostilities"})
    page = browser(room, "ada").get(f"{document(room)}/correct?{asked}").text
    assert re.findall(r'start=\d+&amp;end=\d+">([^<]*)<', page) == ["The Parties shall cease all hostilities"]


def test_two_drafts_differ_and_do_not_contradict(room: Opened) -> None:
    told = [one for one in feed(room.workspace, limit=500) if one.kind == "contradiction"]
    assert told
    assert all("cut its army by half" in " ".join(one.told.quotes) for one in told)


def test_drafts_are_compared_at_an_address(room: Opened) -> None:
    reader = browser(room, "cleo")
    page = reader.get(f"/plans/{PLAN}/drafts?from=0&to=1").text
    assert "<del>150,000</del>" in page
    back = reader.get(f"/plans/{PLAN}/drafts?from=1&to=0").text
    assert "<ins>150,000</ins>" in back
    assert reader.get(f"/plans/{PLAN}/drafts?from=x&to=99").status_code == 200


def test_a_comparison_marks_what_rests_on_a_correction(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        ada = room.signed_in("ada", "analyst")
        text = (EXAMPLES / "plan.en.md").read_text(encoding="utf-8")
        add(ada, text=text, date="2031-02-01")
        add(ada, text=text.replace("Draft of 3 March 2031", "Draft of 4 April 2031"), plan=PLAN)
        compared = f"/plans/{PLAN}/drafts?from=0&to=1"
        words = wording("en")
        assert words("corrections_compared", "pages") not in ada.get(compared).text
        first = f"/plans/{PLAN}/documents/{plan_in(room.workspace, PLAN).documents[0].document.hash[:12]}"
        keys = re.findall(r"at=(commitment:[a-z_]+:[0-9-]+)", ada.get(first).text)
        for key, fields in ((keys[0], {"deadline": "by 1 May 2031"}), (keys[-1], {"do": "reject"})):
            form = fields_of(ada.get(f"{first}/correct?at={key}").text)
            assert ada.post(f"{first}/correct", data={**form, **fields}).status_code == 303
        page = ada.get(compared).text
        assert words("corrections_compared", "pages") in page
        row = next(one for one in page.split("<li data-item")[1:] if "by 1 May 2031" in one)
        assert "by ada in Draft 1, 1 February 2031:" in row
        assert words("decides", "pages") in row
        assert sum(words("decides", "pages") in one for one in page.split("<li data-item")) == 1
        assert words("left_out", "pages").format(by="ada", draft="Draft 1, 1 February 2031") in page


def test_drafts_of_one_title_are_told_apart(room: Opened) -> None:
    reader = browser(room, "cleo")
    home = reader.get("/").text
    for said in ("Draft 1, 1 February 2031", "Draft 2, 3 March 2031"):
        assert f'<span class="quiet">{said}:</span> <a href=' in home
        assert f">{said}: Framework" in reader.get(f"/plans/{PLAN}/drafts").text
        assert said in home[home.index('id="lately"') :]


def test_a_pasted_text_without_a_title_is_named_by_whole_words() -> None:
    made = pasted("the parties shall withdraw their forces from the whole of the valley by the end of June")
    assert made.name == "the parties shall withdraw their forces from the whole of.md"


def test_who_follows_reads_so_on_the_button(room: Opened) -> None:
    reader = browser(room, "cleo")
    for on, said in (("1", "following"), ("", "follow")):
        send(reader, "/following", sort="party", name="Selmark", on=on)
        page = reader.get("/about/party/Selmark").text
        assert re.search(rf'aria-pressed="[a-z]+">{wording("en")(said, "pages")}</button>', page)


def test_a_link_of_this_machine_says_so(room: Opened) -> None:
    assert wording("en")("send_link_here", "pages") in browser(room, "cleo").get(f"{document(room)}/share").text


def test_following_shows_what_changed(room: Opened) -> None:
    reader = browser(room, "cleo")
    assert wording("en")("nothing_changed", "pages") in reader.get("/following").text
    send(reader, "/following", sort="party", name="Arvenia", on="1", next="/following")
    page = reader.get("/following").text
    assert f"· {wording('en')('contradiction', 'event')}</p>" in page
    feed = re.search(r'href="(/following\.atom\?[^"]+)"', page)
    assert feed
    unknown = room.browser()
    atom = unknown.get(feed[1].replace("&amp;", "&"))
    root = ElementTree.fromstring(atom.content)
    assert root.findall("{http://www.w3.org/2005/Atom}entry")
    assert unknown.get("/following.atom?account=cleo&key=0").status_code == 303
    send(reader, "/following", sort="party", name="Arvenia", next="/following")
    assert not ElementTree.fromstring(reader.get("/following.atom").content).findall(
        "{http://www.w3.org/2005/Atom}entry"
    )


def test_a_passed_deadline_is_told_once(room: Opened) -> None:
    reader = browser(room, "cleo")
    send(reader, "/following", sort="plan", name=PLAN, on="1")
    room.clock.pass_(days=160)
    reader = browser(room, "cleo")
    reader.get("/following")
    page = reader.get("/following").text
    assert page.count(wording("en")("deadline", "event")) == 2
    assert "2031-06-30" in page


def test_deadlines_as_a_calendar(room: Opened) -> None:
    made = browser(room, "cleo").get(f"/plans/{PLAN}/deadlines.ics")
    assert made.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20310630" in made.text


def test_saved_items_lead_back(room: Opened) -> None:
    reader = browser(room, "cleo")
    hash = plan_in(room.workspace, PLAN).documents[1].document.hash
    key = limit_forces(room, reader).partition("at=")[2]
    send(reader, "/saved", sort="commitment", name=f"{hash}/{key}", on="1")
    send(reader, "/saved", sort="document", name=hash, on="1")
    send(reader, "/saved", sort="plan", name="gone", on="1")
    page = reader.get("/saved").text
    assert "will limit its armed forces" in page
    assert f'href="/plans/{PLAN}/documents/{hash[:12]}"' in page
    send(reader, "/saved", sort="document", name=hash)
    assert f'href="/plans/{PLAN}/documents/{hash[:12]}"' not in reader.get("/saved").text


def test_search_marks_what_it_finds_and_leads_there(room: Opened) -> None:
    reader = browser(room, "cleo")
    page = reader.get("/search?q=act:withdraw_forces+obligor:Selmark").text
    assert "from the Orlen valley" in page
    assert "<mark>" in reader.get("/search?q=hostilities").text
    like = re.search(r'href="(/search\?like=[^"]+)"', page)
    assert like
    assert reader.get(like[1]).status_code == 200
    assert reader.get("/search?q=%22%22%22(((").status_code == 200


def test_a_search_that_cannot_be_meant_is_told(room: Opened) -> None:
    reader = browser(room, "cleo")
    assert "There is no act withdraw_force;" in reader.get("/search?q=act:withdraw_force").text
    assert "There is no field foo" in reader.get("/search?q=foo:bar").text
    long = reader.get(f"/search?q={'a' * 301}")
    assert long.status_code == 422
    assert "has 301 characters, and 300 are the most" in long.text
    assert "should have" not in long.text


def test_somebody_is_read_about(room: Opened) -> None:
    reader = browser(room, "cleo")
    assert "from the Orlen valley" in reader.get("/about/party/Selmark").text
    assert "Tomas Rehn" in reader.get("/about/person/Tomas%20Rehn").text
    assert reader.get("/about/party/%3Cb%3E%2F..").status_code == 200
    assert reader.get("/about/planet/Mars").status_code == 422


def test_two_code_without_seeing_and_settle_what_differs(room: Opened) -> None:
    ada, bea = browser(room, "ada"), browser(room, "bea")
    here = f"{document(room)}/coding"
    text = room_text(room)
    start = text.index("Selmark shall withdraw its forces")
    span = {"add": "commitment", "start": str(start), "end": str(start + len("Selmark shall withdraw its forces"))}
    for analyst, obligors in ((ada, "Selmark"), (bea, "Arvenia")):
        assert "valley by 30 June" in analyst.get(here).text or analyst.get(here).status_code == 200
        send(analyst, f"{here}/begin", here)
        form = f"{here}?{urlencode(span)}"
        fields = {**fields_of(analyst.get(form).text), "act": "withdraw_forces", "obligors": obligors}
        assert analyst.post(here, data=fields).status_code == 303
    assert wording("en")("agreement_wait", "pages") in ada.get(f"{document(room)}/agreement").text
    for analyst in (ada, bea):
        assert send(analyst, f"{here}/done", here).status_code == 303
    page = ada.get(f"{document(room)}/agreement").text
    assert f"{wording('en')('to_settle', 'pages')}: 1" in page
    assert "selmark" in page.lower()
    assert browser(room, "cleo").get(here).status_code == 403


BEGINS = {
    "page.html": b"<!doctype html>",
    "assessment.json": b"{",
    "ledger.csv": b"document,",
    "claims.csv": b"document,",
    "annotations.jsonld": b"{",
    "ledger.xlsx": b"PK",
    "dossier.pdf": b"%PDF",
    "dossier.docx": b"PK",
    "project.qdpx": b"PK",
}


@pytest.mark.parametrize("name", BEGINS)
def test_files_to_take_along(room: Opened, name: str) -> None:
    reader = browser(room, "cleo")
    for address in (f"/plans/{PLAN}", document(room)):
        made = reader.get(f"{address}/files/{name}")
        assert made.status_code == 200
        assert "attachment" in made.headers["content-disposition"]
        assert made.content.startswith(BEGINS[name])
    assert reader.get(f"/plans/{PLAN}/files/none.xyz").status_code == 404


def test_an_owner_takes_the_whole_room_along(room: Opened, tmp_path: Path) -> None:
    assert browser(room, "ada").get("/archive").status_code == 403
    owner = room.signed_in("olga", "owner")
    (tmp_path / "room.zip").write_bytes(owner.get("/archive").content)
    other = open_workspace(tmp_path / "other.sqlite")
    import_archive(other, tmp_path / "room.zip")
    assert plan_in(other, PLAN) == plan_in(room.workspace, PLAN)
    close(other)


def test_every_page_speaks_both_languages(room: Opened) -> None:
    reader = browser(room, "ada")
    for path in (
        "/",
        f"/plans/{PLAN}",
        f"{document(room)}/history",
        f"{document(room)}/share",
        "/following",
        "/saved",
        "/search",
        "/add",
    ):
        page = reader.get(path, headers={"Accept-Language": "nl"}).text
        assert '<html lang="nl">' in page
        assert wording("nl")("following", "pages") in page


def test_every_language_says_the_same_things() -> None:
    first, *others = (wording(language).sections for language in LANGUAGES)
    for other in others:
        assert {name: set(words) for name, words in other.items()} == {
            name: set(words) for name, words in first.items()
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rooms_words_hide_none_of_the_reports(language: str) -> None:
    for name, said in as_reported(language).sections.items():
        assert set(said) <= set(wording(language).sections[name])


def test_dutch_pages_write_roles_and_figures_in_dutch(room: Opened) -> None:
    page = browser(room, "ada").get(f"/plans/{PLAN}", headers={"Accept-Language": "nl"}).text
    assert f'<th scope="col">{as_reported("nl")("guarantees", "role")}</th>' in page
    assert re.search(r"[0-9],[0-9]{2}\.", page)


def test_what_a_text_says_cannot_become_markup(room: Opened) -> None:
    ada = browser(room, "ada")
    text = (
        "# <script>alert(1)</script>\n\n1. Kenya shall withdraw <img src=x onerror=alert(1)> its troops from Somalia.\n"
    )
    there = add(ada, text=text, name='"><script>alert(2)</script>').headers["location"]
    for path in (
        there,
        "/",
        "/following",
        "/search?q=%3Cscript%3E",
        "/about/party/%3Cscript%3Ealert(3)%3C%2Fscript%3E",
    ):
        page = ada.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def room_text(room: Opened) -> str:
    from irenicon.store.documents import document as read

    return read(room.workspace, plan_in(room.workspace, PLAN).documents[1].document.hash).text


def fields_of(page: str) -> dict[str, Any]:
    """The fields of the form of a finding, as a browser would send them."""
    form = page[page.index('class="stack" method="post"') :]
    form = form[: form.index("</form>")]
    fields = dict(re.findall(r'<input (?:type="hidden" )?name="(\w+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        fields[name] = chosen[1] if chosen else ""
    ticked: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="checkbox" name="(\w+)" value="(\w+)" checked', form):
        ticked.setdefault(name, []).append(value)
    return {**fields, **ticked}
