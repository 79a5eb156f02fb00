"""Scores the program against hand-coded texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from irenicon.codebook.loading import load
from irenicon.documents.reading import read
from irenicon.evaluation.gold import GoldClaim, GoldCommitment, is_claims, read_gold
from irenicon.evaluation.scores import Scores, Tally, scores, tally_claims, tally_commitments
from irenicon.extraction.analysed import analysed
from irenicon.extraction.claims.finding import find_claims
from irenicon.extraction.rules.finding import find_in


def evaluate(pairs: Sequence[tuple[Path, Path]]) -> dict[str, Scores]:
    """The scores over all pairs of a text and its coding together, under "commitments" and "claims".

    Raises IreniconError where a text or a coding cannot be read, or the coding belongs to another text.
    """
    tallies: dict[str, list[Tally]] = {}
    codebook = load()
    for text, gold in pairs:
        reading = analysed(read(text), codebook)
        found = find_in(reading, codebook)
        if is_claims(gold):
            claims = find_claims(reading, found).claims
            tally = tally_claims(claims, read_gold(gold, GoldClaim, reading.document.text))
        else:
            tally = tally_commitments(found, read_gold(gold, GoldCommitment, reading.document.text))
        tallies.setdefault("claims" if is_claims(gold) else "commitments", []).append(tally)
    return {name: scores(each) for name, each in tallies.items()}
