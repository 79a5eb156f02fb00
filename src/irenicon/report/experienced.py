"""What earlier agreements tell of a plan, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from irenicon.codebook.model import Codebook
from irenicon.findings.model import Commitment
from irenicon.precedents.model import Experience, Fate, Lacking, SideBySide
from irenicon.report.wording import Wording

_SHOWN = 8
_AFTER = 5.0  # years


def show_experience(found: Experience, console: Console, words: Wording, codebook: Codebook) -> None:
    """Prints the nearest agreements, what they have beside the plan, and how agreements and conflicts fared."""
    console.print(Group(*experience_lines(found, words, codebook)))


def provision(code: str, project: str, words: Wording, codebook: Codebook) -> str:
    """A code of another project in words: the acts that stand for it, and the code itself."""
    acts = [words.act(codebook.acts[act]) for act in codebook.codes[project].get(code, ())]
    return f"{' / '.join(acts)} ({code})" if acts else code


def experience_lines(found: Experience, words: Wording, codebook: Codebook) -> Iterator[RenderableType]:
    """The same line by line."""

    def said(key: str) -> str:
        return words(key, "precedents")

    yield Text(said("precedents"), style="bold")
    for remark in found.remarks:
        yield Text(f"  {remark}", style="yellow")
    if found.nearest:
        yield Text(f"  {said('nearest').format(of=found.comparable)}")
        for near in found.nearest[:_SHOWN]:
            name = " ".join(near.precedent.name.split())
            line = f"    {near.likeness:.2f}  {near.precedent.date}  {name}"
            yield Text(line, style="dim", no_wrap=True, overflow="ellipsis")
        yield Text(f"  {said('lacking').format(of=len(found.nearest))}")
        for lack in found.lacking[:_SHOWN]:
            yield Text(f"    {lack.having}/{lack.of}  {provision(lack.provision, 'pax', words, codebook)}")
            if given := given_words(lack, words, codebook):
                yield Text(f"           {given}", style="dim")
    if found.fate:
        yield Text(f"  {said('fate').format(of=found.fate.number, ended=found.fate.ended)}")
        yield Text(f"    {_standing(found.fate, words)}")
    if found.differences:
        yield Text(f"  {said('differences')}")
        for each in found.differences:
            yield Text(f"    {provision(each.provision, 'ucdp', words, codebook)}")
            with_it, without = each.with_it.after(_AFTER), each.without_it.after(_AFTER)
            if with_it and without:
                counts = f"{each.with_it.number} / {each.without_it.number}"
                yield Text(
                    f"      {with_it.share:.0%} / {without.share:.0%} · n {counts} · log-rank p {probability(each.p)}",
                    style="dim",
                )
    if found.restarts:
        yield Text(f"  {said('restarts')}")
        for one in found.restarts:
            yield Text(f"    {said(one.outcome)} ({one.fate.number}, {one.fate.ended} {said('restarted')})")
            yield Text(f"      {_standing(one.fate, words)}", style="dim")
    yield Text(f"  {said('caveat')}", style="dim")


def code_lines(
    found: Sequence[SideBySide], commitments: Sequence[Commitment], words: Wording, codebook: Codebook
) -> Iterator[RenderableType]:
    """Each code with the words found for it; where experts coded the text, whether they have it too."""
    for row in found:
        side = "" if not row.known else _SIDES[bool(row.commitments), row.coded]
        style = "green" if side == "both" else "yellow" if side else ""
        said = f" · {words(side, 'precedents')}" if side else ""
        yield Text(f"{provision(row.code, 'pax', words, codebook)}{said}", style=style)
        for index in row.commitments:
            line = f"  {commitments[index].point:>5}  {' '.join(commitments[index].quote.split())}"
            yield Text(line, style="dim", no_wrap=True, overflow="ellipsis")


_SIDES = {(True, True): "both", (True, False): "only_found", (False, True): "only_coded"}


def given_words(lack: Lacking, words: Wording, codebook: Codebook) -> str:
    """With which provision of the plan a lacking one goes most, with counts; "" where too few can tell."""
    if lack.given is None:
        return ""
    name = provision(lack.given, "pax", words, codebook)
    return words("given", "precedents").format(having=lack.given_having, of=lack.given_of, given=name)


def probability(p: float) -> str:
    """A probability as tests report it."""
    return "< 0.01" if p < 0.01 else f"= {p:.2f}"


def _standing(fate: Fate, words: Wording) -> str:
    after: Sequence[str] = [
        f"{each.years:.0f}: {each.share:.0%} [{each.low:.0%}, {each.high:.0%}]" for each in fate.standing
    ]
    return f"{words('after_years', 'precedents')} {' · '.join(after)}"
