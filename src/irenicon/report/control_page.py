"""The pace of control as a page of its own."""

from __future__ import annotations

from markupsafe import Markup

from irenicon.report.control_tables import remarks_said, sea_said
from irenicon.report.paces import pace_view
from irenicon.report.page import environment, resource
from irenicon.report.wording import wording
from irenicon.territory.model import Summary
from irenicon.territory.reckoning import Reckoning


def pace_to_html(found: Reckoning, summary: Summary, language: str) -> str:
    """One self-contained page, in English or Dutch."""
    words = wording(language)
    return (
        environment()
        .get_template("control.html")
        .render(
            pace=pace_view(found, words),
            words=words,
            remarks=(sea_said(summary, words), *remarks_said(summary.remarks, words)),
            style=Markup(resource("page.css") + resource("control.css")),
        )
    )
