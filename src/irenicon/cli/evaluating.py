"""`irenicon evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.assessing import chosen
from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.evaluation.scores import Scores, Share

Pairs = Annotated[
    list[Path] | None,
    typer.Argument(metavar="TEXT GOLD…", help="A text and its hand-coded JSONL, in pairs; all pairs together."),
]
Gold = Annotated[Path | None, typer.Option("--gold", metavar="DIR", help="Codings, STEM.commitments.jsonl.")]
Texts = Annotated[
    Path | None, typer.Option("--texts", metavar="DIR", help="Where their texts are; by default beside it, in texts/.")
]
ReaderName = Annotated[str | None, typer.Option("--reader", metavar="NAME", help="Which reader to score.")]
CodedDir = Annotated[Path | None, typer.Option("--coded", metavar="DIR", help="Score another's codings instead.")]
Families = Annotated[
    Path | None, typer.Option("--families", metavar="FILE", help="TOML that lists texts under [families].")
]
Only = Annotated[list[str] | None, typer.Option("--family", metavar="NAME", help="Only texts of this family.")]
Errors = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write every error as a page.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")]


def evaluate(
    pairs: Pairs = None,
    gold: Gold = None,
    texts: Texts = None,
    reader: ReaderName = None,
    coded: CodedDir = None,
    families: Families = None,
    family: Only = None,
    html: Errors = None,
    json: AsJson = False,
) -> None:
    """Compare what a reader finds with what people coded: precision, recall, F1, and accuracy of fields.

    A file named *.claims.jsonl codes claims, any other commitments. Intervals are 95 % bootstrap over texts.
    """
    import msgspec

    from irenicon.evaluation import scoring

    if bool(pairs) == bool(gold):
        raise IreniconError("wrong_use", "Give --gold DIR, or each text with its gold: TEXT GOLD [TEXT GOLD …].")
    who = chosen(reader, coded)
    if gold is None:
        given = list(pairs or ())
        if len(given) % 2:
            raise IreniconError("wrong_use", "Give each text with its gold: irenicon evaluate TEXT GOLD [TEXT GOLD …].")
        results = scoring.evaluate(list(zip(given[::2], given[1::2], strict=True)), who)
        _tell(results, msgspec.json.encode(results) if json else None)
        return
    scored, failures = scoring.score_folder(
        gold,
        texts or gold.parent / "texts",
        reader=who,
        families=families,
        only=frozenset(family) if family else None,
        progress=_heard,
    )
    result = scoring.evaluation(scored, failures)
    if html:
        from irenicon.cli.writing import put
        from irenicon.evaluation.page import errors_page

        put(html, errors_page(scored, result, who.name).encode())
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(result), indent=2).decode())
    else:
        _tell(result.all, None)
        for title, groups in (("language", result.languages), ("family", result.families), ("text", result.texts)):
            _table(title, {name: each["commitments"] for name, each in groups.items() if "commitments" in each})
    for name, reason in failures.items():
        typer.echo(f"irenicon: {name}: {reason}", err=True)
    raise typer.Exit(1 if failures else 0)


def _heard(name: str) -> None:
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        console.print(name, end="\r", style="dim", width=78, overflow="ellipsis", no_wrap=True)


def _tell(results: dict[str, Scores], encoded: bytes | None) -> None:
    import msgspec

    if encoded is not None:
        typer.echo(msgspec.json.format(encoded, indent=2).decode())
        return
    for name, result in results.items():
        _print(name, result)


def _print(name: str, result: Scores) -> None:
    typer.echo(f"{name}: {result.coded} coded, {result.found} found, {result.matched} matched")
    rows = {"precision": result.precision, "recall": result.recall, "F1": result.f1, "places": result.spans}
    rows |= {"first two acts": result.first_two} if name == "commitments" else {}
    for row, share in {**rows, **result.fields}.items():
        typer.echo(f"  {row:<15}{_shown(share)}")


def _table(title: str, groups: dict[str, Scores]) -> None:
    if not groups:
        return
    typer.echo(f"\n{title:<34}  found coded   F1  places obligors side  pol.")
    for name, one in groups.items():
        shares = (one.fields.get("obligors"), one.fields.get("wrong_side"), one.fields.get("wrong_polarity"))
        fields = "  ".join(f"{share.value:5.2f}" if share and share.of else "    –" for share in shares)
        typer.echo(f"{name[:34]:<34}  {one.found:5} {one.coded:5} {one.f1.value:5.2f} {one.spans.value:5.2f}  {fields}")


def _shown(share: Share) -> str:
    return f"{share.value:.3f}  [{share.low:.3f}, {share.high:.3f}]  n = {share.of}"
