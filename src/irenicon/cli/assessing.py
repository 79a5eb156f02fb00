"""`irenicon assess` and `irenicon schema`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.grounds import AsOf, Control, CostsFile, HeldBy, MapFile, UnitsFile, drawing, grounded, sources_of
from irenicon.cli.writing import put, written
from irenicon.errors import Failure, IreniconError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from irenicon.assessment import Assessment
    from irenicon.codebook.model import Codebook
    from irenicon.documents.model import Document
    from irenicon.extraction.reader import Reader

Sources = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="Plans and reports: files, directories, addresses, or - for standard input."),
]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the assessment as JSON; - for standard output.")
]
Csv = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write the ledger as CSV; - for standard output.")
]
ClaimsCsv = Annotated[
    Path | None, typer.Option("--claims", metavar="FILE", help="Write the claims as CSV; - for standard output.")
]
Annotations = Annotated[
    Path | None,
    typer.Option("--annotations", metavar="FILE", help="Write commitments and claims as W3C Web Annotations."),
]
Pdf = Annotated[Path | None, typer.Option("--pdf", metavar="FILE", help="Write the assessment as a printed article.")]
Docx = Annotated[Path | None, typer.Option("--docx", metavar="FILE", help="Write the same article as DOCX.")]
Xlsx = Annotated[
    Path | None, typer.Option("--xlsx", metavar="FILE", help="Write all of it as a workbook for spreadsheets.")
]
Qdpx = Annotated[
    Path | None, typer.Option("--qdpx", metavar="FILE", help="Write a REFI-QDA project for qualitative analysis.")
]
Grades = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FILE", help="Your grades for sources: a TOML file with [[source]] tables."),
]
Precedents = Annotated[
    Path | None,
    typer.Option("--precedents", metavar="FOLDER", help="Where irenicon precedents import kept earlier agreements."),
]
Comparable = Annotated[
    list[str] | None,
    typer.Option("--comparable", metavar="KEY=VALUE", help="Only those of this stage, conflict or kind in PA-X."),
]
KeepingFile = Annotated[
    Path | None, typer.Option("--keeping", metavar="FILE", help="Inputs for whether keeping the plan pays (TOML).")
]
Words = Annotated[str, typer.Option("--words", metavar="LANGUAGE", help="Language of the report: en or nl.")]
WeightsFile = Annotated[
    Path | None, typer.Option("--weights", metavar="FILE", help="Your own weights for the balance (TOML).")
]
Brief = Annotated[bool, typer.Option("--brief", help="Print the brief alone.")]
ReaderName = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="Who reads: learned (the default) or rules.")
]
CodedBy = Annotated[
    Path | None, typer.Option("--coded", metavar="FILE", help="A coding to take as it is: JSON Lines, or a folder.")
]
CodebookFolder = Annotated[Path | None, typer.Option("--codebook", metavar="FOLDER", help="Your own codebook.")]

Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Language of the files, where it is taken for another.")
]


def assess(
    sources: Sources,
    html: Html = None,
    json: Json = None,
    csv: Csv = None,
    claims: ClaimsCsv = None,
    annotations: Annotations = None,
    pdf: Pdf = None,
    docx: Docx = None,
    xlsx: Xlsx = None,
    qdpx: Qdpx = None,
    grades: Grades = None,
    brief: Brief = False,
    words: Words = "en",
    language: Language = None,
    reader: ReaderName = None,
    coded: CodedBy = None,
    weights: WeightsFile = None,
    codebook: CodebookFolder = None,
    precedents: Precedents = None,
    comparable: Comparable = None,
    keeping: KeepingFile = None,
    control: Control = None,
    units: UnitsFile = None,
    as_of: AsOf = None,
    held_by: HeldBy = None,
    costs: CostsFile = None,
    map: MapFile = None,
) -> None:
    """Assess plans: who gives what to whom, how firmly, and what is missing.

    Exit codes: 0 done, 1 some inputs failed (the rest is there), 2 wrong use.
    """
    from rich.console import Console

    from irenicon import assessment as assessing
    from irenicon.codebook import loading
    from irenicon.measures.grades import read_grades
    from irenicon.report.brief import sentences
    from irenicon.report.terminal import show, show_brief
    from irenicon.report.wording import wording

    said = wording(words)
    book = loading.load(codebook)
    maps = sources_of(control, units, as_of, held_by, costs)
    drawn = drawing(map, maps)
    result = assessing.assess(
        with_progress(sources, language),
        reader=chosen(reader, coded),
        codebook=book,
        weights=loading.weights(weights) if weights else None,
        grades=read_grades(grades) if grades else (),
    )
    if maps:
        result = grounded(result, maps, book)
    if precedents:
        result = _with_precedents(result, precedents, comparable or [], book)
    if keeping:
        from irenicon.measures.parameters import read_parameters

        result = assessing.with_keeping(result, read_parameters(keeping))
    wanted = {
        "json": json,
        "csv": csv,
        "claims": claims,
        "annotations": annotations,
        "html": html,
        "xlsx": xlsx,
        "pdf": pdf,
        "docx": docx,
        "qdpx": qdpx,
        **(drawn if result.ground else {}),
    }
    for path, data in written(result, wanted, words, book):
        put(path, data)
    if Path("-") not in wanted.values():
        console = Console(highlight=False)
        if brief:
            show_brief(sentences(result, book, said), console, said)
        else:
            show(result, console, said, book)
    for failure in result.failures:
        typer.echo(f"irenicon: {failure.reason}", err=True)
    raise typer.Exit(1 if result.failures else 0)


def chosen(name: str | None, coded: Path | None) -> Reader:
    """The reader that the command line names: a coding, or one that Irenicon brings."""
    from irenicon.extraction.coded import Coded
    from irenicon.pipeline import reader_named

    if coded is None:
        return reader_named(name) if name else reader_named()
    if name:
        raise IreniconError("wrong_use", "Give --reader or --coded, not both.")
    if not coded.exists():
        raise IreniconError("not_found", f"There is no coding at {coded}.", str(coded))
    return Coded(coded)


def _with_precedents(result: Assessment, folder: Path, asked: list[str], codebook: Codebook) -> Assessment:
    from irenicon.assessment import with_precedents
    from irenicon.precedents.model import Filters
    from irenicon.precedents.reading import imported

    pairs = dict(each.partition("=")[::2] for each in asked)
    if unknown := sorted(set(pairs) - set(Filters.__struct_fields__)):
        raise IreniconError("wrong_use", f"--comparable takes stage=, conflict= or kind=, not {', '.join(unknown)}.")
    return with_precedents(result, imported(folder), codebook, Filters(**pairs))


def schema() -> None:
    """Print the JSON Schema of `irenicon assess --json`."""
    import msgspec

    from irenicon.report import records

    typer.echo(msgspec.json.format(msgspec.json.encode(records.schema()), indent=2).decode())


def with_progress(sources: list[str], language: str | None) -> Iterator[Document | Failure]:
    """The documents one by one, with a bar on a terminal and silence in a pipe."""
    from rich.console import Console
    from rich.progress import Progress

    from irenicon.documents.reading import read_all

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        for document in read_all(sources, language=language):
            progress.update(task, description=document.source)
            yield document
