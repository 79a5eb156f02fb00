"""Reads documents: a file, a page that the user names, or standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from irenicon.documents.about import about
from irenicon.documents.kinds import kind_of
from irenicon.documents.languages import language_of
from irenicon.documents.masthead import head
from irenicon.documents.model import Document
from irenicon.documents.outline import outline_below
from irenicon.errors import Failure, IreniconError

_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")
_MEDIA = {".txt": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}


def from_text(text: str, *, source: str = "text", media_type: str = "text/plain") -> Document:
    """The document that a text is; raises IreniconError "empty" where it holds no words."""
    if not _WORD.search(text):
        raise IreniconError("empty", f"{source} holds no words; give a file with the text of the plan.", source)
    language = language_of(text)
    day_first = None if language == "en" else True
    above = head(text, day_first)
    passages = outline_below(text, media_type == "text/markdown", above)
    stated = about(text, passages, above, day_first)
    return Document(
        source=source,
        media_type=media_type,
        text=text,
        language=language,
        kind=kind_of(text, passages, stated),
        title=stated.title,
        date=stated.date,
        author=stated.author,
        author_role=stated.author_role,
        section=stated.section,
        reading_minutes=stated.reading_minutes,
        views=stated.views,
        words=sum(1 for _ in _WORD.finditer(text)),
        passages=passages,
    )


def read(source: str | Path, *, data: bytes | None = None) -> Document:
    """The document at a path, or "-" for standard input; `data` in its place where it is at hand."""
    name = str(source)
    if data is None:
        if name == "-":
            data = sys.stdin.buffer.read()
        else:
            try:
                data = Path(source).read_bytes()
            except FileNotFoundError:
                raise IreniconError("not_found", f"There is no file {name}; check the path.", name) from None
            except OSError as error:
                raise IreniconError("unreadable", f"{name} cannot be read: {error.strerror}.", name) from error
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return from_text(text, source=name, media_type=_MEDIA.get(Path(name).suffix.lower(), "text/plain"))


def read_all(sources: Iterable[str | Path]) -> Iterator[Document | Failure]:
    """Each source's document, or the failure to read it; a directory stands for the files in it."""
    for source in sources:
        try:
            yield read(source)
        except IreniconError as error:
            yield Failure.of(error, str(source))
