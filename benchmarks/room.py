"""A minute of 50 readers and 5 analysts in the reading room, on loopback: how long pages take, and whether any fails.

    uv run --locked python benchmarks/room.py [DATABASE]

The room is `irenicon serve` in a process of its own, on a new workspace of SQLite or the empty PostgreSQL database
named. Readers open a page, read it for 2 to 8 seconds and go on; analysts do the same, and after every third page they
correct something or add a text. All have signed in before, and every page was read once; a correction or a new
document makes it anew. The clients run on the same machine, and take their share.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import httpx

READERS, ANALYSTS, SECONDS, PORT = 50, 5, 60, 7410
THINK = (2.0, 8.0)
ADDRESS = f"http://127.0.0.1:{PORT}"
EXAMPLES = Path(__file__).parents[1] / "examples"
PLANS = 6
_CSRF = re.compile(r'name="csrf" value="(\w+)"')


def prepared(database: str) -> dict[str, tuple[str, ...]]:
    """Fills the workspace; the tokens of sessions by role, and the paths that are read."""
    from irenicon.store.documents import add_document
    from irenicon.store.model import Given, Place, Stamp
    from irenicon.store.plans import add_plan
    from irenicon.store.settling import settle
    from irenicon.store.workspace import close, open_workspace
    from irenicon.web.accounts import Newcomer, begin_session, make_account

    workspace = open_workspace(database)
    now = datetime.now(UTC)
    stamp = Stamp("benchmark", now)
    paths = ["/", "/search?q=act:withdraw_forces", "/search?q=sanctions", "/following"]
    for number in range(PLANS):
        plan = add_plan(workspace, f"Plan {number}", stamp)
        for name, role in (("plan.en.md", "draft"), ("plan.nl.md", "rendering"), ("opinion.en.txt", "reporting")):
            data = (EXAMPLES / name).read_bytes() + f"\n\nCopy {number}.\n".encode()
            hash = add_document(workspace, Given(data, name), stamp, Place(plan, role)).document  # type: ignore[arg-type]
            paths.append(f"/plans/{plan}/documents/{hash[:12]}")
        settle(workspace, plan, stamp)
        paths += [f"/plans/{plan}", f"/plans/{plan}/reporting", f"/plans/{plan}/drafts"]
    tokens: dict[str, list[str]] = defaultdict(list)
    for role, many in (("reader", READERS), ("analyst", ANALYSTS)):
        for number in range(many):
            made = make_account(workspace, Newcomer(f"{role}{number}", "", role, None), stamp)  # type: ignore[arg-type]
            tokens[role].append(begin_session(workspace, made.name, now, 1))
    close(workspace)
    return {"paths": tuple(paths), **{role: tuple(given) for role, given in tokens.items()}}


class Log:
    """How long each request took, by kind, and what went wrong."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    async def ask(self, browser: httpx.AsyncClient, kind: str, path: str, data: dict[str, str] | None = None) -> str:
        began = time.perf_counter()
        try:
            answer = await (browser.get(path) if data is None else browser.post(path, data=data))
            if answer.status_code >= 400:
                self.wrong.append(f"{answer.status_code} {kind} {path}")
            return answer.text
        except httpx.HTTPError as error:
            self.wrong.append(f"{type(error).__name__} {kind} {path}")
            return ""
        finally:
            self.seconds[kind].append(time.perf_counter() - began)


def kind_of(path: str) -> str:
    parts = path.partition("?")[0].strip("/").split("/")
    if "documents" in parts:
        return "document"
    return parts[-1] if len(parts) != 2 else "plan"


async def visit(token: str, paths: tuple[str, ...], log: Log, until: float, number: int, changes: bool) -> None:
    """Somebody in the room until a moment."""
    chosen = random.Random(number)
    cookies = {f"irenicon-{PORT}": token}
    async with httpx.AsyncClient(base_url=ADDRESS, cookies=cookies, timeout=30, follow_redirects=True) as browser:
        await asyncio.sleep(chosen.uniform(0, THINK[1]))
        while time.perf_counter() < until:
            path = chosen.choice(paths)
            text = await log.ask(browser, kind_of(path), path)
            csrf = _CSRF.search(text)
            if changes and csrf and chosen.random() < 1 / 3:
                await change(browser, csrf[1], log, chosen, number)
            await asyncio.sleep(chosen.uniform(*THINK))


async def change(browser: httpx.AsyncClient, csrf: str, log: Log, chosen: random.Random, number: int) -> None:
    if chosen.random() < 0.3:
        text = f"# Note {number} {chosen.random()}\n\n1. Selmark shall withdraw its forces by 30 June 2031."
        sent = {"csrf": csrf, "text": text, "name": f"Note {number} {chosen.random()}", "role": "draft"}
        await log.ask(browser, "add a text", "/add", sent)
        return
    listed = await log.ask(browser, "api", "/api/documents")
    hash = chosen.choice(json.loads(listed or "[]") or [{"hash": "0" * 64}])["hash"]
    findings = await log.ask(browser, "api", f"/api/documents/{hash}/findings")
    standing = [one for one in json.loads(findings or "{}").get("commitments", ()) if one["now"]]
    if not standing:
        return
    target = {"type": "set", "target": chosen.choice(standing)["key"], "field": "deadline", "value": f"day {number}"}
    began = time.perf_counter()
    answer = await browser.post(
        f"/api/documents/{hash}/corrections", json={"change": target}, headers={"X-CSRF-Token": csrf}
    )
    log.seconds["correct"].append(time.perf_counter() - began)
    if answer.status_code >= 400:
        log.wrong.append(f"{answer.status_code} correct {answer.text[:100]}")


async def minute(held: dict[str, tuple[str, ...]]) -> Log:
    log = Log()
    until = time.perf_counter() + SECONDS
    people = [(token, False) for token in held["reader"]] + [(token, True) for token in held["analyst"]]
    await asyncio.gather(
        *(visit(token, held["paths"], log, until, number, changes) for number, (token, changes) in enumerate(people))
    )
    return log


def share(values: list[float], part: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))] * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "workspace.sqlite")
        held = prepared(database)
        command = [sys.executable, "-c", "from irenicon.cli import main; main()", "serve", "--port", str(PORT)]
        room = subprocess.Popen([*command, "--address", ADDRESS, "--database", database], stderr=subprocess.DEVNULL)
        try:
            with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as first:
                first.get(f"{ADDRESS}/sign-in", timeout=60)
                first.cookies.set(f"irenicon-{PORT}", held["reader"][0])
                for path in held["paths"]:
                    first.get(ADDRESS + path, timeout=60)
            load = os.getloadavg()[0]
            log = asyncio.run(minute(held))
        finally:
            room.terminate()
            room.wait()
    print(f"load of the machine before: {load:.2f} on {os.cpu_count()} cores")
    print(f"{'':<14}{'asked':>7}{'median':>9}{'95 %':>9}{'99 %':>9}  ms")
    pages = [one for kind, times in log.seconds.items() if kind not in ("add a text",) for one in times]
    for kind, times in [*sorted(log.seconds.items()), ("all pages", pages)]:
        shares = "".join(f"{share(times, part):>9.0f}" for part in (0.5, 0.95, 0.99))
        print(f"{kind or 'home':<14}{len(times):>7}{shares}")
    print(f"{len(log.wrong)} went wrong")
    for one in log.wrong[:10]:
        print(f"  {one}")


if __name__ == "__main__":
    main()
