"""Search over 100,000 provisions in SQLite beside a scan with LIKE: medians and 95th percentiles in milliseconds.

    uv run --locked python benchmarks/search.py [PROVISIONS] [postgresql://…]

The provisions are made up: sentences of plans with parties, places, figures and days drawn by a fixed seed, added as
documents of 500 provisions each. Every search is a different one; each kind is asked 60 times, and the scan 10 times.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from irenicon.coding.keys import read_key
from irenicon.store.documents import add_document
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan
from irenicon.store.searching import Hit, like_this, search
from irenicon.store.workspace import Workspace, open_workspace, reading

_EACH = 500
_ASKED = 60
_SCANNED = 10
_PARTIES = ("Ukraine", "Russia", "the United States", "NATO", "the European Union", "the OSCE", "France", "Poland")
_SYLLABLES = ("bor", "dal", "fen", "gar", "hol", "kir", "lom", "mar", "nor", "pel", "rus", "sal", "tor", "var", "wen")
_SENTENCES = (
    "{a} shall withdraw its heavy weapons at least {n} km from {p} within {d} days",
    "{a} shall withdraw its forces from {p} by {d} May 203{y}",
    "{a} and {b} shall cease all hostilities around {p} for {d} days",
    "{a} will limit its armed forces in {p} to {n}000 personnel",
    "{a} shall release all prisoners held in {p} within {d} days",
    "{a} will lift its sanctions against {b} after the vote in {p}",
    "{a} shall pay {n} million euros for the reconstruction of {p}",
    "{a} shall ensure safe access for humanitarian organisations to {p}",
    "{a} guarantees the security of {b} along the border at {p} for {d} years",
    "{a} will monitor the cease-fire in {p} from the first day",
    "The status of {p} is subject to further negotiations between {a} and {b}",
    "Elections will be held in {p} within {d} days",
)


def provisions(number: int, chance: random.Random) -> str:
    """A plan of so many numbered sentences."""
    return "\n\n".join(f"{each}. {_sentence(chance)}." for each in range(1, number + 1))


def _sentence(chance: random.Random) -> str:
    a, b = chance.sample(_PARTIES, 2)
    said = chance.choice(_SENTENCES).format(
        a=a, b=b, p=_place(chance), n=chance.randint(2, 90), d=chance.randint(2, 28), y=chance.randint(0, 9)
    )
    return said[0].upper() + said[1:]


def _place(chance: random.Random) -> str:
    """One of some 3,375 names, the first of them far more often than the last."""
    return "".join(_SYLLABLES[min(int(chance.expovariate(0.25)), 14)] for _ in range(3)).capitalize()


def fill(workspace: Workspace, number: int) -> None:
    chance = random.Random(1)
    stamp = Stamp("benchmark", datetime(2031, 1, 1, tzinfo=UTC))
    for plan in range(-(-number // _EACH)):
        given = Given(provisions(_EACH, chance).encode(), f"{plan}.txt", language="en")
        add_document(workspace, given, stamp, Place(add_plan(workspace, f"Plan {plan // 10}", stamp)))


def queries(chance: random.Random) -> dict[str, Callable[[], str]]:
    """What readers ask, by kind; each call makes another one."""
    party = lambda: chance.choice(("Ukraine", "Russia", "NATO", "OSCE", "France", "Poland"))  # noqa: E731
    act = lambda: chance.choice(("withdraw_forces", "withdraw_weapons", "limit_forces", "monitor"))  # noqa: E731
    return {
        "a rare word": lambda: _place(chance),
        "a common word": lambda: chance.choice(("forces", "shall", "days", "security", "sanctions", "within")),
        "two words": lambda: f"{chance.choice(('withdraw', 'prisoners', 'elections'))} {_place(chance)}",
        "a phrase": lambda: f'"{chance.choice(("heavy weapons", "armed forces", "safe access"))}" {_place(chance)}',
        "a beginning": lambda: f"{_place(chance)[:4]}* {chance.choice(('pay', 'border', 'weapons'))}",
        "fields": lambda: f"act:{act()} obligor:{party()}",
        "fields and words": lambda: f"act:{act()} obligor:{party()} {_place(chance)}",
        "fields of a plan": lambda: f"plan:plan-{chance.randint(0, 9)} vague:no_deadline act:{act()}",
    }


def timed(ask: Callable[[], object], times: int) -> Iterator[float]:
    for _ in range(times):
        started = time.perf_counter()
        ask()
        yield (time.perf_counter() - started) * 1000


def scan(workspace: Workspace, word: str) -> object:
    """What a user would do without an index: LIKE over every body."""
    wanted = text("SELECT id, body FROM entries WHERE sort = 'provision' AND body LIKE :word LIMIT 20")
    count = text("SELECT count(*) FROM entries WHERE sort = 'provision' AND body LIKE :word")
    with reading(workspace) as connection:
        given = {"word": f"%{word}%"}
        return connection.execute(wanted, given).all(), connection.execute(count, given).scalar()


def _like(workspace: Workspace, hit: Hit) -> object:
    return like_this(workspace, hit.document, read_key(hit.key))


def _shown(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(f"{name:<20} median {statistics.median(ordered):7.1f} ms   95 % {ordered[int(0.95 * len(ordered))]:7.1f} ms")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(sys.argv[2] if len(sys.argv) > 2 else Path(folder) / "room.sqlite")
        started = time.perf_counter()
        fill(workspace, number)
        with reading(workspace) as connection:
            held = connection.execute(text("SELECT count(*) FROM entries WHERE sort = 'provision'")).scalar_one()
        print(f"{held:,} provisions added in {time.perf_counter() - started:.0f} s")
        chance = random.Random(2)
        everything: list[float] = []
        for name, make in queries(chance).items():
            times = list(timed(lambda make=make: search(workspace, make()), _ASKED))  # type: ignore[misc]
            everything += times
            _shown(name, times)
        _shown("all of these", everything)
        hits = search(workspace, "in:provision", limit=_ASKED).hits
        each = iter(hits)
        like = [
            *timed(lambda: (hit := next(each)) and like_this(workspace, hit.document, read_key(hit.key)), len(hits))
        ]
        _shown("provisions like one", like)
        scanned = list(timed(lambda: scan(workspace, _place(chance)), _SCANNED))
        _shown("a scan with LIKE", scanned)
        print(f"ratio of the medians {statistics.median(scanned) / statistics.median(everything):.1f}")


if __name__ == "__main__":
    main()
