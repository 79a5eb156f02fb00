"""The room in a real browser: what people do in it, on a desktop and a phone, in light and dark, without script."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from irenicon.store.documents import add_document
from irenicon.store.feed import note_changes
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan

from .opened import PASSWORD, Opened, opened

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
EXAMPLES = Path(__file__).parents[2] / "examples"
NAME = "Framework for ending the war on the Lower Ister"
PLAN = "/plans/framework-for-ending-the-war-on-the-lower-ister"
SELECT = """(words) => {
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(node, at, node, at + words.length);
        return words;
    }
    throw new Error(`not in the text: ${words}`);
}"""
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

if not CHROMIUM.exists():
    pytest.skip("there is no chromium here", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A served room with the example plan, an earlier draft of it, and an article."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with opened(tmp_path_factory.mktemp("room"), address=f"http://127.0.0.1:{port}") as room:
        for name in ("ada", "bea", "cy", "dan"):
            room.account(name, "owner" if name == "dan" else "analyst")
        text = (EXAMPLES / "plan.en.md").read_bytes()
        stamp = Stamp("ada", room.clock())
        plan = add_plan(room.workspace, NAME, stamp)
        for data, name, role, date in (
            (text.replace(b"120,000", b"150,000"), "earlier.md", "draft", "2031-02-01"),
            (text, "plan.md", "draft", None),
            ((EXAMPLES / "opinion.en.txt").read_bytes(), "opinion.txt", "reporting", None),
        ):
            add_document(room.workspace, Given(data, name), stamp, Place(plan, role, date))  # type: ignore[arg-type]
        note_changes(room.workspace, plan, room.clock())
        server = uvicorn.Server(uvicorn.Config(room.application, port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            thread.join(0.05)
        yield room
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


class Window:
    """A window of somebody who has signed in; it keeps the hosts that were asked and what went wrong in the page."""

    def __init__(self, chromium: Any, room: Opened, name: str, **how: Any) -> None:
        self.home = room.settings.address
        self.context = chromium.new_context(base_url=self.home, **how)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda line: self.wrong.append(line.text) if line.type == "error" else None)
        self.page.set_default_timeout(20_000)
        self.page.goto("/sign-in")
        self.page.fill("[name=name]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button.main")
        self.page.wait_for_url("**/")

    def close(self) -> None:
        self.context.close()
        assert self.wrong == []
        assert [url for url in self.asked if not url.startswith((self.home, "blob:", "data:"))] == []


def overflows(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"])


def test_an_analyst_adds_reads_corrects_compares_follows_searches_and_leaves(chromium: Any, room: Opened) -> None:
    window = Window(chromium, room, "ada", viewport=DESKTOP)
    page = window.page
    page.click("text=Add a plan")
    page.set_input_files("[name=file]", EXAMPLES / "plan.nl.md")
    page.fill("[name=name]", "A plan in Dutch")
    page.click("text=Read it")
    page.wait_for_url("**/plans/a-plan-in-dutch/documents/*")
    assert page.locator(".entry").count() > 15

    page.goto(PLAN)
    entry = page.locator(".entry", has_text="Limit armed forces")
    entry.locator("summary").click()
    assert "at=commitment:limit_forces" in page.url
    assert page.locator(".q.chosen").first.is_visible()
    page.select_option(".ledger [name=party]", "OSCE")
    assert page.locator(".entry:visible").count() == 1
    assert "party=OSCE" in page.url
    page.reload()
    assert page.locator(".entry:visible").count() == 1
    page.select_option(".ledger [name=party]", "")

    entry.locator("text=Correct").click()
    page.focus("[name=deadline]")
    page.evaluate(SELECT, "by 30 June 2031")
    page.click(".selection >> text=By when")
    assert page.input_value("[name=deadline]") == "by 30 June 2031"
    page.uncheck("[name=vague][value=no_deadline]")
    page.click("button[value=save]")
    page.wait_for_url("**#at")
    assert page.locator(".entry.chosen .state.firm").is_visible()
    assert page.locator(".entry.chosen .corrected").is_visible()
    assert page.locator(".entry.chosen .original del").first.is_visible()
    page.locator(".entry.chosen summary").click()
    assert page.locator(".q.evidence", has_text="by 30 June 2031").count() == 1

    page.click("nav.tabs >> text=Drafts")
    assert page.locator(".changes del", has_text="150,000").is_visible()
    assert page.locator(".changes ins", has_text="120,000").is_visible()

    page.click("nav.tabs >> text=Text and ledger")
    page.click("summary:has-text('Follow')")
    page.click(".menu button:has-text('Arvenia')")
    page.wait_for_selector(".menu button[aria-pressed=true]:has-text('Arvenia')")
    page.keyboard.press("Escape")
    assert not page.locator(".menu button:has-text('Arvenia')").is_visible()
    page.click(".bar >> text=Following")
    assert page.locator(".feed >> text=contradiction").first.is_visible()

    page.fill(".find input", "act:withdraw_forces")
    page.keyboard.press("Enter")
    page.click(".hits .snippet a >> nth=0")
    page.wait_for_url("**/plans/**")
    assert page.locator(".entry.chosen").is_visible()
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in*")
    page.goto(PLAN)
    assert "/sign-in" in page.url
    window.close()


def test_selected_words_become_a_commitment(chromium: Any, room: Opened) -> None:
    window = Window(chromium, room, "bea", viewport=DESKTOP)
    page = window.page
    page.goto(PLAN)
    selected = page.evaluate(SELECT, "tabled by the mediators in Port")
    page.click(".selection >> text=Add as a commitment")
    assert page.locator(".quoted").inner_text() == selected
    page.select_option("[name=act]", "set_timeline")
    page.fill("[name=obligors]", "OSCE")
    page.click("button[value=save]")
    page.wait_for_url("**#at")
    chosen = page.locator(".entry.chosen")
    assert "OSCE" in chosen.inner_text()
    assert page.locator(".q.chosen").first.inner_text().startswith("tabled by")
    chosen.locator("text=its history").or_(page.locator("nav.tabs >> text=History")).first.click()
    page.locator(".history li", has_text="added a commitment").first.locator("text=Undo").click()
    page.wait_for_url("**/history")
    assert page.locator(".history .undone").count() == 1
    window.close()


def test_a_phone_reads_chooses_and_saves(chromium: Any, room: Opened) -> None:
    window = Window(chromium, room, "cy", viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    page = window.page
    for path in ("/", PLAN, f"{PLAN}/reporting", f"{PLAN}/drafts", "/search?q=withdraw", "/following", "/add"):
        page.goto(path)
        assert not overflows(page), path
    page.goto(PLAN)
    page.locator(".entry", has_text="Limit armed forces").locator("summary").tap()
    assert page.locator(".entry.chosen blockquote").is_visible()
    assert not page.evaluate("(one => one.scrollHeight > one.clientHeight + 1)(document.querySelector('.text'))")
    page.locator("#actions >> text=Save").tap()
    page.wait_for_selector("#actions button[aria-pressed=true]")
    page.goto("/saved")
    assert page.locator(".feed li").count() == 1
    window.close()


def test_reading_needs_no_script(chromium: Any, room: Opened) -> None:
    window = Window(chromium, room, "cy", viewport=DESKTOP, java_script_enabled=False)
    page = window.page
    page.goto(PLAN)
    page.select_option(".ledger [name=state]", "vague")
    page.click(".ledger button")
    page.wait_for_url("**state=vague**")
    shown = page.locator(".entry:visible")
    assert 0 < shown.count() < page.locator(".entry").count()
    page.locator(".strip a").first.click()
    page.wait_for_url("**at=commitment**")
    assert page.locator(".entry.chosen details[open]").count() == 1
    window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(chromium: Any, room: Opened, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    window = Window(chromium, room, "dan", viewport=DESKTOP, color_scheme=scheme, reduced_motion="reduce")
    page = window.page
    page.goto(PLAN)
    here = page.locator(".assessment").get_attribute("data-correct").removesuffix("/correct")
    at = page.locator(".entry a.here").first.get_attribute("href")
    key = re.search("at=([^#]*)", at)[1]  # type: ignore[index]
    paths = (
        "/",
        "/add",
        at,
        f"{PLAN}/reporting",
        f"{PLAN}/drafts",
        f"{here}/history",
        f"{here}/share",
        f"{here}/coding",
        f"{here}/correct?at={key}",
        "/following",
        "/saved",
        "/search",
        "/search?q=withdraw",
        "/about/party/Arvenia",
        "/account",
        "/accounts",
    )
    faults = []
    for path in paths:
        page.goto(path)
        if path == at:
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for one in axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                faults.append((path, one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:200]))
    assert faults == []
    window.close()
