"""`irenicon convert` and `irenicon codebook`: what other programs coded, and the codebook for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.assessing import CodebookFolder, Csv, Docx, Html, Json, Language, Pdf, Qdpx, Words, Xlsx
from irenicon.cli.writing import put, written
from irenicon.errors import Failure, IreniconError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from irenicon.codebook.model import Codebook
    from irenicon.exchange.model import Project

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A REFI-QDA project (.qdpx), or W3C Web Annotations (.jsonld, .json).")
]
Texts = Annotated[list[str] | None, typer.Argument(metavar="[TEXT…]", help="The texts that Web Annotations are about.")]
Coder = Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Only what this person coded.")]
Annotations = Annotated[Path | None, typer.Option("--annotations", metavar="FILE", help="Write W3C Web Annotations.")]
Coding = Annotated[
    Path | None,
    typer.Option("--coding", metavar="FOLDER", help="Write texts and codings (JSONL) for evaluate and agreement."),
]
QdcOut = Annotated[Path | None, typer.Option("--qdc", metavar="FILE", help="Write the codebook as REFI-QDA codebook.")]
QdcIn = Annotated[
    Path | None,
    typer.Option("--compare", metavar="FILE.qdc", help="Tell which codes of another codebook are acts here."),
]


def convert(
    file: File,
    texts: Texts = None,
    coder: Coder = None,
    qdpx: Qdpx = None,
    annotations: Annotations = None,
    coding: Coding = None,
    html: Html = None,
    json: Json = None,
    csv: Csv = None,
    xlsx: Xlsx = None,
    pdf: Pdf = None,
    docx: Docx = None,
    words: Words = "en",
    language: Language = None,
    codebook: CodebookFolder = None,
) -> None:
    """Read what was coded in another program, and measure, show and write it as `assess` does its own.

    What cannot be kept is told. Exit codes: 0 done, 1 some of it was left out, 2 wrong use.
    """
    from irenicon.codebook.loading import load
    from irenicon.exchange.measuring import assessed

    book = load(codebook)
    project = _of(_read(file, texts or [], language, book), coder, str(file))
    result = assessed(project, book)
    wanted = {
        "json": json,
        "csv": csv,
        "annotations": annotations,
        "html": html,
        "xlsx": xlsx,
        "pdf": pdf,
        "docx": docx,
    }
    for path, data in written(result, wanted, words, book):
        put(path, data)
    if qdpx:
        from irenicon.exchange.qdpx_out import to_qdpx

        put(qdpx, to_qdpx(project, book, language=words))
    if coding:
        from irenicon.exchange.gold import to_gold

        _folder(coding)
        for name, data in to_gold(project).items():
            put(coding / name, data)
    told = Path("-") in (*wanted.values(), qdpx)
    for one in () if told else project.documents:
        entry = one.entry
        typer.echo(f"{one.document.source}: {len(entry.commitments)} commitments, {len(entry.claims)} claims")
    _tell(result.failures)


def codebook(qdc: QdcOut = None, compare: QdcIn = None, words: Words = "en", folder: CodebookFolder = None) -> None:
    """Write the codebook for other programs (REFI-QDA .qdc), or tell which of their codes are acts of it."""
    from irenicon.codebook.loading import load
    from irenicon.exchange.qdc import from_qdc, to_qdc

    if not qdc and not compare:
        raise IreniconError(
            "wrong_use", "Say what to do: --qdc FILE writes the codebook, --compare FILE reads another."
        )
    book = load(folder)
    if qdc:
        put(qdc, to_qdc(book, language=words))
    if compare:
        found = from_qdc(_bytes(compare), book, str(compare))
        for known in found.known:
            typer.echo(f"{known.name}: {known.meaning.sort} {known.meaning.id}")
        _tell(found.left)


def _read(file: Path, texts: Sequence[str], language: str | None, codebook: Codebook) -> Project:
    data = _bytes(file)
    if file.suffix.lower() == ".qdpx" or data.startswith(b"PK"):
        from irenicon.exchange.qdpx_in import from_qdpx

        return from_qdpx(data, codebook, str(file))
    import msgspec

    from irenicon.documents.reading import read_all
    from irenicon.exchange.annotations import from_annotations

    if not texts:
        raise IreniconError("wrong_use", f"Give the texts that {file} is about as well: irenicon convert {file} TEXT …")
    given = list(read_all(texts, language=language))
    documents = [one for one in given if not isinstance(one, Failure)]
    project = from_annotations(data, documents, codebook, str(file))
    unread = tuple(one for one in given if isinstance(one, Failure))
    return msgspec.structs.replace(project, left=(*unread, *project.left))


def _of(project: Project, coder: str | None, source: str) -> Project:
    """What one person coded; raises IreniconError "wrong_use" where the project knows no such person."""
    import msgspec

    if coder is None:
        return project
    names = dict.fromkeys(coding.who for one in project.documents for coding in one.codings if coding.who)
    if coder not in names:
        raise IreniconError(
            "wrong_use", f"{source} has nothing coded by {coder}; it has: {', '.join(names) or 'no names'}."
        )
    documents = tuple(
        msgspec.structs.replace(one, codings=tuple(each for each in one.codings if each.who == coder))
        for one in project.documents
    )
    return msgspec.structs.replace(project, documents=documents)


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IreniconError("wrong_use", f"{path} cannot be a folder: {error.strerror}.", str(path)) from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise IreniconError("not_found", f"There is no file {file}; check the path.", str(file)) from None
    except OSError as error:
        raise IreniconError("unreadable", f"{file} cannot be read: {error.strerror}.", str(file)) from error


def _tell(left: Sequence[Failure]) -> None:
    for failure in left:
        typer.echo(f"irenicon: {failure.reason}", err=True)
    raise typer.Exit(1 if left else 0)
