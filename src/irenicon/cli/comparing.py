"""`irenicon compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.assessing import Language, Words, with_progress
from irenicon.cli.writing import put
from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.report.compared import Comparison

Sources = Annotated[list[str], typer.Argument(metavar="A B…", help="Texts of one plan, earliest first.")]
Renderings = Annotated[
    bool, typer.Option("--renderings", help="The texts are versions of one document, by different outlets.")
]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write as JSON; - for standard output.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write as CSV; - for standard output.")]
Docx = Annotated[Path | None, typer.Option("--docx", metavar="FILE", help="Write two drafts with tracked changes.")]


def compare(
    sources: Sources,
    renderings: Renderings = False,
    html: Html = None,
    json: Json = None,
    csv: Csv = None,
    docx: Docx = None,
    words: Words = "en",
    language: Language = None,
) -> None:
    """Compare drafts of a plan: what became of every commitment, and who moved.

    Exit codes: 0 done, 1 some inputs failed (the rest is there), 2 wrong use.
    """
    from rich.console import Console

    from irenicon.assessment import assess
    from irenicon.codebook.loading import load
    from irenicon.report.compared import comparison, show_comparison
    from irenicon.report.wording import wording

    said = wording(words)
    book = load()
    assessed = assess(with_progress(sources, language), codebook=book)
    for failure in assessed.failures:
        typer.echo(f"irenicon: {failure.reason}", err=True)
    if len(assessed.documents) < 2:
        raise IreniconError("wrong_use", "Two texts or more are needed to compare.")
    if docx and (len(assessed.documents) != 2 or renderings):
        raise IreniconError("wrong_use", "Tracked changes (--docx) are between two drafts.")
    found = comparison(assessed, renderings=renderings)
    _write(found, html, json, csv, docx, words)
    if Path("-") not in (json, csv):
        show_comparison(found, Console(highlight=False), said, book)
    raise typer.Exit(1 if assessed.failures else 0)


def _write(
    found: Comparison, html: Path | None, json: Path | None, csv: Path | None, docx: Path | None, words: str
) -> None:
    from irenicon.codebook.loading import load
    from irenicon.report import compared

    if json:
        put(json, compared.comparison_to_json(found))
    if csv:
        put(csv, compared.comparison_to_csv(found).encode())
    if html:
        put(html, compared.comparison_to_html(found, load(), language=words).encode())
    if docx:
        from irenicon.report.redline import to_redline

        put(docx, to_redline(*found.drafts))
