"""Reads documents in processes beside the room, which may crash, hang or grow without harm: one for each document."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Sequence
from threading import BoundedSemaphore, Lock
from typing import IO

import msgspec

from irenicon.errors import IreniconError
from irenicon.store.model import Prepared
from irenicon.web.reader_process import OUTCOME, Outcome, Task
from irenicon.web.settings import Limits

_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR")
_WARM_UP = 5  # seconds of computing before the document


class Reader:
    """A process that has loaded the codebook and waits for its document."""

    def __init__(self, command: Sequence[str]) -> None:
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the reader
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=self._output,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
        )

    def read(self, task: Task, seconds: float) -> bytes | None:
        """What it leaves; None where it ended otherwise than in order. Raises subprocess.TimeoutExpired."""
        try:
            self.process.communicate(msgspec.msgpack.encode(task), timeout=seconds)
            self._output.seek(0)
            return self._output.read(OUTCOME) if self.process.returncode == 0 else None
        except BrokenPipeError:
            return None
        finally:
            self.end()

    def end(self) -> None:
        """Ends the process, if it has not."""
        self.process.kill()
        self.process.wait()
        self._output.close()


class Readers:
    """As many readers at once as the limits say, the next one always warm."""

    def __init__(self, limits: Limits, codebook: str = "") -> None:
        self._limits = limits
        seconds = str(int(limits.reading_time) + _WARM_UP)
        module = [sys.executable, "-m", "irenicon.web.reader_process"]
        self.command = [*module, str(limits.reading_memory), seconds, *([codebook] if codebook else [])]
        self._free = BoundedSemaphore(limits.readers)
        self._warm: deque[Reader] = deque()
        self._lock = Lock()
        self._closed = False

    def warm(self) -> None:
        """Starts the reader of the next document."""
        with self._lock:
            if not self._closed and not self._warm:
                self._warm.append(Reader(self.command))

    def read(self, task: Task) -> Prepared:
        """The document as the workspace keeps it.

        Raises IreniconError: what was wrong with the document; "unreadable" where the reader crashed, took too long or
        too much memory; "busy" where all readers have been at work for as long as one may take.
        """
        name = task.given.name
        if not self._free.acquire(timeout=self._limits.reading_time):
            raise IreniconError("busy", f"{name} was not read: others are being read. Try again in a moment.", name)
        try:
            left = self._next().read(task, self._limits.reading_time)
        except subprocess.TimeoutExpired:
            raise self._failed(name, f"takes longer than {self._limits.reading_time:g} seconds to read") from None
        finally:
            self._free.release()
            self.warm()
        found = _outcome(left)
        if found is None:
            raise self._failed(name, "brought its reader down, or needs more memory than a reader may have")
        if found.prepared is None:
            raise self._told(found, name)
        return found.prepared

    def close(self) -> None:
        """Ends the readers that wait."""
        with self._lock:
            self._closed = True
            while self._warm:
                self._warm.pop().end()

    def _next(self) -> Reader:
        with self._lock:
            while self._warm:
                reader = self._warm.popleft()
                if reader.process.poll() is None:
                    return reader
        return Reader(self.command)

    def _told(self, found: Outcome, name: str) -> IreniconError:
        if found.kind == "too_large":
            memory = f"{self._limits.reading_memory // 1_000_000:,} MB"
            return self._failed(name, f"needs more than the {memory} of memory that a reader has")
        return IreniconError(found.kind, found.reason, name)

    def _failed(self, name: str, why: str) -> IreniconError:
        said = f"{name} {why}. Nothing of it was kept; save it as plain text or in parts, and give that."
        return IreniconError("unreadable", said, name)


def _outcome(left: bytes | None) -> Outcome | None:
    """What a reader says, which is not believed before it has the form of an outcome."""
    if left is None:
        return None
    try:
        return msgspec.msgpack.decode(left, type=Outcome)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
