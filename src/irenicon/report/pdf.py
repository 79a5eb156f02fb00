"""The assessment as a printed article, set by typst with the fonts that it brings."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

import msgspec
import typst

from irenicon.assessment import Assessment
from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.report.article import to_article
from irenicon.report.wording import wording

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no clock reaches a result


def to_pdf(assessment: Assessment, *, language: str = "en", codebook: Codebook | None = None) -> bytes:
    """The PDF, in English or Dutch; raises IreniconError "wrong_use" for another language."""
    article = to_article(assessment, codebook or load(), wording(language))
    made: bytes = typst.compile(
        files("irenicon.report").joinpath("article.typ").read_bytes(),
        sys_inputs={"article": msgspec.json.encode(article).decode()},
        ignore_system_fonts=True,
        timestamp=_CREATED,
    )
    return made
