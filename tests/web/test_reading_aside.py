"""Documents read in processes beside the room: what they do there harms nobody."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from irenicon.errors import IreniconError
from irenicon.store.model import Given
from irenicon.web.reader_process import Task
from irenicon.web.reading_aside import Readers
from irenicon.web.settings import Limits

PLAN = (Path(__file__).parents[2] / "examples" / "plan.en.md").read_bytes()


@pytest.fixture
def readers() -> Iterator[Readers]:
    made = Readers(Limits(reading_memory=900_000_000))
    yield made
    made.close()


def _acting(readers: Readers, code: str) -> None:
    """Puts a program in the place of the reader."""
    readers.command = [sys.executable, "-c", code]


def test_a_document_is_read_as_in_the_room_itself(readers: Readers) -> None:
    from irenicon.codebook.loading import load
    from irenicon.store.preparing import prepare

    given = Given(PLAN, "plan.md")
    assert readers.read(Task(given)) == prepare(given, load())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "unknown_format"),
        ("broken.docx", b"PK\x03\x04" + b"\x01\x02" * 50, "unreadable"),
        ("broken.pdf", b"%PDF-1.7 and no more", "unreadable"),
        ("nothing.txt", b"", "empty"),
    ],
)
def test_what_is_no_document_is_told(readers: Readers, name: str, data: bytes, kind: str) -> None:
    with pytest.raises(IreniconError) as raised:
        readers.read(Task(Given(data, name)))
    assert raised.value.kind == kind
    assert name in str(raised.value)


def test_a_zip_bomb_meets_the_limit_of_memory(readers: Readers) -> None:
    with pytest.raises(IreniconError, match="memory") as raised:
        readers.read(Task(Given(_bomb(), "bomb.docx")))
    assert raised.value.kind == "unreadable"
    assert readers.read(Task(Given(PLAN, "plan.md"))).commitments


@pytest.mark.parametrize(
    "code",
    [
        "import os, signal, sys; sys.stdin.buffer.read(); os.kill(os.getpid(), signal.SIGSEGV)",
        "import os; os._exit(1)",
        "import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'\\x00 not an outcome')",
        "import sys; sys.stdin.buffer.read()",
    ],
)
def test_a_reader_that_crashes_or_babbles_is_replaced(readers: Readers, code: str) -> None:
    right = readers.command
    _acting(readers, code)
    with pytest.raises(IreniconError, match="brought its reader down"):
        readers.read(Task(Given(PLAN * 200, "plan.md")))
    readers.close()
    readers.command = right
    assert readers.read(Task(Given(PLAN, "plan.md"))).commitments


def test_a_reader_that_hangs_is_killed() -> None:
    readers = Readers(Limits(reading_time=1.0))
    _acting(readers, "import time; time.sleep(600)")
    began = time.monotonic()
    with pytest.raises(IreniconError, match="longer than 1 seconds"):
        readers.read(Task(Given(PLAN, "plan.md")))
    readers.close()
    assert time.monotonic() - began < 20


def test_a_waiting_reader_that_was_killed_is_not_used(readers: Readers) -> None:
    readers.warm()
    os.kill(readers._warm[0].process.pid, signal.SIGKILL)
    readers._warm[0].process.wait()
    assert readers.read(Task(Given(PLAN, "plan.md"))).commitments


def test_a_reader_is_told_nothing_that_it_could_give_away(monkeypatch: pytest.MonkeyPatch, readers: Readers) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    readers.warm()
    environment = Path(f"/proc/{readers._warm[0].process.pid}/environ").read_bytes()
    assert b"secret" not in environment


def _bomb() -> bytes:
    """A DOCX of 1 MB whose text is 1 GB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<w:document>")
            for _ in range(1_000):
                part.write(b"a" * 1_000_000)
    return packed.getvalue()


_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
