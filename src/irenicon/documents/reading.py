"""Reads documents: a file, a page that the user names, or standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from irenicon.documents.about import About, about
from irenicon.documents.drawn import Drawn
from irenicon.documents.encoding import decode
from irenicon.documents.kinds import kind_of
from irenicon.documents.languages import language_of
from irenicon.documents.masthead import head
from irenicon.documents.model import Document
from irenicon.documents.outline import outline_below
from irenicon.documents.refusing import refuse
from irenicon.documents.web import SCHEMES, fetch
from irenicon.errors import Failure, IreniconError

_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|p|div|article)\b", re.IGNORECASE | re.DOTALL
)
_MEDIA = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_SNIFFED = 4096


def from_text(
    text: str,
    *,
    source: str = "text",
    media_type: str = "text/plain",
    language: str | None = None,
    stated: About | None = None,
) -> Document:
    """The document that a text is; `language` where it is known, `stated` what the markup says of the text.

    Raises IreniconError "empty" where it holds no words.
    """
    words = sum(1 for _ in _WORD.finditer(text))
    if not words:
        raise IreniconError("empty", f"{source} holds no words; give a file with the text of the plan.", source)
    language = language or language_of(text)
    day_first = None if language == "en" else True
    above = head(text, day_first)
    passages = outline_below(text, media_type != "text/plain", above)
    found = _with(stated, about(text, passages, above, day_first))
    return Document(
        source=source,
        media_type=media_type,
        text=text,
        language=language,
        kind=kind_of(text, passages, found),
        title=found.title,
        date=found.date,
        author=found.author,
        author_role=found.author_role,
        section=found.section,
        reading_minutes=found.reading_minutes,
        views=found.views,
        words=words,
        passages=passages,
    )


def _with(stated: About | None, found: About) -> About:
    """What the text says of itself, and where it is silent what its markup states."""
    if stated is None:
        return found
    return About(**{name: getattr(found, name) or getattr(stated, name) for name in About.__struct_fields__})


def read(source: str | Path, *, data: bytes | None = None, language: str | None = None) -> Document:
    """The document at a path or address, or "-" for standard input; `data` in its place where it is at hand.

    `language` is its ISO 639-1 code where it is known, else it is told from the text.

    Raises IreniconError: "not_found", "unreadable", "empty", "no_text", "encrypted" or "unknown_format".
    """
    name = str(source)
    held = bytes_of(name) if data is None else data
    if not held.strip():
        raise IreniconError("empty", f"{name} is empty; give a file with the text of the plan.", name)
    media_type = _media_type(name, held)
    drawn = _draw(held, media_type, name)
    document = from_text(drawn.text, source=name, media_type=media_type, language=language, stated=drawn.about)
    return msgspec.structs.replace(document, remarks=drawn.remarks)


def read_all(sources: Iterable[str | Path], *, language: str | None = None) -> Iterator[Document | Failure]:
    """Each source's document, or the failure to read it; a directory stands for the files in it, by name."""
    for source in sources:
        for each in files_of(source):
            try:
                yield read(each, language=language)
            except IreniconError as error:
                yield Failure.of(error, str(each))


def files_of(source: str | Path) -> list[str | Path]:
    """The source itself, or the readable kinds of files in a directory and those below it."""
    if str(source).startswith(SCHEMES) or not Path(source).is_dir():
        return [source]
    return sorted(path for path in Path(source).rglob("*") if path.is_file() and path.suffix.lower() in _MEDIA)


def bytes_of(name: str) -> bytes:
    """The bytes at a path or address, or of standard input for "-"; raises IreniconError as `read`."""
    if name == "-":
        return sys.stdin.buffer.read()
    if name.startswith(SCHEMES):
        return fetch(name)
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise IreniconError("not_found", f"There is no file {name}; check the path.", name) from None
    except OSError as error:
        raise IreniconError("unreadable", f"{name} cannot be read: {error.strerror}.", name) from error


def _media_type(name: str, data: bytes) -> str:
    """What the bytes are, by how they begin, else by the file's name."""
    refuse(data, name)
    if data.startswith(b"%PDF"):
        return _MEDIA[".pdf"]
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _MEDIA[".docx"]
    named = _MEDIA.get(Path(name).suffix.lower())
    if named == "text/html" or (named is None and _HTML.match(data[:_SNIFFED])):
        return "text/html"
    return named if named and named.startswith("text/") else "text/plain"


def _draw(data: bytes, media_type: str, source: str) -> Drawn:
    """The text of a file, by its kind; the readers of large formats are loaded when first needed."""
    if media_type == "application/pdf":
        from irenicon.documents import from_pdf

        return from_pdf.draw(data, source)
    if media_type == _MEDIA[".docx"]:
        from irenicon.documents import from_docx

        return from_docx.draw(data, source)
    if media_type == "text/html":
        from irenicon.documents import from_html

        return from_html.draw(data, source)
    text, remarks = decode(data, source)
    return Drawn(text, remarks=remarks)
