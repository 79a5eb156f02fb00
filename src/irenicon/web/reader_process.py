"""A process that reads one document for the room and ends: what the document does to it harms nobody.

It gets a task on standard input and leaves its outcome on standard output, both as plain data; it holds no address of
the database, no session, and may open no connection and start no process.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError, Kind
from irenicon.languages.names import Name
from irenicon.store.model import Given, Prepared
from irenicon.store.preparing import prepare

OUTCOME = 300_000_000  # bytes at most
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "ctypes.")


class Task(msgspec.Struct, frozen=True):
    """A document to read; `told` are names that others of its plan define."""

    given: Given
    told: tuple[Name, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """The document as the workspace keeps it, or why there is none."""

    prepared: Prepared | None = None
    kind: Kind | Literal["too_large"] = "too_large"
    reason: str = ""


def outcome(task: Task, codebook: Codebook, preparing: Callable[..., Prepared] = prepare) -> Outcome:
    """What becomes of a document; where it needs more memory than there is, that is told."""
    try:
        return Outcome(preparing(task.given, codebook, task.told))
    except IreniconError as error:
        return Outcome(kind=error.kind, reason=str(error))
    except (MemoryError, RecursionError):
        return Outcome(kind="too_large")


def limit(memory: int, seconds: int) -> None:
    """Limits this process for good: bytes of memory, seconds of computing, what it writes; leaves no core."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, OUTCOME),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def _forbid(event: str, arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"A reader does not do this: {event}")


def main() -> None:
    """Reads one document: `python -m irenicon.web.reader_process MEMORY SECONDS [CODEBOOK]`."""
    codebook = load(Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    prepare(Given(b"1. The Parties shall cease fire.", "ready"), codebook)
    limit(int(sys.argv[1]), int(sys.argv[2]))
    sys.addaudithook(_forbid)
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome(task, codebook)))


if __name__ == "__main__":
    main()
