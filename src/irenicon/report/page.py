"""The assessment as one self-contained page: inline style, script and pictures, no request to anywhere."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Protocol

import jinja2
import msgspec
from markupsafe import Markup

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.extraction.claims.words import percentages
from irenicon.report.brief import sentences
from irenicon.report.curves import band, course
from irenicon.report.dossier import disagreements, joined
from irenicon.report.experienced import given_words, probability, provision
from irenicon.report.filters import Filters
from irenicon.report.ground import ground_views, passing, people
from irenicon.report.heading import facts, title
from irenicon.report.holding import COVERAGES, SHOWN_ROLES, matrix, seated
from irenicon.report.kept import input_name, needed, strongest_clause
from irenicon.report.linked import linked_data
from irenicon.report.marked import Block, blocks
from irenicon.report.wording import Wording, explain, in_return, said_by, wording


class View(msgspec.Struct, frozen=True):
    """One document as the page shows it."""

    id: str
    title: str
    facts: tuple[str, ...]
    assessed: DocumentAssessment
    blocks: tuple[Block, ...]
    widest: int


class Addresses(Protocol):
    """Where the things that a page speaks of are read: relative addresses, or fragments of the page itself."""

    def document(self, view: View) -> str:
        """A document's."""

    def commitment(self, view: View, index: int) -> str:
        """A commitment's."""

    def claim(self, view: View, index: int) -> str:
        """A claim's."""


class OnThePage:
    """All on the one page."""

    def document(self, view: View) -> str:
        """A document's."""
        return f"#{view.id}"

    def commitment(self, view: View, index: int) -> str:
        """A commitment's."""
        return f"#{view.id}-c{index}"

    def claim(self, view: View, index: int) -> str:
        """A claim's."""
        return f"#{view.id}-k{index}"


class Reading(msgspec.Struct, frozen=True):
    """How a page is read: where its addresses lead, what of it is shown, and the commitment or claim that is chosen.

    `sendable` tells that the filters are part of the page's address, so that they work without script.
    """

    address: Addresses
    filters: Filters = Filters()
    chosen: int | None = None
    chosen_claim: int | None = None
    sendable: bool = False


def to_html(assessment: Assessment, *, language: str = "en", codebook: Codebook | None = None) -> str:
    """The page, in English or Dutch; raises IreniconError "wrong_use" for another language."""
    words = wording(language)
    return (
        environment()
        .get_template("page.html")
        .render(
            shown(assessment, views_of(assessment, words), codebook or load(), words),
            style=Markup(_resources(".css", assessment)),
            script=Markup(_resources(".js", assessment)),
        )
    )


def views_of(assessment: Assessment, words: Wording) -> tuple[View, ...]:
    """The documents as pages show them."""
    return tuple(_view(f"d{index}", one, words) for index, one in enumerate(assessment.documents))


def shown(
    assessment: Assessment,
    views: tuple[View, ...],
    codebook: Codebook,
    words: Wording,
    reading: Reading | None = None,
) -> dict[str, Any]:
    """All that the parts of a page (`parts/*.html`) speak of."""
    how = reading or Reading(OnThePage())
    return {
        "views": views,
        "brief": sentences(assessment, codebook, words),
        "failures": assessment.failures,
        "words": words,
        "acts": codebook.acts,
        "codebook": codebook,
        "reading": how,
        "address": how.address,
        "filters": how.filters,
        "explain": explain,
        "in_return": in_return,
        "said_by": said_by,
        "percentages": percentages,
        "grade": assessment.grade,
        "rows": joined(assessment),
        "disagreements": disagreements(assessment),
        "chains": assessment.ledger.chains,
        "linked": linked_data(assessment),
        "table": assessment.table,
        "coverages": COVERAGES,
        "roles_shown": SHOWN_ROLES,
        "matrix": matrix,
        "seated": seated,
        "provision": provision,
        "given_words": given_words,
        "probability": probability,
        "course": course,
        "band": band,
        "input_name": input_name,
        "needed": needed,
        "strongest_clause": strongest_clause,
        "grounds": ground_views(assessment, codebook, words),
        "people": people,
        "passing": passing,
    }


def _view(identifier: str, one: DocumentAssessment, words: Wording) -> View:
    return View(
        id=identifier,
        title=title(one.document),
        facts=tuple(facts(one.document, words)),
        assessed=one,
        blocks=blocks(one.document, one.commitments),
        widest=max((len(s.commitments) for p in one.balance.parties for s in (p.gives, p.gets)), default=1) or 1,
    )


def environment() -> jinja2.Environment:
    """The templates of this room: escaped, and strict about what is not there."""
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(template),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def template(name: str) -> str | None:
    """A template of this room, None where it has none of that name."""
    try:
        return resource(name)
    except FileNotFoundError:
        return None


def resource(name: str) -> str:
    """A file of this room: template, style or script."""
    return files("irenicon.report").joinpath(name).read_text(encoding="utf-8")


def _resources(ending: str, assessment: Assessment) -> str:
    """The style or script of a page, with that of the map where there is one."""
    names = ["page.css", "page.js", *(["map.css", "map.js", "control.css"] if assessment.ground else [])]
    return "\n".join(resource(name) for name in names if name.endswith(ending))
