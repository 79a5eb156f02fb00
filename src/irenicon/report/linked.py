"""The page's documents as linked data (schema.org): articles, and the claims they make."""

from __future__ import annotations

from typing import Any

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.extraction.claims.sources import AUTHOR
from irenicon.findings.model import Claim
from irenicon.report.heading import title

_TYPES = {"opinion": "OpinionNewsArticle", "news": "NewsArticle"}


def linked_data(assessment: Assessment) -> dict[str, Any]:
    """A JSON-LD document with one node a document: `OpinionNewsArticle`, `NewsArticle`, else `CreativeWork`."""
    return {"@context": "https://schema.org", "@graph": [_article(one) for one in assessment.documents]}


def _article(one: DocumentAssessment) -> dict[str, Any]:
    document = one.document
    person = {"@type": "Person", "name": document.author, "jobTitle": document.author_role}
    node: dict[str, Any] = {
        "@type": _TYPES.get(document.kind, "CreativeWork"),
        "headline": title(document),
        "inLanguage": document.language,
        "datePublished": document.date,
        "articleSection": document.section,
        "wordCount": document.words,
        "timeRequired": f"PT{document.reading_minutes}M" if document.reading_minutes else None,
        "author": _stated(person) if document.author else None,
        "mentions": [_claim(claim, document.author) for claim in one.claims] or None,
    }
    return _stated(node)


def _claim(claim: Claim, author: str | None) -> dict[str, Any]:
    by = author if claim.source == AUTHOR else claim.source
    named = {"@type": "Person" if claim.source == AUTHOR else "Thing", "name": by}
    return _stated({"@type": "Claim", "text": claim.quote, "author": named if by else None})


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None}
