"""Scores the program against hand-coded texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from irenicon.codebook.loading import load
from irenicon.commitments.finding import find
from irenicon.documents.reading import read
from irenicon.evaluation.gold import GoldCommitment, read_gold
from irenicon.evaluation.scores import Scores, Tally, scores, tally_commitments


def evaluate(pairs: Sequence[tuple[Path, Path]]) -> dict[str, Scores]:
    """The scores over all pairs of a text and its coding together, under "commitments".

    Raises IreniconError where a text or a coding cannot be read, or the coding belongs to another text.
    """
    tallies: dict[str, list[Tally]] = {}
    codebook = load()
    for text, gold in pairs:
        document = read(text)
        coded = read_gold(gold, GoldCommitment, document.text)
        tallies.setdefault("commitments", []).append(tally_commitments(find(document, codebook), coded))
    return {name: scores(each) for name, each in tallies.items()}
