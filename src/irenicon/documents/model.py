"""A document and its outline. Every position is a character offset into `Document.text`."""

from __future__ import annotations

from typing import Literal

import msgspec

PassageKind = Literal["title", "masthead", "heading", "point", "bullet", "paragraph", "footnote", "signature"]
DocumentKind = Literal["plan", "agreement", "statement", "news", "opinion", "text"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of the text, `text[start:end]`."""

    start: int
    end: int


class Passage(msgspec.Struct, frozen=True):
    """One unit of the outline: a numbered point, a bullet, a paragraph, a heading.

    `start:end` is the passage's own words without its marker ("10. a)") and without its sub-points; `label`
    is the full label as the codebook writes it ("10", "10.a", "III.2.b", "¶5", a footnote's mark), "" for
    titles, unnumbered headings and signatures; `parent` is the index of the governing passage in
    `Document.passages`, whose lead ("The guarantee of the United States:") governs this one.
    `sentences` lie within `start:end`, in order.
    """

    label: str
    kind: PassageKind
    start: int
    end: int
    depth: int = 0
    parent: int | None = None
    sentences: tuple[Span, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A text that was read, its outline and what it says of itself.

    `text` is what was analysed: for Markdown and plain text the file's own characters (newlines normalised to
    "\\n", byte-order mark dropped), for HTML, PDF and DOCX the text drawn from it. `language` is an ISO 639-1
    code, `date` ISO 8601 ("2025-11" where no day is given). `remarks` tell what was assumed in reading ("encoding
    assumed to be windows-1252"). `reading_minutes` and `views` are as the page states them, else None.
    """

    source: str
    media_type: str
    text: str
    language: str
    kind: DocumentKind = "text"
    title: str | None = None
    date: str | None = None
    author: str | None = None
    author_role: str | None = None
    section: str | None = None
    reading_minutes: int | None = None
    views: int | None = None
    words: int = 0
    passages: tuple[Passage, ...] = ()
    remarks: tuple[str, ...] = ()

    def point_at(self, position: int) -> str:
        """The label of the point or paragraph that a position stands in, "" where it has none."""
        return next((one.label for one in self.passages if one.start <= position < one.end), "")
