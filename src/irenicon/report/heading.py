"""The head of a report: what the document is, in one line of facts."""

from __future__ import annotations

from irenicon.documents.model import Document
from irenicon.report.wording import Wording


def points(document: Document) -> int:
    """How many numbered points the document has, without their sub-points."""
    numbered = [passage for passage in document.passages if passage.kind == "point"]
    top = min((passage.depth for passage in numbered), default=0)
    return sum(passage.depth == top for passage in numbered)


def title(document: Document) -> str:
    """The document's title, else the name of its source."""
    return document.title or document.source


def facts(document: Document, words: Wording) -> list[str]:
    """Kind, language, length, and what the page states of date, author, reading time and views."""
    stated = [
        words(document.kind, "kind"),
        words(document.language, "language"),
        f"{document.words:,} {words('words')}",
    ]
    if count := points(document):
        stated.append(f"{count} {words('points')}")
    if document.date:
        stated.append(document.date)
    if document.author:
        role = f" ({document.author_role})" if document.author_role else ""
        stated.append(f"{words('by').lower()} {document.author}{role}")
    if document.reading_minutes:
        stated.append(f"{document.reading_minutes} {words('reading_time')}")
    if document.views is not None:
        stated.append(f"{document.views:,} {words('views')}")
    return stated
