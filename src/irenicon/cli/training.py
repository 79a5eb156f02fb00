"""`irenicon train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the model is written.")]
Gold = Annotated[Path | None, typer.Option("--gold", metavar="DIR", help="Codings, STEM.commitments.jsonl.")]
Texts = Annotated[Path | None, typer.Option("--texts", metavar="DIR", help="Their texts; by default beside it.")]
Sentences = Annotated[
    Path | None, typer.Option("--sentences", metavar="DIR", help="Your own sentences in place of those shipped.")
]
Families = Annotated[
    Path | None, typer.Option("--families", metavar="FILE", help="TOML that lists texts under [families].")
]
Without = Annotated[list[str] | None, typer.Option("--without", metavar="NAME", help="A family to leave out.")]
Trusted = Annotated[
    list[str] | None, typer.Option("--trusted", metavar="NAME", help="A family that the rules were made on.")
]


def train(
    out: Out,
    gold: Gold = None,
    texts: Texts = None,
    sentences: Sentences = None,
    families: Families = None,
    without: Without = None,
    trusted: Trusted = None,
) -> None:
    """Learn a model from sentences and coded texts, and say how it does on families of texts that it has not seen.

    The same data gives the same model. The library reads with it by Learned(path).
    """
    from rich.console import Console

    from irenicon.cli.writing import put
    from irenicon.codebook.loading import load
    from irenicon.extraction.learned.model import to_bytes
    from irenicon.training.train import Sources
    from irenicon.training.train import train as learn

    console = Console(stderr=True)
    used = Sources(sentences, gold, texts, families, frozenset(without or ()), frozenset(trusted or ()))
    learned = learn(used, load(), heard=lambda step: console.print(step, style="dim"))
    put(out, to_bytes(learned.model))
    for family, score in learned.model.card["unseen"].items():
        if family != "reliability":
            typer.echo(f"{family:<28} acts F1 {score['acts']:.3f}   places F1 {score['any']:.3f}")
