"""Reads DOCX: paragraphs, headings, numbered and bulleted lists, tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from irenicon.documents.about import About
from irenicon.documents.drawn import Drawn
from irenicon.errors import IreniconError

_HEADING = re.compile(r"^heading (\d)", re.IGNORECASE)
_INDENT = "    "


def draw(data: bytes, source: str) -> Drawn:
    """The text of a DOCX file; raises IreniconError "unreadable" where it is broken, "encrypted" where it is locked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = f"{source} is an old Word file or locked with a password; save it as an open .docx and give that."
        raise IreniconError("encrypted", message, source)
    try:
        word = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise IreniconError("unreadable", f"{source} is a broken DOCX file: {error}.", source) from error
    stated = word.core_properties
    about = About(title=stated.title or None, author=stated.author or None)
    return Drawn("\n\n".join(_blocks(word)).strip() + "\n", about)


def _blocks(word: Word) -> Iterator[str]:
    numbers = _Numbers()
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
        elif block.text.strip():
            yield numbers.marked(block)


class _Numbers:
    """Counts the numbered paragraphs, whose numbers Word does not write into the text."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], int] = {}

    def marked(self, paragraph: Paragraph) -> str:
        """A paragraph's words behind the mark of a heading, a bullet or its number."""
        style = (paragraph.style.name if paragraph.style else "") or ""
        text = paragraph.text.strip()
        if style == "Title":
            return f"# {text}"
        if heading := _HEADING.match(style):
            return f"{'#' * int(heading[1])} {text}"
        if style.startswith("List Bullet"):
            return f"- {text}"
        listed = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
        if not listed and not style.startswith("List Number"):
            return text
        return self._numbered(paragraph, style, text)

    def _numbered(self, paragraph: Paragraph, style: str, text: str) -> str:
        properties: Any = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        level = properties.ilvl.val if properties is not None and properties.ilvl is not None else 0
        run = str(properties.numId.val) if properties is not None and properties.numId is not None else style
        count = self._counts[run, level] = self._counts.get((run, level), 0) + 1
        for deeper in [key for key in self._counts if key[0] == run and key[1] > level]:
            del self._counts[deeper]
        mark = f"{count}." if level % 2 == 0 else f"{chr(ord('a') + (count - 1) % 26)})"
        return f"{_INDENT * level}{mark} {text}"
