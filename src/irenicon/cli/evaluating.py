"""`irenicon evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.evaluation.scores import Scores, Share

Pairs = Annotated[
    list[Path],
    typer.Argument(metavar="TEXT GOLD…", help="A text and its hand-coded JSONL, in pairs; all pairs together."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")]


def evaluate(pairs: Pairs, json: AsJson = False) -> None:
    """Compare what is found in TEXT with what people coded (GOLD.jsonl): precision, recall, F1, and accuracy of fields.

    A file named *.claims.jsonl codes claims, any other commitments. Intervals are 95 % bootstrap.
    """
    import msgspec

    from irenicon.evaluation.scoring import evaluate as score

    if len(pairs) % 2:
        raise IreniconError("wrong_use", "Give each text with its gold: irenicon evaluate TEXT GOLD [TEXT GOLD …].")
    results = score(list(zip(pairs[::2], pairs[1::2], strict=True)))
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(results), indent=2).decode())
        return
    for name, result in results.items():
        _print(name, result)


def _print(name: str, result: Scores) -> None:
    typer.echo(f"{name}: {result.coded} coded, {result.found} found, {result.matched} matched")
    rows = {"precision": result.precision, "recall": result.recall, "F1": result.f1, **result.fields}
    for row, share in rows.items():
        typer.echo(f"  {row:<14}{_shown(share)}")


def _shown(share: Share) -> str:
    return f"{share.value:.3f}  [{share.low:.3f}, {share.high:.3f}]  n = {share.of}"
