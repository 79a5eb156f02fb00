"""`irenicon agreement`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from irenicon.coding.agreement import Agreement, Disagreement
    from irenicon.coding.alpha import Estimate

Text = Annotated[Path, typer.Argument(metavar="TEXT", help="The text that was coded.")]
Codings = Annotated[
    list[Path],
    typer.Argument(metavar="CODING.jsonl…", help="Two or more codings of it; *.claims.jsonl codes claims."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the agreement as JSON.")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Language of the text, where it is taken for another.")
]


def agreement(text: Text, codings: Codings, json: AsJson = False, language: Language = None) -> None:
    """Agreement between coders of one text: alpha for units and fields, F1, and the disagreements to settle.

    Intervals are 95 % bootstrap.
    """
    import msgspec

    from irenicon.coding.agreement import agreement as agree
    from irenicon.coding.fields import CLAIMS, COMMITMENTS
    from irenicon.documents.reading import read
    from irenicon.evaluation.gold import GoldClaim, GoldCommitment, is_claims, read_gold

    if len({is_claims(path) for path in codings}) > 1:
        raise IreniconError("wrong_use", "Give codings of commitments or of claims, not of both.")
    document = read(text, language=language)
    claims = is_claims(codings[0])
    record = GoldClaim if claims else GoldCommitment
    coded = [read_gold(path, record, document.text) for path in codings]  # type: ignore[type-var]
    result = agree(coded, len(document.text), [path.name for path in codings], CLAIMS if claims else COMMITMENTS)
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(result), indent=2).decode())
        return
    for line in _lines(result):
        typer.echo(line)


def _lines(result: Agreement) -> Iterator[str]:
    for number, (coder, coded) in enumerate(zip(result.coders, result.coded, strict=True), 1):
        yield f"[{number}] {_cut(coder, 60)}: {coded} coded"
    yield f"{result.units} units, {result.shared} of them in every coding"
    yield f"  {'alpha of unitising':<22}{_shown(result.unitising)} categories"
    for pair in result.pairs:
        between = f"[{pair.one + 1}][{pair.other + 1}]"
        yield f"  {f'F1 of words {between}':<22}{_shown(pair.words)}"
        yield f"  {f'F1 of units {between}':<22}{_shown(pair.category)}"
    yield "alpha of fields, over the units that coders share"
    for name, value in result.fields.items():
        yield f"  {name:<22}{_shown(value)}"
    yield f"{len(result.disagreements)} to settle"
    for each in result.disagreements:
        yield from _settle(each)


def _settle(each: Disagreement) -> Iterator[str]:
    quote = next(quote for quote in each.quotes if quote)
    having = "".join(f"[{number}]" for number, quote in enumerate(each.quotes, 1) if quote)
    only = "" if all(each.quotes) else f"only {having}: "
    yield f"  {each.start}:{each.end}  {_cut(only + ' '.join(quote.split()), 62)}"
    for difference in each.differences:
        values = " | ".join("–" if value is None else value or "nothing" for value in difference.values)
        yield f"      {_cut(f'{difference.field}: {values}', 74)}"


def _cut(said: str, width: int) -> str:
    return said if len(said) <= width else said[: width - 1] + "…"


def _shown(value: Estimate) -> str:
    if value.value is None:
        return f"undefined, nothing varies  n = {value.of}" if value.of else "undefined  n = 0"
    interval = f"[{value.low:.3f}, {value.high:.3f}]" if value.low is not None else ""
    return f"{value.value:>6.3f}  {interval:<17}n = {value.of}"
