"""Scores a reader against hand-coded texts: text by text, by family, by language and in all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.documents.reading import read
from irenicon.errors import IreniconError
from irenicon.evaluation.gold import GoldClaim, GoldCommitment, is_claims, read_gold
from irenicon.evaluation.scores import Scores, Tally, scores, tally_claims, tally_commitments
from irenicon.extraction.reader import Reader
from irenicon.findings.model import Findings
from irenicon.pipeline import findings

_CODED = (".commitments.jsonl", ".claims.jsonl")


class Scored(msgspec.Struct, frozen=True):
    """One text beside its coding: what was found, what was coded, and what they add to the scores by sort."""

    name: str
    language: str
    family: str
    document: Document
    found: Findings
    commitments: tuple[GoldCommitment, ...] | None = None
    claims: tuple[GoldClaim, ...] | None = None

    @property
    def tallies(self) -> dict[str, Tally]:
        """The tallies of what is coded of this text."""
        told: dict[str, Tally] = {}
        if self.commitments is not None:
            told["commitments"] = tally_commitments(self.found.commitments, self.commitments)
        if self.claims is not None:
            told["claims"] = tally_claims(self.found.claims, self.claims)
        return told


class Evaluation(msgspec.Struct, frozen=True):
    """Scores by sort ("commitments", "claims"): of all texts, and by text, family and language. `failures` tell which
    texts could not be read, and why."""

    all: dict[str, Scores]
    languages: dict[str, dict[str, Scores]]
    families: dict[str, dict[str, Scores]]
    texts: dict[str, dict[str, Scores]]
    failures: dict[str, str] = {}


def evaluate(pairs: Sequence[tuple[Path, Path]], reader: Reader | None = None) -> dict[str, Scores]:
    """The scores over all pairs of a text and its coding together, under "commitments" and "claims".

    Raises IreniconError where a text or a coding cannot be read, or the coding belongs to another text.
    """
    book = load()
    by_text: dict[Path, list[Path]] = {}
    for text, gold in pairs:
        by_text.setdefault(text, []).append(gold)
    scored = [_scored(text, coded, book, reader, "") for text, coded in by_text.items()]
    return _together([one.tallies for one in scored])


def score_folder(
    gold: Path,
    texts: Path,
    *,
    reader: Reader | None = None,
    families: Path | None = None,
    only: frozenset[str] | None = None,
    progress: Callable[[str], None] = lambda name: None,
) -> tuple[list[Scored], dict[str, str]]:
    """(scored, failures): every coded text of a folder beside what a reader, by default the program's, finds in it.

    `families` is a TOML file that lists texts under families; `only` keeps some of these. Raises IreniconError
    "not_found" where the folder holds no coding.
    """
    family_of = families_of(families)
    by_stem: dict[str, list[Path]] = {}
    for path in sorted(gold.glob("*.jsonl")):
        ending = next((each for each in _CODED if path.name.endswith(each)), None)
        if ending:
            by_stem.setdefault(path.name.removesuffix(ending), []).append(path)
    if not by_stem:
        raise IreniconError(
            "not_found", f"There is no coding (*.commitments.jsonl, *.claims.jsonl) in {gold}.", str(gold)
        )
    book = load()
    scored: list[Scored] = []
    failures: dict[str, str] = {}
    for stem, coded in by_stem.items():
        family = family_of.get(stem, "")
        if only is not None and family not in only:
            continue
        progress(stem)
        try:
            scored.append(_scored(_text(texts, stem), coded, book, reader, family))
        except IreniconError as error:
            failures[stem] = str(error)
    return scored, failures


def evaluation(scored: Sequence[Scored], failures: Mapping[str, str]) -> Evaluation:
    """The scores of all texts together, and by language, family and text."""

    def by(key: Callable[[Scored], str]) -> dict[str, dict[str, Scores]]:
        groups: dict[str, list[dict[str, Tally]]] = {}
        for one in scored:
            if key(one):
                groups.setdefault(key(one), []).append(one.tallies)
        return {name: _together(group) for name, group in sorted(groups.items())}

    return Evaluation(
        _together([one.tallies for one in scored]),
        by(lambda one: one.language),
        by(lambda one: one.family),
        by(lambda one: one.name),
        dict(failures),
    )


def families_of(path: Path | None) -> dict[str, str]:
    """The family of each text by a file's tables: `[families]` with `name = ["stem", …]`; empty without a file.

    Raises IreniconError "bad_data" where the file is not such a table.
    """
    if path is None:
        return {}
    try:
        listed = msgspec.convert(
            tomllib.loads(path.read_text(encoding="utf-8")).get("families", {}), dict[str, list[str]]
        )
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise IreniconError("bad_data", f"{path} does not list families of texts: {error}.", str(path)) from error
    return {stem: family for family, stems in listed.items() for stem in stems}


def _scored(text: Path, coded: Sequence[Path], book: Codebook, reader: Reader | None, family: str) -> Scored:
    document = read(text)
    commitments: tuple[GoldCommitment, ...] | None = None
    claims: tuple[GoldClaim, ...] | None = None
    for path in coded:
        if is_claims(path):
            claims = read_gold(path, GoldClaim, document.text)
        else:
            commitments = read_gold(path, GoldCommitment, document.text)
    found = findings(document, book, reader)
    return Scored(text.stem, document.language, family, document, found, commitments, claims)


def _text(folder: Path, stem: str) -> Path:
    found = sorted(folder.glob(f"{stem}.*"))
    if not found:
        raise IreniconError("not_found", f"There is no text {stem} in {folder}.", str(folder))
    return found[0]


def _together(tallies: Sequence[dict[str, Tally]]) -> dict[str, Scores]:
    sorts = [sort for sort in ("commitments", "claims") if any(sort in each for each in tallies)]
    return {sort: scores([each[sort] for each in tallies if sort in each]) for sort in sorts}
