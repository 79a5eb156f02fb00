"""From folders of sentences and coded texts to a model with its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from irenicon.codebook.model import Codebook
from irenicon.documents.reading import read
from irenicon.errors import IreniconError
from irenicon.evaluation.gold import GoldCommitment, read_gold
from irenicon.evaluation.scoring import families_of
from irenicon.extraction.learned.model import Array, Settings
from irenicon.extraction.learned.reader import ruled
from irenicon.training.examples import CodedText, coded_text, from_sentences, known_words, own_sentences
from irenicon.training.learning import Learned, learn, targets_of

_ENDING = ".commitments.jsonl"


class Sources(msgspec.Struct, frozen=True):
    """What to learn from: `gold` and `texts` are folders of codings and of their texts, `families` lists which texts
    belong together, `without` are families to leave out, `trusted` those that the rules were made on."""

    sentences: Path | None = None
    gold: Path | None = None
    texts: Path | None = None
    families: Path | None = None
    without: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()


class Reliability(msgspec.Struct, frozen=True):
    """How far probabilities can be believed: `brier` is the mean squared error (Brier 1950), 0 at best; `curve` gives,
    for each tenth, (mean probability, share right, number)."""

    brier: float
    curve: tuple[tuple[float, float, int], ...]


def train(
    sources: Sources,
    codebook: Codebook,
    settings: Settings | None = None,
    heard: Callable[[str], None] = lambda _: None,
) -> Learned:
    """The model learned from these sources, with a card that says what it was learned from and how it measures on
    families that it had not seen.

    Raises IreniconError where a coding cannot be read or belongs to another text, "empty" where there is nothing to
    learn from.
    """
    records = own_sentences(sources.sentences)
    known = known_words(record for each in records.values() for record in each)
    heard("sentences")
    own = [one for language, each in records.items() for one in from_sentences(each, language, codebook, known)]
    heard("coded texts")
    coded = _coded(sources, codebook, known)
    try:
        learned = learn(own, coded, settings or Settings(), trusted=sources.trusted, heard=heard)
    except ValueError as error:
        raise IreniconError("empty", f"There is nothing to learn from: {error}.") from error
    card = {
        "sentences": {language: len(each) for language, each in records.items()},
        "texts": [text.name for text in coded],
        "examples": len(own),
        "left_out": sorted(sources.without),
        "unseen": measured(learned, coded),
    }
    return msgspec.structs.replace(learned, model=msgspec.structs.replace(learned.model, card=card))


def measured(learned: Learned, coded: Sequence[CodedText]) -> dict[str, Any]:
    """How a model that has not seen a text's family does on its sentences: F1 of acts, and of sentences that hold any;
    by family; with the reliability of its probabilities."""
    told: dict[str, Any] = {}
    groups = {"all": tuple(coded)} | {
        family: tuple(text for text in coded if text.family == family) for family in sorted({t.family for t in coded})
    }
    for name, texts in groups.items():
        if texts:
            given = np.concatenate([learned.unseen[text.name] for text in texts])
            right = np.concatenate([targets_of(text, learned.model.acts) for text in texts])
            taken = learned.model.taken(given, _ruled(texts, learned.model.acts))
            told[name] = {"acts": _f1(taken, right), "any": _f1(taken.max(axis=1), right.max(axis=1))}
    if coded:
        told["reliability"] = msgspec.to_builtins(
            reliability(
                np.concatenate([learned.unseen[text.name] for text in coded]),
                np.concatenate([targets_of(text, learned.model.acts) for text in coded]),
                learned.model.threshold,
            )
        )
    return told


def reliability(given: Array, right: Array, threshold: float) -> Reliability:
    """The reliability of the probabilities of the acts that are likely enough to be taken."""
    taken = given >= threshold
    probable, true = given[taken], right[taken].astype(float)
    bins = np.minimum((probable * 10).astype(int), 9)
    curve = tuple(
        (
            round(float(probable[bins == each].mean()), 3),
            round(float(true[bins == each].mean()), 3),
            int((bins == each).sum()),
        )
        for each in range(10)
        if (bins == each).any()
    )
    return Reliability(round(float(((probable - true) ** 2).mean()), 4) if len(true) else 0.0, curve)


def _coded(sources: Sources, codebook: Codebook, known: frozenset[str]) -> list[CodedText]:
    if sources.gold is None:
        return []
    texts = sources.texts or sources.gold.parent / "texts"
    family_of = families_of(sources.families)
    found: list[CodedText] = []
    for path in sorted(sources.gold.glob(f"*{_ENDING}")):
        stem = path.name.removesuffix(_ENDING)
        family = family_of.get(stem, stem)
        text = next(iter(sorted(texts.glob(f"{stem}.*"))), None)
        if family in sources.without or text is None:
            continue
        document = read(text)
        if document.language not in codebook.names:
            continue
        rows = [(one.act, one.start, one.end) for one in read_gold(path, GoldCommitment, document.text)]
        found.append(coded_text(document, rows, family, codebook, known))
    return found


def _ruled(texts: Sequence[CodedText], acts: tuple[str, ...]) -> Array:
    return np.concatenate([ruled(text.seen, text.ruled, acts) for text in texts])


def _f1(taken: Array, right: Array) -> float:
    return round(float(2 * (taken & right).sum() / max(1, taken.sum() + right.sum())), 3)
